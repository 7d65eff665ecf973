"""The month: reports of a period, the cases behind a number, locking, and files of it (统计)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Right
from mediation_desk.domain.statistics import (
    Behind,
    Counting,
    Line,
    MonthBook,
    Picture,
    Report,
    Shape,
)
from mediation_desk.i18n import _
from mediation_desk.services import (
    exports,
    month_checks,
    month_compared,
    month_list_tables,
    month_performance,
    month_risk_table,
    month_tables,
    risk,
    small_numbers,
)
from mediation_desk.services.desk import Desk
from mediation_desk.services.month_list_tables import Listed
from mediation_desk.services.month_tables import Counted
from mediation_desk.storage import came_later, month_lists, period_lists, sight, statistics
from mediation_desk.storage import centre as centres
from mediation_desk.storage.database import Session
from mediation_desk.storage.period_facts import Facts
from mediation_desk.storage.readings import Readings

STOCKS = ("opening", "open")
"""Figures that no correction changes by itself: they follow from what came in and ended."""
Progress = Callable[[int, int], bool]
_STEPS = 6


def period_of(desk: Desk, span: Span, year: int, number: int) -> Period:
    """Return a period with the centre's own cut-off day."""
    desk.actor.require(Right.READ)
    return desk.period(span, year, number)


def last_month(desk: Desk) -> Period:
    """Return the last month that is over, with the centre's own cut-off day."""
    desk.actor.require(Right.READ)
    return desk.month_with(desk.today()).before()


def month_book(
    desk: Desk,
    period: Period,
    progress: Progress | None = None,
    readings: Readings | None = None,
) -> MonthBook:
    """Return every report of a period; of a locked one, case figures as they were kept.

    `readings` are those of a report under way, so that no period is read twice for it.
    """
    desk.actor.require(Right.READ)
    read = readings or Readings()
    with desk.db.read() as session:
        with sight.whole(session):
            lock = read.lock(session, period)
            facts = read.of(session, period)
            counted = _counted(session, read, period, progress)
        lists = _lists(desk, session, period, facts, progress)
        reports = _reports(session, period, facts, counted, lists)
        checks = month_checks.checks(facts, counted)
        changed, imported = _changed(desk, session, lock) if lock else ((), ())
    return MonthBook(
        centre=desk.centre.name,
        period=period,
        reports=reports,
        checks=checks,
        locked_on=lock.locked_on if lock else None,
        locked_by=lock.locked_by if lock else "",
        changed=changed,
        imported=imported,
    )


def behind(desk: Desk, period: Period, way: Behind) -> Counting:
    """Return the cases behind a number, by the same condition that counted it.

    Those that are hidden from whoever acts are counted there too, and not named.
    """
    desk.actor.require(Right.READ)
    if way.cases:
        return Counting(cases=way.cases)
    with desk.db.read() as session, sight.whole(session):
        found = _counted_by(session, way, way.period or period)
        hidden = sight.hidden_here(session, found)
    return Counting(cases=tuple(key for key in found if key not in hidden), hidden=len(hidden))


def _counted_by(session: Session, way: Behind, asked: Period) -> tuple[int, ...]:
    if way.employer:
        return month_lists.of_employer(session, way.employer, asked.last)
    lock = statistics.lock_of(session, asked)
    if way.measure == month_performance.UNTOLD:
        return month_performance.behind(session, asked.last, lock)
    measures, found = way.measure.split("+"), set[int]()
    if way.adjusts != "only":
        facts = Facts(session, asked, lock.id if lock else None)
        for measure in measures:
            found |= set(statistics.behind(facts, measure, way.dimension, way.keys))
    if way.adjusts:
        flows = [x for m in measures for x in (("accepted", "closed") if m in STOCKS else (m,))]
        found |= set(statistics.adjusting(session, asked, flows, way.dimension, way.keys))
    return tuple(sorted(found))


def book_bytes(
    desk: Desk,
    book: MonthBook,
    kind: str,
    progress: Progress | None = None,
    pictures: Sequence[Picture] = (),
) -> bytes:
    """Write the reports of a period as .xlsx or PDF; the export is numbered and journalled.

    Small numbers stand in them only where whoever leads the centre writes them whole.
    """
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import month_bytes

    if small_numbers.must_hide(desk):
        book, pictures = given(desk, book, pictures)
    marks = exports.numbered(desk, "export_month", book.period, kind)
    with i18n.speaking(i18n.CHINESE):
        return month_bytes(kind, book, marks, progress, pictures)


def given(
    desk: Desk, book: MonthBook, pictures: Sequence[Picture] = ()
) -> tuple[MonthBook, tuple[Picture, ...]]:
    """Return the reports and pictures of a period as others are given them (小数抑制)."""
    desk.actor.require(Right.READ)
    least = small_numbers.least(desk)
    shown = small_numbers.shared(book, least)
    return shown, small_numbers.pictures(shown, pictures)


def _tell(progress: Progress | None, done: int) -> None:
    if progress is not None and progress(done, _STEPS) is False:
        raise DeskError(_("Cancelled. Nothing was left behind."))


def _counted(
    session: Session, read: Readings, period: Period, progress: Progress | None
) -> Counted:
    """Count the period and those it is compared with; a locked one answers from what was kept."""
    _tell(progress, 0)
    by = statistics.counts(read.of(session, period))
    _tell(progress, 1)
    earlier = read.whole(session, period.before())
    _tell(progress, 2)
    year_before = read.whole(session, period.year_before())
    _tell(progress, 3)
    so_far = period.year_so_far()
    corrections = statistics.corrections(session, period).values()
    changed = month_tables.plus(lines.get(statistics.WHOLE, {}) for lines in corrections)
    adjusted = month_tables.balanced(changed)
    before = read.lock(session, period.before())
    came = _came(session, period) if any(changed.values()) else 0
    return Counted(
        period=period,
        by=by,
        adjusted=adjusted,
        corrected=month_tables.by_dimension(corrections),
        carried=month_checks.carried(
            before, earlier["open"], by[""][""]["opening"], adjusted["opening"]
        ),
        came=month_checks.came(came),
        earlier=earlier,
        year_before=year_before,
        year_to_date=read.whole(session, so_far),
    )


def _came(session: Session, period: Period) -> int:
    """Count the cases of an adjustment that came in with a ledger after their period's lock."""
    keys = statistics.adjusting(session, period, ("accepted", "closed"))
    held = statistics.earlier(statistics.locks(session), period)
    found = frozenset[int]()
    for lock in held[-1:]:  # whatever came before that one it carried already
        found |= came_later.among(session, lock, set(keys))
    return len(found)


def _lists(
    desk: Desk, session: Session, period: Period, facts: Facts, progress: Progress | None
) -> Mapping[str, Listed]:
    """Return the lists of a period: kept by its lock, else as recorded; and their corrections."""
    _tell(progress, 4)
    lock, today = statistics.lock_of(session, period), desk.today()
    kept = period_lists.kept(session, lock.id) if lock else None
    if lock is None:
        standing = _("This table follows the records until the period is locked.")
    elif kept is not None:
        standing = _("This table is as it was when the period was locked.")
    else:
        standing = _(
            "The period was locked before lists were kept: this table follows the records."
        )
    limits = risk.limits_of(desk, session)
    with sight.whole(session):
        lists = kept or period_lists.live(session, facts, period, today, limits)
        lists = month_performance.with_untold(session, lists, period.last)
        _tell(progress, 5)
        corrected = period_lists.corrected(session, period, today, limits)
        lists = _seen(session, lists)
        corrected = tuple(
            replace(
                one,
                added=_seen(session, {one.code: one.added})[one.code],
                dropped=_seen(session, {one.code: one.dropped})[one.code],
            )
            for one in corrected
        )
    if kept is None and sight.narrows(session):  # as the page of employers at risk shows it
        own = period_lists.at_risk(session, period, today, limits)
        lists = {**lists, "at_risk": own}
    return month_list_tables.listed(lists, corrected, _imported(session, corrected), standing)


def _imported(session: Session, corrected: Sequence[period_lists.Corrected]) -> frozenset[int]:
    """Return which cases of corrected lists came in with a ledger after the lock."""
    place, found = period_lists.CASE, frozenset[int]()
    for one in corrected:
        if one.code in place:
            keys = {row[place[one.code]] for row in one.added}
            lock = statistics.lock_of(session, one.period)
            found |= came_later.among(session, lock, keys) if lock else frozenset()
    return found


def _seen(session: Session, lists: period_lists.Lists) -> period_lists.Lists:
    """Leave out the rows of cases that are hidden from whoever acts, also those of a lock."""
    place = period_lists.CASE
    named = {row[place[code]] for code, rows in lists.items() if code in place for row in rows}
    named.discard(None)  # letters and aid that belong to no case
    hidden = sight.hidden_here(session, named)
    return {
        code: [row for row in rows if code not in place or row[place[code]] not in hidden]
        for code, rows in lists.items()
    }


def _changed(
    desk: Desk, session: Session, lock: statistics.Lock
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the cases that differ from what the lock kept: corrected, and imported since."""
    with sight.whole(session):
        facts = statistics.changed_since(session, lock)
        lists = period_lists.changed(session, lock, desk.today(), risk.limits_of(desk, session))
        differing = {*facts, *lists}
        imported = came_later.among(session, lock, differing)
        hidden = sight.hidden_here(session, differing)
    shown = differing - hidden
    return tuple(sorted(shown - imported)), tuple(sorted(shown & imported))


def _reports(
    session: Session,
    period: Period,
    facts: Facts,
    counted: Counted,
    lists: Mapping[str, Listed],
) -> tuple[Report, ...]:
    """Make every report of procedure.md 6.4 in its order, the summary first."""
    table, by_key = month_tables.table, month_tables.by_key
    names = {str(user.id): user.name for user in centres.users(session)}
    sources = month_tables.by_key(counted, "source", _source_name)
    trades = by_key(counted, "trade", month_tables.trade_name)
    return (
        month_tables.summary(counted, _extra(facts, lists), _remarks(lists)),
        table(counted, "R1", _("Main table"), _("Class of dispute"), "cause",
              month_tables.classes(counted)),
        table(counted, "R2", _("By district"), _("District or county"), "district",
              month_tables.by_district(counted)),
        table(counted, "R3", _("By industry and ownership"), _("Industry · ownership"), "trade",
              trades),
        table(counted, "R4", _("By source"), _("Source of the case"), "source", sources),
        month_tables.mediators(counted, names),
        month_list_tables.collective(lists["groups"]),
        month_list_tables.missed(lists["missed"]),
        month_list_tables.arrears(
            lists["arrears"], month_performance.told(lists, period.last)
        ),
        month_list_tables.courses(lists["courses"]),
        month_list_tables.letters(lists["letters"]),
        month_list_tables.aid(lists["aid"]),
        month_risk_table.employers(lists["at_risk"], lists["limits"], period.last),
        month_compared.people(counted),
        month_compared.comparison(counted),
    )  # fmt: skip


def _source_name(code: str) -> str:
    from mediation_desk.domain.case import Source

    return Source.of(code).label


def _extra(facts: Facts, lists: Mapping[str, Listed]) -> tuple[Line, ...]:
    """Return the lines of the summary that are not counted over the cases of the period."""
    plain = month_performance.plain
    asked = lists["enquiries"]
    now = asked.rows[0][0]
    more = sum(
        sum(row[0] for row in one.added) - sum(row[0] for row in one.dropped)
        for one in asked.corrected
    )
    return (
        *month_performance.lines(lists),
        plain(_("Median days to an agreement"), statistics.median_days(facts), Shape.COUNT),
        Line(
            label=_("Enquiries"),
            values=(now, more, now + more),
            shapes=(Shape.COUNT,) * 3,
        ),
    )


def _remarks(lists: Mapping[str, Listed]) -> tuple[str, ...]:
    return (
        *month_performance.remarks(lists),
        _("Median days to an agreement: from acceptance to the day the agreement takes effect."),
        _("Enquiries are counted by their day and are no cases."),
    )
