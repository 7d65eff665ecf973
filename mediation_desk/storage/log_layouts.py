"""The centre's own layouts of the case log."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.log_layout import Layout
from mediation_desk.storage.reading import fill, one
from mediation_desk.storage.records import LogLayoutRecord


def listed(session: Session) -> tuple[Layout, ...]:
    """Return the layouts by name."""
    query = select(LogLayoutRecord).order_by(LogLayoutRecord.name)
    return tuple(_layout(record) for record in session.scalars(query))


def put(session: Session, layout: Layout) -> int:
    """Add or change a layout; returns its key."""
    values = {
        "name": layout.name.strip(),
        "columns": ",".join(layout.columns),
        "which": layout.which,
    }
    if layout.id:
        record = one(session, LogLayoutRecord, layout.id)
        fill(record, values)
    else:
        record = LogLayoutRecord(**values)
        session.add(record)
    session.flush()
    return record.id


def remove(session: Session, layout_id: int) -> None:
    """Take a layout away."""
    session.delete(one(session, LogLayoutRecord, layout_id))
    session.flush()


def _layout(record: LogLayoutRecord) -> Layout:
    return Layout(
        id=record.id,
        name=record.name,
        columns=tuple(record.columns.split(",")),
        which=record.which,
    )
