"""What is done to an offer that is saved: accepted, withdrawn, taken away, each asked before."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Offer, OfferState
from mediation_desk.i18n import _
from mediation_desk.services import talks
from mediation_desk.services.talks import Talks
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.widgets.dialog import Question


class StoredOffer(QWidget):
    """A widget that shows one offer at a time, with the acts on the one that is shown."""

    noticed = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self._case = case
        self._talks = Talks(hints={})
        self._shown: tuple[int, int] | None = None
        """The keys of the case and of the offer in view."""

    @abstractmethod
    def _offer(self, key: int) -> Offer:
        """Return the offer of a key."""

    @abstractmethod
    def _refused(self, error: DeskError) -> None:
        """Say why the offer was not changed."""

    def ask_to_accept(self) -> None:
        """Show what the offer comes to, and what is doubtful in it, before it is taken."""
        if self._shown is None:
            return
        offer = self._offer(self._shown[1])
        hints = self._talks.hints.get(offer.id, ())
        text = _("The sums, {sum} yuan in all, become the agreed sums of the claims.").format(
            sum=figures(offer.total)
        )
        if offer.caucus:
            text += "\n" + _("It was told back to back: make sure that it may be disclosed.")
        if any(one.kind is None or one.party_id is None for one in offer.sums):
            text += "\n" + _(
                "A sum for several claims is divided among them as the law's sums are; it can be"
                " changed under “Claims and sums”."
            )
        text = "\n".join((text, *(f"⚠ {hint}" for hint in hints)))
        self._ask(
            _("Accept the offer?"),
            text,
            _("Accept the offer"),
            self._accept,
            "offer_accept_question",
        )

    def _accept(self) -> None:
        self._act(talks.accept, _("The offer is accepted; its sums stand as agreed."))

    def withdraw(self) -> None:
        """Record that the offer was taken back, or let it stand again."""
        if self._shown is None:
            return
        if self._offer(self._shown[1]).state is OfferState.WITHDRAWN:
            self._act(talks.restore, _("The offer stands again."))
        else:
            self._act(talks.withdraw, _("The offer counts as withdrawn."))

    def ask_to_remove(self) -> None:
        """Ask before an offer is taken away."""
        text = _("An offer that was made and taken back is marked as withdrawn instead.")
        self._ask(
            _("Take away an offer entered by mistake?"),
            text,
            _("Take it away"),
            lambda: self._act(talks.remove, _("The offer is taken away.")),
            "offer_remove_question",
        )

    def _ask(
        self, title: str, text: str, action: str, then: Callable[[], object], name: str
    ) -> None:
        Question(title, text, action, then, name=name, parent=self).open()

    def _act(self, act: Callable[..., None], notice: str) -> None:
        assert self._shown is not None, "only an offer that is shown is acted on"
        desk, offer_id = self._case.desk, self._shown[1]
        job: Act = lambda case_id, version: act(desk, case_id, version, offer_id)  # noqa: E731
        self._case.act(job, lambda _done: self.noticed.emit(notice), self._refused)
