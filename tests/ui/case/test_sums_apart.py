"""A sum that another claim excludes, or that is not settled, in the panel and in offers."""

from dataclasses import replace

from mediation_desk.domain.claims import Claim, ClaimKind, Employment
from mediation_desk.law.award import Award
from mediation_desk.ui.case.award_panel import AwardPanel
from mediation_desk.ui.theme import Tone

SEVERANCE, DAMAGES = ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION


def one_of_two(worker, reason):
    single = worker.claim(SEVERANCE).entitled
    twice = Claim(kind=DAMAGES, entitled=2 * single)
    work = replace(worker.work, leave_reason=reason)
    return replace(worker, work=work, claims=(*worker.claims, twice))


def test_the_form_of_an_offer_tells_beside_the_laws_sum_what_does_not_count(qtbot, talks_at):
    page, tab = talks_at()
    form, case = tab.offers.form, page.case.file
    li = one_of_two(case.applicants[0], "违法解除")
    resigned = replace(li.claim(SEVERANCE), reason="本人辞职，尚未确定")
    alone = replace(li, work=Employment(), claims=(resigned,))
    tab.offers.employer_button.click()
    offer = form.value()

    def about(worker, kind):
        form.show_offer(replace(case, applicants=(worker, *case.applicants[1:])), offer, ())
        column = form.sheet.titles.index(kind.short)
        form.grid.setCurrentIndex(form.sheet.index(0, 0 if column else 1))
        form.grid.setCurrentIndex(form.sheet.index(0, column))
        return form.about.text()

    assert "择一：已计违法解除（终止）劳动合同赔偿金" in about(li, SEVERANCE)
    assert "择一" not in about(li, DAMAGES)
    assert f"其中{resigned.entitled:,.2f}元尚未确定" in about(alone, SEVERANCE)


def test_the_panel_says_first_of_a_sum_that_it_is_in_no_total(qtbot, talks_at):
    page, _tab = talks_at()
    worker = one_of_two(page.case.file.applicants[0], "")
    panel = AwardPanel()
    qtbot.addWidget(panel)

    panel.show_award(worker, DAMAGES, Award(kind=DAMAGES.value, amount=worker.claims[-1].entitled))

    assert panel._told[0].text == "择一：已计经济补偿，本项不计入合计。"
    assert panel._told[0].tone is Tone.WARN
