"""Many workers' courses of one kind (支付令、强制执行) as one card: a line for each worker."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from mediation_desk.domain import deadlines
from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.domain.tracks import Proceeding, Track
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.step_bar import Offered, folded
from mediation_desk.ui.case.track_card import facts_of, tone_of
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

MOST_CARDS = 3
"""Workers whose courses have a card each; of more, a line each stands in one card."""
_MOST_ROWS = 12
"""Workers that are seen without scrolling the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """A worker's course with the clock that presses most in it."""

    proceeding: Proceeding
    clock: Clock | None
    today: date

    @property
    def due(self) -> str:
        """What is to be done, by when."""
        if self.clock is None:
            return ""
        return _("{name}: to {due}, {left}").format(
            name=deadlines.kind(self.clock.kind).title,
            due=clock_words.last_day(self.clock),
            left=clock_words.days_left(self.clock, self.today),
        )

    @property
    def tone(self) -> Tone:
        """How urgent it is."""
        return clock_words.tone(self.clock, self.today) if self.clock else Tone.PLAIN


class GroupCard(Card):
    """The courses of a track, a line for each worker; a step asks for which of them it is."""

    wanted_step = Signal(object, int)

    def __init__(self, track: Track, number: int) -> None:
        title = _("{track} ({n} workers)").format(track=track.label, n=number)
        super().__init__(title, name=f"tracks_{track.value}")
        self.lines: RowsModel[Line] = RowsModel(_columns())
        self.table = TableView(f"track_lines_{track.value}", title)
        self.table.use_in_card(self.lines, (13, 14, 53, 20))

    def show_lines(
        self,
        desk: Desk,
        proceedings: Sequence[tuple[Proceeding, Sequence[Clock]]],
        steps: Sequence[Offered],
    ) -> None:
        """Fill the card."""
        today = desk.today()
        self.lines.show([Line(p, _pressing(clocks), today) for p, clocks in proceedings])
        rows = min(len(proceedings), _MOST_ROWS)
        high = self.table.verticalHeader().defaultSectionSize() * rows
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(high + head + 12)
        self.add(self.table)
        self._add_steps(folded(steps))

    def _add_steps(self, steps: Sequence[Offered]) -> None:
        row = FlowLayout()
        shut = []
        for step in steps:
            key = step.proceeding.id if step.proceeding else 0
            wanted = partial(self.wanted_step.emit, step.step, key)
            button = secondary(step.text, f"track_{step.name}", wanted)
            button.setEnabled(step.open)
            button.setToolTip(step.why)
            row.addWidget(button)
            if not step.open and step.why:
                shut.append(f"{step.text}：{step.why}")
        self.body.addLayout(row)
        for why in shut:
            self.body.addWidget(label(why, "small", wrap=True))


def _columns() -> tuple[Column[Line], ...]:
    return (
        Column(title=_("Worker"), text=lambda line: line.proceeding.label, strong=True),
        Column(
            title=_("Stands at"),
            text=lambda line: line.proceeding.standing.label,
            tone=lambda line: tone_of(line.proceeding.standing),
            tip=lambda line: facts_of(line.proceeding),
        ),
        Column(
            title=_("Next day to keep"),
            text=lambda line: line.due,
            key=lambda line: line.clock.due if line.clock else date.max,
            tone=lambda line: line.tone,
            tip=lambda line: clock_words.explained(line.clock) if line.clock else "",
        ),
        Column(title=_("Document number"), text=lambda line: line.proceeding.number),
    )


def _pressing(clocks: Sequence[Clock]) -> Clock | None:
    alive = [clock for clock in clocks if clock.state is ClockState.RUNNING]
    return min(alive, key=lambda clock: clock.due, default=None)
