"""Other parties: joint parties after the law, payers who must sign, and people's needs."""

from dataclasses import replace

import pytest

from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.errors import DeskError, Invalid, NotFound
from mediation_desk.domain.joint_parties import hints, missing_parties
from mediation_desk.domain.other_parties import Capacity, Duty, OtherParty, PartyRole, Site
from mediation_desk.domain.people import Person
from mediation_desk.domain.procedure import missing_signatures
from mediation_desk.domain.settlement import Signature, Signer
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.services import (
    browse,
    other_parties,
    parties,
    settlements,
    special_needs,
    story,
    undo,
)
from tests.services import course

CONTRACTOR = Employer(name="张家口某建设集团有限公司", phone="0313-2000000")


def contractor(**changes):
    values = {
        "role": PartyRole.PAYER,
        "employer": CONTRACTOR,
        "capacity": Capacity.GENERAL_CONTRACTOR,
        "duty": Duty.ADVANCES,
    }
    return OtherParty(**(values | changes))


def add(office, case_id, other):
    return other_parties.add_other(office.clerk, case_id, office.case(case_id).version, other)


def own(case, other, day=story.AGREED):
    return Signature(signer=Signer.OTHER, name=other.name, signed_on=day, party_id=other.id)


def test_another_party_is_kept_found_and_put_back_by_undo(office):
    case_id = course.accepted(office)
    key = add(office, case_id, contractor())
    [other] = office.case(case_id).others
    assert (other.id, other.employer.name) == (key, CONTRACTOR.name)
    assert browse.find(office.desk, "某建设集团")[0].id == case_id

    other_parties.remove_other(office.clerk, case_id, office.case(case_id).version, key)
    undo.undo(office.desk, undo.last(office.desk, case_id).id)

    assert office.case(case_id).others == (other,)


def test_a_payer_must_sign_before_the_seal_v7(office):
    case_id = course.signing(office)
    key = add(office, case_id, contractor())
    case = office.case(case_id)
    *parties, mediator, centre = story.signatures(case, story.AGREED)
    settlements.sign(office.mediator, case_id, case.version, tuple(parties))
    assert CONTRACTOR.name in missing_signatures(office.case(case_id))
    case = office.case(case_id)
    with pytest.raises(DeskError, match=f"{CONTRACTOR.name}（劳动争议调解仲裁法第十四条）"):
        settlements.sign(office.mediator, case_id, case.version, (mediator,))
    with pytest.raises(DeskError, match="签名"):
        settlements.seal(office.supervisor, case_id, case.version)

    last = (own(case, case.others[0]), mediator, centre)
    settlements.sign(office.supervisor, case_id, case.version, last)
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)

    assert office.case(case_id).settlement.effective_on == story.AGREED
    with pytest.raises(DeskError, match="已经生效"):
        other_parties.remove_other(office.clerk, case_id, office.case(case_id).version, key)


def test_nobody_new_is_bound_by_an_agreement_that_was_signed(office):
    case_id = course.signing(office)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))

    with pytest.raises(DeskError, match="重新拟定"):
        add(office, case_id, contractor())


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (contractor(duty=None), "duty"),
        (contractor(employer=None), "name"),
        (contractor(employer=replace(CONTRACTOR, name="")), "respondent.name"),
        (contractor(employer=story.EMPLOYER), "respondent.name"),
        (OtherParty(role=PartyRole.WITNESS, employer=CONTRACTOR), "role"),
        (OtherParty(role=PartyRole.RELATIVE, person=Person(name="李梅")), "acts_for"),
    ],
)
def test_what_cannot_be_another_party_is_refused_at_its_field(office, other, field):
    case_id = office.register(("李建国",))

    with pytest.raises(Invalid) as refused:
        add(office, case_id, other)

    assert field in [problem.field for problem in refused.value.problems]


def test_who_stands_for_a_worker_by_law_signs_in_the_workers_place_article_25(office):
    case_id = course.signing(office)
    worker = office.case(case_id).applicants[0]
    guardian = OtherParty(
        role=PartyRole.LEGAL_REPRESENTATIVE, person=Person(name="李母"), acts_for=worker.id
    )
    key = add(office, case_id, guardian)
    case = office.case(case_id)
    plain = Signature(
        signer=Signer.APPLICANT, name="李建国", signed_on=story.AGREED, party_id=worker.id
    )
    with pytest.raises(Invalid, match="第二十五条"):
        settlements.sign(office.mediator, case_id, case.version, (plain,))

    by_guardian = replace(plain, by_party_id=key, by_name="李母")
    settlements.sign(office.mediator, case_id, case.version, (by_guardian,))

    assert office.case(case_id).settlement.signatures == (by_guardian,)


def test_dispatch_agency_and_user_unit_are_joint_parties_article_22(office):
    case_id = office.register(("李建国",))
    version = office.case(case_id).version
    other_parties.set_capacity(office.clerk, case_id, version, Capacity.DISPATCHER, None)
    assert "第二十二条" in missing_parties(office.case(case_id))[0]

    user = OtherParty(role=PartyRole.CO_RESPONDENT, employer=CONTRACTOR, capacity=Capacity.USER)
    add(office, case_id, user)

    assert missing_parties(office.case(case_id)) == ()


def test_the_general_contractor_pays_first_article_30(office):
    case_id = office.register(("李建国",))
    version = office.case(case_id).version
    site = Site(project="宣化某安置房", wage_account="建行 1234")
    other_parties.set_capacity(office.clerk, case_id, version, Capacity.SUBCONTRACTOR, site)
    assert "第三十条" in missing_parties(office.case(case_id))[0]
    assert office.case(case_id).site == site

    add(office, case_id, contractor())

    assert missing_parties(office.case(case_id)) == ()


@pytest.mark.parametrize(
    ("state", "capacity", "words"),
    [
        (EmployerState.REVOKED, Capacity.INVESTOR, "第六条"),
        (EmployerState.RESTRUCTURED, Capacity.SUCCESSOR, "第二十六条"),
        (EmployerState.BANKRUPT, Capacity.ADMINISTRATOR, "管理人"),
    ],
)
def test_the_state_of_the_employer_calls_for_further_parties_v18(office, state, capacity, words):
    case_id = office.register(("李建国",))
    case = office.case(case_id)
    gone = replace(case.respondent.employer, state=state)
    parties.change_employer(office.clerk, case_id, case.version, gone)
    assert words in missing_parties(office.case(case_id))[0]

    person = Person(name="冯某")
    add(
        office,
        case_id,
        OtherParty(role=PartyRole.CO_RESPONDENT, person=person, capacity=capacity),
    )

    assert missing_parties(office.case(case_id)) == ()


def test_a_group_is_told_that_it_may_elect_representatives(office):
    case_id = office.register()

    assert any("三" in text or "3至5" in text for text in hints(office.case(case_id)))


def test_the_needs_of_a_party_are_kept_and_replaced_as_a_whole(office):
    case_id = office.register(("李建国",))
    case = office.case(case_id)
    party = case.applicants[0].id
    sign = SpecialNeed(party_id=party, kind=NeedKind.SIGN_LANGUAGE, helper="王译", phone="1")
    read = SpecialNeed(party_id=party, kind=NeedKind.READ_ALOUD)
    special_needs.set_needs(office.clerk, case_id, case.version, party, (sign, read))
    assert [need.kind for need in office.case(case_id).special_needs] == [sign.kind, read.kind]

    version = office.case(case_id).version
    special_needs.set_needs(office.clerk, case_id, version, party, (read,))
    other = SpecialNeed(party_id=party, kind=NeedKind.OTHER)
    with pytest.raises(Invalid, match="协助"):
        special_needs.set_needs(office.clerk, case_id, version + 1, party, (other,))
    with pytest.raises(NotFound):
        special_needs.set_needs(office.clerk, case_id, version + 1, 9999, ())

    assert [need.kind for need in office.case(case_id).special_needs] == [read.kind]


def test_a_worker_leaves_with_the_agents_and_needs_and_comes_back_with_them(office):
    case_id = office.register()
    case = office.case(case_id)
    worker = case.applicants[3]
    need = SpecialNeed(party_id=worker.id, kind=NeedKind.READ_ALOUD)
    special_needs.set_needs(office.clerk, case_id, case.version, worker.id, (need,))
    guardian = OtherParty(
        role=PartyRole.LEGAL_REPRESENTATIVE, person=Person(name="某母"), acts_for=worker.id
    )
    add(office, case_id, guardian)
    before = office.case(case_id)

    parties.remove_applicant(office.clerk, case_id, before.version, worker.id)
    assert (office.case(case_id).others, office.case(case_id).special_needs) == ((), ())
    undo.undo(office.desk, undo.last(office.desk, case_id).id)

    after = office.case(case_id)
    assert (after.applicants, after.others) == (before.applicants, before.others)
    assert after.special_needs == before.special_needs
