"""Two desks on one case: the second saver sees both versions and chooses; nothing is lost (P17)."""

from dataclasses import replace

import pytest

from mediation_desk.domain.both_versions import Version
from mediation_desk.services import browse, hearings, parties, settlements
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.case.overview_tab import CardDialog
from mediation_desk.ui.case.party_dialogs import EmployerDialog
from mediation_desk.ui.widgets.both_versions import BothVersions

CASE = 1


@pytest.fixture
def other(qtbot):
    """Another desk on the same file."""
    opened = []

    def at(page):
        desk = open_desk(page.desk.db.location, now=page.desk.now)
        desk.actor = replace(desk.actor, name="王敏")
        opened.append(desk)
        return desk

    yield at
    for desk in opened:
        desk.close()


def change_facts(desk, facts, **more):
    case = browse.case_file(desk, CASE)
    values = {
        name: more.get(name, getattr(case, name))
        for name in ("cause", "district", "source", "form", "requests", "referral", "oral")
    }
    parties.change_card(desk, CASE, case.version, facts=facts, **values)


def card(qtbot, page):
    page.overview.edit()
    qtbot.waitUntil(lambda: page.findChildren(CardDialog) != [])
    return page.findChildren(CardDialog)[-1]


def comparison(qtbot, form):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in form.findChildren(BothVersions)))
    return form.findChildren(BothVersions)[-1]


def saved(page):
    return browse.case_file(page.desk, CASE)


def test_the_second_saver_chooses_between_both_texts_of_a_field(qtbot, page_at, other):
    page = page_at("applied", "overview")
    form = card(qtbot, page)
    form.form.facts.setPlainText("我写的事实")
    form.form.requests.setPlainText("我改的请求")
    change_facts(other(page), "对方写的事实")

    form.ok.click()
    both = comparison(qtbot, form)

    assert "王敏" in both.findChild(object, "both_told").text()
    assert not both.ok.isEnabled()
    [facts, requests] = both.rows
    assert facts.taken is None
    assert requests.taken is Version.MINE
    facts.take(Version.THEIRS)
    both.ok.click()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert (saved(page).facts, saved(page).requests) == ("对方写的事实", "我改的请求")


def test_going_back_to_the_form_keeps_what_was_typed_and_never_saves_over_the_other(
    qtbot, page_at, other
):
    page = page_at("applied", "overview")
    form = card(qtbot, page)
    form.form.facts.setPlainText("我写的事实")
    change_facts(other(page), "对方写的事实")
    form.ok.click()
    comparison(qtbot, form).cancel.click()

    form.ok.click()
    both = comparison(qtbot, form)

    assert form.form.facts.toPlainText() == "我写的事实"
    assert saved(page).facts == "对方写的事实"
    both.rows[0].take(Version.ORIGINAL)
    both.ok.click()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert saved(page).facts not in ("我写的事实", "对方写的事实")


def test_what_the_other_changed_elsewhere_in_the_case_is_no_reason_to_ask(qtbot, page_at, other):
    page = page_at("applied", "parties")
    dialog = EmployerDialog(page.case, page)
    dialog.open()
    dialog.form.phone.setText("0313-2011234")
    change_facts(other(page), "对方写的事实")

    dialog.ok.click()

    qtbot.waitUntil(lambda: saved(page).respondent.employer.phone == "0313-2011234")
    assert saved(page).facts == "对方写的事实"


def test_two_records_of_a_hearing_typed_at_once_can_both_stay(qtbot, page_at, other):
    page = page_at("mediating", "hearings")
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.hearing is not None)
    begun = panel.hearing.record
    panel.record.text.setPlainText(begun + "\n申请人：我记的一句。")
    desk = other(page)
    hearings.keep_record(
        desk, CASE, saved(page).version, panel.hearing.id, begun + "\n调解员：对方记的一句。", ""
    )

    panel.keep_record()
    both = comparison(qtbot, panel.record)
    row = next(row for row in both.rows if row.part.differing.field == "record")
    row.take(Version.BOTH)
    both.ok.click()

    qtbot.waitUntil(lambda: "我记的一句" in saved(page).hearings[0].record)
    assert saved(page).hearings[0].record.endswith("调解员：对方记的一句。\n申请人：我记的一句。")


def test_a_record_read_again_while_one_types_is_still_not_saved_over(qtbot, page_at, other):
    page = page_at("mediating", "hearings")
    panel = page.hearings.panel
    qtbot.waitUntil(lambda: panel.hearing is not None)
    panel.record.text.setPlainText("我记的。")
    hearings.keep_record(other(page), CASE, saved(page).version, panel.hearing.id, "对方记的。", "")
    page.refresh()
    qtbot.waitUntil(lambda: panel.hearing.record == "对方记的。")

    panel.keep_record()

    both = comparison(qtbot, panel.record)
    assert panel.record.text.toPlainText() == "我记的。"
    assert saved(page).hearings[0].record == "对方记的。"
    both.cancel.click()


def test_terms_written_down_by_two_desks_are_compared_clause_by_clause(qtbot, page_at, other):
    page = page_at("signing", "agreement")
    panel = page.agreement.terms
    qtbot.waitUntil(lambda: page.case.file.settlement is not None)
    panel.clauses.other.setPlainText("我写的其他约定")
    panel._touch()
    case = saved(page)
    theirs = replace(case.settlement.terms, other="对方写的其他约定", copies=9)
    settlements.propose(other(page), CASE, case.version, theirs, case.settlement.agreed_on)

    panel.save()
    both = comparison(qtbot, panel)

    assert panel.clauses.other.toPlainText() == "我写的其他约定"
    assert {row.part.differing.field for row in both.rows} == {"clauses/other", "clauses/copies"}
    both.take_all(Version.MINE)
    both.ok.click()
    qtbot.waitUntil(lambda: saved(page).settlement.terms.other == "我写的其他约定")
    assert saved(page).settlement.terms.copies == 9
