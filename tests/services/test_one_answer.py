"""Limitation after closing, terms saved again, and who can leave: one answer, told beforehand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.outside import stays
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Step
from mediation_desk.services import limitation, parties, settlements, story
from tests.services import course
from tests.services.course import clock, take, terms_of
from tests.services.effect_course import pay

TWO = ("李建国", "赵铁柱")


def conservative(office, case_id):
    found = limitation.of_case(office.desk, case_id).bars
    return min(b.bar.conservative.due for b in found if b.bar.conservative)


def test_the_year_of_a_closed_case_rests_and_keeps_the_day_of_its_claims_law_27(office):
    """劳动争议调解仲裁法第二十七条: closing the file does not end the claim."""
    case_id = course.heard(office, TWO)
    end = clock(office.case(case_id), "DL04").due
    office.clock.at(end + timedelta(days=1))
    take(office.supervisor, office, case_id, Step.LAPSE, office.desk.today())
    take(office.supervisor, office, case_id, Step.CLOSE, office.desk.today(), ground="without")

    [year] = [c for c in office.case(case_id).clocks if c.kind == "DL23"]
    assert year.state is ClockState.VOID
    assert year.due == conservative(office, case_id)


def test_a_signature_corrected_counts_the_year_anew_law_14_and_27(office):
    """劳动争议调解仲裁法第十四条、第二十七条: the promise is of the day of the last signature."""
    case_id = course.effective(office)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)
    case = office.case(case_id)
    seal = next(s for s in case.settlement.signatures if s.signer is Signer.CENTRE)
    settlements.correct_signature(
        office.supervisor, case_id, case.version, replace(seal, signed_on=day), "盖章日期写错"
    )

    [year] = [c for c in office.case(case_id).clocks if c.kind == "DL23"]
    assert year.start == day


def test_the_year_follows_a_signature_corrected_after_closing_law_14_and_27(office):
    """劳动争议调解仲裁法第十四条、第二十七条: what was performed rests, with its right day."""
    case_id = course.effective(office)
    pay(office, case_id, day=story.AGREED)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)
    take(office.mediator, office, case_id, Step.PERFORMED, day)
    take(office.supervisor, office, case_id, Step.CLOSE, day)
    case = office.case(case_id)
    seal = next(s for s in case.settlement.signatures if s.signer is Signer.CENTRE)
    moved = replace(seal, signed_on=day)

    settlements.correct_signature(office.supervisor, case_id, case.version, moved, "盖章日期写错")

    [year] = [c for c in office.case(case_id).clocks if c.kind == "DL23"]
    assert (year.start, year.state) == (day, ClockState.VOID)


def test_saving_the_same_terms_again_takes_no_signature_away(office):
    case_id = course.signing(office, TWO)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    case = office.case(case_id)

    settlements.propose(
        office.mediator, case_id, case.version, case.settlement.terms, case.settlement.agreed_on
    )
    assert len(office.case(case_id).settlement.signatures) == 5

    other = replace(terms_of(case), breach="逾期按日支付违约金")
    version = office.case(case_id).version
    settlements.propose(office.mediator, case_id, version, other, story.AGREED)
    assert office.case(case_id).settlement.signatures == ()


def test_before_any_hearing_anybody_can_leave(office):
    case = office.case(course.assigned(office, TWO))

    assert {stays(case, a.id) for a in case.applicants} == {""}


def test_who_came_to_a_hearing_or_is_bound_is_told_what_to_do_instead_of_leaving(office):
    case = office.case(course.effective(office, TWO))
    for worker in case.applicants:
        assert "协议约束" in stays(case, worker.id)
        with pytest.raises(DeskError, match="协议约束"):
            parties.remove_applicant(office.clerk, case.id, case.version, worker.id)

    heard = replace(case, settlement=None)
    assert "个别申请人调解终止" in stays(heard, heard.applicants[0].id)
