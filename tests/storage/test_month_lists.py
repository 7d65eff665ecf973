"""The lists of the month (R6–R12) against SQL of their own; a lock keeps them, corrections show.

What R1–R5, R13, R14 and the summary count is in `test_month`.
"""

from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Boolean, Date, Integer, insert, text

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.risk import Level, Watch
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.domain.risk_words import reasons_line
from mediation_desk.domain.supervision import LetterKind
from mediation_desk.services import period_locks, risk, sample, statistics, watching
from mediation_desk.services.desk import open_desk
from mediation_desk.storage.records import Record
from mediation_desk.storage.records.types import Code
from tests.storage.month_counts import VARIETY, count
from tests.storage.varied import NOW
from tests.storage.written import execute

OCTOBER = Period.of(Span.MONTH, 2026, 10)
NOVEMBER = OCTOBER.after()
MAIN = (
    *("opening", "accepted", "workers", "closed", "settled", "reconciled", "failed"),
    *("withdrawn", "open", "claimed", "agreed", "paid"),
)
WITHIN = {"a": OCTOBER.first, "b": OCTOBER.last}


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def add(session, table, **values):
    """Add a row; what a column must have and nobody names is empty."""
    kind = Record.metadata.tables[table]
    for column in kind.columns:
        if column.name in values or column.nullable or column.primary_key:
            continue
        match column.type:
            case Code():
                values[column.name] = next(iter(column.type.kind))
            case Boolean():
                values[column.name] = False
            case Integer():
                values[column.name] = 1
            case Date():
                values[column.name] = OCTOBER.first
            case _:
                values[column.name] = ""
    made = session.connection().execute(insert(kind).values(values))
    return made.inserted_primary_key[0]


def letter(session, kind, employer, **days):
    ended = {key: days.pop(key) for key in ("ended_as", "ended_on") if key in days}
    matter = add(session, "supervision_matter", employer_id=employer, case_id=3, source="case",
                 received_on=date(2026, 9, 1), **ended)  # fmt: skip
    add(session, "supervision_letter", matter_id=matter, kind=kind, **days)


def fill(session):
    """Letters, legal aid, enquiries, groups and clocks such as the synthetic centre lacks."""
    for statement in (
        *VARIETY,
        "UPDATE mediation_case SET accepted_on = '2026-10-09' WHERE applicant_count >= 10",
        "UPDATE mediation_case SET effective_on = '2026-10-20'"
        " WHERE applicant_count >= 10 AND effective_on IS NOT NULL",
        "UPDATE mediation_case SET ended_on = '2026-11-02'"
        " WHERE applicant_count >= 10 AND ended_on IS NOT NULL",
        "UPDATE clock SET state = 'met', due = '2026-10-12', met_on = '2026-10-15'"
        " WHERE case_id % 8 = 0",
        "UPDATE clock SET state = 'missed', due = '2026-10-20', met_on = NULL"
        " WHERE case_id % 8 = 1",
        "UPDATE proceeding SET standing = 'REVOK', opened_on = '2026-09-20',"
        " ended_on = '2026-10-11' WHERE track = 'review' AND case_id % 8 = 0",
        "DELETE FROM payment WHERE case_id % 5 = 0",
    ):
        session.execute(text(statement))
    letter(
        session,
        "inquiry",
        1,
        issued_on=date(2026, 10, 8),
        due=date(2026, 10, 18),
        answered_on=date(2026, 10, 25),
        ended_as="corrected",
        ended_on=date(2026, 10, 28),
    )
    letter(session, "opinion", 2, issued_on=date(2026, 10, 3), due=date(2026, 10, 13))
    letter(session, "opinion", 2, issued_on=date(2026, 10, 4), due=date(2026, 10, 14),
           withdrawn_on=date(2026, 10, 5))  # fmt: skip
    party = session.execute(text("SELECT min(party_id) FROM payment")).scalar_one()
    add(session, "legal_aid", case_id=2, party_id=party, matter="pay",
        applied_on=date(2026, 9, 2), granted=True, decided_on=date(2026, 10, 2),
        ended_on=date(2026, 12, 30), migrant=True)  # fmt: skip
    add(session, "legal_aid", case_id=3, matter="injury", applied_on=date(2026, 10, 2),
        ended_on=date(2026, 10, 30), agreed=Decimal(900), performed=Decimal(700))  # fmt: skip
    add(session, "legal_aid", case_id=4, party_id=party, matter="injury",
        applied_on=date(2026, 10, 2), granted=True, ended_on=date(2026, 10, 31))  # fmt: skip
    for granted in (None, False):
        add(session, "legal_aid", case_id=4, party_id=party, matter="injury", granted=granted,
            applied_on=date(2026, 9, 2), ended_on=date(2026, 10, 31))  # fmt: skip
    for day in (5, 6, 7):
        add(session, "enquiry", asked_on=date(2026, 10, day), asked_at=NOW.time(),
            number=f"咨{day}", operation=f"o{day}", channel="visit", enquirer="worker",
            handling="answered")  # fmt: skip
    session.execute(text("UPDATE enquiry SET void_reason = '误登' WHERE number = '咨7'"))


def listed(location):
    """Fill a synthetic centre, and every kind of list."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        sample.fill(desk, 240)
        with desk.db.write(desk.actor, "vary") as session:
            fill(session)


@pytest.fixture
def desk(after):
    """A synthetic centre with every kind of list filled, on a file and on a server."""
    desk = open_desk(after(listed), now=lambda: NOW)
    yield desk
    desk.close()


def asked(desk, statement, **values):
    with desk.db.read() as session:
        return [tuple(row) for row in session.execute(text(statement), values)]


def one(desk, statement, **values):
    return int(asked(desk, statement, **values)[0][0] or 0)


def rows(book, code):
    """The rows of a list without its totals and adjustments, as (label, *values)."""
    return [(line.label, *line.values) for line in book.report(code).lines if not line.total]


def fen(value):
    return int(value * 100)


_MANY = (
    "(SELECT count(*) FROM party p WHERE p.case_id = c.id AND p.side = 'applicant'"
    " AND p.role IS NULL)"
)
_DUE = (
    "(SELECT COALESCE(sum(m.amount), 0) FROM money_row m JOIN settlement s"
    " ON s.id = m.settlement_id WHERE s.case_id = c.id AND s.effective_on <= :b"
    " AND m.due_on < :late)"
)
_PAID = (
    "(SELECT COALESCE(sum(y.amount), 0) FROM payment y WHERE y.case_id = c.id AND y.paid_on <= :b)"
)
LATE = {"b": OCTOBER.last, "late": date(2026, 10, 31)}
"""What was due on Saturday 31 October may be paid until Monday: due before that day is late."""


def test_every_list_and_count_is_what_bare_statements_find(desk):
    book = statistics.month_book(desk, OCTOBER)

    check_lists(desk, book)
    check_counts(desk, book)
    check_employers(desk, book)
    check_comparison(desk, book)


def check_lists(desk, book):
    groups = asked(
        desk,
        f"SELECT c.number, {_MANY}, CASE WHEN c.effective_on <= :b THEN c.agreed ELSE 0 END,"
        f" {_PAID} FROM mediation_case c WHERE c.accepted_on BETWEEN :a AND :b AND {_MANY} >= 10"
        " ORDER BY c.number",
        **WITHIN,
    )
    shown = [(row[0], row[2], fen(row[4]), fen(row[5])) for row in rows(book, "R6")]
    assert groups
    assert sorted(shown) == [
        tuple(int(v) if place else v for place, v in enumerate(row)) for row in groups
    ]

    missed = asked(
        desk,
        "SELECT c.number FROM clock k JOIN mediation_case c ON c.id = k.case_id"
        " WHERE k.due BETWEEN :a AND :b AND k.state <> 'void'"
        " AND k.kind NOT IN ('DL10', 'DL12', 'DL14', 'DL21')"
        " AND (k.state = 'missed'"
        " OR (k.state = 'met' AND k.met_on > k.due) OR (k.state = 'running'))",
        **WITHIN,
    )
    assert len(missed) > 2
    assert sorted(row[0] for row in rows(book, "R7")) == sorted(number for [number] in missed)

    owing = asked(
        desk,
        f"SELECT c.number, {_DUE}, {_PAID} FROM mediation_case c WHERE {_DUE} > {_PAID}", **LATE
    )  # fmt: skip
    assert owing
    shown = sorted((row[0], fen(row[4]), fen(row[5])) for row in rows(book, "R8"))
    assert shown == sorted((number, int(due), int(paid)) for number, due, paid in owing)


def check_counts(desk, book):
    review, _confirmation, _total = book.report("R9").lines
    course = "SELECT count(*) FROM proceeding g WHERE g.track = 'review' AND "
    for value, where in zip(
        review.values,
        (
            "g.opened_on BETWEEN :a AND :b",
            "g.standing = 'REVOK' AND g.ended_on BETWEEN :a AND :b",
            "g.standing = 'REVNO' AND g.ended_on BETWEEN :a AND :b",
            "g.opened_on <= :b AND (g.ended_on IS NULL OR g.ended_on > :b)",
        ),
        strict=True,
    ):
        bound = WITHIN if ":a" in where else {"b": OCTOBER.last}
        assert value == one(desk, course + where, **bound), where
    assert review.values[1] > 0

    letters = {line.label: line.values for line in book.report("R10").lines}
    assert letters["合计"] == (2, 1, 2, 1, 0), "one was withdrawn"
    check_letters(desk, letters)
    aid = {line.label: line.values for line in book.report("R11").lines}
    party = "(SELECT min(party_id) FROM legal_aid)"
    own = one(desk, f"SELECT sum(y.amount) FROM payment y WHERE y.party_id = {party}"
                    " AND y.paid_on <= :b", b=OCTOBER.last)  # fmt: skip
    assert aid["合计"][:4] == (2, 1, 4, 0)
    assert fen(aid["合计"][5]) == 70000 + own, "of the case where aid was granted"
    summary = {line.label: line.values for line in book.report("MA1").lines}
    assert summary["咨询"] == (2, 0, 2), "one was void"


def check_employers(desk, book):
    since = OCTOBER.last - timedelta(days=365)
    recent = "c.received_on > :since AND c.received_on <= :b"
    wanted = asked(
        desk,
        "SELECT e.name, cases, workers, owed, silent FROM (SELECT e.id,"
        f" (SELECT count(*) FROM mediation_case c WHERE c.employer_id = e.id AND {recent})"
        " AS cases,"
        " (SELECT COALESCE(sum(c.applicant_count), 0) FROM mediation_case c"
        f" WHERE c.employer_id = e.id AND {recent}) AS workers,"
        f" (SELECT COALESCE(sum({_DUE} - {_PAID}), 0) FROM mediation_case c"
        f" WHERE c.employer_id = e.id AND {_DUE} > {_PAID}) AS owed,"
        " (SELECT count(*) FROM supervision_letter l JOIN supervision_matter m"
        " ON m.id = l.matter_id WHERE m.employer_id = e.id AND l.due <= :b"
        " AND l.withdrawn_on IS NULL AND (l.answered_on IS NULL OR l.answered_on > :b)) AS silent"
        " FROM employer e) found JOIN employer e ON e.id = found.id"
        " WHERE workers >= 10 OR cases >= 3 OR owed > 0 OR silent > 0",
        since=since, **LATE,
    )  # fmt: skip
    shown = {r[0]: (r[5], r[6], r[8]) for r in rows(book, "R12")}
    told = {row[0]: (int(row[1]), int(row[2]), int(row[4])) for row in wanted}
    assert told.keys() <= shown.keys()
    assert {name: shown[name] for name in told} == told
    owing = {row[0] for row in wanted if row[3]}
    assert owing == {r[0] for r in rows(book, "R12") if "逾期未履行" in r[9]}
    assert all(r[2] and r[9] for r in rows(book, "R12")), "each has a level and a reason"
    with desk.db.read() as session:
        page = risk.on_day(desk, session, OCTOBER.last)
    assert [(one.employer, one.level.label, one.facts.owed) for one in page] == [
        (r[0], r[2], r[7]) for r in rows(book, "R12")
    ]


def check_letters(desk, shown):
    """R10: each kind and each column by a statement of its own."""
    letter = (
        "SELECT count(*) FROM supervision_letter l JOIN supervision_matter m ON m.id = l.matter_id"
        " WHERE l.withdrawn_on IS NULL AND l.kind IN ({kinds}) AND "
    )
    columns = (
        "l.issued_on BETWEEN :a AND :b",
        "l.answered_on BETWEEN :a AND :b AND l.issued_on <= :b",
        "l.due BETWEEN :a AND :b AND l.due < '2026-11-23' AND l.issued_on <= :b"
        " AND COALESCE(l.answered_on, '9999-12-31') > l.due",
        "m.ended_on BETWEEN :a AND :b AND m.ended_as IN ('corrected', 'partly')"
        " AND l.issued_on <= :b",
        "m.ended_on BETWEEN :a AND :b AND m.ended_as = 'handed_over' AND l.issued_on <= :b",
    )
    labels = {kind.label: kind.value for kind in LetterKind}
    assert set(shown) == {*labels, "合计"}
    for label, values in shown.items():
        kinds = [labels[label]] if label in labels else list(labels.values())
        asked_of = letter.replace("{kinds}", ", ".join(f"'{kind}'" for kind in kinds))
        wanted = tuple(one(desk, asked_of + where, **WITHIN) for where in columns)
        assert values == wanted, label


def check_comparison(desk, book):
    """R14: every measure of every period it names, and the change to last year."""
    report = book.report("R14")
    assert len(report.lines) == len(MAIN)
    year = Period(date(2026, 1, 1), OCTOBER.last)
    periods = (OCTOBER, OCTOBER.before(), OCTOBER.year_before(), year)
    with desk.db.read() as session:
        for line, key in zip(report.lines, MAIN, strict=True):
            wanted = [count(session, key, period) for period in periods]
            now, before, last_year, rate, so_far = line.values
            shown = [
                fen(v) if isinstance(v, Decimal) else v for v in (now, before, last_year, so_far)
            ]
            assert shown == wanted, key
            change = Decimal(wanted[0] - wanted[2]) / wanted[2] if wanted[2] else None
            assert rate == change, key


def lists_of(book):
    return {code: rows(book, code) for code in ("R6", "R7", "R8", "R9", "R10", "R11", "R12")}


def correct(desk, *statements):
    with desk.db.write(desk.actor, "correct") as session:
        for statement in statements:
            execute(session, statement)


def test_a_lock_keeps_every_list_and_corrections_show_in_the_next_period_once(desk):
    period_locks.lock_period(desk, OCTOBER)
    before = lists_of(statistics.month_book(desk, OCTOBER))
    assert all(before.values())
    owing = before["R8"][0][0]
    case = one(desk, "SELECT id FROM mediation_case WHERE number = :n", n=owing)

    correct(
        desk,
        f"UPDATE payment SET amount = amount + 1 WHERE case_id = {case}",
        f"DELETE FROM money_row WHERE settlement_id = (SELECT id FROM settlement"
        f" WHERE case_id = {case})",
        "UPDATE legal_aid SET performed = 80000 WHERE case_id = 3",
        "UPDATE enquiry SET void_reason = '' WHERE number = '咨7'",
        "UPDATE supervision_letter SET issued_on = '2026-09-30' WHERE kind = 'inquiry'",
    )

    october = statistics.month_book(desk, OCTOBER)
    assert lists_of(october) == before
    assert {case, 3} <= set(october.changed)
    assert "锁定时" in october.report("R8").notes[-1]
    november = statistics.month_book(desk, NOVEMBER)
    [back] = [row for row in rows(november, "R8") if row[0].startswith(owing) and "冲减" in row[0]]
    assert "2026年10月" in back[0]
    [kept] = [row for row in before["R8"] if row[0] == owing]
    assert back[4:7] == tuple(-value for value in kept[4:7])
    aid = {line.label: line.values for line in november.report("R11").lines}
    adjusted = next(values for label, values in aid.items() if "调整" in label)
    assert adjusted[5] == Decimal(100)
    letters = next(row for row in rows(november, "R10") if "调整" in row[0])
    assert letters[1] == -1
    summary = {line.label: line.values for line in november.report("MA1").lines}
    assert summary["咨询"] == (0, 1, 1)

    desk.now = lambda: datetime(2026, 12, 3, 1, 30, tzinfo=UTC)
    period_locks.lock_period(desk, NOVEMBER)
    kept = lists_of(statistics.month_book(desk, NOVEMBER))
    assert next(row for row in kept["R11"] if "调整" in row[0])[6] == Decimal(100)
    december = statistics.month_book(desk, NOVEMBER.after())
    for code in ("R8", "R10", "R11"):
        assert not [row for row in rows(december, code) if "调整" in row[0] or "冲减" in row[0]]

    period_locks.unlock_period(desk, NOVEMBER, "更正附表")
    again = rows(statistics.month_book(desk, NOVEMBER), "R11")
    assert next(row for row in again if "调整" in row[0])[6] == Decimal(100)


def test_what_only_comes_later_is_no_correction(desk):
    period_locks.lock_period(desk, OCTOBER)
    missed = "state = 'missed' AND due BETWEEN '2026-10-01' AND '2026-10-31'"

    correct(desk, f"UPDATE clock SET met_on = '2026-11-20' WHERE {missed}")

    assert not [
        row for row in rows(statistics.month_book(desk, NOVEMBER), "R7") if "冲减" in row[0]
    ]
    assert statistics.month_book(desk, OCTOBER).changed == ()


def test_r12_of_the_month_under_way_is_the_page_of_employers_at_risk(desk):
    [first, second, *_more] = risk.lines(desk)
    opened = Watch(employer_id=first.employer_id, opened_on=desk.today(), level=Level.RED,
                   reason="拖欠", owner_id=1)  # fmt: skip
    watching.save_watch(desk, opened)
    limits = risk.limits(desk)
    risk.save_limits(desk, limits | {"workers": Limits(yellow=Decimal(2), red=Decimal(4))})

    page = risk.lines(desk)
    now = rows(statistics.month_book(desk, NOVEMBER), "R12")

    assert second.employer in [row[0] for row in now]
    assert [
        (one.employer, one.level.label, reasons_line(one.reasons),
         one.watch.owner if one.watch else "", one.headcount) for one in page
    ] == [(row[0], row[2], row[9], row[3], row[4]) for row in now]  # fmt: skip


def test_a_locked_list_of_employers_at_risk_keeps_its_thresholds(desk):
    period_locks.lock_period(desk, OCTOBER)
    before = rows(statistics.month_book(desk, OCTOBER), "R12")
    off = dict.fromkeys(risk.limits(desk), Limits())
    risk.save_limits(desk, off | {"cases": Limits(red=Decimal(1))})

    october = statistics.month_book(desk, OCTOBER)
    november = statistics.month_book(desk, NOVEMBER)

    assert rows(october, "R12") == before
    assert october.changed == ()
    assert all("2026年10月" not in row[0] for row in rows(november, "R12"))
    assert all(row[2] == "红色" for row in rows(november, "R12"))
