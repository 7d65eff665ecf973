"""Acts of the grid of sums that concern many workers at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.law.facts import Fact
from mediation_desk.services import claims
from mediation_desk.ui.case.claims_dialog import ClaimsDialog
from mediation_desk.ui.case.set_fact_dialog import SetFactDialog
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.jobs import Progress


def set_fact(
    tab: CaseTab, offered: Sequence[Fact], workers: Sequence[int], tell: Callable[[str], None]
) -> None:
    """Ask for one fact and set it for these workers; say whom it does not fit."""
    desk = tab.case.desk

    def setting(name: str, text: str, progress: Progress) -> None:
        tab.case.act(
            lambda key, version: claims.set_fact(desk, key, version, workers, name, text, progress),
            done,
            dialog.explain,
        )

    def done(left_out: tuple[Problem, ...]) -> None:
        dialog.accept()
        tell("\n".join(problem.text for problem in left_out))
        told = _("The fact is set for {n} workers.").format(n=len(workers) - len(left_out))
        tab.noticed.emit(told)

    dialog = SetFactDialog(offered, len(workers), setting, tab)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def add_claims(tab: CaseTab, workers: Sequence[int]) -> None:
    """Ask for claims and add them for these workers."""
    desk, case = tab.case.desk, tab.case.file
    if case is None:
        return
    made = {one: [claim.kind for claim in case.applicant(one).claims] for one in workers}

    def adding(kinds: tuple[ClaimKind, ...]) -> None:
        wanted = {one: tuple(dict.fromkeys([*own, *kinds])) for one, own in made.items()}
        tab.case.act(
            lambda key, version: claims.change_kinds(desk, key, version, wanted),
            done,
            dialog.explain,
        )

    def done(_nothing: None) -> None:
        dialog.accept()
        tab.noticed.emit(_("The claims are changed."))

    dialog = ClaimsDialog(len(workers), adding, tab)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
