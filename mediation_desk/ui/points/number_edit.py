"""A number of points or of workers as people type it."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import _
from mediation_desk.reports.month_texts import points
from mediation_desk.ui.widgets.read_edit import ReadEdit

_MOST = Decimal("1000000")


class NumberEdit(ReadEdit):
    """Reads 1.5 or １.５; whole numbers only where `whole` is set. Empty means nothing."""

    note_on_left = True

    def __init__(self, value: Decimal | int = 0, *, whole: bool = False) -> None:
        super().__init__()
        self._whole = whole
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumWidth(64)
        self.setText(points(Decimal(value)) if value else "")

    def number(self) -> Decimal:
        """Return the number understood, nought while empty or unreadable."""
        return ZERO if self.problem() or not self.text().strip() else self._read(self.text())

    def understand(self, text: str) -> str:
        """Read it; nothing more is shown than what is typed."""
        self._read(text)
        return ""

    def canonical(self) -> str:
        """Leave it in plain figures."""
        return points(self._read(self.text()))

    def _read(self, text: str) -> Decimal:
        plain = text.strip().replace(",", "").replace("，", "")
        try:
            number = Decimal(plain)
        except InvalidOperation:
            number = Decimal(-1)
        if not number.is_finite() or not 0 <= number <= _MOST:
            raise DeskError(_("Enter a number from 0 to 1,000,000."))
        if self._whole and number != number.to_integral_value():
            raise DeskError(_("Enter a whole number."))
        if number != number.quantize(Decimal("0.01")):
            raise DeskError(_("Two decimals at most."))
        return number.quantize(Decimal("0.01"))


def caption_of(editor: QWidget, text: str) -> QWidget:
    """Name an editor in a row that has its caption above the column."""
    editor.setAccessibleName(text)
    editor.setToolTip(text)
    if isinstance(editor, ReadEdit):
        editor.setPlaceholderText(text)
    return editor
