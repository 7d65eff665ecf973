"""Loss of unemployment benefit through the employer's fault (失业保险待遇损失)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Part, Step, count, in_formula, product
from mediation_desk.law.figures import Figure

ARTICLE_46 = "社会保险法第四十六条"
ARTICLE_48 = "社会保险法第四十八条"
ARTICLE_50 = "社会保险法第五十条"
RULES_17 = "失业保险条例第十七条"
MOST_MONTHS = Decimal(24)
MOST_YEARS = Decimal(50)
"""From sixteen (劳动法第十五条) to 66, where a pension put off ends at the latest
(国务院关于渐进式延迟法定退休年龄的办法第三条): nobody pays contributions for longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unemployment:
    """The facts: years for which contributions were due, or the months established otherwise."""

    years: Decimal | None = None
    months: Decimal | None = None
    benefit: Figure | None = None
    benefit_from_13: Figure | None = None
    medical: Figure | None = None


def benefit_months(years: Decimal) -> Decimal:
    """Return the most months of benefit by years of contribution (社会保险法第四十六条)."""
    if years < 1:
        return Decimal(0)
    if years < 5:
        return Decimal(12)
    return Decimal(18) if years < 10 else MOST_MONTHS


def unemployment_loss(facts: Unemployment) -> Award:
    """Return the benefit that a worker loses, at the law's most months.

    失业保险条例第十七条: one to under five years of contribution 12 months, five to under
    ten 18, ten or more 24; under one year there is no benefit.
    """
    steps = []
    if facts.months is not None:
        months = facts.months
        steps.append(Step(_("Months of benefit"), _("as established"), count(months), ARTICLE_46))
    elif facts.years is not None:
        months = benefit_months(facts.years)
        why = _("contributions due for {years} years").format(years=count(facts.years))
        steps.append(Step(_("Months of benefit"), why, count(months), ARTICLE_46))
    else:
        raise ValueError("the loss needs years of contribution or months")
    amount, more = _loss(facts, months)
    steps += more
    used = (facts.benefit, facts.benefit_from_13, facts.medical)
    return Award(
        kind="unemployment_loss",
        amount=amount or ZERO,
        steps=tuple(steps),
        articles=(ARTICLE_46, RULES_17, ARTICLE_48, ARTICLE_50),
        figures=tuple(figure for figure in used if figure) if months else (),
        warnings=_warnings(facts, months),
        parts=_parts(months, amount),
        employer=amount or ZERO,
        reason=""
        if months
        else _("Contributions were due for less than one year: there is no benefit to lose."),
    )


def _parts(months: Decimal, amount: Decimal | None) -> dict[str, Part]:
    return {"months": Fraction(months), "amount": amount}


def _loss(facts: Unemployment, months: Decimal) -> tuple[Decimal | None, list[Step]]:
    """Return the sum, or None where the benefit is not known, with its steps."""
    if not months:
        return ZERO, []
    if facts.benefit is None:
        return None, []
    later = facts.benefit_from_13 or facts.benefit
    first = min(months, Decimal(12))
    rest = months - first
    same = later.value == facts.benefit.value
    total = facts.benefit.value * first + later.value * rest
    expression = product(facts.benefit.value, months if same else first)
    if rest and not same:
        expression += " + " + product(later.value, rest)
    formula = f"{in_formula(facts.benefit)}*{count(first)}"
    if rest:
        formula += f"+{in_formula(later)}*{count(rest)}"
    label, formula = _("Benefit lost"), f"ROUND({formula},2)"
    steps = [Step(label, expression, figures(half_up(total)), RULES_17, "benefit", formula)]
    if facts.medical:
        medical = facts.medical.value * months
        expression = product(facts.medical.value, months)
        label, formula = _("Medical insurance lost"), f"{in_formula(facts.medical)}*{count(months)}"
        told = figures(half_up(medical))
        steps.append(Step(label, expression, told, ARTICLE_48, "medical", f"ROUND({formula},2)"))
        expression = f"{figures(half_up(total))} + {figures(half_up(medical))}"
        total += medical
        label, told = _("Unemployment-benefit loss"), figures(half_up(total))
        steps.append(Step(label, expression, told, ARTICLE_50, formula="{benefit}+{medical}"))
    return half_up(total), steps


def _warnings(facts: Unemployment, months: Decimal) -> tuple[str, ...]:
    if not months:
        return ()
    found = [_("The months are the most that the law allows; a province may set fewer.")]
    if facts.benefit is None:
        found.append(_("The monthly benefit was not given: only the months are answered."))
    return tuple(found)
