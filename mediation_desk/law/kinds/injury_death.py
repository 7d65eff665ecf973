"""From typed inputs to the benefits when a worker dies of a work injury."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import (
    INJURED_ON,
    INSURED,
    POOLING_AVERAGE,
    average_at_injury,
    figures_on,
)
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.injury_death import Death, injury_death
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind

FIELDS = (
    POOLING_AVERAGE,
    Field(
        name="national_income_prev_year",
        label=N_("National urban disposable income per person, year before"),
        shape=Shape.MONEY,
        positive=True,
        figure="national_urban_income_year",
    ),
    Field(
        name="own_wage",
        label=N_("Own wage (average contribution wage)"),
        shape=Shape.MONEY,
        positive=True,
    ),
    INJURED_ON,
    Field(name="dependents", label=N_("Dependents"), shape=Shape.DEPENDENTS),
    Field(
        name="pension_months",
        label=N_("Months of pension"),
        shape=Shape.NUMBER,
        high=Decimal(1200),
    ),
    INSURED,
    Field(
        name="died_after_stop_work",
        label=N_("Grades 1 to 4, died after the stop-work period"),
        shape=Shape.FLAG,
    ),
    figures_on(N_("Day of death")),
)


def injury_death_from(inputs: Inputs) -> Award:
    """Compute the benefits from typed inputs."""
    facts = Death(
        wage_average=average_at_injury(inputs),
        injured_on=inputs.day("injured_on"),
        pooling_average=inputs.figure("pooling_avg_wage", "pooling_average_wage_month"),
        income=inputs.figure("national_income_prev_year", "national_urban_income_year"),
        own_wage=inputs.number("own_wage"),
        dependents=inputs.dependents("dependents"),
        pension_months=inputs.number("pension_months"),
        insured=inputs.told("insured"),
        after_stop_work=inputs.flag("died_after_stop_work", otherwise=False),
    )
    if sum(person.spouse for person in facts.dependents) > 1:
        text = _("There is at most one spouse among the dependents.")
        raise Invalid([Problem("dependents", text)])
    if not (facts.pooling_average or facts.income or facts.own_wage):
        raise inputs.missing("pooling_avg_wage")
    return injury_death(facts)


KINDS = (
    Kind(
        term=ClaimKind.INJURY_DEATH,
        fields=FIELDS,
        rule=injury_death_from,
        needs=(("contribution_wage",),),
        shown=("injured_on", "injury_insured", "injury_death.dependents"),
        counter=("injury_death.figures_on",),
        figures=("pooling_average_wage_month", "national_urban_income_year"),
    ),
)
