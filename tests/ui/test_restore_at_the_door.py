"""A restore before anybody signed in: the present file says who may, and supervisors are told."""

from contextlib import closing
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Role
from mediation_desk.security import codes
from mediation_desk.services import accounts, backups, restoring, settings, signing_in, story
from mediation_desk.services.accounts import Protection
from mediation_desk.services.desk import found
from mediation_desk.ui.accounts.backup_key import SecretDialog
from mediation_desk.ui.accounts.restore_dialog import RestoreDialog
from mediation_desk.ui.accounts.sign_in import SignIn
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.refused import RefusedWindow

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # raising without a screen

PASSWORD = "雨后初晴-Mx93"
OTHER = "屋檐滴水-Qz47"
CODE, LATER_CODE = codes.new_recovery_code(), codes.new_recovery_code()
LEFT = Qt.MouseButton.LeftButton
LEAD = replace(story.SUPERVISOR, roles=frozenset({Role.SUPERVISOR}))


class Centre:
    """A file with a supervisor and a mediator, a backup of it, and whoever stands at the door."""

    def __init__(self, folder, *, encrypted):
        self.path, self.copy = folder / "centre.desk", folder / "stick.deskbackup"
        protection = Protection(password=PASSWORD, recovery_code=CODE, encrypted=encrypted)
        desk = accounts.found(self.path, story.CENTRE, LEAD, protection)
        self.mediator = settings.save_user(
            desk, User(name="王敏", roles=frozenset({Role.MEDIATOR}))
        )
        first = accounts.give_first_password(desk, self.mediator)
        desk.close()
        hers = signing_in.enter(self.path, self.mediator, first)
        accounts.change_password(hers, first, OTHER)
        hers.close()
        with self.desk() as desk:
            backups.backup(desk, self.copy)

    def desk(self):
        return closing(signing_in.enter(self.path, 1, PASSWORD))

    def goes_on(self):
        with self.desk() as desk:
            settings.save_user(desk, User(name="刘静", roles=frozenset({Role.CLERK})))


@pytest.fixture(params=[True, False], ids=["encrypted", "plain"])
def centre(request, tmp_path):
    return Centre(tmp_path, encrypted=request.param)


@pytest.fixture
def foreign(tmp_path):
    """An unencrypted backup of another centre."""
    other = found(tmp_path / "other.desk", replace(story.CENTRE, name="下花园调解中心"), LEAD)
    backups.backup(other, tmp_path / "other.deskbackup")
    other.close()
    return tmp_path / "other.deskbackup"


@pytest.fixture
def at_the_door(qtbot, start, centre, monkeypatch):
    """The program at its sign-in page; a backup is chosen by the ways on."""

    def begin(backup):
        program = start(centre.path)
        qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
        program.window.another_file.emit()
        qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
        monkeypatch.setattr("mediation_desk.ui.accounts.restoring.ask_open", lambda *_asked: backup)
        push(qtbot, program.window, "refused_restore")
        return program

    return begin


def push(qtbot, owner, name):
    button = owner.findChild(QPushButton, name)
    assert button.isVisible(), name
    qtbot.mouseClick(button, LEFT)


def dialog(qtbot, program, kind):
    seen = []

    def look():
        seen[:] = [one for one in program.window.findChildren(kind) if one.isVisible()]
        return bool(seen)

    qtbot.waitUntil(look)
    return seen[0]


def answer(qtbot, asked, holder, secret):
    asked.holder.set_code(str(holder))
    asked.secret.setText(secret)
    qtbot.mouseClick(asked.ok, LEFT)


def refusal(qtbot, asked):
    field = asked.fields["secret"]
    qtbot.waitUntil(lambda: bool(field.note.text()) and asked.ok.isEnabled())
    return field.note.text()


def noticed(qtbot, program):
    """Wait for what is told after signing in."""
    bar = program.window.messages.notice_bar
    qtbot.waitUntil(lambda: bool(bar.text.text()))
    return bar.text.text()


def rest(qtbot, program):
    qtbot.waitUntil(lambda: not program.jobs.busy)


def sign_in(qtbot, program, person, password):
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    program.window.person.set_code(str(person))
    program.window.password.setText(password)
    program.window.submit()
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.desk is not None)
    rest(qtbot, program)


def test_a_mediators_password_puts_nothing_in_the_place_of_the_file(qtbot, at_the_door, centre):
    centre.goes_on()
    program = at_the_door(centre.copy)

    asked = dialog(qtbot, program, SecretDialog)
    answer(qtbot, asked, centre.mediator, OTHER)
    said = refusal(qtbot, asked)
    answer(qtbot, asked, centre.mediator, "错误的密码-Zz11")
    wrong = refusal(qtbot, asked)

    assert asked.objectName() == "restore_proof"
    assert "没有此项权限" in said
    assert "密码不正确" in wrong
    assert not program.window.findChildren(RestoreDialog)
    assert not list(centre.path.parent.glob("*before-restore*"))


def test_a_supervisor_of_the_present_file_restores_and_the_others_are_told(
    qtbot, at_the_door, centre
):
    with centre.desk() as desk:
        second = settings.save_user(desk, User(name="赵主任", roles=frozenset({Role.SUPERVISOR})))
        first = accounts.give_first_password(desk, second)
    with closing(signing_in.enter(centre.path, second, first)) as theirs:
        accounts.change_password(theirs, first, OTHER)
    with centre.desk() as desk:
        backups.backup(desk, centre.copy)
    centre.goes_on()
    program = at_the_door(centre.copy)

    answer(qtbot, dialog(qtbot, program, SecretDialog), second, OTHER)
    question = dialog(qtbot, program, RestoreDialog)  # no second password: the key is at hand
    assert question.unencrypted.isHidden()
    question.count.setText("0")
    qtbot.mouseClick(question.ok, LEFT)

    sign_in(qtbot, program, 1, PASSWORD)
    told = noticed(qtbot, program)
    assert "赵主任" in told
    assert "before-restore" in told
    assert "核实" not in told
    program.leave()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    with centre.desk() as desk:
        assert restoring.told(desk) is None, "it is told once"
    with closing(signing_in.enter(centre.path, second, OTHER)) as theirs:
        assert restoring.told(theirs) is None, "it was their own"


def test_the_recovery_code_of_the_present_file_restores_and_that_of_before_does_not(
    qtbot, at_the_door, centre
):
    with centre.desk() as desk:
        accounts.set_recovery_code(desk, LATER_CODE)
    program = at_the_door(centre.copy)

    asked = dialog(qtbot, program, SecretDialog)
    answer(qtbot, asked, 0, CODE)
    assert refusal(qtbot, asked)
    answer(qtbot, asked, 0, LATER_CODE)

    question = dialog(qtbot, program, RestoreDialog)
    question.count.setText("0")
    qtbot.mouseClick(question.ok, LEFT)
    sign_in(qtbot, program, 1, PASSWORD)
    assert list(centre.path.parent.glob("*before-restore*"))


def test_another_centres_open_backup_takes_a_supervisor_the_count_and_a_tick(
    qtbot, at_the_door, centre, foreign
):
    program = at_the_door(foreign)

    asked = dialog(qtbot, program, SecretDialog)
    qtbot.wait(50)
    assert not program.window.findChildren(RestoreDialog), "nothing is asked before who restores"
    answer(qtbot, asked, 1, PASSWORD)
    question = dialog(qtbot, program, RestoreDialog)
    encrypted = not question.unencrypted.isHidden()

    assert "另一个中心" in question.standing.text()
    question.count.setText("0")
    if encrypted:
        assert "未加密" in question.opens.text()
        qtbot.mouseClick(question.ok, LEFT)
        assert question.problem.isVisible()
        question.unencrypted.setChecked(True)
    qtbot.mouseClick(question.ok, LEFT)

    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.desk is not None)
    assert program.desk.centre.name == "下花园调解中心"
    assert list(centre.path.parent.glob("*before-restore*"))


@pytest.mark.parametrize("lost", ["damaged", "gone"])
def test_a_lost_file_gives_way_to_whoever_opens_the_backup_and_the_supervisor_hears_of_it(
    qtbot, start, centre, lost, monkeypatch
):
    whole = centre.path.read_bytes()
    if lost == "gone":
        centre.path.unlink()
    else:
        middle = len(whole) // 2
        centre.path.write_bytes(whole[:middle] + b"\x5a" * 9000 + whole[middle + 9000 :])
    monkeypatch.setattr(
        "mediation_desk.ui.accounts.restoring.ask_open", lambda *_asked: centre.copy
    )
    encrypted = not whole.startswith(b"SQLite")
    program = start(centre.path)
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    if lost == "damaged":
        program.window.password.setText(PASSWORD)
        program.window.submit()
    else:
        program.window.another_file.emit()
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))

    push(qtbot, program.window, "refused_restore")
    if encrypted:
        asked = dialog(qtbot, program, SecretDialog)
        assert asked.objectName() == "backup_key"
        answer(qtbot, asked, centre.mediator, OTHER)

    sign_in(qtbot, program, 1, PASSWORD)
    told = noticed(qtbot, program)
    assert "无法核实" in told
    assert ("王敏" in told) is encrypted
