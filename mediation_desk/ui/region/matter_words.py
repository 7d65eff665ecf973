"""How a matter of supervision and its letters are told on the page."""

from collections.abc import Callable
from datetime import date

from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterState,
    Matter,
    MatterSource,
    Reply,
)
from mediation_desk.i18n import _
from mediation_desk.ui.phrases import day, day_from_now, due_tone
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column

_TONES = {
    LetterState.DRAFT: Tone.ACCENT,
    LetterState.LATE: Tone.BAD,
    LetterState.ANSWERED: Tone.GOOD,
    LetterState.WITHDRAWN: Tone.MUTED,
}


def acts_of(letter: Letter, today: date) -> set[str]:
    """Name what can be done with a letter that was issued."""
    state = letter.state(today)
    found = {"show"} if letter.kind.written else set()
    if letter.kind.written and state in (
        LetterState.ISSUED,
        LetterState.RECEIVED,
        LetterState.WAITING,
        LetterState.LATE,
        LetterState.ANSWERED,
    ):
        found.add("receive")
    if state in (
        LetterState.RECEIVED,
        LetterState.WAITING,
        LetterState.LATE,
        LetterState.ANSWERED,
    ):
        found.add("answer")
        if letter.kind is LetterKind.PROPOSAL:
            found.add("close")
    if letter.stands:
        found.add("withdraw")
    return found


def about(matter: Matter) -> list[str]:
    """Say what a matter is about and where it comes from."""
    named_by = matter.complainant if matter.source is not MatterSource.CASE else ""
    parts = [
        matter.subject,
        matter.source.label,
        _("received {day}").format(day=matter.received_on.isoformat()),
        _("complainant {name}").format(name=named_by) if named_by else "",
        _("accepted {day}").format(day=matter.accepted_on.isoformat())
        if matter.accepted_on
        else "",
        _("told {day}").format(day=matter.told_on.isoformat()) if matter.told_on else "",
    ]
    return [part for part in parts if part]


def investigated(matter: Matter) -> str:
    """Say when, where and by whom it was investigated."""
    if matter.investigated_on is None:
        return ""
    where = _("on site") if matter.on_site else _("not on site")
    return _("Investigated {day}, {where}, by {names}").format(
        day=matter.investigated_on.isoformat(), where=where, names=matter.investigators
    )


def state_of(matter: Matter, today: date) -> tuple[str, Tone]:
    """Say where a matter stands, in its tone."""
    if matter.ended_as is not None:
        return matter.ended_as.label, Tone.MUTED
    if matter.must_tell and matter.due is not None:
        words = _("Tell the complainant: {day}").format(day=day_from_now(matter.due, today))
        return words, due_tone(matter.due, today)
    if matter.declined is not None:
        return _("Not accepted"), Tone.MUTED
    last = matter.latest()
    if last is None:
        return _("Taken up"), Tone.ACCENT
    return f"{last.kind.label} · {_said(last, today)}", _tone(last, today)


def columns(today: Callable[[], date]) -> tuple[Column[Letter], ...]:
    """Return the columns of the letters of a matter."""
    return (
        Column(title=_("Kind"), text=lambda x: x.kind.label, strong=True),
        Column(title=_("Letter number"), text=lambda x: x.reference or "—"),
        Column(title=_("Addressed to"), text=lambda x: x.addressee or "—"),
        Column(title=_("Issued on"), text=lambda x: day(x.issued_on)),
        Column(title=_("Received by addressee"), text=lambda x: day(x.received_on)),
        Column(
            title=_("Answer due"),
            text=lambda x: _due(x),
            tone=lambda x: _due_tone(x, today()),
            tip=lambda x: (
                _("Provisional: the year's days off are not known yet.")
                if x.provisional
                else _due(x)
            ),
        ),
        Column(
            title=_("State"),
            text=lambda x: _said(x, today()),
            tone=lambda x: _tone(x, today()),
            tip=lambda x: x.answer or x.withdrawn_for or _said(x, today()),
        ),
    )


def poor(letter: Letter) -> bool:
    """Say whether a letter that stands was not answered as it should be (第十九条、第二十一条)."""
    return letter.withdrawn_on is None and letter.reply not in (None, Reply.GOOD)


def _due(letter: Letter) -> str:
    if letter.due is None:
        return "—"
    words = letter.due.isoformat()
    return _("{day} (provisional)").format(day=words) if letter.provisional else words


def _due_tone(letter: Letter, today: date) -> Tone:
    running = letter.state(today) in (LetterState.WAITING, LetterState.LATE)
    return due_tone(letter.due, today) if running else Tone.MUTED


def _tone(letter: Letter, today: date) -> Tone:
    if poor(letter):
        return Tone.WARN
    return _TONES.get(letter.state(today), Tone.PLAIN)


def _said(letter: Letter, today: date) -> str:
    if letter.kind is LetterKind.PROMPT and letter.stands and letter.reply is None:
        return _("Said")
    if letter.reply is not None and letter.withdrawn_on is None:
        return letter.reply.label
    return letter.state(today).label
