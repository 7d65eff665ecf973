"""Claims that several workers make alike: ticked once, added for all of them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.i18n import _
from mediation_desk.ui.intake.claim_ticks import ClaimTicks
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label


class ClaimsDialog(Dialog):
    """Which claims are added; what a worker claims already stays."""

    def __init__(
        self,
        workers: int,
        adding: Callable[[tuple[ClaimKind, ...]], None],
        parent: QWidget | None = None,
    ) -> None:
        title = _("Add claims for {n} workers").format(n=workers)
        super().__init__(title, _("Add"), name="add_claims", parent=parent)
        self._adding = adding
        hint = _("What a worker claims already stays; sums are computed at once.")
        self.body.addWidget(label(hint, "small", name="add_claims_hint", wrap=True))
        self.ticks = ClaimTicks(upright=True)
        self.ticks.others.click()
        self.body.addWidget(self.ticks)

    def submit(self) -> None:
        """Add what was ticked."""
        if kinds := self.ticks.kinds():
            self.busy()
            self._adding(kinds)
        else:
            self.problem.setText(_("Tick at least one claim."))
            self.problem.show()
