"""What happened, to be ticked in plain words."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel

from mediation_desk.domain.claims import ClaimGroup
from mediation_desk.i18n import _
from mediation_desk.law.situations import SITUATIONS, Situation
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class SituationsCard(Card):
    """A tick for each thing that can have happened; an employment ends for one reason only.

    Where it stands above the questions it folds to what is ticked, so that they are seen.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("What happened to the worker"), name="card_situations")
        self._boxes: dict[str, QCheckBox] = {}
        self._groups: list[QLabel] = []
        self._above, self._folded = False, False
        self.more = link("", "situations_more", self._toggle)
        self.head.addWidget(self.more)
        self.more.hide()
        for group in ClaimGroup:
            self._groups.append(label(group.label, "small", name=f"group_{group.value}"))
            self.add(self._groups[-1])
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
        self._folded = self._above and bool(self.chosen())
        self._fold()
        self.edited.emit()

    def stand_above(self, above: bool) -> None:
        """Fold to what is ticked where the questions stand beneath, else show everything."""
        self._above = above
        self._folded = above and bool(self.chosen())
        self._fold()

    def _toggle(self) -> None:
        self._folded = not self._folded
        self._fold()

    def _fold(self) -> None:
        """Show every situation, or those that are ticked, with the way to the others."""
        self.more.setVisible(self._above and bool(self.chosen()))
        self.more.setText(_("More situations") if self._folded else _("Only what is ticked"))
        for group in self._groups:
            group.setVisible(not self._folded)
        for box in self._boxes.values():
            box.setVisible(not self._folded or box.isChecked())
        held = next((b for b in self._boxes.values() if b.hasFocus()), None)
        if held is not None and held.isHidden():
            self.more.setFocus()

    def chosen(self) -> tuple[Situation, ...]:
        """Return what is ticked, in the order of the table."""
        return tuple(s for s in SITUATIONS if self._boxes[s.code].isChecked())

    def choose(self, codes: Iterable[str]) -> None:
        """Tick exactly these."""
        wanted = set(codes)
        for code, box in self._boxes.items():
            box.setChecked(code in wanted)
        self._folded = self._above and bool(wanted)
        self._fold()
