"""Days of annual leave of one calendar year (应休年休假天数), and why they are lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from mediation_desk.i18n import _
from mediation_desk.law.award import Step, count

LEAVE_3 = "职工带薪年休假条例第三条"
LEAVE_4 = "职工带薪年休假条例第四条"
MEASURES_12 = "企业职工带薪年休假实施办法第十二条"
YEAR = 365
FIRST_YEAR = 2008
BANDS = (Decimal(1), Decimal(10), Decimal(20))
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveYear:
    """The facts of one calendar year; without a period it is a full year.

    `cumulative_years` counts work for all employers; `reached_on` is the day of this year on
    which it came to one, ten or twenty years. `full_year_days` is the leave of a full year
    where contract or rules fix it.
    """

    cumulative_years: Decimal | None = None
    full_year_days: Decimal | None = None
    first: date | None = None
    last: date | None = None
    taken: Decimal = Decimal(0)
    reached_on: date | None = None
    school_holidays: bool = False
    personal_leave_days: Decimal = Decimal(0)
    sick_leave_months: Decimal = Decimal(0)

    @property
    def statutory_days(self) -> Decimal | None:
        """The leave of a full year by law (职工带薪年休假条例第三条)."""
        return None if self.cumulative_years is None else statutory(self.cumulative_years)

    @property
    def year_days(self) -> Decimal:
        """The leave of a full year."""
        if self.full_year_days is not None:
            return self.full_year_days
        return self.statutory_days or Decimal(0)

    @property
    def split(self) -> Decimal | None:
        """The number of years that was reached within this year, if days are split by it."""
        if self.reached_on is None or self.full_year_days is not None:
            return None
        return band_near(self.cumulative_years)


def statutory(years: Decimal) -> Decimal:
    """Return the days of leave for a full year: 5 from one year, 10 from ten, 15 from twenty."""
    return Decimal(5 * sum(years >= band for band in BANDS))


def band_near(years: Decimal | None) -> Decimal | None:
    """Return the one, ten or twenty years that may be reached within a year of so many."""
    if years is None:
        return None
    return next((band for band in BANDS if band - 1 <= years < band + 1), None)


def lost(facts: LeaveYear) -> str:
    """Return why the leave of this year is lost, or nothing (职工带薪年休假条例第四条)."""
    if facts.school_holidays:
        return _("School holidays were longer than the leave.")
    if facts.personal_leave_days >= 20:
        return _("Paid personal leave of 20 days or more was taken.")
    years = facts.cumulative_years
    if years is None or years < 1:
        return ""
    limit = 2 if years < 10 else 3 if years < 20 else 4
    if facts.sick_leave_months >= limit:
        return _("Sick leave of {months} months or more was taken.").format(months=limit)
    return ""


def entitled(facts: LeaveYear, steps: list[Step]) -> Decimal:
    """Return the whole days of leave of the year, and write down how they were counted."""
    steps.extend(_full_year(facts))
    if reason := lost(facts):
        steps.append(Step(_("Leave of this year"), reason, "0", LEAVE_4))
        return Decimal(0)
    if facts.split is not None and facts.reached_on is not None:
        return _split(facts, facts.split, facts.reached_on, steps)
    full = facts.year_days
    if facts.first is None or facts.last is None:
        return full
    days = (facts.last - facts.first).days + 1
    found = min(Decimal(days * full // YEAR), full)
    expression = _whole_days(f"{days} ÷ {YEAR} × {count(full)}", days * full)
    steps.append(Step(_("Leave of this year"), expression, count(found), MEASURES_12))
    return found


def _whole_days(written: str, of_the_year: Decimal) -> str:
    """Write the share of a year, and that what is less than a whole day of it is not paid.

    企业职工带薪年休假实施办法第十二条; three places never round a 365th up to a whole day.
    """
    if not of_the_year % YEAR:
        return written
    share = (of_the_year / YEAR).quantize(Decimal("0.001"), ROUND_HALF_UP)
    text = _("{written} ≈ {days}, of which less than a whole day is not counted")
    return text.format(written=written, days=count(share))


def _full_year(facts: LeaveYear) -> Iterator[Step]:
    label = _("Leave of a full year")
    if facts.full_year_days is not None:
        yield Step(label, _("by contract or rules"), count(facts.full_year_days), LEAVE_3)
        return
    if (band := facts.split) is not None:
        below, above = count(statutory(band - 1)), count(statutory(band))
        why = _("{years} years of work are full on {day}").format(
            years=count(band), day=facts.reached_on
        )
        yield Step(label, why, f"{below} → {above}", LEAVE_3)
        return
    years = count(facts.cumulative_years or Decimal(0))
    why = _("{years} years of work for all employers").format(years=years)
    yield Step(label, why, count(facts.year_days), LEAVE_3)


def _split(facts: LeaveYear, band: Decimal, reached: date, steps: list[Step]) -> Decimal:
    """Count the days before and from the day on which the band was reached, each at its rate."""
    first = facts.first or date(reached.year, 1, 1)
    last = facts.last or date(reached.year, 12, 31)
    before, after = (reached - first).days, (last - reached + _DAY).days
    low, high = statutory(band - 1), statutory(band)
    found = min((before * low + after * high) // YEAR, high)
    written = f"{before} ÷ {YEAR} × {count(low)} + {after} ÷ {YEAR} × {count(high)}"
    expression = _whole_days(written, before * low + after * high)
    steps.append(Step(_("Leave of this year"), expression, count(found), MEASURES_12))
    return found


def old(facts: LeaveYear) -> bool:
    """Say whether the year lies before the rules that were published on 2007-12-14."""
    return facts.last is not None and facts.last.year < FIRST_YEAR


def warnings(facts: LeaveYear) -> Iterator[str]:
    """Say what of the days is in doubt."""
    if old(facts) and facts.last:
        yield _(
            "{year}: the rules of annual leave were published on 2007-12-14; whether they fit an "
            "earlier year was not confirmed."
        ).format(year=facts.last.year)
    by_law = facts.statutory_days
    if facts.full_year_days is not None:
        if by_law is not None and facts.full_year_days > by_law:
            yield _("Whether days above the law's carry 300% is a matter of the agreement.")
        return
    if facts.split is not None:
        yield _(
            "Days before and after a longer leave was reached were counted apart; the text that "
            "says so was not confirmed."
        )
    elif (band := band_near(facts.cumulative_years)) is not None:
        yield _(
            "{years} years of work may be reached within the year: then the days before and after "
            "count apart. Here the whole year counts {days} days; enter the day on which they "
            "are full."
        ).format(years=count(band), days=count(facts.year_days))
