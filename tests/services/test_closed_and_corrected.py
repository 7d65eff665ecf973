"""Days corrected later, closed cases, reopening, extension and lapse: what follows from each."""

import gzip
import json
import shutil
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest

from mediation_desk.domain import next_steps
from mediation_desk.domain.case import ClockState, Side
from mediation_desk.domain.day_order import out_of_order
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import CaseLocked, DeskError, Invalid, NotAllowed, StepNotAllowed
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing
from mediation_desk.services import (
    browse,
    correcting,
    hearings,
    papers,
    parties,
    steps,
    story,
    undo,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import chain, journal
from mediation_desk.ui.case import headline
from tests.services.course import (
    LI,
    accepted,
    assigned,
    clock,
    consent,
    effective,
    failed,
    heard,
    take,
    withdrawn,
)

OLD_FILES = Path(__file__).parent.parent / "old_files"


def taken(case, step):
    return next(t for t in case.steps if t.step is step)


def closed(office):
    case_id = failed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD)
    return case_id


def test_a_corrected_day_of_acceptance_moves_its_fifteen_days_rules_on_mediation_art_29(office):
    case_id = accepted(office)
    case = office.case(case_id)
    step = taken(case, Step.ACCEPT)
    office.clock.at(date(2026, 10, 16))

    correcting.correct_day(
        office.clerk, case_id, case.version, step.id, date(2026, 10, 16), "受理通知书日期为16日"
    )

    case = office.case(case_id)
    assert case.accepted_on == date(2026, 10, 16)
    assert clock(case, "DL04").due == date(2026, 11, 2)
    assert clock(case, "DL04").raw_due == date(2026, 10, 31)
    assert clock(case, "DL01").met_on == date(2026, 10, 16)


def test_a_corrected_day_of_receipt_moves_every_clock_of_receipt(office):
    case_id = office.register(LI)
    case = office.case(case_id)
    step = taken(case, Step.REGISTER)

    day = story.APPLIED - timedelta(days=3)
    correcting.correct_day(office.clerk, case_id, case.version, step.id, day, "邮戳日期")

    case = office.case(case_id)
    assert case.received_on == day
    assert {c.start for c in case.clocks} == {day}
    assert clock(case, "DL03").raw_due == day + timedelta(days=15)


def test_a_correction_out_of_order_or_without_a_reason_is_refused(office):
    case_id = accepted(office)
    case = office.case(case_id)
    step = taken(case, Step.ACCEPT)

    with pytest.raises(Invalid, match="早于"):
        correcting.correct_day(
            office.clerk, case_id, case.version, step.id, date(2026, 10, 1), "更正笔误"
        )
    with pytest.raises(Invalid) as refused:
        correcting.correct_day(office.clerk, case_id, case.version, step.id, story.ACCEPTED, " ")

    assert [p.field for p in refused.value.problems] == ["reason"]
    assert office.case(case_id) == case


def test_a_withdrawal_is_not_corrected_to_a_day_before_it_was_signed(office):
    case_id = accepted(office)
    signed = story.ACCEPTED + timedelta(days=2)
    office.clock.at(signed + timedelta(days=1))
    told = withdrawn(signed)
    take(office.clerk, office, case_id, Step.WITHDRAW, office.desk.today(), **told)
    case = office.case(case_id)
    step = taken(case, Step.WITHDRAW)

    with pytest.raises(Invalid, match="签名日"):
        correcting.correct_day(
            office.clerk, case_id, case.version, step.id, signed - timedelta(days=1), "日期写错了"
        )
    correcting.correct_day(office.clerk, case_id, case.version, step.id, signed, "日期写错了")

    assert office.case(case_id).ended_on == signed


def test_the_effective_day_is_corrected_where_the_signatures_are(office):
    case_id = effective(office)
    case = office.case(case_id)

    with pytest.raises(DeskError, match="签名日期"):
        correcting.correct_day(
            office.clerk,
            case_id,
            case.version,
            taken(case, Step.SEAL).id,
            story.AGREED,
            "更正笔误",
        )


def test_an_extension_needs_both_sides_in_writing_rules_on_mediation_art_29(office):
    case_id = heard(office)

    with pytest.raises(Invalid) as refused:
        take(
            office.supervisor,
            office,
            case_id,
            Step.EXTEND,
            story.HEARD,
            until=date(2026, 11, 10),
            reason="等待工伤认定",
        )

    assert [p.field for p in refused.value.problems] == ["agreed"]


def test_an_extension_replaces_the_fifteen_days_and_ends_on_the_day_agreed(office):
    case_id = heard(office)

    take(
        office.supervisor,
        office,
        case_id,
        Step.EXTEND,
        story.HEARD,
        until=date(2026, 11, 8),
        reason="等待工伤认定",
        agreed=True,
    )

    case = office.case(case_id)
    assert case.stage is Stage.EXTENDED
    assert clock(case, "DL04").state is ClockState.VOID
    assert (clock(case, "DL05").raw_due, clock(case, "DL05").due) == (
        date(2026, 11, 8),
        date(2026, 11, 9),
    )


def test_an_extension_to_a_day_before_the_running_one_is_refused(office):
    case_id = heard(office)

    with pytest.raises(Invalid, match="晚于2026-10-29"):
        take(
            office.supervisor,
            office,
            case_id,
            Step.EXTEND,
            story.HEARD,
            until=date(2026, 10, 20),
            reason="等待工伤认定",
            agreed=True,
        )


def test_new_forms_of_employment_are_extended_by_fifteen_days_at_most(office):
    """人社厅发〔2024〕4号."""
    case_id = heard(office)
    case = office.case(case_id)
    parties.change_card(
        office.clerk,
        case_id,
        case.version,
        cause="I01",
        district=case.district,
        source=case.source,
        form=case.form,
        requests="",
        facts="",
    )

    with pytest.raises(Invalid, match="最长15日，至2026-11-13"):
        take(
            office.supervisor,
            office,
            case_id,
            Step.EXTEND,
            story.HEARD,
            until=date(2026, 11, 14),
            reason="等待工伤认定",
            agreed=True,
        )


def test_a_mediation_lapses_only_after_its_last_day_rules_on_mediation_art_29(office):
    case_id = heard(office)
    office.clock.at(date(2026, 10, 29))
    with pytest.raises(StepNotAllowed, match="企业劳动争议协商调解规定第二十九条"):
        take(office.supervisor, office, case_id, Step.LAPSE, date(2026, 10, 29))

    office.clock.at(date(2026, 10, 30))
    take(office.supervisor, office, case_id, Step.LAPSE, date(2026, 10, 30))

    case = office.case(case_id)
    assert case.stage is Stage.LAPSED
    assert clock(case, "DL04").state is ClockState.MISSED
    assert clock(case, "DL36").state is ClockState.RUNNING


def test_a_hearing_under_way_ends_with_the_mediation(office):
    case = office.case(failed(office))

    [sat] = case.hearings
    assert (sat.status, sat.outcome) == (HearingStatus.HELD, "双方未达成调解协议。")
    assert sat.ended_at is None, "nobody told when: the hour is written on the record"


def test_the_head_tells_how_a_closed_case_ended_and_a_withdrawal_is_no_failure(office):
    case = office.case(closed(office))
    assert (headline.ended_line(case), headline.fallen(case)) == ("已结案 · 调解不成", True)

    other = office.register(("王秀英",))
    today = office.desk.today()
    signed = withdrawn(today, by="王秀英")
    take(office.clerk, office, other, Step.WITHDRAW, today, **signed)
    case = office.case(other)
    assert (headline.ended_line(case), headline.fallen(case)) == ("撤回申请", False)


def test_a_step_that_another_takes_is_listed_with_who_takes_it(office):
    case = office.case(heard(office))

    own = next_steps.title(case, office.mediator.actor, story.HEARD)
    assert next_steps.title(case, office.clerk.actor, story.HEARD) == f"{own}（调解员）"


def test_a_dossier_that_is_filed_asks_for_nothing_more(office):
    case_id = closed(office)
    facts = {"number": "2026-001", "ground": "10", "agreed": True}
    take(office.clerk, office, case_id, Step.ARCHIVE, story.HEARD, **facts)

    case = office.case(case_id)
    assert next_steps.rests(case)
    assert next_steps.title(case, office.desk.actor, story.HEARD) == "—"


def test_a_closed_case_is_corrected_with_a_reason_that_the_journal_keeps(office):
    case_id = closed(office)
    case = office.case(case_id)
    person = case.applicants[0].person
    with pytest.raises(CaseLocked, match="更正须注明理由"):
        parties.change_person(office.clerk, case_id, case.version, case.applicants[0].id, person)

    with office.clerk.correcting("身份证号录入有误"):
        parties.change_person(office.clerk, case_id, case.version, case.applicants[0].id, person)

    newest = browse.journal(office.supervisor, case_id)[0]
    assert newest.doing == "change_person"
    assert "身份证号录入有误" in str([change.after for change in newest.changes])


def test_an_archived_case_is_not_changed_until_a_supervisor_reopens_it(office):
    case_id = closed(office)
    filed = {"number": "J-2026-007", "ground": "10", "agreed": True}
    take(office.clerk, office, case_id, Step.ARCHIVE, story.HEARD, **filed)
    case = office.case(case_id)
    person = case.applicants[0].person
    assert not [c for c in case.clocks if c.state is ClockState.RUNNING]
    with office.clerk.correcting("更正笔误"), pytest.raises(CaseLocked, match="重新启卷"):
        parties.change_person(office.clerk, case_id, case.version, case.applicants[0].id, person)
    with pytest.raises(NotAllowed):
        take(office.clerk, office, case_id, Step.REOPEN, story.HEARD, reason="补充材料")

    take(office.supervisor, office, case_id, Step.REOPEN, story.HEARD, reason="补充材料")

    case = office.case(case_id)
    assert case.stage is Stage.FAILED
    assert case.closed_on is None
    parties.change_person(office.clerk, case_id, case.version, case.applicants[0].id, person)


def test_an_archived_case_needs_its_number_and_retention(office):
    case_id = closed(office)

    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.ARCHIVE, story.HEARD)

    assert [p.field for p in refused.value.problems] == ["number", "ground", "agreed"]


def test_a_file_of_version_one_gets_the_steps_it_must_have_taken(tmp_path):
    path = tmp_path / "old.desk"
    with gzip.open(OLD_FILES / "version-1.desk.gz") as kept, path.open("wb") as file:
        shutil.copyfileobj(kept, file)

    with sqlite3.connect(path) as before:
        before.execute("UPDATE party SET arrears = 0 WHERE id = (SELECT min(party_id) FROM claim)")
    desk = open_desk(path)
    case = browse.case_file(desk, 1)
    desk.close()

    assert case.applicants[0].work.arrears is None, "its zero said that nothing was entered"
    assert [t.step for t in case.steps] == [Step.REGISTER, Step.ACCEPT, Step.SEAL]
    assert case.performance is Standing.PERFORMING
    assert clock(case, "DL03").started_by == case.steps[0].id
    assert clock(case, "DL10").started_by == case.steps[2].id


@pytest.mark.parametrize(("before", "after", "now"), [(0, 500_000, 500_000), (500_000, 0, None)])
def test_what_an_old_version_did_is_undone_as_it_was_meant(tmp_path, before, after, now):
    """Till schema 19 wages that nobody had entered were a zero; an undo knows no zero from it."""
    path = tmp_path / "old.desk"
    with gzip.open(OLD_FILES / "version-1.desk.gz") as kept, path.open("wb") as file:
        shutil.copyfileobj(kept, file)
    with sqlite3.connect(path) as old:
        [(worker,)] = old.execute("SELECT min(party_id) FROM claim")
        row = {"table": "party", "key": worker}
        row |= {"before": {"arrears": before}, "after": {"arrears": after}}
        old.execute("UPDATE party SET arrears = ? WHERE id = ?", (after, worker))
        at, body = "2026-11-02 10:00:00", json.dumps([row])
        [(before_it,)] = old.execute("SELECT hash FROM journal WHERE id = 64")
        entry = SimpleNamespace(
            **{"id": 65, "at": datetime.fromisoformat(at).replace(tzinfo=UTC), "actor_id": 3},
            **{"actor": "刘静", "doing": "change_facts", "case_id": 1, "undoes": None},
            **{"digest": chain.digest(b"0", body), "before": before_it},
        )
        values = (65, at, 3, "刘静", "change_facts", 1, None, entry.digest, before_it)
        held = ", ".join("?" * 10)
        old.execute(f"INSERT INTO journal VALUES ({held})", (*values, chain.link(entry)))
        old.execute("INSERT INTO journal_value VALUES (65, ?, ?)", (b"0", body))
    desk = open_desk(path)
    held = browse.case_file(desk, 1).applicants[0].work.arrears
    with desk.db.write(desk.actor, "undo") as session:
        journal.undo(session, 65, desk.actor)
    undone = browse.case_file(desk, 1).applicants[0].work.arrears
    desk.close()

    assert held == (None if now is None else Decimal(5000))
    assert undone == (Decimal(5000) if now is None else None), "never a zero that nobody entered"


def test_nobody_is_mediated_against_their_will_people_s_mediation_law_art_17(office):
    case_id = office.register(LI)
    no = consent(Side.RESPONDENT, agrees=False)
    steps.record_consent(office.clerk, case_id, office.case(case_id).version, no)

    with pytest.raises(StepNotAllowed, match="人民调解法第十七条"):
        steps.accept(office.supervisor, case_id, office.case(case_id).version, story.APPLIED)


def test_a_hearing_of_tomorrow_is_not_opened_today(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    case = office.case(case_id)
    came = Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.PRESENT)
    tomorrow = datetime.combine(story.HEARD, time(9, 30), BEIJING)

    with pytest.raises(Invalid, match="请先改期"):
        hearings.open_hearing(
            office.mediator, case_id, case.version, case.hearings[0].id, tomorrow, (came,)
        )


def test_a_case_that_ends_frees_its_planned_hearings(office):
    case_id = assigned(office)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)

    today = office.clerk.today()
    take(office.clerk, office, case_id, Step.WITHDRAW, today, **withdrawn(today))

    assert [h.status for h in office.case(case_id).hearings] == [HearingStatus.CANCELLED]


def test_a_payment_order_is_not_effective_while_the_employer_may_object_civil_procedure_art_227(
    office,
):
    case_id = effective(office)
    office.clock.at(date(2026, 12, 20))
    day = date(2026, 12, 1)
    worker = office.case(case_id).applicants[0].id
    told = {"body": "宣化区人民法院", "agreed": True, "party_ids": (worker,)}
    take(office.clerk, office, case_id, Step.DEFAULT, day)
    take(office.clerk, office, case_id, Step.APPLY_ORDER, day, **told)
    order = office.case(case_id).proceedings[-1].id
    for step, facts in (
        (Step.ORDER_ACCEPTED, {}),
        (Step.ORDER_ISSUED, {"number": "（2026）冀0705民督1号"}),
        (Step.ORDER_SERVED, {}),
    ):
        take(office.clerk, office, case_id, step, day, proceeding_id=order, **facts)

    with pytest.raises(StepNotAllowed, match="民事诉讼法第二百二十七条"):
        take(
            office.clerk,
            office,
            case_id,
            Step.ORDER_EFFECTIVE,
            date(2026, 12, 16),
            proceeding_id=order,
        )
    take(
        office.clerk, office, case_id, Step.ORDER_EFFECTIVE, date(2026, 12, 17), proceeding_id=order
    )


def test_closing_is_taken_back_with_a_reason_and_the_archive_is_opened_again_only(office):
    case_id = closed(office)
    entry = undo.last(office.supervisor, case_id)
    assert undo.takes_reason(office.case(case_id), entry.doing)

    with pytest.raises(Invalid) as refused:
        undo.undo(office.supervisor, entry.id)
    assert [p.field for p in refused.value.problems] == ["reason"]
    assert office.case(case_id).stage is Stage.CLOSED

    undo.undo(office.supervisor, entry.id, "审批有误，补充材料后再结")
    with pytest.raises(DeskError, match="重新办理"):
        undo.redo(office.supervisor, *undo.last_undone(office.supervisor, case_id))
    assert office.case(case_id).stage is Stage.FAILED

    take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD)
    filed = {"number": "2026-001", "ground": "10", "agreed": True}
    take(office.supervisor, office, case_id, Step.ARCHIVE, story.HEARD, **filed)
    with pytest.raises(CaseLocked, match="归档"):
        undo.undo(office.supervisor, undo.last(office.supervisor, case_id).id, "归档有误应撤回")
    assert office.case(case_id).stage is Stage.ARCHIVED


def test_acceptance_is_not_moved_past_what_followed_it(office):
    """A month accepts what it ends: the balance of the register holds (procedure.md 6.2)."""
    case_id = failed(office)
    case = office.case(case_id)
    accepted_step = next(t for t in case.steps if t.step is Step.ACCEPT)
    day = story.HEARD + timedelta(days=1)
    office.clock.at(day)
    only = replace(case, steps=(accepted_step,))  # as a ledger of former days has it

    told = out_of_order(only, accepted_step, day)
    unheard = out_of_order(replace(only, hearings=()), accepted_step, day)

    assert told is not None
    assert "调解会" in told.text
    assert unheard is not None
    assert "调解结束" in unheard.text
    assert out_of_order(case, accepted_step, story.ACCEPTED) is None
    with pytest.raises(Invalid):
        correcting.correct_day(
            office.clerk, case_id, case.version, accepted_step.id, day, "更正受理日期"
        )


def test_a_mediation_does_not_end_before_a_hearing_that_took_place(office):
    case_id = heard(office)
    before = story.HEARD - timedelta(days=1)
    told = {"ground": "too_far_apart", "reason": "双方差距过大", "manner": "both"}

    with pytest.raises(Invalid, match="调解会"):
        take(office.mediator, office, case_id, Step.FAIL, before, **told)


def test_an_extension_ends_the_days_from_receipt_mediation_law_14(office):
    """劳动争议调解仲裁法第十四条: they open arbitration to the applicant, who agreed to go on."""
    case_id = heard(office)
    until = clock(office.case(case_id), "DL04").due + timedelta(days=10)
    told = {"until": until, "reason": "等待工资记录", "agreed": True}

    take(office.supervisor, office, case_id, Step.EXTEND, story.HEARD, **told)

    assert clock(office.case(case_id), "DL03").state is ClockState.VOID
    assert clock(office.case(case_id), "DL05").due >= until


def test_no_notice_of_acceptance_before_both_sides_consented_mediation_rules_22(office):
    """企业劳动争议协商调解规定第二十二条."""

    def offered(case):
        return {offer.code for offer in papers.offered(case, office.desk.today())}

    assert "D-08" not in offered(office.case(office.register(("王秀英",))))
    assert "D-08" in offered(office.case(accepted(office)))
