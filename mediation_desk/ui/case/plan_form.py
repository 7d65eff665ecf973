"""Day, time and room of a hearing, with clashes shown before it is saved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QTime, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QTimeEdit, QVBoxLayout, QWidget

from mediation_desk.domain.centre import Room
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import Clash, Hearing
from mediation_desk.i18n import _
from mediation_desk.services import hearings, settings
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone

USUAL_BEGIN = time(9, 30)


class PlanForm(QWidget):
    """When and where; what stands against it is said while one types."""

    edited = Signal()

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("plan_form")
        self._case = case
        self._hearing: Hearing | None = None
        self.fields = FieldSet(self)
        self.day = DayEdit()
        self.begins = QTimeEdit()
        self.begins.setDisplayFormat("HH:mm")
        self.room = QComboBox()
        self.room.setEditable(True)
        self.room.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.clashes = label("", name="plan_clashes", wrap=True)
        rows = (
            (
                (self._field(_("Day of the hearing"), self.day, "day"), 4),
                (self._field(_("Begins"), self.begins, "begins"), 3),
                (self._field(_("Room"), self.room, "room"), 5),
            ),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(grid(rows))
        inside.addWidget(self.clashes)
        self._checking = QTimer(self, singleShot=True, interval=250)
        self._checking.timeout.connect(self._check)
        self.day.read.connect(self._changed)
        self.begins.timeChanged.connect(self._changed)
        self.room.currentTextChanged.connect(self._changed)
        case.read(lambda: settings.rooms(case.desk), self._offer_rooms)

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _offer_rooms(self, rooms: Iterable[Room]) -> None:
        before = self.room.currentText()
        self.room.blockSignals(True)
        self.room.clear()
        self.room.addItems([room.name for room in rooms])
        if before:
            self.room.setEditText(before)
        self.room.blockSignals(False)
        self._changed()

    def fill(self, hearing: Hearing | None) -> None:
        """Show a hearing, or an empty plan."""
        self._hearing = hearing
        begins = hearing.begins if hearing else USUAL_BEGIN
        self.day.set_day(hearing.day if hearing else None)
        self.begins.setTime(QTime(begins.hour, begins.minute))
        if hearing:
            self.room.setEditText(hearing.room)
        self.explain(())

    def value(self) -> Hearing | None:
        """Return the hearing as planned, None while the day is not understood."""
        day = self.day.day()
        if day is None:
            return None
        at = self.begins.time()
        planned = Hearing(
            day=day, begins=time(at.hour(), at.minute()), room=self.room.currentText().strip()
        )
        if self._hearing is None:
            return planned
        return replace(self._hearing, day=day, begins=planned.begins, room=planned.room)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        found = self.fields.misread()
        if not found and self.day.day() is None:
            return (Problem("day", _("Enter the day of the hearing.")),)
        return found

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        return self.fields.explain(problems)

    def _changed(self) -> None:
        self._checking.start()
        self.edited.emit()

    def _check(self) -> None:
        hearing, file = self.value(), self._case.file
        if hearing is None or file is None:
            self.clashes.setText("")
            return
        desk, case_id = self._case.desk, file.id
        self._case.read(lambda: hearings.clashes(desk, case_id, hearing), self._show, _ignore)

    def _show(self, clashes: tuple[Clash, ...]) -> None:
        self.clashes.setText(
            "\n".join(clash.text for clash in clashes)
            or _("Room, mediator and clerk are free at that time.")
        )
        set_tone(self.clashes, Tone.WARN if clashes else Tone.GOOD)


def _ignore(_error: object) -> None:
    """A person who may not plan hearings is not told of clashes either."""
