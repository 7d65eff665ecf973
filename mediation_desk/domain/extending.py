"""Extensions of a mediation that were agreed when its days were over (期满后延期)."""

from collections.abc import Iterable
from datetime import date

from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.working_days import Calendar, on_or_after


def late(steps: Iterable[StepTaken], first_end: date, calendar: Calendar) -> tuple[StepTaken, ...]:
    """Return the extensions agreed after the last day that ran until then.

    企业劳动争议协商调解规定第二十九条: what is not settled in the period counts as failed.
    """
    end, found = first_end, []
    for taken in steps:
        if taken.step is not Step.EXTEND:
            continue
        if taken.day > end:
            found.append(taken)
        if taken.until is not None:
            end = max(end, on_or_after(taken.until, calendar))
    return tuple(found)
