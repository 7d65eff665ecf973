"""Hand-over (交接): choose who gives what to whom, look it through, hand over, print the list."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QTabBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Problem, Stale
from mediation_desk.domain.handover import (
    Duty,
    Handover,
    HeldCase,
    barred_problems,
    duties_of,
    unfit,
)
from mediation_desk.domain.rights import MAY, Right, may_mediate, may_record, role_names
from mediation_desk.i18n import N_, _
from mediation_desk.services import caucus
from mediation_desk.services import handover as service
from mediation_desk.ui import phrases
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.handover_earlier import EarlierHandovers
from mediation_desk.ui.pages.handover_model import HandoverModel
from mediation_desk.ui.pages.handover_table import HandoverTable
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.naming import named

NEW, EARLIER = range(2)
_FIELDS = ("giver", "receiver", "day", "note")


class HandoverPage(Page):
    """What one person has under way, ticked to go to another one; and what was handed over."""

    NAME, TITLE = "handover", N_("Hand-over")
    UNDOES = frozenset({"handover"})

    _given = Signal(int, int)

    def build(self) -> Iterator[None]:
        """Make the page."""
        self._shown_for = 0
        self.fields = FieldSet(self)
        self.giver, self.receiver = Choice(), Choice()
        self.day, self.note = DayEdit(), QLineEdit()
        self.model = HandoverModel()
        self.table = HandoverTable(self.model)
        yield
        self.state = Elided(name="handover_state")
        self.count = label("", "strong", name="handover_count")
        self.problem = label("", "error", name="handover_problem", wrap=True)
        self.closed_notes = label("", "small", name="handover_notes", wrap=True)
        self.list_button = secondary(_("List…"), "handover_list", self.show_list)
        self.go_button = primary(_("Hand over"), "handover_go", self.hand_over)
        self.earlier = EarlierHandovers(self.desk, self.jobs)
        self.parts = named(QTabBar(), "handover_parts", _("Parts of the hand-over"))
        self.stack = QStackedWidget()
        yield
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for text in (_("Hand cases over"), _("Earlier hand-overs")):
            self.parts.addTab(text)
        self.stack.addWidget(self._new_part())
        self.stack.addWidget(self.earlier)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.S, Space.L, Space.M)
        inside.setSpacing(Space.S)
        inside.addWidget(self.parts)
        inside.addWidget(self.stack, 1)

    def _new_part(self) -> QWidget:
        card = Card(name="card_handover")
        row = QHBoxLayout()
        row.setSpacing(Space.M)
        for caption, editor, name, share in (
            (_("Hands over"), self.giver, "giver", 3),
            (_("Takes over"), self.receiver, "receiver", 3),
            (_("Day of the hand-over"), self.day, "day", 2),
            (_("Remark"), self.note, "note", 4),
        ):
            row.addWidget(self.fields.add(FormField(caption, editor, name)), share)
        told = QHBoxLayout()
        told.addWidget(self.state, 1)
        told.addWidget(link(_("Tick all"), "handover_all", partial(self.model.tick_all, True)))
        told.addWidget(link(_("Tick none"), "handover_none", partial(self.model.tick_all, False)))
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch(1)
        foot.addWidget(self.list_button)
        foot.addWidget(self.go_button)
        card.body.addLayout(row)
        card.body.addLayout(told)
        card.add(self.table, 1)
        card.add(self.closed_notes)
        card.add(self.problem)
        card.body.addLayout(foot)
        self.problem.hide()
        self.closed_notes.hide()
        return card

    def _connect(self) -> None:
        self.parts.currentChanged.connect(self.stack.setCurrentIndex)
        self.giver.currentIndexChanged.connect(lambda _place: self._read())
        self.receiver.currentIndexChanged.connect(lambda _place: self._read())
        self.model.ticked.connect(self._tell)
        self._given.connect(self._tell_given)
        self.table.opened.connect(
            lambda at: self.wanted_case.emit(self.model.rows[at.row()].case_id, "")
        )
        self.earlier.said.connect(lambda text: self.noticed.emit(text, None))

    def refresh(self) -> None:
        """Read people, cases and earlier hand-overs again; ticks, choices and a day typed stay."""
        desk = self.desk
        if self.day.day() == self._proposed:
            self._proposed = desk.today()
            self.day.set_day(self._proposed)
        self.jobs.ask(self, partial(service.people, desk), self._show_people)
        self.earlier.read()

    def choose_giver(self, user_id: int) -> None:
        """Begin with a person who hands over."""
        self.parts.setCurrentIndex(NEW)
        self._wanted = user_id
        self.giver.set_code(str(user_id))

    _people: Mapping[int, User] = MappingProxyType({})
    _wanted = 0
    _unfit = ""
    _refused_at: Mapping[int, int] = MappingProxyType({})
    """The versions of the cases shown when a hand-over was refused."""
    _proposed: date | None = None

    def _show_people(self, people: tuple[User, ...]) -> None:
        first = [("", _("not chosen"))]
        givers = [(str(user.id), _named(user)) for user in people]
        self._people = {user.id: user for user in people}
        able = [u for u in people if u.active and (may_mediate(u.roles) or may_record(u.roles))]
        self.giver.offer([*first, *givers])
        self.receiver.offer([*first, *((str(u.id), _named(u)) for u in able)])
        if self._wanted:
            self.giver.set_code(str(self._wanted))
            self._wanted = 0
        self._read()

    def _read(self) -> None:
        giver, receiver = self._giver(), self._receiver()
        desk = self.desk
        if not giver:
            self._show_cases(0, ((), {}))
            return
        self.jobs.ask(
            self,
            lambda: (
                service.held(desk, giver, receiver or None),
                caucus.staying_closed(desk, giver, receiver),
            ),
            partial(self._show_cases, giver),
        )

    def _show_cases(
        self, giver: int, found: tuple[tuple[HeldCase, ...], Mapping[int, int]]
    ) -> None:
        if giver != self._giver():
            return
        cases, closed = found
        notes = sum(closed.get(case.case_id, 0) for case in cases)
        told = _(
            "{n} notes of what was told back to back do not go along: only who wrote them can let"
            " them be read, in the case under Negotiation."
        )
        lines = [told.format(n=notes)] if notes else []
        if self.desk.actor.id in (giver, self._receiver()):
            alone = _(
                "{name} cannot supervise a hand-over of their own: the line of the supervisor stays"
                " blank on the list, for somebody else to sign."
            )
            lines.append(alone.format(name=self.desk.actor.name))
        lines += [_("{why} It stays.").format(why=barred.text) for barred in barred_problems(cases)]
        tell(self.closed_notes, lines)
        self.model.show_cases(cases, afresh=giver != self._shown_for)
        self._shown_for = giver
        self.table.show_duties()
        self._tell()
        self._point_out(cases)

    def _point_out(self, cases: tuple[HeldCase, ...]) -> None:
        """After a refusal: what others saved goes along only once it was looked at and ticked."""
        before, self._refused_at = self._refused_at, {}
        changed = [case for case in cases if before and before.get(case.case_id) != case.version]
        if changed:
            self.model.untick(case.case_id for case in changed)
            told = _(
                "Saved elsewhere meanwhile, and no longer ticked: {numbers}. Look at each, and tick"
                " what goes along."
            )
            numbers = _(", ").join(phrases.short_number(case.number) for case in changed)
            self._explain((Problem("", told.format(numbers=numbers)),))

    def _giver(self) -> int:
        return int(self.giver.code() or 0)

    def _receiver(self) -> int:
        return int(self.receiver.code() or 0)

    def _tell(self) -> None:
        cases = self.model.rows
        if not self._giver():
            text = _("Choose who hands over; all open cases of that person are listed.")
        elif not cases:
            text = _("This person has no open case, and nothing runs in a closed one.")
        else:
            text = _(
                "{cases} open cases and {closed} closed ones to follow up, with {clocks} running"
                " clocks, {hearings} hearings, {papers} papers to be served and {money} unpaid"
                " instalments."
            ).format(
                cases=sum(not case.closed for case in cases),
                closed=sum(case.closed for case in cases),
                clocks=sum(len(case.clocks) for case in cases),
                hearings=sum(len(case.hearings) for case in cases),
                papers=sum(len(case.unserved) for case in cases),
                money=sum(len(case.money) for case in cases),
            )
        self.state.say(text)
        takings = self.model.takings()
        chosen = len(takings)
        self._tell_unfit(duties_of(takings))
        self.count.setText(
            _("{n} of {all} cases go along.").format(n=chosen, all=len(cases)) if cases else ""
        )
        may = self.desk.actor.may(Right.ASSIGN)
        self.go_button.setEnabled(bool(chosen) and may)
        self.go_button.setToolTip(
            "" if may else _("It takes: {roles}.").format(roles=role_names(MAY[Right.ASSIGN]))
        )
        self.list_button.setEnabled(bool(chosen))

    def _tell_unfit(self, duties: frozenset[Duty]) -> None:
        """Say at once what the one who takes over may not do of what is ticked."""
        receiver = self._people.get(self._receiver())
        found = unfit(receiver, duties) if receiver else ()
        told = "\n".join(problem.text for problem in found)
        if told != self._unfit:
            self._unfit = told
            self.fields["receiver"].explain(told)

    def _handover(self) -> Handover | None:
        misread = self.fields.misread()
        self._explain(misread)
        if misread:
            return None
        return Handover(
            giver_id=self._giver(),
            receiver_id=self._receiver(),
            day=self.day.day() or self.desk.today(),
            takings=self.model.takings(),
            note=self.note.text().strip(),
        )

    def _explain(self, problems: tuple[Problem, ...]) -> None:
        rest = self.fields.explain(problems)
        self.problem.setText("\n".join(problem.text for problem in rest))
        self.problem.setVisible(bool(rest))

    def _refused(self, error: DeskError) -> None:
        self._tell()
        self._explain(error.problems or (Problem("", str(error)),))
        if isinstance(error, Stale):
            self._refused_at = {case.case_id: case.version for case in self.model.rows}
            self._read()

    def hand_over(self) -> None:
        """Hand the ticked cases over, all or none."""
        wanted, desk = self._handover(), self.desk
        if wanted is None:
            return
        number, name = len(wanted.takings), self.receiver.currentText()
        self.go_button.setEnabled(False)

        def done(key: int) -> None:
            text = _("{n} cases are handed over to {name}.").format(n=number, name=name)
            self.noticed.emit(text, partial(self.earlier.take_back_one, key))
            self.note.clear()
            self._explain(())
            self.parts.setCurrentIndex(EARLIER)
            self.earlier.read(key)

        self.jobs.do(
            self, lambda: service.hand_over(desk, wanted, self._report), done, self._refused
        )

    def _report(self, done: int, total: int) -> None:
        """Tell the window how far it is; called on the worker's thread."""
        if isValid(self):
            self._given.emit(done, total)

    def _tell_given(self, done: int, total: int) -> None:
        self.count.setText(_("Handing over: {n} of {all}…").format(n=done, all=total))

    def show_list(self) -> None:
        """Show the list of what is ticked, before it is handed over."""
        wanted, desk = self._handover(), self.desk
        if wanted is not None:
            job = partial(service.prepared, desk, wanted)
            self.jobs.ask(self, job, self.earlier.show_list, self._refused)

    def print_text(self) -> str:
        """Return the table in view for the printer."""
        shown = (self.table, self.earlier.table)[self.stack.currentIndex()]
        return table_html(shown.all_text())

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>All open cases of one person go to another one, with running clocks, hearings,"
            " papers to be served and unpaid instalments. Closed cases in which something still"
            " runs go along to be followed up; logs and statistics keep who mediated them. Take a"
            " tick away from what stays; the blank key ticks the rows chosen.</p>"
            "<p>Notes tell of hearings at the same time and of namesakes among the parties. The"
            " list is printed for three signatures. The hand-over can be taken back as a whole"
            " as long as nothing builds on it.</p>"
        )


def _named(user: User) -> str:
    return user.name if user.active else _("{name} (has left)").format(name=user.name)
