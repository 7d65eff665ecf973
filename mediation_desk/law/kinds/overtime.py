"""From typed inputs to overtime pay."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import (
    MINIMUM_WAGE,
    PAID_DAYS_MONTH,
    owed_span,
    require_in_order,
)
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.overtime import PROOF, HoursSystem, Overtime, Proof, Unit, overtime

_MOST = Decimal(100_000)
FIELDS = (
    Field(
        name="monthly_base",
        label=N_("Monthly base of overtime pay"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(name="daily_wage", label=N_("Wage of a day"), shape=Shape.MONEY, positive=True),
    Field(name="hourly_wage", label=N_("Wage of an hour"), shape=Shape.MONEY, positive=True),
    Field(
        name="weekday_hours",
        label=N_("Hours of overtime on weekdays"),
        shape=Shape.NUMBER,
        high=_MOST,
    ),
    Field(
        name="restday_hours",
        label=N_("Hours of overtime on rest days"),
        shape=Shape.NUMBER,
        high=_MOST,
    ),
    Field(
        name="restday_days",
        label=N_("Days of overtime on rest days"),
        shape=Shape.NUMBER,
        high=_MOST,
    ),
    Field(
        name="holiday_hours",
        label=N_("Hours of overtime on statutory holidays"),
        shape=Shape.NUMBER,
        high=_MOST,
    ),
    Field(
        name="holiday_days",
        label=N_("Days of overtime on statutory holidays"),
        shape=Shape.NUMBER,
        high=_MOST,
    ),
    Field(
        name="hours_system",
        label=N_("System of working hours"),
        shape=Shape.CHOICE,
        choices=tuple(system.value for system in HoursSystem),
    ),
    Field(
        name="proof",
        label=PROOF,
        shape=Shape.CHOICE,
        choices=tuple(proof.value for proof in Proof),
    ),
    MINIMUM_WAGE,
    PAID_DAYS_MONTH,
    *owed_span(N_("Overtime: first day"), N_("Overtime: last day")),
)


def overtime_from(inputs: Inputs) -> Award:
    """Compute overtime pay from typed inputs."""
    require_in_order(inputs)
    given = [unit for unit in Unit if inputs.has(unit)]
    if not given:
        raise inputs.missing(Unit.MONTH)
    if len(given) > 1:
        text = _("Give the wage once: of a month, of a day or of an hour.")
        raise Invalid([Problem(unit.value, text) for unit in given])
    system = HoursSystem(inputs.choice("hours_system", HoursSystem.STANDARD))
    rested = [name for name in ("restday_hours", "restday_days") if inputs.number(name)]
    if rested and system is HoursSystem.COMPREHENSIVE:
        text = _("With comprehensive hours rest days count as hours beyond the cycle.")
        raise Invalid([Problem(name, text) for name in rested])
    return overtime(
        Overtime(
            wage=inputs.needed(given[0]),
            unit=given[0],
            weekday_hours=_worked(inputs, "weekday_hours"),
            restday_hours=_worked(inputs, "restday_hours"),
            restday_days=_worked(inputs, "restday_days"),
            holiday_hours=_worked(inputs, "holiday_hours"),
            holiday_days=_worked(inputs, "holiday_days"),
            system=system,
            proof=Proof(inputs.text("proof")) if inputs.has("proof") else None,
            minimum_wage=inputs.figure("min_wage_month", "minimum_wage_month"),
            paid_days=inputs.figure("paid_days_month", "paid_days_per_month"),
        )
    )


def _worked(inputs: Inputs, name: str) -> Decimal:
    return inputs.number(name) or Decimal(0)


KINDS = (
    Kind(
        term=ClaimKind.OVERTIME,
        fields=FIELDS,
        rule=overtime_from,
        needs=(
            ("overtime_base", "overtime.daily_wage", "overtime.hourly_wage"),
            (
                "overtime.weekday_hours",
                "overtime.restday_hours",
                "overtime.restday_days",
                "overtime.holiday_hours",
                "overtime.holiday_days",
            ),
        ),
        shown=("overtime.restday_hours", "overtime.holiday_hours", "overtime.proof"),
    ),
)
