"""The level of a file set by hand, with a reason."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import _
from mediation_desk.services import points as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form, none_first
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class LevelDialog(Form):
    """Asks for the level and why."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        case: tuple[int, str, str],
        levels: Sequence[str],
        parent: QWidget,
    ) -> None:
        self._case_id, number, graded = case
        title = _("Level of {number}").format(number=number)
        super().__init__(desk, jobs, title, name="level_dialog", parent=parent)
        self.edits(case_id=case[0])
        told = _(
            "Points count by the level at once; what was claimed already is put right by a line of "
            "the next claim."
        )
        self.body.addWidget(label(told, "small", name="level_told", wrap=True))
        options = none_first([(name, name) for name in levels], _("by the standard's own rule"))
        self.level = self.choice(_("Level of the file"), options, graded, "level")
        self.reason = self.line(_("Reason"), "", "reason")

    def submit(self) -> None:
        """Set the level."""
        level, reason = self.level.code(), self.reason.text()
        self.carry_out(lambda: service.set_level(self.desk, self._case_id, level, reason))
