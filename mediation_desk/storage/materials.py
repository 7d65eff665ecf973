"""Materials of a case: the rows; their content lies in `material_files`."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache

from sqlalchemy import BindParameter, bindparam, func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.materials import Material
from mediation_desk.i18n import _
from mediation_desk.storage.case_rows import answered
from mediation_desk.storage.reading import AnySelect, fill, one, parts
from mediation_desk.storage.records import MaterialRecord

CONTENT = ("media", "file_name", "size", "sha256")
"""What belongs to the content, which never changes."""


_NAMES = [field.name for field in fields(Material)]
_KEY: BindParameter[int] = bindparam("key")


@cache
def _query() -> AnySelect:
    return (
        select(*(getattr(MaterialRecord, name) for name in _NAMES))
        .where(MaterialRecord.case_id == _KEY)
        .order_by(MaterialRecord.position, MaterialRecord.id)
    )


def read(session: Session, case_id: int) -> tuple[Material, ...]:
    """Return the materials of a case in their order."""
    rows = answered(session, _query(), case_id)
    return tuple(Material(**dict(zip(_NAMES, row, strict=True))) for row in rows)


def add(session: Session, case_id: int, material: Material) -> int:
    """Keep a material at the end of the list; return its key."""
    last = session.scalar(
        select(func.max(MaterialRecord.position)).where(MaterialRecord.case_id == case_id)
    )
    values = parts(material, "position") | {"position": (last or 0) + 1}
    record = MaterialRecord(case_id=case_id, **values)
    session.add(record)
    session.flush()
    return record.id


def change(session: Session, case_id: int, material: Material) -> None:
    """Change what is said of a material; its content and its place stay."""
    fill(of_case(session, case_id, material.id), parts(material, "position", *CONTENT))
    session.flush()


def remove(session: Session, case_id: int, material_id: int) -> None:
    """Take a material out of the case; its content stays, so that it can be put back."""
    session.delete(of_case(session, case_id, material_id))
    session.flush()


def put_in_order(session: Session, case_id: int, keys: Sequence[int]) -> None:
    """Give materials their places in this order."""
    for place, key in enumerate(keys, 1):
        fill(of_case(session, case_id, key), {"position": place})
    session.flush()


def of_case(session: Session, case_id: int, material_id: int) -> MaterialRecord:
    """Return the row of a material of this case."""
    found = one(session, MaterialRecord, material_id)
    if found.case_id != case_id:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found
