"""What comes next in the cases that a list shows, as the head of each case says it."""

from collections.abc import Iterable, Mapping

from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.next_steps import title
from mediation_desk.domain.rights import Right
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases
from mediation_desk.storage.database import Session


def next_steps(desk: Desk, case_ids: Iterable[int]) -> Mapping[int, str]:
    """Name the next step of each of some cases; what is gone is left out."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        named = {case_id: _title(desk, session, case_id) for case_id in case_ids}
    return {case_id: text for case_id, text in named.items() if text}


def _title(desk: Desk, session: Session, case_id: int) -> str:
    try:
        return title(cases.file(session, case_id), desk.actor, desk.today())
    except NotFound:
        return ""
