"""A number as people type it, with what it counts beside it."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.measure import Measure, parse, written
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.read_edit import ReadEdit


class MeasureEdit(ReadEdit):
    """Reads 1.2万 as a sum and 4.5 or 4.5个月 as months; what it counts may change."""

    note_on_left = True

    def __init__(self, measure: Measure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.count_in(measure)

    def count_in(self, measure: Measure) -> None:
        """Read what is typed as a number of something else from now on."""
        self._measure = measure
        self.setPlaceholderText(measure.label)
        self._reread(self.text())

    def number(self) -> Decimal | None:
        """Return the number understood, None while empty or unreadable."""
        if self.problem() or not self.text().strip():
            return None
        return parse(self.text(), self._measure)

    def set_number(self, number: Decimal | None) -> None:
        """Show a number, or nothing."""
        self.setText("" if number is None else written(number, self._measure))

    def understand(self, text: str) -> str:
        """Show what it counts, and the sum where it was typed another way."""
        plain = written(parse(text, self._measure), self._measure)
        if text.strip() == plain or self._measure is not Measure.YUAN:
            return self._measure.label
        return _("= {amount} yuan").format(amount=plain)

    def canonical(self) -> str:
        """Leave a sum as 12,000.00, and all else as 4.5."""
        return written(parse(self.text(), self._measure), self._measure)
