"""Heat allowance (高温津贴): fields and rule."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.money import figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, Step, product
from mediation_desk.law.exact import exact, rounded
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import Figure, given
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind

FIELDS = (
    Field(
        name="rate_per_hour",
        label=N_("Heat allowance an hour"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(
        name="hours",
        label=N_("Hours worked in the heat"),
        shape=Shape.NUMBER,
        required=True,
        high=Decimal(100_000),
    ),
    Field(
        name="workplace",
        label=N_("Where the work was done"),
        shape=Shape.CHOICE,
        choices=("outdoor", "indoor"),
    ),
)


def heat_allowance(rate: Figure, hours: Decimal) -> Award:
    """Return the local rate by the hours worked in the heat, overtime hours among them."""
    amount = rounded(exact(rate.value) * exact(hours))
    step = Step(_("Heat allowance"), product(rate.value, hours), figures(amount), rate.citation)
    return Award(
        kind="heat_allowance",
        amount=amount,
        steps=(step,),
        articles=(rate.citation,),
        figures=(rate,),
        warnings=(
            _("In which months the allowance is due was not confirmed; please check."),
            _("The heat allowance is no part of the minimum wage."),
        ),
        parts={"amount": amount},
        employer=amount,
        reason="" if amount else _("No hour in the heat was given."),
    )


def heat_allowance_from(inputs: Inputs) -> Award:
    """Compute the allowance from typed inputs."""
    return heat_allowance(_rate(inputs), inputs.needed("hours"))


def _rate(inputs: Inputs) -> Figure:
    """Return the rate that was given, or that of the place for work outdoors or indoors."""
    name = f"heat_allowance_{inputs.choice('workplace', 'outdoor')}_hour"
    if (rate := inputs.number("rate_per_hour")) is not None:
        return given(name, rate)
    if inputs.law_on is None:
        raise inputs.missing("rate_per_hour")
    return inputs.law_on.figure(name)


KINDS = (
    Kind(
        term=ClaimKind.HEAT_ALLOWANCE,
        fields=FIELDS,
        rule=heat_allowance_from,
        shown=("heat_allowance.workplace",),
    ),
)
