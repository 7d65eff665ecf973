"""The facts of an employment in fields: days, wages, insurance, injury."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.claims import Employment
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.law.entitlement import NO_STATED
from mediation_desk.law.fact_checks import below_minimum
from mediation_desk.law.fact_texts import NO, YES, answer_code, answer_of
from mediation_desk.law.packs import LawOn
from mediation_desk.ui.intake.layout import grid, put_typed, tell, typed
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named

_WORK = (
    "hired_on",
    "left_on",
    "average_wage",
    "contribution_wage",
    "arrears",
    "post",
    "leave_reason",
    "injury_grade",
    "injury_insured",
)


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
        self.injury_insured = Choice(
            [("", _("not told")), (YES, _("insured")), (NO, _("not insured"))]
        )
        self.injured = self._tick(_("Injured at work"), "injured")
        self.migrant = self._tick(_("Migrant worker"), "migrant")
        self.member = self._tick(_("Union member"), "member")
        self.grade = Choice([("", _("not graded")), *((str(n), str(n)) for n in range(1, 11))])
        field = self._field
        rows = (
            (
                (field(_("Joined on"), self.hired, "hired_on"), 3),
                (field(_("Last day worked"), self.left, "left_on"), 3),
                (field(_("Average wage, 12 months"), self.average, "average_wage"), 3),
                (field(_("Arrears"), self.arrears, "arrears"), 3),
            ),
            (
                (field(_("Job"), self.post, "post"), 2),
                (field(_("Reason for leaving"), self.reason, "leave_reason"), 3),
                (field(_("Contribution wage"), self.contribution, "contribution_wage"), 3),
                (field(_("Disability grade"), self.grade, "injury_grade"), 2),
                (field(_("Work-injury insurance"), self.injury_insured, "injury_insured"), 2),
            ),
        )
        ticks = FlowLayout(space=Space.L)
        for tick, name in (
            (self.injured, "injured"),
            (self.unemployment, "unemployment_insured"),
            (self.migrant, "migrant"),
            (self.member, "member"),
        ):
            ticks.addWidget(self.fields.add(FormField("", tick, f"work.{name}")))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(grid(rows))
        inside.addLayout(ticks)
        self.grade.activated.connect(self._graded)

    def _tick(self, text: str, name: str) -> QCheckBox:
        box = named(QCheckBox(text), f"work_{name}", text)
        tell(box, self.edited)
        return box

    def _field(self, caption: str, editor: QWidget, part: str) -> FormField:
        made = FormField(caption, editor, f"work.{part}")
        tell(editor, self.edited)
        return self.fields.add(made)

    def hold_wage_against(self, law: Callable[[], LawOn]) -> None:
        """Say at the average wage when it lies below the minimum wage of the last day worked."""

        def compare() -> None:
            low = below_minimum(self.value(), NO_STATED, law())
            self.fields["work.average_wage"].advise(low)

        for editor in (self.average, self.left):
            editor.editingFinished.connect(compare)

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
        self.arrears.set_amount(work.arrears)
        self.reason.setText(work.leave_reason)
        self.reason.setCursorPosition(0)  # a long reason is read from its beginning
        self.post.setText(work.post)
        self.grade.set_code(str(work.injury_grade or ""))
        self.injured.setChecked(work.injured)
        self.unemployment.setChecked(work.unemployment_insured)
        self.injury_insured.set_code(answer_code(work.injury_insured))
        self.migrant.setChecked(work.migrant)
        self.member.setChecked(work.member)

    def value(self) -> Employment:
        """Return the facts as understood."""
        return Employment(
            hired_on=self.hired.day(),
            left_on=self.left.day(),
            leave_reason=self.reason.text().strip(),
            post=self.post.text().strip(),
            average_wage=self.average.amount(),
            contribution_wage=self.contribution.amount(),
            arrears=self.arrears.amount(),
            unemployment_insured=self.unemployment.isChecked(),
            injury_insured=answer_of(self.injury_insured.code()),
            injured=self.injured.isChecked(),
            injury_grade=int(self.grade.code()) if self.grade.code() else None,
            migrant=self.migrant.isChecked(),
            member=self.member.isChecked(),
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
            "migrant": self.migrant,
            "member": self.member,
        }
