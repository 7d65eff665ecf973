"""What is wrong with findings, files of watched employers, measures, listings and thresholds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain import days
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.intake import employer_problems
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.risk import (
    FindingSource,
    Listing,
    Measure,
    MeasureState,
    Screening,
    Watch,
)
from mediation_desk.domain.risk_indicators import Limits
from mediation_desk.i18n import N_, _

YEAR = timedelta(days=365)
MOST_MONTHS = 120
SENTENCE = 4
"""From so many characters on a reason is taken for one while indicators still stand at red."""
MOST_PEOPLE = 1_000_000
OPENED = N_("the day the employer was put under watch")
LISTED = N_("the day of listing")
SEEN = N_("the day of the finding")
_LATER = N_("This day is still to come.")


def since(day: date) -> date:
    """Return the day after which twelve months to a day begin."""
    return day - YEAR


def screening_problems(value: Screening, today: date) -> Iterator[Problem]:
    """Check what was found at an employer."""
    name = value.employer.strip()
    if not (value.employer_id or name):
        yield Problem("employer", _("Enter the employer."))
    elif not value.employer_id:
        for problem in employer_problems(Employer(name=name), ""):
            yield Problem("employer", problem.text)
    if value.day > today:
        yield Problem("day", _("This day lies in the future."))
    if not value.findings.strip():
        yield Problem("findings", _("Say what was found; “nothing unusual” is a finding too."))
    if value.source is FindingSource.VISIT and not value.visitors.strip():
        yield Problem("visitors", _("Enter who went there."))
    if value.next_on is not None and value.next_on <= value.day:
        yield days.before("next_on", value.day, SEEN)
    yield from _people(value)
    if value.months is not None and not 0 <= value.months <= MOST_MONTHS:
        yield Problem("months", _("Enter between 0 and {n} months.").format(n=MOST_MONTHS))
    if value.owed is not None and value.most is not None and value.most > value.owed:
        yield Problem("most", _("One worker cannot be owed more than all together."))


def _people(value: Screening) -> Iterator[Problem]:
    for name in ("headcount", "affected"):
        count = getattr(value, name)
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            yield Problem(name, _("Enter a number of people."))
    if value.headcount is not None and (value.affected or 0) > value.headcount:
        yield Problem("affected", _("More workers are affected than there are."))


def watch_problems(value: Watch, today: date, owners: Collection[int]) -> Iterator[Problem]:
    """Check the file of an employer under watch, with its measures."""
    if value.opened_on > today:
        yield Problem("opened_on", _("This day lies in the future."))
    if value.owner_id not in owners:
        yield Problem("owner", _("Say who keeps an eye on this employer."))
    if value.headcount is not None and not 0 <= value.headcount <= MOST_PEOPLE:
        yield Problem("headcount", _("Enter a number of people."))
    if not value.reason.strip():
        yield Problem("reason", _("Say why the employer is kept an eye on."))
    for number, measure in enumerate(value.measures, 1):
        yield from _measure_problems(measure, number, value)


def _measure_problems(measure: Measure, number: int, watch: Watch) -> Iterator[Problem]:
    if not measure.what.strip():
        yield Problem("measures", _("Measure {n}: say what is done.").format(n=number))
    if not measure.who.strip():
        yield Problem("measures", _("Measure {n}: say who does it.").format(n=number))
    if measure.due_on is None:
        yield Problem("measures", _("Measure {n}: say until when.").format(n=number))
    elif measure.due_on < watch.opened_on:
        text = _("Measure {n}: its day lies before the watch began.").format(n=number)
        yield Problem("measures", text)


def progress_problems(measure: Measure, opened_on: date, today: date) -> Iterator[Problem]:
    """Check how far a measure is said to be."""
    if measure.state is MeasureState.DONE:
        if measure.done_on is None:
            yield Problem("done_on", _("Enter the day on which it was done."))
        elif measure.done_on > today:
            yield Problem("done_on", _(_LATER))
        elif measure.done_on < opened_on:
            yield days.before("done_on", opened_on, OPENED)
    elif measure.done_on is not None:
        yield Problem("done_on", _("Only a measure that is done has this day."))
    if measure.state is MeasureState.DROPPED and not measure.note.strip():
        yield Problem("note", _("Say why the measure was dropped."))


def clearing_problems(watch: Watch, on: date, reason: str, today: date) -> Iterator[Problem]:
    """Check that a watch may end: with a reason, and no measure left under way."""
    if on > today:
        yield Problem("cleared_on", _("This day lies in the future."))
    elif on < watch.opened_on:
        yield days.before("cleared_on", watch.opened_on, OPENED)
    if not reason.strip():
        yield Problem("clearance", _("Say why the employer is not watched any more."))
    left = [m.what for m in watch.measures if m.state is MeasureState.OPEN]
    if left:
        text = _("Measures are still under way: {names}. Say first how they ended.")
        yield Problem("clearance", text.format(names=_("; ").join(left)))


def listing_problems(value: Listing, today: date) -> Iterator[Problem]:
    """Check an entry of the official list: it is kept only with the department's document."""
    if not value.number.strip():
        text = _("Enter the number of the document by which the HR department listed the employer.")
        yield Problem("number", text)
    if not value.authority.strip():
        yield Problem("authority", _("Enter the HR department that decided."))
    if value.listed_on > today:
        yield Problem("listed_on", _("This day lies in the future."))
    if value.expires_on <= value.listed_on:
        yield days.before("expires_on", value.listed_on, LISTED)
    if value.removed_on is not None:
        if value.removed_on > today:
            yield Problem("removed_on", _("This day lies in the future."))
        elif value.removed_on < value.listed_on:
            yield days.before("removed_on", value.listed_on, LISTED)


def limits_problems(limits: Mapping[str, Limits]) -> Iterator[Problem]:
    """Check thresholds: none is negative, and they rise with the level."""
    for key, held in limits.items():
        given = [v for v in (held.yellow, held.orange, held.red) if v is not None]
        if any(value < 0 for value in given):
            yield Problem(key, _("A threshold is not negative."))
        elif sorted(given) != given or len(set(given)) < len(given):
            yield Problem(key, _("The thresholds rise from yellow to red."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What screenings of twelve months say together: the latest figure counts for each."""

    headcount: int | None = None
    affected: int = 0
    months: Decimal = ZERO
    owed: Decimal = ZERO
    most: Decimal = ZERO
    signals: int = 0
    disturbed: bool = False
    missing: bool = False
    last_on: date | None = None
    next_on: date | None = None
