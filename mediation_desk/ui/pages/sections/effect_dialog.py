"""What a change of figures does to open cases, shown before it is taken or left."""

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.figure_change import (
    CaseEffect,
    Differences,
    FigureChange,
    FigureEffect,
)
from mediation_desk.domain.money import figures as plain
from mediation_desk.i18n import _
from mediation_desk.services import figures as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections import figure_told
from mediation_desk.ui.phrases import short_number
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.progress import ProgressLine
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_MOST_WAITS = 3
_MOST_ROWS = 8


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
        self._desk, self._jobs, self._change = desk, jobs, service.whole(desk, change)
        self._on = on or service.base(desk)
        self.effect: FigureEffect | None = None
        self.setMinimumWidth(720)
        told = _differences(desk, self._change)
        what = "\n".join(figure_told.lines(desk.law, told))
        self.what = label(what, wrap=True, name="effect_what")
        self.doubt = label("", wrap=True, name="effect_doubt", tone=Tone.WARN)
        tell(self.doubt, figure_told.doubts(desk.law, told))
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
                "The sums are those of the claims that change alone; other claims of these cases"
                " are not in them. Sums that the parties claimed or agreed stay as they are."
            ),
            "small",
            name="effect_told",
            wrap=True,
        )
        shown = (self.what, self.doubt, self.summary, self.waits, self.table, self.progress)
        for widget in (*shown, self.told):
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
        self.told.setVisible(bool(effect.cases))
        if effect.cases:
            opens = _("Enter or a double click opens a case.")
            self.told.setText(f"{self.told.text()}{opens}")
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + line * min(len(effect.cases), _MOST_ROWS) + 6)
        self.ok.setEnabled(True)
        self.ok.setFocus()
        self.fit()

    def _refuse(self, error: Exception) -> None:
        self.refusing.emit(error)
        self.reject()

    def submit(self) -> None:
        """Take the change as it was shown."""
        desk, change, effect = self._desk, self._change, self.effect
        self.busy()
        if effect is None or effect.cases:
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


def _differences(desk: "Desk", change: FigureChange) -> Differences:
    """Return what a change enters and what goes, beside what is there."""
    return Differences(
        entered=change.added,
        gone=tuple(own for own in desk.own_figures if own.id in change.removed),
        settings={name: (desk.held(name), code) for name, code in change.answers},
    )


def _summary(effect: FigureEffect) -> str:
    if not effect.cases:
        return _("No open case changes.")
    text = _("Open cases that change: {cases}; difference in all: {difference} yuan.").format(
        cases=len(effect.cases), difference=_signed(effect.difference)
    )
    lacking = sum(case.lacking for case in effect.cases)
    gained = sum(case.gained for case in effect.cases)
    if lacking:
        lost = sum((case.lost for case in effect.cases), Decimal("0.00"))
        told = _("Sums that can no longer be computed: {n}, {sum} yuan so far, in no difference.")
        text += " " + told.format(n=lacking, sum=plain(lost))
    if gained:
        text += " " + _("Sums that can now be computed: {n}.").format(n=gained)
    return text


def computed_anew(effect: FigureEffect) -> str:
    """Say of a change that was taken how many open cases it changed."""
    if not effect.cases:
        return _("No open case changes.")
    return _("Open cases computed anew: {n}.").format(n=len(effect.cases))


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
        Column(
            title=_("Sum so far"),
            text=lambda c: plain(c.lost if c.only_lacking else c.before),
            right=True,
        ),
        Column(
            title=_("New sum"),
            text=lambda c: _("not computed") if c.only_lacking else plain(c.after),
            right=True,
        ),
        Column(
            title=_("Difference"),
            text=lambda c: "—" if c.only_lacking else _signed(c.difference),
            right=True,
            strong=True,
            tone=lambda c: Tone.WARN if c.difference < 0 else Tone.ACCENT,
        ),
    )
