"""The month's case log and the summary of a case, as bytes (台账、案件摘要)."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, journal, ledger

Progress = Callable[[int, int], bool]

KINDS = ("xlsx", "pdf", "csv")


def parse_month(text: str) -> tuple[int, int]:
    """Read a month written as 2026-10."""
    match = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})", text.strip())
    if not match or not 1 <= int(match[2]) <= 12:
        raise DeskError(_("Write the month as 2026-10."))
    return int(match[1]), int(match[2])


def kind_of(path: Path) -> str:
    """Tell the kind of log by a file's ending."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise DeskError(_("A log is written as .xlsx, .pdf or .csv."))
    return kind


def month_log(
    desk: Desk, year: int, month: int, kind: str, progress: Progress | None = None
) -> bytes:
    """Write the log of a month as it stood on the month's last day; the export is journalled."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import log_bytes

    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    with desk.db.read() as session:
        rows = tuple(ledger.rows(session, first, last))
    with i18n.speaking(i18n.CHINESE):
        data = log_bytes(kind, rows, (year, month), desk.centre, progress=progress)
    with desk.db.write(desk.actor, "export_log") as session:
        journal.note(session, {"month": f"{year}-{month:02d}", "kind": kind, "rows": len(rows)})
    return data


def case_summary(desk: Desk, case_id: int) -> bytes:
    """Write the two-page summary of a case as PDF (案件摘要)."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import summary_pdf

    with desk.db.read() as session:
        case = cases.file(session, case_id)
    with i18n.speaking(i18n.CHINESE):
        return summary_pdf(case, desk.centre, desk.today())
