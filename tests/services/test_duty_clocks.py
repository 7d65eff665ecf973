"""Duties besides money run as clocks of their own (procedure.md 2.5, T31: DL15 per item)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.clock_register import Rank, counted_title, kind
from mediation_desk.domain.duties import DutyKind
from mediation_desk.domain.settlement import Ending
from mediation_desk.services import clocks, duties, settlements, story, today
from mediation_desk.storage.records import ClockRecord
from tests.services.course import effective, signing, terms_of
from tests.services.effect_course import LATE, owes, pay, version


def clocks_of(office, case_id):
    """Return the clocks of duties by their words."""
    found = [c for c in office.case(case_id).clocks if c.kind == "DL15" and "/" in c.detail]
    return {counted_title(c.kind, c.detail): c for c in found}


def sealed(office):
    case_id = signing(office)
    case = office.case(case_id)
    days = {"ended_on": story.AGREED, "certificate_by": story.FIRST_DUE}
    terms = replace(terms_of(case), ending=Ending.ENDED, **days)
    settlements.propose(office.mediator, case_id, case.version, terms, story.AGREED)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    settlements.seal(office.supervisor, case_id, version(office, case_id))
    return case_id


def test_every_duty_of_the_agreement_starts_a_clock_as_it_takes_effect(office):
    case_id = sealed(office)

    found = clocks_of(office, case_id)

    assert {name: c.raw_due for name, c in found.items()} == {
        counted_title("DL15", d.clock_detail): d.due_on for d in office.case(case_id).duties
    }
    assert set(found) >= {"履行（离职证明）"}
    assert {c.state for c in found.values()} == {ClockState.RUNNING}
    assert {c.start for c in found.values()} == {story.AGREED}
    assert kind("DL15").grade is Rank.AGREED


def test_a_duty_that_is_late_stands_among_what_is_overdue_today(office):
    case_id = effective(office)
    owes(office, case_id)
    pay(office, case_id, 1, story.AGREED)
    office.clock.at(LATE)

    shown = today.today(office.mediator)

    late = [c for c in shown.clocks if c.case_id == case_id and c.due < LATE]
    assert [counted_title(c.kind, c.detail) for c in late] == ["履行（离职证明）"]
    assert shown.figures.overdue == 1


def test_doing_a_duty_meets_its_clock_alone_and_taking_it_back_lets_it_run(office):
    case_id = effective(office)
    owes(office, case_id)
    done = owes(office, case_id, kind=DutyKind.FILE)

    duties.perform(
        office.clerk, case_id, version(office, case_id), done.id, story.AGREED, proof="签收单"
    )

    found = clocks_of(office, case_id)
    assert {name: (c.state, c.met_on) for name, c in found.items()} == {
        "履行（离职证明）": (ClockState.RUNNING, None),
        "履行（档案转移）": (ClockState.MET, story.AGREED),
    }
    duties.open_again(office.clerk, case_id, version(office, case_id), done.id)
    assert {c.state for c in clocks_of(office, case_id).values()} == {ClockState.RUNNING}


def test_a_duty_done_in_part_goes_on_and_one_given_up_in_writing_is_met(office):
    case_id = effective(office)
    duty = owes(office, case_id)

    now = version(office, case_id)
    duties.perform(
        office.clerk, case_id, now, duty.id, story.AGREED, proof="部分材料签收单", partly=True
    )
    assert [c.state for c in clocks_of(office, case_id).values()] == [ClockState.RUNNING]

    now, why = version(office, case_id), "李建国书面声明：已另行取得证明"
    duties.waive(office.clerk, case_id, now, duty.id, story.AGREED, why)
    assert [c.state for c in clocks_of(office, case_id).values()] == [ClockState.MET]


def test_the_clock_follows_the_words_and_the_day_and_goes_with_the_duty(office):
    case_id = effective(office)
    duty = owes(office, case_id)
    later = story.FIRST_DUE + timedelta(days=3)

    owes(office, case_id, id=duty.id, kind=DutyKind.OTHER, text="交还工具", due_on=later)

    found = clocks_of(office, case_id)
    assert {name: c.raw_due for name, c in found.items()} == {"履行（其他义务：交还工具）": later}
    duties.remove(office.mediator, case_id, version(office, case_id), duty.id)
    assert [c.state for c in clocks_of(office, case_id).values()] == [ClockState.VOID]


def test_a_clock_marked_by_hand_stays_so_until_it_is_set_running_again(office):
    case_id = effective(office)
    owes(office, case_id)
    [held] = clocks_of(office, case_id).values()
    why = "经核实该义务不再适用"
    clocks.mark_void(
        office.supervisor, case_id, version(office, case_id), held.id, story.AGREED, why
    )

    pay(office, case_id, 1, story.AGREED)
    assert [c.state for c in clocks_of(office, case_id).values()] == [ClockState.VOID]

    clocks.run_again(office.supervisor, case_id, version(office, case_id), held.id, "标记有误")
    assert [c.state for c in clocks_of(office, case_id).values()] == [ClockState.RUNNING]


@pytest.mark.parametrize("act", ["a payment", "a clock"])
def test_an_agreement_of_a_former_version_gets_its_clocks_with_the_next_act(office, act):
    case_id = sealed(office)
    without = tuple(clocks_of(office, case_id).values())
    with office.mediator.db.write(office.mediator.actor, "seal", case_id) as session:
        for held in without:
            session.delete(session.get(ClockRecord, held.id))
    assert not clocks_of(office, case_id)

    if act == "a payment":
        pay(office, case_id, 1, story.AGREED)
    else:
        [money, *_rest] = [
            c for c in office.case(case_id).clocks if (c.kind, c.detail) == ("DL15", "1")
        ]
        now = version(office, case_id)
        clocks.mark_met(office.supervisor, case_id, now, money.id, story.AGREED, "已当场付清")
        clocks.run_again(office.supervisor, case_id, version(office, case_id), money.id, "标记有误")

    assert {c.state for c in clocks_of(office, case_id).values()} == {ClockState.RUNNING}
    assert len(clocks_of(office, case_id)) == len(office.case(case_id).duties)
