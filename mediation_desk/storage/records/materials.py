"""Materials of a case, and where their content lies."""

from datetime import date

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.materials import EvidenceKind, MaterialUse, Media
from mediation_desk.domain.sides import Side
from mediation_desk.storage.records.base import Key, Record, code, refers, sealed_bytes


class MaterialContentRecord(Record):
    """A content under its SHA-256: the name of what is stored of it, and the key that opens it."""

    __tablename__ = "material_content"
    journalled = False

    sha256: Mapped[str] = mapped_column(primary_key=True)
    stored: Mapped[str]
    size: Mapped[int]
    key: Mapped[bytes] = sealed_bytes("material_content.key")


class MaterialBlobRecord(Record):
    """What is stored of a content on a server; a centre in a file keeps it in files beside."""

    __tablename__ = "material_blob"
    journalled = False

    stored: Mapped[str] = mapped_column(primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)


class MaterialRecord(Record):
    """A material that was handed in or collected in a case."""

    __tablename__ = "material"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    position: Mapped[int]
    name: Mapped[str]
    use: Mapped[MaterialUse] = code(MaterialUse)
    kind: Mapped[EvidenceKind | None] = code(EvidenceKind)
    side: Mapped[Side | None] = code(Side)
    brought_by: Mapped[str]
    received_on: Mapped[date]
    source: Mapped[str]
    purpose: Mapped[str]
    original: Mapped[bool]
    pages: Mapped[int]
    opinion: Mapped[str]
    checked_on: Mapped[date | None]
    checked_by: Mapped[str]
    form: Mapped[str]
    turn: Mapped[int]
    tilt: Mapped[int]
    media: Mapped[Media] = code(Media)
    file_name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("material_content.sha256"), index=True)
