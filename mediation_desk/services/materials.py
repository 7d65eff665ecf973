"""Materials of a case (证据材料): taking them in, telling what they are, showing and removing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediation_desk.documents import photographs
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import CaseLocked, Invalid, NotFound, Problem, require
from mediation_desk.domain.materials import (
    ENDINGS,
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
from mediation_desk.importers.materials import Incoming, incoming, recognised
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.storage import material_files as files
from mediation_desk.storage import materials as store

__all__ = ["Incoming", "Shown", "add", "change", "incoming", "recognised", "remove", "shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A material to look at: a PDF, or the pages of a picture as they are bound."""

    pdf: bytes = b""
    pictures: tuple[bytes, ...] = ()


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


def add(desk: Desk, case_id: int, version: int, material: Material, data: bytes) -> int:
    """Take a material in: its content is stored for good first, the row is committed last."""
    desk.actor.require(Right.RECORD)
    came = recognised(data, material.file_name)
    said = _tidy(material)
    require(problems(said, desk.today()))
    kept = files.keep(desk.db, data)
    with on_case(desk, "add_material", case_id, version) as (session, case):
        _require_open(case)
        if any(m.sha256 == kept.sha256 for m in case.materials):
            raise Invalid((Problem("name", _("This very file is in the case already.")),))
        files.point_to(session, kept, files.blob_of(desk.db, kept, data))
        said = replace(said, media=came.media, size=kept.size, sha256=kept.sha256)
        return store.add(session, case_id, said)


def change(desk: Desk, case_id: int, version: int, material: Material) -> None:
    """Change what is said of a material, or how its picture is turned."""
    desk.actor.require(Right.RECORD)
    said = _tidy(material)
    require(problems(said, desk.today()))
    with on_case(desk, "change_material", case_id, version) as (session, case):
        _require_open(case)
        store.change(session, case_id, said)


def remove(desk: Desk, case_id: int, version: int, material_id: int) -> None:
    """Take a material out of the case; it can be put back, since its content stays."""
    desk.actor.require(Right.RECORD)
    with on_case(desk, "remove_material", case_id, version) as (session, case):
        _require_open(case)
        store.remove(session, case_id, material_id)


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
    if not material.media.is_bound:
        return Shown()
    data = data or files.read(desk.db, material.sha256, material.name)
    if material.media is Media.PDF:
        return Shown(pdf=data)
    made = photographs.pages(data, turn=material.turn, tilt=material.tilt)
    return Shown(pictures=tuple(page.jpeg for page in made))


def straightened(desk: Desk, material: Material, data: bytes = b"") -> Material:
    """Return the material with the tilt that makes its photograph straight."""
    desk.actor.require(Right.READ)
    if not material.media.is_picture:
        return material
    data = data or files.read(desk.db, material.sha256, material.name)
    return replace(material, tilt=photographs.tilt_of(data, material.turn))


def take_out(desk: Desk, material: Material, folder: Path) -> Path:
    """Write a copy of the original into a folder, under its name in the list."""
    desk.actor.require(Right.EXPORT)
    data = files.read(desk.db, material.sha256, material.name)
    ending = ENDINGS[material.media] or safe_name(Path(material.file_name).suffix or ".bin")
    if not ending.startswith("."):
        ending = ".bin"
    path = folder / f"{safe_name(material.name)}{ending}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{safe_name(material.name)} {number}{ending}"
    return write_whole(path, data)
