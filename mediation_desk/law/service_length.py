"""Length of service, the last day worked included (本单位工作年限)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.i18n import _

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Service:
    """Whole years, whole months and the days left over."""

    years: int
    months: int
    days: int

    @property
    def compensation_months(self) -> Decimal:
        """Months of severance (劳动合同法第四十七条): six months or more make a year.

        Exactly six months are six months or more (民法典第一千二百五十九条).
        """
        if self.months >= 6:
            return Decimal(self.years + 1)
        return self.years + (HALF if self.months or self.days else Decimal(0))

    @property
    def text(self) -> str:
        """The length in the language spoken here."""
        return _("{years} years {months} months {days} days").format(
            years=self.years, months=self.months, days=self.days
        )


def service_between(first: date, last: date) -> Service:
    """Count from the first to the last day worked, both included.

    A month that lacks the corresponding day ends on its last day (民法典第二百零二条).
    """
    over = last + timedelta(days=1)
    months = (over.year - first.year) * 12 + over.month - first.month
    if _corresponding(first, months) > over:
        months -= 1
    days = (over - _corresponding(first, months)).days
    return Service(*divmod(months, 12), days)


def _corresponding(first: date, months: int) -> date:
    """Return the first day after so many months of service that began on `first`."""
    index = first.year * 12 + first.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if first.day <= 28 or first.day <= monthrange(year, month)[1]:
        return date(year, month, first.day)
    return date(year + month // 12, month % 12 + 1, 1)
