"""A choice of one code among several, each with its label."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from mediation_desk.domain.terms import Term

_EDGE = 2
"""What a style keeps free beside the text."""


class Choice(QComboBox):
    """Codes behind labels. The wheel scrolls the page and never changes the choice by accident.

    A searchable choice filters as one types any part of a label; what matches nothing is put
    back when the field is left.
    """

    def __init__(
        self,
        options: Iterable[tuple[str, str]] = (),
        *,
        searchable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        if searchable:
            self._make_searchable()
        self.offer(options)

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if (completer := self.completer()) is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (line := self.lineEdit()) is not None:
            line.editingFinished.connect(self._settle)

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """Offer other options, keeping the choice where it is still among them."""
        before = self.code()
        self.blockSignals(True)
        self.clear()
        for code, text in options:
            self.addItem(text, code)
        self.setCurrentIndex(max(self.findData(before), -1 if self.isEditable() else 0))
        self.blockSignals(False)

    def code(self) -> str:
        """Return the code chosen, empty if none is."""
        return str(self.currentData() or "")

    def set_code(self, code: str) -> None:
        """Choose by code; an unknown one leaves nothing chosen."""
        place = self.findData(code)
        self.setCurrentIndex(place)
        if place < 0 and self.isEditable():
            self.setEditText("")

    def _settle(self) -> None:
        typed = self.currentText().strip()
        place = self.findText(typed, Qt.MatchFlag.MatchFixedString)
        if place < 0 and typed:
            place = self.findText(typed, Qt.MatchFlag.MatchContains)
        if place != self.currentIndex():
            self.setCurrentIndex(place)
        if place < 0:
            self.setEditText("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the choice, with an ellipsis where it has not the room."""
        if self.isEditable() or self.currentIndex() < 0:
            super().paintEvent(event)
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        whole, cut = self.currentText(), Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(whole, cut, room.width() - _EDGE)  # type: ignore[attr-defined]  # a public field of the option
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Tell the whole of a choice that has no tool tip of its own."""
        if event.type() is QEvent.Type.ToolTip and not self.toolTip() and self.currentText():
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self.currentText(), self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page unless the field has the cursor."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def terms(kind: type[Term]) -> tuple[tuple[str, str], ...]:
    """Return a term's members as options."""
    return tuple((member.value, member.label) for member in kind)
