"""Dossiers past their time of keeping (到期卷宗): listed for appraisal, destroyed nowhere here."""

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.retention import FiledDossier
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.reports import disposal_paper
from mediation_desk.services.desk import Desk
from mediation_desk.storage import filed as store

NONE_DUE = N_("No filed dossier has passed its time of keeping.")


def due(desk: Desk) -> tuple[FiledDossier, ...]:
    """Return the dossiers that need not be kept any more, the oldest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        every = store.filed(session)
    today = desk.today()
    over = [one for one in every if one.kept_until is not None and one.kept_until < today]
    return tuple(sorted(over, key=lambda one: (one.kept_until or today, one.number)))


def paper(desk: Desk) -> bytes:
    """Return the list as PDF, with room for what the appraisal says of each."""
    desk.actor.require(Right.READ)
    found = due(desk)
    if not found:
        raise DeskError(_(NONE_DUE))
    return disposal_paper.write(found, desk.centre, desk.today())
