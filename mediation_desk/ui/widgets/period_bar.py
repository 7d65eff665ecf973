"""The choice of a period: a month, quarter, half or year, and the ones before and after."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from mediation_desk.domain.period import Period, Span
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.naming import named

Of = Callable[[Span, int, int], Period]
"""Returns a period by span, year and number, with the centre's own cut-off day."""


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
        self.number = named(QSpinBox(), f"{name}_number", _("Month"))
        before = icon_button(
            "chevron-left", _("Period before"), f"{name}_before", partial(self.step, -1)
        )
        after = icon_button(
            "chevron-right", _("Period after"), f"{name}_after", partial(self.step, 1)
        )
        self.span.currentIndexChanged.connect(lambda _place: self._span_chosen())
        self.year.valueChanged.connect(lambda _value: self.changed.emit())
        self.number.valueChanged.connect(lambda _value: self.changed.emit())
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
        self.number.setRange(1, 12 // period.span.months)
        self.number.setValue(period.number)
        for editor in (self.span, self.year, self.number):
            editor.blockSignals(False)
        self.number.setVisible(period.span is not Span.YEAR)
        self.number.setSuffix(f" {period.span.label}")
        self.changed.emit()

    def step(self, by: int) -> None:
        """Go to the period before or after."""
        period = self.period()
        self.choose(period.before() if by < 0 else period.after())

    def _span_chosen(self) -> None:
        span = Span.of(self.span.code())
        number = min(self.number.value(), 12 // span.months)
        self.choose(self._of(span, self.year.value(), number))
