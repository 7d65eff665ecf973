"""A registration made in error: voided with a reason, shown again, brought back (登记作废)."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from mediation_desk.domain import reasons
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.rights import Right
from mediation_desk.domain.taxonomy import cause_label
from mediation_desk.domain.void_numbers import VoidNumber
from mediation_desk.i18n import _
from mediation_desk.services import voiding
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.jobs import Jobs

_WIDE = 460


class VoidDialog(Dialog):
    """Asks why the registration of the case in view was a slip."""

    voided = Signal(object)
    """The registration is voided; its `VoidNumber` is kept."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(_("Void the registration"), _("Void"), name="void_dialog", parent=parent)
        self.edits(of=case.file)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._case = case
        number = case.file.number if case.file else ""
        told = label(
            _(
                "For a slip of the pen, such as an application registered twice. Case {number}"
                " leaves all lists and figures; its number is not given again and stands in the"
                " log of cases with the reason. By this number the search finds it and can bring"
                " it back."
            ).format(number=number),
            name="void_told",
            wrap=True,
        )
        told.setMinimumWidth(_WIDE)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Such as: the same application is registered already"))
        self.body.addWidget(told)
        field = FormField(_("Reason for voiding"), self.reason, "reason", required=True)
        self.body.addWidget(self.fields.add(field))

    def submit(self) -> None:
        """Void the registration."""
        reason, desk = self.reason.text().strip(), self._case.desk
        if found := reasons.problems("reason", reason, reasons.BRIEF):
            self.explain(Invalid(found))
            return
        self.busy()
        self._case.take_out(
            lambda key, version: voiding.void(desk, key, version, reason),
            self._done,
            self.explain,
        )

    def _done(self, kept: VoidNumber) -> None:
        self.accept()
        self.voided.emit(kept)


class Voiding(QObject):
    """Voids the case in view and brings it back by undo."""

    gone = Signal()
    """The case in view is voided: there is nothing to show any more."""
    noticed = Signal(str, object)
    """A quiet notice: a sentence, and what its button “Undo” does (or None)."""
    wanted_case = Signal(int, str)
    """Open a case at a tab."""

    def __init__(self, case: OpenCase, parent: QWidget) -> None:
        super().__init__(parent)
        self._case = case
        self._page = parent

    def ask(self) -> None:
        """Ask for the reason, and void the registration of the case in view."""
        if self._case.file is None:
            return
        dialog = VoidDialog(self._case, self._page)
        dialog.voided.connect(self._voided)
        dialog.open()

    def _voided(self, void: VoidNumber) -> None:
        self.gone.emit()
        self.noticed.emit(voided_news(void), partial(self._bring_back, void))

    def _bring_back(self, void: VoidNumber) -> None:
        desk = self._case.desk

        def show(_done: None) -> None:
            self.wanted_case.emit(void.case_id, "")
            self.noticed.emit(restored_news(void), None)

        self._case.jobs.do(
            self,
            lambda: voiding.restore(desk, void.id),
            show,
            lambda error: self.noticed.emit(str(error), None),
        )


class VoidRecordDialog(Dialog):
    """What is kept of a void number, and the way to bring its case back."""

    restored = Signal(int, str)
    """The case came back: its key, and the news."""

    def __init__(self, desk: "Desk", jobs: "Jobs", void: VoidNumber, parent: QWidget) -> None:
        super().__init__(_("Void number"), _("Close"), name="void_record", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._void = desk, jobs, void
        form = QFormLayout()
        form.setHorizontalSpacing(Space.M)
        form.setVerticalSpacing(Space.S)
        for place, (title, text) in enumerate(_facts(void)):
            shown = label(text, name=f"void_fact_{place}", wrap=True)
            shown.setMinimumWidth(_WIDE - 100)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(label(title, "small", name=f"void_title_{place}"), shown)
        self.body.addLayout(form)
        self.cancel.hide()
        self.restore_button = secondary(_("Bring the case back"), "void_restore", self.restore)
        self.restore_button.setVisible(desk.actor.may(Right.UNDO) and not void.erased)
        self.foot.insertWidget(0, self.restore_button)

    def restore(self) -> None:
        """Bring the case back whole, under its number."""
        desk, void = self._desk, self._void
        self.restore_button.setEnabled(False)
        self._jobs.do(
            self, lambda: voiding.restore(desk, void.id), self._came_back, self._not_restored
        )

    def _came_back(self, _done: None) -> None:
        self.accept()
        self.restored.emit(self._void.case_id, restored_news(self._void))

    def _not_restored(self, error: DeskError) -> None:
        self.restore_button.setEnabled(True)
        self.explain(error)


def voided_news(void: VoidNumber) -> str:
    """Say that a registration is voided."""
    return _("{number} is voided; the number is kept with its reason.").format(number=void.number)


def restored_news(void: VoidNumber) -> str:
    """Say that a voided registration came back."""
    return _("{number} is back as it was.").format(number=void.number)


def found_line(void: VoidNumber) -> str:
    """Return the line of a void number among what a search found."""
    said = _("void since {day}").format(day=void.voided_on.isoformat())
    return f"{void.number}  {void.parties}  · {said}"


def _facts(void: VoidNumber) -> tuple[tuple[str, str], ...]:
    at = f"{beijing(void.voided_at):%Y-%m-%d %H:%M}"
    return (
        (_("Case number"), void.number),
        (_("Parties"), void.parties),
        (_("Cause"), cause_label(void.cause)),
        (_("Application received on"), void.received_on.isoformat()),
        (_("Voided by"), f"{void.voided_by} {at}"),
        (_("Reason"), void.reason),
    )
