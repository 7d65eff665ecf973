"""The next step as the one primary button, other open steps beside it, and why some are shut."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain import days, procedure
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import application, returned
from mediation_desk.domain.guards import NONE_UNDER_WAY, PLANNED
from mediation_desk.domain.next_steps import in_order, rests, waits_for_approval
from mediation_desk.domain.procedure import Grade, Move, Need, Offer
from mediation_desk.domain.rights import MAY, Actor, Right, role_names
from mediation_desk.domain.stages import BEFORE_EFFECT, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import Proceeding, Track
from mediation_desk.domain.void_numbers import is_early, obstacle
from mediation_desk.i18n import _
from mediation_desk.ui.case.step_dialogs import need_line
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named

LEADS_TO_PLACE = frozenset({Step.SEAL, Step.AGREE, Step.PAY, Step.SCHEDULE, Step.OPEN})
"""Steps that open a place on a tab, where what is lacking can be made good."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as offered: whether it can be taken, and what stands against it."""

    row: Move
    proceeding: Proceeding | None
    open: bool
    ready: bool
    reasons: tuple[str, ...]
    workers: int = 0
    """The number of workers whose proceedings it can carry on; its dialog asks which."""

    @property
    def why(self) -> str:
        """Everything that stands against it."""
        return " ".join(self.reasons)

    @property
    def first_reason(self) -> str:
        """The first thing that stands against it, for a line in a menu."""
        return self.reasons[0] if self.reasons else ""

    @property
    def step(self) -> Step:
        """The step itself."""
        return self.row.step

    @property
    def text(self) -> str:
        """The step's name, with the worker or the number of those whose proceeding goes on."""
        if self.workers:
            return _("{step} ({n} workers)").format(step=self.step.label, n=self.workers)
        whose = self.proceeding.label if self.proceeding else ""
        return f"{self.step.label}（{whose}）" if whose else self.step.label

    @property
    def name(self) -> str:
        """The name of its control."""
        place = f"_{self.proceeding.id}" if self.proceeding and self.proceeding.label else ""
        return f"take_{self.step.value}{place}"


def offered(case: CaseFile, actor: Actor, today: date) -> tuple[Offered, ...]:
    """Return the steps from where the case stands, the likeliest first."""
    return tuple(_offer(case, actor, today, offer) for offer in in_order(case, actor, today))


def folded(steps: Sequence[Offered]) -> tuple[Offered, ...]:
    """Return one entry for each step, however many workers' proceedings it can carry on."""
    by_row: dict[Move, list[Offered]] = {}
    for step in steps:
        by_row.setdefault(step.row, []).append(step)
    return tuple(
        replace(some[0], proceeding=None, workers=len(some)) if len(some) > 1 else some[0]
        for some in by_row.values()
    )


def _offer(case: CaseFile, actor: Actor, today: date, offer: Offer) -> Offered:
    row = offer.row
    lacking = procedure.unmet(case, row, today)
    if NONE_UNDER_WAY in lacking:  # that one is under way says why no other is to be fixed first
        lacking = tuple(need for need in lacking if need is not PLANNED)
    why = [need_line(need) for need in lacking]
    shut = any(_blocks(need, actor) for need in lacking) and row.step not in LEADS_TO_PLACE
    shut = shut or NONE_UNDER_WAY in lacking
    if not actor.may(row.right):
        why.append(_("It takes: {roles}.").format(roles=role_names(MAY[row.right])))
        shut = shut or row.step is not Step.SEAL
    ready = all(need.grade is Grade.HOUSE for need in lacking)
    return Offered(row, offer.proceeding, not shut, ready, tuple(why))


def _blocks(need: Need, actor: Actor) -> bool:
    if need.grade is Grade.LAW:
        return not actor.may(Right.OVERRIDE)
    return need.grade is Grade.VOID


MOST_BUTTONS = 4
"""Steps shown as buttons; the others stand in the menu."""


MOST_ROWS = 9
"""Rows of the menu that stand beneath the names of their tracks; more of them go a level down."""


_LEAST = 120
"""The width kept for a line beside the steps that may be cut with an ellipsis."""


class StepBar(QWidget):
    """“Next:” and as many buttons as fit with their whole text; a line beneath says why not."""

    taken = Signal(object, int)
    """A step is wanted, of the proceeding with this key, 0 for the case itself."""
    printing = Signal()
    printing_step = Signal()
    summing_up = Signal()
    """The summary of the case is wanted."""
    copying_out = Signal()
    addressing = Signal()
    """The sheet for another platform is wanted."""
    voiding = Signal()
    """The registration was a slip and is to be voided."""

    setting_access = Signal()
    """Who may see the case is to be set."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step_bar")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shown: list[tuple[QPushButton, Offered]] = []
        self._rest: list[Offered] = []
        self._asked: StepTaken | None = None
        self._returned: StepTaken | None = None
        self._void: str | None = None
        self._sets_access = False
        self._fitting: frozenset[int] = frozenset()
        self._beside: tuple[QWidget, ...] = ()
        self.caption = label(_("Next step:"), "small", name="next_caption")
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.S)
        self.row.addWidget(self.caption)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.S)
        self.row.addLayout(self.buttons)
        self.print_button = self._printing()
        self.more_button = secondary(_("More"), "step_more")
        self.more_button.setMenu(QMenu(self.more_button))
        self.row.addWidget(self.print_button)
        self.row.addWidget(self.more_button)
        self.why = label("", "small", name="step_why", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addLayout(self.row)
        inside.addWidget(self.why)

    def stand_beside(self, *widgets: QWidget) -> None:
        """Show other things of the head at the end of the row; the steps leave them room."""
        self._beside = widgets
        self.row.addStretch(1)
        for widget in widgets:
            self.row.addWidget(widget)

    def show_steps(
        self, case: CaseFile, actor: Actor, today: date, *, two_acts: bool = True
    ) -> None:
        """Show the steps of a case for the person who acts, as they are on a day.

        `two_acts` says that it is the centre's setting that one applies and another approves.
        """
        held = next((shown.step for button, shown in self._shown if button.hasFocus()), None)
        self._clear()
        steps = folded(offered(case, actor, today))
        asked = application(case)
        waits = waits_for_approval(case, actor) is not None
        early = case.stage in BEFORE_EFFECT  # what the next steps still lack is shown on the way
        shown = [
            s
            for place, s in enumerate(steps)
            if (place == 0 and not waits and not rests(case))
            or (s.row.likely and (early or s.ready))
        ][:MOST_BUTTONS]
        self._rest = [s for s in steps if s not in shown]
        self._shown = [
            (self._button(s, first=place == 0 and not waits), s) for place, s in enumerate(shown)
        ]
        for button, _step in self._shown:
            self.buttons.addWidget(button)
        self._asked, self._two_acts, self._returned = asked, two_acts, returned(case)
        self._void = obstacle(case) if is_early(case) and actor.may(Right.REGISTER) else None
        self._sets_access = actor.may(Right.ASSIGN)
        self.caption.setText(_("Waiting for approval") if waits else _("Next step:"))
        set_tone(self.caption, Tone.WARN if waits else Tone.PLAIN)
        self.caption.setVisible(bool(shown) or waits)
        self._show_fitting(self._fits())
        for button, again in self._shown:
            if again.step is held:  # the case was read again: the cursor stays
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_step(self) -> Step | None:
        """Return the step of the first button, if one is shown."""
        return self._shown[0][1].step if self._shown else None

    def lead(self) -> None:
        """Give the cursor to the first button that can be pressed."""
        button = next((one for one, _step in self._shown if one.isEnabled()), self.more_button)
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def event(self, event: QEvent) -> bool:
        """Fit the buttons anew when the width or what stands beside them has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            places = self._fits()
            if places != self._fitting:
                self._show_fitting(places)
        return done

    def _fits(self) -> frozenset[int]:
        """Return the places of the buttons with room for their text; the first always stands."""
        beside = [w for w in self._beside if not w.isHidden()]
        kept = [self.print_button.sizeHint().width(), *map(_room_of, beside)]
        if self._shown:
            kept.append(self.caption.sizeHint().width())
        room = self.width() - sum(kept) - Space.S * (len(kept) + 1)
        widths = [button.sizeHint().width() + Space.S for button, _step in self._shown]
        if self._rest or self._has_more or sum(widths) > room:
            room -= self.more_button.sizeHint().width() + Space.S
        fitting = set()
        for place, width in enumerate(widths):
            if place == 0 or width <= room:
                fitting.add(place)
                room -= width
        return frozenset(fitting)

    def _show_fitting(self, fitting: frozenset[int]) -> None:
        """Show the buttons that fit; the other steps stand in the menu."""
        self._fitting = fitting
        for place, (button, _step) in enumerate(self._shown):
            button.setVisible(place in fitting)
        seen = [step for place, (_button, step) in enumerate(self._shown) if place in fitting]
        rest = [step for _button, step in self._shown if step not in seen] + self._rest
        self.more_button.setVisible(bool(rest) or self._has_more)
        self._fill_menu(rest)
        reasons = [_("{step}: {why}").format(step=s.text, why=s.why) for s in seen if s.why]
        if self._asked is not None:
            reasons.insert(0, _waiting(self._asked, two_acts=self._two_acts))
        if self._returned is not None:
            reasons.insert(0, _sent_back(self._returned))
        self.why.setText("\n".join(reasons))
        self.why.setVisible(bool(reasons))

    def _button(self, step: Offered, *, first: bool) -> QPushButton:
        make = primary if first else secondary
        button = make(step.text, step.name, lambda: self._take(step))
        button.setEnabled(step.open)
        button.setToolTip(step.why)
        return button

    def _printing(self) -> QPushButton:
        button = secondary(_("Print…"), "step_print")
        menu = named(QMenu(button), "step_print_menu", _("Print…"))
        for text, name, wanted in (
            (_("Papers of the last step…"), "print_step", self.printing_step),
            (_("Papers…"), "print_papers", self.printing),
            (_("Case summary…"), "print_summary", self.summing_up),
            (_("Labels and envelopes…"), "print_envelopes", self.addressing),
            (_("Copy-out sheet…"), "print_copy_out", self.copying_out),
        ):
            menu.addAction(text, wanted.emit).setObjectName(name)
        button.setMenu(menu)
        return button

    def _fill_menu(self, rest: list[Offered]) -> None:
        """Write the menu of the steps that are no buttons, beneath the names of their tracks."""
        former = self.more_button.menu()
        menu = named(QMenu(self.more_button), "step_menu", _("More steps"))
        menu.setToolTipsVisible(True)
        by_track = groupby(sorted(rest, key=_track_place), key=lambda s: s.row.track)
        tracks = [(track, list(some)) for track, some in by_track]
        for track, some in tracks:
            if len(rest) > MOST_ROWS and len(tracks) > 1:
                beneath = named(QMenu(track.label, menu), f"step_menu_{track.value}", track.label)
                beneath.setToolTipsVisible(True)
                menu.addMenu(beneath)
                self._rows(beneath, some)
                continue
            if menu.actions():
                menu.addSeparator()
            menu.addAction(track.label).setEnabled(False)
            self._rows(menu, some, "    ")
        self._add_access(menu)
        self._add_voiding(menu)
        self.more_button.setMenu(menu)
        former.setParent(None)
        former.deleteLater()

    @property
    def _has_more(self) -> bool:
        """Whether the menu offers something beside steps."""
        return self._sets_access or self._void is not None

    def _add_access(self, menu: QMenu) -> None:
        """Offer to set who may see the case."""
        if not self._sets_access:
            return
        if menu.actions():
            menu.addSeparator()
        action = menu.addAction(_("Who may see the case…"), self.setting_access.emit)
        action.setObjectName("set_access")

    def _add_voiding(self, menu: QMenu) -> None:
        """Offer to void a registration that was a slip, or say why it is not."""
        if self._void is None:
            return
        if menu.actions():
            menu.addSeparator()
        why = f"　{self._void}" if self._void else ""
        action = menu.addAction(_("Void the registration…") + why, self.voiding.emit)
        action.setObjectName("void_registration")
        action.setEnabled(not self._void)
        action.setToolTip(self._void)

    def _rows(self, menu: QMenu, steps: Sequence[Offered], indent: str = "") -> None:
        for step in steps:
            lacks = "" if step.open else f"　{step.first_reason}"
            action = menu.addAction(f"{indent}{step.text}{lacks}", partial(self._take, step))
            action.setObjectName(step.name)
            action.setEnabled(step.open)
            action.setToolTip(step.why)

    def _take(self, step: Offered) -> None:
        self.taken.emit(step.step, step.proceeding.id if step.proceeding else 0)

    def _clear(self) -> None:
        self._shown = []
        while self.buttons.count():
            taken = self.buttons.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _waiting(asked: StepTaken, *, two_acts: bool) -> str:
    told = _(
        "Closing was applied for on {day} and waits for the decision of: {roles}. Until the"
        " application is approved or returned the case is not closed."
    ).format(day=days.told(asked.day), roles=role_names(MAY[Right.CLOSE]))
    if not two_acts:
        return told
    setting = _(
        "That whoever leads the case applies and another approves is this centre's setting."
    )
    return f"{told}{setting}"


def _sent_back(back: StepTaken) -> str:
    text = _("The application for closing was returned on {day}: {reason}")
    return text.format(day=days.told(back.day), reason=back.reason)


def _room_of(widget: QWidget) -> int:
    """Return the width that something beside the steps needs; an elided line bears cutting."""
    hint = widget.sizeHint().width()
    return min(hint, _LEAST) if isinstance(widget, Elided) else hint


def _track_place(step: Offered) -> int:
    return list(Track).index(step.row.track)
