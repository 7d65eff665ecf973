"""The parties: workers with their masked data, and the employer."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.outside import stays
from mediation_desk.domain.people import Person
from mediation_desk.domain.procedure import offers
from mediation_desk.domain.rights import Right
from mediation_desk.domain.splitting import to_split
from mediation_desk.domain.stages import Step
from mediation_desk.domain.taxonomy import districts
from mediation_desk.i18n import N_, _
from mediation_desk.security.masking import mask_id, mask_phone
from mediation_desk.services import browse, parties
from mediation_desk.ui.case.around_card import AroundCard
from mediation_desk.ui.case.party_dialogs import ApplicantDialog, EmployerDialog, JoinDialog
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.phrases import titles
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class PartiesTab(CaseTab):
    """Who is in the case. Numbers are masked until someone asks, which is recorded."""

    KEY, TITLE = "parties", N_("Parties")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._revealed: dict[int, Person] = {}
        self.employer = Card(_("Respondent (employer)"), name="card_employer")
        self.employer.head.addWidget(link(_("Edit"), "edit_employer", self.edit_employer))
        self._employer = QGridLayout()
        self._employer.setHorizontalSpacing(Space.M)
        self._employer.setVerticalSpacing(Space.XS)
        self._employer.setColumnStretch(1, 1)
        self._employer.setColumnStretch(3, 1)
        self.employer.body.addLayout(self._employer)
        yield
        self.workers = Card(_("Applicants (workers)"), name="card_applicants")
        self.model: RowsModel[Applicant] = RowsModel(self._columns())
        self.table = TableView("case_applicants", _("Applicants"))
        self.table.use(self.model, (5, 12, 7, 12, 21, 14, 14, 14, 20), stretch=8, yields=(6, 3))
        self.table.opened.connect(self.edit_applicant)
        yield
        self.reveal_button = secondary(_("Show numbers"), "reveal_parties", self.reveal)
        self.edit_button = secondary(_("Edit…"), "edit_applicant", self.edit_applicant)
        self.leave_button = secondary(_("Leaves the case…"), "leave_case", self.ask_to_leave)
        self.split_button = secondary(_("Split off…"), "split_off_workers", self.split_off)
        self.barred = label("", "error", name="leave_barred", wrap=True)
        self.barred.hide()
        self.join_button = secondary(_("Add workers…"), "join_case", self.join)
        yield
        self.around = AroundCard(self.case)
        self.around.noticed.connect(self.noticed)
        self.around.said.connect(self.said)
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        workers = self.workers
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        buttons = (
            *(self.reveal_button, self.edit_button, self.leave_button, self.split_button),
            self.join_button,
        )
        for button in buttons:
            bar.addWidget(button)
        told = Elided(_("Looking at masked numbers is recorded."), "small", name="masked_told")
        told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        bar.addWidget(told, 1)
        workers.body.addLayout(bar)
        workers.add(self.barred)
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._offer_leave())
        elastic(self.table, 150)
        workers.add(self.table, 1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, Space.S, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(self.around.notes)
        inside.addWidget(self.employer)
        inside.addWidget(workers, 1)
        inside.addWidget(self.around)

    def _columns(self) -> tuple[Column[Applicant], ...]:
        return (
            Column(title=_("No."), text=lambda a: str(self._place(a)), right=True),
            Column(title=_("Name"), text=lambda a: a.person.name, strong=True),
            Column(title=_("Sex"), text=lambda a: a.person.sex.label if a.person.sex else "—"),
            Column(title=_("Born"), text=lambda a: str(a.person.born_on or "—")),
            Column(title=_("Identity number"), text=self._id_number),
            Column(title=_("Telephone"), text=self._phone),
            Column(title=_("Job"), text=lambda a: a.work.post or "—"),
            Column(title=_("Marks"), text=self._marks),
            Column(title=_("Address"), text=lambda a: a.person.address or "—"),
        )

    def _place(self, applicant: Applicant) -> int:
        file = self.case.file
        ids = [a.id for a in file.applicants] if file else []
        return ids.index(applicant.id) + 1 if applicant.id in ids else 0

    def _id_number(self, applicant: Applicant) -> str:
        if known := self._revealed.get(applicant.id):
            return known.id_number or "—"
        return mask_id(applicant.person.id_number) or "—"

    def _phone(self, applicant: Applicant) -> str:
        if known := self._revealed.get(applicant.id):
            return known.phone or "—"
        return mask_phone(applicant.person.phone) or "—"

    def _marks(self, applicant: Applicant) -> str:
        """Say in a few words what is special about a worker."""
        file = self.case.file
        if file is None:
            return ""
        marks = []
        if any(r.party_id == applicant.id for r in file.representatives):
            marks.append(_("elected"))
        if any(a.party_id == applicant.id for a in file.agents):
            marks.append(_("has an agent"))
        if any(n.party_id == applicant.id for n in file.special_needs):
            marks.append(_("special need"))
        if applicant.work.migrant:
            marks.append(_("Migrant worker"))
        return _(", ").join(marks) or "—"

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        current = self.table.currentIndex().row()
        self._revealed = {a.id: a.person for a in case.applicants if a.id in self._revealed}
        self.model.show(case.applicants)
        if 0 <= current < self.model.rowCount():
            self.table.selectRow(current)
        self.join_button.setEnabled(case.settlement is None)
        self._offer_split(case)
        self._show_employer(case.respondent.employer)
        self.around.show_case(case)
        workers, employer = titles(case.applied_by)
        self.workers.title.setText(workers)
        self.employer.title.setText(employer)

    def _show_employer(self, employer: Employer) -> None:
        while self._employer.count():
            taken = self._employer.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.deleteLater()
        post = employer.representative_post
        who = employer.legal_representative
        who = _("{name} ({what})").format(name=who, what=post) if post else who
        told: tuple[tuple[str, str], ...] = (
            (_("Employer's name"), employer.name),
            (_("Unified social credit code"), employer.credit_code or employer.code_note),
            (_("Legal representative"), who),
            (_("Telephone"), employer.phone),
            (_("District"), districts().get(employer.district, employer.district)),
            (_("Address"), employer.address),
        )
        if employer.state is not EmployerState.NORMAL:
            told += ((_("How it stands"), employer.state.label),)
        for place, (caption, text) in enumerate(told):
            row, column = divmod(place, 2)
            self._employer.addWidget(label(caption, "small"), row, 2 * column)
            self._employer.addWidget(label(text or "—", wrap=True), row, 2 * column + 1)

    def _chosen(self) -> list[Applicant]:
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        return [self.model.rows[row] for row in sorted(rows)]

    def reveal(self) -> None:
        """Show the numbers of the selected workers; each look is recorded."""
        wanted = self._chosen() or list(self.model.rows)
        file = self.case.file
        if file is None:
            return
        desk, case_id = self.case.desk, file.id
        self.case.read(
            lambda: {a.id: browse.reveal(desk, case_id, a.id) for a in wanted}, self._show_numbers
        )

    def _show_numbers(self, people: dict[int, Person]) -> None:
        self._revealed |= people
        self.model.show(self.model.rows)

    def edit_applicant(self, index: QModelIndex | None = None) -> None:
        """Correct the worker's data; seeing them is recorded."""
        chosen = [self.model.row(index)] if index else self._chosen()
        file = self.case.file
        if not chosen or file is None:
            self.said.emit(_("Choose a worker first."))
            return
        applicant, desk, case_id = chosen[0], self.case.desk, file.id

        def edit(person: Person) -> None:
            self._show_numbers({applicant.id: person})
            self._open(ApplicantDialog(self.case, applicant, self), _("The worker is corrected."))

        self.case.read(lambda: browse.reveal(desk, case_id, applicant.id), edit)

    def edit_employer(self) -> None:
        """Correct the employer's data."""
        self._open(EmployerDialog(self.case, self), _("The employer is corrected."))

    def join(self) -> None:
        """Let more workers join."""
        self._open(JoinDialog(self.case, self), _("The workers have joined the case."))

    def ask_to_leave(self) -> None:
        """Let the selected worker leave the case, after a question."""
        chosen = self._chosen()
        if not chosen:
            self.said.emit(_("Choose a worker first."))
            return
        applicant = chosen[0]
        case = self.case.file
        if case is not None and (why := stays(case, applicant.id)):
            self.barred.setText(why)
            self.barred.show()
            return
        Question(
            _("Leaves the case"),
            _("{name} leaves the case with all claims. This can be undone.").format(
                name=applicant.person.name
            ),
            _("Leaves the case"),
            lambda: self._leave(applicant),
            name="leave_question",
            parent=self,
        ).open()

    def _offer_split(self, case: CaseFile) -> None:
        """Offer to split workers off where the case stands so that they can go on alone."""
        open_now = any(offer.row.step is Step.SPLIT_OFF for offer in offers(case))
        self.split_button.setVisible(open_now and self.case.desk.actor.may(Right.SETTLE))
        self.split_button.setToolTip(
            _("A worker who settles apart goes on in a case with a number of its own.")
        )

    def split_off(self) -> None:
        """Let the selected workers go on in a case of their own."""
        case = self.case.file
        if case is None:
            return
        can = {applicant.id for applicant in to_split(case)}
        self.wanted_split.emit(tuple(a.id for a in self._chosen() if a.id in can))

    def _offer_leave(self) -> None:
        """Tell beforehand why the selected worker cannot be taken out of the case."""
        case, chosen = self.case.file, self._chosen()
        self.leave_button.setToolTip(stays(case, chosen[0].id) if case and chosen else "")
        self.barred.hide()

    def _leave(self, applicant: Applicant) -> None:
        desk = self.case.desk
        self.case.act(
            lambda key, version: parties.remove_applicant(desk, key, version, applicant.id),
            lambda _done: self.noticed.emit(
                _("{name} has left the case.").format(name=applicant.person.name)
            ),
        )

    def _open(self, dialog: Dialog, notice: str) -> None:
        dialog.accepted.connect(lambda: self.noticed.emit(notice))
        dialog.open()

    def texts(self) -> tuple[str, ...]:
        """Return the tables as lines of tabs, for the printer."""
        workers = self.table.all_text()
        if not self.around.model.rowCount():
            return (workers,)
        return workers, self.around.table.all_text()

    def hideEvent(self, event: QHideEvent) -> None:
        """Mask the numbers again when the tab is left."""
        if not event.spontaneous():
            self._revealed = {}
            self.model.show(self.model.rows)
        super().hideEvent(event)
