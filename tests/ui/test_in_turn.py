"""Parts of a page that comes up are painted one after the other, and all of them in the end."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.widgets.in_turn import PaintedInTurn


class Turns(QObject):
    """Notes which parts were painted in each turn of the event loop."""

    def __init__(self, parts: list[QLabel]) -> None:
        super().__init__()
        self.turns: list[list[str]] = []
        self._now: list[str] = []
        for part in parts:
            part.installEventFilter(self)
        self._end = QTimer(self, interval=0)
        self._end.timeout.connect(self._close)
        self._end.start()

    def _close(self) -> None:
        if self._now:
            self.turns.append(self._now)
            self._now = []

    def eventFilter(self, part: QObject, event: QEvent) -> bool:
        """Note a paint."""
        if event.type() is QEvent.Type.Paint:
            self._now.append(part.objectName())
        return False


def page_of(count: int) -> tuple[QWidget, list[QLabel]]:
    """Return a page with some parts in it."""
    page = QWidget()
    column = QVBoxLayout(page)
    parts = [QLabel(f"卡片{number}", objectName=f"part{number}") for number in range(count)]
    for part in parts:
        column.addWidget(part)
    PaintedInTurn(page, parts)
    return page, parts


def test_each_part_is_painted_in_a_turn_of_its_own(qtbot):
    page, parts = page_of(4)
    qtbot.addWidget(page)
    watched = Turns(parts)
    for _again in range(2):
        watched.turns.clear()
        page.show()
        qtbot.waitUntil(lambda: sum(map(len, watched.turns)) >= 4)
        assert watched.turns[:4] == [["part0"], ["part1"], ["part2"], ["part3"]]
        page.hide()


def test_a_page_left_amid_its_turns_comes_up_whole(qtbot):
    page, parts = page_of(3)
    qtbot.addWidget(page)
    page.show()
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: all(part.updatesEnabled() for part in parts))
    blank = page.grab().toImage()
    for part in parts:
        part.clear()
    assert page.grab().toImage() != blank
