"""The form for money asks who paid where somebody stands beside the employer."""

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import Capacity, OtherParty, PartyRole
from mediation_desk.services import other_parties

CONTRACTOR = OtherParty(
    role=PartyRole.CO_RESPONDENT,
    capacity=Capacity.GENERAL_CONTRACTOR,
    employer=Employer(name="河北建工第七工程有限公司", phone="0313-2000000"),
)


def test_nobody_is_asked_who_paid_where_only_the_employer_can_have(page_at):
    panel = page_at("effective", "agreement").agreement.performance

    assert panel.form.payer_field.isHidden()
    assert panel.paid_table.isColumnHidden(7)


def test_what_the_contractor_paid_is_told_apart(qtbot, page_at):
    page = page_at("effective", "agreement")
    panel = page.agreement.performance
    page.case.act(
        lambda key, version: other_parties.add_other(page.case.desk, key, version, CONTRACTOR)
    )
    qtbot.waitUntil(lambda: not panel.form.payer_field.isHidden())
    assert panel.form.payer.code() == ""
    panel.form.payer.set_code(CONTRACTOR.name)

    panel.form.ok.click()

    qtbot.waitUntil(lambda: len(page.case.file.payments) == 12)
    assert {payment.payer for payment in page.case.file.payments} == {CONTRACTOR.name}
    assert not panel.paid_table.isColumnHidden(7)
    assert CONTRACTOR.name in panel.paid_table.all_text()
    assert panel.form.payer.code() == ""
