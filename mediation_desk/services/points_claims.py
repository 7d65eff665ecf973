"""Claims of subsidies for mediators (补贴申领): drawn up, made, withdrawn, written as files."""

from collections.abc import Sequence
from datetime import date

from mediation_desk import i18n
from mediation_desk.domain import errors, reasons
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import in_words
from mediation_desk.domain.period import Period
from mediation_desk.domain.points import Point, earned
from mediation_desk.domain.points_claim import PointsClaim, begins, still_to_claim
from mediation_desk.domain.rights import Right
from mediation_desk.domain.statistics import MonthBook
from mediation_desk.i18n import _
from mediation_desk.services import journals, logs, points, points_tables
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, period_lists
from mediation_desk.storage import points as store
from mediation_desk.storage.database import Session


def claims(desk: Desk) -> tuple[PointsClaim, ...]:
    """Return the claims made, the latest first."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        return store.claims(session)


def drawn_up(desk: Desk, period: Period) -> PointsClaim:
    """Return what a claim of a period would ask for; nothing is kept."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.read() as session:
        lines = _lines(session, period, store.claims(session))
    return PointsClaim(
        period=period, made_on=desk.today(), made_by=desk.actor.name, lines=tuple(lines)
    )


def _lines(session: Session, period: Period, made: Sequence[PointsClaim]) -> list[Point]:
    standards = period_lists.standards(session)
    files = store.files(session, begins(made, period), period.last)
    now = [point for facts in files for point in earned(facts, standards)]
    return list(still_to_claim(now, made))


def claim(desk: Desk, period: Period) -> int:
    """Make the claim of a period that is over; what it asks for stays as it is now."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "claim_points") as session, i18n.speaking(i18n.CHINESE):
        made = store.claims(session)
        if against := hindrance(made, period, desk.today()):
            raise DeskError(against)
        lines = _lines(session, period, made)
        if not lines:
            raise DeskError(_("There is nothing to claim for this period."))
        made_now = PointsClaim(
            period=period,
            serial=logs.take_serial(session, desk.today().year),
            made_on=desk.today(),
            made_by=desk.actor.name,
        )
        said = {"serial": made_now.serial, "period": f"{period.first}/{period.last}"}
        journal.note(session, said)
        return store.add_claim(session, made_now, lines)


def hindrance(made: Sequence[PointsClaim], period: Period, today: date) -> str:
    """Say why a period cannot be claimed, empty where it can: not over, or claimed already."""
    if period.last >= today:
        return _("The period is not over yet: it ends on {day}.").format(day=period.last)
    last = max((one.period.last for one in made if one.counts), default=None)
    if last is None or last < period.last:
        return ""
    return _("Points up to {day} were claimed already. Withdraw that claim first.").format(
        day=last.isoformat()
    )


def withdraw(desk: Desk, claim_id: int, reason: str) -> None:
    """Withdraw the last claim that stands, with a reason; its points can be claimed again."""
    desk.actor.require(Right.SUPERVISE)
    errors.require(reasons.problems("reason", reason))
    with desk.db.write(desk.actor, "withdraw_points_claim") as session:
        standing = [one for one in store.claims(session, with_lines=False) if one.counts]
        if not standing or standing[0].id != claim_id:
            raise DeskError(_("Only the last claim that stands can be withdrawn."))
        journal.note(session, {"serial": standing[0].serial, "reason": reason.strip()})
        store.withdraw_claim(session, claim_id, desk.today(), reason.strip())


def claim_bytes(desk: Desk, claim_id: int, kind: str) -> bytes:
    """Write a claim as .xlsx or PDF under its own number; that it was written is journalled."""
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.reports import month_bytes
    from mediation_desk.reports.log import Marks

    with desk.db.write(desk.actor, "export_points") as session:
        made = next(one for one in store.claims(session) if one.id == claim_id)
        journal.note(session, {"serial": made.serial, "kind": kind})
        names = points.names_of(session)
    marks = Marks(
        serial=made.serial,
        by=logs.maker(desk.actor.name),
        at=desk.instant(),
        purpose="" if made.counts else _("withdrawn"),
        code=journals.check_code(desk),
    )
    with i18n.speaking(i18n.CHINESE):
        bound: MonthBook = points.book(
            desk.centre.name,
            made.period,
            (points_tables.claim_sheet(made, names), points_tables.claim_annex(made, names)),
            said=_("Claimed in all: {sum}").format(sum=in_words(made.yuan)),
        )
        return month_bytes(kind, bound, marks)
