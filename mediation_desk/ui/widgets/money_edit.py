"""A sum as people type it."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.money import figures, parse
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.read_edit import ReadEdit


class MoneyEdit(ReadEdit):
    """Reads 1.2万, ¥12,000 or 12000.5 and shows the sum understood."""

    note_on_left = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setPlaceholderText(_("yuan"))
        self.setMinimumWidth(110)

    def amount(self) -> Decimal | None:
        """Return the sum understood, None while empty or unreadable."""
        return None if self.problem() or not self.text().strip() else parse(self.text())

    def set_amount(self, amount: Decimal | None) -> None:
        """Show a sum, or nothing."""
        self.setText("" if amount is None else figures(amount))

    def understand(self, text: str) -> str:
        """Show the sum where it was typed another way."""
        plain = figures(parse(text))
        return _("yuan") if text.strip() == plain else _("= {amount} yuan").format(amount=plain)

    def canonical(self) -> str:
        """Leave the sum as 12,000.00."""
        return figures(parse(self.text()))
