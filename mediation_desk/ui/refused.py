"""The centre's file cannot be opened: why, and the ways on."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.addresses import is_server, readable
from mediation_desk.domain.backup import Offered
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui.files import ask_open
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named


class RefusedWindow(QWidget):
    """One sentence, the file it is about, and three buttons; the file was not touched."""

    again = Signal()
    """Try the same file once more."""
    another = Signal(object)
    """Open another file (a Path)."""
    found = Signal()
    """Set a new centre up in an empty database."""
    restore = Signal()
    """Restore a backup in its place."""
    restore_this = Signal(object)
    """Restore the backup that was offered (a Path)."""

    def __init__(self, location: str, sentence: str, *, chosen: bool = False) -> None:
        """Say what is wrong; or, where somebody chose other ways, only which ways there are."""
        super().__init__()
        on_server = is_server(location)
        shut = _("The database cannot be opened") if on_server else _("The file cannot be opened")
        title = _("Other ways on") if chosen else shut
        named(self, "refused", title)
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle(_("Mediation Desk"))
        self.resize(720, 320)
        self.sentence = label(sentence, name="refused_text", wrap=True)
        set_tone(self.sentence, Tone.PLAIN if chosen else Tone.BAD)
        place = label(readable(location), "muted", name="refused_location", wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card(title, name="refused_card")
        card.add(self.sentence)
        card.add(place)
        back = _("Back to signing in") if chosen else _("Try again")
        row = QHBoxLayout()
        row.addWidget(primary(back, "refused_again", self.again.emit))
        row.addWidget(secondary(_("Open another file…"), "refused_another", self._choose))
        row.addWidget(secondary(_("Restore a backup…"), "refused_restore", self.restore.emit))
        if on_server:
            row.addWidget(
                secondary(_("Set up a new centre here…"), "refused_found", self.found.emit)
            )
        row.addStretch(1)
        card.body.addLayout(row)
        self._card = card
        outer = QVBoxLayout(self)
        outer.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        outer.addWidget(card)
        outer.addStretch(1)

    def explain(self, error: DeskError) -> None:
        """Show another refusal."""
        self.sentence.setText(str(error))
        set_tone(self.sentence, Tone.BAD)

    def offer(self, found: Offered | None) -> None:
        """Offer the newest verified backup, and say what would be missing."""
        if found is None:
            text = _("No whole backup was found beside the file. Choose one on the second medium.")
            self._card.add(label(text, "muted", name="refused_offer", wrap=True))
            return
        at = f"{beijing(found.made_at):%Y-%m-%d %H:%M}"
        text = (
            _("The newest verified backup was made at {at}.").format(at=at)
            if found.cases is None
            else _("The newest verified backup was made at {at}; it holds {cases} cases.").format(
                at=at, cases=found.cases
            )
        )
        text += _("What was saved after that would be missing. The damaged file is kept.")
        self._card.add(label(text, name="refused_offer", wrap=True))
        button = secondary(
            _("Restore this backup"),
            "refused_restore_this",
            partial(self.restore_this.emit, Path(found.path)),
        )
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch(1)
        self._card.body.addLayout(row)

    def _choose(self) -> None:
        path = ask_open(self, _("Open another file"), "*.desk;;*", "desk")
        if path is not None:
            self.another.emit(path)
