"""Employers at risk against counts of their own, in a file and on a server."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.errors import DeskError, Invalid, Stale
from mediation_desk.domain.other_parties import Capacity, OtherParty, PartyRole
from mediation_desk.domain.relations import Bond
from mediation_desk.domain.risk import (
    FindingSource,
    Level,
    Listing,
    Measure,
    MeasureState,
    Screening,
    Watch,
)
from mediation_desk.domain.risk_indicators import INDICATORS, Limits
from mediation_desk.domain.risk_list import Standing
from mediation_desk.services import risk, undo, watching
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import parties, people_around
from tests.storage.month_counts import VARIETY
from tests.storage.varied import NOW, fill

TODAY = date(2026, 11, 23)
WAGES = """
    ('wage_arrears', 'overtime', 'min_wage_gap', 'annual_leave', 'sick_pay', 'heat_allowance')
"""
DEFAULT = f"""
    (SELECT key, party_id, sum(CASE WHEN rest > amount THEN amount ELSE rest END) AS owed FROM
        (SELECT c.employer_id AS key, m.party_id, m.amount,
            m.amount + (SELECT coalesce(sum(n.amount), 0) FROM money_row n
                WHERE n.party_id = m.party_id AND (n.due_on < m.due_on
                    OR n.due_on = m.due_on AND n.kind IN {WAGES} AND n.id < m.id)) -
            (SELECT coalesce(sum(t.amount), 0) FROM payment t
                WHERE t.party_id = m.party_id AND t.paid_on <= '2026-11-23') -
            (SELECT coalesce(sum(w.amount), 0) FROM waiver w
                WHERE w.party_id = m.party_id AND w.waived_on <= '2026-11-23') AS rest
        FROM money_row m JOIN settlement s ON s.id = m.settlement_id
        JOIN mediation_case c ON c.id = s.case_id
        WHERE m.kind IN {WAGES} AND m.due_on <= '2026-11-22' AND s.effective_on <= '2026-11-23') i
    WHERE rest > 0 GROUP BY key, party_id) d WHERE d.key = :key
"""
YEAR = "c.received_on > '2025-11-23' AND c.received_on <= '2026-11-23'"
OWING = f"""
    {YEAR} AND p.side = 'applicant' AND p.role IS NULL AND p.arrears > 0
    AND (c.effective_on IS NULL OR c.effective_on > '2026-11-23')
    AND coalesce(c.ended_as, c.stage) NOT IN ('WDR', 'RCN')
"""
COUNTS = {
    "cases": f"SELECT count(*) FROM mediation_case c WHERE c.employer_id = :key AND {YEAR}",
    "workers": f"""SELECT count(*) FROM party p JOIN mediation_case c ON c.id = p.case_id
        WHERE c.employer_id = :key AND {YEAR} AND p.side = 'applicant' AND p.role IS NULL""",
    "chain": f"""SELECT count(*) FROM mediation_case c WHERE c.employer_id = :key AND {YEAR}
        AND c.id IN (SELECT case_id FROM party WHERE capacity IN
        ('subcontractor', 'labour_contractor', 'foreman', 'lender_of_name'))""",
    "owed_workers": f"""SELECT (SELECT count(*) FROM party p
        JOIN mediation_case c ON c.id = p.case_id WHERE c.employer_id = :key AND {OWING})
        + (SELECT count(*) FROM {DEFAULT})""",
    "owed": f"""SELECT (SELECT coalesce(sum(p.arrears), 0) FROM party p
        JOIN mediation_case c ON c.id = p.case_id WHERE c.employer_id = :key AND {OWING})
        + (SELECT coalesce(sum(d.owed), 0) FROM {DEFAULT})""",
    "missed": """SELECT count(*) FROM mediation_case c JOIN settlement s ON s.case_id = c.id
        WHERE c.employer_id = :key AND s.effective_on <= '2026-11-23' AND
        (SELECT coalesce(sum(m.amount), 0) FROM money_row m
            WHERE m.settlement_id = s.id AND m.due_on <= '2026-11-22') >
        (SELECT coalesce(sum(t.amount), 0) FROM payment t
            WHERE t.case_id = c.id AND t.paid_on <= '2026-11-23') +
        (SELECT coalesce(sum(w.amount), 0) FROM waiver w
            WHERE w.case_id = c.id AND w.waived_on <= '2026-11-23')""",
}


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


def owing(location):
    """Fill a synthetic centre that has arrears, subcontractors and an employer that stopped."""
    with closing(open_desk(location, now=lambda: NOW)) as desk:
        fill(
            desk,
            *VARIETY,
            "UPDATE party SET arrears = 400000 + 1000 * id WHERE side = 'applicant'",
            "UPDATE party SET capacity = 'subcontractor' WHERE side = 'respondent'"
            " AND case_id % 17 = 0",
            "UPDATE employer SET state = 'stopped' WHERE id = 2",
        )


@pytest.fixture
def desk(after):
    """A synthetic centre with arrears, subcontractors and an employer that stopped."""
    desk = open_desk(after(owing), now=lambda: NOW)
    yield desk
    desk.close()


def value(desk, question, key):
    with desk.db.read() as session:
        return int(session.execute(text(question), {"key": key}).scalar_one())


def finding(employer_id, **more):
    given = {"day": TODAY, "visitors": "王晓梅", "findings": "停发工资"} | more
    return Screening(employer_id=employer_id, **given)


def watch(employer_id, **more):
    measure = Measure(what="约谈负责人", who="单建国", due_on=date(2026, 11, 30))
    given = {"opened_on": TODAY, "level": Level.ORANGE, "reason": "多人欠薪", "owner_id": 2}
    return Watch(employer_id=employer_id, **(given | {"measures": (measure,)} | more))


def figure(facts, name):
    if name == "owed_workers":
        return sum(workers for workers, _owed in facts.groups)
    return getattr(facts, name)


def line(desk, employer_id):
    found = [one for one in risk.lines(desk) if one.employer_id == employer_id]
    return found[0] if found else None


def test_every_figure_is_that_of_a_count_of_its_own_and_opens_the_very_cases(desk):
    lines = risk.lines(desk)

    assert len(lines) > 10
    for shown in lines:
        for name, question in COUNTS.items():
            counted = value(desk, question, shown.employer_id)
            held = figure(shown.facts, name)
            assert (int(held * 100) if name == "owed" else held) == counted, (shown, name)
        opened = risk.file(desk, shown.employer_id)
        assert opened.facts == shown.facts
        assert opened.reasons == shown.reasons
        assert opened.trend[-1].level is shown.computed
        for reason in opened.reasons:
            if reason.key in ("cases", "chain", "missed"):
                assert len(opened.behind[reason.key].cases) == reason.value
    assert {reason.key for one in lines for reason in one.reasons} >= {
        *("cases", "workers", "chain", "missed", "state"),
    }  # fmt: skip
    assert any(one.facts.owed for one in lines)


def test_an_employer_that_no_indicator_names_is_not_listed(desk):
    listed = {one.employer_id for one in risk.lines(desk)}
    with desk.db.read() as session:
        every = session.execute(text("SELECT id FROM employer")).scalars().all()

    for key in set(every) - listed:
        assert risk.file(desk, key).reasons == ()


def test_one_case_changes_exactly_its_employer(desk):
    before = {one.employer_id: one for one in risk.lines(desk)}
    with desk.db.write(desk.actor, "vary") as session:
        key = session.execute(
            text("SELECT employer_id FROM mediation_case WHERE id = 7")
        ).scalar_one()
        session.execute(text("UPDATE mediation_case SET received_on = '2024-01-05' WHERE id = 7"))
    after = {one.employer_id: one for one in risk.lines(desk)}

    changed = {k for k in {*before, *after} if before.get(k) != after.get(k)}
    assert changed <= {key}


def test_months_in_arrears_grade_as_the_practice_does(desk):
    for months, level in (("1", Level.YELLOW), ("2", Level.ORANGE), ("2.5", Level.RED)):
        watching.save_screening(desk, finding(0, employer="新来某厂", months=Decimal(months)))
        shown = next(one for one in risk.lines(desk) if one.employer == "新来某厂")
        [reason] = shown.reasons
        assert (reason.key, reason.level) == ("months", level)
        found = risk.file(desk, shown.employer_id)
        assert found.behind["months"].screenings == (found.screenings[0].id,)


def test_ten_workers_or_three_months_from_the_lower_bound_are_red(desk):
    told = finding(0, employer="新来某厂", affected=10, owed=Decimal(30000), most=Decimal(4999))
    key = watching.save_screening(desk, told)
    shown = next(one for one in risk.lines(desk) if one.employer == "新来某厂")
    assert {r.key for r in shown.reasons if r.level is Level.RED} == {"ten_workers"}

    held = replace(watching.screening(desk, key), affected=9, most=Decimal(5000), months=Decimal(3))
    watching.save_screening(desk, held)
    reds = {r.key for r in line(desk, shown.employer_id).reasons if r.level is Level.RED}
    assert reds == {"one_worker", "months"}


def test_the_centre_sets_thresholds_and_what_it_left_follows_what_ships(desk):
    shipped = risk.limits(desk)
    risk.save_limits(desk, shipped | {"cases": Limits(yellow=Decimal(1)), "chain": Limits()})

    assert risk.limits(desk)["chain"].off
    assert all("chain" not in {r.key for r in one.reasons} for one in risk.lines(desk))
    every = value(desk, f"SELECT count(DISTINCT employer_id) FROM mediation_case c WHERE {YEAR}", 0)
    assert sum("cases" in {r.key for r in one.reasons} for one in risk.lines(desk)) == every
    with pytest.raises(Invalid, match="依次递增"):
        risk.save_limits(desk, {"cases": Limits(Decimal(5), Decimal(3))})

    risk.save_limits(desk, shipped)
    assert risk.limits(desk) == shipped
    assert {row.key for row in INDICATORS if not row.own} == {"months", "one_worker", "ten_workers"}


def test_a_watch_has_an_owner_measures_that_fall_due_and_ends_with_a_reason(desk):
    with pytest.raises(Invalid) as refused:
        watching.save_watch(desk, watch(2, owner_id=None, reason=" "))
    assert [p.field for p in refused.value.problems] == ["owner", "reason"]
    key = watching.save_watch(desk, watch(2, headcount=120))
    with pytest.raises(DeskError, match="已在重点关注"):
        watching.save_watch(desk, watch(2))
    assert line(desk, 2).standing is Standing.WATCHED
    assert line(desk, 2).level is Level.ORANGE

    [due] = risk.due(desk, date(2026, 12, 1))
    assert (due.employer_id, due.what, due.due_on) == (2, "约谈负责人", date(2026, 11, 30))
    held = risk.file(desk, 2).watch
    with pytest.raises(Invalid, match="约谈负责人"):
        watching.clear(desk, key, held.version, TODAY, "已补发工资")
    [measure] = held.measures
    watching.follow_measure(
        desk, replace(measure, state=MeasureState.DONE, done_on=TODAY, note="已约谈")
    )
    assert risk.due(desk, date(2026, 12, 1)) == ()
    with pytest.raises(Stale):
        watching.clear(desk, key, held.version, TODAY, "已补发工资")
    watching.save_screening(desk, finding(2, months=Decimal("2.5")))
    with pytest.raises(Invalid, match="拖欠工资月数"):
        watching.clear(desk, key, held.version + 1, TODAY, "x")
    watching.clear(desk, key, held.version + 1, TODAY, "已补发工资")

    ended = line(desk, 2)
    assert ended.headcount == 120
    assert (ended.standing, ended.cleared_on) == (Standing.CLEARED, TODAY)
    with desk.db.read() as session:
        from mediation_desk.storage import journal

        entry = journal.last_of(session, desk.actor, frozenset({"employer_watch"}))
    undo.undo(desk, entry.id)
    assert line(desk, 2).standing is Standing.WATCHED


def test_an_indicator_that_comes_back_after_the_watch_ended_is_told_as_new(desk):
    watching.save_screening(desk, finding(2, day=date(2026, 10, 5), months=Decimal("2.5")))
    key = watching.save_watch(
        desk, Watch(employer_id=2, opened_on=date(2026, 10, 6), level=Level.ORANGE,
                    reason="欠薪", owner_id=desk.actor.id),
    )  # fmt: skip
    watching.clear(desk, key, 1, date(2026, 11, 10), "已补发工资")
    assert line(desk, 2).standing is Standing.CLEARED, "what was known then is not new"
    assert not any(reason.fresh for reason in risk.file(desk, 2).reasons)

    watching.save_screening(desk, finding(2, day=date(2026, 11, 20), months=Decimal("2.5")))

    back = line(desk, 2)
    assert back.standing is Standing.RETURNED
    assert "months" in {reason.key for reason in back.reasons if reason.fresh}
    assert {r.key for r in risk.file(desk, 2).reasons if r.fresh} == {
        reason.key for reason in back.reasons if reason.fresh
    }
    watching.save_watch(
        desk, Watch(employer_id=2, opened_on=TODAY, level=Level.RED, reason="再次欠薪",
                    owner_id=desk.actor.id),
    )  # fmt: skip
    assert line(desk, 2).standing is Standing.WATCHED


def test_a_later_visit_takes_the_place_of_the_one_that_was_planned(desk):
    planned = finding(2, day=date(2026, 11, 2), next_on=date(2026, 11, 20))
    watching.save_screening(desk, planned)
    assert [(d.visit, d.due_on) for d in risk.due(desk, TODAY)] == [(True, date(2026, 11, 20))]

    watching.save_screening(desk, finding(2, state=EmployerState.NORMAL, findings="已复工"))
    assert risk.due(desk, TODAY) == ()
    assert [s.findings for s in watching.screenings(desk, date(2026, 11, 1), TODAY)] == [
        "已复工",
        "停发工资",
    ]


def test_the_official_list_is_a_fact_with_its_document_and_expiry(desk):
    listing = Listing(
        employer_id=3,
        number="",
        authority="张家口市人力资源和社会保障局",
        listed_on=date(2026, 3, 1),
        expires_on=date(2029, 2, 28),
    )
    with pytest.raises(Invalid, match="文号"):
        watching.save_listing(desk, listing)
    watching.save_listing(desk, replace(listing, number="张人社列〔2026〕1号"))

    assert line(desk, 3).listed.number == "张人社列〔2026〕1号"
    [held] = risk.file(desk, 3).listings
    watching.save_listing(desk, replace(held, removed_on=date(2026, 9, 1)))
    shown = line(desk, 3)
    assert shown is None or shown.listed is None


def test_a_signal_from_others_is_counted_and_no_visit_is(desk):
    watching.save_screening(desk, finding(0, employer="新来某厂", findings="正常"))
    assert all(one.employer != "新来某厂" for one in risk.lines(desk))

    told = finding(0, employer="新来某厂", source=FindingSource.UTILITIES, visitors="")
    watching.save_screening(desk, replace(told, findings="欠缴电费两个月"))
    shown = next(one for one in risk.lines(desk) if one.employer == "新来某厂")
    assert [(r.key, r.value) for r in shown.reasons] == [("signals", Decimal(1))]


def test_employers_belong_together_by_person_address_and_chain(desk):
    with desk.db.write(desk.actor, "vary") as session:
        session.execute(
            text("UPDATE employer SET legal_representative = '赵老板' WHERE id IN (2, 3)")
        )
        session.execute(text("UPDATE employer SET address = '桥东区一号' WHERE id IN (3, 4)"))
        session.execute(
            text(
                "UPDATE employer SET legal_representative = '某' || id, address = '街' || id"
                " WHERE id > 4"
            )
        )
        session.execute(text("UPDATE employer SET address = '街' || id WHERE id IN (1, 2)"))
        session.execute(
            text("UPDATE employer SET legal_representative = '某' || id WHERE id IN (1, 4)")
        )
        case_id = session.execute(
            text("SELECT min(id) FROM mediation_case WHERE employer_id = 2")
        ).scalar_one()
        builder = parties.known_employer(session, Employer(name="总包某公司"))
        people_around.add_other(
            session,
            case_id,
            OtherParty(
                role=PartyRole.CO_RESPONDENT,
                employer=Employer(name="总包某公司"),
                capacity=Capacity.GENERAL_CONTRACTOR,
            ),
        )
    shown = risk.related(desk, 2)

    assert {(e.id, e.steps) for e in shown.employers} == {(2, 0), (3, 1), (builder, 1), (4, 2)}
    ties = {(frozenset((t.one, t.other)), t.bond, t.word) for t in shown.relations}
    assert ties == {
        (frozenset((2, 3)), Bond.REPRESENTATIVE, "赵老板"),
        (frozenset((3, 4)), Bond.ADDRESS, "桥东区一号"),
        (frozenset((2, builder)), Bond.CHAIN, "施工总承包单位"),
    }
