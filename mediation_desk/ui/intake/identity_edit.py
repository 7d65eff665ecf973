"""Numbers that identify, with what they tell shown inside the field."""

from PySide6.QtWidgets import QWidget

from mediation_desk.domain import identifiers
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.identifiers import Finding
from mediation_desk.domain.people import Sex
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.read_edit import ReadEdit


class ResidentIdEdit(ReadEdit):
    """An identity number; shows sex and birthday. Of a passport it understands nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = False
        self.setMaxLength(40)

    def take_anything(self, plain: bool) -> None:
        """Take numbers of other documents as they are."""
        self._plain = plain
        self._reread(self.text())

    def finding(self) -> Finding | None:
        """Return what is wrong with the number, if anything."""
        if self._plain or not self.text().strip():
            return None
        return identifiers.check_resident_id(self.text())

    def understand(self, text: str) -> str:
        """Show sex and birthday; a number that cannot be one is not understood."""
        if self._plain:
            return ""
        finding = identifiers.check_resident_id(text)
        if finding and finding.fatal:
            raise DeskError(finding.text)
        sex, born = Sex.of(identifiers.sex_of(text)), identifiers.born_of(text)
        return f"{sex.label} · {born.isoformat()}" + (" ?" if finding else "")

    def canonical(self) -> str:
        """Leave the number in plain digits, X in capitals."""
        return self.text().strip() if self._plain else identifiers.normalise_id(self.text())


class CreditCodeEdit(ReadEdit):
    """A unified social credit code; shows a tick when its check character fits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(40)

    def finding(self) -> Finding | None:
        """Return what is wrong with the code, if anything."""
        return identifiers.check_credit_code(self.text()) if self.text().strip() else None

    def understand(self, text: str) -> str:
        """Show that the code is sound, or that it is in doubt."""
        finding = identifiers.check_credit_code(text)
        if finding and finding.fatal:
            raise DeskError(finding.text)
        return "?" if finding else _("✓ sound")

    def canonical(self) -> str:
        """Leave the code in plain capitals and digits."""
        return identifiers.normalise_code(self.text())


class PhoneEdit(ReadEdit):
    """A telephone number; a doubtful one is kept as typed and marked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(60)

    def understand(self, text: str) -> str:
        """Mark a number that does not look like one."""
        return "?" if identifiers.check_phone(text) else ""

    def doubt(self) -> str:
        """Say that the number does not look like one."""
        finding = identifiers.check_phone(self.text())
        return finding.text if finding else ""
