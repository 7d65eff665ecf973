"""An agent of a party: who it is, and every power of the authority by itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from mediation_desk.domain.agents import (
    Agent,
    AgentKind,
    Authority,
    Power,
    only_everything,
    understood,
)
from mediation_desk.domain.errors import NotFound, Problem
from mediation_desk.domain.people import Person
from mediation_desk.i18n import N_, _
from mediation_desk.services import agents
from mediation_desk.ui.case.facts_dialog import ticked, ticking
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.party_dialogs import PartyDialog
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.intake.person_form import PersonForm
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

_MOST_SHOWN = 5
"""Workers of the list that are seen without scrolling it."""
_READING = "最高人民法院关于适用《民事诉讼法》的解释第八十八条"
_SHOWS = {
    AgentKind.LAWYER: N_("Shows: practising certificate and the firm's letter ({rule})."),
    AgentKind.LEGAL_WORKER: N_(
        "Shows: practising certificate, the office's letter of introduction, and that one party"
        " lives or sits in its district ({rule})."
    ),
    AgentKind.RELATIVE: N_("Shows: identity document and proof of the relation ({rule})."),
    AgentKind.STAFF: N_("Shows: identity document and proof of the employment ({rule})."),
    AgentKind.RECOMMENDED: N_(
        "Shows: identity document, the recommendation, and that the party belongs to whoever"
        " recommends ({rule})."
    ),
}


class PowerBoxes(QWidget):
    """A box for each power."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "powers", _("Powers of the special authority"))
        row = FlowLayout(self)
        self.boxes = {
            power: named(QCheckBox(power.label), f"power_{power.value}", power.label)
            for power in Power
        }
        for box in self.boxes.values():
            row.addWidget(box)

    def powers(self) -> frozenset[Power]:
        """Return the powers ticked."""
        return frozenset(power for power, box in self.boxes.items() if box.isChecked())

    def choose(self, powers: frozenset[Power]) -> None:
        """Tick these powers."""
        for power, box in self.boxes.items():
            box.setChecked(power in powers)

    def content(self) -> str:
        """Return the powers ticked as one text."""
        return " ".join(power.value for power, box in self.boxes.items() if box.isChecked())

    def put_content(self, text: str) -> None:
        """Tick the powers that such a text names."""
        self.choose(frozenset(power for power in Power if power.value in text.split()))

    def content_in_words(self, text: str) -> str:
        """Name the powers that such a text names."""
        return _(", ").join(power.label for power in Power if power.value in text.split())


def _agent(case: OpenCase, key: int) -> Agent:
    """Return an agent of the case as it stands now."""
    found = [agent for agent in case.file.agents if agent.id == key] if case.file else []
    if not found:
        raise NotFound(_("This entry is not in the file (any more)."))
    return found[0]


class AgentDialog(PartyDialog):
    """Enter or correct an agent."""

    def __init__(
        self, case: OpenCase, parent: QWidget | None, agent: Agent | None = None, party_id: int = 0
    ) -> None:
        title = _("Agent of a party")
        super().__init__(case, title, _("Save"), "agent_dialog", parent)
        self.edits(agent.id if agent else "", of=case.file)
        self.agent = agent
        self._make_editors()
        self._lay_out()
        first = party_id or self.file.applicants[0].id
        self._fill(agent or Agent(party_id=first, person=Person(name="")))
        self._offer_others()
        self.party.currentIndexChanged.connect(lambda _place: self._offer_others())
        self.kind.currentIndexChanged.connect(lambda _place: self._kind_chosen())
        self.authority.currentIndexChanged.connect(lambda _place: self._advise())
        self.wording.textChanged.connect(lambda _text: self._advise())
        for box in self.powers.boxes.values():
            box.toggled.connect(lambda _on: self._advise())
        self.setMinimumWidth(760)
        if agent is not None and agent.id:
            Together(self, case, lambda: AgentDialog(case, parent, _agent(case, agent.id)), "file")

    def _make_editors(self) -> None:
        parties = [(str(key), name) for key, name in self.file.parties]
        self.party = Choice(parties, searchable=len(parties) > 12)
        self.party.setEnabled(self.agent is None)
        self.also = named(QListWidget(), "also_for", _("Acts for these workers too"))
        self.also.setProperty("role", "framed")
        self.kind = Choice(terms(AgentKind))
        self.person = PersonForm(_("Agent's name"))
        self.forms = (self.person,)
        self.licence, self.firm, self.relation = QLineEdit(), QLineEdit(), QLineEdit()
        self.authority = Choice(terms(Authority))
        self.given_on, self.until = DayEdit(), DayEdit()
        self.powers = PowerBoxes()
        self.wording = QLineEdit()
        self.papers = named(
            QCheckBox(_("Receives papers for the party")), "receives_papers", _("Receives papers")
        )
        self.shows = label("", "small", name="agent_shows", wrap=True)
        self.advice = label("", name="agent_advice", tone=Tone.WARN, wrap=True)

    def _lay_out(self) -> None:
        def field(caption: str, editor: QWidget, name: str, *, hint: str = "") -> FormField:
            return self.fields.add(FormField(caption, editor, name, hint=hint))

        self.body.addLayout(
            grid(
                (
                    (
                        (field(_("Acts for"), self.party, "party_id"), 6),
                        (field(_("Kind of agent"), self.kind, "kind"), 6),
                    ),
                )
            )
        )
        also = field(
            _("Acts for these workers too"),
            self.also,
            "also_for",
            hint=_("Each of them has a row and a power of attorney (D-32) of its own."),
        )
        self.body.addWidget(also)
        self.ticking = QWidget()
        self.ticking.setLayout(ticking(self.also))
        self.body.addWidget(self.ticking)
        self.body.addWidget(self.shows)
        self.body.addWidget(self.person)
        self.body.addLayout(
            grid(
                (
                    (
                        (field(_("Licence number"), self.licence, "licence"), 5),
                        (field(_("Firm or office"), self.firm, "firm"), 7),
                    ),
                    ((field(_("Relation to the party"), self.relation, "relation"), 12),),
                    (
                        (field(_("Authority"), self.authority, "authority"), 4),
                        (field(_("Authority given on"), self.given_on, "given_on"), 4),
                        (field(_("Valid until"), self.until, "until"), 4),
                    ),
                    ((field(_("Powers of the special authority"), self.powers, "powers"), 12),),
                    (
                        (
                            field(
                                _("Authority as the power of attorney words it"),
                                self.wording,
                                "wording",
                            ),
                            12,
                        ),
                    ),
                )
            )
        )
        self.body.addWidget(self.advice)
        self.body.addWidget(self.papers)
        self.body.addStretch(1)

    def _fill(self, agent: Agent) -> None:
        self.party.set_code(str(agent.party_id))
        self.kind.set_code(agent.kind.value)
        self.person.fill(agent.person)
        self.licence.setText(agent.licence)
        self.firm.setText(agent.firm)
        self.relation.setText(agent.relation)
        self.authority.set_code(agent.authority.value)
        self.given_on.set_day(agent.given_on or (None if agent.id else self.case.desk.today()))
        self.until.set_day(agent.until)
        self.powers.choose(agent.powers)
        self.wording.setText(agent.wording)
        self.papers.setChecked(agent.receives_papers)
        self._kind_chosen()
        self._advise()

    def _offer_others(self) -> None:
        """Offer the other workers to tick, where a new agent acts for one of several."""
        chosen, workers = self.value().party_id, self.file.applicants
        others = [worker for worker in workers if worker.id != chosen]
        shown = self.agent is None and len(others) < len(workers) and bool(others)
        self.also.clear()
        for worker in others if shown else ():
            item = QListWidgetItem(worker.person.name, self.also)
            item.setData(Qt.ItemDataRole.UserRole, worker.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
        row = max(self.also.sizeHintForRow(0), 24)
        self.also.setFixedHeight(row * min(len(others), _MOST_SHOWN) + 2 * Space.XS)
        self.fields["also_for"].setVisible(shown)
        self.ticking.setVisible(shown)

    def _kind_chosen(self) -> None:
        kind = AgentKind.of(self.kind.code())
        by_profession = kind in (AgentKind.LAWYER, AgentKind.LEGAL_WORKER)
        self.fields["licence"].setVisible(by_profession)
        self.fields["firm"].setVisible(by_profession)
        self.fields["relation"].setVisible(not by_profession)
        self.shows.setText(_(_SHOWS[kind]).format(rule=_READING))

    def _advise(self) -> None:
        """Say at once how the law reads the authority that is being typed."""
        agent = self.value()
        special = self.authority.code() == Authority.SPECIAL.value
        self.fields["powers"].setVisible(special)
        said = only_everything(agent)
        if not said and not (special and Power.SETTLE in agent.powers):
            said = _("Without the power to settle, this agent cannot sign the agreement.")
        self.advice.setText(said)
        self.advice.setVisible(bool(said))

    def value(self) -> Agent:
        """Return the agent as typed."""
        special = self.authority.code() == Authority.SPECIAL.value
        return Agent(
            id=self.agent.id if self.agent else 0,
            party_id=int(self.party.code() or 0),
            person=self.person.value(),
            kind=AgentKind.of(self.kind.code()),
            licence=self.licence.text().strip(),
            firm=self.firm.text().strip(),
            relation=self.relation.text().strip(),
            authority=Authority.of(self.authority.code()),
            powers=self.powers.powers() if special else frozenset(),
            wording=self.wording.text().strip(),
            receives_papers=self.papers.isChecked(),
            given_on=self.given_on.day(),
            until=self.until.day(),
        )

    def submit(self) -> None:
        """Save the agent."""
        if not self.readable():
            return
        agent, desk, others = self.value(), self.case.desk, ticked(self.also)
        if understood(agent).authority is not agent.authority:
            text = _("Tick the powers that it names, or choose general authority.")
            self.fields.explain([Problem("powers", f"{only_everything(agent)}{text}")])
            return

        def save(key: int, version: int) -> None:
            if agent.id:
                agents.change_agent(desk, key, version, agent)
            else:
                agents.add_agents(desk, key, version, agent, (agent.party_id, *others))

        self.busy()
        self.case.act(save, lambda _done: self.accept(), self.explain)
