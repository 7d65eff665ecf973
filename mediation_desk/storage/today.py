"""What the page Today asks of the file, in plain questions: it is the first page to be shown."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from mediation_desk.domain.clock_register import OF_A_WORKER
from mediation_desk.domain.hearing import GIVEN_UP
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import ZERO, from_fen
from mediation_desk.domain.today import SOON, BookedHearing, DueClock, DueMoney, TodayFigures
from mediation_desk.storage import booked
from mediation_desk.storage.asking import Glance, Row, ask, day, one
from mediation_desk.storage.case_lines import LOST, NEXT_DAY, lines
from mediation_desk.storage.following import FOLLOWED_UP, followed_by
from mediation_desk.storage.ranks import LAST_OPEN, UNCLOSED_RANKS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Asked = Session | Glance

YEAR = timedelta(days=365)

_OPEN_CASES = f"FROM mediation_case WHERE stage_rank <= {LAST_OPEN}"
_UNCLOSED = f"FROM mediation_case WHERE stage_rank IN {UNCLOSED_RANKS}"
_MINE = "AND (mediator_id = :user OR clerk_id = :user)"
_HERS = f"AND k.case_id IN ({followed_by(':user')})"
_AHEAD = "ORDER BY due_on, number_key, id LIMIT :limit"
_URGENT = f"""
    SELECT id FROM (
        SELECT id, coalesce({NEXT_DAY.format(case="mediation_case.id")}, '9999-12-31') AS next_day,
            number_key
        {{cases}} AND due_on < :today
        UNION ALL
        SELECT id, due_on, number_key FROM (
            SELECT id, due_on, number_key {{cases}} AND due_on >= :today {{ahead}}
        ) ahead
    ) urgent
    ORDER BY next_day, number_key, id LIMIT :limit
"""  # noqa: S608 - joined from parts of our own
_WITHOUT_CLOCK = f"""
    SELECT id FROM (
        SELECT * FROM (
            SELECT id, received_on {{cases}} AND due_on = :never
            ORDER BY received_on, id LIMIT :limit
        ) never_clocked
        UNION ALL
        SELECT id, received_on {{cases}} AND due_on < :today
            AND {NEXT_DAY.format(case="mediation_case.id")} IS NULL
    ) unwatched
    ORDER BY received_on, id LIMIT :limit
"""  # noqa: S608 - joined from parts of our own
_CLOCKS = f"""
    SELECT k.kind, k.detail, k.raw_due, k.due, k.provisional, c.id, c.number, c.first_applicant,
        c.applicant_count, c.respondent, officer.name
    FROM (
        SELECT * FROM clock k
        WHERE k.state = 'running' AND k.raw_due <= :until AND NOT {LOST} {{whose}}
        ORDER BY k.due, k.raw_due, k.id LIMIT :limit
    ) k
    JOIN mediation_case c ON c.id = k.case_id
    LEFT JOIN ({FOLLOWED_UP}) given ON given.case_id = c.id
    LEFT JOIN app_user officer ON officer.id = coalesce(given.receiver_id, c.mediator_id)
    ORDER BY k.due, k.raw_due, k.id
"""  # noqa: S608 - joined from parts of our own
_APART = ", ".join(f"'{kind}'" for kind in sorted(OF_A_WORKER))
_COUNTED = f"""
    SELECT sum(CASE WHEN due < :today THEN 1 ELSE 0 END),
        sum(CASE WHEN due < :today THEN 0 ELSE 1 END)
    FROM (
        SELECT DISTINCT case_id, kind, due,
            CASE WHEN kind IN ({_APART}) THEN '' ELSE detail END AS apart
        FROM clock k
        WHERE state = 'running' AND (raw_due <= :soon OR due < :today) AND NOT {LOST} {{whose}}
    ) told
"""  # noqa: S608 - joined from parts of our own
"""Counts deadlines, over and soon due, as listed: those of a group's payment orders together."""
_OWED_ROWS = """
    SELECT c.id, c.number, c.first_applicant, c.applicant_count, c.respondent,
        due.instalment, due.due_on, due.amount - coalesce(paid.amount, 0) AS owed
    FROM (
        SELECT s.case_id, m.party_id, m.instalment, max(m.due_on) AS due_on, sum(m.amount) AS amount
        FROM settlement s JOIN money_row m ON m.settlement_id = s.id
        WHERE s.case_id IN (SELECT case_id FROM chosen)
        GROUP BY s.case_id, m.party_id, m.instalment
    ) due
    JOIN mediation_case c ON c.id = due.case_id
    LEFT JOIN (
        SELECT case_id, party_id, instalment, sum(amount) AS amount
        FROM (
            SELECT case_id, party_id, instalment, amount
            FROM payment WHERE case_id IN (SELECT case_id FROM chosen)
            UNION ALL
            SELECT case_id, party_id, instalment, amount
            FROM waiver WHERE case_id IN (SELECT case_id FROM chosen)
        ) settled
        GROUP BY case_id, party_id, instalment
    ) paid ON paid.case_id = due.case_id AND paid.party_id = due.party_id
        AND paid.instalment = due.instalment
    WHERE due.due_on BETWEEN :first AND :last AND due.amount > coalesce(paid.amount, 0)
"""
"""What is still owed to each worker in each instalment, as `obligations` has it of one case."""
_OWED = f"WITH chosen AS MATERIALIZED ({{cases}}) {_OWED_ROWS}"

_OLDEST_OWED = """
    SELECT id AS case_id FROM mediation_case WHERE money_due_on <= :last
    ORDER BY money_due_on, id LIMIT {limit}
"""
_CHOSEN = "SELECT id AS case_id FROM mediation_case WHERE id IN ({keys})"
_OWED_WITHIN = """
    SELECT s.case_id FROM mediation_case c
    JOIN settlement s ON s.case_id = c.id JOIN money_row m ON m.settlement_id = s.id
    WHERE c.money_due_on <= :last AND m.due_on BETWEEN :first AND :last
"""
_IN_PART = """
    SELECT id AS case_id FROM mediation_case WHERE money_due_on <= :last AND (
        paid <> 0 OR id IN (SELECT case_id FROM waiver) OR id IN (
            SELECT s.case_id FROM money_row m JOIN settlement s ON s.id = m.settlement_id
            WHERE m.due_on > :last))
"""
"""Overdue cases in which not everything that was agreed is overdue."""
_OVERDUE = f"""
    WITH chosen AS MATERIALIZED ({_IN_PART})
    SELECT coalesce(sum(agreed), 0) FROM mediation_case
    WHERE money_due_on <= :last AND paid = 0 AND id NOT IN (SELECT case_id FROM chosen)
    UNION ALL
    SELECT coalesce(sum(owed), 0) FROM ({_OWED_ROWS}) part
"""  # noqa: S608 - joined from parts of our own
"""Where all of it fell due and nothing was paid or waived, the sum beside the case tells it."""


def hearings(of: "Asked", on: date) -> tuple[BookedHearing, ...]:
    """Return the hearings of the day that were not given up."""
    found = booked.on_day(of, on)
    return tuple(hearing for hearing in found if hearing.status not in GIVEN_UP)


def clocks(
    of: "Asked", today: date, until: date, mediator_id: int | None = None, limit: int = 200
) -> tuple[DueClock, ...]:
    """Return the running deadlines whose alarm is due until then, the most urgent first.

    A way that is lost once its days are over is left out: nobody can do anything any more.
    """
    question = _CLOCKS.format(whose="" if mediator_id is None else _HERS)
    rows = ask(of, question, today=today, until=until, user=mediator_id or 0, limit=limit)
    return tuple(_due_clock(row) for row in rows)


def _due_clock(row: Row) -> DueClock:
    kind, detail, raw_due, due, provisional, key, number, first, count, respondent, mediator = row
    return DueClock(
        case_id=key,
        number=number,
        parties=booked.between(first, count, respondent),
        kind=kind,
        detail=detail,
        raw_due=day(raw_due),
        due=day(due),
        provisional=bool(provisional),
        mediator=mediator or "",
    )


def money_due(
    of: "Asked",
    until: date,
    limit: int = 200,
    last_day: Callable[[date], date] = lambda due_on: due_on,
) -> tuple[DueMoney, ...]:
    """Return what is still owed in instalments due until then, the oldest first.

    `last_day` tells until when what is due on a day may be paid.
    """
    oldest = _OLDEST_OWED.format(limit=int(limit))
    sums: dict[tuple[date, str, int], tuple[Row, Decimal]] = {}
    for row in ask(of, _OWED.format(cases=oldest), first=date.min, last=until):
        key = day(row[6]), row[1], row[5]
        sums[key] = row, sums.get(key, (row, ZERO))[1] + from_fen(int(row[7]))
    return tuple(
        DueMoney(
            case_id=row[0],
            number=number,
            parties=booked.between(row[2], row[3], row[4]),
            instalment=instalment,
            due_on=due_on,
            last_on=last_day(due_on),
            owed=owed,
        )
        for (due_on, number, instalment), (row, owed) in sorted(sums.items())[:limit]
    )


def owed_of(of: "Asked", ids: Sequence[int]) -> tuple[tuple[int, date, Decimal], ...]:
    """Return what is owed in these cases: case, due day, amount, for each worker's instalment."""
    chosen = _CHOSEN.format(keys=", ".join(str(int(key)) for key in ids))
    rows = ask(of, _OWED.format(cases=chosen), first=date.min, last=date.max)
    return tuple((row[0], day(row[6]), from_fen(int(row[7]))) for row in rows)


def owed_within(of: "Asked", first: date, last: date) -> Decimal:
    """Add up what is owed in instalments with a due day in a period."""
    rows = ask(of, _OWED.format(cases=_OWED_WITHIN), first=first, last=last)
    return sum((from_fen(int(row[7])) for row in rows), ZERO)


def overdue(of: "Asked", last: date) -> Decimal:
    """Add up what is owed in instalments with a due day until then."""
    rows = ask(of, _OVERDUE, first=date.min, last=last)
    return sum((from_fen(int(row[0])) for row in rows), ZERO)


def my_cases(
    of: "Asked", today: date, user_id: int | None = None, limit: int = 100
) -> tuple[CaseLine, ...]:
    """Return the cases not closed of a mediator or clerk, or of all, the most urgent first.

    A case stands by its next day kept beside it; where that has passed its clocks are looked at,
    since the day may be that of a way which is lost by now.
    """
    question = _URGENT.format(
        cases=_UNCLOSED if user_id is None else f"{_UNCLOSED} {_MINE}", ahead=_AHEAD
    )
    if user_id is None:  # read in the order asked, not by stage and sorted
        question = question.replace("stage_rank", "stage_rank + 0")
    rows = ask(of, question, today=today, limit=limit, user=user_id or 0)
    return lines(of, [row[0] for row in rows], today)


def untouched(
    of: "Asked", today: date, before: date, user_id: int | None = None, limit: int = 100
) -> tuple[CaseLine, ...]:
    """Return the open cases that nobody has changed since a day, the longest forgotten first."""
    mine = "" if user_id is None else _MINE
    rows = ask(
        of,
        f"SELECT id {_OPEN_CASES} AND (saved_at IS NULL OR saved_at < :before) {mine}"
        " ORDER BY saved_at, id LIMIT :limit",
        before=before,
        user=user_id or 0,
        limit=limit,
    )
    return lines(of, [row[0] for row in rows], today)


def without_clock(
    of: "Asked", today: date, user_id: int | None = None, limit: int = 100
) -> tuple[CaseLine, ...]:
    """Return the open cases in which no deadline runs, or only one whose way is lost, by age."""
    mine = "" if user_id is None else _MINE
    open_cases = f"{_OPEN_CASES} {mine}"
    rows = ask(
        of,
        _WITHOUT_CLOCK.format(cases=open_cases),
        never=date.max,
        today=today,
        user=user_id or 0,
        limit=limit,
    )
    return lines(of, [row[0] for row in rows], today)


def figures(of: "Asked", today: date, user_id: int | None = None) -> TodayFigures:
    """Return the figures at the head of the page; of deadlines and cases those that are listed.

    A mediator's lists hold the own ones only, and so do these counts.

    `due_soon` counts deadlines of today and the three days after, `money_this_week` what is
    owed with a due day from Monday to Sunday, `open_cases` those not closed yet, as they are
    listed to be carried on, and the median is over agreements of a year.
    """
    monday = today - timedelta(days=today.weekday())
    whose, mine = ("", "") if user_id is None else (_HERS, _MINE)
    user = user_id or 0
    counted = _COUNTED.format(whose=whose)
    [(over, soon)] = ask(of, counted, today=today, soon=today + SOON, user=user)
    return TodayFigures(
        hearings=one(
            of,
            "SELECT count(*) FROM hearing WHERE day = :today"
            " AND status NOT IN ('cancelled', 'postponed', 'not_held')",
            today=today,
        ),
        due_soon=int(soon or 0),
        overdue=int(over or 0),
        money_this_week=owed_within(of, monday, monday + timedelta(days=6)),
        open_cases=one(of, f"SELECT count(*) {_UNCLOSED} {mine}", user=user),
        days_to_agreement=_days_to_agreement(of, today),
    )


def _days_to_agreement(of: "Asked", today: date) -> int | None:
    """Return the median days from acceptance to effect over the agreements of a year."""
    question = (
        f"SELECT {_days_between(of)} AS days, sum(cases) FROM ("  # noqa: S608
        " SELECT effective_on, accepted_on, count(*) AS cases FROM mediation_case"
        " WHERE effective_on > :begin AND effective_on <= :today AND accepted_on IS NOT NULL"
        " GROUP BY effective_on, accepted_on) pairs GROUP BY 1 ORDER BY 1"
    )
    counted = ask(of, question, begin=today - YEAR, today=today)
    left = (sum(count for _days, count in counted) + 1) // 2
    for days, count in counted:
        left -= count
        if left <= 0:
            return int(days)
    return None


def _days_between(of: "Asked") -> str:
    """Return the days from acceptance to effect, in the words of the file or of a server."""
    if isinstance(of, Glance) or of.get_bind().dialect.name == "sqlite":
        return "CAST(julianday(effective_on) - julianday(accepted_on) AS integer)"
    return "effective_on - accepted_on"
