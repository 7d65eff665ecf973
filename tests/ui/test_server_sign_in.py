"""Signing in at a server with an account of one's own, in the program's own windows."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from mediation_desk import i18n
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, DeskLocked
from mediation_desk.domain.rights import Role
from mediation_desk.services import (
    accounts,
    entering,
    journals,
    server_accounts,
    server_signing,
    settings,
    signing_in,
    story,
)
from mediation_desk.services.desk import beijing_now, found
from mediation_desk.ui.accounts.sign_in import SignIn
from mediation_desk.ui.main_window import MainWindow
from tests.conftest import SECRET
from tests.own_accounts import own_database, without_user

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # raising without a screen

PASSWORD = "雨后初晴-Mx93"
OTHER = "屋檐滴水-Qz47"
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def centre(postgres):
    """A centre under its owner's account, with a mediator, and the address without a name."""
    with own_database(postgres, SECRET) as url, i18n.speaking(i18n.CHINESE):
        desk = found(url, story.CENTRE, story.SUPERVISOR)
        key = settings.save_user(desk, story.MEDIATOR)
        server_accounts.grant(desk)
        yield desk, key, without_user(url)
        desk.close()


def enter(qtbot, page, name, password):
    qtbot.waitUntil(page.enter.isEnabled)
    page.who.setText(name)
    page.password.setText(password)
    qtbot.mouseClick(page.enter, LEFT)


def test_a_person_signs_in_sets_a_password_locks_and_goes_on(centre, start, qtbot):
    desk, key, address = centre
    given = server_accounts.give(desk, key)
    program = start(address)
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn))
    page = program.window
    assert not page.door.people
    assert SECRET in page.findChild(QLabel, "sign_in_centre").text()
    assert page.findChild(QPushButton, "sign_in_forgot") is None

    enter(qtbot, page, story.MEDIATOR.name, "not-the-password")
    qtbot.waitUntil(lambda: not page.problem.isHidden() and page.enter.isEnabled())
    assert page.problem.text()

    enter(qtbot, page, story.MEDIATOR.name, given.password)
    qtbot.waitUntil(lambda: page.cards.count() == 2)
    new = page.cards.currentWidget()
    fields = [one for one in new.findChildren(QLineEdit) if one.isVisibleTo(new)]
    for field in fields:
        field.setText(PASSWORD)
    qtbot.mouseClick(new.findChild(QPushButton, "change_ok"), LEFT)
    qtbot.waitUntil(lambda: isinstance(program.window, MainWindow) and program.desk is not None)
    window, own = program.window, program.desk
    qtbot.waitUntil(lambda: window.desk is own and not program.jobs.busy)
    assert own.actor.name == story.MEDIATOR.name
    assert own.db.person_id == key

    window.lock()
    qtbot.waitUntil(lambda: program._lock.page is not None)
    with pytest.raises(DeskLocked):
        settings.load(own)
    cover = program._lock.page
    cover.password.setText(PASSWORD)
    qtbot.mouseClick(cover.enter, LEFT)
    qtbot.waitUntil(lambda: program._lock.page is None)
    assert settings.load(own).users

    window.sign_out()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn))
    assert program.window.who.text() == story.MEDIATOR.name


def test_only_the_password_of_now_opens_the_account(centre):
    desk, key, address = centre
    given = server_accounts.give(desk, key)
    name = story.MEDIATOR.name
    assert signing_in.door(address).on_server
    own = server_signing.enter(address, name, given.password)
    assert signing_in.must_change(own)
    with pytest.raises(DeskError):
        accounts.change_password(own, "wrong", PASSWORD)
    accounts.change_password(own, given.password, PASSWORD)
    assert not signing_in.must_change(own)
    own.close()
    for wrong in (given.password, "", OTHER):
        with pytest.raises(DeskError):
            server_signing.enter(address, name, wrong)
    with pytest.raises(DeskError):
        server_signing.enter(address, "没有这个人", PASSWORD)
    own = server_signing.enter(address, name, PASSWORD, now=beijing_now)
    signing_in.require_own_password(own, PASSWORD)
    with pytest.raises(DeskError):
        signing_in.require_own_password(own, OTHER)
    own.close()
    told = [line.entry.doing for line in journals.lines(desk, journals.Asked())]
    assert told.count("sign_in") == 2
    assert "change_password" in told

    settings.save_user(desk, User(id=key, name=name, roles=story.MEDIATOR.roles, active=False))
    with pytest.raises(DeskError):
        server_signing.enter(address, name, PASSWORD)


def test_wrong_passwords_at_this_computer_are_counted_and_wait(centre, monkeypatch, tmp_path):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))
    desk, key, address = centre
    given, name = server_accounts.give(desk, key), story.MEDIATOR.name
    moment = beijing_now()

    def try_(password, after=timedelta(0)):
        return server_signing.enter(address, name, password, now=lambda: moment + after)

    for left in (4, 3, 2, 1):
        with pytest.raises(DeskError, match=f"还可再试{left}次"):
            try_(OTHER)
    with pytest.raises(DeskError, match="请等到"):
        try_(OTHER)
    with pytest.raises(DeskError, match="密码多次输错"):
        try_(given.password)

    try_(given.password, timedelta(minutes=6)).close()

    [failed] = [one.entry for one in journals.lines(desk, journals.Asked())
                if one.entry.doing == "sign_in_failed"]  # fmt: skip
    assert failed.actor == name
    with pytest.raises(DeskError, match="还可再试4次"):
        try_(OTHER, timedelta(minutes=7))


def test_a_command_asks_for_the_password_of_the_own_account(centre):
    desk, key, address = centre
    given = server_accounts.give(desk, key)
    with pytest.raises(DeskError):
        entering.enter_as(address, None, lambda _name: "", beijing_now)
    with pytest.raises(DeskError):  # the first password is replaced in the window
        entering.enter_as(address, story.MEDIATOR.name, lambda _name: given.password, beijing_now)
    own = server_signing.enter(address, story.MEDIATOR.name, given.password)
    accounts.change_password(own, given.password, PASSWORD)
    own.close()
    own = entering.enter_as(address, story.MEDIATOR.name, lambda _name: PASSWORD, beijing_now)
    assert own.actor.roles == frozenset({Role.MEDIATOR})
    own.close()
