"""One worker at the counter: who it is, and the facts of the employment."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.claims import ZERO, Applicant, Employment
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import IdKind, Person, Sex
from mediation_desk.i18n import _
from mediation_desk.ui.intake.identity_edit import PhoneEdit, ResidentIdEdit
from mediation_desk.ui.intake.layout import grid, put_typed, typed
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named


class PersonForm(QWidget):
    """A natural person: one value in, one value out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("person_form")
        self.fields = FieldSet(self)
        self.name = QLineEdit()
        self.number = ResidentIdEdit()
        self.kind = Choice(terms(IdKind))
        self.sex = Choice([("", _("not given")), *terms(Sex)])
        self.born = DayEdit()
        field = self._field
        rows = (
            (
                (field(_("Worker's name"), self.name, "name", required=True), 3),
                (field(_("Identity number"), self.number, "id_number"), 5),
                (field(_("Document"), self.kind, "id_kind"), 4),
            ),
            ((field(_("Why this number is accepted"), QLineEdit(), "id_note"), 12),),
            (
                (field(_("Sex"), self.sex, "sex"), 3),
                (field(_("Born"), self.born, "born_on"), 4),
            ),
            (
                (field(_("Telephone"), PhoneEdit(), "phone"), 4),
                (field(_("Address"), QLineEdit(), "address"), 8),
            ),
        )
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(grid(rows))
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        self.number.editingFinished.connect(self._judge_number)
        self._kind_chosen()
        self._judge_number()

    def _field(
        self, caption: str, editor: QWidget, part: str, *, required: bool = False
    ) -> FormField:
        made = FormField(caption, editor, f"person.{part}", required=required)
        _tell(editor, self.edited)
        return self.fields.add(made)

    def _kind_chosen(self) -> None:
        other = self.kind.code() != IdKind.RESIDENT.value
        self.number.take_anything(other)
        for part in ("sex", "born_on"):
            self.fields[f"person.{part}"].setVisible(other)
        self._judge_number()

    def _judge_number(self) -> None:
        finding = self.number.finding()
        note = self.fields["person.id_note"]
        noted = bool(typed(note).strip())
        note.setVisible(noted or bool(finding and not finding.fatal))
        said = finding.text if finding and (finding.fatal or not noted) else ""
        self.fields["person.id_number"].explain(said)

    def fill(self, person: Person) -> None:
        """Show a person."""
        self.put_texts(
            {
                "name": person.name,
                "id_number": person.id_number,
                "id_kind": person.id_kind.value,
                "id_note": person.id_note,
                "sex": person.sex.value if person.sex else "",
                "born_on": str(person.born_on or ""),
                "phone": person.phone,
                "address": person.address,
            }
        )

    def value(self) -> Person:
        """Return what was typed; a resident number tells sex and birthday itself."""
        texts = {name: text.strip() for name, text in self.texts().items()}
        kind = IdKind.of(texts["id_kind"] or IdKind.RESIDENT.value)
        other = kind is not IdKind.RESIDENT
        return Person(
            name=texts["name"],
            sex=Sex.of(texts["sex"]) if other and texts["sex"] else None,
            id_kind=kind,
            id_number=self.number.canonical(),
            id_note=texts["id_note"],
            born_on=self.born.day() if other else None,
            phone=texts["phone"],
            address=texts["address"],
        )

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.fields.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        problems = tuple(problems)
        left = self.fields.explain(problems)
        if any(p.field == "person.id_number" for p in problems):
            finding = self.number.finding()
            self.fields["person.id_note"].setVisible(bool(finding and not finding.fatal))
        return left

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        return {part: typed(self.fields[f"person.{part}"]) for part in _PERSON}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put texts into the fields, right or wrong."""
        for part in _PERSON:
            put_typed(self.fields[f"person.{part}"], str(texts.get(part, "")))
        if not self.kind.code():
            self.kind.set_code(IdKind.RESIDENT.value)
        self._kind_chosen()


_PERSON = ("name", "id_number", "id_kind", "id_note", "sex", "born_on", "phone", "address")


def _tell(editor: QWidget, signal: object) -> None:
    match editor:
        case QLineEdit():
            editor.textEdited.connect(signal)
        case Choice():
            editor.activated.connect(signal)
        case QCheckBox():
            editor.clicked.connect(signal)


class WorkForm(QWidget):
    """The facts of the employment that sums are computed from."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("work_form")
        self.fields = FieldSet(self)
        self.hired, self.left = DayEdit(), DayEdit()
        self.average, self.contribution, self.arrears = MoneyEdit(), MoneyEdit(), MoneyEdit()
        self.reason, self.post = QLineEdit(), QLineEdit()
        self.unemployment = self._tick(_("Insured for unemployment"), "unemployment_insured")
        self.injury_insured = self._tick(_("Insured for work injury"), "injury_insured")
        self.injured = self._tick(_("Injured at work"), "injured")
        self.grade = Choice([("", _("not graded")), *((str(n), str(n)) for n in range(1, 11))])
        field = self._field
        rows = (
            (
                (field(_("Joined"), self.hired, "hired_on"), 3),
                (field(_("Last day worked"), self.left, "left_on"), 3),
                (field(_("Average wage, 12 months"), self.average, "average_wage"), 3),
                (field(_("Arrears"), self.arrears, "arrears"), 3),
            ),
            (
                (field(_("Job"), self.post, "post"), 3),
                (field(_("Reason for leaving"), self.reason, "leave_reason"), 3),
                (field(_("Contribution wage"), self.contribution, "contribution_wage"), 3),
                (field(_("Disability grade"), self.grade, "injury_grade"), 3),
            ),
        )
        ticks = QHBoxLayout()
        ticks.setSpacing(Space.L)
        for tick, name in (
            (self.injured, "injured"),
            (self.unemployment, "unemployment_insured"),
            (self.injury_insured, "injury_insured"),
        ):
            ticks.addWidget(self.fields.add(FormField("", tick, f"work.{name}")))
        ticks.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(grid(rows))
        inside.addLayout(ticks)
        self.grade.activated.connect(self._graded)

    def _tick(self, text: str, name: str) -> QCheckBox:
        box = named(QCheckBox(text), f"work_{name}", text)
        _tell(box, self.edited)
        return box

    def _field(self, caption: str, editor: QWidget, part: str) -> FormField:
        made = FormField(caption, editor, f"work.{part}")
        _tell(editor, self.edited)
        return self.fields.add(made)

    def _graded(self) -> None:
        if self.grade.code():
            self.injured.setChecked(True)
            self.edited.emit()

    def fill(self, work: Employment) -> None:
        """Show facts."""
        self.hired.set_day(work.hired_on)
        self.left.set_day(work.left_on)
        self.average.set_amount(work.average_wage)
        self.contribution.set_amount(work.contribution_wage)
        self.arrears.set_amount(work.arrears or None)
        self.reason.setText(work.leave_reason)
        self.post.setText(work.post)
        self.grade.set_code(str(work.injury_grade or ""))
        self.injured.setChecked(work.injured)
        self.unemployment.setChecked(work.unemployment_insured)
        self.injury_insured.setChecked(work.injury_insured)

    def value(self) -> Employment:
        """Return the facts as understood."""
        return Employment(
            hired_on=self.hired.day(),
            left_on=self.left.day(),
            leave_reason=self.reason.text().strip(),
            post=self.post.text().strip(),
            average_wage=self.average.amount(),
            contribution_wage=self.contribution.amount(),
            arrears=self.arrears.amount() or ZERO,
            unemployment_insured=self.unemployment.isChecked(),
            injury_insured=self.injury_insured.isChecked(),
            injured=self.injured.isChecked(),
            injury_grade=int(self.grade.code()) if self.grade.code() else None,
        )

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.fields.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        return self.fields.explain(problems)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {part: typed(self.fields[f"work.{part}"]) for part in _WORK}
        ticks = {name: "yes" if box.isChecked() else "" for name, box in self._ticks().items()}
        return texts | ticks

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        for part in _WORK:
            put_typed(self.fields[f"work.{part}"], str(texts.get(part, "")))
        for name, box in self._ticks().items():
            box.setChecked(texts.get(name) == "yes")

    def _ticks(self) -> dict[str, QCheckBox]:
        return {
            "injured": self.injured,
            "unemployment_insured": self.unemployment,
            "injury_insured": self.injury_insured,
        }


_WORK = (
    "hired_on",
    "left_on",
    "average_wage",
    "contribution_wage",
    "arrears",
    "post",
    "leave_reason",
    "injury_grade",
)


class WorkerForm(QWidget):
    """One worker with the facts, as the counter takes them down."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("worker_form")
        self.person, self.work = PersonForm(), WorkForm()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for part in (self.person, self.work):
            part.edited.connect(self.edited)
            inside.addWidget(part)

    def value(self) -> Applicant:
        """Return the worker as understood, without claims."""
        return Applicant(person=self.person.value(), work=self.work.value())

    def fill(self, applicant: Applicant) -> None:
        """Show a worker."""
        self.person.fill(applicant.person)
        self.work.fill(applicant.work)

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.person.misread() + self.work.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        problems = tuple(problems)
        left = self.work.explain(p for p in problems if p.field.startswith("work."))
        others = (p for p in problems if not p.field.startswith("work."))
        return left + self.person.explain(others)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        return self.person.texts() | self.work.texts()

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        self.person.put_texts(texts)
        self.work.put_texts(texts)
