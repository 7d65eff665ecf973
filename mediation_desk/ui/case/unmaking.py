"""Asks before new terms take away the signatures that stand under the old ones (重新签署)."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.agreement import blocking
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.settlement import Terms
from mediation_desk.i18n import _
from mediation_desk.services.settlements import unchanged
from mediation_desk.ui.widgets.dialog import Question


def unmade(case: CaseFile, terms: Terms, agreed_on: date) -> int:
    """Count the signatures that other terms would take away, unless these will be refused."""
    settlement = case.settlement
    if settlement is None or unchanged(case, terms, agreed_on):
        return 0
    if any(blocking(case, terms, agreed_on)):
        return 0
    return len(settlement.signatures)


def ask_to_unmake(number: int, then: Callable[[], object], parent: QWidget) -> None:
    """Say how many signatures go, and that they come back by undoing."""
    Question(
        _("Save the changed agreement"),
        _(
            "{n} signatures and seals stand under the agreement as it was. Other terms must be"
            " signed anew: saving takes these away. This can be undone."
        ).format(n=number),
        _("Save and sign anew"),
        then,
        name="unmake_question",
        parent=parent,
    ).open()
