"""Offers to print boxes for the characters that no font here has, to write them in by hand."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.naming import named


class ByHand(QWidget):
    """A button that stands beside the refusal of a paper for characters that no font has."""

    def __init__(self, name: str, again: Callable[[], object]) -> None:
        super().__init__()
        self._again = again
        self._characters: tuple[str, ...] = ()
        text = _("Print boxes, to write these characters by hand")
        self.button = secondary(text, f"{name}_button", self._agree)
        self.button.setToolTip(
            _("Holds for these characters in every paper until the program ends.")
        )
        inside = QHBoxLayout(named(self, name, text))
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.button)
        inside.addStretch(1)
        self.hide()

    def offer(self, error: DeskError | None = None) -> None:
        """Show the button where a paper was refused for such characters."""
        self.offer_for(error.characters if isinstance(error, Unprintable) else ())

    def offer_for(self, characters: tuple[str, ...]) -> None:
        """Show the button for characters, or hide it where there are none."""
        self._characters = characters
        self.setVisible(bool(self._characters))

    def _agree(self) -> None:
        from mediation_desk.documents.unprintable import write_by_hand  # loaded with the refusal

        write_by_hand(self._characters)
        self.offer()
        self._again()
