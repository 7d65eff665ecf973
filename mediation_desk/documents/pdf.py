"""The filled Word file as PDF, so that the two always say the same.

ReportLab and lxml take 0.3 s to load; they are imported when first used.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediation_desk.documents.printing import Binder


def to_pdf(
    docx: bytes, title: str, given: Mapping[str, object] | None = None, *, boxes: bool = False
) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name.

    `given` are the values it was filled with, by which its place is told; with `boxes` a box
    stands for it without a question.
    """
    from mediation_desk.documents import printing

    return printing.to_pdf(docx, title, given, boxes=boxes)


def joined_pdf(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """Return several filled .docx as one PDF; its outline leads to each by its heading."""
    from mediation_desk.documents import printing

    return printing.joined_pdf(parts, title)


def binder(title: str) -> "Binder":
    """Begin a PDF to which filled .docx are added one after the other, each as it was made."""
    from mediation_desk.documents import printing

    return printing.Binder(title)


def check(docx: bytes, given: Mapping[str, object] | None = None) -> None:
    """Refuse a filled .docx that cannot be printed here, without making its pages."""
    from mediation_desk.documents import printing

    printing.check(docx, given)


def boxes_in(docx: bytes) -> tuple[str, ...]:
    """Return the characters of a filled .docx for which boxes are drawn."""
    from mediation_desk.documents import printing

    return printing.boxes_in(docx)


def not_carried(docx: bytes) -> dict[str, tuple[str, ...]]:
    """Name what a template has that our PDF cannot show, each with the places where it stands."""
    from mediation_desk.documents import printing

    return printing.not_carried(docx)
