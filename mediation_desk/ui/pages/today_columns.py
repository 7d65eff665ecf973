"""What the lists of Today show of hearings, deadlines, money and cases."""

from collections.abc import Callable
from datetime import date

from mediation_desk.domain import clock_register
from mediation_desk.domain.duties import of_detail
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import figures
from mediation_desk.domain.today import BookedHearing, DueClock, DueMoney
from mediation_desk.i18n import _
from mediation_desk.ui.phrases import (
    day_from_now,
    due_tone,
    line_tone,
    parties,
    short_number,
    stage_now,
    stage_tip,
    weekday,
)
from mediation_desk.ui.places import NEXT
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.rows_model import Column


def hearing_columns(today: Callable[[], date]) -> tuple[Column[BookedHearing], ...]:
    """Return the columns of the hearings of a day, and of those before it without a result."""
    return (
        Column(
            title=_("Time"),
            text=lambda h: f"{h.begins:%H:%M}" if h.day >= today() else f"{h.day:%m-%d}",
            tone=lambda h: Tone.PLAIN if h.day >= today() else Tone.BAD,
            tip=lambda h: _no_result(h) if h.day < today() else "",
        ),
        Column(
            title=_("Case"),
            text=lambda h: _heard(h, today()),
            tip=lambda h: _no_result(h) if h.day < today() else "",
        ),
        Column(title=_("Room"), text=lambda h: h.room),
        Column(title=_("Mediator"), text=lambda h: h.mediator),
    )


def _heard(hearing: BookedHearing, today: date) -> str:
    case = f"{short_number(hearing.number)} {hearing.parties}"
    return case if hearing.day >= today else _("No result yet: {case}").format(case=case)


def _no_result(hearing: BookedHearing) -> str:
    return _(
        "The hearing of {day} {time} has no result: write down its course, or that it was put off"
        " or not held."
    ).format(day=hearing.day.isoformat(), time=f"{hearing.begins:%H:%M}")


def clock_columns(today: Callable[[], date]) -> tuple[Column[DueClock], ...]:
    """Return the columns of deadlines, toned by how near they are."""
    return (
        Column(
            title=_("Due"),
            text=lambda c: _due(c, today()),
            tone=lambda c: due_tone(c.due, today()),
            tip=_clock_tip,
        ),
        Column(title=_("What"), text=_clock_title, tip=_clock_tip),
        Column(
            title=_("Case"),
            text=_whose,
            tip=_clock_tip,
        ),
        Column(title=_("Basis"), text=_short_basis, tip=_clock_tip),
    )


def _due(clock: DueClock, today: date) -> str:
    told = day_from_now(clock.due, today)
    return f"{told} {_('provisional')}" if clock.provisional else told


_SHORT_NAMES = {
    "企业劳动争议协商调解规定": "协商调解规定",
    "劳动争议调解仲裁法": "调解仲裁法",
    "劳动人事争议仲裁办案规则": "办案规则",
    "本中心内部规定": "内部规定",
}
"""Names of rules as the office says them, where the full name would not fit."""


def _whose(clock: DueClock) -> str:
    return f"{short_number(clock.number)} {clock.parties}".strip()


def _short_basis(clock: DueClock) -> str:
    if clock.meeting_id:
        return _("Decided at a joint meeting")
    basis = clock_register.kind(clock.kind).basis
    for name, short in _SHORT_NAMES.items():
        basis = basis.replace(name, short)
    return basis


def _clock_title(clock: DueClock) -> str:
    if clock.meeting_id:
        return _("Decided matter: {what}").format(what=clock.detail)
    title = clock_register.kind(clock.kind).title
    if own := clock_register.own_title(clock.kind, clock.detail):
        return own
    if counted := clock_register.counted_title(clock.kind, clock.detail):
        return counted
    return f"{title} · {clock.detail}" if clock.detail else title


def _clock_tip(clock: DueClock) -> str:
    day = f"{clock.due.isoformat()} {weekday(clock.due)}"
    case = f"{clock.number} {clock.parties}".strip()
    lines = [day, _clock_title(clock), case]
    lines.append(_short_basis(clock) if clock.meeting_id else clock_register.kind(clock.kind).basis)
    if clock.provisional:
        lines.append(_("Provisional: the year's days off are not known yet."))
    return "\n".join(lines)


def money_columns(today: Callable[[], date]) -> tuple[Column[DueMoney], ...]:
    """Return the columns of instalments that fall due."""
    return (
        Column(
            title=_("Due"),
            text=lambda m: day_from_now(m.ends, today()),
            tone=lambda m: due_tone(m.ends, today()),
            tip=lambda m: m.due_on.isoformat(),
        ),
        Column(title=_("Case"), text=lambda m: f"{short_number(m.number)} {m.parties}"),
        Column(title=_("Part"), text=lambda m: str(m.instalment), right=True),
        Column(title=_("Owed, yuan"), text=lambda m: figures(m.owed), right=True),
    )


def case_columns(
    today: Callable[[], date], next_step: Callable[[CaseLine], str]
) -> tuple[Column[CaseLine], ...]:
    """Return the columns of open cases with the next step of each."""

    def tone_now(line: CaseLine) -> Tone:
        """Call no stage well beside a deadline that is past."""
        tone, late = line_tone(line), line.due_on is not None and line.due_on < today()
        return Tone.PLAIN if late and tone is Tone.GOOD else tone

    return (
        Column(title=_("Case"), text=lambda c: f"{short_number(c.number)} {parties(c)}"),
        Column(title=_("Stage"), text=stage_now, tone=tone_now, tip=stage_tip),
        Column(title=_("Next step"), text=next_step),
        Column(
            title=_("Deadline"),
            text=lambda c: day_from_now(c.due_on, today()) if c.due_on else "—",
            tone=lambda c: due_tone(c.due_on, today()),
        ),
    )


_PLACES = {
    NEXT: (
        *("DL01", "DL02", "DL03", "DL04", "DL05", "DL06"),
        *("DL31", "DL32", "DL34", "DL36", "DL37"),
    ),
    "agreement:review": (
        *("DL10", "DL11", "DL12", "DL13", "DL14", "DL16"),
        *("DL17", "DL18", "DL19", "DL20", "DL21", "DL22"),
    ),
    "agreement:performance": ("DL15",),
    "agreement:visits": ("DL35",),
    "papers:D-17": ("DL07",),
    "parties": ("DL08",),
}


def place_of(kind: str, detail: str = "") -> str:
    """Return the tab of a case, and its part, where the work that a clock asks for is done."""
    if kind == "DL15" and of_detail(detail):
        return "agreement:duties"
    return next((place for place, kinds in _PLACES.items() if kind in kinds), "overview")
