"""No page bears only the places for seal and signatures (GB/T 9704-2012): text stands above."""

import re
from dataclasses import replace
from functools import cache

import pytest

from mediation_desk import i18n
from mediation_desk.documents.docx import Template
from mediation_desk.documents.layout import Document, Format, Look, Paragraph, Spacing, Text
from mediation_desk.documents.marks import Glyphs
from mediation_desk.documents.pages import Page, set_pages
from mediation_desk.documents.word_reader import read
from mediation_desk.documents.word_xml import WORD, Package, child
from mediation_desk.domain.errors import FileRefused
from tests.documents import full_cases
from tests.documents.word_files import par, row, tbl, word_file

_LINES_OF_A_PAGE = 22
_PLACE = re.compile(r"（[^（）]*(?:签名|盖章|印章|捺印)[^（）]*）(?:[：:]\w{0,8})?$")
_DAY = re.compile(r"[\d＿]*年[\d＿]*月[\d＿]*日(?:[\d＿]*年[\d＿]*月[\d＿]*日)?$")
_RECKONED = re.compile(r"(?:核算人|接待人)：")
_BELOW = re.compile(
    r"此致|附[：:]|附件[：:]|地址：.*联系电话：|本清单一式|抄送：|本[表单]依据|[，；]?不作为对"
)
_FOOT = re.compile(r"—\d+—$|逐页签名")


@cache
def papers(case):
    """Every form of a case as it is laid out, by its code."""
    with i18n.speaking(i18n.CHINESE):
        if case == "loose":
            made = full_cases.loose_papers()
        else:
            made = full_cases.papers_of(grown(full_cases.cases()[case]))
        return {one.code: read(one.docx) for one in made}


def grown(case):
    """Let everything that is told in a case fill more than a page."""
    long = "\n".join(f"第{n}项：双方就此各执一词，经核对后各自保留意见。" for n in range(30))
    steps = tuple(replace(taken, note=long) for taken in case.steps)
    hearings = tuple(replace(one, record=long, outcome=long) for one in case.hearings)
    return replace(case, facts=long, steps=steps, hearings=hearings)


def lowered(document: Document, lines: int) -> Document:
    """Let the paper begin so many lines further down."""
    look = Look(size=16)
    form = Format(line=28.95, spacing=Spacing.EXACT)
    line = Paragraph((Text("先行文字", look),), form, look)
    first, *others = document.sections
    first = replace(first, blocks=(*[line] * lines, *first.blocks))
    return replace(document, sections=(first, *others))


def lines_of(page: Page) -> list[str]:
    """Return what stands on a page, line by line, without its foot."""
    found: dict[float, str] = {}
    for strip in page.strips:
        for mark in strip.marks:
            if isinstance(mark, Glyphs):
                y = round(strip.y + mark.y)
                found[y] = found.get(y, "") + mark.text
    texts = (re.sub(r"[\s　]", "", text) for text in found.values())
    return [text for text in texts if text and not _FOOT.match(text)]


def is_place(text: str) -> bool:
    """Say whether a line is for a seal, a signature or its day, beside each other too."""
    return bool(_PLACE.search(text) or _DAY.fullmatch(text) or _RECKONED.match(text))


def is_body(text: str) -> bool:
    return not is_place(text) and not _BELOW.match(text) and text.strip("＿") != ""


@pytest.mark.parametrize("case", ["one", "twelve", "employer", "loose"])
def test_places_to_seal_and_sign_stand_below_text_on_the_same_page(case):
    alone = []
    for code, document in papers(case).items():
        for lines in range(_LINES_OF_A_PAGE):
            for number, page in enumerate(set_pages(lowered(document, lines)), 1):
                texts = lines_of(page)
                if any(map(is_place, texts)) and not any(map(is_body, texts)):
                    alone.append((code, lines, number, texts[:4]))
                    break
    codes = sorted({code for code, *_more in alone})
    assert not alone, f"{codes} {alone[:6]}"


@pytest.mark.parametrize(
    ("between", "kept"),
    [
        ("{%p for 行 in 段落 %}|{{ 行 }}|{%p endfor %}", "末段"),
        ("{%p if 有 %}|{{ 甲 }}|{%p endif %}", "正文"),
        ("{%p if 有 %}|一句话。|{%p else %}|另一句话。|{%p endif %}", "一句话。"),
        ("此致|某某人民法院", "正文"),
    ],
)
def test_the_last_words_are_found_through_loops_and_conditions_of_a_template(between, kept):
    parts = "".join(par(text) for text in ["标题", "正文", *between.split("|"), "单位（印章）"])
    template = Template(word_file(parts), "样式")

    filled = template.fill({"段落": ["首段", "中段", "末段"], "有": kept != "正文", "甲": ""}).docx
    marked = [text for text, keeps in _paragraphs(filled) if keeps]

    assert kept in marked
    assert not {"标题", "首段", "中段"} & {*marked}


@pytest.mark.parametrize(
    ("told", "kept"), [({"有": True}, {"一句话。"}), ({"有": False}, {"正文"})]
)
def test_what_stands_before_a_part_is_kept_only_where_that_part_is_left_out(told, kept):
    between = "{%p if 有 %}|一句话。|{%p endif %}"
    parts = "".join(par(text) for text in ["标题", "正文", *between.split("|"), "单位（印章）"])

    filled = Template(word_file(parts), "样式").fill(told).docx

    assert {text for text, keeps in _paragraphs(filled) if keeps} == kept


def test_a_condition_of_a_round_is_not_asked_outside_of_its_loop():
    part = "{%p if 方.有 %}|一句话。|{%p endif %}"
    told = f"正文|{{%p for 方 in 各方 %}}|{part}|{{{{ 方.名 }}}}（签名）：|{{%p endfor %}}"
    parts = "".join(map(par, told.split("|")))
    sides = [{"有": True, "名": "甲"}, {"有": False, "名": "乙"}]

    filled = Template(word_file(parts), "样式").fill({"各方": sides}).docx

    assert "正文" in [text for text, keeps in _paragraphs(filled) if keeps]


def test_the_last_row_of_a_long_table_stays_with_the_place_to_sign():
    loop = row("{%tr for 项 in 证据 %}", ""), row("名称", "{{ 项 }}"), row("{%tr endfor %}", "")
    rows = tbl("".join((row("题名", "证据"), *loop)))
    template = Template(word_file(rows + par("提交人（签名）：")), "样式")

    filled = template.fill({"证据": ["甲", "乙", "丙"]}).docx

    assert [text for text, keeps in _paragraphs(filled) if keeps] == ["题名", "证据", "名称", "丙"]


def test_a_template_whose_tags_do_not_match_is_refused_as_before():
    with pytest.raises(FileRefused):
        Template(word_file(par("{%p endfor %}") + par("单位（印章）")), "样式")


def _paragraphs(docx: bytes) -> list[tuple[str, bool]]:
    body = Package(docx).xml("word/document.xml")
    return [
        ("".join(part.text or "" for part in one.iter(f"{WORD}t")),
         child(one, "pPr", "keepNext") is not None)
        for one in body.iter(f"{WORD}p")
    ]  # fmt: skip


def test_two_lines_of_the_last_paragraph_stand_above_the_seal_not_one():
    for lines in range(_LINES_OF_A_PAGE):
        *_before, last = set_pages(lowered(papers("one")["D-08"], lines))
        assert sum(map(is_body, lines_of(last))) > 1
