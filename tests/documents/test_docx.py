"""Filling a template: exact text, no code, clear refusals."""

import io
import zipfile

import pytest

from mediation_desk.documents.docx import Template, legal
from mediation_desk.documents.words import Blank
from mediation_desk.domain.errors import FileRefused
from tests.documents.samples import RARE_NAMES, written
from tests.documents.word_files import par, row, tbl, word_file


def fill(body: str, **values: object) -> str:
    return written(Template(word_file(body), "test.docx").fill(values).docx)


@pytest.mark.parametrize("name", [*RARE_NAMES, "{{7*7}}", "<b>粗</b>", "]]>", "&amp;", "'\""])
def test_a_name_is_printed_exactly_as_typed(name):
    assert fill(par("申请人：{{ 姓名 }}。"), 姓名=name) == "".join(f"申请人：{name}。".split())


def test_a_placeholder_that_word_has_torn_apart_is_filled():
    torn = (
        "<w:p><w:r><w:t>{{ 申</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>请人</w:t></w:r>"
        "<w:r><w:t> }}</w:t></w:r></w:p>"
    )

    assert fill(torn, 申请人="李建国") == "李建国"


def test_rows_are_repeated_and_paragraphs_left_out():
    table = tbl(
        row("{%tr for 人 in 名单 %}", "")
        + row("{{ loop.index }}", "{{ 人.姓名 }}")
        + row("{%tr endfor %}", "")
    )
    body = table + par("{%p if 单位 %}") + par("单位") + par("{%p endif %}")

    assert fill(body, 名单=[{"姓名": "甲"}, {"姓名": "乙"}], 单位="") == "1甲2乙"


def test_quotes_that_a_program_wrote_as_entities_are_read():
    body = par("{% if 种类 == &quot;甲&quot; or 种类 == &apos;乙&apos; %}是{% endif %}")

    assert fill(body, 种类="甲") == "是"
    assert fill(body, 种类="丙") == ""


def test_a_newline_becomes_a_line_break():
    filled = Template(word_file(par("{{ 事实 }}")), "t").fill({"事实": "一\n二\r\n三"}).docx

    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert archive.read("word/document.xml").count(b"<w:br/>") == 2


def test_characters_that_xml_cannot_hold_are_left_out():
    assert legal("张\x00三\x0b\ufffe\ud800") == "张三"
    assert fill(par("{{ 姓名 }}"), 姓名="张\x01三") == "张三"


def test_headers_and_footers_are_filled_too():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    footer = f"<w:ftr {space}>{par('{{ 案号 }}')}</w:ftr>"

    filled = Template(word_file(par("文"), footer1=footer), "t").fill({"案号": "第1号"}).docx

    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        assert "第1号" in archive.read("word/footer1.xml").decode()


def test_the_same_values_give_the_same_bytes():
    template = Template(word_file(par("{{ 姓名 }}")), "t")

    assert template.fill({"姓名": "甲"}) == template.fill({"姓名": "甲"})


def test_lines_to_write_on_are_reported_by_the_name_of_what_is_missing():
    template = Template(word_file(par("电话：{{ 电话 }}{% if 电话 %}。{% endif %}")), "t")

    filled = template.fill({"电话": Blank("联系电话", "____"), "住所": Blank("住所", "____")})

    assert filled.blanks == ("联系电话",)
    assert written(filled.docx) == "电话：____"


@pytest.mark.parametrize(
    "text",
    [
        "{{ 电话号码 }}",
        "{{ 人.电话号码 }}",
        "{% for x in 电话号码 %}{% endfor %}",
    ],
)
def test_a_field_that_the_form_lacks_is_named(text):
    with pytest.raises(FileRefused, match="电话号码") as refused:
        fill(par(text), 人={"姓名": "甲"})

    assert "test.docx" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ 人['__class__'] }}",
        "{{ '%s'|format(人) }}",
        "{{ 'a' * 100000000 }}",
        "{% for i in range(10**7) %}{% endfor %}",
        "{% set x = 人 %}",
        "{% macro m() %}{% endmacro %}",
        "{% include 'x' %}",
        "{{ 人|attr('__class__') }}",
        "{{ 人|map(attribute='__class__')|list }}",
        "{{ _blanks }}",
        "{{ 人.keys() }}",
    ],
)
def test_a_template_that_runs_code_is_refused(text):
    with pytest.raises(FileRefused):
        fill(par(text.replace("'", "&apos;")), 人={"姓名": "甲"})


@pytest.mark.parametrize("text", ["{{ 姓名", "{% if %}", "{%p for x in y %}", "｛｛ 姓名 ｝｝"])
def test_a_placeholder_that_cannot_be_read_is_refused_with_a_sentence(text):
    with pytest.raises(FileRefused, match=r"test\.docx"):
        fill(par(text), 姓名="甲")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 broken", b"%PDF-1.4"])
def test_a_file_that_is_no_word_file_is_refused(data):
    with pytest.raises(FileRefused, match="申请书"):
        Template(data, "申请书.docx")


def test_a_zip_bomb_is_refused():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 << 20))

    with pytest.raises(FileRefused):
        Template(packed.getvalue(), "t")
