import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from mediation_desk import i18n
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.rights import Role
from mediation_desk.storage import places
from mediation_desk.ui.accounts.protection_form import OPEN
from mediation_desk.ui.welcome import Welcome

pytestmark = pytest.mark.usefixtures("light")


class Founding:
    """What the welcome asks for, as it was asked."""

    def __init__(self):
        self.asked = []
        self.refusal = None

    def found(self, centre, first, protection):
        self.asked.append((centre, first, protection))
        if self.refusal:
            raise self.refusal
        return "the desk"

    def sample(self):
        return "the sample desk"


@pytest.fixture
def founding():
    return Founding()


@pytest.fixture
def welcome(qtbot, jobs, founding):
    welcome = Welcome(jobs, founding.found, founding.sample, lambda: None, 2026)
    qtbot.addWidget(welcome)
    welcome.show()
    return welcome


def test_the_pattern_of_numbers_shows_what_it_gives_while_it_is_typed(welcome):
    welcome.pattern.setText("宣劳调〔{year}〕{number:03d}号")

    assert welcome.example.text() == "示例：宣劳调〔2026〕001号"


def test_everything_that_is_missing_is_said_at_once(qtbot, welcome, founding):
    welcome.pattern.setText("没有序号")
    for box in welcome.roles.boxes.values():
        box.setChecked(False)

    qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    explained = [
        welcome.fields[name].explained for name in ("name", "number_pattern", "person", "roles")
    ]
    assert all(explained)
    assert founding.asked == []


def test_the_first_person_is_not_administrator_and_auditor_either(qtbot, welcome, founding):
    welcome.name.setText("张家口市劳动关系调解中心")
    welcome.person.setText("陈国栋")
    welcome.protection.how.set_code(OPEN)
    for box in welcome.roles.boxes.values():
        box.setChecked(True)

    qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    assert welcome.fields["roles"].explained == "同一人不得兼任系统管理员和审计员。"
    assert founding.asked == []


def test_a_name_and_a_person_are_enough_to_begin(qtbot, welcome, founding):
    welcome.name.setText("张家口市劳动关系调解中心")
    welcome.person.setText("陈国栋")
    welcome.protection.how.set_code(OPEN)

    with qtbot.waitSignal(welcome.founded) as seen:
        qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    assert seen.args == ["the desk"]
    [(centre, first, protection)] = founding.asked
    assert centre.name == "张家口市劳动关系调解中心"
    assert centre.language == i18n.CHINESE
    assert first.name == "陈国栋"
    assert Role.SUPERVISOR in first.roles
    assert protection is None


def test_a_refusal_is_shown_and_what_was_typed_stays(qtbot, welcome, founding):
    founding.refusal = FileRefused("文件夹不可写。")
    welcome.name.setText("某中心")
    welcome.person.setText("陈国栋")
    welcome.protection.how.set_code(OPEN)

    qtbot.mouseClick(welcome.begin, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: welcome.problem.text() == "文件夹不可写。")
    assert welcome.name.text() == "某中心"
    assert welcome.begin.isEnabled()


def test_the_sample_centre_is_one_click_away(qtbot, welcome):
    with qtbot.waitSignal(welcome.founded) as seen:
        qtbot.mouseClick(welcome.sample, Qt.MouseButton.LeftButton)

    assert seen.args == ["the sample desk"]


def test_the_language_can_be_chosen_before_anything_else(qtbot, welcome):
    welcome.language.set_code(i18n.ENGLISH)

    with qtbot.waitSignal(welcome.language_chosen) as seen:
        welcome.language.activated.emit(1)

    assert seen.args == ["en"]


def test_enter_in_the_last_field_begins(qtbot, welcome, founding):
    welcome.name.setText("某市劳动争议调解中心")
    welcome.person.setText("陈国栋")
    welcome.protection.how.set_code(OPEN)

    with qtbot.waitSignal(welcome.founded):
        qtbot.keyClick(welcome.person, Qt.Key.Key_Return)

    assert len(founding.asked) == 1


@pytest.mark.parametrize("folder", ["OneDrive - 总工会", "文件"])
def test_a_folder_that_a_program_synchronises_is_named_before_a_centre_begins_there(
    qtbot, start, tmp_path, folder
):
    (tmp_path / folder).mkdir()
    program = start(tmp_path / folder / "centre.desk")
    qtbot.waitUntil(lambda: isinstance(program.window, Welcome))

    words = program.window.findChild(QLabel, "synced_words")

    assert (words is not None and "由OneDrive同步" in words.text()) is (folder != "文件")


def test_a_stick_is_pointed_out_before_a_centre_begins_there(qtbot, start, tmp_path, monkeypatch):
    monkeypatch.setattr(places, "on_stick", lambda _path: True)
    program = start(tmp_path / "centre.desk")
    qtbot.waitUntil(lambda: isinstance(program.window, Welcome))

    assert "U盘等可移动磁盘" in program.window.findChild(QLabel, "synced_words").text()
