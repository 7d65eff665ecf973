"""The way back into a dialog that was left: pressed again is what it was opened by."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget

from mediation_desk.ui.drafting import texts_in
from mediation_desk.ui.page import Page
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.presses import Last, Press
from mediation_desk.ui.widgets.table import TableView

EVERY_MS = 100
TRIES = 60
"""So often it is looked for while the page is still read; who waits longer has gone on."""
_BEFORE, _AFTER = 1.5, 0.5
"""Seconds around the opening of a dialog within which a press was what opened it.

Rather no way back than the wrong one: what was pressed earlier may have done something else.
"""

Way = dict[str, object]


def way_in(page: Page, opened_at: float) -> Way:
    """Return by what a dialog over a page was opened, empty where nothing tells."""
    press = Last.press
    if press is None or not press.name:
        return {}
    if not opened_at - _BEFORE <= press.at <= opened_at + _AFTER:
        return {}
    alike = [one for one in _pressable(page, press.name, press.text) if _shown(one)]
    return {
        "name": press.name,
        "text": press.text,
        "place": next((n for n, one in enumerate(alike) if one is press.by()), 0),
        "rows": _chosen(page, press),
        "part": page.in_view(),
    }


def _chosen(page: QWidget, press: Press) -> dict[str, str]:
    """Return the row that was pressed, or those chosen in the tables in view, each as its text."""
    by = press.by()
    if isinstance(by, TableView):
        return {by.objectName(): press.text}
    chosen = {}
    for table in page.findChildren(TableView):
        model = table.selectionModel()
        rows = model.selectedRows() if model is not None and table.isVisible() else []
        if len(rows) == 1 and table.objectName():
            chosen[table.objectName()] = table.row_text(rows[0].row())
    return chosen


class WayBack(QObject):
    """Presses it as soon as the page shows it as it was, on the same row; else nothing happens."""

    def __init__(self, page: Page, way: Mapping[str, object]) -> None:
        super().__init__(page)
        self._page = page
        self._name, self._text = str(way.get("name") or ""), str(way.get("text") or "")
        self._place, self._rows = way.get("place"), texts_in(way.get("rows"))
        self._tries = 0
        self._wait = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._wait.timeout.connect(self._try)
        if not self._name:
            self.deleteLater()
            return
        if part := way.get("part"):
            page.come_back_to(str(part))
        self._wait.start()

    def _try(self) -> None:
        self._tries += 1
        over = any(one.isVisible() for one in self._page.findChildren(Dialog))
        if over or (not self._page.jobs.busy and self._press()) or self._tries == TRIES:
            self.deleteLater()
        else:
            self._wait.start()

    def _press(self) -> bool:
        """Choose the rows and press; say whether it was there to be pressed."""
        tables = {name: self._page.findChild(TableView, name) for name in self._rows}
        for name, text in self._rows.items():
            table = tables[name]
            row = table.row_with(text) if table is not None and table.isVisible() else None
            if table is None or row is None:
                return False
            table.selectRow(row)
        if (table := tables.get(self._name)) is not None:
            table.open_at(table.currentIndex())
            return True
        found = [one for one in _pressable(self._page, self._name, self._text) if _shown(one)]
        place = self._place if isinstance(self._place, int) else 0
        if place >= len(found):
            return False
        match found[place]:
            case QAction() as action:
                action.trigger()
            case QAbstractButton() as button:
                button.click()
        return True


def _pressable(page: QWidget, name: str, text: str) -> Iterator[QAction | QAbstractButton]:
    """Yield the buttons and lines of menus of a page that are called and say so."""
    for button in page.findChildren(QAbstractButton, name):
        if button.accessibleName().strip() == text:
            yield button
    for action in page.findChildren(QAction, name):
        if action.text().strip() == text:
            yield action


def _shown(one: QAction | QAbstractButton) -> bool:
    return one.isEnabled() and one.isVisible()
