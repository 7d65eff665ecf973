"""The journal of the centre in Settings: read, searched, checked; who may not read cases."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.centre import User
from mediation_desk.domain.options import MEDIATORS_SEE_OWN, UNTOUCHED_DAYS
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Role
from mediation_desk.services import access, backups, browse, journals, logs, settings, story
from mediation_desk.services.desk import choose
from mediation_desk.services.logs import LogOrder
from mediation_desk.storage import journal
from mediation_desk.ui.leaving import leaving
from mediation_desk.ui.places import CASES, SETTINGS, TODAY
from tests.journeys.hand import CONTROL, Hand

WIDE = {ord(one): ord(one) + 0xFEE0 for one in "0123456789abcdef-"}
"""What an input method types for figures and letters at full width."""


@pytest.fixture
def hand(qtbot, window, jobs):
    hand = Hand(qtbot, window, jobs)
    hand.rest()
    return hand


def at_journal(hand):
    hand.window.visit(SETTINGS)
    hand.wait(lambda: hand.window.page.objectName() == SETTINGS)
    hand.rest()
    hand.window.page.show_section("journal")
    hand.rest()
    return hand.window.page.sections["journal"]


def sit_down(hand, desk, role):
    key = settings.save_user(desk, User(name="孙立", roles=frozenset({role})))
    hand.window.change_person(key)
    hand.rest()
    assert desk.actor.name == "孙立"


def test_the_timeline_is_searched_by_person_case_kind_and_day(hand, desk):
    party = browse.case_file(desk, 1).applicants[0].id
    browse.reveal(desk, 1, party)

    section = at_journal(hand)

    assert hand.cell_text("timeline", 0, 1) == story.SUPERVISOR.name
    every = len(section.model.rows)
    hand.choose("journal_person", story.CLERK.name)
    hand.rest()
    assert {row[1] for row in hand.rows("timeline")} == {story.CLERK.name}
    hand.choose("journal_person", "全部人员")
    hand.choose("journal_kind", "查看敏感信息")
    hand.rest()
    [look] = hand.rows("timeline")
    assert look[1] == story.SUPERVISOR.name
    assert look[3] == browse.case_file(desk, 1).number
    hand.choose("journal_kind", "全部操作")
    hand.fill("journal_case", "0001号")
    hand.wait(lambda: 0 < len(section.model.rows) < every)
    assert {row[3] for row in hand.rows("timeline")} == {browse.case_file(desk, 1).number}
    hand.fill("journal_case", "")
    hand.fill("journal_first", "2026-10-12")
    hand.fill("journal_last", "2026-10-12")
    hand.wait(lambda: {row[0][:10] for row in hand.rows("timeline")} == {"2026-10-12"})
    hand.fill("journal_case", "没有这个号")
    hand.wait(lambda: not section.model.rows)


def test_an_untouched_journal_is_found_whole_and_a_wrong_code_is_not(hand, desk, tmp_path):
    code = journals.check_code(desk)
    backups.backup(desk, tmp_path / "copy.deskbackup")
    section = at_journal(hand)

    hand.fill("journal_code", code)
    hand.click("journal_check")
    hand.wait(lambda: "与所填校验码一致" in hand.text("journal_verdict"))
    assert "完整无改动" in hand.text("journal_verdict")
    section.compare_with(tmp_path / "copy.deskbackup")
    hand.rest()
    hand.wait(lambda: "与该备份一致" in hand.text("journal_verdict"))
    hand.fill("journal_code", code.translate(WIDE))
    hand.click("journal_check")
    hand.wait(lambda: "与所填校验码一致" in hand.text("journal_verdict"))
    hand.fill("journal_code", f"{code[:-1]}{'0' if code[-1] != '0' else '1'}")
    hand.click("journal_check")

    hand.wait(lambda: "删除或改写" in hand.text("journal_verdict"))
    assert "请先与打印件逐字核对" in hand.text("journal_verdict")


def test_whose_roles_and_which_setting_changed_from_what_to_what_is_told(hand, desk):
    key = settings.save_user(desk, User(name="孙立", roles=frozenset({Role.CLERK}), phone="0313"))
    both = frozenset({Role.CLERK, Role.MEDIATOR})
    settings.save_user(desk, User(id=key, name="孙立", roles=both, phone="13900000000"))
    settings.save_user(desk, User(id=key, name="孙立", roles=both, active=False))
    settings.set_option(desk, UNTOUCHED_DAYS, "12")
    settings.set_option(desk, MEDIATORS_SEE_OWN, "yes")

    at_journal(hand)

    told = [row[4] for row in hand.rows("timeline")[:5]]
    assert told[0].endswith("否 → 是")
    assert told[1].startswith(UNTOUCHED_DAYS.title)
    assert told[1].endswith("10 → 12")
    assert told[2] == "孙立：改为离任"
    assert told[3] == "孙立：角色 书记员 → 书记员、调解员"
    assert told[4] == "新增孙立（书记员）"
    assert not any("0313" in one or "139" in one for one in told)


def test_why_a_case_is_closed_to_others_is_read_in_the_case_not_by_auditors(hand, desk):
    version = browse.case_file(desk, 1).version
    access.set_access(desk, 1, version, restricted=True, reason="陈大山要求保密")
    at_journal(hand)
    assert "陈大山" in hand.rows("timeline")[0][4]

    sit_down(hand, desk, Role.AUDITOR)
    hand.rest()

    every = "".join(row[4] for row in hand.rows("timeline"))
    assert "（见案件）" in every
    assert "陈大山" not in every
    choose(desk, 1)


def test_prints_and_saved_files_are_in_the_journal_with_their_case(hand, desk):
    hand.open_case(1)
    leaving().printed.emit("受理通知书")
    leaving().saved.emit("保存文书", "受理通知书.pdf")
    hand.rest()

    at_journal(hand)

    rows = hand.rows("timeline")[:2]
    assert [row[2] for row in rows] == ["另存为文件", "打印"]
    assert "受理通知书.pdf" in rows[0][4]
    assert {row[3] for row in rows} == {browse.case_file(desk, 1).number}


def test_an_export_of_whole_names_tells_its_layout_its_rows_and_what_it_was_for(hand, desk):
    october = Period.of(Span.MONTH, 2026, 10)
    order = LogOrder(period=october, kind="csv", unmasked=True, purpose="市总工会回访")
    logs.export_log(desk, order)

    at_journal(hand)

    [told] = [row[4] for row in hand.rows("timeline") if row[2] == "导出案件台账"]
    assert "事由 市总工会回访" in told
    assert "导出行数 1" in told
    assert "格式 案件登记台账" in told
    assert told.endswith("姓名、电话未脱敏")
    assert "清除" not in told


def test_a_clock_set_back_is_an_entry_of_its_own(desk):
    before, desk.now = desk.now, lambda: story.StoryClock(story.APPLIED)()

    settings.save_user(desk, User(name="孙立", roles=frozenset({Role.CLERK})))

    desk.now = before
    told = [line.entry.doing for line in journals.lines(desk, journals.Asked())[:2]]
    assert told == ["change_user", "clock_back"]


def test_an_administrator_comes_to_settings_and_to_no_case(hand, desk):
    sit_down(hand, desk, Role.ADMINISTRATOR)

    assert hand.window.page.objectName() == SETTINGS
    shown = [name for name in (TODAY, CASES, SETTINGS) if hand.sees(f"rail_{name}")]
    assert shown == [SETTINGS]
    hand.key(Qt.Key.Key_2, CONTROL)
    hand.rest()
    assert hand.window.page.objectName() == SETTINGS
    assert "没有此项权限" in hand.notice()
    hand.window.page.show_section("rooms")
    hand.rest()
    assert hand.see("rooms_add").isEnabled()
    at_journal(hand)
    assert not hand.sees("journal_check")
    assert {row[1] for row in hand.rows("timeline")} <= {"孙立"}


def test_an_auditor_reads_and_checks_the_journal_and_nothing_of_a_case(hand, desk):
    sit_down(hand, desk, Role.AUDITOR)

    assert hand.window.page.shown == "journal"
    assert hand.rows("timeline")
    assert all(
        change.table in ("note", "app_user", "option")
        or (change.before is None and change.after is None)
        for line in hand.window.page.sections["journal"].model.rows
        for change in line.entry.changes
    )
    hand.click("journal_check")
    hand.wait(lambda: "完整无改动" in hand.text("journal_verdict"))
    names = hand.window.page.names
    seen = [names.item(n).text() for n in range(names.count()) if not names.isRowHidden(n)]
    assert "操作日志" in seen
    assert "调解室" not in seen
    choose(desk, 1)


def test_an_act_refused_for_want_of_a_right_stands_in_the_journal(qtbot, window, desk, jobs):
    """等保 and reliability.md P29: refusals are logged, wherever they were shown."""
    clerk = next(user for user in settings.officers(desk) if user.name == "刘静")
    choose(desk, clerk.id)
    told = []

    wanted = lambda: settings.set_option(desk, UNTOUCHED_DAYS, "5")  # noqa: E731
    window.jobs.do(window, wanted, refused=told.append)
    qtbot.waitUntil(lambda: bool(told) and not jobs.busy)
    with desk.db.read() as session:
        newest = journal.entries(session)[0]

    assert (newest.doing, newest.actor) == ("refused", "刘静")
    assert newest.changes[0].after["right"] == "settings"
