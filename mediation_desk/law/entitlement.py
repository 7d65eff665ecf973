"""What the law gives a worker of a case, from the facts of the employment (应得金额)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.errors import Problem, require
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.arrears import Month, wage_arrears
from mediation_desk.law.award import Award, nothing
from mediation_desk.law.injury import Disability, injury_disability
from mediation_desk.law.packs import LawOn
from mediation_desk.law.service_length import service_between
from mediation_desk.law.severance import Ending, severance
from mediation_desk.law.unemployment import (
    ARTICLE_46,
    ARTICLE_50,
    Unemployment,
    benefit_months,
    unemployment_loss,
)

_OWN_WILL = ("辞职", "个人原因", "主动离职", "自动离职", "劳动者提出", "本人提出")
_FORCED = ("被迫", "第三十八条", "38条")


def entitlement(work: Employment, kind: ClaimKind, law: LawOn) -> Award:
    """Return what the employer owes by law for one item, by the law of the day it ended.

    Missing facts raise `Invalid` with all of them, a missing figure raises `NoFigure`.
    """
    if work.left_on:
        law = law.on(work.left_on)
    return _RULES[kind](work, law)


def _arrears(work: Employment, law: LawOn) -> Award:  # noqa: ARG001 - one form for all rules
    return wage_arrears((Month(work.arrears),))


def _severance(work: Employment, law: LawOn) -> Award:
    first, last, wage = work.hired_on, work.left_on, work.average_wage
    _need(_service_facts(work), _wage_facts(work))
    assert first
    assert last
    assert wage
    award = severance(
        Ending(
            average_wage=wage,
            service=service_between(first, last),
            first_day=first,
            last_day=last,
            local_average=law.figure("local_average_wage_month"),
            minimum_wage=law.find("minimum_wage_month"),
        )
    )
    return _doubted(award, work)


def _unemployment(work: Employment, law: LawOn) -> Award:
    if work.unemployment_insured:
        reason = _("The worker was insured: the benefit is claimed from the insurance fund.")
        return nothing("unemployment_loss", reason, ARTICLE_50)
    _need(_service_facts(work))
    assert work.hired_on
    assert work.left_on
    years = Decimal(service_between(work.hired_on, work.left_on).years)
    if not benefit_months(years):
        return unemployment_loss(Unemployment(years=years))
    award = unemployment_loss(
        Unemployment(
            years=years,
            benefit=law.figure("unemployment_benefit_month"),
            benefit_from_13=law.find("unemployment_benefit_month_from_13"),
            medical=law.find("unemployment_medical_month"),
        )
    )
    return _doubted(award, work, ARTICLE_46)


def _injury(work: Employment, law: LawOn) -> Award:
    if not work.injured:
        return nothing("injury_disability", _("No work injury is recorded."))
    wage = work.contribution_wage or work.average_wage
    missing = [] if wage else [Problem("contribution_wage", _("The own wage is missing."))]
    if work.injury_grade is None:
        missing.append(Problem("injury_grade", _("The disability grade is not determined yet.")))
    _need(missing)
    assert wage
    assert work.injury_grade
    ended = work.left_on is not None
    award = injury_disability(
        Disability(
            grade=work.injury_grade,
            own_wage=wage,
            ended=ended,
            insured=work.injury_insured,
            pooling_average=law.figure("pooling_average_wage_month"),
            scale=law.scale() if ended and work.injury_grade >= 5 else None,
            minimum_wage=law.find("minimum_wage_month"),
        )
    )
    if not award.fund:
        return award
    warning = _("The insurance fund owes {sum} yuan of this; only the rest is the employer's.")
    return replace(
        award,
        amount=award.employer,
        warnings=(*award.warnings, warning.format(sum=figures(award.fund))),
    )


def _doubted(award: Award, work: Employment, article: str = "劳动合同法第四十六条") -> Award:
    """Add a warning where the reason for leaving may give no right."""
    reason = work.leave_reason
    if not any(word in reason for word in _OWN_WILL) or any(word in reason for word in _FORCED):
        return award
    warning = _("The reason for leaving, “{reason}”, may give no right ({article}).").format(
        reason=reason, article=article
    )
    return replace(award, warnings=(*award.warnings, warning), doubtful=award.amount)


def _service_facts(work: Employment) -> Iterable[Problem]:
    if work.hired_on is None:
        yield Problem("hired_on", _("The day of joining is missing."))
    if work.left_on is None:
        yield Problem("left_on", _("The last day worked is missing."))
    if work.hired_on and work.left_on and work.left_on < work.hired_on:
        yield Problem("left_on", _("The last day worked lies before the day of joining."))


def _wage_facts(work: Employment) -> Iterable[Problem]:
    if not work.average_wage:
        text = _("The average wage of the last 12 months is missing.")
        yield Problem("average_wage", text)


def _need(*problems: Iterable[Problem]) -> None:
    require(problem for some in problems for problem in some)


_RULES: Mapping[ClaimKind, Callable[[Employment, LawOn], Award]] = {
    ClaimKind.WAGE_ARREARS: _arrears,
    ClaimKind.SEVERANCE: _severance,
    ClaimKind.UNEMPLOYMENT_LOSS: _unemployment,
    ClaimKind.INJURY_DISABILITY: _injury,
}
