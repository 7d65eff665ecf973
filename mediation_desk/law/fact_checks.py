"""What cannot be true of a worker's facts, and what of them is doubtful, each at its fact."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from mediation_desk.domain.claims import Applicant, Employment, Stated
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.intake import employment_problems
from mediation_desk.domain.money import figures, half_up
from mediation_desk.i18n import _
from mediation_desk.law.beyond_measure import beyond_measure
from mediation_desk.law.fact_texts import YES, day_in
from mediation_desk.law.facts import facts, put, stated_problems
from mediation_desk.law.outside_employment import DEDUCTION, GAP, SICK, outside_employment
from mediation_desk.law.packs import LawOn
from mediation_desk.law.severance import AVERAGE, LABOUR_LAW

SIGNED, EXPIRED = "double_wage.contract_signed_date", "double_wage.contract_expired_on"
INJURED = "injured_on"
_BESIDE_THE_EMPLOYMENT = (SIGNED, EXPIRED, INJURED, "injury_death.figures_on")
HAPPENED = frozenset(
    {
        *("hired_on", "left_on", *_BESIDE_THE_EMPLOYMENT),
        *("limitation.start_date", "limitation.interrupted_on"),
    }
)
"""Days of what has happened: none can lie ahead."""


def fact_problems(work: Employment, stated: Stated, field: str, today: date) -> Iterator[Problem]:
    """Find what cannot be true of a worker's facts, each under the field and the fact's name."""
    yield from employment_problems(work, field, today)
    yield from stated_problems(stated, field)
    for name in _BESIDE_THE_EMPLOYMENT:
        if day := day_in(stated, name):
            yield from in_the_future(f"{field}.{name}", facts()[name].title, day, today)


def in_the_future(field: str, title: str, day: date, today: date) -> Iterator[Problem]:
    """Find that a day of what has happened lies ahead."""
    if day > today:
        text = _("{fact}: {day} lies in the future.").format(fact=title, day=day.isoformat())
        yield Problem(field, text)


def misfit(applicant: Applicant, name: str, text: str, today: date) -> str:
    """Say why one fact, as typed, does not fit a worker's others; "" where it does.

    What did not fit before is not held against another fact.
    """
    work, stated = put(applicant.work, applicant.stated, name, text)
    found = tuple(fact_problems(work, stated, "work", today))
    if not found:
        return ""
    before = tuple(fact_problems(applicant.work, applicant.stated, "work", today))
    return next((p.text for p in found if p not in before or p.field == f"work.{name}"), "")


def fact_doubts(work: Employment, stated: Stated, law: LawOn | None = None) -> Iterator[Problem]:
    """Find what may be true of a worker's facts and should be looked at all the same.

    With a law the average wage is held against the minimum wage of the last day worked.
    """
    wage = work.average_wage
    if law and wage is not None and (low := _minimum(work, stated, law)):
        text = _(
            "{wage} is below the minimum wage of {minimum}, which severance counts instead. Are "
            "bonuses, allowances and what is still owed in it?"
        )
        told = text.format(wage=figures(wage), minimum=figures(low[0]))
        yield Problem("average_wage", told)
    if work.hired_on and work.hired_on < LABOUR_LAW:
        text = _("{day} lies before the Labour Law (1995-01-01). Please check the year.")
        yield Problem("hired_on", text.format(day=work.hired_on.isoformat()))
    if work.left_on and work.left_on < LABOUR_LAW:
        text = _("The employment ended before the Labour Law (1995-01-01); no rule here fits.")
        yield Problem("left_on", text)
    yield from beyond_measure(work, stated)
    yield from _injured_outside(work, day_in(stated, INJURED))
    yield from outside_employment(work, stated, GAP, SICK, DEDUCTION)
    signed = day_in(stated, SIGNED)
    if signed and work.hired_on and signed < work.hired_on and not stated.get(EXPIRED):
        text = _(
            "{day} lies before the day of joining. If an earlier contract is meant, enter the day "
            "on which the one for this employment was signed."
        )
        yield Problem(SIGNED, text.format(day=signed.isoformat()))
    if signed and work.left_on and signed > work.left_on:
        text = _(
            "{day} lies after the last day worked, {left}. A contract signed after the employment "
            "is none for it; please check both days."
        )
        yield Problem(SIGNED, text.format(day=signed.isoformat(), left=work.left_on.isoformat()))


def below_minimum(work: Employment, stated: Stated, law: LawOn) -> str:
    """Say that an average wage is below the minimum wage, which severance counts in its place.

    劳动合同法实施条例第二十七条; who works by the hour has no minimum wage of a month.
    """
    if work.average_wage is None or (low := _minimum(work, stated, law)) is None:
        return ""
    minimum, day = low
    text = _(
        "The average wage, {wage}, is below the minimum wage of {minimum} in force on {day}. For "
        "severance the minimum wage counts ({article}); please check that bonuses, allowances and "
        "what is still owed are in it."
    )
    return text.format(
        wage=figures(work.average_wage),
        minimum=figures(minimum),
        day=day.isoformat(),
        article=AVERAGE,
    )


def _minimum(work: Employment, stated: Stated, law: LawOn) -> tuple[Decimal, date] | None:
    """Return the minimum wage that an average wage is below, and its day; None where it is not."""
    if work.average_wage is None or stated.get("part_time") == YES:
        return None
    day = law.on(work.left_on) if work.left_on else law
    minimum = day.find("minimum_wage_month")
    if minimum is None or work.average_wage >= half_up(minimum.monthly):
        return None
    return half_up(minimum.monthly), day.day


def _injured_outside(work: Employment, day: date | None) -> Iterator[Problem]:
    """Find a day of injury on which the worker did not work here."""
    if day and work.hired_on and day < work.hired_on:
        text = _("{day} lies before the day of joining. Please check both days.")
        yield Problem(INJURED, text.format(day=day.isoformat()))
    if day and work.left_on and day > work.left_on:
        text = _("{day} lies after the last day worked, {left}. Please check both days.")
        yield Problem(INJURED, text.format(day=day.isoformat(), left=work.left_on.isoformat()))
