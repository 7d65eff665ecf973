"""The joint meeting of union and government (联席会议) and what it decided.

河北省实施《中华人民共和国工会法》办法第二十九条: at least once a year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from mediation_desk.domain import days, reasons
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import add_years
from mediation_desk.i18n import N_, _

BASIS = "河北省实施《中华人民共和国工会法》办法第二十九条"


class DecisionState(Term):
    """Whether what was decided is done."""

    OPEN = "open", N_("Under way")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An agency at the meeting; `people` are the names of those who came for it."""

    id: int = 0
    body_id: int | None = None
    agency: str
    people: str = ""
    attended: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A matter decided (议定事项): what, who, by when, and how far it is."""

    id: int = 0
    what: str
    who: str
    due_on: date | None = None
    state: DecisionState = DecisionState.OPEN
    done_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMeeting:
    """A joint meeting from its agenda to its minutes."""

    id: int = 0
    version: int = 0
    title: str
    day: date
    begins: time | None = None
    place: str = ""
    chair: str = ""
    recorder: str = ""
    agenda: str = ""
    minutes: str = ""
    held: bool = False
    participants: tuple[Participant, ...] = ()
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in a list: how many agencies came, and how many matters are open and late."""

    id: int
    title: str
    day: date
    held: bool
    agencies: int
    decided: int
    open: int
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A matter with a day that is not done yet, as the day's page names it."""

    id: int
    meeting_id: int
    title: str
    what: str
    who: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearly:
    """That the yearly meeting is missing: the last one held, and by when the next is due."""

    last_on: date | None
    due_on: date | None


def yearly(last_on: date | None, today: date) -> Yearly | None:
    """Say that the last meeting is more than a year ago, or that there was none (第二十九条)."""
    if last_on is None:
        return Yearly(last_on=None, due_on=None)
    due = add_years(last_on, 1)
    return Yearly(last_on=last_on, due_on=due) if due < today else None


def meeting_problems(meeting: JointMeeting, today: date) -> Iterator[Problem]:
    """Check a meeting, all of it at once."""
    if not meeting.title.strip():
        yield Problem("title", _("The title is missing."))
    if not (meeting.agenda.strip() or meeting.minutes.strip() or meeting.decisions):
        yield Problem("agenda", _("Enter what the meeting is about."))
    if not meeting.participants and not meeting.held:
        yield Problem("participants", _("Enter at least one agency."))
    if meeting.held:
        if meeting.day > today:
            yield Problem("held", _("A meeting that is still to come has not been held."))
        if not any(one.attended for one in meeting.participants):
            yield Problem("participants", _("Enter at least one agency that attended."))
    elif meeting.decisions:
        text = _(
            "Matters are decided at the meeting: say that it has been held, or write what is"
            " to be discussed into the agenda."
        )
        yield Problem("decisions", text)
    if meeting.minutes.strip() and not meeting.held:
        told = _("What was discussed is written once the meeting has been held: tick that it was.")
        yield Problem("minutes", told)
    for number, one in enumerate(meeting.participants, 1):
        if not one.agency.strip():
            text = _("Participant {n}: the agency is missing.").format(n=number)
            yield Problem("participants", text)
    for number, decision in enumerate(meeting.decisions, 1):
        yield from _decision_problems(decision, number, meeting)


def _decision_problems(decision: Decision, number: int, meeting: JointMeeting) -> Iterator[Problem]:
    if not decision.what.strip():
        text = _("Matter {n}: say what was decided.").format(n=number)
        yield Problem("decisions", text)
    if not decision.who.strip():
        yield Problem("decisions", _("Matter {n}: say who does it.").format(n=number))
    if decision.due_on is not None and decision.due_on < meeting.day:
        text = _("Matter {n}: its day lies before the meeting of {day}.")
        met = days.told(meeting.day)
        yield Problem("decisions", text.format(n=number, day=met))


def progress_problems(decision: Decision, meeting_day: date, today: date) -> Iterator[Problem]:
    """Check how far a matter is said to be."""
    if decision.state is DecisionState.DONE:
        if decision.done_on is None:
            yield Problem("done_on", _("Enter the day on which it was done."))
        elif decision.done_on > today:
            yield Problem("done_on", _("This day is still to come."))
        elif decision.done_on < meeting_day:
            yield days.before("done_on", meeting_day, days.MET)
    elif decision.done_on is not None:
        yield Problem("done_on", _("Only a matter that is done has this day."))
    if decision.state is DecisionState.DROPPED:
        yield from reasons.problems("note", decision.note)
