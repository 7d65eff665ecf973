"""Exporting hearings for another calendar: one, an officer's, or all of a period."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services import calendar
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import short_number
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

AHEAD = timedelta(days=92)
ALL, ONE = "all", "one"


class ExportDialog(Dialog):
    """Whose hearings, of which days; then where to save them."""

    said = Signal(str)

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        hearing: BookedHearing | None,
        officers: Sequence[User],
        parent: QWidget,
    ) -> None:
        super().__init__(
            _("Export for another calendar"), _("Save…"), name="calendar_export", parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._hearing = desk, jobs, hearing
        options = [(ALL, _("All hearings"))]
        options += [(str(user.id), user.name) for user in officers]
        if hearing is not None:
            one = f"{short_number(hearing.number)} {hearing.day} {hearing.begins:%H:%M}"
            options.insert(0, (ONE, one))
        self.whose = Choice(options)
        self.first, self.last = DayEdit(), DayEdit()
        self.first.set_day(desk.today())
        self.last.set_day(desk.today() + AHEAD)
        rows = (
            ((self._field(_("Whose hearings"), self.whose, "whose"), 12),),
            (
                (self._field(_("From day"), self.first, "first"), 6),
                (self._field(_("To day"), self.last, "last"), 6),
            ),
        )
        self.body.addLayout(grid(rows))
        note = _(
            "Names are written as on the list at the door. Exported again later, moved hearings"
            " move in the other calendar, and cancelled ones are marked there."
        )
        self.body.addWidget(label(note, "small", wrap=True))
        self.body.addStretch(1)
        self.whose.currentIndexChanged.connect(lambda _index: self._chosen())
        self._chosen()

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _chosen(self) -> None:
        for name in ("first", "last"):
            self.fields[name].setVisible(self.whose.code() != ONE)

    def submit(self) -> None:
        """Save the file, whole or not at all."""
        one = self._hearing if self.whose.code() == ONE else None
        first = one.day if one else self.first.day()
        last = one.day if one else self.last.day()
        if first is None or last is None or last < first:
            problems = list(self.fields.misread())
            text = _("The last day lies before the first one.")
            self.explain(Invalid(problems or [Problem("last", text)]))
            return
        name = f"{safe_name(_('Hearings') + ' ' + self.whose.currentText())}.ics"
        path = ask_save(self, _("Save the calendar file"), name, "iCalendar (*.ics)", "calendar")
        if path is None:
            return
        desk, target, code = self._desk, path.with_suffix(".ics"), self.whose.code()
        officer = int(code) if code not in (ALL, ONE) else None
        self.busy()

        def written() -> Path:
            data = calendar.events(
                desk,
                first,
                last,
                officer_id=officer,
                hearing_id=one.hearing_id if one else None,
            )
            return write_whole(target, data)

        self._jobs.do(self, written, self._saved, self.explain)

    def _saved(self, written: Path) -> None:
        self.said.emit(_("Saved as {name}.").format(name=written.name))
        self.accept()
