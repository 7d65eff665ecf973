"""Which claims are made (请求项目): what was told is ticked, what may be claimed besides offered.

The kinds that most applications make stand first; the others are grouped by what happened,
and found by typing a part of their name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.claims import COMMON, Applicant, Claim, ClaimGroup, ClaimKind
from mediation_desk.domain.intake import claims_from_facts, kinds_told
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class ClaimTicks(QWidget):
    """A tick for each kind of claim; a tick that was set by hand no longer follows the facts."""

    edited = Signal()

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName("claim_ticks")
        self._upright = upright
        self._by_hand: set[ClaimKind] = set()
        self._may: set[ClaimKind] = set()
        self._boxes: dict[ClaimKind, QCheckBox] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        self.sought = named(QLineEdit(), "claims_sought", _("Find a claim"))
        self.sought.setPlaceholderText(_("Find a claim"))
        self.sought.setClearButtonEnabled(True)
        self.sought.textChanged.connect(lambda _text: self._sift())
        self.others = link("", "claims_others", self._open_others)
        self.others.setCheckable(True)
        self.groups = QWidget()
        grouped = QVBoxLayout(self.groups)
        grouped.setContentsMargins(0, 0, 0, 0)
        grouped.setSpacing(Space.XS)
        self._titles: dict[ClaimGroup, QWidget] = {}
        self._rows: dict[ClaimGroup, QWidget] = {}
        common = self._row(COMMON)
        for group in ClaimGroup:
            kinds = tuple(k for k in ClaimKind if k.group is group and k not in COMMON)
            if kinds:
                self._titles[group] = label(group.label, "small", name=f"claims_{group.value}")
                self._rows[group] = self._row(kinds)
                grouped.addWidget(self._titles[group])
                grouped.addWidget(self._rows[group])
        inside.addWidget(self.sought)
        inside.addWidget(common)
        self.suggested = link("", "claims_suggested", self._take_suggested)
        self.suggested.hide()
        inside.addWidget(self.suggested)
        inside.addWidget(self.others)
        inside.addWidget(self.groups)
        if upright:
            inside.addStretch(1)
        self.sought.setVisible(upright)
        self._sift()

    def _row(self, kinds: Iterable[ClaimKind]) -> QWidget:
        row = QWidget()
        inside = QVBoxLayout(row) if self._upright else FlowLayout(row, Space.M)
        inside.setContentsMargins(0, 0, 0, 0)
        if self._upright:
            inside.setSpacing(Space.XS)
        for kind in kinds:
            box = named(QCheckBox(kind.label), f"claim_{kind.value}", kind.label)
            box.clicked.connect(lambda _on=False, kind=kind: self._decide(kind))
            self._boxes[kind] = box
            inside.addWidget(box)
        return row

    def _open_others(self) -> None:
        self._sift()

    def _sift(self) -> None:
        """Show the kinds that are looked for; without a word, those ticked and what was opened."""
        self._offer()
        word = self.sought.text().strip().lower()
        opened = self.others.isChecked() or bool(word)
        ticked = [k for k, box in self._boxes.items() if k not in COMMON and box.isChecked()]
        for kind, box in self._boxes.items():
            fits = word in kind.label.lower() or word in kind.group.label.lower()
            common = kind in COMMON
            box.setVisible(fits if word else common or opened or kind in ticked)
        for group, row in self._rows.items():
            shown = any(not b.isHidden() for k, b in self._boxes.items() if k.group is group)
            inside = any(
                not box.isHidden()
                for kind, box in self._boxes.items()
                if kind.group is group and kind not in COMMON
            )
            row.setVisible(shown and inside)
            self._titles[group].setVisible(shown and inside)
        self.groups.setVisible(opened or bool(ticked))
        self.others.setVisible(not word)
        self.others.setText(_("Fewer claims") if self.others.isChecked() else _("Other claims…"))

    def propose(self, applicants: Iterable[Applicant]) -> None:
        """Tick what the workers told, leaving alone what was set by hand; offer what may be."""
        workers = tuple(applicants)
        told = {kind for worker in workers for kind in kinds_told(worker.work)}
        self._may = {c.kind for worker in workers for c in claims_from_facts(worker.work)}
        for kind, box in self._boxes.items():
            if kind not in self._by_hand:
                box.setChecked(kind in told)
        self._sift()

    def _suggested(self) -> list[ClaimKind]:
        """Return what the facts suggest and nobody decided yet."""
        left = self._may - self._by_hand
        return [kind for kind in ClaimKind if kind in left and not self._boxes[kind].isChecked()]

    def _take_suggested(self) -> None:
        """Tick what was suggested: the applicant claims it too."""
        for kind in self._suggested():
            self._boxes[kind].setChecked(True)
            self._by_hand.add(kind)
        self._sift()
        self.edited.emit()

    def _offer(self) -> None:
        kinds = _(", ").join(kind.label for kind in self._suggested())
        self.suggested.setText(_("May be claimed too: {kinds}. Tick").format(kinds=kinds))
        self.suggested.setVisible(bool(kinds))

    def choose(self, kinds: Iterable[ClaimKind]) -> None:
        """Tick exactly these."""
        chosen = set(kinds)
        for kind, box in self._boxes.items():
            box.setChecked(kind in chosen)
        self._sift()

    def kinds(self) -> tuple[ClaimKind, ...]:
        """Return the kinds ticked."""
        return tuple(kind for kind in ClaimKind if self._boxes[kind].isChecked())

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
            for kind in ClaimKind
            if kind in self._by_hand
        }

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put back what was set by hand."""
        self._by_hand = {kind for kind in ClaimKind if kind.value in texts}
        self._may = set()  # what other facts suggested is offered no more
        for kind, box in self._boxes.items():
            box.setChecked(texts.get(kind.value) == "yes")
        self._sift()

    def content(self) -> str:
        """Return the kinds ticked as one text."""
        return " ".join(kind.value for kind in self.kinds())

    def put_content(self, text: str) -> None:
        """Tick the kinds that such a text names."""
        codes = set(text.split())
        self.choose(kind for kind in ClaimKind if kind.value in codes)

    def content_in_words(self, text: str) -> str:
        """Name the kinds that such a text names."""
        codes = set(text.split())
        return _(", ").join(kind.label for kind in ClaimKind if kind.value in codes)

    def _decide(self, kind: ClaimKind) -> None:
        self._by_hand.add(kind)
        self._offer()
        self.edited.emit()
