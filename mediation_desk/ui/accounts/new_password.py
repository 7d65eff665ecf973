"""A new password, typed twice, with the rule that it must follow."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _
from mediation_desk.security.policy import Preset, problem
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.password_edit import PasswordEdit


class NewPassword(QWidget):
    """Two fields; what is wrong is said under them before anything is done.

    Without a rule, as where it stands in a file that is still closed, only the two are compared.
    """

    def __init__(self, fields: FieldSet, preset: Preset | None) -> None:
        super().__init__()
        self.password, self.again = PasswordEdit(), PasswordEdit()
        self._field = FormField(_("New password"), self.password, "password", required=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(fields.add(self._field))
        column.addWidget(
            fields.add(FormField(_("The same once more"), self.again, "again", required=True))
        )
        self.follow(preset)

    def follow(self, preset: Preset | None) -> None:
        """Say which rule the password must follow."""
        self.preset = preset
        match preset:
            case Preset.MLPS:
                said = _("At least 8 characters: three of small, capital letters, figures, others.")
            case Preset.MODERN:
                said = _("At least 12 characters; a short sentence is good.")
            case _:
                said = _(
                    "As the centre's rule for passwords wants it, which is told once the code is"
                    " right; twelve characters of three kinds satisfy every rule."
                )
        self._field.advise(said)

    def text(self) -> str:
        """Return the password exactly as it was typed."""
        return self.password.text()

    def problems(self, words: Iterable[str]) -> Iterator[Problem]:
        """Say what is wrong with what was typed."""
        if self.preset and (wrong := problem(self.preset, self.password.text(), words)):
            yield Problem("password", wrong)
        elif self.password.text() != self.again.text():
            yield Problem("again", _("The two are not the same."))
