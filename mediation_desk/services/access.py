"""Who may see a case: the supervisor restricts it, and names who reads it besides (限制查阅)."""

from collections.abc import Collection
from dataclasses import dataclass

from mediation_desk.domain import reasons
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, require
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.rights import MAY, Right, Role
from mediation_desk.i18n import _
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk, may_come
from mediation_desk.storage import access as store
from mediation_desk.storage import journal, opening
from mediation_desk.storage.access import Access


@dataclass(frozen=True, slots=True, kw_only=True)
class Eyes:
    """Who sees a case: by their work or their post, and who may be named besides."""

    access: Access
    always: tuple[str, ...]
    others: tuple[User, ...]
    own_only: bool


def of_case(desk: Desk, case: CaseFile) -> Eyes:
    """Return who may see a case."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        found = store.of_case(session, case.id)
        people = [user for user in opening.users(session) if user.active]
    works = {one.id for one in (case.mediator, case.clerk) if one}
    works |= {one.user_id for one in case.panel if one.user_id and not one.invited}
    able = {one.id for one in may_come(desk, people)} | set(found.readers)
    always = [one for one in people if one.id in works or Role.SUPERVISOR in one.roles]
    return Eyes(
        access=found,
        always=tuple(one.name for one in always),
        others=tuple(
            one
            for one in people
            if one not in always and one.id in able and MAY[Right.READ] & one.roles
        ),
        own_only=desk.option(MEDIATORS_SEE_OWN) == "yes",
    )


def set_access(
    desk: Desk,
    case_id: int,
    version: int,
    *,
    restricted: bool,
    readers: Collection[int] = (),
    reason: str = "",
) -> None:
    """Restrict a case, or open it; name who reads it beside who works on it.

    Each of these has its reason, which stands in the course of the case.
    """
    desk.actor.require(Right.ASSIGN)
    require(reasons.problems("reason", reason))
    with on_case(desk, "set_access", case_id, version) as (session, _case):
        known = {one.id for one in opening.users(session) if one.active}
        if not set(readers) <= known:
            raise DeskError(_("This person is not active at the centre."))
        told = reason.strip() if restricted else None
        store.set_restriction(session, case_id, told, desk.instant(), desk.actor.name)
        store.set_readers(session, case_id, readers)
        journal.note(session, {"reason": reason.strip()})
