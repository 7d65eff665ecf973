"""What is typed of the offers of one case and not saved yet."""

from dataclasses import dataclass, field

from mediation_desk.domain.offers import Offer
from mediation_desk.domain.sides import Side
from mediation_desk.ui.drafting import Draft
from mediation_desk.ui.talks.offer_form import Typed


def fresh(side: Side) -> int:
    """Return the key under which a side's new offer is kept until it is saved."""
    return -1 - list(Side).index(side)


@dataclass(slots=True)
class Unsaved:
    """What was typed of one case's offers and is not saved yet, by the keys of the offers."""

    typed: dict[int, Typed] = field(default_factory=dict)
    begun: dict[int, Offer] = field(default_factory=dict)
    """The offers as they were stored when somebody began to type here."""
    new: dict[int, Offer] = field(default_factory=dict)
    """The new offer of each side that was begun and is not saved, by `fresh` keys."""
    shown: int = 0
    """The offer that was in view when another case was opened."""
    draft: Draft | None = None
    """Keeps what is typed, that a crash takes none of it."""

    def first(self) -> int:
        """Return the offer to show when the case is opened again; 0 where any will do."""
        return self.shown or next(iter(self.new), 0)

    def touch(self) -> None:
        """Keep what is typed, once the typing rests."""
        if self.draft is not None and self.typed:
            self.draft.touch()

    def forget(self, key: int) -> None:
        """Forget what was typed of an offer: it is saved, or thrown away."""
        for kept in (self.typed, self.begun, self.new):
            kept.pop(key, None)
        if self.draft is not None and not self.typed:
            self.draft.drop()
        self.touch()
