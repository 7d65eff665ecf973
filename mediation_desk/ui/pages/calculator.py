"""What am I owed? Sums at the counter, without a case (核算)."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.fact_checks import fact_doubts
from mediation_desk.law.fact_texts import answer_code
from mediation_desk.law.facts import facts as all_facts
from mediation_desk.law.facts import value_text
from mediation_desk.law.situations import asked, implied
from mediation_desk.services import calculator
from mediation_desk.services.calculator import Question, Reckoned
from mediation_desk.ui.calculator.questions_card import QuestionsCard
from mediation_desk.ui.calculator.results_card import NOTHING_YET, ResultsCard
from mediation_desk.ui.calculator.situations_card import SituationsCard
from mediation_desk.ui.drafting import Kept
from mediation_desk.ui.page import Page
from mediation_desk.ui.saving import ask_for_workbook, save_made
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import icon_button, link, primary, secondary
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.labels import label, tell

if TYPE_CHECKING:
    pass

NOTHING_TICKED = N_("Tick what happened first.")
PAUSE_MS = 150
_BAR = 22
THREE_COLUMNS = 1060
"""The width from which what happened stands beside the questions."""


class CalculatorPage(Page):
    """Tick what happened, answer what is asked; the sums follow every stroke."""

    NAME, TITLE = "calculator", N_("Calculator")

    applying = Signal(object)
    """Make an application of this: what the form of a new case takes."""

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.situations, self.questions = SituationsCard(), QuestionsCard()
        self.results = ResultsCard()
        yield
        self._asked: Question | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.reckon)
        self.print_button = primary(
            _("Print the calculation…"), "calculator_print", self.print_sheet
        )
        self.apply_button = secondary(
            _("Make an application"), "calculator_apply", self.make_application
        )
        self.excel_button = secondary(_("Excel…"), "calculator_excel", self.save_workbook)
        text = _("Copy the calculation")
        self.copy_button = icon_button("copy", text, "calculator_copy", self.copy)
        self.applied = QWidget(self)
        self.fresh_button = secondary(_("Start anew"), "calculator_fresh", self.start_anew)
        yield
        self._lay_out()
        yield
        self.situations.edited.connect(self._happened)
        self.questions.edited.connect(self._pause.start)
        self.results.lacking.connect(self.questions.go_to)
        self._show((), ())

    def _lay_out(self) -> None:
        told = QHBoxLayout(self.applied)
        told.setContentsMargins(0, 0, 0, 0)
        text = _("This calculation has become an application; its answers are still here.")
        told.addWidget(label(text, "small", name="calculator_applied", wrap=True), 1)
        self.next_button = link(_("Start anew"), "calculator_next", self.start_anew)
        told.addWidget(self.next_button)
        self.applied.hide()
        self.results.body.insertWidget(0, self.applied)
        self._beside, self._above = _column(), _column()
        self._beside.addWidget(self.situations)
        self._above.addWidget(self.questions)
        self._left_area = _area(self._beside, "situations_scroll")
        self._middle_area = _area(self._above, "questions_scroll")
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in self._with_results():
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.fresh_button)
        self.results.body.addLayout(foot)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        outer.setSpacing(Space.M)
        outer.addWidget(self._left_area, 6)
        outer.addWidget(self._middle_area, 7)
        outer.addWidget(self.results, 8)

    def _happened(self) -> None:
        chosen = self.situations.chosen()
        self.questions.ask(asked(chosen), implied(chosen))
        self.reckon()

    def refresh(self) -> None:
        """Reckon anew: figures and regional rules may have changed, and the day."""
        if self.situations.chosen():
            self.reckon()

    def question(self) -> tuple[Question, tuple[Problem, ...]]:
        """Return what is asked, and what of the answers cannot be read."""
        work, stated, misread = self.questions.value()
        question = Question(
            name=self.questions.name.text().strip(),
            work=work,
            stated=stated,
            kinds=asked(self.situations.chosen()),
            misread=misread,
        )
        return question, misread

    def reckon(self) -> None:
        """Have every claim computed in the worker."""
        self._pause.stop()
        asked, misread = self.question()
        self._asked = asked
        desk = self.desk
        self.jobs.ask(
            self,
            lambda: calculator.reckon(desk, asked),
            lambda found: self._show(found, misread) if asked is self._asked else None,
            self._refused,
        )

    def _show(self, found: tuple[Reckoned, ...], misread: tuple[Problem, ...]) -> None:
        self.questions.explain((*misread, *(p for one in found for p in one.problems)))
        asked = self._asked
        law = self.desk.law_on(self.desk.today())
        self.questions.advise(fact_doubts(asked.work, asked.stated, law) if asked else ())
        self.results.show_results(found, misread)
        self.apply_button.setEnabled(bool(found))
        why = "" if self.results.reckoned else _(NOTHING_YET if found else NOTHING_TICKED)
        for button, tip in self._with_sums():
            button.setEnabled(not why)
            button.setToolTip(why or tip)

    def _with_results(self) -> tuple[QAbstractButton, ...]:
        return self.print_button, self.excel_button, self.apply_button, self.copy_button

    def _with_sums(self) -> tuple[tuple[QAbstractButton, str], ...]:
        """Return the buttons that have nothing to give without a sum, with what each says of it."""
        return (
            (self.print_button, ""),
            (self.excel_button, _("Save as a workbook with formulas, to be checked at home")),
            (self.copy_button, _("Copy the calculation")),
        )

    def _refused(self, error: DeskError) -> None:
        self._show((), error.problems or (Problem("", str(error)),))

    def print_sheet(self) -> None:
        """Show the sheet, to print or save it."""
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        asked, _misread = self.question()
        desk, title = self.desk, _("Calculation at the counter")
        dialog = PaperDialog(
            self.jobs, title, f"{title} {asked.name}", lambda: calculator.sheet(desk, asked), self
        )
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def save_workbook(self) -> None:
        """Ask where to save the sheet as a workbook, and save it."""
        asked, _misread = self.question()
        name = f"{_('Calculation at the counter')} {asked.name}"
        path = ask_for_workbook(self, _("Save the calculation"), name)
        if path is not None:
            self.write_workbook(path)

    def write_workbook(self, path: Path) -> None:
        """Write the workbook."""
        (asked, _misread), desk = self.question(), self.desk
        save_made(
            self,
            self.jobs,
            path,
            lambda: calculator.workbook(desk, asked),
            lambda text: self.noticed.emit(text, None),
            lambda error: tell(self.results.problem, [str(error)]),
        )

    def make_application(self) -> None:
        """Take everything over into the form of a new case."""
        asked, _misread = self.question()
        self.applying.emit(application_of(asked))
        self.applied.show()

    def copy(self) -> None:
        """Put the sums with their steps on the clipboard."""
        QGuiApplication.clipboard().setText(self.results.text())
        self.noticed.emit(_("The calculation is on the clipboard."), None)

    def start_anew(self) -> None:
        """Forget what was ticked and answered; the notice brings it back."""
        codes = tuple(situation.code for situation in self.situations.chosen())
        name, texts = self.questions.name.text(), self.questions.texts()
        self.applied.hide()
        self.situations.choose(())
        self.questions.clear()
        self._happened()
        if codes or name or texts:
            text = _("The form is empty again.")
            self.noticed.emit(text, lambda: self._bring_back(codes, name, texts))

    def _bring_back(self, codes: tuple[str, ...], name: str, texts: dict[str, str]) -> None:
        self.situations.choose(codes)
        self.questions.put_texts(name, texts)
        self._happened()

    def print_itself(self) -> bool:
        """Print the sheet."""
        if self.print_button.isEnabled():
            self.print_sheet()
        return True

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "Tick what happened and answer what is asked; what is not known may stay empty."
            " Every claim stands at the right with its steps. The sheet can be printed for the"
            " person to take home; “Make an application” takes everything over into a new case."
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what happened above the questions where there is no room beside them."""
        super().resizeEvent(event)
        beside = self.width() >= THREE_COLUMNS
        if beside is self._left_area.isVisibleTo(self):
            return
        self._left_area.setMinimumWidth(self.situations.minimumSizeHint().width() + _BAR)
        (self._beside if beside else self._above).insertWidget(0, self.situations)
        self._left_area.setVisible(beside)
        self.situations.stand_above(not beside)


def _column() -> QVBoxLayout:
    inside = QVBoxLayout()
    inside.setContentsMargins(0, 0, Space.S, 0)
    inside.setSpacing(Space.M)
    return inside


def _area(column: QVBoxLayout, name: str) -> QScrollArea:
    content = QWidget()
    content.setLayout(column)
    area = scrolling(content, name)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def application_of(asked: Question) -> Kept:
    """Return what is known as the form of a new case keeps it."""
    work = asked.work
    columns = [fact for fact in all_facts().values() if fact.column]
    texts = {fact.name: value_text(fact, work, asked.stated) for fact in columns}
    flags = {
        name: "yes" if getattr(work, name) else "" for name in ("injured", "unemployment_insured")
    } | {"injury_insured": answer_code(work.injury_insured)}
    reason = value_text(all_facts()["ground"], work, asked.stated)
    return {
        "worker": {"name": asked.name, **texts, **flags, "leave_reason": reason},
        "ticks": {kind.value: "yes" for kind in asked.kinds if isinstance(kind, ClaimKind)},
        "stated": dict(asked.stated),
    }
