"""What the dispute is about, how and when the application came in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mediation_desk.domain.case import COMING, ApplicationForm, Side, Source
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.oral import OralApplication
from mediation_desk.domain.referral import Referral
from mediation_desk.domain.routing import routes_for
from mediation_desk.domain.taxonomy import causes
from mediation_desk.i18n import _
from mediation_desk.ui.intake.claim_ticks import ClaimTicks
from mediation_desk.ui.intake.layout import grid, put_typed, typed
from mediation_desk.ui.intake.oral_form import OralForm
from mediation_desk.ui.intake.referral_form import ReferralForm
from mediation_desk.ui.intake.written_form import WrittenForm
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label

_PARTS = ("received_on", "cause", "source", "form", "applied_by", "requests", "facts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """The part of an application that speaks of the dispute itself."""

    received_on: date
    cause: str
    source: Source
    form: ApplicationForm
    requests: str
    facts: str
    applied_by: Side = Side.APPLICANT
    referral: Referral | None = None
    oral: OralApplication | None = None
    received_at: time | None = None
    signed: bool | None = None


class DisputeForm(QWidget, InParts):
    """Cause, source, day of receipt, claims, requests and facts."""

    edited = Signal()

    def __init__(
        self, now: Callable[[], datetime], writes: str = "", *, whole: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName("dispute_form")
        self._now, self._writes = now, writes
        self._cause_by_hand = False
        self.fields = FieldSet(self)
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the form from its head down."""
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addLayout(self._head())
        self.written = WrittenForm(self.fields)
        inside.addWidget(self.written)
        self.hint = label("", "small", name="routing_hint", wrap=True, tone=Tone.WARN)
        inside.addWidget(self.hint)
        yield
        self.referral = ReferralForm(self.fields)
        inside.addWidget(self.referral)
        yield
        inside.addLayout(self._claims())
        yield
        self.oral = OralForm(self.fields, self._now, self._writes)
        inside.addWidget(self.oral)
        yield
        self._connect()
        self.clear()
        self._show_hint()

    def _head(self) -> QGridLayout:
        self.cause = Choice(((c.code, c.label) for c in causes().values()), searchable=True)
        self.source, self.form = (
            Choice(tuple((one.value, one.label) for one in COMING)),
            Choice(terms(ApplicationForm)),
        )
        self.received = DayEdit()
        field = self._field
        return grid(
            (
                (
                    (field(_("Cause"), self.cause, "cause", required=True), 5),
                    (field(_("Day of receipt"), self.received, "received_on"), 3),
                    (field(_("Source"), self.source, "source"), 2),
                    (field(_("Written or oral"), self.form, "form"), 2),
                ),
            )
        )

    def _claims(self) -> QGridLayout:
        sides = (Side.APPLICANT, _("The workers")), (Side.RESPONDENT, _("The employer"))
        self.applied_by = Choice((side.value, text) for side, text in sides)
        self.ticks = ClaimTicks()
        self.requests, self.facts = QPlainTextEdit(), QPlainTextEdit()
        for area in (self.requests, self.facts):
            area.setTabChangesFocus(True)
            area.setFixedHeight(4 * area.fontMetrics().height() + 16)
        field = self._field
        return grid(
            (
                (
                    (field(_("Applied for by"), self.applied_by, "applied_by"), 3),
                    (self.fields.add(FormField(_("Claims"), self.ticks, "claims")), 9),
                ),
                (
                    (field(_("Requests in the worker's own words"), self.requests, "requests"), 6),
                    (field(_("Facts and reasons"), self.facts, "facts"), 6),
                ),
            )
        )

    def _connect(self) -> None:
        for part in (self.ticks, self.referral, self.written, self.oral):
            part.edited.connect(self.edited)
        self.cause.currentIndexChanged.connect(  # once the list is shut: laying out keeps it open
            lambda _place: QTimer.singleShot(0, self, self._show_hint)
        )
        for choice in (self.source, self.form):
            choice.currentIndexChanged.connect(lambda _place: self._follow())
        self.cause.activated.connect(self._choose_cause)
        self.oral.taken.textEdited.connect(lambda _text: self._receive_with_the_record())

    def _field(
        self, caption: str, editor: QWidget, part: str, *, required: bool = False
    ) -> FormField:
        match editor:
            case DayEdit():
                editor.textEdited.connect(self.edited)
            case Choice():
                editor.activated.connect(self.edited)
            case QPlainTextEdit():
                editor.textChanged.connect(self.edited)
        return self.fields.add(FormField(caption, editor, part, required=required))

    def _today(self) -> date:
        return self._now().date()

    def _show_hint(self) -> None:
        """Bring up what should be known of a cause before it is taken; nothing is blocked."""
        hints = [route.hint for route in routes_for(self.cause.code())]
        self.hint.setText("\n".join(hints))
        self.hint.setVisible(bool(hints))

    def _follow(self) -> None:
        """Ask for a referral or an oral record where the application came in that way."""
        if self.source.code():
            source = Source.of(self.source.code())
            self.referral.follow(source)
            self.written.ask_signature(source is not Source.OWN_MOTION)
        self.written.setVisible(self.form.code() == ApplicationForm.WRITTEN.value)
        self.oral.offer(self.form.code() == ApplicationForm.ORAL.value)
        self.fields.forget_unasked(self)

    def _receive_with_the_record(self) -> None:
        """An oral application is received on the day it is taken down."""
        if (day := self.oral.taken.day()) is not None and self.referral.value(day) is None:
            self.received.set_day(day)

    def clear(self) -> None:
        """Start anew: received today, by the party, in writing."""
        self.put_texts({}, {})
        self.received_now()
        self.cause.set_code("")
        self._cause_by_hand = False

    def received_now(self) -> None:
        """Propose that the application came in now."""
        self.received.set_day(self._today())
        self.written.received_at.set_moment(self._now().time())

    def propose_cause(self) -> None:
        """Propose the cause of the first claim ticked, until the clerk chooses one."""
        kinds = self.ticks.kinds()
        if kinds and not self._cause_by_hand:
            self.cause.set_code(kinds[0].cause)

    def _choose_cause(self) -> None:
        self._cause_by_hand = True

    def fill(self, dispute: Dispute) -> None:
        """Show what an application says."""
        self.received.set_day(dispute.received_on)
        self.cause.set_code(dispute.cause)
        self._cause_by_hand = True
        self.source.set_code(dispute.source.value)
        self.form.set_code(dispute.form.value)
        self.applied_by.set_code(dispute.applied_by.value)
        self.referral.fill(dispute.referral)
        self.oral.fill(dispute.oral)
        self.written.fill(dispute.received_at, dispute.signed)
        self._follow()
        self.requests.setPlainText(dispute.requests)
        self.facts.setPlainText(dispute.facts)

    def value(self) -> Dispute:
        """Return what was typed; an empty day of receipt means today."""
        received_on = self.received.day() or self._today()
        form = ApplicationForm.of(self.form.code())
        written = form is ApplicationForm.WRITTEN
        return Dispute(
            received_on=received_on,
            cause=self.cause.code(),
            source=Source.of(self.source.code()),
            applied_by=Side.of(self.applied_by.code()),
            form=form,
            referral=self.referral.value(received_on),
            oral=self.oral.value() if form is ApplicationForm.ORAL else None,
            received_at=self.written.received_at.moment() if written else None,
            signed=self.written.is_signed() if written else None,
            requests=self.requests.toPlainText().strip(),
            facts=self.facts.toPlainText().strip(),
        )

    def misread(self) -> tuple[Problem, ...]:
        """Return what was typed and cannot be read."""
        return self.fields.misread()

    def explain(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields and return the others."""
        return self.fields.explain(problems)

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {part: typed(self.fields[part]) for part in _PARTS}
        for name, part in self._apart():
            texts |= {f"{name}.{key}": text for key, text in part.texts().items()}
        return texts | {"cause_by_hand": "yes" if self._cause_by_hand else ""}

    def _apart(self) -> tuple[tuple[str, ReferralForm | WrittenForm | OralForm], ...]:
        return ("referral", self.referral), ("written", self.written), ("oral", self.oral)

    def put_texts(self, texts: Mapping[str, str], ticks: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        for part in _PARTS:
            put_typed(self.fields[part], str(texts.get(part, "")))
        if "received_on" not in texts:  # what comes from an enquiry is received today
            self.received.set_day(self._today())
        if not self.source.code():
            self.source.set_code(Source.PARTY.value)
        if not self.form.code():
            self.form.set_code(ApplicationForm.WRITTEN.value)
        if not self.applied_by.code():
            self.applied_by.set_code(Side.APPLICANT.value)
        self._follow()
        for name, apart in self._apart():
            apart.put_texts(_below(texts, name))
        self._follow()
        self._cause_by_hand = texts.get("cause_by_hand") == "yes"
        self.ticks.put_texts(ticks)


def _below(texts: Mapping[str, str], name: str) -> dict[str, str]:
    """Return the texts of one part of the form."""
    return {
        key.removeprefix(f"{name}."): text
        for key, text in texts.items()
        if key.startswith(f"{name}.")
    }
