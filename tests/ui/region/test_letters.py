from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.supervision import LetterKind, Matter, MatterSource, Reply
from mediation_desk.i18n import _
from mediation_desk.services import supervision
from mediation_desk.ui.region.matter_dialogs import DayDialog
from tests.ui.region.hand import accept, dialog, problems, rest, row


@pytest.fixture
def shown(qtbot, page, jobs, matter):
    """The matter of the sample, open on the page."""
    page.show_tab("letters", matter)
    rest(qtbot, jobs)
    return page.letters.one


def again(qtbot, page, jobs):
    page.refresh()
    rest(qtbot, jobs)


def test_a_complaint_is_taken_up_and_opened(qtbot, page, jobs, desk):
    page.show_tab("letters")
    rest(qtbot, jobs)
    qtbot.mouseClick(page.letters.new, Qt.MouseButton.LeftButton)
    form = dialog(page, "matter_dialog")
    form.employer.setText("张北某公司")
    form.complainant.setText("李某")
    accept(qtbot, jobs, form)
    assert problems(form) == {"subject": "请简要填写事由。"}

    form.subject.setText("拖欠工资")
    accept(qtbot, jobs, form)

    view = page.letters.one
    qtbot.waitUntil(view.isVisible)
    assert view.employer.text() == "张北某公司"
    assert view.next.text() == "受理投诉…"
    assert view.state.text().startswith("告知投诉人：")


def test_a_known_employer_is_proposed_and_chosen(qtbot, page, jobs, desk):
    page.show_tab("letters")
    page.letters.add_matter()
    form = dialog(page, "matter_dialog")

    with qtbot.waitSignal(form.employer.asked):
        form.employer.setText("永固")
        form.employer.textEdited.emit("永固")
    form.employer.clearFocus()
    rest(qtbot, jobs)
    form.employer.choose(0)
    form.subject.setText("欠薪")
    accept(qtbot, jobs, form)

    [line] = supervision.lines(desk)
    assert line.employer == "宣化永固建筑工程有限公司"
    assert supervision.matter(desk, line.id).employer_id == 1


def test_the_list_shows_the_latest_letter_and_its_day(qtbot, page, jobs, inquiry):
    page.show_tab("letters")
    rest(qtbot, jobs)

    assert row(page.letters.table) == [
        "张北某公司",
        "拖欠工资",
        "工会监督检查",
        "2026-11-02",
        "问询函 张劳调函〔2026〕1号",
        "待答复",
        "后天",
    ]


def test_the_next_letter_is_the_one_primary_button(qtbot, page, jobs, shown):
    assert shown.next.text() == "口头提示"
    qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    form = dialog(page, "prompt_dialog")
    accept(qtbot, jobs, form)
    assert problems(form) == {"demand": "请填写提示的内容。"}

    form.said.setPlainText("请按时发放工资")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)

    assert shown.next.text() == "起草问询函"


def test_a_draft_is_written_and_issued_under_a_number(qtbot, page, jobs, desk, shown, matter):
    supervision.save_settings(desk, settings())
    shown._draft(LetterKind.INQUIRY)
    rest(qtbot, jobs)
    form = dialog(page, "letter_dialog")
    assert form.facts.toPlainText() == "三个月未发工资"
    form.demand.setPlainText("请说明情况")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)
    assert shown.next.text() == "发出函书…"
    qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    with qtbot.waitSignal(page.noticed) as noticed:
        accept(qtbot, jobs, dialog(page, "issue_dialog"))

    assert noticed.args == ["已发出：张劳调函〔2026〕1号", None]
    again(qtbot, page, jobs)
    assert row(shown.table)[1] == "张劳调函〔2026〕1号"
    assert shown.next.text() == "登记签收…"
    assert not shown.acts["receive"].isVisible()  # one button for one thing


def test_what_a_letter_lacks_is_asked_for_where_it_is_written(
    qtbot, page, jobs, desk, shown, matter
):
    assert "尚无函书" in shown.table.accessibleDescription()
    assert [pill.text() for pill in shown.chain][:2] == ["口头提示", "提示函"]
    supervision.save_settings(desk, settings())
    shown._draft(LetterKind.INQUIRY)
    rest(qtbot, jobs)
    dialog(page, "letter_dialog").reject()
    again(qtbot, page, jobs)
    assert shown.acts["write"].isVisible()

    qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    form = dialog(page, "letter_dialog")
    assert list(problems(form)) == ["demand"]
    form.demand.setPlainText("请说明情况")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)
    qtbot.mouseClick(shown.acts["write"], Qt.MouseButton.LeftButton)
    assert dialog(page, "letter_dialog").demand.toPlainText() == "请说明情况"
    dialog(page, "letter_dialog").reject()

    qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)
    accept(qtbot, jobs, dialog(page, "issue_dialog"))
    again(qtbot, page, jobs)

    assert row(shown.table)[1] == "张劳调函〔2026〕1号"
    assert not shown.acts["write"].isVisible()


def settings():
    from mediation_desk.domain.supervision import LetterSettings

    return LetterSettings(
        sender="张家口市总工会",
        reminder="张劳调函",
        inquiry="张劳调函",
        opinion="张劳调函",
        proposal="张劳调函",
    )


def test_without_the_unions_name_it_is_asked_for_before_the_day_of_issue(
    qtbot, page, jobs, shown, desk
):
    shown._draft(LetterKind.INQUIRY)
    rest(qtbot, jobs)
    form = dialog(page, "letter_dialog")
    form.demand.setPlainText("请说明情况")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)
    qtbot.mouseClick(shown.next, Qt.MouseButton.LeftButton)
    rest(qtbot, jobs)

    asked = dialog(page, "letter_settings")
    asked.union.setText("张家口市总工会")
    accept(qtbot, jobs, asked)
    accept(qtbot, jobs, dialog(page, "issue_dialog"))
    again(qtbot, page, jobs)

    assert supervision.settings(desk).sender == "张家口市总工会"
    assert shown.next.text() == "登记签收…"


def test_a_complaint_is_accepted_once(qtbot, page, jobs, desk):
    complaint = Matter(
        employer="张北某公司", source=MatterSource.COMPLAINT, complainant="周某",
        received_on=date(2026, 11, 20), subject="拖欠工资",
    )  # fmt: skip
    page.show_tab("letters", supervision.begin(desk, complaint))
    rest(qtbot, jobs)
    qtbot.mouseClick(page.letters.one.next, Qt.MouseButton.LeftButton)
    accept(qtbot, jobs, page.findChildren(DayDialog)[-1])
    again(qtbot, page, jobs)

    shut = {a.text(): a.toolTip() for a in page.letters.one.others_menu().actions()
            if not a.isEnabled()}  # fmt: skip

    assert "已于2026-11-23受理" in shut["受理投诉…"]
    assert "不予受理投诉…" in shut


def test_a_draft_is_discarded(qtbot, page, jobs, desk, shown, matter):
    shown._draft(LetterKind.INQUIRY)
    rest(qtbot, jobs)
    form = dialog(page, "letter_dialog")

    with qtbot.waitSignal(page.noticed) as noticed:
        qtbot.mouseClick(form.discarding, Qt.MouseButton.LeftButton)
        rest(qtbot, jobs)

    assert noticed.args[0] == "草稿已删除。"
    assert supervision.matter(desk, matter).letters == ()


def test_a_clerk_drafts_and_does_not_issue(qtbot, page, jobs, desk, shown, matter):
    shown._draft(LetterKind.INQUIRY)
    rest(qtbot, jobs)
    dialog(page, "letter_dialog").reject()
    desk.actor = Actor(desk.actor.id, "刘静", frozenset({Role.CLERK}))

    again(qtbot, page, jobs)

    assert shown.next.text() == "发出函书…"
    assert not shown.next.isEnabled()
    assert shown.next.toolTip() == "须由主任办理。"
    assert shown.edit.isEnabled()


def test_steps_that_are_not_open_say_why(qtbot, page, jobs, shown):
    menu = shown.others_menu()

    reasons = {action.text(): action.toolTip() for action in menu.actions() if action.text()}

    assert "第十九条" in reasons["起草意见书"]
    assert "第二十一条" in reasons["起草建议书"]
    assert not next(a for a in menu.actions() if a.text() == "起草建议书").isEnabled()
    assert next(a for a in menu.actions() if a.text() == "起草问询函").isEnabled()


def test_an_investigation_on_site_needs_two_members_at_the_field(qtbot, page, jobs, shown):
    shown._investigate()
    form = dialog(page, "investigation_dialog")
    form.who.setText("王敏")
    form.on_site.setChecked(True)
    accept(qtbot, jobs, form)
    assert "第十八条" in problems(form)["investigators"]

    form.who.setText("王敏、刘静")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)

    assert shown.investigation.text() == "2026-11-23由王敏、刘静调查（现场）"
    assert shown.next.text() == "起草意见书"


def test_an_answer_that_is_poor_leads_to_the_letter_of_opinion(
    qtbot, page, jobs, desk, matter, inquiry
):
    page.show_tab("letters", matter)
    rest(qtbot, jobs)
    view = page.letters.one
    assert view.next.text() == "登记答复…"
    qtbot.mouseClick(view.next, Qt.MouseButton.LeftButton)
    form = dialog(page, "answer_dialog")
    form.reply.set_code(Reply.IMPROPER.value)
    form.answer.setPlainText("称资金紧张")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)

    assert view.next.text() == "登记调查…"
    assert view.investigate.isHidden()
    found = supervision.matter(desk, matter)
    supervision.investigate(
        desk, matter, found.version, date(2026, 11, 20), "王敏、刘静", "未发", on_site=False
    )
    again(qtbot, page, jobs)
    assert view.next.text() == "起草意见书"
    assert row(view.table)[-1] == "答复不适当"


def test_a_letter_that_was_issued_is_looked_at_as_word_and_pdf(qtbot, page, jobs, matter, inquiry):
    page.show_tab("letters", matter)
    rest(qtbot, jobs)
    view = page.letters.one
    view.table.selectRow(0)

    qtbot.keyClick(view.table, Qt.Key.Key_Return)

    form = dialog(page, "paper_dialog")
    qtbot.waitUntil(lambda: form.paper is not None)
    assert form.paper.docx
    assert "河北省总工会" in form.note.text()


def test_a_letter_is_withdrawn_with_a_reason(qtbot, page, jobs, matter, inquiry):
    page.show_tab("letters", matter)
    rest(qtbot, jobs)
    view = page.letters.one
    qtbot.mouseClick(view.acts["withdraw"], Qt.MouseButton.LeftButton)
    form = dialog(page, "withdraw_dialog")
    accept(qtbot, jobs, form)
    assert problems(form) == {"withdrawn_for": "请填写理由。"}

    form.reason.setPlainText("误发至他单位")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)

    assert row(view.table)[-1] == "已撤回"
    assert not view.acts["withdraw"].isVisible()


def test_the_matter_ends_and_is_taken_up_again(qtbot, page, jobs, shown):
    shown._end()
    accept(qtbot, jobs, dialog(page, "end_dialog"))
    again(qtbot, page, jobs)
    assert shown.state.text() == "已整改"
    assert not shown.next.isVisible()

    shown._reopen()
    form = dialog(page, "reopen_dialog")
    form.note.setPlainText("又欠薪一个月")
    accept(qtbot, jobs, form)
    again(qtbot, page, jobs)

    assert shown.next.isVisible()


def test_the_settings_of_letters_refuse_a_bad_code_at_its_field(qtbot, page, jobs):
    page.show_tab("letters")
    page.letters.edit_settings()
    rest(qtbot, jobs)
    form = dialog(page, "letter_settings")
    assert form.inquiry.text() == "张劳调函"
    form.opinion.setText("第1号")

    accept(qtbot, jobs, form)

    assert set(problems(form)) == {"sender", "opinion"}


def test_the_settings_of_letters_say_where_the_federations_styles_are_imported(qtbot, page, jobs):
    page.show_tab("letters")
    page.letters.edit_settings()
    rest(qtbot, jobs)

    words = dialog(page, "letter_settings").findChild(QLabel, "style_words").text()

    assert f"“设置 › {_('Form templates')}”" in words
    assert all(form in words for form in ("D-71", "D-72", "D-73"))
    assert "文件夹" not in words


def test_a_search_that_finds_nothing_says_so(qtbot, page, jobs, matter):
    page.show_tab("letters")
    rest(qtbot, jobs)
    page.letters.search.setText("绝无此单位")

    qtbot.waitUntil(page.letters.empty.isVisible)
    assert page.letters.empty.text.text() == "没有符合条件的监督事项。"


def test_supervision_begins_in_a_case_with_its_employer(qtbot, page, jobs):
    proposed = Matter(
        employer_id=1,
        employer="宣化永固建筑工程有限公司",
        case_id=1,
        source=MatterSource.CASE,
        received_on=date(2026, 11, 23),
        subject="",
    )

    page.lead_to("letters", proposed)

    form = dialog(page, "matter_dialog")
    assert form.employer.isReadOnly()
    assert form.source.code() == "case"


def test_a_letter_and_a_body_are_found_by_the_search_field(qtbot, window, jobs, room, inquiry):
    window.activateWindow()
    window.search.open_all()
    window.search.setText("张劳调函")
    window.search.textEdited.emit("张劳调函")
    rows = window.search.results.list
    qtbot.waitUntil(lambda: rows.count() and "张劳调函〔2026〕1号" in rows.item(0).text())

    qtbot.keyClick(window.search, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: window.page.objectName() == "region")
    rest(qtbot, jobs)
    assert window.page.letters.one.isVisible()
    assert window.page.letters.one.employer.text() == "张北某公司"
