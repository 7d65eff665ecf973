"""Floor, likely and best of every item, where both sides stand, and the reason for each figure."""

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Bound, Estimate, Key
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.law.prospects import Figured, Prospect, counting
from mediation_desk.services import talks
from mediation_desk.services.talks import Talks
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic, over_foot
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


@dataclass(frozen=True, slots=True)
class _Line:
    """One item of one worker with its figures and where both sides stand."""

    name: str
    prospect: Prospect
    asked: Decimal | None
    offered: Decimal | None

    @property
    def gap(self) -> Decimal | None:
        """What is between the sides; None until both have spoken."""
        if self.asked is None or self.offered is None:
            return None
        return max(self.asked - self.offered, Decimal("0.00"))


class RangesPanel(QWidget):
    """A line per item; at the right the three figures of the one chosen, with their reasons."""

    noticed = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("ranges_panel")
        self._case = case
        self._talks = Talks(hints={})
        self._chosen: Key | None = None
        self._shown: tuple[Key, tuple[Figured, ...]] | None = None
        self.model: RowsModel[_Line] = RowsModel(_columns())
        self.table = TableView("ranges_table", _("Figures for the talks"))
        self.table.use(self.model, (8, 10, 13, 11, 11, 11, 11, 11), stretch=1, yields=(7, 6, 5))
        self.table.be_dense()
        elastic(self.table, 150)
        self.together = label("", "strong", name="ranges_together", wrap=True)
        self.fields = FieldSet(self)
        self.amounts = {bound: MoneyEdit() for bound in Bound}
        self.reasons = {bound: QLineEdit() for bound in Bound}
        self.why = {
            bound: label("", "small", name=f"{bound.value}_why", wrap=True) for bound in Bound
        }
        self.save_button = primary(_("Save the figures"), "ranges_save", self.save)
        self.back_button = link(_("Back to the derived"), "ranges_back", self.back)
        told = _("Figures of one's own are entered and seen by the mediator of the case only.")
        self.only = label(told, "small", name="ranges_only", wrap=True)
        self.problem = label("", "error", name="ranges_problem", wrap=True)
        self.detail = self._detail()
        self.detail.title.setWordWrap(True)
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_what: self._choose())

    def _detail(self) -> Card:
        card = Card(_("Figures and reasons"), name="card_range")
        rows = over_foot(card, "range_scroll")
        for bound in Bound:
            beside = QHBoxLayout()
            beside.setSpacing(Space.S)
            amount = FormField(bound.label, self.amounts[bound], f"{bound.value}.amount")
            reason = FormField(_("Own reason"), self.reasons[bound], f"{bound.value}.reason")
            self.amounts[bound].setMinimumWidth(110)
            beside.addWidget(self.fields.add(amount), 2)
            beside.addWidget(self.fields.add(reason), 3)
            rows.addLayout(beside)
            rows.addWidget(self.why[bound])
        rows.addWidget(self.only)
        rows.addStretch(1)
        card.add(self.problem)
        foot = QHBoxLayout()
        foot.addWidget(self.save_button)
        foot.addStretch(1)
        foot.addWidget(self.back_button)
        card.body.addLayout(foot)
        card.setMinimumWidth(300)
        card.setMaximumWidth(380)
        return card

    def _lay_out(self) -> None:
        left = Card(_("Floor, likely and best"), name="card_ranges")
        left.add(self.table, 1)
        left.add(self.together)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 7)
        inside.addWidget(self.detail, 3)

    def show_talks(self, case: CaseFile, found: Talks, *, apart: bool) -> None:
        """Show the figures as they stand."""
        self._talks = found
        asked = found.said.get((apart, Side.APPLICANT), {})
        offered = found.said.get((apart, Side.RESPONDENT), {})
        names = {a.id: a.person.name for a in case.applicants}
        lines = [
            _Line(names[p.party_id], p, asked.get(p.key), offered.get(p.key))
            for p in found.prospects
            if p.party_id in names
        ]
        self.model.show(lines)
        self.together.setText(_together(found))
        self.detail.setVisible(bool(lines))
        if not lines:
            self.together.setText(_("No claims are made yet."))
            return
        keys = [line.prospect.key for line in self.model.rows]
        place = keys.index(self._chosen) if self._chosen in keys else 0
        rows = self.table.selectionModel()
        rows.blockSignals(True)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        rows.setCurrentIndex(
            self.model.index(place, 0), flags | QItemSelectionModel.SelectionFlag.Rows
        )
        rows.blockSignals(False)
        self._show_line(self.model.rows[place])

    def _choose(self) -> None:
        if (index := self.table.currentIndex()).isValid():
            self._show_line(self.model.row(index))

    def _show_line(self, line: _Line) -> None:
        self._chosen = line.prospect.key
        figured = tuple(line.prospect.at(bound) for bound in Bound)
        may = self._talks.apart and self._case.desk.actor.may(Right.SETTLE)
        self.save_button.setVisible(may)
        self.only.setVisible(not may)
        self.back_button.setVisible(may and any(one.own for one in figured))
        if self._shown == (self._chosen, figured):
            return
        self._shown = self._chosen, figured
        self.detail.title.setText(f"{line.name} · {line.prospect.kind.label}")
        for bound, one in zip(Bound, figured, strict=True):
            self.amounts[bound].set_amount(one.amount)
            self.reasons[bound].setText(one.reason if one.own else "")
            self.why[bound].setText(_why(one, line.prospect if bound is Bound.BEST else None))
            for editor in (self.amounts[bound], self.reasons[bound]):
                editor.setReadOnly(not may)
        self._explain(())

    def save(self) -> None:
        """Save what differs from the derived as the mediator's own figures."""
        problems = self.fields.misread()
        if problems or self._chosen is None:
            self._explain(problems)
            return
        self._put(self._chosen, tuple(self._entered(self._chosen)))

    def back(self) -> None:
        """Let the derived figures of the item stand again."""
        if self._chosen is not None:
            self._put(self._chosen, ())

    def _entered(self, key: Key) -> list[Estimate]:
        [prospect] = [p for p in self._talks.prospects if p.key == key]
        found = []
        for bound in Bound:
            now = prospect.at(bound)
            derived = now.derived if now.own else now
            amount, reason = self.amounts[bound].amount(), self.reasons[bound].text().strip()
            same = derived is not None and amount == derived.amount and not reason
            if amount is not None and not same:
                found.append(
                    Estimate(
                        party_id=key[0], kind=key[1], bound=bound, amount=amount, reason=reason
                    )
                )
        return found

    def _put(self, key: Key, mine: tuple[Estimate, ...]) -> None:
        """Save the item's own figures beside those of the worker's other items."""
        others = [
            Estimate(
                party_id=key[0],
                kind=p.kind,
                bound=bound,
                amount=p.at(bound).amount or Decimal("0.00"),
                reason=p.at(bound).reason,
            )
            for p in self._talks.prospects
            if p.party_id == key[0] and p.kind is not key[1]
            for bound in Bound
            if p.at(bound).own
        ]
        desk, wanted = self._case.desk, (*mine, *others)
        self._case.act(
            lambda case_id, version: talks.set_estimates(desk, case_id, version, key[0], wanted),
            lambda _done: self.noticed.emit(_("The figures are saved.")),
            self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        self._explain(error.problems or (Problem("", str(error)),))

    def _explain(self, problems: tuple[Problem, ...]) -> None:
        left = self.fields.explain(problems)
        self.problem.setText("\n".join(problem.text for problem in left))
        self.problem.setVisible(bool(left))

    def text(self) -> str:
        """Return the table for the printer: what follows from the facts, nothing confidential.

        What both sides said and the mediator's own figures stay out of it: paper is left lying.
        """
        names = self.model.columns[:2]
        lines = ["\t".join([*(c.title for c in names), *(which.label for which in Bound)])]
        for row in self.model.rows:
            derived = (_derived(row.prospect.at(which)) for which in Bound)
            lines.append("\t".join([*(c.text(row) for c in names), *map(_figured, derived)]))
        return "\n".join(lines)


def _derived(one: Figured) -> Figured:
    """Return what follows from the facts, also where the mediator holds another figure."""
    if not one.own:
        return one
    return one.derived or Figured(amount=None, reason="")


def _why(one: Figured, besides: Prospect | None) -> str:
    """Return the reason of a figure, with what is owed besides it."""
    text = one.reason
    if one.own and one.derived is not None:
        if one.derived.amount is None:
            text = one.derived.reason
        else:
            told = _("Derived: {sum}. {reason}")
            text = told.format(sum=figures(one.derived.amount), reason=one.derived.reason)
    more = []
    if besides and besides.fund:
        told = _(" Besides, the insurance fund owes {sum} yuan.")
        more.append(told.format(sum=figures(besides.fund)))
    if besides and besides.unsaid:
        told = _(
            " {sum} yuan more turn on whether there was work-injury insurance: the fund pays them,"
            " or else the employer."
        )
        more.append(told.format(sum=figures(besides.unsaid)))
    if more and text and text[-1] not in "。.":
        text += _(".")
    return text + "".join(more)


def _figured(one: Figured) -> str:
    """Write a figure; one that something may still lessen says so."""
    return f"≤ {_sum(one.amount)}" if one.at_most else _sum(one.amount)


def _said(line: _Line) -> str:
    """Say of an item in full where both sides stand: those columns step back on a small screen."""
    sums = (
        (_("Workers say"), line.asked),
        (_("Employer says"), line.offered),
        (_("Gap"), line.gap),
    )
    rows = (_("{label}: {value}").format(label=name, value=_sum(amount)) for name, amount in sums)
    return "\n".join((f"{line.name} · {line.prospect.kind.label}", *rows))


def _sum(amount: Decimal | None) -> str:
    return "—" if amount is None else figures(amount)


def _tone(line: _Line, which: Bound) -> Tone:
    if line.prospect.at(which).own:
        return Tone.ACCENT
    return Tone.MUTED if line.prospect.apart else Tone.PLAIN


def _tip(line: _Line, which: Bound) -> str:
    """Say where a figure comes from, and that another item counts in its place."""
    apart = why_apart(line.prospect.apart) if line.prospect.apart else ""
    return "\n".join(filter(None, (apart, line.prospect.at(which).reason)))


def _columns() -> tuple[Column[_Line], ...]:
    def bound(which: Bound) -> Column[_Line]:
        return Column(
            title=which.label,
            text=lambda line: _figured(line.prospect.at(which)),
            key=lambda line: line.prospect.at(which).amount or Decimal(-1),
            right=True,
            tone=lambda line: _tone(line, which),
            tip=lambda line: _tip(line, which),
        )

    return (
        Column(title=_("Worker"), text=lambda line: line.name, strong=True, tip=_said),
        Column(title=_("Item"), text=lambda line: line.prospect.kind.short, tip=_said),
        *(bound(which) for which in Bound),
        Column(
            title=_("Workers say"),
            text=lambda line: _sum(line.asked),
            key=lambda line: line.asked or Decimal(-1),
            right=True,
        ),
        Column(
            title=_("Employer says"),
            text=lambda line: _sum(line.offered),
            key=lambda line: line.offered or Decimal(-1),
            right=True,
        ),
        Column(
            title=_("Gap"),
            text=lambda line: _sum(line.gap),
            key=lambda line: line.gap if line.gap is not None else Decimal(-1),
            right=True,
        ),
    )


def _together(found: Talks) -> str:
    parts = []
    for bound in Bound:
        counted = counting(found.prospects, bound)
        amounts = [one.amount for one in counted]
        known = [amount for amount in amounts if amount is not None]
        most = "≤ " if any(one.at_most for one in counted) else ""
        text = f"{bound.label} {most}{figures(sum(known, Decimal('0.00')))}" if known else ""
        if known and len(known) < len(amounts):
            text += _(" ({n} items without a figure)").format(n=len(amounts) - len(known))
        parts.append(text)
    told = _("In all: {sums}").format(sums=_("; ").join(part for part in parts if part))
    if any(p.apart for p in found.prospects):
        told += _(" (of items that exclude each other one)")
    return told
