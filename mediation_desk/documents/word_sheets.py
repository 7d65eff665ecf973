"""The paper of a section: its size, margins and grid."""

from lxml import etree

from mediation_desk.documents.layout import Sheet, Sides
from mediation_desk.documents.word_xml import WORD, child, points, value, whole

_FOR_EACH_CHARACTER = 4096  # the page's grid counts in parts of a point


def sheet_of(mark: etree._Element) -> Sheet:
    """Read the paper that a section mark (`w:sectPr`) asks for."""
    usual = Sheet()

    def measure(part: str, key: str, default: float) -> float:
        found = points(value(mark, part, key=key))
        return default if found is None else found

    grid = child(mark, "docGrid")
    snaps = grid is not None and grid.get(WORD + "type") in {"lines", "linesAndChars"}
    return Sheet(
        measure("pgSz", "w", usual.width),
        measure("pgSz", "h", usual.height),
        Sides(
            abs(measure("pgMar", "top", usual.margins.top)),
            measure("pgMar", "right", usual.margins.right),
            abs(measure("pgMar", "bottom", usual.margins.bottom)),
            measure("pgMar", "left", usual.margins.left) + measure("pgMar", "gutter", 0),
        ),
        measure("pgMar", "header", usual.header),
        measure("pgMar", "footer", usual.footer),
        measure("docGrid", "linePitch", 0) if snaps else 0,
        (whole(grid.get(WORD + "charSpace")) or 0) / _FOR_EACH_CHARACTER
        if grid is not None and grid.get(WORD + "type") == "linesAndChars"
        else 0,
    )
