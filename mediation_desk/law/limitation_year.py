"""When a year of limitation ends: what suspends it, and a last day that is a day off.

劳动争议调解仲裁法第二十七条第一款、第三款, 民法典第二百零一条至第二百零三条.
The card of the case and the steps of a sum both count by it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.working_days import Calendar, add_days, add_years, on_or_after

_DAY = timedelta(days=1)

Obstacle = tuple[date, date | None]
"""The first and the last day of what kept a party from claiming; none while it still stands."""


@dataclass(frozen=True, slots=True)
class LimitationYear:
    """How long a year of limitation lasts: by which calendar, and what suspended it.

    Without a calendar the last day stays where it falls.
    """

    calendar: Calendar | None = None
    obstacles: tuple[Obstacle, ...] = ()

    def end(self, begin: date) -> tuple[date | None, date | None]:
        """Return the last day of the year that begins on a day, as counted and as moved.

        What is suspended is added at the end; an obstacle that still stands leaves no last day.
        """
        last = add_years(begin, 1)
        for first, end in _together(self.obstacles):
            if first > last:
                break
            if end is None:
                return None, None
            stood_still = (end - max(first, begin + _DAY)).days + 1
            last = add_days(last, max(stood_still, 0))
        return last, on_or_after(last, self.calendar) if self.calendar else last

    def runs_on(self, begin: date, day: date) -> bool:
        """Say whether the year that began on a day had not passed on another."""
        _last, due = self.end(begin)
        return due is None or day <= due


def _together(obstacles: Iterable[Obstacle]) -> Iterator[Obstacle]:
    """Join obstacles that overlap; days that two of them cover count once."""
    joined: list[Obstacle] = []
    for day, until in sorted(obstacles, key=lambda one: one[0]):
        if joined and (joined[-1][1] is None or day <= joined[-1][1] + _DAY):
            first, end = joined[-1]
            later = None if end is None or until is None else max(end, until)
            joined[-1] = first, later
        else:
            joined.append((day, until))
    yield from joined
