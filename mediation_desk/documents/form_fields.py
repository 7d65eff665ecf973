"""The fields of a form: what its template may print, each with an explanation and an example."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache

from jinja2 import nodes

from mediation_desk import i18n, paths
from mediation_desk.documents.catalogue import catalogue, subjects
from mediation_desk.documents.docx import parsed
from mediation_desk.documents.example import ON, example_awards, example_case
from mediation_desk.documents.example_loose import loose_values
from mediation_desk.documents.fields import values_of
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.template_tags import sources
from mediation_desk.documents.words import Blank
from mediation_desk.domain.centre import Centre

_LONGEST = 40


class Kind(Enum):
    """What a field holds."""

    TEXT = "text"
    FLAG = "flag"
    LIST = "list"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field. `inner` are those of a group, or of each row of a list; texts' lists have none.

    `row` is what our template calls a row of the list.
    """

    name: str
    kind: Kind
    told: str = ""
    example: str = ""
    inner: tuple["FormField", ...] = ()
    row: str = ""

    def field(self, name: str) -> "FormField | None":
        """Return a field inside by its name."""
        return next((one for one in self.inner if one.name == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of a list as our template prints it."""

    name: str = ""
    fields: dict[str, None] = field(default_factory=dict)


Rows = Mapping[str, _Row]


def example_values(code: str, centre: Centre) -> Values:
    """Return the values of a form in the example, in Chinese whatever the window speaks."""
    with i18n.speaking(i18n.CHINESE):
        for form in catalogue():
            if form.code == code:
                case = example_case()
                keys = subjects(form, case)
                occasion = Occasion(
                    case=case,
                    centre=centre,
                    subject=keys[0][0] if keys else "",
                    on=ON,
                    nature="依法设立的调解组织",
                    awards=example_awards(case),
                )
                return values_of(form, occasion)
        return loose_values(code, centre)


def blank_values(values: Mapping[str, object]) -> Values:
    """Return the same fields with nothing in them, as of a case of which little is known."""
    return {name: _blank(name, value) for name, value in values.items()}


def fields_of(values: Mapping[str, object], ours: bytes) -> tuple[FormField, ...]:
    """Return the fields of a form in the order of their names' first use.

    The rows of a list that is empty in the example have the fields that our template prints.
    """
    return tuple(_fields(values, _rows_of(ours), ""))


def _fields(values: Mapping[str, object], rows: Rows, of: str) -> Iterator[FormField]:
    for name, value in values.items():
        yield _field(name, value, rows, of)


def _field(name: str, value: object, rows: Rows, of: str) -> FormField:
    told = explained(of, name)
    if isinstance(value, bool):
        return FormField(name=name, kind=Kind.FLAG, told=told)
    if isinstance(value, Mapping):
        inner = tuple(_fields(value, rows, name))
        return FormField(name=name, kind=Kind.GROUP, told=told, inner=inner)
    if isinstance(value, Sequence) and not isinstance(value, str):
        of_row = rows.get(name, _Row())
        merged: dict[str, object] = {} if value else dict.fromkeys(of_row.fields, "")
        for row in value:
            if isinstance(row, Mapping):
                merged |= row
        return FormField(
            name=name,
            kind=Kind.LIST,
            told=told,
            example="" if merged or not value else _short(value[0]),
            inner=tuple(_fields(merged, rows, name)),
            row=of_row.name,
        )
    return FormField(name=name, kind=Kind.TEXT, told=told, example=_short(value))


def _short(value: object) -> str:
    text = "" if isinstance(value, Blank) else str(value).replace("\n", " ")
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _blank(name: str, value: object) -> object:
    if isinstance(value, bool):
        return False
    if isinstance(value, Mapping):
        return blank_values(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return []
    return Blank(name, "＿＿＿＿")


def _rows_of(template: bytes) -> dict[str, _Row]:
    """Return what a template of ours calls the rows of each list, and which fields it uses."""
    found: dict[str, _Row] = {}
    for source in sources(template):
        for loop in parsed(source).find_all(nodes.For):
            row = getattr(loop.target, "name", "")
            of = getattr(loop.iter, "attr", getattr(loop.iter, "name", ""))
            kept = found.setdefault(of, _Row(name=row))
            for used in loop.find_all(nodes.Getattr):
                if isinstance(used.node, nodes.Name) and used.node.name == row:
                    kept.fields[used.attr] = None
    return found


def explained(of: str, name: str) -> str:
    """Return the explanation of a field, in Chinese; `of` is the list or group it stands in."""
    known = _explanations()
    return known.get(f"{of}.{name}") or known.get(name, "")


@cache
def _explanations() -> dict[str, str]:
    with paths.resources("taxonomy", "form_fields.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["explanation"] for row in csv.DictReader(file)}
