"""Notes of what one side told the mediator alone (背对背), through their widgets."""

from mediation_desk.domain.sides import Side
from mediation_desk.services import caucus, drafts, story, talks
from tests.ui.case.conftest import CASE
from tests.ui.case.test_talks_tab import press


def test_what_is_changed_of_a_saved_note_waits_while_another_is_looked_at(qtbot, talks_at):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    for text in ("甲说的", "乙说的"):
        panel.begin()
        panel.form.text_edit.setPlainText(text)
        panel.save_button.click()
        qtbot.waitUntil(lambda: not page.jobs.busy)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.table.selectRow(0)
    first = panel.form.text_edit.toPlainText()
    panel.form.text_edit.setPlainText(first + "，另外")

    panel.table.selectRow(1)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() != first
    panel.table.selectRow(0)
    qtbot.waitUntil(lambda: panel.form.text_edit.toPlainText() == first + "，另外")
    panel.begin()
    panel.table.selectRow(0)
    qtbot.waitUntil(lambda: panel.form.text_edit.toPlainText() == first + "，另外")
    panel.save_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    panel.table.selectRow(1)
    panel.table.selectRow(0)
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == first + "，另外"


def test_a_caucus_note_is_typed_kept_hidden_shown_shared_and_on_no_page_for_others(qtbot, talks_at):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    assert "仅您本人可见" in panel.empty.text()
    assert "不能加密封存" in panel.secrecy.text()
    panel.save()
    qtbot.waitUntil(lambda: not page.jobs.busy)

    panel.form.side.set_code(Side.RESPONDENT.value)
    panel.form.text_edit.setPlainText("老板交底最多二十五万")
    panel.draft.keep()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)

    assert panel.form.text_edit.toPlainText() == "", "the form is ready for the next one"
    assert drafts.load(page.desk, f"caucus/{CASE}") is None
    panel.apart_button.click()
    assert panel.model.rowCount() == 0
    assert "隐藏" in panel.empty.text()
    panel.apart_button.click()
    panel.table.selectRow(0)
    assert panel.form.text_edit.toPlainText() == "老板交底最多二十五万"
    assert panel.remove_button.isVisible()
    assert "老板" not in tab.text()

    panel.share_button.click()
    press("share_note")
    qtbot.waitUntil(lambda: panel.close_button.isVisible() and not page.jobs.busy)
    assert "可查阅" in panel.form.about.text()
    panel.close_button.click()
    qtbot.waitUntil(lambda: not panel.close_button.isVisible() and not page.jobs.busy)
    panel.remove_button.click()
    press("remove_note")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0 and not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == ""


def test_who_does_not_mediate_the_case_is_told_that_notes_are_not_theirs(talks_at):
    _page, tab = talks_at(actor=story.SUPERVISOR.name)

    assert not tab.notes.save_button.isEnabled()
    assert not tab.notes.new_button.isEnabled()
    assert "只有本案调解员" in tab.notes.new_button.toolTip()


def begun_note(page, panel, words="老板交底最多二十五万"):
    panel.form.side.set_code(Side.RESPONDENT.value)
    panel.form.text_edit.setPlainText(words)
    panel.draft.keep()


def test_a_note_that_was_begun_comes_back_hidden_and_is_shown_like_the_saved_ones(qtbot, talks_at):
    words = "老板交底最多二十五万"

    def before(desk):
        kept = {"side": "respondent", "day": story.HEARD.isoformat(), "at": "09:40", "text": words}
        drafts.keep(desk, f"caucus/{CASE}", kept)

    page, tab = talks_at(before=before)
    panel = tab.notes
    tab.lead_part("notes")
    qtbot.waitUntil(lambda: panel.apart_button.isVisible() and not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == "", "the parties may be looking at the screen"
    assert panel.apart_button.text() == "显示未保存的记录"
    assert "尚未保存" in panel.form.about.text()
    assert panel.form.text_edit.isReadOnly(), "nothing new is typed over it"
    assert not panel.save_button.isEnabled()

    panel.apart_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == words
    assert not panel.form.text_edit.isReadOnly()
    panel.apart_button.click()
    assert panel.form.text_edit.toPlainText() == ""

    panel.new_button.click()
    assert panel.form.text_edit.toPlainText() == words
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)
    assert drafts.load(page.desk, f"caucus/{CASE}") is None


def test_leaving_the_tab_or_locking_hides_notes_and_what_is_typed_of_them(qtbot, talks_at):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    begun_note(page, panel, "第一条")
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)
    panel.table.selectRow(0)
    panel.form.text_edit.setPlainText("第一条，改为二十八万")

    page.hide()
    page.show()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.model.rowCount() == 0
    assert panel.form.text_edit.toPlainText() == ""

    panel.apart_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == "第一条，改为二十八万", (
        "a correction is kept as well"
    )
    panel.new_button.click()
    begun_note(page, panel, "第二条")
    page.show_tab("overview")
    page.show_tab("talks")
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == ""
    panel.apart_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == "第二条"


def test_what_is_being_typed_while_the_notes_are_hidden_stays_when_the_case_is_read_again(
    qtbot, talks_at
):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    panel.form.text_edit.setPlainText("正在记")

    page.refresh()
    qtbot.waitUntil(lambda: not page.jobs.busy)

    assert panel.form.text_edit.toPlainText() == "正在记"
    assert not panel.form.text_edit.isReadOnly()


def test_the_cursor_stays_in_a_note_whose_draft_is_kept_when_the_case_is_read_again(
    qtbot, talks_at
):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    panel.apart_shown.emit(True)
    panel.form.text_edit.setFocus()
    qtbot.keyClicks(panel.form.text_edit, "50000")
    panel.draft.keep()
    qtbot.waitUntil(lambda: not page.jobs.busy)

    page.refresh()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    qtbot.keyClicks(panel.form.text_edit, "0")

    assert panel.form.text_edit.toPlainText() == "500000"


def test_a_note_saved_while_another_one_is_chosen_takes_its_own_draft_with_it(
    qtbot, talks_at, held
):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    begun_note(page, panel, "第一条")
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)
    begun_note(page, panel, "第二条")
    begun, go_on = held(caucus, "put")

    panel.save_button.click()
    qtbot.waitUntil(begun.is_set)
    panel.table.selectRow(0)
    panel.form.text_edit.setPlainText("第一条，改为二十八万")
    panel.draft.keep()
    go_on.set()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2 and not page.jobs.busy)

    assert panel.form.text_edit.toPlainText() == "第一条，改为二十八万"
    first = panel.model.row(panel.table.currentIndex()).id
    assert drafts.load(page.desk, f"caucus/{CASE}/{first}") is not None
    panel.new_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert panel.form.text_edit.toPlainText() == "", "it is saved, and comes back as no new one"


def test_what_is_typed_further_while_a_note_is_saved_corrects_it(qtbot, talks_at, held):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    begun_note(page, panel, "最多二十五万")
    begun, go_on = held(caucus, "put")

    panel.save_button.click()
    qtbot.waitUntil(begun.is_set)
    panel.form.text_edit.setPlainText("最多二十五万，分两期")
    go_on.set()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)

    assert panel.form.text_edit.toPlainText() == "最多二十五万，分两期"
    panel.save_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    [note] = panel.model.rows
    assert note.text == "最多二十五万，分两期"
    assert drafts.load(page.desk, f"caucus/{CASE}") is None


def test_a_note_saved_while_the_tab_is_left_stays_hidden_and_is_no_draft(qtbot, talks_at, held):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    begun_note(page, panel)
    begun, go_on = held(caucus, "put")

    panel.save_button.click()
    qtbot.waitUntil(begun.is_set)
    page.show_tab("overview")
    go_on.set()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    page.show_tab("talks")
    qtbot.waitUntil(lambda: not page.jobs.busy)

    assert panel.apart_button.text() == "显示 1 条记录"
    assert (panel.model.rowCount(), panel.form.text_edit.toPlainText()) == (0, "")
    panel.apart_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    assert (panel.model.rowCount(), panel.form.text_edit.toPlainText()) == (1, "")


def test_what_is_told_back_to_back_is_hidden_also_while_the_talks_are_read_again(
    qtbot, talks_at, held
):
    page, tab = talks_at()
    panel = tab.notes
    tab.lead_part("notes")
    begun_note(page, panel)
    panel.save_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1 and not page.jobs.busy)
    panel.table.selectRow(0)
    begun, _go_on = held(talks, "of_case")

    page.refresh()
    qtbot.waitUntil(begun.is_set)
    page.hide()

    assert (panel.model.rowCount(), panel.form.text_edit.toPlainText()) == (0, "")
