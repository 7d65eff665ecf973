"""What the list of enquiries is narrowed to: words, period, what came of it."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from mediation_desk.domain.enquiry import EnquiryFilter, Handling
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.naming import named

PAUSE_MS = 180
CHOSEN = "chosen"


class EnquiryFilters(QWidget):
    """A row of choices; `changed` comes after a short pause in typing."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        named(self, "enquiry_filters", _("Filters"))
        self._today = today
        words = _("Number, name, employer, topic or telephone")
        self.text = named(QLineEdit(), "enquiry_text", words)
        self.text.setPlaceholderText(words)
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(120)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.period = named(Choice(_periods()), "enquiry_period", _("Period"))
        self.first = named(DayEdit(), "enquiry_first", _("From"))
        self.last = named(DayEdit(), "enquiry_last", _("Until"))
        all_of_them = [("", _("Whatever came of it")), *terms(Handling)]
        self.handling = named(Choice(all_of_them), "enquiry_handling", _("Handling"))
        self.clear = icon_button("cross", _("Clear the filters"), "enquiry_clear", self.reset)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for widget in (self.text, self.period, self.first, self.last, self.handling, self.clear):
            row.addWidget(widget, 1 if widget is self.text else 0)
        for hidden in (self.first, self.last, self.clear):
            hidden.hide()
        for edit in (self.text, self.first, self.last):
            edit.textChanged.connect(lambda _text: self._touched(later=True))
        for choice in (self.period, self.handling):
            choice.setMinimumContentsLength(9)
            choice.currentIndexChanged.connect(lambda _index: self._touched())

    def value(self) -> EnquiryFilter:
        """Return the filter chosen; a day that cannot be read narrows nothing."""
        first, last = self._span()
        handling = self.handling.code()
        return EnquiryFilter(
            first=first,
            last=last,
            handling=Handling.of(handling) if handling else None,
            text=self.text.text().strip(),
        )

    def reset(self) -> None:
        """Show every enquiry again."""
        self.text.clear()
        for choice in (self.period, self.handling):
            choice.setCurrentIndex(0)
        self._touched()

    def _touched(self, *, later: bool = False) -> None:
        chosen = self.period.code() == CHOSEN
        self.first.setVisible(chosen)
        self.last.setVisible(chosen)
        self.clear.setVisible(self.value() != EnquiryFilter())
        if later:
            self._pause.start()
        else:
            self._pause.start(0)

    def _span(self) -> tuple[date | None, date | None]:
        today = self._today()
        match self.period.code():
            case "today":
                return today, today
            case "month":
                return today.replace(day=1), _end_of(today)
            case "last_month":
                end = today.replace(day=1) - timedelta(days=1)
                return end.replace(day=1), end
            case "year":
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case "chosen":
                return self.first.day(), self.last.day()
        return None, None


def _end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _periods() -> list[tuple[str, str]]:
    return [
        ("", _("Asked any time")),
        ("today", _("Asked today")),
        ("month", _("Asked this month")),
        ("last_month", _("Asked last month")),
        ("year", _("Asked this year")),
        (CHOSEN, _("Asked from … to …")),
    ]
