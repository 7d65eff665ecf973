"""Templates of forms that the centre makes itself: checked, taken, gone back from (表格模板)."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.documents.registered import Shipped, every_form, shipped
from mediation_desk.domain.errors import DeskError, FileRefused, NotFound
from mediation_desk.domain.house_forms import FormVersion
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.importers import files
from mediation_desk.security.apart import Reader
from mediation_desk.services.desk import Desk
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.storage import house_forms as store
from mediation_desk.storage import journal

if TYPE_CHECKING:  # the readers of Word files take a second to load
    from mediation_desk.documents.form_snippets import Snippet
    from mediation_desk.documents.template_check import Checked

TAKE, AGAIN, OURS = "take_form", "take_form_again", "back_to_our_form"
ACTS = (TAKE, AGAIN, OURS)
_LARGEST_READ = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A form of the register: what papers of it are made from, and how many versions are kept.

    `own` is the centre's version in force, None where ours is used; `edited` is a copy in the
    folder of templates that says something else. Ours `stands_in` for a style that others lay down.
    """

    code: str
    title: str
    stages: tuple[str, ...]
    own: FormVersion | None = None
    versions: int = 0
    edited: Path | None = None
    stands_in: bool = False


def listed(desk: Desk) -> tuple[FormRow, ...]:
    """Return every form with what its papers are made from."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        kept = store.versions(session)
    with i18n.speaking(i18n.CHINESE):
        named = {form.code: _copies(desk, form) for form in every_form()}
    return tuple(_row(form, kept, named[form.code]) for form in every_form())


def _row(form: Shipped, kept: tuple[FormVersion, ...], copies: tuple[Path, ...]) -> FormRow:
    of_form = [version for version in kept if version.form == form.code]
    own = next((version for version in of_form if version.in_force), None)
    return FormRow(
        code=form.code,
        title=form.title,
        stages=form.stages,
        own=own,
        versions=len(of_form),
        edited=_edited(form, own, copies),
        stands_in=form.stands_in and own is None,
    )


def _edited(form: Shipped, own: FormVersion | None, copies: tuple[Path, ...]) -> Path | None:
    for path in copies:
        try:
            said = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            continue
        if said != (own.sha256 if own else hashlib.sha256(form.path.read_bytes()).hexdigest()):
            return path
    return None


def _copies(desk: Desk, form: Shipped) -> tuple[Path, ...]:
    """Return where a copy of a form may lie: under its title, or as it was called earlier."""
    return desk.workbench / _file_name(form), desk.workbench / f"{form.slug}.docx"


def file_name(code: str) -> str:
    """Return what a form's file is called: its code and its title."""
    with i18n.speaking(i18n.CHINESE):
        return _file_name(shipped(code))


def _file_name(form: Shipped) -> str:
    return f"{safe_name(f'{form.code} {form.title}')}.docx"


def form_of_file(name: str) -> str:
    """Return the form that a file is of by its name, empty where the name does not say."""
    stem = Path(name).stem
    for form in sorted(every_form(), key=lambda form: -len(form.code)):
        after = stem[len(form.code) :][:1]
        goes_on = after.isascii() and after.isalnum()
        if stem.upper().startswith(form.code.upper()) and not goes_on:
            return form.code
        if stem == form.slug:
            return form.code
    return ""


def known(code: str) -> str:
    """Return the code of a form if there is one."""
    return shipped(code).code


def content(desk: Desk, code: str) -> bytes:
    """Return the template that papers of a form are made from now."""
    desk.actor.require(Right.HOUSE)
    return desk.own_template(code) or shipped(code).path.read_bytes()


def of_version(desk: Desk, version_id: int) -> bytes:
    """Return the template of a version, exactly as it was taken."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return store.content(session, version_id)


def versions(desk: Desk, code: str) -> tuple[FormVersion, ...]:
    """Return the versions of a form that are kept, the latest first."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return store.versions(session, code)


def check(desk: Desk, code: str, docx: bytes, reader: Reader | None = None) -> "Checked":
    """Check a template of a form, and show it filled with an example; nothing is saved."""
    desk.actor.require(Right.HOUSE)
    from mediation_desk.documents.template_check import check as checked

    return checked(code, docx, desk.centre, reader)


def pieces(desk: Desk, code: str) -> "tuple[Snippet, ...]":
    """Return what a template of a form may print, as it is typed."""
    desk.actor.require(Right.HOUSE)
    from mediation_desk.documents.template_check import pieces as known

    return known(code, desk.centre)


def check_all(desk: Desk, rows: Iterable[FormRow]) -> "dict[str, Checked]":
    """Check what is not ours: what waits to be taken, else what papers are made from."""
    desk.actor.require(Right.HOUSE)
    found: dict[str, Checked] = {}
    with Reader() as reader:
        for row in rows:
            if row.edited is not None or row.own is not None:
                data = read_file(row.edited) if row.edited is not None else content(desk, row.code)
                found[row.code] = check(desk, row.code, data, reader)
    return found


def take(desk: Desk, code: str, docx: bytes) -> int:
    """Make papers of a form from this template from now on; one with grave faults is refused."""
    desk.actor.require(Right.SETTINGS)
    _require_fit(desk, code, docx)
    sha256 = hashlib.sha256(docx).hexdigest()
    if docx == content(desk, code):
        raise DeskError(_("This is the template that is used already; nothing changes."))
    with desk.db.write(desk.actor, TAKE) as session:
        version = FormVersion(
            form=code,
            sha256=sha256,
            size=len(docx),
            taken_at=desk.instant(),
            taken_by=desk.actor.name,
        )
        key = store.add(session, version, docx)
        store.use(session, code, key)
        return key


def take_again(desk: Desk, version: FormVersion) -> None:
    """Make papers of a form from an older version again, if it fits the form as it is today."""
    desk.actor.require(Right.SETTINGS)
    _require_fit(desk, version.form, of_version(desk, version.id))
    with desk.db.write(desk.actor, AGAIN) as session:
        store.use(session, version.form, version.id)


def back_to_ours(desk: Desk, code: str) -> None:
    """Make papers of a form from our template again; the centre's versions are kept.

    A copy for editing that said what was in force says ours too; one that goes beyond it waits on.
    """
    desk.actor.require(Right.SETTINGS)
    waits = next(row for row in listed(desk) if row.code == code).edited is not None
    with desk.db.write(desk.actor, OURS) as session:
        store.use(session, code, None)
    form = shipped(code)
    for path in () if waits else _copies(desk, form):
        if path.exists():
            write_whole(path, form.path.read_bytes())


def undoable(desk: Desk) -> bool:
    """Say whether the last change of templates can be undone."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        return journal.last_done(session, ACTS) is not None


def undo_last(desk: Desk) -> None:
    """Undo the last change of templates."""
    desk.actor.require(Right.SETTINGS)
    with desk.db.write(desk.actor, "undo") as session:
        last = journal.last_done(session, ACTS)
        if last is None:
            raise NotFound(_("There is no change of templates to undo."))
        journal.undo(session, last.id, desk.actor)


def begin_editing(desk: Desk, code: str) -> Path:
    """Return the copy of a template to be edited; one that was begun is gone on with."""
    desk.actor.require(Right.SETTINGS)
    row = next(row for row in listed(desk) if row.code == shipped(code).code)
    if row.edited is not None:
        return row.edited
    return write_whole(desk.workbench / file_name(code), content(desk, code))


def drop_edited(desk: Desk, code: str) -> None:
    """Throw away what was edited and not taken: the copy says again what is in force."""
    desk.actor.require(Right.SETTINGS)
    row = next(row for row in listed(desk) if row.code == code)
    if row.edited is not None:
        write_whole(row.edited, content(desk, code))


def read_file(path: Path) -> bytes:
    """Read a template that somebody gives."""
    return files.content(path, _LARGEST_READ)


def _require_fit(desk: Desk, code: str, docx: bytes) -> None:
    checked = check(desk, code, docx)
    if not checked.fit:
        told = "\n".join(remark.sentence for remark in checked.grave)
        raise FileRefused(
            _("This template is not taken, because papers would be wrong:") + "\n" + told
        )
