"""What a party needs to take part (特殊需要、翻译)."""

from mediation_desk.domain.errors import Invalid, NotFound, Problem
from mediation_desk.domain.rights import Right
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.storage import people_around as store


def set_needs(
    desk: Desk, case_id: int, version: int, party_id: int, needs: tuple[SpecialNeed, ...]
) -> None:
    """Make these the needs of a party; none takes them away."""
    desk.actor.require(Right.REGISTER)
    if any(need.kind is NeedKind.OTHER and not need.detail.strip() for need in needs):
        raise Invalid([Problem("detail", _("Say what is needed."))])
    with on_case(desk, "set_needs", case_id, version) as (session, case):
        if party_id not in dict(case.parties):
            raise NotFound(_("This party does not belong to the case."))
        store.set_needs(session, case_id, party_id, needs)
