"""How the file shall be protected: encrypted with a password, which is proposed, or less."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.security.policy import Preset
from mediation_desk.ui.accounts.new_password import NewPassword
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.labels import label, set_tone

ENCRYPTED, SIGN_IN, OPEN = "encrypted", "sign_in", "open"


class ProtectionForm(QWidget):
    """A choice of three with its consequences in a sentence, and a password for two of them."""

    def __init__(self, fields: FieldSet, *, may_stay_open: bool = True) -> None:
        super().__init__()
        self.how = Choice(
            [
                (ENCRYPTED, _("Encrypted, with passwords (recommended)")),
                (SIGN_IN, _("Passwords only, not encrypted")),
                *([(OPEN, _("Neither, for trying out"))] if may_stay_open else []),
            ]
        )
        self.words = label("", "small", name="protection_words", wrap=True)
        self.preset = Choice(terms(Preset))
        self.new = NewPassword(fields, Preset.MLPS)
        self._preset_field = FormField(_("Rule for passwords"), self.preset, "preset")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(fields.add(FormField(_("Protection of the file"), self.how, "protection")))
        column.addWidget(self.words)
        column.addWidget(fields.add(self._preset_field))
        column.addWidget(self.new)
        self.how.currentIndexChanged.connect(lambda _index: self._follow())
        self.preset.currentIndexChanged.connect(lambda _index: self.new.follow(self.rule))
        self._follow()

    @property
    def protected(self) -> bool:
        """Whether people shall sign in."""
        return self.how.code() != OPEN

    @property
    def encrypted(self) -> bool:
        """Whether the file shall be encrypted."""
        return self.how.code() == ENCRYPTED

    @property
    def rule(self) -> Preset:
        """The rule that passwords follow."""
        return Preset.of(self.preset.code())

    def problems(self, words: Iterable[str]) -> list[Problem]:
        """Say what is wrong with the password, where there must be one."""
        return list(self.new.problems(words)) if self.protected else []

    def _follow(self) -> None:
        self._preset_field.setVisible(self.protected)
        self.new.setVisible(self.protected)
        said = {
            ENCRYPTED: _(
                "Without a password nobody can read the file, not even from a lost stick or disk."
                " A recovery code follows; without password and code the data are gone."
            ),
            SIGN_IN: _(
                "Not encrypted (未加密): whoever gets at the file can read and change all of it."
                " The password only tells who did what."
            ),
            OPEN: _(
                "Not encrypted (未加密): anybody at this computer can read and change all of it."
            ),
        }
        self.words.setText(said[self.how.code()])
        set_tone(self.words, Tone.PLAIN if self.encrypted else Tone.WARN)
