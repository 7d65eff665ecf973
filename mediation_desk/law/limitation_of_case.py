"""The limitation of every claim of a case, from what was entered and what the case tells."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mediation_desk.domain.case import Application, CaseFile, Source
from mediation_desk.domain.circumstances import end_of_mediation
from mediation_desk.domain.claims import Applicant, ClaimKind, Nature
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.domain.outside import bound, outside
from mediation_desk.domain.respondents import names_of
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import OwnGround, Route
from mediation_desk.domain.tracks import Standing
from mediation_desk.domain.working_days import Calendar
from mediation_desk.i18n import _
from mediation_desk.law import double_wage_bar
from mediation_desk.law.entitlement import CLAIMED_ON
from mediation_desk.law.fact_texts import day_in
from mediation_desk.law.limitation_year import Obstacle
from mediation_desk.law.packs import LawOn
from mediation_desk.law.time_bar import (
    Period,
    Question,
    TimeBar,
    Verdict,
    obstacles,
    time_bar,
    unbroken_since,
)

WAGES = frozenset(
    kind for kind in ClaimKind if kind.nature is Nature.PAY and kind is not ClaimKind.ANNUAL_LEAVE
)
"""Claims for pay, which are not limited while the employment lasts (第二十七条第四款).

Whether pay for leave is wage here is disputed (compensation.md §3.8): its year runs, so that
nobody waits too long.
"""

CLAIMED_SINCE = "double_wage.claimed_since"
SUSPENDED = "double_wage.suspended"
_GRAVEST = (
    Verdict.OUT_OF_TIME,
    Verdict.AT_RISK,
    Verdict.UNKNOWN,
    Verdict.SUSPENDED,
    Verdict.IN_TIME,
    Verdict.NO_LIMIT,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimBar:
    """One kind of claim of the workers whose year runs alike."""

    claim: ClaimKind
    party_ids: tuple[int, ...]
    names: tuple[str, ...]
    bar: TimeBar


def moments_of(case: CaseFile, today: date) -> tuple[Moment, ...]:
    """Return what was entered and what the case itself tells, in order of days."""
    found = (*case.moments, *_derived(case, today))
    return tuple(sorted(found, key=lambda m: (m.day, list(MomentKind).index(m.kind))))


def _derived(case: CaseFile, today: date) -> Iterator[Moment]:
    if _claims(case.source, case.applied_by):
        yield _received(case.received_on)
    yield from _once(*_refusals(case), *_steps(case))
    settlement = case.settlement
    if settlement is not None and settlement.effective_on is not None:
        yield from _promised(case, settlement.effective_on)
        yield from _breaches(case, today)


def _claims(source: Source, applied_by: Side) -> bool:
    """Say whether a worker applied: who did not has claimed nothing by it.

    An employer's application is no claim of a worker, and where the centre opens the mediation
    itself (企业劳动争议协商调解规定第二十三条) nobody has applied
    (劳动争议调解仲裁法第二十七条第二款).
    """
    return source is not Source.OWN_MOTION and applied_by is Side.APPLICANT


def _promised(case: CaseFile, effective: date) -> Iterator[Moment]:
    """Tell to whom the other side agreed to perform: who did not settle has no promise."""
    told = _("agreement signed and sealed")
    if not outside(case):
        yield _known(MomentKind.PROMISED, effective, told)
        return
    for party_id in sorted(bound(case)):
        yield replace(_known(MomentKind.PROMISED, effective, told), party_id=party_id)


def _once(*found: Moment) -> Iterator[Moment]:
    """Return moments of which several may tell the same, each once."""
    seen: set[tuple[MomentKind, date, int | None]] = set()
    for moment in found:
        told = moment.kind, moment.day, moment.party_id
        if told not in seen:
            seen.add(told)
            yield moment


def _refusals(case: CaseFile) -> Iterator[Moment]:
    """Tell who refused after an application (企业劳动争议协商调解规定第三十一条第五项)."""
    if case.source is Source.OWN_MOTION:
        return
    for consent in case.consents:
        if consent.side is Side.RESPONDENT and not consent.agrees:
            who = "、".join((*names_of(case, consent_id=consent.id), consent.by))
            told = _("{name}, {manner}").format(name=who, manner=consent.manner.label)
            yield _known(MomentKind.MEDIATION_REFUSED, consent.given_on, told)


_STEPS = {
    Step.DECLINE: MomentKind.MEDIATION_REFUSED,
    Step.NOT_SIGNED: MomentKind.MEDIATION_ENDED,
    Step.FAIL: MomentKind.MEDIATION_ENDED,
    Step.LAPSE: MomentKind.MEDIATION_FAILED,
    Step.APPLY_ORDER: MomentKind.PAYMENT_ORDER,
}
"""Steps of the procedure that move the year (T10, T20 to T22, T34)."""

_OWN_ENDS = {
    OwnGround.UNWILLING: MomentKind.MEDIATION_ENDED,
    OwnGround.EMPLOYER: MomentKind.MEDIATION_ENDED,
    OwnGround.TIME_UP: MomentKind.MEDIATION_FAILED,
}
"""What the end of one worker's mediation is to that worker's year; leaving moves nothing."""


def _steps(case: CaseFile) -> Iterator[Moment]:
    for taken in case.steps:
        kind, day = _STEPS.get(taken.step), taken.day
        if taken.step is Step.DECLINE and case.source is Source.OWN_MOTION:
            continue  # refused without an application, of which item 5 speaks
        if taken.step is Step.END_FOR_ONE:
            kind = _OWN_ENDS.get(OwnGround.of(taken.ground))
        if kind in (MomentKind.MEDIATION_ENDED, MomentKind.MEDIATION_FAILED):
            kind, day = _within_the_period(case, kind, day)
        if taken.step is Step.HAND_ON:
            to_arbitration = taken.ground == Route.ARBITRATION.value
            kind = MomentKind.ARBITRATION if to_arbitration else MomentKind.LAWSUIT
        if kind is not None:
            told = taken.reason or taken.step.label
            yield Moment(kind=kind, day=day, party_id=taken.party_id, source=told, derived=True)


def _within_the_period(case: CaseFile, kind: MomentKind, day: date) -> tuple[MomentKind, date]:
    """Return what article 31 has of an end of the mediation, and its day.

    企业劳动争议协商调解规定第三十一条: unwilling within the period (六); no agreement in the period
    (七), which its last day shows, whenever somebody writes it down.
    """
    last = end_of_mediation(case)
    if last is None or (kind is MomentKind.MEDIATION_ENDED and day <= last):
        return kind, day
    return MomentKind.MEDIATION_FAILED, min(day, last)


def _breaches(case: CaseFile, today: date) -> Iterator[Moment]:
    """Tell whose agreed money did not come in time (企业劳动争议协商调解规定第三十一条第八项)."""
    assert case.settlement is not None, "only an agreement in effect can be broken"
    late: dict[int, tuple[date, date]] = {}
    for owed in case.obligations(today):
        if owed.status is PaymentStatus.OVERDUE:
            days = owed.last_on, owed.due_on
            late[owed.party_id] = min(days, late.get(owed.party_id, days))
    alike = len(set(late.values())) == 1 and len(late) == len(case.applicants)
    broken = [(None, next(iter(late.values())))] if alike else list(late.items())
    for party_id, (last_on, due_on) in broken:
        yield Moment(
            kind=MomentKind.AGREEMENT_BROKEN,
            day=last_on + timedelta(days=1),
            party_id=party_id,
            source=_("instalment due on {day} not paid").format(day=due_on.isoformat()),
            derived=True,
        )


def _received(day: date) -> Moment:
    return _known(MomentKind.MEDIATION, day, _("application received by the centre"))


def _known(kind: MomentKind, day: date, source: str) -> Moment:
    return Moment(kind=kind, day=day, source=source, derived=True)


def with_claims(
    case: CaseFile, workers: Iterable[Applicant], today: date, calendar: Calendar
) -> Iterator[Applicant]:
    """Yield workers with what the case tells of the year of double wage: its claims, its stops.

    So the sum's steps say what is in time by the same interruptions and suspensions as the
    limitation does; what somebody entered for a worker stands.
    """
    moments = moments_of(case, today)
    for worker in workers:
        told = {name: text for name, text in worker.stated.items() if text}
        if worker.claim(ClaimKind.DOUBLE_WAGE) is None:
            yield worker
            continue
        claimed = day_in(told, CLAIMED_ON) or day_of_claim(case, today)
        own = [one for one in moments if one.concerns(worker.id, ClaimKind.DOUBLE_WAGE)]
        begun = double_wage_bar.begun(worker.work, told) or date.min
        since = unbroken_since(own, claimed, calendar, begun)
        year = dict(_year(since, claimed, obstacles(own, claimed)))
        yield replace(worker, stated={**year, **told})


def _year(since: date, claimed: date, stops: Iterable[Obstacle]) -> Iterator[tuple[str, str]]:
    """Tell of the year before a claim what began it earlier and what suspended it, as facts."""
    if since < claimed:
        yield CLAIMED_SINCE, since.isoformat()
    if days := [[first.isoformat(), last.isoformat() if last else ""] for first, last in stops]:
        yield SUSPENDED, json.dumps(days)


def day_of_claim(case: CaseFile, today: date) -> date:
    """Return the day of the claim by which limitation is told: of the application, else today."""
    return case.received_on if _claims(case.source, case.applied_by) else today


def bars(case: CaseFile, law: LawOn, calendar: Calendar) -> tuple[ClaimBar, ...]:
    """Return how every claim of a case stands on a day, workers who stand alike together."""
    return _bars(case.applicants, moments_of(case, law.day), law, calendar)


def bars_of_application(
    application: Application, law: LawOn, calendar: Calendar
) -> tuple[ClaimBar, ...]:
    """Return how the claims of an application stand on the day it is received."""
    claims = _claims(application.source, application.applied_by)
    moments = (_received(application.received_on),) if claims else ()
    return _bars(application.applicants, moments, law, calendar)


def _bars(
    applicants: Iterable[Applicant], moments: tuple[Moment, ...], law: LawOn, calendar: Calendar
) -> tuple[ClaimBar, ...]:
    alike: dict[tuple[ClaimKind, Question], list[Applicant]] = {}
    for applicant in applicants:
        for claim in applicant.claims:
            own = tuple(m for m in moments if m.concerns(applicant.id, claim.kind))
            question = Question(
                wages=claim.kind in WAGES,
                on=law.day,
                employment_end=applicant.work.left_on,
                moments=own,
                period=_period(applicant, claim.kind, own, law),
            )
            alike.setdefault((claim.kind, question), []).append(applicant)
    found = [
        ClaimBar(
            claim=kind,
            party_ids=tuple(a.id for a in some),
            names=tuple(a.person.name for a in some),
            bar=time_bar(question, calendar),
        )
        for (kind, question), some in alike.items()
    ]
    kinds = list(ClaimKind)
    return tuple(sorted(found, key=lambda b: (kinds.index(b.claim), _GRAVEST.index(b.bar.verdict))))


def _period(
    applicant: Applicant, kind: ClaimKind, moments: Iterable[Moment], law: LawOn
) -> Period | None:
    """Return for which days double wage fell due, unless somebody entered when the worker knew."""
    if kind is not ClaimKind.DOUBLE_WAGE or any(m.kind is MomentKind.KNOWN for m in moments):
        return None
    return double_wage_bar.period(applicant.work, applicant.stated, law.law.house, law.day)


def settled(case: CaseFile) -> frozenset[int]:
    """Return the workers to whom an agreement was performed in full."""
    if case.performance is not Standing.PERFORMED or case.settlement is None:
        return frozenset()
    return frozenset(row.party_id for row in case.settlement.terms.money)


def gravest(found: Iterable[ClaimBar]) -> ClaimBar | None:
    """Return the claim that stands worst, the one with the nearest day among its like."""
    return min(
        found,
        key=lambda b: (_GRAVEST.index(b.bar.verdict), nearest(b.bar) or date.max),
        default=None,
    )


def nearest(bar: TimeBar) -> date | None:
    """Return the conservative last day, None where no year runs."""
    return bar.conservative.due if bar.conservative else None
