"""From typed inputs to the facts of an ending (经济补偿、赔偿金)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem, require
from mediation_desk.domain.money import ZERO, half_up
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, count
from mediation_desk.law.common_fields import GROUND, MINIMUM_WAGE
from mediation_desk.law.grounds import Ground
from mediation_desk.law.inputs import Field, Inputs, Shape
from mediation_desk.law.kind import Kind
from mediation_desk.law.service_length import Service, service_between
from mediation_desk.law.severance import (
    AVERAGE,
    LABOUR_LAW,
    Ending,
    severance,
    unlawful_termination,
)
from mediation_desk.law.severance_segments import OldYears

EARLIEST_START = date(1949, 10, 1)
YEAR_MONTHS = Decimal(12)
MOST_SUMS = 10_000

FIELDS = (
    Field(
        name="avg_wage_12m",
        label=N_("Average wage of the last 12 months"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(
        name="wage_parts",
        label=N_("Wages and the months they were paid"),
        shape=Shape.PAIRS,
        high=Decimal(12),
    ),
    Field(name="service_start", label=N_("Day of joining"), shape=Shape.DAY),
    Field(name="service_end", label=N_("Last day worked"), shape=Shape.DAY),
    Field(name="service_years", label=N_("Years of service"), shape=Shape.NUMBER, high=Decimal(70)),
    Field(
        name="service_months",
        label=N_("Further months of service"),
        shape=Shape.NUMBER,
        high=Decimal(840),
        whole=True,
    ),
    Field(
        name="service_days",
        label=N_("Further days of service"),
        shape=Shape.NUMBER,
        high=Decimal(31),
        whole=True,
    ),
    Field(
        name="comp_months",
        label=N_("Months of severance, as established"),
        shape=Shape.NUMBER,
        high=Decimal(70),
    ),
    Field(
        name="local_avg_wage_month",
        label=N_("Average monthly wage of the place, year before"),
        shape=Shape.MONEY,
        positive=True,
        figure="local_average_wage_month",
    ),
    Field(
        name="local_avg_wage_year",
        label=N_("Average yearly wage of the place, year before"),
        shape=Shape.MONEY,
        positive=True,
    ),
    MINIMUM_WAGE,
    Field(name="count_from", label=N_("Service counts from"), shape=Shape.DAY),
    Field(name="paid_already", label=N_("Severance or damages paid already"), shape=Shape.MONEY),
    GROUND,
    Field(
        name="old_years",
        label=N_("How service before 2008 counts"),
        shape=Shape.CHOICE,
        choices=tuple(way.value for way in OldYears),
    ),
    Field(name="part_time", label=N_("Part-time work (by the hour)"), shape=Shape.FLAG),
    Field(
        name="overtime_pay_month",
        label=N_("Overtime pay within the average wage, a month"),
        shape=Shape.MONEY,
    ),
    Field(
        name="overtime_in_base",
        label=N_("Overtime pay counts in the average wage"),
        shape=Shape.FLAG,
    ),
)


def severance_from(inputs: Inputs) -> Award:
    """Compute severance from typed inputs."""
    return _with_notes(severance(ending(inputs)), inputs)


def unlawful_termination_from(inputs: Inputs) -> Award:
    """Compute damages for unlawful ending from typed inputs."""
    return _with_notes(unlawful_termination(ending(inputs)), inputs)


def _with_notes(award: Award, inputs: Inputs) -> Award:
    """Name the figure that lacks, and rows of wages that were taken as running side by side."""
    lacks = inputs.lacking.get("local_avg_wage_month")
    if award.unsettled and lacks and not award.parts.get("limit_tested"):
        award = replace(award, unsettled=f"{award.unsettled}：{lacks}")
    if inputs.has("avg_wage_12m") or _months(inputs.pairs("wage_parts")) <= YEAR_MONTHS:
        return award
    note = _(
        "The rows of wages make more than twelve months: those beyond were taken as paid beside "
        "the wage and spread over twelve ({article})."
    ).format(article=AVERAGE)
    return replace(award, warnings=(*award.warnings, note))


def ending(inputs: Inputs) -> Ending:
    """Return the facts of the ending; raise `Invalid` with what is missing or contradictory."""
    problems = [*_wage_problems(inputs), *_service_problems(inputs)]
    require(problems)
    wage, overtime = _average_wage(inputs), inputs.number("overtime_pay_month") or ZERO
    if overtime >= wage:
        text = _("Overtime pay within the average wage must be less than the average wage.")
        raise Invalid([Problem("overtime_pay_month", text)])
    yearly = inputs.figure("local_avg_wage_year", "local_average_wage_year")
    first = inputs.day("service_start")
    count_from = inputs.day("count_from")
    if first and count_from:
        first = max(first, count_from)
    return Ending(
        average_wage=wage,
        service=_service(inputs, first),
        months=inputs.number("comp_months"),
        first_day=first,
        last_day=inputs.day("service_end"),
        local_average=yearly or inputs.figure("local_avg_wage_month", "local_average_wage_month"),
        minimum_wage=inputs.figure("min_wage_month", "minimum_wage_month"),
        paid_already=inputs.number("paid_already") or ZERO,
        ground=Ground(inputs.text("ground")) if inputs.has("ground") else None,
        old_years=OldYears(inputs.choice("old_years", OldYears.BY_GROUND)),
        part_time=inputs.flag("part_time", otherwise=False),
        overtime_month=overtime,
        overtime_counts=inputs.flag("overtime_in_base", otherwise=True),
    )


def _wage_problems(inputs: Inputs) -> list[Problem]:
    if inputs.has("avg_wage_12m"):
        return []
    if not inputs.has("wage_parts"):
        return [Problem("avg_wage_12m", _("The average wage of the last 12 months is missing."))]
    pairs = inputs.pairs("wage_parts")
    if not sum(months for _amount, months in pairs) or not sum(amount for amount, _months in pairs):
        return [Problem("wage_parts", _("The wages and their months must not all be zero."))]
    if _months(pairs) > YEAR_MONTHS and not _side_by_side(pairs):
        text = _(
            "{months} months are more than the twelve before the end. A bonus of the year stands "
            "in a row of its own beside rows that make exactly twelve months."
        )
        return [Problem("wage_parts", text.format(months=count(_months(pairs))))]
    return []


def _months(pairs: Sequence[tuple[Decimal, Decimal]]) -> Decimal:
    return sum((months for _amount, months in pairs), Decimal(0))


def _side_by_side(pairs: Sequence[tuple[Decimal, Decimal]]) -> bool:
    """Say whether some rows make exactly twelve months, so that the others run beside them."""
    sums = {Decimal(0)}
    for _amount, months in pairs:
        sums |= {one + months for one in sums if one + months <= YEAR_MONTHS}
        if YEAR_MONTHS in sums or len(sums) > MOST_SUMS:
            return True
    return False


def _average_wage(inputs: Inputs) -> Decimal:
    """Return the average wage; with fewer than twelve months, of the actual months.

    Parts that run side by side (a bonus beside the wage) make more than twelve months
    together and are spread over twelve (实施条例第二十七条).
    """
    wage = inputs.number("avg_wage_12m")
    if wage is not None:
        return wage
    pairs = inputs.pairs("wage_parts")
    together = _months(pairs)
    total = sum((amount * months for amount, months in pairs), ZERO)
    return half_up(total / min(together, YEAR_MONTHS))


def _service_problems(inputs: Inputs) -> list[Problem]:
    if inputs.has("comp_months"):
        months = inputs.number("comp_months") or Decimal(0)
        if months % Decimal("0.5"):
            return [Problem("comp_months", _("Months of severance are counted by halves."))]
        return []
    first, last = inputs.day("service_start"), inputs.day("service_end")
    if first is None and last is None:
        return _length_problems(inputs)
    if first is None:
        return [Problem("service_start", _("The day of joining is missing."))]
    if last is None:
        return [Problem("service_end", _("The last day worked is missing."))]
    if first < EARLIEST_START:
        return [Problem("service_start", _("The day of joining is too early. Please check it."))]
    if last < first:
        return [Problem("service_end", _("The last day worked lies before the day of joining."))]
    if last < LABOUR_LAW:
        return [
            Problem(
                "service_end",
                _("The employment ended before the Labour Law (1995-01-01); no rule here fits."),
            )
        ]
    return []


def _length_problems(inputs: Inputs) -> list[Problem]:
    if not inputs.has("service_years", "service_months", "service_days"):
        return [Problem("service_start", _("The day of joining or the length is missing."))]
    years = inputs.number("service_years") or Decimal(0)
    if (years * 12) % 1:
        return [Problem("service_years", _("Years of service must be whole months."))]
    return []


def _service(inputs: Inputs, first: date | None) -> Service | None:
    last = inputs.day("service_end")
    if inputs.has("comp_months"):
        return None
    if first and last:
        return service_between(first, last) if first <= last else Service(0, 0, 0)
    years = inputs.number("service_years") or Decimal(0)
    months = int(years * 12 + (inputs.number("service_months") or 0))
    return Service(*divmod(months, 12), int(inputs.number("service_days") or 0))


_INSTEAD_OF_DAYS = tuple(
    f"severance.{name}"
    for name in ("comp_months", "service_years", "service_months", "service_days")
)
_NEEDS = (
    ("hired_on", *_INSTEAD_OF_DAYS),
    ("left_on", *_INSTEAD_OF_DAYS),
    ("average_wage", "severance.wage_parts"),
)

KINDS = (
    Kind(
        term=ClaimKind.SEVERANCE,
        fields=FIELDS,
        rule=severance_from,
        needs=_NEEDS,
        shown=("ground",),
    ),
    Kind(
        term=ClaimKind.UNLAWFUL_TERMINATION,
        fields=FIELDS,
        rule=unlawful_termination_from,
        needs=_NEEDS,
        shown=("ground", "severance_paid"),
    ),
)
