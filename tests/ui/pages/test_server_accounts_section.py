"""Accounts of a server in the settings, and the window under each kind of account."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mediation_desk import i18n
from mediation_desk.domain.rights import Role
from mediation_desk.services import settings, story
from mediation_desk.services.desk import found, open_desk
from mediation_desk.ui.accounts.dialogs import FirstPasswordDialog
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.places import SETTINGS, open_to
from mediation_desk.ui.widgets.dialog import Question
from tests.own_accounts import as_person, own_database, plain, staff

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def server(postgres):
    """A centre on a server, under the account that owns its tables."""
    with own_database(postgres) as url, i18n.speaking(i18n.CHINESE):
        desk = found(url, story.CENTRE, story.SUPERVISOR)
        settings.save_user(desk, story.MEDIATOR)
        yield url, desk
        desk.close()


@pytest.fixture
def opened(qtbot, light, jobs):
    """Open the window on a desk, and hear what is refused in it."""

    def take(desk):
        window = MainWindow(jobs)
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        refused = []
        jobs.refused.connect(lambda error: refused.append(str(error)))
        window.take(desk, settings.officers(desk))
        qtbot.waitUntil(lambda: not jobs.busy)
        return window, refused

    return take


def push(qtbot, owner, name):
    button = owner.findChild(QPushButton, name)
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    qtbot.mouseClick(button, LEFT)


def dialog(qtbot, owner, kind):
    found = []

    def look():
        found[:] = [one for one in owner.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


def choose(qtbot, section, name):
    def chosen():
        rows = [
            section.model.row(section.model.index(n, 0)) for n in range(section.model.rowCount())
        ]
        names = [held.user.name for held in rows]
        if name in names:
            section.table.selectRow(names.index(name))
        return name in names

    qtbot.waitUntil(chosen)


def account_of(section, name):
    rows = [section.model.row(section.model.index(n, 0)) for n in range(section.model.rowCount())]
    return next((held.account for held in rows if held.user.name == name), None)


def test_the_owner_gives_out_rights_and_accounts_and_takes_one_away(server, opened, qtbot):
    url, desk = server
    window, refused = opened(desk)
    page = window.show_page(SETTINGS)
    page.show_section("accounts")
    section = page.sections["accounts"].server
    qtbot.waitUntil(lambda: section.grant.isVisible())
    assert "keeper" in section.state.text()
    assert not section.people.isVisible()
    assert not page.sections["accounts"].file.isVisible()

    push(qtbot, section, "server_grant")
    dialog(qtbot, section, Question).submit()
    qtbot.waitUntil(section.people.isVisible)
    choose(qtbot, section, story.MEDIATOR.name)
    assert not section.take.isEnabled()
    push(qtbot, section, "server_give")
    dialog(qtbot, section, FirstPasswordDialog).accept()
    qtbot.waitUntil(lambda: account_of(section, story.MEDIATOR.name) is not None)
    plain(as_person(url, story.MEDIATOR.name)).close()

    choose(qtbot, section, story.MEDIATOR.name)
    push(qtbot, section, "server_take")
    dialog(qtbot, section, Question).submit()
    qtbot.waitUntil(lambda: account_of(section, story.MEDIATOR.name) is None)
    assert refused == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR])
def test_the_window_stands_under_the_own_account_of_each_post(role, server, opened, qtbot, jobs):
    url, owner = server
    people = staff(owner)
    desk = open_desk(as_person(url, people[role].name))
    window, refused = opened(desk)
    for name in sorted(open_to(desk.actor)):
        window.show_page(name)
        qtbot.waitUntil(lambda: not jobs.busy)
    page = window.show_page(SETTINGS)
    for name in page.sections:
        if name not in ("forms", "calendar"):  # of cases, and refused to who may not read them
            page.show_section(name)
            qtbot.waitUntil(lambda: not jobs.busy)
    section = page.sections["accounts"].server
    assert people[role].name in section.state.text()
    assert not section.grant.isVisible()
    assert refused == []
    window.close()
    qtbot.waitUntil(lambda: not jobs.busy)
    desk.close()
