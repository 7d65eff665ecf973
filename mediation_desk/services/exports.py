"""Exports of reports: each has a number of its own and stands in the journal."""

from typing import TYPE_CHECKING

from mediation_desk.domain.period import Period
from mediation_desk.domain.rights import Right
from mediation_desk.services import journals, logs
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal

if TYPE_CHECKING:
    from mediation_desk.reports.log import Marks


def numbered(desk: Desk, doing: str, period: Period, kind: str) -> "Marks":
    """Take the next number of an export, write it into the journal, and return its marks."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports.log import Marks

    with desk.db.write(desk.actor, doing) as session:
        serial = logs.take_serial(session, desk.today().year)
        said = {"serial": serial, "period": f"{period.first}/{period.last}", "kind": kind}
        journal.note(session, said)
    return Marks(
        serial=serial,
        by=logs.maker(desk.actor.name),
        at=desk.instant(),
        code=journals.check_code(desk),
    )
