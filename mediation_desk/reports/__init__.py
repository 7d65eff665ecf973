"""The log and the case summary as bytes. What draws and writes is loaded when first used."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.adjusted import NO_ADJUSTMENTS, Adjustments
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.domain.log_layout import REGISTER, Layout
from mediation_desk.domain.period import Period
from mediation_desk.domain.statistics import MonthBook, Picture
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.i18n import _
from mediation_desk.reports.log import Heading, Marks, Progress

if TYPE_CHECKING:  # what draws loads ReportLab
    from mediation_desk.domain.office import DoorNames
    from mediation_desk.domain.today import BookedHearing
    from mediation_desk.reports.calendar_file import About
    from mediation_desk.reports.day_sheets import DayOnPaper

KINDS = ("xlsx", "pdf", "csv")


def log_bytes(
    kind: str,
    rows: Iterable[LedgerRow],
    period: Period,
    centre: Centre,
    masked: bool = True,
    progress: Progress | None = None,
    *,
    layout: Layout = REGISTER,
    marks: Marks = Marks(),  # noqa: B008 - a frozen value
    voids: tuple[VoidNumber, ...] = (),
    adjustments: Adjustments = NO_ADJUSTMENTS,
) -> bytes:
    """Return the case log of a period as .xlsx, .pdf or .csv, in Chinese.

    `voids` are the numbers of the period that count no more, `adjustments` the corrections of
    locked periods that it carries; both are listed under the cases.
    `progress` is told (done, total); it stops the writing by returning False or by raising.
    """
    heading = Heading(
        centre=centre.name,
        when=period,
        masked=masked,
        layout=layout,
        marks=marks,
        voids=voids,
        adjustments=adjustments,
    )
    match kind:
        case "xlsx":
            from mediation_desk.reports import xlsx

            return xlsx.write_log(rows, heading, progress)
        case "pdf":
            from mediation_desk.reports import log_pdf

            return log_pdf.write_log(rows, heading, progress)
        case "csv" | "csv-gb":
            from mediation_desk.reports import csv

            coding = csv.GB if kind == "csv-gb" else csv.UTF8
            return csv.write_log(rows, heading, progress, coding)
        case _:
            raise DeskError(
                _("The log is written as {kinds}, not as “{kind}”.").format(
                    kinds=", ".join(f".{known}" for known in KINDS), kind=kind
                )
            )


def month_bytes(
    kind: str,
    book: MonthBook,
    marks: Marks,
    progress: Progress | None = None,
    pictures: Sequence[Picture] = (),
) -> bytes:
    """Return the month's reports as .xlsx or .pdf, in the language spoken around it."""
    match kind:
        case "xlsx":
            from mediation_desk.reports import month_book

            return month_book.write(book, marks, progress)
        case "pdf":
            from mediation_desk.reports import month_pdf

            return month_pdf.write(book, marks, progress, pictures)
        case _:
            raise DeskError(_("Reports are written as .xlsx or .pdf."))


def picture_pdf(picture: Picture) -> bytes:
    """Return a picture of a period as a PDF of its own size."""
    from mediation_desk.reports import pictures

    return pictures.pdf(picture)


def summary_pdf(case: CaseFile, centre: Centre, today: date) -> bytes:
    """Return the summary of a case as PDF, in Chinese: two pages for a group of twelve."""
    from mediation_desk.reports import summary_paper

    return summary_paper.write(case, centre, today)


def door_list_pdf(
    sheets: "Sequence[DayOnPaper]", centre: Centre, names: "DoorNames", today: date
) -> bytes:
    """Return the list of hearings at the door as PDF, in Chinese: one A4 for each day or room."""
    from mediation_desk.reports import day_sheets

    return day_sheets.door_list(sheets, centre, names, today)


def day_plan_pdf(sheet: "DayOnPaper", centre: Centre, today: date) -> bytes:
    """Return the plan of a day for the office as PDF, in Chinese: one A4."""
    from mediation_desk.reports import day_sheets

    return day_sheets.day_plan(sheet, centre, today)


def calendar_ics(hearings: "Iterable[BookedHearing]", about: "About") -> bytes:
    """Return hearings as an iCalendar file."""
    from mediation_desk.reports import calendar_file

    return calendar_file.write(hearings, about)
