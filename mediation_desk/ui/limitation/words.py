"""The limitation of claims in words and tones. Pure text from values."""

from collections.abc import Iterable

from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.limitation import Moment
from mediation_desk.i18n import _
from mediation_desk.law.limitation_of_case import ClaimBar, gravest
from mediation_desk.law.time_bar import WARNS, Run, TimeBar, Verdict
from mediation_desk.services.limitation import workers as whose
from mediation_desk.ui.theme import Tone

__all__ = [
    "concerned",
    "days_of",
    "last_day",
    "left",
    "stands",
    "tone",
    "verdict",
    "warning_line",
    "whose",
]

_TONES = {
    Verdict.NO_LIMIT: Tone.GOOD,
    Verdict.IN_TIME: Tone.GOOD,
    Verdict.SUSPENDED: Tone.MUTED,
    Verdict.AT_RISK: Tone.WARN,
    Verdict.OUT_OF_TIME: Tone.BAD,
    Verdict.UNKNOWN: Tone.MUTED,
}


def tone(verdict: Verdict) -> Tone:
    """Return the tone of a verdict."""
    return _TONES[verdict]


def verdict(one: ClaimBar, *, over: bool) -> tuple[str, Tone]:
    """Say how a claim stands, with its tone; one that is performed has no year any more."""
    return stands(one.bar, over=over)


def stands(bar: TimeBar, *, over: bool) -> tuple[str, Tone]:
    """Say how a year stands, with its tone."""
    if over:
        return ClockState.VOID.label, Tone.MUTED
    return bar.verdict.label, tone(bar.verdict)


def last_day(run: Run | None) -> str:
    """Write the last day of a year that runs, a dash where none does."""
    if run is None:
        return "—"
    if run.due is None:
        return _("open while suspended")
    return f"{run.due.isoformat()} {_('provisional')}" if run.provisional else run.due.isoformat()


def left(bar: TimeBar) -> str:
    """Say how many days are left to the conservative day, or since when it is over."""
    due = bar.conservative.due if bar.conservative else None
    if due is None:
        return ""
    days = (due - bar.question.on).days
    if days < 0:
        return _("over since {day}").format(day=due.isoformat())
    return _("{n} days left").format(n=days)


def concerned(moment: Moment, case: CaseFile | None) -> str:
    """Say which worker and which kind of claim a moment concerns."""
    parts = []
    if moment.party_id is not None and case is not None:
        parts.append(case.party_name(moment.party_id))
    if moment.claim is not None:
        parts.append(moment.claim.label)
    return _(", ").join(parts) or _("all claims")


def days_of(moment: Moment) -> str:
    """Write the day of a moment, or the days from and to of an obstacle."""
    if moment.until is not None:
        return f"{moment.day.isoformat()} — {moment.until.isoformat()}"
    return moment.day.isoformat()


def warning_line(found: Iterable[ClaimBar]) -> str:
    """Say in one line what must be told of limitation before a case is registered."""
    worst = gravest([one for one in found if one.bar.verdict in WARNS])
    if worst is None:
        return ""
    claim, who = worst.claim.label, whose(worst.names)
    law, argued = worst.bar.conservative, worst.bar.argued
    over = worst.bar.verdict is Verdict.OUT_OF_TIME
    run = argued if over and worst.bar.question.period else law
    day = run.due.isoformat() if run and run.due else "—"
    if over:
        text = _(
            "Limitation: the year for “{claim}” ({who}) ended on {day}. The case may be"
            " registered all the same; tell the applicant."
        )
    elif worst.bar.question.period and law and law.due and law.due < worst.bar.question.on:
        text = _(
            "Limitation: part of “{claim}” ({who}) may be out of time since {day}, by the way of"
            " counting; tell the applicant."
        )
    else:
        text = _("Limitation: the year for “{claim}” ({who}) ends on {day}: little time is left.")
    return text.format(claim=claim, who=who, day=day)
