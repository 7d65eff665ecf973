"""Today: what the day asks for, most urgent first, and what waits or is forgotten."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.today import (
    AskedClosing,
    BookedHearing,
    DueClock,
    DueDuty,
    DueMoney,
    DueWatch,
    Today,
    UnissuedPaper,
    UnservedPaper,
)
from mediation_desk.i18n import N_, _
from mediation_desk.services.today import today
from mediation_desk.ui.begun_line import BegunLine
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages import today_banners as banners
from mediation_desk.ui.pages.today_cards import ListCard, ListPane, TabsCard
from mediation_desk.ui.pages.today_columns import (
    case_columns,
    clock_columns,
    hearing_columns,
    money_columns,
    place_of,
)
from mediation_desk.ui.pages.today_figures import NARROW, Figures
from mediation_desk.ui.pages.today_steps import NextSteps
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.places import CASE, DRAFT, NEXT
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.in_turn import PaintedInTurn
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel

if TYPE_CHECKING:
    from mediation_desk.domain.boards import Boards
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.drafts import Begun

OVERDUE = "overdue"


class TodayPage(Page):
    """Figures, hearings, deadlines, money, papers to serve, and cases to carry on or forgotten."""

    NAME, TITLE = "today", N_("Today")

    def build(self) -> Iterator[None]:
        """Make the page."""
        self._day = self.desk.today()
        self._clocks: tuple[DueClock, ...] = ()
        self._beside: tuple[DueClock, ...] = ()
        self._booked: tuple[BookedHearing, ...] = ()
        self._past: tuple[BookedHearing, ...] = ()
        self._told_closings = False
        self.banner = banners.BackupBanner(partial(self.wanted_page.emit, "backup"))
        self.clock = banners.ClockBanner()
        self.draft = banners.DraftBanner(partial(self.wanted_page.emit, "intake"))
        self.notes = banners.NotesBanner(self.wanted_case.emit)
        self.begun = BegunLine(self.desk, self.jobs, self._go_on)
        self.drafts_changed.connect(self.begun.look)
        self.bin = banners.BinBanner(partial(self.wanted_page.emit, "recycling"), self.desk.today)
        self.struck = banners.StruckBanner(self.wanted_case.emit)
        yield
        self.figures = Figures(self.focus_list, self._today)
        yield
        self.steps = NextSteps(self.desk, self.jobs, self)
        self.steps.read.connect(self._show_steps)
        yield from self._make_panes()
        self._laid: tuple[int, list[Card]] = (0, [])
        self._grid = self._cards()
        yield
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        column.setSpacing(Space.M)
        told = (self.clock, self.banner, self.draft, self.begun, self.notes, self.bin, self.struck)
        for part in (*told, self.figures):
            column.addWidget(part)
        self._arrange()
        column.addLayout(self._grid, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, "today_scroll"))
        cards = (self.hearings_card, self.clocks_card, self.cases_card, self.money_card)
        PaintedInTurn(self, (self.figures, *cards))

    def _today(self) -> date:
        return self._day

    def _make_panes(self) -> Iterator[None]:
        """Make the lists; those of the boards get their columns when they are first shown."""
        self.hearings = ListPane(
            _("Today's hearings"), "hearings",
            RowsModel[BookedHearing](hearing_columns(self._today)),
            (7, 40, 13, 9), _("No hearing today."), "calendar",
        )  # fmt: skip
        self.clocks = ListPane(
            _("Deadlines"), "clocks", RowsModel[DueClock](clock_columns(self._today)),
            (14, 26, 22, 11), _("Nothing falls due in the next 14 days."), "clock",
        )  # fmt: skip
        self.money = ListPane(
            _("Money due"), "money", RowsModel[DueMoney](money_columns(self._today)),
            (9, 36, 7, 16), _("No instalment falls due in the next 14 days."), "money",
        )  # fmt: skip
        yield
        self.unserved = ListPane(
            _("To be served"), "unserved", RowsModel[Any](()),
            (9, 24, 16, 24), _("Every paper has been issued and served."), "paper",
        )  # fmt: skip
        self.decisions = ListPane(
            _("Decided matters"), "decisions", RowsModel[Any](()),
            (10, 40, 20), _("No matter of a joint meeting is due."), "check",
        )  # fmt: skip
        self.watches = ListPane(
            _("Employers watched"), "watches", RowsModel[DueWatch](()),
            (9, 30, 24, 10), _("No measure and no visit to a watched employer is due."), "eye",
        )  # fmt: skip
        yield
        self.duties = ListPane(
            _("Other duties"), "duties", RowsModel[DueDuty](()),
            (9, 30, 32), _("No duty besides money falls due in the next 14 days."), "check",
        )  # fmt: skip
        self.closings = ListPane(
            _("To be approved"), "closings", RowsModel[AskedClosing](()),
            (9, 9, 40, 12), _("Neither a seal nor a closing waits for approval."), "check",
        )  # fmt: skip
        yield
        self.cases = ListPane(
            _("Carry on"), "my_cases",
            RowsModel[CaseLine](case_columns(self._today, self.steps.text)),
            (32, 14, 15, 12), _("No open case. Register one with Ctrl+N."), "cases",
        )  # fmt: skip
        self.untouched = ListPane(
            _("Untouched"), "untouched", RowsModel[CaseLine](()),
            (32, 14, 15, 12), _("Somebody has worked on every open case lately."), "cases",
        )  # fmt: skip
        self.unclocked = ListPane(
            _("Without deadline"), "unclocked", RowsModel[CaseLine](()),
            (32, 14, 15, 12), _("A deadline runs in every open case."), "clock",
        )  # fmt: skip
        yield

    def _cards(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(Space.M)
        self.hearings_card = ListCard(self.hearings, "hearings")
        self.sheet_link = link(_("Print the day sheet…"), "day_sheet", self.print_sheet)
        self.hearings_card.head.addWidget(self.sheet_link)
        self.duty = label("", "small", name="on_duty", wrap=True)
        self.hearings_card.add(self.duty)
        self.duty.hide()
        self.clocks_card = ListCard(self.clocks, "clocks")
        self.which = named(Choice(), "which_clocks", _("Which deadlines"))
        self.which.offer(
            [("all", _("All")), (OVERDUE, _("Past due")), ("today", _("Today")),
             ("ahead", _("Next days"))]
        )  # fmt: skip
        self.which.currentIndexChanged.connect(lambda _place: self._show_clocks())
        self.clocks_card.head.addWidget(self.which)
        self.cases_card = TabsCard(
            (self.cases, self.closings, self.untouched, self.unclocked), "cases", _("Open cases")
        )
        self.money_card = TabsCard(
            (self.money, self.duties, self.unserved, self.decisions, self.watches),
            "money",
            _("What waits"),
        )
        for pane, tab in (
            (self.hearings, "hearings"),
            (self.clocks, ""),
            (self.cases, NEXT),
            (self.untouched, NEXT),
            (self.unclocked, "overview"),
            (self.money, "agreement:performance"),
            (self.unserved, "papers:service"),
            (self.decisions, ""),
            (self.watches, "risk"),
            (self.duties, "agreement:duties"),
            (self.closings, "overview:closing"),
        ):
            pane.opened.connect(partial(self._open, pane, tab))
        return grid

    def _arrange(self) -> None:
        """Lay the cards in two columns; in one where it is narrow, an empty day's clocks first."""
        columns = 2 if self.width() >= NARROW * self.fontMetrics().height() else 1
        cards = [self.hearings_card, self.clocks_card, self.cases_card, self.money_card]
        if columns == 1 and not self.hearings.model.rowCount():
            cards[:2] = reversed(cards[:2])
        self.hearings_card.fit_rows(narrow=columns == 1)
        if (columns, cards) == self._laid:
            return
        self._laid = (columns, cards)
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

    def show_today(self, shown: Today) -> Iterator[None]:
        """Show a day, a list at a time; what stands beside it is read once the day is there."""
        self._day = shown.day
        self.steps.show_day(shown.day)
        self.banner.show_worry(shown.backup)
        self.clock.show_clock(shown.clock)
        self.figures.show_figures(shown.figures, self._beside, own=shown.own)
        yield
        self.hearings_card.note.setText(self._named_day())
        self._clocks = shown.clocks
        self._show_clocks()
        yield
        self.cases.show_rows(shown.cases)
        yield
        self._booked = shown.hearings
        self.hearings.show_rows((*self._past, *self._booked))
        self._arrange()
        yield
        self.money.show_rows(shown.money)
        self.jobs.ask(self, partial(banners.draft_of, self.desk), self.draft.show_draft)
        self.begun.look()
        self.jobs.ask(self, partial(banners.notes_of, self.desk), self.notes.show_cases)
        self.jobs.ask(self, partial(banners.bin_over, self.desk), self.bin.show_over)
        QTimer.singleShot(5, self, self._read_boards)

    def _go_on(self, begun: "Begun") -> None:
        """Open a form again where it was left: in its case, or over the page it was opened on."""
        if begun.page == CASE:
            self.wanted_case.emit(begun.case_id, f"{begun.tab or 'overview'}:{DRAFT}")
        else:
            self.wanted_draft.emit(begun.page, begun.way)

    def _show_steps(self) -> None:
        """Paint the lists of cases again: more of their next steps are known."""
        for pane in (self.cases, self.untouched, self.unclocked):
            if pane.model.rowCount():
                pane.table.share_anew()

    def _named_day(self) -> str:
        return _("{month}-{day} {weekday}").format(
            month=self._day.month, day=self._day.day, weekday=weekday(self._day)
        )

    def _read_boards(self) -> None:
        self.jobs.ask(self, partial(_boards, self.desk), self.show_boards)

    def show_boards(self, shown: "Boards") -> Iterator[None]:
        """Show what waits and what nobody watches, a list at a time."""
        from mediation_desk.ui.pages import board_columns as columns

        self._beside = shown.dues
        self._show_clocks()
        self.figures.show_clocks(self._beside)
        yield
        self.struck.show_hearings(shown.struck)
        if shown.without_result != self._past:
            self._past = shown.without_result
            self.hearings.show_rows((*self._past, *self._booked))
            self._arrange()
        yield
        if shown.day_doubt is not None and self._booked:
            self.hearings_card.note.setText(f"{self._named_day()} · {shown.day_doubt.label}")
        self.figures.show_overdue_money(shown.money_overdue)
        self.figures.show_unserved(shown.unserved_count + len(shown.unissued))
        for pane, made in (
            (self.unserved, columns.unserved_columns()),
            (self.untouched, case_columns(self._today, self.steps.text)),
            (self.unclocked, case_columns(self._today, self.steps.text)),
            (self.decisions, columns.decision_columns(self._today)),
            (self.watches, columns.watch_columns(self._today)),
            (self.duties, columns.duty_columns(self._today)),
            (self.closings, columns.closing_columns()),
        ):
            pane.model.columns = pane.model.columns or tuple(made)
        self.untouched.setToolTip(
            _("Nobody has changed these cases for {n} days.").format(n=shown.untouched_days)
        )
        for pane, rows in (
            (self.unserved, (*shown.unissued, *shown.unserved)),
            (self.untouched, shown.untouched),
            (self.unclocked, shown.unclocked),
            (self.decisions, shown.decisions),
            (self.watches, shown.watches),
            (self.duties, shown.duties),
            (self.closings, shown.closings),
        ):
            yield
            pane.show_rows(rows)
        if shown.closings and not self._told_closings:
            self.cases_card.bring_up(self.closings)
        self._told_closings = bool(shown.closings)
        self.duty.setText(columns.duty_line(shown.on_duty))
        self.duty.setVisible(bool(shown.on_duty))

    def _show_clocks(self) -> None:
        """Show the deadlines that are asked for: of cases, of supervision, of joint meetings."""
        soon = sorted((*self._clocks, *self._beside), key=lambda c: (c.due, c.raw_due))
        shown = tuple(clock for clock in soon if self._is_wanted(clock.due))
        self.clocks.show_rows(shown)

    def _is_wanted(self, due: date) -> bool:
        match self.which.code():
            case "overdue":
                return due < self._day
            case "today":
                return due == self._day
            case "ahead":
                return due > self._day
        return True

    def _open(self, pane: ListPane, tab: str, index: QModelIndex) -> None:
        """Open a row at the very place where its work is done."""
        row = pane.model.row(index)
        match row:
            case DueClock(matter_id=matter) if matter:
                self.wanted_region.emit("letters", matter)
            case DueClock(meeting_id=meeting) if meeting:
                self.wanted_region.emit("meetings", meeting)
            case DueClock():
                self.wanted_case.emit(row.case_id, place_of(row.kind, row.detail))
            case BookedHearing():
                self.wanted_case.emit(row.case_id, f"{tab}:{row.hearing_id}")
            case UnissuedPaper():
                self.wanted_case.emit(row.case_id, f"papers:{row.form}")
            case CaseLine():
                self.wanted_case.emit(row.id, tab)
            case DueWatch():
                self.wanted_employer.emit(row.employer_id, tab)
            case AskedClosing(seal=True):
                self.wanted_case.emit(row.case_id, "agreement:signatures")
            case DueMoney() | UnservedPaper() | DueDuty() | AskedClosing():
                self.wanted_case.emit(row.case_id, tab)
            case _:
                self.wanted_region.emit("meetings", row.meeting_id)

    def focus_list(self, name: str) -> None:
        """Go to one of the lists, as a click on its figure does."""
        if name == "overdue":
            self.which.set_code(OVERDUE)
        pane = {
            "hearings": self.hearings,
            "overdue": self.clocks,
            "clocks": self.clocks,
            "money": self.money,
            "unserved": self.unserved,
            "cases": self.cases,
        }[name]
        for card in (self.cases_card, self.money_card):
            if pane in card.panes:
                card.bring_up(pane)
        pane.table.setFocus()
        pane.table.selectRow(0)

    def print_sheet(self) -> None:
        """Show the day's sheet on A4 to print it, once the next step of every case is known."""
        panes = (self.cases, self.untouched, self.unclocked)
        lines = [line for pane in panes for line in pane.model.rows]
        if self.steps.knows(lines):
            self._print()
        else:  # other lines may have come meanwhile: look again
            self.steps.all_of(lines, self.print_sheet)

    def _print(self) -> None:
        from mediation_desk.ui.printing import show_sheet

        dialog = show_sheet(self.jobs, self.print_text(), self.sheet_title(), self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))

    def print_itself(self) -> bool:
        """Print the day's sheet, with its heading."""
        self.print_sheet()
        return True

    def sheet_title(self) -> str:
        """Return the heading of the day's sheet: centre, day and person."""
        return _("{centre}: day sheet {day} {weekday} · {person}").format(
            centre=self.desk.centre.name,
            day=self._day.isoformat(),
            weekday=weekday(self._day),
            person=self.desk.actor.name,
        )

    def print_text(self) -> str:
        """Return the day's sheet: every list that has something, with a box to tick a line."""
        from mediation_desk.ui.printing import table_html

        panes: Sequence[ListPane] = (
            self.hearings, self.clocks, self.money, self.duties, self.unserved, self.decisions,
            self.watches, self.closings, self.cases, self.untouched, self.unclocked,
        )  # fmt: skip
        parts = [f"<p>{escape(self.duty.text())}</p>"] if self.duty.text() else []
        for pane in panes:
            if pane.model.rowCount():
                heading = f"{pane.title} {pane.model.rowCount()}"
                parts.append(f"<h4>{escape(heading)}</h4>{table_html(pane.ticked())}")
        return "".join(parts)

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>The figures count hearings, deadlines, papers and money of the coming days."
            " Red is overdue, amber falls due within three days.</p>"
            "<p>Double-click a line, or press Enter on it, to open the place where the work is"
            " done.</p><p>“Carry on” lists your open cases with the next step of each,"
            " “Untouched” those that nobody has changed lately, “Without deadline” those that no"
            " clock watches.</p>"
        )


def _boards(desk: "Desk") -> "Boards":
    from mediation_desk.services.boards import boards  # on the worker, after the day is shown

    return boards(desk)
