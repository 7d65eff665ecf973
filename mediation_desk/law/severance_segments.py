"""Service on both sides of 2008-01-01 (劳动合同法第九十七条第三款)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from mediation_desk.i18n import _
from mediation_desk.law.award import Step, count
from mediation_desk.law.grounds import (
    LIMITED_BEFORE_2008,
    NOT_PAYABLE_BEFORE_2008,
    PAYABLE_BEFORE_2008,
    Ground,
)
from mediation_desk.law.service_length import Service, service_between

TRANSITION = "劳动合同法第九十七条第三款"
OLD_RULES = "劳部发〔1994〕481号"
CONTRACT_LAW = date(2008, 1, 1)
LAST_OLD_DAY = date(2007, 12, 31)
MOST_OLD_MONTHS = Decimal(12)


class OldYears(StrEnum):
    """How service before 2008 counts; by the ground where the ground is known."""

    BY_GROUND = "by_ground"
    ALL = "all"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Segments:
    """Service before and from 2008-01-01, with the months of severance for the part before.

    `left_out` says that the part before gives nothing because the centre counts so, not because
    the law of that time gave nothing for this ground.
    """

    old: Service
    old_months: Decimal
    limited: bool
    new: Service
    left_out: bool = False

    @property
    def articles(self) -> tuple[str, ...]:
        """What the part before 2008 rests on; the old rules only where they were applied."""
        return (TRANSITION,) if self.left_out else (TRANSITION, OLD_RULES)

    def steps(self) -> Iterator[Step]:
        """Yield the lines on the part before 2008."""
        label = _("Service until 2007-12-31")
        yield Step(label, self.old.text, self.old.text, TRANSITION)
        why = _("a month a year, a started year counts whole")
        if self.left_out:
            why = _("left out by the regional setting “Only years from 2008 on count”")
        elif not self.old_months:
            why = _("this ground gave no severance at that time")
        elif self.limited:
            why = _("a month a year, at most twelve months")
        label = _("Months of severance until 2007-12-31")
        yield Step(label, why, count(self.old_months), self.articles[-1])


def segments(
    first: date, last: date, ground: Ground | None, old_years: OldYears
) -> Segments | None:
    """Split service at 2008-01-01, or return None where it is not split.

    Before 2008 a started year gave a month, at most twelve for agreed ending and incompetence;
    expiry and dissolution gave nothing. A ground outside that table is not split.
    """
    if not first < CONTRACT_LAW <= last or old_years is OldYears.ALL:
        return None
    if old_years is OldYears.BY_GROUND and ground not in (
        PAYABLE_BEFORE_2008 | NOT_PAYABLE_BEFORE_2008
    ):
        return None
    old = service_between(first, LAST_OLD_DAY)
    new = service_between(CONTRACT_LAW, last)
    if ground in NOT_PAYABLE_BEFORE_2008:
        return Segments(old, Decimal(0), limited=False, new=new)
    if old_years is OldYears.NONE:
        return Segments(old, Decimal(0), limited=False, new=new, left_out=True)
    months = Decimal(old.years + (1 if old.months or old.days else 0))
    limited = ground in LIMITED_BEFORE_2008 and months > MOST_OLD_MONTHS
    return Segments(old, min(months, MOST_OLD_MONTHS) if limited else months, limited, new)


@dataclass(frozen=True, slots=True)
class Unsplit:
    """Service on both sides of 2008-01-01 that is counted as one, though it may not count whole.

    So with a ground outside the table of old law (劳动合同法第三十八条), or none chosen.
    """

    old: Service
    new: Service

    def steps(self) -> Iterator[Step]:
        """Show both parts, and what each would come to."""
        label = _("Service until 2007-12-31")
        why = _("whether it counts for this ground is not settled; here it is counted")
        yield Step(label, why, self.old.text, TRANSITION)
        label = _("Service from 2008-01-01")
        why = _("alone it gives {months} months").format(months=count(self.new.compensation_months))
        yield Step(label, why, self.new.text, TRANSITION)


def unsplit(first: date, last: date, ground: Ground | None, old_years: OldYears) -> Unsplit | None:
    """Return both parts of service that is counted as one without a rule that says so."""
    known = ground in (PAYABLE_BEFORE_2008 | NOT_PAYABLE_BEFORE_2008)
    if not first < CONTRACT_LAW <= last or old_years is not OldYears.BY_GROUND or known:
        return None
    return Unsplit(service_between(first, LAST_OLD_DAY), service_between(CONTRACT_LAW, last))
