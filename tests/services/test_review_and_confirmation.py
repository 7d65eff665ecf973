"""Review by arbitration, confirmation by the court: their days, and one way at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain import procedure
from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.services import (
    papers,
    parties,
    settlements,
    story,
    undo,
)
from tests.services.course import clock, effective, signing, take
from tests.services.effect_course import COURT, FINAL, apply_for, pay, version


def of_status(office, case_id, cause):
    case = office.case(case_id)
    parties.change_card(
        office.clerk,
        case_id,
        case.version,
        cause=cause,
        district=case.district,
        source=case.source,
        form=case.form,
        requests=case.requests,
        facts=case.facts,
        referral=case.referral,
    )


def test_review_after_fifteen_days_is_refused_with_its_article(office):
    case_id = effective(office)
    day = story.AGREED + timedelta(days=20)
    office.clock.at(day)

    with pytest.raises(StepNotAllowed, match="第七十四条"):
        apply_for(office, case_id, Step.APPLY_REVIEW, day)


def test_review_after_the_court_confirmed_is_refused_with_its_article(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    day = story.AGREED + timedelta(days=5)
    office.clock.at(day)
    facts = {"number": "（2026）冀0702诉前调确1号", "served_on": day}
    take(office.clerk, office, case_id, Step.CONFIRMED, day, **facts)

    with pytest.raises(StepNotAllowed, match="第七十五条"):
        apply_for(office, case_id, Step.APPLY_REVIEW, day)


def test_the_application_for_review_is_offered_only_while_review_is_open(office):
    """劳动人事争议仲裁办案规则第七十五条."""
    case_id = effective(office)

    def offered():
        case = office.case(case_id)
        return {offer.code for offer in papers.offered(case, office.clerk.today())}

    assert "D-40" in offered()
    of_status(office, case_id, "B01")

    assert "D-40" not in offered()
    assert "D-41" in offered()


def test_confirmation_after_review_was_granted_is_refused(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    day = story.AGREED + timedelta(days=3)
    office.clock.at(day)
    facts = {"number": "张劳人仲案字〔2026〕第1号", "served_on": day}
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, day, **facts)

    with pytest.raises(StepNotAllowed, match="第五十一条"):
        apply_for(office, case_id, Step.APPLY_CONFIRMATION, day)


def test_a_court_that_does_not_confirm_says_so_in_a_ruling_with_number_and_day(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    refusal = (Step.CONFIRMATION_REFUSED, story.AGREED)

    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, *refusal, reason="协议内容不明确")
    assert {p.field for p in refused.value.problems} == {"number", "served_on"}
    told = {"number": "（2026）冀0703民特9号", "served_on": story.AGREED}
    take(office.clerk, office, case_id, *refusal, reason="协议内容不明确", **told)

    assert office.case(case_id).steps[-1].number == told["number"]


def test_the_days_to_apply_run_on_when_performance_is_corrected_in_time(office):
    case_id = effective(office)
    for number in (1, 2):
        pay(office, case_id, number, story.AGREED)
    take(office.mediator, office, case_id, Step.PERFORMED, story.AGREED)
    assert clock(office.case(case_id), "DL12").state is ClockState.VOID

    why = {"reason": "劳动者称款项未到账"}
    take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, story.AGREED, **why)

    assert clock(office.case(case_id), "DL12").state is ClockState.RUNNING


def test_what_another_body_has_not_decided_keeps_a_case_from_being_closed(office):
    """劳动人事争议仲裁办案规则第七十六条; 民事诉讼法第二百零六条."""
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    office.clock.at(FINAL)
    for number in (1, 2):
        pay(office, case_id, number, FINAL)
    take(office.mediator, office, case_id, Step.PERFORMED, FINAL)

    with pytest.raises(StepNotAllowed, match="第七十六条"):
        take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    with pytest.raises(Invalid, match="4个字"):
        take(office.supervisor, office, case_id, Step.CLOSE, FINAL, override="是")

    told = {"by": "双方当事人", "reason": "款项已全部付清"}
    take(office.clerk, office, case_id, Step.REVIEW_WITHDRAWN, FINAL, **told)
    take(office.supervisor, office, case_id, Step.CLOSE, FINAL)
    case = office.case(case_id)
    assert case.stage is Stage.CLOSED
    [review] = [p for p in case.proceedings if p.track is Track.REVIEW]
    assert (review.standing, review.ended_on) == (Standing.REVIEW_WITHDRAWN, FINAL)


def test_closing_does_not_end_the_parties_days_to_apply_together(office):
    """劳动人事争议仲裁办案规则第七十四条; 民事诉讼法第二百零五条."""
    case_id = effective(office)
    why = "双方均同意先行结案"
    take(office.supervisor, office, case_id, Step.CLOSE, story.AGREED, override=why)

    case = office.case(case_id)
    running = {c.kind for c in case.clocks if c.state is ClockState.RUNNING}
    assert {"DL10", "DL12"} <= running
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    assert clock(office.case(case_id), "DL12").state is ClockState.MET


def test_the_days_for_review_no_longer_apply_while_confirmation_is_chosen(office):
    """One way is chosen (办案规则第七十五条); the other's days are not missed meanwhile."""
    case_id = effective(office)
    days = clock(office.case(case_id), "DL10")
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    assert clock(office.case(case_id), "DL10").state is ClockState.VOID

    why = {"by": "双方当事人", "reason": "改为申请仲裁审查"}
    take(office.clerk, office, case_id, Step.CONFIRMATION_WITHDRAWN, story.AGREED, **why)
    assert replace(clock(office.case(case_id), "DL10"), ended_by=None) == days

    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    assert clock(office.case(case_id), "DL10").state is ClockState.MET


_ENDS = {
    Step.REVIEW_WITHDRAWN: (Step.APPLY_REVIEW, "DL10", {"by": "双方当事人"}),
    Step.REVIEW_REFUSED: (Step.APPLY_REVIEW, "DL10", {}),
    Step.CONFIRMATION_WITHDRAWN: (Step.APPLY_CONFIRMATION, "DL12", {"by": "双方当事人"}),
    Step.CONFIRMATION_REFUSED: (
        Step.APPLY_CONFIRMATION,
        "DL12",
        {"number": "（2026）冀0703民特9号", "served_on": story.AGREED},
    ),
}


@pytest.mark.parametrize("end", _ENDS)
def test_the_days_to_apply_run_again_when_an_application_ends_without_result(office, end):
    """办案规则第七十四条; 民事诉讼法第二百零五条: the step is open again, and so are its days."""
    apply, kind, told = _ENDS[end]
    case_id = effective(office)
    before = clock(office.case(case_id), kind)
    apply_for(office, case_id, apply, story.AGREED)
    assert clock(office.case(case_id), kind).state is ClockState.MET

    take(office.clerk, office, case_id, end, story.AGREED, reason="材料需要补充", **told)

    assert replace(clock(office.case(case_id), kind), ended_by=None) == before
    apply_for(office, case_id, apply, story.AGREED)
    assert clock(office.case(case_id), kind).state is ClockState.MET
    take(office.clerk, office, case_id, end, story.AGREED, reason="材料需要补充", **told)
    [entry] = [undo.last(office.clerk, case_id)]
    undo.undo(office.clerk, entry.id)
    assert clock(office.case(case_id), kind).state is ClockState.MET


def test_an_application_withdrawn_after_all_is_paid_leaves_no_days_to_keep(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_CONFIRMATION, story.AGREED)
    for number in (1, 2):
        pay(office, case_id, number, story.AGREED)
    take(office.mediator, office, case_id, Step.PERFORMED, story.AGREED)
    why = {"by": "双方当事人", "reason": "款项已全部付清"}

    take(office.clerk, office, case_id, Step.CONFIRMATION_WITHDRAWN, story.AGREED, **why)
    assert clock(office.case(case_id), "DL12").state is ClockState.VOID
    take(office.clerk, office, case_id, Step.RESUME_PERFORMANCE, story.AGREED, reason="退票未到账")

    assert clock(office.case(case_id), "DL12").state is ClockState.RUNNING


@pytest.mark.parametrize("served", [story.AGREED, story.SECOND_DUE + timedelta(days=20)])
@pytest.mark.parametrize("by", [Step.REVIEW_GRANTED, Step.CONFIRMED])
def test_the_years_of_execution_count_from_the_last_instalment_or_from_effect_later(
    office, by, served
):
    """民事诉讼法第二百五十条; a mediation document takes effect when the last one received it."""
    case_id = effective(office)
    apply = Step.APPLY_REVIEW if by is Step.REVIEW_GRANTED else Step.APPLY_CONFIRMATION
    apply_for(office, case_id, apply, story.AGREED)
    office.clock.at(served)

    take(office.clerk, office, case_id, by, story.AGREED, number="1号", served_on=served)

    assert clock(office.case(case_id), "DL22").start == max(served, story.SECOND_DUE)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Step.APPLY_REVIEW, Step.APPLY_CONFIRMATION),
        (Step.APPLY_CONFIRMATION, Step.APPLY_REVIEW),
    ],
)
def test_one_way_to_an_enforceable_document_at_a_time_arbitration_rules_art_75(
    office, first, second
):
    case_id = effective(office)
    apply_for(office, case_id, first, story.AGREED)

    with pytest.raises(StepNotAllowed, match="第七十五条"):
        apply_for(office, case_id, second, story.AGREED)

    ends = {
        Step.APPLY_REVIEW: Step.REVIEW_WITHDRAWN,
        Step.APPLY_CONFIRMATION: Step.CONFIRMATION_WITHDRAWN,
    }
    told = {"by": "双方当事人", "reason": "改走另一途径"}
    take(office.clerk, office, case_id, ends[first], story.AGREED, **told)
    apply_for(office, case_id, second, story.AGREED)


def test_no_reason_opens_what_the_law_shuts(office):
    """办案规则第七十五条; 调解仲裁法第十四条、第十五条、第五十一条."""
    case_id = effective(office)
    why = {"override": "双方坚持同时申请，已释明"}
    court = {"body": COURT, "agreed": True}
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    both = court | why
    with pytest.raises(StepNotAllowed, match="第七十五条"):
        take(office.supervisor, office, case_id, Step.APPLY_CONFIRMATION, story.AGREED, **both)

    granted = {"number": "张劳人仲案字〔2026〕第1号", "served_on": story.AGREED}
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, story.AGREED, **granted)
    with pytest.raises(StepNotAllowed, match="第五十一条"):
        take(office.supervisor, office, case_id, Step.APPLY_CONFIRMATION, story.AGREED, **both)
    with pytest.raises(StepNotAllowed, match="第十五条"):
        take(office.supervisor, office, case_id, Step.DEFAULT, story.AGREED, **why)
    with pytest.raises(StepNotAllowed, match="第十四条"):
        take(office.supervisor, office, case_id, Step.PERFORMED, story.AGREED, **why)


def test_the_days_for_review_end_where_employment_is_confirmed_arbitration_rules_art_75(office):
    case_id = effective(office)
    of_status(office, case_id, "B01")

    case = office.case(case_id)
    review = clock(case, "DL10")
    assert review.state is ClockState.VOID
    [note] = [n for n in case.clock_notes if n.clock_id == review.id]
    assert "第七十五条" in note.reason
    assert clock(case, "DL12").state is ClockState.RUNNING

    of_status(office, case_id, "B02")
    assert clock(office.case(case_id), "DL10").state is ClockState.RUNNING


def test_they_end_as_the_agreement_takes_effect(office):
    case_id = signing(office)
    of_status(office, case_id, "I02")
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    settlements.seal(office.supervisor, case_id, version(office, case_id))

    assert clock(office.case(case_id), "DL10").state is ClockState.VOID


def test_a_court_confirms_only_what_is_to_be_paid_interpretation_one_art_52(office):
    case = office.case(effective(office))
    row = procedure.move(case.stage, Step.APPLY_CONFIRMATION)
    assert not [n for n in procedure.unmet(case, row, story.AGREED) if "第五十二条" in n.basis]

    told = procedure.unmet(replace(case, cause="B01"), row, story.AGREED)

    assert [need.grade for need in told if "第五十二条" in need.basis] == [Grade.HOUSE]
