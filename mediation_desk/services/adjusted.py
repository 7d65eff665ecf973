"""The corrections of locked periods that a period carries, case by case, for its log (调整明细)."""

from collections.abc import Iterator

from mediation_desk.domain.adjusted import (
    AdjustedBy,
    AdjustedCase,
    AdjustedFigure,
    Adjustments,
)
from mediation_desk.domain.case import Source
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.money import figures, from_fen
from mediation_desk.domain.period import Period
from mediation_desk.domain.taxonomy import cause_label, districts
from mediation_desk.i18n import _
from mediation_desk.storage import adjusted_cases, sight
from mediation_desk.storage.adjusted_cases import LINES, Adjusted
from mediation_desk.storage.database import Session
from mediation_desk.storage.journal import NOTE
from mediation_desk.storage.measures import MEASURES, Unit

_MOST_ACTS = 3


def of_period(session: Session, period: Period) -> Adjustments:
    """Return what a period carries; of a case that is hidden from whoever acts no reason."""
    with sight.whole(session):
        found, imported = adjusted_cases.of_period(session, period)
    hidden = sight.hidden_here(session, {one.case_id for one in found})
    return Adjustments(
        cases=tuple(
            AdjustedCase(
                number=one.number,
                period=one.period,
                figures=tuple(_figures(one)),
                acts=()
                if one.case_id in hidden
                else tuple(_by(act) for act in one.acts[:_MOST_ACTS]),
            )
            for one in found
        ),
        imported=imported,
    )


def _figures(one: Adjusted) -> Iterator[AdjustedFigure]:
    for name, measure in MEASURES.items():
        was, now = one.was.get(name) or 0, one.now.get(name) or 0
        if was != now:
            money = measure.unit is Unit.MONEY
            texts = (figures(from_fen(value)) if money else str(value) for value in (was, now))
            yield AdjustedFigure(measure.heading, *texts)
    if not one.was or not one.now:
        return
    for name in LINES:
        if one.was[name] != one.now[name]:
            yield AdjustedFigure(
                _titles()[name], _said(name, one.was[name]), _said(name, one.now[name])
            )


def _titles() -> dict[str, str]:
    return {
        "cause": _("Main cause"),
        "district": _("District or county"),
        "source": _("Source of the case"),
        "industry": _("Industry"),
        "ownership": _("Ownership"),
    }


def _said(line: str, code: str) -> str:
    match line:
        case "cause":
            text = cause_label(code)
        case "district":
            text = districts().get(code, code)
        case "source":
            text = Source.of(code).label
        case _:
            text = code
    return text or _("not given")


def _by(act: Entry) -> AdjustedBy:
    reasons = (one.after.get("reason") for one in act.changes if one.table == NOTE and one.after)
    reason = next((str(text) for text in reasons if text), "")
    return AdjustedBy(day=beijing(act.at).date(), name=act.actor, reason=reason)
