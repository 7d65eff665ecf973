"""What is said of a material: the fields, filled from a value and read into one."""

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.materials import EvidenceKind, Material, MaterialUse
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.naming import named

CENTRE = "centre"


def side_name(side: Side | None) -> str:
    """Name who handed a material in."""
    return side.label if side else _("The centre itself")


class MaterialForm(QWidget):
    """One value in, one value out. Fields that a use does not need are hidden."""

    def __init__(self, fields: FieldSet, case: CaseFile, actor: str) -> None:
        super().__init__()
        named(self, "material_form")
        self._case, self._actor = case, actor
        self.use, self.kind = Choice(terms(MaterialUse)), Choice(terms(EvidenceKind))
        self.side = Choice([*terms(Side), (CENTRE, side_name(None))])
        self.form = Choice([("", "—"), *_issued(case)])
        self.name, self.brought_by = QLineEdit(), QLineEdit()
        self.source, self.purpose, self.opinion = QLineEdit(), QLineEdit(), QLineEdit()
        self.received_on, self.checked_on = DayEdit(), DayEdit()
        self.checked_by = QLineEdit()
        self.pages = QSpinBox()
        self.pages.setRange(1, 9999)
        self.original = QCheckBox(_("The paper is an original, not a copy"))
        self.name_field = FormField(_("Name in the list"), self.name, "name", required=True)
        self._kind = FormField(_("Kind of evidence"), self.kind, "kind")
        self._form = FormField(_("Signed original of"), self.form, "form")
        self._purpose = FormField(_("What it is to prove"), self.purpose, "purpose")
        self._opinion = FormField(_("Opinion of the other side"), self.opinion, "opinion")
        self.pages_field = FormField(_("Number of pages"), self.pages, "pages")
        use = FormField(_("Serves as"), self.use, "use")
        side = FormField(_("Handed in by"), self.side, "side")
        by = FormField(_("Who brought it"), self.brought_by, "brought_by")
        received = FormField(_("Handed in on"), self.received_on, "received_on", required=True)
        source = FormField(_("Origin of the material"), self.source, "source")
        checked = FormField(_("Compared with the original on"), self.checked_on, "checked_on")
        checker = FormField(_("Compared by"), self.checked_by, "checked_by")
        rows = (
            ((self.name_field, 9), (self.pages_field, 3)),
            ((use, 6), (self._kind, 6), (self._form, 6)),
            ((side, 4), (by, 4), (received, 4)),
            ((source, 6), (self._purpose, 6)),
            ((self.original, 12),),
            ((checked, 4), (checker, 4), (self._opinion, 4)),
        )
        for row in rows:
            for field, _wide in row:
                if isinstance(field, FormField):
                    fields.add(field)
        laid = grid(tuple(row if row[0][0] is not use else row[:2] for row in rows))
        laid.addWidget(self._form, 1, 6, 1, 6)
        self.setLayout(laid)
        self._shown: Material | None = None
        self.use.currentIndexChanged.connect(lambda _place: self._fit())
        self.use.activated.connect(lambda _place: self._propose_side())
        self.side.activated.connect(lambda _place: self._propose_bringer())
        self.checked_on.textEdited.connect(lambda _text: self._propose_checker())

    def show_value(self, material: Material) -> None:
        """Show what is said of a material."""
        self._shown = material
        self.name.setText(material.name)
        self.use.set_code(material.use.value)
        self.kind.set_code(material.kind.value if material.kind else EvidenceKind.DOCUMENT.value)
        self.side.set_code(material.side.value if material.side else CENTRE)
        self.form.set_code(material.form)
        self.brought_by.setText(material.brought_by)
        self.received_on.set_day(material.received_on)
        self.source.setText(material.source)
        self.purpose.setText(material.purpose)
        self.original.setChecked(material.original)
        self.pages.setValue(material.pages)
        self.checked_on.set_day(material.checked_on)
        self.checked_by.setText(material.checked_by)
        self.opinion.setText(material.opinion)
        self._fit()

    def value(self) -> Material:
        """Return what is said of the material now."""
        assert self._shown is not None, "a form is read that was filled"
        use, side = MaterialUse.of(self.use.code()), self.side.code()
        checked = self.checked_on.day()
        return replace(
            self._shown,
            name=self.name.text(),
            use=use,
            kind=EvidenceKind.of(self.kind.code()) if use is MaterialUse.EVIDENCE else None,
            side=None if side == CENTRE else Side.of(side),
            form=self.form.code() if use is MaterialUse.SIGNED else "",
            brought_by=self.brought_by.text(),
            received_on=self.received_on.day() or self._shown.received_on,
            source=self.source.text(),
            purpose=self.purpose.text(),
            original=self.original.isChecked(),
            pages=self.pages.value(),
            checked_on=checked,
            checked_by=self.checked_by.text() if checked else "",
            opinion=self.opinion.text(),
        )

    def _fit(self) -> None:
        use = self.use.code()
        evidence = use == MaterialUse.EVIDENCE.value
        self._kind.setVisible(use != MaterialUse.SIGNED.value)
        self._kind.setEnabled(evidence)
        self._form.setVisible(use == MaterialUse.SIGNED.value)
        for field in (self._purpose, self._opinion):
            field.setEnabled(evidence)

    def _propose_side(self) -> None:
        """An internal paper is the centre's own."""
        if self.use.code() == MaterialUse.INTERNAL.value:
            self.side.set_code(CENTRE)
            self._propose_bringer()

    def _propose_bringer(self) -> None:
        """Name the one of a side who is likely to have come; what was typed stays."""
        known = {bringer(self._case, side) for side in (*Side, None)}
        if self.brought_by.text().strip() in known | {""}:
            side = self.side.code()
            self.brought_by.setText(
                bringer(self._case, None if side == CENTRE else Side.of(side)) or self._actor
            )

    def _propose_checker(self) -> None:
        if self.checked_on.text().strip() and not self.checked_by.text().strip():
            self.checked_by.setText(self._actor)


def bringer(case: CaseFile, side: Side | None) -> str:
    """Return who of a side is likely to bring something: its first worker, or the employer."""
    if side is Side.APPLICANT:
        return case.applicants[0].person.name
    return case.respondent.employer.name if side is Side.RESPONDENT else ""


def _issued(case: CaseFile) -> list[tuple[str, str]]:
    titles = {paper.form: paper.title for paper in case.papers}
    return sorted(titles.items())
