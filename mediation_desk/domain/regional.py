"""Where practice differs by place: each switch with its ways, what ships, and what was found.

The law leaves these open; a centre sets how its arbitration commission and courts count. What
ships is marked as a choice, not as law.
"""

from dataclasses import dataclass

from mediation_desk.domain.options import Option
from mediation_desk.i18n import N_, _

NOT_FOUND = N_("Not found for Hebei; ask the arbitration commission and set it here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of counting, by its code and in words."""

    code: str
    label: str

    @property
    def title(self) -> str:
        """The way in the language spoken here."""
        return _(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A question that places answer differently; `field` is the input of a claim it fills."""

    option: Option
    ways: tuple[Way, ...]
    about: str
    found: str
    field: str = ""

    @property
    def title(self) -> str:
        """The question in the language spoken here."""
        return self.option.title

    def way(self, code: str) -> Way:
        """Return a way by its code, or what ships where the code is of another time."""
        known = {way.code: way for way in self.ways}
        return known.get(code) or known[self.option.usual]


OVERTIME_IN_BASE = Switch(
    option=Option("overtime_in_base", "yes", N_("Overtime pay in the average wage")),
    ways=(
        Way(code="yes", label=N_("Overtime pay counts in the average wage")),
        Way(code="no", label=N_("Overtime pay is left out of the average wage")),
    ),
    about=N_(
        "The base of economic compensation and damages is the wage due in the last twelve months"
        " (实施条例第二十七条). Judgments of Beijing counted overtime pay; another judgment left it"
        " out."
    ),
    found=NOT_FOUND,
    field="overtime_in_base",
)
PART_MONTH = Switch(
    option=Option(
        "double_wage_part_month", "calendar_month_workdays", N_("Part months of double wage")
    ),
    ways=(
        Way(
            code="calendar_month_workdays",
            label=N_("Weekdays worked over the weekdays of that month"),
        ),
        Way(code="workdays_21_75", label=N_("Weekdays worked over 21.75")),
        Way(code="days_div_30", label=N_("Calendar days over 30")),
    ),
    about=N_(
        "Since 2025-09-01 a part month counts by the actual working days of the month"
        " (法释〔2025〕12号第六条); the divisor is not named. Older awards divided days by 30."
    ),
    found=NOT_FOUND,
    field="proration",
)
MONTH_COUNTING = Switch(
    option=Option("double_wage_months", "from_day", N_("Whole months of double wage")),
    ways=(
        Way(code="from_day", label=N_("From day to day, as awards do")),
        Way(code="calendar", label=N_("By calendar months, with part months at both ends")),
    ),
    about=N_("With a level wage the difference is small."),
    found=NOT_FOUND,
    field="month_counting",
)
LIMITATION_COUNTING = Switch(
    option=Option("double_wage_limitation", "shown", N_("Limitation of double wage")),
    ways=(
        Way(code="shown", label=N_("Show all three ways side by side")),
        Way(code="whole", label=N_("One year from the end of the whole period")),
        Way(code="by_month", label=N_("Month by month, one year from each")),
        Way(code="by_day", label=N_("Day by day, back one year from the claim")),
    ),
    about=N_(
        "One year (劳动争议调解仲裁法第二十七条). Beijing counts back one year from the claim, day"
        " by day. The sum itself is never cut; the sheet says what is in time."
    ),
    found=NOT_FOUND,
    field="limitation_counting",
)
AFTER_EXPIRY = Switch(
    option=Option(
        "double_wage_after_expiry", "after_one_month", N_("Double wage after a contract expired")
    ),
    ways=(
        Way(code="after_one_month", label=N_("After one month of grace")),
        Way(code="next_day", label=N_("From the day after the expiry")),
    ),
    about=N_(
        "Where work goes on without a new contract, Beijing counts from the day after the expiry;"
        " other places allow one month first."
    ),
    found=NOT_FOUND,
    field="after_expiry",
)
OLD_YEARS = Switch(
    option=Option("old_years", "by_ground", N_("Service before 2008 in economic compensation")),
    ways=(
        Way(
            code="by_ground", label=N_("By the ground of the ending, under the rules of that time")
        ),
        Way(code="all", label=N_("All years count, without a split")),
        Way(code="none", label=N_("Only years from 2008 on count")),
    ),
    about=N_(
        "Years before 2008-01-01 count by the rules of that time (劳动合同法第九十七条第三款,"
        " 劳部发〔1994〕481号). Damages for unlawful ending are never split."
    ),
    found=NOT_FOUND,
    field="old_years",
)
NOTICE_BASE = Switch(
    option=Option("notice_base", "last_month", N_("Wage taken for the month of notice")),
    ways=(
        Way(code="last_month", label=N_("The wage of the month before")),
        Way(code="average", label=N_("The average of the last twelve months")),
    ),
    about=N_(
        "The rule names the wage of the month before (实施条例第二十条); where that month is"
        " abnormal some regions take the average."
    ),
    found=NOT_FOUND,
    field="notice_base",
)

_SERIES = (
    Way(code="pack", label=N_("As the figures of the province have it")),
    Way(
        code="all_scope_average_wage_month", label=N_("Average monthly wage of all town employees")
    ),
    Way(
        code="nonprivate_average_wage_year",
        label=N_("Average yearly wage, town non-private units"),
    ),
    Way(
        code="on_post_average_wage_year",
        label=N_("Average yearly wage, staff on post of non-private units"),
    ),
    Way(code="private_average_wage_year", label=N_("Average yearly wage, town private units")),
)
LOCAL_SERIES = Switch(
    option=Option("local_average_series", "pack", N_("Average wage for the limit of three times")),
    ways=_SERIES,
    about=N_(
        "The average published by the city government (劳动合同法第四十七条). Which series is meant"
        " is not settled; a figure entered under its own name always wins."
    ),
    found=NOT_FOUND,
)
POOLING_SERIES = Switch(
    option=Option(
        "pooling_average_series", "pack", N_("Average wage of the work-injury pooling area")
    ),
    ways=_SERIES,
    about=N_(
        "Benefits after a work injury rest on the average of the pooling area. Which series the"
        " offices use was not found; a figure entered under its own name always wins."
    ),
    found=NOT_FOUND,
)
SERIES_FOR = {
    "local_average_wage_month": LOCAL_SERIES,
    "pooling_average_wage_month": POOLING_SERIES,
}
"""The switch that says which series stands for a wage that rules ask for."""

SWITCHES = (
    OVERTIME_IN_BASE,
    PART_MONTH,
    MONTH_COUNTING,
    LIMITATION_COUNTING,
    AFTER_EXPIRY,
    OLD_YEARS,
    NOTICE_BASE,
    LOCAL_SERIES,
    POOLING_SERIES,
)
"""Every switch, in the order in which settings show them."""
