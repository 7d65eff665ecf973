"""The form of one note: which side told it, when, and in what words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout

from mediation_desk.domain.caucus import CaucusNote
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.case.tab import elastic, over_foot
from mediation_desk.ui.drafting import Kept
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.time_edit import TimeEdit


class NoteForm(Card):
    """Shows a note and takes one: whose it is and what is done with it is the panel's."""

    edited = Signal()
    """Something was typed."""

    def __init__(self) -> None:
        super().__init__(_("One note"), name="card_note")
        self.fields = FieldSet(self)
        self.side = Choice(terms(Side))
        self.day, self.at = DayEdit(), TimeEdit()
        self.text_edit = QPlainTextEdit()
        elastic(self.text_edit, 70)
        self.about = label("", "small", name="note_about", wrap=True)
        self.problem = label("", "error", name="note_problem", wrap=True)
        self._lay_out()
        self.text_edit.textChanged.connect(self.edited)
        for line in (self.day, self.at):
            line.textEdited.connect(self.edited)
        self.side.currentIndexChanged.connect(self.edited)

    def _lay_out(self) -> None:
        rows = over_foot(self, "note_scroll")
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        for caption, editor, name, least in (
            (_("Side"), self.side, "side", 110),
            (_("Day"), self.day, "told_on", 130),
            (_("Time"), self.at, "told_at", 80),
        ):
            editor.setMinimumWidth(least)
            line.addWidget(self.fields.add(FormField(caption, editor, name)))
        line.addStretch(1)
        rows.addLayout(line)
        told = self.fields.add(FormField(_("What was told"), self.text_edit, "text"))
        if isinstance(layout := told.layout(), QVBoxLayout):
            layout.setStretchFactor(self.text_edit, 100)
        rows.addWidget(told, 1)
        rows.addWidget(self.about)
        self.add(self.problem)

    def set_foot(self, left: Sequence[QPushButton], right: Sequence[QPushButton]) -> None:
        """Put what is done with the note below it."""
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in left:
            foot.addWidget(button)
        foot.addStretch(1)
        for button in right:
            foot.addWidget(button)
        self.body.addLayout(foot)

    # -- showing -----------------------------------------------------------------------------

    def fill(self, note: CaucusNote) -> None:
        """Show a note."""
        at = f"{note.told_at:%H:%M}" if note.told_at else ""
        self._put(note.side.value, note.told_on.isoformat(), at, note.text or "")
        self.clear_problems()

    def put_back(self, kept: Kept) -> None:
        """Show what was typed of a note and not saved."""
        side, day, at, text = (str(kept.get(name, "")) for name in ("side", "day", "at", "text"))
        self._put(side, day, at, text)
        self.about.setText(_("Your unsaved text is back."))

    def _put(self, side: str, day: str, at: str, text: str) -> None:
        held = (self.text_edit, self.side)
        for editor in held:
            editor.blockSignals(True)
        self.side.set_code(side)
        self.day.setText(day)
        self.at.setText(at)
        self.text_edit.setPlainText(text)
        for editor in held:
            editor.blockSignals(False)

    def tell_about(self, note: CaucusNote) -> None:
        """Say by whom a note was written, and who reads it."""
        self.about.setText(_about(note))

    def let_write(self, writable: bool) -> None:
        """Let what is shown be typed in, or only be read."""
        for editor in (self.text_edit, self.day, self.at):
            editor.setReadOnly(not writable)
        self.side.setEnabled(writable)

    # -- what was typed ----------------------------------------------------------------------

    def texts(self) -> Kept:
        """Return what is typed, as a draft keeps it."""
        return {
            "side": self.side.code(),
            "day": self.day.text(),
            "at": self.at.text(),
            "text": self.text_edit.toPlainText(),
        }

    def has_words(self) -> bool:
        """Say whether any word stands in it."""
        return bool(self.text_edit.toPlainText().strip())

    def value(self, key: int) -> CaucusNote | None:
        """Return the note of a key as typed; nothing where that cannot be read, which is told."""
        if unread := self.fields.misread():
            self.fields.explain(unread)
            return None
        day = self.day.day()
        if day is None:
            self.fields.explain((Problem("told_on", _("Enter the day.")),))
            return None
        return CaucusNote(
            id=key,
            side=Side.of(self.side.code()),
            told_on=day,
            told_at=self.at.moment(),
            text=self.text_edit.toPlainText(),
        )

    def explain(self, error: DeskError) -> None:
        """Say why a note was not saved."""
        left = self.fields.explain(error.problems)
        tell(self.problem, [p.text for p in left] if error.problems else [str(error)])

    def clear_problems(self) -> None:
        """Take back what was wrong."""
        self.fields.explain(())
        tell(self.problem, ())


def _about(note: CaucusNote) -> str:
    if note.text is None:
        return _(
            "This note was sealed with a key that was lost with an earlier password. The printed"
            " recovery code opens it again: sign out, and use it under “Forgot the password…”."
        )
    parts = [_("written down by {name}").format(name=note.author.name)] if note.author else []
    if note.readers:
        names = _(", ").join(one.name for one in note.readers)
        parts.append(_("also read by {names}").format(names=names))
    if not note.sealed:
        parts.append(_("not sealed"))
    return " · ".join(parts)
