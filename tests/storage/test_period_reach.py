"""Only locks that something written since can concern are counted again, and none is missed."""

import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from mediation_desk.domain.journal import Change
from mediation_desk.domain.options import (
    CLOSING_APPROVAL,
    CUTOFF_DAY,
    UNFAIR_PERCENT,
    UNTOUCHED_DAYS,
)
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.services import period_locks, settings
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import journal, period_lists, period_reach, points, watches
from mediation_desk.storage import statistics as counting
from mediation_desk.storage.period_facts import Facts
from tests.storage.month_counts import VARIETY
from tests.storage.varied import NOW, fill
from tests.storage.written import execute

AUGUST = Period.of(Span.MONTH, 2026, 8)
NOVEMBER = Period.of(Span.MONTH, 2026, 11)
OLD = "(SELECT min(id) FROM mediation_case WHERE accepted_on BETWEEN '2026-08-01' AND '2026-08-31')"
CHANGES = (
    f"UPDATE mediation_case SET accepted_on = '2026-07-31' WHERE id = {OLD}",
    f"UPDATE money_row SET amount = amount + 100 WHERE settlement_id IN "
    f"(SELECT id FROM settlement WHERE case_id = {OLD} + 1)",
    f"UPDATE mediation_case SET cause = 'I01' WHERE id = {OLD} + 2",
    f"UPDATE mediation_case SET respondent = '改名公司' WHERE id = {OLD} + 3",
    "UPDATE payment SET amount = amount + 1 WHERE paid_on BETWEEN '2026-09-01' AND '2026-09-30'",
    "DELETE FROM payment WHERE id = (SELECT min(id) FROM payment WHERE paid_on > '2026-08-05')",
    "UPDATE hearing SET status = 'planned' WHERE day BETWEEN '2026-09-01' AND '2026-09-30'",
    f"UPDATE party SET migrant = NOT migrant WHERE case_id = {OLD} AND person_id IS NOT NULL",
    f"UPDATE claim SET claimed = claimed + 5 WHERE party_id IN "
    f"(SELECT id FROM party WHERE case_id = {OLD} + 2)",
    f"UPDATE person SET sex = 'female' WHERE id IN "
    f"(SELECT person_id FROM party WHERE case_id = {OLD} + 3)",
    f"UPDATE clock SET due = '2026-12-31', kind = 'DL05' WHERE case_id = {OLD}",
    "DELETE FROM clock WHERE kind = 'DL05' AND due = '2026-12-31'",
    "UPDATE clock SET state = 'missed' WHERE due BETWEEN '2026-09-05' AND '2026-09-20'",
    "UPDATE proceeding SET opened_on = '2026-08-20' WHERE id = (SELECT max(id) FROM proceeding)",
    "DELETE FROM money_row WHERE id = (SELECT min(id) FROM money_row)",
    "UPDATE settlement SET effective_on = '2026-09-02' WHERE id = (SELECT max(id) FROM settlement)",
    "UPDATE employer SET name = '换名' WHERE id = (SELECT min(employer_id) FROM mediation_case)",
    f"UPDATE party SET arrears = 9000000 WHERE case_id = {OLD} + 4 AND side = 'applicant'",
    f"UPDATE party SET capacity = 'subcontractor' WHERE case_id = {OLD} + 4 AND person_id IS NULL",
    "UPDATE money_row SET kind = 'wage_arrears' WHERE due_on < '2026-09-30'",
    f"INSERT INTO screening (version, employer_id, source, day, visitors, met, affected, months,"
    f" owed, findings, advice) SELECT 1, employer_id, 'visit', '2026-08-20', '', '', 12, '4',"
    f" 9000000, '', '' FROM mediation_case WHERE id = {OLD} + 5",
    "UPDATE screening SET day = '2026-09-20'",
    f"INSERT INTO employer_watch (version, employer_id, opened_on, level, reason, note, cleared_by,"
    f" clearance) SELECT 1, employer_id, '2026-08-20', 'red', '', '', '', ''"
    f" FROM mediation_case WHERE id = {OLD} + 6",
    "UPDATE employer_watch SET cleared_on = '2026-09-20'",
    f"INSERT INTO official_listing (version, employer_id, number, authority, listed_on, expires_on,"
    f" note) SELECT 1, employer_id, '1', '', '2026-08-20', '2029-08-20', ''"
    f" FROM mediation_case WHERE id = {OLD} + 7",
)
NAMES_ONLY = {
    *("app_user.name", "employer.legal_representative", "mediation_case.mediator_id"),
    *("mediation_case.number_key", "mediation_case.stage", "employer_watch.headcount"),
    *("employer_watch.level", "employer_watch.note", "employer_watch.owner_id"),
    *("employer_watch.reason", "employer_watch.cleared_by", "employer_watch.clearance"),
    *("official_listing.number", "official_listing.authority", "official_listing.note"),
    *("screening.visitors", "screening.met", "screening.headcount", "screening.findings"),
    *("screening.advice", "screening.next_on"),
}
"""What the lists show beside a row, or what changes only together with a column of a rule."""
CHOSEN = {UNTOUCHED_DAYS: "20", CLOSING_APPROVAL: "no", UNFAIR_PERCENT: "60", CUTOFF_DAY: "25"}
BY_LOCK = {"points_standard", "watch_measure", "past_case"}
"""Kept by the lock itself, not shown, or written by an import alone, after which all is counted."""
WORK = (
    "UPDATE mediation_case SET version = version + 1, saved_by = '甲'",
    "UPDATE payment SET note = '现金' WHERE paid_on < '2026-09-01'",
    "UPDATE person SET phone = '13800000000'",
    "UPDATE clock SET state = 'missed' WHERE due >= '2026-11-01' AND kind NOT IN ('DL04', 'DL05')",
)


def locked(location):
    """Fill a synthetic centre and lock three months of it."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        fill(desk, *VARIETY)
        for number in (8, 9, 10):
            period_locks.lock_period(desk, Period.of(Span.MONTH, 2026, number))


@pytest.fixture
def desk(after):
    """A synthetic centre that locked three months, each soon after it ended."""
    desk = open_desk(after(locked), now=lambda: NOW)
    yield desk
    desk.close()


def written(desk, statement):
    with desk.db.write(desk.actor, "correct") as session:
        execute(session, statement)


def told(desk):
    with desk.db.read() as session:
        lists = period_lists.corrected(session, NOVEMBER, desk.today(), 3)
        return counting.adjustments(session, NOVEMBER), [
            (one.period, one.code, sorted(map(str, one.added)), sorted(map(str, one.dropped)))
            for one in lists
        ]


def test_whatever_is_corrected_is_found_as_if_all_were_counted_again(desk, monkeypatch):
    assert told(desk) == ({}, [])

    for statement in CHANGES:
        written(desk, statement)
        found = told(desk)
        with monkeypatch.context() as all_of_them:
            all_of_them.setattr(period_reach, "earliest", lambda *_given: date.min)
            assert found == told(desk), statement
    assert set(found[0]) == {1, 2}


@pytest.mark.parametrize("statement", CHANGES)
def test_one_correction_by_itself_is_found(file_after, monkeypatch, statement):
    with closing(open_desk(file_after(locked), now=lambda: NOW)) as desk:
        written(desk, statement)
        found = told(desk)
        monkeypatch.setattr(period_reach, "earliest", lambda *_given: date.min)
        assert found == told(desk)


def test_every_column_that_is_counted_from_has_a_rule(file_after):
    read: set[tuple[str, str]] = set()

    def note(action, table, column, *_where):
        if action == sqlite3.SQLITE_READ and column not in ("", "id", "version"):
            read.add((table, column))
        return sqlite3.SQLITE_OK

    with (
        closing(open_desk(file_after(locked), now=lambda: NOW)) as desk,
        desk.db.read() as session,
    ):
        limits = watches.limits(session, Limits(yellow=Decimal(3)))
        raw = session.connection().connection.driver_connection
        raw.set_authorizer(note)
        period_lists.live(session, Facts(session, AUGUST), AUGUST, desk.today(), limits)
        points.plain(session, AUGUST)
        raw.set_authorizer(None)

    assert len(read) > 50
    left = {
        f"{table}.{column}"
        for table, column in read
        if table not in BY_LOCK
        and not period_reach.concerns(
            Change(table=table, key=1, before=None, after={column: None}), AUGUST.last
        )
    }
    assert left <= NAMES_ONLY


def test_settings_of_the_centre_count_no_lock_again_and_hide_no_correction(desk):
    for option, value in CHOSEN.items():
        settings.set_option(desk, option, value)
    with desk.db.read() as session:
        assert counting.differing(session, counting.locks(session), NOVEMBER) == []

    written(desk, CHANGES[0])
    settings.set_option(desk, UNTOUCHED_DAYS, "30")
    with desk.db.read() as session:
        again = counting.differing(session, counting.locks(session), NOVEMBER)
    assert [one.period.number for one in again] == [8, 9, 10]


def test_what_a_month_of_work_writes_counts_no_lock_again(desk):
    for statement in WORK:
        written(desk, statement)

    with desk.db.read() as session:
        locks = counting.locks(session)
        assert counting.differing(session, locks, NOVEMBER) == []


def test_a_correction_counts_again_only_from_its_day_on_until_the_next_lock(desk):
    written(desk, "UPDATE payment SET amount = amount + 1 WHERE paid_on > '2026-10-01'")

    with desk.db.read() as session:
        locks = counting.locks(session)
        again = counting.differing(session, locks, NOVEMBER)
        assert [one.period.number for one in again] == [10]
    desk.now = lambda: datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
    period_locks.lock_period(desk, NOVEMBER)
    with desk.db.read() as session:
        assert counting.differing(session, counting.locks(session), NOVEMBER.after()) == []


def test_what_stands_in_no_entry_of_the_journal_counts_all_again(desk):
    with desk.db.write(desk.actor, "import_ledger") as session:
        journal.note(session, {"cases": 5})

    with desk.db.read() as session:
        assert len(counting.differing(session, counting.locks(session), NOVEMBER)) == 3
