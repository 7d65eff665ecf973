"""Which columns the grid of sums shows: ticks in a menu that stays open."""

from collections.abc import Callable, Iterable, MutableMapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from mediation_desk.domain.claims import AnswerKind, ClaimKind
from mediation_desk.i18n import N_, _
from mediation_desk.law.besides import own_facts
from mediation_desk.law.facts import columns_of
from mediation_desk.ui.case.sums_cells import Column, Part
from mediation_desk.ui.widgets.naming import named

K = TypeVar("K")

SUMS = (
    (Part.CLAIMED, N_("asked")),
    (Part.ENTITLED, N_("due by law")),
    (Part.OFFERED, N_("offered")),
    (Part.AGREED, N_("agreed")),
)


class StayingMenu(QMenu):
    """A menu of ticks: a click sets a tick and leaves the menu open."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Set the tick under the pointer."""
        action = self.activeAction()
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Set the tick with Enter or the space bar."""
        action = self.activeAction()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if action is not None and action.isCheckable() and event.key() in keys:
            action.trigger()
        else:
            super().keyPressEvent(event)


class ColumnChoice:
    """What a person chose to see: kinds of sums, claims, and facts; the rest as at first."""

    def __init__(self) -> None:
        self.sums: dict[Part, bool] = {}
        self.kinds: dict[ClaimKind, bool] = {}
        self.facts: dict[str, bool] = {}
        self.answers: dict[AnswerKind, bool] = {}

    def ask(self, kind: AnswerKind, *, shown: bool) -> None:
        """Show or hide what is reckoned besides, with the facts that it asks for."""
        self.answers[kind] = shown
        self.facts |= {fact.name: shown for fact in columns_of([kind.value])}

    def shows(self, column: Column, *, offers: bool, known: frozenset[str]) -> bool:
        """Say whether a column is shown; `known` are facts that some worker has."""
        if column.answer:
            told = any(name.startswith(own_facts(column.answer)) for name in known)
            return self.answers.get(column.answer, told)
        if column.part is Part.FACT:
            return self.facts.get(column.name, column.first or column.name in known)
        part = Part.CLAIMED if column.asked else column.part
        by_part = self.sums.get(part, part is not Part.CLAIMED and (part != Part.OFFERED or offers))
        return by_part and (column.kind is None or self.kinds.get(column.kind, True))


def column_menu(
    parent: QWidget,
    columns: Iterable[Column],
    choice: ColumnChoice,
    shown: Callable[[Column], bool],
    changed: Callable[[], None],
) -> QMenu:
    """Return the menu: the four sums, the claims of the case, and its facts."""
    menu = named(StayingMenu(parent), "sums_columns_menu", _("Columns"))
    every = list(columns)
    menu.addSection(_("Sums"))
    for part, text in SUMS:
        on = any(shown(column) for column in every if column.part is part)
        _tick(menu, _(text), on, choice.sums, part, changed)
    kinds = list(dict.fromkeys(column.kind for column in every if column.kind))
    if len(kinds) > 1:
        menu.addSection(_("Claims"))
        for kind in kinds:
            _tick(menu, kind.label, choice.kinds.get(kind, True), choice.kinds, kind, changed)
    menu.addSection(_("Reckoned besides, in no total"))
    for column in (column for column in every if column.answer):
        _besides(menu, column, choice, shown(column), changed)
    menu.addSection(_("Facts"))
    further = named(StayingMenu(_("Further facts"), menu), "sums_facts_menu", _("Further facts"))
    for column in (column for column in every if column.part is Part.FACT):
        place = menu if column.first else further
        _tick(place, column.full_title, shown(column), choice.facts, column.name, changed)
    if not further.isEmpty():
        menu.addMenu(further)
    return menu


def _besides(
    menu: QMenu, column: Column, choice: ColumnChoice, on: bool, changed: Callable[[], None]
) -> None:
    """Add the tick of an answer: its facts come and go with it."""
    kind = column.answer
    assert kind is not None, "only answers stand here"

    def decide(ticked: bool) -> None:
        choice.ask(kind, shown=ticked)
        changed()

    action = menu.addAction(kind.label)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(decide)


def _tick(
    menu: QMenu,
    text: str,
    on: bool,
    kept: MutableMapping[K, bool],
    key: K,
    changed: Callable[[], None],
) -> None:
    def decide(ticked: bool) -> None:
        kept[key] = ticked
        changed()

    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(on)
    action.triggered.connect(decide)
