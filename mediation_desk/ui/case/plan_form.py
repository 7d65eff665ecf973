"""Day, time and room of a hearing, with clashes shown before it is saved."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from mediation_desk.domain.booking import Preview
from mediation_desk.domain.centre import Room
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import Hearing
from mediation_desk.i18n import _
from mediation_desk.services import planning, settings
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.time_edit import TimeEdit

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
        self.begins = TimeEdit()
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
        self.begins.read.connect(self._changed)
        self.room.currentTextChanged.connect(self._changed)
        self.read_rooms()

    def read_rooms(self) -> None:
        """Offer the rooms as they are in the settings now."""
        desk = self._case.desk
        self._case.read(lambda: settings.rooms(desk), self._offer_rooms)

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _offer_rooms(self, rooms: Iterable[Room]) -> None:
        names = [room.name for room in rooms]
        if names == [self.room.itemText(place) for place in range(self.room.count())]:
            return
        before = self.room.currentText()
        self.room.blockSignals(True)
        self.room.clear()
        self.room.addItems(names)
        if before:
            self.room.setEditText(before)
        self.room.blockSignals(False)
        self._changed()

    def fill(self, hearing: Hearing | None) -> None:
        """Show a hearing, or an empty plan."""
        self._hearing = hearing
        self.day.set_day(hearing.day if hearing else None)
        self.begins.set_moment(hearing.begins if hearing else USUAL_BEGIN)
        if hearing:
            self.room.setEditText(hearing.room)
        self.explain(())

    def value(self) -> Hearing | None:
        """Return the hearing as planned, None while day or time is not understood."""
        day, begins = self.day.day(), self.begins.moment()
        if day is None or begins is None:
            return None
        planned = Hearing(day=day, begins=begins, room=self.room.currentText().strip())
        if self._hearing is None:
            return planned
        return replace(self._hearing, day=day, begins=planned.begins, room=planned.room)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        found = [p for p in self.fields.misread() if p.field in ("day", "begins")]
        for name, editor, text in (
            ("day", self.day, _("Enter the day of the hearing.")),
            ("begins", self.begins, _("Enter the time.")),
        ):
            if not editor.text().strip():
                found.append(Problem(name, text))
        return tuple(found)

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
        self._case.read(lambda: planning.preview(desk, case_id, hearing), self._show, _ignore)

    def _show(self, preview: Preview) -> None:
        clashes = preview.clashes
        texts = [clash.text for clash in clashes]
        chosen = bool(self.room.currentText().strip())
        if not chosen:
            texts.append(_("Choose a room, so that clashes can be found."))
        free = _("Room, mediator and clerk are free at that time.")
        self.clashes.setText("\n".join(texts) or free)
        set_tone(self.clashes, Tone.WARN if clashes else Tone.GOOD if chosen else Tone.MUTED)


def _ignore(_error: object) -> None:
    """A person who may not plan hearings is not told of clashes either."""
