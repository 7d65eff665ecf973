"""The rounds of offers as the list shows them: when, whose and which, how much, how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Offer, OfferState
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

_TONES = {OfferState.ACCEPTED: Tone.GOOD, OfferState.WITHDRAWN: Tone.MUTED}


@dataclass(frozen=True, slots=True)
class Round:
    """An offer with its number among those of its side."""

    offer: Offer
    number: int


def rounds(offers: tuple[Offer, ...]) -> tuple[Round, ...]:
    """Number the offers of each side in their order."""
    counts = dict.fromkeys(Side, 0)
    found = []
    for offer in offers:
        counts[offer.side] += 1
        found.append(Round(offer, counts[offer.side]))
    return tuple(found)


def columns() -> tuple[Column[Round], ...]:
    """Return the columns of the list of rounds."""
    return (
        Column(title=_("When"), text=_when),
        Column(
            title=_("Round"),
            text=_who,
            strong=True,
            tip=lambda r: f"{_who(r)} · {_state(r)}",
            tone=lambda r: _TONES.get(r.offer.state, Tone.PLAIN),
        ),
        Column(
            title=_("Together"),
            text=lambda r: figures(r.offer.total),
            key=lambda r: r.offer.total,
            right=True,
        ),
        Column(
            title=_("State"),
            text=_state,
            tone=lambda r: _TONES.get(r.offer.state, Tone.PLAIN),
        ),
    )


def _when(row: Round) -> str:
    offer = row.offer
    return f"{offer.made_on:%m-%d}" + (f" {offer.made_at:%H:%M}" if offer.made_at else "")


def _who(row: Round) -> str:
    who = _("Workers {n}") if row.offer.side is Side.APPLICANT else _("Employer {n}")
    return who.format(n=row.number)


def _state(row: Round) -> str:
    apart = row.offer.caucus and row.offer.state is OfferState.OPEN
    return _("Back to back") if apart else row.offer.state.label


def printed(shown: Sequence[Round]) -> str:
    """Return the list as a text for the printer, without what was told back to back."""
    listed = columns()
    lines = ["\t".join(column.title for column in listed)]
    lines += [
        "\t".join(column.text(row) for column in listed) for row in shown if not row.offer.caucus
    ]
    return "\n".join(lines)
