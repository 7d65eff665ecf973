"""What the head of a case says: parties, progress, clocks, what is owed. Pure text from values."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import Enum

from mediation_desk.domain import deadlines, respondents, stages
from mediation_desk.domain.case import CaseFile, Clock, ClockState, Source
from mediation_desk.domain.clock_register import counted_title, lost
from mediation_desk.domain.closing import ended_at, result_of
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.ledger import Outcome
from mediation_desk.domain.money import figures
from mediation_desk.domain.past_cases import UNNAMED_CAUSE, UNNAMED_KIND
from mediation_desk.domain.settlement import total
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Milestone, Stage
from mediation_desk.domain.standings import PRESSING
from mediation_desk.domain.standings import running as running_standing
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.tracks import Proceeding, Standing
from mediation_desk.i18n import _
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.clock_words import Kinds
from mediation_desk.ui.theme import Tone

RECEIPT, ACCEPTANCE, EXTENSION, CORRECTION = "DL03", "DL04", "DL05", "DL06"
_ALWAYS = (CORRECTION, EXTENSION, ACCEPTANCE, RECEIPT, "DL21")
"""The time to complete the papers, that which the sides have added, the two 15-day clocks, and the
seven days in which a worker may decline the lawsuit after a payment order ended."""
_NUMBERS = 2
"""Numbers of other platforms that the head has room for; the overview shows all."""
_FALLEN = frozenset(
    {*(Stage.FAILED, Stage.LAPSED, Stage.TERMINATED, Stage.REFUSED, Stage.NO_CONSENT)}
)
"""Ends in which nothing was reached; what was settled, withdrawn or sent on is no failure."""


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
    effective: date | None = None
    """The day an agreement took effect, where that is not the day it was made."""

    @property
    def text(self) -> str:
        """The milestone with its day, as “✓ Acceptance 10-14”."""
        tick = "✓ " if self.reached is Reached.DONE else ""
        day = f" {self.day:%m-%d}" if self.day else ""
        told = f"{tick}{self.milestone.label}{day}"
        if self.effective is None:
            return told
        return _("{agreed}, in effect {day}").format(agreed=told, day=f"{self.effective:%m-%d}")


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
    employer = respondents.in_short(case)
    applied, other = (who, employer) if case.applied_by is Side.APPLICANT else (employer, who)
    return _("{who} v. {respondent}").format(who=applied, respondent=other)


def causes(case: CaseFile) -> str:
    """Name what the case is about: the kinds claimed, in their fixed order.

    Of a past case the cause that its ledger names: its sum is not divided, and stands under a kind
    that the ledger may never have named.
    """
    if case.past is not None and case.kinds:
        if case.cause != UNNAMED_CAUSE:
            return cause_label(case.cause)
        if case.kinds == (UNNAMED_KIND,):
            return _("Cause not recorded")
    return _(", ").join(kind.label for kind in case.kinds)


def marks(case: CaseFile) -> tuple[Mark, ...]:
    """Return the strip of milestones with the day of each one reached."""
    days = _days(case)
    here = _here(case)
    order = list(Milestone)
    effective = case.settlement.effective_on if case.settlement else None
    later = effective if effective != days[Milestone.AGREED] else None
    return tuple(
        Mark(
            milestone,
            _reached(order.index(milestone), order.index(here), day),
            day,
            later if milestone is Milestone.AGREED else None,
        )
        for milestone in order
        for day in (days[milestone],)
    )


def _here(case: CaseFile) -> Milestone:
    """Return where the case stands; what ended before it was accepted never came to the talks."""
    if case.stage in stages.WITHOUT_AGREEMENT and case.accepted_on is None:
        return Milestone.REGISTERED
    return stages.REACHED[case.stage]


def _reached(place: int, here: int, day: date | None) -> Reached:
    if place == here:
        return Reached.HERE
    return Reached.DONE if place < here and day else Reached.AHEAD


def _days(case: CaseFile) -> dict[Milestone, date | None]:
    held = [h.day for h in case.hearings if h.status not in GIVEN_UP]
    paid = [payment.paid_on for payment in case.payments]
    done = case.stage in (Stage.PERFORMED, Stage.CLOSED, Stage.ARCHIVED) and case.owed <= 0
    return {
        Milestone.REGISTERED: case.received_on,
        Milestone.ACCEPTED: case.accepted_on,
        Milestone.MEDIATED: min(held, default=None),
        Milestone.AGREED: _agreed_on(case),
        Milestone.PERFORMED: max(paid, default=None) if done else None,
        Milestone.CLOSED: case.closed_on,
    }


def _agreed_on(case: CaseFile) -> date | None:
    """Return the day of the agreement; parties who settled by themselves made none here."""
    if case.settlement is None or case.settled_alone:
        return None
    return case.settlement.agreed_on


def running(case: CaseFile) -> tuple[Clock, ...]:
    """Return the clocks that run, the most urgent first."""
    alive = (clock for clock in case.clocks if clock.state is ClockState.RUNNING)
    return tuple(sorted(alive, key=lambda clock: (clock.due, clock.kind, clock.detail)))


def clock_line(
    case: CaseFile, today: date, most: int = 2, kinds: Kinds | None = None
) -> tuple[ClockPhrase, ...]:
    """Return what the head says of time: what presses most, then the clocks it always shows."""
    alive = tuple(c for c in running(case) if not lost(c.kind, c.due, today))
    pressing = [c for c in alive if running_standing(c, today, kinds) in PRESSING]
    ordered = sorted(alive, key=lambda c: (c not in pressing, _of_house(c) and c in pressing))
    counted = [c for kind in _ALWAYS for c in _of_kind(kind, alive)]
    if counted:
        first = [c for c in ordered[:1] if c.kind not in _ALWAYS]
        others = [c for c in ordered if c in pressing and c.kind not in _ALWAYS and c not in first]
        ordered = [*first, *counted, *others]
        most = max(most, len(first) + len(counted))
    return tuple(_phrase(clock, today, kinds) for clock in ordered[:most])


def _of_kind(kind: str, alive: Sequence[Clock]) -> list[Clock]:
    """Return the clock of a kind; those of several workers who stand alike are one."""
    found = [c for c in alive if c.kind == kind]
    if len(found) < 2 or len({c.due for c in found}) > 1:
        return found
    return [replace(found[0], detail=_("{n} workers").format(n=len(found)))]


def _of_house(clock: Clock) -> bool:
    """Say whether a period is the centre's own: where one of law presses too, that comes first."""
    return deadlines.kind(clock.kind).grade is deadlines.Rank.HOUSE


def _phrase(clock: Clock, today: date, kinds: Kinds | None) -> ClockPhrase:
    kind = deadlines.kind(clock.kind)
    day = (today - clock.start).days
    names = {
        ACCEPTANCE: _("Accepted: day {day} of {length}, to {due}"),
        RECEIPT: _("Received: day {day}, to {due}"),
    }
    pattern = names.get(clock.kind, _("{name}: to {due}, {left}"))
    this_year = clock.due.year == today.year
    text = pattern.format(
        day=day,
        length=kind.length,
        due=clock_words.last_day(clock, f"{clock.due:%m-%d}" if this_year else ""),
        name=counted_title(clock.kind, clock.detail, clock.start) or kind.title,
        left=clock_words.days_left(clock, today),
    )
    if clock.detail and clock.kind in _ALWAYS:
        text = _("{name}: {text}").format(name=clock.detail, text=text)
    tone = clock_words.tone(clock, today, kinds)
    return ClockPhrase(text, tone, clock_words.explained(clock, kinds))


def owed_line(case: CaseFile) -> str:
    """Say what is still owed under an agreement that is in effect."""
    settlement = case.settlement
    if settlement is None or settlement.effective_on is None:
        return ""
    if case.past is not None and (case.owed > 0 or not settlement.terms.money):
        return ""  # whether it was paid the ledger does not say
    if case.owed <= 0:
        return _("Paid in full: {paid} yuan").format(paid=figures(case.paid))
    return _("Still owed {owed} of {agreed} yuan").format(
        owed=figures(case.owed), agreed=figures(total(settlement.terms.money))
    )


def tracks_line(case: CaseFile) -> str:
    """Say where each course beside the mediation stands: review, confirmation, performance.

    That an agreement is being performed the strip and the sum owed tell already. Workers whose
    courses stand alike are counted.
    """
    if all(p.standing in _PLAIN for p in case.proceedings):
        return ""
    alike = Counter((p.track, p.standing) for p in case.proceedings if p.label)
    told: dict[str, None] = {}
    for p in case.proceedings:
        count = alike[(p.track, p.standing)]
        if p.label and count > 1:
            phrase = _("{track}: {standing} ({n} workers)")
            text = phrase.format(track=p.track.label, standing=p.standing.label, n=count)
        else:
            text = f"{_whose(p)}{p.standing.label}{f' {p.number}' if p.number else ''}"
        told[text] = None
    return " · ".join(told)


_PLAIN = frozenset({Standing.PERFORMING, Standing.PERFORMED})


def _whose(proceeding: Proceeding) -> str:
    track = proceeding.track.label
    return f"{track}（{proceeding.label}）：" if proceeding.label else f"{track}："


def officers_line(case: CaseFile, now: datetime) -> str:
    """Name mediator and clerk, and say when the case was last saved."""
    return " · ".join(_officers(case, now))


def _officers(case: CaseFile, now: datetime) -> Iterator[str]:
    single = len(case.applicants) == 1  # whose number is the case's own
    own = [n for n in case.platform_numbers if single or n.party_id is None]
    for number in own[:_NUMBERS]:
        yield f"{number.platform} {number.number}"
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
    """Say whether the mediation failed, also once the case is closed or filed."""
    return ended_at(case) in _FALLEN


def ended_line(case: CaseFile) -> str:
    """Say how the mediation ended, and that the case is closed or filed; empty while it goes on."""
    if case.stage not in stages.LOCKED:
        return case.stage.label if case.stage in stages.WITHOUT_AGREEMENT else ""
    end = ended_at(case)
    how = end.label if end in stages.WITHOUT_AGREEMENT else result_of(case).label
    if case.past is not None:
        if case.in_effect and case.performance is None:
            how = Outcome.SETTLED.label
        return f"{Source.PAST.label} · {case.stage.label} · {how}"
    return f"{case.stage.label} · {how}"
