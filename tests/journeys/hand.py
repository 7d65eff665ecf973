"""A person's hand and eye at the window: mouse, keys, and what can be seen."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QWidget,
)
from pytestqt.exceptions import TimeoutError

from mediation_desk.ui.slices import Slices

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PATIENCE = 15_000
"""How long a person waits for the desk, in milliseconds."""


class Hand:
    """Works in one window. What is hidden, shut or out of reach cannot be touched."""

    VERTICAL = Qt.Orientation.Vertical

    def __init__(self, qtbot, window, jobs):
        self.qtbot = qtbot
        self.window = window
        self.jobs = jobs

    # -- seeing -----------------------------------------------------------------------------

    @property
    def front(self):
        """The dialog in front, else the window."""
        return QApplication.activeModalWidget() or self.window

    def all_seen(self, name, kind=QWidget):
        """Return every control of that name that can be seen."""
        return [w for w in self.front.findChildren(kind, name) if w.isVisible()]

    def see(self, name, kind=QWidget):
        """Return the one control of that name that can be seen."""
        found = self.all_seen(name, kind)
        assert len(found) == 1, f"{len(found)} controls called {name} can be seen"
        return found[0]

    def sees(self, name):
        """Say whether a control of that name can be seen."""
        return bool(self.all_seen(name))

    def text(self, name):
        """Read what a label, button or field shows; nothing if it cannot be seen."""
        found = self.all_seen(name)
        if not found:
            return ""
        shown = found[0]
        match shown:
            case QLabel() | QLineEdit() | QPushButton():
                return shown.text()
            case QComboBox():
                return shown.currentText()
            case QPlainTextEdit():
                return shown.toPlainText()
        return str(shown.property("text") or "")

    def texts_in(self, name):
        """Read everything that can be seen in a card."""
        shown = self.see(name).findChildren(QLabel)
        return "\n".join(label.text() for label in shown if label.isVisible())

    def problem(self, name):
        """Read what stands under a field as its problem."""
        note = self.see(f"field_{name}").findChild(QLabel, f"{name}_note")
        return note.text() if note.isVisible() and note.property("role") == "error" else ""

    def notice(self):
        """Read the quiet notice above the page."""
        return self.text("notice_text")

    # -- waiting ----------------------------------------------------------------------------

    def wait(self, seen, patience=PATIENCE):
        """Wait until something can be seen."""
        self.qtbot.waitUntil(lambda: bool(seen()), timeout=patience)

    def rest(self):
        """Wait until the desk has answered everything, and the window has shown it."""
        self.wait(lambda: not self.jobs.busy)
        QApplication.processEvents()
        self.wait(lambda: not self.jobs.busy and not self.is_making)

    @property
    def is_making(self):
        """Whether the window still makes something that comes up in slices."""
        return any(work.busy for work in self.front.findChildren(Slices))

    def told(self, words, *, keep=False):
        """Wait for a quiet notice with these words, and close it as read."""
        try:
            self.wait(lambda: words in self.notice(), 8_000)
        except TimeoutError:
            seen = [label.text() for label in self.front.findChildren(QLabel) if _told(label)]
            raise AssertionError(f"“{words}” was not told, but {seen}") from None
        self.rest()
        if not keep:
            self.click("notice_close")

    # -- the mouse --------------------------------------------------------------------------

    def click(self, name):
        """Click a control."""
        target = self.see(name)
        self.press(target, target.rect().center())

    def press(self, target, at, *, modifier=NONE, twice=False):
        """Click at a place of a control, scrolling there as a person would."""
        self._bring_up(target, at)
        if not target.isEnabled():
            self.rest()  # it opens again once the desk has answered, and the hand has rested
            self.qtbot.wait(QApplication.doubleClickInterval() + 50)
        assert target.isEnabled(), f"{target.objectName()} is shut: {target.toolTip()}"
        assert target.visibleRegion().contains(at), f"{target.objectName()} is out of reach"
        self.qtbot.mouseClick(target, LEFT, modifier, at)
        if twice:
            self.qtbot.mouseDClick(target, LEFT, modifier, at)

    def _bring_up(self, target, at=None):
        """Scroll until a place of a control is in view; areas inside others take some turns."""
        at = at or target.rect().center()
        for _turn in range(5):
            if target.visibleRegion().contains(at):
                return
            parent = target.parentWidget()
            while parent is not None:
                if isinstance(parent, QScrollArea):
                    parent.ensureWidgetVisible(target, 0, 0)
                parent = parent.parentWidget()
            QApplication.processEvents()

    def tab(self, title):
        """Click the tab that begins with a title."""
        for bar in self.front.findChildren(QTabBar):
            for place in range(bar.count()):
                if bar.isVisible() and bar.tabText(place).startswith(title):
                    self.press(bar, bar.tabRect(place).center())
                    self.wait(lambda: not self.is_making)
                    return
        raise AssertionError(f"no tab is called {title}")

    def choose_from_menu(self, words):
        """Click a line of the menu that has just opened."""
        self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        [line] = [action for action in menu.actions() if words in action.text()]
        assert line.isEnabled(), f"{words} is shut: {line.toolTip()}"
        self.qtbot.mouseClick(menu, LEFT, NONE, menu.actionGeometry(line).center())

    # -- the keys ---------------------------------------------------------------------------

    def key(self, key, modifier=NONE):
        """Press a key where the cursor is."""
        self.qtbot.keyClick(self._cursor() or self.front, key, modifier)

    def _cursor(self):
        """Return where keys go; a window manager would have woken the window in front."""
        if (popup := QApplication.activePopupWidget()) is not None:
            return popup
        if QApplication.activeWindow() is not self.front:
            self.front.activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget()

    def type(self, text):
        """Type at the cursor; what no key gives comes through the input method."""
        for piece in _pieces(text):
            target = self._cursor()
            assert target is not None, "the cursor is nowhere"
            if piece.isascii():
                self.qtbot.keyClicks(target, piece[0])  # may open an editor in a cell
                self.qtbot.keyClicks(self._cursor(), piece[1:])
            else:
                event = QInputMethodEvent("", [])
                event.setCommitString(piece)
                QApplication.sendEvent(target, event)

    def fill(self, name, text):
        """Click a field and type over what it holds."""
        field = self.see(name)
        self.press(field, _inside(field))
        self.key(Qt.Key.Key_A, CONTROL)
        self.key(Qt.Key.Key_Delete)
        self._type_lines(text)

    def fill_more(self, name, text):
        """Click a text and type on at its end."""
        field = self.see(name)
        self.press(field, _inside(field))
        self.key(Qt.Key.Key_End, CONTROL)
        self._type_lines(text)

    def _type_lines(self, text):
        for place, line in enumerate(text.split("\n")):
            if place:
                self.key(Qt.Key.Key_Return)
            self.type(line)

    def set_number(self, name, number):
        """Type a number into a field with arrows, and leave it."""
        field = self.see(name)
        self.press(field, _inside(field))
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(str(number))
        self.key(Qt.Key.Key_Tab)

    def choose(self, name, label):
        """Choose a line of a list by its label, with the keys."""
        box = self.see(name, QComboBox)
        assert box.isEnabled(), f"{name} is shut"
        place = box.findText(label, Qt.MatchFlag.MatchContains)
        assert place >= 0, f"{label} is not among {[box.itemText(n) for n in range(box.count())]}"
        self._bring_up(box)
        self._cursor()
        box.setFocus(Qt.FocusReason.TabFocusReason)
        if box.isEditable():
            self.key(Qt.Key.Key_A, CONTROL)
            self.type(box.itemText(place))
            self.key(Qt.Key.Key_Return)
            self.key(Qt.Key.Key_Tab)
        else:
            while box.currentIndex() != place:
                self.key(Qt.Key.Key_Down if box.currentIndex() < place else Qt.Key.Key_Up)
        assert box.currentIndex() == place or box.isEditable()

    def tick(self, name):
        """Click a box."""
        box = self.see(name, QCheckBox)
        self.press(box, QPoint(10, box.height() // 2))

    # -- tables -----------------------------------------------------------------------------

    def cell(self, table, row, column, *, modifier=NONE, twice=False):
        """Click a cell of a table."""
        view = self.see(table, QAbstractItemView)
        index = view.model().index(row, column)
        view.scrollTo(index)
        self._bring_up(view)
        at = view.visualRect(index).center()
        self.press(view.viewport(), at, modifier=modifier, twice=twice)
        return index

    def cell_text(self, table, row, column):
        """Read a cell."""
        model = self.see(table, QAbstractItemView).model()
        return model.index(row, column).data()

    def tick_cell(self, table, row, column):
        """Click the box in a cell."""
        view = self.see(table, QAbstractItemView)
        index = view.model().index(row, column)
        before = index.data(Qt.ItemDataRole.CheckStateRole)
        view.scrollTo(index)
        self._bring_up(view)
        at = view.visualRect(index)
        self.press(view.viewport(), QPoint(at.left() + 12, at.center().y()))
        assert index.data(Qt.ItemDataRole.CheckStateRole) != before, "the box was missed"

    def rows(self, table):
        """Read a whole table as tuples of texts."""
        model = self.see(table, QAbstractItemView).model()
        none = QModelIndex()
        return [
            tuple(str(model.index(r, c).data() or "") for c in range(model.columnCount(none)))
            for r in range(model.rowCount(none))
        ]

    def headings(self, table):
        """Read the headings of a table, without line breaks."""
        model = self.see(table, QAbstractItemView).model()
        across = Qt.Orientation.Horizontal
        titles = (str(model.headerData(c, across)) for c in range(model.columnCount()))
        return [title.replace("\n", "") for title in titles]

    def type_cell(self, table, row, column, text):
        """Click a cell, type over it, and press Enter."""
        self.cell(table, row, column)
        self.key(Qt.Key.Key_Return)
        assert QApplication.focusWidget().objectName() == "cell_editor", "the cell takes no input"
        self.key(Qt.Key.Key_A, CONTROL)
        if text:
            self.type(text)
        else:
            self.key(Qt.Key.Key_Delete)
        self.key(Qt.Key.Key_Return)
        QApplication.processEvents()

    def open_case(self, case_id):
        """Open a case from the list of cases by a double click."""
        self.key(Qt.Key.Key_2, CONTROL)
        self.rest()
        self.cell("case_list", case_id - 1, 0, twice=True)
        self.rest()

    # -- files ------------------------------------------------------------------------------

    def answer_file_dialog(self, path: Path):
        """Type a path into the file dialog that the next click opens, and press Enter."""

        def answer():
            asked = QApplication.activeModalWidget()
            if not isinstance(asked, QFileDialog):
                QTimer.singleShot(20, answer)
                return
            name = asked.findChild(QLineEdit, "fileNameEdit")
            name.setFocus()
            self.qtbot.keyClick(name, Qt.Key.Key_A, CONTROL)
            name.insert(str(path))
            self.qtbot.keyClick(name, Qt.Key.Key_Return)

        QTimer.singleShot(20, answer)


def _pieces(text):
    """Cut a text into what keys type and what an input method gives."""
    piece = ""
    for character in text:
        if piece and piece.isascii() != character.isascii():
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _inside(field):
    if isinstance(field, QAbstractScrollArea):
        return QPoint(8, 8)
    return QPoint(min(24, field.width() // 3), field.height() // 2)


def _told(label):
    aside = label.objectName() == "notice_text" or label.property("role") == "error"
    return label.isVisible() and bool(label.text()) and aside
