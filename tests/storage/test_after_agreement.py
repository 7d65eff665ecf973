"""Duties, waivers, visits and the list of agreements in effect, in the file and on a server."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.performance import PerformanceFilter
from mediation_desk.domain.settlement import Waiver
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.step_facts import ContactManner
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.domain.visits import Performed, Satisfaction, Visit
from mediation_desk.storage import cases, performance, settlements, steps, visits
from mediation_desk.storage.database import Database
from mediation_desk.storage.today import money_due
from tests.storage.samples import WANG, read, register, settlement

FIRST, SECOND = date(2026, 10, 30), date(2026, 11, 30)
NOW = date(2026, 12, 31)


@pytest.fixture
def case_id(db: Database) -> int:
    key = register(db).id
    agreed = replace(settlement(read(db, key)), effective_on=FIRST)
    with db.write(WANG, "seal", key) as session:
        settlements.put(session, key, agreed)
        cases.set_stage(session, key, Stage.EFFECTIVE)
        begun = Proceeding(track=Track.PERFORMANCE, standing=Standing.PERFORMING, opened_on=FIRST)
        steps.open_proceeding(session, key, begun)
    return key


def test_duties_and_visits_come_back_as_they_were_kept(db: Database, case_id: int):
    duty = Duty(kind=DutyKind.FILE, due_on=SECOND, text="转至张家口市人才中心")
    visit = Visit(
        day=SECOND,
        manner=ContactManner.PHONE,
        person="单雄信",
        performed=Performed.IN_PART,
        satisfaction=Satisfaction.RATHER,
        problems="档案未转",
        visitor="王晓梅",
    )

    with db.write(WANG, "visit", case_id) as session:
        duty_id = settlements.put_duty(session, case_id, duty)
        visit_id = visits.add(session, case_id, visit)

    file = read(db, case_id)
    assert file.duties == (replace(duty, id=duty_id),)
    assert file.visits == (replace(visit, id=visit_id),)


def test_what_was_given_up_is_not_due_any_more(db: Database, case_id: int):
    with db.read() as session:
        before = money_due(session, date(2027, 1, 1))
    file = read(db, case_id)
    part = file.obligations(FIRST)[0]
    given_up = Waiver(
        party_id=part.party_id,
        instalment=part.instalment,
        amount=part.owed,
        waived_on=FIRST,
        reason="另行和解",
        document="豁免声明",
    )

    with db.write(WANG, "waive", case_id) as session:
        settlements.add_waiver(session, case_id, given_up)

    with db.read() as session:
        after = money_due(session, date(2027, 1, 1))
    assert sum(m.owed for m in before) - sum(m.owed for m in after) == part.owed


@pytest.mark.parametrize("wanted", PerformanceFilter)
def test_each_filter_of_the_list_can_be_asked(db: Database, case_id: int, wanted):
    with db.read() as session:
        found = performance.lines(session, NOW, NOW, wanted, 10)

    listed = wanted in (PerformanceFilter.ALL, PerformanceFilter.OVERDUE)
    assert [line.case_id for line in found] == ([case_id] if listed else [])


def test_the_list_tells_what_is_late_and_how_often_it_was_chased(db: Database, case_id: int):
    with db.write(WANG, "put_duty", case_id) as session:
        settlements.put_duty(session, case_id, Duty(kind=DutyKind.CERTIFICATE, due_on=FIRST))

    with db.read() as session:
        [line] = performance.lines(session, NOW, NOW, PerformanceFilter.ALL, 10)
        figures = performance.figures(session, NOW, Decimal(0))

    owed = read(db, case_id).owed
    assert (line.owed, line.overdue, line.duties) == (owed, owed, 1)
    assert (figures.in_effect, figures.owed, figures.overdue_cases) == (1, owed, 1)
