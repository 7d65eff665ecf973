"""Today: what the day asks for, most urgent first."""

from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import figures
from mediation_desk.domain.today import BookedHearing, DueClock, DueMoney, Today, TodayFigures
from mediation_desk.i18n import _
from mediation_desk.services.today import today
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.today_columns import (
    case_columns,
    clock_columns,
    hearing_columns,
    money_columns,
)
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card, FigureCard, scrolling
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

NARROW = 50
"""Width in lines of type under which cards stand one below the other."""
OLD_BACKUP = 7
"""Days after which the age of the last backup is shown."""


class TodayPage(Page):
    """Figures, today's hearings, deadlines, money due, and my cases with their next step."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "today", _("Today"))
        self._day = desk.today()
        self.hearings = RowsModel[BookedHearing](hearing_columns())
        self.clocks = RowsModel[DueClock](clock_columns(self._today))
        self.money = RowsModel[DueMoney](money_columns(self._today))
        self.cases = RowsModel[CaseLine](case_columns(self._today))
        self.banner = _Banner(partial(self.wanted_page.emit, "settings"))
        self.draft = _DraftBanner(partial(self.wanted_page.emit, "intake"))
        self.figures = _Figures(self)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        column.addWidget(self.banner)
        column.addWidget(self.draft)
        column.addWidget(self.figures)
        self._columns = 0
        self._grid = self._cards()
        self._arrange()
        column.addLayout(self._grid, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, "today_scroll"))

    def _today(self) -> date:
        return self._day

    def _cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.M)
        self.hearings_card = _ListCard(
            _("Today's hearings"), "hearings", self.hearings, (7, 40, 13, 9),
            _("No hearing today."), "calendar",
        )  # fmt: skip
        self.clocks_card = _ListCard(
            _("Deadlines"), "clocks", self.clocks, (10, 21, 20, 22),
            _("Nothing falls due in the next 14 days."), "clock",
        )  # fmt: skip
        self.money_card = _ListCard(
            _("Money due"), "money", self.money, (9, 36, 7, 16),
            _("No instalment falls due in the next 14 days."), "money",
        )  # fmt: skip
        self.cases_card = _ListCard(
            _("Carry on"), "my_cases", self.cases, (32, 14, 15, 12),
            _("No open case. Register one with Ctrl+N."), "cases",
        )  # fmt: skip
        for card, tab in (
            (self.hearings_card, "hearings"),
            (self.clocks_card, ""),
            (self.cases_card, ""),
            (self.money_card, "agreement"),
        ):
            card.opened.connect(partial(self._open, card, tab))
        return grid

    def _arrange(self) -> None:
        """Lay the cards in two columns, or in one where the screen is narrow."""
        columns = 2 if self.width() >= NARROW * self.fontMetrics().height() else 1
        if columns == self._columns:
            return
        self._columns = columns
        cards = (self.hearings_card, self.clocks_card, self.cases_card, self.money_card)
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the width."""
        super().resizeEvent(event)
        self._arrange()

    def refresh(self) -> None:
        """Read the day again."""
        self.jobs.ask(self, partial(today, self.desk), self.show_today)

    def show_today(self, shown: Today) -> None:
        """Show a day."""
        self._day = shown.day
        self.banner.show_age(shown.backup_age)
        self.figures.show_figures(shown.figures)
        self.hearings_card.note.setText(
            _("{month}-{day} {weekday}").format(
                month=shown.day.month, day=shown.day.day, weekday=weekday(shown.day)
            )
        )
        self.clocks_card.note.setText(_("Most urgent first"))
        self.clocks_card.show_rows(shown.clocks, 1)
        self.cases_card.show_rows(shown.cases, 2)
        self.hearings_card.show_rows(shown.hearings, 3)
        self.money_card.show_rows(shown.money, 4)
        self.jobs.ask(self, partial(_draft_of, self.desk), self.draft.show_draft)

    def _open(self, card: "_ListCard", tab: str, index: QModelIndex) -> None:
        row = card.model.row(index)
        case_id = row.id if isinstance(row, CaseLine) else row.case_id
        wanted = _tab_of(row.kind) if isinstance(row, DueClock) else tab
        self.wanted_case.emit(case_id, wanted)

    def focus_list(self, name: str) -> None:
        """Go to one of the lists, as a click on its figure does."""
        cards = {
            "hearings": self.hearings_card,
            "clocks": self.clocks_card,
            "money": self.money_card,
            "cases": self.cases_card,
        }
        cards[name].table.setFocus()
        cards[name].table.selectRow(0)

    def print_text(self) -> str:
        """Return the four lists for the printer."""
        from mediation_desk.ui.printing import table_html

        cards = (self.hearings_card, self.clocks_card, self.money_card, self.cases_card)
        return "".join(
            f"<h4>{card.title.text()}</h4>{table_html(card.table.all_text())}"
            for card in cards
            if card.model.rowCount()
        )

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>The figures count hearings, deadlines and money of the coming days."
            " Red is overdue, amber falls due within three days.</p>"
            "<p>Double-click a line, or press Enter on it, to open the case at the right tab.</p>"
            "<p>“Carry on” lists your open cases with the next step of each.</p>"
        )


def _tab_of(kind: str) -> str:
    if kind in ("DL10", "DL12", "DL15"):
        return "agreement"
    return "hearings" if kind == "DL07" else "overview"


class _ListCard(Card):
    """A card with a short list, or with a sentence when there is nothing."""

    opened = Signal(QModelIndex)
    """A row was opened."""

    def __init__(
        self,
        title: str,
        name: str,
        model: RowsModel[Any],
        shares: tuple[int, ...],
        empty: str,
        icon: str,
    ) -> None:
        super().__init__(title, name=f"{name}_card")
        self.model = model
        self._named, self._shares, self._empty, self._icon = name, shares, empty, icon
        self.setMinimumHeight(170)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self.add(holder, 1)

    @cached_property
    def table(self) -> TableView:
        """The list, made when there is something to show."""
        table = TableView(self._named, self.title.text())
        table.use_in_card(self.model, self._shares)
        table.opened.connect(self.opened)
        self._either.addWidget(table)
        return table

    @cached_property
    def empty(self) -> EmptyState:
        """The sentence, made when there is nothing to show."""
        sentence = EmptyState(self._empty, name=f"{self._named}_empty", icon=self._icon)
        self._either.addWidget(sentence)
        return sentence

    def show_rows(self, rows: tuple[object, ...], turn: int) -> None:
        """Show rows, or the sentence for none, each card in its turn: keys come between."""
        self.model.show(rows)
        QTimer.singleShot(turn, self, self._come_up)

    def _come_up(self) -> None:
        self._either.setCurrentWidget(self.table if self.model.rowCount() else self.empty)


class _Banner(QFrame):
    """Says that the last backup is old, with the way to make one."""

    def __init__(self, go: partial[None]) -> None:
        super().__init__()
        named(self, "backup_banner", _("Backup"))
        self.setProperty("role", "bar-warn")
        self.text = label("", name="backup_banner_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Back up now…"), "backup_banner_action", go))
        self.hide()

    def show_age(self, days: int | None) -> None:
        """Show the age of the last backup when it is over a week, or that there is none."""
        if days is None:
            self.text.setText(_("There is no backup of this centre's data yet."))
        else:
            self.text.setText(_("The last backup is {days} days old.").format(days=days))
        self.setVisible(days is None or days > OLD_BACKUP)


def _draft_of(desk: "Desk") -> str | None:
    """Return the employer of an application that was typed but not registered, None without."""
    from mediation_desk.services import drafts, intake

    kept = drafts.load(desk, "intake")
    if not kept or intake.registered(desk, str(kept.get("operation") or "")) is not None:
        return None
    respondent = kept.get("respondent")
    return str(respondent.get("name", "")) if isinstance(respondent, dict) else ""


class _DraftBanner(QFrame):
    """Says that an application was typed but not registered, with the way to it."""

    def __init__(self, go: partial[None]) -> None:
        super().__init__()
        named(self, "draft_banner", _("Draft"))
        self.setProperty("role", "bar-notice")
        self.text = label("", name="draft_banner_text", wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.S, Space.XS)
        inside.addWidget(self.text, 1)
        inside.addWidget(link(_("Go on with the draft"), "draft_banner_action", go))
        self.hide()

    def show_draft(self, employer: str | None) -> None:
        """Name the employer of the draft; None means that there is no draft."""
        text = _("There is a draft that is not registered yet.")
        if employer and employer.strip():
            text = _("There is a draft that is not registered yet: {employer}").format(
                employer=employer.strip()
            )
        self.text.setText(text)
        self.setVisible(employer is not None)


class _Figures(QWidget):
    """The row of six figures."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__()
        named(self, "figures", _("Figures"))
        self.hearings = FigureCard(_("Hearings today"), name="figure_hearings")
        self.soon = FigureCard(_("Due within 3 days"), name="figure_soon")
        self.overdue = FigureCard(_("Past due"), name="figure_overdue")
        self.money = FigureCard(_("Due this week, yuan"), name="figure_money")
        self.open = FigureCard(_("Open cases"), name="figure_open")
        self.pace = FigureCard(_("Days to agreement"), name="figure_pace")
        self._cards = (
            self.hearings, self.soon, self.overdue, self.money, self.open, self.pace,
        )  # fmt: skip
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.M)
        for card, target in zip(
            self._cards, ("hearings", "clocks", "clocks", "money", "cases", "cases"), strict=True
        ):
            card.opened.connect(partial(page.focus_list, target))
        self._arrange()

    def _arrange(self) -> None:
        wide = NARROW * self.fontMetrics().height() - 2 * Space.L
        columns = 6 if self.width() >= wide else 3
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for column in range(6):
            share = 3 if columns == 6 and column == 3 else 2
            self._grid.setColumnStretch(column, share if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one row or in two."""
        super().resizeEvent(event)
        self._arrange()

    def show_figures(self, shown: TodayFigures) -> None:
        """Show the figures; only clocks and money owed have a colour."""
        self.hearings.show_figure(str(shown.hearings))
        self.soon.show_figure(str(shown.due_soon), Tone.WARN if shown.due_soon else Tone.PLAIN)
        self.overdue.show_figure(str(shown.overdue), Tone.BAD if shown.overdue else Tone.PLAIN)
        self.money.show_figure(figures(shown.money_this_week))
        self.open.show_figure(str(shown.open_cases))
        pace = shown.days_to_agreement
        self.pace.show_figure("–" if pace is None else str(pace))
