"""A table of the lump sums on leaving after a work injury: entered, corrected, taken back."""

from collections.abc import Iterable
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.errors import DeskError, Invalid, Problem, in_one_round
from mediation_desk.domain.figure_change import FigureChange
from mediation_desk.domain.measure import Measure
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import N_, _
from mediation_desk.law.own_scale import GRADES, scale_problems
from mediation_desk.law.packs import chain
from mediation_desk.law.subsidy_scale import Base, Reduction, Subsidy, SubsidyScale
from mediation_desk.services import figures as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.effect_dialog import EffectDialog
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.measure_edit import MeasureEdit
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_BASES: tuple[tuple[Base, str], ...] = (
    ("pooling", N_("Months of the pooling area's average wage")),
    ("own", N_("Months of the worker's own wage")),
    ("fixed", N_("Fixed sums in yuan")),
)
_OF = (
    ("employment", N_("The employment subsidy only")),
    ("medical", N_("The medical subsidy only")),
    ("employment,medical", N_("Both subsidies")),
)
_COLUMNS: tuple[tuple[Subsidy, str], ...] = (
    ("medical", N_("One-off medical subsidy, by grade ({unit})")),
    ("employment", N_("One-off employment subsidy, by grade ({unit})")),
)
_NUMBERS = {
    "years": N_("Years before retirement"),
    "percent": N_("Less for each year (%)"),
    "least": N_("At least stays (%)"),
    "occupational_percent": N_("More for an occupational disease (%)"),
    "occupational_months": N_("More for an occupational disease (months)"),
}
_NEAR = ("years", "percent", "least")
_COUNTS = {
    "years": Measure.YEARS,
    "percent": Measure.PERCENT,
    "least": Measure.PERCENT,
    "occupational_percent": Measure.PERCENT,
    "occupational_months": Measure.WHOLE_MONTHS,
}


class ScaleDialog(Dialog):
    """The numbers of a table by grade, how they fall near retirement, and the document."""

    carried = Signal(object)
    """The change was taken: what it did."""
    wanted_case = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None) -> None:
        title = _("Table of work-injury subsidies")
        super().__init__(title, _("See what changes…"), name="scale_dialog", parent=parent)
        self.edits()
        self._desk, self._jobs = desk, jobs
        self._tables = _tables(desk)
        self.setMinimumWidth(680)
        named_tables = [(str(at), _named(desk, one)) for at, one in enumerate(self._tables)]
        self.table = Choice([*named_tables, ("", _("A new table"))])
        places = [code for code in chain(desk.centre.place) if code != "cn"]
        self.place = Choice([(code, desk.law.name_of(code)) for code in places])
        self.base = Choice([(code, _(words)) for code, words in _BASES])
        self.since, self.checked_on = DayEdit(), DayEdit()
        self.document, self.note = QLineEdit(), QLineEdit()
        self.numbers = {
            f"{name}.{grade}": MeasureEdit(Measure.MONTHS)
            for name, _words in _COLUMNS
            for grade in GRADES
        }
        self.heads = {name: label("", "strong", name=f"scale_{name}") for name, _words in _COLUMNS}
        self.falls = {name: MeasureEdit(_COUNTS[name]) for name in _NUMBERS}
        self.of, self.retired = (Choice([(code, _(words)) for code, words in _OF]) for _n in "12")
        started = _("A year that has begun counts as a whole one")
        self.started = named(QCheckBox(started), "scale_started", started)
        self.away = secondary(_("Take this table back…"), "scale_away", self.take_back)
        self.foot.insertWidget(0, self.away)
        self._lay_out()
        self.base.currentIndexChanged.connect(lambda _at: self._count())
        self._count()
        self.table.currentIndexChanged.connect(lambda _at: self._fill())
        self.table.setCurrentIndex(0)
        self._fill()
        self._on = service.base(desk)
        Shared(
            self,
            jobs,
            partial(service.base_now, desk),
            lambda _now: ScaleDialog(desk, jobs, parent)._of(self._chosen()),
            "_tables",
            "_on",
        )

    def _of(self, before: SubsidyScale | None) -> Self:
        """Show the table that stands now where another one stood."""
        places = [
            at
            for at, one in enumerate(self._tables)
            if before
            and (one.place, one.since, one.own) == (before.place, before.since, before.own)
        ]
        if places or before is None:
            self.table.set_code(str(places[0]) if places else "")
        return self

    def _lay_out(self) -> None:
        first = FormField(_("Table"), self.table, "table")
        self.body.addWidget(self.fields.add(first))
        number = _("Prints on every sheet; left empty it prints “document number to be verified”")
        self._grid(
            (_("Place"), self.place, "place"),
            (_("In force since"), self.since, "since"),
            (_("What the numbers are"), self.base, "base"),
            (_("Official text checked on"), self.checked_on, "checked_on"),
        )
        for name, _words in _COLUMNS:
            self.body.addWidget(self.heads[name])
            grade = _("Grade {n}")
            cells = (
                (grade.format(n=n), self.numbers[f"{name}.{n}"], f"{name}.{n}") for n in GRADES
            )
            self._grid(*cells, columns=len(GRADES))
        self.body.addWidget(label(_("Near retirement"), "strong", name="scale_retirement"))
        near = ((_(_NUMBERS[name]), self.falls[name], name) for name in _NEAR)
        self._grid(*near, columns=3)
        self._grid(
            (_("What falls"), self.of, "of"),
            (_("Not paid at retirement age"), self.retired, "retired"),
        )
        self.body.addWidget(self.started)
        more = ("occupational_percent", "occupational_months")
        self._grid(*((_(_NUMBERS[name]), self.falls[name], name) for name in more))
        document = FormField(_("Document, with its number"), self.document, "document", hint=number)
        self.body.addWidget(self.fields.add(document))
        self.body.addWidget(self.fields.add(FormField(_("Remark"), self.note, "note")))
        self.body.addStretch(1)

    def _grid(self, *cells: tuple[str, QWidget, str], columns: int = 2) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        for at, (caption, editor, name) in enumerate(cells):
            field = self.fields.add(FormField(caption, editor, name))
            grid.addWidget(field, at // columns, at % columns)
            grid.setColumnStretch(at % columns, 1)
        self.body.addLayout(grid)

    def _count(self) -> None:
        """Read the numbers of the grades as what they are: months, or sums in yuan."""
        measure = Measure.YUAN if self.base.code() == "fixed" else Measure.MONTHS
        for name, words in _COLUMNS:
            self.heads[name].setText(_(words).format(unit=measure.label))
        for editor in self.numbers.values():
            editor.count_in(measure)

    def _chosen(self) -> SubsidyScale | None:
        code = self.table.code()
        return self._tables[int(code)] if code else None

    def _fill(self) -> None:
        """Show the table chosen; one that came with the program is a draft for the centre's own."""
        scale = self._chosen()
        self.away.setVisible(scale is not None and scale.own)
        if scale is None:
            return
        self.place.set_code(scale.place)
        self.base.set_code(scale.base)
        self.since.set_day(scale.since)
        self.checked_on.set_day(scale.checked_on if scale.own else None)
        self.document.setText(scale.document)
        self.note.setText(scale.note if scale.own else "")
        for name, months in (("medical", scale.medical), ("employment", scale.employment)):
            for grade in GRADES:
                self.numbers[f"{name}.{grade}"].set_number(months.get(grade, ZERO))
        falls = scale.reduction
        told = {
            "years": falls.years if falls else 0,
            "percent": falls.percent if falls else 0,
            "least": falls.least if falls else 0,
            "occupational_percent": scale.occupational_percent,
            "occupational_months": scale.occupational_months,
        }
        for name, number in told.items():
            self.falls[name].set_number(Decimal(number) if number else None)
        self.of.set_code(_both(falls.of) if falls else "employment")
        self.retired.set_code(_both(falls.retired) if falls else "employment,medical")
        self.started.setChecked(falls.started if falls else True)

    def submit(self) -> None:
        """Read the table and show what it would change, or say everything that is wrong with it."""
        scale = self._typed()
        unread = list(self.fields.misread())
        if self.since.day() is None and not self.since.problem():
            unread.append(Problem("since", _("Enter the day from which it is in force.")))
        if problems := in_one_round(unread, scale_problems(scale, self._desk.today())):
            self.explain(Invalid(problems))
            return
        self.fields.explain(())
        self.complain("")
        try:
            self._show(service.with_table(self._desk, scale))
        except DeskError as refusal:
            self.explain(refusal)

    def _typed(self) -> SubsidyScale:
        """Return the table as far as it can be read."""
        return SubsidyScale(
            place=self.place.code(),
            since=self.since.day() or self._desk.today(),
            base=next(base for base, _words in _BASES if base == self.base.code()),
            medical=self._column("medical"),
            employment=self._column("employment"),
            reduction=self._reduction(),
            occupational_percent=self._whole("occupational_percent"),
            occupational_months=self._whole("occupational_months"),
            document=self.document.text().strip(),
            checked_on=self.checked_on.day(),
            note=self.note.text().strip(),
        )

    def _column(self, name: Subsidy) -> dict[int, Decimal]:
        told = ((grade, self.numbers[f"{name}.{grade}"].number()) for grade in GRADES)
        return {grade: number for grade, number in told if number is not None}

    def _whole(self, name: str) -> int:
        return int(self.falls[name].number() or 0)

    def _reduction(self) -> Reduction | None:
        if not any(self.falls[name].problem() or self._whole(name) for name in _NEAR):
            return None
        return Reduction(
            of=_parted(self.of.code()),
            years=self._whole("years"),
            percent=self._whole("percent"),
            started=self.started.isChecked(),
            least=self._whole("least"),
            retired=_parted(self.retired.code()),
        )

    def take_back(self) -> None:
        """Show what changes when the centre's own table goes."""
        scale = self._chosen()
        if scale is not None and scale.own:
            self._show(service.without_table(self._desk, scale))

    def _show(self, change: FigureChange) -> None:
        dialog = EffectDialog(self._desk, self._jobs, change, self, self._on)
        dialog.refusing.connect(self.explain)
        dialog.carried.connect(self._carried)
        dialog.wanted_case.connect(self._leave_for)
        dialog.open()

    def _carried(self, effect: object) -> None:
        self.carried.emit(effect)
        self.accept()

    def _leave_for(self, case_id: int) -> None:
        self.reject()
        self.wanted_case.emit(case_id)


def _tables(desk: "Desk") -> tuple[SubsidyScale, ...]:
    """Return the tables that count here: the newest first, the centre's own before what ships."""
    places = tuple(chain(desk.centre.place))
    here = [scale for scale in desk.law.scales if scale.place in places]
    return tuple(sorted(here, key=lambda scale: (scale.own, scale.since), reverse=True))


def _named(desk: "Desk", scale: SubsidyScale) -> str:
    whose = _("the centre's own") if scale.own else _("as it came with the program")
    text = _("{place}, since {day} ({whose})")
    return text.format(
        place=desk.law.name_of(scale.place), day=scale.since.isoformat(), whose=whose
    )


def _both(subsidies: Iterable[Subsidy]) -> str:
    return ",".join(sorted(subsidies))


def _parted(code: str) -> frozenset[Subsidy]:
    return frozenset(name for name, _words in _COLUMNS if name in code.split(","))
