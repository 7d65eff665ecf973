"""The card of one enquiry: filled in under a minute by keyboard, corrected later."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from mediation_desk.domain import reasons
from mediation_desk.domain.enquiry import Channel, Enquirer, Enquiry, EnquiryRef, Handling
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.taxonomy import causes
from mediation_desk.i18n import _
from mediation_desk.services import enquiries
from mediation_desk.ui.drafting import Draft, Kept, texts_in
from mediation_desk.ui.intake.draft_offer import DraftOffer
from mediation_desk.ui.intake.identity_edit import PhoneEdit
from mediation_desk.ui.intake.layout import grid
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.time_edit import TimeEdit

DRAFT = "enquiry"
"""The key of the draft of a card that is not registered yet."""

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class EnquiryDialog(Dialog):
    """One enquiry: a new one, or one that is corrected.

    What is typed of a new one is kept as a draft until it is registered or discarded.
    """

    saved = Signal(object, bool)
    """The enquiry is in the file (an `EnquiryRef`); whether it shall become a case at once."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, parent: QWidget, enquiry: Enquiry | None = None
    ) -> None:
        new = _("Register an enquiry")
        title = _("Enquiry {number}").format(number=enquiry.number) if enquiry else new
        action = _("Save  Ctrl+Enter") if enquiry else _("Register  Ctrl+Enter")
        super().__init__(title, action, name="enquiry_dialog", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.jobs = desk, jobs
        self._before = enquiry
        self._operation = uuid4().hex
        self._onward = False
        self._filling = False
        self.draft = Draft(desk, jobs, self.texts, self)
        self.drafted = DraftOffer(self.discard)
        self._make_editors()
        self._lay_out()
        self.case_button = secondary(_("Register and make a case"), "enquiry_case", self._go_on)
        self.case_button.setVisible(enquiry is None)
        self.foot.insertWidget(0, self.case_button)
        self.handling.currentIndexChanged.connect(lambda _place: self._show_referred())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit)
        self.fill(enquiry or _blank(desk))
        self.setMinimumWidth(720)
        if enquiry is None:
            self._follow()
        else:
            Shared(
                self,
                jobs,
                partial(enquiries.enquiry, desk, enquiry.id),
                lambda now: EnquiryDialog(desk, jobs, parent, now),
                "_shown",
                "_before",
            )

    def _make_editors(self) -> None:
        self.name, self.phone, self.employer = QLineEdit(), PhoneEdit(), QLineEdit()
        self.name.setPlaceholderText(_("empty: anonymous"))
        self.channel, self.enquirer = Choice(terms(Channel)), Choice(terms(Enquirer))
        self.handling = Choice(terms(Handling))
        options = [("", _("none")), *((c.code, c.label) for c in causes().values())]
        self.cause = Choice(options, searchable=True)
        self.topic, self.answer = _lines(), _lines()
        self.referred_to, self.taken_by = QLineEdit(), QLineEdit()
        self.migrant = named(QCheckBox(_("Migrant worker")), "migrant")
        self.member = named(QCheckBox(_("Union member")), "member")
        self.asked_on, self.asked_at = DayEdit(), TimeEdit()

    def _lay_out(self) -> None:
        ticks = named(QWidget(), "enquiry_ticks")
        beside = QHBoxLayout(ticks)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.M)
        for tick in (self.migrant, self.member):
            beside.addWidget(tick)
        beside.addStretch(1)
        field = self._field
        self.body.addWidget(self.drafted)
        self.body.addLayout(
            grid(
                (
                    (
                        (field(_("Who asks"), self.name, "name"), 3),
                        (field(_("Telephone"), self.phone, "phone"), 3),
                        (field(_("How"), self.channel, "channel"), 3),
                        (field(_("Capacity"), self.enquirer, "enquirer"), 3),
                    ),
                    (
                        (field(_("Employer"), self.employer, "employer"), 6),
                        (field(_("Particulars"), ticks, "ticks"), 6),
                    ),
                    (
                        (field(_("Cause"), self.cause, "cause"), 6),
                        (field(_("Clerk at the counter"), self.taken_by, "taken_by"), 2),
                        (field(_("Day"), self.asked_on, "asked_on"), 2),
                        (field(_("Time"), self.asked_at, "asked_at"), 2),
                    ),
                    (
                        (field(_("What was asked"), self.topic, "topic"), 6),
                        (field(_("What was answered"), self.answer, "answer", required=True), 6),
                    ),
                    (
                        (field(_("Handling"), self.handling, "handling"), 6),
                        (field(_("Referred to"), self.referred_to, "referred_to"), 6),
                    ),
                )
            )
        )
        self.led_to = label("", "small", name="enquiry_led_to", wrap=True)
        self.body.addWidget(self.led_to)
        self.setTabOrder(self.phone, self.channel)

    def _field(
        self, caption: str, editor: QWidget, name: str, *, required: bool = False
    ) -> FormField:
        return self.fields.add(FormField(caption, editor, name, required=required))

    def _show_referred(self) -> None:
        referred = self.handling.code() == Handling.REFERRED.value
        self.fields["referred_to"].setVisible(referred)

    def _follow(self) -> None:
        """Keep what is typed, and take up what was typed and never registered."""
        for line in self._lines().values():
            line.textChanged.connect(self._touched)
        for area in self._areas().values():
            area.textChanged.connect(self._touched)
        for choice in self._choices().values():
            choice.currentIndexChanged.connect(self._touched)
        for tick in (self.migrant, self.member):
            tick.toggled.connect(self._touched)
        self.finished.connect(lambda _how: self.draft.keep())
        self.draft.follow(DRAFT, self._take_up)

    def _lines(self) -> dict[str, QLineEdit]:
        return {
            "name": self.name,
            "phone": self.phone,
            "employer": self.employer,
            "referred_to": self.referred_to,
            "taken_by": self.taken_by,
            "asked_on": self.asked_on,
            "asked_at": self.asked_at,
        }

    def _areas(self) -> dict[str, QPlainTextEdit]:
        return {"topic": self.topic, "answer": self.answer}

    def _choices(self) -> dict[str, Choice]:
        return {
            "channel": self.channel,
            "enquirer": self.enquirer,
            "handling": self.handling,
            "cause": self.cause,
        }

    def _touched(self, *_what: object) -> None:
        if not self._filling:
            self.draft.touch()

    def texts(self) -> Kept:
        """Return the card as typed, for the draft."""
        typed = {name: line.text() for name, line in self._lines().items()}
        typed |= {name: area.toPlainText() for name, area in self._areas().items()}
        typed |= {name: choice.code() for name, choice in self._choices().items()}
        ticks = (("migrant", self.migrant), ("member", self.member))
        return {**typed, **{name: "1" if tick.isChecked() else "" for name, tick in ticks}}

    def _take_up(self, kept: Kept) -> None:
        """Put a draft back as it was typed."""
        texts = texts_in(kept)
        self._filling = True
        for name, line in self._lines().items():
            line.setText(texts.get(name, line.text()))
        for name, area in self._areas().items():
            area.setPlainText(texts.get(name, ""))
        for name, choice in self._choices().items():
            choice.set_code(texts.get(name, choice.code()))
        self.migrant.setChecked(bool(texts.get("migrant")))
        self.member.setChecked(bool(texts.get("member")))
        self._filling = False
        self.drafted.show()
        self.grow()

    def discard(self) -> None:
        """Let go of the draft and begin with an empty card."""
        self.draft.drop()
        self.drafted.hide()
        self._filling = True
        self.fill(_blank(self.desk))
        self._filling = False
        self.name.setFocus()

    def would_lose(self) -> bool:
        """Ask only about a correction: what was typed of a new enquiry is kept."""
        return self._before is not None and super().would_lose()

    def fill(self, enquiry: Enquiry) -> None:
        """Show an enquiry."""
        self._shown = enquiry
        for line, text in (
            (self.name, enquiry.name),
            (self.phone, enquiry.phone),
            (self.employer, enquiry.employer),
            (self.referred_to, enquiry.referred_to),
            (self.taken_by, enquiry.taken_by),
        ):
            line.setText(text)
        for choice, code in (
            (self.channel, enquiry.channel.value),
            (self.enquirer, enquiry.enquirer.value),
            (self.handling, enquiry.handling.value),
            (self.cause, enquiry.cause),
        ):
            choice.set_code(code)
        self.topic.setPlainText(enquiry.topic)
        self.answer.setPlainText(enquiry.answer)
        self.migrant.setChecked(enquiry.migrant)
        self.member.setChecked(enquiry.member)
        self.asked_on.set_day(enquiry.asked_on)
        self.asked_at.set_moment(enquiry.asked_at)
        self.asked_on.setReadOnly(bool(enquiry.id))
        self.led_to.setText(_history(enquiry))
        self.led_to.setVisible(bool(self.led_to.text()))
        self.ok.setEnabled(not enquiry.is_void)
        self._show_referred()

    def value(self) -> Enquiry:
        """Return the enquiry as typed; an empty day or time is the one shown at first."""
        handling = Handling.of(self.handling.code())
        return replace(
            self._shown,
            asked_on=self.asked_on.day() or self._shown.asked_on,
            asked_at=self.asked_at.moment() or self._shown.asked_at,
            name=self.name.text().strip(),
            phone=self.phone.text().strip(),
            channel=Channel.of(self.channel.code()),
            enquirer=Enquirer.of(self.enquirer.code()),
            migrant=self.migrant.isChecked(),
            member=self.member.isChecked(),
            employer=self.employer.text().strip(),
            cause=self.cause.code(),
            topic=self.topic.toPlainText().strip(),
            answer=self.answer.toPlainText().strip(),
            handling=handling,
            referred_to=self.referred_to.text().strip() if handling is Handling.REFERRED else "",
            taken_by=self.taken_by.text().strip(),
        )

    def _go_on(self) -> None:
        self._onward = True
        self.submit()
        self._onward = False

    def submit(self) -> None:
        """Save the enquiry."""
        if not self.ok.isEnabled() or not self.readable():
            return
        desk, typed, operation, onward = self.desk, self.value(), self._operation, self._onward
        if onward:
            typed = replace(typed, handling=Handling.GUIDED, referred_to="")
        self.busy()

        def save() -> EnquiryRef:
            if typed.id:
                enquiries.change(desk, typed)
                return EnquiryRef(typed.id, typed.number)
            return enquiries.register(desk, typed, operation)

        self.jobs.do(self, save, lambda ref: self._saved(ref, onward), self.explain)

    def _saved(self, ref: EnquiryRef, onward: bool) -> None:
        if self._before is None:
            self.draft.drop()
        self.saved.emit(ref, onward)
        self.accept()


class TakeBackDialog(Dialog):
    """Asks why an enquiry shall count no more."""

    taken_back = Signal(str)

    def __init__(self, desk: "Desk", jobs: Jobs, parent: QWidget, enquiry: Enquiry) -> None:
        title = _("Take back {number}").format(number=enquiry.number)
        super().__init__(title, _("Take back"), name="take_back_dialog", parent=parent)
        self.edits(enquiry.id)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk, self.jobs, self._enquiry = desk, jobs, enquiry
        self.reason = QLineEdit()
        self.body.addWidget(
            label(
                _("It stays in the list as taken back; its number is not given again."), wrap=True
            )
        )
        self.body.addWidget(
            self.fields.add(FormField(_("Reason"), self.reason, "reason", required=True))
        )

    def submit(self) -> None:
        """Take the enquiry back."""
        desk, enquiry, reason = self.desk, self._enquiry, self.reason.text().strip()
        if found := reasons.problems("reason", reason, reasons.BRIEF):
            self.explain(Invalid(found))
            return
        self.busy()
        self.jobs.do(
            self,
            lambda: enquiries.take_back(desk, enquiry.id, enquiry.version, reason),
            lambda _done: self._done(),
            self.explain,
        )

    def _done(self) -> None:
        self.taken_back.emit(self._enquiry.number)
        self.accept()


def _blank(desk: "Desk") -> Enquiry:
    now = desk.now()
    at = now.time().replace(second=0, microsecond=0)
    return Enquiry(asked_on=now.date(), asked_at=at, taken_by=desk.actor.name)


def _history(enquiry: Enquiry) -> str:
    if enquiry.case_number:
        return _("It led to case {number}.").format(number=enquiry.case_number)
    if enquiry.is_void:
        return _("Taken back: {reason}").format(reason=enquiry.void_reason)
    return ""


def _lines() -> QPlainTextEdit:
    area = QPlainTextEdit()
    area.setTabChangesFocus(True)
    area.setFixedHeight(4 * area.fontMetrics().height() + 16)
    return area
