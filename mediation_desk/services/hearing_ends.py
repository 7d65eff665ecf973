"""Ending the hearings of a case whose mediation ends: none is left under way, none planned."""

from dataclasses import replace
from datetime import datetime

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.hearing import Hearing, HearingStatus, ended_with, last_moment, untold
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import N_, _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import hearings
from mediation_desk.storage.database import Session


def end_all(
    desk: Desk,
    session: Session,
    case: CaseFile,
    end: Step | Stage,
    ended_at: datetime | None = None,
) -> None:
    """End the hearing that is under way, when it is told to have ended, and give up those ahead.

    Where nobody told, its record leaves the hour open. One whose time has passed without a result
    stays as it is: nobody called it off, and what came of it is still to be told.
    """
    for hearing in case.hearings:
        if untold(hearing, desk.now()):
            continue
        if hearing.status is HearingStatus.PLANNED:
            given_up = replace(hearing, status=HearingStatus.CANCELLED, outcome=end.label)
            hearings.change(session, given_up)
        elif hearing.status is HearingStatus.UNDER_WAY:
            if ended_at is not None:
                check_moment(hearing, ended_at, "ended_at", desk.now())
            hearings.change(session, ended_with(hearing, ended_at, _result(end)))


_RESULTS = {
    Stage.EFFECTIVE: N_("The parties reached an agreement."),
    Step.FAIL: N_("The parties reached no agreement."),
}


def _result(end: Step | Stage) -> str:
    """Say what came of the hearing at which the mediation ended, as its record says it (D-19)."""
    with i18n.speaking(i18n.CHINESE):
        return _(_RESULTS[end]) if end in _RESULTS else end.label


def check_moment(hearing: Hearing, at: datetime, field: str, now: datetime) -> None:
    """Refuse a time that lies before what happened already, or that has not come yet.

    One that was opened ahead of the clock may go on from when it began.
    """
    last = last_moment(hearing)
    if last is not None and at < last:
        raise Invalid([Problem(field, _("This lies before what is on record already."))])
    if at > max(now, last or now):
        raise Invalid([Problem(field, _("This time lies in the future."))])
