"""Writing the employers to keep an eye on and the findings of a year, from either list."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services import risk_export
from mediation_desk.ui.files import ask_save, open_folder
from mediation_desk.ui.jobs import Jobs, Progress
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

Offered = Callable[[str, str, object], object]


class RiskExporting:
    """A button with its progress; `year` says of which year the findings are."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        name: str,
        year: Callable[[], int],
        offered: Offered,
        parent: QWidget,
    ) -> None:
        self._desk, self._jobs, self._parent = desk, jobs, parent
        self._year, self._offered = year, offered
        self.button = secondary(_("Export…"), name, self.ask, "export")
        self.progress = ProgressLine(f"{name}_progress")

    def ask(self) -> None:
        """Ask for a place and write the list with the findings of the year."""
        year, today = self._year(), self._desk.today()
        when = today.isoformat() if year == today.year else str(year)
        name = f"{_('Employers to keep an eye on')} {when}.xlsx"
        kinds = "Excel (*.xlsx);;PDF (*.pdf)"
        path = ask_save(self._parent, _("Export employers and findings"), name, kinds, "log")
        if path is not None:
            self.write(path if path.suffix in (".xlsx", ".pdf") else path.with_suffix(".xlsx"))

    def write(self, path: Path) -> None:
        """Write the list to a place, by the name's ending."""
        kind = path.suffix.removeprefix(".")
        make = partial(risk_export.export, self._desk, kind, year=self._year())

        def job(progress: Progress) -> Path:
            from mediation_desk.services.files import write_whole

            return write_whole(path, make(progress))

        rendering = self._jobs.render(self._parent, job, self._written, self._refused)
        self.progress.follow(rendering, _("Writing {name}…").format(name=path.name))

    def _written(self, path: Path) -> None:
        self.progress.done()
        told = _("Written: {name}").format(name=path.name)
        self._offered(told, _("Open the folder"), lambda: open_folder(path))

    def _refused(self, error: DeskError) -> None:
        self.progress.done()
        self._offered(str(error), "", None)
