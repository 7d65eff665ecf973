"""From typed inputs to the compensation of a duty not to compete and the training penalty."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial

from mediation_desk.domain.claim_kinds import AnswerKind, ClaimKind
from mediation_desk.i18n import N_
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import MINIMUM_WAGE, MONTHS
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.in_force import MINIMUM, TYPED, minimum_wages
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.noncompete import noncompete
from mediation_desk.law.training import Training, training_penalty

NONCOMPETE_FIELDS = (
    Field(
        name="avg_wage_12m",
        label=N_("Average wage of the last 12 months"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    replace(MONTHS, label=N_("Months of the non-compete duty")),
    MINIMUM_WAGE,
    Field(
        name="ended_by_employer", label=N_("The employer ended the duty early"), shape=Shape.FLAG
    ),
)
TRAINING_FIELDS = (
    Field(
        name="training_cost",
        label=N_("Cost of the training"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    Field(
        name="service_term_years",
        label=N_("Service term in years"),
        shape=Shape.NUMBER,
        required=True,
        low=Decimal("0.01"),
        high=Decimal(50),
    ),
    Field(
        name="served_years",
        label=N_("Years of the term served"),
        shape=Shape.NUMBER,
        required=True,
        high=Decimal(70),
    ),
    Field(name="agreed_penalty", label=N_("Penalty as agreed"), shape=Shape.MONEY),
    Field(name="forced_to_leave", label=N_("The worker left under article 38"), shape=Shape.FLAG),
)


def noncompete_from(inputs: Inputs) -> Award:
    """Compute the compensation from typed inputs; the duty runs from the day after the end."""
    first = inputs.law_on.day + timedelta(days=1) if inputs.law_on else None
    known = inputs.figure(TYPED, MINIMUM) is not None
    return noncompete(
        inputs.needed("avg_wage_12m"),
        inputs.needed("months"),
        minimum=partial(minimum_wages, inputs, first) if known else lambda _months: (),
        ended_by_employer=inputs.flag("ended_by_employer", otherwise=False),
    )


def training_penalty_from(inputs: Inputs) -> Award:
    """Compute the most that the worker owes from typed inputs."""
    return training_penalty(
        Training(
            cost=inputs.needed("training_cost"),
            term_years=inputs.needed("service_term_years"),
            served_years=inputs.needed("served_years"),
            agreed=inputs.number("agreed_penalty"),
            forced_to_leave=inputs.flag("forced_to_leave", otherwise=False),
        )
    )


KINDS = (
    Kind(
        term=ClaimKind.NONCOMPETE,
        fields=NONCOMPETE_FIELDS,
        rule=noncompete_from,
    ),
    Kind(
        term=AnswerKind.TRAINING_PENALTY,
        fields=TRAINING_FIELDS,
        rule=training_penalty_from,
    ),
)
