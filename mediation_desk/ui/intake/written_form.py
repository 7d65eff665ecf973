"""A written application: when on its day it was handed in, and whether it is signed."""

from collections.abc import Mapping
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.intake.layout import grid, put_typed, typed
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.time_edit import TimeEdit

_YES, _NO = "yes", "no"


class WrittenForm(QWidget):
    """The time of receipt and the signature; cases from before these were asked leave both open."""

    edited = Signal()

    def __init__(self, fields: FieldSet) -> None:
        super().__init__()
        self.setObjectName("written_form")
        self.received_at = TimeEdit()
        self.signed = QCheckBox(_("The application is signed or sealed by the applicant"))
        self.time = fields.add(
            FormField(_("Time of receipt"), self.received_at, "written.received_at")
        )
        self.tick = fields.add(FormField("", self.signed, "written.signed"))
        self._unknown = False
        self.received_at.textEdited.connect(self.edited)
        self.signed.clicked.connect(self._known)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(grid((((self.time, 3), (self.tick, 4)),)))

    def _known(self) -> None:
        self._unknown = False
        self.edited.emit()

    def ask_signature(self, asked: bool) -> None:
        """Ask whether the application is signed, or not where nobody applied."""
        self.tick.setVisible(asked)

    def is_signed(self) -> bool | None:
        """Say whether it is signed; None where it is not asked, or not told of an older case."""
        return None if self._unknown or self.tick.isHidden() else self.signed.isChecked()

    def fill(self, received_at: time | None, signed: bool | None) -> None:
        """Show what a case tells."""
        self.received_at.clear()
        if received_at is not None:
            self.received_at.set_moment(received_at)
        self.signed.setChecked(bool(signed))
        self._unknown = signed is None

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, for a draft."""
        signed = self.is_signed()
        told = "" if signed is None else _YES if signed else _NO
        return {"received_at": typed(self.time), "signed": told}

    def put_texts(self, texts: Mapping[str, str]) -> None:
        """Put a draft's texts back, right or wrong."""
        put_typed(self.time, str(texts.get("received_at", "")))
        self.signed.setChecked(texts.get("signed") == _YES)
        self._unknown = texts.get("signed") == ""
