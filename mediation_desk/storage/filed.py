"""Dossiers that are in the archive."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.domain.retention import FiledDossier
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import Retention
from mediation_desk.storage.records import CaseRecord, StepTakenRecord


def filed(session: Session) -> tuple[FiledDossier, ...]:
    """Return every filed dossier, as it was filed last."""
    query = (
        select(
            CaseRecord.id,
            CaseRecord.number,
            CaseRecord.closed_on,
            StepTakenRecord.number,
            StepTakenRecord.ground,
        )
        .join(StepTakenRecord, StepTakenRecord.case_id == CaseRecord.id)
        .where(CaseRecord.stage == Stage.ARCHIVED, StepTakenRecord.step == Step.ARCHIVE)
        .order_by(CaseRecord.id, StepTakenRecord.id)
    )
    last = {
        key: FiledDossier(
            case_id=key,
            number=number,
            archive_number=archive_number,
            closed_on=closed_on,
            kept=Retention.of(ground),
        )
        for key, number, closed_on, archive_number, ground in session.execute(query)
        if closed_on is not None and ground
    }
    return tuple(last.values())
