"""What a report on a major dispute tells beyond the case: typed before it is printed."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.major_report import MOST_PEOPLE, MajorReport, ReportKind, Unrest
from mediation_desk.i18n import _
from mediation_desk.services import major_reports
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.region.form import Form, none_first
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.labels import label


class MajorReportDialog(Form):
    """Asks which report it is, when and where it happened, and what is to be coordinated."""

    def __init__(self, case: OpenCase, told: MajorReport, parent: QWidget) -> None:
        title = _("What the report tells")
        super().__init__(case.desk, case.jobs, title, name="major_report_dialog", parent=parent)
        self.edits(of=case.file)
        assert case.file is not None, "a report is made of a case that is shown"
        self._case_id = case.file.id
        text = _("What is left out prints as a blank to write in, and is named before printing.")
        self.body.addWidget(label(text, "small", name="major_report_words", wrap=True))
        self.beside()
        self.kind = self.choice(
            _("Which report"),
            none_first(terms(ReportKind), _("Choose")),
            told.kind.value if told.kind else "",
            "kind",
        )
        self.happened = self.line(_("When it happened"), told.happened, "happened")
        self.place = self.line(_("Where it happened"), told.place, "place")
        self.unrest = self.choice(
            _("Work stopped, people gathered"),
            none_first(terms(Unrest), _("not told")),
            told.unrest.value if told.unrest else "",
            "unrest",
        )
        self.beside()
        self.stopped = self.line(_("How many stopped work"), _count(told.stopped), "stopped")
        self.gathered = self.line(_("How many gathered"), _count(told.gathered), "gathered")
        self.coordinate = self.text(
            _("What is to be coordinated"), told.coordinate, "coordinate", lines=4
        )
        self.body.addStretch(1)
        self.setMinimumWidth(560)

    def submit(self) -> None:
        """Keep what was told; the paper is made with it."""
        told = [_number(self.stopped, "stopped"), _number(self.gathered, "gathered")]
        if unread := [one for one in told if isinstance(one, Problem)]:
            self.fields.explain(tuple(unread))
            return
        stopped, gathered = (one if isinstance(one, int) else None for one in told)
        kind, unrest = self.kind.code(), self.unrest.code()
        report = MajorReport(
            kind=ReportKind.of(kind) if kind else None,
            happened=self.happened.text().strip(),
            place=self.place.text().strip(),
            unrest=Unrest.of(unrest) if unrest else None,
            stopped=stopped,
            gathered=gathered,
            coordinate=self.coordinate.toPlainText().strip(),
        )
        self.carry_out(lambda: major_reports.keep(self.desk, self._case_id, report))


def ask_report(case: OpenCase, parent: QWidget, then: Callable[[], object]) -> None:
    """Ask what the next report of the case tells, then go on."""
    file = case.file
    if file is None:
        return

    def ask(told: MajorReport) -> None:
        dialog = MajorReportDialog(case, told, parent)
        dialog.accepted.connect(then)
        dialog.open()

    case.read(lambda: major_reports.proposed(case.desk, file), ask)


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(editor: QLineEdit, name: str) -> int | Problem | None:
    """Read how many people; letters are no number."""
    text = editor.text().strip().removesuffix("人").strip()
    if not text:
        return None
    if not text.isdecimal():
        told = _("Enter how many people, from 1 to {n}.").format(n=MOST_PEOPLE)
        return Problem(name, told)
    return int(text)
