"""Moving a hearing, and planning one for a case that is searched for; clashes show beforehand."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from mediation_desk.domain import next_steps, respondents
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import DeskError, Invalid, Problem, Stale, StepNotAllowed
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.procedure import move
from mediation_desk.domain.stages import Step
from mediation_desk.domain.today import BookedHearing
from mediation_desk.i18n import _
from mediation_desk.services import browse, hearings
from mediation_desk.ui.calendar.spans import Place
from mediation_desk.ui.case.plan_form import PlanForm
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.phrases import parties, weekday
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

PAUSE_MS = 150
MOST_HITS = 8
_KEY = Qt.ItemDataRole.UserRole


class PlanningDialog(Dialog):
    """A plan of a hearing with its case; what is done with it is the subclass's."""

    carried = Signal(int, str, object)
    """The case was changed: its key, the notice to give, and the day of the hearing now."""
    stale = Signal(str)
    """Somebody else changed the case meanwhile: what was shown must be read again."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, title: str, action: str, name: str, parent: QWidget
    ) -> None:
        super().__init__(title, action, name=name, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.jobs = desk, jobs
        self.case: CaseFile | None = None
        self.version = 0
        self.plan = PlanForm(desk, self._read)
        self.setMinimumWidth(600)
        self.plan.told.connect(self.grow_soon)

    def _read(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[DeskError], None] | None = None,
    ) -> None:
        self.jobs.ask(self, job, then, refused)

    def grow_soon(self) -> None:
        """Take the room for what is shown once it has its place."""
        QTimer.singleShot(0, self, self.grow)

    def planned(self) -> Hearing | None:
        """Return the plan, None where it cannot be read: its fields say why."""
        problems = self.plan.misread()
        self.plan.explain(problems)
        return None if problems else self.plan.value()

    def carry_out(self, act: Callable[[], None], case_id: int, notice: str, day: date) -> None:
        """Do it in the worker; close when done, explain when refused."""
        self.busy()

        def finish(_done: None) -> None:
            self.carried.emit(case_id, notice, day)
            self.accept()

        self.jobs.do(self, act, finish, self._refused)

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, Stale):
            self.stale.emit(str(error))
            self.reject()
            return
        left = self.plan.explain(error.problems)
        self.explain(DeskError(str(error), left) if not error.problems else Invalid(left))


class MoveDialog(PlanningDialog):
    """A hearing at its new place, with clashes and the notice's time, to confirm or put back."""

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        hearing: BookedHearing,
        place: Place | None,
        parent: QWidget,
    ) -> None:
        title = _("Move this hearing")
        super().__init__(desk, jobs, title, title, "move_hearing", parent)
        self.edits(hearing.hearing_id, case_id=hearing.case_id)
        self._hearing, self._place = hearing, place
        self.version = hearing.case_version
        if place is not None:
            self.cancel.setText(_("Put back"))
        self.what = label(f"{hearing.number}  {hearing.parties}", "strong", name="move_what")
        self.what.setWordWrap(True)
        self.was = label(_from_where(hearing), "muted", name="move_from", wrap=True)
        for widget in (self.what, self.was):
            self.body.addWidget(widget)
        self.body.addWidget(self.plan)
        self.body.addStretch(1)
        self.ok.setEnabled(False)
        key = hearing.case_id
        self._read(lambda: browse.case_file(desk, key), self._show, self.explain)

    def _show(self, case: CaseFile) -> None:
        self.case = case
        found = [h for h in case.hearings if h.id == self._hearing.hearing_id]
        if not found or case.version != self.version:
            self.stale.emit(str(Stale()))
            self.reject()
            return
        self.plan.show_case(case)
        self.plan.fill(found[0])
        if (place := self._place) is not None:
            self.plan.put(place.day, place.begins, place.room)
        self.ok.setEnabled(True)
        (self.ok if self._place is not None else self.plan.day).setFocus()
        self.grow_soon()

    def submit(self) -> None:
        """Move the hearing."""
        hearing = self.planned()
        if hearing is None or self.case is None:
            return
        desk, key, version, asked = self.desk, self.case.id, self.version, self.plan.asked()
        self.carry_out(
            lambda: hearings.reschedule(desk, key, version, hearing, *asked),
            key,
            _("The hearing is moved."),
            hearing.day,
        )


def _from_where(hearing: BookedHearing) -> str:
    return _("Now: {day} {weekday} {begins}–{ends}, {room}").format(
        day=hearing.day.isoformat(),
        weekday=weekday(hearing.day),
        begins=f"{hearing.begins:%H:%M}",
        ends=f"{hearing.ends:%H:%M}",
        room=hearing.room,
    )


class PlanDialog(PlanningDialog):
    """A case is found by a few characters; then its hearing is planned."""

    def __init__(self, desk: "Desk", jobs: Jobs, place: Place, parent: QWidget) -> None:
        super().__init__(
            desk, jobs, _("Plan a hearing"), _("Fix the hearing"), "plan_hearing", parent
        )
        self.edits()
        self._place = place
        self.search = _CaseSearch()
        self.search.setPlaceholderText(_("Number, name, initials or employer"))
        self.hits = named(QListWidget(), "plan_hits", _("Cases found"))
        self.hits.setFixedHeight(self.fontMetrics().height() * 9)
        self.hits.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.search.list = self.hits
        self.chosen = label("", "strong", name="plan_case", wrap=True)
        self.other = link(_("Another case…"), "plan_other", self.choose_again)
        self.why = label("", "error", name="plan_why", wrap=True)
        self._asking = self.fields.add(FormField(_("Case"), self.search, "case", required=True))
        for widget in (self._asking, self.hits, self.chosen, self.other, self.why, self.plan):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.taken.connect(self._take_current)
        self.hits.itemClicked.connect(lambda _item: self._take_current())
        self.plan.fill(None)
        self.plan.put(place.day, place.begins, place.room)
        self.choose_again()

    def choose_again(self) -> None:
        """Search for the case."""
        self.case = None
        self._asking.show()
        for widget in (self.hits, self.chosen, self.other, self.why, self.plan):
            widget.hide()
        self.ok.setEnabled(False)
        self.search.setFocus()
        self.search.selectAll()

    def _look_up(self) -> None:
        text, desk = self.search.text().strip(), self.desk
        if text:
            self._read(lambda: browse.find(desk, text), lambda lines: self._found(text, lines))
        else:
            self.hits.hide()

    def _found(self, text: str, lines: Sequence[CaseLine]) -> None:
        if text != self.search.text().strip() or self.case is not None:
            return
        self.hits.clear()
        for line in lines[:MOST_HITS]:
            item = QListWidgetItem(f"{line.number}  {parties(line)}  · {line.stage.label}")
            item.setData(_KEY, line.id)
            self.hits.addItem(item)
        nothing = _("Nothing was found for “{text}”.").format(text=text)
        self.why.setText("" if lines else nothing)
        self.why.setVisible(not lines)
        self.hits.setVisible(bool(lines))
        self.hits.setCurrentRow(0)
        self.grow_soon()

    def _take_current(self) -> None:
        item = self.hits.currentItem()
        if item is not None and self.hits.isVisible():
            self.choose_case(int(item.data(_KEY)))
        elif self.search.text().strip() and not self._pause.isActive():
            self._look_up()

    def choose_case(self, case_id: int) -> None:
        """Plan for a case."""
        desk = self.desk
        self._read(lambda: browse.case_file(desk, case_id), self._show, self.explain)

    def _show(self, case: CaseFile) -> None:
        why = self._why_not(case)
        if why:  # the list stays: another case is one click away
            self.why.setText(why)
            self.why.show()
            self.search.setFocus()
            self.grow_soon()
            return
        self.case, self.version = case, case.version
        self.search.setText(case.number)  # a draft finds it again by that
        line = _("{number}  {applicants} v. {respondent}").format(
            number=case.number,
            applicants=_applicants(case),
            respondent=respondents.in_short(case),
        )
        officers = [officer.name for officer in (case.mediator, case.clerk) if officer]
        self.chosen.setText("  ·  ".join([line, *officers]))
        self.plan.show_case(case)
        self.why.hide()
        self._asking.hide()
        self.hits.hide()
        for widget in (self.chosen, self.other):
            widget.show()
        self.plan.show()
        self.ok.setEnabled(True)
        self.plan.begins.setFocus()
        self.grow_soon()

    def _why_not(self, case: CaseFile) -> str:
        """Say why no hearing of the case can be fixed and what comes first, empty if one can."""
        try:
            move(case.stage, Step.SCHEDULE)
        except StepNotAllowed as error:
            text = _("{number}: {why} Next step of this case: {step}.")
            step = next_steps.title(case, self.desk.actor, self.desk.today())
            return text.format(number=case.number, why=error, step=step)
        return ""

    def submit(self) -> None:
        """Fix the hearing."""
        if self.case is None:
            self.explain(Invalid([Problem("case", _("Choose a case."))]))
            return
        hearing = self.planned()
        if hearing is None:
            return
        desk, key, version = self.desk, self.case.id, self.version
        self.carry_out(
            lambda: hearings.schedule(desk, key, version, hearing),
            key,
            _("The hearing is fixed."),
            hearing.day,
        )


def _applicants(case: CaseFile) -> str:
    first = case.applicants[0].person.name
    if len(case.applicants) == 1:
        return first
    return _("{name} and others ({count})").format(name=first, count=len(case.applicants))


class _CaseSearch(QLineEdit):
    """A line whose arrows walk through the list below, and whose Enter takes from it."""

    taken = Signal()
    list: QListWidget | None = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through what was found, and take one."""
        found = self.list
        keys = Qt.Key
        if found is not None and event.key() in (keys.Key_Down, keys.Key_Up) and found.count():
            step = 1 if event.key() == keys.Key_Down else -1
            found.setCurrentRow((found.currentRow() + step) % found.count())
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self.taken.emit()
        else:
            super().keyPressEvent(event)
