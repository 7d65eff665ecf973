"""The page of performance over 100,000 cases, in the worker, against the bare SQL."""

from sqlcipher3 import dbapi2

from mediation_desk.domain.performance import PerformanceFilter
from mediation_desk.domain.stages import Stage
from mediation_desk.services import performance
from mediation_desk.services.desk import open_desk
from mediation_desk.storage.ranks import RANK
from tests.bench.big_centre import location
from tests.bench.measure import report, times

BARE = """
    SELECT c.id, c.number, c.first_applicant, c.respondent, c.money_due_on, sum(m.amount)
    FROM (SELECT id FROM mediation_case WHERE stage_rank = :rank AND money_due_on IS NOT NULL
          ORDER BY money_due_on, id LIMIT 200) chosen
    JOIN mediation_case c ON c.id = chosen.id
    JOIN settlement s ON s.case_id = c.id JOIN money_row m ON m.settlement_id = s.id
    GROUP BY c.id ORDER BY c.money_due_on, c.id
"""


def main() -> None:
    """Read the page with each of its filters."""
    path = location()
    desk = open_desk(path)
    for wanted in PerformanceFilter:
        performance.listed(desk, wanted)
    ours = [
        taken
        for wanted in PerformanceFilter
        for taken in times([lambda w=wanted: performance.listed(desk, w)], 10)
    ]
    desk.close()

    bare = dbapi2.connect(str(path))
    values = {"rank": RANK(Stage.EFFECTIVE)}

    def ask() -> object:
        return bare.execute(BARE, values).fetchall()

    ask()
    report(
        "the page of performance over 100,000 cases",
        ours,
        "bare SQL of the list, open connection",
        times([ask], 40),
    )


if __name__ == "__main__":
    main()
