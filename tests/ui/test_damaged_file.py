"""A file that is damaged in the middle: it is not written to, and a whole backup is offered."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from mediation_desk.domain.rights import Role
from mediation_desk.security import codes
from mediation_desk.services import accounts, keeping, story
from mediation_desk.services.accounts import Protection
from mediation_desk.services.desk import found, open_desk
from mediation_desk.storage import soundness
from mediation_desk.ui.accounts.restore_dialog import RestoreDialog
from mediation_desk.ui.accounts.sign_in import SignIn
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.refused import RefusedWindow
from tests.storage.test_chain import BREAKING, altered

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # raising without a screen

PASSWORD = "雨后初晴-Mx93"
LEFT = Qt.MouseButton.LeftButton
FIRST = replace(story.SUPERVISOR, roles=frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR})


def hurt(path: Path) -> bytes:
    """Change some pages in the middle of a file; return all of it."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    for at in range(middle, middle + 3000):
        content[at] ^= 0x5A
    path.write_bytes(content)
    return bytes(content)


@pytest.fixture
def centre(tmp_path):
    """A plain centre with a backup of its own."""
    desk = found(tmp_path / "centre.desk", story.CENTRE, FIRST)
    keeping.run(desk)
    desk.close()
    return tmp_path / "centre.desk"


def offered(qtbot, program) -> str:
    """Wait for what is offered in the place of the file."""
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    qtbot.waitUntil(lambda: program.window.findChild(QLabel, "refused_offer") is not None)
    return program.window.findChild(QLabel, "refused_offer").text()


def test_a_small_file_is_refused_before_a_byte_is_written_and_its_backup_restored(
    qtbot, start, centre
):
    before = hurt(centre)

    program = start(centre)

    text = offered(qtbot, program)
    assert "已损坏" in program.window.sentence.text()
    assert f"{datetime.now(UTC):%Y}-" in text
    assert "案件0件" in text
    assert "此后保存的内容" in text
    assert centre.read_bytes() == before
    qtbot.mouseClick(program.window.findChild(QPushButton, "refused_restore_this"), LEFT)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.desk is not None)
    [kept] = centre.parent.glob("centre.before-restore-*.desk")
    assert kept.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空文件"),
        (b"SQLite format 3\x00".ljust(8192, b"\x00"), "其他程序"),
    ],
    ids=["nothing", "another program"],
)
def test_what_is_none_of_ours_in_the_place_of_an_encrypted_file_is_called_so(
    qtbot, start, tmp_path, content, said
):
    path = tmp_path / "centre.desk"
    code = codes.new_recovery_code()
    desk = accounts.found(
        path, story.CENTRE, FIRST, Protection(password=PASSWORD, recovery_code=code)
    )
    keeping.run(desk)
    desk.close()
    path.write_bytes(content)
    program = start(path)
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)

    program.window.password.setText(PASSWORD)
    program.window.submit()

    assert "最新的完好备份" in offered(qtbot, program)
    assert said in program.window.sentence.text()
    assert "密钥文件" not in program.window.sentence.text()
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("way", "asks"),
    [
        ("the last three entries", True),
        ("at of the last", False),
        ("an entry within and its values", False),
    ],
)
def test_a_journal_that_was_altered_is_told_after_the_password_and_a_backup_restored(
    qtbot, start, tmp_path, way, asks
):
    path = tmp_path / "centre.desk"
    code = codes.new_recovery_code()
    protection = Protection(password=PASSWORD, recovery_code=code, encrypted=False)
    desk = accounts.found(path, story.CENTRE, FIRST, protection)
    keeping.run(desk)
    desk.close()
    before = altered(path, BREAKING[way]).read_bytes()
    program = start(path)
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)

    program.window.password.setText(PASSWORD)
    program.window.submit()

    assert "最新的完好备份" in offered(qtbot, program)
    assert "的操作日志被其他程序改动过：操作记录第" in program.window.sentence.text()
    assert path.read_bytes() == before
    qtbot.mouseClick(program.window.findChild(QPushButton, "refused_restore_this"), LEFT)
    if asks:
        qtbot.waitUntil(lambda: program.window.findChild(RestoreDialog) is not None)
        question = program.window.findChild(RestoreDialog)
        question.count.setText("0")
        question.submit()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    program.window.password.setText(PASSWORD)
    program.window.submit()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.desk is not None)


def test_an_encrypted_one_is_refused_after_the_password(qtbot, start, tmp_path):
    path = tmp_path / "centre.desk"
    protection = Protection(password=PASSWORD, recovery_code=codes.new_recovery_code())
    desk = accounts.found(path, story.CENTRE, FIRST, protection)
    keeping.run(desk)
    desk.close()
    before = hurt(path)
    program = start(path)
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)

    program.window.password.setText(PASSWORD)
    program.window.submit()

    text = offered(qtbot, program)
    assert "最新的完好备份" in text
    assert "案件" not in text, "without its key nobody can count its cases"
    assert path.read_bytes() == before


def test_a_large_file_is_looked_through_behind_the_first_page(qtbot, start, centre, monkeypatch):
    hurt(centre)
    monkeypatch.setattr(soundness, "SMALL", 0)

    program = start(centre)

    assert offered(qtbot, program)
    assert program.desk is None


def test_without_a_whole_backup_that_is_said(qtbot, start, centre):
    for path in centre.with_name("centre.desk.backups").glob("*.deskbackup"):
        hurt(path)
    hurt(centre)

    program = start(centre)

    assert "没有找到" in offered(qtbot, program)
    assert program.window.findChild(QPushButton, "refused_restore_this") is None


def test_a_whole_file_opens(centre):
    soundness.require_whole(centre)
    open_desk(centre).close()
