"""Signing in, locking and the accounts, in the program's own windows over real files."""

import subprocess
import time
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from mediation_desk.domain.centre import User
from mediation_desk.domain.day_text import BEIJING, chinese_day
from mediation_desk.domain.rights import Role
from mediation_desk.security import codes
from mediation_desk.security.policy import Preset
from mediation_desk.services import accounts, settings, signing_in, story
from mediation_desk.services.accounts import Protection
from mediation_desk.services.desk import everybody
from mediation_desk.ui.accounts.dialogs import (
    FirstPasswordDialog,
    PasswordDialog,
    ProofDialog,
    ProtectDialog,
)
from mediation_desk.ui.accounts.idle_watch import SLEPT_SECONDS, IdleWatch
from mediation_desk.ui.accounts.recovery_dialog import RecoveryDialog
from mediation_desk.ui.accounts.sign_in import SignIn
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.sections.people import PersonDialog
from mediation_desk.ui.pages.settings import SettingsPage
from mediation_desk.ui.places import SETTINGS
from mediation_desk.ui.refused import RefusedWindow
from mediation_desk.ui.welcome import Welcome
from mediation_desk.ui.widgets.dialog import GiveUp, Question

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")  # raising without a screen

PASSWORD = "雨后初晴-Mx93"
OTHER = "屋檐滴水-Qz47"
CODE = codes.new_recovery_code()
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def start(start, qtbot):
    """Start the program on a file and wait for its first window."""

    def begin(location):
        program = start(location)
        qtbot.waitUntil(lambda: program.window is not None and not program.jobs.busy)
        return program

    return begin


@pytest.fixture
def file(tmp_path):
    """A file with a supervisor's password and a mediator without one."""
    first = replace(story.SUPERVISOR, roles=frozenset(Role) - {Role.ADMINISTRATOR, Role.AUDITOR})
    path = tmp_path / "centre.desk"
    protection = Protection(password=PASSWORD, recovery_code=CODE)
    desk = accounts.found(path, story.CENTRE, first, protection)
    settings.save_user(desk, User(name="王敏", roles=frozenset({Role.MEDIATOR})))
    desk.close()
    return path


def standing(program):
    return (
        isinstance(program.window, MainWindow)
        and program.window.page is not None
        and not program.jobs.busy
    )


def type_in(qtbot, page, password):
    page.password.clear()
    qtbot.keyClicks(
        page.password, "x"
    )  # a hand is at the field; 汉字 come through the input method
    page.password.setText(password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)


def enter(qtbot, program, password=PASSWORD):
    type_in(qtbot, program.window, password)
    qtbot.waitUntil(lambda: standing(program))


def refused(qtbot, page, password):
    type_in(qtbot, page, password)
    qtbot.waitUntil(lambda: page.problem.isVisible() and page.enter.isEnabled())
    return page.problem.text()


def push(qtbot, owner, name):
    button = owner.findChild(QPushButton, name)
    assert button.isVisible(), name
    assert button.isEnabled(), name
    qtbot.mouseClick(button, LEFT)


def dialog(qtbot, owner, kind):
    """Return the dialog of that kind that is open."""
    found = []

    def look():
        found[:] = [one for one in owner.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(look)
    return found[0]


def accounts_section(qtbot, program):
    page = program.window.show_page(SETTINGS)
    assert isinstance(page, SettingsPage)
    page.show_section("accounts")
    qtbot.waitUntil(
        lambda: not program.jobs.busy and page.sections["accounts"].model.rowCount() > 0
    )
    return page.sections["accounts"]


def rows(section):
    model = section.model
    return [model.row(model.index(n, 0)) for n in range(model.rowCount())]


def choose(section, name):
    names = [account.user.name for account in rows(section)]
    section.table.selectRow(names.index(name))


def test_a_wrong_password_is_said_and_the_fifth_closes_the_door(qtbot, start, file):
    program = start(file)
    page = program.window
    assert isinstance(page, SignIn)
    assert page.person.currentText() == "陈国栋"

    assert refused(qtbot, page, "") == "请输入密码。"
    assert "还可再试 4 次" in refused(qtbot, page, "错了")
    assert page.password.text() == ""
    for _try in range(3):
        refused(qtbot, page, "错了")
    assert "多次输错" in refused(qtbot, page, "错了")
    assert "再试" in refused(qtbot, page, PASSWORD)
    assert program.desk is None


def test_the_right_password_opens_the_desk_and_locking_keeps_the_page_and_what_was_typed(
    qtbot, start, file
):
    program = start(file)
    enter(qtbot, program)
    window = program.window
    accounts_section(qtbot, program)
    page = window.page
    typed = page.sections["centre"].texts["number_pattern"]
    typed.setText("打到一半")

    window.lock()
    qtbot.waitUntil(lambda: program._lock.page is not None)

    cover = program._lock.page
    assert program.desk.db.is_locked
    assert cover.isVisible()
    assert not window.isVisible()
    program.come_forward()
    assert not window.isVisible()
    push(qtbot, cover, "sign_in_forgot")
    assert "换人登录" in cover.forgotten.text(), "the way to the recovery code"
    assert "草稿" in cover.forgotten.text()
    assert "不正确" in refused(qtbot, cover, "错了")
    type_in(qtbot, cover, PASSWORD)
    qtbot.waitUntil(lambda: program._lock.page is None)
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert not program.desk.db.is_locked
    assert window.isVisible()
    assert window.page is page
    assert typed.text() == "打到一半"


def test_the_desk_locks_itself_after_the_minutes_set_or_a_sleep_and_no_more_at_the_end(
    qtbot, start, file
):
    program = start(file)
    enter(qtbot, program)
    [watch] = program.findChildren(IdleWatch)
    heard = []
    program._lock.wanted.connect(lambda: heard.append(1))
    now = time.time()

    watch.look(now + 30)
    assert not heard
    watch.look(now + 30 + SLEPT_SECONDS + 10)
    qtbot.waitUntil(lambda: program._lock.page is not None)
    type_in(qtbot, program._lock.page, PASSWORD)
    qtbot.waitUntil(lambda: program._lock.page is None and not program.jobs.busy)
    program.stop()

    assert not [left for left in watch.findChildren(QTimer) if left.isActive()]


def test_somebody_else_signs_in_at_a_locked_desk_with_a_first_password(qtbot, start, file):
    program = start(file)
    enter(qtbot, program)
    section = accounts_section(qtbot, program)
    choose(section, "王敏")
    push(qtbot, section, "accounts_give")
    shown = dialog(qtbot, section, FirstPasswordDialog)
    first = shown.findChild(QLabel, "first_password_code").text()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)  # shown this once: it does not go without an answer
    asked = shown.findChild(GiveUp)
    assert "王敏" in asked.findChild(QLabel, "first_password_give_up_text").text()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert shown.isVisible()
    push(qtbot, shown, "first_password_ok")
    assert not shown.isVisible()
    program.window.lock()
    qtbot.waitUntil(lambda: program._lock.page is not None)

    program._lock.page.other_person.emit()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    assert program._lock.page is None
    page = program.window
    page.person.setCurrentText("王敏")
    type_in(qtbot, page, first)
    qtbot.waitUntil(lambda: page.cards.count() == 2)
    card = page.cards.currentWidget()
    new, again = card.findChildren(QLineEdit)
    new.setText("1234")
    again.setText("1234")
    push(qtbot, card, "change_ok")
    assert isinstance(program.window, SignIn)
    new.setText(OTHER)
    again.setText(OTHER)
    push(qtbot, card, "change_ok")

    qtbot.waitUntil(lambda: standing(program))
    assert program.desk.actor.name == "王敏"


def test_the_recovery_code_lets_in_whoever_lost_the_password(qtbot, start, file):
    program = start(file)
    page = program.window
    push(qtbot, page, "sign_in_ways")
    qtbot.waitUntil(lambda: isinstance(program.window, RefusedWindow))
    push(qtbot, program.window, "refused_again")
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn))
    page = program.window
    push(qtbot, page, "sign_in_forgot")
    card = page.cards.currentWidget()
    code, new, again = card.findChildren(QLineEdit)
    for one in (new, again):
        one.setText(OTHER)
    code.setText(CODE[:-1])
    push(qtbot, card, "recovery_ok")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "recovery_ok").isEnabled())
    code.setText(" ".join(codes.halves(CODE)).lower())
    push(qtbot, card, "recovery_ok")

    qtbot.waitUntil(lambda: standing(program))
    program.leave()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    assert "不正确" in refused(qtbot, program.window, PASSWORD)
    enter(qtbot, program, OTHER)


def test_the_page_of_the_lost_password_follows_the_rule_of_the_centre(qtbot, start, file):
    desk = signing_in.enter(file, 1, PASSWORD)
    accounts.set_rules(desk, Preset.MODERN, 10)
    desk.close()
    program = start(file)
    page = program.window
    push(qtbot, page, "sign_in_forgot")
    card = page.cards.currentWidget()
    code, new, again = card.findChildren(QLineEdit)

    def words():
        return " ".join(one.text() for one in card.findChildren(QLabel))

    def tries(password):
        for one in (new, again):
            one.setText(password)
        code.setText(CODE)
        push(qtbot, card, "recovery_ok")

    assert "三类" in words()
    assert "恢复码正确后即提示" in words()
    tries("Rv7!kQ2m")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, "recovery_ok").isEnabled())
    assert "密码至少 12 个字符" in words()
    assert "三类" not in words()
    tries("maweifeng kucai lvdou tang")

    qtbot.waitUntil(lambda: standing(program))


def test_setting_a_leaver_out_of_work_leads_to_the_account_and_to_new_keys(qtbot, start, file):
    desk = signing_in.enter(file, 1, PASSWORD)
    [key] = [one.id for one in everybody(desk) if one.name == "王敏"]
    code = accounts.give_first_password(desk, key)
    desk.close()
    hers = signing_in.enter(file, key, code)
    accounts.change_password(hers, code, OTHER)
    hers.close()
    program = start(file)
    enter(qtbot, program)
    page = program.window.show_page(SETTINGS)
    page.show_section("people")
    qtbot.waitUntil(lambda: not program.jobs.busy)
    people = page.sections["people"]
    people.edit(next(one for one in people.model.rows if one.id == key))
    form = dialog(qtbot, program.window, PersonDialog)
    form.active.setChecked(False)
    form.ok.click()
    bar = program.window.messages.notice_bar
    qtbot.waitUntil(lambda: "停用该账号" in bar.text.text())
    bar.action.click()

    assert page.shown == "accounts"
    section = page.sections["accounts"]
    qtbot.waitUntil(lambda: not program.jobs.busy and section.model.rowCount() == 2)
    section.table.selectRow([one.user.id for one in section.model.rows].index(key))
    assert section.take.isEnabled()
    assert not section.authorise.isEnabled()
    section.ask_take()
    asked = dialog(qtbot, program.window, Question)
    asked.ok.click()
    qtbot.waitUntil(lambda: "随即更换密钥" in bar.text.text())
    assert bar.action.text() == "更换密钥…"


def test_a_new_first_password_of_a_mediator_tells_what_it_closes_and_how_that_comes_back(
    qtbot, start, file
):
    desk = signing_in.enter(file, 1, PASSWORD)
    [key] = [one.id for one in everybody(desk) if one.name == "王敏"]
    accounts.give_first_password(desk, key)
    desk.close()
    program = start(file)
    enter(qtbot, program)
    page = program.window.show_page(SETTINGS)
    page.show_section("accounts")
    section = page.sections["accounts"]
    qtbot.waitUntil(lambda: not program.jobs.busy and section.model.rowCount() == 2)
    section.table.selectRow([one.user.id for one in section.model.rows].index(key))
    section.ask_give()
    asked = dialog(qtbot, program.window, Question)
    said = "".join(one.text() for one in asked.findChildren(QLabel))

    assert "背对背" in said
    assert "忘记密码" in said
    asked.reject()


def test_the_menu_of_people_names_those_who_can_sign_in(qtbot, start, file):
    desk = signing_in.enter(file, 1, PASSWORD)
    without = settings.save_user(desk, User(name="何书记", roles=frozenset({Role.CLERK})))
    settings.save_user(desk, User(name="孙立", roles=frozenset({Role.MEDIATOR})))
    desk.close()
    program = start(file)
    program.window.password.setText(PASSWORD)
    program.window.submit()
    qtbot.waitUntil(lambda: standing(program))

    def named():
        return [one.text() for one in program.window.rail.people_menu().actions()]

    assert [name for name in named() if "何书记" in name or "孙立" in name] == []
    accounts.give_first_password(program.desk, without)
    program.jobs.changed.emit()
    qtbot.waitUntil(lambda: any("何书记" in name for name in named()))
    assert not any("孙立" in name for name in named())


def another_day_than_in_china(monkeypatch):
    """Set the computer's clock to a zone where the day is another one now."""
    today = datetime.now(BEIJING).date()
    for zone in ("Etc/GMT+12", "Pacific/Kiritimati"):
        if datetime.now(ZoneInfo(zone)).date() != today:
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert date.today() != today


@pytest.fixture
def _elsewhere(monkeypatch):
    with monkeypatch.context() as patch:
        another_day_than_in_china(patch)
        yield
    time.tzset()


@pytest.mark.usefixtures("_elsewhere")
def test_the_sheet_of_the_recovery_code_has_the_day_of_the_centre(qtbot, start, tmp_path):
    welcome = start(tmp_path / "new.desk").window
    welcome.name.setText("宣化区劳动人事争议调解中心")
    welcome.person.setText("陈国栋")
    welcome.protection.new.password.setText(PASSWORD)
    welcome.protection.new.again.setText(PASSWORD)

    qtbot.mouseClick(welcome.begin, LEFT)

    shown = dialog(qtbot, welcome, RecoveryDialog)
    read = subprocess.run(["pdftotext", "-", "-"], input=shown._sheet(), capture_output=True)
    assert chinese_day(datetime.now(BEIJING).date()) in read.stdout.decode()


def test_a_centre_founded_encrypted_shows_its_recovery_code_and_asks_it_back(
    qtbot, start, tmp_path
):
    program = start(tmp_path / "new.desk")
    welcome = program.window
    assert isinstance(welcome, Welcome)
    welcome.name.setText("宣化区劳动人事争议调解中心")
    welcome.person.setText("陈国栋")
    qtbot.mouseClick(welcome.begin, LEFT)
    assert welcome.fields["password"].explained
    welcome.protection.new.password.setText(PASSWORD)
    welcome.protection.new.again.setText(PASSWORD)

    qtbot.mouseClick(welcome.begin, LEFT)
    shown = dialog(qtbot, welcome, RecoveryDialog)
    shown.back.setText(shown.code[:-2])
    shown.submit()
    assert shown.isVisible()
    assert shown.fields["code"].explained
    assert not (tmp_path / "new.desk").exists()
    assert shown._sheet().startswith(b"%PDF")
    shown.in_halves.click()
    one, other = shown.shown.text().split("\n")
    assert shown._sheet().count(b"/Type /Page\n") == 2
    shown.back.setText(shown.code)
    shown.submit()
    assert shown.isVisible()
    shown.back.setText(f"{one} {other}".lower())
    shown.submit()

    qtbot.waitUntil(lambda: standing(program))
    assert program.desk.db.is_encrypted
    program.leave()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)


def test_the_accounts_section_resets_takes_away_and_makes_new_keys(qtbot, start, file):
    program = start(file)
    enter(qtbot, program)
    section = accounts_section(qtbot, program)
    lines = section.table.viewport().height() / section.table.rowHeight(0)
    assert lines >= 6, "the people of a small centre are seen at once"
    choose(section, "王敏")
    assert not section.take.isEnabled()
    push(qtbot, section, "accounts_give")
    dialog(qtbot, section, FirstPasswordDialog).accept()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    qtbot.waitUntil(lambda: any(account.first_password for account in rows(section)))

    choose(section, "王敏")
    push(qtbot, section, "accounts_give")
    dialog(qtbot, section, Question).submit()
    dialog(qtbot, section, FirstPasswordDialog).accept()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    choose(section, "王敏")
    program.desk.proven_at = None  # as when the password was typed an hour ago
    push(qtbot, section, "accounts_take")
    proof = dialog(qtbot, section, ProofDialog)
    proof.password.setText("错了")
    proof.submit()
    qtbot.waitUntil(lambda: proof.fields["password"].explained != "")
    proof.password.setText(PASSWORD)
    proof.submit()
    dialog(qtbot, section, Question).submit()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    assert [one.name for one in _people(program)] == ["陈国栋"]

    old, window = program.desk.root.key, program.window
    push(qtbot, section, "accounts_renew")
    dialog(qtbot, section, Question).submit()
    qtbot.waitUntil(lambda: program.window is not window and standing(program))
    assert program.desk.root.key != old
    bar = program.window.messages.notice_bar
    assert "新密钥已经生效" in bar.text.text()
    assert "备份" in bar.action.text()
    program.window.change_password()
    own = dialog(qtbot, program.window, PasswordDialog)
    own.old.setText(PASSWORD)
    for one in (own.new.password, own.new.again):
        one.setText(OTHER)
    own.submit()
    qtbot.waitUntil(lambda: not program.jobs.busy)
    location = program.desk.db.location
    program.leave()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    signing_in.enter(location, 1, OTHER).close()


def test_whom_an_administrator_lets_in_waits_until_the_supervisor_authorises(qtbot, start, file):
    desk = signing_in.enter(file, 1, PASSWORD)
    admin = settings.save_user(desk, User(name="马管理", roles=frozenset({Role.ADMINISTRATOR})))
    code = accounts.give_first_password(desk, admin)
    desk.close()
    desk = signing_in.enter(file, admin, code)
    accounts.change_password(desk, code, OTHER)
    [key] = [one.id for one in everybody(desk) if one.name == "王敏"]
    first = accounts.give_first_password(desk, key)
    desk.close()
    program = start(file)
    page = program.window
    page.person.setCurrentText("王敏")
    type_in(qtbot, page, first)
    qtbot.waitUntil(lambda: page.cards.count() == 2)
    card = page.cards.currentWidget()
    for one in card.findChildren(QLineEdit):
        one.setText(OTHER)
    push(qtbot, card, "change_ok")
    qtbot.waitUntil(lambda: page.problem.isVisible() and not program.jobs.busy)
    assert "授权" in page.problem.text()
    assert "授权" in refused(qtbot, page, OTHER)

    page.person.setCurrentText("陈国栋")
    enter(qtbot, program)
    section = accounts_section(qtbot, program)
    assert "王敏" in section.words.text()
    choose(section, "马管理")
    assert not section.authorise.isEnabled()
    choose(section, "王敏")
    push(qtbot, section, "accounts_authorise")

    qtbot.waitUntil(lambda: "王敏" not in section.words.text())
    program.leave()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    program.window.person.setCurrentText("王敏")
    enter(qtbot, program, OTHER)
    assert program.desk.actor.roles == {Role.MEDIATOR}


def _people(program):
    return [one.user for one in accounts.load(program.desk).people if one.has_account]


def test_a_file_without_accounts_gets_them_and_is_encrypted(qtbot, start, tmp_path, told):
    path = tmp_path / "centre.desk"
    path.write_bytes(told.read_bytes())
    program = start(path)
    qtbot.waitUntil(lambda: standing(program))
    program.window.lock()
    assert program._lock.page is None
    window = program.window
    section = accounts_section_open(qtbot, program)
    push(qtbot, section, "accounts_protect")
    asked = dialog(qtbot, section, ProtectDialog)
    for one in (asked.form.new.password, asked.form.new.again):
        one.setText(PASSWORD)
    asked.submit()
    shown = dialog(qtbot, section, RecoveryDialog)
    shown.back.setText(shown.code)
    shown.submit()

    qtbot.waitUntil(lambda: program.window is not window and standing(program))
    assert program.desk.db.is_encrypted


def accounts_section_open(qtbot, program):
    page = program.window.show_page(SETTINGS)
    page.show_section("accounts")
    qtbot.waitUntil(lambda: not program.jobs.busy and bool(page.sections["accounts"].state.text()))
    return page.sections["accounts"]


def test_whoever_is_chosen_in_the_menu_of_people_is_asked_for_at_the_sign_in(qtbot, start, file):
    desk = signing_in.enter(file, 1, PASSWORD)
    code = accounts.give_first_password(desk, 2)
    clerk = settings.save_user(desk, User(name="何书记", roles=frozenset({Role.CLERK})))
    accounts.give_first_password(desk, clerk)
    desk.close()
    hers = signing_in.enter(file, 2, code)
    accounts.change_password(hers, code, OTHER)
    hers.close()
    program = start(file)
    enter(qtbot, program)

    for name, password in (("何书记", ""), ("王敏", OTHER)):
        if not isinstance(program.window, MainWindow):
            enter(qtbot, program)
        menu = program.window.rail.people_menu()
        [action] = [one for one in menu.actions() if name in one.text()]
        action.trigger()
        qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
        assert program.window.person.currentText() == name
        program.window.person.set_code("1" if not password else "2")

    enter(qtbot, program, OTHER)
    program.window.sign_out()
    qtbot.waitUntil(lambda: isinstance(program.window, SignIn) and not program.jobs.busy)
    assert program.window.person.currentText() == "王敏", "who worked here last"
