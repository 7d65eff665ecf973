"""Mediators' work (工作考评): caseload and points of a period, the standard, levels set by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk import i18n
from mediation_desk.domain import errors, reasons
from mediation_desk.domain.errors import DeskError, Invalid, Problem
from mediation_desk.domain.period import Period
from mediation_desk.domain.points import (
    FileFacts,
    Standard,
    Standards,
    example,
    in_force,
    standard_problems,
)
from mediation_desk.domain.rights import Right
from mediation_desk.domain.statistics import MonthBook, Report
from mediation_desk.i18n import _
from mediation_desk.services import exports, points_tables, risk
from mediation_desk.services.desk import Desk
from mediation_desk.services.points_tables import Correction, FileWork
from mediation_desk.storage import centre, journal, period_lists, sight, statistics
from mediation_desk.storage import points as store
from mediation_desk.storage.database import Session

TABLES = frozenset({"points_standard", "file_level", "points_claim", "points_claim_line"})
"""What an undo on the page looks at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The work of a period: the mediators, the files behind, the standards, what was claimed."""

    centre: str
    period: Period
    mediators: Report
    files: tuple[FileWork, ...]
    counting: Standards
    names: Mapping[int | None, str]
    claimed: str = ""
    """The number of the claim made for this very period."""
    locked_on: date | None = None
    """Set where the files are those that the lock of the period kept."""
    corrections: tuple[Correction, ...] = ()
    """What earlier, locked periods got or lost by corrections since their lock."""

    @property
    def standard(self) -> Standard | None:
        """The standard that counts on the last day."""
        return self.counting.on(self.period.last)

    def of(self, name: str) -> Report:
        """Return the files of a mediator by name, or of all."""
        chosen = [one for one in self.files if not name or self.names.get(one.mediator_id) == name]
        late = [
            one
            for one in self.corrections
            if not name or self.names.get(one.work.mediator_id) == name
        ]
        return points_tables.of_files(chosen, self.counting, self.period, self.names, late)


def work(desk: Desk, period: Period) -> Work:
    """Return the work of a period: everybody's for the supervisor, else one's own."""
    desk.actor.require(Right.READ)
    own = None if desk.actor.may(Right.SUPERVISE) else desk.actor.id
    with desk.db.read() as session:
        counting = period_lists.standards(session)
        kept = _kept(session, period)
        files = kept or store.files(session, period.first, period.last, with_open=True)
        late = _corrections(desk, session, period, counting)
        lock = statistics.lock_of(session, period) if kept is not None else None
        names = names_of(session)
        made = [one for one in store.claims(session, with_lines=False) if one.counts]
    if own is not None:
        files = tuple(one for one in files if one.mediator_id == own)
        late = tuple(one for one in late if one.work.mediator_id == own)
    return Work(
        centre=desk.centre.name,
        period=period,
        mediators=points_tables.mediators(files, counting, period, names, late),
        files=points_tables.works(files, counting, period),
        counting=counting,
        names=names,
        claimed=next((one.serial for one in made if one.period == period), ""),
        locked_on=lock.locked_on if lock else None,
        corrections=late,
    )


def _kept(session: Session, period: Period) -> tuple[FileFacts, ...] | None:
    """Return the files as the lock of a period kept them, but for those hidden from whoever acts.

    None where it is not locked, or was before files were kept.
    """
    lock = statistics.lock_of(session, period)
    with sight.whole(session):
        lists = period_lists.kept(session, lock.id) if lock else None
        if lists is None or "points" not in lists:
            return None
        found = store.kept(lists["points"], period)
        hidden = sight.hidden_here(session, {one.case_id for one in found})
    return tuple(one for one in found if one.case_id not in hidden)


def _corrections(
    desk: Desk, session: Session, period: Period, counting: Standards
) -> tuple[Correction, ...]:
    """Return the files that earlier, locked periods gained or lost since."""
    found = []
    with sight.whole(session):
        limits = risk.limits_of(desk, session)
        for one in period_lists.corrected(session, period, desk.today(), limits):
            if one.code != "points":
                continue
            for rows, sign in ((one.dropped, -1), (one.added, 1)):
                facts = store.kept(rows, one.period)
                found += [
                    Correction(period=one.period, sign=sign, work=work)
                    for work in points_tables.works(facts, counting, one.period)
                ]
        hidden = sight.hidden_here(session, {one.work.facts.case_id for one in found})
    return tuple(one for one in found if one.work.facts.case_id not in hidden)


def names_of(session: Session) -> dict[int | None, str]:
    """Return the people by key; two of one name are told apart by it."""
    users = centre.users(session)
    twice = {one.name for one in users if sum(other.name == one.name for other in users) > 1}
    return {
        user.id: f"{user.name}（{user.id}）" if user.name in twice else user.name for user in users
    }


def work_bytes(desk: Desk, shown: Work, kind: str) -> bytes:
    """Write the work of a period as .xlsx or PDF; the export is numbered and journalled."""
    desk.actor.require(Right.EXPORT)
    from mediation_desk.reports import month_bytes

    period = shown.period
    marks = exports.numbered(desk, "export_points", period, kind)
    with i18n.speaking(i18n.CHINESE):
        again = work(desk, period)
        reports = (again.mediators, again.of(""))
        return month_bytes(kind, book(again.centre, period, reports), marks)


def book(centre_name: str, period: Period, reports: Sequence[Report], said: str = "") -> MonthBook:
    """Bind tables for the writers of the month's reports."""
    return MonthBook(
        centre=centre_name, period=period, reports=tuple(reports), said=said, lockable=False
    )


def standards(desk: Desk) -> tuple[Standard, ...]:
    """Return the centre's standards, the latest first."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.standards(session)


def stored(desk: Desk, standard_id: int) -> Standard | None:
    """Return a standard as stored now, None where there is none."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return next((one for one in store.standards(session) if one.id == standard_id), None)


def begun(desk: Desk) -> Standard:
    """Return what a new standard begins with: the one in force, else a neutral example."""
    desk.actor.require(Right.SUPERVISE)
    today = desk.today()
    known = in_force(standards(desk), today)
    month = today.replace(day=1)
    if known is None:
        return example(month)
    return replace(known, id=0, version=0, since=month, taken_over_on=None, taken_over_by="")


def save_standard(desk: Desk, standard: Standard) -> int:
    """Save a standard that is not in force yet; returns its key."""
    desk.actor.require(Right.SUPERVISE)
    draft = replace(standard, taken_over_on=None, taken_over_by="")
    with desk.db.write(desk.actor, "save_points_standard") as session:
        known = store.standards(session)
        if any(one.id == draft.id and one.taken_over_on is not None for one in known):
            raise DeskError(_taken_over())
        errors.require(standard_problems(draft, known))
        _require_unclaimed(session, draft)
        return store.put_standard(session, draft)


def take_over(desk: Desk, standard_id: int, version: int) -> None:
    """Take a standard over: from its day on it counts, and it is not changed any more."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "take_over_points") as session:
        held = store.standard(session, standard_id)
        if held.taken_over_on is not None:
            raise DeskError(_taken_over())
        if not held.basis.strip():
            text = _("Name the document or decision that the standard rests on.")
            raise Invalid((Problem("basis", text),))
        _require_unclaimed(session, held)
        store.put_standard(
            session,
            replace(
                held,
                version=version,
                taken_over_on=desk.today(),
                taken_over_by=desk.actor.name,
            ),
        )


def remove_standard(desk: Desk, standard_id: int) -> None:
    """Take a standard away by which nothing was claimed; undo brings it back."""
    desk.actor.require(Right.SUPERVISE)
    with desk.db.write(desk.actor, "remove_points_standard") as session:
        held = store.standard(session, standard_id)
        if held.taken_over_on is not None:
            _require_unclaimed(session, held)
        store.remove_standard(session, standard_id)


def _taken_over() -> str:
    return _("This standard has been taken over: make a new one from a later day on.")


def _require_unclaimed(session: Session, standard: Standard) -> None:
    """Refuse to change what days are counted by that were claimed already."""
    last = max(
        (one.period.last for one in store.claims(session, with_lines=False) if one.counts),
        default=None,
    )
    if last is not None and standard.since <= last:
        text = _("Points up to {day} were claimed already: a standard begins later.")
        raise Invalid((Problem("since", text.format(day=last.isoformat())),))


def set_level(desk: Desk, case_id: int, level: str, reason: str) -> None:
    """Set the level of a file by hand with a reason; an empty level goes back to the rule."""
    desk.actor.require(Right.SUPERVISE)
    if level:
        errors.require(reasons.problems("reason", reason))
    with desk.db.write(desk.actor, "set_file_level") as session:
        known = {one.name for held in store.standards(session) for one in held.levels}
        if level and level not in known:
            text = _("No standard has a level {name}.").format(name=level)
            raise Invalid((Problem("level", text),))
        journal.note(session, {"level": level, "reason": reason.strip()})
        store.set_level(session, case_id, level, reason.strip(), desk.actor.name)
