"""From typed inputs to single benefits of a work injury."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import (
    DAYS,
    DISABILITY_GRADE,
    FIGURES_ON,
    INSURED,
    MONTHS,
    OWN_WAGE,
    POOLING_AVERAGE,
    figures_on,
)
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.injury_items import (
    injury_allowance_topup,
    injury_care,
    injury_medical,
    injury_stop_work,
)
from mediation_desk.law.injury_regulation import ARTICLE_34
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.kinds.injury_disability import CARE
from mediation_desk.law.wage_period import after_months

MONTHS_OF_A_YEAR = 12

STOP_WORK_FIELDS = (
    Field(
        name="original_wage",
        label=N_("Monthly pay before the injury"),
        shape=Shape.MONEY,
        required=True,
        positive=True,
    ),
    replace(
        MONTHS, label=N_("Months of paid leave for the injury"), required=False, high=Decimal(24)
    ),
    replace(DAYS, label=N_("Days of paid leave for the injury"), required=False, high=Decimal(732)),
    Field(
        name="divisor",
        label=N_("Days by which a month is divided (paid leave for the injury)"),
        shape=Shape.NUMBER,
        low=Decimal(20),
        high=Decimal(31),
    ),
)
TOPUP_FIELDS = (
    replace(DISABILITY_GRADE, high=Decimal(6)),
    OWN_WAGE,
    Field(
        name="fund_paid_month",
        label=N_("Allowance of a month that the fund paid"),
        shape=Shape.MONEY,
        required=True,
    ),
    replace(MONTHS, label=N_("Months in which the allowance fell short")),
)
MEDICAL_FIELDS = (
    Field(name="items", label=N_("Items of treatment"), shape=Shape.ITEMS, required=True),
    Field(name="paid_by_fund", label=N_("Paid by the fund"), shape=Shape.MONEY),
    INSURED,
)
CARE_FIELDS = (
    Field(
        name="care_level",
        label=N_("Care needed"),
        shape=Shape.CHOICE,
        choices=tuple(CARE),
        required=True,
    ),
    POOLING_AVERAGE,
    replace(MONTHS, label=N_("Months of care")),
    INSURED,
    figures_on(N_("First day of the care")),
)


def injury_stop_work_from(inputs: Inputs) -> Award:
    """Compute the wage of the stop-work period from typed inputs."""
    months, days = inputs.number("months"), inputs.number("days")
    if months is None and days is None:
        raise inputs.missing("months")
    divisor = inputs.number("divisor")
    if days and divisor is None:
        raise inputs.missing("divisor")
    divisor = divisor or Decimal(1)
    if (months or 0) + (days or 0) / divisor > 24:
        text = _("The stop-work period lasts at most 24 months.")
        raise Invalid([Problem("days", text)])
    return injury_stop_work(
        inputs.needed("original_wage"),
        months=months or Decimal(0),
        days=days or Decimal(0),
        divisor=divisor,
    )


def injury_allowance_topup_from(inputs: Inputs) -> Award:
    """Compute the top-up from typed inputs."""
    return injury_allowance_topup(
        int(inputs.needed("disability_grade")),
        inputs.needed("own_wage"),
        inputs.needed("fund_paid_month"),
        inputs.needed("months"),
    )


def injury_medical_from(inputs: Inputs) -> Award:
    """Compute the treatment still owed from typed inputs."""
    paid = inputs.number("paid_by_fund") or ZERO
    insured = inputs.told("insured")
    return injury_medical(inputs.items("items"), paid, insured=insured)


def injury_care_from(inputs: Inputs) -> Award:
    """Compute the care allowance from typed inputs."""
    average = inputs.figure_needed("pooling_avg_wage", "pooling_average_wage_month")
    months = inputs.needed("months")
    award = injury_care(
        CARE[inputs.text("care_level")], average, months, insured=inputs.told("insured")
    )
    if not _beyond_the_year(inputs.day(FIGURES_ON), months):
        return award
    text = _(
        "All months of care were counted by one average ({average}). They reach beyond the year"
        " for which it counts, and whether the allowance follows the next one was not found"
        " ({article}): ask the insurance office, and count the years apart where it does."
    )
    told = text.format(average=average.title, article=ARTICLE_34)
    return replace(award, warnings=(*award.warnings, told))


def _beyond_the_year(first: date | None, months: Decimal) -> bool:
    """Say whether months of care surely reach into a year with another average (上年度)."""
    if first is None:
        return months > MONTHS_OF_A_YEAR
    whole = int(months)
    begun, next_one = after_months(first, whole), after_months(first, whole + 1)
    days = ceil((months - whole) * (next_one - begun).days)
    return begun + timedelta(days=days - 1) > date(first.year, 12, 31)


KINDS = (
    Kind(
        term=ClaimKind.INJURY_STOP_WORK,
        fields=STOP_WORK_FIELDS,
        rule=injury_stop_work_from,
        needs=(("wage_before_injury",), ("injury_stop_work.months", "injury_stop_work.days")),
    ),
    Kind(
        term=ClaimKind.INJURY_ALLOWANCE_TOPUP,
        fields=TOPUP_FIELDS,
        rule=injury_allowance_topup_from,
    ),
    Kind(
        term=ClaimKind.INJURY_MEDICAL,
        fields=MEDICAL_FIELDS,
        rule=injury_medical_from,
        shown=("injury_insured",),
    ),
    Kind(
        term=ClaimKind.INJURY_CARE,
        fields=CARE_FIELDS,
        rule=injury_care_from,
        shown=("injury_insured",),
        counter=("injury_care.figures_on",),
        figures=("pooling_average_wage_month",),
    ),
)
