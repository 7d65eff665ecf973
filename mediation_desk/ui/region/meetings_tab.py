"""Joint meetings: the list, and one of them with the matters it decided."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.bodies import Body, BodyKind, BodyLine
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    MeetingLine,
    Yearly,
)
from mediation_desk.i18n import N_, _
from mediation_desk.services import bodies
from mediation_desk.services import joint_meetings as service
from mediation_desk.ui.phrases import day, due_tone
from mediation_desk.ui.region.list_tab import ListTab
from mediation_desk.ui.region.meeting_dialogs import MeetingDialog, ProgressDialog
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import icon_button, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import Pill, label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass


class MeetingsTab(ListTab):
    """The list; one meeting opens in its place, Esc goes back."""

    KEY, TITLE = "meetings", N_("Joint meetings")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._agencies: tuple[Body, ...] = ()
        self.hint = _Hint()
        self.new = primary(_("New joint meeting…"), "meeting_new", self.add, "plus")
        self.model: RowsModel[MeetingLine] = RowsModel(_meeting_columns())
        self.table = TableView("meetings", _("Joint meetings"))
        self.table.use(self.model, (12, 40, 12, 10, 10, 10, 10), 1)
        self.start_list(self.table)
        self.table.opened.connect(lambda index: self.open_key(self.model.row(index).id))
        yield
        self.empty = EmptyState(
            _("No joint meeting yet. Union and government meet at least once a year."),
            name="meetings_empty",
            icon="people",
        )
        yield
        self.one = OneMeeting(self)
        yield
        card = Card(
            _("Joint meetings of union and government"),
            name="meetings_card",
            note=_("Enter or a double click opens a meeting"),
        )
        self.lay_out(card, self.one, "meeting_scroll", self.hint)

    def refresh(self) -> None:
        """Read the list, and the meeting that is open."""
        self.new.setEnabled(self.may)
        self.jobs.ask(self, partial(service.lines, self.desk), self._show)
        self.jobs.ask(self, partial(service.hint, self.desk), self.hint.show_hint)
        self.jobs.ask(self, partial(bodies.lines, self.desk), self._take_agencies)
        if self.key_open:
            self.open_key(self.key_open)

    def _take_agencies(self, lines: Sequence[BodyLine]) -> None:
        found = (line.body for line in lines if line.body.kind is BodyKind.AGENCY)
        self._agencies = tuple(found)

    def _show(self, lines: Sequence[MeetingLine]) -> None:
        self.model.show(lines)
        self.show_filled(filled=bool(lines))

    def open_key(self, key: int) -> None:
        """Open a meeting."""
        self.key_open = key
        self.jobs.ask(self, partial(service.meeting, self.desk, key), self._show_meeting)

    def _show_meeting(self, meeting: JointMeeting) -> None:
        if self.key_open == meeting.id:
            self.one.show_meeting(meeting)
            self.show_one()

    def print_text(self) -> str:
        """Return the list, or the matters of the meeting that is open, for the printer."""
        return self.printed(self.one.table)

    def print_itself(self) -> bool:
        """Show the minutes of the meeting that is open."""
        if self.key_open:
            self.one.show_minutes()
        return bool(self.key_open)

    def add(self) -> None:
        """Open the form of a new meeting."""
        title = _("Joint meeting of {year}").format(year=self.desk.today().year)
        self.edit(JointMeeting(title=title, day=self.desk.today(), recorder=self.desk.actor.name))

    def edit(self, meeting: JointMeeting) -> None:
        """Open the form of a meeting."""
        dialog = MeetingDialog(self.desk, self.jobs, meeting, self._agencies, self, self.open_key)
        self.show_dialog(dialog, _("The meeting is saved."))

    def follow(self, decision: Decision) -> None:
        """Open how far a matter is."""
        if self.may:
            dialog = ProgressDialog(self.desk, self.jobs, decision, self)
            self.show_dialog(dialog, _("The matter is followed up."))


class _Hint(QFrame):
    """Says that the yearly meeting is missing (第二十九条)."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "yearly_hint", _("Yearly meeting"))
        self.setProperty("role", "bar-warn")
        self.text = label("", name="yearly_text", tone=Tone.WARN, wrap=True)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.XS, Space.L, Space.XS)
        inside.addWidget(self.text, 1)
        self.hide()

    def show_hint(self, yearly: Yearly | None) -> None:
        """Show the hint, or nothing when the year has its meeting."""
        if yearly is not None and yearly.last_on is not None and yearly.due_on is not None:
            self.text.setText(
                _(
                    "The last joint meeting was on {day}; it takes place at least once a year"
                    " (Hebei measures on the union law, art. 29)."
                ).format(day=yearly.last_on.isoformat())
            )
        elif yearly is not None:
            self.text.setText(
                _(
                    "No joint meeting is on record; it takes place at least once a year (Hebei"
                    " measures on the union law, art. 29)."
                )
            )
        self.setVisible(yearly is not None)


class OneMeeting(QWidget):
    """A meeting: when, where, who came, what was said, and the matters decided."""

    def __init__(self, tab: MeetingsTab) -> None:
        super().__init__()
        named(self, "one_meeting", _("Joint meeting"))
        self._tab = tab
        self.meeting: JointMeeting | None = None
        self.title = label("", "title", name="meeting_title", wrap=True)
        self.state = Pill(name="meeting_state")
        self.about = label("", "muted", name="meeting_about", wrap=True)
        self.agencies = label("", name="meeting_agencies", wrap=True)
        self.agenda = label("", name="meeting_agenda", wrap=True)
        self.minutes = label("", name="meeting_minutes", wrap=True)
        self.edit = secondary(_("Change…"), "meeting_edit", self._edit)
        self.paper = secondary(_("Minutes as a paper…"), "meeting_paper", self.show_minutes)
        self.model: RowsModel[Decision] = RowsModel(_decision_columns(tab.desk.today))
        self.table = TableView("decisions", _("Matters decided"))
        self.table.use(self.model, (40, 20, 12, 12, 24), 0)
        self.table.setMinimumHeight(self.table.fontMetrics().height() * 7)
        self.table.opened.connect(lambda index: tab.follow(self.model.row(index)))
        self.follow = secondary(_("Follow up…"), "decision_follow", self._follow)
        self._lay_out()

    def _lay_out(self) -> None:
        back = icon_button("back", _("Back to the list (Esc)"), "meeting_back", self._tab.escape)
        head = Card(name="meeting_card")
        first = QHBoxLayout()
        for widget, share in (
            (back, 0), (self.title, 1), (self.state, 0), (self.edit, 0), (self.paper, 0),
        ):  # fmt: skip
            first.addWidget(widget, share, Qt.AlignmentFlag.AlignVCenter)
        head.body.addLayout(first)
        for words in (self.about, self.agencies, self.agenda, self.minutes):
            head.add(words)
        below = Card(
            _("Matters decided"), name="decisions_card", note=_("A double click follows one up")
        )
        below.add(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.follow)
        below.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, Space.S, 0)
        column.setSpacing(Space.M)
        column.addWidget(head)
        column.addWidget(below, 1)

    def show_meeting(self, meeting: JointMeeting) -> None:
        """Show a meeting."""
        self.meeting = meeting
        self.title.setText(meeting.title)
        held = meeting.held
        self.state.show_state(
            _("Meeting held") if held else _("Meeting planned"), Tone.GOOD if held else Tone.ACCENT
        )
        moment = f" {meeting.begins:%H:%M}" if meeting.begins else ""
        parts = (
            f"{meeting.day.isoformat()}{moment}",
            meeting.place,
            _("in the chair: {name}").format(name=meeting.chair) if meeting.chair else "",
        )
        self.about.setText("  ·  ".join(part for part in parts if part))
        for shown, head, text in (
            (self.agencies, _("Agencies"), _agencies(meeting)),
            (self.agenda, _("Agenda"), "\n".join(meeting.agenda.splitlines())),
            (self.minutes, _("What was discussed"), meeting.minutes),
        ):
            shown.setText(_("{head}: {text}").format(head=head, text=text))
            shown.setVisible(bool(text))
        self.model.show(meeting.decisions)
        if (place := _most_urgent(meeting.decisions)) is not None:
            self.table.selectRow(place)
        for button in (self.edit, self.follow):
            button.setEnabled(self._tab.may)

    def _edit(self) -> None:
        if self.meeting is not None:
            self._tab.edit(self.meeting)

    def _follow(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        chosen = [self.model.row(row) for row in rows] or list(self.model.rows[:1])
        if chosen:
            self._tab.follow(chosen[0])

    def show_minutes(self) -> None:
        """Show the minutes, to save or print."""
        from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

        if self.meeting is not None:
            make = partial(service.minutes, self._tab.desk, self.meeting.id)
            title = f"{self.meeting.title} {_('minutes of the meeting')}"
            dialog = PaperDialog(self._tab.jobs, title, title, make, self)
            dialog.said.connect(self._tab.said)
            dialog.open()


def _most_urgent(decisions: Sequence[Decision]) -> int | None:
    """Return the place of the open matter that is due first: it is what one comes for."""
    waiting = [
        (decision.due_on or date.max, place)
        for place, decision in enumerate(decisions)
        if decision.state is DecisionState.OPEN
    ]
    return min(waiting)[1] if waiting else None


def _agencies(meeting: JointMeeting) -> str:
    names = []
    for one in meeting.participants:
        words = one.agency
        if one.people:
            words = _("{agency} ({people})").format(agency=one.agency, people=one.people)
        names.append(words if one.attended else _("{name} (absent)").format(name=one.agency))
    return _("; ").join(names)


def _meeting_columns() -> tuple[Column[MeetingLine], ...]:
    def count(number: int) -> str:
        return str(number) if number else "—"

    return (
        Column(title=_("Day"), text=lambda m: m.day.isoformat()),
        Column(title=_("Title of the meeting"), text=lambda m: m.title, strong=True),
        Column(
            title=_("State"),
            text=lambda m: _("Meeting held") if m.held else _("Meeting planned"),
            tone=lambda m: Tone.PLAIN if m.held else Tone.ACCENT,
        ),
        Column(title=_("Agencies"), text=lambda m: count(m.agencies), right=True),
        Column(title=_("Decided"), text=lambda m: count(m.decided), right=True),
        Column(title=_("Still open"), text=lambda m: count(m.open), right=True),
        Column(
            title=_("Past its day"),
            text=lambda m: count(m.late),
            right=True,
            tone=lambda m: Tone.BAD if m.late else Tone.PLAIN,
        ),
    )


def _decision_columns(today: Callable[[], date]) -> tuple[Column[Decision], ...]:
    def tone(decision: Decision) -> Tone:
        if decision.state is not DecisionState.OPEN:
            return Tone.MUTED
        return Tone.PLAIN if decision.due_on is None else due_tone(decision.due_on, today())

    return (
        Column(title=_("What was decided"), text=lambda d: d.what, strong=True),
        Column(title=_("Who does it"), text=lambda d: d.who),
        Column(title=_("By when"), text=lambda d: day(d.due_on), tone=tone),
        Column(
            title=_("State"),
            text=lambda d: d.state.label,
            tone=lambda d: Tone.GOOD if d.state is DecisionState.DONE else Tone.PLAIN,
            tip=lambda d: day(d.done_on) if d.done_on else d.state.label,
        ),
        Column(title=_("Remark"), text=lambda d: d.note or "—"),
    )
