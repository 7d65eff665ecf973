"""From typed inputs to the heat allowance."""

from decimal import Decimal

from mediation_desk.i18n import N_
from mediation_desk.law.award import Award
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.figures import Figure, given
from mediation_desk.law.heat import heat_allowance
from mediation_desk.law.inputs import Inputs

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
