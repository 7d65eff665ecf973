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
from mediation_desk.domain.regional import Switch, Way
from mediation_desk.law.award import Award
from mediation_desk.law.double_wage_limitation import Counting
from mediation_desk.law.entitlement import Known, entitlement
from mediation_desk.law.packs import LawOn
from mediation_desk.law.severance_segments import CONTRACT_LAW

OVERTIME = "severance.overtime_pay_month"
EXPIRED = "double_wage.contract_expired_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """What one way of counting gives, in yuan; `said` names it, nothing where none is disputed."""

    amount: Decimal
    said: str = ""


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
    chosen = {one.field: one.way(house.get(one.option.name, "")) for one in open_ones}
    found = list(_counted(award, house, tuple(zip(open_ones, chosen.values(), strict=True))))
    for combined in product(*(one.ways for one in open_ones)):
        by = tuple(zip(open_ones, combined, strict=True))
        if all(chosen[one.field] == way for one, way in by):
            continue
        if other := _by(asked, by, known):
            found += _counted(other, house, by)
    own = found[0]
    return (own, *(one for one in found[1:] if one.amount != own.amount))


def _by(asked: Asked, by: tuple[tuple[Switch, Way], ...], known: Known | None) -> Award | None:
    answers = {one.field: _answer(one, way) for one, way in by}
    try:
        return entitlement(
            asked.work, asked.kind, asked.law, asked.stated, answers, known, asked.claimed_on
        )
    except DeskError:
        return None  # a way that lacks a fact counts nothing


def _answer(switch: Switch, way: Way) -> object:
    return way.code == "yes" if {one.code for one in switch.ways} == {"yes", "no"} else way.code


def _counted(
    award: Award, house: Mapping[str, str], by: tuple[tuple[Switch, Way], ...]
) -> Iterator[Counted]:
    """Yield an award, and what of it is in time by each way of counting limitation.

    Where the centre says how limitation is counted, what that way leaves stands first.
    """
    said = "；".join(f"{one.title}：{way.title}" for one, way in by)
    whole = Counted(amount=award.amount, said=said)
    late = tuple(_in_time(award, said))
    own = house.get(regional.LIMITATION_COUNTING.option.name, Counting.SHOWN.value)
    first = [one for code, one in late if code == own]
    yield from (*first, whole, *(one for code, one in late if code != own))


def _in_time(award: Award, said: str) -> Iterator[tuple[str, Counted]]:
    switch = regional.LIMITATION_COUNTING
    for way in switch.ways:
        left = award.parts.get(f"in_time_{way.code}")
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


_DOUBLE = frozenset({ClaimKind.DOUBLE_WAGE})
_LEAVING = frozenset({ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION})
_RAISED: Mapping[Switch, _Raised] = MappingProxyType(
    {
        regional.OVERTIME_IN_BASE: _Raised(
            _LEAVING, lambda asked, _award: bool(asked.stated.get(OVERTIME))
        ),
        regional.PART_MONTH: _Raised(
            _DOUBLE, lambda _asked, award: bool(award.parts.get("extra_days"))
        ),
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
