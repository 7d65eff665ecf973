"""The period that an item of the agreement is for (所属期间), where the facts name days."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.documents import words
from mediation_desk.domain.claims import Applicant, ClaimKind, Stated
from mediation_desk.law.double_wage import Unsigned, window
from mediation_desk.law.given import given

_LINE = "＿" * 5


def period(workers: Iterable[Applicant], kind: ClaimKind) -> str:
    """Return the period that all these workers have an item for, or a line to write it on.

    Most facts count months, hours or sums without their days; that lacks nothing.
    """
    told = {_told(worker, kind) for worker in workers}
    return (told.pop() if len(told) == 1 else "") or _LINE


def _told(worker: Applicant, kind: ClaimKind) -> str:
    if kind not in _TOLD:
        return ""
    return _TOLD[kind](given(kind.value, worker.work, worker.stated).inputs, worker.stated)


def _without_contract(facts: Mapping[str, object], _stated: Stated) -> str:
    """The days of double wage (劳动合同法第八十二条), unless its months were counted by hand."""
    if any(facts.get(name) for name in ("no_contract_because", "month_amounts", "months_given")):
        return ""
    expired = _day(facts, "contract_expired_on")
    start = expired + timedelta(days=1) if expired else _day(facts, "hire_date")
    signed, ended = _day(facts, "contract_signed_date"), _day(facts, "employment_end")
    claimed = _day(facts, "claimed_on")
    if start is None or not (signed or ended or claimed):
        return ""
    days = window(
        Unsigned(
            start=start,
            wage=Decimal(1),
            signed=signed,
            ended=ended,
            counted_until=claimed,
            no_grace=bool(expired) and facts.get("after_expiry") == "next_day",
        )
    )
    return _from_to(days.first, days.last) if days else ""


def _leave(facts: Mapping[str, object], stated: Stated) -> str:
    """The years whose leave was not taken, or the days within one year, where they were told."""
    if not any(stated.get(f"annual_leave.{name}") for name in _LEAVE_TOLD):
        return ""
    years = facts.get("leave_years")
    if isinstance(years, list | tuple):
        named = [row[0] for row in years if isinstance(row, list | tuple) and row]
        return f"{words.joined(str(year) for year in named)}年" if named else ""
    first, last = _day(facts, "period_start"), _day(facts, "period_end")
    return _from_to(first, last) if first and last else ""


def _owed(facts: Mapping[str, object], _stated: Stated) -> str:
    """The days that wages or overtime are owed for, where both were told."""
    first, last = _day(facts, "owed_from"), _day(facts, "owed_until")
    return _from_to(first, last) if first and last else ""


_LEAVE_TOLD = ("leave_years", "period_start", "period_end")
_TOLD: Mapping[ClaimKind, Callable[[Mapping[str, object], Stated], str]] = {
    ClaimKind.DOUBLE_WAGE: _without_contract,
    ClaimKind.ANNUAL_LEAVE: _leave,
    ClaimKind.WAGE_ARREARS: _owed,
    ClaimKind.OVERTIME: _owed,
}


def _from_to(first: date, last: date) -> str:
    return f"{words.short_day(first, '')}—{words.short_day(last, '')}"


def _day(facts: Mapping[str, object], name: str) -> date | None:
    value = facts.get(name)
    if isinstance(value, str):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value if isinstance(value, date) else None
