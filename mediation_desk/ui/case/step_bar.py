"""The next step as the one primary button, other open steps beside it, and why some are shut."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain import procedure
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.procedure import Grade, Move, Need
from mediation_desk.domain.rights import MAY, Actor, Right, role_names
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import _
from mediation_desk.ui.case.step_dialogs import need_line
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_LEADS_TO_PLACE = frozenset({Step.SEAL, Step.AGREE, Step.PAY, Step.SCHEDULE, Step.OPEN})
"""Steps that open a place on a tab, where what is lacking can be made good."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as offered: whether it can be taken, and what stands against it."""

    step: Step
    open: bool
    why: str


def offered(case: CaseFile, actor: Actor) -> tuple[Offered, ...]:
    """Return the steps from where the case stands, the likeliest first."""
    moves = list(procedure.open_moves(case.stage))
    first = _likeliest(case)
    moves.sort(key=lambda row: (row is not first, not row.likely))
    return tuple(_offer(case, actor, row) for row in moves)


def _likeliest(case: CaseFile) -> Move | None:
    if case.stage is Stage.SIGNING and case.settlement:
        return procedure.move(case.stage, Step.SEAL)
    return procedure.next_step(case)


def _offer(case: CaseFile, actor: Actor, row: Move) -> Offered:
    lacking = procedure.unmet(case, row)
    why = [need_line(need) for need in lacking]
    shut = any(_blocks(need, actor) for need in lacking) and row.step not in _LEADS_TO_PLACE
    if not actor.may(row.right):
        why.append(_("It takes: {roles}.").format(roles=role_names(MAY[row.right])))
        shut = shut or row.step is not Step.SEAL
    return Offered(row.step, not shut, " ".join(why))


def _blocks(need: Need, actor: Actor) -> bool:
    if need.grade is Grade.LAW:
        return not actor.may(Right.OVERRIDE)
    return need.grade is Grade.VOID


class StepBar(QWidget):
    """“Next:” and the buttons; a line beneath says why a step is not open yet."""

    taken = Signal(object)
    printing = Signal()
    summing_up = Signal()
    """The summary of the case is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("step_bar")
        self.caption = label(_("Next step:"), "small", name="next_caption")
        self.row = QHBoxLayout()
        self.row.setSpacing(Space.S)
        self.row.addWidget(self.caption)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(Space.S)
        self.row.addLayout(self.buttons)
        self.why = label("", "small", name="step_why", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.XS)
        inside.addLayout(self.row)
        inside.addWidget(self.why)

    def show_steps(self, case: CaseFile, actor: Actor) -> None:
        """Show the steps of a case for the person who acts."""
        self._clear()
        steps = offered(case, actor)
        likely = {row.step for row in procedure.open_moves(case.stage) if row.likely}
        shown = [s for place, s in enumerate(steps) if place == 0 or s.step in likely]
        rest = [s for s in steps if s not in shown]
        for place, step in enumerate(shown):
            self.buttons.addWidget(self._button(step, first=place == 0))
        self.buttons.addWidget(self._printing())
        if rest:
            self.buttons.addWidget(self._more(rest))
        self.caption.setVisible(bool(shown))
        reasons = [f"{s.step.label}: {s.why}" for s in shown if s.why]
        self.why.setText("\n".join(reasons))
        self.why.setVisible(bool(reasons))

    def _button(self, step: Offered, *, first: bool) -> QPushButton:
        make = primary if first else secondary
        button = make(
            step.step.label, f"take_{step.step.value}", lambda: self.taken.emit(step.step)
        )
        button.setEnabled(step.open)
        button.setToolTip(step.why)
        return button

    def _printing(self) -> QPushButton:
        button = secondary(_("Print…"), "step_print")
        menu = named(QMenu(button), "step_print_menu", _("Print…"))
        for text, name, wanted in (
            (_("Papers…"), "print_papers", self.printing),
            (_("Case summary…"), "print_summary", self.summing_up),
        ):
            menu.addAction(text, wanted.emit).setObjectName(name)
        button.setMenu(menu)
        return button

    def _more(self, rest: list[Offered]) -> QPushButton:
        button = secondary(_("More"), "step_more")
        menu = named(QMenu(button), "step_menu", _("More steps"))
        menu.setToolTipsVisible(True)
        for step in rest:
            action = menu.addAction(step.step.label, lambda step=step: self.taken.emit(step.step))
            action.setObjectName(f"take_{step.step.value}")
            action.setEnabled(step.open)
            action.setToolTip(step.why)
        button.setMenu(menu)
        return button

    def _clear(self) -> None:
        while self.buttons.count():
            taken = self.buttons.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
