"""Another party: its role, who it is, as what it stands, and what it takes on."""

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.other_parties import (
    ALWAYS_SIGN,
    CHOSEN,
    FOR_A_WORKER,
    PERSONS_ONLY,
    Capacity,
    Duty,
    OtherParty,
    PartyRole,
)
from mediation_desk.domain.people import Person
from mediation_desk.i18n import _
from mediation_desk.services import intake, other_parties
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.intake.person_form import PersonForm
from mediation_desk.ui.intake.respondent_form import RespondentForm
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.naming import named

PERSON, EMPLOYER = "person", "employer"


class OtherDialog(PartyDialog):
    """Add or correct another party."""

    def __init__(
        self,
        case: OpenCase,
        parent: QWidget,
        other: OtherParty | None = None,
        role: PartyRole = PartyRole.CO_RESPONDENT,
    ) -> None:
        super().__init__(case, _("Another party"), _("Save"), "other_dialog", parent)
        self.edits(other.id if other is not None and other.id else role.value, of=case.file)
        self.other, self._beside = other, parent
        self._make_editors()
        self._lay_out()
        self._fill(other or OtherParty(role=role, signs=role is PartyRole.CO_RESPONDENT))
        self.role.currentIndexChanged.connect(lambda _place: self._role_chosen())
        self.what.currentIndexChanged.connect(lambda _place: self._show_parts())
        self.duty.currentIndexChanged.connect(lambda _place: self._show_parts())
        self.setMinimumWidth(760)
        if other is not None and other.id:
            Together(self, case, self._afresh, "file", "other")

    def _afresh(self) -> "OtherDialog":
        file, key = self.case.file, self.other.id if self.other else 0
        found = [other for other in file.others if other.id == key] if file else []
        if not found:
            raise NotFound(_("This entry is not in the file (any more)."))
        return OtherDialog(self.case, self._beside, found[0])

    def _make_editors(self) -> None:
        stays = self.other is not None and self.other.role not in CHOSEN
        roles = (self.other.role,) if stays and self.other else CHOSEN
        self.role = Choice([(role.value, role.label) for role in roles])
        self.what = Choice([(EMPLOYER, _("An employer or unit")), (PERSON, _("A person"))])
        self.what.setEnabled(self.other is None)
        self.person, self.employer = PersonForm(_("Person's name")), RespondentForm()
        self.employer.offer_lists(self.case.desk)
        self.forms = (self.person, self.employer)
        self.employer.name.asked.connect(self._complete)
        self.capacity = Choice([("", _("none in particular")), *terms(Capacity)])
        workers = [(str(a.id), a.person.name) for a in self.file.applicants]
        self.acts_for = Choice([("", _("not chosen")), *workers], searchable=len(workers) > 12)
        self.duty = Choice([("", _("takes on nothing")), *terms(Duty)])
        self.signs = named(
            QCheckBox(_("Must sign the agreement")), "other_signs", _("Must sign the agreement")
        )
        self.note = QLineEdit()

    def _lay_out(self) -> None:
        def field(caption: str, editor: QWidget, name: str) -> FormField:
            must = name == "acts_for"  # shown for those only who stand for a worker
            return self.fields.add(FormField(caption, editor, name, required=must))

        self.body.addLayout(
            grid(
                (
                    (
                        (field(_("Role in the case"), self.role, "role"), 6),
                        (field(_("Person or employer"), self.what, "name"), 6),
                    ),
                )
            )
        )
        self.body.addWidget(self.person)
        self.body.addWidget(self.employer)
        self.body.addLayout(
            grid(
                (
                    (
                        (field(_("Stands as"), self.capacity, "capacity"), 6),
                        (field(_("Takes on in the agreement"), self.duty, "duty"), 6),
                    ),
                    ((field(_("Acts for the worker"), self.acts_for, "acts_for"), 12),),
                    ((field(_("Remark"), self.note, "note"), 12),),
                )
            )
        )
        self.body.addWidget(self.signs)
        self.body.addStretch(1)

    def _complete(self, text: str) -> None:
        desk = self.case.desk
        self.ask(
            lambda: intake.known_employers(desk, text),
            lambda found: self.employer.name.offer(employer for _key, employer in found),
        )

    def _fill(self, other: OtherParty) -> None:
        self.role.set_code(other.role.value)
        person = other.person is not None or other.role in PERSONS_ONLY
        self.what.set_code(PERSON if person else EMPLOYER)
        self.person.fill(other.person or Person(name=""))
        self.employer.fill(other.employer or Employer(name=""))
        self.capacity.set_code(other.capacity.value if other.capacity else "")
        self.acts_for.set_code(str(other.acts_for or ""))
        self.duty.set_code(other.duty.value if other.duty else "")
        self.signs.setChecked(other.signs)
        self.note.setText(other.note)
        self._show_parts()

    def _role_chosen(self) -> None:
        role = PartyRole.of(self.role.code())
        if self.other is None and role in PERSONS_ONLY:
            self.what.set_code(PERSON)
        if self.other is None:
            self.signs.setChecked(role is PartyRole.CO_RESPONDENT)
        self._show_parts()

    def _show_parts(self) -> None:
        role, person = PartyRole.of(self.role.code()), self.what.code() == PERSON
        alone = role in PERSONS_ONLY
        self.person.setVisible(person)
        self.employer.setVisible(not person)
        self.what.setEnabled(self.other is None and not alone)
        self.fields["acts_for"].setVisible(role in FOR_A_WORKER)
        self.fields["capacity"].setVisible(not alone)
        out = role not in CHOSEN
        self.fields["duty"].setVisible(not alone and not out)
        bound = role in ALWAYS_SIGN or bool(self.duty.code())
        self.signs.setVisible(not alone and not out)
        self.signs.setEnabled(not bound)
        if bound:
            self.signs.setChecked(True)

    def value(self) -> OtherParty:
        """Return the party as typed."""
        role, person = PartyRole.of(self.role.code()), self.what.code() == PERSON
        alone = role in PERSONS_ONLY
        capacity, duty = self.capacity.code(), self.duty.code()
        acts_for = self.acts_for.code()
        return OtherParty(
            id=self.other.id if self.other else 0,
            role=role,
            person=self.person.value() if person else None,
            employer=None if person else self.employer.value(),
            employer_id=self.other.employer_id if self.other else 0,
            capacity=Capacity.of(capacity) if capacity and not alone else None,
            acts_for=int(acts_for) if acts_for and role in FOR_A_WORKER else None,
            duty=Duty.of(duty) if duty and not alone else None,
            signs=self.signs.isChecked() and not alone,
            note=self.note.text().strip(),
        )

    def readable(self) -> bool:
        """Look only at the form that is shown."""
        person = self.what.code() == PERSON
        self.forms = (self.person,) if person else (self.employer,)
        return super().readable()

    def submit(self) -> None:
        """Save the party."""
        if not self.readable():
            return
        other, desk = self.value(), self.case.desk

        def save(key: int, version: int) -> None:
            if other.id:
                other_parties.change_other(desk, key, version, other)
            else:
                other_parties.add_other(desk, key, version, other)

        self.busy()
        self.case.act(save, lambda _done: self.accept(), self.explain)
