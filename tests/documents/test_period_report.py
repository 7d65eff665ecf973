"""The text report of a period: how figures are compared in words, and pictures in a template."""

import io
import zipfile
from decimal import Decimal

import pytest
from docx import Document

from mediation_desk.documents.docx import Template
from mediation_desk.documents.example_period import grey
from mediation_desk.documents.inline import Drawn
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.documents.period_fields import period_name
from mediation_desk.documents.period_figures import change, rate
from mediation_desk.domain.period import Period, Span
from tests.documents.samples import written


def in_word(*paragraphs):
    document, packed = Document(), io.BytesIO()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("now", "then", "unit", "words"),
    [
        (27, 24, "件", "比上期增加3件，增长12.5%"),
        (24, 27, "件", "比上期减少3件，下降11.1%"),
        (3, 3, "件", "与上期持平"),
        (3, 0, "件", "比上期增加3件"),
        (0, 0, "件", "与上期持平"),
        (Decimal("1234.50"), Decimal("1000.00"), "元", "比上期增加234.50元，增长23.5%"),
        (None, 2, "人", "比上期减少2人，下降100.0%"),
    ],
)
def test_a_figure_is_compared_in_words(now, then, unit, words):
    assert change(now, then, unit, "上期") == words


def test_a_change_from_nothing_has_no_percentage():
    assert [rate(3, 0), rate(3, 2), rate(1, 2), rate(2, 2)] == ["无", "+50.0%", "-50.0%", "0.0%"]


@pytest.mark.parametrize(
    ("span", "number", "name"),
    [
        (Span.MONTH, 10, "2026年10月份"),
        (Span.QUARTER, 3, "2026年第三季度"),
        (Span.HALF, 2, "2026年下半年"),
        (Span.YEAR, 1, "2026年度"),
    ],
)
def test_a_period_is_named_as_titles_of_reports_name_it(span, number, name):
    assert period_name(Period.of(span, 2026, number)) == name


def test_a_field_with_a_picture_prints_it_where_it_stands_as_often_as_it_is_used():
    template = Template(in_word("前{{ 图 }}后", "再{{ 图 }}"), "甲")
    drawn = Drawn(png=grey(), width=150, height=75, told='甲"乙<丙>')

    filled = template.fill({"图": drawn}).docx

    shapes = Document(io.BytesIO(filled)).inline_shapes
    assert [round(shape.width.mm) for shape in shapes] == [150, 150]
    assert written(filled) == "前后再"
    names = zipfile.ZipFile(io.BytesIO(filled)).namelist()
    assert len(names) == len(set(names))
    assert [name for name in names if name.startswith("word/media/")] == [
        f"word/media/{drawn.name}"
    ]
    assert b"/Image" in to_pdf(filled, "甲")


def test_a_paper_without_its_picture_says_so_in_words():
    template = Template(in_word("{{ 图 }}"), "甲")

    filled = template.fill({"图": "无"}).docx

    assert written(filled) == "无"
    assert b"png" not in zipfile.ZipFile(io.BytesIO(filled)).read("[Content_Types].xml")
