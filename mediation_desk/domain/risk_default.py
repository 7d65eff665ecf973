"""Wages of agreements that are in default: how much of each worker's, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_UP, Decimal

from mediation_desk.domain.claim_kinds import ClaimKind, Nature
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.working_days import add_months

PAY = frozenset(kind.value for kind in ClaimKind if kind.nature is Nature.PAY)
"""Items that are labour remuneration: they alone are wages in arrears."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """Money due to a worker: its day, until when it is in time, the sum, whether it is wages."""

    due_on: date
    last_on: date
    amount: Decimal
    wages: bool = False


@dataclass(frozen=True, slots=True)
class WorkerDue:
    """What an agreement in effect gives one worker, and what was paid or waived, with days."""

    instalments: tuple[Instalment, ...]
    paid: tuple[tuple[date, Decimal], ...] = ()


@dataclass(frozen=True, slots=True)
class Default:
    """What wages one worker is owed on a day by an agreement, and since when.

    Other money, as economic compensation, is no labour remuneration (劳动报酬): it makes no
    arrears of wages (法释〔2013〕3号第一条).
    """

    left: Decimal
    since: date


def default_of(instalments: Iterable[Instalment], came: Decimal) -> Default | None:
    """Return what wages are left of instalments that are late; the earliest are paid first."""
    left, since = ZERO, None
    for one in sorted(instalments, key=lambda x: (x.due_on, not x.wages)):
        covered = min(came, one.amount)
        came -= covered
        if one.wages and covered < one.amount:
            left += one.amount - covered
            since = since or one.due_on
    return Default(left, since) if since else None


def on_day(due: WorkerDue, day: date) -> Default | None:
    """Return what wages a worker is owed on a day."""
    late = [one for one in due.instalments if one.last_on < day]
    return default_of(late, sum((amount for on, amount in due.paid if on <= day), ZERO))


def begun_in(defaults: Iterable[Default]) -> date | None:
    """Return since when wages have been owed, None where none are."""
    return min((one.since for one in defaults), default=None)


def lasting_since(day: date, months: int) -> date:
    """Return the latest day since which something has lasted so many months on `day`."""
    near = (day - timedelta(days=n) for n in range(28 * months, 31 * months + 1))
    return next(since for since in near if add_months(since, months) <= day)


def months_of(begun: date | None, day: date) -> Decimal:
    """Return for how many months wages have been owed, a part of a month rounded up to a tenth."""
    if begun is None or begun >= day:
        return ZERO
    whole = (day.year - begun.year) * 12 + day.month - begun.month
    while add_months(begun, whole) > day:
        whole -= 1
    rest = Decimal((day - add_months(begun, whole)).days) / 31
    return whole + rest.quantize(Decimal("0.1"), ROUND_UP)
