"""What the law gives a worker of a case, from the worker's facts (应得金额).

Every kind of claim is computed by its row in `law.claims.KINDS`; the facts come from
`law.facts`. Here stands only what a case adds: when nothing is due at all, which figures
must be there, and what the employer owes beside the fund.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from mediation_desk.domain.claims import ClaimKind, Employment, Reckonable, Stated
from mediation_desk.domain.errors import Invalid, Problem, require
from mediation_desk.domain.money import figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, nothing
from mediation_desk.law.claims import KINDS
from mediation_desk.law.common_fields import FIGURES_ON
from mediation_desk.law.doubts_of_leaving import doubted, with_damages
from mediation_desk.law.fact_checks import below_minimum
from mediation_desk.law.facts import fact_name, idle_stand_ins, rested_on, told
from mediation_desk.law.facts import facts as facts_known
from mediation_desk.law.figures import KINDS as FIGURES
from mediation_desk.law.given import Given, given
from mediation_desk.law.grounds import ARTICLE_40, BY_WORKER, Ground
from mediation_desk.law.injury_regulation import KEPT, relation_kept
from mediation_desk.law.kind import read_day
from mediation_desk.law.packs import LawOn
from mediation_desk.law.reason_ground import with_ground
from mediation_desk.law.severance import ARTICLE_48, LABOUR_LAW, PART_TIME
from mediation_desk.law.severance_segments import CONTRACT_LAW
from mediation_desk.law.unemployment import ARTICLE_46 as OWN_WILL_BARS
from mediation_desk.law.unemployment import ARTICLE_50, benefit_months

NO_STATED: Stated = MappingProxyType({})
NO_SWITCHES: Mapping[str, object] = MappingProxyType({})

Known = dict[tuple[Reckonable, date, str], Award]
"""Awards by kind, day and what the facts say: a group's workers share many of them."""

Nothing = tuple[str, str]
"""Why nothing is due, and the article."""


def entitlement(
    work: Employment,
    kind: Reckonable,
    law: LawOn,
    stated: Stated = NO_STATED,
    switches: Mapping[str, object] = NO_SWITCHES,
    known: Known | None = None,
    claimed_on: date | None = None,
) -> Award:
    """Return what the employer owes by law for one item, by the law of the day it ended.

    `switches` are the centre's answers where practice differs by place. Missing facts raise
    `Invalid` with all of them, each at its fact; a missing figure raises `NoFigure`. `known`
    keeps what was computed by one law, for the other workers of a group. `claimed_on` is the day
    by which limitation is told where the worker's facts name none; it never moves a sum.
    """
    day = _day_of_figures(kind, stated) or work.left_on
    law = law.on(day) if day else law
    if work.left_on and work.left_on < LABOUR_LAW:
        require(_before_the_law(work))
    chosen = stated
    stated, note = with_ground(work, chosen)
    if barred := _barred(kind, work, stated, chosen):
        award = nothing(kind.value, _(barred[0]), *filter(None, [barred[1]]))
        return _by_reason(award, work, note if stated.get("ground") else "")
    if kind is ClaimKind.UNLAWFUL_TERMINATION:
        stated = chosen  # a ground that nobody chose is a doubt, and no year turns on it
    facts = given(kind.value, work, stated)
    require(_missing(facts, work))
    inputs, wanted = facts.inputs, _wanted(kind.value)
    if switches:
        inputs = inputs | {name: value for name, value in switches.items() if name in wanted}
    claimed = claimed_on if _untold(kind, work, stated, claimed_on, law.day) else None
    award = _once(kind, inputs | {"claimed_on": claimed} if claimed else inputs, law, known)
    if claimed and award.parts.get("period_start"):
        award = replace(award, warnings=(*award.warnings, _claim_taken(claimed)))
    if low := _below_minimum(kind, work, stated, law):
        award = replace(award, warnings=(low, *award.warnings))
    if facts.warnings:
        award = replace(award, warnings=(*award.warnings, *facts.warnings))
    if day is None and _by_the_day(award, law):
        award = replace(award, warnings=(_by_today(kind, law.day), *award.warnings))
    if note and "ground" in wanted:
        award = _by_reason(award, work, note)
    if kind is ClaimKind.SEVERANCE and stated.get("ground") == Ground.UNLAWFUL:
        instead = _once(ClaimKind.UNLAWFUL_TERMINATION, inputs, law, known)
        award = with_damages(award, instead.amount) if instead.amount > award.amount else award
    return _at_risk(_without_fund(_kept(doubted(award, kind, work, chosen), kind, work)))


def _below_minimum(kind: Reckonable, work: Employment, stated: Stated, law: LawOn) -> str:
    """Say of a claim that rests on the average wage that this is below the minimum wage."""
    text, rests = below_minimum(work, stated, law), rested_on(kind.value)
    if not text or "average_wage" not in rests:
        return ""
    known = {name for name in rests if told(facts_known()[name], work, stated) is not None}
    return "" if "average_wage" in idle_stand_ins(kind.value, known) else text


def _day_of_figures(kind: Reckonable, stated: Stated) -> date | None:
    """Return the day of the event that a kind asks for, whose figures count."""
    return read_day(KINDS[kind.value].fields, stated.get(f"{kind.value}.{FIGURES_ON}"))


def _by_the_day(award: Award, law: LawOn) -> bool:
    """Say whether a sum rests on figures of the day that change from year to year."""
    here = (one for one in award.figures if one.year in (None, law.day.year - 1))
    used = (FIGURES[one.name] for one in here if one.since and one.name in FIGURES)
    return any(one.average or one.local for one in used)


def _by_today(kind: Reckonable, day: date) -> str:
    asks = any(field.name == FIGURES_ON for field in KINDS[kind.value].fields)
    fact = facts_known()[f"{kind.value}.{FIGURES_ON}" if asks else "left_on"]
    text = _(
        "“{fact}” was not entered: the figures in force on {day} were taken. If it was earlier, "
        "enter it: the sum may be another."
    )
    return text.format(fact=fact.title, day=day.isoformat())


@cache
def _wanted(kind: str) -> frozenset[str]:
    """Name the inputs of a kind."""
    return frozenset(field.name for field in KINDS[kind].fields)


def _by_reason(award: Award, work: Employment, note: str) -> Award:
    """Tell what the reason for leaving says of the ground, where a sum turns on it."""
    old = work.hired_on is not None and work.hired_on < CONTRACT_LAW
    if not note or not (old or award.reason or award.kind == ClaimKind.NOTICE_PAY.value):
        return award
    return replace(award, warnings=(note, *award.warnings))


def _untold(
    kind: Reckonable, work: Employment, stated: Stated, claimed: date | None, counted: date
) -> bool:
    """Say whether the day of the claim is to be taken as given: only where no sum ends with it."""
    if kind is not ClaimKind.DOUBLE_WAGE or claimed is None or stated.get(CLAIMED_ON):
        return False
    ends = work.left_on or stated.get("double_wage.contract_signed_date")
    begun = max(str(work.hired_on or ""), stated.get("double_wage.contract_expired_on", ""))
    return begun < claimed.isoformat() and bool(ends or claimed == counted)


def _claim_taken(day: date) -> str:
    text = _(
        "The day of the claim was not entered: for the limitation {day} was taken, the day of "
        "the application or of asking."
    )
    return text.format(day=day.isoformat())


CLAIMED_ON = "double_wage.claimed_on"


def _before_the_law(work: Employment) -> Iterator[Problem]:
    """Refuse what ended before there was a Labour Law: no rule here fits."""
    if work.left_on and work.left_on < LABOUR_LAW:
        text = _("The employment ended before the Labour Law (1995-01-01); no rule here fits.")
        yield Problem("left_on", text)


def _once(kind: Reckonable, inputs: Mapping[str, object], law: LawOn, known: Known | None) -> Award:
    """Compute what these facts give on that day, unless another worker's gave it already."""
    if known is None:
        return _computed(kind, inputs, law)
    asked = (kind, law.day, repr(inputs))
    if asked not in known:
        known[asked] = _computed(kind, inputs, law)
    return known[asked]


def _computed(kind: Reckonable, inputs: Mapping[str, object], law: LawOn) -> Award:
    """Compute by the kind's rule; facts that are wrong are told before figures that lack."""
    try:
        award = KINDS[kind.value].compute(inputs, law.law, law)
    except Invalid as refusal:
        lawful = {field.name for field in KINDS[kind.value].fields if field.figure}
        if {problem.field for problem in refusal.problems} <= lawful:
            for name in _figures(kind, inputs):
                law.figure(name)
        raise Invalid(_at_facts(kind, refusal.problems)) from None
    for name in _figures(kind, inputs):
        law.figure(name)
    return award


def _missing(facts: Given, work: Employment) -> Iterator[Problem]:
    for fact in facts.missing:
        yield Problem(fact.name, _("{label} is missing.").format(label=fact.title))
    dated = "service_start" in facts.inputs or "contribution_years" in facts.inputs
    both = work.hired_on and work.left_on and work.left_on < work.hired_on
    if both and (dated or not facts.missing):
        text = _("The last day worked lies before the day of joining.")
        yield Problem("left_on", text)


def _at_facts(kind: Reckonable, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Name the facts that problems of inputs stand at."""
    names = {field.name for field in KINDS[kind.value].fields}
    for problem in problems:
        fact = fact_name(kind.value, problem.field) if problem.field in names else ""
        yield Problem(fact or problem.field, problem.text)


def _figures(kind: Reckonable, inputs: Mapping[str, object]) -> tuple[str, ...]:
    if kind is ClaimKind.UNEMPLOYMENT_LOSS and "months_given" not in inputs:
        years = Decimal(str(inputs.get("contribution_years", 0)))
        if not benefit_months(years):
            return ()
    return KINDS[kind.value].figures


def _without_fund(award: Award) -> Award:
    """Leave the employer's part where the insurance fund owes the rest."""
    if not award.fund:
        return award
    if award.if_uninsured:
        unsaid = _("Insurance not said: if there was none, {sum} yuan more fall on the employer.")
        reason = award.reason or unsaid.format(sum=figures(award.if_uninsured))
        return replace(award, amount=award.employer, reason="" if award.employer else reason)
    warning = _("The insurance fund owes {sum} yuan of this; only the rest is the employer's.")
    return replace(
        award,
        amount=award.employer,
        warnings=(*award.warnings, warning.format(sum=figures(award.fund))),
    )


def _at_risk(award: Award) -> Award:
    """Tell the range of what is a risk and no debt, in place of a sum."""
    low, high = award.parts.get("amount_low"), award.parts.get("amount_high")
    if not isinstance(low, Decimal) or not isinstance(high, Decimal) or not high:
        return award
    text = _("A risk, not a debt: {low} to {high} yuan.")
    return replace(award, reason=text.format(low=figures(low), high=figures(high)))


def _kept(award: Award, kind: Reckonable, work: Employment) -> Award:
    """Warn that what is paid for an ending is not lawfully there with a grade of 1 to 4.

    工伤保险条例第三十五条; the benefits of the injury carry the same sentence.
    """
    grade = work.injury_grade
    if kind not in _PAID_FOR_ENDING or not work.injured or grade is None or grade > KEPT:
        return award
    return replace(award, warnings=(relation_kept(), *award.warnings), doubtful=award.amount)


_PAID_FOR_ENDING = frozenset(
    {
        *(ClaimKind.SEVERANCE, ClaimKind.NOTICE_PAY),
        *(ClaimKind.UNLAWFUL_TERMINATION, ClaimKind.UNEMPLOYMENT_LOSS),
    }
)


def _not_injured(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    return None if work.injured else (N_("No work injury is recorded."), "")


def _insured(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    if not work.unemployment_insured:
        return None
    text = N_("The worker was insured: the benefit is claimed from the insurance fund.")
    return text, ARTICLE_50


def _own_will(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    if stated.get("ground") not in (Ground.RESIGNED, Ground.AGREED_BY_WORKER):
        return None
    text = N_("The worker left of their own will: there is no unemployment benefit to lose.")
    return text, OWN_WILL_BARS


def _ended_by_worker(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001
    if stated.get("ground") not in BY_WORKER:
        return None
    text = N_("The worker ended the contract: damages are owed where the employer ends it.")
    return text, ARTICLE_48


def _part_time(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    if stated.get("part_time") != "yes":
        return None
    return N_("Part-time work gives no severance."), PART_TIME


def _agreed(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    if stated.get("ground") != Ground.AGREED_BY_EMPLOYER:
        return None
    text = N_("Both sides agreed to end the contract: damages are owed where the employer ends it.")
    return text, ARTICLE_48


def _unlawful(work: Employment, stated: Stated) -> Nothing | None:  # noqa: ARG001 - one form
    if stated.get("ground") != Ground.UNLAWFUL:
        return None
    text = N_(
        "By what is told the contract was ended unlawfully: damages are owed then (2N), and no pay "
        "in place of notice. Where it was ended under article 40, choose that ground."
    )
    return text, ARTICLE_40


_BARS: Mapping[Reckonable, tuple[Callable[[Employment, Stated], Nothing | None], ...]] = {
    ClaimKind.SEVERANCE: (_part_time,),
    ClaimKind.NOTICE_PAY: (_unlawful,),
    ClaimKind.UNLAWFUL_TERMINATION: (_ended_by_worker,),
    ClaimKind.UNEMPLOYMENT_LOSS: (_insured, _own_will),
    ClaimKind.INJURY_DISABILITY: (_not_injured,),
    ClaimKind.INJURY_STOP_WORK: (_not_injured,),
    ClaimKind.INJURY_MEDICAL: (_not_injured,),
    ClaimKind.INJURY_CARE: (_not_injured,),
    ClaimKind.INJURY_ALLOWANCE_TOPUP: (_not_injured,),
    ClaimKind.INJURY_DEATH: (_not_injured,),
}
"""When nothing is due whatever the figures are (compensation.md §§2, 3.1–3.3, 3.9, 3.10)."""


_BARS_IF_CHOSEN: Mapping[Reckonable, tuple[Callable[[Employment, Stated], Nothing | None], ...]] = {
    ClaimKind.UNLAWFUL_TERMINATION: (_agreed,)
}
"""What only a chosen ground bars: told by the reason for leaving it is a doubt."""


def _barred(kind: Reckonable, work: Employment, stated: Stated, chosen: Stated) -> Nothing | None:
    found = [bars(work, stated) for bars in _BARS.get(kind, ())]
    found += [bars(work, chosen) for bars in _BARS_IF_CHOSEN.get(kind, ())]
    return next(filter(None, found), None)
