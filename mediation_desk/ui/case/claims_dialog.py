"""Claims that several workers make alike: ticked once, added for all of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QWidget

from mediation_desk.domain.claims import AnswerKind, ClaimKind
from mediation_desk.i18n import _
from mediation_desk.ui.intake.claim_ticks import ClaimTicks
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class ClaimsDialog(Dialog):
    """Which claims are added; what a worker claims already stays."""

    def __init__(
        self,
        workers: int,
        adding: Callable[[tuple[ClaimKind, ...], tuple[AnswerKind, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add claims for {n} workers").format(n=workers)
        super().__init__(title, _("Add"), name="add_claims", parent=parent)
        self._adding = adding
        hint = _("What a worker claims already stays; sums are computed at once.")
        self.body.addWidget(label(hint, "small", name="add_claims_hint", wrap=True))
        besides = label(_("Reckoned besides, in no total"), "small", name="besides_title")
        self.body.addWidget(besides)
        self.answers = {
            kind: named(QCheckBox(kind.label), f"answer_{kind.value}", kind.label)
            for kind in AnswerKind
        }
        row = QWidget()
        inside = FlowLayout(row, Space.M)
        inside.setContentsMargins(0, 0, 0, 0)
        for box in self.answers.values():
            inside.addWidget(box)
        self.body.addWidget(row)
        self.ticks = ClaimTicks(upright=True)
        self.ticks.others.click()
        self.body.addWidget(self.ticks)

    def submit(self) -> None:
        """Add what was ticked."""
        kinds = self.ticks.kinds()
        answers = tuple(kind for kind, box in self.answers.items() if box.isChecked())
        if kinds or answers:
            self.busy()
            self._adding(kinds, answers)
        else:
            self.problem.setText(_("Tick at least one claim."))
            self.problem.show()
