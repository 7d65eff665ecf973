"""Every figure of the month against a count of its own, written here apart from the program.

The synthetic centre is small; `python -m tests.bench.bench_month` does the same over 100,000.
"""

import csv
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from mediation_desk import i18n, paths
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.statistics import Behind
from mediation_desk.services import period_locks, statistics
from mediation_desk.services.desk import open_desk
from tests.storage.month_counts import NAMED, RATES, count
from tests.storage.varied import NOW, varied
from tests.storage.written import execute

OCTOBER = Period.of(Span.MONTH, 2026, 10)
COLUMNS = (
    *("opening", "accepted", "workers", "closed", "settled", "reconciled", "failed"),
    *("withdrawn", "open", "claimed", "agreed", "paid"),
)
WORK = ("opening", "accepted", "sessions", "closed", "settled", "reconciled", "open", "in_time")


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture
def desk(after):
    """A synthetic centre with every way a case can end, on a file and on a server."""
    desk = open_desk(after(varied), now=lambda: NOW)
    yield desk
    desk.close()


def rows_of(name):
    with paths.resources("taxonomy", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def narrowed(code, label, desk):
    """The condition that a row of a report stands for, from the lists as they ship."""
    match code:
        case "R1":
            known = [r["code"] for r in rows_of("dispute_type.csv") if r["ma_class"] == label]
            return "c.cause IN ('{}')".format("','".join(known))
        case "R2":
            [key] = [r["code"] for r in rows_of("districts.csv") if r["name"] == label]
            return f"c.district = '{key}'"
        case "R3":
            industry, ownership = ("" if part == "未填写" else part for part in label.split(" · "))
            return (
                "EXISTS (SELECT 1 FROM employer e WHERE e.id = c.employer_id AND "
                f"e.industry = '{industry}' AND e.ownership = '{ownership}')"
            )
        case "R4":
            from mediation_desk.domain.case import Source

            [source] = [one.value for one in Source if one.label == label]
            return f"c.source = '{source}'"
    return (
        "c.mediator_id IS NULL"
        if label == "未指派"
        else f"c.mediator_id IN (SELECT id FROM app_user WHERE name = '{label}')"
    )


def as_fen(value):
    return int(value * 100) if isinstance(value, Decimal) else value


def test_every_cell_of_every_table_is_an_independent_count(desk):
    book = statistics.month_book(desk, OCTOBER)

    compared = 0
    with desk.db.read() as session:
        for code in ("R1", "R2", "R3", "R4", "R5"):
            keys = WORK if code == "R5" else COLUMNS
            for line in book.report(code).lines:
                where = "1 = 1" if line.total else narrowed(code, line.label, desk)
                for key, value in zip(keys, line.values, strict=False):
                    wanted = count(session, key, OCTOBER, where)
                    assert as_fen(value) == wanted, (code, line.label, key)
                    compared += 1
    assert compared > 500
    assert all(check.holds for check in book.checks)


def test_every_line_of_the_summary_and_of_the_groups_is_an_independent_count(desk):
    book = statistics.month_book(desk, OCTOBER)

    lines = {line.label.strip(): line.values[0] for line in book.report("MA1").lines}
    groups = {line.label: line.values[0] for line in book.report("R13").lines}
    with desk.db.read() as session:
        for label, key in NAMED.items():
            shown = lines.get(label, groups.get(label))
            assert as_fen(shown) == count(session, key, OCTOBER), label
        for label, (over, under) in RATES.items():
            above = sum(count(session, key, OCTOBER) for key in over)
            below = sum(count(session, key, OCTOBER) for key in under)
            assert lines[label] == Decimal(above) / below, label


def test_the_cases_behind_a_number_are_as_many_as_it_says(desk):
    book = statistics.month_book(desk, OCTOBER)

    for code in ("MA1", "R1", "R2", "R3", "R4", "R5", "R14"):
        for line in book.report(code).lines:
            for place, way in enumerate(line.behind):
                if way is None or not isinstance(line.values[place], int):
                    continue
                found = statistics.behind(desk, OCTOBER, way).cases
                counted_once = way.measure in (
                    "workers", "sessions", "distinct", "women", "migrants", "members",
                    "collective_workers",
                )  # fmt: skip
                if counted_once:
                    assert 0 < len(found) <= line.values[place]
                else:
                    assert len(found) == line.values[place], (code, line.label, way)


def cells(book):
    return {
        (report.code, line.label, head.title): value
        for report in book.reports
        for line in report.lines
        for head, value in zip(report.heads[1:], line.values, strict=True)
    }


def test_one_case_in_another_district_changes_its_two_rows_and_nothing_else(desk):
    moved = statistics.behind(desk, OCTOBER, Behind(measure="settled")).cases[0]
    names = {row["code"]: row["name"] for row in rows_of("districts.csv")}
    before = cells(statistics.month_book(desk, OCTOBER))

    with desk.db.write(desk.actor, "move") as session:
        key = {"key": moved}
        old = session.execute(text("SELECT district FROM mediation_case WHERE id = :key"), key)
        here = old.scalar_one()
        there = next(code for code in names if code != here)
        session.execute(
            text("UPDATE mediation_case SET district = :there WHERE id = :key"),
            key | {"there": there},
        )
    after = cells(statistics.month_book(desk, OCTOBER))

    changed = {key for key, value in after.items() if before[key] != value}
    assert {key[:2] for key in changed} == {("R2", names[here]), ("R2", names[there])}
    assert {("R2", names[here], "达成协议"), ("R2", names[there], "协议金额")} <= changed


def test_a_correction_after_the_lock_is_an_adjustment_of_the_next_period(desk):
    period_locks.lock_period(desk, OCTOBER)
    locked = statistics.month_book(desk, OCTOBER)
    way = Behind(measure="accepted")
    case = statistics.behind(desk, OCTOBER, way).cases[0]

    with desk.db.write(desk.actor, "correct") as session:
        statement = "UPDATE mediation_case SET accepted_on = '2026-09-30' WHERE id = :key"
        execute(session, statement, key=case)

    again = statistics.month_book(desk, OCTOBER)
    assert cells(again) == cells(locked) | {
        key: value for key, value in cells(again).items() if key[0] == "R14"
    }
    assert again.changed == (case,)
    assert statistics.behind(desk, OCTOBER, way).cases[0] == case
    november = statistics.month_book(desk, OCTOBER.after())
    [line] = [one for one in november.report("R1").lines if "调整" in one.label][:1]
    assert line.values[COLUMNS.index("accepted")] == -1
    assert line.values[COLUMNS.index("opening")] == 1

    desk.now = lambda: datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
    period_locks.lock_period(desk, OCTOBER.after())
    december = statistics.month_book(desk, OCTOBER.after().after())
    assert not [one for one in december.report("R1").lines if "调整" in one.label]
    kept = statistics.month_book(desk, OCTOBER.after())
    assert [one for one in kept.report("R1").lines if "调整" in one.label]


def rows_with_stock(book):
    """Opening, accepted, ended and open of every row that is a total or adds an adjustment."""
    for report in book.reports:
        heads = [head.title for head in report.heads[1:]]
        if report.code in ("R1", "R2", "R3", "R4", "R5"):
            for line in report.lines:
                told = dict(zip(heads, line.values, strict=True))
                yield report.code, line.label, [told[key] for key in STOCK]
    summary = {line.label: line.values for line in book.report("MA1").lines}
    for place in range(3):
        yield "MA1", place, [summary[key][place] for key in STOCK]


STOCK = ("期初未结", "当期受理", "当期结案", "期末未结")


def test_stocks_stay_in_balance_when_a_locked_month_is_corrected(desk):
    """Locked October ends with what November opens with; the correction is a flow, no stock."""
    period_locks.lock_period(desk, OCTOBER)
    [ended] = [r for c, p, r in rows_with_stock(statistics.month_book(desk, OCTOBER)) if p == 0]
    still_open = set(statistics.behind(desk, OCTOBER, Behind(measure="open")).cases)
    case = min(still_open & set(statistics.behind(desk, OCTOBER, Behind(measure="accepted")).cases))
    with desk.db.write(desk.actor, "correct") as session:
        statement = "UPDATE mediation_case SET accepted_on = '2026-11-01' WHERE id = :key"
        execute(session, statement, key=case)

    november = statistics.month_book(desk, OCTOBER.after())

    rows = list(rows_with_stock(november))
    assert [(c, p) for c, p, (a, b, d, e) in rows if a + b - d != e] == []
    live, adjustment, both = (row for code, _place, row in rows if code == "MA1")
    assert live[0] == ended[3] - 1
    assert adjustment == [1, -1, 0, 0]
    assert both[0] == ended[3], "the line with adjustment opens with what October ended with"
    assert both[3] == live[3], "and ends with what is open"
    assert {tuple(row) for _code, label, row in rows if label == "调整后合计"} == {tuple(both)}
    assert [check.holds for check in november.checks] == [True, True, True]
    assert november.checks[2].text.startswith(f"调整后：期初未结{both[0]}＋")
    [told] = [note for note in november.report("R1").notes if "锁定时" in note]
    assert f"期末未结{ended[3]}件" in told
    assert f"现为{live[0]}件" in told


def test_the_cases_behind_an_adjustment_are_those_that_were_corrected(desk):
    period_locks.lock_period(desk, OCTOBER)
    still_open = set(statistics.behind(desk, OCTOBER, Behind(measure="open")).cases)
    case = min(still_open & set(statistics.behind(desk, OCTOBER, Behind(measure="accepted")).cases))
    with desk.db.write(desk.actor, "correct") as session:
        statement = "UPDATE mediation_case SET accepted_on = '2026-11-01' WHERE id = :key"
        execute(session, statement, key=case)
    period = OCTOBER.after()
    november = statistics.month_book(desk, period)

    for code in ("R1", "R4", "R5"):
        changed, both = [line for line in november.report(code).lines if "调整" in line.label]
        way = changed.behind[[h.title for h in november.report(code).heads].index("当期受理") - 1]
        assert statistics.behind(desk, period, way).cases == (case,)
        place = [value is not None for value in both.values].index(True)
        assert statistics.behind(desk, period, both.behind[place]).cases
    accepted = next(x for x in november.report("MA1").lines if x.label == "当期受理")
    assert statistics.behind(desk, period, accepted.behind[1]).cases == (case,)
    whole = statistics.behind(desk, period, accepted.behind[0]).cases
    assert set(statistics.behind(desk, period, accepted.behind[2]).cases) == {*whole, case}


def test_the_cases_behind_a_rate_are_those_that_it_is_counted_over(desk):
    book = statistics.month_book(desk, OCTOBER)
    rates = {line.label: line for line in book.report("MA1").lines}
    closed = set(statistics.behind(desk, OCTOBER, Behind(measure="closed")).cases)
    for label in ("调解成功率（按结案）", "按期办结率"):
        assert set(statistics.behind(desk, OCTOBER, rates[label].behind[0]).cases) == closed
    employers = [line for line in book.report("R12").lines if line.values[4]]
    assert employers
    for line in employers[:5]:
        assert len(statistics.behind(desk, OCTOBER, line.behind[4]).cases) >= line.values[4]
    worker = book.report("R5").lines[0]
    assert set(statistics.behind(desk, OCTOBER, worker.behind[-2]).cases) <= closed
    groups = [line for line in book.report("R13").lines if line.values[0]]
    assert all(statistics.behind(desk, OCTOBER, line.behind[0]).cases for line in groups)
    rates = [x for x in book.report("R14").lines if x.values[3] is not None and x.values[0]]
    assert all(line.behind[3] for line in rates)
