"""One course beside the mediation as a card: where it stands, its days, its next steps."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain import deadlines
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.clock_register import counted_title
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import ENFORCEABLE, PENDING, Proceeding, Standing
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.step_bar import Offered
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import Pill, label

_BAD = frozenset(
    {
        *(Standing.DEFAULT, Standing.REVIEW_REFUSED, Standing.CONFIRMATION_REFUSED),
        Standing.RULING_SET_ASIDE,
        *(Standing.ORDER_ENDED, Standing.ORDER_FRUITLESS),
    }
)
_UNDER_WAY = frozenset({Standing.PERFORMING, Standing.DEFAULT})
_GOOD = frozenset({*ENFORCEABLE, Standing.PERFORMED, Standing.ORDER_PAID})


def tone_of(standing: Standing) -> Tone:
    """Return the tone in which a standing is shown."""
    if standing in _BAD:
        return Tone.BAD
    if standing in _GOOD:
        return Tone.GOOD
    return Tone.WARN if standing in PENDING else Tone.MUTED


class TrackCard(Card):
    """A proceeding with body, number, days, clocks, the steps open now and those taken."""

    wanted_step = Signal(object, int)

    def __init__(self, proceeding: Proceeding) -> None:
        whose = f"（{proceeding.label}）" if proceeding.label else ""
        super().__init__(
            f"{proceeding.track.label}{whose}",
            name=f"track_{proceeding.track.value}_{proceeding.id}",
        )
        self.proceeding = proceeding
        pill = Pill(proceeding.standing.label, tone_of(proceeding.standing), name="track_standing")
        self.head.insertWidget(1, pill)

    def show_track(
        self, case: CaseFile, desk: Desk, clocks: Sequence[Clock], steps: Sequence[Offered]
    ) -> None:
        """Fill the card."""
        self.add(label(facts_of(self.proceeding), "small", wrap=True))
        today = desk.today()
        left, right = QVBoxLayout(), QVBoxLayout()
        for clock in clocks:
            tone = clock_words.tone(clock, today)
            shown = label(
                _clock_text(clock, clock_words.days_left(clock, today)), tone=tone, wrap=True
            )
            shown.setToolTip(clock_words.explained(clock))
            left.addWidget(shown)
        taken = [t for t in case.steps if t.proceeding_id == self.proceeding.id]
        for step in taken:
            right.addWidget(label(_told(step), "small", wrap=True))
        columns = QHBoxLayout()
        columns.setSpacing(Space.L)
        for part in (left, right):
            part.setSpacing(Space.XS)
            part.addStretch(1)
            columns.addLayout(part, 1)
        self.body.addLayout(columns)
        if steps:
            self.body.addWidget(buttons_of(steps, self.wanted_step.emit))


def buttons_of(
    steps: Sequence[Offered],
    wanted: Callable[[Step, int], object],
    *others: QPushButton,
    told: bool = False,
) -> QWidget:
    """Return the steps as a row of buttons; what cannot be taken says why beneath.

    `told` means that it is said elsewhere already.
    """
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XS)
    row = FlowLayout()
    column.addLayout(row)
    for step in steps:
        key = step.proceeding.id if step.proceeding else 0
        button = secondary(step.step.label, f"track_{step.name}", partial(wanted, step.step, key))
        button.setEnabled(step.open)
        button.setToolTip(step.why)
        row.addWidget(button)
        if not step.open and step.why and not told:
            column.addWidget(label(f"{step.step.label}：{step.why}", "small", wrap=True))
    for other in others:
        row.addWidget(other)
    return holder


def facts_of(proceeding: Proceeding) -> str:
    """Say since when a course runs, before whom and under what number."""
    parts = [_("since {day}").format(day=proceeding.opened_on.isoformat())]
    if proceeding.body:
        parts.append(proceeding.body)
    if proceeding.number:
        parts.append(proceeding.number)
    if proceeding.ended_on and proceeding.standing not in _UNDER_WAY:
        parts.append(_("ended {day}").format(day=proceeding.ended_on.isoformat()))
    return " · ".join(parts)


def _clock_text(clock: Clock, left: str) -> str:
    title = deadlines.kind(clock.kind).title
    counted = counted_title(clock.kind, clock.detail)
    name = counted or (f"{title}（{clock.detail}）" if clock.detail else title)
    if clock.state is ClockState.RUNNING:
        return _("{name}: to {due}, {left}").format(
            name=name, due=clock_words.last_day(clock), left=left
        )
    return f"{name}：{clock.state.label} {clock.met_on or ''}".strip()


def _told(step: StepTaken) -> str:
    parts = [step.by, step.body, step.number, step.reason, step.note]
    if step.until:
        parts.append(_("to be done by {day}").format(day=step.until.isoformat()))
    if step.served_on:
        parts.append(_("received {day}").format(day=step.served_on.isoformat()))
    told = "；".join(part for part in parts if part)
    return f"{step.day.isoformat()}　{step.step.label}" + (f"：{told}" if told else "")
