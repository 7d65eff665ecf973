"""The window backs up by itself, rehearses, and shows in the head and on Today what is amiss."""

from datetime import timedelta
from pathlib import Path

from mediation_desk.domain.options import UNTOUCHED_DAYS
from mediation_desk.services import keeping, settings
from mediation_desk.storage import journal
from mediation_desk.ui.keeping_watch import back_up_at_exit


def acts(desk):
    with desk.db.read() as session:
        return [entry.doing for entry in journal.entries(session)]


def test_the_window_backs_up_copies_and_rehearses_by_itself(qtbot, window, desk, jobs, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.choose_second(desk, stick)

    window.keeping_watch.look()
    qtbot.waitUntil(lambda: "full_check" in acts(desk))
    qtbot.waitUntil(lambda: not jobs.busy)

    assert acts(desk)[:4] == ["full_check", "rehearsal", "second_copy", "backup"]
    assert not window.head.backup.isVisible()
    window.refresh()
    qtbot.waitUntil(lambda: not window.page.banner.isVisible())
    window.keeping_watch.look()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert acts(desk).count("backup") == 1, "nothing new to back up"


def test_all_data_are_checked_each_week_and_the_page_of_backups_says_so(qtbot, window, desk, jobs):
    keeping.run(desk)
    keeping.rehearse(desk)
    later = max(desk.now(), keeping.state(desk).since) + timedelta(days=8)
    desk.now = lambda: later

    window.keeping_watch.look()
    qtbot.waitUntil(lambda: "full_check" in acts(desk))
    window.show_page("settings").show_section("backup")
    qtbot.waitUntil(lambda: not jobs.busy)

    section = window.page.sections["backup"]
    assert section.checked.text().endswith("未发现问题。")
    assert acts(desk).count("full_check") == 1


def test_a_missing_medium_is_a_badge_in_the_head_and_a_sentence_on_today(
    qtbot, window, desk, jobs, tmp_path
):
    stick = tmp_path / "stick"
    stick.mkdir()
    keeping.choose_second(desk, stick)
    keeping.run(desk)
    keeping.rehearse(desk)
    stick.rename(tmp_path / "pocket")
    later = desk.now() + timedelta(days=9)
    desk.now = lambda: later
    keeping.run(desk)

    window.keeping_watch.look()
    window.refresh()
    qtbot.waitUntil(window.head.backup.isVisible)
    qtbot.waitUntil(lambda: window.page.banner.text.text().startswith("第二介质"))

    assert window.head.backup.text() == "第二介质已9天"
    sentence = f"第二介质{stick}未接入，最近的副本已是9天前。"
    assert window.head.backup.toolTip() == sentence
    assert window.page.banner.text.text() == sentence
    window.head.backup.click()
    qtbot.waitUntil(lambda: window.page.objectName() == "settings")
    assert window.page.shown == "backup"
    (tmp_path / "pocket").rename(stick)
    window.keeping_watch.look()
    qtbot.waitUntil(lambda: not window.head.backup.isVisible())
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_failed_rehearsal_is_a_badge(qtbot, window, desk, jobs):
    keeping.run(desk)
    [copy] = Path(keeping.state(desk).folder).glob("*.deskbackup")
    copy.write_bytes(copy.read_bytes()[:-4096])

    window.keeping_watch.look()

    qtbot.waitUntil(lambda: window.head.backup.text() == "恢复演练未通过")
    qtbot.waitUntil(lambda: not jobs.busy)


def test_what_is_new_is_backed_up_as_the_program_ends(desk):
    back_up_at_exit(desk)
    back_up_at_exit(desk)
    assert acts(desk).count("backup") == 1

    settings.set_option(desk, UNTOUCHED_DAYS, "12")
    back_up_at_exit(desk)

    assert acts(desk).count("backup") == 2
