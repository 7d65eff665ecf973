"""Limitation without a case: typed facts, the year as it runs, a sheet to hand out."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.i18n import _
from mediation_desk.law.time_bar import Question, TimeBar
from mediation_desk.services import limitation
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.limitation import words
from mediation_desk.ui.limitation.moment_dialog import MomentDialog
from mediation_desk.ui.limitation.steps_view import StepsView
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

WAGES, OTHER = "wages", "other"
_MOST_ROWS = 5


class LimitationCalculator(Dialog):
    """The answer follows every stroke; nothing is stored."""

    said = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget) -> None:
        title = _("Limitation calculator")
        super().__init__(title, _("Print the sheet…"), name="limitation_calculator", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(720)
        self._desk, self._jobs = desk, jobs
        self._asked: Question | None = None
        self.bar: TimeBar | None = None
        self.cancel.setText(_("Close"))
        self.claim = Choice([(OTHER, _("Another claim than wages")), (WAGES, _("Wages owed"))])
        self.known, self.end, self.on = DayEdit(), DayEdit(), DayEdit()
        self.on.set_day(desk.today())
        self.model: RowsModel[Moment] = RowsModel(
            (
                Column(title=_("Day"), text=words.days_of),
                Column(title=_("What happened"), text=lambda m: m.kind.label),
                Column(title=_("Source and proof"), text=lambda m: m.source),
            )
        )
        self.table = TableView("calculator_moments", _("Moments that move the year"))
        self.table.be_dense()
        self.table.use_in_card(self.model, (24, 44, 32))
        self.new = secondary(_("Add a moment…"), "calculator_add", self.add_moment, "plus")
        self.remove = secondary(_("Take back"), "calculator_remove", self.take_back, "trash")
        self.steps = StepsView()
        self.empty = label("", "muted", name="calculator_empty", wrap=True)
        self._lay_out()
        self._connect()
        self._compute()

    def _lay_out(self) -> None:
        rows = (
            (
                (self._field(_("What is claimed"), self.claim, "claim"), 3),
                (self._field(_("Knew of it on"), self.known, "known"), 3),
                (self._field(_("Last day of the employment"), self.end, "end"), 3),
                (self._field(_("Judged on"), self.on, "on"), 3),
            ),
        )
        self.body.addLayout(grid(rows))
        self.body.addWidget(label(_("Moments that move the year"), "strong"))
        self.body.addWidget(self.table)
        buttons = QHBoxLayout()
        buttons.addWidget(self.new)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.steps)
        self.body.addStretch(1)

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _connect(self) -> None:
        self.claim.currentIndexChanged.connect(lambda _index: self._compute())
        for day in (self.known, self.end, self.on):
            day.read.connect(self._compute)
        self.table.opened.connect(self._open)
        self.table.selectionModel().selectionChanged.connect(self._selected)

    def _question(self) -> Question | None:
        on = self.on.day()
        if on is None or any(day.problem() for day in (self.known, self.end)):
            return None
        moments = list(self.model.rows)
        known = self.known.day()
        if known is not None:
            moments.append(Moment(kind=MomentKind.KNOWN, day=known))
        return Question(
            wages=self.claim.code() == WAGES,
            on=on,
            employment_end=self.end.day(),
            moments=tuple(sorted(moments, key=lambda m: m.day)),
        )

    def _compute(self) -> None:
        self.fields["known"].setVisible(self.claim.code() == OTHER)
        question, desk = self._question(), self._desk
        self._asked = question
        if question is None:
            self._say(_("Enter the days; the answer follows at once."))
            return
        self._jobs.ask(
            self,
            lambda: limitation.compute(desk, question),
            lambda bar: self._show(question, bar),
            lambda error: self._say(str(error)) if question == self._asked else None,
        )

    def _show(self, question: Question, bar: TimeBar) -> None:
        if question != self._asked:
            return
        self.bar = bar
        self.empty.hide()
        self.steps.show_bar(bar)
        self.ok.setEnabled(True)

    def _say(self, text: str) -> None:
        self.bar = None
        self.empty.setText(text)
        self.empty.show()
        self.steps.show_bar(None)
        self.ok.setEnabled(False)

    def _selected(self, *_what: object) -> None:
        self.remove.setEnabled(self.table.currentIndex().isValid())

    def add_moment(self) -> None:
        """Add something that happened."""
        MomentDialog(None, self._desk.today(), self._keep, self).open()

    def _open(self, index: QModelIndex) -> None:
        MomentDialog(self.model.row(index), self._desk.today(), self._keep, self).open()

    def _keep(
        self,
        moment: Moment,
        done: Callable[[], object],
        _refused: Callable[[DeskError], None],
    ) -> None:
        held = [m for m in self.model.rows if m.id != moment.id]
        key = moment.id or 1 + max((m.id for m in held), default=0)
        self._put([*held, replace(moment, id=key)])
        done()

    def take_back(self) -> None:
        """Take back the moment that is selected."""
        index = self.table.currentIndex()
        if index.isValid():
            gone = self.model.row(index)
            self._put([m for m in self.model.rows if m.id != gone.id])

    def _put(self, moments: list[Moment]) -> None:
        self.model.show(sorted(moments, key=lambda m: m.day))
        self._fit()
        self._selected()
        self._compute()

    def _fit(self) -> None:
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        rows = max(min(len(self.model.rows), _MOST_ROWS), 1)
        self.table.setFixedHeight(head + line * rows + 6)

    def submit(self) -> None:
        """Show the sheet, to save or print it."""
        bar, desk = self.bar, self._desk
        if bar is None:
            return
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        title = _("Limitation of arbitration: calculation")

        def made() -> LoosePaper:
            return LoosePaper(code="", title=title, docx=b"", pdf=limitation.sheet_of(desk, bar))

        dialog = PaperDialog(self._jobs, title, title, made, self)
        dialog.said.connect(self.said)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the screen has."""
        super().showEvent(event)
        self._fit()
        self._selected()
        screen = self.screen().availableGeometry()
        self.resize(min(900, screen.width() - 40), min(680, screen.height() - 60))
