"""The filled Word file as PDF, so that the two always say the same.

ReportLab and lxml take 0.3 s to load; they are imported when first used.
"""


def to_pdf(docx: bytes, title: str) -> bytes:
    """Return the pages of a filled .docx; a character that no font has is refused by name."""
    from mediation_desk.documents import printing

    return printing.to_pdf(docx, title)


def not_carried(docx: bytes) -> tuple[str, ...]:
    """Name what a template has that our PDF cannot show, in the language spoken here."""
    from mediation_desk.documents import printing

    return printing.not_carried(docx)
