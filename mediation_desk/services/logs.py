"""The case log of a period, and the summary of a case, as bytes (台账、案件摘要)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from platform import node

from mediation_desk import i18n
from mediation_desk.domain import errors, reasons
from mediation_desk.domain.adjusted import NO_ADJUSTMENTS, Adjustments
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.domain.log_layout import REGISTER, SHIPPED, Layout, Which, layout_problems
from mediation_desk.domain.options import CUTOFF_LAYOUTS
from mediation_desk.domain.period import AS_CENTRE, MONTH_END, Period, Span, layout_cutoffs
from mediation_desk.domain.reasons import BRIEF
from mediation_desk.domain.rights import Right
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.i18n import _
from mediation_desk.services import adjusted, cutoffs, journals, signing_in
from mediation_desk.services.desk import Desk
from mediation_desk.storage import cases, journal, ledger, log_layouts, sight, voiding
from mediation_desk.storage.counting import next_number
from mediation_desk.storage.database import Session

Progress = Callable[[int, int], bool]

KINDS = ("xlsx", "pdf", "csv")
EXPORTS = "export"
"""The series in which exports are numbered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOrder:
    """A log to be written: of which period, in which layout, as what.

    With `unmasked` names and telephones are whole, which takes a purpose and, where people sign
    in, the password of whoever exports. With `cases` the log is of these as they stand today,
    whatever their period, and `found_by` is the query.
    """

    period: Period
    kind: str = "xlsx"
    layout: Layout = REGISTER
    unmasked: bool = False
    purpose: str = ""
    cases: tuple[int, ...] | None = None
    found_by: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"LogOrder({self.period!r}, {self.kind!r})"


def of_found(desk: Desk, order: LogOrder) -> LogOrder:
    """Return the order of a log of cases found: as they stand today, under the query's name."""
    desk.actor.require(Right.EXPORT)
    title = f"{order.layout.title}·{order.found_by}" if order.found_by else order.layout.title
    layout = replace(order.layout, key="", name=title, which=Which.FOUND)
    return replace(order, period=Period(desk.today(), desk.today()), layout=layout)


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


def month_of(desk: Desk, year: int, month: int) -> Period:
    """Return a month of the whole log."""
    desk.actor.require(Right.EXPORT)
    return period_of(desk, Span.MONTH, year, month, REGISTER)


def period_of(desk: Desk, span: Span, year: int, number: int, layout: Layout) -> Period:
    """Return a period by the cut-off days of a layout's receiver, else by the centre's own."""
    desk.actor.require(Right.EXPORT)
    ends = cutoffs.of_layout(desk, layout)
    return Period.of(span, year, number, ends[-1][1], ends)


def cutoff_of(desk: Desk, layout: Layout) -> int | None:
    """Return the day on which months end for a layout, None where it follows the centre."""
    desk.actor.require(Right.EXPORT)
    ends = layout_cutoffs(desk.option(CUTOFF_LAYOUTS)).get(layout.code)
    return (ends[-1][1] or None) if ends else None


def set_cutoff(desk: Desk, layout: Layout, day: int | None) -> None:
    """Let the months of a layout end on a day of its receiver's, or again with the centre's.

    The centre's own periods, its locks and its packages do not change with it.
    """
    desk.actor.require(Right.SETTINGS)
    if day is not None and not 1 <= day <= MONTH_END:
        raise DeskError(_("The cut-off day is a day from 1 to 31."))
    with desk.db.write(desk.actor, "set_option") as session:
        cutoffs.put_layout(desk, session, layout, day or AS_CENTRE)
    desk.reload()


def month_log(
    desk: Desk, year: int, month: int, kind: str, progress: Progress | None = None
) -> bytes:
    """Write the whole log of a month, masked, as it stood on the month's last day."""
    desk.actor.require(Right.EXPORT)
    return export_log(desk, LogOrder(period=month_of(desk, year, month), kind=kind), progress)


def purpose_problems(purpose: str) -> tuple[Problem, ...]:
    """Find that nobody could read from a purpose what whole names are needed for."""
    if not purpose.strip():
        return (Problem("purpose", _("Say what the whole names are needed for.")),)
    return tuple(
        Problem("purpose", _("Write the purpose out, in {n} characters at least.").format(n=BRIEF))
        for _problem in reasons.problems("purpose", purpose, BRIEF)
    )


def export_log(desk: Desk, order: LogOrder, progress: Progress | None = None) -> bytes:
    """Write the log of a period; the export has a number and an entry in the journal.

    The entry is made first: there is no export that the journal does not know of.
    """
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import log_bytes
    from mediation_desk.reports.log import Marks

    if order.unmasked:
        desk.actor.require(Right.SUPERVISE)
        errors.require(purpose_problems(order.purpose))
        signing_in.require_own_password(desk, order.password)
    if order.cases is not None:
        order = of_found(desk, order)
    period = order.period
    with desk.db.read() as session:
        if order.cases is not None:
            rows = tuple(ledger.of_cases(session, order.cases, period.last))
        else:
            with sight.whole(session):
                found = ledger.rows(session, period.first, period.last, order.layout.which)
                rows = _told(session, found)
        voids = _voids(session, order)
        with i18n.speaking(i18n.CHINESE):
            corrected = _adjustments(desk, session, order)
    with desk.db.write(desk.actor, "export_log") as session:
        serial = take_serial(session, desk.today().year)
        journal.note(
            session,
            {
                "serial": serial,
                "period": f"{period.first}/{period.last}",
                "layout": order.layout.title,
                "kind": order.kind,
                "rows": len(rows),
                "masked": not order.unmasked,
                "purpose": order.purpose.strip(),
            },
        )
    marks = Marks(
        serial=serial,
        by=maker(desk.actor.name),
        at=desk.instant(),
        purpose=order.purpose.strip(),
        code=journals.check_code(desk),
    )
    with i18n.speaking(i18n.CHINESE):
        return log_bytes(
            order.kind,
            rows,
            period,
            desk.centre,
            not order.unmasked,
            progress,
            layout=order.layout,
            marks=marks,
            voids=voids,
            adjustments=corrected,
        )


def _told(session: Session, found: Iterable[LedgerRow]) -> tuple[LedgerRow, ...]:
    """Return the rows of the log; a restricted case of others stands there with its figures only.

    The log has every number and adds up for everybody.
    """
    rows = tuple(found)
    hidden = sight.hidden_here(session, {row.case_id for row in rows})
    word = sight.closed_word(session)
    return tuple(_closed(row, word) if row.case_id in hidden else row for row in rows)


def _closed(row: LedgerRow, word: str) -> LedgerRow:
    return replace(
        row,
        first_applicant="",
        sex=None,
        phone="",
        respondent="",
        credit_code="",
        requests="",
        elsewhere=(),
        letters=(),
        remark=word,
    )


def _voids(session: Session, order: LogOrder) -> tuple[VoidNumber, ...]:
    """Return the void numbers of the period; only the whole log has every number."""
    if order.layout.which is not Which.STIRRED:
        return ()
    return voiding.received(session, order.period.first, order.period.last)


def _adjustments(desk: Desk, session: Session, order: LogOrder) -> Adjustments:
    """Return the corrections of locked periods that stand in the adjustment of this one.

    Locks go by the centre's own periods: the months of a receiver carry none.
    """
    period = order.period
    own = desk.period(period.span, period.year, period.number)
    if order.cases is not None or order.layout.which is not Which.STIRRED or own != period:
        return NO_ADJUSTMENTS
    return adjusted.of_period(session, period)


def take_serial(session: Session, year: int) -> str:
    """Take the next number of an export."""
    return f"{year}-{next_number(session, year, series=EXPORTS):04d}"


def maker(name: str) -> str:
    """Return who exports, and at which computer."""
    return f"{name} @ {node()}" if node() else name


def layouts(desk: Desk) -> tuple[Layout, ...]:
    """Return every layout: those that ship, then the centre's own."""
    desk.actor.require(Right.EXPORT)
    with desk.db.read() as session:
        return SHIPPED + log_layouts.listed(session)


def save_layout(desk: Desk, layout: Layout) -> int:
    """Save a layout of the centre's own; one that ships is saved as a new one."""
    desk.actor.require(Right.EXPORT)
    own = replace(layout, key="", id=layout.id)
    with desk.db.write(desk.actor, "save_layout") as session:
        others = [held for held in log_layouts.listed(session) if held.id != own.id]
        taken = {held.name for held in others} | {shipped.title for shipped in SHIPPED}
        errors.require(layout_problems(own, taken))
        return log_layouts.put(session, own)


def remove_layout(desk: Desk, layout_id: int) -> None:
    """Take a layout of the centre's own away; undo brings it back."""
    desk.actor.require(Right.EXPORT)
    with desk.db.write(desk.actor, "remove_layout") as session:
        log_layouts.remove(session, layout_id)
        cutoffs.forget_layout(session, str(layout_id))
    desk.reload()


def case_summary(desk: Desk, case_id: int) -> bytes:
    """Write the two-page summary of a case as PDF (案件摘要)."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import summary_pdf

    with desk.db.read() as session:
        case = cases.file(session, case_id)
    with i18n.speaking(i18n.CHINESE):
        return summary_pdf(case, desk.centre, desk.today())
