"""Questions over all cases against SQL written here apart, in a file and on a server."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.log_layout import REGISTER
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.query import Condition, Field, Operator, Query
from mediation_desk.services import logs, queries
from mediation_desk.services.desk import open_desk
from tests.storage.varied import NOW, varied

SUM = """(SELECT coalesce(sum(k.claimed), 0) FROM claim k JOIN party p ON p.id = k.party_id
    WHERE p.case_id = c.id AND p.role IS NULL)"""
WORKER = "p.case_id = c.id AND p.side = 'applicant' AND p.role IS NULL"
WITH_GONE = (
    "p.case_id = c.id AND p.side = 'applicant' AND coalesce(p.role, 'split_off') = 'split_off'"
)
"""Whoever was split off is found in the case before too."""
QUESTIONS = {
    "received within last_year": "c.received_on BETWEEN '2025-01-01' AND '2025-12-31'",
    "received within last_month": "c.received_on BETWEEN '2026-10-01' AND '2026-10-31'",
    "received from 2026-03-01": "c.received_on >= '2026-03-01'",
    "ended until 2025-06-30": "c.ended_on <= '2025-06-30'",
    "effective given": "c.effective_on IS NOT NULL",
    "accepted empty": "c.accepted_on IS NULL",
    "closed within days_365": "c.closed_on BETWEEN '2025-11-24' AND '2026-11-23'",
    "heard from 2026-01-01": """EXISTS (SELECT 1 FROM hearing h WHERE h.case_id = c.id
        AND h.status IN ('under_way', 'held') AND h.day >= '2026-01-01')""",
    "paid_on empty": "NOT EXISTS (SELECT 1 FROM payment t WHERE t.case_id = c.id)",
    "claimed from 30000": f"{SUM} >= 3000000",
    "claimed until 12000.50": f"{SUM} <= 1200050",
    "agreed from 10000": "c.agreed >= 1000000",
    "owed from 0.01": "c.effective_on IS NOT NULL AND c.agreed > c.paid",
    "owed is 0": "c.effective_on IS NULL OR c.agreed <= c.paid",
    "workers from 4": f"(SELECT count(*) FROM party p WHERE {WORKER}) >= 4",
    "migrant given": f"EXISTS (SELECT 1 FROM party p WHERE {WORKER} AND p.migrant)",
    "member empty": f"NOT EXISTS (SELECT 1 FROM party p WHERE {WORKER} AND p.member)",
    "outcome is agreement": "c.effective_on IS NOT NULL",
    "outcome is FAI": "c.ended_as = 'FAI'",
    "outcome is_not WDR": "c.ended_as IS NULL OR c.ended_as <> 'WDR'",
    "outcome empty": "c.ended_as IS NULL AND c.effective_on IS NULL",
    "mediator is 2": "c.mediator_id = 2",
    "mediator is_not 2": "c.mediator_id IS NULL OR c.mediator_id <> 2",
    "district is 130705": "c.district = '130705'",
    "claim is wage_arrears": """EXISTS (SELECT 1 FROM claim k JOIN party p ON p.id = k.party_id
        WHERE p.case_id = c.id AND p.role IS NULL AND k.kind = 'wage_arrears')""",
    "employer contains 华盛": "c.respondent LIKE '%华盛%'",
    "employer lacks 华盛": "c.respondent NOT LIKE '%华盛%'",
    "person contains 王": f"""EXISTS (SELECT 1 FROM party p JOIN person q ON q.id = p.person_id
        WHERE {WITH_GONE} AND q.name LIKE '%王%')""",
    "industry contains 制造": """EXISTS (SELECT 1 FROM employer e WHERE e.id = c.employer_id
        AND e.industry LIKE '%制造%')""",
    "number contains 2026": "c.number LIKE '%2026%'",
    "number contains %": "1 = 0",
    "aid given": "EXISTS (SELECT 1 FROM legal_aid a WHERE a.case_id = c.id)",
}


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


def condition(told):
    field, operator, *value = told.split(" ")
    return Condition(Field.of(field), Operator.of(operator), *value)


def counted(desk, where):
    with desk.db.read() as session:
        found = session.execute(
            text(f"SELECT c.id FROM mediation_case c WHERE {where} ORDER BY c.number_key, c.id")
        )
        return tuple(found.scalars())


def test_every_condition_finds_the_cases_that_a_query_of_its_own_finds(desk):
    every = counted(desk, "1 = 1")
    told = {}
    for question, where in QUESTIONS.items():
        found = queries.ask(desk, Query(conditions=(condition(question),)))
        assert found == counted(desk, where), question
        told[question] = len(found)

    empty = {question for question, count in told.items() if count in (0, len(every))}
    assert empty <= {"number contains %", "aid given", "owed is 0", "member empty"}, told


def test_conditions_hold_together_or_one_of_them(desk):
    asked = ("received within this_year", "agreed from 10000", "mediator is_not 2")
    where = [
        "c.received_on BETWEEN '2026-01-01' AND '2026-12-31'",
        "c.agreed >= 1000000",
        "(c.mediator_id IS NULL OR c.mediator_id <> 2)",
    ]
    query = Query(conditions=tuple(condition(one) for one in asked))

    assert queries.ask(desk, query) == counted(desk, " AND ".join(where))
    either = replace(query, any_of=True)
    assert queries.ask(desk, either) == counted(desk, " OR ".join(where))


def test_two_conditions_on_the_day_of_a_payment_are_of_one_and_the_same_payment(desk):
    asked = ("paid_on from 2026-03-01", "paid_on until 2026-03-31")
    row = "SELECT 1 FROM payment t WHERE t.case_id = c.id AND t.paid_on"
    query = Query(conditions=tuple(condition(one) for one in asked))

    found = queries.ask(desk, query)

    assert found == counted(desk, f"EXISTS ({row} BETWEEN '2026-03-01' AND '2026-03-31')")
    apart = f"EXISTS ({row} >= '2026-03-01') AND EXISTS ({row} <= '2026-03-31')"
    assert len(found) <= len(counted(desk, apart))


def test_what_cannot_be_asked_is_refused_condition_by_condition(desk):
    query = Query(
        conditions=(
            Condition(Field.AGREED, Operator.FROM, "一万"),
            Condition(Field.EMPLOYER, Operator.CONTAINS, " "),
            Condition(Field.RECEIVED, Operator.WITHIN, "some day"),
            Condition(Field.EMPLOYER, Operator.FROM, "x"),
        )
    )
    with pytest.raises(Invalid) as refused:
        queries.ask(desk, query)
    assert len(refused.value.problems) == 4
    with pytest.raises(Invalid, match="至少"):
        queries.ask(desk, Query())


def test_a_question_is_saved_once_by_its_name_and_shared(desk):
    query = Query(name="本年大额", conditions=(condition("agreed from 10000"),), any_of=True)
    key = queries.save(desk, query)
    with pytest.raises(Invalid, match="同名"):
        queries.save(desk, query)
    assert queries.saved(desk) == (replace(query, id=key),)

    queries.save(desk, replace(query, id=key, name="大额"))
    assert [one.name for one in queries.saved(desk)] == ["大额"]
    queries.remove(desk, key)
    assert queries.saved(desk) == ()


def test_the_cases_found_are_exported_like_the_log_masked_unless_there_is_a_purpose(desk):
    found = queries.ask(desk, Query(conditions=(condition("effective given"),)))
    order = logs.LogOrder(
        period=Period.of(Span.MONTH, 2026, 1), layout=REGISTER, cases=found, found_by="有协议"
    )
    sheet = openpyxl.load_workbook(BytesIO(logs.export_log(desk, order))).active

    assert "案件登记台账·有协议" in str(sheet["C1"].value)
    numbers = [row[1].value for row in sheet.iter_rows(min_row=4) if isinstance(row[0].value, int)]
    assert len(numbers) == len(found)
    assert sheet.cell(3, 5).value == "申请人(脱敏)"
    with pytest.raises(Invalid):
        logs.export_log(desk, replace(order, unmasked=True))
