"""Where the window stands when the program is started again."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.ui.window_place import WindowPlace

pytestmark = pytest.mark.usefixtures("light")


@pytest.fixture
def begin(qtbot):
    def make(*usual):
        window = QWidget()
        qtbot.addWidget(window)
        window.place = WindowPlace(window, QSize(*usual or (600, 400)))
        return window

    return make


def test_a_maximised_window_comes_back_maximised_though_the_program_was_killed(qtbot, begin):
    first = begin()
    first.showMaximized()
    qtbot.waitUntil(lambda: first.place._pause.isActive())
    qtbot.waitUntil(lambda: not first.place._pause.isActive())

    again = begin()

    assert again.windowState() & Qt.WindowState.WindowMaximized


def test_a_window_is_never_larger_than_the_screen_under_a_title_bar(begin):
    window = begin(5000, 4000)

    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() < room.height()


def test_a_size_is_remembered(qtbot, begin):
    first = begin()
    first.show()
    first.resize(500, 300)
    qtbot.waitUntil(lambda: first.place._pause.isActive())
    qtbot.waitUntil(lambda: not first.place._pause.isActive())

    assert begin().size() == QSize(500, 300)
