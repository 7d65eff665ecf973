"""A group's roster from .xlsx, .csv or the clipboard, read as a dry run (试导入)."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path

from mediation_desk.domain import intake
from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.roster import Roster
from mediation_desk.i18n import _
from mediation_desk.importers import cells, delimited, files, headings, told, worker
from mediation_desk.importers.grid import Line, is_blank, shown
from mediation_desk.importers.headings import Layout
from mediation_desk.importers.worker import Reading
from mediation_desk.security import apart

_SUMS = frozenset({"合计", "总计", "小计", "共计"})
_ZIPPED = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_NO_SHEETS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_ON_END = 3
"""So many empty lines on end are named one by one."""
_LOOKED_AT = 60  # enough to find the headings, or to tell columns by what stands in them


def read_roster(path: Path, today: date) -> Roster:
    """Read a roster from an .xlsx or .csv file; what the file is decides, not its name."""
    said = apart.parts(lines_of, files.content(path), path.name)
    return _roster(told.heard_lines(said), today)


def lines_of(data: bytes) -> Iterator[object]:
    """Tell the lines of a workbook or of a text; called apart."""
    refuse_others(data)
    if data.startswith(_ZIPPED):
        from mediation_desk.importers import workbook  # openpyxl takes 0.3 s to load

        yield from told.lines(workbook.lines(data))
    else:
        yield from told.lines(delimited.lines(delimited.decode(data)))


def refuse_others(data: bytes) -> None:
    """Refuse what is neither a workbook of today nor a text."""
    if data.startswith(_OLD_OFFICE):
        raise FileRefused(
            _("The file is an old .xls workbook or has a password. Save it as .xlsx without one.")
        )
    if data.startswith(_NO_SHEETS):
        raise FileRefused(_("The file is not a spreadsheet. A roster is an .xlsx or .csv file."))


def read_pasted(text: str, today: date) -> Roster:
    """Read a roster pasted from a spreadsheet, with or without its headings."""
    if not text.strip():
        raise FileRefused(_("Nothing was pasted. Copy the rows in Excel or WPS first."))
    if len(text) > files.MOST_BYTES:
        raise FileRefused(_("The pasted text is too long. Is it the right one?"))
    said = apart.parts(pasted, text.encode(errors="surrogatepass"), _("The clipboard"))
    return _roster(told.heard_lines(said), today)


def pasted(data: bytes) -> Iterator[object]:
    """Tell the lines of what was pasted; called apart."""
    yield from told.lines(delimited.lines(data.decode(errors="surrogatepass")))


def _roster(lines: Iterator[Line], today: date) -> Roster:
    head = list(islice(lines, _LOOKED_AT))
    layout = headings.find(head)
    readings: list[Reading] = []
    skipped = Skipped()
    for line in chain(head[layout.first :], lines):
        if not _has_worker(line, layout):
            skipped.note(line, empty=_is_empty(line, layout))
            continue
        if len(readings) == intake.MOST_APPLICANTS:
            raise FileRefused(
                _(
                    "The roster has more than {n} workers. "
                    "One case takes at most {n}; divide the group."
                ).format(n=intake.MOST_APPLICANTS)
            )
        readings.append(worker.read(line, layout, today))
    if not readings:
        raise FileRefused(_("There are no workers below the headings."))
    _find_rounded(readings)
    _find_repeated(readings)
    return Roster(
        rows=tuple(reading.row() for reading in readings),
        matched=tuple(layout.headings.values()),
        unknown=layout.unknown,
        skipped=skipped.sentences(readings[-1].line.number),
    )


def _has_worker(line: Line, layout: Layout) -> bool:
    """Say whether a line is a worker's: not empty, not a sum, not the headings again."""
    if _is_empty(line, layout):
        return False
    name = shown(line.cell(layout.columns["person.name"]))
    first = next(shown(cell) for cell in line.cells if not is_blank(cell))
    if {"".join(text.split()).rstrip(":：") for text in (name, first)} & _SUMS:
        return False
    return headings.field_of(name) != "person.name"


def _is_empty(line: Line, layout: Layout) -> bool:
    return all(is_blank(line.cell(column)) for column in layout.columns.values())


class Skipped:
    """The lines that are no worker's; many empty ones on end are one sentence."""

    def __init__(self) -> None:
        self._others: list[int] = []
        self._empty: list[list[int]] = []
        self._unwritten: set[int] = set()

    def note(self, line: Line, *, empty: bool) -> None:
        """Remember a line that was left out."""
        if all(cell is None for cell in line.cells):
            self._unwritten.add(line.number)
        if not empty:
            self._others.append(line.number)
        elif self._empty and self._empty[-1][-1] == line.number - 1:
            self._empty[-1].append(line.number)
        else:
            self._empty.append([line.number])

    def sentences(self, last: int) -> tuple[str, ...]:
        """Return a sentence for each line in their order, one for a long run of empty ones.

        Nothing is said of the unwritten end of a sheet below its `last` worker.
        """
        told: list[tuple[int, str]] = []
        for lines in self._empty:
            run = [number for number in lines if number < last or number not in self._unwritten]
            if not run:
                continue
            if len(run) > _ON_END:
                text = _("Lines {first} to {last} are empty and were left out.")
                told.append((run[0], text.format(first=run[0], last=run[-1])))
            else:
                text = _("Line {line} is empty and was left out.")
                told += [(number, text.format(line=number)) for number in run]
        text = _("Line {line} is a sum or a heading, no worker, and was left out.")
        told += [(number, text.format(line=number)) for number in self._others]
        return tuple(said for _number, said in sorted(told))


def _find_rounded(readings: Sequence[Reading]) -> None:
    """Doubt every number that ends in 000 where another one of the column was rounded."""
    lost = str(cells.lost_digits())
    if any(reading.reasons.get("person.id_number") == lost for reading in readings):
        for reading in readings:
            if cells.is_rounded(reading.applicant.person.id_number):
                reading.refuse("person.id_number", lost)


def _find_repeated(readings: Sequence[Reading]) -> None:
    """Name workers who stand there twice: by number, or without one by name and telephone."""
    seen: dict[tuple[str, ...], Reading] = {}
    for reading in readings:
        person = reading.applicant.person
        key = (person.id_number,) if person.id_number else (person.name, person.phone)
        other = seen.setdefault(key, reading)
        if other is reading or not any(key):
            continue
        if person.id_number:
            field, text = (
                "person.id_number",
                _("The same identity number as {name} in line {line}."),
            )
        else:
            field, text = "person.name", _("The same name and telephone as {name} in line {line}.")
        reading.refuse(field, text.format(name=other.applicant.person.name, line=other.line.number))
