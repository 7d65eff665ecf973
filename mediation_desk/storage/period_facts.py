"""What each case adds to a period, as one question; a locked period answers from what was kept.

The columns are those of the table `period_fact`: flags are 0 or 1, money is in fen. Every figure
of the month's reports is a condition and a value over them (`storage.measures`), so that a
number and the cases behind it come from the same words.

A case whose workers were split off from another one (另案) is no new application: it is accepted in
the period in which it was split off, and its workers and what they claim count in the case before
alone, where they were counted when that was accepted. Its days and its end are its own.
"""

from abc import ABC, abstractmethod
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.period import Period
from mediation_desk.storage import sight
from mediation_desk.storage.asking import Row, ask

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

COLUMNS = (
    *("case_id", "received", "opening", "accepted", "closed", "still_open", "refused"),
    *("declined", "outcome", "cause", "district", "source", "mediator_id", "industry"),
    *("ownership", "workers", "new_workers", "women", "migrants", "members", "claimed"),
    *("agreed", "paid", "in_time", "days", "sessions", "reviewed", "arbitrated"),
)

_DONE = """COALESCE(c.effective_on, CASE WHEN c.ended_as IS NOT NULL THEN c.ended_on END)"""

_LIVE = f"""
    near AS MATERIALIZED (
        SELECT c.id FROM mediation_case c
        WHERE c.accepted_on <= :last AND COALESCE({_DONE}, :last) >= :first
        UNION
        SELECT id FROM mediation_case WHERE received_on BETWEEN :first AND :last
        UNION
        SELECT id FROM mediation_case WHERE ended_on BETWEEN :first AND :last
        UNION
        SELECT case_id FROM payment WHERE paid_on BETWEEN :first AND :last
        UNION
        SELECT case_id FROM hearing
        WHERE day BETWEEN :first AND :last AND status IN ('under_way', 'held')
        UNION
        SELECT new_case_id FROM split_worker WHERE split_on BETWEEN :first AND :last
    ),
    parted AS MATERIALIZED (
        SELECT new_case_id AS case_id, max(split_on) AS split_on FROM split_worker
        GROUP BY new_case_id
    ),
    heads AS MATERIALIZED (
        SELECT c.id, c.received_on, c.accepted_on, x.split_on,
            COALESCE(x.split_on, c.accepted_on) AS came_on,
            CASE WHEN x.split_on > {_DONE} THEN x.split_on ELSE {_DONE} END AS done_on,
            c.ended_as, c.ended_on,
            CASE
                WHEN c.effective_on IS NOT NULL THEN 'agreed'
                WHEN c.ended_as = 'RCN' THEN 'reconciled'
                WHEN c.ended_as = 'WDR' THEN 'withdrawn'
                WHEN c.ended_as IN ('FAI', 'LAP', 'TRF', 'TER', 'NCN') THEN 'failed'
                ELSE ''
            END AS outcome,
            c.cause, c.district, c.source, c.mediator_id, c.agreed,
            COALESCE(e.industry, '') AS industry, COALESCE(e.ownership, '') AS ownership
        FROM near JOIN mediation_case c ON c.id = near.id
        LEFT JOIN employer e ON e.id = c.employer_id
        LEFT JOIN parted x ON x.case_id = c.id
        WHERE x.split_on IS NULL OR x.split_on <= :last
    ),
    named AS MATERIALIZED (
        SELECT p.case_id, p.migrant, p.member, n.sex,
            CASE WHEN h.came_on BETWEEN :first AND :last AND row_number() OVER (
                PARTITION BY h.came_on BETWEEN :first AND :last,
                    CASE WHEN n.id_number <> '' THEN n.id_number ELSE CAST(p.id AS TEXT) END
                ORDER BY p.case_id, p.id
            ) = 1 THEN 1 ELSE 0 END AS fresh
        FROM heads h CROSS JOIN party p CROSS JOIN person n
        WHERE p.case_id = h.id AND n.id = p.person_id
            AND p.side = 'applicant' AND COALESCE(p.role, 'split_off') = 'split_off'
            AND p.id NOT IN (SELECT new_party_id FROM split_worker)
    ),
    people AS MATERIALIZED (
        SELECT case_id, count(*) AS workers, sum(fresh) AS fresh,
            sum(CASE WHEN sex = 'female' THEN 1 ELSE 0 END) AS women,
            sum(CASE WHEN migrant THEN 1 ELSE 0 END) AS migrants,
            sum(CASE WHEN member THEN 1 ELSE 0 END) AS members
        FROM named GROUP BY case_id
    ),
    asked AS MATERIALIZED (
        SELECT p.case_id, sum(k.claimed) AS claimed
        FROM heads h CROSS JOIN party p CROSS JOIN claim k
        WHERE p.case_id = h.id AND k.party_id = p.id
            AND p.id NOT IN (SELECT new_party_id FROM split_worker)
            AND h.came_on BETWEEN :first AND :last
        GROUP BY p.case_id
    ),
    came AS MATERIALIZED (
        SELECT case_id, sum(amount) AS paid FROM payment
        WHERE paid_on BETWEEN :first AND :last GROUP BY case_id
    ),
    clocks AS MATERIALIZED (
        SELECT k.case_id, max(k.due) AS due FROM heads h CROSS JOIN clock k
        WHERE k.case_id = h.id AND k.kind IN ('DL04', 'DL05') AND k.state <> 'void'
        GROUP BY k.case_id
    ),
    met AS MATERIALIZED (
        SELECT case_id, count(*) AS sessions FROM hearing
        WHERE day BETWEEN :first AND :last AND status IN ('under_way', 'held') GROUP BY case_id
    ),
    beside AS MATERIALIZED (
        SELECT p.case_id,
            max(CASE WHEN p.track IN ('review', 'confirmation') THEN 1 ELSE 0 END) AS reviewed,
            max(CASE WHEN p.standing = 'PTR' THEN 1 ELSE 0 END) AS handed_on
        FROM heads h CROSS JOIN proceeding p
        WHERE p.case_id = h.id AND p.opened_on <= :last GROUP BY p.case_id
    ),
    mirrored AS MATERIALIZED (
        SELECT DISTINCT m.case_id FROM mirrored_case m JOIN body b ON b.id = m.body_id
        WHERE b.kind = 'arbitration' AND m.case_id IS NOT NULL AND m.accepted_on <= :last
    ),
    f AS (
        SELECT h.id AS case_id,
            CASE WHEN h.split_on IS NULL AND h.received_on BETWEEN :first AND :last
                THEN 1 ELSE 0 END AS received,
            CASE WHEN h.came_on < :first AND (h.done_on IS NULL OR h.done_on >= :first)
                THEN 1 ELSE 0 END AS opening,
            CASE WHEN h.came_on BETWEEN :first AND :last THEN 1 ELSE 0 END AS accepted,
            CASE WHEN h.came_on <= :last AND h.done_on BETWEEN :first AND :last
                THEN 1 ELSE 0 END AS closed,
            CASE WHEN h.came_on <= :last AND (h.done_on IS NULL OR h.done_on > :last)
                THEN 1 ELSE 0 END AS still_open,
            CASE WHEN h.ended_as = 'REF' AND h.ended_on BETWEEN :first AND :last
                THEN 1 ELSE 0 END AS refused,
            CASE WHEN h.accepted_on IS NULL AND h.ended_as IN ('NCN', 'WDR', 'TRF')
                AND h.ended_on BETWEEN :first AND :last THEN 1 ELSE 0 END AS declined,
            h.outcome, h.cause, h.district, h.source, h.mediator_id, h.industry, h.ownership,
            COALESCE(people.workers, 0) AS workers,
            COALESCE(people.fresh, 0) AS new_workers,
            COALESCE(people.women, 0) AS women,
            COALESCE(people.migrants, 0) AS migrants,
            COALESCE(people.members, 0) AS members,
            COALESCE(asked.claimed, 0) AS claimed,
            h.agreed AS agreed,
            COALESCE(came.paid, 0) AS paid,
            CASE WHEN h.done_on <= COALESCE(clocks.due, {{fifteenth}}) THEN 1 ELSE 0 END AS in_time,
            COALESCE({{days}}, 0) AS days,
            COALESCE(met.sessions, 0) + CASE WHEN h.ended_on BETWEEN :first AND :last
                THEN COALESCE(past.hearings, 0) ELSE 0 END AS sessions,
            COALESCE(beside.reviewed, 0) AS reviewed,
            CASE WHEN beside.handed_on = 1 OR mirrored.case_id IS NOT NULL
                THEN 1 ELSE 0 END AS arbitrated
        FROM heads h
        LEFT JOIN people ON people.case_id = h.id
        LEFT JOIN asked ON asked.case_id = h.id
        LEFT JOIN came ON came.case_id = h.id
        LEFT JOIN clocks ON clocks.case_id = h.id
        LEFT JOIN met ON met.case_id = h.id
        LEFT JOIN beside ON beside.case_id = h.id
        LEFT JOIN mirrored ON mirrored.case_id = h.id
        LEFT JOIN past_case past ON past.case_id = h.id
    )
"""  # noqa: S608 - words of our own
_KEPT = "f AS (SELECT * FROM period_fact WHERE period_id = :period_id)"
_FILE = {
    "fifteenth": "date(h.accepted_on, '+15 days')",
    "days": "CAST(julianday(h.done_on) - julianday(h.accepted_on) AS INTEGER)",
}
_BY_SERVER = "f AS (SELECT * FROM desk_facts(:first, :last))"
"""Where the server hides cases from an account, it counts the hidden ones itself."""
_SERVER = {"fifteenth": "h.accepted_on + 15", "days": "h.done_on - h.accepted_on"}


def live_at_server() -> str:
    """Return the question for the facts of a period as a server is asked it."""
    return _LIVE.format(**_SERVER)


def _live(session: "Session") -> str:
    if session.get_bind().dialect.name == "sqlite":
        return _LIVE.format(**_FILE)
    return _BY_SERVER if sight.is_whole(session) else live_at_server()


class FactTable(ABC):
    """Facts in memory: read once, when first asked for, into a table.

    Every figure is then a question to that table, in the same words whatever the file or the
    server is.
    """

    @abstractmethod
    def rows(self) -> "Sequence[Row]":
        """Return what each case adds, in the order of the columns."""

    @cached_property
    def _table(self) -> Any:  # noqa: ANN401 - the library has no types
        from sqlcipher3 import dbapi2

        memory = dbapi2.connect(":memory:", check_same_thread=False)
        memory.execute(f"CREATE TABLE f ({', '.join(COLUMNS)})")
        plain = (
            [int(value) if isinstance(value, Decimal) else value for value in row]
            for row in self.rows()
        )
        marks = ", ".join("?" * len(COLUMNS))
        memory.executemany(f"INSERT INTO f VALUES ({marks})", plain)  # noqa: S608
        return memory

    def read(self) -> None:
        """Read the facts now, so that they may outlive the transaction."""
        self._table  # noqa: B018 - reads them

    def ask(self, question: str, **values: object) -> list[tuple[Any, ...]]:
        """Ask something of the facts, which the question calls `f`."""
        return [tuple(row) for row in self._table.execute(question, values)]


class Facts(FactTable):
    """The facts of a period: live, or as they were when it was locked (`kept`)."""

    def __init__(self, session: "Session", period: Period, kept: int | None = None) -> None:
        self._session = session
        self._values: dict[str, date | int]
        if kept is not None:
            self.words, self._values = _KEPT, {"period_id": kept}
        else:
            self.words = _live(session)
            self._values = {"first": period.first, "last": period.last}

    def rows(self) -> "Sequence[Row]":
        """Return what each case adds, in the order of the columns."""
        names = ", ".join(COLUMNS)
        question = f"WITH {self.words} SELECT {names} FROM f"  # noqa: S608
        return ask(self._session, question, **self._values)


class GivenFacts(FactTable):
    """Facts that came from elsewhere, in the order of the columns."""

    def __init__(self, given: "Sequence[Row]") -> None:
        self._given = given

    def rows(self) -> "Sequence[Row]":
        """Return what was given."""
        return self._given


def keep(session: "Session", period: Period, period_id: int) -> None:
    """Keep the facts of a period as they are now."""
    facts = Facts(session, period)
    names = ", ".join(COLUMNS)
    question = f"INSERT INTO period_fact (period_id, {names}) "
    question += f"WITH {facts.words} SELECT CAST(:key AS BIGINT), {names} FROM f"  # noqa: S608
    from sqlalchemy import text

    values = {"first": period.first, "last": period.last, "key": period_id}
    session.execute(text(question), values)
