"""What a worker's facts give to a kind of claim: its inputs, what is missing, what stands in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from functools import cache

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.claims import KINDS
from mediation_desk.law.fact_texts import raw
from mediation_desk.law.facts import Fact, fact_name, facts, needs, told
from mediation_desk.law.fields import Shape
from mediation_desk.law.grounds import Ground
from mediation_desk.law.outside_employment import DEDUCTION, GAP, SICK, outside_employment
from mediation_desk.law.service_length import service_between
from mediation_desk.law.unemployment import MOST_YEARS


@dataclass(frozen=True, slots=True)
class Given:
    """What a worker's facts give to a kind of claim: raw inputs, what is missing, stand-ins."""

    inputs: dict[str, object]
    missing: tuple[Fact, ...]
    warnings: tuple[str, ...]


def given(kind: str, work: Employment, stated: Stated) -> Given:
    """Return the inputs of a kind of claim from a worker's facts."""
    inputs: dict[str, object] = {}
    warnings: dict[str, None] = {}
    known: set[str] = set()
    columns, stated_only = _asked(kind)
    for name, text in stated.items():
        for asked in stated_only.get(name, ()) if text else ():
            inputs[asked.name] = raw(asked.fact.field, text)
            known.add(name)
    for asked in columns:
        fact = asked.fact
        value = told(fact, work, stated)
        if value is not None:
            known.add(fact.name)
        elif fact.instead and not _any(asked.others, work, stated):
            value, note = _instead(fact, work, stated)
            if note:
                warnings[note] = None
        if value is None and asked.derived is not None:
            value = asked.derived(work, stated)
        if value is not None:
            inputs[asked.name] = value
    missing = dict.fromkeys(  # a fact may be wanted in two needs: it is missing once
        group[0]
        for names, group in _groups(kind)
        if known.isdisjoint(names) and not any(_known(fact, work, stated) for fact in group)
    )
    for note in _NOTES[kind](work, stated) if kind in _NOTES else ():
        warnings[note] = None
    return Given(inputs, tuple(missing), tuple(warnings))


@dataclass(frozen=True, slots=True)
class _Asked:
    """An input of a kind: the fact that fills it, those typed in its place, what it follows from.

    A wage of an hour, say, is typed in the place of one of a month.
    """

    name: str
    fact: Fact
    others: tuple[Fact, ...]
    derived: Callable[[Employment, Stated], object] | None


@cache
def _asked(kind: str) -> tuple[tuple[_Asked, ...], Mapping[str, tuple[_Asked, ...]]]:
    """Return what a kind asks for: what may stand elsewhere, and by name what is stated or not.

    Of the many facts that may be stated, a worker has few: those are looked for, not all.
    """
    found = []
    for field in KINDS[kind].fields:
        if name := fact_name(kind, field.name):
            others = dict.fromkeys(n for group in needs(kind) if name in group for n in group)
            derived = _DERIVED.get((kind, field.name))
            beside = tuple(facts()[other] for other in others)
            found.append(_Asked(field.name, facts()[name], beside, derived))
    plain: dict[str, tuple[_Asked, ...]] = {}
    elsewhere = []
    for asked in found:
        fact = asked.fact
        if fact.column or fact.instead or asked.derived is not None:
            elsewhere.append(asked)
        else:
            plain[fact.name] = (*plain.get(fact.name, ()), asked)
    return tuple(elsewhere), plain


@cache
def _groups(kind: str) -> tuple[tuple[frozenset[str], tuple[Fact, ...]], ...]:
    """Return what a kind cannot do without, by name and as facts."""
    return tuple(
        (frozenset(group), tuple(facts()[name] for name in group)) for group in needs(kind)
    )


def _any(beside: Iterable[Fact], work: Employment, stated: Stated) -> bool:
    return any(told(fact, work, stated) is not None for fact in beside)


def _known(fact: Fact, work: Employment, stated: Stated) -> bool:
    return told(fact, work, stated) is not None or _instead(fact, work, stated)[0] is not None


def _instead(fact: Fact, work: Employment, stated: Stated) -> tuple[object, str]:
    for name in fact.instead:
        other = facts()[name]
        if (value := told(other, work, stated)) is not None:
            if fact.field.shape is not Shape.MONEY:
                return value, ""
            text = _("“{fact}” was not entered: “{other}” was taken for it. Please check.")
            return value, text.format(fact=fact.title, other=other.title)
    return None, ""


def _whole(work: Employment) -> tuple[date, date] | None:
    """Return the first and last day of an employment, where they are in order."""
    first, last = work.hired_on, work.left_on
    return (first, last) if first and last and first <= last else None


def _full_years(work: Employment, _stated: Stated) -> Decimal | None:
    days = _whole(work)
    return min(Decimal(service_between(*days).years), MOST_YEARS) if days else None


def _years(work: Employment, _stated: Stated) -> Decimal | None:
    if not (days := _whole(work)):
        return None
    service = service_between(*days)
    months = service.months + (1 if service.days else 0)
    return min(Decimal(service.years) + Decimal(months) / 12, Decimal(70))


def _years_here(work: Employment, _stated: Stated) -> Decimal | None:
    """Return the years with this employer, months not yet full left out: bands turn on them."""
    if not (days := _whole(work)):
        return None
    service = service_between(*days)
    return (service.years + Decimal(service.months) / 12).quantize(Decimal("0.01"), ROUND_FLOOR)


def _left_for_fault_of_employer(_work: Employment, stated: Stated) -> bool | None:
    return True if stated.get("ground") == Ground.FORCED else None


def _leave_begins(work: Employment, stated: Stated) -> date | None:
    """Return the first day for which leave is counted: of the year of leaving, or of the list."""
    if _in_disorder(work):
        return None
    if stated.get(LEAVE_LIST):
        return work.hired_on
    if work.left_on is None:
        return None
    began = work.left_on.replace(month=1, day=1)
    return max(work.hired_on, began) if work.hired_on else began


def _leave_ends(work: Employment, _stated: Stated) -> date | None:
    return None if _in_disorder(work) else work.left_on


def _in_disorder(work: Employment) -> bool:
    return bool(work.hired_on and work.left_on and work.left_on < work.hired_on)


_DERIVED: Mapping[tuple[str, str], Callable[[Employment, Stated], object]] = {
    ("injury_disability", "relationship_ended"): lambda work, stated: (
        work.left_on is not None or bool(stated.get("ground"))
    ),
    ("unemployment_loss", "contribution_years"): _full_years,
    ("unemployment_loss", "service_years"): _years,
    ("medical_period", "employer_years"): _years_here,
    ("training_penalty", "forced_to_leave"): _left_for_fault_of_employer,
    ("annual_leave", "period_start"): _leave_begins,
    ("annual_leave", "period_end"): _leave_ends,
    ("maternity_allowance", "insured"): lambda _work, _stated: False,
}
"""Inputs that follow from the days and the end of the employment, unless they were typed."""


def _leave_notes(work: Employment, stated: Stated) -> Iterator[str]:
    """Say what of the leave the year of leaving alone does not tell."""
    typed = (f"annual_leave.{name}" for name in ("leave_years", "period_start", "period_end"))
    if work.left_on is None or any(stated.get(name) for name in typed):
        return
    if work.hired_on is None:
        yield _(
            "The day of joining was not entered: leave was counted from {day}. Who joined later "
            "has less."
        ).format(day=work.left_on.replace(month=1, day=1).isoformat())
    elif work.hired_on.year < work.left_on.year:
        yield _(
            "Only the year of leaving, {year}, was counted; leave of earlier years is entered in "
            "“{list}”, a row a year."
        ).format(year=work.left_on.year, list=facts()[LEAVE_LIST].title)


def _maternity_notes(work: Employment, stated: Stated) -> Iterator[str]:  # noqa: ARG001
    if not stated.get("maternity_allowance.insured"):
        yield _(
            "Nobody said whether she was insured for maternity; here it is taken that she was not."
        )


def _arrears_notes(work: Employment, stated: Stated) -> Iterator[str]:
    """Say that what was paid lessens the arrears: they may be what is owed after it already."""
    paid = told(facts()["wage_arrears.paid"], work, stated)
    if not paid or work.arrears is None or stated.get("wage_arrears.months"):
        return
    try:
        less = figures(Decimal(str(paid).replace(",", "")))
    except ArithmeticError:
        return  # the field says what is wrong with it
    text = _(
        "{sum}: “{paid}” was taken away from “{arrears}”. If the arrears entered are what is "
        "still owed, leave “{paid}” empty, or the worker loses it."
    )
    yield text.format(
        sum=f"{figures(work.arrears)} - {less}",
        paid=facts()["wage_arrears.paid"].title,
        arrears=facts()["arrears"].title,
    )


def _outside_notes(*kinds: str) -> Callable[[Employment, Stated], Iterator[str]]:
    """Say where what is counted lies outside of the employment."""

    def notes(work: Employment, stated: Stated) -> Iterator[str]:
        return (problem.text for problem in outside_employment(work, stated, *kinds))

    return notes


def _rural_notes(work: Employment, _stated: Stated) -> Iterator[str]:
    """Say that rural contract workers who paid no contributions may have another benefit."""
    if work.migrant:
        yield _(
            "A rural contract worker who paid no contributions has a single living subsidy in "
            "place of the monthly benefit (失业保险条例第二十一条); how much it is here was not "
            "found. Please ask the insurance office."
        )


LEAVE_LIST = "annual_leave.leave_years"
_NOTES: Mapping[str, Callable[[Employment, Stated], Iterator[str]]] = {
    "annual_leave": _leave_notes,
    "maternity_allowance": _maternity_notes,
    "wage_arrears": _arrears_notes,
    "unemployment_loss": _rural_notes,
    **{kind: _outside_notes(kind) for kind in (GAP, SICK, DEDUCTION)},
}
"""What people should know of how the facts were taken, by kind of claim."""
