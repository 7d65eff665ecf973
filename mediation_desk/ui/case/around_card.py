"""The card of the people around a case: one menu to add, one table to see, edit and remove."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.joint_parties import hints
from mediation_desk.domain.neutrality import Doubt, reason_given
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.panel import PanelMember, Recusal
from mediation_desk.domain.representatives import no_election
from mediation_desk.domain.special_needs import SpecialNeed
from mediation_desk.i18n import N_, _
from mediation_desk.services import agents, other_parties, panel, representatives, special_needs
from mediation_desk.ui.case.agent_dialog import AgentDialog
from mediation_desk.ui.case.around_rows import Kind, Row, rows
from mediation_desk.ui.case.chain_dialog import ChainDialog
from mediation_desk.ui.case.needs_dialog import NeedsDialog
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.other_dialog import OtherDialog
from mediation_desk.ui.case.panel_dialog import PanelDialog
from mediation_desk.ui.case.recusal_dialogs import RecusalDialog, RulingDialog
from mediation_desk.ui.case.representative_dialogs import AnswersDialog, ElectionDialog
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

_MOST_ROWS = 7
_NOTICES = {
    Kind.AGENT: N_("The agent is on record."),
    Kind.OTHER: N_("The party is on record."),
    Kind.REPRESENTATIVES: N_("The representatives are on record."),
    Kind.PANEL: N_("The panel is on record."),
    Kind.RECUSAL: N_("The request for recusal is on record."),
    Kind.NEED: N_("The needs are on record."),
    Kind.CHAIN: N_("The chain of work is on record."),
}


class AroundCard(Card):
    """Agents, other parties, representatives, panel, recusal, needs: all in one table.

    `notes` is a card of its own, shown where something deserves a look.
    """

    noticed = Signal(str)
    said = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(_("Others who take part"), name="card_around")
        self._case = case
        self._asked_for = (0, 0)
        self.notes = Card(name="card_people_notes")
        self.hints = label("", "small", name="around_hints", wrap=True)
        self.doubts = label("", name="around_doubts", tone=Tone.WARN, wrap=True)
        for note in (self.doubts, self.hints):
            self.notes.add(note)
        self.model: RowsModel[Row] = RowsModel(
            (
                Column(title=_("What"), text=lambda r: r.what),
                Column(title=_("Name"), text=lambda r: r.name, strong=True),
                Column(title=_("For whom, as what"), text=lambda r: r.whom or "—"),
                Column(
                    title=_("Authority, duty, state"),
                    text=lambda r: r.says or "—",
                    tone=lambda r: r.tone,
                ),
                Column(title=_("Telephone"), text=lambda r: r.phone or "—"),
            )
        )
        self.table = TableView("around_table", _("Others who take part"))
        self.table.use(self.model, (18, 24, 26, 30, 13), stretch=3)
        self.table.opened.connect(self.edit)
        self.empty = label(
            _("No agents, other parties, panel or special needs yet. “Add” enters them."),
            "muted",
            name="around_empty",
            wrap=True,
        )
        self.add_button = secondary(_("Add"), "add_around")
        self.edit_button = secondary(_("Edit…"), "edit_around", self.edit)
        self.remove_button = secondary(_("Remove…"), "remove_around", self.ask_to_remove)
        self.answers_button = secondary(_("Consent list…"), "around_answers", self.answers)
        self.ruling_button = secondary(_("Decide on recusal…"), "around_ruling", self.rule)
        self._lay_out()

    def _lay_out(self) -> None:
        menu = named(QMenu(self.add_button), "add_around_menu", _("Add"))
        for name, text, act in self._additions():
            menu.addAction(text, act).setObjectName(f"add_{name}")
        menu.setToolTipsVisible(True)
        self.add_button.setMenu(menu)
        menu.aboutToShow.connect(self._shut_what_is_not_open)
        self.menu = menu
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        for button in (
            self.add_button,
            self.edit_button,
            self.remove_button,
            self.answers_button,
            self.ruling_button,
        ):
            bar.addWidget(button)
        bar.addStretch(1)
        self.body.addLayout(bar)
        for widget in (self.empty, self.table):
            self.add(widget)

    def _additions(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        return (
            ("agent", _("Agent of a party…"), self.add_agent),
            ("co_respondent", _("Co-respondent…"), self._other(PartyRole.CO_RESPONDENT)),
            ("third", _("Third party…"), self._other(PartyRole.THIRD)),
            ("payer", _("Payer or guarantor…"), self._other(PartyRole.PAYER)),
            (
                "guardian",
                _("Statutory representative or relative…"),
                self._other(PartyRole.LEGAL_REPRESENTATIVE),
            ),
            ("witness", _("Witness…"), self._other(PartyRole.WITNESS)),
            ("representatives", _("Elected representatives…"), self.elect),
            ("chain", _("Chain of work, building site…"), self.chain),
            ("panel", _("Panel and invited helpers…"), self.panel),
            ("recusal", _("Request for recusal…"), self.recusal),
            ("need", _("Interpreter, special need…"), self.need),
        )

    def _shut_what_is_not_open(self) -> None:
        """Leave only what the case has room for; a tool tip says why the rest is shut."""
        file = self._case.file
        if file is None:
            return
        for action in self.menu.actions():
            if action.objectName() == "add_representatives":
                why = no_election(file)
                action.setEnabled(not why)
                action.setToolTip(why)
            if action.objectName() == "add_recusal":
                action.setEnabled(file.mediator is not None)

    def show_case(self, case: CaseFile) -> None:
        """Show everybody, what may be missing, and what speaks against somebody."""
        current = self.table.currentIndex().row()
        found = rows(case, self._case.desk.today())
        self.model.show(found)
        if 0 <= current < len(found):
            self.table.selectRow(current)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        for button in (self.edit_button, self.remove_button):
            button.setVisible(bool(found))
        self.answers_button.setVisible(bool(case.representatives))
        self.ruling_button.setVisible(any(r.ruling is None for r in case.recusals))
        self.hints.setText("\n".join(hints(case)))
        self.hints.setVisible(bool(self.hints.text()))
        self._show_notes()
        self._size_table(len(found))
        if self._asked_for != (case.id, case.version):
            self._asked_for = case.id, case.version
            self._look(case)

    def _size_table(self, count: int) -> None:
        shown = min(count, _MOST_ROWS)
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(shown * row + head + 6)

    def _look(self, case: CaseFile) -> None:
        """Look at the neutrality of those who take part, anew after every change."""
        desk, key = self._case.desk, case.id
        if case.mediator is None and not case.panel:
            self._doubt(())
            return
        self._case.read(lambda: panel.standing_doubts(desk, key), self._doubt, self._quiet)

    def _doubt(self, found: tuple[Doubt, ...]) -> None:
        file = self._case.file
        lines = [doubt.text for doubt in found]
        why = reason_given(file) if file is not None else ""
        if found and why:
            lines.append(_("They take part all the same: {reason}").format(reason=why))
        self.doubts.setText("\n".join(lines))
        set_tone(self.doubts, Tone.MUTED if why else Tone.WARN)
        self.doubts.setVisible(bool(found))
        self._show_notes()

    def _quiet(self, _error: DeskError) -> None:
        self._doubt(())

    def _show_notes(self) -> None:
        self.notes.setVisible(bool(self.hints.text() or self.doubts.text()))

    def _chosen(self) -> Row | None:
        index = self.table.currentIndex()
        if index.isValid():
            return self.model.row(index)
        if self.model.rowCount() == 1:
            return self.model.rows[0]
        self.said.emit(_("Choose a row first."))
        return None

    def add_agent(self) -> None:
        """Enter an agent."""
        self._open(AgentDialog(self._case, self), Kind.AGENT)

    def _other(self, role: PartyRole) -> Callable[[], None]:
        return lambda: self._open(OtherDialog(self._case, self, role=role), Kind.OTHER)

    def elect(self) -> None:
        """Record whom the workers elected."""
        self._open(ElectionDialog(self._case, self), Kind.REPRESENTATIVES)

    def answers(self) -> None:
        """Keep the list of consents."""
        AnswersDialog(self._case, self).open()

    def chain(self) -> None:
        """Say as what the respondent stands, and at which project."""
        self._open(ChainDialog(self._case, self), Kind.CHAIN)

    def panel(self) -> None:
        """Make up the panel."""
        self._open(PanelDialog(self._case, self), Kind.PANEL)

    def recusal(self) -> None:
        """Record a request for recusal."""
        self._open(RecusalDialog(self._case, self), Kind.RECUSAL)

    def need(self) -> None:
        """Say what a party needs."""
        self._open(NeedsDialog(self._case, self), Kind.NEED)

    def rule(self) -> None:
        """Decide on the request that waits."""
        file = self._case.file
        waiting = [r for r in file.recusals if r.ruling is None] if file else []
        if waiting:
            dialog = RulingDialog(self._case, waiting[0], self)
            dialog.accepted.connect(lambda: self.noticed.emit(_("The decision is on record.")))
            dialog.open()

    def edit(self, index: QModelIndex | None = None) -> None:
        """Open what a row is of; looking at masked data is recorded."""
        row = self.model.row(index) if index else self._chosen()
        file = self._case.file
        if row is None or file is None:
            return
        desk, key = self._case.desk, file.id
        match row.held:
            case Agent() as agent:
                self._case.read(
                    lambda: agents.look_at_agent(desk, key, agent.id),
                    lambda seen: self._open(AgentDialog(self._case, self, seen), Kind.AGENT),
                )
            case OtherParty() as other:
                self._case.read(
                    lambda: other_parties.look_at_other(desk, key, other.id),
                    lambda seen: self._open(OtherDialog(self._case, self, seen), Kind.OTHER),
                )
            case SpecialNeed() as need:
                self._open(NeedsDialog(self._case, self, need.party_id), Kind.NEED)
            case Recusal() as recusal if recusal.ruling is None:
                self.rule()
            case Recusal():
                self.said.emit(_("This request has been decided."))
            case PanelMember():
                self.panel()
            case _:
                (self.chain if row.kind is Kind.CHAIN else self.elect)()

    def ask_to_remove(self) -> None:
        """Remove what the chosen row is of, after a question."""
        row = self._chosen()
        if row is None:
            return
        Question(
            _("Remove"),
            _("{what}: {name} is removed from the case. This can be undone.").format(
                what=row.what, name=row.name
            ),
            _("Remove"),
            lambda: self._remove(row),
            name="remove_question",
            parent=self,
        ).open()

    def _remove(self, row: Row) -> None:
        file = self._case.file
        if file is None:
            return
        notice = _("{what}: {name} is removed.").format(what=row.what, name=row.name)
        act = _removal(self._case, file, row)
        self._case.act(act, lambda _done: self.noticed.emit(notice), self._refused)

    def _refused(self, error: DeskError) -> None:
        self.said.emit(str(error))

    def _open(self, dialog: QDialog, kind: Kind) -> None:
        dialog.accepted.connect(lambda: self.noticed.emit(_(_NOTICES[kind])))
        dialog.open()


def _removal(case: OpenCase, file: CaseFile, row: Row) -> Callable[[int, int], None]:
    """Return the act that takes away what a row is of."""
    desk = case.desk
    match row.held:
        case Agent() as agent:
            return lambda key, version: agents.remove_agent(desk, key, version, agent.id)
        case OtherParty() as other:
            return lambda key, version: other_parties.remove_other(desk, key, version, other.id)
        case Recusal() as recusal:
            return lambda key, version: panel.remove_recusal(desk, key, version, recusal.id)
        case SpecialNeed() as need:
            left = tuple(
                n for n in file.special_needs if n.party_id == need.party_id and n.id != need.id
            )
            party = need.party_id
            return lambda key, version: special_needs.set_needs(desk, key, version, party, left)
        case PanelMember() as member:
            rest = tuple(p for p in file.panel if p.id != member.id)
            return lambda key, version: panel.set_panel(desk, key, version, rest)
        case _ if row.kind is Kind.CHAIN:
            return lambda key, version: other_parties.set_capacity(desk, key, version, None, None)
    return lambda key, version: representatives.dismiss(desk, key, version)
