"""Past cases in the file: finding those that are there, writing very many, taking them back."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Table, delete, exists, or_, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from mediation_desk.domain.case import CaseFile, Side
from mediation_desk.domain.errors import DeskError, Stopped
from mediation_desk.domain.identifiers import format_case_number
from mediation_desk.domain.past_cases import DryRun, Layout, PastImport, PastRow, SumUnit
from mediation_desk.domain.people import Officer
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.storage import folding, retired_keys
from mediation_desk.storage.bulk import SLICE, Loader
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.journalling import note, state
from mediation_desk.storage.reading import one
from mediation_desk.storage.records import (
    CaseRecord,
    EmployerRecord,
    PartyRecord,
    PastCaseRecord,
    PastImportRecord,
    PastLayoutRecord,
    PersonRecord,
    Record,
    VoidNumberRecord,
)

SERIES = "past"
"""The series of numbers for cases whose ledger gives none, apart from those of today."""

_OWN = (
    *("search_row", "statement", "claim", "payment", "money_row", "settlement", "step_taken"),
    "proceeding",
    *("past_case", "party"),
)
"""Tables with rows of an import, those that point to others first."""

Progress = Callable[[int, int], bool]


def known_numbers(session: Session) -> dict[str, str]:
    """Return the numbers of all cases, void ones too, by their folded form."""
    found: dict[str, str] = {}
    for query in (select(CaseRecord.number), select(VoidNumberRecord.number)):
        found |= {plain_number(number): number for number in session.scalars(query)}
    return found


def plain_number(number: str) -> str:
    """Return what two ways of writing a number have in common: brackets and width do not count."""
    return re.sub(r"[\s〔〕\[\]()【】（）]+", "", folding.fold(number))


def known_workers(session: Session) -> dict[tuple[str, str], str]:
    """Return the number of a case by its worker's identity number and its employer.

    The employer stands under the credit code and under the name.
    """
    query = (
        select(
            PersonRecord.id_number,
            EmployerRecord.credit_code,
            EmployerRecord.name,
            CaseRecord.number,
        )
        .join(PartyRecord, PartyRecord.person_id == PersonRecord.id)
        .join(CaseRecord, CaseRecord.id == PartyRecord.case_id)
        .join(EmployerRecord, EmployerRecord.id == CaseRecord.employer_id)
        .where(PersonRecord.id_number != "", PartyRecord.side == Side.APPLICANT)
    )
    found: dict[tuple[str, str], str] = {}
    for worker, code, name, number in session.execute(query):
        for employer in filter(None, (code, folding.fold(name))):
            found[worker, employer] = number
    return found


def known_codes(session: Session) -> list[tuple[str, str]]:
    """Return name and credit code of the employers that have one."""
    query = select(EmployerRecord.name, EmployerRecord.credit_code)
    rows = session.execute(query.where(EmployerRecord.credit_code != ""))
    return [(name, code) for name, code in rows]


_UNITS_KEPT = "units"


def layout_kept(
    session: Session, signature: str
) -> tuple[dict[str, int], dict[int, SumUnit]] | None:
    """Return which column of a head held what, and in which units sums stood, if confirmed."""
    query = select(PastLayoutRecord.columns).where(PastLayoutRecord.signature == signature)
    held = session.scalar(query)
    if held is None:
        return None
    columns = json.loads(held)
    units = {int(column): SumUnit(unit) for column, unit in columns.pop(_UNITS_KEPT, {}).items()}
    return columns, units


def keep_layout(session: Session, signature: str, layout: Layout) -> None:
    """Remember which column of a head holds what, and in which units its sums stand."""
    query = select(PastLayoutRecord).where(PastLayoutRecord.signature == signature)
    record = session.scalar(query)
    kept: dict[str, object] = dict(layout.columns)
    if units := units_of(layout):
        kept[_UNITS_KEPT] = units
    columns = json.dumps(kept, sort_keys=True)
    if record is None:
        session.add(PastLayoutRecord(signature=signature, columns=columns))
    elif record.columns != columns:
        record.columns = columns
    session.flush()


def units_of(layout: Layout) -> dict[int, SumUnit]:
    """Return the units of a layout that are kept: those of columns with sums."""
    return {column: unit for name, column in layout.sums if (unit := layout.unit(name))}


def add(
    session: Session,
    run: DryRun,
    rows: Sequence[PastRow],
    officers: Mapping[str, Officer],
    pattern: str,
    progress: Progress,
) -> int:
    """Write the cases of an import; return its key. Stopping it leaves nothing behind."""
    _alone(session)
    loader = Loader(session)
    before = loader.last["employer"]
    record = PastImportRecord(
        file=run.file,
        digest=run.digest,
        sheet=run.sheet,
        headings=json.dumps(run.layout.headings, ensure_ascii=False),
        cases=len(rows),
        first_employer=before + 1,
        last_employer=before,
        imported_at=state(session).at,
        imported_by=state(session).actor.name,
        keys="{}",
    )
    session.add(record)
    session.flush()
    for done, (row, case, end) in enumerate(_files(session, rows, officers), 1):
        key = loader.take(case, end)
        cells = json.dumps(row.cells, ensure_ascii=False, separators=(",", ":"))
        loader.put(
            PastCaseRecord,
            case_id=key,
            import_id=record.id,
            line=row.line,
            cells=cells,
            hearings=row.case.hearings if row.case else None,
        )
        if done % SLICE == 0:
            loader.store()
            if not progress(done, len(rows)):
                raise Stopped
    loader.store()
    loader.leave_keys()
    record.last_employer = loader.last["employer"]
    record.keys = retired_keys.text_of(loader.last)
    session.flush()
    _pass_numbers(session, pattern, (row.number for row in rows))
    note(session, {"file": run.file, "cases": len(rows), "sha256": run.digest})
    return record.id


def _alone(session: Session) -> None:
    """Keep others on a server from taking the keys that are given here."""
    if session.get_bind().dialect.name == "postgresql":
        names = "mediation_case, person, employer, party, claim, settlement, money_row, payment"
        session.execute(text(f"LOCK TABLE {names}, step_taken IN EXCLUSIVE MODE"))


def _files(
    session: Session, rows: Iterable[PastRow], officers: Mapping[str, Officer]
) -> Iterator[tuple[PastRow, CaseFile, Stage | None]]:
    """Yield the cases; one without a number gets one of a series of its own."""
    for row in rows:
        past = row.case
        assert past is not None, "only what can be imported is imported"
        case = past.file(officers.get(past.mediator))
        if not case.number:
            year = past.received_on.year
            number = f"历史〔{year}〕{next_number(session, year, series=SERIES)}号"
            case = replace(case, number=number)
        yield row, case, past.end


def _pass_numbers(session: Session, pattern: str, numbers: Iterable[str]) -> None:
    """Let the counters of today's numbers go on behind imported ones of the same pattern."""
    marked = re.escape(format_case_number(pattern, 1111, 2222222))
    form = re.compile(
        marked.replace("1111", "(?P<year>[0-9]{4})", 1).replace("2222222", "(?P<number>[0-9]+)", 1)
    )
    highest: dict[int, int] = {}
    for number in numbers:
        if found := form.fullmatch(number):
            year = int(found["year"])
            highest[year] = max(highest.get(year, 0), int(found["number"]))
    for year, last in highest.items():
        first = next_number(session, year, 0)
        if last >= first:
            next_number(session, year, last - first + 1)


def imports(session: Session) -> tuple[PastImport, ...]:
    """Return the imports, the newest first."""
    query = select(PastImportRecord).order_by(PastImportRecord.id.desc())
    return tuple(
        PastImport(
            id=record.id,
            file=record.file,
            sheet=record.sheet,
            cases=record.cases,
            imported_at=record.imported_at,
            imported_by=record.imported_by,
            taken_back_at=record.taken_back_at,
        )
        for record in session.scalars(query)
    )


def cases_of(session: Session, import_id: int) -> tuple[int, ...]:
    """Return the cases of an import, in the order of the ledger."""
    query = select(PastCaseRecord.case_id).where(PastCaseRecord.import_id == import_id)
    return tuple(session.scalars(query.order_by(PastCaseRecord.line)))


def take_back(session: Session, import_id: int) -> int:
    """Remove every case of an import, if nothing builds on any of them; return how many."""
    record = one(session, PastImportRecord, import_id)
    if record.taken_back_at is not None:
        raise DeskError(_("This was undone already."))
    ours = select(PastCaseRecord.case_id).where(PastCaseRecord.import_id == import_id)
    changed = select(CaseRecord.number).where(CaseRecord.id.in_(ours), CaseRecord.version > 1)
    if (number := session.scalar(changed.limit(1))) is not None:
        raise DeskError(_moved_on(number))
    record.taken_back_at = state(session).at
    session.flush()
    try:
        _remove(session, record)
    except IntegrityError as error:
        raise DeskError(_moved_on("")) from error
    note(session, {"file": record.file, "cases": record.cases, "undone": True})
    return record.cases


def _moved_on(number: str) -> str:
    if not number:
        return _("The import can no longer be undone: something else builds on one of its cases.")
    return _("The import can no longer be undone: case {number} was changed since.").format(
        number=number
    )


def _remove(session: Session, record: PastImportRecord) -> None:
    connection = session.connection()
    tables = Record.metadata.tables
    case_ids = select(PastCaseRecord.case_id).where(PastCaseRecord.import_id == record.id)
    keys = list(session.scalars(case_ids))
    first, last = (min(keys), max(keys)) if keys else (0, -1)
    parties = select(PartyRecord.id).where(PartyRecord.case_id.between(first, last))
    settled = select(tables["settlement"].c.id).where(
        tables["settlement"].c.case_id.between(first, last)
    )
    named = select(PartyRecord.person_id).where(PartyRecord.case_id.between(first, last))
    people = [key for key in session.scalars(named) if key is not None]
    for name in _OWN:
        table = tables[name]
        if name == "claim":
            connection.execute(delete(table).where(table.c.party_id.in_(parties)))
        elif name == "money_row":
            connection.execute(delete(table).where(table.c.settlement_id.in_(settled)))
        else:
            connection.execute(delete(table).where(table.c.case_id.between(first, last)))
    cases = tables["mediation_case"]
    connection.execute(delete(cases).where(cases.c.id.between(first, last)))
    if people:
        person = tables["person"]
        connection.execute(delete(person).where(person.c.id.between(min(people), max(people))))
    _remove_employers(session, record)
    session.expire_all()


def _remove_employers(session: Session, record: PastImportRecord) -> None:
    """Remove the employers that came with an import, but for those named elsewhere by now."""
    employer: Table = Record.metadata.tables["employer"]
    used = [
        exists().where(key.parent == employer.c.id)
        for table in Record.metadata.sorted_tables
        for key in table.foreign_keys
        if key.target_fullname == "employer.id"
    ]
    session.connection().execute(
        delete(employer).where(
            employer.c.id.between(record.first_employer, record.last_employer), ~or_(*used)
        )
    )
