"""Backups that are made by themselves: which are kept, when the next is due, what is amiss."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from mediation_desk.domain.day_text import beijing
from mediation_desk.i18n import _


class Rung(NamedTuple):
    """Of each of the last `most` periods in which there is a backup, the last one is kept."""

    period: Callable[[datetime], tuple[int, ...]]
    most: int


def _hour(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day, at.hour


def _day(at: datetime) -> tuple[int, ...]:
    return at.year, at.month, at.day


def _week(at: datetime) -> tuple[int, ...]:
    return tuple(at.isocalendar()[:2])


def _month(at: datetime) -> tuple[int, ...]:
    return at.year, at.month


LADDER = (Rung(_hour, 24), Rung(_day, 14), Rung(_week, 8), Rung(_month, 24))
"""24 hours, 14 days, 8 weeks, 24 months (reliability.md P10), on China's clock."""

QUIET = (
    *("backup", "backup_failed", "second_copy", "rehearsal", "full_check"),
    *("restore", "sign_in", "unlock"),
)
"""Acts that change nothing of the centre's: after them nothing is new for a backup, and losing
them loses nothing."""

EVERY = timedelta(hours=1)
"""So often a backup is made while somebody works here."""
MANY = 20
"""Rows that an import writes at least for a backup to be made before it (reliability.md P10)."""
SECOND_DAYS = 7
"""So old a copy on the second medium may be before it is pointed out (reliability.md P10)."""
OLD_DAYS = 7
"""So old the last backup may be before it is pointed out."""
REHEARSAL = timedelta(days=30)
"""So often the newest backup is restored to a temporary place and looked through."""
CHECK = timedelta(days=7)
"""So often the whole file is looked through (reliability.md P8)."""
CHECKED_AGAIN = timedelta(days=1)
"""So soon it is looked through again where something was found: it may have been mended."""
LEAST_FREE = 1 << 30
LEAST_SHARE = 5
"""A disk with less than a gigabyte or so many per cent left is pointed out."""
UNREHEARSED_DAYS = 45
"""So long it may have been left undone, as at a computer that is seldom on."""


def kept(made: Iterable[datetime]) -> frozenset[datetime]:
    """Return which of these backups are kept; the newest always is."""
    newest_first = sorted(set(made), reverse=True)
    keep = set(newest_first[:1])
    for rung in LADDER:
        seen: set[tuple[int, ...]] = set()
        for at in newest_first:
            period = rung.period(beijing(at))
            if period not in seen:
                if len(seen) == rung.most:
                    break
                seen.add(period)
                keep.add(at)
    return frozenset(keep)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How it stands with the backups of a centre.

    `failed` says why the last one that was to be made by itself was not. `second` is the folder
    on the second medium, empty where none was chosen; `there` says whether it can be reached.
    """

    since: datetime
    folder: str
    here: bool
    computer: str = ""
    last_at: datetime | None = None
    failed: str = ""
    second: str = ""
    there: bool = False
    same_disk: bool = False
    second_at: datetime | None = None
    rehearsed_at: datetime | None = None
    rehearsal: tuple[str, ...] = ()
    checked_at: datetime | None = None
    check: tuple[str, ...] = ()
    """When the whole file was last looked through by itself, and what was found."""
    moved: bool = False
    """Whether something was saved since the last backup."""
    synced: str = ""
    """The program that copies the folder of the file elsewhere, empty where none does."""
    on_stick: bool = False
    """Whether the file lies on a disk that is made to be pulled out."""
    second_failed: str = ""
    """Why the last copy to the second medium was not made, empty where it was."""
    free: int | None = None
    """Bytes that the disk of the file has left, where it runs short; None while there is room."""

    def due(self, now: datetime) -> bool:
        """Say whether a backup should be made now."""
        if not self.here:
            return False
        if self.last_at is None:
            return True
        return self.moved and not timedelta() <= now - self.last_at < EVERY

    def rehearsal_due(self, now: datetime) -> bool:
        """Say whether a restore should be rehearsed now."""
        if not self.here or self.last_at is None:
            return False
        return self.rehearsed_at is None or now - self.rehearsed_at >= REHEARSAL

    def check_due(self, now: datetime) -> bool:
        """Say whether the whole file should be looked through now."""
        every = CHECKED_AGAIN if self.check else CHECK
        return self.here and now - (self.checked_at or self.since) >= every


class Worry(NamedTuple):
    """Something amiss with the backups: a few words for a badge, and one sentence."""

    badge: str
    sentence: str


def worries(keeping: Keeping, now: datetime) -> tuple[Worry, ...]:
    """Return what is amiss with the backups, the worst first."""
    return tuple(
        found
        for one in (
            _of_room(keeping),
            _of_check(keeping),
            _of_place(keeping),
            _of_last(keeping, now),
            _of_rehearsal(keeping, now),
            _of_second(keeping, now),
        )
        for found in one
    )


def days_since(at: datetime, now: datetime) -> int:
    """Return how many days of the calendar lie between, on China's clock."""
    return (beijing(now).date() - beijing(at).date()).days


def runs_short(free: int, whole: int) -> bool:
    """Say whether a disk should be pointed out before it is full (reliability.md P6)."""
    return free < LEAST_FREE or free * 100 < LEAST_SHARE * whole


def _of_room(keeping: Keeping) -> Iterator[Worry]:
    if keeping.free is not None:
        yield Worry(
            _("Disk almost full"),
            _("The disk with the centre's file has {size} MB left. Make room soon.").format(
                size=f"{keeping.free / 1e6:,.0f}"
            ),
        )


def _of_place(keeping: Keeping) -> Iterator[Worry]:
    if keeping.synced:
        yield Worry(
            _("File in a synced folder"),
            _(
                "The centre's file lies in a folder that {program} synchronises: it may be damaged"
                " or replaced by an older one. Close the desk and move it to a folder that is not"
                " synchronised; only backups belong there."
            ).format(program=keeping.synced),
        )
    if keeping.on_stick:
        yield Worry(
            _("File on a stick"),
            _(
                "The centre's file lies on a stick or another removable disk, which may be pulled"
                " out while something is saved. Close the desk and move the file to a disk of this"
                " computer; only backups belong on a stick."
            ),
        )


def _of_check(keeping: Keeping) -> Iterator[Worry]:
    if keeping.check and keeping.checked_at is not None:
        yield Worry(
            _("File check failed"),
            _("The full check on {day} found: {finding}").format(
                day=f"{beijing(keeping.checked_at):%Y-%m-%d}", finding=keeping.check[0]
            ),
        )


def _of_last(keeping: Keeping, now: datetime) -> Iterator[Worry]:
    if keeping.failed:
        yield Worry(
            _("Backup failed"),
            _("The last automatic backup failed: {reason}").format(reason=keeping.failed),
        )
    if keeping.last_at is None:
        yield Worry(_("No backup yet"), _("There is no backup of this centre's data yet."))
        return
    days = days_since(keeping.last_at, now)
    if keeping.moved and days > OLD_DAYS:  # else the last one still holds everything
        yield Worry(
            _("Backup {days} days old").format(days=days),
            _("The last backup is {days} days old.").format(days=days),
        )


def _of_rehearsal(keeping: Keeping, now: datetime) -> Iterator[Worry]:
    if keeping.rehearsal and keeping.rehearsed_at is not None:
        yield Worry(
            _("Restore rehearsal failed"),
            _("The rehearsal of a restore on {day} failed: {finding}").format(
                day=f"{beijing(keeping.rehearsed_at):%Y-%m-%d}", finding=keeping.rehearsal[0]
            ),
        )
        return
    since = keeping.rehearsed_at or keeping.since
    days = days_since(since, now)
    if keeping.last_at is not None and days > UNREHEARSED_DAYS:
        yield Worry(
            _("Restore not rehearsed"),
            _("For {days} days no backup was restored on trial.").format(days=days),
        )


def _of_second(keeping: Keeping, now: datetime) -> Iterator[Worry]:
    if keeping.second_failed:
        yield Worry(
            _("No copy on the second medium"),
            _("The last copy to the second medium was not made: {reason}").format(
                reason=keeping.second_failed
            ),
        )
    days = days_since(keeping.second_at or keeping.since, now)
    if days <= SECOND_DAYS:
        return
    if not keeping.second:
        yield Worry(
            _("No second medium"),
            _(
                "The backups lie on one disk only. Choose a stick or another disk as the second"
                " medium."
            ),
        )
        return
    badge = _("Second medium {days} days").format(days=days)
    never = keeping.second_at is None
    if not keeping.there:
        said = (
            _("The second medium {folder} is not connected; no copy was ever made there.")
            if never
            else _("The second medium {folder} is not connected; its last copy is {days} days old.")
        )
    else:
        said = _("The last copy on the second medium {folder} is {days} days old.")
    yield Worry(badge, said.format(folder=keeping.second, days=days))
