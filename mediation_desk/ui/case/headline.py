"""What the head of a case says: parties, progress, clocks, what is owed. Pure text from values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from mediation_desk.domain import deadlines, stages
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.money import figures
from mediation_desk.domain.stages import Milestone, Stage
from mediation_desk.domain.tracks import Proceeding
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone

RECEIPT, ACCEPTANCE = "DL03", "DL04"
_FALLEN = frozenset(stages.WITHOUT_AGREEMENT)


class Reached(Enum):
    """Whether a milestone lies behind, is where the case stands, or lies ahead."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Mark:
    """One field of the strip: the milestone, how far the case is, and the day."""

    milestone: Milestone
    reached: Reached
    day: date | None

    @property
    def text(self) -> str:
        """The milestone with its day, as “✓ Acceptance 10-14”."""
        tick = "✓ " if self.reached is Reached.DONE else ""
        day = f" {self.day:%m-%d}" if self.day else ""
        return f"{tick}{self.milestone.label}{day}"


@dataclass(frozen=True, slots=True)
class ClockPhrase:
    """One clock in words with how urgent it is."""

    text: str
    tone: Tone
    tip: str


def parties(case: CaseFile) -> str:
    """Name the parties as people speak of the case: 李建国等12人 诉 某公司."""
    names = [applicant.person.name for applicant in case.applicants]
    if len(names) > 1:
        who = _("{name} and others ({n} workers)").format(name=names[0], n=len(names))
    else:
        who = names[0] if names else "—"
    return _("{who} v. {respondent}").format(who=who, respondent=case.respondent.employer.name)


def causes(case: CaseFile) -> str:
    """Name what the case is about: the kinds claimed, in their fixed order."""
    return _(", ").join(kind.label for kind in case.kinds)


def marks(case: CaseFile) -> tuple[Mark, ...]:
    """Return the strip of milestones with the day of each one reached."""
    days = _days(case)
    here = stages.REACHED[case.stage]
    order = list(Milestone)
    return tuple(
        Mark(milestone, _reached(order.index(milestone), order.index(here), day), day)
        for milestone in order
        for day in (days[milestone],)
    )


def _reached(place: int, here: int, day: date | None) -> Reached:
    if place == here:
        return Reached.HERE
    return Reached.DONE if place < here and day else Reached.AHEAD


def _days(case: CaseFile) -> dict[Milestone, date | None]:
    held = [h.day for h in case.hearings if h.status not in GIVEN_UP]
    paid = [payment.paid_on for payment in case.payments]
    done = case.stage in (Stage.PERFORMED, Stage.CLOSED, Stage.ARCHIVED)
    return {
        Milestone.REGISTERED: case.received_on,
        Milestone.ACCEPTED: case.accepted_on,
        Milestone.MEDIATED: min(held, default=None),
        Milestone.AGREED: case.settlement.agreed_on if case.settlement else None,
        Milestone.PERFORMED: max(paid, default=None) if done else None,
        Milestone.CLOSED: case.closed_on,
    }


def urgency(clock: Clock, today: date) -> Tone:
    """Say how urgent a running clock is; alarms look at the day before rolling."""
    if clock.state is not ClockState.RUNNING:
        return Tone.PLAIN
    if today > clock.due:
        return Tone.BAD
    first_alarm = max(deadlines.kind(clock.kind).alarm_days, default=0)
    return Tone.WARN if (clock.raw_due - today).days <= first_alarm else Tone.PLAIN


def running(case: CaseFile) -> tuple[Clock, ...]:
    """Return the clocks that run, the most urgent first."""
    alive = (clock for clock in case.clocks if clock.state is ClockState.RUNNING)
    return tuple(sorted(alive, key=lambda clock: (clock.due, clock.kind, clock.detail)))


def clock_line(case: CaseFile, today: date, most: int = 2) -> tuple[ClockPhrase, ...]:
    """Return what the head says of time: the two 15-day clocks with their day, then others."""
    alive = running(case)
    counted = [c for kind in (ACCEPTANCE, RECEIPT) for c in alive if c.kind == kind]
    pressing = [c for c in alive if c not in counted and urgency(c, today) is not Tone.PLAIN]
    chosen = counted + pressing if counted else list(alive)
    return tuple(_phrase(clock, today) for clock in chosen[: max(most, len(counted))])


def _phrase(clock: Clock, today: date) -> ClockPhrase:
    kind = deadlines.kind(clock.kind)
    day = (today - clock.start).days
    names = {
        ACCEPTANCE: _("Accepted: day {day} of {length}, to {due}"),
        RECEIPT: _("Received: day {day}, to {due}"),
    }
    pattern = names.get(clock.kind, _("{name}: to {due}, {left}"))
    text = pattern.format(
        day=day,
        length=kind.length,
        due=f"{clock.due:%m-%d}",
        name=kind.title,
        left=days_left(clock, today),
    )
    return ClockPhrase(text, urgency(clock, today), clock_tip(clock))


def days_left(clock: Clock, today: date) -> str:
    """Say how many days are left, or by how many the clock is missed."""
    left = (clock.due - today).days
    if left < 0:
        return _("{n} days overdue").format(n=-left)
    return _("today") if left == 0 else _("{n} days left").format(n=left)


def clock_tip(clock: Clock) -> str:
    """Explain a clock: its rule, its start, the day as counted and as moved."""
    kind = deadlines.kind(clock.kind)
    lines = [
        f"{kind.title} · {kind.basis}",
        _("Counted from {start}; ends {raw}").format(start=clock.start, raw=clock.raw_due),
    ]
    if clock.due != clock.raw_due:
        lines.append(_("The last day is a day off: moved to {due}").format(due=clock.due))
    if clock.provisional:
        lines.append(_("Provisional: the year's notice of days off is not known yet"))
    return "\n".join(lines)


def owed_line(case: CaseFile) -> str:
    """Say what is still owed under an agreement that is in effect."""
    settlement = case.settlement
    if settlement is None or settlement.effective_on is None:
        return ""
    if case.owed <= 0:
        return _("Paid in full: {paid} yuan").format(paid=figures(case.paid))
    return _("Still owed {owed} of {agreed} yuan").format(
        owed=figures(case.owed), agreed=figures(case.owed + case.paid)
    )


def tracks_line(case: CaseFile) -> str:
    """Say where each course beside the mediation stands: review, confirmation, performance."""
    return " · ".join(
        f"{_whose(p)}{p.standing.label}{f' {p.number}' if p.number else ''}"
        for p in case.proceedings
    )


def _whose(proceeding: Proceeding) -> str:
    track = proceeding.track.label
    return f"{track}（{proceeding.label}）：" if proceeding.label else f"{track}："


def officers_line(case: CaseFile, now: datetime) -> str:
    """Name mediator and clerk, and say when the case was last saved."""
    return " · ".join(_officers(case, now))


def _officers(case: CaseFile, now: datetime) -> Iterator[str]:
    if case.mediator:
        yield _("Mediator {name}").format(name=case.mediator.name)
    if case.clerk:
        yield _("Clerk {name}").format(name=case.clerk.name)
    if case.saved_at:
        local = case.saved_at.astimezone(now.tzinfo)
        same_day = local.date() == now.date()
        when = f"{local:%H:%M}" if same_day else f"{local:%Y-%m-%d %H:%M}"
        yield (_("saved today {when}") if same_day else _("saved {when}")).format(when=when)


def fallen(case: CaseFile) -> bool:
    """Say whether the mediation ended without an agreement."""
    return case.stage in _FALLEN
