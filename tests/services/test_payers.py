"""Who paid is kept where it was not the respondent (保障农民工工资支付条例第三十条)."""

from dataclasses import replace

import pytest

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.settlement import Manner, Payment
from mediation_desk.services import payments, settlements, story
from tests.services import course
from tests.services.effect_course import version
from tests.services.test_other_parties import CONTRACTOR, add, contractor, own


@pytest.fixture
def case_id(office):
    """The agreement in effect that the contractor signed, on its first due day."""
    key = course.signing(office)
    add(office, key, contractor())
    case = office.case(key)
    *parties, mediator, centre = story.signatures(case, story.AGREED)
    signed = (*parties, own(case, case.others[0]), mediator, centre)
    settlements.sign(office.supervisor, key, case.version, signed)
    settlements.seal(office.supervisor, key, office.case(key).version)
    office.clock.at(story.FIRST_DUE)
    return key


def test_wages_of_migrant_workers_art_30_that_the_contractor_paid_is_kept(office, case_id):
    """保障农民工工资支付条例第三十条: whoever pays first may recover it."""
    part = office.case(case_id).obligations(story.FIRST_DUE)[0]
    whole = Payment(
        party_id=part.party_id,
        instalment=1,
        paid_on=story.FIRST_DUE,
        amount=part.owed,
        manner=Manner.BANK,
        payer=CONTRACTOR.name,
    )

    stranger = replace(whole, payer="某投资公司")
    with pytest.raises(Invalid) as refused:
        payments.record(office.clerk, case_id, version(office, case_id), (stranger,))
    assert [p.field for p in refused.value.problems] == ["payments.0.payer"]

    payments.record(office.clerk, case_id, version(office, case_id), (whole,))
    [kept] = office.case(case_id).payments
    assert kept.payer == CONTRACTOR.name


def test_the_respondent_is_named_as_payer_by_nothing(office, case_id):
    case = office.case(case_id)
    part = case.obligations(story.FIRST_DUE)[0]
    told = Payment(
        party_id=part.party_id,
        instalment=1,
        paid_on=story.FIRST_DUE,
        amount=part.owed,
        payer=case.respondent.employer.name,
    )

    payments.record(office.clerk, case_id, version(office, case_id), (told,))

    assert [payment.payer for payment in office.case(case_id).payments] == [""]
