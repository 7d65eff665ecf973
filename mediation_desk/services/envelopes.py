"""Labels and envelopes for those who are served by post, from the addresses they confirmed."""

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.envelopes import Stationery, addressees, only
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.reports.address_paper import address_paper
from mediation_desk.services.desk import Desk


def made(
    desk: Desk, case: CaseFile, kind: Stationery, parties: frozenset[int], first: int = 1
) -> bytes:
    """Return labels or envelopes for these parties, or for all, as PDF."""
    desk.actor.require(Right.READ)
    found = only(addressees(case)[0], parties)
    if not found:
        raise DeskError(_("Nobody has confirmed an address for service yet."))
    return address_paper(found, kind, desk.centre, first)
