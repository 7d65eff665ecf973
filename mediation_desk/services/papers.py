"""Papers of a case: what is offered, composing, issuing, and making again (文书)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A form as offered for a case: `subjects` are the receivers or hearings it is made for."""

    code: str
    title: str
    subjects: tuple[tuple[str, str], ...] = ()
    issued: int = 0
    timely: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedPaper:
    """A paper ready to look at: the same words as .docx and as PDF.

    `missing` names the values that print as a blank line.
    """

    code: str
    title: str
    subject: str
    subject_label: str
    docx: bytes
    pdf: bytes
    missing: tuple[str, ...]
