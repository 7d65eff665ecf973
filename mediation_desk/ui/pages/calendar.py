"""Calendar: the hearings of a month, a week, a day or by room, planned and moved in place."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.holidays import DayKind
from mediation_desk.domain.rights import Right
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import N_, _
from mediation_desk.services import calendar
from mediation_desk.services.calendar import Period
from mediation_desk.ui.calendar.month_view import MonthView
from mediation_desk.ui.calendar.officer_absences import open_absences
from mediation_desk.ui.calendar.plan_dialogs import MoveDialog, PlanDialog, PlanningDialog
from mediation_desk.ui.calendar.spans import Place, View, shown_days, turned
from mediation_desk.ui.calendar.surface import Surface
from mediation_desk.ui.calendar.time_grid import GridColumn, TimeGrid
from mediation_desk.ui.calendar.tool_row import ToolRow
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.page_undo import redo_in_case, undo_in_case
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.in_turn import PaintedInTurn
from mediation_desk.ui.widgets.naming import named

_REMEMBERED = "calendar/view"


class CalendarPage(Page):
    """The views in one place; a row above them turns, chooses, narrows, prints and exports."""

    NAME, TITLE = "calendar", N_("Hearings calendar")
    NO_UNDO = N_(
        "Choose a hearing first: the last act in its case is undone, or done again. Times of"
        " absence are ended in their own list."
    )

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.day = self.desk.today()
        self.period: Period | None = None
        self._asking = 0
        self.month = MonthView()
        empty = _("No hearing. Click an empty place to plan one.")
        self.grids = {
            View.WEEK: TimeGrid("calendar_week", _("By week"), empty),
            View.DAY: TimeGrid("calendar_day", _("By day"), empty),
            View.ROOMS: TimeGrid("calendar_rooms", _("By room"), empty),
        }
        yield
        self.views: dict[View, Surface] = {View.MONTH: self.month, **self.grids}
        kept = recall(_REMEMBERED)
        self.view = View.of(kept) if kept in set(View) else View.WEEK
        self.stack = named(QStackedWidget(), "calendar_stack", _("Hearings calendar"))
        self.tools = ToolRow()
        yield
        self._lay_out()
        yield
        self._connect()
        self._show_view()

    def _lay_out(self) -> None:
        card = Card(name="calendar_card")
        card.layout().setContentsMargins(1, 1, 1, 1)  # type: ignore[union-attr]  # it has one
        for view in self.views.values():
            self.stack.addWidget(view)
        card.add(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(self.tools)
        column.addWidget(card, 1)
        PaintedInTurn(self, (self.tools, card))

    def _connect(self) -> None:
        tools = self.tools
        tools.turned.connect(self.turn)
        tools.view_chosen.connect(self.look_by)
        tools.narrowed.connect(self._narrow)
        tools.plan_wanted.connect(lambda: self.plan(Place(self.surface.place.day)))
        tools.print_wanted.connect(self.print_itself)
        tools.export_wanted.connect(self.export)
        tools.absences_wanted.connect(lambda: open_absences(self.desk, self.jobs, self))
        may_plan = self.desk.actor.may(Right.SCHEDULE)
        tools.plan_button.setEnabled(may_plan)
        for surface in self.views.values():
            surface.turning.connect(self.turn)
            surface.opened.connect(self._open)
            surface.planned.connect(self.plan)
            surface.moving.connect(partial(self.move_hearing, place=None))
            surface.dropped.connect(lambda hearing, place: self.move_hearing(hearing, place=place))
            surface.refused.connect(lambda text: self.noticed.emit(text, None))
            surface.day_wanted.connect(self.look_at)
            surface.menu_wanted.connect(self._open_menu)
            surface.chose.connect(self._follow)

    # -- reading and showing ------------------------------------------------------------------

    @property
    def surface(self) -> Surface:
        """The view that is shown."""
        return self.views[self.view]

    def refresh(self) -> None:
        """Read the period again."""
        self._asking += 1
        asking, (first, last) = self._asking, shown_days(self.view, self.day)
        wanted = partial(calendar.period, self.desk, first, last)
        if self.view is View.MONTH:
            officer, room = self.tools.narrowing()
            wanted = partial(calendar.month, self.desk, first, last, officer_id=officer, room=room)
        self.jobs.ask(self, wanted, lambda period: self._show(asking, period))

    def _narrow(self) -> None:
        """Show what the filters leave; a month is read anew, as not all of it is at hand."""
        if self.view is View.MONTH:
            self.refresh()
        else:
            self._show_period()

    def _show(self, asking: int, period: Period) -> None:
        if asking != self._asking:
            return
        self.period = period
        self.tools.offer(period.officers, period.rooms, self.desk.actor)
        self._show_period()

    def _show_period(self) -> None:
        period = self.period
        if period is None:
            return
        shown = tuple(h for h in period.hearings if self.tools.wants(h))
        self.tools.show_title(self.view, self.day, period, self._count(period, len(shown)))
        if self.view is View.MONTH:
            self.month.month = self.day.month
        else:
            self.grids[self.view].use_columns(self._columns(period))
        self.surface.show_period(period, shown, self.day, self.desk.today())

    def _count(self, period: Period, shown: int) -> int:
        """Count the hearings of what the title names; days of other months stand in its sheet."""
        if self.view is not View.MONTH:
            return shown
        named = (self.day.year, self.day.month)
        return sum(n for day, n in period.counts.items() if (day.year, day.month) == named)

    def _columns(self, period: Period) -> tuple[GridColumn, ...]:
        if self.view is not View.ROOMS:
            span = range((period.last - period.first).days + 1)
            days = [period.first + timedelta(days=number) for number in span]
            return tuple(
                GridColumn(day, None, period.days[day], _away(period, day)) for day in days
            )
        kind = period.days.get(self.day, DayKind(works=True))
        only = self.tools.room.code()
        rooms = [room for room in period.rooms if only in ("", room)]
        elsewhere = any(h.room not in period.rooms for h in period.hearings) and not only
        rooms += [""] if elsewhere else []
        return tuple(GridColumn(self.day, room, kind) for room in rooms)

    def _follow(self) -> None:
        """Stay at the day that has the keys, so that turning and looking closer begin there."""
        day = self.surface.place.day
        if self.period is not None and self.period.first <= day <= self.period.last:
            self.day = day

    def turn(self, steps: int) -> None:
        """Turn forward or back, or with 0 to today."""
        self.day = turned(self.view, self.day, steps) if steps else self.desk.today()
        self.refresh()

    def look_by(self, view: View) -> None:
        """Look at the same day in another way."""
        if view is self.view:
            return
        had_keys = self.surface.hasFocus()
        self.view = view
        remember(_REMEMBERED, view.value)
        self._show_view()
        if had_keys:
            self.surface.setFocus()
        self.refresh()

    def look_at(self, day: date) -> None:
        """Look at one day closely."""
        self.day = day
        if self.view in (View.DAY, View.ROOMS):
            self.refresh()
        else:
            self.look_by(View.DAY)

    def _show_view(self) -> None:
        self.stack.setCurrentWidget(self.surface)
        self.setFocusProxy(self.surface)
        self.tools.show_view(self.view)

    # -- acting -------------------------------------------------------------------------------

    def _open(self, hearing: BookedHearing) -> None:
        self.wanted_case.emit(hearing.case_id, f"hearings:{hearing.hearing_id}")

    def plan(self, place: Place) -> None:
        """Plan a hearing at a place for a case that is searched for."""
        if not self.desk.actor.may(Right.SCHEDULE):
            self.noticed.emit(
                _("{name} may not plan hearings.").format(name=self.desk.actor.name), None
            )
            return
        dialog = PlanDialog(self.desk, self.jobs, place, self)
        self._run(dialog)

    def move_hearing(self, hearing: BookedHearing, place: Place | None = None) -> None:
        """Move a hearing to a place, or ask where to; nothing is saved before it is confirmed."""
        if hearing.status is not HearingStatus.PLANNED:
            self.surface.put_back()
            self.noticed.emit(_("Only a planned hearing can be moved."), None)
            return
        dialog = MoveDialog(self.desk, self.jobs, hearing, place, self)
        dialog.finished.connect(lambda _how: self.surface.put_back())
        self._run(dialog)

    def _run(self, dialog: PlanningDialog) -> None:
        dialog.carried.connect(self._acted)
        dialog.stale.connect(self._stale)
        dialog.open()

    def _acted(self, case_id: int, notice: str, day: date) -> None:
        """Go with the hearing: other views open on its day, and one that lacks it turns to it."""
        self.day = day
        if self.period is None or not self.period.first <= day <= self.period.last:
            self.refresh()
        self.noticed.emit(notice, partial(undo_in_case, self, case_id))

    def _stale(self, text: str) -> None:
        self.noticed.emit(text, None)
        self.refresh()

    def undo_last(self) -> None:
        """Undo the last act in the case of the chosen hearing; without one, ask for one."""
        if (hearing := self.surface.hearing()) is not None:
            undo_in_case(self, hearing.case_id)
        else:
            super().undo_last()

    def redo_last(self) -> None:
        """Do again what was undone last in the case of the chosen hearing."""
        if (hearing := self.surface.hearing()) is not None:
            redo_in_case(self, hearing.case_id)
        else:
            super().redo_last()

    def _open_menu(self, hearing: BookedHearing | None, at: QPoint) -> None:
        menu = self.menu_for(hearing)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def menu_for(self, hearing: BookedHearing | None) -> QMenu:
        """Return what can be done with a hearing, or with the place that has the keys."""
        menu = named(QMenu(self), "calendar_menu", _("Hearings calendar"))
        may = self.desk.actor.may(Right.SCHEDULE)
        lines: list[tuple[str, Callable[[], object], bool]] = []
        place = self.surface.place
        if hearing is not None:
            planned = hearing.status is HearingStatus.PLANNED
            lines += [
                (_("Open the case"), partial(self._open, hearing), True),
                (_("Move…"), partial(self.move_hearing, hearing), planned and may),
                (_("Export this hearing (.ics)…"), partial(self.export, hearing), True),
            ]
        lines += [
            (_("Plan a hearing here…"), partial(self.plan, place), may),
            (_("Look at this day"), partial(self.look_at, place.day), True),
            (_("Print the day…"), self.print_itself, True),
        ]
        for text, act, able in lines:
            action = menu.addAction(text)
            action.setEnabled(able)
            action.triggered.connect(lambda _checked=False, act=act: act())
        return menu

    # -- paper and files ----------------------------------------------------------------------

    def print_itself(self) -> bool:
        """Show the list at the door or the plan of the day, to print or save."""
        from mediation_desk.ui.calendar.sheet_dialog import SheetDialog  # QtPdf, when wanted

        dialog = SheetDialog(self.desk, self.jobs, self.surface.place.day, self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()
        return True

    def export(self, hearing: BookedHearing | None = None) -> None:
        """Export hearings for another calendar."""
        from mediation_desk.ui.calendar.export_dialog import ExportDialog

        officers = self.period.officers if self.period else ()
        chosen = hearing or self.surface.hearing()
        dialog = ExportDialog(self.desk, self.jobs, chosen, officers, self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def escape(self) -> bool:
        """Give a drag up."""
        return self.surface.stop_dragging()

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Click an empty place to plan a hearing there. Drag a planned hearing to move it:"
            " clashes and the notice's last day show before anything is saved.</p>"
            "<p>Arrows walk, Enter opens the hearing or plans one, Space chooses among hearings"
            " at one time, M moves the chosen one, PageUp and PageDown turn, T goes to today.</p>"
            "<p>Days off are grey; 班 marks a weekend day on which people work. An amber bar marks"
            " hearings that share a room or an officer at one time, or whose officer is away.</p>"
        )


def _away(period: Period, day: date) -> str:
    """Name who of the centre is away on a working day."""
    if not period.days[day].works:
        return ""
    names = [
        one.name if one.part.value == "whole" else f"{one.name} ({one.part.label})"
        for one in period.absences
        if one.first_day <= day <= one.last_day
    ]
    return _("Away: {names}").format(names=_(", ").join(names)) if names else ""
