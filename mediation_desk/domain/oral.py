"""An oral application, taken down on the spot and read back (口头申请, 调解仲裁法第十二条)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

LONGEST_TEXT = 20_000
ON_THE_SPOT = "劳动争议调解仲裁法第十二条"


class Mark(Term):
    """How the applicant put a name to the record (签名方式)."""

    SIGNATURE = "signature", N_("Signature")
    FINGERPRINT = "fingerprint", N_("Fingerprint")
    BOTH = "both", N_("Signature and fingerprint")


@dataclass(frozen=True, slots=True, kw_only=True)
class OralApplication:
    """How an oral application was taken down: what the case says is not written twice.

    `further` are questions and answers beyond the case's own facts, one a line, as 问：… 答：….
    """

    id: int = 0
    taken_on: date
    begun_at: time
    signed_at: time | None = None
    place: str = ""
    recorder: str = ""
    further: str = ""
    read_back: bool = False
    mark: Mark | None = None


def moment_problems(
    oral: OralApplication | None, now: datetime, field: str = "oral"
) -> Iterator[Problem]:
    """Find times of a record taken down today that have not come yet."""
    if oral is None or oral.taken_on != now.date():
        return
    for name, moment in (("begun_at", oral.begun_at), ("signed_at", oral.signed_at)):
        if moment is not None and moment > now.time():
            yield Problem(f"{field}.{name}", _("This time lies in the future."))


def problems(
    oral: OralApplication | None, today: date, received_on: date | None = None, field: str = "oral"
) -> Iterator[Problem]:
    """Find what is wrong with the record of an oral application.

    It is taken down on the spot: an application that nobody sent on is received that very day.
    """
    law = f"（{ON_THE_SPOT}）"
    if oral is None:
        yield Problem(
            f"{field}.read_back",
            _("An oral application is taken down on the spot and read back to the applicant.")
            + law,
        )
        return
    if oral.taken_on > today:
        yield Problem(f"{field}.taken_on", _("This day lies in the future."))
    elif received_on is not None and received_on != oral.taken_on:
        text = _(
            "An oral application is received on the day it is taken down, which is {day} ({basis})."
        )
        yield Problem("received_on", text.format(day=oral.taken_on, basis=ON_THE_SPOT))
    if not oral.read_back:
        yield Problem(
            f"{field}.read_back",
            _("Read the record back to the applicant, or let them read it, then tick this.") + law,
        )
    if oral.mark is None:
        yield Problem(f"{field}.mark", _("Enter how the applicant signed.") + law)
    if oral.signed_at is None:
        yield Problem(f"{field}.signed_at", _("Enter when the applicant signed."))
    elif oral.signed_at < oral.begun_at:
        yield Problem(
            f"{field}.signed_at", _("The applicant cannot have signed before the record began.")
        )
    if len(oral.further) > LONGEST_TEXT:
        yield Problem(f"{field}.further", _("At most {n} characters.").format(n=LONGEST_TEXT))
