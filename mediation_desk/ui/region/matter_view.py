"""One matter of supervision: what it is, how far the letters are, and what comes next."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterState,
    Matter,
    Opening,
)
from mediation_desk.domain.supervision_rules import openings
from mediation_desk.i18n import _
from mediation_desk.services import supervision as service
from mediation_desk.ui.region.letter_acts import LetterActs, is_draft
from mediation_desk.ui.region.matter_dialogs import (
    DayDialog,
    DeclineDialog,
    EndDialog,
    InvestigationDialog,
    MatterDialog,
    ReopenDialog,
)
from mediation_desk.ui.region.matter_words import (
    about,
    acts_of,
    columns,
    investigated,
    poor,
    state_of,
)
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_CHAIN = tuple(LetterKind)
"""From the mildest on, as they stand in the head."""


class MatterView(QWidget):
    """Head with the chain of letters and the next step; below, the letters."""

    closed = Signal()

    def __init__(self, tab: RegionTab) -> None:
        super().__init__()
        named(self, "matter", _("Matter of supervision"))
        self._tab = tab
        self.matter: Matter | None = None
        self.letters = LetterActs(tab, self)
        self.employer = label("", "title", name="matter_employer", wrap=True)
        self.state = Pill(name="matter_state")
        self.about = label("", "muted", name="matter_about", wrap=True)
        self.investigation = label("", "small", name="matter_investigation", wrap=True)
        self.case_link = named(
            link("", "matter_case", self._open_case), "matter_case", _("Open the case")
        )
        self.chain = [Pill(kind.label, name=f"chain_{kind.value}") for kind in _CHAIN]
        self.next = named(
            primary("", "matter_next", self._take_next), "matter_next", _("Next step")
        )
        self.edit = secondary(_("Correct…"), "matter_edit", self._edit)
        self.investigate = secondary(_("Investigation…"), "matter_investigate", self._investigate)
        self.others = secondary(_("Another step"), "matter_others", self._open_others, "more")
        self.model: RowsModel[Letter] = RowsModel(columns(tab.desk.today))
        self.table = TableView("letters", _("Letters"))
        self.table.use(self.model, (12, 20, 16, 11, 11, 14, 16), 2, yields=(3, 4))
        self.table.say_when_empty(_("No letter yet. The next step above begins the first one."))
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 6)
        self.table.opened.connect(lambda index: self.letters.open(self.model.row(index)))
        self.acts = {
            name: secondary(text, f"letter_{name}", partial(self._act, name))
            for name, text in (
                ("write", _("Write the draft…")),
                ("show", _("Look at it…")),
                ("receive", _("Received…")),
                ("close", _("Department closed it…")),
                ("answer", _("Answered…")),
                ("withdraw", _("Withdraw…")),
            )
        }
        self._next: Callable[[], object] = lambda: None
        self._lay_out()
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._show_acts())

    def _lay_out(self) -> None:
        back = icon_button("back", _("Back to the list (Esc)"), "matter_back", self.closed.emit)
        head = Card(name="matter_card")
        first = QHBoxLayout()
        for widget, share in ((back, 0), (self.employer, 1), (self.state, 0)):
            first.addWidget(widget, share, Qt.AlignmentFlag.AlignVCenter)
        head.body.addLayout(first)
        head.add(self.about)
        head.add(self.investigation)
        row = QHBoxLayout()
        row.addWidget(self.case_link)
        row.addStretch(1)
        head.body.addLayout(row)
        steps = FlowLayout()
        for number, pill in enumerate(self.chain):
            if number:
                steps.addWidget(label("→", "muted"))
            steps.addWidget(pill)
        head.body.addLayout(steps)
        buttons = FlowLayout()
        for button in (self.next, self.investigate, self.others, self.edit):
            buttons.addWidget(button)
        head.body.addLayout(buttons)
        below = Card(
            _("Letters"), name="letters_card", note=_("A draft opens to write, others to look at")
        )
        below.add(self.table, 1)
        foot = FlowLayout()
        for button in self.acts.values():
            foot.addWidget(button)
        below.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(head)
        column.addWidget(below, 1)

    @property
    def desk(self) -> "Desk":
        """The desk at which one works."""
        return self._tab.desk

    @property
    def _may(self) -> bool:
        return self.desk.actor.may(Right.REGION)

    # -- showing ----------------------------------------------------------------------------

    def show_matter(self, matter: Matter) -> None:
        """Show a matter as it stands; the letter that was chosen stays chosen."""
        chosen = self._chosen()
        self.matter = self.letters.matter = matter
        today = self.desk.today()
        self.employer.setText(matter.employer)
        self.about.setText("  ·  ".join(about(matter)))
        self.investigation.setText(investigated(matter))
        self.investigation.setVisible(matter.investigated_on is not None)
        self.case_link.setText(matter.number)
        self.case_link.setVisible(matter.case_id is not None)
        self.state.show_state(*state_of(matter, today))
        for kind, pill in zip(_CHAIN, self.chain, strict=True):
            pill.show_state(kind.label, Tone.GOOD if matter.of(kind) else Tone.MUTED)
        self.model.show(matter.letters)
        ids = [letter.id for letter in matter.letters]
        if ids:
            self.table.selectRow(ids.index(chosen.id) if chosen and chosen.id in ids else -1)
            if not chosen or chosen.id not in ids:
                self.table.selectRow(len(ids) - 1)
        self._show_next(matter, today)
        self._show_acts()

    def _show_next(self, matter: Matter, today: date) -> None:
        text, self._next, right = self._likely(matter, today)
        self.next.setVisible(bool(text))
        self.next.setText(text)
        self.next.setAccessibleName(text or _("Next step"))
        self.next.setEnabled(self.desk.actor.may(right))
        self.next.setToolTip("" if self.next.isEnabled() else _("A supervisor does this."))
        for button in (self.edit, self.investigate, self.others):
            button.setEnabled(self._may)
        self.investigate.setVisible(matter.is_open and self._next != self._investigate)

    def _likely(self, matter: Matter, today: date) -> tuple[str, Callable[[], object], Right]:
        """Return what most likely comes next: its words, what does it, and who may."""
        last = matter.latest()
        if matter.must_tell and matter.declined is not None:
            return _("Complainant told…"), self._tell, Right.REGION
        if not matter.is_open:
            return "", _nothing, Right.REGION
        if last is not None and last.issued_on is None:
            return _("Issue the letter…"), partial(self.letters.issue, last), Right.SUPERVISE
        if matter.must_tell and last is None:
            return _("Accept the complaint…"), self._accept, Right.REGION
        likely = [opening.kind for opening in openings(matter, today) if opening.likely]
        if likely:
            words = _("Draft: {kind}").format(kind=likely[0].label)
            if likely[0] is LetterKind.PROMPT:
                words = likely[0].label
            return words, partial(self._draft, likely[0]), Right.REGION
        if last is not None and last.state(today) is LetterState.ISSUED:
            return _("Received…"), partial(self.letters.act, "receive", last), Right.REGION
        if last is not None and last.state(today) in (LetterState.WAITING, LetterState.LATE):
            return _("Answered…"), partial(self.letters.act, "answer", last), Right.REGION
        if last is not None and last.kind is LetterKind.PROPOSAL and last.answered_on is None:
            return (
                _("Department closed it…"),
                partial(self.letters.act, "close", last),
                Right.REGION,
            )
        if last is not None and poor(last) and matter.investigated_on is None:
            return _("Investigation…"), self._investigate, Right.REGION
        return _("End the matter…"), self._end, Right.REGION

    def _chosen(self) -> Letter | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row(rows[0]) if rows else None

    def _show_acts(self) -> None:
        letter, today = self._chosen(), self.desk.today()
        open_acts = acts_of(letter, today) if letter is not None else set[str]()
        for name, button in self.acts.items():
            right = Right.SUPERVISE if name == "withdraw" else Right.REGION
            button.setVisible(name in open_acts and not self._is_next(name, letter))
            button.setEnabled(name == "show" or self.desk.actor.may(right))
        if letter is not None and is_draft(letter):
            self.acts["write"].show()

    def _is_next(self, name: str, letter: Letter | None) -> bool:
        """Say whether the button of the next step does this already."""
        step = self._next
        return isinstance(step, partial) and step.args == (name, letter)

    # -- acts -------------------------------------------------------------------------------

    def _take_next(self) -> None:
        self._next()

    def _act(self, name: str) -> None:
        letter = self._chosen()
        if letter is not None:
            self.letters.act(name, letter)

    def _draft(self, kind: LetterKind) -> None:
        if self.matter is not None:
            self.letters.draft(self.matter, kind)

    def _open(self, dialog: Dialog, done: str) -> None:
        self._tab.show_dialog(dialog, done)

    def _edit(self) -> None:
        if self.matter is not None:
            dialog = MatterDialog(self.desk, self._tab.jobs, self.matter, self)
            self._open(dialog, _("The matter is corrected."))

    def _investigate(self) -> None:
        if self.matter is not None:
            dialog = InvestigationDialog(self.desk, self._tab.jobs, self.matter, self)
            self._open(dialog, _("The investigation is on record."))

    def _accept(self) -> None:
        if self.matter is not None:
            job = partial(service.accept, self.desk, self.matter.id, self.matter.version)
            title, key = _("Complaint accepted on"), self.matter.id
            dialog = DayDialog(self.desk, self._tab.jobs, title, "accepted_on", job, self, of=key)
            self._open(dialog, _("The complaint is accepted."))

    def _decline(self) -> None:
        if self.matter is not None:
            dialog = DeclineDialog(self.desk, self._tab.jobs, self.matter, self)
            self._open(dialog, _("The complaint is not accepted."))

    def _tell(self) -> None:
        if self.matter is not None:
            job = partial(service.tell, self.desk, self.matter.id, self.matter.version)
            title, key = _("Complainant told on"), self.matter.id
            dialog = DayDialog(self.desk, self._tab.jobs, title, "told_on", job, self, of=key)
            self._open(dialog, _("It is on record that the complainant was told."))

    def _end(self) -> None:
        if self.matter is not None:
            dialog = EndDialog(self.desk, self._tab.jobs, self.matter, self)
            self._open(dialog, _("The matter has been ended."))

    def _reopen(self) -> None:
        if self.matter is not None:
            dialog = ReopenDialog(self.desk, self._tab.jobs, self.matter, self)
            self._open(dialog, _("The matter is taken up again."))

    def _open_case(self) -> None:
        if self.matter is not None and self.matter.case_id is not None:
            self._tab.wanted_case.emit(self.matter.case_id, "around")

    def _open_others(self) -> None:
        menu = self.others_menu()
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))

    def others_menu(self) -> QMenu:
        """Return the menu of all steps; those that are not open say why."""
        menu = named(QMenu(self), "matter_steps", _("Another step"))
        menu.setToolTipsVisible(True)
        if self.matter is None:
            return menu
        for opening in openings(self.matter, self.desk.today()):
            self._add_letter(menu, opening)
        menu.addSeparator()
        for text, act, reason in self._other_steps(self.matter):
            action = menu.addAction(text, act)
            action.setEnabled(not reason)
            action.setToolTip(reason or text)
        return menu

    def _add_letter(self, menu: QMenu, opening: Opening) -> None:
        text = opening.kind.label
        if opening.kind.written:
            text = _("Draft: {kind}").format(kind=text)
        action = menu.addAction(text, partial(self._draft, opening.kind))
        action.setEnabled(not opening.reason)
        action.setToolTip(opening.reason or text)

    def _other_steps(self, matter: Matter) -> Sequence[tuple[str, Callable[[], object], str]]:
        ended = "" if matter.is_open else _("The matter has ended.")
        still = _("The matter has not ended.") if matter.is_open else ""
        complaint = "" if matter.source.is_complaint else _("Only for complaints.")
        told = ended
        if matter.accepted_on is not None:
            day = matter.accepted_on.isoformat()
            told = _("The complaint was accepted on {day}.").format(day=day)
        may = self.desk.actor.may(Right.SUPERVISE)
        return (
            (_("Accept the complaint…"), self._accept, complaint or told),
            (_("Do not accept the complaint…"), self._decline, complaint or told),
            (_("Complainant told…"), self._tell, complaint),
            (_("End the matter…"), self._end, ended),
            (
                _("Take the matter up again…"),
                self._reopen,
                still or ("" if may else _("A supervisor does this.")),
            ),
        )


def _nothing() -> None:
    pass
