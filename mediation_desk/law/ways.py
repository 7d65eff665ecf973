"""The ways in which places count one item, each with what it gives (各地口径).

The law leaves some questions open, and `domain.regional` names the ways that are defended. Here
an item is counted by every way that can move it, so that people see between which sums it lies.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from types import MappingProxyType

from mediation_desk.domain import regional
from mediation_desk.domain.claims import ClaimKind, Employment, Stated
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.regional import Switch, Way
from mediation_desk.law.award import Award
from mediation_desk.law.double_wage_limitation import Counting
from mediation_desk.law.entitlement import Known, entitlement
from mediation_desk.law.packs import LawOn
from mediation_desk.law.severance import limit
from mediation_desk.law.severance_segments import CONTRACT_LAW

OVERTIME = "severance.overtime_pay_month"
EXPIRED = "double_wage.contract_expired_on"
IN_TIME = "in_time_"
"""How the parts of an award begin that say what a way of counting limitation leaves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one way of counting gives, in yuan; `said` names it, nothing where none is disputed.

    `doubtful` is what of it falls away if its warnings go against the worker.
    """

    amount: Decimal
    said: str = ""
    doubtful: Decimal = ZERO

    @property
    def sure(self) -> Decimal:
        """What of it is in no doubt."""
        return max(self.amount - self.doubtful, ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One item of one worker, with the law of the case and the day of the application."""

    kind: ClaimKind
    work: Employment
    stated: Stated
    law: LawOn
    claimed_on: date | None = None


def ways(asked: Asked, award: Award, known: Known | None = None) -> tuple[Counted, ...]:
    """Return what every way gives, the centre's own first; that one alone where all are one."""
    house = asked.law.law.house
    open_ones = tuple(_open(asked, award))
    chosen = {one.option.name: one.way(house.get(one.option.name, "")) for one in open_ones}
    found = list(_counted(award, house, tuple(zip(open_ones, chosen.values(), strict=True))))
    for combined in product(*(_defended(one) for one in open_ones)):
        by = tuple(zip(open_ones, combined, strict=True))
        if all(chosen[one.option.name] == way for one, way in by):
            continue
        if other := _by(asked, by, known):
            found += _counted(other, house, by)
    own = found[0]
    sums = {(one.amount, one.doubtful): one for one in reversed(found[1:])}
    return (own, *(one for one in sums.values() if one.amount != own.amount))


def _defended(switch: Switch) -> Iterator[Way]:
    """Yield the ways that are defended for a question."""
    series = switch in (regional.LOCAL_SERIES, regional.POOLING_SERIES)
    return (way for way in switch.ways if not (series and way.code == _PRIVATE))


def _by(asked: Asked, by: tuple[tuple[Switch, Way], ...], known: Known | None) -> Award | None:
    answers = {one.field: _answer(one, way) for one, way in by if one.field}
    law, series = asked.law, {one.option.name: way.code for one, way in by if not one.field}
    if series:
        law, known = law.with_series(series), None  # what others had by other averages is no use
    try:
        found = entitlement(
            asked.work, asked.kind, law, asked.stated, answers, known, asked.claimed_on
        )
    except DeskError:
        return None  # a way that lacks a fact or a figure counts nothing
    return None if series and found.parts.get("limit_tested") is False else found


def _answer(switch: Switch, way: Way) -> object:
    return way.code == "yes" if {one.code for one in switch.ways} == {"yes", "no"} else way.code


def _counted(
    award: Award, house: Mapping[str, str], by: tuple[tuple[Switch, Way], ...]
) -> Iterator[Counted]:
    """Yield an award, and what of it is in time by each way of counting limitation.

    Where the centre says how limitation is counted, what that way leaves stands first.
    """
    said = "；".join(f"{one.title}：{way.title}" for one, way in by)
    whole = Counted(amount=award.amount, said=said, doubtful=award.doubtful)
    late = tuple(_in_time(award, said))
    own = house.get(regional.LIMITATION_COUNTING.option.name, Counting.SHOWN.value)
    first = [one for code, one in late if code == own]
    yield from (*first, whole, *(one for code, one in late if code != own))


def _in_time(award: Award, said: str) -> Iterator[tuple[str, Counted]]:
    switch = regional.LIMITATION_COUNTING
    for way in switch.ways:
        left = award.parts.get(f"{IN_TIME}{way.code}")
        if isinstance(left, Decimal):
            text = f"{switch.title}：{way.title}"
            yield way.code, Counted(amount=left, said="；".join(filter(None, (said, text))))


def _open(asked: Asked, award: Award) -> Iterator[Switch]:
    """Yield the switches whose question these facts raise."""
    for switch, raised in _RAISED.items():
        if asked.kind in raised.kinds and raised.by(asked, award):
            yield switch


@dataclass(frozen=True, slots=True)
class _Raised:
    kinds: frozenset[ClaimKind]
    by: Callable[[Asked, Award], bool]


def _old(asked: Asked, _award: Award) -> bool:
    first, last = asked.work.hired_on, asked.work.left_on
    return first is not None and last is not None and first < CONTRACT_LAW <= last


def _above_a_series(asked: Asked, award: Award) -> bool:
    """Say whether the wage is above three times the average of a series that is known."""
    wage = asked.work.average_wage
    if wage is None or award.parts.get("limit_tested") is not True:
        return False
    law = asked.law.on(asked.work.left_on) if asked.work.left_on else asked.law
    known = (law.with_series(series).find(_AVERAGE) for series in _SERIES)
    return any(wage > limit(one) for one in known if one)


_AVERAGE = "local_average_wage_month"
_PRIVATE = "private_average_wage_year"
"""The series of no city's limit that was ever seen (compensation.md §2 names the three others)."""
_SERIES = tuple(
    {regional.LOCAL_SERIES.option.name: way.code}
    for way in regional.LOCAL_SERIES.ways
    if way.code != _PRIVATE
)


_DOUBLE = frozenset({ClaimKind.DOUBLE_WAGE})
_LEAVING = frozenset({ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION})
_BY_POOLING = frozenset(
    {ClaimKind.INJURY_DISABILITY, ClaimKind.INJURY_CARE, ClaimKind.INJURY_DEATH}
)
_RAISED: Mapping[Switch, _Raised] = MappingProxyType(
    {
        regional.OVERTIME_IN_BASE: _Raised(
            _LEAVING, lambda asked, _award: bool(asked.stated.get(OVERTIME))
        ),
        regional.PART_MONTH: _Raised(
            _DOUBLE, lambda _asked, award: bool(award.parts.get("extra_days"))
        ),
        regional.MONTH_COUNTING: _Raised(
            _DOUBLE, lambda _asked, award: bool(award.parts.get("extra_days"))
        ),
        regional.LOCAL_SERIES: _Raised(_LEAVING, _above_a_series),
        regional.POOLING_SERIES: _Raised(_BY_POOLING, lambda _asked, award: bool(award.amount)),
        regional.AFTER_EXPIRY: _Raised(
            _DOUBLE, lambda asked, _award: bool(asked.stated.get(EXPIRED))
        ),
        regional.OLD_YEARS: _Raised(frozenset({ClaimKind.SEVERANCE}), _old),
        regional.NOTICE_BASE: _Raised(
            frozenset({ClaimKind.NOTICE_PAY}),
            lambda asked, _award: bool(
                asked.work.average_wage and asked.stated.get("last_month_wage")
            ),
        ),
    }
)
"""When a switch can move a sum: those that the facts do not touch are not counted through."""
