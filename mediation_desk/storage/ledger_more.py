"""What the log tells beside the mediation: what followed, visits, aid, letters, the file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from mediation_desk.domain.risk import Level
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Proceeding, Track
from mediation_desk.domain.visits import Satisfaction
from mediation_desk.i18n import N_, _
from mediation_desk.storage.records import (
    CaseRecord,
    LegalAidRecord,
    LetterRecord,
    MatterRecord,
    MirroredCaseRecord,
    PartyRecord,
    PastCaseRecord,
    PersonRecord,
    ProceedingRecord,
    SplitWorkerRecord,
    StepTakenRecord,
    VisitRecord,
    WatchRecord,
)


@dataclass(slots=True)
class More:
    """Further facts of one case, as of the last day."""

    migrants: int = 0
    members: int = 0
    extended: bool = False
    proceedings: list[Proceeding] = field(default_factory=list)
    elsewhere: list[tuple[date, str, str]] = field(default_factory=list)
    visited_on: date | None = None
    satisfaction: Satisfaction | None = None
    aided: bool = False
    letters: list[str] = field(default_factory=list)
    file_number: str = ""
    grade: Level | None = None
    ties: list[str] = field(default_factory=list)
    """From which case it was split off, and who goes on in which other one."""
    past: bool = False
    """From a ledger of former years."""

    def columns(self) -> dict[str, Any]:
        """Return the facts as a row of the log has them."""
        return {
            "migrants": self.migrants,
            "members": self.members,
            "extended": self.extended,
            "proceedings": tuple(self.proceedings),
            "elsewhere": tuple(self.elsewhere),
            "visited_on": self.visited_on,
            "satisfaction": self.satisfaction,
            "aided": self.aided,
            "letters": tuple(self.letters),
            "file_number": self.file_number,
            "grade": self.grade,
        }


def read(session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]) -> None:
    """Read the further facts of a slice of cases, one query a table."""
    _steps(session, keys, last, found)
    _proceedings(session, keys, last, found)
    _visits(session, keys, last, found)
    aided = select(LegalAidRecord.case_id).where(
        LegalAidRecord.case_id.in_(keys), LegalAidRecord.applied_on <= last
    )
    for [case_id] in session.execute(aided):
        found[case_id].aided = True
    past = select(PastCaseRecord.case_id).where(PastCaseRecord.case_id.in_(keys))
    for case_id in session.scalars(past):
        found[case_id].past = True
    letters = (
        select(MatterRecord.case_id, LetterRecord.reference)
        .join(LetterRecord, LetterRecord.matter_id == MatterRecord.id)
        .where(
            MatterRecord.case_id.in_(keys),
            LetterRecord.issued_on <= last,
            LetterRecord.withdrawn_on.is_(None),
            LetterRecord.reference != "",
        )
        .order_by(LetterRecord.issued_on, LetterRecord.id)
    )
    for case_id, reference in session.execute(letters):
        found[case_id].letters.append(reference)
    _elsewhere(session, keys, last, found)
    _ties(session, keys, last, found)
    watched = (
        select(CaseRecord.id, WatchRecord.level)
        .join(WatchRecord, WatchRecord.employer_id == CaseRecord.employer_id)
        .where(
            CaseRecord.id.in_(keys),
            WatchRecord.opened_on <= last,
            or_(WatchRecord.cleared_on.is_(None), WatchRecord.cleared_on > last),
        )
        .order_by(WatchRecord.opened_on, WatchRecord.id)
    )
    for case_id, level in session.execute(watched):
        found[case_id].grade = level


def _elsewhere(session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]) -> None:
    """Read cases at other bodies that were accepted by the last day, with what came of them."""
    mirrored = (
        select(
            MirroredCaseRecord.case_id,
            MirroredCaseRecord.accepted_on,
            MirroredCaseRecord.number,
            MirroredCaseRecord.outcome,
            MirroredCaseRecord.outcome_on,
        )
        .where(MirroredCaseRecord.case_id.in_(keys), MirroredCaseRecord.accepted_on <= last)
        .order_by(MirroredCaseRecord.accepted_on, MirroredCaseRecord.id)
    )
    for case_id, accepted_on, number, outcome, outcome_on in session.execute(mirrored):
        by_then = outcome_on is None or outcome_on <= last
        said = outcome.label if outcome is not None and by_then else ""
        found[case_id].elsewhere.append((accepted_on, number, said))


def _steps(session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]) -> None:
    taken = select(StepTakenRecord.case_id, StepTakenRecord.step, StepTakenRecord.number).where(
        StepTakenRecord.case_id.in_(keys),
        StepTakenRecord.step.in_((Step.EXTEND, Step.ARCHIVE)),
        StepTakenRecord.day <= last,
    )
    for case_id, step, number in session.execute(taken):
        if step is Step.EXTEND:
            found[case_id].extended = True
        else:
            found[case_id].file_number = number


def _proceedings(
    session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]
) -> None:
    held = (
        select(
            ProceedingRecord.case_id,
            ProceedingRecord.track,
            ProceedingRecord.standing,
            ProceedingRecord.opened_on,
            ProceedingRecord.number,
            ProceedingRecord.label,
            ProceedingRecord.ended_on,
        )
        .where(
            ProceedingRecord.case_id.in_(keys),
            ProceedingRecord.opened_on <= last,
            ProceedingRecord.track != Track.PERFORMANCE,
        )
        .order_by(ProceedingRecord.opened_on, ProceedingRecord.id)
    )
    for case_id, track, standing, opened_on, number, label, ended_on in session.execute(held):
        found[case_id].proceedings.append(
            Proceeding(
                track=track,
                standing=standing,
                opened_on=opened_on,
                number=number,
                label=label,
                ended_on=ended_on,
            )
        )


def _visits(session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]) -> None:
    visits = (
        select(VisitRecord.case_id, VisitRecord.day, VisitRecord.satisfaction)
        .where(VisitRecord.case_id.in_(keys), VisitRecord.day <= last)
        .order_by(VisitRecord.day, VisitRecord.id)
    )
    for case_id, day, satisfaction in session.execute(visits):
        found[case_id].visited_on = day
        found[case_id].satisfaction = satisfaction or found[case_id].satisfaction


def _ties(session: Session, keys: Sequence[int], last: date, found: Mapping[Any, Any]) -> None:
    """Read which other cases workers were split off from, or into, by the last day."""
    split, other = SplitWorkerRecord, aliased(CaseRecord)
    for own, to, told in (
        (split.new_case_id, split.case_id, N_("split off from {number}")),
        (split.case_id, split.new_case_id, N_("{name} goes on in {number}")),
    ):
        query = (
            select(own, other.number, PersonRecord.name)
            .join(other, other.id == to)
            .join(PartyRecord, PartyRecord.id == split.party_id)
            .join(PersonRecord, PersonRecord.id == PartyRecord.person_id)
            .where(own.in_(keys), split.split_on <= last)
            .order_by(split.id)
        )
        for case_id, number, name in session.execute(query):
            text = _(told).format(number=number, name=name)
            if text not in found[case_id].ties:
                found[case_id].ties.append(text)
