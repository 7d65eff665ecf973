"""The limitation of a case at length: every claim with its steps, and every moment of its year."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.limitation import Moment
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.law.limitation_of_case import ClaimBar
from mediation_desk.services import limitation
from mediation_desk.services.limitation import CaseLimitation
from mediation_desk.services.loose_papers import LoosePaper
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.limitation import words
from mediation_desk.ui.limitation.moment_dialog import MomentDialog
from mediation_desk.ui.limitation.steps_view import StepsView
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_MOST_ROWS = 6


class LimitationDialog(Dialog):
    """Claims above, the steps of the chosen one, and the moments that move the year."""

    noticed = Signal(str)
    said = Signal(str)

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        title = _("Limitation")
        super().__init__(title, _("Print the sheet…"), name="limitation_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(760)
        assert case.file is not None, "the limitation is shown of a case that is open"
        self.case, self.file = case, case.file
        self._found: CaseLimitation | None = None
        self.cancel.setText(_("Close"))
        self.claims_model: RowsModel[ClaimBar] = RowsModel(_claim_columns(self._verdict))
        self.claims = TableView("limitation_claims", _("Claims"))
        self.claims.be_dense()
        self.claims.use_in_card(self.claims_model, (24, 26, 18, 18, 14))
        self.steps = StepsView()
        self.moments_model: RowsModel[Moment] = RowsModel(self._moment_columns())
        self.moments = TableView("limitation_moments", _("Moments that move the year"))
        self.moments.be_dense()
        self.moments.use_in_card(self.moments_model, (20, 32, 20, 28))
        self.new = secondary(_("Add a moment…"), "moment_add", self.add_moment, "plus")
        self.change = secondary(_("Correct…"), "moment_change", self.change_moment, "edit")
        self.remove = secondary(_("Take back"), "moment_remove", self.remove_moment, "trash")
        self._lay_out()
        self.claims.selectionModel().selectionChanged.connect(self._show_steps)
        self.moments.selectionModel().selectionChanged.connect(self._selected)
        self.moments.opened.connect(self._open)
        case.shown.connect(self._shown)
        self._read(self.file)

    def _lay_out(self) -> None:
        for place, button in enumerate((self.new, self.change, self.remove)):
            self.foot.insertWidget(place, button)
        told = _("What the desk knows from the case is grey; what else happened is entered here.")
        self.body.addWidget(self.claims)
        self.body.addWidget(self.steps)
        self.body.addWidget(label(_("Moments that move the year"), "strong"))
        self.body.addWidget(label(told, "small", name="moments_words", wrap=True))
        self.body.addWidget(self.moments)
        self.body.addStretch(1)

    def _moment_columns(self) -> tuple[Column[Moment], ...]:
        def tone(moment: Moment) -> Tone:
            return Tone.MUTED if moment.derived else Tone.PLAIN

        def tip(moment: Moment) -> str:
            told = f"{moment.kind.label}\n{moment.kind.effect.label} · {moment.kind.basis}"
            return f"{told}\n{moment.source}" if moment.source else told

        return (
            Column(title=_("Day"), text=words.days_of, tone=tone, tip=tip),
            Column(title=_("What happened"), text=lambda m: m.kind.label, tone=tone, tip=tip),
            Column(
                title=_("Concerns claims"),
                text=lambda m: words.concerned(m, self.file),
                tone=tone,
                tip=tip,
            ),
            Column(title=_("Source and proof"), text=lambda m: m.source, tone=tone, tip=tip),
        )

    def _shown(self, file: CaseFile) -> None:
        if file.id == self.file.id:
            self._read(file)

    def _read(self, file: CaseFile) -> None:
        self.file = file
        desk = self.case.desk
        self.case.jobs.ask(self, lambda: limitation.of_file(desk, file), self._show)

    def _verdict(self, one: ClaimBar) -> tuple[str, Tone]:
        over = self._found is not None and self._found.performed(one)
        return words.verdict(one, over=over)

    def _show(self, found: CaseLimitation) -> None:
        self._found = found
        chosen = max(self.claims.currentIndex().row(), 0)
        self.claims_model.show(found.bars)
        _fit(self.claims, len(found.bars))
        self.claims.setVisible(bool(found.bars))
        self.claims.selectRow(min(chosen, max(len(found.bars) - 1, 0)))
        self.moments_model.show(found.moments)
        _fit(self.moments, len(found.moments))
        self._show_steps()
        self._selected()

    def _show_steps(self, *_what: object) -> None:
        index = self.claims.currentIndex()
        one = self.claims_model.row(index) if index.isValid() else None
        over = one is not None and self._found is not None and self._found.performed(one)
        self.steps.show_bar(one.bar if one else None, over=over)

    def _moment(self) -> Moment | None:
        index = self.moments.currentIndex()
        return self.moments_model.row(index) if index.isValid() else None

    def _selected(self, *_what: object) -> None:
        moment = self._moment()
        may = self.case.desk.actor.may(Right.COMPUTE)
        own = may and moment is not None and not moment.derived
        self.new.setEnabled(may)
        self.change.setEnabled(own)
        self.remove.setEnabled(own)

    def _open(self, _index: QModelIndex) -> None:
        if self.change.isEnabled():
            self.change_moment()

    def add_moment(self) -> None:
        """Enter something that happened."""
        self._edit(None)

    def change_moment(self) -> None:
        """Correct the moment that is selected."""
        if (moment := self._moment()) is not None:
            self._edit(moment)

    def _edit(self, moment: Moment | None) -> None:
        dialog = MomentDialog(
            moment,
            self.case.desk.today(),
            self._keep,
            self,
            workers=[(a.id, a.person.name) for a in self.file.applicants],
            claims=self.file.kinds,
        )
        dialog.edits(moment.id if moment else "", of=self.file)
        dialog.open()

    def _keep(
        self,
        moment: Moment,
        done: Callable[[], object],
        refused: Callable[[DeskError], None],
    ) -> None:
        desk = self.case.desk

        def finish(_done: None) -> None:
            done()
            self.noticed.emit(_("The moment of limitation is on record."))

        self.case.act(
            lambda key, version: limitation.put_moment(desk, key, version, moment),
            finish,
            refused,
        )

    def remove_moment(self) -> None:
        """Take back the moment that is selected; the notice offers to undo it."""
        moment, desk = self._moment(), self.case.desk
        if moment is None or moment.derived:
            return
        key = moment.id
        self.case.act(
            lambda case_id, version: limitation.remove_moment(desk, case_id, version, key),
            lambda _done: self.noticed.emit(_("The moment of limitation is taken back.")),
            self.explain,
        )

    def submit(self) -> None:
        """Show the sheet, to save or print it."""
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        desk, key = self.case.desk, self.file.id
        title = _("Limitation of arbitration: calculation")
        name = f"{title} {self.file.number}"

        def made() -> LoosePaper:
            return LoosePaper(code="", title=title, docx=b"", pdf=limitation.case_sheet(desk, key))

        dialog = PaperDialog(self.case.jobs, name, name, made, self)
        dialog.said.connect(self.said)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the screen has: steps and moments stand below each other."""
        super().showEvent(event)
        screen = self.screen().availableGeometry()
        self.resize(min(940, screen.width() - 40), min(760, screen.height() - 60))


def _fit(table: TableView, rows: int) -> None:
    line = table.verticalHeader().defaultSectionSize()
    head = table.horizontalHeader().sizeHint().height()
    table.setFixedHeight(head + line * max(min(rows, _MOST_ROWS), 1) + 6)


def _claim_columns(
    verdict: Callable[[ClaimBar], tuple[str, Tone]],
) -> tuple[Column[ClaimBar], ...]:
    return (
        Column(title=_("Claim"), text=lambda b: b.claim.label),
        Column(
            title=_("Workers"),
            text=lambda b: words.whose(b.names),
            tip=lambda b: _(", ").join(b.names),
        ),
        Column(title=_("Conservative day"), text=lambda b: words.last_day(b.bar.conservative)),
        Column(title=_("Day as argued"), text=lambda b: words.last_day(b.bar.argued)),
        Column(
            title=_("Verdict"),
            text=lambda b: verdict(b)[0],
            tone=lambda b: verdict(b)[1],
            strong=True,
        ),
    )
