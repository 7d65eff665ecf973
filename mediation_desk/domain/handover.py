"""Hand-over (交接): what one person of the centre leaves to another, case by case."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from mediation_desk.domain import deadlines
from mediation_desk.domain.centre import User
from mediation_desk.domain.clock_register import counted_title
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_days import DayDoubt
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.rights import may_mediate, may_record
from mediation_desk.domain.stages import LOCKED, Stage
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

LONGEST_NOTE = 500
_NAMED = 3


class Duty(Term):
    """What a person does in a case (承担的工作)."""

    MEDIATOR = "mediator", N_("Mediates")
    CLERK = "clerk", N_("Keeps the record")
    PANEL = "panel", N_("On the panel")
    FOLLOW_UP = "follow_up", N_("After closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldClock:
    """A running deadline of a case."""

    kind: str
    detail: str
    due: date
    provisional: bool = False

    @property
    def text(self) -> str:
        """The deadline with its last day, and the mark of a provisional one (暂定)."""
        title = deadlines.kind(self.kind).title
        name = f"{title}（{self.detail}）" if self.detail else title
        name = counted_title(self.kind, self.detail) or name
        day = f"{self.due.isoformat()} {_('provisional')}" if self.provisional else self.due
        return _("{clock}: {day}").format(clock=name, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldHearing:
    """A hearing that is planned or under way."""

    day: date
    begins: time
    minutes: int
    room: str
    status: HearingStatus = HearingStatus.PLANNED
    day_reason: str = ""
    doubt: DayDoubt | None = None

    @property
    def text(self) -> str:
        """Day, time and room, and what is doubtful about the day."""
        doubt = f"（{self.doubt.label}）" if self.doubt else ""
        return f"{self.day.isoformat()} {self.begins:%H:%M} {self.room}".strip() + doubt

    def overlaps(self, other: "HeldHearing") -> bool:
        """Say whether two hearings take the same time."""
        return self.day == other.day and self._from < other._to and other._from < self._to

    @property
    def _from(self) -> int:
        return self.begins.hour * 60 + self.begins.minute

    @property
    def _to(self) -> int:
        return self._from + self.minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMoney:
    """What is still owed in one instalment."""

    instalment: int
    due_on: date
    owed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldCase:
    """An open case of a person, or a closed one to follow up, with all that is under way in it.

    `doubts` speak against the one who would take it over; `barred` says that the law does.
    """

    case_id: int
    version: int
    number: str
    parties: str
    stage: Stage
    received_on: date
    duties: frozenset[Duty]
    clocks: tuple[HeldClock, ...] = ()
    hearings: tuple[HeldHearing, ...] = ()
    unserved: tuple[str, ...] = ()
    money: tuple[HeldMoney, ...] = ()
    doubts: tuple[str, ...] = ()
    barred: bool = False
    recused: bool = False

    @property
    def closed(self) -> bool:
        """Say whether only what still runs after closing goes along."""
        return self.stage in LOCKED

    @property
    def clocks_text(self) -> str:
        """The most urgent deadline, and how many there are."""
        return _first_of([clock.text for clock in self.clocks])

    @property
    def hearings_text(self) -> str:
        """The next hearing, and how many there are."""
        return _first_of([hearing.text for hearing in self.hearings])

    @property
    def unserved_text(self) -> str:
        """The first paper to be served, and how many there are."""
        return _first_of(list(self.unserved))

    @property
    def money_text(self) -> str:
        """What is owed, in how many instalments, and since or until when."""
        if not self.money:
            return ""
        owed = sum((row.owed for row in self.money), ZERO)
        return _("{n} instalments, {sum} yuan, the first due {day}").format(
            n=len(self.money), sum=figures(owed), day=self.money[0].due_on.isoformat()
        )


def _first_of(texts: list[str]) -> str:
    if len(texts) < 2:
        return texts[0] if texts else ""
    return _("{first} and {n} more").format(first=texts[0], n=len(texts) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A case to be handed over, as it was shown, and which of the giver's duties go along."""

    case_id: int
    version: int
    duties: frozenset[Duty]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A hand-over to carry out."""

    giver_id: int
    receiver_id: int
    day: date
    takings: tuple[Taking, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """One case on the printed list, as it stood when it was handed over."""

    number: str
    parties: str
    stage: str
    duties: str
    clocks: str
    hearings: str
    unserved: str
    money: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverList:
    """The printed list (交接清单). Without a key it is not carried out yet."""

    id: int = 0
    day: date
    giver: str
    receiver: str
    supervisor: str
    note: str = ""
    lines: tuple[HandoverLine, ...] = ()

    @property
    def overseer(self) -> str:
        """Who supervises; nobody supervises a hand-over of their own: the line stays blank."""
        return "" if self.supervisor in (self.giver, self.receiver) else self.supervisor


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverDone:
    """A hand-over that was carried out, in a list."""

    id: int
    day: date
    giver: str
    receiver: str
    supervisor: str
    cases: int
    note: str

    @property
    def overseer(self) -> str:
        """Who supervised, empty where it was who gave or took over."""
        return "" if self.supervisor in (self.giver, self.receiver) else self.supervisor


def _all(texts: Iterable[str]) -> str:
    """Write down each: who takes over signs for all of them (交接清单)."""
    return "\n".join(texts)


def line_of(held: HeldCase, duties: frozenset[Duty]) -> HandoverLine:
    """Write a case down for the list, in the language spoken here."""
    return HandoverLine(
        number=held.number,
        parties=held.parties,
        stage=held.stage.label,
        duties=_(", ").join(duty.label for duty in Duty if duty in duties),
        clocks=_all(clock.text for clock in held.clocks),
        hearings=_all(hearing.text for hearing in held.hearings),
        unserved=_all(held.unserved),
        money=held.money_text,
    )


def problems(
    handover: Handover, giver: User | None, receiver: User | None, today: date
) -> Iterator[Problem]:
    """Check who hands over what to whom, and when."""
    if giver is None:
        yield Problem("giver", _("Choose who hands over."))
    if receiver is None or not receiver.active:
        yield Problem("receiver", _("Choose who takes over."))
    elif handover.giver_id == handover.receiver_id:
        yield Problem("receiver", _("Nobody hands over to themselves."))
    else:
        yield from unfit(receiver, duties_of(handover.takings))
    if not duties_of(handover.takings):
        yield Problem("cases", _("Choose at least one case."))
    if handover.day > today:
        yield Problem("day", _("This day lies in the future."))
    if len(handover.note) > LONGEST_NOTE:
        yield Problem("note", _("At most {n} characters here.").format(n=LONGEST_NOTE))


def duties_of(takings: Iterable[Taking]) -> frozenset[Duty]:
    """Return every duty that goes along with any of the cases."""
    return frozenset(duty for taking in takings for duty in taking.duties)


def unfit(receiver: User, duties: frozenset[Duty]) -> Iterator[Problem]:
    """Say which of these duties the one who takes over may not have."""
    if duties & {Duty.MEDIATOR, Duty.PANEL} and not may_mediate(receiver.roles):
        text = _("{name} may not mediate. Leave these cases out, or choose a mediator.")
        yield Problem("receiver", text.format(name=receiver.name))
    if Duty.CLERK in duties and not may_record(receiver.roles):
        text = _("{name} may not keep the record. Leave these cases out, or choose a clerk.")
        yield Problem("receiver", text.format(name=receiver.name))


def day_problems(day: date, held: Iterable[HeldCase]) -> Iterator[Problem]:
    """Refuse a hand-over that is dated before one of its cases came in."""
    early = [case for case in held if case.received_on > day]
    if early:
        last = max(early, key=lambda case: case.received_on)
        text = _("{number} came in on {day} only; it cannot be handed over before.")
        yield Problem("day", text.format(number=last.number, day=last.received_on.isoformat()))


def barred_problems(held: Iterable[HeldCase]) -> Iterator[Problem]:
    """Refuse cases in which the one who takes over is on a side, or was recused."""
    cases = tuple(held)
    if same := [case.number for case in cases if case.barred and not case.recused]:
        text = _(
            "Whoever takes over is named on a party's side in {cases}: one person is not mediator"
            " and party or agent in the same dispute"
            " (最高人民法院关于人民法院特邀调解的规定第十六条)."
        )
        yield Problem("cases", text.format(cases=_some(same)))
    if recused := [case.number for case in cases if case.recused]:
        text = _(
            "Whoever takes over was recused in {cases} and does not come back"
            " (最高人民法院关于人民法院特邀调解的规定第十五条)."
        )
        yield Problem("cases", text.format(cases=_some(recused)))


def _some(numbers: list[str]) -> str:
    shown = _(", ").join(numbers[:_NAMED])
    if len(numbers) > _NAMED:
        shown = _("{names} and {n} more").format(names=shown, n=len(numbers) - _NAMED)
    return shown
