"""What is booked on the days of a period."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING

from mediation_desk.domain.hearing import GIVEN_UP, HearingStatus
from mediation_desk.domain.today import BookedHearing, with_others
from mediation_desk.domain.today import between as between
from mediation_desk.storage import sight
from mediation_desk.storage.asking import Glance, Row, ask, day
from mediation_desk.storage.ranks import UNCLOSED_RANKS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_GIVEN_UP = ", ".join(f"'{status.value}'" for status in sorted(GIVEN_UP))
_COLUMNS = f"""
    SELECT h.id, h.case_id, h.day, h.begins, h.room, h.status, h.minutes, h.number, c.number,
        c.first_applicant, c.applicant_count, c.respondent, c.version,
        c.mediator_id, mediator.name, c.clerk_id, clerk.name, h.day_reason,
        (SELECT count(*) FROM party o WHERE o.case_id = c.id AND o.role = 'co_respondent'),
        (SELECT count(*) FROM hearing e WHERE e.case_id = h.case_id AND e.number < h.number
            AND e.status NOT IN ({_GIVEN_UP}))
"""  # noqa: S608 - joined from parts of our own
_JOINED = """
    JOIN mediation_case c ON c.id = h.case_id
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    LEFT JOIN app_user clerk ON clerk.id = c.clerk_id
"""
_IN_ORDER = "ORDER BY h.day, h.begins, h.id"
_BETWEEN = f"{_COLUMNS} FROM hearing h {_JOINED} WHERE h.day BETWEEN :first AND :last {_IN_ORDER}"
_FIRST_OF_EACH_DAY = f"""
    WITH seen AS (
        SELECT h.id, h.day, count(*) OVER (PARTITION BY h.day) AS whole,
            row_number() OVER (PARTITION BY h.day ORDER BY h.begins, h.id) AS place
        FROM hearing h JOIN mediation_case c ON c.id = h.case_id
        WHERE h.day BETWEEN :first AND :last AND h.status NOT IN ('cancelled', 'postponed')
            AND (:officer = 0 OR c.mediator_id = :officer OR c.clerk_id = :officer)
            AND (:room = '' OR h.room = :room)
    )
    {_COLUMNS}, seen.whole FROM seen JOIN hearing h ON h.id = seen.id {_JOINED}
    WHERE seen.place <= :most {_IN_ORDER}
"""  # noqa: S608 - joined from parts of our own
_PLANNED_DAYS = """
    SELECT DISTINCT day FROM hearing WHERE day >= :since AND status = 'planned' ORDER BY day
"""
_PLANNED_ON = f"""
    {_COLUMNS} FROM hearing h {_JOINED}
    WHERE h.day IN ({{days}}) AND h.status = 'planned' {_IN_ORDER}
"""
_NO_RESULT = f"""
    {_COLUMNS} FROM hearing h CROSS JOIN mediation_case c
    LEFT JOIN app_user mediator ON mediator.id = c.mediator_id
    LEFT JOIN app_user clerk ON clerk.id = c.clerk_id
    WHERE c.id = h.case_id AND c.stage_rank IN {UNCLOSED_RANKS}
        AND h.day < :today AND h.status IN ('planned', 'under_way')
        AND (:all OR c.mediator_id = :mediator) {_IN_ORDER} LIMIT :limit
"""
"""From the few hearings still open, which have an index of their own: past ones are many."""
_STATUS = {status.value: status for status in HearingStatus}
_day = lru_cache(maxsize=500)(day)
_time = lru_cache(maxsize=500)(time.fromisoformat)


def on_day(
    of: "Session | Glance", asked: date, besides: int | None = None
) -> tuple[BookedHearing, ...]:
    """Return what is booked on a day, by time; `besides` leaves one hearing out."""
    return tuple(b for b in between_days(of, asked, asked) if b.hearing_id != besides)


def between_days(of: "Session | Glance", first: date, last: date) -> tuple[BookedHearing, ...]:
    """Return what is booked from a day to another, both included, by day and time."""
    return _told(of, [_booked(row) for row in ask(of, _BETWEEN, first=first, last=last)])


def first_of_each_day(
    of: "Session | Glance",
    first: date,
    last: date,
    most: int,
    *,
    officer_id: int = 0,
    room: str = "",
) -> tuple[tuple[BookedHearing, ...], dict[date, int]]:
    """Return the first hearings of each day, and how many each has, for a calendar's cells.

    What was cancelled or postponed is left out; an officer or a room may narrow the rest.
    """
    rows = ask(
        of,
        _FIRST_OF_EACH_DAY,
        first=first,
        last=last,
        most=most,
        officer=officer_id,
        room=room,
    )
    counts = {_day(row[2]): int(row[-1]) for row in rows}
    return _told(of, [_booked(row[:-1]) for row in rows]), counts


def _told(of: "Session | Glance", found: list[BookedHearing]) -> tuple[BookedHearing, ...]:
    """Return hearings; of a case that is hidden from whoever acts only when and where (忙)."""
    hidden = sight.hidden_here(of, {one.case_id for one in found})
    words = sight.closed_word(of)
    return tuple(_busy(one, words) if one.case_id in hidden else one for one in found)


def _busy(one: BookedHearing, words: str) -> BookedHearing:
    return replace(
        one,
        number=words,
        parties=words,
        first_applicant=words,
        applicant_count=1,
        respondent="",
        day_reason="",
    )


def _booked(row: Row) -> BookedHearing:
    key, case_id, held_on, begins, room, status, minutes, hearing, *rest = row
    number, first, count, employer, version, *officers, why, beside, before = rest
    mediator_id, mediator, clerk_id, clerk = officers
    respondent = with_others(employer, beside)
    return BookedHearing(
        hearing_id=key,
        case_id=case_id,
        number=number,
        parties=between(first, count, respondent),
        day=_day(held_on),
        begins=begins if isinstance(begins, time) else _time(begins),
        room=room,
        status=_STATUS[status],
        mediator_id=mediator_id,
        mediator=mediator or "",
        clerk_id=clerk_id,
        clerk=clerk or "",
        minutes=minutes,
        hearing_number=hearing,
        case_version=version,
        first_applicant=first,
        applicant_count=count,
        respondent=respondent,
        day_reason=why,
        ordinal=0 if _STATUS[status] in GIVEN_UP else before + 1,
    )


def without_result(
    of: "Session | Glance", today: date, mediator_id: int | None = None, limit: int = 50
) -> tuple[BookedHearing, ...]:
    """Return hearings whose day has passed and of which nobody wrote down what came of them."""
    values = {"today": today, "all": mediator_id is None, "mediator": mediator_id or 0}
    return _told(of, [_booked(row) for row in ask(of, _NO_RESULT, **values, limit=limit)])


def planned_days(of: "Session | Glance", since: date) -> tuple[date, ...]:
    """Return the days from one on for which hearings are planned."""
    return tuple(day(row[0]) for row in ask(of, _PLANNED_DAYS, since=since))


def planned_on(of: "Session | Glance", days: Sequence[date]) -> tuple[BookedHearing, ...]:
    """Return the hearings planned for some days, by day and time."""
    if not days:
        return ()
    names = ", ".join(f":day_{place}" for place in range(len(days)))
    values = {f"day_{place}": one for place, one in enumerate(days)}
    return tuple(_booked(row) for row in ask(of, _PLANNED_ON.format(days=names), **values))
