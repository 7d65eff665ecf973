"""Columns of sums hold eight digits, also in a face that Word or WPS puts in place of 仿宋."""

import re

import pytest

from mediation_desk import paths
from mediation_desk.documents.word_xml import WORD, Package

LARGEST = "88,888,888.88"
_DIGIT, _POINT = 0.56, 0.28
"""Widths in characters in the widest of the common serif faces for Chinese."""
_SIZES = {"CellRight": 10.5, "FineRight": 9.0}
_MARGINS = 2 * 85 / 20
_MONTHLY = ("平均工资", "拖欠工资")
"""What one worker earns or is owed has fewer digits."""


def columns():
    """Return every cell at the right that holds a field: its form, the field, style and width."""
    for path in sorted(paths.forms().glob("*.docx")):
        document = Package(path.read_bytes()).xml("word/document.xml")
        for cell in document.iter(WORD + "tc"):
            style = next((p.get(WORD + "val") for p in cell.iter(WORD + "pStyle")), "")
            field = "".join(t.text or "" for t in cell.iter(WORD + "t"))
            if style in _SIZES and re.search(r"\{\{", field) and not field_is(field, _MONTHLY):
                twips = int(cell.find(f"{WORD}tcPr/{WORD}tcW").get(WORD + "w"))
                yield pytest.param(style, twips / 20, id=f"{path.stem}-{field}")


def field_is(field, names):
    return any(name in field for name in names)


@pytest.mark.parametrize(("style", "width"), list(columns()))
def test_a_sum_of_eight_digits_stands_on_one_line(style, width):
    points = LARGEST.count(",") + LARGEST.count(".")
    wide = (len(LARGEST) - points) * _DIGIT + points * _POINT

    assert wide * _SIZES[style] + _MARGINS <= width
