"""The page Today over 100,000 cases: the day and its boards in the worker, against bare SQL."""

from datetime import timedelta

from sqlcipher3 import dbapi2

from mediation_desk.domain.stages import Stage
from mediation_desk.services import boards, today
from mediation_desk.services.desk import open_desk
from mediation_desk.storage.ranks import LAST_OPEN, RANK, UNCLOSED_RANKS
from tests.bench.big_centre import location
from tests.bench.measure import report, times

ROUNDS = 60
_CASES = "SELECT number, stage, first_applicant, respondent, due_on FROM mediation_case WHERE"
_OPEN = f"stage_rank <= {LAST_OPEN}"
DAY = (
    "SELECT h.begins, h.room, c.number, c.first_applicant, c.respondent FROM hearing h"
    " JOIN mediation_case c ON c.id = h.case_id WHERE h.day = :day ORDER BY h.begins",
    "SELECT k.kind, k.raw_due, k.due, c.number, c.first_applicant, c.respondent FROM clock k"
    " JOIN mediation_case c ON c.id = k.case_id"
    " WHERE k.state = 'running' AND k.raw_due <= :until ORDER BY k.due LIMIT 200",
    "SELECT count(*) FROM clock WHERE state = 'running' AND due < :day",
    "SELECT count(*) FROM clock WHERE state = 'running' AND due >= :day AND raw_due <= :soon",
    f"SELECT count(*) FROM mediation_case WHERE stage_rank IN {UNCLOSED_RANKS}",
    f"{_CASES} stage_rank + 0 IN {UNCLOSED_RANKS} ORDER BY due_on, number_key LIMIT 100",
    "SELECT id, money_due_on FROM mediation_case WHERE money_due_on <= :until"
    " ORDER BY money_due_on LIMIT 200",
    "SELECT effective_on, accepted_on, count(*) FROM mediation_case WHERE effective_on > :year"
    " AND effective_on <= :day AND accepted_on IS NOT NULL GROUP BY effective_on, accepted_on",
)
BESIDE = (
    "SELECT p.title, s.receiver, s.since, c.number FROM service s JOIN paper p"
    " ON p.id = s.paper_id JOIN mediation_case c ON c.id = s.case_id WHERE s.waiting"
    " ORDER BY s.since LIMIT 200",
    f"{_CASES} {_OPEN} AND saved_at < :forgotten ORDER BY saved_at LIMIT 100",
    f"{_CASES} {_OPEN} AND due_on = '9999-12-31' ORDER BY received_on LIMIT 100",
    f"{_CASES} stage_rank = {RANK(Stage.FAILED)} AND ended_on >= :year AND NOT EXISTS (SELECT 1"
    " FROM paper p WHERE p.case_id = mediation_case.id AND p.form = 'D-23')"
    " ORDER BY ended_on LIMIT 200",
    "SELECT h.day, c.number, c.first_applicant, c.respondent FROM hearing h"
    " JOIN mediation_case c ON c.id = h.case_id WHERE h.status = 'planned' AND h.day >= :day"
    " AND NOT EXISTS (SELECT 1 FROM service s WHERE s.hearing_id = h.id AND s.case_id = c.id)"
    " ORDER BY h.day LIMIT 200",
)


def main() -> None:
    """Measure the day and its boards beside the same questions asked on an open connection."""
    path = location()
    desk = open_desk(path)
    day = desk.today()
    values = {
        "day": day.isoformat(),
        "soon": (day + timedelta(days=3)).isoformat(),
        "until": (day + timedelta(days=14)).isoformat(),
        "year": (day - timedelta(days=365)).isoformat(),
        "forgotten": (day - timedelta(days=10)).isoformat(),
    }
    bare = dbapi2.connect(str(path))
    [clocks] = bare.execute("SELECT count(*) FROM clock WHERE state = 'running'").fetchone()
    print(f"{clocks} running clocks")
    for name, ours, asked in (
        ("the day", lambda: today.today(desk), DAY),
        ("its boards", lambda: boards.boards(desk), BESIDE),
    ):
        ours()
        taken = times([ours], ROUNDS)
        theirs = times(
            [lambda asked=asked: [bare.execute(s, values).fetchall() for s in asked]], 60
        )
        report(name, taken, "bare SQL, open connection", theirs)
    bare.close()
    desk.close()


if __name__ == "__main__":
    main()
