"""Whom the workers elected, and what each represented worker says to the settlement."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import Applicant
from mediation_desk.domain.money import figures
from mediation_desk.domain.representatives import (
    FEWEST,
    MOST,
    AnswerManner,
    WorkerAnswer,
    due_to,
    same_sum,
    still_meant,
)
from mediation_desk.i18n import _
from mediation_desk.services import representatives
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_PARTY = Qt.ItemDataRole.UserRole


class ElectionDialog(PartyDialog):
    """Tick the representatives; none dismisses them."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, _("Representatives"), _("Save"), "election_dialog", parent)
        self.workers = named(QListWidget(), "elected", _("Workers"))
        self.workers.setProperty("role", "framed")
        self.chosen = label("", "small", name="elected_count")
        elected = {row.party_id: row for row in self.file.representatives}
        for applicant in self.file.applicants:
            item = QListWidgetItem(applicant.person.name)
            item.setData(_PARTY, applicant.id)
            ticked = applicant.id in elected
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.workers.addItem(item)
        self.workers.setMinimumHeight(200)
        self.day = DayEdit()
        known = next(iter(elected.values()), None)
        self.day.set_day(known.elected_on if known else case.desk.today())
        self.common = named(
            QCheckBox(_("The workers have a common request")), "common", _("Common request")
        )
        self.common.setChecked(bool(elected))
        self.body.addWidget(
            self.fields.add(FormField(_("Elected representatives"), self.workers, "party_ids"))
        )
        self.body.addWidget(self.chosen)
        self.body.addWidget(
            self.fields.add(FormField(_("Day of the election"), self.day, "elected_on"))
        )
        self.body.addWidget(self.fields.add(FormField(_("Request"), self.common, "common")))
        self.body.addStretch(1)
        self.workers.itemChanged.connect(lambda _item: self._count())
        self._count()
        self.setMinimumWidth(460)

    def elected(self) -> tuple[int, ...]:
        """Return whom the ticks choose."""
        items = (self.workers.item(row) for row in range(self.workers.count()))
        return tuple(
            int(item.data(_PARTY)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _count(self) -> None:
        self.chosen.setText(
            _("{n} chosen; {fewest} to {most} are elected").format(
                n=len(self.elected()), fewest=FEWEST, most=MOST
            )
        )

    def submit(self) -> None:
        """Save whom they elected."""
        if not self.readable():
            return
        chosen, desk, common = self.elected(), self.case.desk, self.common.isChecked()
        day = self.day.day() or desk.today()

        def save(key: int, version: int) -> None:
            if chosen or not self.file.representatives:
                representatives.elect(desk, key, version, chosen, day, common=common)
            else:
                representatives.dismiss(desk, key, version)

        self.busy()
        self.case.act(save, lambda _done: self.accept(), self.explain)


@dataclass(frozen=True, slots=True)
class Asked:
    """A worker in the list of consents."""

    party_id: int
    name: str
    elected: bool
    due: Decimal
    answer: WorkerAnswer | None
    same_sum: bool
    """Whether the answer was given to the sum that stands now."""
    still_meant: bool
    """Whether it was given to all that the agreement says now."""


def asked(case: CaseFile) -> tuple[Asked, ...]:
    """Return every worker with what was answered."""
    answers = {answer.party_id: answer for answer in case.answers}
    elected = {row.party_id for row in case.representatives}
    return tuple(
        _asked(case, applicant, applicant.id in elected, answers.get(applicant.id))
        for applicant in case.applicants
    )


def _asked(
    case: CaseFile, applicant: Applicant, elected: bool, answer: WorkerAnswer | None
) -> Asked:
    return Asked(
        applicant.id,
        applicant.person.name,
        elected,
        due_to(case, applicant.id),
        answer,
        answer is not None and same_sum(case, answer),
        answer is not None and still_meant(case, answer),
    )


def consents(row: Asked) -> bool:
    """Say whether a worker consents to what the agreement says now."""
    return row.answer is not None and row.answer.agrees and row.still_meant


def said(row: Asked) -> str:
    """Say what a worker answered, and whether the agreement has changed since."""
    if row.answer is None:
        return _("not asked")
    if not row.answer.agrees:
        return _("does not agree")
    if row.answer.amount is not None and not row.same_sum:
        return _("agreed to {amount}").format(amount=figures(row.answer.amount))
    return _("consents") if row.still_meant else _("agreed to earlier terms")


def _tone(row: Asked) -> Tone:
    if row.answer is None:
        return Tone.MUTED
    return Tone.GOOD if consents(row) else Tone.WARN


def _covered(case: CaseFile, rows: tuple[Asked, ...]) -> str:
    """Say what a consent given now would leave to be asked anew."""
    if not any(row.due for row in rows):
        return _("No sums are agreed yet. Consent covers the sum shown; a later one is asked anew.")
    if case.settlement is None:
        return _(
            "The agreement is not written yet: a consent given now covers the sum alone, and is"
            " asked anew once payment days and other terms stand."
        )
    return ""


class AnswersDialog(PartyDialog):
    """The list of consents; it stays open while answers are entered."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(
            case, _("Consent of the represented"), _("Record"), "answers_dialog", parent
        )
        self.edited = None  # each answer is saved as it is given
        self.model: RowsModel[Asked] = RowsModel(
            (
                Column(title=_("Name"), text=lambda r: r.name, strong=True),
                Column(title=_("Elected"), text=lambda r: _("yes") if r.elected else ""),
                Column(
                    title=_("Agreed, to receive (yuan)"), text=lambda r: figures(r.due), right=True
                ),
                Column(title=_("Answer"), text=said, tone=_tone),
                Column(title=_("Day"), text=lambda r: str(r.answer.given_on) if r.answer else ""),
                Column(title=_("Manner"), text=lambda r: r.answer.manner.label if r.answer else ""),
            )
        )
        self.table = TableView("answers_table", _("Consent of the represented"))
        self.table.use(self.model, (14, 8, 16, 18, 12, 14), stretch=3)
        self.table.setMinimumHeight(220)
        self.answer = Choice(
            [("yes", _("Agrees")), ("no", _("Does not agree")), ("", _("Not asked"))]
        )
        self.answer.set_code("yes")
        self.day, self.manner = DayEdit(), Choice(terms(AnswerManner))
        self.day.set_day(case.desk.today())
        self.count = label("", "small", name="answers_count")
        self.told = label("", name="answers_told", tone=Tone.WARN, wrap=True)
        self.cancel.setText(_("Close"))
        self._lay_out()
        case.shown.connect(self._show)
        self._show(self.file)
        self.setMinimumWidth(760)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        bar.addWidget(secondary(_("Select all"), "answers_all", self.table.selectAll))
        bar.addWidget(secondary(_("Select who was not asked"), "answers_rest", self.select_rest))
        bar.addWidget(self.count, 1)
        self.body.addLayout(bar)
        self.body.addWidget(self.told)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(
            grid(
                (
                    (
                        (self._field(_("The selected say"), self.answer, "agrees"), 4),
                        (self._field(_("Day of the answer"), self.day, "given_on"), 4),
                        (self._field(_("Manner of consent"), self.manner, "manner"), 4),
                    ),
                )
            )
        )

    def _field(self, caption: str, editor: QWidget, name: str) -> FormField:
        return self.fields.add(FormField(caption, editor, name))

    def _show(self, case: CaseFile) -> None:
        if case.id != self.file.id:
            return
        self.file = case
        rows = asked(case)
        self.model.show(rows)
        agreed = sum(1 for row in rows if consents(row))
        told = _covered(case, rows)
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.count.setText(_("{n} of {all} agree").format(n=agreed, all=len(rows)))

    def select_rest(self) -> None:
        """Select the workers who have not been asked, or not about what stands now."""
        self.table.clearSelection()
        model = self.table.selectionModel()
        for place, row in enumerate(self.model.rows):
            if row.answer is None or (row.answer.agrees and not consents(row)):
                model.select(
                    self.model.index(place, 0),
                    model.SelectionFlag.Select | model.SelectionFlag.Rows,
                )

    def submit(self) -> None:
        """Record one answer of everybody selected."""
        rows = {index.row() for index in self.table.selectionModel().selectedIndexes()}
        chosen = [self.model.rows[place].party_id for place in sorted(rows)]
        if not self.readable():
            return
        if not chosen:
            self.problem.setText(_("Choose a worker first."))
            self.problem.show()
            return
        code, desk = self.answer.code(), self.case.desk
        if code == "yes" and not any(row.due for row in self.model.rows):
            self.complain(_("Agree the sums first: nobody consents to a sum that does not stand."))
            return
        day = self.day.day() or desk.today()
        manner = AnswerManner.of(self.manner.code())
        answers = tuple(
            WorkerAnswer(party_id=key, agrees=code == "yes", given_on=day, manner=manner)
            for key in chosen
        )

        def save(key: int, version: int) -> None:
            if code:
                representatives.record_answers(desk, key, version, answers)
            else:
                representatives.forget_answers(desk, key, version, tuple(chosen))

        self.busy()
        self.case.act(save, lambda _done: self.busy(False), self.explain)
