"""Entering, confirming and correcting a figure, and what it changes before it is taken."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import DeskError, Problem, Stale
from mediation_desk.domain.figure_change import CaseEffect, FigureChange, FigureEffect
from mediation_desk.domain.money import figures as plain
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.i18n import _
from mediation_desk.law import own_scale
from mediation_desk.law.figures import KINDS, Figure
from mediation_desk.law.packs import chain
from mediation_desk.services import figures as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import short_number
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MOST_WAITS = 3
_MOST_ROWS = 8


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
        self._desk, self._jobs, self._figure = desk, jobs, figure
        self.setMinimumWidth(600)
        self.kind = Choice(_kinds(name or (figure.name if figure else "")))
        self.kind.setMinimumContentsLength(24)
        self.place = Choice([(code, _place_name(desk, code)) for code in chain(desk.centre.place)])
        self.value, self.unit = MoneyEdit(), label("", "small", name="figure_unit")
        self.since, self.until, self.checked_on = DayEdit(), DayEdit(), DayEdit()
        self.document, self.issued_by, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        self._lay_out()
        self.kind.currentIndexChanged.connect(self._show_unit)
        self._fill(figure, name)
        self._show_unit()

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
        self.value.set_amount(figure.value)
        self.since.set_day(figure.since)
        self.until.set_day(figure.until)
        self.document.setText(figure.document)
        self.issued_by.setText(figure.issued_by)
        self.checked_on.set_day(figure.checked_on if figure.own else self._desk.today())
        self.note.setText(figure.note if figure.own else "")

    def submit(self) -> None:
        """Read what was typed and show what it would change."""
        value, since = self.value.amount(), self.since.day()
        problems = list(self.fields.misread())
        if value is None and not self.value.problem():
            problems.append(Problem("value", _("Enter the value.")))
        if since is None and not self.since.problem():
            problems.append(Problem("since", _("Enter the day from which it is in force.")))
        self.fields.explain(problems)
        if problems or value is None or since is None:
            return
        name = self.kind.code()
        entered = OwnFigure(
            name=name,
            value=value,
            unit=KINDS[name].unit.value,
            since=since,
            until=self.until.day(),
            document=self.document.text().strip(),
            issued_by=self.issued_by.text().strip(),
            checked_on=self.checked_on.day(),
            note=self.note.text().strip(),
            place=self.place.code(),
        )
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

    def _carried(self, effect: FigureEffect) -> None:
        self.carried.emit(effect)
        self.accept()

    def _leave_for(self, case_id: int) -> None:
        self.reject()
        self.wanted_case.emit(case_id)

    def _show_unit(self) -> None:
        kind = KINDS.get(self.kind.code())
        self.unit.setText(_("Unit: {unit}").format(unit=kind.unit.label if kind else "—"))
        average = _("For an average: a day of the year after its statistics year")
        self.fields["since"].advise(average if kind and kind.average else "")


class EffectDialog(Dialog):
    """The open cases that a change would change, with the difference of each."""

    carried = Signal(object)
    wanted_case = Signal(int)
    refusing = Signal(object)
    """The change itself cannot be taken: the form that asked says why at its fields."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        change: FigureChange,
        parent: QWidget | None = None,
        on: "service.Base | None" = None,
    ) -> None:
        super().__init__(_("What this changes"), _("Take it"), name="figure_effect", parent=parent)
        self._desk, self._jobs, self._change = desk, jobs, change
        self._on = on or service.base(desk)
        self.effect: FigureEffect | None = None
        self.setMinimumWidth(720)
        self.what = label(_what(desk, change), wrap=True, name="effect_what")
        self.summary = label("", "strong", name="effect_summary", wrap=True)
        self.waits = label("", wrap=True, name="effect_waits", tone=Tone.WARN)
        self.waits.hide()
        self.progress = ProgressLine("effect_progress")
        self.model: RowsModel[CaseEffect] = RowsModel(_case_columns())
        self.model.setParent(self)
        self.table = TableView("effect_cases", _("Cases that change"))
        self.table.be_dense()
        self.table.use_in_card(self.model, (19, 19, 11, 17, 17, 17))
        self.table.opened.connect(self._open_case)
        self.table.hide()
        self.told = label(
            _(
                "What the law gives is computed anew; sums that the parties claimed or agreed stay"
                " as they are."
            ),
            "small",
            name="effect_told",
            wrap=True,
        )
        for widget in (self.what, self.summary, self.waits, self.table, self.progress, self.told):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.ok.setEnabled(False)
        self._look()

    def _look(self) -> None:
        desk, change = self._desk, self._change
        rendering = self._jobs.render(
            self, lambda progress: service.effect(desk, change, progress), self._show, self._refuse
        )
        rendering.stopped.connect(self.reject)
        self.progress.follow(rendering, _("Computing the open cases with the new figures…"))

    def _show(self, effect: FigureEffect | None) -> None:
        self.progress.done()
        if effect is None:
            return
        self.effect = effect
        self.model.show(effect.cases)
        self.summary.setText(_summary(effect))
        self.waits.setText(_waits(effect))
        self.waits.setVisible(bool(effect.unsettled))
        self.table.setVisible(bool(effect.cases))
        if effect.cases:
            opens = _("Enter or a double click opens a case.")
            self.told.setText(f"{self.told.text()}{opens}")
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + line * min(len(effect.cases), _MOST_ROWS) + 6)
        self.ok.setEnabled(True)
        self.ok.setFocus()
        self.grow()

    def _refuse(self, error: Exception) -> None:
        self.refusing.emit(error)
        self.reject()

    def submit(self) -> None:
        """Take the change as it was shown."""
        desk, change, effect = self._desk, self._change, self.effect
        self.busy()
        self.summary.setText(_("Computing the cases anew…"))
        self._jobs.do(
            self,
            lambda: service.take(desk, change, effect, self._on),
            self._finish,
            self._not_taken,
        )

    def _not_taken(self, error: DeskError) -> None:
        """Go back to the form where somebody else changed what the change was made on."""
        if isinstance(error, Stale):
            self._jobs.ask(self, partial(service.base_now, self._desk), lambda _now: None)
            self._refuse(error)
        else:
            self.explain(error)

    def reject(self) -> None:
        """Stop looking, and change nothing."""
        self.progress.cancel()
        super().reject()

    def _finish(self, _done: None) -> None:
        self.carried.emit(self.effect)
        self.accept()

    def _open_case(self, index: QModelIndex) -> None:
        row = self.model.row(index)
        self.reject()
        self.wanted_case.emit(row.case_id)


def _kinds(besides: str) -> list[tuple[str, str]]:
    """Offer the local figures, and the one that is wanted where it is another."""
    offered = [(kind.name, kind.title) for kind in KINDS.values() if "_tier_" not in kind.name]
    if besides in KINDS and "_tier_" in besides:
        base, _found, tier = besides.rpartition("_tier_")
        title = _("{title}, tier {tier}").format(title=KINDS[base].title, tier=tier)
        offered.append((besides, title))
    return offered


def _place_name(desk: "Desk", code: str) -> str:
    place = desk.law.places.get(code)
    return place.name if place else code


def _what(desk: "Desk", change: FigureChange) -> str:
    """Say in a line each what is entered and what goes."""
    lines = [
        _("New: {title} {value} since {day}").format(
            title=_title(own), value=_value(own), day=own.since.isoformat()
        )
        for own in change.added[:6]
    ]
    if len(change.added) > 6:
        lines.append(_("… and {n} more").format(n=len(change.added) - 6))
    answers = dict(change.answers)
    lines += [
        _("{title}: {before} → {after}").format(
            title=switch.title,
            before=switch.way(desk.option(switch.option)).title,
            after=switch.way(answers[switch.option.name]).title,
        )
        for switch in SWITCHES
        if switch.option.name in answers
    ]
    lines += _tables(desk, answers)
    if not change.added:
        lines += [
            _("No longer used: {title} {value} since {day}").format(
                title=_title(own), value=_value(own), day=own.since.isoformat()
            )
            for own in desk.own_figures
            if own.id in change.removed
        ]
    return "\n".join(lines)


def _tables(desk: "Desk", answers: dict[str, str]) -> Iterator[str]:
    """Say which tables of work-injury subsidies come and which go."""
    if own_scale.OPTION not in answers:
        return
    held, then = desk.own_scales, own_scale.from_text(answers[own_scale.OPTION])
    new = _("New: table of work-injury subsidies, {place}, since {day}")
    gone = _("No longer used: table of work-injury subsidies, {place}, since {day}")
    kept = {(scale.place, scale.since) for scale in then}
    for text, scales in (
        (new, [scale for scale in then if scale not in held]),
        (gone, [scale for scale in held if (scale.place, scale.since) not in kept]),
    ):
        for scale in scales:
            yield text.format(place=_place_name(desk, scale.place), day=scale.since.isoformat())


def _title(own: OwnFigure) -> str:
    return KINDS[own.name].title if own.name in KINDS else own.name


def _value(own: OwnFigure) -> str:
    return plain(own.value) if own.unit.startswith("yuan") else f"{own.value:f}"


def _summary(effect: FigureEffect) -> str:
    if not effect.cases:
        return _("No open case changes.")
    text = _("Open cases that change: {cases}; difference in all: {difference} yuan.").format(
        cases=len(effect.cases), difference=_signed(effect.difference)
    )
    lacking = sum(case.lacking for case in effect.cases)
    gained = sum(case.gained for case in effect.cases)
    if lacking:
        text += " " + _("Sums that can no longer be computed: {n}.").format(n=lacking)
    if gained:
        text += " " + _("Sums that can now be computed: {n}.").format(n=gained)
    return text


def _waits(effect: FigureEffect) -> str:
    """Say which sums would not stand after the change, and for want of what."""
    text = _("{n} of these sums would not be settled:").format(n=effect.unsettled)
    return "\n".join((text, *effect.waits_for[:_MOST_WAITS]))


def _signed(amount: Decimal) -> str:
    return f"+{plain(amount)}" if amount > 0 else plain(amount)


def _case_columns() -> tuple[Column[CaseEffect], ...]:
    return (
        Column(title=_("Case"), text=lambda c: short_number(c.number), key=lambda c: c.number),
        Column(title=_("Employer"), text=lambda c: c.respondent),
        Column(title=_("Workers"), text=lambda c: str(c.workers), right=True),
        Column(title=_("Sum so far"), text=lambda c: plain(c.before), right=True),
        Column(title=_("New sum"), text=lambda c: plain(c.after), right=True),
        Column(
            title=_("Difference"),
            text=lambda c: _signed(c.difference),
            right=True,
            strong=True,
            tone=lambda c: Tone.WARN if c.difference < 0 else Tone.ACCENT,
        ),
    )
