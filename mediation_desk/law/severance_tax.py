"""Income tax on the lump sum paid on leaving (一次性补偿收入个人所得税)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.money import ZERO, figures
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step
from mediation_desk.law.exact import exact, rounded
from mediation_desk.law.figures import Figure

CIRCULAR_164 = "财税〔2018〕164号第五条第一项"

BRACKETS: tuple[tuple[int | None, int, int], ...] = (
    (36_000, 3, 0),
    (144_000, 10, 2_520),
    (300_000, 20, 16_920),
    (420_000, 25, 31_920),
    (660_000, 30, 52_920),
    (960_000, 35, 85_920),
    (None, 45, 181_920),
)
"""Up to a yearly sum: per cent and quick deduction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LumpSum:
    """What is paid on leaving, and the city's average yearly wage of the year before."""

    income: Decimal
    average: Figure
    own_insurance: Decimal = ZERO


def bracket(taxable: Decimal) -> tuple[int, int]:
    """Return the per cent and the quick deduction for a taxable sum."""
    for upto, percent, deduction in BRACKETS:
        if upto is None or taxable <= upto:
            return percent, deduction
    raise AssertionError("the last bracket has no end")


def severance_tax(facts: LumpSum) -> Award:
    """Return the exempt and the taxable part, the tax, and what the worker keeps.

    财税〔2018〕164号: three times the local average yearly wage of the year before are exempt; the
    rest alone goes through the yearly table, apart from the year's other income.
    """
    exempt = rounded(exact(facts.average.monthly) * 36)
    taxable = max(facts.income - exempt - facts.own_insurance, ZERO)
    percent, deduction = bracket(taxable)
    tax = rounded(exact(taxable) * percent / 100 - deduction)
    net = facts.income - tax
    return Award(
        kind="severance_tax",
        amount=tax,
        steps=tuple(_steps(facts, exempt, taxable, tax)),
        articles=(CIRCULAR_164,),
        figures=(facts.average,),
        warnings=(
            _("This average is not that of the limit in article 47; please check both."),
            _("Arrears, overtime, leave pay and double wage are taxed as wages, not here."),
        ),
        parts={"exempt": exempt, "taxable": taxable, "tax": tax, "net": net},
        reason="" if tax else _("The lump sum stays within the exempt part."),
    )


def _steps(facts: LumpSum, exempt: Decimal, taxable: Decimal, tax: Decimal) -> Iterator[Step]:
    percent, deduction = bracket(taxable)
    average = facts.average.value
    thrice = figures(average) + (" × 3" if facts.average.unit == "yuan/year" else " × 36")
    yield Step(_("Exempt: three times the average"), thrice, figures(exempt), CIRCULAR_164)
    less = f"{figures(facts.income)} - {figures(exempt)}"
    if facts.own_insurance:
        less += f" - {figures(facts.own_insurance)}"
    yield Step(_("Taxable part"), less, figures(taxable), CIRCULAR_164)
    expression = f"{figures(taxable)} × {percent}% - {figures(Decimal(deduction))}"
    yield Step(_("Income tax"), expression, figures(tax), CIRCULAR_164)
    kept = f"{figures(facts.income)} - {figures(tax)}"
    yield Step(_("Left after tax"), kept, figures(facts.income - tax), CIRCULAR_164)
