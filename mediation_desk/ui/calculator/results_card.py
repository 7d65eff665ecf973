"""Every claim that follows, with its sum, and the steps of the one looked at."""

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mediation_desk.domain.claims import AnswerKind, ClaimKind
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.money import capital, figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.sheet import answer_text
from mediation_desk.services.calculator import Reckoned, from_fund, open_sum, sentence, together
from mediation_desk.ui.case.award_panel import Told, told
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.labels import label, set_tone, tell
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_MOST_ROWS, _LEAST_ROWS = 8, 3
NOTHING_YET = N_(
    "Nothing can be reckoned yet: the list says what is missing. Only then is there something to "
    "print."
)


class ResultsCard(Card):
    """The sums of all claims and their total; opening one that lacks a fact leads to it."""

    lacking = Signal(object)
    """These facts are missing or wrong: a tuple of their names."""

    def __init__(self) -> None:
        super().__init__(_("What is owed"), name="card_results")
        self.total = label("", "figure", name="results_total")
        self.capital = label("", "small", name="results_capital", wrap=True)
        self.fund = label("", "figure", name="results_fund")
        self.employer_pays = label(_("The employer pays"), "small", name="results_employer_pays")
        self.fund_pays = label(_("The work-injury fund pays"), "small", name="results_fund_pays")
        self.problem = label("", "error", name="results_problem", wrap=True)
        self.problem.hide()
        self.found: tuple[Reckoned, ...] = ()
        self.model: RowsModel[Reckoned] = RowsModel(
            (
                Column(title=_("Claim"), text=lambda r: r.kind.label, tip=lambda r: r.kind.label),
                Column(
                    title=_("Sum (yuan)"),
                    text=sum_text,
                    right=True,
                ),
                Column(title=_("Remark"), text=remark, tip=remark, tone=_tone),
            )
        )
        self.table = TableView("results_table", _("What is owed"))
        self.table.be_dense()
        self.table.use_in_card(self.model, (34, 22, 44))
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        self.table.opened.connect(self._opened)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(Space.XS)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, Space.S, 0)
        column.addLayout(self.lines)
        column.addStretch(1)
        self.body.addLayout(self._sums())
        self.add(self.problem)
        self.add(self.table)
        self.add(scrolling(content, "results_scroll"), 1)

    def _sums(self) -> QGridLayout:
        """Lay out what the employer owes and, as large, what the fund pays an insured worker."""
        sums = QGridLayout()
        sums.setVerticalSpacing(0)
        sums.setHorizontalSpacing(Space.L)
        for column, widgets in enumerate(
            ((self.employer_pays, self.total), (self.fund_pays, self.fund))
        ):
            for row, widget in enumerate(widgets):
                sums.addWidget(widget, row, column)
        sums.addWidget(self.capital, 1, 2)
        sums.setColumnStretch(2, 1)
        return sums

    def show_results(self, found: tuple[Reckoned, ...], misread: tuple[Problem, ...]) -> None:
        """Show every claim; what could not be read stands above them."""
        kept = self.table.currentIndex().row()
        same, self.found = found == self.found and bool(found), found
        tell(self.problem, map(sentence, misread))
        if same:
            return  # what is being read stays where it was scrolled to
        self._head(found)
        self.model.show(found)
        self._fit_table()
        self.table.setVisible(bool(found))
        if found:
            self.table.selectRow(min(max(kept, 0), len(found) - 1))
        self._explain(self.table.currentIndex())

    @property
    def reckoned(self) -> bool:
        """Say whether anything could be reckoned: without it a sheet would tell nothing."""
        return any(one.award is not None for one in self.found)

    def _head(self, found: tuple[Reckoned, ...]) -> None:
        """Show the total, or in its place what it turns on: nothing known is no nothing owed."""
        total, more = together(found), open_sum(found)
        fund = from_fund(found)
        self.fund.setText(figures(fund))
        for widget in (self.employer_pays, self.fund_pays, self.fund):
            widget.setVisible(bool(fund))
        known = total or any(map(_told_sum, found))
        self.total.setText(figures(total) if known else "—" if found else "")
        words = capital(total) if known else ""
        if more:
            turns = _("Say whether there was work-injury insurance: {sum} yuan turn on it.")
            words = f"{words}　{turns.format(sum=figures(more))}".strip()
        nothing = bool(found) and not self.reckoned
        self.capital.setText(_(NOTHING_YET) if nothing else words)
        set_tone(self.capital, Tone.WARN if more or nothing else Tone.PLAIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the steps on a low screen."""
        super().resizeEvent(event)
        self._fit_table()

    def _fit_table(self) -> None:
        line = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        room = (self.height() // 3 - head) // line
        rows = min(len(self.found), max(_LEAST_ROWS, min(room, _MOST_ROWS)))
        self.table.setFixedHeight(head + line * max(1, rows) + 6)

    def _explain(self, index: QModelIndex, _before: object = None) -> None:
        self._empty()
        if not self.found and not self.problem.text():
            begin = _("Tick what happened on the left; what is owed is reckoned here.")
            self.lines.addWidget(label(begin, "small", name="results_none", wrap=True))
        if not index.isValid() or not self.found:
            return
        one = self.model.row(index)
        if one.award is None:
            lines: tuple[Told, ...] = tuple(
                Told(text, tone=Tone.WARN) for text in one.refusal.splitlines()
            )
        else:
            lines = tuple(told(one.award))
        self.lines.addWidget(label(one.kind.label, "strong", wrap=True))
        for place, each in enumerate(lines):
            name = f"result_line_{place}"
            self.lines.addWidget(label(each.text, each.role, name=name, tone=each.tone, wrap=True))

    def _empty(self) -> None:
        while self.lines.count():
            taken = self.lines.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.hide()
                widget.deleteLater()

    def _opened(self, index: QModelIndex) -> None:
        one = self.model.row(index)
        if one.problems:
            self.lacking.emit(tuple(problem.field for problem in one.problems))

    def text(self) -> str:
        """Return every claim with its steps, for the clipboard."""
        parts = []
        for one in self.found:
            parts.append(f"{one.kind.label}\t{sum_text(one)}\t{remark(one)}".rstrip())
            if one.award is not None:
                parts += [f"  {each.text}" for each in told(one.award)]
        if self.found:
            if fund := from_fund(self.found):
                parts.append(f"{self.fund_pays.text()}\t{figures(fund)}")
            parts.append(f"{_('Total')}\t{self.total.text()}\t{self.capital.text()}".rstrip())
        return "\n".join(parts)


def _told_sum(one: Reckoned) -> bool:
    """Say whether a claim has a sum, be it nothing."""
    return isinstance(one.kind, ClaimKind) and sum_text(one) != "—"


def sum_text(one: Reckoned) -> str:
    """Write a sum; “—” where there is none, or where all of it turns on what was not said."""
    award = one.award
    if award is None or (award.if_uninsured and not award.amount):
        return "—"
    return answer_text(one.kind, award)


def remark(one: Reckoned) -> str:
    """Say in a line what to know of a claim: why there is no sum, or the first warning."""
    if one.award is None:
        return one.refusal.replace("\n", " ")
    warnings = one.award.warnings
    if one.apart:
        return why_apart(one.apart)
    if isinstance(one.kind, AnswerKind):
        return _("Not in the total. {text}").format(text=one.award.reason or "".join(warnings[:1]))
    if fund := one.award.from_fund:
        text = _("The work-injury fund pays {sum} yuan.").format(sum=figures(fund))
        return f"{text}{one.award.reason or ''.join(warnings[:1])}"
    return one.award.reason or (warnings[0] if warnings else "")


def _tone(one: Reckoned) -> Tone:
    settled = one.award is not None and not one.award.reason and not one.award.warnings
    return Tone.MUTED if settled else Tone.WARN
