"""Closing and filing a case: what is still missing stands above, each line leads to its place."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Retention
from mediation_desk.i18n import _
from mediation_desk.ui.case.facts_dialog import FactsDialog
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.labels import label


class ClosingDialog(FactsDialog):
    """Warns of gaps in the dossier; none of them keeps the supervisor from closing."""

    def __init__(self, case: OpenCase, step: Step, parent: QWidget, proceeding_id: int = 0) -> None:
        super().__init__(case, step, parent, proceeding_id)
        found = gaps(self.file)
        place = 0
        text = _("Still missing in the dossier:") if found else _("Nothing is missing.")
        tone = Tone.WARN if found else Tone.GOOD
        self.body.insertWidget(place, label(text, "strong", name="gaps_text", tone=tone, wrap=True))
        for number, gap in enumerate(found):
            place += 1
            shown = link(f"· {gap.text}", f"gap_{number}", partial(self._lead, gap.tab))
            self.body.insertWidget(place, shown)
        retention = self.editors.get("ground")
        if isinstance(retention, Choice):
            retention.set_code(usual_retention(self.file).value)

    def _lead(self, tab: str) -> None:
        self.reject()
        self.wanted_tab.emit(tab)


def usual_retention(case: CaseFile) -> Retention:
    """Propose how long to keep a dossier; the centre's approved table governs."""
    injured = any(applicant.work.injured for applicant in case.applicants)
    return Retention.THIRTY if case.is_group or injured else Retention.TEN
