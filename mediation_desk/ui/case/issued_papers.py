"""What the lists of papers show of forms and of papers issued, and the question before a second."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.case import IssuedPaper
from mediation_desk.i18n import _
from mediation_desk.ui.case.paper_sheet import lacking_text
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.rows_model import Column

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import Offer


def ask_again(before: Iterable[IssuedPaper], then: Callable[[], None], parent: QWidget) -> None:
    """Ask before a paper is issued a second time, which would have to be served once more."""
    last = max(before, key=lambda paper: paper.id)
    text = _("{title} was issued on {day} already{whom}. Another would be one more paper.")
    whom = _(" for {name}").format(name=last.subject) if last.subject else ""
    Question(
        _("Issue it once more?"),
        text.format(title=last.title, day=last.issued_on.isoformat(), whom=whom),
        _("Issue again"),
        then,
        name="issue_again",
        parent=parent,
    ).open()


def offer_columns() -> "tuple[Column[Offer], ...]":
    """Return the columns of the forms on offer, those of the stage in full ink."""

    def look(offer: "Offer") -> Tone:
        return Tone.PLAIN if offer.timely else Tone.MUTED

    return (
        Column(title=_("Paper"), text=lambda o: f"{o.code} {o.title}", tone=look),
        Column(
            title=_("Issued"),
            text=_issued,
            tone=lambda o: Tone.WARN if o.issued and o.lacking else Tone.PLAIN,
            tip=lambda o: _lacking(o) or _issued(o),
        ),
    )


def _issued(offer: "Offer") -> str:
    if offer.issued and offer.lacking:
        return _("{n} missing").format(n=len(offer.lacking))
    return f"✓ {offer.issued}" if offer.issued else "—"


def _lacking(offer: "Offer") -> str:
    return lacking_text(offer) if offer.issued and offer.lacking else ""


def issued_columns() -> tuple[Column[IssuedPaper], ...]:
    """Return the columns of what was issued."""
    return (
        Column(title=_("Day"), text=lambda p: p.issued_on.isoformat()),
        Column(title=_("Paper"), text=lambda p: p.title),
        Column(title=_("For whom"), text=lambda p: p.subject or "—"),
    )
