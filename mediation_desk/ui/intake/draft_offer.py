"""The line above the form that says a draft was taken up."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class DraftOffer(QWidget):
    """Says that a draft was taken up, and lets go of it."""

    def __init__(self, discard: Callable[[], object]) -> None:
        super().__init__()
        named(self, "draft_offer")
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(label(_("Your draft is back as you left it."), name="draft_said"))
        inside.addWidget(link(_("Discard it"), "draft_discard", discard))
        inside.addStretch(1)
        self.hide()
