"""The course of a case as a list of days and events, told from the case itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import closed_with, ended_at
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import day_doubt
from mediation_desk.domain.hearing_rules import named
from mediation_desk.domain.money import figures
from mediation_desk.domain.procedure import TABLE
from mediation_desk.domain.respondents import names_of, who_gave
from mediation_desk.domain.settlement import total
from mediation_desk.domain.stages import FOR_SOME, WITHOUT_AGREEMENT, Step
from mediation_desk.domain.step_facts import ClosingResult, StepTaken
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    day: date
    text: str
    place: int = 0
    """Where it stands among what was done on one day."""


_STEPS = tuple(Step)


def _place(step: Step) -> int:
    """Return where a step stands in the procedure."""
    return _STEPS.index(step)


_TOLD = frozenset(
    {
        *(Step.REGISTER, Step.ASK_CONSENT, Step.ACCEPT, Step.SCHEDULE, Step.OPEN),
        *(Step.AGREE, Step.SEAL, Step.BEGIN_PERFORMANCE, Step.CLOSE),
    }
)
"""Steps that the course tells from what they left behind."""


def _told(case: CaseFile, taken: StepTaken) -> str:
    """Name a step with what was told of it, as far as a line holds."""
    told = (
        *(
            _whose(case, taken),
            _recusal(case, taken),
            _result(taken),
            _manner(taken),
            _signed(taken),
        ),
        *(taken.body, taken.number, taken.reason, taken.note),
        "；".join(_bare(item) for item in taken.items),
    )
    details = "，".join(_bare(text.replace("\n", " ")) for text in told if text)
    named = f"{taken.step.label}：{details}" if details else taken.step.label
    return f"{named}　{_set_aside(taken)}" if taken.override else named


def _whose(case: CaseFile, taken: StepTaken) -> str:
    """Name the worker whose mediation ended apart, who was assigned, or which one was asked."""
    if taken.step is Step.CONTACT:
        return "、".join(names_of(case, step_id=taken.id))
    return taken.by if taken.step in (*FOR_SOME, Step.ASSIGN) else ""


def _recusal(case: CaseFile, taken: StepTaken) -> str:
    """Say about whom a recusal is, and who took the place."""
    if taken.step is Step.ASK_RECUSAL:
        asked = (r for r in case.recusals if (r.asked_by, r.asked_on) == (taken.by, taken.day))
        found = next(asked, None)
        about = _("{who} about {person}")
        return about.format(who=found.asked_by, person=found.person) if found else ""
    if taken.step is not Step.DECIDE_RECUSAL:
        return ""
    decided = (r for r in case.recusals if (r.person, r.decided_on) == (taken.by, taken.day))
    found = next(decided, None)
    if found is None or not found.replaced_by:
        return taken.by
    return _("{person} replaced by {other}").format(person=found.person, other=found.replaced_by)


def _result(taken: StepTaken) -> str:
    """Say with what result closing was applied for."""
    applied = taken.step is Step.APPLY_CLOSE and taken.ground
    return ClosingResult.of(taken.ground).label if applied else ""


def _set_aside(taken: StepTaken) -> str:
    """Say for which reason a need of law was set aside, so that it stands on the case."""
    return _("A requirement of the law was set aside, because: {why}").format(
        why=_bare(taken.override)
    )


def _bare(text: str) -> str:
    """Leave out the stop at the end of a text that goes on in a line."""
    return text.rstrip("。；.; ")


def _manner(taken: StepTaken) -> str:
    """Say how it was done, in the words of the step's own question."""
    if not taken.manner:
        return ""
    asks = (ask for row in TABLE if row.step is taken.step for ask in row.asks)
    choices = (ask.choices for ask in asks if ask.field == "manner" and ask.choices)
    terms = (term for some in choices for term in some)
    return next((term.label for term in terms if term.value == taken.manner), "")


def _signed(taken: StepTaken) -> str:
    """Say who signed a withdrawal or a settlement of their own, and when."""
    if taken.step not in (Step.WITHDRAW, Step.RECONCILE) or taken.served_on is None:
        return ""
    day = taken.served_on.isoformat()
    if not taken.by:
        return _("dated {day}").format(day=day)
    return _("signed by {name} on {day}").format(name=taken.by, day=day)


def course(case: CaseFile, calendar: Calendar) -> tuple[Event, ...]:
    """Return what happened, in order of days, and within a day in the order of the work."""
    return tuple(sorted(_events(case, calendar), key=lambda event: (event.day, event.place)))


def _events(case: CaseFile, calendar: Calendar) -> Iterator[Event]:
    yield Event(
        case.received_on,
        _("Application received: {source}").format(source=case.source.label),
        _place(Step.REGISTER),
    )
    for worker in case.came:
        told = _("Split off from case {number}: {name}; {reason}")
        text = told.format(number=worker.number, name=worker.name, reason=worker.reason)
        yield Event(worker.split_on, text, _place(Step.SPLIT_OFF))
    for consent in case.consents:
        answer = _("agrees") if consent.agrees else _("declines")
        told = _("{side}: {by} {answer} ({manner})").format(
            side=who_gave(case, consent), by=consent.by, answer=answer, manner=consent.manner.label
        )
        text = f"{told} {consent.note}".strip()
        yield Event(consent.given_on, text, _place(Step.ASK_CONSENT))
    if case.accepted_on:
        yield Event(case.accepted_on, _("Application accepted"), _place(Step.ACCEPT))
    for hearing in case.hearings:
        if hearing.status is not HearingStatus.CANCELLED:
            doubt = day_doubt(hearing, calendar)
            stands = [term.label for term in (hearing.status, doubt) if term]
            yield Event(
                hearing.day,
                _("{hearing}, {time}, {room}: {status}").format(
                    hearing=named(case, hearing),
                    time=f"{hearing.begins:%H:%M}",
                    room=hearing.room,
                    status=_(", ").join(stands),
                ),
                _place(Step.OPEN),
            )
    yield from _ends(case)


def _ends(case: CaseFile) -> Iterator[Event]:
    settlement = case.settlement
    if settlement:
        amount = figures(total(settlement.terms.money))
        text = _("Agreement over {sum} yuan")
        if case.settled_alone:
            text = _("The parties settled by themselves over {sum} yuan")
        text = text.format(sum=amount)
        yield Event(settlement.agreed_on, text, _place(Step.AGREE))
        if settlement.effective_on:
            text = _("Agreement takes effect")
            yield Event(settlement.effective_on, text, _place(Step.SEAL))
    by_day: dict[date, list[int]] = {}
    for place, payment in enumerate(case.payments):
        by_day.setdefault(payment.paid_on, []).append(place)
    for day, places in by_day.items():
        amount = figures(sum((case.payments[p].amount for p in places), start=case.paid * 0))
        workers = {case.payments[p].party_id for p in places}
        text = _("{sum} yuan paid to {n} workers").format(sum=amount, n=len(workers))
        yield Event(day, text, _place(Step.BEGIN_PERFORMANCE))
    yield from _steps(case)


def _steps(case: CaseFile) -> Iterator[Event]:
    """Tell the steps taken; those of one day keep the order in which they were taken."""
    reached: dict[date, int] = {}
    closed = _place(Step.CLOSE)
    for taken in case.steps:
        place = reached[taken.day] = max(_place(taken.step), reached.get(taken.day, 0))
        if taken.step not in _TOLD:
            yield Event(taken.day, _told(case, taken), place)
        elif taken.override:
            yield Event(taken.day, f"{taken.step.label}：{_set_aside(taken)}", place)
        if taken.step is Step.CLOSE:
            closed = place
    if case.closed_on:
        end = ended_at(case)
        how = end.label if end in WITHOUT_AGREEMENT else closed_with(case).label
        told = f"{_('Closing approved')}：{how}"
        yield Event(case.closed_on, told, closed)
