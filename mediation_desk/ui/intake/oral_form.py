"""An oral application: taken down, read back, signed; the facts are those of the form itself."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.oral import Mark, OralApplication
from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import grid, put_typed, tell, typed
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.time_edit import TimeEdit

_PARTS = ("taken_on", "begun_at", "signed_at", "place", "recorder", "further", "mark")


class OralForm(QWidget):
    """How an application by word of mouth was taken down (劳动争议调解仲裁法第十二条)."""

    edited = Signal()
    printing = Signal()
    """The record is wanted on paper, to be read back and signed."""

    def __init__(self, fields: FieldSet, now: Callable[[], datetime], writes: str) -> None:
        super().__init__()
        self.setObjectName("oral_form")
        self._fields, self._now, self._writes = fields, now, writes
        self.taken, self.begun, self.signed = DayEdit(), TimeEdit(), TimeEdit()
        self.place, self.recorder = QLineEdit(), QLineEdit()
        self.further = QPlainTextEdit()
        self.further.setTabChangesFocus(True)
        self.further.setFixedHeight(4 * self.further.fontMetrics().height() + 16)
        self.further.setPlaceholderText(_("Q: …\nA: …"))
        self.read_back = QCheckBox(_("Read back to the applicant, who found it right"))
        self.mark = Choice([("", _("not signed yet")), *terms(Mark)])
        self.print_button = secondary(
            _("Print for signature…"), "oral_print", self.printing.emit, "print"
        )
        self._lay_out()
        self.read_back.toggled.connect(self._sign_now)
        self.mark.activated.connect(lambda _place: self._sign_now(self.mark.code() != ""))
        self.hide()

    def _lay_out(self) -> None:
        field = self._field
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        head = QHBoxLayout()
        told = _(
            "Oral application: the record asks for what stands in this form;"
            " nothing is typed twice."
        )
        head.addWidget(label(told, "small", name="oral_note", wrap=True), 1)
        head.addWidget(self.print_button)
        inside.addLayout(head)
        inside.addLayout(
            grid(
                (
                    (
                        (field(_("Taken down on"), self.taken, "taken_on"), 4),
                        (field(_("Begun at"), self.begun, "begun_at"), 2),
                        (field(_("Where"), self.place, "place"), 3),
                        (field(_("Taken down by"), self.recorder, "recorder"), 3),
                    ),
                    ((field(_("Further questions and answers"), self.further, "further"), 12),),
                    (
                        (field("", self.read_back, "read_back"), 6),
                        (field(_("Manner of signature"), self.mark, "mark"), 4),
                        (field(_("Signed at"), self.signed, "signed_at"), 2),
                    ),
                )
            )
        )

    def _field(self, caption: str, editor: QWidget, part: str) -> FormField:
        match editor:
            case DayEdit() | TimeEdit():
                editor.textEdited.connect(self.edited)
            case QPlainTextEdit():
                editor.textChanged.connect(self.edited)
            case _:
                tell(editor, self.edited)
        return self._fields.add(FormField(caption, editor, f"oral.{part}"))

    def offer(self, oral: bool) -> None:
        """Show the form where the application is oral; it begins now."""
        self.setVisible(oral)
        if oral and not self.begun.text().strip():
            now = self._now()
            self.taken.set_day(now.date())
            self.begun.set_moment(now.time())
            self.recorder.setText(self.recorder.text() or self._writes)

    def _sign_now(self, done: bool) -> None:
        if done and self.mark.code() and not self.signed.text().strip():
            self.signed.set_moment(self._now().time())

    def fill(self, oral: OralApplication | None) -> None:
        """Show how an application was taken down."""
        self.put_texts({})
        if oral is None:
            return
        self.taken.set_day(oral.taken_on)
        self.begun.set_moment(oral.begun_at)
        if oral.signed_at:
            self.signed.set_moment(oral.signed_at)
        self.place.setText(oral.place)
        self.recorder.setText(oral.recorder)
        self.further.setPlainText(oral.further)
        self.read_back.setChecked(oral.read_back)
        self.mark.set_code(oral.mark.value if oral.mark else "")

    def value(self) -> OralApplication:
        """Return what was typed; an empty day or time of beginning is now."""
        now = self._now()
        mark = self.mark.code()
        return OralApplication(
            taken_on=self.taken.day() or now.date(),
            begun_at=self.begun.moment() or now.time().replace(second=0, microsecond=0),
            signed_at=self.signed.moment(),
            place=self.place.text().strip(),
            recorder=self.recorder.text().strip(),
            further=self.further.toPlainText().strip(),
            read_back=self.read_back.isChecked(),
            mark=Mark.of(mark) if mark else None,
        )

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        texts = {part: typed(self._fields[f"oral.{part}"]) for part in _PARTS}
        return texts | {"read_back": "yes" if self.read_back.isChecked() else ""}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        for part in _PARTS:
            put_typed(self._fields[f"oral.{part}"], str(texts.get(part, "")))
        self.read_back.setChecked(texts.get("read_back") == "yes")
