"""The choice of a period: a month, quarter, half or year, and the ones before and after."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from mediation_desk.domain.period import Period, Span, half_name
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.naming import named

Of = Callable[[Span, int, int], Period]
"""Returns a period by span, year and number, with the centre's own cut-off day."""


class PeriodNumber(QSpinBox):
    """Which month, quarter or half of its year: halves are named, not numbered (上半年、下半年)."""

    def __init__(self) -> None:
        super().__init__()
        self._halves = False

    def be_of(self, span: Span, *, named: bool = True) -> None:
        """Count the periods of a length in a year, each number with its name where it has none."""
        self._halves = span is Span.HALF
        self.setRange(1, 12 // span.months)
        self.setSuffix(f" {span.label}" if named and not self._halves else "")
        self.lineEdit().setReadOnly(self._halves)
        self.updateGeometry()

    def textFromValue(self, value: int) -> str:
        """Write the number, or what the half is called."""
        return half_name(value) if self._halves else super().textFromValue(value)

    def valueFromText(self, text: str) -> int:
        """Read what was written."""
        if self._halves:
            return next(number for number in (1, 2) if half_name(number) == text)
        return super().valueFromText(text)

    def validate(self, text: str, place: int) -> object:
        """Take what a half is called, which nobody types."""
        if self._halves:
            named = text in (half_name(1), half_name(2))
            return (QValidator.State.Acceptable if named else QValidator.State.Invalid, text, place)
        return super().validate(text, place)


class PeriodBar(QWidget):
    """Five fields side by side; `changed` tells of another period."""

    changed = Signal()

    def __init__(self, name: str, of: Of) -> None:
        super().__init__()
        named(self, f"{name}_period", _("Period"))
        self._of = of
        self.span = named(Choice(terms(Span)), f"{name}_span", _("Period"))
        self.span.setMinimumContentsLength(4)
        self.year = named(QSpinBox(), f"{name}_year", _("Year"))
        self.year.setRange(2000, 2100)
        self.number = named(PeriodNumber(), f"{name}_number", _("Month"))
        before = icon_button(
            "chevron-left", _("Period before"), f"{name}_before", partial(self.step, -1)
        )
        after = icon_button(
            "chevron-right", _("Period after"), f"{name}_after", partial(self.step, 1)
        )
        self.span.currentIndexChanged.connect(lambda _place: self._span_chosen())
        self.year.valueChanged.connect(lambda _value: self.changed.emit())
        self.number.valueChanged.connect(lambda _value: self._moved())
        self._month = 1
        """The month that a shorter period is about, when one is chosen again."""
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for widget in (before, self.span, self.year, self.number, after):
            inside.addWidget(widget)

    def period(self) -> Period:
        """Return the period chosen."""
        return self._of(Span.of(self.span.code()), self.year.value(), self.number.value())

    def choose(self, period: Period) -> None:
        """Choose a period, and tell of it."""
        for editor in (self.span, self.year, self.number):
            editor.blockSignals(True)
        self.span.set_code(period.span.value)
        self.year.setValue(period.year)
        self.number.be_of(period.span)
        self.number.setValue(period.number)
        for editor in (self.span, self.year, self.number):
            editor.blockSignals(False)
        self.number.setVisible(period.span is not Span.YEAR)
        self._moved()

    def step(self, by: int) -> None:
        """Go to the period before or after."""
        period = self.period()
        self.choose(period.before() if by < 0 else period.after())

    def _moved(self) -> None:
        months = Span.of(self.span.code()).months
        last = self.number.value() * months
        if not last - months < self._month <= last:
            self._month = last
        self.changed.emit()

    def _span_chosen(self) -> None:
        span = Span.of(self.span.code())
        self.choose(self._of(span, self.year.value(), -(-self._month // span.months)))
