"""Who is on duty at a body on a half day: tick people, and how long and for how many."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QWidget,
)

from mediation_desk.domain.bodies import BodyPerson
from mediation_desk.domain.duty import MOST_HOURS, USUAL_HOURS, Half, Roster, Shift
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import duty
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

MANY = 12
"""People from which on a field to narrow the list is worth its room."""


class DutyDialog(Form):
    """A line per person: ticked means on duty; the body's own people come first."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        roster: Roster,
        place: tuple[int, date, Half],
        parent: QWidget,
    ) -> None:
        body_id, day, half = place
        title = _("Duty: {body}, {day} {weekday} {half}").format(
            body=roster.bodies[body_id], day=day.isoformat(), weekday=weekday(day), half=half.label
        )
        super().__init__(desk, jobs, title, name="duty_dialog", parent=parent)
        self.edits(f"{place[0]} {place[1]} {place[2].value}")
        self._place = place
        present = {shift.person_id: shift for shift in roster.shifts if shift.place == place}
        self.lines = [
            _Line(person, present.get(person.id), roster.bodies.get(person.body_id, ""))
            for person in _offered(roster, body_id, present)
        ]
        self.search = named(QLineEdit(), "duty_search", _("Narrow the list"))
        self.search.setPlaceholderText(_("Name, firm or post"))
        self.search.textChanged.connect(self._narrow)
        self.search.setVisible(len(self.lines) > MANY)
        self.body.addWidget(self.search)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setColumnStretch(1, 1)
        heads = ("", "", _("Hours"), _("People received"))
        for column, head in enumerate(heads):
            self._grid.addWidget(label(head, "small"), 0, column)
        for row, line in enumerate(self.lines, 1):
            for column, widget in enumerate(line.widgets):
                self._grid.addWidget(widget, row, column)
        self.roll = Roll(self.lines, self._grid)
        held = FormField(_("People on duty"), self.roll, "people")
        held.caption.hide()
        self.body.addWidget(held)
        if not self.lines:
            text = _("Nobody is entered yet. Add people to a body first.")
            self.body.addWidget(label(text, "muted", name="duty_nobody", wrap=True))
        self.whole_day = self.tick(_("The whole day: the other half as well"), False, "whole_day")
        self.body.addStretch(1)
        self._shifts = roster.shifts
        Shared(
            self,
            jobs,
            partial(duty.roster, desk, roster.monday),
            lambda now: DutyDialog(desk, jobs, now, place, parent),
            "_shifts",
        )

    def _narrow(self, text: str) -> None:
        for line in self.lines:
            line.set_visible(text.strip() in line.words or line.on.isChecked())

    def submit(self) -> None:
        """Save who is on duty."""
        body_id, day, half = self._place
        halves: Sequence[Half] = list(Half) if self.whole_day.isChecked() else [half]
        shifts = [line.shift(body_id, day, half) for line in self.lines if line.on.isChecked()]
        shown = self._shifts
        self.carry_out(lambda: duty.set_duty(self.desk, body_id, day, halves, shifts, shown))

    def explain(self, error: DeskError) -> None:
        """Show a refusal; who is taken elsewhere is named at once."""
        if self.compares(error):
            return
        super().explain(error)
        if error.problems:
            texts = dict.fromkeys(problem.text for problem in error.problems)
            self.problem.setText("\n".join(texts))
            self.problem.show()


class Roll(QWidget):
    """The lines of a roster, which can be told as one text when two versions are compared."""

    def __init__(self, lines: "Sequence[_Line]", grid: QGridLayout) -> None:
        super().__init__()
        self._lines = lines
        grid.setContentsMargins(0, 0, 0, 0)
        self.setLayout(grid)

    def content(self) -> str:
        """Return who is on duty as one text, a line for each."""
        return "\n".join(
            f"{line.person.id}\t{line.hours.value()}\t{line.received.value()}"
            for line in self._lines
            if line.on.isChecked()
        )

    def put_content(self, text: str) -> None:
        """Tick those of such a text."""
        told = {int(key): (hours, received) for key, hours, received in _parted(text)}
        for line in self._lines:
            line.on.setChecked(line.person.id in told)
            if line.person.id in told:
                hours, received = told[line.person.id]
                line.hours.setValue(float(hours))
                line.received.setValue(int(received))

    def content_in_words(self, text: str) -> str:
        """Name those of such a text, with their hours and whom they received."""
        names = {line.person.id: line.person.name for line in self._lines}
        return "\n".join(
            _("{name}: {hours} hours, {n} people received").format(
                name=names.get(int(key), "?"), hours=hours, n=received
            )
            for key, hours, received in _parted(text)
        )


def _parted(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.split("\n") if line]


class _Line:
    """One person: the tick, who it is, the hours and the number received."""

    def __init__(self, person: BodyPerson, shift: Shift | None, body: str) -> None:
        self.person = person
        self._shift = shift
        self.on = named(QCheckBox(person.name), f"on_{person.id}", person.name)
        self.on.setChecked(shift is not None)
        about = " · ".join(part for part in (person.post.label, person.firm or body) if part)
        self.words = f"{person.name} {about} {person.specialities}"
        self._about = label(about, "small", name=f"about_{person.id}")
        self._about.setToolTip(person.specialities)
        self.hours = named(QDoubleSpinBox(), f"hours_{person.id}", _("Hours"))
        self.hours.setRange(0.5, float(MOST_HOURS))
        self.hours.setSingleStep(0.5)
        self.hours.setDecimals(1)
        self.hours.setValue(float(shift.hours if shift else USUAL_HOURS))
        self.received = named(QSpinBox(), f"received_{person.id}", _("People received"))
        self.received.setRange(0, 999)
        self.received.setValue(shift.received if shift else 0)
        self.widgets: tuple[QWidget, ...] = (self.on, self._about, self.hours, self.received)
        self.on.toggled.connect(self._enable)
        self._enable(self.on.isChecked())

    def _enable(self, on: bool) -> None:
        self.hours.setEnabled(on)
        self.received.setEnabled(on)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole line."""
        for widget in self.widgets:
            widget.setVisible(visible)

    def shift(self, body_id: int, day: date, half: Half) -> Shift:
        """Return the half day as typed."""
        return Shift(
            body_id=body_id,
            person_id=self.person.id,
            day=day,
            half=half,
            hours=Decimal(str(round(self.hours.value(), 1))),
            received=self.received.value(),
        )


def _offered(roster: Roster, body_id: int, present: dict[int, Shift]) -> list[BodyPerson]:
    """Return who may be on duty: the body's own people, then the others, leavers only if ticked."""
    people = [p for p in roster.people.values() if p.active or p.id in present]
    on_roster = [p for p in people if p.body_id in roster.bodies or p.id in present]
    return sorted(on_roster, key=lambda p: (p.id not in present, p.body_id != body_id, p.id))
