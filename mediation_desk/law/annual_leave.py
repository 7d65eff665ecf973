"""Pay for annual leave that was not taken (未休年休假工资)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import PAID_DAYS, factor, rounded
from mediation_desk.law.figures import Figure

LEAVE_3 = "职工带薪年休假条例第三条"
LEAVE_4 = "职工带薪年休假条例第四条"
LEAVE_5 = "职工带薪年休假条例第五条"
MEASURES_10 = "企业职工带薪年休假实施办法第十条"
MEASURES_11 = "企业职工带薪年休假实施办法第十一条"
MEASURES_12 = "企业职工带薪年休假实施办法第十二条"
YEAR = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The facts of one calendar year; without a period it is a full year.

    `cumulative_years` counts work for all employers; `full_year_days` is the leave of a full
    year where contract or rules fix it.
    """

    wage: Decimal
    cumulative_years: Decimal | None = None
    full_year_days: Decimal | None = None
    first: date | None = None
    last: date | None = None
    taken: Decimal = Decimal(0)
    waived: bool = False
    school_holidays: bool = False
    personal_leave_days: Decimal = Decimal(0)
    sick_leave_months: Decimal = Decimal(0)
    paid_days: Figure | None = None

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


def statutory(years: Decimal) -> Decimal:
    """Return the days of leave for a full year: 5 from one year, 10 from ten, 15 from twenty."""
    if years < 1:
        return Decimal(0)
    if years < 10:
        return Decimal(5)
    return Decimal(10) if years < 20 else Decimal(15)


def lost(facts: Leave) -> str:
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


def annual_leave(facts: Leave) -> Award:
    """Return the further 200% of a day's wage for each day of leave not taken.

    企业职工带薪年休假实施办法第十条至第十二条: 300% of the average daily wage without overtime,
    of which 100% was paid with the wage; part years by days over 365, whole days only.
    """
    steps: list[Step] = []
    entitled = _entitled(facts, steps)
    unused = max(entitled - facts.taken, Decimal(0))
    taken = f"{count(entitled)} - {count(facts.taken)}"
    steps.append(Step(_("Days of leave not taken"), taken, count(unused), MEASURES_12))
    paid = facts.paid_days.value if facts.paid_days else PAID_DAYS
    day = Fraction(facts.wage) / Fraction(paid)
    expression = f"{figures(facts.wage)} ÷ {count(paid)}"
    steps.append(Step(_("Wage of a day"), expression, factor(day), MEASURES_11))
    times = 0 if facts.waived else 2
    amount = rounded(day * Fraction(unused) * times)
    label = _("Leave pay beyond the normal wage")
    why = f"{factor(day)} × {count(unused)} × {times}00%" if times else _("waived in writing")
    steps.append(Step(label, why, figures(amount), MEASURES_10))
    return Award(
        kind="annual_leave",
        amount=amount,
        steps=tuple(steps),
        articles=(LEAVE_3, LEAVE_5, MEASURES_10, MEASURES_11, MEASURES_12),
        figures=(facts.paid_days,) if facts.paid_days else (),
        warnings=tuple(_warnings(facts)),
        parts={
            "entitled_days": Fraction(entitled),
            "unused_days": Fraction(unused),
            "daily_wage": rounded(day),
            "amount": amount,
            "total_300": rounded(day * Fraction(unused) * (times + 1)),
        },
        employer=amount,
        reason=_reason(facts, entitled, amount),
    )


def _entitled(facts: Leave, steps: list[Step]) -> Decimal:
    full = facts.year_days
    why = _("by contract or rules")
    if facts.full_year_days is None:
        years = count(facts.cumulative_years or Decimal(0))
        why = _("{years} years of work for all employers").format(years=years)
    steps.append(Step(_("Leave of a full year"), why, count(full), LEAVE_3))
    if reason := lost(facts):
        steps.append(Step(_("Leave of this year"), reason, "0", LEAVE_4))
        return Decimal(0)
    if facts.first is None or facts.last is None:
        return full
    days = (facts.last - facts.first).days + 1
    entitled = min(Decimal(days * full // YEAR), full)
    expression = f"{days} ÷ {YEAR} × {count(full)}"
    steps.append(Step(_("Leave of this year"), expression, count(entitled), MEASURES_12))
    return entitled


def _reason(facts: Leave, entitled: Decimal, amount: Decimal) -> str:
    if amount:
        return ""
    if not entitled:
        return _("There is no whole day of leave.")
    return _("Waived in writing.") if facts.waived else _("The leave was taken.")


def _warnings(facts: Leave) -> Iterator[str]:
    yield _(
        "Whether this claim is subject to the year of limitation as a wage or as a welfare "
        "differs by place; the leave may be moved to the next year with consent."
    )
    by_law = facts.statutory_days
    if by_law is not None and facts.full_year_days is not None and facts.full_year_days > by_law:
        yield _("Whether days above the law's carry 300% is a matter of the agreement.")
