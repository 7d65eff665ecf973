"""Facts of a worker, typed once: which there are, and which inputs of which claims they fill.

An input of a kind of claim that no row here fills is a fact of its own, named
`kind.input`, so that a new kind of claim needs no row. Figures of law and the centre's
switches are no facts of a worker.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from mediation_desk.domain.claims import Employment, Stated
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.grades import read_grade
from mediation_desk.domain.money import figures
from mediation_desk.i18n import N_, _
from mediation_desk.law.claims import KINDS
from mediation_desk.law.fact_texts import raw, shown, stored
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.readers import READERS

INJURY = ("injury_disability", "injury_death", "injury_medical", "injury_care")

SWITCHES = frozenset(
    {
        *("old_years", "overtime_in_base", "proration", "month_counting", "after_expiry"),
        *("notice_base", "province"),
    }
)
"""Inputs that practice of the place decides, not the worker's life: set for the centre."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One fact that several inputs rest on.

    `fills` names inputs, `kind.input` or `input` of every kind that asks for it. Where the fact
    was not typed, the first of `instead` that was stands in for it, with a warning; `column`
    facts stand with the employment. `label` is for one whose inputs say it too narrowly.
    """

    name: str
    fills: tuple[str, ...] = ()
    label: str = ""
    shape: Shape = Shape.FLAG
    column: bool = False
    instead: tuple[str, ...] = ()


_WAGE = ("monthly_wage", "average_wage")
SHARED = (
    Shared(name="hired_on", fills=("service_start", "hire_date"), column=True),
    Shared(name="left_on", fills=("service_end", "employment_end"), column=True),
    Shared(name="average_wage", fills=("avg_wage_12m",), column=True),
    Shared(
        name="contribution_wage",
        fills=("injury_disability.own_wage", "injury_death.own_wage", "own_wage"),
        column=True,
        instead=("average_wage",),
    ),
    Shared(name="arrears", fills=("wage_arrears.due",), label=N_("Arrears"), column=True),
    Shared(name="injured", label=N_("Injured at work"), column=True),
    Shared(name="injury_grade", fills=("disability_grade",), column=True),
    Shared(name="injury_insured", fills=tuple(f"{kind}.insured" for kind in INJURY), column=True),
    Shared(name="unemployment_insured", label=N_("Insured against unemployment"), column=True),
    Shared(name="injured_on", fills=("injury_disability.injured_on", "injury_death.injured_on")),
    Shared(name="ground", fills=("ground",)),
    Shared(
        name="monthly_wage",
        fills=("double_wage.monthly_wage", "double_wage_open_ended.monthly_wage"),
        instead=("average_wage",),
    ),
    Shared(name="last_month_wage", fills=("last_month_wage",), instead=_WAGE),
    Shared(name="wage_ex_overtime", fills=("monthly_wage_ex_ot",), instead=_WAGE),
    Shared(name="overtime_base", fills=("monthly_base",), instead=_WAGE),
    Shared(name="wage_after_probation", fills=("wage_after_probation",), instead=_WAGE),
    Shared(name="wage_before_injury", fills=("original_wage",), instead=_WAGE),
    Shared(name="wage_before_leave", fills=("maternity_allowance.own_wage",), instead=_WAGE),
    Shared(name="part_time", fills=("part_time",)),
    Shared(name="task_or_part_time", fills=("task_or_part_time",), instead=("part_time",)),
    Shared(name="severance_paid", fills=("paid_already",)),
    Shared(name="care_level", fills=("care_level",)),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that can be typed: its name, how it is read, where it stands, and its stand-ins."""

    name: str
    field: Field
    column: bool = False
    instead: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return self.field.title


@cache
def facts() -> Mapping[str, Fact]:
    """Return every fact by name, those of the employment first."""
    found = {row.name: _fact(row) for row in SHARED}
    for kind in KINDS.values():
        for field in kind.fields:
            name = fact_name(kind.code, field.name)
            if name and name not in found:
                found[name] = Fact(name, replace(field, required=False))
    return found


def _fact(row: Shared) -> Fact:
    field = next(
        (f for k in KINDS.values() for f in k.fields if _fills(row, k.code, f.name)),
        Field(name=row.name, label=row.label, shape=row.shape),
    )
    field = replace(field, name=row.name, label=row.label or field.label, required=False)
    return Fact(row.name, field, row.column, row.instead)


def _fills(row: Shared, kind: str, name: str) -> bool:
    if f"{kind}.{name}" in row.fills:
        return True
    other = any(f"{kind}.{name}" in shared.fills for shared in SHARED)
    return name in row.fills and not other


@cache
def fact_name(kind: str, name: str) -> str:
    """Return the fact that fills an input of a kind; none fills a figure or a switch."""
    kinds = list(KINDS.values())
    fields = KINDS[kind].fields
    field = next(f for f in fields if f.name == name)
    if field.figure or name in SWITCHES:
        return ""
    if shared := next((row.name for row in SHARED if _fills(row, kind, name)), None):
        return shared
    same = next(other.code for other in kinds if other.fields is fields)
    return f"{same}.{name}"


@cache
def facts_of(kind: str) -> tuple[Fact, ...]:
    """Return the facts that a kind of claim asks for, in the order of its inputs."""
    names = (fact_name(kind, field.name) for field in KINDS[kind].fields)
    return tuple(facts()[name] for name in dict.fromkeys(names) if name)


def told(fact: Fact, work: Employment, stated: Stated) -> object:
    """Return a worker's fact as the input it fills reads it; nothing where it was not typed."""
    if fact.column:
        value: object = getattr(work, fact.name)
        return value
    text = stated.get(fact.name)
    return raw(fact.field, text) if text else None


def put(work: Employment, stated: Stated, name: str, text: str) -> tuple[Employment, Stated]:
    """Return a worker's facts with one of them as typed; nothing typed takes it away."""
    fact = facts()[name]
    if not fact.column:
        return work, {**stated, name: stored(fact.field, text)}
    if name == "injury_grade":
        return _graded(work, text), stated
    written = stored(fact.field, text)
    value = READERS[fact.field.shape](fact.field, raw(fact.field, written)) if written else None
    if value is None:
        value = getattr(Employment(), name)
    changed: Employment = replace(work, **{name: value})  # type: ignore[arg-type]
    return changed, stated


def _graded(work: Employment, text: str) -> Employment:
    """Read a grade; a grade implies an injury, and taking it away leaves the injury noted."""
    if text.strip() in ("", "—"):
        return replace(work, injury_grade=None)
    return replace(work, injury_grade=read_grade(text), injured=True)


def value_text(fact: Fact, work: Employment, stated: Stated) -> str:
    """Write a worker's fact as people read it; nothing where it is not known."""
    if not fact.column:
        return shown(fact.field, stated.get(fact.name, ""))
    value: object = getattr(work, fact.name)
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return figures(value)
        case date():
            return value.isoformat()
    return str(value)


def stated_problems(stated: Stated, field: str) -> Iterator[Problem]:
    """Find what is wrong with facts as they are to be stored."""
    for name, text in stated.items():
        fact = facts().get(name)
        try:
            if fact is None or fact.column:
                raise DeskError(_("There is no such fact."))
            if text:
                READERS[fact.field.shape](fact.field, raw(fact.field, text))
        except (DeskError, ValueError) as refusal:
            title = fact.title if fact else name[:40]
            told = str(refusal) if isinstance(refusal, DeskError) else _("it cannot be read.")
            sentence = _("{label}: {problem}").format(label=title, problem=told)
            yield Problem(f"{field}.{name}", sentence)


def columns_of(kinds: Iterable[str]) -> tuple[Fact, ...]:
    """Return the facts that these kinds need, each once: the columns of a grid."""
    names = dict.fromkeys(name for kind in kinds for name in _shown(kind))
    order = list(facts())
    return tuple(facts()[name] for name in sorted(names, key=order.index))


def rested_on(kind: str) -> tuple[str, ...]:
    """Name the facts that a kind of claim rests on, each once: asked for first, stand-ins last."""
    asked = (*columns_of([kind]), *facts_of(kind))
    names = (*(fact.name for fact in asked), *(name for fact in asked for name in fact.instead))
    return tuple(dict.fromkeys((*names, *_BESIDES.get(kind, ()))))


def idle_stand_ins(kind: str, told: Container[str]) -> frozenset[str]:
    """Name the facts that stand in for none here: what they would stand in for was told itself."""
    asked = facts_of(kind)
    kept = {*(fact.name for fact in asked), *_BESIDES.get(kind, ())}
    used = {name for fact in asked if fact.name not in told for name in fact.instead}
    every = {name for fact in asked for name in fact.instead}
    return frozenset(every - used - kept)


_BESIDES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys((*INJURY, "injury_stop_work", "injury_allowance_topup"), ("injured",)),
    "injury_disability": ("injured", "left_on", "ground"),
}
"""Facts that decide whether and when something is due, and are no input of the kind."""


def _shown(kind: str) -> Iterator[str]:
    for group in needs(kind):
        yield group[0]
    yield from KINDS[kind].shown


def asked_first(kinds: Iterable[str]) -> tuple[Fact, ...]:
    """Return the facts that the counter asks for at once, each once: a grid's, and its own."""
    codes = tuple(kinds)
    own = (name for code in codes for name in KINDS[code].counter)
    names = dict.fromkeys((*(fact.name for fact in columns_of(codes)), *own))
    return tuple(facts()[name] for name in names)


@cache
def needs(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the groups of facts that a kind of claim cannot do without."""
    if KINDS[kind].needs:
        return KINDS[kind].needs
    required = (fact_name(kind, field.name) for field in KINDS[kind].fields if field.required)
    return tuple((name,) for name in dict.fromkeys(required) if name)
