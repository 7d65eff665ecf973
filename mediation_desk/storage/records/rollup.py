"""Period packages that go up: the key they are signed with, senders, and what came and went."""

from datetime import date, datetime

from sqlalchemy import LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.period import Span
from mediation_desk.storage.records.base import Key, Record, code, refers


class ReportKeyRecord(Record):
    """The pair of keys that this centre signs packages with; the journal never sees it."""

    __tablename__ = "report_key"
    journalled = False

    id: Mapped[Key]
    public: Mapped[str]
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    made_by: Mapped[str]


class PackageContentRecord(Record):
    """A package under its digest: its text, packed, and what is read from it again and again.

    `figures` are its sums as JSON, `numbers` those of the cases accepted, a line each.
    """

    __tablename__ = "package_content"
    journalled = False

    sha256: Mapped[str] = mapped_column(primary_key=True)
    packed: Mapped[bytes] = mapped_column(LargeBinary)
    figures: Mapped[str]
    numbers: Mapped[str]


class PackageMadeRecord(Record):
    """A package of this centre: it may have left, so it is not undone but corrected."""

    __tablename__ = "package_made"
    __table_args__ = (UniqueConstraint("first", "last", "sequence"),)
    journalled = False

    id: Mapped[Key]
    first: Mapped[date]
    last: Mapped[date]
    span: Mapped[Span] = code(Span)
    cutoff: Mapped[int]
    sequence: Mapped[int]
    serial: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[str]
    rows: Mapped[int]
    parts: Mapped[str]
    sha256: Mapped[str]
    facts: Mapped[str]


class ReportUnitRecord(Record):
    """A region whose package is expected or not, where the centre says other than the list."""

    __tablename__ = "report_unit"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[Key]
    code: Mapped[str]
    name: Mapped[str]
    expected: Mapped[bool]


class ReportSenderRecord(Record):
    """A centre that sends packages, with the public key that a person compared."""

    __tablename__ = "report_sender"
    __table_args__ = (UniqueConstraint("region", "name"),)

    id: Mapped[Key]
    region: Mapped[str]
    name: Mapped[str]
    key: Mapped[str]
    confirmed_on: Mapped[date]
    confirmed_by: Mapped[str]


class PackageReceivedRecord(Record):
    """A package that was received; the highest number of a sender's period counts.

    `set_aside` says why one does not, empty where nothing stands against it.
    """

    __tablename__ = "package_received"
    __table_args__ = (UniqueConstraint("sender_id", "first", "last", "sequence"),)

    id: Mapped[Key]
    sender_id: Mapped[int] = refers("report_sender.id", index=False)
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    span: Mapped[Span] = code(Span)
    cutoff: Mapped[int]
    sequence: Mapped[int]
    made_at: Mapped[datetime]
    received_at: Mapped[datetime]
    received_by: Mapped[str]
    rows: Mapped[int]
    sha256: Mapped[str]
    through: Mapped[str]
    set_aside: Mapped[str]
