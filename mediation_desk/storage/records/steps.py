"""Steps that were taken in a case, and the proceedings beside its mediation."""

from datetime import date

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.storage.records.base import Key, Record, code, refers


class ProceedingRecord(Record):
    """A proceeding beside the mediation, with where it stands."""

    __tablename__ = "proceeding"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    track: Mapped[Track] = code(Track)
    standing: Mapped[Standing] = code(Standing, index=True)
    opened_on: Mapped[date]
    party_id: Mapped[int | None] = refers("party.id")
    label: Mapped[str]
    body: Mapped[str]
    number: Mapped[str]
    ended_on: Mapped[date | None]


class StepTakenRecord(Record):
    """A step that was taken, with what was told of it; `items` are lines."""

    __tablename__ = "step_taken"
    __table_args__ = (
        Index(
            "ix_step_taken_closing",
            "day",
            "id",
            sqlite_where=text("step = 'apply_close'"),
            postgresql_where=text("step = 'apply_close'"),
        ),
    )

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    row: Mapped[str]
    step: Mapped[Step] = code(Step)
    track: Mapped[Track] = code(Track)
    proceeding_id: Mapped[int | None] = refers("proceeding.id")
    from_stage: Mapped[Stage | None] = code(Stage)
    party_id: Mapped[int | None] = refers("party.id")
    override: Mapped[str]
    day: Mapped[date]
    until: Mapped[date | None]
    served_on: Mapped[date | None]
    days: Mapped[int | None]
    ground: Mapped[str]
    reason: Mapped[str]
    body: Mapped[str]
    number: Mapped[str]
    by: Mapped[str]
    manner: Mapped[str]
    note: Mapped[str]
    items: Mapped[str]
    agreed: Mapped[bool]
