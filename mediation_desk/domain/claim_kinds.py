"""The kinds of claim that a worker can make, with all that differs by kind outside the law."""

from enum import Enum
from typing import Self

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class ClaimGroup(Term):
    """What happened, in the words by which a person looks for a claim."""

    WAGES = "wages", N_("Wages not paid")
    ENDING = "ending", N_("The employment ended")
    CONTRACT = "contract", N_("Written contract and probation")
    TIME = "time", N_("Overtime and heat")
    LEAVE = "leave", N_("Leave and sickness")
    INJURY = "injury", N_("Hurt at work")
    INSURANCE = "insurance", N_("Insurance not paid")
    WOMEN = "women", N_("Having a child")
    COVENANTS = "covenants", N_("Duty not to compete")


class Nature(Enum):
    """What an item is to those who enforce it (procedure.md §3.4, columns ma_class, payorder).

    `PAY` is labour remuneration; `NAMED` stands beside it in 劳动争议调解仲裁法第十六条.
    """

    PAY = "pay"
    NAMED = "named"
    OTHER = "other"


class ClaimKind(Term):
    """Kinds of claim that a worker can make (请求项目), computed by the law's row of that code.

    A row: code, name, its name above a narrow column, what happened, cause of the centre's
    list, nature. A new kind is one module in `law.kinds` and a row here; columns, ticks, counter,
    papers, limitation and ways to enforce it read the row.
    """

    WAGE_ARREARS = (
        "wage_arrears",
        N_("Wage arrears"),
        N_("Wages"),
        ClaimGroup.WAGES,
        "A01",
        Nature.PAY,
    )
    SEVERANCE = (
        "severance",
        N_("Economic compensation"),
        N_("Compensation"),
        ClaimGroup.ENDING,
        "D06",
        Nature.NAMED,
    )
    UNEMPLOYMENT_LOSS = (
        "unemployment_loss",
        N_("Unemployment-benefit loss"),
        N_("Unemployment"),
        ClaimGroup.INSURANCE,
        "E03",
        Nature.OTHER,
    )
    INJURY_DISABILITY = (
        "injury_disability",
        N_("Work-injury benefits"),
        N_("Work injury"),
        ClaimGroup.INJURY,
        "F04",
        Nature.OTHER,
    )
    MIN_WAGE_GAP = (
        "min_wage_gap",
        N_("Minimum-wage gap"),
        N_("Wage gap"),
        ClaimGroup.WAGES,
        "A04",
        Nature.PAY,
    )
    EXTRA_COMPENSATION = (
        "extra_compensation_85",
        N_("Additional compensation after an order"),
        N_("Additional"),
        ClaimGroup.WAGES,
        "A01",
        Nature.OTHER,
    )
    UNLAWFUL_TERMINATION = (
        "unlawful_termination",
        N_("Damages for unlawful ending"),
        N_("Damages"),
        ClaimGroup.ENDING,
        "D03",
        Nature.NAMED,
    )
    NOTICE_PAY = (
        "notice_pay",
        N_("Pay in place of notice"),
        N_("Notice pay"),
        ClaimGroup.ENDING,
        "D02",
        Nature.OTHER,
    )
    DOUBLE_WAGE = (
        "double_wage",
        N_("Double wage without a contract"),
        N_("Double wage"),
        ClaimGroup.CONTRACT,
        "C02",
        Nature.NAMED,
    )
    DOUBLE_WAGE_OPEN_ENDED = (
        "double_wage_open_ended",
        N_("Double wage for a refused open-ended contract"),
        N_("Open-ended"),
        ClaimGroup.CONTRACT,
        "C02",
        Nature.NAMED,
    )
    PROBATION_DAMAGES = (
        "probation_damages",
        N_("Damages for unlawful probation"),
        N_("Probation"),
        ClaimGroup.CONTRACT,
        "C04",
        Nature.OTHER,
    )
    OVERTIME = "overtime", N_("Overtime pay"), N_("Overtime"), ClaimGroup.TIME, "A02", Nature.PAY
    HEAT_ALLOWANCE = (
        "heat_allowance",
        N_("Heat allowance"),
        N_("Heat"),
        ClaimGroup.TIME,
        "A08",
        Nature.PAY,
    )
    ANNUAL_LEAVE = (
        "annual_leave",
        N_("Pay for annual leave not taken"),
        N_("Annual leave"),
        ClaimGroup.LEAVE,
        "A07",
        Nature.PAY,
    )
    SICK_PAY = "sick_pay", N_("Sick pay"), N_("Sick pay"), ClaimGroup.LEAVE, "A06", Nature.PAY
    INJURY_STOP_WORK = (
        "injury_stop_work",
        N_("Wage of the stop-work period"),
        N_("Stop-work wage"),
        ClaimGroup.INJURY,
        "F03",
        Nature.NAMED,
    )
    INJURY_MEDICAL = (
        "injury_medical",
        N_("Treatment of a work injury"),
        N_("Treatment"),
        ClaimGroup.INJURY,
        "F02",
        Nature.NAMED,
    )
    INJURY_CARE = (
        "injury_care",
        N_("Care after a work injury"),
        N_("Care"),
        ClaimGroup.INJURY,
        "F01",
        Nature.OTHER,
    )
    INJURY_ALLOWANCE_TOPUP = (
        "injury_allowance_topup",
        N_("Top-up of the disability allowance"),
        N_("Top-up"),
        ClaimGroup.INJURY,
        "F01",
        Nature.OTHER,
    )
    INJURY_DEATH = (
        "injury_death",
        N_("Benefits on death by work injury"),
        N_("Death"),
        ClaimGroup.INJURY,
        "F06",
        Nature.OTHER,
    )
    MATERNITY_ALLOWANCE = (
        "maternity_allowance",
        N_("Maternity allowance"),
        N_("Maternity"),
        ClaimGroup.WOMEN,
        "E04",
        Nature.OTHER,
    )
    NONCOMPETE = (
        "noncompete",
        N_("Compensation for the duty not to compete"),
        N_("Non-compete"),
        ClaimGroup.COVENANTS,
        "C05",
        Nature.OTHER,
    )

    _short: str
    group: ClaimGroup
    cause: str
    nature: Nature

    def __new__(
        cls,
        code: str,
        label: str,
        short: str = "",
        group: ClaimGroup = ClaimGroup.WAGES,
        cause: str = "",
        nature: Nature = Nature.OTHER,
    ) -> Self:
        """Keep what belongs to the kind beside the stored code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member._label, member._short = label, short
        member.group, member.cause, member.nature = group, cause, nature
        return member

    @property
    def short(self) -> str:
        """The name above a narrow column, in the language spoken here."""
        return _(self._short)


class AnswerKind(Term):
    """What the law answers that no worker claims: a limit, a length of time, a tax, a penalty.

    They are reckoned like claims, by the law's row of that code, and belong to no total.
    """

    WAGE_DEDUCTION_CAP = "wage_deduction_cap", N_("Most that may be deducted from a wage")
    MEDICAL_PERIOD = "medical_period", N_("Medical period")
    TRAINING_PENALTY = "training_penalty", N_("Penalty within a service term")
    SEVERANCE_TAX = "severance_tax", N_("Tax on the lump sum on leaving")


Reckonable = ClaimKind | AnswerKind
"""What the law can be asked for at the counter."""

COMMON = (
    ClaimKind.WAGE_ARREARS,
    ClaimKind.SEVERANCE,
    ClaimKind.UNEMPLOYMENT_LOSS,
    ClaimKind.INJURY_DISABILITY,
)
"""The kinds that most applications make: they are offered first."""
