"""The filled Word file as PDF, so that the two always say the same.

ReportLab and lxml take 0.3 s to load; they are imported when first used.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediation_desk.documents.printing import Binder


def to_pdf(docx: bytes, title: str) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name."""
    from mediation_desk.documents import printing

    return printing.to_pdf(docx, title)


def joined_pdf(parts: Sequence[tuple[str, bytes]], title: str) -> bytes:
    """Return several filled .docx as one PDF; its outline leads to each by its heading."""
    from mediation_desk.documents import printing

    return printing.joined_pdf(parts, title)


def binder(title: str) -> "Binder":
    """Begin a PDF to which filled .docx are added one after the other, each as it was made."""
    from mediation_desk.documents import printing

    return printing.Binder(title)


def check(docx: bytes) -> None:
    """Refuse a filled .docx that cannot be printed here, without making its pages."""
    from mediation_desk.documents import printing

    printing.check(docx)


def not_carried(docx: bytes) -> dict[str, tuple[str, ...]]:
    """Name what a template has that our PDF cannot show, each with the places where it stands."""
    from mediation_desk.documents import printing

    return printing.not_carried(docx)
