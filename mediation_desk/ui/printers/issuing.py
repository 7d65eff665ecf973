"""What becomes of a paper of a case once it has left for the printer: it is kept as issued."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printers.queue import queue_of

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.papers import ComposedPaper


@dataclass(frozen=True, slots=True)
class Issuing:
    """Keeps a printed paper as issued, though another case may be in view by then."""

    desk: "Desk"
    jobs: Jobs
    case_id: int
    paper: "ComposedPaper"

    def __call__(self) -> None:
        """Keep it, and say so, or say why not."""
        self.jobs.do(queue_of(self.jobs), self._keep, self._kept, self._not_kept)

    def _keep(self) -> int:
        from mediation_desk.services import reprints

        return reprints.issue_printed(self.desk, self.case_id, self.paper)

    def _kept(self, _key: int) -> None:
        told = _("“{title}” is printed and issued.")
        queue_of(self.jobs).said.emit(told.format(title=self.paper.title))

    def _not_kept(self, error: DeskError) -> None:
        told = _("“{title}” was printed but not recorded as issued: {reason}")
        queue_of(self.jobs).failed.emit(told.format(title=self.paper.title, reason=error))
