"""How a centre holds its hearings: office hours, usual length, and names on the door.

No rule of law sets them; each is the centre's own setting.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import time

from mediation_desk.domain.booking import OfficeHours
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import USUAL_MINUTES
from mediation_desk.domain.options import Option
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class DoorNames(Term):
    """How parties are named on the list at the door (门牌上当事人的写法)."""

    SURNAME = "surname", N_("Workers by surname (张某), employers in full")
    NUMBER = "number", N_("Case number only")
    FULL = "full", N_("Names in full")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The settings together."""

    hours: OfficeHours = field(default_factory=OfficeHours)
    minutes: int = USUAL_MINUTES
    door_names: DoorNames = DoorNames.SURNAME


OPENS = Option("office_opens", "08:30", N_("The office opens"))
NOON_FROM = Option("office_noon_from", "12:00", N_("The noon break begins"))
NOON_TO = Option("office_noon_to", "14:00", N_("The noon break ends"))
CLOSES = Option("office_closes", "17:30", N_("The office closes"))
MINUTES = Option("hearing_minutes", str(USUAL_MINUTES), N_("Usual length of a hearing, minutes"))
DOOR_NAMES = Option("door_names", DoorNames.SURNAME.value, N_("Names on the list at the door"))


def office_of(option: Callable[[Option], str]) -> Office:
    """Read the settings."""
    opens, noon_from, noon_to, closes = (
        time.fromisoformat(option(one)) for one in (OPENS, NOON_FROM, NOON_TO, CLOSES)
    )
    return Office(
        hours=OfficeHours(opens=opens, noon_from=noon_from, noon_to=noon_to, closes=closes),
        minutes=int(option(MINUTES)),
        door_names=DoorNames.of(option(DOOR_NAMES)),
    )


def values_of(office: Office) -> dict[Option, str]:
    """Write the settings as they are stored."""
    hours = office.hours
    return {
        OPENS: f"{hours.opens:%H:%M}",
        NOON_FROM: f"{hours.noon_from:%H:%M}",
        NOON_TO: f"{hours.noon_to:%H:%M}",
        CLOSES: f"{hours.closes:%H:%M}",
        MINUTES: str(office.minutes),
        DOOR_NAMES: office.door_names.value,
    }


def office_problems(office: Office) -> Iterator[Problem]:
    """Check that the hours follow one another and that a hearing fits into the day."""
    hours = office.hours
    if hours.closes <= hours.opens:
        yield Problem("closes", _("The office closes after it opens."))
    elif not hours.opens <= hours.noon_from <= hours.noon_to <= hours.closes:
        yield Problem("noon_to", _("The noon break lies within the office hours."))
    if not 10 <= office.minutes <= 480:
        yield Problem("minutes", _("A hearing usually lasts 10 to 480 minutes."))
