"""Materials of a case (证据材料): taking them in, telling what they are, showing and removing."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediation_desk.documents import photographs
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import (
    CaseLocked,
    FileRefused,
    Invalid,
    NotFound,
    Problem,
    require,
)
from mediation_desk.domain.materials import (
    ENDINGS,
    LARGEST_SHOWN,
    RUNS,
    EvidenceKind,
    Material,
    MaterialUse,
    Media,
    problems,
)
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _
from mediation_desk.importers.files import opened
from mediation_desk.importers.materials import (
    Incoming,
    changing,
    incoming,
    mark_of,
    recognised,
)
from mediation_desk.security.apart import Reader
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import not_written, safe_name, write_whole
from mediation_desk.storage import material_files as files
from mediation_desk.storage import materials as store

__all__ = ["Incoming", "Reader", "incoming", "recognised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A material to look at: a PDF, or the pages of a picture as they are bound."""

    pdf: bytes = b""
    pictures: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A content that is stored for good and waits for the row that points to it."""

    media: Media
    file_name: str
    kept: files.Stored
    blob: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """A file in the folder of a scanner."""

    path: Path
    size: int
    changed: float
    came: float
    """When it was written or put there: what is copied keeps the time of its last change."""

    @property
    def mark(self) -> str:
        """What tells this file from another one of the same name."""
        return f"{self.path.name}|{self.size}|{int(self.changed)}"


MOST_SCANS = 40


def scans(folder: Path) -> tuple[Scan, ...]:
    """Return the files in the folder of a scanner, the newest first; what is no file is not."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False) and not entry.name.startswith((".", "~")):
                    told = entry.stat(follow_symlinks=False)
                    path = folder / entry.name
                    changed, came = told.st_mtime, max(told.st_mtime, told.st_ctime)
                    found.append(Scan(path=path, size=told.st_size, changed=changed, came=came))
    except OSError as error:
        raise FileRefused(_("The folder {folder} cannot be read.").format(folder=folder)) from error
    found.sort(key=lambda scan: scan.came, reverse=True)
    return tuple([scan for scan in found if scan.size][:MOST_SCANS])


def usual(desk: Desk, case: CaseFile, came: Incoming) -> Material:
    """Return what is proposed to be said of a file that came in."""
    desk.actor.require(Right.READ)
    side = case.applied_by
    by = case.respondent.employer.name if side is Side.RESPONDENT else ""
    if side is Side.APPLICANT and case.applicants:
        by = case.applicants[0].person.name
    return Material(
        name=came.name,
        kind=_KINDS.get(came.media, EvidenceKind.DOCUMENT),
        side=side,
        brought_by=by,
        received_on=desk.today(),
        pages=came.pages,
        media=came.media,
        file_name=came.file_name,
    )


_KINDS = {Media.AUDIO: EvidenceKind.RECORDING, Media.VIDEO: EvidenceKind.RECORDING}


def joined(pages: Sequence[Incoming], name: str) -> Incoming:
    """Make one material of photographed pages, in their order."""
    from mediation_desk.documents.binding import joined_pictures  # ReportLab, when wanted

    return recognised(joined_pictures([page.data for page in pages]), f"{name}.pdf")


def stored(desk: Desk, came: Incoming, going_on: files.GoingOn = lambda _done: True) -> Taken:
    """Store what came in whole and for good; the row that points to it is committed last.

    `going_on` is told how many bytes of a large file are done, and may stop it.
    """
    desk.actor.require(Right.RECORD)
    if came.path is not None:
        with opened(came.path) as source:
            if mark_of(source) != came.mark:
                raise changing(came.file_name)
            kept = files.keep_file(desk.db, source, came.file_name, going_on)
        return Taken(media=came.media, file_name=came.file_name, kept=kept)
    kept = files.keep(desk.db, came.data)
    blob = files.blob_of(desk.db, kept, came.data)
    return Taken(media=came.media, file_name=came.file_name, kept=kept, blob=blob)


def add(
    desk: Desk, case_id: int, version: int, entries: Sequence[tuple[Material, Taken]]
) -> tuple[int, ...]:
    """Take materials into a case, all of them or none; return their keys."""
    desk.actor.require(Right.RECORD)
    wanted = [(_tidy(material), taken) for material, taken in entries]
    require(problem for said, _taken in wanted for problem in problems(said, desk.today()))
    with on_case(desk, "add_material", case_id, version) as (session, case):
        _require_open(case)
        known = {m.sha256: m.name for m in case.materials}
        keys = []
        for said, taken in wanted:
            kept = taken.kept
            if kept.sha256 in known:
                raise Invalid((_there_already(taken.file_name, known[kept.sha256]),))
            known[kept.sha256] = said.name
            files.point_to(session, kept, taken.blob)
            said = replace(said, media=taken.media, file_name=taken.file_name)
            row = replace(said, size=kept.size, sha256=kept.sha256)
            keys.append(store.add(session, case_id, row))
        return tuple(keys)


def _there_already(file_name: str, name: str) -> Problem:
    return Problem(
        "name",
        _("“{file}” is in the case already, as “{name}”.").format(file=file_name, name=name),
    )


def change(desk: Desk, case_id: int, version: int, *changed: Material) -> None:
    """Change what is said of materials, or how their pictures are turned."""
    desk.actor.require(Right.RECORD)
    wanted = [_tidy(material) for material in changed]
    require(problem for said in wanted for problem in problems(said, desk.today()))
    with on_case(desk, "change_material", case_id, version) as (session, case):
        _require_open(case)
        for said in wanted:
            store.change(session, case_id, said)


def remove(desk: Desk, case_id: int, version: int, *keys: int) -> None:
    """Take materials out of the case; they can be put back, since their content stays."""
    desk.actor.require(Right.RECORD)
    with on_case(desk, "remove_material", case_id, version) as (session, case):
        _require_open(case)
        for key in keys:
            store.remove(session, case_id, key)


def put_in_order(desk: Desk, case_id: int, version: int, keys: Sequence[int]) -> None:
    """Give the materials this order, in which they are numbered."""
    desk.actor.require(Right.RECORD)
    with on_case(desk, "order_materials", case_id, version) as (session, case):
        _require_open(case)
        if sorted(keys) != sorted(m.id for m in case.materials):
            raise NotFound(_("This entry is not in the file (any more)."))
        store.put_in_order(session, case_id, keys)


def _require_open(case: CaseFile) -> None:
    if case.stage is Stage.ARCHIVED:
        raise CaseLocked(archived=True)


def _tidy(material: Material) -> Material:
    evidence = material.use is MaterialUse.EVIDENCE
    return replace(
        material,
        name=_one_line(material.name),
        brought_by=_one_line(material.brought_by),
        source=_one_line(material.source),
        purpose=_one_line(material.purpose),
        opinion=_one_line(material.opinion),
        kind=material.kind if evidence else None,
        form=material.form if material.use is MaterialUse.SIGNED else "",
        checked_by=_one_line(material.checked_by) if material.checked_on else "",
        turn=material.turn % 4,
        tilt=max(-150, min(150, material.tilt)),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def content(desk: Desk, material: Material) -> bytes:
    """Return the original as it came, verified."""
    desk.actor.require(Right.READ)
    return files.read(desk.db, material.sha256, material.name)


def shown(desk: Desk, material: Material, data: bytes = b"") -> Shown:
    """Return a material to look at; recordings and office files have nothing to show.

    `data` is the original of one that is not taken in yet.
    """
    desk.actor.require(Right.READ)
    if not material.is_shown:
        return Shown()
    data = data or files.read(desk.db, material.sha256, material.name)
    if material.media is Media.PDF:
        return Shown(pdf=data)
    made = photographs.pages(data, turn=material.turn, tilt=material.tilt)
    return Shown(pictures=tuple(page.jpeg for page in made))


def straightened(desk: Desk, material: Material, data: bytes = b"") -> Material:
    """Return the material with the tilt that makes its photograph straight."""
    desk.actor.require(Right.READ)
    if not (material.media.is_picture and material.is_shown):
        return material
    data = data or files.read(desk.db, material.sha256, material.name)
    return replace(material, tilt=photographs.tilt_of(data, material.turn))


def take_out(desk: Desk, material: Material, folder: Path) -> Path:
    """Write a copy of the original into a folder, under its name in the list.

    A copy never has an ending that runs by a double click.
    """
    desk.actor.require(Right.EXPORT)
    came = safe_name(Path(material.file_name).suffix.removeprefix(".") or "bin")
    ending = ENDINGS[material.media] or f".{came}"
    if ending.lower() in RUNS:
        ending = ".bin"
    path = folder / f"{safe_name(material.name)}{ending}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{safe_name(material.name)} {number}{ending}"
    if material.size > LARGEST_SHOWN:
        try:
            files.copy_out(desk.db, material.sha256, material.name, path)
        except OSError as error:
            raise not_written(path, error) from error
        return path
    return write_whole(path, files.read(desk.db, material.sha256, material.name))
