"""From typed inputs to the damages for an unlawful probation."""

from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.i18n import N_
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import MINIMUM_WAGE
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.probation import Probation, probation_damages

FIELDS = (
    Field(
        name="contract_term_months",
        label=N_("Term of the contract in months (none: open-ended)"),
        shape=Shape.NUMBER,
        high=Decimal(840),
    ),
    Field(
        name="probation_served_months",
        label=N_("Months of probation served"),
        shape=Shape.NUMBER,
        high=Decimal(120),
    ),
    Field(name="second_probation", label=N_("A second probation"), shape=Shape.FLAG),
    Field(name="task_or_part_time", label=N_("Contract for a task or part-time"), shape=Shape.FLAG),
    Field(
        name="excess_months",
        label=N_("Months of probation beyond the limit"),
        shape=Shape.NUMBER,
        high=Decimal(120),
    ),
    Field(
        name="excess_workdays",
        label=N_("Further working days beyond the limit"),
        shape=Shape.NUMBER,
        high=Decimal(31),
    ),
    Field(
        name="wage_after_probation",
        label=N_("Monthly wage after probation"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    Field(name="probation_wage", label=N_("Monthly wage in the probation"), shape=Shape.MONEY),
    replace(MINIMUM_WAGE, quiet=True),
)


def probation_damages_from(inputs: Inputs) -> Award:
    """Compute the damages from typed inputs."""
    excess = inputs.number("excess_months")
    if excess is None and not inputs.has("probation_served_months"):
        if not inputs.has("excess_workdays"):
            raise inputs.missing("probation_served_months")
        excess = Decimal(0)
    return probation_damages(
        Probation(
            wage=inputs.needed("wage_after_probation"),
            term_months=inputs.number("contract_term_months"),
            served_months=inputs.number("probation_served_months"),
            second=inputs.flag("second_probation", otherwise=False),
            barred=inputs.flag("task_or_part_time", otherwise=False),
            excess_months=excess,
            excess_workdays=inputs.number("excess_workdays") or Decimal(0),
            paid=inputs.number("probation_wage"),
            minimum_wage=inputs.figure(MINIMUM_WAGE.name, MINIMUM_WAGE.figure),
        )
    )


KINDS = (
    Kind(
        term=ClaimKind.PROBATION_DAMAGES,
        fields=FIELDS,
        rule=probation_damages_from,
        needs=(
            (
                "probation_damages.probation_served_months",
                "probation_damages.excess_months",
                "probation_damages.excess_workdays",
            ),
            ("wage_after_probation",),
        ),
        shown=("probation_damages.contract_term_months",),
    ),
)
