"""Labels and envelopes for service (送达标签、信封): to whom, where, and on what size."""

from collections.abc import Iterable
from dataclasses import dataclass

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.service_addresses import in_force
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Whom a label or an envelope is for."""

    party_id: int
    name: str
    address: str
    postcode: str = ""
    phone: str = ""


class Stationery(Term):
    """What addresses are printed on; the sizes are the centre's choice."""

    LABELS_24 = "labels_24", N_("Labels, A4 sheet of 3 × 8")
    LABELS_21 = "labels_21", N_("Labels, A4 sheet of 3 × 7")
    LABELS_14 = "labels_14", N_("Labels, A4 sheet of 2 × 7")
    DL = "dl", N_("Envelope DL, 220 × 110 mm")
    C5 = "c5", N_("Envelope C5, 229 × 162 mm")

    @property
    def grid(self) -> tuple[int, int] | None:
        """Labels across and down a sheet; None of an envelope."""
        return _GRIDS.get(self)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the sheet or the envelope in millimetres."""
        return _SIZES.get(self, (210, 297))


_GRIDS = {
    Stationery.LABELS_24: (3, 8),
    Stationery.LABELS_21: (3, 7),
    Stationery.LABELS_14: (2, 7),
}
_SIZES = {Stationery.DL: (220, 110), Stationery.C5: (229, 162)}


def addressees(case: CaseFile) -> tuple[tuple[Addressee, ...], tuple[str, ...]]:
    """Return who can be written to, and the names of those who confirmed no address yet.

    A receiver that the party named stands on the envelope beside the party's own name.
    """
    found, lacking = [], []
    for key, name in case.addressed:
        confirmed = in_force(case.addresses, key)
        if confirmed is None or not confirmed.address.strip():
            lacking.append(name)
            continue
        other = confirmed.receiver.strip()
        whom = f"{other}（转{name}）" if other and other != name else name
        found.append(
            Addressee(
                party_id=key,
                name=whom,
                address=confirmed.address.strip(),
                postcode=confirmed.postcode.strip(),
                phone=confirmed.phone.strip(),
            )
        )
    return tuple(found), tuple(lacking)


def only(found: Iterable[Addressee], chosen: frozenset[int]) -> tuple[Addressee, ...]:
    """Return the chosen ones, all where none is chosen."""
    return tuple(one for one in found if not chosen or one.party_id in chosen)
