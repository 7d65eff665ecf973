"""The text report of a period: seen, then numbered and saved or printed (工作报告)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.paper_dialog import PaperDialog
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:  # the service brings what draws along: the worker loads it
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.loose_papers import LoosePaper
    from mediation_desk.services.text_reports import Drafted


class ReportDialog(PaperDialog):
    """Shows the report without a number; it gets one when it is first saved or printed."""

    def __init__(self, desk: "Desk", jobs: Jobs, period: Period, parent: QWidget) -> None:
        held: list[Drafted] = []
        gone = Event()
        leads = desk.actor.may(Right.SUPERVISE)
        chosen: list[bool] = [True] if leads else []
        """Holds something where the report is whole; the worker reads it.

        What goes to a superior is no publication: whoever leads the centre hides on request.
        """

        def make() -> "LoosePaper":
            from mediation_desk.services import text_reports

            drafted = text_reports.draft(
                desk, period, lambda _done, _whole: not gone.is_set(), whole=bool(chosen)
            )
            held.append(drafted)
            return text_reports.preview(desk, held[-1])

        name = _("Text report {period}").format(period=period.name)
        super().__init__(jobs, name, name, make, parent)
        self._desk, self._held, self._gone = desk, held, gone
        self.numbered = False
        self._chosen = chosen
        text = _("Whole, for a superior (without the tick, small numbers and lists are hidden)")
        self.whole = named(QCheckBox(text), "report_whole", text)
        self.whole.setChecked(leads)
        self.whole.setVisible(leads)
        self.whole.toggled.connect(self._remake)
        self.add_above_buttons(self.whole)

    def _remake(self, whole: bool) -> None:
        """Make the report anew, whole or as others are given it; it gets a number of its own."""
        self._chosen[:] = [True] if whole else []
        self.numbered = False
        self._begin()

    def _enable(self, on: bool) -> None:
        super()._enable(on)
        if "whole" in self.__dict__:
            self.whole.setEnabled(on)

    def reject(self) -> None:
        """Close; a count that is under way is given up."""
        self._gone.set()
        super().reject()

    def submit(self) -> None:
        """Number the report, then send it to a printer."""
        self._number("print", super().submit)

    def write(self, path: Path) -> None:
        """Number the report, then write it in the form that the name's ending says."""
        self._number(path.suffix.removeprefix("."), partial(super().write, path))

    def _number(self, kind: str, then: Callable[[], None]) -> None:
        """Go on at once if it has its number: the same report is numbered once."""
        if self.numbered or not self._held:
            then()
            return
        drafted = self._held[-1]

        def job(_progress: object) -> "LoosePaper":
            from mediation_desk.services import text_reports

            return text_reports.issue(self._desk, drafted, kind)

        def numbered(paper: "LoosePaper") -> None:
            self.numbered = True
            self._show(paper)
            then()

        self._enable(False)
        rendering = self.jobs.render(self, job, numbered, self._refused)
        self.progress.follow(rendering, _("Numbering the report…"))
