"""What is too long, too many, missing or meant to do harm is laid out well, or does nothing."""

import re
from dataclasses import replace

import pytest

from mediation_desk.documents.docx import Template
from mediation_desk.documents.marks import Glyphs
from mediation_desk.documents.pages import Page, set_pages
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.documents.word_reader import read
from mediation_desk.domain.errors import FileRefused
from mediation_desk.typeset import fonts
from tests.documents.full_cases import CENTRE, ISSUED, cases
from tests.documents.samples import printed, squeezed, without_page_numbers, written
from tests.documents.word_files import par, row, tbl, word_file

FORMS = ("D-02", "D-08", "D-17", "D-18", "D-19", "D-30", "D-31", "D-34", "D-40", "D-43", "D-61")
LONG_NAME = ("阿依古丽·买买提·" * 6)[:49] + "力"
ADDRESS = "河北省张家口市宣化区某镇某村" * 21 + "第十二号楼一单元"


@pytest.fixture(scope="module")
def one():
    return cases()["one"]


def made(code, case):
    subject = "1" if code in {"D-08", "D-17", "D-18", "D-43"} else ""
    return paper(code, case, CENTRE, subject=subject, on=ISSUED)


def outside(page: Page) -> list[str]:
    """Return what is drawn beyond the text's edges; a hanging comma may stand out by its width."""
    right = page.sheet.width - page.sheet.margins.right
    found = []
    for strip in page.strips:
        for mark in strip.marks:
            if isinstance(mark, Glyphs):
                advances = (fonts.advance(char, mark.face) * mark.size for char in mark.text)
                width = sum(advances) + mark.gap * len(mark.text)
                if strip.x + mark.x + width > right + mark.size + 1 or strip.x + mark.x < 0:
                    found.append(mark.text)
            if strip.y > page.sheet.height - 20:
                found.append("below the page")
    return found


def changed(case, **person):
    first, *others = case.applicants
    first = replace(first, person=replace(first.person, **person))
    return replace(case, applicants=(first, *others))


@pytest.mark.parametrize("code", FORMS)
def test_a_name_of_50_characters_and_an_address_of_300_stay_within_the_page(code, one):
    assert len(LONG_NAME) == 50
    assert len(ADDRESS) > 300

    done = made(code, changed(one, name=LONG_NAME, address=ADDRESS))
    pages = set_pages(read(done.docx))

    assert [text for page in pages for text in outside(page)] == []
    assert LONG_NAME in written(done.docx) or code in {"D-18", "D-61"}
    read_back = without_page_numbers(printed(to_pdf(done.docx, done.title)))
    assert squeezed(written(done.docx))[-30:] in read_back


@pytest.mark.parametrize("code", ["D-02", "D-03"])
def test_facts_of_20_000_characters_go_on_over_the_pages(code, one):
    facts = "\n".join(f"第{n}项：" + "申请人陈述事实经过，" * 19 for n in range(100))
    assert len(facts) > 19_000

    done = made(code, replace(one, facts=facts))
    pages = set_pages(read(done.docx))

    assert len(pages) > 12
    assert [text for page in pages for text in outside(page)] == []
    read_back = printed(to_pdf(done.docx, done.title))
    assert re.findall(r"第(\d+)项：", read_back) == [str(n) for n in range(100)]


def test_a_table_of_600_rows_repeats_its_head_and_loses_nothing():
    head = row("姓名", "金额", form="<w:tblHeader/>")
    rows = "".join(row(f"第{n}人", f"{n}元", form="<w:cantSplit/>") for n in range(1, 601))

    pages = set_pages(read(word_file(tbl(head + rows))))

    heads = ["".join(m.text for m in page.strips[0].marks if isinstance(m, Glyphs))
             for page in pages]  # fmt: skip
    assert set(heads) == {"姓名金额"}
    assert sum(len(page.strips) - 1 for page in pages) == 600


@pytest.mark.parametrize("code", FORMS)
def test_what_is_missing_is_a_line_to_write_on_and_is_named(code, one):
    bare = changed(one, address="", phone="", id_number="", born_on=None, sex=None)

    done = made(code, bare)

    text = written(done.docx)
    assert "None" not in text
    assert "nan" not in text
    if "住所" in "".join(done.missing):
        assert "＿" in text


@pytest.mark.parametrize(
    "name",
    [
        "张\u200b三",
        "张三\u202e",
        "神\ufa19",
        "①Ⅳ㎡",
        "葛\U000e0100",
        "李\x0b四",
        "<img src='/etc/hostname'/>",
        "<font color='[[[x]]]'>",
        "{{ cycler.__init__.__globals__ }}",
        "]]>&amp;lt;",
        "=HYPERLINK(1)",
        "A & B <公司>",
    ],
)
def test_a_hostile_name_is_only_text(name, one):
    done = made("D-08", changed(one, name=name))

    pdf = to_pdf(done.docx, done.title)

    assert pdf.startswith(b"%PDF")
    assert "受理通知书" in printed(pdf)
    words = re.findall(r"[A-Za-z]+", name)
    assert all(word in written(done.docx) for word in words)


def test_invisible_signs_are_not_drawn_and_old_doubles_are_drawn_as_their_own():
    docx = word_file(par("张\u200b三\u202e，葛\U000e0100，神\ufa19"))

    assert printed(to_pdf(docx, "t")) == "张三，葛，神神"


@pytest.mark.parametrize(
    "tags",
    [
        "{{ ''.__class__.__mro__ }}",
        "{% for a in range(10**9) %}{% endfor %}",
        "{{ 'a' * 10**9 }}",
        "{% include '/etc/passwd' %}",
        "{% set x = 1 %}",
        "{{ cycler }}",
        "{{ 案号.__class__ }}",
        "{{ 案号|attr('__class__') }}",
        "{{ 案号.format(1) }}",
    ],
)
def test_a_hostile_template_is_refused_by_name(tags):
    with pytest.raises(FileRefused, match=r"t\.docx"):
        Template(word_file(par(tags)), "t.docx").fill({"案号": "1"})
