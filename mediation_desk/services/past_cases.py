"""A ledger of former years comes into the centre: opened, checked, imported, taken back.

What a past case is here, and by which rules the ledger is read, says `domain.past_cases`.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import DeskError, Invalid, Problem, Stopped
from mediation_desk.domain.past_cases import (
    FIELDS,
    MOST_NAMED,
    DryRun,
    Layout,
    PastImport,
    PastRow,
    SumUnit,
    Twin,
)
from mediation_desk.domain.people import Officer
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import keeping
from mediation_desk.services.desk import Desk
from mediation_desk.services.near_codes import with_near_codes
from mediation_desk.storage import centre as centres
from mediation_desk.storage import folding
from mediation_desk.storage import past_cases as store

if TYPE_CHECKING:
    from mediation_desk.importers.ledger import Ledger

Progress = Callable[[int, int], bool]
_MOST_STRANGERS = 5
"""Names of mediators who are told one by one; of more the number is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetOffer:
    """A sheet with the head that was guessed or remembered, and what stands below each heading."""

    sheet: str
    layout: Layout
    samples: tuple[tuple[str, ...], ...]
    understood: tuple[Mapping[SumUnit, tuple[str, ...]], ...]
    """By column and unit, the sums in yuan that the samples would be."""
    told: tuple[SumUnit | None, ...]
    """By column, the unit that the ledger itself says."""


def untold(_done: int, _total: int) -> bool:
    """Stand for progress that nobody follows."""
    return True


def open_ledger(desk: Desk, path: Path, progress: Progress = untold) -> "Ledger":
    """Open a ledger without reading it whole; nothing is saved."""
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.importers import ledger

    return ledger.open_ledger(path, lambda: progress(0, 0))


def offer(
    desk: Desk, ledger: "Ledger", sheet: str, head: int | None = None, height: int = 1
) -> SheetOffer:
    """Return a sheet's head: where somebody says it is, else guessed; its columns as remembered."""
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.importers import ledger as reading
    from mediation_desk.importers import ledger_head, ledger_sums

    lines = ledger.heads[sheet]
    if head is not None:
        layout = ledger_head.at(lines, head, height)
    elif lines and _is_own(first := ledger_head.at(lines, lines[0].number, 1)):
        layout = first
    else:
        layout = ledger_head.find(lines)
    with desk.db.read() as session:
        kept = store.layout_kept(session, _signature(layout))
    units: Mapping[int, SumUnit] = {}
    if kept is not None:
        columns, units = kept
        usable = {f: c for f, c in columns.items() if f in FIELDS and c < len(layout.headings)}
        layout = replace(layout, columns=usable, remembered=True)
    if _is_own(layout):
        # The line with the unit stays in the ledger from which these lines were taken.
        told = enumerate(layout.units)
        layout = replace(layout, units=tuple(unit or units.get(place) for place, unit in told))
    samples = tuple(reading.samples(ledger, sheet, layout))
    return SheetOffer(
        sheet=sheet,
        layout=ledger_sums.settled(lines, layout, units),
        samples=samples,
        understood=tuple(ledger_sums.understood(some) for some in samples),
        told=layout.units,
    )


def _is_own(layout: Layout) -> bool:
    """Say whether a head is that of `problems_workbook`."""
    from mediation_desk.reports.problem_rows import added_headings

    added = added_headings()
    return layout.headings[-len(added) :] == added


def _signature(layout: Layout) -> str:
    """Return what a mapping is remembered by: the lines to be mended share their ledger's."""
    from mediation_desk.reports.problem_rows import added_headings

    kept = layout.headings[: -len(added_headings())] if _is_own(layout) else layout.headings
    return hashlib.sha256("\x1f".join(kept).encode()).hexdigest()


def dry_run(
    desk: Desk, ledger: "Ledger", sheet: str, layout: Layout, progress: Progress = untold
) -> DryRun:
    """Read every line and find problems and duplicates; nothing is saved."""
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.importers import ledger as reading

    _require_usable(layout)
    run = reading.read(ledger, sheet, layout, desk.today(), progress)
    with desk.db.read() as session:
        numbers, workers = store.known_numbers(session), store.known_workers(session)
        users = frozenset(user.name for user in centres.users(session))
        codes = store.known_codes(session)
    rows = tuple(_with_twins(with_near_codes(run.rows, codes), numbers, workers))
    return replace(run, rows=rows, remarks=tuple(_strangers(rows, layout, users)))


def _strangers(rows: Iterable[PastRow], layout: Layout, users: frozenset[str]) -> Iterator[str]:
    """Say once of each mediator who is no user of the centre that the name stays in the lines."""
    named = (row.case.mediator for row in rows if row.case is not None)
    found = Counter(name for name in named if name and name not in users)
    told = _(
        "“{heading}”: “{text}” ({n} lines) is no user of this centre and is kept in the line only."
    )
    for name, count in found.most_common(_MOST_STRANGERS):
        heading = layout.headings[layout.columns["mediator"]]
        yield told.format(heading=heading, text=name[:MOST_NAMED], n=count)
    if (left := len(found) - _MOST_STRANGERS) > 0:
        yield _("{n} more names of mediators are no users of this centre.").format(n=left)


def remember_columns(desk: Desk, layout: Layout) -> None:
    """Remember what the columns of a head hold, whether or not its lines come in."""
    desk.actor.require(Right.SUPERVISE)
    signature = _signature(layout)
    with desk.db.read() as session:
        known = store.layout_kept(session, signature)
    if known != (dict(layout.columns), store.units_of(layout)):
        with desk.db.write(desk.actor, "ledger_columns") as session:
            store.keep_layout(session, signature, layout)


def _require_usable(layout: Layout) -> None:
    if not layout.is_usable:
        raise Invalid(
            (
                Problem(
                    "columns",
                    _(
                        "Say which columns hold the applicant, the respondent and at least one of"
                        " the days of registration, acceptance or end."
                    ),
                ),
            )
        )
    open_ = [column for name, column in layout.sums if layout.unit(name) is None]
    if open_:
        said = _("Say in which unit the sums under “{heading}” are written.")
        headings = (layout.headings[column] for column in open_)
        raise Invalid(tuple(Problem("units", said.format(heading=one)) for one in headings))


def _with_twins(
    rows: Iterable[PastRow], numbers: Mapping[str, str], workers: Mapping[tuple[str, str], str]
) -> Iterator[PastRow]:
    """Mark what is in the centre already, or stands in the file twice."""
    seen_numbers: dict[str, int] = {}
    seen_workers: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.case is None:
            yield row
            continue
        plain = store.plain_number(row.number)
        keys = list(_keys(row))
        twin = _twin(plain, keys, numbers, workers) or _repeated(
            plain, keys, seen_numbers, seen_workers
        )
        if plain:
            seen_numbers.setdefault(plain, row.line)
        for key in keys:
            seen_workers.setdefault(key, row.line)
        yield replace(row, twin=twin) if twin else row


def _keys(row: PastRow) -> Iterator[tuple[str, str]]:
    """Yield each worker's identity number with each way in which the employer is known."""
    assert row.case is not None, "a row with problems has no twin"
    employer = row.case.respondent
    for worker in row.case.applicants:
        if worker.person.id_number:
            for known in filter(None, (employer.credit_code, folding.fold(employer.name))):
                yield worker.person.id_number, known


def _twin(
    plain: str,
    keys: list[tuple[str, str]],
    numbers: Mapping[str, str],
    workers: Mapping[tuple[str, str], str],
) -> Twin | None:
    if plain and plain in numbers:
        return Twin(_("The centre has case {number} already.").format(number=numbers[plain]), True)
    if known := next((workers[key] for key in keys if key in workers), None):
        said = _("The same worker against the same employer stands in case {number}.")
        return Twin(said.format(number=known), False)
    return None


def _repeated(
    plain: str,
    keys: list[tuple[str, str]],
    seen_numbers: Mapping[str, int],
    seen_workers: Mapping[tuple[str, str], int],
) -> Twin | None:
    if plain and plain in seen_numbers:
        said = _("The same case number stands in line {line}.")
        return Twin(said.format(line=seen_numbers[plain]), True)
    if line := next((seen_workers[key] for key in keys if key in seen_workers), None):
        said = _("The same worker against the same employer stands in line {line}.")
        return Twin(said.format(line=line), False)
    return None


def problems_workbook(desk: Desk, run: DryRun) -> bytes:
    """Return the lines with problems and the duplicates as .xlsx, to be corrected and read again.

    The head and the lines are as they stood, with all that was found in a column 问题 behind them.
    Sound lines with remarks come in as they are: they stand on a second sheet.
    """
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.reports.problem_rows import write_problem_rows

    told = [(row, (*told_of(row), *row.notes)) for row in run.rows]
    wrong, doubtful = (
        [
            (row.line, row.cells, "\n".join(said))
            for row, said in told
            if said and row.is_sound is sound
        ]
        for sound in (False, True)
    )
    return write_problem_rows(run.layout.headings, wrong, doubtful)


def told_of(row: PastRow) -> Iterator[str]:
    """Yield what is wrong with a line: problems by column, or of what it is a duplicate."""
    for heading, text in row.problems:
        yield _("“{column}”: {text}").format(column=heading, text=text) if heading else text
    if row.twin is not None:
        yield _("Duplicate: {text}").format(text=row.twin.text)


def bring_in(desk: Desk, run: DryRun, *, twins: bool = False, progress: Progress = untold) -> int:
    """Import what a dry run found sound, all of it or nothing; return the key of the import.

    `twins` takes likely duplicates too; what has the number of another case never comes in.
    Before many lines a backup is made.
    """
    desk.actor.require(Right.SUPERVISE)
    rows = run.chosen(twins)
    if not rows:
        raise DeskError(_("There is no line that can be imported."))
    keeping.before_import(desk, len(rows), progress)
    with desk.db.write(desk.actor, "import_ledger") as session:
        officers = {user.name: Officer(user.id, user.name) for user in centres.users(session)}
        numbers = store.known_numbers(session)
        if taken := next((r for r in rows if store.plain_number(r.number) in numbers), None):
            raise DeskError(_("The centre has case {number} already.").format(number=taken.number))
        store.keep_layout(session, _signature(run.layout), run.layout)
        key = store.add(session, run, rows, officers, desk.centre.number_pattern, progress)
        if not progress(len(rows), len(rows)):
            raise Stopped
        return key


def imports(desk: Desk) -> tuple[PastImport, ...]:
    """Return the imports of ledgers, the newest first."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        return store.imports(session)


def cases_of(desk: Desk, import_id: int) -> tuple[int, ...]:
    """Return the cases of an import, in the order of the ledger."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        return store.cases_of(session, import_id)


def take_back(desk: Desk, import_id: int) -> int:
    """Undo a whole import, unless something builds on it; return how many cases went."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "undo_ledger") as session:
        return store.take_back(session, import_id)
