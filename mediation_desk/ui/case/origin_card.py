"""How the case came in: its enquiry, by whom it was referred, and reporting back."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QWidget

from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.past_note import PastNote
from mediation_desk.domain.referral import Referral, ReferralResult, Report
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.i18n import _
from mediation_desk.security.masking import mask_id, mask_phone
from mediation_desk.services import referrals
from mediation_desk.services.enquiries import enquiry as read_enquiry
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label


class OriginCard(Card):
    """Shown where there is more to tell than that a party applied in writing."""

    noticed = Signal(str)
    reported = Signal(str)
    """The result was reported back; the report is to be printed."""

    def __init__(self, case: OpenCase) -> None:
        super().__init__(_("How the case came in"), name="card_origin")
        self._case = case
        self.text = label("", name="origin_text", wrap=True)
        self.enquiry_button = secondary(_("Open the enquiry"), "origin_enquiry", self.open_enquiry)
        self.confirm_button = secondary(
            _("Confirmed on the platform"), "origin_confirm", self.confirm
        )
        self.report_button = secondary(_("Report back…"), "origin_report", self.report)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for button in (self.report_button, self.confirm_button, self.enquiry_button):
            row.addWidget(button)
        row.addStretch(1)
        self.add(self.text)
        self.body.addLayout(row)
        self.hide()

    def show_case(self, case: CaseFile) -> None:
        """Show how a case came in."""
        lines = _lines(case)
        self.setVisible(bool(lines))
        self.text.setText("\n".join(lines))
        self.enquiry_button.setVisible(case.enquiry is not None)
        waits = any(c.kind == "DL33" and c.state is ClockState.RUNNING for c in case.clocks)
        self.confirm_button.setVisible(waits)
        self.report_button.setVisible(bool(case.referral and case.referral.is_open))

    def confirm(self) -> None:
        """Record that the referral was confirmed on the court's platform today."""
        desk = self._case.desk
        today = desk.today()
        self._case.act(
            lambda key, version: referrals.confirm(desk, key, version, today),
            lambda _done: self.noticed.emit(_("The confirmation is recorded.")),
        )

    def report(self) -> None:
        """Report the result back to the body that referred."""
        dialog = ReportDialog(self._case, self)
        dialog.carried.connect(self.reported)
        dialog.open()

    def open_enquiry(self) -> None:
        """Show the enquiry from which the case came."""
        file, desk, jobs = self._case.file, self._case.desk, self._case.jobs
        if file is None or file.enquiry is None:
            return
        from mediation_desk.ui.pages.enquiry_dialog import EnquiryDialog

        key = file.enquiry.id
        jobs.ask(
            self,
            lambda: read_enquiry(desk, key),
            lambda found: EnquiryDialog(desk, jobs, self, found).open(),
        )


class ReportDialog(Dialog):
    """What came of a referred case; one that is still under way is returned with it."""

    carried = Signal(str)

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(
            _("Report back on the referral"), _("Report back"), name="report_dialog", parent=parent
        )
        self.edits(of=case.file)
        assert case.file is not None, "a result is reported of a case that is shown"
        assert case.file.referral is not None, "somebody referred the case"
        self.case, self.file = case, case.file
        self.outcome = Choice(terms(ReferralResult))
        self.outcome.set_code(_likely(case.file).value)
        self.day = DayEdit()
        self.day.set_day(case.desk.today())
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(84)
        referral = case.file.referral
        self.body.addWidget(
            label(f"{referral.body}　{referral.number}", "muted", name="report_to", wrap=True)
        )
        self._field(_("Result of the mediation"), self.outcome, "result")
        self._field(_("Day"), self.day, "day")
        self._field(_("How it went, or why it is returned"), self.note, "note")
        if case.file.stage in BEFORE_EFFECT:
            told = _("The case is still under way: returning it ends it here as transferred.")
            self.body.addWidget(label(told, "small", name="report_ends", wrap=True))

    def _field(self, caption: str, editor: QWidget, name: str) -> None:
        self.body.addWidget(self.fields.add(FormField(caption, editor, name)))

    def submit(self) -> None:
        """Report back."""
        if not self.readable():
            return
        desk = self.case.desk
        told = Report(
            day=self.day.day() or desk.today(),
            result=ReferralResult.of(self.outcome.code()),
            note=self.note.toPlainText().strip(),
        )
        self.busy()
        self.case.act(
            lambda key, version: referrals.report(desk, key, version, told),
            lambda _done: self._finish(),
            self.explain,
        )

    def _finish(self) -> None:
        self.carried.emit(_("The result is reported back."))
        self.accept()


def _likely(case: CaseFile) -> ReferralResult:
    if case.settlement is not None and case.settlement.effective_on is not None:
        return ReferralResult.SETTLED
    return ReferralResult.RETURNED if case.stage in BEFORE_EFFECT else ReferralResult.FAILED


def _lines(case: CaseFile) -> list[str]:
    lines = []
    if case.enquiry is not None:
        lines.append(_("From enquiry {number}.").format(number=case.enquiry.number))
    if case.past is not None:
        lines += _past_lines(case.past)
    if case.referral is not None:
        lines += _referral_lines(case.referral)
    if (oral := case.oral) is not None:
        mark = oral.mark.label if oral.mark else _("not signed yet")
        told = _("Taken down by {name} on {day} {from_}–{to}; read back; {mark}.")
        lines.append(
            told.format(
                name=oral.recorder,
                day=oral.taken_on,
                from_=f"{oral.begun_at:%H:%M}",
                to=f"{oral.signed_at:%H:%M}" if oral.signed_at else "",
                mark=mark,
            )
        )
    return lines


def _past_lines(past: PastNote) -> list[str]:
    """Tell where a case of former years stood, and the whole line of its ledger."""
    told = _("From the ledger “{file}”, line {line}; imported on {day} by {name}.")
    day = beijing(past.imported_at).date()
    head = told.format(file=past.file, line=past.line, day=day, name=past.imported_by)
    return [head, "　".join(f"{heading}：{_masked(heading, text)}" for heading, text in past.cells)]


_IDENTITY = re.compile(r"[0-9]{17}[0-9Xx]|[0-9]{15}")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def _masked(heading: str, text: str) -> str:
    """Show identity numbers and telephones of the old line as everywhere, masked."""
    if "信用代码" in heading:
        return text
    covered = _IDENTITY.sub(lambda found: mask_id(found[0]), text)
    return _MOBILE.sub(lambda found: mask_phone(found[0]), covered)


def _referral_lines(referral: Referral) -> list[str]:
    if referral.is_lead:
        told = _("Lead of {day}: {body}.")
        return [told.format(day=referral.received_on, body=referral.body)]
    lines = [
        _("{kind}: {body}, {number}, received on {day}.").format(
            kind=referral.kind.label,
            body=referral.body,
            number=referral.number,
            day=referral.received_on,
        )
    ]
    if referral.result is not None and referral.reported_on is not None:
        told = _("Reported back on {day} under {number}: {result}.")
        lines.append(
            told.format(
                day=referral.reported_on,
                number=referral.report_number,
                result=referral.result.label,
            )
        )
    elif referral.return_due is not None:
        lines.append(_("Report back by {day}.").format(day=referral.return_due))
    return lines
