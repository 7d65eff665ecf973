"""What is typed of a case's offers as a draft keeps it, and read back from one."""

from collections.abc import Callable, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.offers import Offer, OfferState, OfferSum
from mediation_desk.domain.sides import Side
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.drafting import Draft, Kept
from mediation_desk.ui.talks.offer_form import Typed
from mediation_desk.ui.talks.unsaved import Unsaved


def keep_draft(
    unsaved: Unsaved,
    case: OpenCase,
    case_id: int,
    owner: QObject,
    taken: Callable[[Kept], object],
) -> None:
    """Keep what is typed of a case's offers from now on; what was kept before is told."""
    unsaved.draft = Draft(case.desk, case.jobs, lambda: _kept(unsaved), owner)
    unsaved.draft.follow(f"offers/{case_id}", taken)


def _kept(unsaved: Unsaved) -> Kept:
    """Return what was typed and not saved as a draft keeps it."""
    return {
        "typed": [[key, _typed_out(one)] for key, one in unsaved.typed.items()],
        "begun": [[key, _out(one)] for key, one in unsaved.begun.items()],
        "new": [[key, _out(one)] for key, one in unsaved.new.items()],
    }


def take_up(unsaved: Unsaved, kept: Kept, stored: frozenset[int]) -> bool:
    """Put a draft back into what is unsaved, but for offers that are gone; say whether any was."""
    told: Any = kept
    try:
        new = {int(key): _in(one) for key, one in told["new"]}
        begun = {int(key): _in(one) for key, one in told["begun"]}
        typed = {int(key): _typed_in(one) for key, one in told["typed"]}
    except (KeyError, TypeError, ValueError, ArithmeticError):
        return False  # kept by another version of the program
    there = stored | new.keys()
    unsaved.new, unsaved.begun = new, begun
    unsaved.typed = {key: one for key, one in typed.items() if key in there}
    return bool(unsaved.typed)


def _typed_out(typed: Typed) -> Kept:
    refused = [[*place, *told] for place, told in typed.refused.items()]
    return {"offer": _out(typed.offer), "day": typed.day, "at": typed.at, "refused": refused}


def _typed_in(told: Mapping[str, Any]) -> Typed:
    return Typed(
        offer=_in(told["offer"]),
        day=str(told["day"]),
        at=str(told["at"]),
        refused={
            (int(row), int(column)): (str(text), str(why))
            for row, column, text, why in told["refused"]
        },
    )


def _out(offer: Offer) -> Kept:
    return {
        "id": offer.id,
        "side": offer.side.value,
        "made_on": offer.made_on.isoformat(),
        "made_at": offer.made_at.isoformat() if offer.made_at else "",
        "said_by": offer.said_by,
        "conditions": offer.conditions,
        "note": offer.note,
        "caucus": offer.caucus,
        "state": offer.state.value,
        "sums": [
            [one.party_id, one.kind.value if one.kind else "", str(one.amount)]
            for one in offer.sums
        ],
    }


def _in(told: Mapping[str, Any]) -> Offer:
    return Offer(
        id=int(told["id"]),
        side=Side.of(told["side"]),
        made_on=date.fromisoformat(told["made_on"]),
        made_at=time.fromisoformat(told["made_at"]) if told["made_at"] else None,
        said_by=str(told["said_by"]),
        conditions=str(told["conditions"]),
        note=str(told["note"]),
        caucus=bool(told["caucus"]),
        state=OfferState.of(told["state"]),
        sums=tuple(
            OfferSum(
                party_id=party if party is None else int(party),
                kind=ClaimKind.of(kind) if kind else None,
                amount=Decimal(amount),
            )
            for party, kind, amount in told["sums"]
        ),
    )
