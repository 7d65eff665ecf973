"""Days on which parties or people of the centre cannot come: a list, and one more to add."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QWidget

from mediation_desk.domain.booking import Absence, PartOfDay
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.phrases import short_number
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog, Versioned
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label, line
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

Refused = Callable[[DeskError], None]
PARTY, OFFICER, AGENT, GUEST = "party", "officer", "agent", "guest"
_BETWEEN = "\n"


def code_of_guest(name: str, phone: str) -> str:
    """Return the code under which somebody from outside is chosen: they are known by both."""
    return f"{GUEST}:{name}{_BETWEEN}{phone}"


_MOST_LINES = 4
"""Hearings that the dialog names; of more it says how many there are."""


class Keeper(Protocol):
    """Reads the absences of a case or of the centre, and changes them."""

    def read(self, then: Callable[[Sequence[Absence]], None]) -> None:
        """Read what is known."""

    def add(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Keep one more."""

    def remove(self, absence: Absence, then: Callable[[], None], refused: Refused) -> None:
        """Take one back."""

    def against(self, absence: Absence, then: Callable[[str], None]) -> None:
        """Tell which planned hearings an absence falls on, empty where none."""


class AbsenceDialog(Dialog):
    """Who cannot come when; adding leaves the dialog open for the next."""

    def __init__(
        self,
        title: str,
        people: Sequence[tuple[str, str]],
        keeper: Keeper,
        parent: QWidget,
        of: Versioned | None = None,
    ) -> None:
        super().__init__(title, _("Add"), name="absences", parent=parent)
        self.edits(of=of)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._keeper = keeper
        self.cancel.setText(_("Close"))
        self.model: RowsModel[Absence] = RowsModel(
            (
                Column(title=_("Person"), text=lambda a: a.name, strong=True),
                Column(title=_("Days"), text=_days),
                Column(title=_("Part of the day"), text=lambda a: a.part.label),
                Column(title=_("Remark"), text=lambda a: a.note),
            )
        )
        self.table = TableView("absence_list", title)
        self.table.use(self.model, (18, 24, 8, 18), stretch=3)
        self.table.setMinimumSize(520, 130)
        self.nothing = EmptyState(
            _("Nobody has said that they cannot come."), name="absence_empty", icon="calendar"
        )
        self.who = Choice(people, searchable=len(people) > 12)
        self.first, self.last = DayEdit(), DayEdit()
        self.part = Choice(terms(PartOfDay))
        self.note = QLineEdit()
        self.remove_button = link(_("Remove"), "absence_remove", self.remove)
        self._lay_out()
        self.first.read.connect(self._propose_last)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._selected())
        self._read()

    def _lay_out(self) -> None:
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.nothing)
        self._either.addWidget(self.table)
        self.body.addWidget(holder, 1)
        self.body.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addWidget(line())
        self.body.addSpacing(Space.XS)
        rows = (
            ((self._field(_("Person"), self.who, "who", required=True), 12),),
            (
                (self._field(_("First day away"), self.first, "first_day", required=True), 5),
                (self._field(_("Last day away"), self.last, "last_day", required=True), 5),
                (self._field(_("Part of the day"), self.part, "part"), 2),
            ),
            ((self._field(_("Remark"), self.note, "note"), 12),),
        )
        self.body.addLayout(grid(rows))
        self.warning = label("", name="absence_hearings", tone=Tone.WARN, wrap=True)
        self.warning.hide()
        self.body.addWidget(self.warning)
        self.remove_button.setEnabled(False)

    def _field(
        self, caption: str, editor: QWidget, name: str, *, required: bool = False
    ) -> FormField:
        return self.fields.add(FormField(caption, editor, name, required=required))

    def _propose_last(self) -> None:
        """Propose a single day until another last day is typed."""
        first, last = self.first.day(), self.last.day()
        if first is not None and (last is None or last < first):
            self.last.set_day(first)

    def _read(self) -> None:
        self._keeper.read(self._show)

    def _show(self, absences: Sequence[Absence]) -> None:
        self.model.show(absences)
        self._either.setCurrentWidget(self.table if absences else self.nothing)
        self._selected()

    def _selected(self) -> None:
        self.remove_button.setEnabled(bool(self.table.selectionModel().selectedRows()))

    def submit(self) -> None:
        """Keep one more absence."""
        problems = list(self.fields.misread())
        misread = {problem.field for problem in problems}
        wanted = (
            ("who", self.who.code(), _("Choose who cannot come.")),
            ("first_day", self.first.text().strip(), _("Enter the first day.")),
            ("last_day", self.last.text().strip(), _("Enter the last day.")),
        )
        problems += [
            Problem(n, text) for n, value, text in wanted if not value and n not in misread
        ]
        first, last = self.first.day(), self.last.day()
        if problems or first is None or last is None:
            self.explain(Invalid(problems))
            return
        kind, _colon, key = self.who.code().partition(":")
        guest, _line, phone = key.partition(_BETWEEN)
        absence = Absence(
            party_id=int(key) if kind == PARTY else None,
            user_id=int(key) if kind == OFFICER else None,
            agent_id=int(key) if kind == AGENT else None,
            guest=guest if kind == GUEST else "",
            phone=phone if kind == GUEST else "",
            first_day=first,
            last_day=last,
            part=PartOfDay.of(self.part.code()),
            note=self.note.text().strip(),
        )
        self.busy()
        self._keeper.add(absence, lambda: self._added(absence), self.explain)

    def _added(self, absence: Absence) -> None:
        self.busy(False)
        self._keeper.against(absence, self._warn)
        self.fields.explain(())
        self.problem.hide()
        for editor in (self.first, self.last, self.note):
            editor.clear()
        self.emptied.emit()
        self._read()
        self.who.setFocus()

    def _warn(self, told: str) -> None:
        """Say which hearings are to be moved because of what was just added."""
        self.warning.setText(told)
        self.warning.setVisible(bool(told))
        self.grow()

    def remove(self) -> None:
        """Take the chosen absence back."""
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self._keeper.remove(self.model.row(rows[0]), self._read, self.explain)


def _days(absence: Absence) -> str:
    first, last = absence.first_day.isoformat(), absence.last_day.isoformat()
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def line_of(hearing: BookedHearing) -> str:
    """Name a hearing in a line: when, which case, whose."""
    when = f"{hearing.day.isoformat()} {hearing.begins:%H:%M}"
    return f"{when} {short_number(hearing.number)} {hearing.parties}"


def to_be_moved(lines: Sequence[str]) -> str:
    """Say which hearings fall on an absence that was just kept, empty where none does."""
    if not lines:
        return ""
    shown = list(lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        shown.append(_("… and {n} more").format(n=len(lines) - _MOST_LINES))
    told = _("Saved. {n} hearings are planned for that time: move them or let somebody else sit.")
    return "\n".join((told.format(n=len(lines)), *shown))
