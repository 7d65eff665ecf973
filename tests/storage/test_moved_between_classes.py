"""A case of a locked period that moves to another row of a table stands in the next adjustment."""

from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.small_numbers import HIDDEN
from mediation_desk.reports import month_texts
from mediation_desk.services import period_locks, small_numbers, statistics
from mediation_desk.services.desk import open_desk
from tests.storage.month_counts import VARIETY
from tests.storage.varied import NOW, fill
from tests.storage.written import execute

OCTOBER = Period.of(Span.MONTH, 2026, 10)
NOVEMBER = OCTOBER.after()


def locked(location):
    """Fill a synthetic centre and lock October."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        fill(desk, *VARIETY)
        period_locks.lock_period(desk, OCTOBER)


@pytest.fixture
def desk(after):
    desk = open_desk(after(locked), now=lambda: NOW)
    yield desk
    desk.close()


def moved(desk, column="cause", to="D06"):
    """Change one case that October counted as accepted; return its key."""
    accepted = "accepted_on BETWEEN '2026-10-01' AND '2026-10-31'"
    also = "AND cause LIKE 'A%'" if column == "cause" else f"AND {column} <> '{to}'"
    with desk.db.write(desk.actor, "correct") as session:
        query = f"SELECT min(id) FROM mediation_case WHERE {accepted} {also}"
        [[key]] = session.execute(text(query))
        execute(session, f"UPDATE mediation_case SET {column} = '{to}' WHERE id = {key}")
    return key


def adjusting(report):
    """Return what a report adjusts: (row, accepted) of each row that is no sum."""
    place = [head.title for head in report.heads].index("当期受理") - 1
    return {
        line.label.strip(): line.values[place]
        for line in report.lines
        if line.adjusts and not line.total
    }


def test_a_class_loses_and_another_gains_while_the_whole_stays(desk):
    assert adjusting(statistics.month_book(desk, NOVEMBER).report("R1")) == {}
    key = moved(desk)

    book = statistics.month_book(desk, NOVEMBER)

    told = adjusting(book.report("R1"))
    assert {name: value for name, value in told.items() if value} == {
        "其中：劳动报酬": -1,
        "其中：解除终止劳动合同": 1,
    }
    [line] = [one for one in book.report("MA1").lines if one.label.strip() == "其中：劳动报酬"]
    now, more, both = line.values
    assert (more, both) == (-1, now - 1)
    assert statistics.behind(desk, NOVEMBER, line.behind[1]).cases == (key,)
    [other] = [one for one in book.report("MA1").lines if one.label.strip() == "其中：社会保险"]
    assert other.values == (other.values[0], 0, other.values[0]), "each class can be copied out"
    main = book.report("R1")
    [gained] = [one for one in main.lines if one.adjusts and "解除" in one.label]
    assert statistics.behind(desk, NOVEMBER, gained.behind[1]).cases == (key,)


@pytest.mark.parametrize(
    ("column", "to", "code"), [("district", "130703", "R2"), ("source", "union", "R4")]
)
def test_a_district_and_a_source_that_are_corrected_are_told_too(desk, column, to, code):
    moved(desk, column, to)

    told = adjusting(statistics.month_book(desk, NOVEMBER).report(code))

    assert sorted(value for value in told.values() if value) == [-1, 1]


def test_the_next_lock_carries_it_and_the_month_after_does_not_again(desk):
    moved(desk)
    desk.now = lambda: datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
    period_locks.lock_period(desk, NOVEMBER)

    carried = statistics.month_book(desk, NOVEMBER).report("R1")
    later = statistics.month_book(desk, NOVEMBER.after()).report("R1")

    assert sorted(value for value in adjusting(carried).values() if value) == [-1, 1]
    assert adjusting(later) == {}


def test_others_are_given_no_single_case_that_moved(desk):
    moved(desk)

    shared = small_numbers.shared(statistics.month_book(desk, NOVEMBER), 5)

    assert {value for value in adjusting(shared.report("R1")).values() if value} == {HIDDEN}
    [line] = [one for one in shared.report("MA1").lines if one.label.strip() == "其中：劳动报酬"]
    assert line.values[1] == HIDDEN


def test_the_month_that_carries_a_correction_says_where_it_stands(desk):
    with i18n.speaking(i18n.CHINESE):
        assert month_texts.carried(statistics.month_book(desk, NOVEMBER)) == ""
        moved(desk)

        told = month_texts.carried(statistics.month_book(desk, NOVEMBER))

    assert told == "本期含以前锁定期间的更正调整，列在各表末尾各行"
