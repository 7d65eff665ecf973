"""Maternity allowance (生育津贴) and the days of maternity leave."""

from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, product
from mediation_desk.law.exact import exact, rounded

PROTECTION_7 = "女职工劳动保护特别规定第七条"
PROTECTION_8 = "女职工劳动保护特别规定第八条"
INSURANCE_56 = "社会保险法第五十六条"
DAYS_MONTH = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Maternity:
    """The facts: the monthly wage that counts, and the days of leave."""

    wage: Decimal
    days: Decimal
    insured: bool = True
    own_wage: Decimal | None = None


def leave_days(
    *, difficult: bool = False, children: int = 1, lost_in_month: Decimal | None = None
) -> int:
    """Return the days of leave by national law (女职工劳动保护特别规定第七条).

    98 days, 15 more for a difficult birth and for each further child; after a loss of the
    pregnancy 15 days before four months, 42 from four months on.
    """
    if lost_in_month is not None:
        return 15 if lost_in_month < 4 else 42
    return 98 + (15 if difficult else 0) + 15 * (children - 1)


def maternity_allowance(facts: Maternity) -> Award:
    """Return the allowance: the employer's average monthly wage of the year before by days.

    社会保险法第五十六条; without insurance the employer owes the worker's own wage
    (女职工劳动保护特别规定第八条).
    """
    amount = rounded(exact(facts.wage) * exact(facts.days) / DAYS_MONTH)
    basis = INSURANCE_56 if facts.insured else PROTECTION_8
    expression = product(facts.wage, facts.days) + f" ÷ {DAYS_MONTH}"
    label = (
        _("Employer's average monthly wage, year before")
        if facts.insured
        else _("Monthly wage before the leave")
    )
    steps = (
        Step(label, figures(facts.wage), figures(facts.wage), basis),
        Step(_("Maternity allowance"), expression, figures(amount), basis),
    )
    warnings = [_("Further days that a province grants are not counted unless entered.")]
    if not facts.insured:
        text = _("Not insured for maternity: the employer owes the allowance ({article}).")
        warnings.append(text.format(article=PROTECTION_8))
    elif facts.own_wage is not None and facts.own_wage > facts.wage:
        warnings.append(
            _("The worker's own wage is higher; in many places the employer pays the difference.")
        )
    return Award(
        kind="maternity_allowance",
        amount=amount,
        steps=steps,
        articles=(basis, PROTECTION_7),
        warnings=tuple(warnings),
        parts={"amount": amount},
        employer=Decimal("0.00") if facts.insured else amount,
        fund=amount if facts.insured else Decimal("0.00"),
    )
