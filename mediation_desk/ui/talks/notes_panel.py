"""What one side told the mediator alone: the writer's own notes, shown when the writer wants it.

The words are never printed, copied as a list or exported.
"""

from collections.abc import Callable, Iterator

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.caucus import CaucusNote, Secrecy
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.services import caucus
from mediation_desk.services.caucus import Caucus
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.drafting import Draft, Kept
from mediation_desk.ui.parts import InParts
from mediation_desk.ui.talks.note_form import NoteForm
from mediation_desk.ui.talks.note_rows import columns
from mediation_desk.ui.talks.share_dialog import ShareDialog
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView


class NotesPanel(QWidget, InParts):
    """The notes at the left, the one chosen or a new one at the right."""

    noticed = Signal(str)
    apart_shown = Signal(bool)
    """What was told back to back is to be shown, or to be hidden."""

    def __init__(self, case: OpenCase, *, whole: bool = True) -> None:
        super().__init__()
        self.setObjectName("notes_panel")
        self._case = case
        self.start_making(whole=whole)

    def build(self) -> Iterator[None]:
        """Make the list, then the form of one note."""
        self._found = Caucus()
        self._key, self._shown_for, self._apart = 0, 0, False
        self._unsaved = False
        self._held: Kept | None = None
        """The new note that was begun and is not saved, while the notes are hidden."""
        self._put_down = 0
        """The note that was chosen when they were hidden."""
        self.model: RowsModel[CaucusNote] = RowsModel(columns())
        self.table = TableView("notes_table", _("Caucus notes"))
        self.table.use(self.model, (11, 13, 12), stretch=2)
        elastic(self.table, 80)
        self.empty = label("", "small", name="notes_empty", wrap=True)
        self.secrecy = label("", "small", name="notes_secrecy", wrap=True)
        self.apart_button = link("", "notes_apart", self._toggle_apart)
        self.form = NoteForm()
        yield
        self._buttons()
        yield
        yield from self._lay_out()
        self.draft = Draft(self._case.desk, self._case.jobs, self.form.texts, self)
        self.draft.kept.connect(
            lambda at: self.form.about.setText(_("Draft kept at {time}").format(time=at))
        )
        self.table.selectionModel().currentRowChanged.connect(lambda *_what: self._choose())
        self.form.edited.connect(self._changed)

    def _buttons(self) -> None:
        self.new_button = secondary(_("New note"), "note_new", self.begin)
        self.save_button = primary(_("Save the note"), "note_save", self.save)
        self.share_button = secondary(_("Let a colleague read…"), "note_share", self.ask_to_share)
        self.close_button = link(_("Close to others again"), "note_close", self.close_again)
        self.remove_button = link(_("Take away…"), "note_remove", self.ask_to_remove)

    def _lay_out(self) -> Iterator[None]:
        left = Card(_("Told back to back"), name="card_notes")
        left.head.addWidget(self.apart_button)
        bar = QHBoxLayout()
        bar.addWidget(self.new_button)
        bar.addStretch(1)
        left.body.addLayout(bar)
        left.add(self.empty)
        left.add(self.table, 1)
        left.add(self.secrecy)
        left.setMinimumWidth(300)
        left.setMaximumWidth(460)
        yield
        self.form.set_foot(
            (self.save_button, self.share_button), (self.close_button, self.remove_button)
        )
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 4)
        inside.addWidget(self.form, 6)

    # -- showing -----------------------------------------------------------------------------

    def show_notes(self, case: CaseFile, found: Caucus, *, apart: bool) -> None:
        """Show the notes as they stand; what is being typed stays."""
        if self._shown_for != case.id:
            self.draft.keep()  # while the form still holds what was typed for the case before
            self._shown_for, self._key, self._unsaved = case.id, 0, False
            self._held, self._put_down = None, 0
            self._clear()
        elif self._apart and not apart:
            self._conceal()
        comes, self._found, self._apart = apart and not self._apart, found, apart
        if comes:
            self._reveal()
        self.model.show(found.notes if apart else ())
        self._tell_hidden()
        self.new_button.setEnabled(found.writes)
        self.new_button.setToolTip("" if found.writes else _why_not())
        self.secrecy.setText(found.secrecy.sentence)
        set_tone(self.secrecy, Tone.MUTED if found.secrecy is Secrecy.SEALED else Tone.WARN)
        if found.writes and not self._key and self._held is None:
            self._follow()
        self._select()

    def _tell_hidden(self) -> None:
        """Say what is hidden, a note that was begun as well as those that are saved."""
        found, number = self._found, len(self._found.notes)
        typed = self._apart and self.form.has_words()
        self.apart_button.setVisible(bool(number) or typed or self._held is not None)
        if self._apart:
            self.apart_button.setText(_("Hide the notes"))
        elif number:
            self.apart_button.setText(_("Show {n} notes").format(n=number))
        else:
            self.apart_button.setText(_("Show the unsaved note"))
        self.empty.setText(_empty(found, apart=self._apart, begun=self._held is not None))
        self.empty.setVisible(bool(self.empty.text()))
        if self._held is not None:
            self.form.about.setText(
                _("A note that you began and did not save is kept here, hidden.")
            )

    def conceal(self) -> None:
        """Hide the notes and what is typed of one, as the desk is locked or the tab left."""
        self._conceal()
        self._apart = False
        self.model.show(())
        if self._found.writes and self._held is None:
            self._follow()
        self._tell_hidden()
        self._enable()

    def _conceal(self) -> None:
        self.draft.keep()
        begun = not self._key and self.form.has_words()
        if begun:
            self._held = self.form.texts()
        self._put_down = 0 if begun else self._key or self._put_down
        self._key, self._unsaved = 0, False
        self._clear()

    def _reveal(self) -> None:
        """Put what was hidden back where it stood."""
        held, self._held = self._held, None
        chosen, self._put_down = self._put_down, 0
        if held is not None:
            self._put_back(held)
        elif self._key or self.form.has_words():
            return  # another one was begun meanwhile
        elif note := next((one for one in self._found.notes if one.id == chosen), None):
            self._key = chosen
            self.form.fill(note)
            self._follow()

    def _follow(self) -> None:
        """Turn to the draft of the note in view: of a new one, or of one being corrected."""
        self.draft.follow(self._draft_key(), self._take_up)

    def _draft_key(self) -> str:
        key = f"caucus/{self._shown_for}"
        return f"{key}/{self._key}" if self._key else key

    def _select(self) -> None:
        keys = [one.id for one in self.model.rows]
        if self._key in keys:
            self.table.selectRow(keys.index(self._key))
        elif self._key:
            self._key = 0
            self._clear()
        self._enable()

    def _note(self) -> CaucusNote | None:
        return next((one for one in self.model.rows if one.id == self._key), None)

    def _mine(self, note: CaucusNote | None) -> bool:
        return (
            note is not None
            and note.author is not None
            and (note.author.id == self._case.desk.actor.id)
        )

    def _enable(self) -> None:
        note = self._note()
        own = self._mine(note)
        fresh = not self._key and self._found.writes and self._held is None
        writable = (own and note is not None and note.text is not None) or fresh
        self.form.let_write(writable)
        self.save_button.setEnabled(writable)
        self.save_button.setToolTip("" if writable else self._why_closed())
        self.remove_button.setVisible(own)
        self.share_button.setVisible(own and bool(self._found.colleagues))
        self.close_button.setVisible(own and note is not None and bool(note.readers))
        if note is not None and not self._unsaved:
            self.form.tell_about(note)

    def _why_closed(self) -> str:
        return _why_not() if self._held is None else self.form.about.text()

    def _choose(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        note = self.model.row(index)
        if note.id == self._key:
            return
        self.draft.keep()
        self._key, self._unsaved = note.id, False
        self.form.fill(note)
        self._follow()
        self._enable()

    def _clear(self) -> None:
        today = self._case.desk.now()
        self.form.fill(
            CaucusNote(side=Side.APPLICANT, told_on=today.date(), told_at=today.time(), text="")
        )
        self.form.about.setText("")

    def _toggle_apart(self) -> None:
        self.apart_shown.emit(not self._apart)

    # -- typing ------------------------------------------------------------------------------

    def begin(self) -> None:
        """Start a new note; an unsaved one of this case comes back."""
        if self._held is not None:
            self._put_down = 0
            self.apart_shown.emit(True)
        if self._key:
            self.draft.keep()
            self._key, self._unsaved = 0, False
            self.table.selectionModel().clear()  # a click on the same row chooses it again
            self._clear()
            self._follow()
        self._enable()
        self.form.text_edit.setFocus()

    def _changed(self) -> None:
        self._unsaved = True
        self.draft.touch()

    def _take_up(self, kept: Kept) -> None:
        """Show what was kept; while the notes are hidden a new one that was begun is too."""
        if not str(kept.get("text", "")).strip():
            return
        if self._key or self._apart:
            self._put_back(kept)
        elif not self.form.has_words():  # else somebody is writing it just now
            self._held = kept
            self._tell_hidden()
            self._enable()

    def _put_back(self, kept: Kept) -> None:
        self.form.put_back(kept)
        self._unsaved = True

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep the draft when the part is left."""
        self.draft.keep()
        super().hideEvent(event)

    # -- acting ------------------------------------------------------------------------------

    def save(self) -> None:
        """Save what was typed."""
        note = self.form.value(self._key)
        if note is None:
            return
        desk, kept_as, typed = self._case.desk, self._draft_key(), self.form.texts()
        self._case.act(
            lambda case_id, version: caucus.put(desk, case_id, version, note),
            lambda key: self._saved(key, kept_as, typed),
            self.form.explain,
        )

    def _saved(self, key: int, kept_as: str, typed: Kept) -> None:
        """Forget what was typed of a note once it is saved, but nothing that was typed since.

        Another note may be in view by now, or none: the tab was left, or the desk is locked.
        """
        self.noticed.emit(_("The note is saved."))
        if kept_as != self._draft_key():
            self.draft.forget(kept_as)
        elif self._held is None:
            self._go_on_from(key, kept_as, typed)
        elif self._held == typed:
            self.draft.forget(kept_as)
            self._held = None
            self.form.about.setText("")
            self._tell_hidden()
            self._enable()

    def _go_on_from(self, key: int, kept_as: str, typed: Kept) -> None:
        """Be ready for the next note; what was typed further since corrects the one saved."""
        if self.form.texts() == typed:
            self.draft.drop()
            if not self._key:
                self._clear()
            self._unsaved = False
        elif not self._key:
            self._key = key
            self._follow()
            self.draft.forget(kept_as)
            self.draft.touch()
        self.form.clear_problems()
        self.apart_shown.emit(True)

    def _do(self, job: Callable[[int, int], object], told: str) -> None:
        self._case.act(job, lambda _what: self.noticed.emit(told), self.form.explain)

    def ask_to_remove(self) -> None:
        """Ask before an own note is taken away."""
        key, desk = self._key, self._case.desk
        Question(
            _("Take this note away?"),
            _("Only you can bring it back, by undoing."),
            _("Take it away"),
            lambda: self._do(
                lambda case_id, version: caucus.remove(desk, case_id, version, key),
                _("The note is taken away."),
            ),
            name="remove_note",
            parent=self,
        ).open()

    def ask_to_share(self) -> None:
        """Ask which colleague may read, this note or all own ones of the case."""
        own = tuple(one.id for one in self._found.notes if self._mine(one) and one.text is not None)
        ShareDialog(self._case, self._found.colleagues, self._key, own, self._shared, self).open()

    def _shared(self, name: str, sees_case: bool) -> None:
        text = _("{name} may read it now.")
        if not sees_case:
            text = _("{name} may read it as soon as the case is open to them: it is not yet.")
        self.noticed.emit(text.format(name=name))

    def close_again(self) -> None:
        """Close the note to all others."""
        key, desk = self._key, self._case.desk
        self._do(
            lambda case_id, version: caucus.unshare(desk, case_id, version, (key,)),
            _("The note is yours alone again."),
        )

    def escape(self) -> bool:
        """Put a chosen note back as it was."""
        note = self._note()
        if note is None or not self._unsaved:
            return False
        self._unsaved = False
        self.draft.drop()
        self.form.fill(note)
        self._enable()
        return True

    def text(self) -> str:
        """Nothing of this goes to the printer."""
        return _("What was told back to back is not printed.")


def _why_not() -> str:
    return _("Only the mediator of this case, or who sits on its panel, writes such notes.")


def _empty(found: Caucus, *, apart: bool, begun: bool) -> str:
    if found.notes or begun:
        return "" if apart else _("Hidden, as the parties may be looking at the screen.")
    if found.writes:
        return _("Nothing is written down yet. What you write here, only you can read.")
    return _why_not()
