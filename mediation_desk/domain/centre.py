"""The centre itself (调解中心), its people, rooms and own figures."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.rights import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """The mediation body whose seal makes agreements effective (调解组织).

    `number_pattern` has the fields {year} and {number}; `place` is the code of the legal
    place, such as cn-1307; `short_name` is how papers speak of the centre.
    """

    name: str
    short_name: str = "中心"
    number_pattern: str = "张劳调字〔{year}〕第{number:04d}号"
    place: str = "cn-1307"
    address: str = ""
    phone: str = ""
    legal_basis: str = ""
    arbitration: str = ""
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """A person who works at the desk; `active` is False for leavers."""

    id: int = 0
    name: str
    roles: frozenset[Role]
    phone: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room for hearings (调解室)."""

    id: int = 0
    name: str
    seats: int | None = None
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFigure:
    """A local figure that the centre entered itself, marked as its own on every sheet.

    `issued_by` says who published it, `checked_on` when somebody last read its official text.
    """

    id: int = 0
    name: str
    value: Decimal
    unit: str
    since: date
    document: str = ""
    place: str = ""
    entered_by: str = ""
    issued_by: str = ""
    checked_on: date | None = None
    until: date | None = None
    note: str = ""
