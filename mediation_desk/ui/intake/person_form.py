"""A natural person in fields: name, identity number, telephone, address."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import IdKind, Person, Sex
from mediation_desk.i18n import _
from mediation_desk.ui.intake.identity_edit import PhoneEdit, ResidentIdEdit
from mediation_desk.ui.intake.layout import grid, put_typed, tell, typed
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField

_PERSON = ("name", "id_number", "id_kind", "id_note", "sex", "born_on", "phone", "address")


class PersonForm(QWidget):
    """A natural person: one value in, one value out."""

    edited = Signal()

    def __init__(self, caption: str = "") -> None:
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
                (field(caption or _("Worker's name"), self.name, "name", required=True), 3),
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
        tell(editor, self.edited)
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
