"""What the list of cases is narrowed to: stage, mediator, period, employer, text."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from mediation_desk.domain.case import CaseFilter
from mediation_desk.domain.centre import User
from mediation_desk.domain.stages import ENDED, Stage
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, quiet
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.naming import named

PAUSE_MS = 180
OPEN = "open"
ENDED_ONES = "ended"
CHOSEN = "chosen"
SHOWN = 24
"""Signs of what a found list is of that stand in its button; the tip says the rest."""


class CaseFilters(QWidget):
    """A row of choices; `changed` comes after a short pause in typing."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        named(self, "case_filters", _("Filters"))
        self._today = today
        self._employer_id: int | None = None
        self._among: tuple[int, ...] | None = None
        self.found_by = ""
        self.text = named(QLineEdit(), "filter_text", _("Number, name or employer"))
        self.text.setPlaceholderText(_("Number, name or employer"))
        self.text.setClearButtonEnabled(True)
        self.text.setMinimumWidth(120)
        self.stage = named(Choice(_stages()), "filter_stage", _("Stage"))
        self.mediator = named(Choice([("", _("All mediators"))]), "filter_mediator", _("Mediator"))
        self.period = named(Choice(_periods()), "filter_period", _("Period of receipt"))
        self.first = named(DayEdit(), "filter_first", _("Received from"))
        self.last = named(DayEdit(), "filter_last", _("Received until"))
        self.employer = quiet("", "filter_employer", self.leave_employer, "cross")
        self.employer.setAccessibleName(_("Employer"))
        self.found = quiet("", "filter_found", self.leave_found, "cross")
        self.found.setAccessibleName(_("Cases behind a number"))
        self.clear = icon_button("cross", _("Clear the filters"), "filter_clear", self.reset)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for widget in (
            self.text, self.stage, self.mediator, self.period,
            self.first, self.last, self.employer, self.found, self.clear,
        ):  # fmt: skip
            row.addWidget(widget, 1 if widget is self.text else 0)
        for hidden in (self.first, self.last, self.employer, self.found, self.clear):
            hidden.hide()
        for edit in (self.text, self.first, self.last):
            edit.textChanged.connect(lambda _text: self._touched(later=True))
        for choice in (self.stage, self.mediator, self.period):
            choice.setMinimumContentsLength(11)
            choice.currentIndexChanged.connect(lambda _index: self._touched())

    def value(self) -> CaseFilter:
        """Return the filter chosen; a day that cannot be read narrows nothing."""
        first, last = self._span()
        stage = self.stage.code()
        mediator = self.mediator.code()
        return CaseFilter(
            stages=_chosen_stages(stage),
            mediator_id=int(mediator) if mediator else None,
            employer_id=self._employer_id,
            received_from=first,
            received_to=last,
            text=self.text.text().strip(),
            among=self._among,
        )

    def offer_mediators(self, people: Sequence[User]) -> None:
        """Offer the people of the centre."""
        self.mediator.offer(
            [("", _("All mediators")), *((str(user.id), user.name) for user in people)]
        )

    def show_employer(self, employer_id: int, name: str) -> None:
        """Narrow the list to one employer; a click on its name widens it again."""
        self._employer_id = employer_id
        self.employer.setText(name.replace("&", "&&"))
        self.employer.setAccessibleName(_("Only {name}. Click to show all.").format(name=name))
        self.employer.setToolTip(self.employer.accessibleName())
        self._touched()

    def show_period(self, first: date | None, last: date | None) -> None:
        """Narrow the list to cases received in a span of days."""
        self.period.set_code(CHOSEN)
        self.first.set_day(first)
        self.last.set_day(last)

    def show_found(self, keys: tuple[int, ...], what: str) -> None:
        """Show the cases behind a number and no others; a click widens the list again."""
        self.reset()
        self._among = keys
        shown = what if len(what) <= SHOWN else what[: SHOWN - 1] + "…"
        self.found.setText(shown.replace("&", "&&"))
        self.found_by = what
        self.found.setToolTip(_("Only {name}. Click to show all.").format(name=what))
        self.found.setAccessibleName(self.found.toolTip())
        self._touched()

    @property
    def among(self) -> tuple[int, ...] | None:
        """The cases that the list is narrowed to, None where it is not; `found_by` says by what."""
        return self._among

    def leave_found(self) -> None:
        """Show other cases again."""
        self._among = None
        self._touched()

    def leave_employer(self) -> None:
        """Show the cases of every employer again."""
        self._employer_id = None
        self._touched()

    def reset(self) -> None:
        """Show all cases again."""
        self._employer_id = None
        self._among = None
        self.text.clear()
        for choice in (self.stage, self.mediator, self.period):
            choice.setCurrentIndex(0)
        self._touched()

    def _touched(self, *, later: bool = False) -> None:
        chosen = self.period.code() == CHOSEN
        self.first.setVisible(chosen)
        self.last.setVisible(chosen)
        self.employer.setVisible(self._employer_id is not None)
        self.found.setVisible(self._among is not None)
        others = replace(self.value(), among=None, employer_id=None)
        single = (self._among is None) != (self._employer_id is None)
        alone = single and others == CaseFilter()
        self.clear.setVisible(not alone and self.value() != CaseFilter())
        if later:
            self._pause.start()
        else:
            self._pause.start(0)

    def _span(self) -> tuple[date | None, date | None]:
        today = self._today()
        match self.period.code():
            case "month":
                return today.replace(day=1), today.replace(day=_days(today))
            case "last_month":
                end = today.replace(day=1) - timedelta(days=1)
                return end.replace(day=1), end
            case "year":
                return date(today.year, 1, 1), date(today.year, 12, 31)
            case "last_year":
                return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
            case "chosen":
                return self.first.day(), self.last.day()
        return None, None


def _days(month: date) -> int:
    return monthrange(month.year, month.month)[1]


def _chosen_stages(code: str) -> frozenset[Stage]:
    if code == OPEN:
        return frozenset(Stage) - ENDED
    if code == ENDED_ONES:
        return ENDED
    return frozenset({Stage.of(code)}) if code else frozenset()


def _stages() -> list[tuple[str, str]]:
    groups = [("", _("All stages")), (OPEN, _("All open ones")), (ENDED_ONES, _("All ended ones"))]
    return groups + [(stage.value, stage.label) for stage in Stage]


def _periods() -> list[tuple[str, str]]:
    return [
        ("", _("Received any time")),
        ("month", _("Received this month")),
        ("last_month", _("Received last month")),
        ("year", _("Received this year")),
        ("last_year", _("Received last year")),
        (CHOSEN, _("Received from … to …")),
    ]
