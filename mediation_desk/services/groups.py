"""One form for all people of a case: as single files and as one PDF (批量文书).

The papers are made by processes of their own, so that the window goes on; what is on disk
already is not made again.
"""

import errno
import os
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, FileRefused, Stopped, Unprintable
from mediation_desk.domain.options import BODY_NATURE
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import claims
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.services.group_kept import Kept
from mediation_desk.storage import cases

if TYPE_CHECKING:
    from mediation_desk.documents.bulk import Order, Sheet
    from mediation_desk.documents.presses import Task
    from mediation_desk.services.papers import ComposedPaper

Part = TypeVar("Part")
Progress = Callable[[int, int], bool]
_WITH_AWARDS = frozenset({claims.SHEET_OF_CASE, claims.SHEET_OF_WORKER})
_PAPER, _BOOK = (".docx", ".pdf"), ".xlsx"
_AT_ONCE = 4
"""Papers that a process makes before it tells."""
_WORTH_A_PROCESS = 8
_MOST_PROCESSES = 2  # each takes some 100 MiB


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupForm:
    """A form that can be made for many: for whom, by key and name."""

    code: str
    title: str
    people: tuple[tuple[str, str], ...]
    apart: bool = False

    @property
    def has_books(self) -> bool:
        """Say whether each also has a workbook with formulas: a worker's sheet has."""
        return self.code == claims.SHEET_OF_WORKER


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMade:
    """What came of a run: how many were made and kept, who was left out and why.

    `unprintable` are the characters without a font for which somebody was left out; `books` counts
    the workbooks that lie there.
    """

    made: int
    kept: int
    refused: tuple[tuple[str, str], ...]
    missing: tuple[tuple[str, tuple[str, ...]], ...]
    joined: Path | None = None
    stopped: bool = False
    unprintable: tuple[str, ...] = ()
    books: int = 0


def forms(desk: Desk, case: CaseFile) -> tuple[GroupForm, ...]:
    """Return the forms that can be made for many, those of the whole case for each worker apart."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.catalogue import case_of, form_of
    from mediation_desk.services import papers

    found = []
    for offer in papers.offered(case, desk.today()):
        if len(offer.subjects) > 1:
            found.append(GroupForm(code=offer.code, title=offer.title, people=offer.subjects))
        elif offer.apart:
            about = case_of(form_of(offer.code), case)
            workers = tuple((str(worker.id), worker.person.name) for worker in about.applicants)
            found.append(GroupForm(code=offer.code, title=offer.title, people=workers, apart=True))
    return tuple(found)


def write(
    desk: Desk,
    case_id: int,
    form: GroupForm,
    folder: Path,
    progress: Progress,
    *,
    single: bool = True,
    joined: bool = False,
    own_sheets: bool = False,
    books: bool = False,
) -> GroupMade:
    """Write a form for everybody into a folder; what lies there unchanged is kept.

    `single` writes a .docx and a PDF for each, `joined` one PDF with an outline, for printing on
    both sides with `own_sheets`, `books` of a worker's sheet the workbooks. Told to stop, it
    leaves what is made and goes on from there the next time.
    """
    desk.actor.require(Right.READ)
    order = replace(_order(desk, case_id, form), own_sheets=own_sheets)
    wanted = books and form.has_books
    run = Run(order, form, folder, progress, single=single, joined=joined, books=wanted)
    return run.made()


def compose(
    desk: Desk, case_id: int, code: str, people: Sequence[tuple[str, str]], progress: Progress
) -> "list[ComposedPaper]":
    """Make the papers of a form for some people, to be issued; nobody looks at their PDF."""
    desk.actor.require(Right.READ)
    from mediation_desk.documents.bulk import Maker
    from mediation_desk.services.papers import ComposedPaper, template_digest

    template = template_digest(desk, code)
    maker = Maker(_order(desk, case_id, GroupForm(code=code, title="", people=tuple(people))))
    made: list[ComposedPaper] = []
    for part in _parts(people):
        if not progress(len(made), len(people)):
            raise Stopped
        for sheet, (key, label) in zip(
            maker.make([key for key, _label in part], pdf=False), part, strict=True
        ):
            if sheet.unprintable:
                raise Unprintable(f"{label}：{sheet.refused}", sheet.unprintable, sheet.docx)
            if sheet.refused:
                raise DeskError(f"{label}：{sheet.refused}")
            made.append(
                ComposedPaper(
                    code=code,
                    title=sheet.title,
                    subject=key,
                    subject_label=label,
                    docx=sheet.docx,
                    pdf=sheet.pdf,
                    missing=sheet.missing,
                    template=template,
                    given=sheet.given,
                )
            )
    return made


def _order(desk: Desk, case_id: int, form: GroupForm) -> "Order":
    from mediation_desk.documents.bulk import Order

    with desk.db.read() as session:
        case = cases.file(session, case_id)
    with i18n.speaking(i18n.CHINESE):
        awards = claims.awards(desk, case) if form.code in _WITH_AWARDS else {}
    return Order(
        code=form.code,
        case=case,
        centre=desk.centre,
        on=desk.today(),
        nature=desk.option(BODY_NATURE),
        apart=form.apart,
        own=desk.own_template(form.code),
        awards=awards,
        house=desk.law.house,
        language=i18n.language(),
    )


class Run:
    """One run: the order, for whom, and where the files go."""

    def __init__(
        self,
        order: "Order",
        form: GroupForm,
        folder: Path,
        progress: Progress,
        *,
        single: bool,
        joined: bool,
        books: bool = False,
    ) -> None:
        self._order, self._form, self._folder = order, form, folder
        self._progress, self._single, self._joined = progress, single, joined
        self._books = books
        self._names = _file_names(order.case.number, form)
        self._kept = Kept(folder, order)
        self._refused: dict[str, str] = {}
        self._missing: dict[str, tuple[str, ...]] = {}
        self._unprintable: dict[str, None] = {}
        self._done, self._made = 0, 0

    def made(self) -> GroupMade:
        """Make what is missing."""
        from mediation_desk.documents.presses import PressEnded

        people = dict(self._form.people)
        wanted = [key for key in people if not self._kept.has(key, self._names[key], _PAPER)]
        todo = wanted if self._single else []
        books = self._books_lacking()
        total = len(todo) + len(books) + (len(people) if self._joined else 0)
        stopped = False
        joined = None
        try:
            stopped = self._write_single(todo, total) or self._write_books(books, total)
            if self._joined and not stopped:
                joined = self._write_joined(total)
                stopped = joined is None
        except PressEnded:
            for key in wanted:
                if not self._kept.has(key, self._names[key], _PAPER):
                    self._refused.setdefault(key, _("The process that made it ended early."))
        finally:
            self._kept.save()
        return GroupMade(
            made=self._made,
            kept=len(people) - len(wanted) if self._single else 0,
            refused=tuple((people[key], why) for key, why in self._refused.items()),
            missing=tuple((people[key], names) for key, names in self._missing.items() if names),
            joined=joined,
            stopped=stopped,
            unprintable=tuple(self._unprintable),
            books=len(people) - len(self._books_lacking()) if self._books else 0,
        )

    def _books_lacking(self) -> list[str]:
        if not self._books:
            return []
        return [
            key
            for key, name in self._names.items()
            if not self._kept.has(f"{key}{_BOOK}", name, (_BOOK,))
        ]

    def _write_books(self, todo: Sequence[str], total: int) -> bool:
        """Make a workbook with formulas for each; return whether it was stopped."""
        for key in todo:
            book = claims.book_of(self._order.case, self._order.awards, self._order.on, [int(key)])
            if self._written(key, _BOOK, book):
                self._kept.add(f"{key}{_BOOK}", book)
            self._done += 1
            if not self._progress(self._done, total):
                return True
        return False

    def _write_single(self, todo: Sequence[str], total: int) -> bool:
        """Make a .docx and a PDF for each; return whether it was stopped."""
        tasks: list[Task] = [("make", part) for part in _parts(todo)]
        with closing(_answers(self._order, tasks, len(todo), _MOST_PROCESSES)) as answers:
            for sheets in answers:
                for sheet in sheets:
                    self._keep(sheet)
                if not self._progress(self._done, total):
                    return True
        return False

    def _keep(self, sheet: "Sheet") -> None:
        self._done += 1
        if sheet.docx and not self._written(sheet.key, ".docx", sheet.docx):
            return
        if sheet.refused:
            self._leave_out(sheet)
            return
        if not self._written(sheet.key, ".pdf", sheet.pdf):
            return
        self._kept.add(sheet.key, sheet.docx, sheet.pdf)
        self._missing[sheet.key] = sheet.missing
        self._made += 1

    def _written(self, key: str, ending: str, data: bytes) -> bool:
        """Write a file; one that lies there and is held, as by who reads it, is left out alone."""
        path = self._folder / f"{self._names[key]}{ending}"
        try:
            write_whole(path, data)
        except FileRefused as error:
            if not os.path.lexists(path) or _is_full(error):
                raise
            self._refused[key] = str(error)
            return False
        return True

    def _leave_out(self, sheet: "Sheet") -> None:
        self._refused[sheet.key] = sheet.refused
        self._unprintable.update(dict.fromkeys(sheet.unprintable))

    def _write_joined(self, total: int) -> Path | None:
        """Bind all into one PDF; None when it was stopped."""
        people = self._form.people
        tasks: list[Task] = [("bind", part) for part in _parts(people)]
        with closing(_answers(self._order, [*tasks, ("finish",)], len(people), 1)) as answers:
            for number in range(1, len(tasks) + 1):
                for sheet in next(answers):
                    self._missing[sheet.key] = sheet.missing
                    if sheet.refused:
                        self._leave_out(sheet)
                done = self._done + min(number * _AT_ONCE, len(people))
                if not self._progress(done, total):
                    return None
            if len(self._refused) == len(people):
                return None
            name = safe_name(f"{self._order.case.number} {self._form.title}")
            return write_whole(self._folder / f"{name}.pdf", next(answers))


def _is_full(error: FileRefused) -> bool:
    """Say whether there is no room, so that no other file could be written either."""
    cause = error.__cause__
    return isinstance(cause, OSError) and cause.errno == errno.ENOSPC


def _file_names(number: str, form: GroupForm) -> dict[str, str]:
    """Return a file name for everybody, numbered as they stand, so that namesakes differ."""
    digits = len(str(len(form.people)))
    return {
        key: safe_name(f"{number} {form.title} {place:0{digits}} {label}")
        for place, (key, label) in enumerate(form.people, 1)
    }


def _answers(
    order: "Order", tasks: "Sequence[Task]", papers: int, most: int
) -> Generator[Any, None, None]:
    """Have tasks done by processes; here for a few papers, or where no process begins."""
    from mediation_desk.documents.bulk import Maker
    from mediation_desk.documents.presses import PressEnded, Presses

    answered = False
    if papers >= _WORTH_A_PROCESS:
        try:
            with Presses(order, min(most, os.cpu_count() or 1)) as presses:
                for answer in presses.answers(tasks):
                    answered = True
                    yield answer
        except PressEnded:
            if answered:
                raise
    if not answered:
        maker = Maker(order)
        for name, *what in tasks:
            yield getattr(maker, name)(*what)


def _parts(everybody: Sequence[Part]) -> Iterator[Sequence[Part]]:
    for start in range(0, len(everybody), _AT_ONCE):
        yield everybody[start : start + _AT_ONCE]
