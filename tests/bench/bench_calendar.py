"""A month, a week and a day of the calendar, and the clashes of a plan, over 100,000 cases.

Each is asked in the worker and compared with the bare SQL on an open connection.
"""

from datetime import time, timedelta

from sqlcipher3 import dbapi2

from mediation_desk.domain.hearing import Hearing
from mediation_desk.services import calendar, planning
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.calendar.spans import View, shown_days
from tests.bench.big_centre import location
from tests.bench.measure import report, times

BARE = """
    SELECT h.id, h.case_id, h.day, h.begins, h.room, h.status, h.minutes, h.number, c.number,
           c.first_applicant, c.applicant_count, c.respondent, c.version, m.name, k.name
    FROM hearing h JOIN mediation_case c ON c.id = h.case_id
    LEFT JOIN app_user m ON m.id = c.mediator_id LEFT JOIN app_user k ON k.id = c.clerk_id
    WHERE h.day BETWEEN ? AND ? ORDER BY h.day, h.begins, h.id
"""
SAME_EMPLOYER = """
    SELECT h.day, h.begins, h.minutes, c.number FROM party mine
    JOIN party p ON p.employer_id = mine.employer_id JOIN hearing h ON h.case_id = p.case_id
    JOIN mediation_case c ON c.id = h.case_id
    WHERE mine.case_id = ? AND h.day = ? AND h.status IN ('planned', 'under_way')
"""
ROUNDS = 20


def main() -> None:
    """Turn the calendar around today, and look for clashes of the cases that have a hearing."""
    path = location()
    desk = open_desk(path)
    bare = dbapi2.connect(str(path))
    today = desk.today()
    assert desk.calendar
    for view in (View.MONTH, View.WEEK, View.DAY):
        spans = [shown_days(view, today - timedelta(days=7 * step)) for step in range(8)]
        asked = calendar.month if view is View.MONTH else calendar.period
        counts = [sum(asked(desk, *span).counts.values()) for span in spans]
        ours = times([lambda s=span, a=asked: a(desk, *s) for span in spans], ROUNDS)
        texts = [(first.isoformat(), last.isoformat()) for first, last in spans]
        theirs = times([lambda t=pair: bare.execute(BARE, t).fetchall() for pair in texts], ROUNDS)
        name = f"the calendar's {view.value}, up to {max(counts)} hearings"
        report(name, ours, "bare SQL, open connection", theirs)
    coming = calendar.period(desk, today, today + timedelta(days=7)).hearings[:20]
    plans = [(h.case_id, Hearing(day=h.day, begins=time(10), room=h.room)) for h in coming]
    ours = times([lambda p=plan: planning.preview(desk, *p) for plan in plans], ROUNDS)
    theirs = times(
        [
            lambda k=key, h=plan: (
                bare.execute(SAME_EMPLOYER, (k, h.day.isoformat())).fetchall(),
                bare.execute(BARE, (h.day.isoformat(), h.day.isoformat())).fetchall(),
            )
            for key, plan in plans
        ],
        ROUNDS,
    )
    report("what stands against a plan", ours, "bare SQL of one day and one employer", theirs)
    ours = times([lambda p=plan: planning.free_times(desk, *p) for plan in plans[:5]], 4)
    theirs = times(
        [
            lambda: bare.execute(
                BARE, (today.isoformat(), (today + timedelta(days=60)).isoformat())
            ).fetchall()
        ],
        20,
    )
    report("free times in 60 days", ours, "bare SQL of 60 days", theirs)
    bare.close()
    desk.close()


if __name__ == "__main__":
    main()
