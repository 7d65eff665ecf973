"""Between which days the day of a step lies: those of the steps beside it, and what it led to."""

from collections.abc import Iterator
from datetime import date

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import GIVEN_UP, TOOK_PLACE
from mediation_desk.domain.own_courses import of_course
from mediation_desk.domain.procedure import TABLE, StepTaken
from mediation_desk.domain.stages import FOR_SOME, WITHOUT_AGREEMENT, Step
from mediation_desk.domain.tracks import Track

Named = tuple[date, str]
"""A day, and what was on it."""

ENDINGS = frozenset(row.step for row in TABLE if row.target in WITHOUT_AGREEMENT)
"""Steps that end a mediation without an agreement."""

SIGNED_BEFORE = frozenset({Step.WITHDRAW, Step.RECONCILE})
"""Steps that tell the day of a signature, which lies before the day on which it is written."""

_OPENINGS = (Step.REGISTER, Step.ACCEPT)


def out_of_order(case: CaseFile, taken: StepTaken, day: date) -> Problem | None:
    """Say before or after what a step would lie if its day were this one, with that day."""
    earlier = max(_earlier(case, taken), key=_day, default=None)
    if earlier and day < earlier[0]:
        return days.before("day", *earlier)
    later = min(_later(case, taken), key=_day, default=None)
    if later and day > later[0]:
        return days.after("day", *later)
    return None


def last_heard(case: CaseFile) -> date | None:
    """Return the day of the last hearing that took place: no mediation ended before it."""
    return max((h.day for h in case.hearings if h.status in TOOK_PLACE), default=None)


def _day(named: Named) -> date:
    return named[0]


def _beside(case: CaseFile, taken: StepTaken) -> list[StepTaken]:
    own = next((p for p in case.proceedings if p.id == taken.proceeding_id), None)
    steps = (t for t in case.steps if of_course(t, taken.track, own))
    return [t for t in steps if t.step not in FOR_SOME]


def _earlier(case: CaseFile, taken: StepTaken) -> Iterator[Named]:
    if taken.step in FOR_SOME:  # it goes its own way beside the case
        begun = case.accepted_on
        yield (begun, days.ACCEPTED) if begun else (case.received_on, days.RECEIVED)
        return
    if taken.step in SIGNED_BEFORE and taken.served_on:
        yield taken.served_on, days.SIGNED
    same = _beside(case, taken)
    for before in same[: same.index(taken)][-1:]:
        yield before.day, days.of_step(before.step)
    if taken.step is Step.ACCEPT:
        yield case.received_on, days.RECEIVED
        for consent in case.consents:
            if consent.given_on <= taken.day:
                yield consent.given_on, days.ANSWERED
    if taken.step in ENDINGS:
        if case.accepted_on:
            yield case.accepted_on, days.ACCEPTED
        if heard := last_heard(case):
            yield heard, days.HEARD


def _later(case: CaseFile, taken: StepTaken) -> Iterator[Named]:
    """Name what lies after a step; the counter's steps come before all that was done since."""
    if taken.step in FOR_SOME:
        return
    same = _beside(case, taken)
    after = same[same.index(taken) + 1 :]
    for later in after if taken.step in _OPENINGS else after[:1]:
        yield later.day, days.of_step(later.step)
    if taken.track is not Track.MEDIATION or taken.step not in _OPENINGS:
        return
    for hearing in case.hearings:
        if hearing.status not in GIVEN_UP:
            yield hearing.day, days.HEARD
    if case.settlement:
        yield case.settlement.agreed_on, days.AGREED
    if case.ended_on:
        yield case.ended_on, days.ENDED
    if taken.step is Step.REGISTER:
        if case.accepted_on:
            yield case.accepted_on, days.ACCEPTED
        for consent in case.consents:
            yield consent.given_on, days.ANSWERED
