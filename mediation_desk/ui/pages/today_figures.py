"""The figures at the head of Today."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mediation_desk.domain.money import figures
from mediation_desk.domain.today import DueClock, TodayFigures, counting
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.card import FigureCard
from mediation_desk.ui.widgets.naming import named

NARROW = 50
"""Width in lines of type under which figures stand in two rows."""
LOW = 36
"""Height of the window in lines of type under which a figure stands before what it counts."""


class Figures(QWidget):
    """The row of figures; a click goes to the list behind one."""

    def __init__(self, go_to: Callable[[str], object], today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._counted: TodayFigures | None = None
        named(self, "figures", _("Figures"))
        self.hearings = FigureCard(_("Hearings today"), name="figure_hearings")
        self.soon = FigureCard(_("Due within 3 days"), name="figure_soon")
        self.overdue = FigureCard(_("Past due"), name="figure_overdue")
        self.unserved = FigureCard(_("To be served"), name="figure_unserved")
        self.money = FigureCard(_("Due this week, yuan"), name="figure_money")
        self.open = FigureCard(_("Cases not closed"), name="figure_open")
        self.pace = FigureCard(_("Days to effect"), name="figure_pace")
        self._cards = (
            self.hearings, self.overdue, self.soon, self.unserved, self.money, self.open,
            self.pace,
        )  # fmt: skip
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.M)
        for card, target in zip(
            self._cards,
            ("hearings", "overdue", "clocks", "unserved", "money", "cases", "cases"),
            strict=True,
        ):
            card.opened.connect(partial(go_to, target))
        self._arrange()

    def _arrange(self) -> None:
        low = self.window().height() < LOW * self.fontMetrics().height()
        for card in self._cards:
            card.be_low(low)
        wide = NARROW * self.fontMetrics().height() - 2 * Space.L
        columns = len(self._cards) if self.width() >= wide else 4
        if columns == self._columns:
            return
        self._columns = columns
        money = self._cards.index(self.money)
        place = 0
        for card in self._cards:
            span = 2 if columns < len(self._cards) and card is self.money else 1
            self._grid.addWidget(card, place // columns, place % columns, 1, span)
            place += span
        for column in range(len(self._cards)):
            share = 3 if columns == len(self._cards) and column == money else 2
            self._grid.setColumnStretch(column, share if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row or in two."""
        super().resizeEvent(event)
        self._arrange()

    def show_figures(
        self, shown: TodayFigures, beside: Iterable[DueClock] = (), *, own: bool = False
    ) -> None:
        """Show the figures; only clocks and money owed have a colour."""
        self.open.say_beneath(_("My cases not closed") if own else "", Tone.PLAIN)
        self.open.setToolTip(
            _("Your own cases that are not closed yet, as they are listed below.")
            if own
            else _("All cases of the centre that are not closed yet.")
        )
        due = _("Of the deadlines in your own cases, as they are listed below.") if own else ""
        for card in (self.soon, self.overdue):
            card.setToolTip(due)
        self.hearings.show_figure(str(shown.hearings))
        self._counted = shown
        self.show_clocks(beside)
        self.money.show_figure(figures(shown.money_this_week))
        self.open.show_figure(str(shown.open_cases))
        pace = shown.days_to_agreement
        self.pace.show_figure("–" if pace is None else str(pace))

    def show_clocks(self, beside: Iterable[DueClock] = ()) -> None:
        """Show how many deadlines are past or near, those beside the cases once they are read."""
        if self._counted is None:
            return
        shown = counting(self._counted, beside, self._today())
        self.soon.show_figure(str(shown.due_soon), Tone.WARN if shown.due_soon else Tone.PLAIN)
        self.overdue.show_figure(str(shown.overdue), Tone.BAD if shown.overdue else Tone.PLAIN)

    def show_unserved(self, count: int) -> None:
        """Show how many papers wait to be served."""
        self.unserved.show_figure(str(count), Tone.WARN if count else Tone.PLAIN)

    def show_overdue_money(self, overdue: Decimal) -> None:
        """Say beside what falls due this week what is owed from before."""
        text = _("Due this week · overdue {sum}").format(sum=figures(overdue)) if overdue else ""
        self.money.say_beneath(text, Tone.BAD)
