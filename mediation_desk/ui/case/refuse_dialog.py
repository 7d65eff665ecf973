"""The dialogs of refusal and of the consent inquiry, with what helps to fill them in."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from mediation_desk.domain.bodies import Body
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.respondents import NOTHING_AWAITED, inquiries, several
from mediation_desk.domain.routing import Route, channel, routes, routes_for
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Ask
from mediation_desk.i18n import N_, _
from mediation_desk.services import bodies
from mediation_desk.ui.case.consent_log import ConsentLog
from mediation_desk.ui.case.facts_dialog import FactsDialog, several_lines, ticked
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

_MOST_ASKED = 4
"""Respondents that are seen without scrolling."""


class RefuseDialog(FactsDialog):
    """Refuses an application: a situation of the routing table fills in ground and channel.

    What can be mediated all the same is told, and is no ground to refuse.
    """

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(case, Step.REFUSE, parent)
        self._bodies: Sequence[Body] = ()
        likely = routes_for(self.file.cause)
        refused = [route for route in likely if route.ground]
        ordered = [*refused, *(r for r in routes() if r.ground and r not in likely)]
        self.situation = Choice([("", _("none of these")), *((r.code, r.label) for r in ordered)])
        chooser = FormField(_("Situation (fills in what follows)"), self.situation, "situation")
        self.fields.add(chooser)
        self.body.insertWidget(1, chooser)
        for route in likely:
            if not route.ground:
                told = label(route.hint, "small", name=f"hint_{route.code}", wrap=True)
                self.body.insertWidget(1, told)
        self.situation.currentIndexChanged.connect(lambda _place: self._fill())
        case.read(lambda: bodies.find(self.desk, ""), self._know)
        if refused and refused[0] is likely[0]:
            self.situation.set_code(refused[0].code)

    def _editor(self, ask: Ask) -> QWidget:
        """Give the channel the room that addresses take; the ground is chosen, not proposed."""
        if ask.field == "ground" and ask.choices is not None:
            return Choice([("", _("please choose")), *terms(ask.choices)])
        return several_lines() if ask.field == "body" else super()._editor(ask)

    def _know(self, found: Sequence[Body]) -> None:
        self._bodies = found
        self._fill()

    def _fill(self) -> None:
        route = next((r for r in routes() if r.code == self.situation.code()), None)
        if route is None:
            return
        self._put(route)

    def _put(self, route: Route) -> None:
        ground, reason = self.editors["ground"], self.editors["reason"]
        body, note = self.editors["body"], self.editors["note"]
        if isinstance(ground, Choice) and route.ground:
            ground.set_code(route.ground)
        if isinstance(reason, QPlainTextEdit):
            reason.setPlainText(route.situation)
        if isinstance(body, QPlainTextEdit):
            body.setPlainText(channel(route, self.desk.centre.arbitration, self._bodies))
        if isinstance(note, QPlainTextEdit):
            note.setPlainText(route.basis)


class InquiryDialog(FactsDialog):
    """An attempt to ask, or the other side's declining, over what is on record already."""

    def __init__(self, case: OpenCase, step: Step, parent: QWidget) -> None:
        super().__init__(case, step, parent)
        self.log = ConsentLog(self.file, self.desk.today())
        self.body.insertWidget(0, self.log)
        self.setMinimumWidth(560)
        until = self.editors.get("until")
        if isinstance(until, DayEdit):
            until.set_day(self._usual_limit())

    def _editor(self, ask: Ask) -> QWidget:
        return self._asked() if ask.field == "party_ids" else super()._editor(ask)

    def _add_asks(self) -> None:
        """Ask which of several respondents were asked, before how."""
        if self._step is Step.CONTACT and several(self.file):
            self._add(Ask("party_ids", N_("Respondents who were asked")))
        super()._add_asks()

    def _asked(self) -> QListWidget:
        """Return the respondents to tick; those are ticked whose answer is still awaited."""
        shown = QListWidget()
        shown.setProperty("role", "framed")
        held = inquiries(self.file)
        waited = [one for one in held if one.reply(self.desk.today()) not in NOTHING_AWAITED]
        for one in held:
            item = QListWidgetItem(one.name, shown)
            item.setData(Qt.ItemDataRole.UserRole, one.party_id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = one in (waited or held)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        row = max(shown.sizeHintForRow(0), 24)
        shown.setFixedHeight(row * min(len(held), _MOST_ASKED) + 2 * Space.XS)
        return shown

    def submit(self) -> None:
        """Record it; an attempt without anybody asked is none."""
        asked = self.editors.get("party_ids")
        if isinstance(asked, QListWidget) and not ticked(asked):
            text = _("Choose the respondents who were asked.")
            self.fields.explain([Problem("party_ids", text)])
            return
        super().submit()

    def _usual_limit(self) -> date | None:
        """Propose the last day on which the application must be accepted or refused."""
        today = self.desk.today()
        ends = [c.due for c in self.file.clocks if c.kind == "DL01" and c.due > today]
        return ends[0] if ends else None
