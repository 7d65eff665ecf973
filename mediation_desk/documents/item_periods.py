"""The period that an item of the agreement is for (所属期间), where the facts name days."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import date

from mediation_desk.documents import words
from mediation_desk.domain.claims import Applicant, ClaimKind, Stated
from mediation_desk.law import double_wage_bar
from mediation_desk.law.given import given

_LINE = "＿" * 5


def period(workers: Iterable[Applicant], kind: ClaimKind, house: Mapping[str, str]) -> str:
    """Return the period that all these workers have an item for, or a line to write it on.

    Most facts count months, hours or sums without their days; that lacks nothing. `house` are the
    centre's answers where practice differs by place, by which the sum was counted too.
    """
    told = {_told(worker, kind, house) for worker in workers}
    return (told.pop() if len(told) == 1 else "") or _LINE


def _told(worker: Applicant, kind: ClaimKind, house: Mapping[str, str]) -> str:
    if kind is ClaimKind.DOUBLE_WAGE:
        return _without_contract(worker, house)
    if kind not in _TOLD:
        return ""
    return _TOLD[kind](given(kind.value, worker.work, worker.stated).inputs, worker.stated)


def _without_contract(worker: Applicant, house: Mapping[str, str]) -> str:
    """The days of double wage (劳动合同法第八十二条), unless its months were counted by hand."""
    facts = given(ClaimKind.DOUBLE_WAGE.value, worker.work, worker.stated).inputs
    ended = _day(facts, "contract_signed_date") or _day(facts, "employment_end")
    until = date.max if ended else _day(facts, "claimed_on")
    days = double_wage_bar.period(worker.work, worker.stated, house, until) if until else None
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
