"""Courses that run side by side after the agreement (审查、确认、履行、支付令、执行)."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain import procedure
from mediation_desk.domain.case import CaseFile, Clock, ClockState
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.money import figures
from mediation_desk.domain.remedies import OrderItem, only_remuneration, order_ended, order_items
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import ENFORCEABLE, OWN_TRACKS, Proceeding, Standing, Track
from mediation_desk.i18n import _
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.case.group_card import MOST_CARDS, GroupCard
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.step_bar import Offered, offered
from mediation_desk.ui.case.step_dialogs import need_line
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.case.track_card import TrackCard, buttons_of
from mediation_desk.ui.phrases import due_day
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_CLOCKS = {
    Track.REVIEW: ("DL11",),
    Track.CONFIRMATION: ("DL13", "DL14"),
    Track.PERFORMANCE: ("DL15", "DL16", "DL23"),
    Track.ORDER: ("DL17", "DL18", "DL19", "DL20", "DL21"),
    Track.EXECUTION: (),
}
_ORDER = (Track.PERFORMANCE, Track.REVIEW, Track.CONFIRMATION, Track.ORDER, Track.EXECUTION)
_MOST_ROWS = 8
"""Rows of the payment order's items that are seen without scrolling the list."""
_WAYS = (
    (Track.REVIEW, "DL10", Step.APPLY_REVIEW, "review"),
    (Track.CONFIRMATION, "DL12", Step.APPLY_CONFIRMATION, "confirmation"),
)


class TracksPanel(QWidget):
    """The two ways to an enforceable document above, then a card for each course."""

    wanted_step = Signal(object, int)
    wanted_pack = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__()
        self.setObjectName("tracks_panel")
        self._case = case
        self.items: RowsModel[OrderItem] = RowsModel(self._item_columns())
        self.item_table = TableView("order_items", _("Items and the payment order"))
        self.item_table.use(self.items, (10, 14, 5, 11, 11, 40), stretch=5)
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(Space.M)
        self._holder = QWidget()
        self._inside.addWidget(self._holder)
        self._orders = Card(_("Payment order, item by item"), name="card_order_items")
        self._hint = label("", "small", name="order_hint", wrap=True)
        self._orders.head.addWidget(
            secondary(
                _("Papers for payment orders…"),
                "pack_order",
                lambda: self.wanted_pack.emit("order"),
            )
        )
        self._orders.add(self._hint)
        self._orders.add(elastic(self.item_table, 110), 1)
        self._inside.addWidget(self._orders)
        self._inside.addStretch(1)

    def _item_columns(self) -> tuple[Column[OrderItem], ...]:
        return (
            Column(title=_("Worker"), text=self._name, strong=True),
            Column(title=_("Item"), text=lambda i: i.kind.label),
            Column(title=_("Part"), text=lambda i: str(i.instalment), right=True),
            Column(title=_("Due"), text=lambda i: due_day(i.due_on, i.last_on)),
            Column(title=_("Still owed"), text=lambda i: figures(i.owed), right=True),
            Column(
                title=_("Payment order"),
                text=lambda i: i.bar.label if i.bar else _("open"),
                tone=lambda i: Tone.GOOD if i.open else Tone.MUTED,
            ),
        )

    def _name(self, item: OrderItem) -> str:
        return self._case.file.party_name(item.party_id) if self._case.file else ""

    def show_case(self, case: CaseFile) -> None:
        """Show every course as it stands now."""
        self.setUpdatesEnabled(False)  # or the cards are seen while they have no size yet
        try:
            self._rebuild(case, self._case.desk.today())
        finally:
            self.setUpdatesEnabled(True)

    def _rebuild(self, case: CaseFile, today: date) -> None:
        steps = offered(case, self._case.desk.actor, today)
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        if case.settlement is None or case.settlement.effective_on is None:
            empty = Card(name="card_no_tracks")
            empty.add(label(_("The agreement is not in effect yet. Then its courses stand here.")))
            column.addWidget(empty)
        else:
            column.addWidget(self._ways(case, today, steps))
            for card in self._cards(case, steps):
                column.addWidget(card)
        self._take_place(fresh)
        self._show_items(case, today)

    def _take_place(self, fresh: QWidget) -> None:
        """Put the cards in place of the former ones at their full height at once."""
        old, self._holder = self._holder, fresh
        fresh.setMinimumHeight(old.height() if self.isVisible() else 0)
        self._inside.replaceWidget(old, fresh)
        old.hide()
        old.deleteLater()
        fresh.show()
        QTimer.singleShot(0, fresh, lambda: fresh.setMinimumHeight(0))

    def _ways(self, case: CaseFile, today: date, steps: tuple[Offered, ...]) -> Card:
        card = Card(
            _("Two ways to make it enforceable"), name="card_ways", note=_("One way is enough")
        )
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        for track, kind, step, pack in _WAYS:
            row.addLayout(self._way(case, today, steps, (track, kind, step, pack)), 1)
        card.body.addLayout(row)
        return card

    def _way(
        self,
        case: CaseFile,
        today: date,
        steps: tuple[Offered, ...],
        way: tuple[Track, str, Step, str],
    ) -> QVBoxLayout:
        track, kind, step, pack = way
        column = QVBoxLayout()
        column.setSpacing(Space.XS)
        column.addWidget(label(track.label, "strong"))
        clock = next((c for c in case.clocks if c.kind == kind), None)
        if clock is not None:
            shown = label(_window(clock, today), tone=clock_words.tone(clock, today), wrap=True)
            shown.setToolTip(clock_words.explained(clock))
            column.addWidget(shown)
        row = next((r for r in procedure.TABLE if r.step is step), None)
        lacking = procedure.unmet(case, row, today) if row else ()
        for need in lacking:
            tone = Tone.MUTED if need.grade is Grade.HOUSE else Tone.BAD
            column.addWidget(label(need_line(need), "small", tone=tone, wrap=True))
        mine = [s for s in steps if s.step is step]
        papers = secondary(
            _("All papers for it…"), f"pack_{pack}", lambda: self.wanted_pack.emit(pack)
        )
        shut = any(need.grade is Grade.VOID for need in lacking)
        papers.setEnabled(not shut)
        said = bool(lacking)
        column.addWidget(buttons_of(mine, self.wanted_step.emit, papers, told=said))
        column.addStretch(1)
        return column

    def _cards(self, case: CaseFile, steps: tuple[Offered, ...]) -> list[Card]:
        made: list[Card] = []
        for track in _ORDER:
            some = [p for p in case.proceedings if p.track is track]
            if track in OWN_TRACKS and len(some) > MOST_CARDS:
                made.append(self._group(case, track, some, steps))
                continue
            for proceeding in some:
                card = TrackCard(proceeding)
                clocks = [c for c in case.clocks if _belongs(c, proceeding)]
                mine = [s for s in steps if _steps_of(s, proceeding)]
                card.show_track(case, self._case.desk, clocks, mine)
                card.wanted_step.connect(self.wanted_step)
                made.append(card)
        return made

    def _group(
        self,
        case: CaseFile,
        track: Track,
        some: list[Proceeding],
        steps: tuple[Offered, ...],
    ) -> GroupCard:
        keys = {p.id for p in some}
        card = GroupCard(track, len(some))
        lines = [(p, [c for c in case.clocks if _belongs(c, p)]) for p in some]
        mine = [s for s in steps if s.proceeding is not None and s.proceeding.id in keys]
        card.show_lines(self._case.desk, lines, mine)
        card.wanted_step.connect(self.wanted_step)
        return card

    def _show_items(self, case: CaseFile, today: date) -> None:
        items = order_items(case, today)
        self.items.show(items)
        shown = min(max(len(items), 2), _MOST_ROWS)
        rows = self.item_table.verticalHeader().defaultSectionSize() * shown
        head = self.item_table.horizontalHeader().sizeHint().height()
        self.item_table.setMinimumHeight(rows + head + 12)
        defaulted = case.performance is Standing.DEFAULT
        self._orders.setVisible(bool(items) and (defaulted or any(i.open for i in items)))
        self._hint.setText("\n".join(_hints(case)))

    def text(self) -> str:
        """Return the items for the printer."""
        return self.item_table.all_text()


def _window(clock: Clock, today: date) -> str:
    if clock.state is ClockState.RUNNING:
        return _("to {due}, {left}").format(
            due=clock_words.last_day(clock), left=clock_words.days_left(clock, today)
        )
    if clock.met_on is not None:
        in_time = clock.met_on <= clock.due
        text = _("applied for in time, {day}") if in_time else _("applied for late, {day}")
        return text.format(day=clock.met_on.isoformat())
    return clock.state.label


def _belongs(clock: Clock, proceeding: Proceeding) -> bool:
    if clock.kind == "DL22":
        return proceeding.standing in ENFORCEABLE and clock.detail in ("", proceeding.label)
    if clock.kind not in _CLOCKS[proceeding.track]:
        return False
    return proceeding.track is not Track.ORDER or clock.detail == proceeding.label


def _steps_of(step: Offered, proceeding: Proceeding) -> bool:
    if step.proceeding is not None:
        return step.proceeding.id == proceeding.id
    opens = step.row.opens and step.row.track in (Track.ORDER, Track.EXECUTION)
    defaulted = proceeding.standing is Standing.DEFAULT
    return opens and proceeding.track is Track.PERFORMANCE and (defaulted or step.open)


def _hints(case: CaseFile) -> list[str]:
    """Say which ways lead straight to court."""
    hints = [
        _(
            "The worker applies at the basic court of the employer's domicile; the sum must be"
            " fixed and due, with nothing owed in return (劳动争议调解仲裁法第十六条)."
        )
    ]
    if only_remuneration(case):
        hints.append(
            _(
                "Only labour remuneration was agreed: a direct lawsuit on the agreement is open"
                " (司法解释（一）第五十一条第二款)."
            )
        )
    if order_ended(case):
        hints.append(
            _(
                "A payment order has ended: the worker may sue directly on the agreement"
                " (司法解释（一）第十三条第三款)."
            )
        )
    return hints
