"""Times at which a room and everybody concerned are free; one click takes one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedLayout, QWidget

from mediation_desk.domain.free_slots import Slot
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.hearing_days import doubt_of
from mediation_desk.i18n import _
from mediation_desk.services import planning
from mediation_desk.ui.case.reading import Read
from mediation_desk.ui.phrases import weekday
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class FreeTimesDialog(Dialog):
    """A list of free times; a click, or Enter, takes one and closes the dialog."""

    taken = Signal(object)

    def __init__(
        self,
        desk: "Desk",
        read: Read,
        case_id: int,
        hearing: Hearing,
        parent: QWidget,
    ) -> None:
        super().__init__(_("Free times"), _("Take this time"), name="free_times", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._read = desk, read
        self._case_id, self._hearing = case_id, hearing
        self.first = DayEdit()
        self.any_room = named(QCheckBox(_("Any room")), "any_room", _("Any room"))
        self.any_room.setChecked(True)
        self.waived = named(
            QCheckBox(_("The time of notice is waived")),
            "notice_is_waived",
            _("The time of notice is waived"),
        )
        self.model: RowsModel[Slot] = RowsModel(
            (
                Column(title=_("Day"), text=lambda s: f"{s.day} {weekday(s.day)}", strong=True),
                Column(title=_("Time"), text=lambda s: f"{s.begins:%H:%M}–{s.ends:%H:%M}"),
                Column(title=_("Room"), text=lambda s: s.room),
                Column(
                    title=_("Remark"),
                    text=self._remark,
                    tone=lambda s: Tone.WARN if s.late else Tone.PLAIN,
                ),
            )
        )
        self.table = TableView("free_times_list", _("Free times"))
        self.table.use(self.model, (18, 14, 16, 14), stretch=2)
        self.table.setMinimumSize(520, 220)
        self.table.clicked.connect(self._take)
        self.table.opened.connect(self._take)
        self.nothing = EmptyState(
            _("No time is free for all of them in the next 60 days."),
            name="free_times_empty",
            icon="calendar",
        )
        self._lay_out()
        self.first.read.connect(self.look)
        for box in (self.any_room, self.waived):
            box.toggled.connect(lambda _on: self.look())
        self.look()

    def _lay_out(self) -> None:
        self.body.addWidget(self.fields.add(FormField(_("Not before"), self.first, "first")))
        ticks = QHBoxLayout()
        ticks.setSpacing(Space.M)
        ticks.addWidget(self.any_room)
        ticks.addWidget(self.waived)
        ticks.addStretch(1)
        self.body.addLayout(ticks)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.nothing)
        self.body.addWidget(holder, 1)

    def look(self) -> None:
        """Look for free times."""
        desk, case_id, hearing = self._desk, self._case_id, self._hearing
        any_room, waived = self.any_room.isChecked(), self.waived.isChecked()
        first = self.first.day()
        self._read(
            lambda: planning.free_times(
                desk, case_id, hearing, any_room=any_room, waived=waived, first=first
            ),
            self._show,
            self.explain,
        )

    def _remark(self, slot: Slot) -> str:
        """Tell of a time after the mediation's own, and of a year that is not known yet."""
        doubt = doubt_of(HearingStatus.PLANNED, slot.day, self._desk.calendar)
        late = _("after the mediation's time") if slot.late else ""
        return _("; ").join(text for text in (late, doubt.label if doubt else "") if text)

    def _show(self, slots: tuple[Slot, ...]) -> None:
        self.model.show(slots)
        self._either.setCurrentWidget(self.table if slots else self.nothing)
        self.ok.setEnabled(bool(slots))
        if slots:
            self.table.selectRow(0)

    def _take(self, index: QModelIndex) -> None:
        self.taken.emit(self.model.row(index))
        self.accept()

    def submit(self) -> None:
        """Take the chosen time."""
        rows = self.table.selectionModel().selectedRows()
        if rows:
            self._take(rows[0])
