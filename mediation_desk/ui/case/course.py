"""The course of a case as a list of days and events, told from the case itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.money import figures
from mediation_desk.domain.settlement import total
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day."""

    day: date
    text: str


_TOLD = frozenset(
    {
        *(Step.REGISTER, Step.ASK_CONSENT, Step.ACCEPT, Step.ASSIGN, Step.SCHEDULE, Step.OPEN),
        *(Step.AGREE, Step.SEAL, Step.BEGIN_PERFORMANCE, Step.CLOSE),
    }
)
"""Steps that the course tells from what they left behind."""


def _told(taken: StepTaken) -> str:
    """Name a step with what was told of it, as far as a line holds."""
    told = (taken.body, taken.number, taken.reason, taken.note, "；".join(taken.items))
    details = "，".join(text.replace("\n", " ") for text in told if text)
    return f"{taken.step.label}：{details}" if details else taken.step.label


def course(case: CaseFile) -> tuple[Event, ...]:
    """Return what happened, in order of days."""
    events = enumerate(_events(case))
    return tuple(event for _place, event in sorted(events, key=lambda e: (e[1].day, e[0])))


def _events(case: CaseFile) -> Iterator[Event]:
    yield Event(
        case.received_on, _("Application received: {source}").format(source=case.source.label)
    )
    for consent in case.consents:
        answer = _("agrees") if consent.agrees else _("declines")
        told = _("{side}: {by} {answer} ({manner})").format(
            side=consent.side.label, by=consent.by, answer=answer, manner=consent.manner.label
        )
        yield Event(consent.given_on, f"{told} {consent.note}".strip())
    if case.accepted_on:
        yield Event(case.accepted_on, _("Application accepted"))
    for hearing in case.hearings:
        if hearing.status is not HearingStatus.CANCELLED:
            yield Event(
                hearing.day,
                _("Hearing {n}, {time}, {room}: {status}").format(
                    n=hearing.number,
                    time=f"{hearing.begins:%H:%M}",
                    room=hearing.room,
                    status=hearing.status.label,
                ),
            )
    yield from _ends(case)


def _ends(case: CaseFile) -> Iterator[Event]:
    settlement = case.settlement
    if settlement:
        amount = figures(total(settlement.terms.money))
        yield Event(settlement.agreed_on, _("Agreement over {sum} yuan").format(sum=amount))
        if settlement.effective_on:
            yield Event(settlement.effective_on, _("Agreement takes effect"))
    by_day: dict[date, list[int]] = {}
    for place, payment in enumerate(case.payments):
        by_day.setdefault(payment.paid_on, []).append(place)
    for day, places in by_day.items():
        amount = figures(sum((case.payments[p].amount for p in places), start=case.paid * 0))
        workers = {case.payments[p].party_id for p in places}
        yield Event(day, _("{sum} yuan paid to {n} workers").format(sum=amount, n=len(workers)))
    for taken in case.steps:
        if taken.step not in _TOLD:
            yield Event(taken.day, _told(taken))
    if case.closed_on:
        yield Event(case.closed_on, _("Case closed"))
