"""One hearing at length: its plan while planned, then attendance, record and end."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import AlreadyDone, DeskError, Stale, StepNotAllowed
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.hearing_days import day_doubt, doubt_text
from mediation_desk.domain.hearing_rules import absence_hint, planned_anew
from mediation_desk.domain.neutrality import reason_given
from mediation_desk.domain.procedure import move
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import _
from mediation_desk.services import hearings
from mediation_desk.ui.case.attendance_model import AttendanceModel
from mediation_desk.ui.case.hearing_dialogs import (
    BreakDialog,
    CancelDialog,
    HearingDialog,
    NotHeldDialog,
    PostponeDialog,
)
from mediation_desk.ui.case.hearing_fit import LOW, LOW_WINDOW, is_low, open_first, tell_fitting
from mediation_desk.ui.case.hearing_sure import sure_of_end
from mediation_desk.ui.case.hearing_words import needs, summary
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.plan_form import PlanForm
from mediation_desk.ui.case.record_form import RecordForm
from mediation_desk.ui.case.step_dialogs import Act
from mediation_desk.ui.case.tab import elastic, lead_to, over_foot
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.flow import flow_of, row_of
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.time_edit import TimeEdit, untold


class HearingPanel(QWidget):
    """Shows what can be done with a hearing as it stands, or plans a new one."""

    noticed = Signal(str)
    asking = Signal(object, object)
    """A dialog about the hearing is wanted: which kind, and for which hearing."""

    def __init__(self, case: OpenCase, plan: PlanForm, record: RecordForm) -> None:
        super().__init__()
        self.setObjectName("hearing_panel")
        self._case = case
        self.hearing: Hearing | None = None
        self.planning_anew = False
        self.plan, self.record = plan, record
        self.attendance = AttendanceModel()
        self.people = Grid("attendance_grid", _("Attendance"))
        self.people.use(self.attendance, (24, 8, 11, 12, 22), stretch=4)
        self.people.setShowGrid(False)
        self.began = named(TimeEdit(), "hearing_began", _("Began at"))
        self.ended = named(TimeEdit(), "hearing_ended", _("Ended at"))
        self._ended_by_hand = False
        self.why = QLineEdit()
        self.problem = label("", "error", name="hearing_problem", wrap=True)
        self.summary = label("", "muted", name="hearing_summary", wrap=True)
        self.short_summary = Elided("", "muted", name="hearing_summary_short")
        self.save_plan = primary(_("Fix the hearing"), "hearing_save", self.schedule)
        self.move_plan = secondary(_("Move this hearing"), "hearing_move", self.reschedule)
        self.given_up = (
            self._asks(_("Put this hearing off…"), "hearing_postpone", PostponeDialog),
            self._asks(_("Was not held…"), "hearing_not_held", NotHeldDialog),
            self._asks(_("Cancel the hearing…"), "hearing_cancel", CancelDialog),
        )
        self.cancel_plan = self.given_up[2]
        self.break_button = self._asks(_("Interrupt…"), "hearing_break", BreakDialog)
        self.hint = label("", "small", name="hearing_hint", tone=Tone.WARN, wrap=True)
        self.everyone = secondary(
            _("All present, papers checked"), "hearing_everyone", self.attendance.all_present
        )
        self.open_button = primary(_("Open the hearing"), "hearing_open", self.open_hearing)
        self.save_record = primary(_("Save the record"), "record_save", self.keep_record)
        self.end_button = secondary(_("End the hearing"), "hearing_end", self.end_hearing)
        self.ended.textEdited.connect(self._end_typed)
        self.record.edited.connect(self._propose_end)
        self.led_by = label(
            _("The mediator opens, interrupts and ends the hearing; the clerk keeps its record."),
            "small",
            name="hearing_led_by",
            wrap=True,
        )
        self.needs = label("", name="hearing_needs", tone=Tone.WARN, wrap=True)
        self._lay_out()
        self.plan.fill(None)
        self._show_parts(None)

    def _lay_out(self) -> None:
        self.plan_card = Card(_("Day, time and room"), name="card_plan")
        self.plan_card.add(self.plan)
        self.plan_card.body.addLayout(flow_of(self.save_plan, self.move_plan, *self.given_up))
        self.people_card = Card(_("Attendance"), name="card_attendance")
        self.people_card.add(self.needs)
        self.people_card.add(elastic(self.people, 90), 1)
        began = FormField(_("Began at"), self.began, "started_at")
        self.plan.fields.add(began)
        why = FormField(_("Reason for opening all the same"), self.why, "reason")
        self.people_card.add(self.plan.fields.add(why))
        self._rest = QWidget()
        self._open_row = QWidget()
        row = QHBoxLayout(self._open_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(began)
        row.addWidget(self.everyone)
        row.addWidget(self.open_button)
        row.addStretch(1)
        self.people_card.add(self._open_row)
        self.record_card = Card(_("Record of the hearing"), name="card_record")
        self.record_card.yield_heading()
        over_foot(self.record_card, "record_scroll").addWidget(self.record, 1)
        ended = FormField(_("Ended at"), self.ended, "ended_at")
        self.record.fields.add(ended)
        foot = row_of(self.save_record, self.break_button, self.end_button, ended)
        foot.addWidget(self.record.status)
        self.record_card.body.addLayout(foot)
        self._column = inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        for widget in (self.problem, self.hint, self.led_by, self.summary, self.short_summary):
            inside.addWidget(widget)
        inside.addWidget(self.plan_card)
        inside.addWidget(self.people_card, 1)
        inside.addWidget(self.record_card, 3)
        inside.addWidget(self._rest, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the summary to the height."""
        super().resizeEvent(event)
        self._fit_summary()
        self._order()

    def _order(self) -> None:
        """On a low screen who came stands first once the day of the hearing has come."""
        hearing = self.hearing
        low = is_low(self.window(), LOW_WINDOW)
        self.record.be_low(low)
        self.record.fields["ended_at"].caption.setVisible(not low)  # it stands beside its button
        came = low and hearing is not None and hearing.day <= self._case.desk.today()
        self._column.removeWidget(self.people_card)
        place = self._column.indexOf(self.plan_card) + (not came)
        self._column.insertWidget(place, self.people_card, 1)
        self.plan.fields["started_at"].caption.setVisible(not came)
        open_first(self.people_card.body, self._open_row, self.people, came)

    def _fit_summary(self) -> None:
        tell_fitting(self.summary, self.short_summary, low=is_low(self, LOW))

    def forget(self) -> None:
        """Another case is shown: nothing planned, typed or said for the one before goes along."""
        self.hearing = None
        self.why.clear()
        self.plan.forget()
        self._tell("")

    def show_new(self, case: CaseFile) -> None:
        """Plan a new hearing, if the case stands where one can be fixed."""
        self.plan.show_case(case)
        self._hint(case, None)
        if self.hearing is not None:
            self.plan.fill(None)
        self.hearing = None
        self._show_parts(None)
        try:
            move(case.stage, Step.SCHEDULE)
            why = ""
        except StepNotAllowed as error:
            why = str(error)
        self.save_plan.setEnabled(not why)
        self._tell(why)

    def show_hearing(self, case: CaseFile, hearing: Hearing) -> None:
        """Show a hearing as it stands now."""
        before, self.hearing = self.hearing, hearing
        self.plan.show_case(case)
        self._hint(case, hearing)
        self.planning_anew = planned_anew(case, hearing)
        self._show_parts(hearing)
        self.needs.setText("\n".join(needs(case)))
        self.needs.setVisible(bool(case.special_needs))
        self.plan.fields["reason"].setVisible(any(r.ruling is None for r in case.recusals))
        self.summary.setText(summary(case, hearing, self._case.desk.now().tzinfo))
        self.short_summary.say(self.summary.text())
        self._fit_summary()
        planned = hearing.status is HearingStatus.PLANNED
        fresh = before is None or (before.id, before.status) != (hearing.id, hearing.status)
        if fresh:
            self._tell("")
            self.why.clear()
            self.attendance.show_hearing(case, hearing, locked=not planned)
            self.began.set_moment(hearing.begins)
            self._ended_by_hand = False
        self._propose_end()
        if planned and before != hearing:
            self.plan.fill(hearing)
        if self.planning_anew:
            self.save_plan.setEnabled(True)
        if self.planning_anew and fresh:
            self.plan.fill_anew(hearing)
        if hearing.status in (HearingStatus.UNDER_WAY, HearingStatus.HELD):
            self.record.fill(hearing)

    def _show_parts(self, hearing: Hearing | None) -> None:
        status = hearing.status if hearing else None
        planned = status is HearingStatus.PLANNED
        heard = status in (HearingStatus.UNDER_WAY, HearingStatus.HELD)
        anew = self.planning_anew = self.planning_anew and hearing is not None
        self.plan_card.setVisible(hearing is None or planned or anew)
        told = _("New day of the hearing") if anew else _("Day, time and room")
        self.plan_card.title.setText(told)
        self.save_plan.setVisible(hearing is None or anew)
        self.move_plan.setVisible(planned)
        for button in self.given_up:
            button.setVisible(planned)
        self.people_card.setVisible(planned)
        leads = self._case.desk.actor.may(Right.HEAR)
        under_way = status is HearingStatus.UNDER_WAY and leads
        self.led_by.setVisible(not leads and (planned or status is HearingStatus.UNDER_WAY))
        self.given_up[1].setVisible(planned and leads)
        self._open_row.setVisible(planned and leads)
        self.record_card.setVisible(heard)
        self.end_button.setVisible(under_way)
        self.break_button.setVisible(under_way)
        paused = hearing is not None and hearing.paused
        self.break_button.setText(_("Go on…") if paused else _("Interrupt…"))
        self.record.fields["ended_at"].setVisible(under_way)
        if hearing is None:
            self.summary.setText("")
            self._fit_summary()
            self._tell("")
        self._rest.setVisible(not planned and not heard)
        self._order()

    def lead(self) -> None:
        """Lead to what comes next: the plan, the opening, or the record."""
        status = self.hearing.status if self.hearing else None
        if status is HearingStatus.PLANNED:
            leads = self._case.desk.actor.may(Right.HEAR)
            lead_to(self.open_button if leads else self.plan.day)
        else:
            lead_to(self.record.text if self.hearing else self.plan.day)

    def schedule(self) -> None:
        """Fix a new hearing."""
        hearing = self._planned()
        if hearing is not None:
            desk = self._case.desk
            self._act(
                lambda key, version: hearings.schedule(desk, key, version, hearing),
                _("The hearing is fixed."),
            )

    def reschedule(self) -> None:
        """Move a planned hearing."""
        hearing = self._planned()
        if hearing is not None:
            desk, asked = self._case.desk, self.plan.asked()
            self._act(
                lambda key, version: hearings.reschedule(desk, key, version, hearing, *asked),
                _("The hearing is moved."),
            )

    def _planned(self) -> Hearing | None:
        problems = self.plan.misread()
        self.plan.explain(problems)
        return None if problems else self.plan.value()

    def _asks(self, text: str, name: str, kind: type[HearingDialog]) -> QPushButton:
        return secondary(text, name, lambda: self.asking.emit(kind, self.hearing))

    def _hint(self, case: CaseFile, hearing: Hearing | None) -> None:
        """Say what a second absence may mean, and what is doubtful about the day."""
        told = [absence_hint(case)]
        if hearing is not None:
            calendar = self._case.desk.calendar
            told.append(doubt_text(day_doubt(hearing, calendar)))
        self.hint.setText("\n".join(text for text in told if text))
        self.hint.setVisible(bool(self.hint.text()))

    def _propose_end(self) -> None:
        """Propose the time it is now as the end, until one is typed; only on the day itself."""
        if self._ended_by_hand:
            return
        if self.hearing is not None and self.hearing.day == self._case.desk.today():
            self.ended.set_moment(self._case.desk.now().time())
        else:
            self.ended.clear()

    def _end_typed(self) -> None:
        self._ended_by_hand = bool(self.ended.text().strip())

    def open_hearing(self) -> None:
        """Open the hearing with who came."""
        if self.hearing is None:
            return
        desk, hearing = self._case.desk, self.hearing
        started, came = self._at(hearing, self.began), self.attendance.value()
        why = self.why.text().strip()
        self.plan.explain(untold("started_at", self.began))
        if started is None:
            return
        self._act(
            lambda key, version: hearings.open_hearing(
                desk, key, version, hearing.id, started, came, why
            ),
            _("The hearing is open."),
        )

    def keep_record(self) -> None:
        """Save the record."""
        if self.hearing is None:
            return
        desk, hearing_id = self._case.desk, self.hearing.id
        if self.record.settles_first(self.keep_record):
            return
        record, outcome = self.record.value()
        self._act(
            lambda key, version: hearings.keep_record(
                desk, key, version, hearing_id, record, outcome
            ),
            _("The record is saved."),
            self.record.saved,
            self.keep_record,
        )

    def end_hearing(self) -> None:
        """Save the record and write down the end."""
        if self.hearing is None:
            return
        if self.record.settles_first(self.end_hearing):
            return
        desk, hearing = self._case.desk, self.hearing
        record, outcome = self.record.value()
        ended = self._at(hearing, self.ended)
        self.record.fields.explain(untold("ended_at", self.ended))
        if ended is None:
            return

        def end(key: int, version: int) -> None:
            hearings.end_hearing(desk, key, version, hearing.id, ended, (record, outcome))

        def done(_result: None) -> None:
            self.record.saved()
            self._done(_("The hearing has ended."))

        sure_of_end(hearing, ended, lambda: self._case.act(end, done, self._refused), self)

    def _at(self, hearing: Hearing, typed: TimeEdit) -> datetime | None:
        moment = typed.moment()
        if moment is None:
            return None
        return datetime.combine(hearing.day, moment, self._case.desk.now().tzinfo)

    def _act(
        self,
        act: Act,
        notice: str,
        after: Callable[[], object] | None = None,
        again: Callable[[], object] | None = None,
    ) -> None:
        def refused(error: DeskError) -> None:
            # the other one's save has been read by now: both are compared
            again() if again and isinstance(error, Stale) else self._refused(error)

        def done(_result: object) -> None:
            if after is not None:
                after()
            self._done(notice)

        self._case.act(act, done, refused)

    def _done(self, notice: str) -> None:
        self._tell("")
        self.noticed.emit(notice)

    def _refused(self, error: DeskError) -> None:
        if isinstance(error, AlreadyDone):
            self._tell("")
            return
        if any(problem.field == "reason" for problem in error.problems):
            self.plan.fields["reason"].show()
            if (file := self._case.file) is not None:  # what was said before is kept or changed
                self.why.setText(self.why.text() or reason_given(file))
        left = self.plan.explain(error.problems)
        left = self.record.fields.explain(left)
        texts = [problem.text for problem in left] if error.problems else [str(error)]
        self._tell("\n".join(texts))

    def _tell(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
