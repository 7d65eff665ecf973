"""The rooms in which hearings are held."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.centre import Room
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import settings as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.listing import Listing
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class RoomsSection(Listing[Room]):
    """Rooms with their seats; one no longer used can still be read in old records."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(
            desk,
            jobs,
            "rooms",
            _("Rooms"),
            (
                Column(title=_("Room"), text=lambda r: r.name, tone=_tone),
                Column(
                    title=_("Seats"),
                    text=lambda r: str(r.seats) if r.seats else "—",
                    right=True,
                    tone=_tone,
                ),
                Column(
                    title=_("State"),
                    text=lambda r: _("In use") if r.active else _("Not used"),
                    tone=_tone,
                ),
            ),
            (30, 8, 12),
            _("The calendar warns when a room or a person is taken twice at one time."),
            _("Add a room…"),
            Right.SETTINGS,
        )

    def show_settings(self, settings: Settings) -> None:
        """Show the rooms, those not used last."""
        self.show_rows(sorted(settings.rooms, key=lambda room: not room.active))

    def open_new(self) -> None:
        """Open the form of a new room."""
        self.edit(Room(name=""))

    def edit(self, row: Room) -> None:
        """Open the form of a room."""
        dialog = RoomDialog(self.desk, self.jobs, row, self)
        dialog.accepted.connect(lambda: self.say(_("The room is saved.")))
        dialog.open()


class RoomDialog(Dialog):
    """Name, seats, and whether the room is in use."""

    def __init__(self, desk: "Desk", jobs: Jobs, room: Room, parent: QWidget | None = None) -> None:
        title = _("Room") if room.id else _("New room")
        super().__init__(title, _("Save"), name="room_dialog", parent=parent)
        self.edits(room.id)
        self._desk, self._jobs, self._room = desk, jobs, room
        self.name_edit = QLineEdit(room.name)
        self.seats = QSpinBox()
        self.seats.setRange(0, 2000)
        self.seats.setSpecialValueText(_("not given"))
        self.seats.setValue(room.seats or 0)
        self.active = named(QCheckBox(_("In use")), "active", _("In use"))
        self.active.setChecked(room.active)
        for field in (
            FormField(_("Name of the room"), self.name_edit, "name", required=True),
            FormField(_("Seats"), self.seats, "seats"),
        ):
            self.body.addWidget(self.fields.add(field))
        self.body.addWidget(self.active)
        self.body.addStretch(1)
        if room.id:
            Shared(
                self,
                jobs,
                partial(service.room, desk, room.id),
                lambda now: RoomDialog(desk, jobs, now, parent),
                "_room",
            )

    def submit(self) -> None:
        """Save the room."""
        room = replace(
            self._room,
            name=self.name_edit.text().strip(),
            seats=self.seats.value() or None,
            active=self.active.isChecked(),
        )
        self.busy()
        self._jobs.do(
            self,
            partial(service.save_room, self._desk, room, self._room if room.id else None),
            lambda _key: self.accept(),
            self.explain,
        )


def _tone(room: Room) -> Tone:
    return Tone.PLAIN if room.active else Tone.MUTED
