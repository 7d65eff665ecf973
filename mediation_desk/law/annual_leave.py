"""Pay for annual leave that was not taken (未休年休假工资)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import PAID_DAYS, exact, factor, rounded
from mediation_desk.law.figures import Figure
from mediation_desk.law.leave_days import (
    LEAVE_3,
    LEAVE_4,
    MEASURES_12,
    LeaveYear,
    entitled,
    lost,
    old,
    warnings,
)

LEAVE_2 = "职工带薪年休假条例第二条"
LEAVE_5 = "职工带薪年休假条例第五条"
MEASURES_10 = "企业职工带薪年休假实施办法第十条"
MEASURES_11 = "企业职工带薪年休假实施办法第十一条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """The wage that counts and the calendar years, each with its own days."""

    wage: Decimal
    years: tuple[LeaveYear, ...]
    waived: bool = False
    paid_days: Figure | None = None


def annual_leave(facts: Leave) -> Award:
    """Return the further 200% of a day's wage for each day of leave not taken.

    企业职工带薪年休假实施办法第十条至第十二条: 300% of the average daily wage without overtime,
    of which 100% was paid with the wage; part years by days over 365, whole days only.
    """
    steps: list[Step] = []
    counted = [_days(year, steps, several=len(facts.years) > 1) for year in facts.years]
    due, unused = (sum(days, Decimal(0)) for days in zip(*counted, strict=True))
    if len(counted) > 1:
        expression = " + ".join(count(left) for _due, left in counted)
        steps.append(Step(_("Days of all years"), expression, count(unused), MEASURES_12))
    paid = facts.paid_days.value if facts.paid_days else PAID_DAYS
    day = exact(facts.wage) / exact(paid)
    expression = f"{figures(facts.wage)} ÷ {count(paid)}"
    steps.append(Step(_("Wage of a day"), expression, factor(day), MEASURES_11, exact=True))
    times = 0 if facts.waived else 2
    amount = rounded(day * exact(unused) * times)
    label = _("Leave pay beyond the normal wage")
    why = f"{factor(day)} × {count(unused)} × {times}00%" if times else _("waived in writing")
    steps.append(Step(label, why, figures(amount), MEASURES_10))
    return Award(
        kind="annual_leave",
        amount=amount,
        steps=tuple(steps),
        articles=(LEAVE_3, LEAVE_5, MEASURES_10, MEASURES_11, MEASURES_12),
        figures=(facts.paid_days,) if facts.paid_days else (),
        warnings=tuple(dict.fromkeys(_warnings(facts))),
        parts={
            "entitled_days": exact(due),
            "unused_days": exact(unused),
            "daily_wage": rounded(day),
            "amount": amount,
            "total_300": rounded(day * exact(unused) * (times + 1)),
        },
        employer=amount,
        reason="" if amount else _reason(facts, due),
        doubtful=rounded(day * Fraction(_left_of_old(facts, counted)) * times),
    )


def _days(facts: LeaveYear, steps: list[Step], *, several: bool) -> tuple[Decimal, Decimal]:
    """Return the days that were due in a year and those of them that were not taken."""
    told: list[Step] = []
    due = entitled(facts, told)
    unused = max(due - facts.taken, Decimal(0))
    taken = f"{count(due)} - {count(facts.taken)}"
    told.append(Step(_("Days of leave not taken"), taken, count(unused), MEASURES_12))
    if several and facts.first:
        steps += (_of_year(step, facts.first.year) for step in told)
    else:
        steps += told
    return due, unused


def _left_of_old(facts: Leave, counted: list[tuple[Decimal, Decimal]]) -> Decimal:
    pairs = zip(facts.years, counted, strict=True)
    return sum((left for year, (_due, left) in pairs if old(year)), Decimal(0))


def _of_year(step: Step, year: int) -> Step:
    label = _("{year}: {label}").format(year=year, label=step.label)
    return replace(step, label=label)


def _reason(facts: Leave, due: Decimal) -> str:
    if due:
        return _("Waived in writing.") if facts.waived else _("The leave was taken.")
    if all(_not_yet(year) for year in facts.years):
        return _("Not yet a full year of work: there is no annual leave ({article}).").format(
            article=LEAVE_2
        )
    if lapsed := dict.fromkeys(filter(None, map(lost, facts.years))):
        return _("{why} There is no annual leave for that year ({article}).").format(
            why="".join(lapsed), article=LEAVE_4
        )
    return _("There is no whole day of leave.")


def _not_yet(facts: LeaveYear) -> bool:
    return facts.full_year_days is None and facts.split is None and not facts.year_days


def _warnings(facts: Leave) -> Iterator[str]:
    yield _(
        "Whether this claim is subject to the year of limitation as a wage or as a welfare "
        "differs by place; the leave may be moved to the next year with consent."
    )
    for year in facts.years:
        yield from warnings(year)
