"""Entering, confirming and correcting a figure, and what it changes before it is taken."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import Invalid, Problem, in_one_round
from mediation_desk.domain.figure_change import (
    FigureChange,
    FigureEffect,
    figure_problems,
)
from mediation_desk.domain.measure import Measure
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import _
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.law.packs import chain
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.measure_edit import MeasureEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class FigureDialog(Dialog):
    """Which figure, its value and day, and the official document that somebody looked at.

    With a figure it confirms or corrects that one; with only a name it fills a gap.
    """

    carried = Signal(object)
    """The change was taken: what it did."""
    wanted_case = Signal(int)

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        figure: Figure | None = None,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        title = _("Confirm or correct a figure") if figure else _("Enter a figure")
        super().__init__(title, _("See what changes…"), name="figure_dialog", parent=parent)
        self.edits(f"{figure.name} {figure.place} {figure.since}" if figure else name)
        self._desk, self._jobs, self._figure = desk, jobs, figure
        self.setMinimumWidth(600)
        self.kind = Choice(_kinds(name or (figure.name if figure else "")))
        self.kind.setMinimumContentsLength(24)
        self.place = Choice([(code, desk.law.name_of(code)) for code in chain(desk.centre.place)])
        self.value = MeasureEdit(Measure.YUAN)
        self.unit = label("", "small", name="figure_unit")
        self.since, self.until, self.checked_on = DayEdit(), DayEdit(), DayEdit()
        self.document, self.issued_by, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self._lay_out()
        self._show_unit()
        self.kind.currentIndexChanged.connect(self._show_unit)
        self._fill(figure, name)

    def _lay_out(self) -> None:
        number = _("Prints on every sheet; left empty it prints “document number to be verified”")
        rows: tuple[tuple[FormField, ...], ...] = (
            (
                FormField(_("Which figure"), self.kind, "name", required=True),
                FormField(_("Place"), self.place, "place", required=True),
            ),
            (
                FormField(_("Value"), self.value, "value", required=True),
                FormField(_("In force since"), self.since, "since", required=True),
            ),
            (
                FormField(_("Document, with its number"), self.document, "document", hint=number),
                FormField(_("Issued by"), self.issued_by, "issued_by"),
            ),
            (
                FormField(_("Official text checked on"), self.checked_on, "checked_on"),
                FormField(_("In force until"), self.until, "until"),
            ),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        for line, pair in enumerate(rows):
            for column, field in enumerate(pair):
                grid.addWidget(self.fields.add(field), line, column)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.unit)
        self.body.addWidget(self.fields.add(FormField(_("Remark"), self.note, "note")))
        self.body.addStretch(1)

    def _fill(self, figure: Figure | None, name: str) -> None:
        if name:
            self.kind.set_code(name)
        if figure is None:
            return
        self.kind.set_code(figure.name)
        self.place.set_code(figure.place)
        self.kind.setEnabled(False)
        self._show_unit()
        self.value.set_number(figure.value)
        self.since.set_day(figure.since)
        self.until.set_day(figure.until)
        self.document.setText(figure.document)
        self.issued_by.setText(figure.issued_by)
        self.checked_on.set_day(figure.checked_on if figure.own else self._desk.today())
        self.note.setText(figure.note if figure.own else "")

    def submit(self) -> None:
        """Read what was typed and show what it would change, or say everything wrong with it."""
        entered = self._typed()
        unread = list(self.fields.misread())
        if self.value.number() is None and not self.value.problem():
            unread.append(Problem("value", _("Enter the value.")))
        if self.since.day() is None and not self.since.problem():
            unread.append(Problem("since", _("Enter the day from which it is in force.")))
        today = self._desk.today()
        if problems := in_one_round(unread, figure_problems(entered, today)):
            self.explain(Invalid(problems))
            return
        self.fields.explain(())
        self.complain("")
        gone = {self._figure.own_id} if self._figure and self._figure.own_id else set()
        dialog = EffectDialog(
            self._desk,
            self._jobs,
            FigureChange(added=(entered,), removed=frozenset(gone)),
            self,
        )
        dialog.refusing.connect(self.explain)
        dialog.carried.connect(self._carried)
        dialog.wanted_case.connect(self._leave_for)
        dialog.open()

    def _typed(self) -> OwnFigure:
        """Return the figure as far as it can be read."""
        name = self.kind.code()
        return OwnFigure(
            name=name,
            value=self.value.number() or ZERO,
            unit=KINDS[name].unit.value,
            since=self.since.day() or self.until.day() or self._desk.today(),
            until=self.until.day(),
            document=self.document.text().strip(),
            issued_by=self.issued_by.text().strip(),
            checked_on=self.checked_on.day(),
            note=self.note.text().strip(),
            place=self.place.code(),
        )

    def _carried(self, effect: FigureEffect) -> None:
        self.carried.emit(effect)
        self.accept()

    def _leave_for(self, case_id: int) -> None:
        self.reject()
        self.wanted_case.emit(case_id)

    def _show_unit(self) -> None:
        kind = KINDS.get(self.kind.code())
        self.unit.setText(_("Unit: {unit}").format(unit=kind.unit.label if kind else "—"))
        self.value.count_in(kind.unit.measure if kind else Measure.YUAN)
        average = _("For an average: a day of the year after its statistics year")
        self.fields["since"].advise(average if kind and kind.average else "")


def _kinds(besides: str) -> list[tuple[str, str]]:
    """Offer the local figures, and the one that is wanted where it is another."""
    offered = [(kind.name, kind.title) for kind in KINDS.values() if "_tier_" not in kind.name]
    if besides in KINDS and "_tier_" in besides:
        base, _found, tier = besides.rpartition("_tier_")
        title = _("{title}, tier {tier}").format(title=KINDS[base].title, tier=tier)
        offered.append((besides, title))
    return offered
