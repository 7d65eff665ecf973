"""The table of the hand-over: cases with ticks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from mediation_desk.domain.handover import Duty
from mediation_desk.i18n import _
from mediation_desk.ui.pages.handover_model import NOTES, PARTIES, HandoverModel
from mediation_desk.ui.widgets.table import TableView


class HandoverTable(TableView):
    """Cases with ticks; the blank key ticks the rows chosen."""

    def __init__(self, model: HandoverModel) -> None:
        super().__init__("handover_table", _("Cases to be handed over"))
        self._cases = model
        self.use(
            model,
            (7, 7, 7, 7, 16, 15, 14, 8, 24, 15, 13, 14),
            stretch=PARTIES,
            yields=(10, 11, 9, 7),
        )

    def show_duties(self) -> None:
        """Leave out a duty that the person has in no case, and notes where there are none."""
        held = {duty for case in self._cases.rows for duty in case.duties} or set(Duty)
        for column, duty in enumerate(Duty):
            self.setColumnHidden(column, duty not in held)
        self.setColumnHidden(NOTES, not any(case.doubts for case in self._cases.rows))
        self.fill_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with the blank key."""
        if event.key() == Qt.Key.Key_Space:
            self._cases.toggle(sorted({i.row() for i in self.selectionModel().selectedIndexes()}))
        else:
            super().keyPressEvent(event)
