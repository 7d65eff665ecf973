"""What stands against a hearing at a time: rooms and people taken, absences, odd hours."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from mediation_desk.domain import reasons
from mediation_desk.domain.clock_register import ClockKind
from mediation_desk.domain.deadlines import Calendar, add_working_days, on_or_after
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import Hearing, ending
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.holidays import day_kind
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class ClashKind(Term):
    """What a clash is about."""

    PAST = "past", N_("The past")
    DAY_OFF = "day_off", N_("Day off")
    HOURS = "hours", N_("Office hours")
    ROOM = "room", N_("Room")
    SEATS = "seats", N_("Seats")
    PERSON = "person", N_("Person")
    ABSENCE = "absence", N_("Absence")
    PERIOD = "period", N_("Mediation period")


_OF_THE_HOUR = frozenset(
    {ClashKind.ROOM, ClashKind.SEATS, ClashKind.PERSON, ClashKind.ABSENCE, ClashKind.HOURS}
)


@dataclass(frozen=True, slots=True)
class Clash:
    """Something that stands against a hearing at that time, as a sentence, and on what it rests."""

    text: str
    kind: ClashKind = ClashKind.PERSON
    basis: str = ""

    @property
    def told(self) -> str:
        """The sentence with what it rests on."""
        return self.text + _in_brackets(self.basis)

    @property
    def of_the_hour(self) -> bool:
        """Whether room, people or office are not to be had then: taken, away, too small, shut."""
        return self.kind in _OF_THE_HOUR

    @property
    def of_the_day(self) -> bool:
        """Whether the day itself is not one for hearings: it is a day off, or has passed."""
        return self.kind in (ClashKind.DAY_OFF, ClashKind.PAST)


def _in_brackets(basis: str) -> str:
    """Write what something rests on in brackets, without brackets inside them."""
    return f"（{basis.replace('（', '，').replace('）', '')}）" if basis else ""


class PartOfDay(Term):
    """How much of each day somebody is away."""

    WHOLE = "whole", N_("Whole day")
    MORNING = "morning", N_("Morning")
    AFTERNOON = "afternoon", N_("Afternoon")


NOON = time(12)
HOLIDAY_LAW = "全国年节及纪念日放假办法第二条"
WEEKLY_REST = "国务院关于职工工作时间的规定第七条"
_SATURDAY = 5
_MOST_NAMED = 3
LEAD = 3
"""Working days between notice and hearing, unless the centre sets its own (DL07)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days on which somebody cannot come (不能到场、请假).

    Exactly one of `party_id`, `user_id`, `agent_id` and `guest` says who: a party, a person of the
    centre, an agent, or an interpreter or panel member from outside, who is known by name and
    `phone`. `name` is how people read it.
    """

    id: int = 0
    party_id: int | None = None
    user_id: int | None = None
    name: str = ""
    first_day: date
    last_day: date
    part: PartOfDay = PartOfDay.WHOLE
    note: str = ""
    agent_id: int | None = None
    guest: str = ""
    phone: str = ""

    @property
    def of_guest(self) -> bool:
        """Whether it is of somebody who is neither a party nor of the centre."""
        return self.agent_id is not None or bool(self.guest)

    def covers(self, day: date, begins: time, ends: time) -> bool:
        """Say whether the person is away during a part of that time."""
        if not self.first_day <= day <= self.last_day:
            return False
        match self.part:
            case PartOfDay.MORNING:
                return begins < NOON
            case PartOfDay.AFTERNOON:
                return ends > NOON
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A room or a person taken by a hearing: `who` is the name, `number` the other case's."""

    kind: ClashKind
    who: str
    number: str
    day: date
    begins: time
    minutes: int

    @property
    def ends(self) -> time:
        """The time from which the room or person is free again."""
        return ending(self.begins, self.minutes)

    def overlaps(self, day: date, begins: time, ends: time) -> bool:
        """Say whether the times touch; one that ends as the other begins does not."""
        return day == self.day and begins < self.ends and self.begins < ends


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """The hours in which hearings are held, a setting of the centre."""

    opens: time = time(8, 30)
    noon_from: time = time(12)
    noon_to: time = time(14)
    closes: time = time(17, 30)

    @property
    def halves(self) -> tuple[tuple[time, time], ...]:
        """Morning and afternoon; hours without a break at noon are one."""
        if self.noon_from >= self.noon_to:
            return ((self.opens, self.closes),)
        return ((self.opens, self.noon_from), (self.noon_to, self.closes))

    def hold(self, begins: time, ends: time) -> bool:
        """Say whether a time lies within the hours; it may run through noon."""
        return self.opens <= begins and ends <= self.closes


@dataclass(frozen=True, slots=True)
class Lead:
    """The notice of a hearing: its last day, and how many working days are left until then.

    `basis` is what the length of the notice rests on.
    """

    due: date
    days: int
    needed: int
    basis: str = ""

    @property
    def short(self) -> bool:
        """Whether the notice can no longer be sent in time."""
        return self.days < self.needed

    @property
    def told(self) -> str:
        """How much time is left where it is too little, and on what that rests."""
        text = _("Only {days} of {needed} working days are left for the notice").format(
            days=self.days, needed=self.needed
        )
        if self.days < 1:
            text = _("No working day is left for the notice, which needs {needed}")
            text = text.format(needed=self.needed)
        return text + _in_brackets(self.basis)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would follow if a hearing were fixed so, told before it is saved."""

    clashes: tuple[Clash, ...]
    lead: Lead
    doubt: DayDoubt | None = None


def house_basis() -> str:
    """Name what rests on the centre's own settings and on no article."""
    return _("a setting of this centre")


def unanswered(
    hearing: Hearing, clashes: Iterable[Clash], lead: Lead | None = None
) -> Iterator[Problem]:
    """Name what a hearing may be fixed against only knowingly, and that nobody answered for.

    A day off or one that has passed needs a reason, and so does an hour at which room, people
    or office are not to be had; too short a notice, where it is looked at (`lead`), needs that
    the parties gave up its time.
    """
    found = tuple(clashes)
    day = [clash.told for clash in found if clash.of_the_day]
    if day and not hearing.day_reason.strip():
        yield Problem(
            "day_reason", _("{what} Say why it is held all the same.").format(what=day[0])
        )
    elif day:
        yield from reasons.problems("day_reason", hearing.day_reason, reasons.BRIEF)
    hour = [clash.told for clash in found if clash.of_the_hour]
    if hour and not hearing.clash_reason.strip():
        yield Problem(
            "clash_reason", _("{what} Say why it is held then all the same.").format(what=hour[0])
        )
    elif hour:
        yield from reasons.problems("clash_reason", hearing.clash_reason, reasons.BRIEF)
    if lead is not None and lead.short and not hearing.notice_waiver.strip():
        text = _("{what}: say who gave up the time, how and when.")
        yield Problem("notice_waiver", text.format(what=lead.told))
    elif hearing.notice_waiver.strip():
        yield from reasons.problems("notice_waiver", hearing.notice_waiver)


def notice_of(day: date, today: date, calendar: Calendar, rule: ClockKind) -> Lead:
    """Count the notice of a hearing back from its day by the register's rule (DL07)."""
    counted = lead_of(day, today, calendar, abs(rule.length or LEAD))
    return Lead(counted.due, counted.days, counted.needed, rule.basis)


def lead_of(day: date, today: date, calendar: Calendar, needed: int = LEAD) -> Lead:
    """Count the notice of a hearing back from its day (DL07); `needed` are working days."""
    last = add_working_days(day, -needed, calendar)
    days = 0
    while days < needed and add_working_days(day, -(days + 1), calendar) >= today:
        days += 1
    return Lead(last, days, needed)


def first_day_in_time(today: date, calendar: Calendar, needed: int = LEAD) -> date:
    """Return the first working day for which a notice of today is early enough."""
    day = on_or_after(today, calendar)
    while add_working_days(day, -needed, calendar) < today:
        day = add_working_days(day, 1, calendar)
    return day


def clashes_of(
    hearing: Hearing,
    *,
    today: date,
    calendar: Calendar,
    hours: OfficeHours,
    taken: Iterable[Taken] = (),
    absences: Iterable[Absence] = (),
    seats: int | None = None,
    people: int = 0,
) -> tuple[Clash, ...]:
    """Say everything that stands against a hearing, what cannot be mended first.

    `seats` are those of the room, where they are known, and `people` how many are to come.
    """
    found = [*_of_the_day(hearing, today, calendar, hours)]
    if seats and people > seats:
        text = _("{room} has {seats} seats for {people} people.").format(
            room=hearing.room, seats=seats, people=people
        )
        found.append(Clash(text, ClashKind.SEATS, house_basis()))
    found += _taken_then(
        one
        for one in taken
        if one.overlaps(hearing.day, hearing.begins, hearing.ends)
        and (one.kind is not ClashKind.ROOM or one.who == hearing.room)
    )
    found += [
        Clash(_away(one), ClashKind.ABSENCE)
        for one in absences
        if one.covers(hearing.day, hearing.begins, hearing.ends)
    ]
    return tuple(dict.fromkeys(found))


def _of_the_day(
    hearing: Hearing, today: date, calendar: Calendar, hours: OfficeHours
) -> Iterator[Clash]:
    day = hearing.day.isoformat()
    if hearing.day < today:
        yield Clash(_("{day} has passed.").format(day=day), ClashKind.PAST)
    if not calendar.is_working_day(hearing.day):
        text = _("{day} is not a working day.").format(day=day)
        yield Clash(text, ClashKind.DAY_OFF, _why_off(hearing.day, calendar))
    if not hours.hold(hearing.begins, hearing.ends):
        text = _("The office is open from {opens} to {closes}.").format(
            opens=f"{hours.opens:%H:%M}", closes=f"{hours.closes:%H:%M}"
        )
        yield Clash(text, ClashKind.HOURS, house_basis())


def _why_off(day: date, calendar: Calendar) -> str:
    """Name what makes a day a day off: a holiday, the week's rest, else the year's calendar."""
    if holiday := day_kind(day, calendar).holiday:
        return f"{holiday.label}，{HOLIDAY_LAW}"
    if day.weekday() >= _SATURDAY:
        rest = _("weekly day of rest")
        return f"{rest}，{WEEKLY_REST}"
    named, year = _("working calendar"), calendar.year(day.year)
    return f"{named}，{year.notice}" if year and year.notice else named


def _taken_then(taken: Iterable[Taken]) -> Iterator[Clash]:
    """Say once for each other hearing who sits there; of many the first are named."""
    people: dict[tuple[str, time, int, ClashKind], list[Taken]] = {}
    for one in taken:
        people.setdefault((one.number, one.begins, one.minutes, one.kind), []).append(one)
    for together in people.values():
        names = list(dict.fromkeys(one.who for one in together))
        who = _(", ").join(names[:_MOST_NAMED])
        if len(names) > _MOST_NAMED:
            who = _("{names} and others, {n} in all").format(names=who, n=len(names))
        yield Clash(_taken(replace(together[0], who=who)), together[0].kind)


def _taken(one: Taken) -> str:
    at = f"{one.begins:%H:%M}—{one.ends:%H:%M}"
    if one.kind is ClashKind.ROOM:
        return _("{room} is taken at {time} by {case}.").format(
            room=one.who, time=at, case=one.number
        )
    return _("{name} has a hearing at {time}: {case}.").format(
        name=one.who, time=at, case=one.number
    )


def _away(one: Absence) -> str:
    days = one.first_day.isoformat()
    if one.last_day != one.first_day:
        days = _("{first} to {last}").format(first=days, last=one.last_day.isoformat())
    if one.part is not PartOfDay.WHOLE:
        days = _("{days} ({part})").format(days=days, part=one.part.label)
    said = _("{name} cannot come: {days}.").format(name=one.name, days=days)
    return f"{said} {one.note}".strip()
