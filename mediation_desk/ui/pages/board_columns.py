"""What the lists beside the day show: papers to serve, forgotten cases, decisions, duty."""

from collections.abc import Callable, Iterable
from datetime import date

from mediation_desk.domain.duty import OnDuty
from mediation_desk.domain.joint_meetings import OpenDecision
from mediation_desk.domain.today import (
    AskedClosing,
    DueDuty,
    DueWatch,
    UnissuedPaper,
    UnservedPaper,
)
from mediation_desk.i18n import _
from mediation_desk.ui import phrases
from mediation_desk.ui.phrases import day_from_now, due_tone, short_number
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

Waiting = UnservedPaper | UnissuedPaper

LONG_WAIT = 7
"""Days after which a paper that is not served stands in red."""


def unserved_columns() -> tuple[Column[Waiting], ...]:
    """Return the columns of papers that wait to be issued or served."""
    return (
        Column(title=_("Waits"), text=_wait, tone=_wait_tone, tip=_wait_tip),
        Column(title=_("Paper"), text=lambda p: p.title),
        Column(
            title=_("Receiver"),
            text=lambda p: _("not issued yet") if isinstance(p, UnissuedPaper) else p.receiver,
            tone=lambda p: Tone.WARN if isinstance(p, UnissuedPaper) else Tone.PLAIN,
        ),
        Column(title=_("Case"), text=lambda p: f"{short_number(p.number)} {p.parties}"),
    )


def _wait(paper: Waiting) -> str:
    if isinstance(paper, UnissuedPaper):
        return phrases.day(paper.since)[5:]
    return _("{n} days").format(n=paper.days)


def _wait_tone(paper: Waiting) -> Tone:
    if isinstance(paper, UnissuedPaper):
        return Tone.WARN
    return Tone.BAD if paper.days > LONG_WAIT else Tone.PLAIN


def _wait_tip(paper: Waiting) -> str:
    if isinstance(paper, UnissuedPaper):
        return _("Must be issued; the step or the session is of {day}").format(day=paper.since)
    return _("Issued {day}").format(day=paper.issued_on)


def duty_columns(today: Callable[[], date]) -> tuple[Column[DueDuty], ...]:
    """Return the columns of duties besides money that are due."""
    return (
        Column(
            title=_("Due"),
            text=lambda d: day_from_now(d.ends, today()),
            tone=lambda d: due_tone(d.ends, today()),
            tip=lambda d: d.due_on.isoformat(),
        ),
        Column(title=_("Duty"), text=lambda d: d.title, tip=lambda d: d.title),
        Column(title=_("Case"), text=lambda d: f"{short_number(d.number)} {d.parties}"),
    )


def closing_columns() -> tuple[Column[AskedClosing], ...]:
    """Return the columns of what waits for approval: the seal of an agreement, a closing."""
    return (
        Column(title=_("Waits since"), text=lambda c: f"{c.asked_on:%m-%d}"),
        Column(title=_("Matter"), text=lambda c: _("Seal and effect") if c.seal else _("Closing")),
        Column(title=_("Case"), text=lambda c: f"{short_number(c.number)} {c.parties}"),
        Column(title=_("Mediator"), text=lambda c: c.by),
    )


def decision_columns(today: Callable[[], date]) -> tuple[Column[OpenDecision], ...]:
    """Return the columns of matters that a joint meeting decided."""
    return (
        Column(
            title=_("Due"),
            text=lambda d: day_from_now(d.due_on, today()),
            tone=lambda d: due_tone(d.due_on, today()),
        ),
        Column(title=_("Matter"), text=lambda d: d.what, tip=lambda d: d.title),
        Column(title=_("By whom"), text=lambda d: d.who),
    )


def watch_columns(today: Callable[[], date]) -> tuple[Column[DueWatch], ...]:
    """Return the columns of measures and visits due with employers under watch."""
    return (
        Column(
            title=_("Due"),
            text=lambda w: day_from_now(w.due_on, today()),
            tone=lambda w: due_tone(w.due_on, today()),
            tip=lambda w: w.due_on.isoformat(),
        ),
        Column(title=_("Employer"), text=lambda w: w.employer),
        Column(
            title=_("What is done"),
            text=lambda w: _("Screening visit") if w.visit else w.what,
            tip=lambda w: _("Screening visit") if w.visit else w.what,
        ),
        Column(title=_("Person responsible"), text=lambda w: w.who or "—"),
    )


def duty_line(people: Iterable[OnDuty]) -> str:
    """Name who is on duty today, with the place and the half of the day."""
    named = (f"{one.name}（{one.body}，{one.half.label}）" for one in people)
    told = _(", ").join(named)
    return _("On duty today: {people}").format(people=told) if told else ""
