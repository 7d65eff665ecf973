"""Which claims are made (请求项目): ticked after the facts until the clerk decides otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mediation_desk.domain.claims import COMMON, Applicant, Claim, ClaimKind
from mediation_desk.domain.intake import claims_from_facts
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.naming import named


class ClaimTicks(QWidget):
    """A tick for each kind of claim; a tick that was set by hand no longer follows the facts."""

    edited = Signal()

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName("claim_ticks")
        self._by_hand: set[ClaimKind] = set()
        self._boxes: dict[ClaimKind, QCheckBox] = {}
        inside = QVBoxLayout(self) if upright else FlowLayout(self, Space.M)
        inside.setContentsMargins(0, 0, 0, 0)
        if upright:
            inside.setSpacing(Space.XS)
        for kind in COMMON:
            box = named(QCheckBox(kind.label), f"claim_{kind.value}", kind.label)
            box.clicked.connect(lambda _on=False, kind=kind: self._decide(kind))
            self._boxes[kind] = box
            inside.addWidget(box)
        if isinstance(inside, QVBoxLayout):
            inside.addStretch(1)

    def propose(self, applicants: Iterable[Applicant]) -> None:
        """Tick what the workers' facts suggest, leaving alone what was set by hand."""
        suggested = {c.kind for a in applicants for c in claims_from_facts(a.work)}
        for kind, box in self._boxes.items():
            if kind not in self._by_hand:
                box.setChecked(kind in suggested)

    def choose(self, kinds: Iterable[ClaimKind]) -> None:
        """Tick exactly these."""
        chosen = set(kinds)
        for kind, box in self._boxes.items():
            box.setChecked(kind in chosen)

    def kinds(self) -> tuple[ClaimKind, ...]:
        """Return the kinds ticked."""
        return tuple(kind for kind, box in self._boxes.items() if box.isChecked())

    def given_to(self, applicants: Iterable[Applicant]) -> tuple[Applicant, ...]:
        """Give each worker the ticked claims that the facts suggest.

        A ticked kind that no worker's facts suggest is claimed by all: its facts follow later.
        """
        workers = tuple(applicants)
        suggested = [{c.kind for c in claims_from_facts(a.work)} for a in workers]
        anyone = set().union(*suggested)
        return tuple(
            replace(
                worker,
                claims=tuple(
                    worker.claim(kind) or Claim(kind=kind)
                    for kind in self.kinds()
                    if kind in own or kind not in anyone
                ),
            )
            for worker, own in zip(workers, suggested, strict=True)
        )

    def texts(self) -> dict[str, str]:
        """Return what was set by hand, for a draft."""
        return {
            kind.value: "yes" if self._boxes[kind].isChecked() else "no"
            for kind in COMMON
            if kind in self._by_hand
        }

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was set by hand."""
        self._by_hand = {kind for kind in ClaimKind if kind.value in texts}
        for kind, box in self._boxes.items():
            box.setChecked(texts.get(kind.value) == "yes")

    def _decide(self, kind: ClaimKind) -> None:
        self._by_hand.add(kind)
        self.edited.emit()
