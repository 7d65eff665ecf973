"""The log and the case summary as bytes. What draws and writes is loaded when first used."""

from collections.abc import Iterable
from datetime import date

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.i18n import _
from mediation_desk.reports.log import Progress, heading_of

KINDS = ("xlsx", "pdf", "csv")


def log_bytes(
    kind: str,
    rows: Iterable[LedgerRow],
    month: tuple[int, int],
    centre: Centre,
    masked: bool = True,
    progress: Progress | None = None,
) -> bytes:
    """Return a month's case log (year, month) as .xlsx, .pdf or .csv, in Chinese.

    `progress` is told (done, total); it stops the writing by returning False or by raising.
    """
    heading = heading_of(month, centre, masked=masked)
    match kind:
        case "xlsx":
            from mediation_desk.reports import xlsx

            return xlsx.write_log(rows, heading, progress)
        case "pdf":
            from mediation_desk.reports import log_pdf

            return log_pdf.write_log(rows, heading, progress)
        case "csv":
            from mediation_desk.reports import csv

            return csv.write_log(rows, heading, progress)
        case _:
            raise DeskError(
                _("The log is written as {kinds}, not as “{kind}”.").format(
                    kinds=", ".join(f".{known}" for known in KINDS), kind=kind
                )
            )


def summary_pdf(case: CaseFile, centre: Centre, today: date) -> bytes:
    """Return the summary of a case as PDF, in Chinese: two pages for a group of twelve."""
    from mediation_desk.reports import summary_paper

    return summary_paper.write(case, centre, today)
