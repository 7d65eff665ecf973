"""Overtime pay (加班费) in its three rates."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, Step, count, in_formula, product
from mediation_desk.law.exact import PAID_DAYS, exact, factor, rounded, shown
from mediation_desk.law.figures import Figure

LABOUR_44 = "劳动法第四十四条"
PAYMENT_13 = "工资支付暂行规定第十三条"
PROOF_42 = "法释〔2020〕26号第四十二条"
PROOF = N_("Proof of the overtime")
NOTICE_2 = "人社部发〔2025〕2号"
HOURS_A_DAY = 8


class HoursSystem(StrEnum):
    """The system of working hours (工时制度)."""

    STANDARD = "standard"
    COMPREHENSIVE = "comprehensive"
    IRREGULAR = "irregular"


class Proof(StrEnum):
    """Who proves the overtime: the worker has to, or the employer withholds what proves it."""

    WORKER = "worker_proves"
    EMPLOYER = "employer_withholds"
    NONE = "no_proof"


class Unit(StrEnum):
    """What the wage is for."""

    MONTH = "monthly_base"
    DAY = "daily_wage"
    HOUR = "hourly_wage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtime:
    """The facts: the wage that counts, and what was worked at each rate."""

    wage: Decimal
    unit: Unit = Unit.MONTH
    weekday_hours: Decimal = Decimal(0)
    restday_hours: Decimal = Decimal(0)
    restday_days: Decimal = Decimal(0)
    holiday_hours: Decimal = Decimal(0)
    holiday_days: Decimal = Decimal(0)
    system: HoursSystem = HoursSystem.STANDARD
    minimum_wage: Figure | None = None
    paid_days: Figure | None = None
    proof: Proof | None = None

    @property
    def proved(self) -> bool:
        """Say whether the hours stand by what is known of their proof."""
        return self.proof in (Proof.WORKER, Proof.EMPLOYER)


@dataclass(frozen=True, slots=True)
class _Rate:
    label: str
    percent: int
    hours: Decimal
    days: Decimal
    key: str

    def pay(self, hour: Fraction) -> Fraction:
        hours = exact(self.hours) + exact(self.days) * HOURS_A_DAY
        return hour * hours * self.percent / 100

    def formula(self) -> str:
        """The rule of the line for a spreadsheet, with the hours and days as facts."""
        terms = [f"{{overtime.{self.key}_hours}}"] if self.hours else []
        terms += [f"{{overtime.{self.key}_days}}*{HOURS_A_DAY}"] if self.days else []
        return f"{{hour}}*({'+'.join(terms)})*{self.percent}/100"

    def expression(self, hour: Fraction) -> str:
        terms = []
        if self.hours:
            terms.append(f"{factor(hour)} × {count(self.hours)} × {self.percent}%")
        if self.days:
            day = factor(hour * HOURS_A_DAY)
            terms.append(f"{day} × {count(self.days)} × {self.percent}%")
        return " + ".join(terms)


def overtime(facts: Overtime) -> Award:
    """Return overtime pay: 150% on weekdays, 200% on rest days, 300% on statutory holidays.

    劳动法第四十四条, 工资支付暂行规定第十三条; a day is the month over 21.75, an hour an eighth of
    it (人社部发〔2025〕2号). The 300% come besides the monthly wage.
    """
    hour, steps = _hour(facts)
    weekday, restday, holiday = rates = _rates(facts)
    if facts.system is HoursSystem.IRREGULAR:
        return _irregular(steps)
    worked = {rate: rate.pay(hour) for rate in rates if rate.hours or rate.days}
    amount = rounded(sum(worked.values(), Fraction(0)))
    told = _adding_up(tuple(worked.values()), amount)
    steps += [
        Step(rate.label, rate.expression(hour), result, LABOUR_44, rate.key, rate.formula())
        for rate, result in zip(worked, told, strict=True)
    ]
    together = " + ".join(told) or figures(ZERO)
    formula = f"ROUND({'+'.join(f'{{{rate.key}}}' for rate in worked)},2)" if worked else ""
    steps.append(Step(_("Overtime pay"), together, figures(amount), PAYMENT_13, formula=formula))
    return Award(
        kind="overtime",
        amount=amount,
        steps=tuple(steps),
        articles=(LABOUR_44, PAYMENT_13, NOTICE_2, PROOF_42),
        figures=tuple(filter(None, (facts.paid_days, _tested_by(facts)))),
        warnings=tuple(_warnings(facts)),
        parts={
            "weekday": rounded(worked.get(weekday, Fraction(0))),
            "restday": rounded(worked.get(restday, Fraction(0))),
            "holiday": rounded(worked.get(holiday, Fraction(0))),
            "amount": amount,
        },
        employer=amount,
        reason="" if amount else _("No overtime was given."),
        doubtful=ZERO if facts.proved else amount,
        unlikely=amount if facts.proof is Proof.NONE else ZERO,
        unlikely_why=_unproved() if facts.proof is Proof.NONE else "",
    )


def _adding_up(parts: tuple[Fraction, ...], amount: Decimal) -> tuple[str, ...]:
    """Write parts so that a hand that adds them comes to the sum, which is rounded once."""
    if sum(map(rounded, parts), ZERO) == amount:
        return tuple(map(shown, parts))
    return tuple(map(factor, parts))


def _rates(facts: Overtime) -> tuple[_Rate, _Rate, _Rate]:
    beyond = facts.system is HoursSystem.COMPREHENSIVE
    weekday = _("Hours beyond the cycle") if beyond else _("Overtime on weekdays")
    return (
        _Rate(weekday, 150, facts.weekday_hours, Decimal(0), "weekday"),
        _Rate(_("Overtime on rest days"), 200, facts.restday_hours, facts.restday_days, "restday"),
        _Rate(
            _("Overtime on statutory holidays"),
            300,
            facts.holiday_hours,
            facts.holiday_days,
            "holiday",
        ),
    )


def _hour(facts: Overtime) -> tuple[Fraction, list[Step]]:
    """Return the exact wage of an hour and how it came about."""
    wage, least, steps = facts.wage, facts.minimum_wage, []
    base = f"{wage:.2f}"
    if facts.unit is Unit.MONTH and least:
        base = f"MAX({base},{in_formula(least)})"
    if facts.unit is Unit.MONTH and least and wage < least.monthly:
        expression = f"{figures(wage)} < {figures(least.monthly)}"
        wage = least.monthly
        steps.append(Step(_("Raised to the minimum wage"), expression, figures(wage), PAYMENT_13))
    paid = facts.paid_days.value if facts.paid_days else PAID_DAYS
    divisor, expression = {
        Unit.MONTH: (paid * HOURS_A_DAY, f"{figures(wage)} ÷ {count(paid)} ÷ {HOURS_A_DAY}"),
        Unit.DAY: (Decimal(HOURS_A_DAY), f"{figures(wage)} ÷ {HOURS_A_DAY}"),
        Unit.HOUR: (Decimal(1), figures(wage)),
    }[facts.unit]
    hour = exact(wage) / exact(divisor)
    formula = base + expression.removeprefix(figures(wage)).replace(" ÷ ", "/")
    label = _("Wage of an hour")
    steps.append(Step(label, expression, factor(hour), NOTICE_2, "hour", formula, exact=True))
    steps += _day(facts, wage, paid, hour)
    return hour, steps


def _day(facts: Overtime, wage: Decimal, paid: Decimal, hour: Fraction) -> Iterator[Step]:
    """Show the wage of a day where overtime is counted by days."""
    if facts.unit is Unit.DAY or not (facts.restday_days or facts.holiday_days):
        return
    by_month = facts.unit is Unit.MONTH
    expression = (
        f"{figures(wage)} ÷ {count(paid)}" if by_month else product(wage, Decimal(HOURS_A_DAY))
    )
    formula, told = f"{{hour}}*{HOURS_A_DAY}", factor(hour * HOURS_A_DAY)
    yield Step(_("Wage of a day"), expression, told, NOTICE_2, formula=formula, exact=True)


def _tested_by(facts: Overtime) -> Figure | None:
    """Return the minimum wage where the wage of a month was held against it."""
    return facts.minimum_wage if facts.unit is Unit.MONTH else None


def _irregular(steps: list[Step]) -> Award:
    reason = _("With irregular hours the three rates do not apply.")
    steps.append(Step(_("Overtime pay"), reason, figures(ZERO), PAYMENT_13))
    return Award(
        kind="overtime",
        amount=ZERO,
        steps=tuple(steps),
        articles=(PAYMENT_13,),
        warnings=(_("Some provinces still give 300% on holidays with irregular hours."),),
        parts={"weekday": ZERO, "restday": ZERO, "holiday": ZERO, "amount": ZERO},
        reason=reason,
    )


def _unproved() -> str:
    return _("nothing proves the overtime, and the worker has to prove it ({article}).").format(
        article=PROOF_42
    )


def _warnings(facts: Overtime) -> Iterator[str]:
    if facts.proof is Proof.NONE:
        yield _("Nothing proves the overtime; the worker has to prove it ({article}).").format(
            article=PROOF_42
        )
    elif facts.proof is None and any(rate.hours or rate.days for rate in _rates(facts)):
        yield _(
            "Nobody said what proves the overtime (“{fact}”): the worker has to prove it; where "
            "the worker proves that the employer holds the records and does not hand them over, "
            "the employer bears that ({article})."
        ).format(fact=_(PROOF), article=PROOF_42)
    if facts.unit is Unit.MONTH:
        yield _(
            "The base is the wage agreed or normally paid for normal hours; a rule of this "
            "province on the base was not found."
        )
    if facts.restday_hours or facts.restday_days:
        yield _("Rest days count only where no time off was given in their place.")
    if facts.holiday_hours or facts.holiday_days:
        yield _("Only the dated statutory holidays count, not the other days of a long break.")
