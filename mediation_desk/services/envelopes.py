"""Labels and envelopes for those who are served by post, from the addresses they confirmed."""

from dataclasses import dataclass

from mediation_desk.documents.unprintable import boxes, lacking, refusal
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.envelopes import Addressee, Stationery, addressees, only
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.reports.address_paper import address_paper
from mediation_desk.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """Labels or envelopes as PDF; `by_hand` names where a box stands for a character."""

    pdf: bytes
    by_hand: tuple[str, ...] = ()


def made(
    desk: Desk, case: CaseFile, kind: Stationery, parties: frozenset[int], first: int = 1
) -> Addressed:
    """Return labels or envelopes for these parties, or for all.

    A character that no font here has is refused by name, with the person and the field.
    """
    desk.actor.require(Right.READ)
    found = only(addressees(case)[0], parties)
    if not found:
        raise DeskError(_("Nobody has confirmed an address for service yet."))
    given = _given(found, desk.centre, kind)
    texts = [text for people in given.values() for one in people for text in one.values()]
    if nowhere := lacking(texts):
        raise refusal(nowhere, texts, given=given)
    pdf = address_paper(found, kind, desk.centre, first)
    return Addressed(pdf=pdf, by_hand=boxes(given))


def _given(
    found: tuple[Addressee, ...], centre: Centre, kind: Stationery
) -> dict[str, list[dict[str, str]]]:
    """Return what is printed, under the names that forms have for it."""
    receivers = [
        {"姓名": one.name, "送达地址": one.address, "联系电话": one.phone} for one in found
    ]
    sender = {"名称": centre.name, "地址": centre.address}
    return {"收件人": receivers} if kind.grid else {"收件人": receivers, "寄件人": [sender]}
