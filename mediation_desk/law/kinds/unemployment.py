"""From typed inputs to the facts of a loss of unemployment benefit (失业保险待遇损失)."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.inputs import Field, Inputs, Shape
from mediation_desk.law.kind import Kind
from mediation_desk.law.unemployment import (
    MOST_MONTHS,
    MOST_YEARS,
    Unemployment,
    unemployment_loss,
)

FIELDS = (
    Field(
        name="contribution_years",
        label=N_("Years for which contributions were due"),
        shape=Shape.NUMBER,
        high=MOST_YEARS,
    ),
    Field(
        name="service_years",
        label=N_("Years of service (unemployment insurance)"),
        shape=Shape.NUMBER,
        high=Decimal(70),
    ),
    Field(
        name="months_given",
        label=N_("Months of benefit, as established"),
        shape=Shape.NUMBER,
        high=MOST_MONTHS,
        whole=True,
    ),
    Field(
        name="benefit_month",
        label=N_("Monthly unemployment benefit"),
        shape=Shape.MONEY,
        positive=True,
        figure="unemployment_benefit_month",
    ),
    Field(
        name="benefit_month_from_13",
        label=N_("Monthly unemployment benefit from the 13th month"),
        shape=Shape.MONEY,
        positive=True,
        figure="unemployment_benefit_month_from_13",
        quiet=True,
    ),
    Field(
        name="medical_insurance_month",
        label=N_("Monthly medical insurance paid for the unemployed"),
        shape=Shape.MONEY,
        figure="unemployment_medical_month",
        quiet=True,
    ),
)


def unemployment_loss_from(inputs: Inputs) -> Award:
    """Compute the loss from typed inputs."""
    years, months = inputs.number("contribution_years"), inputs.number("months_given")
    if years is None and months is None:
        text = _("The years for which contributions were due are missing.")
        raise Invalid([Problem("contribution_years", text)])
    service = inputs.number("service_years")
    if years is not None and service is not None and years > service:
        text = _("Contributions cannot be due for longer than the service lasted.")
        raise Invalid([Problem("contribution_years", text)])
    return unemployment_loss(
        Unemployment(
            years=years,
            months=months,
            benefit=inputs.figure("benefit_month", "unemployment_benefit_month"),
            benefit_from_13=inputs.figure(
                "benefit_month_from_13", "unemployment_benefit_month_from_13"
            ),
            medical=inputs.figure("medical_insurance_month", "unemployment_medical_month"),
        )
    )


KINDS = (
    Kind(
        term=ClaimKind.UNEMPLOYMENT_LOSS,
        fields=FIELDS,
        rule=unemployment_loss_from,
        needs=(
            ("hired_on", "unemployment_loss.contribution_years", "unemployment_loss.months_given"),
            ("left_on", "unemployment_loss.contribution_years", "unemployment_loss.months_given"),
        ),
        shown=("unemployment_insured",),
        figures=("unemployment_benefit_month",),
    ),
)
