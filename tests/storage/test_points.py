"""Mediators' points: a dated standard, each ground once, claims with adjustments, own work only."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed
from mediation_desk.domain.money import in_words
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.points import Band, Ended, FileLevel, Standard, example
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.services import period_locks, points, points_claims, statistics, undo
from mediation_desk.services.desk import open_desk
from tests.storage.month_counts import VARIETY
from tests.storage.varied import fill
from tests.storage.written import execute

OCTOBER = Period.of(Span.MONTH, 2026, 10)
NOVEMBER = Period.of(Span.MONTH, 2026, 11)
DECEMBER = Period.of(Span.MONTH, 2026, 12)
SIMPLE = FileLevel(name="简易", points=Decimal("1.00"), weight=Decimal("1.00"))
GROUP = FileLevel(name="重大", points=Decimal("8.00"), weight=Decimal("3.50"), from_workers=10)
RICH = FileLevel(
    name="疑难", points=Decimal("4.00"), weight=Decimal("2.00"), from_claimed=Decimal("50000.00")
)
STANDARD = Standard(
    since=date(2026, 9, 1),
    basis="张劳调〔2026〕3号",
    yuan_per_point=Decimal("50.00"),
    levels=(SIMPLE, RICH, GROUP),
    bands=(Band(from_workers=3, points=Decimal("0.50")), Band(from_workers=10, points=Decimal(2))),
    outcomes={Ended.AGREED: Decimal("2.00"), Ended.RECONCILED: Decimal("1.00")},
    visit=Decimal("0.50"),
    performed=Decimal("1.50"),
)
"""A centre's own numbers, made up for this test."""


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def opened(location):
    return open_desk(location, now=lambda: datetime(2026, 12, 3, 1, 30, tzinfo=UTC))


def ended(location):
    """Fill a synthetic centre whose cases end in every way."""
    with closing(opened(location)) as desk:
        fill(desk, *VARIETY, *MORE)


MORE = (
    "INSERT INTO visit (case_id, day, manner, person, performed, reason, problems, handling,"
    " visitor) SELECT id, received_on,"
    " 'phone', '本人', 'in_full', '', '', '', '刘静' FROM mediation_case WHERE id % 5 = 0",
    "UPDATE proceeding SET standing = 'DON', ended_on = '2026-10-28' WHERE case_id % 6 = 1",
    "UPDATE visit SET day = '2026-10-20' WHERE id % 2 = 0",
    "UPDATE mediation_case SET effective_on = NULL, ended_as = 'FAI', ended_on = '2026-10-12'"
    " WHERE applicant_count >= 3 AND accepted_on <= '2026-10-10'",
)
"""Visits, agreements performed in full, and groups that ended in October."""


@pytest.fixture
def desk(file_after):
    """A synthetic centre with every way a case can end, early in December."""
    desk = opened(file_after(ended))
    yield desk
    desk.close()


@pytest.fixture
def counted(desk):
    """The same with the centre's standard taken over."""
    in_force(desk, STANDARD)
    return desk


@pytest.fixture
def anywhere(after):
    """The same on a file and on a server."""
    desk = opened(after(ended))
    in_force(desk, STANDARD)
    yield desk
    desk.close()


def in_force(desk, standard):
    key = points.save_standard(desk, standard)
    points.take_over(desk, key, 1)
    return key


def number(desk, statement, **values):
    """One number of the file, asked apart from the program."""
    with desk.db.read() as session:
        return Decimal(session.execute(text(statement), values).scalar_one() or 0)


_ENDED = (
    "c.accepted_on <= :b AND ((c.effective_on BETWEEN :a AND :b) OR (c.effective_on IS NULL"
    " AND c.ended_as IS NOT NULL AND c.ended_on BETWEEN :a AND :b))"
)
_PEOPLE = (
    "(SELECT count(*) FROM party p WHERE p.case_id = c.id AND p.side = 'applicant'"
    " AND p.role IS NULL)"
)
_ASKED = (
    "(SELECT COALESCE(sum(k.claimed), 0) FROM claim k JOIN party p ON p.id = k.party_id"
    " WHERE p.case_id = c.id)"
)
EXPECTED = {
    "等级分": f"SELECT sum(CASE WHEN {_PEOPLE} >= 10 THEN 8 WHEN {_ASKED} >= 5000000 THEN 4"
    f" ELSE 1 END) FROM mediation_case c WHERE {_ENDED}",
    "人数分": f"SELECT sum(CASE WHEN {_PEOPLE} >= 10 THEN 2 WHEN {_PEOPLE} >= 3 THEN 0.5"
    f" ELSE 0 END) FROM mediation_case c WHERE {_ENDED}",
    "结果分": "SELECT sum(CASE WHEN c.effective_on IS NOT NULL THEN 2 WHEN c.ended_as = 'RCN'"
    f" THEN 1 ELSE 0 END) FROM mediation_case c WHERE {_ENDED}",
    "回访分": "SELECT 0.5 * count(*) FROM (SELECT v.case_id FROM visit v GROUP BY v.case_id"
    " HAVING min(v.day) BETWEEN :a AND :b) first JOIN mediation_case c ON c.id = first.case_id"
    " WHERE TRUE",
    "履行完毕分": "SELECT 1.5 * count(DISTINCT g.case_id) FROM proceeding g"
    " JOIN mediation_case c ON c.id = g.case_id WHERE g.track = 'performance'"
    " AND g.standing = 'DON' AND g.ended_on BETWEEN :a AND :b",
}


def test_every_cell_of_every_mediator_is_an_independent_count(anywhere):
    report = points.work(anywhere, OCTOBER).mediators

    heads = [head.title for head in report.heads[1:]]
    own = [line for line in report.lines if not line.total and line.label != "未指派"]
    assert len(own) > 1
    earning = set()
    for line in own:
        values = dict(zip(heads, line.values, strict=True))
        whose = " AND c.mediator_id IN (SELECT id FROM app_user WHERE name = :name)"
        within = {"a": OCTOBER.first, "b": OCTOBER.last, "name": line.label}
        for title, statement in EXPECTED.items():
            assert values[title] == number(anywhere, statement + whose, **within), title
            earning.add(title) if values[title] else None
        assert values["当期结案"] == number(
            anywhere, f"SELECT count(*) FROM mediation_case c WHERE {_ENDED}" + whose, **within
        )
        assert values["分值合计"] == sum(values[title] for title in EXPECTED)
        assert values["元"] == values["分值合计"] * 50
    assert earning == set(EXPECTED)
    [total] = [line for line in report.lines if line.total]
    for place in range(len(heads)):
        parts = [line.values[place] for line in report.lines if not line.total]
        assert total.values[place] == sum(parts)


def test_the_cases_behind_a_number_are_those_that_make_it(counted):
    work = points.work(counted, OCTOBER)

    for line in work.mediators.lines:
        for value, way in zip(line.values, line.behind, strict=True):
            assert bool(value) == bool(way and way.cases)
        assert len(line.behind[0].cases if line.behind[0] else ()) == line.values[0]
        assert len(line.behind[2].cases if line.behind[2] else ()) == line.values[2]


def test_without_a_standard_nothing_earns_points_and_a_draft_is_none(desk):
    points.save_standard(desk, STANDARD)

    report = points.work(desk, OCTOBER).mediators

    [total] = [line for line in report.lines if line.total]
    assert total.values[0] == total.values[1] > 0
    assert not any(total.values[3:])
    assert "不计分" in report.notes[0]


def test_the_example_is_neutral_and_must_be_put_on_a_footing_before_it_counts(desk):
    shown = example(date(2026, 11, 1))
    assert shown.yuan_per_point == 0
    assert {one.points for one in shown.levels} == {Decimal(1)}
    key = points.save_standard(desk, shown)

    with pytest.raises(Invalid, match="依据"):
        points.take_over(desk, key, 1)


def test_a_new_standard_leaves_the_old_month_as_it_was(counted):
    before = points.work(counted, OCTOBER).mediators.lines

    in_force(counted, replace(STANDARD, since=date(2026, 11, 1), yuan_per_point=Decimal(80)))

    assert points.work(counted, OCTOBER).mediators.lines == before
    november = points.work(counted, NOVEMBER).mediators.lines[-1]
    assert november.values[-1] == november.values[-2] * 80


def test_a_standard_taken_over_is_not_changed_and_one_by_which_was_claimed_not_removed(counted):
    [held] = points.standards(counted)
    with pytest.raises(DeskError, match="确认启用"):
        points.save_standard(counted, replace(held, visit=Decimal(9)))
    points_claims.claim(counted, OCTOBER)

    with pytest.raises(Invalid, match="已经申领"):
        points.remove_standard(counted, held.id)
    with pytest.raises(Invalid, match="已经申领"):
        points.save_standard(counted, replace(STANDARD, since=date(2026, 10, 31)))


def test_a_file_is_claimed_once_and_a_later_level_is_a_line_of_the_next_claim(anywhere):
    key = points_claims.claim(anywhere, OCTOBER)
    first = points_claims.claims(anywhere)[0]
    october = points.work(anywhere, OCTOBER)
    whole = sum(one.yuan for one in october.files if one.mediator_id is not None)
    assert (first.id, first.yuan) == (key, whole)
    case = next(
        one.facts for one in october.files
        if one.level == "简易" and one.facts.ended and one.facts.mediator_id
    )  # fmt: skip

    points.set_level(anywhere, case.case_id, "重大", "涉及停产，多次调解")

    assert points_claims.claims(anywhere)[0].lines == first.lines
    points_claims.claim(anywhere, NOVEMBER)
    second = points_claims.claims(anywhere)[0]
    [late] = [line for line in second.lines if not NOVEMBER.holds(line.day)]
    assert (late.case_id, late.points, late.yuan) == (case.case_id, 7, 350)
    assert not points_claims.drawn_up(anywhere, NOVEMBER).lines

    points.set_level(anywhere, case.case_id, "", "")
    [back] = points_claims.drawn_up(anywhere, NOVEMBER).lines
    assert (back.points, back.yuan) == (-7, -350)


def test_a_period_is_claimed_once_and_the_last_claim_is_withdrawn_with_a_reason(counted):
    first = points_claims.claim(counted, OCTOBER)
    with pytest.raises(DeskError, match="先撤回"):
        points_claims.claim(counted, OCTOBER)
    second = points_claims.claim(counted, NOVEMBER)

    with pytest.raises(DeskError, match="最近一份"):
        points_claims.withdraw(counted, first, "金额有误")
    with pytest.raises(Invalid):
        points_claims.withdraw(counted, second, "")
    points_claims.withdraw(counted, second, "金额有误，重新申领")

    asked = points_claims.drawn_up(counted, NOVEMBER)
    assert asked.lines == points_claims.claims(counted)[0].lines
    with pytest.raises(DeskError, match="尚未结束"):
        points_claims.claim(counted, Period.of(Span.MONTH, 2026, 12))


def test_a_claim_and_a_level_are_undone_as_one_act_each(counted):
    points_claims.claim(counted, OCTOBER)
    entry = undo.last_in(counted, points.TABLES)
    assert entry.doing == "claim_points"

    undo.undo(counted, entry.id)

    assert points_claims.claims(counted) == ()
    assert points_claims.drawn_up(counted, OCTOBER).lines


def test_a_mediator_sees_her_own_work_and_no_claim(counted):
    line = points.work(counted, OCTOBER).mediators.lines[0]
    key = int(number(counted, "SELECT id FROM app_user WHERE name = :name", name=line.label))
    counted.actor = Actor(key, line.label, frozenset({Role.MEDIATOR}))

    work = points.work(counted, OCTOBER)

    assert work.mediators.lines == (line,)
    assert {one.mediator_id for one in work.files} == {key}
    with pytest.raises(NotAllowed):
        points_claims.claims(counted)
    counted.actor = Actor(999, "刘静", frozenset({Role.CLERK}))
    assert points.work(counted, OCTOBER).mediators.lines == ()


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_the_claim_sheet_has_every_mediator_room_to_sign_and_an_annex(counted, kind):
    key = points_claims.claim(counted, OCTOBER)
    made = points_claims.claims(counted)[0]

    data = points_claims.claim_bytes(counted, key, kind)

    if kind == "pdf":
        assert data.startswith(b"%PDF")
        return
    book = openpyxl.load_workbook(BytesIO(data))
    sheet, annex = book.worksheets
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert sheet["A1"].value.endswith("调解员补贴申领表（2026年10月）")
    assert any("中心负责人（签字）" in one for one in texts)
    assert any(made.serial in one for one in texts)
    [total] = [row for row in sheet.iter_rows(values_only=True) if row[0] == "合计"]
    assert Decimal(str(total[7])) == made.yuan
    assert any(f"申领合计：{in_words(made.yuan)}" in one for one in texts)
    named = [row[0] for row in annex.iter_rows(min_row=4, values_only=True)]
    assert {line.number for line in made.lines} <= set(named)


def test_the_lock_of_a_month_holds_its_points_and_corrections_stand_in_the_next(anywhere):
    desk = anywhere
    before = points.work(desk, OCTOBER)
    period_locks.lock_period(desk, OCTOBER)
    assert points.work(desk, OCTOBER).mediators.lines == before.mediators.lines
    agreed = next(one.facts for one in before.files if one.facts.ended is Ended.AGREED)

    with desk.db.write(desk.actor, "correct") as session:
        moved = f"SET effective_on = '2026-11-02' WHERE {{key}} = {agreed.case_id}"
        execute(session, "UPDATE mediation_case SET mediator_id = NULL WHERE id <> 0")
        execute(session, f"UPDATE settlement {moved.format(key='case_id')}")
        session.execute(text(f"UPDATE mediation_case {moved.format(key='id')}"))

    held, november = points.work(desk, OCTOBER), points.work(desk, NOVEMBER)
    assert held.mediators.lines == before.mediators.lines
    assert held.locked_on == desk.today()
    assert held.of("").lines == before.of("").lines
    gone = [line for line in november.of("").lines if "冲减" in line.label]
    assert [line.label[: len(agreed.number)] for line in gone] == [agreed.number]
    lost = next(one.total for one in before.files if one.facts.case_id == agreed.case_id)
    added = [line for line in november.of("").lines if "补入" in line.label]
    adjusted = [line for line in november.mediators.lines if line.adjusts]
    assert gone[0].values[-2] == -lost
    assert sum(line.values[-2] for line in adjusted) == sum(
        line.values[-2] for line in (*gone, *added)
    )
    assert agreed.case_id in statistics.month_book(desk, OCTOBER).changed


def test_a_standard_taken_over_later_leaves_a_locked_month_as_it_was_counted(anywhere):
    desk = anywhere
    before = points.work(desk, OCTOBER)
    period_locks.lock_period(desk, OCTOBER)

    in_force(desk, replace(STANDARD, since=date(2026, 10, 1), yuan_per_point=Decimal(80)))

    october, november = points.work(desk, OCTOBER), points.work(desk, NOVEMBER)
    assert october.mediators.lines == before.mediators.lines
    assert october.of("").lines == before.of("").lines
    assert any("锁定时" in note and "2026-12-03" in note for note in october.mediators.notes)
    assert not any("锁定时" in note for note in november.mediators.notes)
    assert november.mediators.lines[-1].values[-1] == november.mediators.lines[-1].values[-2] * 80
    asked = points_claims.drawn_up(desk, OCTOBER)
    assert asked.points == before.mediators.lines[-1].values[-2]
    assert {line.yuan / line.points for line in asked.lines} == {50}


def test_a_month_within_a_longer_period_keeps_the_standard_of_its_own_lock(counted):
    period_locks.lock_period(counted, OCTOBER)
    october = points.work(counted, OCTOBER).mediators.lines[-1].values[-1]
    in_force(counted, replace(STANDARD, since=date(2026, 10, 1), yuan_per_point=Decimal(80)))
    november = points.work(counted, NOVEMBER).mediators.lines[-1].values[-1]
    december = points.work(counted, DECEMBER).mediators.lines[-1].values[-1]

    quarter = points.work(counted, Period.of(Span.QUARTER, 2026, 4))

    assert quarter.mediators.lines[-1].values[-1] == october + november + december
    assert any("已锁定的期间" in note for note in quarter.mediators.notes)


def test_a_standard_that_is_removed_still_counts_in_the_month_that_was_locked_with_it(counted):
    before = points.work(counted, OCTOBER).mediators.lines
    period_locks.lock_period(counted, OCTOBER)
    [held] = points.standards(counted)

    points.remove_standard(counted, held.id)

    assert points.work(counted, OCTOBER).mediators.lines == before
    assert points.work(counted, NOVEMBER).mediators.lines[-1].values[-1] == 0


def test_a_month_locked_before_standards_were_kept_says_that_it_follows_those_of_today(counted):
    period_locks.lock_period(counted, OCTOBER)
    with counted.db.write(counted.actor, "lock_period") as session:
        session.execute(text("DELETE FROM period_list WHERE code = 'standards'"))

    october = points.work(counted, OCTOBER)

    assert any("今天" in note for note in october.mediators.notes)
