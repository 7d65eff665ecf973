"""From typed inputs to a month's wage instead of notice (代通知金)."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.i18n import N_
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import GROUND
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.grounds import Ground
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.notice import notice_pay

FIELDS = (
    Field(
        name="last_month_wage",
        label=N_("Wage of the month before"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(
        name="avg_wage_12m",
        label=N_("Average wage of the last 12 months"),
        shape=Shape.MONEY,
        positive=True,
    ),
    Field(
        name="notice_base",
        label=N_("Wage taken for the month of notice"),
        shape=Shape.CHOICE,
        choices=("last_month", "average"),
    ),
    GROUND,
    Field(
        name="notice_days",
        label=N_("Days of written notice given"),
        shape=Shape.NUMBER,
        high=Decimal(3660),
        whole=True,
    ),
)


def notice_pay_from(inputs: Inputs) -> Award:
    """Compute the pay in place of notice from typed inputs."""
    averaged = inputs.choice("notice_base", "last_month") == "average"
    return notice_pay(
        inputs.needed("avg_wage_12m" if averaged else "last_month_wage"),
        averaged=averaged,
        ground=Ground(inputs.text("ground")) if inputs.has("ground") else None,
        notice_days=int(inputs.number("notice_days") or 0),
    )


KINDS = (
    Kind(
        term=ClaimKind.NOTICE_PAY,
        fields=FIELDS,
        rule=notice_pay_from,
        needs=(("last_month_wage",),),
        shown=("ground", "notice_pay.notice_days"),
    ),
)
