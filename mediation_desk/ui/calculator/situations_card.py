"""What happened, to be ticked in plain words."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from mediation_desk.domain.claims import ClaimGroup
from mediation_desk.i18n import _
from mediation_desk.law.situations import SITUATIONS, Situation
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class SituationsCard(Card):
    """A tick for each thing that can have happened; an employment ends for one reason only."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("What happened to the worker"), name="card_situations")
        self._boxes: dict[str, QCheckBox] = {}
        for group in ClaimGroup:
            self.add(label(group.label, "small", name=f"group_{group.value}"))
            for situation in SITUATIONS:
                if situation.group is group:
                    self.add(self._box(situation))
        self.body.addStretch(1)

    def _box(self, situation: Situation) -> QCheckBox:
        box = named(QCheckBox(situation.title), f"situation_{situation.code}", situation.title)
        box.setToolTip(situation.title)
        box.clicked.connect(lambda _on=False, chosen=situation: self._decide(chosen))
        self._boxes[situation.code] = box
        return box

    def _decide(self, chosen: Situation) -> None:
        if chosen.ends and self._boxes[chosen.code].isChecked():
            for other in SITUATIONS:
                if other.ends and other is not chosen:
                    self._boxes[other.code].setChecked(False)
        self.edited.emit()

    def chosen(self) -> tuple[Situation, ...]:
        """Return what is ticked, in the order of the table."""
        return tuple(s for s in SITUATIONS if self._boxes[s.code].isChecked())

    def choose(self, codes: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(codes)
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)
