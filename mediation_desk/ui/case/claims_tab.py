"""Claims and sums: a row per worker, facts and agreed sums in place, every sum explained."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import AnswerKind, ClaimKind, Reckonable
from mediation_desk.domain.errors import DeskError, NoFigure
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.i18n import N_, _
from mediation_desk.law.besides import Answers
from mediation_desk.law.facts import facts
from mediation_desk.services import claims
from mediation_desk.ui.case import sums_acts
from mediation_desk.ui.case.award_panel import AwardPanel
from mediation_desk.ui.case.sheet_menu import sheet_menu
from mediation_desk.ui.case.sums_bar import LookRow, legend, tell_sums, under
from mediation_desk.ui.case.sums_cells import Part
from mediation_desk.ui.case.sums_columns import ShownColumns
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.case.sums_names import NamesHeader
from mediation_desk.ui.case.sums_paste import by_headings
from mediation_desk.ui.case.sums_print import printed, totals_said
from mediation_desk.ui.case.sums_told import SumsTold
from mediation_desk.ui.case.sums_totals import MANY, TotalsModel, TotalsRow
from mediation_desk.ui.case.sums_typed import Edits
from mediation_desk.ui.case.sums_widths import fit_totals, go_to_facts, size_columns
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.slices import Slices
from mediation_desk.ui.theme import Space, set_role
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.progress import ProgressLine


class ClaimsTab(CaseTab):
    """The grid, its totals, and at the right the explanation of a sum."""

    KEY, TITLE = "claims", N_("Claims and sums")

    undoing = Signal()
    """Undo the last act of the person who acts."""
    wanted_sheets = Signal(object)
    """Make the calculation sheets of these workers; of everybody where it is None."""

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.model = SumsModel(self.case.desk.today, self.case.desk.law_on, self)
        self.case.busy.connect(self.model.under_way.expect)
        self.model.edited.connect(self._save)
        self.legend = legend(self)
        self.told = SumsTold(self.model, self.legend, partial(sums_acts.add_lacking, self))
        self.model.misread.connect(self.told.tell_read)
        self.case.settling.connect(self.model.settle)
        self.grid = Grid("sums_grid", _("Claims and sums"), dense=True)
        self.grid.use(self.model, stretch=-1)
        NamesHeader(self.grid, self.model.names).setMinimumWidth(72)
        self.grid.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.grid.elsewhere = partial(sums_acts.edit_list, self, self.model)
        self.grid.arranging = partial(by_headings, self.model, self.grid.isColumnHidden)
        self.grid.left_out.connect(self.told.tell_pasted)
        self.grid.arranged.connect(self.told.tell_pasted)
        self.grid.clicked.connect(self.explain_cell)
        self.grid.opened.connect(self.explain_cell)
        elastic(self.grid, 180)
        undoing = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self.grid)
        undoing.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undoing.activated.connect(self.undoing)
        undoing.activatedAmbiguously.connect(self.undoing)
        yield
        self.added = TotalsModel(self.model)
        self.totals = TotalsRow(self.grid, self.added)
        self.under_bar = QWidget()
        self.under_bar.hide()
        self.grid.verticalScrollBar().rangeChanged.connect(self._end_with_grid)
        self.corner = label(_("Applicant"), "small", name="sums_corner", parent=self.grid)
        set_role(self.grid.verticalHeader(), "names")
        self.grid.horizontalHeader().geometriesChanged.connect(self._place_corner)
        self.grid.verticalHeader().geometriesChanged.connect(self._place_corner)
        yield
        self.panel = AwardPanel()
        self.panel.closed.connect(self.panel.hide)
        self.panel.kinds_chosen.connect(self._change_kinds)
        yield
        self._showing = Slices(self)
        self._explained: tuple[int, Reckonable] | None = None
        self.progress = ProgressLine("sums_progress")
        self.fill_button = secondary(_("Fill agreed sums"), "fill_agreed", self.fill)
        self.fill_button.setToolTip(_("Fill agreed from computed"))
        self.ask_button = secondary(_("Fill asked from computed"), "fill_asked", self.fill_asked)
        self.sheet_button = secondary(_("Calculation sheet…"), "sums_sheet", self._open_sheets)
        self.sheet_button.setToolTip(_("Of the case, of the workers selected, or as a workbook"))
        yield
        self.columns = ShownColumns(self.grid, self.model, self.totals, self.ask_button)
        self.look = LookRow()
        self.look.changed.connect(self._look)
        self.fact_button = secondary(_("Set a fact…"), "sums_set_fact", self.set_fact)
        self.fact_button.setToolTip(_("Set one fact for the workers selected, or for all shown"))
        self.claims_button = secondary(_("Add claims…"), "sums_add_claims", self.add_claims)
        self.claims_button.setToolTip(_("Add claims for the workers selected, or for all shown"))
        yield
        self._sorting: tuple[str, bool] | None = None
        header = self.grid.horizontalHeader()
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        self.people = label("", "strong", name="sums_people")
        self.due = label("", name="sums_due")
        self.agreed = label("", "strong", name="sums_agreed")
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QWidget()
        buttons = FlowLayout(bar, Space.XS)
        for widget in (
            *(self.look.sought, self.look.show_only, self.claims_button, self.fact_button),
            *(self.columns.columns_button, self.fill_button),
            *(self.columns.asked_button, self.ask_button),
            self.sheet_button,
        ):
            buttons.addWidget(widget)
        table = QVBoxLayout()
        table.setSpacing(0)
        table.addWidget(self.grid, 1)
        below = QHBoxLayout()
        below.addWidget(self.totals, 1)
        below.addWidget(self.under_bar)
        table.addLayout(below)
        beside = QHBoxLayout()
        beside.setSpacing(Space.M)
        beside.addLayout(table, 1)
        beside.addWidget(self.panel)
        foot = QHBoxLayout()
        foot.addWidget(self.people)
        foot.addStretch(1)
        foot.addWidget(self.due)
        foot.addSpacing(Space.L)
        foot.addWidget(self.agreed)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(bar)
        inside.addWidget(self.legend)
        for told in (self.look.nobody, self.told, self.progress):
            inside.addWidget(told)
        inside.addLayout(beside, 1)
        inside.addLayout(foot)

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        if another := self.look.of_another(case.id):
            self._explained = None
            self.panel.hide()
        self._showing.drop()
        self._showing.begin(self._show_parts(case, another=another))

    def _show_parts(self, case: CaseFile, *, another: bool) -> Iterator[None]:
        """Show the grid, then what is added up; of many workers each in a slice of its own."""
        many = len(case.applicants) > MANY
        self.grid.setUpdatesEnabled(not many)
        before = self.model.columns()
        self.model.show_case(case, locked=case.stage not in BEFORE_EFFECT)
        if another:
            self.told.tell(*self.model.wrong())
        if self.model.columns() != before:
            size_columns(self.grid, self.model, self.totals)
            self.columns.show()
        for button in (self.fill_button, self.ask_button, self.fact_button, self.claims_button):
            button.setEnabled(case.stage in BEFORE_EFFECT)
        desk = self.case.desk
        self.case.read(lambda: claims.offered(desk, case), self._show_offered)
        self.case.read(lambda: claims.answers(desk, case), self._show_answers)
        self._count_workers()
        if many:
            yield
        tell_sums(self.due, self.agreed, case)
        if many:
            yield
        self.added.add_up()
        if many:
            yield
        fit_totals(self.grid, self.totals)
        self.totals.follow()
        if many:
            yield
        self.grid.setUpdatesEnabled(True)
        if self._explained and not self.panel.isHidden():
            self._explain(*self._explained)

    def _end_with_grid(self, _first: int, last: int) -> None:
        """Let the totals end where the grid's last column does, beside its scroll bar."""
        self.under_bar.setFixedWidth(self.grid.verticalScrollBar().sizeHint().width())
        self.under_bar.setVisible(last > 0)

    def _place_corner(self) -> None:
        left, top = self.grid.verticalHeader().width(), self.grid.horizontalHeader().height()
        self.corner.setGeometry(Space.S, 0, left - Space.S, top)

    def explain_cell(self, index: QModelIndex) -> None:
        """Explain the sum under the cursor."""
        column = self.model.column(index.column())
        if column.answer:
            self._explain(self.model.applicant(index.row()).id, column.answer)
        elif column.part in (Part.ENTITLED, Part.AGREED) and column.kind is not None:
            applicant = self.model.applicant(index.row())
            if column.part is Part.ENTITLED or self.panel.isVisible():
                self._explain(applicant.id, column.kind)

    def _explain(self, party_id: int, kind: Reckonable) -> None:
        case = self.case.file
        if case is None or all(applicant.id != party_id for applicant in case.applicants):
            self.panel.hide()
            return
        applicant, desk = case.applicant(party_id), self.case.desk
        wanted = self._explained = party_id, kind
        claim = applicant.claim(kind) if isinstance(kind, ClaimKind) else None
        if claim is None and isinstance(kind, ClaimKind):
            self.panel.show_reason(applicant, kind, _("The worker does not make this claim."))
            return
        self.case.read(
            lambda: (
                claims.explained(desk, case, party_id, kind)
                if isinstance(kind, ClaimKind)
                else claims.preview(desk, applicant.work, kind, applicant.stated)
            ),
            lambda award: (
                self.panel.show_award(applicant, kind, award) if wanted == self._explained else None
            ),
            lambda error: self.panel.show_reason(
                applicant, kind, str(error), lacks_figure=isinstance(error, NoFigure)
            ),
        )

    def fill(self) -> None:
        """Propose the computed sums as agreed where nothing was entered."""
        desk = self.case.desk
        self.case.act(
            lambda key, version: claims.fill_agreed(desk, key, version),
            lambda _done: self.noticed.emit(_("The computed sums stand as agreed.")),
            self._refused,
        )

    def fill_asked(self) -> None:
        """Propose the computed sums as asked where nothing was entered."""
        if (case := self.case.file) is None:
            return
        if asked := sums_acts.not_asked(case):
            self._save(Edits(amounts=asked))
        else:
            self.said.emit(_("Every claim that can be computed has its sum asked already."))

    def sheet_menu(self) -> QMenu:
        """Return the sheets that can be made of the workers selected and of the case."""
        return sheet_menu(self, self.selected_workers(), self.wanted_sheets.emit)

    def _open_sheets(self) -> None:
        if self.case.file is not None:
            self.sheet_menu().popup(under(self.sheet_button))

    def _show_offered(self, offered: dict[claims.Key, Decimal]) -> None:
        had = self.model.has_offers
        self.model.show_offered(offered)
        if self.model.has_offers != had:
            self.columns.show()

    def _show_answers(self, answers: Answers) -> None:
        self.model.show_answers(answers)
        self.columns.know()

    def _look(self) -> None:
        """Show the workers that are looked for."""
        sought, shown = self.look.named(self.case.desk), self.look.show()
        self._showing.begin(self._arranged(lambda: self.model.look_for(sought, shown)))

    def _sort(self, place: int) -> None:
        """Sort by a column; the third click puts the workers back in the order of the case."""
        key, header = self.model.column(place).key, self.grid.horizontalHeader()
        self._sorting = (
            None if self._sorting == (key, True) else (key, self._sorting == (key, False))
        )
        by = None if self._sorting is None else place
        down = self._sorting is not None and self._sorting[1]
        header.setSortIndicatorShown(by is not None)
        order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
        header.setSortIndicator(place, order)
        self._showing.begin(self._arranged(lambda: self.model.sort_by(by, downwards=down)))

    def _arranged(self, arrange: Callable[[], None]) -> Iterator[None]:
        """Arrange the rows anew, then what is added up; of many workers each in its own slice."""
        case = self.case.file
        many = case is not None and len(case.applicants) > MANY
        self.grid.setUpdatesEnabled(not many)
        arrange()
        if many:
            yield
        self.added.add_up()
        if many:
            yield
        size_columns(self.grid, self.model, self.totals)
        if many:
            yield
        self.columns.show()
        self._count_workers()
        if many:
            yield
        self.grid.setUpdatesEnabled(True)

    def _count_workers(self) -> None:
        if self.case.file is None:
            return
        every, shown = len(self.case.file.applicants), self.model.rowCount()
        self.look.tell_nobody(shown, every)
        all_ = _("{n} workers in all").format(n=every)
        some = _("{shown} of {n} workers shown").format(shown=shown, n=every)
        self.people.setText(all_ if shown == every else some)

    def selected_workers(self) -> list[int]:
        """Return the workers of the rows selected."""
        rows = {row for row, _column in self.grid.selected_cells()}
        return [self.model.applicant(row).id for row in sorted(rows)]

    def chosen_workers(self) -> list[int]:
        """Return the workers of the rows selected; with one row or none, all that are shown."""
        chosen = self.selected_workers()
        if len(chosen) < 2:
            chosen = [self.model.applicant(row).id for row in range(self.model.rowCount())]
        return chosen

    def set_fact(self) -> None:
        """Set one fact for many workers in one act."""
        columns = (column for column in self.model.columns() if column.part is Part.FACT)
        offered = [facts()[column.name] for column in columns]
        column = self.model.column(max(self.grid.currentIndex().column(), 0))
        sums_acts.set_fact(
            self, offered, self.chosen_workers(), self.told.tell_set, first=column.name
        )

    def add_claims(self) -> None:
        """Add claims for many workers in one act."""
        sums_acts.add_claims(self, self.chosen_workers(), self.ask_besides)

    def ask_besides(self, answers: tuple[AnswerKind, ...]) -> None:
        """Show what is reckoned beside the claims, and go to the first fact that it asks for."""
        self.columns.ask(answers)
        go_to_facts(self.grid, self.model, answers)
        self.said.emit(
            _("Type the facts in the new columns: the answer stands beside and in the sheets.")
        )

    def _save(self, edits: Edits) -> None:
        sums_acts.save_edits(self, self.model, edits, self.progress, self._refused)

    def _change_kinds(self, party_id: int, kinds: tuple[ClaimKind, ...]) -> None:
        desk = self.case.desk
        self.case.act(
            lambda key, version: claims.change_kinds(desk, key, version, {party_id: kinds}),
            lambda _done: self.noticed.emit(_("The claims are changed.")),
            self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self.told.tell(str(error))
        if self.case.file:
            self.show_case(self.case.file)

    def print_text(self) -> Callable[[], str]:
        """Return what writes the grid, its totals and legend for the printer: in a worker."""
        self.added.add_up()
        shown = [n for n in range(self.model.columnCount()) if not self.grid.isColumnHidden(n)]
        totals = totals_said(self.added, self.model, shown)
        return partial(printed, self.model.as_said(), totals, shown)

    def refuse(self, text: str) -> None:
        """Keep in view why something could not be done."""
        self.told.tell(text)

    def take_back(self) -> bool:
        """Take back what was refused at the last stroke; what it saved is undone as an act."""
        alone = self.model.take_back()
        if not self.model.wrong():
            self.told.tell()
        return alone

    def escape(self) -> bool:
        """Stop what is being computed, take back what was refused, close the explanation."""
        if self.progress.busy:
            self.progress.cancel()
            return True
        if self.model.forget_wrong() or not self.told.silent:
            self.told.tell()
            return True
        if self.panel.isVisible():
            self.panel.hide()
            return True
        return False
