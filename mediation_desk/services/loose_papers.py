"""Papers that belong to no case: filled, drawn, and kept as they were issued."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.rights import Right

if TYPE_CHECKING:
    from mediation_desk.documents.occasion import Values
    from mediation_desk.services.desk import Desk
    from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class LoosePaper:
    """A paper ready to look at, the same words as .docx and as PDF.

    `missing` names the values that print as a blank line to write on.
    """

    code: str
    title: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...] = ()


def made(
    desk: "Desk", code: str, values: "Callable[[], Values]", within: "Session | None" = None
) -> LoosePaper:
    """Fill the form; the values are asked for while Chinese is spoken."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.loose import loose_paper
    from mediation_desk.documents.pdf import to_pdf

    filled = loose_paper(code, values, desk.own_template(code, within))
    return LoosePaper(
        code=code,
        title=filled.title,
        docx=filled.docx,
        pdf=to_pdf(filled.docx, filled.title, filled.values),
        missing=filled.missing,
    )


def as_issued(code: str, title: str, docx: bytes) -> LoosePaper:
    """Return a paper that was issued, exactly as it was."""
    from mediation_desk.documents.pdf import to_pdf

    return LoosePaper(code=code, title=title, docx=docx, pdf=to_pdf(docx, title, boxes=True))
