"""Marks in every field of an encrypted centre: none is readable in a byte left on disk (P26)."""

import base64
import json
import logging
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from pathlib import Path

from mediation_desk.domain.dossier import Volume
from mediation_desk.domain.period import Period, Span
from mediation_desk.services import (
    backups,
    browse,
    claims,
    dossier,
    drafts,
    intake,
    logs,
    papers,
    parties,
    platforms,
    statistics,
    text_reports,
)
from mediation_desk.services.desk import Desk
from mediation_desk.ui.crash_report import crash_report
from mediation_desk.ui.log_file import keep_log
from tests.faults import centre
from tests.faults.harness import Bench, Harness

LAST = 13
"""The number of what a day ends with, again and again."""
log = logging.getLogger("mediation_desk.ui.start")
_TELLING = 8
_STREAM = re.compile(rb"x[\x01\x5e\x9c\xda]|\x1f\x8b\x08")


def run(bench: Bench) -> None:
    """Work a day with marked words, be killed, and look at every byte that is left."""
    for n in bench.each():
        path = centre.fresh(bench, encrypted=not bench.broken)
        marks = [f"暗记{bench.chance.randrange(10**9):09d}号{place}" for place in range(40)]
        home, scratch = path.parent / "home", path.parent / "temporary"
        scratch.mkdir()

        def works(ack: centre.Ack, path=path, marks=marks, home=home, scratch=scratch) -> None:
            os.environ |= {"MEDIATION_DESK_HOME": str(home), "TMPDIR": str(scratch)}
            _day(path, iter(marks), ack)

        with centre.child(works) as child:
            wanted = bench.chance.randrange(4, LAST + 1)
            child.until(wanted)
            child.kill()
        bench.acts += len(child.promised)
        if len(child.promised) < wanted:
            bench.lost(f"round {n}: the day ended after {len(child.promised)} acts")
        for where in found_in(path.parent, marks, set()):
            bench.lost(f"round {n}: {where}")


def _day(path: Path, marks: Iterator[str], ack: centre.Ack) -> None:
    """Do what a day brings, with a mark in every field that takes words."""
    keep_log()
    desk = centre.at_desk(path)
    told = centre.application(next(marks))
    worker = replace(told.applicants[0], person=_marked(told.applicants[0].person, marks))
    employer = _marked(told.respondent, marks)
    told = replace(
        told, applicants=(worker,), respondent=employer, facts=next(marks), requests=next(marks)
    )
    case_id = intake.register(desk, told).id
    ack(1)
    drafts.keep(desk, "intake", {"facts": next(marks), "name": next(marks)})
    ack(2)
    case = browse.case_file(desk, case_id)
    parties.change_employer(desk, case_id, case.version, _marked(employer, marks))
    ack(3)
    paper = papers.compose(
        desk, case_id, papers.offered(browse.case_file(desk, case_id), desk.today())[0].code
    )
    papers.issue(desk, case_id, browse.case_file(desk, case_id).version, paper)
    ack(4)
    backups.backup(desk, path.with_name("copy.deskbackup"))
    ack(5)
    logs.month_log(desk, desk.today().year, desk.today().month, "xlsx")
    ack(6)
    claims.workbook(desk, case_id)
    ack(7)
    _given_out(desk, case_id, marks, ack)
    while True:
        drafts.keep(desk, "intake", {"facts": told.facts})
        ack(LAST)


def _given_out(desk: Desk, case_id: int, marks: Iterator[str], ack: centre.Ack) -> None:
    """Make what holds a case's words besides papers: they go to who asked, and nowhere else."""
    month = Period.of(Span.MONTH, desk.today().year, desk.today().month)
    text_reports.issue(desk, text_reports.draft(desk, month, whole=True), "docx")
    ack(8)
    book = statistics.month_book(desk, month)
    statistics.book_bytes(desk, book, "pdf")
    statistics.book_bytes(desk, book, "xlsx")
    ack(9)
    dossier.compose(desk, case_id, Volume.MAIN, lambda _done, _steps: True)
    ack(10)
    sheet = platforms.open_sheet(desk, case_id, platforms.platforms(desk)[0].id)
    platforms.whole_table(desk, sheet)
    ack(11)
    try:
        _fails_with(next(marks))
    except ValueError as error:  # as the window reports a bug: to the log, and to be copied
        log.error("bug in the window\n%s", crash_report(error))
    ack(12)


def _fails_with(mark: str) -> None:
    """Fail as a bug does, with a person's words in the message and among the values."""
    raise ValueError(f"could not take {mark}")


def _marked(value, marks: Iterator[str]):
    """Return a value with marks where its words are free."""
    free = {"name", "address", "note", "work_address", "workplace", "bank", "legal_representative"}
    given = {f.name: next(marks) for f in fields(value) if f.name in free}
    return replace(value, **given)


# -- looking at bytes ------------------------------------------------------------------------


def found_in(folder: Path, marks: Iterable[str], skipped: set[Path]) -> list[str]:
    """Return in which files a mark can be read, in any of the ways that words are written."""
    ways = {way: mark for mark in marks for way in _ways(mark)}
    if not ways:
        return []
    pattern = re.compile(b"|".join(re.escape(way) for way in ways))
    found = []
    for path in sorted(folder.rglob("*")):
        if path in skipped or not path.is_file():
            continue
        for data in _layers(path.read_bytes()):
            if hit := pattern.search(data):
                found.append(f"{ways[hit[0]]} can be read in {path.name}")
                break
    return found


def _ways(mark: str) -> Iterator[bytes]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030"):
        plain = mark.encode(encoding)
        yield plain
        for shift in range(3):  # the middle of what base64 makes of it, wherever it begins
            middle = base64.b64encode(bytes(shift) + plain)[4:-4]
            if len(middle) >= _TELLING:  # of a short mark nothing is left that would tell of it
                yield middle
    yield json.dumps(mark).strip('"').encode()


def _layers(data: bytes) -> Iterator[bytes]:
    """Return the bytes, and what is packed in them."""
    yield data
    for start in _STREAM.finditer(data):
        unpacking = zlib.decompressobj(wbits=47)
        try:
            unpacked = unpacking.decompress(data[start.start() :], 1 << 22)
        except zlib.error:
            continue
        if len(unpacked) > 16:
            yield unpacked


HARNESS = Harness(
    name="canary",
    promise="P26",
    blow="days of work with marks in every field of an encrypted centre, killed, every byte read",
    quick=1,
    full=40,
    control=1,
    run=run,
    broken="a plain file",
)
