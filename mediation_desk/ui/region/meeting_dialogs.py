"""Forms for joint meetings: the meeting with its agencies and matters, and how far a matter is."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from mediation_desk.domain.bodies import Body
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    Participant,
)
from mediation_desk.i18n import _
from mediation_desk.services import joint_meetings as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.region.row_list import Row, RowList
from mediation_desk.ui.widgets.choice import terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.time_edit import TimeEdit

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class AgencyRow(Row):
    """An agency at the meeting, who came for it, and whether it attended."""

    def __init__(self, participant: Participant) -> None:
        self.participant = participant
        self.agency = _field(QLineEdit(participant.agency), "agency_name", _("Agency"))
        self.people = _field(QLineEdit(participant.people), "agency_people", _("Who came"))
        self.attended = named(QCheckBox(_("Attended")), "attended", _("Attended"))
        self.attended.setChecked(participant.attended)
        super().__init__("agency", ((self.agency, 3), (self.people, 3), (self.attended, 0)))

    def value(self, keys: dict[str, int]) -> Participant:
        """Return the agency as typed; a known one keeps its key."""
        name = self.agency.text().strip()
        return replace(
            self.participant,
            agency=name,
            body_id=keys.get(name),
            people=self.people.text().strip(),
            attended=self.attended.isChecked(),
        )


class DecisionRow(Row):
    """A matter decided: what, who, by when."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        self.what = _field(QLineEdit(decision.what), "decision_what", _("What was decided"))
        self.who = _field(QLineEdit(decision.who), "decision_who", _("Who does it"))
        self.due_on = named(DayEdit(), "decision_due", _("By when"))
        self.due_on.set_day(decision.due_on)
        super().__init__("decision", ((self.what, 4), (self.who, 2), (self.due_on, 0)))

    def value(self) -> Decision:
        """Return the matter as typed."""
        return replace(
            self.decision,
            what=self.what.text().strip(),
            who=self.who.text().strip(),
            due_on=self.due_on.day(),
        )


def _field(editor: QLineEdit, name: str, words: str) -> QLineEdit:
    editor.setPlaceholderText(words)
    return named(editor, name, words)


class MeetingDialog(Form):
    """A joint meeting from its agenda to its minutes."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        meeting: JointMeeting,
        agencies: Sequence[Body],
        parent: QWidget,
        then: Callable[[int], None] | None = None,
    ) -> None:
        title = _("Joint meeting") if meeting.id else _("New joint meeting")
        super().__init__(desk, jobs, title, name="meeting_dialog", parent=parent)
        self.edits(meeting.id)
        self._meeting, self._then = meeting, then
        self._keys = {body.name: body.id for body in agencies}
        self.title_edit = self.line(
            _("Title of the meeting"), meeting.title, "title", required=True
        )
        self.beside()
        self.on = self.day(_("Day"), meeting.day, "day", required=True)
        self.begins = TimeEdit()
        if meeting.begins is not None:
            self.begins.set_moment(meeting.begins)
        self.field(_("Begins"), self.begins, "begins")
        self.place = self.line(_("Place of the meeting"), meeting.place, "place")
        self.beside()
        self.chair = self.line(_("In the chair"), meeting.chair, "chair")
        self.recorder = self.line(_("Minutes kept by"), meeting.recorder, "recorder")
        self.agenda = self.text(
            _("Agenda, one item a line"), meeting.agenda, "agenda", required=True
        )
        self.agencies: RowList[AgencyRow] = RowList(
            "agencies",
            _("Agencies"),
            _("Another agency"),
            lambda: AgencyRow(Participant(agency="")),
        )
        for one in meeting.participants or self._proposed(agencies):
            self.agencies.add(AgencyRow(one))
        self.field(_("Agencies at the meeting"), self.agencies, "participants")
        self.held = QCheckBox(_("The meeting has been held"))
        self.held.setChecked(meeting.held)
        self.field(_("State"), self.held, "held")
        self.minutes = self.text(_("What was discussed"), meeting.minutes, "minutes", lines=5)
        self.decisions: RowList[DecisionRow] = RowList(
            "decisions",
            _("Matters decided"),
            _("Another matter decided"),
            lambda: DecisionRow(Decision(what="", who="")),
        )
        for decision in meeting.decisions:
            self.decisions.add(DecisionRow(decision))
        self.field(_("Matters decided: what, who, by when"), self.decisions, "decisions")
        self.body.addStretch(1)
        self.setMinimumWidth(620)

    def _proposed(self, agencies: Sequence[Body]) -> list[Participant]:
        """Return the member agencies for a meeting that is new."""
        if self._meeting.id:
            return []
        return [
            Participant(agency=body.name, body_id=body.id, people=body.contact)
            for body in agencies
            if body.active
        ]

    def readable(self) -> bool:
        """See that the days of the matters can be read, too."""
        for row in self.decisions.rows:
            if text := row.due_on.problem():
                self.fields["decisions"].explain(text)
                row.due_on.setFocus()
                return False
        return super().readable()

    def value(self) -> JointMeeting:
        """Return the meeting as typed."""
        return replace(
            self._meeting,
            title=self.title_edit.text().strip(),
            day=self.on.day() or self.desk.today(),
            begins=self.begins.moment(),
            place=self.place.text().strip(),
            chair=self.chair.text().strip(),
            recorder=self.recorder.text().strip(),
            agenda=self.agenda.toPlainText().strip(),
            minutes=self.minutes.toPlainText().strip(),
            held=self.held.isChecked(),
            participants=tuple(row.value(self._keys) for row in self.agencies.rows),
            decisions=tuple(row.value() for row in self.decisions.rows),
        )

    def submit(self) -> None:
        """Save the meeting."""
        if self.readable():
            meeting = self.value()
            self.carry_out(lambda: service.save(self.desk, meeting), self._then)


class ProgressDialog(Form):
    """How far a matter decided is."""

    def __init__(self, desk: "Desk", jobs: Jobs, decision: Decision, parent: QWidget) -> None:
        title = _("Follow up the matter")
        super().__init__(desk, jobs, title, name="progress_dialog", parent=parent)
        self.edits(decision.id)
        self._decision = decision
        self.body.addWidget(label(decision.what, name="progress_what", wrap=True))
        self.beside()
        self.state = self.choice(_("State"), terms(DecisionState), decision.state.value, "state")
        self.done_on = self.day(_("Done on"), decision.done_on, "done_on")
        self.note = self.text(_("Remark"), decision.note, "note")
        self.state.currentIndexChanged.connect(lambda _place: self._propose())
        self.body.addStretch(1)

    def _propose(self) -> None:
        done = self.state.code() == DecisionState.DONE.value
        if done and not self.done_on.text():
            self.done_on.set_day(self.desk.today())
        if not done:
            self.done_on.set_day(None)

    def submit(self) -> None:
        """Save how far it is."""
        decision = replace(
            self._decision,
            state=DecisionState.of(self.state.code()),
            done_on=self.done_on.day(),
            note=self.note.toPlainText().strip(),
        )
        self.carry_out(lambda: service.set_progress(self.desk, decision))
