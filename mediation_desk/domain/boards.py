"""What the page Today shows beside the day itself; it is read once the day is on the screen."""

from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.duty import OnDuty
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.joint_meetings import OpenDecision
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.supervision import LetterClock
from mediation_desk.domain.today import (
    AskedClosing,
    BookedHearing,
    DueClock,
    DueDuty,
    DueWatch,
    UnissuedPaper,
    UnservedPaper,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Boards:
    """What waits, and what nobody watches: `unissued` are notices that are still to be made.

    `untouched` are open cases that nobody has changed for `untouched_days`, `unclocked` those
    without any running deadline; `unserved_count` counts further than the list goes.
    `closings` are for those who may approve them. `struck` are hearings planned for days off,
    and `day_doubt` says what is doubtful about this day for the hearings on it. `watches` are
    measures and visits due with employers that are kept an eye on; `without_result` are
    hearings whose day has passed while nobody wrote down what came of them; `money_overdue`
    is what is owed past its last day.
    """

    unserved: tuple[UnservedPaper, ...]
    unserved_count: int
    unissued: tuple[UnissuedPaper, ...]
    untouched: tuple[CaseLine, ...]
    untouched_days: int
    unclocked: tuple[CaseLine, ...]
    letters: tuple[LetterClock, ...]
    decisions: tuple[OpenDecision, ...]
    on_duty: tuple[OnDuty, ...]
    duties: tuple[DueDuty, ...] = ()
    closings: tuple[AskedClosing, ...] = ()
    struck: tuple[BookedHearing, ...] = ()
    day_doubt: DayDoubt | None = None
    watches: tuple[DueWatch, ...] = ()
    without_result: tuple[BookedHearing, ...] = ()
    money_overdue: Decimal = ZERO

    @property
    def dues(self) -> tuple[DueClock, ...]:
        """Answers to letters and matters of joint meetings, as they stand among the deadlines."""
        return (*map(_of_letter, self.letters), *map(_of_decision, self.decisions))


def _of_letter(letter: LetterClock) -> DueClock:
    return DueClock(
        case_id=0,
        number=letter.reference,
        parties=letter.employer,
        kind=letter.clock,
        detail="",
        raw_due=letter.raw_due,
        due=letter.due,
        provisional=letter.provisional,
        mediator="",
        matter_id=letter.matter_id,
    )


def _of_decision(decision: OpenDecision) -> DueClock:
    return DueClock(
        case_id=0,
        number="",
        parties=decision.who,
        kind="",
        detail=decision.what,
        raw_due=decision.due_on,
        due=decision.due_on,
        provisional=False,
        mediator="",
        meeting_id=decision.meeting_id,
    )
