"""Workers of a group settle one by one: who did not settle is not forgotten (procedure.md 2.6)."""

from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import CaseLocked, DeskError, Invalid
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.limitation import MomentKind
from mediation_desk.domain.procedure import offers
from mediation_desk.domain.settlement import Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.law.limitation_of_case import bars, moments_of
from mediation_desk.services import boards, papers, settlements, story, undo
from mediation_desk.ui.case import headline
from tests.documents.samples import squeezed, written
from tests.services import course
from tests.services.course import clock, take
from tests.services.effect_course import pay

TWO = ("李建国", "赵铁柱")


@pytest.fixture
def parted(office):
    """李建国 settled, 赵铁柱 did not and was left out of the agreement, which is in effect."""
    case_id = course.signing(office, TWO)
    case = office.case(case_id)
    given = [s for s in story.signatures(case, story.AGREED) if s.name != "赵铁柱"]
    workers = [s for s in given if s.signer is Signer.APPLICANT]
    settlements.sign(office.mediator, case_id, case.version, tuple(workers))
    case = office.case(case_id)
    settlements.leave_out(office.mediator, case_id, case.version, (other(case),))
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, tuple(given))
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    return case_id


def other(case):
    [found] = [a.id for a in case.applicants if a.person.name == "赵铁柱"]
    return found


def end_for(office, case_id, day=None, ground="unwilling", party=None):
    told = {"ground": ground, "reason": "另有打算", "manner": "both"}
    chosen = (party or other(office.case(case_id)),)
    day = day or office.desk.today()
    take(office.mediator, office, case_id, Step.END_FOR_ONE, day, party_ids=chosen, **told)


def wanted(office, case_id):
    return [p.form for p in boards.boards(office.clerk).unissued if p.case_id == case_id]


def missed(case):
    return [g.text for g in gaps(case) if "赵铁柱" in g.text]


def test_who_did_not_settle_stands_on_today_and_in_the_closing_list_until_told_rules_30(
    office, parted
):
    """企业劳动争议协商调解规定第三十条: told in writing that arbitration is open."""
    case = office.case(parted)
    assert next_step(case, office.desk.today()).step is Step.END_FOR_ONE
    assert "D-23b" in wanted(office, parted)
    assert any("第三十条" in text for text in missed(case))

    end_for(office, parted)

    case = office.case(parted)
    assert Step.END_FOR_ONE not in {offer.row.step for offer in offers(case)}
    [told] = [t for t in case.steps if t.step is Step.END_FOR_ONE]
    assert (told.party_id, told.by) == (other(case), "赵铁柱")
    assert "D-23b" in wanted(office, parted)
    assert any("告知书" in text for text in missed(case))

    paper = papers.compose(office.clerk, parted, "D-23b", str(other(case)))
    papers.issue(office.clerk, parted, case.version, paper)

    case = office.case(parted)
    assert "D-23b" not in wanted(office, parted)
    assert missed(case) == []
    receivers = {s.receiver for s in case.services if s.waiting}
    assert receivers == {"赵铁柱", case.respondent.employer.name}


def test_the_notice_speaks_of_the_one_who_did_not_settle_and_names_arbitration(office, parted):
    end_for(office, parted)
    case = office.case(parted)

    paper = papers.compose(office.clerk, parted, "D-23b", str(other(case)))

    assert paper.copies == 3, "the worker, the employer, the file"
    said = squeezed(written(paper.docx))
    assert "赵铁柱" in said
    assert "李建国" not in said
    assert said.startswith("个别申请人调解终止告知书")
    assert "因申请人不同意调解方案，调解终止。〔情况记录：另有打算。" in said
    assert "申请仲裁" in said


def test_who_leaves_the_group_signs_a_withdrawal_of_his_own(office, parted):
    case = office.case(parted)
    offered = {
        offer.code: dict(offer.subjects)
        for offer in papers.offered(office.case(parted), office.desk.today())
    }
    assert offered["D-26b"] == {str(other(case)): "赵铁柱"}

    end_for(office, parted, ground="left")

    paper = papers.compose(office.clerk, parted, "D-26b", str(other(office.case(parted))))
    said = squeezed(written(paper.docx))
    assert "申请人赵铁柱于" in said
    assert "现申请撤回" in said
    assert "另有打算" in said
    assert "李建国" not in said


def test_who_did_not_settle_for_another_reason_is_offered_no_withdrawal(office, parted):
    end_for(office, parted, ground="unwilling")

    assert "D-26b" not in {
        offer.code for offer in papers.offered(office.case(parted), office.desk.today())
    }


def test_the_outcome_of_one_can_be_undone_and_is_told_once(office, parted):
    end_for(office, parted)
    with pytest.raises(DeskError):
        end_for(office, parted)

    undo.undo(office.desk, undo.last(office.desk, parted).id, "记错了人")

    assert Step.END_FOR_ONE in {offer.row.step for offer in offers(office.case(parted))}


def test_an_end_that_was_forgotten_is_a_correction_with_a_reason_once_the_case_is_closed_rules_30(
    office, parted
):
    why = {"reason": "先行结案", "override": "主任同意先行结案"}
    take(office.supervisor, office, parted, Step.CLOSE, office.desk.today(), **why)
    assert Step.END_FOR_ONE in {offer.row.step for offer in offers(office.case(parted))}
    with pytest.raises(CaseLocked):
        end_for(office, parted)

    with office.mediator.correcting("结案时漏记个别终止"):
        end_for(office, parted)

    case = office.case(parted)
    assert case.stage is Stage.CLOSED
    paper = papers.compose(office.clerk, parted, "D-23b", str(other(case)))
    papers.issue(office.clerk, parted, case.version, paper)
    assert [p.subject for p in office.case(parted).papers if p.form == "D-23b"] == ["赵铁柱"]

    take(office.supervisor, office, parted, Step.REOPEN, office.desk.today(), reason="补充材料")
    undo.undo(office.desk, undo.last(office.desk, parted).id, "仍按已结案")
    assert office.case(parted).stage is Stage.CLOSED


def test_who_is_bound_by_the_agreement_has_no_other_end(office, parted):
    with pytest.raises(Invalid) as refused:
        end_for(office, parted, party=office.case(parted).applicants[0].id)

    assert {p.field for p in refused.value.problems} == {"party_ids"}


def test_where_all_settled_nothing_is_asked(office):
    case = office.case(course.effective(office, TWO))

    assert Step.END_FOR_ONE not in {offer.row.step for offer in offers(case)}
    assert "D-23b" not in wanted(office, case.id)


def test_the_limitation_of_who_did_not_settle_runs_from_their_own_ground_law_27_rules_31(
    office, parted
):
    """劳动争议调解仲裁法第二十七条: only towards whom the other side agreed to perform."""
    case, today = office.case(parted), office.desk.today()
    begins = {
        bar.names: bar.bar.conservative.begin
        for bar in bars(case, office.desk.law_on(today), office.desk.calendar)
        if bar.bar.conservative is not None
    }
    assert {day for names, day in begins.items() if "李建国" in names} == {story.AGREED}
    assert {day for names, day in begins.items() if "赵铁柱" in names} == {story.APPLIED}
    assert clock(case, "DL23").start == story.APPLIED

    end_for(office, parted)

    own = [m for m in moments_of(office.case(parted), today) if m.party_id == other(case)]
    assert [(m.kind, m.day) for m in own] == [(MomentKind.MEDIATION_ENDED, today)]


def test_time_up_for_one_counts_from_the_end_of_the_period_rules_31_7(office, parted):
    office.clock.at(story.AGREED + timedelta(days=30))
    case = office.case(parted)
    end = clock(case, "DL04").due

    end_for(office, parted, ground="time_up")

    today = office.desk.today()
    own = [m for m in moments_of(office.case(parted), today) if m.party_id == other(case)]
    assert [(m.kind, m.day) for m in own] == [(MomentKind.MEDIATION_FAILED, end)]


def test_a_lapse_recorded_late_counts_from_the_end_of_the_period_rules_31_7(office):
    """企业劳动争议协商调解规定第三十一条第七项: no agreement within the period."""
    case_id = course.heard(office, TWO)
    end = clock(office.case(case_id), "DL04").due
    office.clock.at(end + timedelta(days=40))
    take(office.supervisor, office, case_id, Step.LAPSE, office.desk.today())

    case = office.case(case_id)
    found = [m for m in moments_of(case, office.desk.today()) if m.kind.value.startswith("mediat")]
    assert (MomentKind.MEDIATION_FAILED, end) in {(m.kind, m.day) for m in found}
    assert clock(case, "DL04").state is ClockState.MISSED


def test_unwilling_after_the_period_is_no_agreement_in_it_rules_31_6_and_7(office):
    case_id = course.heard(office, TWO)
    end = clock(office.case(case_id), "DL04").due
    told = {"ground": "too_far_apart", "reason": "差距过大", "manner": "both"}
    office.clock.at(end + timedelta(days=3))
    take(office.mediator, office, case_id, Step.FAIL, office.desk.today(), **told)

    days = {(m.kind, m.day) for m in moments_of(office.case(case_id), office.desk.today())}
    assert (MomentKind.MEDIATION_FAILED, end) in days
    assert not any(kind is MomentKind.MEDIATION_ENDED for kind, _day in days)


def own_clocks(office, case_id):
    found = [c for c in office.case(case_id).clocks if c.detail == "赵铁柱"]
    return {c.kind: c.state for c in found}


@pytest.mark.parametrize(
    ("ground", "ends"),
    [
        ("unwilling", ClockState.MET),
        ("time_up", ClockState.MISSED),
        ("left", ClockState.VOID),
    ],
)
def test_the_days_for_mediation_run_on_for_who_did_not_settle_rules_29_30(
    office, parted, ground, ends
):
    """企业劳动争议协商调解规定第二十九条: hers end with her own mediation, not with the others'."""
    case = office.case(parted)
    assert own_clocks(office, parted) == dict.fromkeys(("DL03", "DL04"), ClockState.RUNNING)
    assert clock(case, "DL04").state is ClockState.MET
    assert clock(case, "DL04", "赵铁柱").due == clock(case, "DL04").due
    shown = [c for c in headline.running(case) if c.detail == "赵铁柱"]
    assert {c.kind for c in shown} == {"DL03", "DL04"}
    said = [phrase.text for phrase in headline.clock_line(case, office.desk.today())]
    assert any(text.startswith("赵铁柱：") for text in said)

    end_for(office, parted, ground=ground)

    assert own_clocks(office, parted)["DL04"] is ends
    assert own_clocks(office, parted)["DL03"] is ClockState.VOID
    undo.undo(office.desk, undo.last(office.desk, parted).id, "记错了人")
    assert own_clocks(office, parted)["DL04"] is ClockState.RUNNING


def test_where_all_settled_no_days_for_mediation_run_on_rules_29(office):
    case = office.case(course.effective(office, TWO))

    assert not [c for c in case.clocks if c.kind in ("DL03", "DL04") and c.detail]
    assert clock(case, "DL04").state is ClockState.MET


def test_law_27_the_year_of_who_did_not_settle_runs_on_when_the_case_is_closed(office, parted):
    """劳动争议调解仲裁法第二十七条: closing the others' agreement ends nobody's year."""
    end_for(office, parted)
    kept = clock(office.case(parted), "DL23")
    assert kept.state is ClockState.RUNNING
    office.clock.at(story.SECOND_DUE)
    pay(office, parted, day=story.SECOND_DUE)
    take(office.mediator, office, parted, Step.PERFORMED, story.SECOND_DUE)

    take(office.supervisor, office, parted, Step.CLOSE, story.SECOND_DUE)

    closed = clock(office.case(parted), "DL23")
    assert (closed.state, closed.due) == (ClockState.RUNNING, kept.due)


def test_law_27_the_year_of_who_was_paid_in_full_is_not_watched_when_the_case_is_closed(office):
    case_id = course.effective(office, TWO)
    office.clock.at(story.SECOND_DUE)
    pay(office, case_id, day=story.SECOND_DUE)
    take(office.mediator, office, case_id, Step.PERFORMED, story.SECOND_DUE)
    take(office.supervisor, office, case_id, Step.CLOSE, story.SECOND_DUE)

    assert {c.state for c in office.case(case_id).clocks if c.kind == "DL23"} == {ClockState.VOID}
