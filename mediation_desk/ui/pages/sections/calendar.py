"""The working calendar: each year on one sheet, importing and entering one, what that changes."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from mediation_desk.domain.calendar_change import CalendarChange
from mediation_desk.domain.calendar_year import YearSheet as Sheet
from mediation_desk.domain.calendar_year import in_words
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import calendars
from mediation_desk.services.calendars import Calendars
from mediation_desk.services.files import write_whole
from mediation_desk.services.settings import Settings
from mediation_desk.ui.files import ask_open, ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.calendar_dialogs import ChangeDialog, YearDialog
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.year_sheet import MARKED, Swatch, YearSheet

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

KINDS = "*.toml *.json"


class CalendarSection(Section):
    """A year at a time; nothing that is entered changes a clock before it was shown."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "calendar", _("Working calendar"))
        self._sheets: dict[int, Sheet] = {}
        self._pending: CalendarChange | None = None
        self.year = Choice()
        self.year.setObjectName("calendar_year")
        self.year.setAccessibleName(_("Year"))
        self.known = Pill(name="calendar_known")
        self.notice = label("", "small", name="calendar_notice", wrap=True)
        self.sheet = YearSheet("calendar_sheet")
        self.words = label("", "small", name="calendar_words", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem = label("", "error", name="calendar_problem", wrap=True)
        self.problem.hide()
        self._add_buttons()
        self._lay_out()
        self.year.currentIndexChanged.connect(self._show_year)

    def _add_buttons(self) -> None:
        self.load = primary(_("Import a calendar…"), "calendar_import", self.import_file, "import")
        self.enter = secondary(_("Enter days by hand…"), "calendar_enter", self.enter_by_hand)
        self.export = secondary(_("Export…"), "calendar_export", self.export_year, "export")
        self.back = secondary(_("Take it back"), "calendar_remove", self.take_back, "trash")
        self.undone = link(_("Undo the last change"), "calendar_undo", self.undo)
        self.look = secondary(_("See what moves…"), "calendar_pending", self._show_pending)

    def _lay_out(self) -> None:
        self.bar = QFrame()
        self.bar.setProperty("role", "bar-warn")
        self.waiting = label("", name="calendar_waiting", wrap=True)
        inside = QHBoxLayout(self.bar)
        inside.addWidget(self.waiting, 1)
        inside.addWidget(self.look)
        self.bar.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        for widget in (self.year, self.known):
            head.addWidget(widget)
        head.addWidget(self.notice, 1)
        legend = FlowLayout()
        for mark in MARKED:
            swatch, told = Swatch(mark), label(mark.label, "small")
            told.setMinimumHeight(swatch.height())
            legend.addWidget(swatch)
            legend.addWidget(told)
        buttons = FlowLayout()
        for button in (self.load, self.enter, self.export, self.back):
            buttons.addWidget(button)
        card = Card(self.title, name="calendar_card")
        card.head.addWidget(self.undone)
        card.body.addLayout(head)
        card.body.addLayout(buttons)
        card.add(self.problem)
        card.add(self.sheet)
        card.body.addLayout(legend)
        card.add(self.words)
        self.column.addWidget(self.bar)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_settings(self, _settings: Settings) -> None:
        """Read the calendar again while it is in view."""
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the calendar as it comes into view."""
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        desk = self.desk
        if desk.actor.may(Right.SETTINGS):
            self.jobs.ask(self, lambda: calendars.overview(desk), self._show)
        else:
            self.jobs.ask(self, lambda: calendars.sheets(desk), self._show_sheets)

    def _show(self, found: Calendars) -> None:
        self._show_sheets(found.sheets)
        self._pending = found.pending
        moved, others = len(found.pending.moved), len(found.pending.clocks)
        self.bar.setVisible(others > 0)
        text = _("Counted with an earlier calendar: {n} running clocks, of which {moved} move.")
        self.waiting.setText(text.format(n=others, moved=moved))
        self.undone.setVisible(found.undoable)

    def _show_sheets(self, sheets: tuple[Sheet, ...]) -> None:
        fresh = not self._sheets
        self._sheets = {sheet.year.year: sheet for sheet in sheets}
        self.year.offer([(str(number), str(number)) for number in self._sheets])
        if fresh:
            self.year.set_code(str(self.desk.today().year))
        may = self.desk.actor.may(Right.SETTINGS)
        for button in (self.load, self.enter):
            button.setEnabled(may)
        self.undone.setVisible(False)
        self._show_year()

    def _chosen(self) -> Sheet | None:
        code = self.year.code()
        return self._sheets.get(int(code)) if code else None

    def _show_year(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        year = chosen.year
        self.known.show_state(
            _("Published") if year.complete else _("Provisional year"),
            Tone.GOOD if year.complete else Tone.WARN,
        )
        self.notice.setText(" · ".join(_told(chosen)))
        self.sheet.show_year(year, self.desk.today())
        self.words.setText(
            _("Days off: {off}. Make-up working days: {worked}.").format(
                off=in_words(year.days_off | year.statutory) or "—",
                worked=in_words(year.makeup_workdays) or "—",
            )
        )
        may = self.desk.actor.may(Right.SETTINGS)
        self.back.setVisible(chosen.own)
        self.back.setEnabled(may)
        self.export.setEnabled(may)

    def print_text(self) -> str:
        """Return the year for the printer: its notice, its days off and its make-up workdays."""
        chosen = self._chosen()
        if chosen is None:
            return ""
        year = chosen.year
        lines = [
            f"{_('Year')}\t{year.year} · {' · '.join(_told(chosen))}",
            f"{_('Days off')}\t{in_words(year.days_off | year.statutory) or '—'}",
            f"{_('Make-up working days')}\t{in_words(year.makeup_workdays) or '—'}",
        ]
        return table_html("\n".join(lines))

    def import_file(self) -> None:
        """Read a file and show what it would change."""
        title = _("Import a calendar")
        path = ask_open(self, title, f"{title} ({KINDS})", "calendar")
        if path is not None:
            self.import_from(path)

    def import_from(self, path: Path) -> None:
        """Show what the calendar in a file would change, or why it cannot be taken."""
        desk = self.desk
        self._say("")
        self.jobs.render(
            self,
            lambda _progress: calendars.difference(desk, calendars.read_file(desk, path)),
            self._confirm,
            self._refused,
        )

    def enter_by_hand(self) -> None:
        """Open the form of a year: the notice is pasted, or days are typed."""
        chosen = self._chosen()
        number = self._first_unknown()
        if chosen is not None and (chosen.own or not chosen.year.complete):
            number = chosen.year.year
        held = self._sheets.get(number)
        dialog = YearDialog(self.desk, self.jobs, number, held.year if held else None, self)
        dialog.carried.connect(self._carried)
        dialog.open()

    def _first_unknown(self) -> int:
        known = {number for number, sheet in self._sheets.items() if sheet.year.complete}
        year = self.desk.today().year
        while year in known:
            year += 1
        return year

    def export_year(self) -> None:
        """Ask where to write the year for a neighbour, and write it whole or not at all."""
        chosen = self._chosen()
        if chosen is None:
            return
        number, title = chosen.year.year, _("Export the calendar")
        path = ask_save(self, title, f"{number}.toml", f"{title} ({KINDS})", "calendar")
        if path is not None:
            self.export_to(number, path)

    def export_to(self, number: int, path: Path) -> None:
        """Write a year as .toml or .json, by the name's ending."""
        desk = self.desk
        target = path if path.suffix.lower() in (".toml", ".json") else path.with_suffix(".toml")
        self.jobs.ask(
            self,
            lambda: write_whole(target, calendars.exported(desk, number, target.suffix)),
            lambda written: self.say(_("Saved as {name}.").format(name=written.name)),
            self._refused,
        )

    def take_back(self) -> None:
        """Show what changes when the centre's own year goes."""
        chosen, desk = self._chosen(), self.desk
        if chosen is not None:
            number = chosen.year.year
            self.jobs.ask(
                self,
                lambda: calendars.difference_without(desk, number),
                self._confirm,
                self._refused,
            )

    def undo(self) -> None:
        """Undo the last change of the calendar with everything it moved."""
        desk = self.desk
        self.jobs.do(
            self,
            lambda: calendars.undo_last(desk),
            lambda _done: self.say(_("The change of the calendar is undone.")),
            self._refused,
        )

    def _show_pending(self) -> None:
        if self._pending is not None:
            self._confirm(self._pending)

    def _confirm(self, change: CalendarChange) -> None:
        dialog = ChangeDialog(self.desk, self.jobs, change, self)
        dialog.carried.connect(self._carried)
        dialog.open()

    def _carried(self, change: CalendarChange) -> None:
        if change.number is not None:
            self.year.set_code(str(change.number))
        text = _("The calendar is in force; clocks moved: {n}.").format(n=len(change.moved))
        self.noticed.emit(text, self.undo)

    def _refused(self, error: DeskError) -> None:
        self._say(str(error))

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))


def _told(sheet: Sheet) -> list[str]:
    year = sheet.year
    told = [year.notice or _("Document number to be verified")] if year.complete else []
    if not year.complete and sheet.own:
        told.append(_("Without the number of the notice: provisional"))
    elif not year.complete:
        told.append(_("The notice is not known yet: weekends and statutory holidays only"))
    if sheet.own:
        told.append(_("Entered by {name}").format(name=sheet.entered_by))
    else:
        told.append(_("Comes with the program"))
    return told
