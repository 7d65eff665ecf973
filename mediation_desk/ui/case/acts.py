"""What the journal tells, for people to read: acts by name, and what each changed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.journal import Change, Entry
from mediation_desk.domain.money import figures
from mediation_desk.domain.stages import Step
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import _
from mediation_desk.ui.case import acts_case, acts_clocks, acts_house, acts_materials, acts_region

_MODULES = (acts_region, acts_case, acts_clocks, acts_materials, acts_house)
_ACTS: dict[str, str] = {}
_TABLES: dict[str, str] = {}
_FIELDS: dict[str, str] = {}
for _module in _MODULES:
    _ACTS |= _module.ACTS
    _TABLES |= getattr(_module, "TABLES", {})
    _FIELDS |= getattr(_module, "FIELDS", {})
_FIELDS_OF: dict[str, dict[str, str]] = {
    table: _FIELDS | getattr(module, "FIELDS", {})
    for module in _MODULES
    for table in getattr(module, "TABLES", {})
}
"""The words of fields by table: two tables may have one name for different things."""
_NOTE = "note"
"""Stands where a table's name would, for what an act said beside its rows."""
MOST = 60
_OFFICERS = frozenset({"mediator_id", "clerk_id"})
Known = Mapping[tuple[str, int], Mapping[str, object]]
"""Rows as they were first written, by table and key."""


def act_name(doing: str) -> str:
    """Return an act in words; an unknown code is shown as it is."""
    if doing in _ACTS:
        return _(_ACTS[doing])
    steps = {step.value: step.label for step in Step}
    return steps.get(doing, doing)


def entry_name(entry: Entry) -> str:
    """Return what an entry is of, an undo with the act that it took back."""
    name = act_name(entry.doing)
    if not entry.undid:
        return name
    return _("{undo}: {act}").format(undo=name, act=act_name(entry.undid))


def first_written(entries: Iterable[Entry]) -> Known:
    """Return the rows that entries wrote new, so that later changes can be named."""
    return {
        (change.table, change.key): change.after
        for entry in entries
        for change in entry.changes
        if change.before is None and change.after is not None
    }


def changes_in_words(
    entry: Entry, case: CaseFile, known: Known, people: Mapping[int, str]
) -> tuple[str, ...]:
    """Say what an act changed, a line per row; equal lines are counted.

    `people` are the names of those who work here, by key.
    """
    counted: dict[str, int] = {}
    for text in _lines(entry.changes, case, known, people):
        counted[text] = counted.get(text, 0) + 1
    lines = [text if n == 1 else f"{text} ×{n}" for text, n in counted.items()]
    if len(lines) > MOST:
        rest = _("… and {n} more").format(n=len(lines) - MOST)
        return (*lines[:MOST], rest)
    return tuple(lines)


def _lines(
    changes: tuple[Change, ...], case: CaseFile, known: Known, people: Mapping[int, str]
) -> Iterator[str]:
    for change in changes:
        if change.table == _NOTE and (said := acts_clocks.told(change.after or {})):
            yield said
        if change.table not in _TABLES:
            continue
        what = _subject(change, case, known)
        if change.before is None:
            told = _(", ").join(_told_new(change.after or {}))
            line = _("New: {what}").format(what=what)
            yield f"{line} ({told})" if told else line
        elif change.after is None:
            yield _("Removed: {what}").format(what=what)
        elif fields := _(", ").join(_changed(change, people)):
            yield _("{what}: {fields}").format(what=what, fields=fields)


def _subject(change: Change, case: CaseFile, known: Known) -> str:
    """Name a row: what it is, and whose."""
    row = {**known.get((change.table, change.key), {}), **(change.before or {})}
    row |= change.after or {}
    parts = [_(_TABLES[change.table])]
    party = change.key if change.table == "party" else row.get("party_id")
    names = dict(case.parties)
    if isinstance(party, int) and party in names:
        parts.insert(0, names[party])
    if change.table == "clock" and (title := acts_clocks.clock_title(row)):
        parts.append(title)
    parts += [one.label for one in (row.get("kind"), row.get("step")) if isinstance(one, Term)]
    return " ".join(parts)


def _told_new(row: Mapping[str, object]) -> Iterator[str]:
    for name, value in row.items():
        if name in acts_case.TOLD_WHEN_NEW and value not in (None, ""):
            yield shown(name, value)


def _changed(change: Change, people: Mapping[int, str]) -> Iterator[str]:
    before, words = change.before or {}, _FIELDS_OF[change.table]
    for name, new in (change.after or {}).items():
        old = before.get(name)
        if old == new:
            continue
        if name in _OFFICERS:
            old, new = (people.get(key, key) if isinstance(key, int) else key for key in (old, new))
        if name in words:
            yield f"{_(words[name])} {shown(name, old)} → {shown(name, new)}"
        elif name in acts_case.NAMED_ONLY:
            yield _("{field} changed").format(field=_(acts_case.NAMED_ONLY[name]))


def shown(name: str, value: object) -> str:
    """Write a value of the journal as people read it."""
    match value:
        case None | "":
            return "—"
        case Term():
            return value.label
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return figures(value)
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case str() if name == "cause":
            return cause_label(value)
    text = str(value)
    return text if len(text) <= 30 else text[:30] + "…"
