"""Asking before a hearing is written down as ended in the minute in which it began."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.hearing import Hearing, began_then
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.dialog import Question


def sure_of_end(
    hearing: Hearing, ended: datetime, then: Callable[[], object], parent: QWidget
) -> None:
    """Go on, or ask first where the end typed is the minute in which the hearing began."""
    if not began_then(hearing, ended):
        then()
        return
    Question(
        _("Ended in the minute it began?"),
        _(
            "The hearing began at {time} and is to end at {time}. Correct the end, unless it was"
            " broken off at once."
        ).format(time=f"{ended:%H:%M}"),
        _("It ended at once"),
        then,
        name="ended_at_once",
        parent=parent,
    ).open()
