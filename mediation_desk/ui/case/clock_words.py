"""A clock in words: its name, how it stands, and everything that explains it. Pure text."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from mediation_desk.domain import deadlines
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.clock_notes import ClockNote
from mediation_desk.domain.clock_register import (
    IN_THE_BACKGROUND,
    OF_A_WORKER,
    ClockKind,
    Unit,
    counted_title,
    lost,
)
from mediation_desk.domain.own_courses import PERIODS
from mediation_desk.domain.stages import LOCKED
from mediation_desk.domain.standings import Standing, standing
from mediation_desk.domain.tracks import Standing as Performed
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Tone

Kinds = Mapping[str, ClockKind]
"""The register as the centre has set it."""

_TONES = {
    Standing.ALARM: Tone.WARN,
    Standing.LAST_DAY: Tone.WARN,
    Standing.MISSED: Tone.BAD,
    Standing.EXPIRED: Tone.MUTED,
    Standing.MET_LATE: Tone.MUTED,
    Standing.MET: Tone.MUTED,
    Standing.VOID: Tone.MUTED,
}
_ORDER = (ClockState.RUNNING, ClockState.MISSED, ClockState.MET, ClockState.VOID)


def in_order(clocks: Iterable[Clock], today: date = date.min) -> list[Clock]:
    """Return clocks with those that run first, each part by its day; expired ways ran out."""

    def place(clock: Clock) -> tuple[int, date, str, str]:
        gone = clock.state is ClockState.RUNNING and lost(clock.kind, clock.due, today)
        state = ClockState.MISSED if gone else clock.state
        return _ORDER.index(state), clock.due, clock.kind, clock.detail

    return sorted(clocks, key=place)


def folded(
    clocks: Iterable[Clock], unfolded: Collection[int] = (), today: date = date.min
) -> list[tuple[Clock, tuple[Clock, ...]]]:
    """Pair each clock with the like ones of other workers, which stand in its row (支付令).

    A row whose first key is among `unfolded` is followed by a row for each of its workers.
    """
    alike: dict[tuple[object, ...], list[Clock]] = {}
    for clock in in_order(clocks, today):
        apart = clock.id if clock.kind not in OF_A_WORKER else 0
        key = clock.kind, clock.start, clock.raw_due, clock.due, clock.state, clock.met_on, apart
        alike.setdefault(key, []).append(clock)
    rows: list[tuple[Clock, tuple[Clock, ...]]] = []
    for together in alike.values():
        first, members = together[0], tuple(together)
        if len(members) == 1:
            rows.append((first, ()))
            continue
        rows.append((replace(first, detail=_("{n} workers").format(n=len(members))), members))
        if first.id in unfolded:
            rows += [(one, ()) for one in members]
    return rows


def name(clock: Clock) -> str:
    """Name a clock, with what tells it from its like."""
    title = deadlines.kind(clock.kind).title
    counted = counted_title(clock.kind, clock.detail, clock.start)
    if clock.detail and clock.kind in PERIODS:
        return _("{name}: {text}").format(name=clock.detail, text=title)
    return counted or (f"{title} ({clock.detail})" if clock.detail else title)


def rank(clock: Clock) -> str:
    """Say whether the law, the house or the parties set the period."""
    return deadlines.kind(clock.kind).grade.label


def rank_tone(clock: Clock) -> Tone:
    """Return the tone that tells the law's periods from others."""
    of_law = deadlines.kind(clock.kind).grade is deadlines.Rank.LAW
    return Tone.PLAIN if of_law else Tone.MUTED


def rolled(clock: Clock) -> str:
    """Write the day to which the last day is moved, with the mark of a provisional one."""
    moved = "—" if clock.due == clock.raw_due else clock.due.isoformat()
    return f"{moved} {_('provisional')}" if clock.provisional else moved


def last_day(clock: Clock, day: str = "") -> str:
    """Write the last day, or as it is told here, with the mark of a provisional one (暂定)."""
    told = day or clock.due.isoformat()
    return f"{told} {_('provisional')}" if clock.provisional else told


def state_text(clock: Clock, today: date, kinds: Kinds | None = None) -> str:
    """Say how a clock stands, with the days left or the day on which it was kept."""
    found = standing(clock, today, kinds)
    if clock.state is ClockState.RUNNING:
        if found is Standing.LAST_DAY:
            return _("Last day: today")
        return days_left(clock, today)
    if clock.state is ClockState.MISSED:
        return found.label if found is Standing.EXPIRED else clock.state.label
    return f"{found.label} {clock.met_on or ''}".strip()


def only_unwatched(clock: Clock, case: CaseFile) -> bool:
    """Say whether a year of limitation rests because the case is closed: the claims live on."""
    at_rest = clock.kind in IN_THE_BACKGROUND and clock.state is ClockState.VOID
    performed = case.performance is Performed.PERFORMED
    again = any(c.kind == clock.kind and c.state is ClockState.RUNNING for c in case.clocks)
    return at_rest and case.stage in LOCKED and not performed and not again


def days_left(clock: Clock, today: date) -> str:
    """Say how many days are left, or by how many the clock is missed; a way expires."""
    if lost(clock.kind, clock.due, today):
        return Standing.EXPIRED.label
    left = (clock.due - today).days
    if left < 0:
        return _("{n} days overdue").format(n=-left)
    return _("today") if left == 0 else _("{n} days left").format(n=left)


def tone(clock: Clock, today: date, kinds: Kinds | None = None) -> Tone:
    """Return the tone of how a clock stands; red and amber are for those that run."""
    return _TONES.get(standing(clock, today, kinds), Tone.PLAIN)


def length(row: ClockKind) -> str:
    """Write how long a period is: 15 calendar days, or as agreed."""
    if row.length is None:
        return _("as agreed")
    if row.length == 0:
        return _("to the day agreed")
    text = f"{abs(row.length)} {_unit(row.unit)}"
    if row.others:
        text += f" / {' / '.join(map(str, row.others))}"
    return _("{length} before").format(length=text) if row.length < 0 else text


def _unit(unit: Unit) -> str:
    return unit.label


def explained(clock: Clock, kinds: Kinds | None = None, notes: Iterable[ClockNote] = ()) -> str:
    """Explain a clock: rule, trigger, day as counted and as moved, what follows, and whom."""
    return "\n".join(_lines(clock, kinds or deadlines.register(), notes))


def _lines(clock: Clock, kinds: Kinds, notes: Iterable[ClockNote]) -> Iterator[str]:
    row = kinds.get(clock.kind) or deadlines.kind(clock.kind)
    yield f"{row.title} · {row.grade.label} · {row.basis}"
    yield _("Starts with: {trigger}, {day}").format(trigger=_(row.starts_on), day=clock.start)
    yield _("Counted from {start}; ends {raw}").format(start=clock.start, raw=clock.raw_due)
    if clock.due != clock.raw_due:
        yield _("The last day is a day off: moved to {due}").format(due=clock.due)
    if clock.provisional:
        yield _("Provisional: the year's notice of days off is not known yet")
    yield _("Concerns {who}; if missed: {what}").format(who=_(row.on_whom), what=_(row.if_missed))
    for note in notes:
        if note.clock_id == clock.id:
            told = f"{note.act.label} {note.day} {note.by}"
            yield f"{told}: {note.reason}" if note.reason else told
