"""What of a worker's facts is more than an employment, or a life, can hold."""

from collections.abc import Iterator
from decimal import Decimal

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import figures
from mediation_desk.i18n import _
from mediation_desk.law.award import count
from mediation_desk.law.fact_texts import number_in
from mediation_desk.law.facts import facts
from mediation_desk.law.service_length import Service, service_between

CONTRIBUTED, OVERTIME_PAY = "unemployment_loss.contribution_years", "severance.overtime_pay_month"
PROBATION = "probation_damages.probation_served_months"
ALL_EMPLOYERS, REACHED = "annual_leave.cumulative_years", "annual_leave.band_reached_on"
_HOURS = tuple(f"overtime.{kind}_hours" for kind in ("weekday", "restday", "holiday"))
_DAYS = tuple(f"overtime.{kind}_days" for kind in ("restday", "holiday"))
_HEAT = "heat_allowance.hours"


def beyond_measure(work: Employment, stated: Stated) -> Iterator[Problem]:
    """Find what is more than it can be a part of, or less than what is a part of it."""
    yield from _overtime_pay(work, stated)
    if not (work.hired_on and work.left_on and work.hired_on <= work.left_on):
        return
    service = service_between(work.hired_on, work.left_on)
    yield from _of_service(stated, service)
    yield from _hours(stated, (work.left_on - work.hired_on).days + 1)


def _overtime_pay(work: Employment, stated: Stated) -> Iterator[Problem]:
    overtime = number_in(stated, OVERTIME_PAY)
    if overtime is not None and work.average_wage is not None and overtime >= work.average_wage:
        text = _("The overtime pay within the average wage must be less than that wage, {wage}.")
        yield Problem(OVERTIME_PAY, text.format(wage=figures(work.average_wage)))


def _of_service(stated: Stated, service: Service) -> Iterator[Problem]:
    """Hold against the service what is a part of it, and what it is a part of."""
    begun = service.years * 12 + service.months + bool(service.days)
    years = number_in(stated, CONTRIBUTED)
    if years is not None and years * 12 > begun:
        text = _("Contributions cannot be due for longer than the service lasted ({service}).")
        yield Problem(CONTRIBUTED, text.format(service=service.text))
    served = number_in(stated, PROBATION)
    if served is not None and served > begun:
        text = _("No probation lasts longer than the service ({service}). Please check.")
        yield Problem(PROBATION, text.format(service=service.text))
    everywhere = number_in(stated, ALL_EMPLOYERS)
    if everywhere is not None and everywhere < service.years and not stated.get(REACHED):
        text = _(
            "{years} years for all employers are fewer than those with this one ({service}). "
            "Please check."
        )
        told = text.format(years=count(everywhere), service=service.text)
        yield Problem(ALL_EMPLOYERS, told)


def _hours(stated: Stated, days: int) -> Iterator[Problem]:
    """Find more hours or days of work than the days of the employment have."""
    for names, most, unit in (
        (_HOURS, days * 24, _("hours")),
        (_DAYS, days, _("days")),
        ((_HEAT,), days * 24, _("hours")),
    ):
        told = {name: number for name in names if (number := number_in(stated, name))}
        if told and sum(told.values(), Decimal(0)) > most:
            text = _("{fact}: the {days} days of the employment have no more than {most} {unit}.")
            name = max(told, key=lambda one: told[one])
            fact = facts()[name].title
            yield Problem(name, text.format(fact=fact, days=days, most=most, unit=unit))
