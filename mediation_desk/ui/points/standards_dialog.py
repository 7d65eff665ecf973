"""The centre's standards of points, the latest first: made, looked at, taken over, removed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.points import Standard
from mediation_desk.i18n import _
from mediation_desk.services import points as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.points.standard_dialog import StandardDialog
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class StandardsDialog(Dialog):
    """A list with what may be done to the standard chosen."""

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
        super().__init__(_("Standards of points"), _("Close"), name="standards", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self.rows: RowsModel[Standard] = RowsModel(_columns())
        self.table = TableView("standards_table", _("Standards of points"))
        self.table.use(self.rows, (12, 26, 12, 26), stretch=1)
        self.table.setMinimumSize(640, 180)
        self.table.say_when_empty(
            _("There is no standard yet. “New…” begins with a neutral example.")
        )
        self.table.opened.connect(lambda _index: self.open_chosen())
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer())
        words = _(
            "What happened on a day is counted by the standard of that day: a new one leaves old "
            "months as they are. One that was taken over is not changed any more."
        )
        self.body.addWidget(label(words, "small", name="standards_told", wrap=True))
        self.body.addWidget(self.table, 1)
        self.add = secondary(_("New…"), "standards_new", self.new, "plus")
        self.look = secondary(_("Open…"), "standards_open", self.open_chosen)
        self.take = secondary(_("Take over the standard"), "standards_take", self.take_over)
        self.out = secondary(_("Remove"), "standards_remove", self.remove)
        for place, button in enumerate((self.add, self.look, self.take, self.out)):
            self.foot.insertWidget(place, button)
        self.cancel.hide()
        self._offer()
        self.refresh()

    def refresh(self) -> None:
        """Read the standards again."""
        self._jobs.ask(self, partial(service.standards, self._desk), self._show)

    def _show(self, standards: tuple[Standard, ...]) -> None:
        self.rows.show(standards)
        if standards:
            self.table.selectRow(0)
        self._offer()

    def chosen(self) -> Standard | None:
        """Return the standard chosen."""
        rows = self.table.selectionModel().selectedRows()
        return self.rows.row(rows[0]) if rows else None

    def _offer(self) -> None:
        chosen = self.chosen()
        self.look.setEnabled(chosen is not None)
        self.out.setEnabled(chosen is not None)
        self.take.setEnabled(chosen is not None and chosen.taken_over_on is None)

    def new(self) -> None:
        """Begin a standard with the one in force, or with a neutral example."""
        self._jobs.ask(self, partial(service.begun, self._desk), self._open, self.explain)

    def open_chosen(self) -> None:
        """Open the standard chosen."""
        if (chosen := self.chosen()) is not None:
            self._open(chosen)

    def _open(self, standard: Standard) -> None:
        dialog = StandardDialog(self._desk, self._jobs, standard, self)
        dialog.finished.connect(lambda _how: self.refresh())
        dialog.open()

    def take_over(self) -> None:
        """Let the standard chosen count from its day on, after a question: it is fixed then."""
        chosen = self.chosen()
        if chosen is None:
            return
        text = _(
            "What happened from {day} on is counted by it, and it can no longer be changed. Look"
            " through its numbers before; a wrong one is replaced by a new standard, or removed"
            " while nothing was claimed by it."
        ).format(day=chosen.since.isoformat())
        act = partial(service.take_over, self._desk, chosen.id, chosen.version)
        title = _("Take over this standard of points?")
        Question(
            title,
            text,
            _("Take over the standard"),
            partial(self._do, act),
            name="standard_take",
            parent=self,
        ).open()

    def remove(self) -> None:
        """Take the standard chosen away; undo on the page brings it back."""
        if (chosen := self.chosen()) is not None:
            self._do(partial(service.remove_standard, self._desk, chosen.id))

    def _do(self, act: Callable[[], None]) -> None:
        def done(_result: None) -> None:
            self.problem.hide()
            self.refresh()

        self._jobs.do(self, act, done, self.explain)


def _columns() -> tuple[Column[Standard], ...]:
    return (
        Column(title=_("In force from"), text=lambda row: row.since.isoformat(), strong=True),
        Column(title=_("Rests on"), text=lambda row: row.basis or "—"),
        Column(title=_("Yuan a point"), text=lambda row: f"{row.yuan_per_point:,.2f}", right=True),
        Column(title=_("State"), text=_state),
    )


def _state(row: Standard) -> str:
    if row.taken_over_on is None:
        return _("draft, does not count")
    return _("taken over by {name} on {day}").format(
        name=row.taken_over_by, day=row.taken_over_on.isoformat()
    )
