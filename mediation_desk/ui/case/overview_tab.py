"""The overview of a case: its course, what is missing, its clocks, what was applied for."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import CaseLocked, Invalid, Problem
from mediation_desk.domain.intake import lacks
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.taxonomy import cause_in_words, districts
from mediation_desk.i18n import N_, _
from mediation_desk.services import logs, parties
from mediation_desk.services.files import write_whole
from mediation_desk.ui.case.clocks_panel import ClocksCard
from mediation_desk.ui.case.correct_day_dialog import CorrectDayDialog
from mediation_desk.ui.case.course import course
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.origin_card import OriginCard
from mediation_desk.ui.case.platforms_card import PlatformsCard
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.case.together import Together
from mediation_desk.ui.intake.dispute_form import Dispute, DisputeForm
from mediation_desk.ui.limitation.card import LimitationCard
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.labels import label

APPLICATION = "application"
"""The part of the tab that is corrected in a dialog."""


class OverviewTab(CaseTab):
    """Where the case stands, at length."""

    KEY, TITLE = "overview", N_("Overview")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.course = Card(_("Course"), name="card_course")
        self._course = QGridLayout()
        self._course.setColumnStretch(1, 1)
        self._course.setHorizontalSpacing(Space.M)
        self._course.setVerticalSpacing(Space.XS)
        self.course.body.addLayout(self._course)
        self.course.body.addStretch(1)
        self.summary_button = link(_("Summary as PDF…"), "case_summary", self.save_summary)
        self.course.head.addWidget(self.summary_button)
        self.day_button = link(_("Correct a day…"), "correct_day", lambda: self.correct_day())
        self.course.head.addWidget(self.day_button)
        yield
        self.lacking = Card(_("Still missing"), name="card_missing")
        self.lacking_text = label("", name="missing_text", wrap=True)
        self.lacking.add(self.lacking_text)
        self.lacking.body.addStretch(1)
        self.platforms = PlatformsCard()
        yield
        self.clock_card = ClocksCard(self.case)
        self.clock_card.noticed.connect(self.noticed)
        self.clocks = self.clock_card.table
        yield
        self.limitation = LimitationCard(self.case)
        self.limitation.noticed.connect(self.noticed)
        self.limitation.said.connect(self.said)
        yield
        self.application = Card(_("Application"), name="card_application")
        self.edit_button = link(_("Edit"), "edit_application", self.edit)
        self.application.head.addWidget(self.edit_button)
        self.application_text = label("", name="application_text", wrap=True)
        self.application.add(self.application_text)
        yield
        self.origin = OriginCard(self.case)
        self.origin.noticed.connect(self.noticed)
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.S, 0, 0)
        rows.setSpacing(Space.M)
        upper = QHBoxLayout()
        upper.setSpacing(Space.M)
        upper.addWidget(self.course, 3)
        beside = QVBoxLayout()
        beside.setSpacing(Space.M)
        beside.addWidget(self.lacking)
        beside.addWidget(self.platforms)
        upper.addLayout(beside, 2)
        rows.addLayout(upper)
        self._rows, self._upper = rows, upper
        rows.addWidget(self.clock_card)
        rows.addWidget(self.limitation)
        rows.addWidget(self.origin)
        rows.addWidget(self.application)
        rows.addStretch(1)

    def show_case(self, case: CaseFile) -> None:
        """Show the case as it stands now."""
        while self._course.count():
            taken = self._course.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.deleteLater()
        for row, event in enumerate(course(case, self.case.desk.calendar)):
            self._course.addWidget(label(event.day.isoformat(), "muted"), row, 0)
            self._course.addWidget(label(event.text, wrap=True), row, 1)
        self.platforms.show_case(case)
        lacking = lacks(case)
        self.lacking_text.setText("\n".join(f"· {what}" for what in lacking) or _("Nothing."))
        self.clock_card.show_case(case)
        self.limitation.show_case(case)
        self.origin.show_case(case)
        self._leave_out(past=case.past is not None)
        self.application_text.setText("\n".join(_application(case)))

    def _leave_out(self, *, past: bool) -> None:
        """Of a case from an old ledger nothing is missing, no time runs; its line comes first."""
        for card in (self.lacking, self.platforms, self.clock_card, self.limitation):
            card.setVisible(not past)
        self._upper.setStretch(1, 0 if past else 2)
        self._rows.removeWidget(self.origin)
        self._rows.insertWidget(1 if past else 3, self.origin)

    def save_summary(self) -> None:
        """Ask where to save the summary of the case, and write it whole or not at all."""
        file, desk = self.case.file, self.case.desk
        if file is None:
            return
        from mediation_desk.ui.case.summary_dialog import ask_place  # QtPdf, when wanted

        key, target = file.id, ask_place(file, self)
        if target is None:
            return
        self.case.jobs.render(
            self,
            lambda _progress: write_whole(target, logs.case_summary(desk, key)),
            lambda written: self.said.emit(_("Saved as {name}.").format(name=written.name)),
        )

    def correct_day(self, step: Step | None = None) -> None:
        """Correct the day of a step or of a signature, with the reason."""
        if self.case.file is None:
            return
        dialog = CorrectDayDialog(self.case, self, step)
        dialog.carried.connect(self.noticed)
        dialog.open()

    def lead_part(self, part: str) -> None:
        """Open what the application says, where that is to be corrected."""
        if part == APPLICATION:
            self.edit()

    def edit(self) -> None:
        """Correct what the application says; what is archived stays as it is, and says so."""
        file = self.case.file
        if file is not None and file.stage is Stage.ARCHIVED:
            self.said.emit(str(CaseLocked(archived=True)))
            return
        dialog = CardDialog(self.case, self)
        dialog.accepted.connect(lambda: self.noticed.emit(_("The application is corrected.")))
        dialog.unchanged.connect(lambda: self.said.emit(_("Nothing was changed.")))
        dialog.correcting_day.connect(partial(self.correct_day, Step.REGISTER))
        dialog.open()


def _application(case: CaseFile) -> list[str]:
    district = districts().get(case.district, case.district)
    lines = [
        _("Cause: {cause}").format(cause=cause_in_words(case.cause)),
        _("{source} · {form} · received {day}").format(
            source=case.source.label, form=case.form.label, day=_received(case)
        ),
    ]
    if district:
        lines.append(_("District: {name}").format(name=district))
    if case.requests:
        lines += ["", _("Requests: {text}").format(text=case.requests)]
    if case.facts:
        lines += ["", _("Facts and reasons: {text}").format(text=case.facts)]
    return lines


def _received(case: CaseFile) -> str:
    if case.received_at is None:
        return case.received_on.isoformat()
    return f"{case.received_on.isoformat()} {case.received_at:%H:%M}"


class CardDialog(Dialog):
    """Correct cause, source, manner, requests and facts."""

    unchanged = Signal()
    """It was saved as it stood."""
    correcting_day = Signal()
    """The day of receipt is to be corrected: it has a dialog of its own, with the reason."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(_("Application"), _("Save"), name="card_dialog", parent=parent)
        self.edits(of=case.file)
        assert case.file is not None, "a case is corrected that is shown"
        self.case, self.file = case, case.file
        self.form = DisputeForm(case.desk.now, case.desk.actor.name)
        self.form.ticks.hide()
        self.form.fields["claims"].hide()
        self.form.received.setReadOnly(True)
        self.form.fill(
            Dispute(
                received_on=case.file.received_on,
                cause=case.file.cause,
                source=case.file.source,
                form=case.file.form,
                applied_by=case.file.applied_by,
                requests=case.file.requests,
                facts=case.file.facts,
                referral=case.file.referral,
                oral=case.file.oral,
                received_at=case.file.received_at,
                signed=case.file.signed,
            )
        )
        self.fields = self.form.fields
        self.day_button = secondary(
            _("Correct the day of receipt…"), "card_correct_day", self._correct_day
        )
        self.foot.insertWidget(0, self.day_button)
        self.body.addWidget(self.form)
        self.setMinimumWidth(760)
        self._before = self.form.value()
        Together(self, case, lambda: CardDialog(case, parent), "file", "_before")

    def _correct_day(self) -> None:
        """Lead to the day of receipt; what was typed here is saved first."""
        if self.form.value() != self._before:
            told = _("Save what was changed here first, then correct the day.")
            self.explain(Invalid((Problem("received_on", told),)))
            return
        self.reject()
        self.correcting_day.emit()

    def submit(self) -> None:
        """Save the corrections."""
        told, district = self.form.value(), self.file.district
        if told == self._before and not self.form.misread():
            self.reject()
            self.unchanged.emit()
            return
        self.busy()
        self.case.act(
            lambda key, version: parties.change_card(
                self.case.desk,
                key,
                version,
                cause=told.cause,
                district=district,
                source=told.source,
                form=told.form,
                applied_by=told.applied_by,
                requests=told.requests,
                facts=told.facts,
                referral=told.referral,
                oral=told.oral,
                received_at=told.received_at,
                signed=told.signed,
            ),
            lambda _done: self.accept(),
            self.explain,
        )
