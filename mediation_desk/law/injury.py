"""Benefits for a work injury with a disability grade (工伤伤残待遇), and who owes them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.money import ZERO, figures, half_up
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award, Part, Step, count, in_formula, month_of, product
from mediation_desk.law.figures import ENTER_IT, Figure
from mediation_desk.law.injury_regulation import (
    ALLOWANCE_PERCENT,
    ARTICLE_34,
    ARTICLE_62,
    ARTICLE_64,
    ARTICLES_35_37,
    CARE_PERCENT,
    KEPT,
    LEAST,
    LUMP_MONTHS,
    MOST,
    Care,
    Payer,
    injury_undated,
    insurance_notes,
    relation_kept,
)
from mediation_desk.law.subsidy_scale import Subsidy, SubsidyScale


@dataclass(frozen=True, slots=True, kw_only=True)
class Disability:
    """The facts; `own_wage` is the average contribution wage of the 12 months before the injury.

    `wage_average` is the average that bounds it, `pooling_average` the one that sums rest on.

    `scale_lacking` says why the province's scale of the lump sums on leaving is not there: the
    national ones stand without it.
    """

    grade: int
    own_wage: Decimal
    ended: bool
    insured: bool | None = True
    wage_average: Figure | None = None
    injured_on: date | None = None
    pooling_average: Figure | None = None
    scale: SubsidyScale | None = None
    scale_lacking: str = ""
    years_to_retirement: Decimal | None = None
    care: Care | None = None
    minimum_wage: Figure | None = None
    occupational_disease: bool = False

    @property
    def subsidised(self) -> bool:
        """Say whether the lump sums on leaving are due: grades 5 to 10, employment ended."""
        return self.ended and self.grade >= 5


@dataclass(frozen=True, slots=True)
class Item:
    """One benefit: its amount, who owes it, and its step."""

    amount: Decimal
    payer: Payer
    step: Step


def injury_disability(facts: Disability) -> Award:
    """Return the one-off sums, the monthly benefits, and who owes them.

    工伤保险条例第三十四条至第三十七条; the own wage counts between 60% and 300% of the
    pooling area's average (第六十四条). Without insurance the employer owes everything
    (第六十二条); where nobody said whether there was one, both answers are told.
    """
    wage, steps = _own_wage(facts)
    lump = _lump_sum(facts, wage)
    medical = _subsidy(facts, wage, "medical")
    employment = _subsidy(facts, wage, "employment")
    allowance = _allowance(facts, wage)
    care = _care(facts)
    once = [item for item in (lump, medical, employment) if item]
    monthly = [item for item in (allowance, care) if item]
    fund = sum((item.amount for item in once if item.payer == "fund"), ZERO)
    employer = sum((item.amount for item in once if item.payer == "employer"), ZERO)
    beside = sum((item.amount for item in monthly if item.payer == "fund"), ZERO)
    steps += [item.step for item in (*once, *monthly)]
    total = Step(
        _("One-off sums together"),
        " + ".join(figures(item.amount) for item in once),
        figures(fund + employer),
        formula="+".join(f"{{{item.step.key}}}" for item in once),
    )
    return Award(
        kind="injury_disability",
        amount=fund + employer,
        steps=(*steps, total) if len(once) > 1 else tuple(steps),
        articles=tuple(_articles(facts)),
        figures=tuple(dict.fromkeys(filter(None, _used(facts, allowed=allowance is not None)))),
        warnings=(*insurance_notes(facts.insured, fund, beside), *_warnings(facts)),
        parts=_parts(facts, wage, lump, medical, employment, allowance, care)
        | {"fund_total": fund, "employer_total": employer, "amount": fund + employer},
        employer=employer,
        fund=fund,
        if_uninsured=fund if facts.insured is None else ZERO,
    )


def _used(facts: Disability, *, allowed: bool) -> Iterator[Figure | None]:
    """Yield the figures that the sums rest on."""
    yield facts.wage_average
    if facts.care or facts.subsidised:
        yield facts.pooling_average
    if allowed:
        yield facts.minimum_wage


def _parts(
    facts: Disability,
    wage: Decimal,
    lump: Item,
    medical: Item | None,
    employment: Item | None,
    allowance: Item | None,
    care: Item | None,
) -> dict[str, Part]:
    none = None if facts.subsidised and facts.scale is None else ZERO
    return {
        "own_wage_used": wage,
        "lump_sum": lump.amount,
        "medical_subsidy": medical.amount if medical else none,
        "employment_subsidy": employment.amount if employment else none,
        "monthly_allowance": allowance.amount if allowance else ZERO,
        "allowance_payer": allowance.payer if allowance else None,
        "monthly_care": care.amount if care else ZERO,
    }


def _own_wage(facts: Disability) -> tuple[Decimal, list[Step]]:
    wage = half_up(facts.own_wage)
    steps = [Step(_("Own wage"), figures(wage), figures(wage), ARTICLE_64, "own")]
    if facts.wage_average is None:
        return wage, steps
    average = facts.wage_average.monthly
    low, high = half_up(average * LEAST), half_up(average * MOST)
    if wage < low:
        label, share, counted = _("Raised to 60% of the average"), "60%", low
    elif wage > high:
        label, share, counted = _("Limited to 300% of the average"), "300%", high
    else:
        return wage, steps
    expression, rule = f"{month_of(facts.wage_average)} × {share}", _own_rule(facts)
    steps.append(Step(label, expression, figures(counted), ARTICLE_64, formula=rule))
    return counted, steps


def _own_rule(facts: Disability) -> str:
    """The own wage that counts, for a spreadsheet: between its two bounds whatever is typed."""
    if facts.wage_average is None:
        return "{own}"
    average = in_formula(facts.wage_average)
    return f"MIN(MAX({{own}},ROUND({average}*{LEAST},2)),ROUND({average}*{MOST},2))"


def _payer(facts: Disability, insured: Payer) -> Payer:
    return "employer" if facts.insured is False else insured


def _lump_sum(facts: Disability, wage: Decimal) -> Item:
    months = Decimal(LUMP_MONTHS[facts.grade])
    amount = half_up(wage * months)
    step = Step(
        _("One-off disability subsidy"),
        product(wage, months),
        figures(amount),
        ARTICLES_35_37[facts.grade],
        "lump",
        f"ROUND({_own_rule(facts)}*{months},2)",
    )
    return Item(amount, _payer(facts, "fund"), step)


_LABELS: Mapping[Subsidy, str] = {
    "medical": N_("One-off medical subsidy"),
    "employment": N_("One-off employment subsidy"),
}


def _subsidy(facts: Disability, wage: Decimal, subsidy: Subsidy) -> Item | None:
    """Return one of the two lump sums on leaving by the province's scale."""
    if not facts.subsidised:
        return None
    if facts.scale is None:
        if facts.scale_lacking:
            return None
        raise ValueError("the lump sums on leaving need the province's scale")
    scale = facts.scale
    months = (scale.medical if subsidy == "medical" else scale.employment)[facts.grade]
    if facts.occupational_disease and subsidy == "medical":
        months += scale.occupational_months
    base = _subsidy_base(facts, wage)
    amount = base * months
    expression = _subsidy_product(facts, base, months)
    factors = count(months)
    if facts.occupational_disease and subsidy == "medical" and scale.occupational_percent:
        amount = amount * (100 + scale.occupational_percent) / 100
        expression += f" × {100 + scale.occupational_percent}%"
        factors += f"*{100 + scale.occupational_percent}/100"
    if facts.years_to_retirement is not None and scale.reduction:
        stays = scale.reduction.stays(subsidy, facts.years_to_retirement)
        if stays != 100:
            amount = amount * stays / 100
            expression += f" × {stays}%"
            factors += f"*{stays}/100"
    amount = half_up(amount)
    payer = _payer(facts, "fund" if subsidy == "medical" else "employer")
    basis = scale.citation or ARTICLES_35_37[facts.grade]
    label, told = _(_LABELS[subsidy]), figures(amount)
    formula = f"ROUND({_subsidy_rule(facts)}*{factors},2)"
    return Item(amount, payer, Step(label, expression, told, basis, subsidy, formula))


def _subsidy_product(facts: Disability, base: Decimal, months: Decimal) -> str:
    scale, pooling = facts.scale, facts.pooling_average
    if scale is None or scale.base == "fixed":
        return figures(months)
    if scale.base == "own" or pooling is None:
        return product(base, months)
    return f"{month_of(pooling)} × {count(months)}"


def _subsidy_base(facts: Disability, wage: Decimal) -> Decimal:
    scale = facts.scale
    if scale is None or scale.base == "fixed":
        return Decimal(1)
    if scale.base == "own":
        return wage
    if facts.pooling_average is None:
        raise ValueError("this province's lump sums need the pooling area's average wage")
    return facts.pooling_average.monthly


def _subsidy_rule(facts: Disability) -> str:
    """What the months of a lump sum on leaving are multiplied by, for a spreadsheet."""
    if facts.scale and facts.scale.base == "own":
        return _own_rule(facts)
    if facts.scale and facts.scale.base != "fixed" and facts.pooling_average:
        return in_formula(facts.pooling_average)
    return "1"


def _allowance(facts: Disability, wage: Decimal) -> Item | None:
    """Return the monthly allowance: grades 1 to 4, and 5 and 6 while employment lasts."""
    percent = ALLOWANCE_PERCENT.get(facts.grade)
    if percent is None or facts.subsidised:
        return None
    amount = half_up(wage * percent / 100)
    expression = f"{figures(wage)} × {percent}%"
    if facts.minimum_wage and amount < half_up(facts.minimum_wage.monthly):
        amount = half_up(facts.minimum_wage.monthly)
        expression += f" < {figures(amount)}"
    payer = _payer(facts, "fund" if facts.grade <= 4 else "employer")
    step = Step(
        _("Monthly disability allowance"),
        expression,
        figures(amount),
        ARTICLES_35_37[facts.grade],
    )
    return Item(amount, payer, step)


def _care(facts: Disability) -> Item | None:
    if facts.care is None:
        return None
    if facts.pooling_average is None:
        raise ValueError("the care allowance needs the pooling area's average wage")
    percent = CARE_PERCENT[facts.care]
    amount = half_up(facts.pooling_average.monthly * percent / 100)
    expression = f"{month_of(facts.pooling_average)} × {percent}%"
    step = Step(_("Monthly care allowance"), expression, figures(amount), ARTICLE_34)
    return Item(amount, _payer(facts, "fund"), step)


def _articles(facts: Disability) -> Iterator[str]:
    yield ARTICLES_35_37[facts.grade]
    yield ARTICLE_64
    if facts.care:
        yield ARTICLE_34
    if not facts.insured:
        yield ARTICLE_62
    if facts.subsidised and facts.scale and facts.scale.document:
        yield facts.scale.document


def _not_ended(facts: Disability) -> Iterator[str]:
    """Tell what comes with the end of the employment, which these sums do not hold."""
    if facts.ended or facts.grade < 5:
        return
    if facts.scale is None or facts.scale.base == "fixed":
        yield _(
            "The two lump sums on leaving, for treatment and for employment, are due only when "
            "the employment ends ({article}); they are not counted here."
        ).format(article=ARTICLES_35_37[facts.grade])
        return
    yield _(
        "When the employment ends, two lump sums are due besides: {medical} months for treatment "
        "and {employment} for employment by the province's scale ({article}); they are not "
        "counted here."
    ).format(
        medical=count(facts.scale.medical[facts.grade]),
        employment=count(facts.scale.employment[facts.grade]),
        article=ARTICLES_35_37[facts.grade],
    )


def _warnings(facts: Disability) -> Iterator[str]:
    if facts.subsidised and facts.scale is None:
        yield _(
            "{lacking} The two lump sums on leaving, for treatment and for employment, are due "
            "({article}) and are not counted here. {enter}"
        ).format(
            lacking=facts.scale_lacking, article=ARTICLES_35_37[facts.grade], enter=_(ENTER_IT)
        )
    if facts.ended and facts.grade <= KEPT:
        yield relation_kept()
    if facts.wage_average is None:
        yield _("No average wage of the pooling area was given: 60% and 300% were not tested.")
    if facts.injured_on is None and _own_wage(facts)[0] != half_up(facts.own_wage):
        yield injury_undated(facts.wage_average)
    if facts.ended and facts.grade <= KEPT:
        yield _("Grades 1 to 4 keep the employment; the lump sums on leaving are not due.")
    yield from _not_ended(facts)
    if not facts.subsidised or facts.scale is None:
        return
    if facts.scale.confidence != "high":
        yield _("The province's scale of lump sums is not confirmed by its official text.")
    years = facts.years_to_retirement
    if years is None:
        yield _("Years to retirement were not given: a reduction near retirement was not tested.")
    elif facts.scale.reduction is None and years < 10:
        yield _("How this province reduces the lump sums near retirement was not confirmed.")
    if facts.occupational_disease and not (
        facts.scale.occupational_percent or facts.scale.occupational_months
    ):
        yield _("No addition for occupational disease is known for this province.")
