"""Other platforms: their sheets in the centre's order, and the numbers that they gave cases."""

from collections import defaultdict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mediation_desk.domain.platforms import Platform, PlatformNumber, SheetField
from mediation_desk.storage import summary
from mediation_desk.storage.reading import by, fill, one, parts, replace
from mediation_desk.storage.records import (
    CaseRecord,
    PlatformFieldRecord,
    PlatformNumberRecord,
    PlatformRecord,
)


def platforms(session: Session) -> tuple[Platform, ...]:
    """Return every platform with its sheet, in the centre's order."""
    fields: defaultdict[int, list[SheetField]] = defaultdict(list)
    held = select(PlatformFieldRecord).order_by(PlatformFieldRecord.position)
    for field in session.scalars(held):
        fields[field.platform_id].append(SheetField(code=field.code, label=field.label))
    query = select(PlatformRecord).order_by(PlatformRecord.position, PlatformRecord.id)
    return tuple(
        Platform(
            id=record.id,
            name=record.name,
            active=record.active,
            fields=tuple(fields[record.id]),
        )
        for record in session.scalars(query)
    )


def put(session: Session, platform: Platform) -> int:
    """Add a platform after the others, or change one; return its key."""
    if platform.id:
        record = one(session, PlatformRecord, platform.id)
        fill(record, {"name": platform.name, "active": platform.active})
    else:
        last = session.scalar(select(func.max(PlatformRecord.position))) or 0
        record = PlatformRecord(name=platform.name, active=platform.active, position=last + 1)
        session.add(record)
    session.flush()
    query = select(PlatformFieldRecord).where(PlatformFieldRecord.platform_id == record.id)
    wanted = {
        position: {"platform_id": record.id, "position": position, **parts(field)}
        for position, field in enumerate(platform.fields, start=1)
    }
    replace(session, PlatformFieldRecord, by(session.scalars(query), "position"), wanted)
    return record.id


def owner_of(session: Session, number: PlatformNumber, case_id: int) -> str | None:
    """Return the number of another case to which the platform's serial number belongs."""
    query = (
        select(CaseRecord.number)
        .join(PlatformNumberRecord, PlatformNumberRecord.case_id == CaseRecord.id)
        .where(
            PlatformNumberRecord.number == number.number,
            PlatformNumberRecord.platform_id == number.platform_id,
            PlatformNumberRecord.case_id != case_id,
        )
        .limit(1)
    )
    return session.scalar(query)


def keep_number(session: Session, case_id: int, number: PlatformNumber) -> int:
    """Keep the serial number of a case, or of one worker, in the place of an earlier one."""
    query = select(PlatformNumberRecord).where(
        PlatformNumberRecord.case_id == case_id,
        PlatformNumberRecord.platform_id == number.platform_id,
        PlatformNumberRecord.party_id == number.party_id
        if number.party_id
        else PlatformNumberRecord.party_id.is_(None),
    )
    record = session.scalars(query).first()
    values = parts(number, "platform")
    if record is None:
        record = PlatformNumberRecord(case_id=case_id, **values)
        session.add(record)
    else:
        fill(record, values)
    session.flush()
    summary.mark(session, case_id)
    return record.id


def remove_number(session: Session, case_id: int, number_id: int) -> None:
    """Take a serial number back."""
    session.delete(one(session, PlatformNumberRecord, number_id))
    session.flush()
    summary.mark(session, case_id)
