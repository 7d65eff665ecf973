"""Elected representatives: how many, of whom, and what they sign for others."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.procedure import missing_signatures
from mediation_desk.domain.representatives import WorkerAnswer, consenting, still_meant
from mediation_desk.domain.settlement import Ending, Signature, Signer
from mediation_desk.domain.sides import Side
from mediation_desk.services import claims, duties, representatives, settlements, story
from tests.services import course


def elect(office, case_id, places, common=True):
    case = office.case(case_id)
    chosen = tuple(case.applicants[place].id for place in places)
    today = office.desk.today()
    representatives.elect(office.clerk, case_id, case.version, chosen, today, common=common)
    return chosen


def answer(office, case_id, place, agrees=True, day=None):
    case = office.case(case_id)
    said = WorkerAnswer(
        party_id=case.applicants[place].id, agrees=agrees, given_on=day or office.desk.today()
    )
    representatives.record_answers(office.clerk, case_id, case.version, (said,))


def sign_for(office, case_id, *places, by=0):
    case = office.case(case_id)
    rep = case.applicants[by]
    signatures = tuple(
        Signature(
            signer=Signer.APPLICANT,
            name=worker.person.name,
            signed_on=office.desk.today(),
            party_id=worker.id,
            by_party_id=rep.id,
            by_name=rep.person.name,
        )
        for worker in (case.applicants[place] for place in places)
    )
    settlements.sign(office.mediator, case_id, case.version, signatures)


@pytest.fixture
def group(office):
    return course.signing(office, None)


@pytest.mark.parametrize("count", [2, 6])
def test_two_or_six_representatives_are_refused_after_article_63(office, count):
    case_id = office.register()

    with pytest.raises(Invalid, match="第六十三条"):
        elect(office, case_id, range(count))

    assert office.case(case_id).representatives == ()


def test_fewer_than_ten_workers_elect_nobody_after_article_7(office):
    case_id = office.register(("李建国", "赵铁柱", "孙丽"))

    with pytest.raises(Invalid, match="第七条"):
        elect(office, case_id, range(len(office.case(case_id).applicants)))


def test_without_a_common_request_there_is_no_election(office):
    case_id = office.register()

    with pytest.raises(Invalid, match="共同请求"):
        elect(office, case_id, range(3), common=False)


def test_a_representative_is_one_of_the_workers(office):
    case_id = office.register()
    case = office.case(case_id)
    chosen = (case.applicants[0].id, case.applicants[1].id, case.respondent.id)

    with pytest.raises(Invalid, match="本案劳动者"):
        representatives.elect(
            office.clerk, case_id, case.version, chosen, story.APPLIED, common=True
        )


def test_representatives_sign_only_for_workers_who_consented_v6(office, group):
    elect(office, group, range(3))
    with pytest.raises(Invalid, match="尚未征得"):
        sign_for(office, group, 5)
    answer(office, group, 5, agrees=False)
    with pytest.raises(Invalid, match="不同意和解"):
        sign_for(office, group, 5)

    answer(office, group, 5)
    sign_for(office, group, 5)

    case = office.case(group)
    assert case.settlement.signatures[0].by_name == "李建国"
    missing = missing_signatures(case)
    assert case.applicants[5].person.name not in missing
    assert case.applicants[6].person.name in missing


def test_all_whom_nobody_asked_are_named_at_once(office, group):
    """Who signs for nine learns of the nine, not of the first and then of the next."""
    elect(office, group, (0, 1, 2))
    answer(office, group, 3)

    with pytest.raises(Invalid, match="征得刘桂兰、陈　磊的同意") as two:
        sign_for(office, group, 3, 4, 5)
    with pytest.raises(Invalid, match="等8人的同意"):
        sign_for(office, group, *range(3, 12))

    assert len(two.value.problems) == 1
    assert "赵铁柱" not in str(two.value)


def test_somebody_not_elected_signs_for_nobody(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)

    with pytest.raises(Invalid, match="不是推选的代表"):
        sign_for(office, group, 5, by=7)


def test_consent_covers_only_the_sum_that_the_worker_was_asked_about(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)
    case = office.case(group)
    [claim, *_] = [c for c in case.applicants[5].claims if c.agreed]
    lower = {(case.applicants[5].id, claim.kind): _halved(claim)}
    claims.set_amounts(office.mediator, group, case.version, lower)
    case = office.case(group)
    settlements.propose(office.mediator, group, case.version, course.terms_of(case), story.AGREED)

    with pytest.raises(Invalid, match="重新征得同意"):
        sign_for(office, group, 5)


def _halved(claim):
    return replace(claim, agreed=(claim.agreed / 2).quantize(Decimal("0.01")))


def test_a_consent_taken_back_before_the_seal_stops_it(office, group):
    elect(office, group, range(3))
    case = office.case(group)
    settlements.sign(office.supervisor, group, case.version, story.signatures(case, story.AGREED))
    answer(office, group, 5)
    sign_for(office, group, 5)
    answer(office, group, 5, agrees=False)

    with pytest.raises(Invalid, match="不同意和解"):
        settlements.seal(office.supervisor, group, office.case(group).version)


def test_consent_after_the_agreement_took_effect_is_refused(office):
    case_id = course.effective(office)

    with pytest.raises(DeskError, match="已于"):
        answer(office, case_id, 0)


def test_consent_in_the_future_or_before_the_application_is_refused(office, group):
    today = office.desk.today()

    with pytest.raises(Invalid, match="晚于今天"):
        answer(office, group, 5, day=today + timedelta(days=1))
    with pytest.raises(Invalid, match="早于申请日"):
        answer(office, group, 5, day=story.APPLIED - timedelta(days=1))


def test_a_representative_who_signed_for_others_is_not_dismissed(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)
    sign_for(office, group, 5)

    with pytest.raises(DeskError, match="不能撤销"):
        representatives.dismiss(office.clerk, group, office.case(group).version)


def test_workers_who_did_not_sign_are_left_out_and_the_rest_is_sealed(office, group):
    case = office.case(group)
    last = case.applicants[-1]
    given = [s for s in story.signatures(case, story.AGREED) if s.party_id != last.id]
    settlements.sign(office.supervisor, group, case.version, tuple(given))
    assert missing_signatures(office.case(group)) == (last.person.name,)

    settlements.leave_out(office.mediator, group, office.case(group).version, (last.id,))
    settlements.seal(office.supervisor, group, office.case(group).version)

    case = office.case(group)
    assert case.settlement.effective_on == story.AGREED
    assert last.id not in {row.party_id for row in case.settlement.terms.money}
    assert all(claim.agreed is None for claim in case.applicants[-1].claims)


def test_who_has_signed_is_not_left_out(office, group):
    case = office.case(group)
    settlements.sign(office.supervisor, group, case.version, story.signatures(case, story.AGREED))

    with pytest.raises(DeskError, match="不能移出"):
        settlements.leave_out(
            office.mediator, group, office.case(group).version, (case.applicants[0].id,)
        )


def propose(office, group, **changes):
    """Write the agreement down anew with other terms."""
    case = office.case(group)
    terms = replace(course.terms_of(case), **changes)
    settlements.propose(office.mediator, group, case.version, terms, story.AGREED)


def later(office, group):
    """Return the rows of the agreement with a last day of payment two years later."""
    rows = office.case(group).settlement.terms.money
    days = {row.instalment: row.due_on for row in rows}
    moved = days | {2: days[2].replace(year=days[2].year + 2)}
    return tuple(replace(row, due_on=moved[row.instalment]) for row in rows)


@pytest.mark.parametrize(
    "changed",
    [
        lambda office, group: {"money": later(office, group)},
        lambda office, group: {"breach": "逾期部分按日万分之五支付违约金。"},
        lambda office, group: {"other": "劳动者放弃其他请求。"},
    ],
    ids=["day of payment", "clause on breach", "other clause"],
)
def test_consent_covers_the_days_and_duties_as_they_stood_r24(office, group, changed):
    """劳动人事争议仲裁办案规则第六十三条: the same sums on other terms are another settlement."""
    elect(office, group, range(3))
    answer(office, group, 5)
    propose(office, group, **changed(office, group))

    assert consenting(office.case(group)) == frozenset()
    with pytest.raises(Invalid, match="第六十三条"):
        sign_for(office, group, 5)

    answer(office, group, 5)
    sign_for(office, group, 5)
    assert consenting(office.case(group)) == {office.case(group).applicants[5].id}


def test_a_duty_written_down_after_a_consent_asks_it_anew(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)
    answer(office, group, 6)
    case = office.case(group)
    own = Duty(
        kind=DutyKind.HANDOVER,
        owed_by=Side.APPLICANT,
        party_id=case.applicants[5].id,
        due_on=story.FIRST_DUE,
    )
    duties.put(office.mediator, group, case.version, own)

    with pytest.raises(Invalid, match="第六十三条"):
        sign_for(office, group, 5)
    sign_for(office, group, 6)  # not this worker's duty


def test_the_same_agreement_written_again_keeps_the_consents(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)
    before = office.case(group).settlement.terms
    propose(office, group, money=later(office, group))
    propose(office, group, money=before.money, copies=16)

    sign_for(office, group, 5)


def test_a_consent_before_the_agreement_was_written_covers_no_days(office):
    group = course.heard(office, None)
    office.clock.at(story.AGREED)
    claims.fill_agreed(office.mediator, group, office.case(group).version)
    elect(office, group, range(3))
    answer(office, group, 5)
    propose(office, group)

    with pytest.raises(Invalid, match="重新征得同意"):
        sign_for(office, group, 5)


def test_an_answer_from_before_terms_were_kept_covers_its_sum(office, group):
    elect(office, group, range(3))
    answer(office, group, 5)
    case = office.case(group)

    [old] = [replace(answer, scheme="") for answer in case.answers]

    assert still_meant(case, old)
    assert not still_meant(case, replace(old, amount=Decimal("1.00")))


def test_the_seal_puts_no_consent_in_doubt(office, group):
    elect(office, group, range(3))
    propose(
        office, group, ending=Ending.ENDS_BY_AGREEMENT, ended_on=story.AGREED,
        certificate_by=story.FIRST_DUE,
    )  # fmt: skip
    case = office.case(group)
    settlements.sign(office.supervisor, group, case.version, story.signatures(case, story.AGREED))
    answer(office, group, 5)
    settlements.seal(office.supervisor, group, office.case(group).version)

    case = office.case(group)
    assert case.duties
    assert consenting(case) == {case.applicants[5].id}
