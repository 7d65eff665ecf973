"""From typed inputs to double wage without a written contract."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Problem, require
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.double_wage import (
    INTERPRETATION_7,
    INTERPRETATION_8,
    Unsigned,
    double_wage,
    nothing_due,
)
from mediation_desk.law.double_wage_limitation import Counting
from mediation_desk.law.double_wage_months import (
    double_wage_by_month,
    double_wage_months,
    double_wage_open_ended,
)
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.limitation_year import LimitationYear
from mediation_desk.law.wage_period import PartMonth, WholeMonths

CONTRACT_LAW = date(2008, 1, 1)
MONTHLY_WAGE = Field(
    name="monthly_wage", label=N_("Monthly wage due"), shape=Shape.MONEY, positive=True
)
MONTHS_GIVEN = Field(
    name="months_given",
    label=N_("Months without a contract, as established"),
    shape=Shape.NUMBER,
    high=Decimal(12),
)
_EXCEPTIONS: Mapping[str, tuple[str, str]] = {
    "force_majeure": (
        N_("No contract because of force majeure: no double wage."),
        INTERPRETATION_7,
    ),
    "worker": (
        N_("The worker would not sign, on purpose or by gross fault: no double wage."),
        INTERPRETATION_7,
    ),
    "extended_by_law": (
        N_("The contract was extended by law: no double wage."),
        INTERPRETATION_8,
    ),
}
FIELDS = (
    Field(name="hire_date", label=N_("First day of work"), shape=Shape.DAY),
    Field(name="contract_signed_date", label=N_("Day of signing the contract"), shape=Shape.DAY),
    Field(name="employment_end", label=N_("Last day worked"), shape=Shape.DAY),
    MONTHLY_WAGE,
    Field(
        name="proration",
        label=N_("How part months are counted"),
        shape=Shape.CHOICE,
        choices=tuple(way.value for way in PartMonth),
    ),
    Field(
        name="month_counting",
        label=N_("How whole months are counted"),
        shape=Shape.CHOICE,
        choices=tuple(way.value for way in WholeMonths),
    ),
    Field(name="month_amounts", label=N_("Wage and share of each month"), shape=Shape.SHARES),
    MONTHS_GIVEN,
    Field(
        name="contract_expired_on", label=N_("Day on which the contract expired"), shape=Shape.DAY
    ),
    Field(
        name="after_expiry",
        label=N_("Double wage after the expiry begins"),
        shape=Shape.CHOICE,
        choices=("after_one_month", "next_day"),
    ),
    Field(
        name="no_contract_because",
        label=N_("Reason that excuses the employer"),
        shape=Shape.CHOICE,
        choices=tuple(_EXCEPTIONS),
    ),
    Field(name="claimed_on", label=N_("Day of the claim"), shape=Shape.DAY),
    Field(
        name="claimed_since",
        label=N_("Earliest claim before it, none a year after the one before"),
        shape=Shape.DAY,
    ),
    Field(
        name="suspended",
        label=N_("First and last days of what suspended the limitation"),
        shape=Shape.SPANS,
    ),
    Field(
        name="limitation_counting",
        label=N_("How the limitation of double wage is counted"),
        shape=Shape.CHOICE,
        choices=tuple(way.value for way in Counting),
    ),
)
OPEN_ENDED_FIELDS = (
    MONTHLY_WAGE,
    Field(
        name="months_given",
        label=N_("Months since the open-ended contract was due"),
        shape=Shape.NUMBER,
        required=True,
        high=Decimal(600),
    ),
)


def double_wage_from(inputs: Inputs) -> Award:
    """Compute double wage from typed inputs."""
    if excuse := inputs.text("no_contract_because"):
        reason, article = _EXCEPTIONS[excuse]
        return nothing_due(_(reason), article)
    if inputs.has("month_amounts"):
        return double_wage_by_month(inputs.shares("month_amounts"))
    wage = inputs.needed("monthly_wage")
    if (months := inputs.number("months_given")) is not None:
        return double_wage_months(wage, months)
    return double_wage(_facts(inputs, wage))


def double_wage_open_ended_from(inputs: Inputs) -> Award:
    """Compute double wage for a refused open-ended contract from typed inputs."""
    return double_wage_open_ended(inputs.needed("monthly_wage"), inputs.needed("months_given"))


def _facts(inputs: Inputs, wage: Decimal) -> Unsigned:
    expired = inputs.day("contract_expired_on")
    start = expired + timedelta(days=1) if expired else inputs.day("hire_date")
    if start is None:
        raise inputs.missing("hire_date")
    claimed = inputs.day("claimed_on")
    facts = Unsigned(
        start=start,
        wage=wage,
        signed=inputs.day("contract_signed_date"),
        ended=inputs.day("employment_end"),
        counted_until=claimed or (inputs.law_on.day if inputs.law_on else None),
        method=PartMonth(inputs.choice("proration", PartMonth.CALENDAR_MONTH_WORKDAYS)),
        counting=WholeMonths(inputs.choice("month_counting", WholeMonths.FROM_DAY)),
        no_grace=bool(expired) and inputs.text("after_expiry") == "next_day",
        claimed_on=claimed,
        claimed_since=inputs.day("claimed_since"),
        year=LimitationYear(inputs.law.calendar, inputs.spans("suspended")),
        limitation=Counting(inputs.choice("limitation_counting", Counting.SHOWN)),
    )
    require(_problems(facts))
    return facts


def _problems(facts: Unsigned) -> list[Problem]:
    found = []
    if facts.start < CONTRACT_LAW:
        text = _("Double wage exists since 2008-01-01; for earlier work give the months.")
        found.append(Problem("hire_date", text))
    if facts.ended and facts.ended < facts.start:
        text = _("The last day worked lies before the day of joining.")
        found.append(Problem("employment_end", text))
    if facts.claimed_on and facts.claimed_on < facts.start:
        text = _("The day of the claim lies before the first day of work.")
        found.append(Problem("claimed_on", text))
    since = facts.claimed_since
    if since and facts.claimed_on and since > facts.claimed_on:
        text = _("The earlier claim lies after the claim.")
        found.append(Problem("claimed_since", text))
    return found


KINDS = (
    Kind(
        term=ClaimKind.DOUBLE_WAGE,
        fields=FIELDS,
        rule=double_wage_from,
        needs=(
            (
                "hired_on",
                "double_wage.contract_expired_on",
                "double_wage.months_given",
                "double_wage.month_amounts",
            ),
            ("monthly_wage", "double_wage.month_amounts"),
        ),
        shown=("left_on", "double_wage.contract_signed_date", "double_wage.claimed_on"),
    ),
    Kind(
        term=ClaimKind.DOUBLE_WAGE_OPEN_ENDED,
        fields=OPEN_ENDED_FIELDS,
        rule=double_wage_open_ended_from,
        needs=(("monthly_wage",), ("double_wage_open_ended.months_given",)),
    ),
)
