"""What a report on a major dispute tells beyond its case: kept as typed, and in what is issued."""

from collections.abc import Mapping
from dataclasses import asdict, replace

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.major_report import (
    MAJOR_REPORT,
    UNTOLD,
    MajorReport,
    ReportKind,
    Unrest,
    problems,
)
from mediation_desk.domain.rights import Right
from mediation_desk.services import drafts
from mediation_desk.services.desk import Desk
from mediation_desk.storage import papers as store
from mediation_desk.storage.papers import Given


def _key(case_id: int) -> str:
    return f"major_report/{case_id}"


def typed(desk: Desk, case_id: int) -> MajorReport:
    """Return what this person typed for the next report of a case."""
    desk.actor.require(Right.READ)
    kept = drafts.load(desk, _key(case_id))
    return _read(kept) if kept else UNTOLD


def keep(desk: Desk, case_id: int, report: MajorReport) -> None:
    """Keep what is told, for the paper that is made next."""
    desk.actor.require(Right.ISSUE)
    errors.require(problems(report))
    drafts.keep(desk, _key(case_id), asdict(report))


def proposed(desk: Desk, case: CaseFile) -> MajorReport:
    """Return what a report begins with: what was typed, else what the last one issued says.

    Which report it is nobody says but the person: after one was issued it is asked anew.
    """
    desk.actor.require(Right.READ)
    report = typed(desk, case.id)
    issued = [paper for paper in case.papers if paper.form == MAJOR_REPORT]
    if not issued:
        return report
    if report == UNTOLD:
        with desk.db.read() as session:
            report = _told(store.given(session, issued[-1].id) or {})
    return replace(report, kind=None)


def _read(kept: Mapping[str, object]) -> MajorReport:
    kind, unrest = str(kept["kind"] or ""), str(kept["unrest"] or "")
    return MajorReport(
        kind=ReportKind.of(kind) if kind else None,
        happened=str(kept["happened"]),
        place=str(kept["place"]),
        unrest=Unrest.of(unrest) if unrest else None,
        stopped=_count(kept["stopped"]),
        gathered=_count(kept["gathered"]),
        coordinate=str(kept["coordinate"]),
    )


def _told(given: Given) -> MajorReport:
    """Read the values of a report that was issued; an earlier form may lack some."""
    stopped, gathered = _count(given.get("停工人数")), _count(given.get("聚集人数"))
    unrest = Unrest.NONE if given.get("停工聚集", "").endswith("☑均无") else None
    return MajorReport(
        happened=given.get("发生时间", ""),
        place=given.get("发生地点", ""),
        unrest=Unrest.SOME if stopped or gathered else unrest,
        stopped=stopped,
        gathered=gathered,
        coordinate="\n".join(given.get("协调事项", ())).strip(),
    )


def _count(kept: object) -> int | None:
    return int(str(kept)) if str(kept or "").isdecimal() else None
