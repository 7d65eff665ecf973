"""Questions over a big centre (ask anything) against bare SQL that finds the same cases.

Run it by hand: `python -m tests.bench.bench_query [cases]`. The cases found must be equal.
"""

import sys
from datetime import date

from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.query import Condition, Field, Operator, Query
from mediation_desk.services import queries
from mediation_desk.services.desk import Desk, beijing_now, open_desk
from tests.bench.big_centre import location
from tests.bench.measure import report, times

ROUNDS = 5
YEAR = beijing_now().year - 1
FROM, UNTIL = date(YEAR, 1, 1).isoformat(), date(YEAR, 12, 31).isoformat()
IN_YEAR = (
    Condition(Field.RECEIVED, Operator.FROM, FROM),
    Condition(Field.RECEIVED, Operator.UNTIL, UNTIL),
)
_YEAR = f"c.received_on BETWEEN '{FROM}' AND '{UNTIL}'"
_WORKER = (
    "EXISTS (SELECT 1 FROM party p WHERE p.case_id = c.id AND p.side = 'applicant'"
    " AND p.role IS NULL AND p.migrant)"
)
_CLAIMED = (
    "(SELECT COALESCE(sum(k.claimed), 0) FROM claim k JOIN party p ON p.id = k.party_id"
    " WHERE p.case_id = c.id)"
)

QUESTIONS = {
    "a year, a cause": (
        (*IN_YEAR, Condition(Field.CAUSE, Operator.IS, "A01")),
        f"{_YEAR} AND c.cause = 'A01'",
    ),
    "migrants of a year, more than 50,000 claimed": (
        (
            *IN_YEAR,
            Condition(Field.MIGRANT, Operator.GIVEN),
            Condition(Field.CLAIMED, Operator.FROM, "50000"),
        ),
        f"{_YEAR} AND {_WORKER} AND {_CLAIMED} >= 5000000",
    ),
    "a respondent by a part of its name": (
        (Condition(Field.EMPLOYER, Operator.CONTAINS, "机械制造"),),
        "EXISTS (SELECT 1 FROM party p JOIN employer e ON e.id = p.employer_id"
        " WHERE p.case_id = c.id"
        " AND (e.name LIKE '%机械制造%' OR e.credit_code LIKE '%机械制造%'))",
    ),
    "paid in a month": (
        (
            Condition(Field.PAID_ON, Operator.FROM, f"{YEAR}-06-01"),
            Condition(Field.PAID_ON, Operator.UNTIL, f"{YEAR}-06-30"),
        ),
        "EXISTS (SELECT 1 FROM payment y WHERE y.case_id = c.id"
        f" AND y.paid_on BETWEEN '{YEAR}-06-01' AND '{YEAR}-06-30')",
    ),
    "much still owed": (
        (Condition(Field.OWED, Operator.FROM, "20000"),),
        "c.effective_on IS NOT NULL AND c.agreed - c.paid >= 2000000",
    ),
}
"""What is asked, as conditions of the page and as bare SQL."""


def bare(desk: Desk, where: str) -> tuple[int, ...]:
    """Find the cases by a statement of its own."""
    with desk.db.read() as session:
        words = f"SELECT c.id FROM mediation_case c WHERE {where} ORDER BY c.number_key, c.id"
        return tuple(row[0] for row in session.execute(text(words)))


def main() -> None:
    """Print the times of each question, its bare statement, and whether they agree."""
    cases = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    i18n.use(i18n.CHINESE)
    desk = open_desk(location(cases), now=beijing_now)
    for name, (conditions, where) in QUESTIONS.items():
        query = Query(conditions=conditions)

        def ours(asked: Query = query) -> object:
            return queries.ask(desk, asked)

        def theirs(words: str = where) -> object:
            return bare(desk, words)

        found = queries.ask(desk, query)
        agree = "the same" if found == bare(desk, where) else "DIFFERENT"
        turns = times([ours, theirs], ROUNDS)  # by turns: both meet the same load
        what = f"{name} ({len(found)} of {cases} cases, {agree})"
        report(what, turns[::2], "bare SQL", turns[1::2])
    desk.close()


if __name__ == "__main__":
    main()
