"""Damages for an unlawful probation (违法约定试用期赔偿金)."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.money import figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step, count
from mediation_desk.law.exact import PAID_DAYS, exact, rounded
from mediation_desk.law.figures import Figure

ARTICLE_19 = "劳动合同法第十九条"
ARTICLE_83 = "劳动合同法第八十三条"
ARTICLE_20, RULES_15 = "劳动合同法第二十条", "实施条例第十五条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probation:
    """The facts: the contract's term (None for open-ended) and the months served.

    `excess_months` and `excess_workdays` stand for what was served beyond the limit, where
    it was counted otherwise; `barred` is a contract that allows no probation; `paid` is the wage
    of a month of the probation.
    """

    wage: Decimal
    term_months: Decimal | None = None
    served_months: Decimal | None = None
    second: bool = False
    barred: bool = False
    excess_months: Decimal | None = None
    excess_workdays: Decimal = Decimal(0)
    paid: Decimal | None = None
    minimum_wage: Figure | None = None


def lawful_months(term: Decimal | None) -> int:
    """Return the longest probation for a term in months (劳动合同法第十九条)."""
    if term is None or term >= 36:
        return 6
    if term >= 12:
        return 2
    return 1 if term >= 3 else 0


def probation_damages(facts: Probation) -> Award:
    """Return the wage after probation for the time served beyond the limit, on top of wages.

    劳动合同法第八十三条; part months by working days over 21.75.
    """
    steps = []
    known = facts.served_months is not None or facts.term_months is not None
    most = 0 if facts.second or facts.barred else lawful_months(facts.term_months)
    if known:
        steps.append(
            Step(_("Longest lawful probation (months)"), _why(facts), str(most), ARTICLE_19)
        )
    excess = facts.excess_months
    if excess is None:
        served = facts.served_months or Decimal(0)
        excess = max(served - most, Decimal(0))
        expression = f"{count(served)} - {most}"
        steps.append(Step(_("Months beyond the limit"), expression, count(excess), ARTICLE_83))
    share = exact(excess) + exact(facts.excess_workdays) / exact(PAID_DAYS)
    amount = rounded(exact(facts.wage) * share)
    expression = f"{figures(facts.wage)} × {count(excess)}"
    if facts.excess_workdays:
        days = f"{count(facts.excess_workdays)} ÷ {PAID_DAYS}"
        expression = f"{figures(facts.wage)} × ({count(excess)} + {days})"
    label = _("Damages for the unlawful probation")
    steps.append(Step(label, expression, figures(amount), ARTICLE_83))
    return Award(
        kind="probation_damages",
        amount=amount,
        steps=tuple(steps),
        articles=(ARTICLE_83, ARTICLE_19),
        warnings=(_("Limitation: one year."), *_underpaid(facts)),
        parts={"lawful_max_months": exact(most) if known else None, "amount": amount},
        employer=amount,
        reason="" if amount else _("No probation beyond the limit was served."),
    )


def _underpaid(facts: Probation) -> Iterator[str]:
    """Say what is missing to the least wage of a probation: it is owed as wages, not here.

    劳动合同法第二十条、实施条例第十五条: 80% of the wage agreed, or of the lowest of the post, and
    never below the minimum wage. The wage of the post is not known here.
    """
    if facts.paid is None:
        return
    floor = half_up(facts.wage * 4 / 5)
    if facts.minimum_wage is not None:
        floor = max(floor, half_up(facts.minimum_wage.monthly))
    if facts.paid < floor:
        yield _(
            "In the probation {paid} yuan a month were paid; {floor} are the least, 80% of the "
            "wage agreed and the minimum wage ({article}). The {gap} yuan of each month that are "
            "missing are claimed as wage arrears."
        ).format(
            paid=figures(facts.paid),
            floor=figures(floor),
            gap=figures(floor - facts.paid),
            article=f"{ARTICLE_20}、{RULES_15}",
        )


def _why(facts: Probation) -> str:
    if facts.second:
        return _("probation may be agreed only once")
    if facts.barred:
        return _("contracts for a task or part-time work allow no probation")
    if facts.term_months is None:
        return _("open-ended contract")
    return _("contract of {months} months").format(months=count(facts.term_months))
