"""By whom a case was referred, or from where the lead came; the fields follow the source."""

from collections.abc import Collection, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.domain.case import Source
from mediation_desk.domain.referral import Referral, ReferralKind, kinds_of
from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import COLUMNS, grid, put_typed, tell, typed
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label

_PARTS = ("kind", "body", "number", "received_on", "consented_on", "return_due")


class ReferralForm(QWidget):
    """The letter of a court, of arbitration or of another body; hidden where a party applied."""

    edited = Signal()

    def __init__(self, fields: FieldSet) -> None:
        super().__init__()
        self.setObjectName("referral_form")
        self._fields = fields
        self._source = Source.PARTY
        self._held: Referral | None = None
        self.kind, self.body, self.number = Choice(), QLineEdit(), QLineEdit()
        self.received, self.consented, self.due = DayEdit(), DayEdit(), DayEdit()
        self.platform = QCheckBox(_("Came over the court's platform: confirm in 3 working days"))
        self.note = label("", "small", name="referral_note", wrap=True)
        field = self._field
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        self._asked = (
            field(_("Kind of referral"), self.kind, "kind"),
            field(_("Referred by"), self.body, "body", required=True),
            field(_("Number of the referral letter"), self.number, "number", required=True),
            field(_("Papers received on"), self.received, "received_on"),
            field(_("Parties agreed on"), self.consented, "consented_on", required=True),
            field(_("Report back by"), self.due, "return_due"),
        )
        self._grid = grid((tuple((asked, 2) for asked in self._asked),))
        inside.addLayout(self._grid)
        inside.addWidget(field("", self.platform, "platform"))
        inside.addWidget(self.note)
        self.follow(Source.PARTY)

    def _field(
        self, caption: str, editor: QWidget, part: str, *, required: bool = False
    ) -> FormField:
        if isinstance(editor, DayEdit):
            editor.textEdited.connect(self.edited)
        else:
            tell(editor, self.edited)
        return self._fields.add(FormField(caption, editor, f"referral.{part}", required=required))

    def follow(self, source: Source) -> None:
        """Ask what a case of that source must tell."""
        self._source = source
        kinds = kinds_of(source)
        self.setVisible(bool(kinds))
        self.kind.offer((kind.value, kind.label) for kind in kinds)
        lead = ReferralKind.LEAD in kinds
        of_court = source is Source.COURT
        shown = {
            "kind": len(kinds) > 1,
            "number": not lead,
            "return_due": not lead,
            "consented_on": source is Source.ARBITRATION,
            "platform": of_court,
        }
        for part, visible in shown.items():
            self._fields[f"referral.{part}"].setVisible(visible)
        asked = {"body", "received_on"} | {part for part, visible in shown.items() if visible}
        self._lay_out(asked)
        self._caption("body", _("Where the lead came from") if lead else _("Referred by"))
        self._caption("received_on", _("Day of the lead") if lead else _("Papers received on"))
        self._propose_body()
        self.note.setText(_note(source))
        self.note.setVisible(bool(self.note.text()))

    def _lay_out(self, asked: Collection[str]) -> None:
        """Let the fields that are asked for follow one another without a gap."""
        beside = "kind" in asked
        widths = {"kind": 5, "body": 4 if beside else 8, "number": 3 if beside else 4}
        row = place = 0
        for field in self._asked:
            self._grid.removeWidget(field)
            part = field.field.removeprefix("referral.")
            if part not in asked:
                continue
            width = widths.get(part, 4)
            if place + width > COLUMNS:
                row, place = row + 1, 0
            self._grid.addWidget(field, row, place, 1, width)
            place += width

    def _propose_body(self) -> None:
        """A hotline is its own sender; what was proposed for one goes with it."""
        names = {one: one.label for one in (Source.HOTLINE_12351, Source.HOTLINE_12345)}
        if self.body.text().strip() in ("", *names.values()):
            self.body.setText(names.get(self._source, ""))

    def _caption(self, part: str, text: str) -> None:
        required = _("{caption} (required)").format(caption=text) if part == "body" else text
        self._fields[f"referral.{part}"].caption.say(required)
        self._fields[f"referral.{part}"].editor.setAccessibleName(text)

    def fill(self, referral: Referral | None) -> None:
        """Show a referral."""
        self._held = referral
        if referral is None:
            self.put_texts({})
            return
        self.kind.set_code(referral.kind.value)
        self.body.setText(referral.body)
        self.number.setText(referral.number)
        self.received.set_day(referral.received_on)
        self.consented.set_day(referral.consented_on)
        self.due.set_day(referral.return_due)
        self.platform.setChecked(referral.platform)

    def value(self, received_on: date) -> Referral | None:
        """Return what was typed; None where a party applied."""
        kinds = kinds_of(self._source)
        if not kinds:
            return None
        kind = ReferralKind.of(self.kind.code() or kinds[0].value)
        arbitration, lead = kind is ReferralKind.ARBITRATION, kind is ReferralKind.LEAD
        held = self._held
        return Referral(
            kind=kind,
            body=self.body.text().strip(),
            number="" if lead else self.number.text().strip(),
            received_on=self.received.day() or received_on,
            consented_on=self.consented.day() if arbitration else None,
            return_due=None if lead else self.due.day(),
            platform=self._source is Source.COURT and self.platform.isChecked(),
            result=held.result if held else None,
            reported_on=held.reported_on if held else None,
            report_number=held.report_number if held else "",
            report_note=held.report_note if held else "",
        )

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {part: typed(self._fields[f"referral.{part}"]) for part in _PARTS}
        return texts | {"platform": "yes" if self.platform.isChecked() else ""}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        for part in _PARTS:
            if part != "kind" or texts.get("kind"):
                put_typed(self._fields[f"referral.{part}"], str(texts.get(part, "")))
        self.platform.setChecked(texts.get("platform") == "yes")


def _note(source: Source) -> str:
    match source:
        case Source.COURT:
            return _(
                "The court's own period runs in place of the time for acceptance"
                " (最高人民法院关于人民法院特邀调解的规定第二十七条)."
            )
        case Source.ARBITRATION:
            return _(
                "10 working days from the parties' consent, in place of the time for acceptance"
                " (劳动人事争议仲裁办案规则第七十条、第八十条)."
            )
        case Source.OWN_MOTION:
            return _(
                "The centre may open a mediation itself; it needs both sides' consent"
                " (企业劳动争议协商调解规定第二十三条)."
            )
    return ""
