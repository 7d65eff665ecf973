"""What a plan of a hearing must have, who is called, and what an absence may mean."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import TOOK_PLACE, Attended, Hearing, HearingStatus
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

_DAY = 24 * 60
_NOTICE = "D-17"


def problems_of(hearing: Hearing) -> Iterator[Problem]:
    """Check that a planned hearing has a room and ends after it begins, on the same day."""
    if not hearing.room.strip():
        yield Problem("room", _("Choose a room."))
    begins = hearing.begins.hour * 60 + hearing.begins.minute
    if hearing.minutes < 1 or begins + hearing.minutes >= _DAY:
        yield Problem("ends", _("The end must lie after the beginning, on the same day."))


def called(hearing: Hearing) -> frozenset[int]:
    """Return the parties that are called by name; none means all of them."""
    return frozenset(one.party_id for one in hearing.expected if one.party_id is not None)


def people_at(case: "CaseFile", hearing: Hearing) -> int:
    """Count who is to sit in the room: those called, the mediator and the clerk."""
    parties = len(hearing.expected) or len(case.applicants) + 1
    return parties + sum(officer is not None for officer in (case.mediator, case.clerk))


def notified_on(case: "CaseFile") -> date | None:
    """Return when the notice of the hearing to come was issued, None if it was not yet."""
    heard = [h.day for h in case.hearings if h.status in TOOK_PLACE]
    issued = [paper.issued_on for paper in case.papers if paper.form == _NOTICE]
    after = [day for day in issued if not heard or day > max(heard)]
    return max(after, default=None)


def absence_hint(case: "CaseFile") -> str:
    """Say what a second absence may mean; the mediator decides (there is no default judgment)."""
    missed = [h for h in case.hearings if h.status is HearingStatus.NOT_HELD]
    away = [
        {row.party_id for row in h.attendance if row.attended is Attended.ABSENT} for h in missed
    ]
    if sum(case.respondent.id in parties for parties in away) >= 2:
        return _(
            "The respondent stayed away twice. The mediator may take this as no longer wanting"
            " mediation, and end it as failed."
        )
    if any(sum(a.id in parties for parties in away) >= 2 for a in case.applicants):
        return _(
            "The applicant stayed away twice. This counts as withdrawn only if the applicant"
            " confirms it."
        )
    return ""
