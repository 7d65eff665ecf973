"""Other platforms on the overview: the numbers there, and the way to the sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label


class PlatformsCard(Card):
    """Under which numbers other platforms know the case."""

    wanted = Signal()
    """The copy-out sheet is wanted."""

    def __init__(self) -> None:
        super().__init__(_("Other platforms"), name="card_platforms")
        self.head.addWidget(link(_("Copy-out sheet…"), "open_copy_out", self.wanted.emit))
        self.empty = label(
            _("No number is kept yet. The sheet holds what other platforms ask for."),
            "muted",
            name="platforms_empty",
            wrap=True,
        )
        self.add(self.empty)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        self.body.addLayout(self._grid)
        self.body.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show the numbers of a case."""
        while self._grid.count():
            taken = self._grid.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.deleteLater()
        numbers = case.platform_numbers
        self.empty.setVisible(not numbers)
        for row, number in enumerate(numbers):
            whose = case.party_name(number.party_id) if number.party_id else ""
            text = f"{number.number}（{whose}）" if whose else number.number
            self._grid.addWidget(label(number.platform, "muted"), row, 0)
            self._grid.addWidget(Elided(text, name=f"platform_number_{number.id}"), row, 1)
            self._grid.addWidget(label(number.entered_on.isoformat(), "small"), row, 2)
