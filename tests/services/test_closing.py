"""Closing in two acts, gaps with a reason, and what outlasts the closing (procedure.md T37–T40)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.closing import application, closed_with, gaps
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.errors import Invalid, NotAllowed, StepNotAllowed
from mediation_desk.domain.options import CLOSING_APPROVAL
from mediation_desk.domain.rights import Role
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import ClosingResult
from mediation_desk.domain.visits import ContactManner, Performed, Visit
from mediation_desk.services import (
    closing,
    correcting,
    duties,
    papers,
    payments,
    settings,
    settlements,
    story,
    visits,
)
from mediation_desk.services.boards import boards
from mediation_desk.services.today import today
from mediation_desk.ui.case.course import course
from tests.documents.samples import squeezed, written
from tests.services.course import clock, effective, failed, heard, take
from tests.services.effect_course import pay

WHY = "双方已确认，材料随后补入"
RESULT = {"ground": ClosingResult.PERFORMED.value}
"""A result that does not fit: nobody is asked for it and it changes nothing."""


def applied(office):
    case_id = failed(office)
    facts = {**RESULT, "note": "同意结案", "reason": WHY}
    take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.HEARD, **facts)
    return case_id


def performed(office):
    case_id = effective(office)
    office.clock.at(story.SECOND_DUE)
    case = office.case(case_id)
    paid = tuple(
        Payment(party_id=o.party_id, instalment=o.instalment, amount=o.owed, paid_on=o.due_on)
        for o in case.obligations(story.SECOND_DUE)
    )
    payments.record(office.clerk, case_id, case.version, paid)
    take(office.mediator, office, case_id, Step.PERFORMED, story.SECOND_DUE)
    return case_id


def archived(office):
    case_id = performed(office)
    take(office.supervisor, office, case_id, Step.CLOSE, story.SECOND_DUE, reason=WHY)
    filed = {"number": "2026-1", "ground": "10", "agreed": True, "reason": WHY}
    take(office.clerk, office, case_id, Step.ARCHIVE, story.SECOND_DUE, **filed)
    return case_id


def test_the_mediator_applies_and_the_supervisor_approves(office):
    case_id = applied(office)
    pending = office.case(case_id)

    take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD, note="准予结案")

    assert application(pending).note == "同意结案"
    assert pending.stage is Stage.FAILED
    assert clock(pending, "DL36").state is ClockState.MET
    case = office.case(case_id)
    assert (case.stage, case.closed_on) == (Stage.CLOSED, story.HEARD)
    assert [t.note for t in case.steps[-2:]] == ["同意结案", "准予结案"]
    assert application(case) is None


def test_a_returned_application_starts_the_days_for_closing_anew(office):
    case_id = applied(office)

    take(office.supervisor, office, case_id, Step.RETURN_CLOSE, story.HEARD, reason="补签笔录")

    case = office.case(case_id)
    assert application(case) is None
    states = [c.state for c in case.clocks if c.kind == "DL36"]
    assert states == [ClockState.MET, ClockState.RUNNING]
    take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.HEARD, **RESULT, reason=WHY)
    assert application(office.case(case_id))


def test_nobody_applies_twice_and_nothing_is_returned_that_was_not_applied_for(office):
    case_id = applied(office)

    with pytest.raises(StepNotAllowed, match=story.HEARD.isoformat()):
        take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.HEARD, **RESULT, reason=WHY)
    with pytest.raises(NotAllowed):
        take(office.mediator, office, case_id, Step.CLOSE, story.HEARD, reason=WHY)
    take(office.supervisor, office, case_id, Step.RETURN_CLOSE, story.HEARD, reason="补签笔录")
    with pytest.raises(StepNotAllowed):
        take(
            office.supervisor,
            office,
            case_id,
            Step.RETURN_CLOSE,
            story.HEARD,
            reason="补签笔录",
        )


def test_closing_with_gaps_takes_a_reason_that_is_kept_with_what_was_missing(office):
    case_id = failed(office)

    with pytest.raises(Invalid) as refused:
        take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.HEARD, **RESULT)
    take(office.mediator, office, case_id, Step.APPLY_CLOSE, story.HEARD, **RESULT, reason=WHY)

    assert [p.field for p in refused.value.problems] == ["reason"]
    kept = application(office.case(case_id))
    assert kept.reason == WHY
    assert any("告知书" in item for item in kept.items)


def test_a_supervisor_who_approves_what_nobody_applied_for_says_why(office):
    case_id = failed(office)

    with pytest.raises(Invalid):
        take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD, reason="")
    take(office.supervisor, office, case_id, Step.CLOSE, story.HEARD, reason=WHY)

    last = office.case(case_id).steps[-1]
    assert (last.step, last.reason) == (Step.CLOSE, WHY)
    assert "申请结案" in last.items[0]


@pytest.mark.parametrize("way", ["also mediates", "house rule off"])
def test_one_person_does_both_acts_in_one_go(office, way):
    case_id = failed(office)
    desk = office.supervisor
    if way == "also mediates":
        desk.actor = replace(desk.actor, roles=desk.actor.roles | {Role.MEDIATOR})
    else:
        settings.set_option(desk, CLOSING_APPROVAL, "no")

    take(desk, office, case_id, Step.CLOSE, story.HEARD, body="调解不成", note="同意", reason=WHY)

    applies, approves = office.case(case_id).steps[-2:]
    assert (applies.step, applies.note) == (Step.APPLY_CLOSE, "调解不成")
    assert applies.ground == ClosingResult.WITHOUT.value
    assert (approves.step, approves.note) == (Step.CLOSE, "同意")
    assert approves.ground == ClosingResult.WITHOUT.value
    assert not any("尚未申请" in item for item in approves.items)


def test_a_case_is_closed_with_the_result_that_it_has_and_every_paper_says_so(office):
    """procedure.md 2.5, T38: what is owed under an agreement is never closed as performed."""
    case_id = effective(office)
    told = {"reason": WHY, "override": "主任同意先行结案"} | RESULT
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, **told)

    case = office.case(case_id)
    assert case.owed > 0
    assert {t.ground for t in case.steps if t.step is Step.CLOSE} == {ClosingResult.AGREED.value}
    assert closed_with(case) is ClosingResult.AGREED
    said = squeezed(written(papers.compose(office.clerk, case_id, "D-60").docx))
    assert ClosingResult.AGREED.label in said
    held = len(case.papers)
    assert re.search(rf"卷内文书{held}份，\d+页", said)
    assert f"保管期限{closing.kept_for(office.clerk, case).label}" in said
    assert any(ClosingResult.AGREED.label in e.text for e in course(case, office.desk.calendar))

    chosen = [replace(t, ground="performed") if t.ground else t for t in case.steps]
    assert closed_with(replace(case, steps=tuple(chosen))) is ClosingResult.AGREED


def test_a_dossier_of_which_all_is_paid_and_nothing_confirmed_says_so_before_it_is_filed(office):
    case_id = effective(office)
    told = {"reason": WHY, "override": "主任同意先行结案"}
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, **told)
    office.clock.at(story.SECOND_DUE)
    pay(office, case_id, day=story.SECOND_DUE)

    texts = [gap.text for gap in gaps(office.case(case_id), Step.ARCHIVE, story.SECOND_DUE)]
    assert "款项已全部付清，尚未登记履行完毕。" in texts


def test_a_follow_up_visit_is_still_awaited_and_made_after_filing(office):
    case_id = archived(office)
    awaited = clock(office.case(case_id), "DL35", "30")
    office.clock.at(awaited.due)

    seen = [c.detail for c in today(office.supervisor).clocks if c.kind == "DL35"]
    seventh = Visit(
        day=awaited.due,
        manner=ContactManner.PHONE,
        person="李建国",
        performed=Performed.IN_FULL,
        visitor="王敏",
    )
    for _time in (1, 2):
        visits.record(office.clerk, case_id, office.case(case_id).version, seventh)

    assert awaited.state is ClockState.RUNNING
    assert seen == ["7", "30"]
    assert clock(office.case(case_id), "DL35", "30").state is ClockState.MET
    assert office.case(case_id).stage is Stage.ARCHIVED


def test_a_case_that_ended_is_carried_on_until_it_is_closed_and_once_it_is_reopened(office):
    case_id = archived(office)
    closed = {line.id for line in today(office.supervisor).cases}

    take(office.supervisor, office, case_id, Step.REOPEN, story.SECOND_DUE, reason="补充回访")

    assert case_id not in closed
    assert case_id in {line.id for line in today(office.supervisor).cases}


def test_an_application_for_closing_waits_on_the_day_of_the_supervisor(office):
    case_id = applied(office)

    waits = boards(office.supervisor).closings
    assert [(c.case_id, c.asked_on, c.by) for c in waits] == [(case_id, story.HEARD, "王敏")]
    assert boards(office.mediator).closings == ()
    [line] = [line for line in today(office.mediator).cases if line.id == case_id]
    assert line.closing_asked

    take(office.supervisor, office, case_id, Step.RETURN_CLOSE, story.HEARD, reason="补签笔录")
    assert boards(office.supervisor).closings == ()


def test_a_duty_besides_money_that_is_overdue_waits_on_the_day(office):
    case_id = effective(office)
    case = office.case(case_id)
    duty = Duty(kind=DutyKind.CERTIFICATE, due_on=story.AGREED)
    duties.put(office.mediator, case_id, case.version, duty)
    office.clock.at(story.AGREED + timedelta(days=2))

    waits = boards(office.supervisor).duties
    assert [(d.case_id, d.due_on) for d in waits] == [(case_id, story.AGREED)]
    assert waits[0].title == "离职证明"
    assert boards(office.mediator).duties == waits


def test_a_corrected_signature_counts_the_limitation_anew_art_27(office):
    case_id = effective(office)
    case = office.case(case_id)
    late = story.AGREED + timedelta(days=1)
    office.clock.at(late)
    signature = replace(case.settlement.signatures[-1], signed_on=late)

    settlements.correct_signature(office.supervisor, case_id, case.version, signature, "更正笔误")

    case = office.case(case_id)
    assert case.settlement.effective_on == late
    assert {c.start for c in case.clocks if c.kind in ("DL10", "DL12", "DL15")} == {late}
    assert clock(case, "DL23").start == late


def test_a_day_out_of_order_names_the_step_beside_it_and_its_day(office):
    case_id = heard(office)
    case = office.case(case_id)
    accepted = next(t for t in case.steps if t.step is Step.ACCEPT)

    with pytest.raises(Invalid, match="指派") as refused:
        correcting.correct_day(
            office.clerk, case_id, case.version, accepted.id, story.HEARD, "更正受理日期"
        )
    assert "年" in str(refused.value)
    with pytest.raises(Invalid, match="早于"):
        correcting.correct_day(
            office.clerk, case_id, case.version, accepted.id, date(2026, 10, 1), "更正受理日期"
        )
