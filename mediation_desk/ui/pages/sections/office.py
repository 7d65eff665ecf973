"""How the centre holds its hearings: office hours, usual length, names on the door."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from mediation_desk.domain.booking import OfficeHours
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.office import DoorNames, Office, office_of
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.office import save_office
from mediation_desk.services.settings import Settings
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.second_saver import SecondSaver, ask_both
from mediation_desk.ui.widgets.buttons import primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.time_edit import TimeEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_TIMES = ("opens", "noon_from", "noon_to", "closes")


class OfficeSection(Section):
    """A form of the hours in which hearings are held and free times are looked for."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "office", _("Hearings and office hours"))
        self._dirty = False
        self.fields = FieldSet(self)
        self.times = {name: TimeEdit() for name in _TIMES}
        self.minutes = QSpinBox()
        self.minutes.setRange(10, 480)
        self.minutes.setSingleStep(10)
        self.names = Choice(terms(DoorNames))
        self.save = primary(_("Save"), "office_save", self.submit)
        captions = {
            "opens": _("The office opens"),
            "noon_from": _("The noon break begins"),
            "noon_to": _("The noon break ends"),
            "closes": _("The office closes"),
        }
        rows = (
            tuple((self._field(captions[name], self.times[name], name), 3) for name in _TIMES),
            (
                (self._field(_("Usual length of a hearing, minutes"), self.minutes, "minutes"), 4),
                (self._field(_("Names on the list at the door"), self.names, "door_names"), 8),
            ),
        )
        card = Card(self.title, name="office_card")
        told = _("The centre's own setting: no rule of law sets these hours.")
        card.add(label(told, "small", wrap=True))
        card.body.addLayout(grid(rows))
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.save)
        card.body.addLayout(foot)
        self.column.addWidget(card)
        self.column.addStretch(1)
        for edit in self.times.values():
            edit.textEdited.connect(self._edited)
        self.minutes.valueChanged.connect(self._edited)
        self.names.activated.connect(self._edited)
        self._stored: Office | None = None
        self._both = SecondSaver(self, self.submit, "_stored")

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _edited(self, *_what: object) -> None:
        self._dirty = True

    def show_settings(self, _settings: Settings | None) -> None:
        """Show the hours, unless something is being changed."""
        if self._dirty:
            return
        office = self._stored = office_of(self.desk.option)
        for name, edit in self.times.items():
            edit.set_moment(getattr(office.hours, name))
        self.minutes.setValue(office.minutes)
        self.names.set_code(office.door_names.value)
        self._dirty = False
        self._both.remember()
        self.save.setEnabled(self.desk.actor.may(Right.SETTINGS))

    def value(self) -> Office | None:
        """Return what stands in the form, None while a time is not understood."""
        moments = {name: edit.moment() for name, edit in self.times.items()}
        known = {name: moment for name, moment in moments.items() if moment is not None}
        if len(known) < len(_TIMES):
            return None
        return Office(
            hours=OfficeHours(**known),
            minutes=self.minutes.value(),
            door_names=DoorNames.of(self.names.code()),
        )

    def submit(self) -> None:
        """Save the hours."""
        office, desk = self.value(), self.desk
        if office is None:
            self.fields.explain(self.fields.misread())
            return
        self.save.setEnabled(False)
        self.jobs.do(
            self, partial(save_office, desk, office, self._stored), self._saved, self._refused
        )

    def _compare(self, _read: None) -> None:
        """Show what somebody else saved meanwhile beside what is typed here."""
        fresh = OfficeSection(self.desk, self.jobs)
        fresh.show_settings(None)
        self._both.compare(fresh, partial(ask_both, self))

    def _saved(self, _done: None) -> None:
        self._dirty = False
        self.fields.explain(())
        self.save.setEnabled(True)
        self.say(_("The office hours are saved."))

    def _refused(self, error: DeskError) -> None:
        self.save.setEnabled(True)
        if isinstance(error, Stale):
            self.jobs.ask(self, self.desk.reload, self._compare)
            return
        self.fields.explain(error.problems)
        if not error.problems:
            self.say(str(error))
