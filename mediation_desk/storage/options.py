"""Settings that the centre changed from what ships."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage.records import OptionRecord


def held(session: Session, name: str) -> str | None:
    """Return a setting as the centre changed it, None where it is as it ships."""
    return session.scalar(select(OptionRecord.value).where(OptionRecord.name == name))


def name_of(session: Session, key: int) -> str:
    """Return the name of a setting by its key, empty where it is as it ships by now."""
    return session.scalar(select(OptionRecord.name).where(OptionRecord.id == key)) or ""


def put(session: Session, name: str, value: str | None) -> None:
    """Keep a setting, or with None go back to what ships."""
    record = session.scalar(select(OptionRecord).where(OptionRecord.name == name))
    if record is None and value is not None:
        session.add(OptionRecord(name=name, value=value))
    elif record is not None and value is None:
        session.delete(record)
    elif record is not None and value is not None:
        record.value = value
    session.flush()
