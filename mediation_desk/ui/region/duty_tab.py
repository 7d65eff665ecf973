"""The duty roster: a week as a table, last week copied, a sheet for the door, and the month."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.duty import WEEK, Copied, DutyTotal, Roster, monday_of
from mediation_desk.domain.money import figures
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import duty as service
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.region.duty_dialog import DutyDialog
from mediation_desk.ui.region.duty_model import DutyModel
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass


class DutyTab(RegionTab):
    """The week above, the totals of a period below."""

    KEY, TITLE = "duty", N_("Duty roster")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.monday = monday_of(self.desk.today())
        self.model = DutyModel()
        self.table = TableView("duty_week", _("Week of duty"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setWordWrap(True)
        self.table.setShowGrid(True)
        self.table.use_in_card(self.model, (18, 9, 13, 13, 13, 13, 13, 13, 13))
        self.table.opened.connect(self.open_cell)
        yield
        self.week_of = named(DayEdit(), "duty_week_of", _("Week of"))
        self.week_of.setMaximumWidth(190)
        self.week_of.editingFinished.connect(self._jump)
        self.body = named(Choice([("", _("All bodies"))]), "duty_body", _("Body"))
        self.body.currentIndexChanged.connect(lambda _place: self._show_week())
        self.copy = secondary(_("Copy last week"), "duty_copy", self.copy_week, "copy")
        self.print_button = secondary(_("Print…"), "duty_print", self.print_itself, "print")
        yield
        self.totals = RowsModel[DutyTotal](_total_columns())
        self.totals_table = TableView("duty_totals", _("Duty done"))
        self.totals_table.use(self.totals, (14, 12, 26, 10, 8, 12, 12, 14), 2)
        self.totals_table.setMinimumHeight(self.totals_table.fontMetrics().height() * 5)
        yield
        first = self.desk.today().replace(day=1)
        self.first, self.last = self._day("duty_first", first), self._day("duty_last", None)
        self.last.set_day(_end_of_month(first))
        self._roster: Roster | None = None
        yield
        self._lay_out()

    def _day(self, name: str, day: date | None) -> DayEdit:
        editor = named(DayEdit(), name, _("Period"))
        editor.setMaximumWidth(190)
        editor.set_day(day)
        editor.editingFinished.connect(self._read_totals)
        return editor

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, Space.S, Space.S, 0)
        column.setSpacing(Space.M)
        head = FlowLayout()
        head.addWidget(icon_button("back", _("Week before"), "duty_before", self._earlier))
        head.addWidget(self.week_of)
        head.addWidget(icon_button("chevron-right", _("Week after"), "duty_after", self._later))
        head.addWidget(secondary(_("This week"), "duty_now", self._now))
        for widget in (self.body, self.copy, self.print_button):
            head.addWidget(widget)
        card = Card(
            _("Week of duty"), name="duty_card", note=_("Enter or a double click changes a cell")
        )
        card.body.addLayout(head)
        self.empty = EmptyState(
            _("No body yet. Enter bodies and their people first."),
            name="duty_empty",
            icon="calendar",
        )
        card.add(self.table, 1)
        card.add(self.empty, 1)
        column.addWidget(card, 3)
        done = Card(_("Duty done"), name="duty_totals_card")
        period = QHBoxLayout()
        period.addWidget(self.first)
        period.addWidget(label("–"))
        period.addWidget(self.last)
        period.addStretch(1)
        done.body.addLayout(period)
        done.add(self.totals_table, 1)
        done.add(
            label(
                _(
                    "Half days, hours and people received are those of the roster; aid cases are"
                    " those taken on in the period. The allowance is the centre's own rate."
                ),
                "small",
                name="duty_words",
                wrap=True,
            )
        )
        column.addWidget(done, 2)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inside, "duty_scroll"))

    @property
    def may(self) -> bool:
        """Say whether the acting person may change the roster."""
        return self.desk.actor.may(Right.REGION)

    def refresh(self) -> None:
        """Read the week and the period again."""
        self.copy.setEnabled(self.may)
        if self.week_of.day() is None or monday_of(self.week_of.day() or date.min) != self.monday:
            self.week_of.set_day(self.monday)
        self.jobs.ask(self, partial(service.roster, self.desk, self.monday), self._take)
        self._read_totals()

    def _take(self, roster: Roster) -> None:
        if roster.monday != self.monday:
            return
        self._roster = roster
        self.body.offer(
            [("", _("All bodies")), *((str(key), name) for key, name in roster.bodies.items())]
        )
        self._show_week()

    def _show_week(self) -> None:
        if self._roster is None:
            return
        chosen = int(self.body.code()) if self.body.code() else None
        self.model.show(self._roster, self.desk.today(), chosen)
        line = self.table.fontMetrics().height()
        high = 0
        self.table.clearSpans()
        for row in range(self.model.rowCount()):
            height = line * self.model.most_names(row) + Space.M
            self.table.setRowHeight(row, height)
            if row % 2 == 0:
                self.table.setSpan(row, 0, 2, 1)
            high += height
        self.table.setVisible(bool(self._roster.bodies))
        self.empty.setVisible(not self._roster.bodies)
        self.table.setMinimumHeight(min(high + 4 * line, 27 * line))

    def _read_totals(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is not None and last is not None:
            self.jobs.ask(self, partial(service.totals, self.desk, first, last), self.totals.show)

    # -- weeks ------------------------------------------------------------------------------

    def show_week(self, monday: date) -> None:
        """Show another week."""
        self.monday = monday
        self.week_of.set_day(monday)
        self.refresh()

    def _earlier(self) -> None:
        self.show_week(self.monday - WEEK)

    def _later(self) -> None:
        self.show_week(self.monday + WEEK)

    def _now(self) -> None:
        self.show_week(monday_of(self.desk.today()))

    def _jump(self) -> None:
        day = self.week_of.day()
        if day is not None and monday_of(day) != self.monday:
            self.monday = monday_of(day)
            self.refresh()

    # -- acts -------------------------------------------------------------------------------

    def open_cell(self, index: QModelIndex) -> None:
        """Change who is on duty in a cell."""
        place = self.model.place(index)
        if place is None or self._roster is None or not self.may:
            return
        dialog = DutyDialog(self.desk, self.jobs, self._roster, place, self)
        self.show_dialog(dialog, _("The roster is changed."))

    def copy_week(self) -> None:
        """Fill this week from the one before it."""
        chosen = int(self.body.code()) if self.body.code() else None
        self.jobs.do(self, partial(service.copy_week, self.desk, self.monday, chosen), self._copied)

    def _copied(self, done: Copied) -> None:
        text = _("{n} half days were copied.").format(n=len(done.shifts))
        if done.left_out:
            left = _("; ").join(done.left_out[:5])
            text += " " + _("Left out: {left}").format(left=left)
        if done.shifts:
            self.noticed.emit(text)
        else:
            self.said.emit(text)

    def print_itself(self) -> bool:
        """Show the sheet for the door, to save or print."""
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        monday, desk = self.monday, self.desk
        chosen = int(self.body.code()) if self.body.code() else None
        title = f"{_('Duty roster')} {monday.isoformat()}"

        def make() -> LoosePaper:
            pdf = service.roster_pdf(desk, monday, chosen)
            return LoosePaper(code="", title=title, docx=b"", pdf=pdf)

        PaperDialog(self.jobs, title, title, make, self).open()
        return True

    def print_text(self) -> str:
        """Return the week for the printer."""
        return table_html(self.table.all_text())


def _end_of_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _total_columns() -> tuple[Column[DutyTotal], ...]:
    return (
        Column(title=_("Name"), text=lambda t: t.name, strong=True),
        Column(title=_("Post"), text=lambda t: t.post.label),
        Column(title=_("Firm or unit"), text=lambda t: t.firm or "—"),
        Column(title=_("Half days"), text=lambda t: str(t.half_days), right=True),
        Column(title=_("Hours"), text=lambda t: f"{t.hours.normalize():f}", right=True),
        Column(title=_("People received"), text=lambda t: str(t.received), right=True),
        Column(title=_("Aid cases"), text=lambda t: str(t.aid_cases), right=True),
        Column(
            title=_("Allowance, yuan"),
            text=lambda t: "—" if t.allowance is None else figures(t.allowance),
            right=True,
        ),
    )
