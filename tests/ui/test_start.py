"""The program from its start: first start, sample centre, a file that is refused, restoring."""

import os
import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from mediation_desk import i18n, paths
from mediation_desk.services import backups, browse, restoring
from mediation_desk.services.desk import open_desk
from mediation_desk.services.restoring import Order
from mediation_desk.storage import journal
from mediation_desk.ui.accounts.protection_form import OPEN
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.memory import remember
from mediation_desk.ui.places import SETTINGS
from mediation_desk.ui.refused import RefusedWindow
from mediation_desk.ui.single import SingleWindow
from mediation_desk.ui.welcome import Welcome

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # raising without a screen


def standing(program):
    """Say whether the main window has its first page."""
    return (
        isinstance(program.window, MainWindow)
        and program.window.page is not None
        and not program.jobs.busy
    )


def test_the_first_start_welcomes_and_a_minute_later_the_desk_stands(qtbot, start, tmp_path):
    program = start(tmp_path / "new.desk")
    welcome = program.window
    assert isinstance(welcome, Welcome)
    welcome.name.setText("宣化区劳动人事争议调解中心")
    welcome.person.setText("陈国栋")
    welcome.protection.how.set_code(OPEN)

    qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: standing(program))
    assert program.window.rail.centre.text() == "宣化区劳动人事争议调解中心"
    assert (tmp_path / "new.desk").exists()


def test_the_sample_centre_opens_from_the_welcome(qtbot, start, tmp_path, told):
    shutil.copyfile(told, paths.user_data() / "sample.desk")
    program = start(tmp_path / "new.desk")

    qtbot.mouseClick(program.window.sample, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: standing(program))
    assert program.window.rail.centre.text() == "张家口市劳动关系调解中心"
    assert not (tmp_path / "new.desk").exists()


def test_the_frame_stands_before_the_file_is_open(qtbot, start, told, tmp_path):
    shutil.copyfile(told, tmp_path / "centre.desk")

    program = start(tmp_path / "centre.desk")

    assert isinstance(program.window, MainWindow)
    assert program.window.isVisible()
    assert program.window.page is None
    qtbot.waitUntil(lambda: standing(program))


@pytest.mark.parametrize("protected", [True, False])
def test_a_pipe_is_refused_without_waiting_for_whoever_writes_into_it(
    qtbot, start, tmp_path, *, protected
):
    pipe = tmp_path / "pipe.desk"
    os.mkfifo(pipe)
    if protected:
        (tmp_path / "pipe.desk.keys").write_text("{}")

    program = start(pipe)

    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    assert "管道" in program.window.sentence.text()


def test_a_link_that_leads_nowhere_is_no_place_for_a_new_centre(qtbot, start, tmp_path):
    link = tmp_path / "centre.desk"
    link.symlink_to(tmp_path / "away" / "centre.desk")

    program = start(link)

    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    assert str(tmp_path / "away" / "centre.desk") in program.window.sentence.text()


def test_a_file_that_is_not_ours_is_refused_with_one_sentence_and_not_touched(
    qtbot, start, tmp_path
):
    foreign = tmp_path / "foreign.desk"
    foreign.write_bytes(b"not a database at all" * 100)
    before = foreign.read_bytes()

    program = start(foreign)

    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    assert program.window.sentence.text()
    assert foreign.read_bytes() == before


def test_after_a_refusal_another_file_can_be_opened(qtbot, start, tmp_path, told):
    (tmp_path / "foreign.desk").write_bytes(b"not a database at all" * 100)
    shutil.copyfile(told, tmp_path / "centre.desk")
    program = start(tmp_path / "foreign.desk")
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))

    program.window.another.emit(tmp_path / "centre.desk")

    qtbot.waitUntil(lambda: standing(program))


def test_another_file_is_held_by_this_window_and_one_that_is_open_elsewhere_is_not_opened(
    qtbot, qapp, start, tmp_path, told
):
    (tmp_path / "foreign.desk").write_bytes(b"not a database at all" * 100)
    for name in ("centre.desk", "taken.desk"):
        shutil.copyfile(told, tmp_path / name)
    own, elsewhere = (SingleWindow(str(tmp_path / x)) for x in ("foreign.desk", "taken.desk"))
    assert own.take()
    assert elsewhere.take()
    program = start(tmp_path / "foreign.desk", single=own)
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))

    program.window.another.emit(tmp_path / "taken.desk")

    assert "已在调解台的另一个窗口中打开" in program.window.sentence.text()
    program.window.another.emit(tmp_path / "centre.desk")
    qtbot.waitUntil(lambda: standing(program))
    assert not SingleWindow(str(tmp_path / "centre.desk")).take()
    left = SingleWindow(str(tmp_path / "foreign.desk"))
    assert left.take()
    for one in (left, elsewhere, own):
        one.close()


def test_a_person_named_at_the_start_acts(qtbot, start, tmp_path, told):
    shutil.copyfile(told, tmp_path / "centre.desk")

    program = start(tmp_path / "centre.desk", user="王敏")

    qtbot.waitUntil(lambda: standing(program))
    assert program.desk.actor.name == "王敏"


def test_who_worked_here_last_acts_again(qtbot, start, tmp_path, told):
    shutil.copyfile(told, tmp_path / "centre.desk")
    remember("person", "刘静")

    program = start(tmp_path / "centre.desk")

    qtbot.waitUntil(lambda: standing(program))
    assert program.desk.actor.name == "刘静"


def test_another_language_builds_the_window_anew_over_the_open_desk(qtbot, start, tmp_path, told):
    shutil.copyfile(told, tmp_path / "centre.desk")
    program = start(tmp_path / "centre.desk")
    qtbot.waitUntil(lambda: standing(program))
    first, desk = program.window, program.desk

    remember("language", i18n.ENGLISH)
    first.reopen.emit()

    qtbot.waitUntil(lambda: program.window is not first and standing(program))
    assert program.window.head.title.text() == "Today"
    assert program.desk is desk


def test_a_restored_backup_takes_the_files_place_and_the_window_comes_back(
    qtbot, start, tmp_path, told
):
    shutil.copyfile(told, tmp_path / "centre.desk")
    desk = open_desk(tmp_path / "centre.desk")
    backups.backup(desk, tmp_path / "stick.deskbackup")
    desk.close()
    program = start(tmp_path / "centre.desk")
    qtbot.waitUntil(lambda: standing(program))
    first, actor = program.window, program.desk.actor.name
    settings = first.show_page(SETTINGS)

    proof = restoring.of_desk(program.desk)
    settings.restore.emit(Order(source=tmp_path / "stick.deskbackup", proof=proof, count=1))

    qtbot.waitUntil(lambda: program.window is not first and standing(program))
    assert len(browse.find(program.desk, "李建国")) == 1
    assert list(tmp_path.glob("*before-restore*"))
    with program.desk.db.read() as session:
        [done] = [one for one in journal.entries(session) if one.doing == "restore"]
    assert done.actor == actor


def test_a_bug_outside_the_workers_opens_the_crash_dialog(qtbot, start, tmp_path, told):
    shutil.copyfile(told, tmp_path / "centre.desk")
    program = start(tmp_path / "centre.desk")
    qtbot.waitUntil(lambda: standing(program))

    program._on_crash(ZeroDivisionError, ZeroDivisionError("x"), None)

    dialog = program.window.messages._crash
    assert dialog.isVisible()
    assert "ZeroDivisionError" in dialog.report.toPlainText()
    dialog.close()


def test_an_empty_server_is_told_as_one_and_a_centre_is_set_up_in_it(qtbot, start, postgres_url):
    program = start(postgres_url)
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    refused = program.window
    said = "\n".join(text.text() for text in refused.findChildren(QLabel))
    assert "数据库无法打开" in said
    assert "文件无法打开" not in said
    assert "psycopg" not in said

    qtbot.mouseClick(refused.findChild(QPushButton, "refused_found"), Qt.MouseButton.LeftButton)
    welcome = program.window
    said = "\n".join(text.text() for text in welcome.findChildren(QLabel))
    assert "数据保存在服务器 postgresql://" in said
    assert "U盘" not in said
    welcome.name.setText("宣化区劳动人事争议调解中心")
    welcome.person.setText("陈国栋")
    qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: standing(program))
    assert program.window.rail.centre.text() == "宣化区劳动人事争议调解中心"
