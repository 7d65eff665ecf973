"""Below a column of a ledger that holds sums: their unit, and what its samples come to."""

from collections.abc import Mapping

from PySide6.QtCore import QObject

from mediation_desk.domain.past_cases import SumUnit
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named


class SumUnitLine(QObject):
    """The unit as it was told or is asked, and beside it the samples as yuan.

    So a factor of ten thousand is seen before the lines are read.
    """

    def __init__(
        self,
        column: int,
        heading: str,
        unit: SumUnit | None,
        understood: Mapping[SumUnit, tuple[str, ...]],
    ) -> None:
        super().__init__()
        self._understood = understood
        options = [("", _("— choose the unit —")), *((one.name, one.label) for one in SumUnit)]
        self.choice = named(
            Choice(options), f"ledger_unit_{column}", _("Unit of “{name}”").format(name=heading)
        )
        self.choice.set_code(unit.name if unit else "")
        self.choice.currentIndexChanged.connect(lambda _place: self._tell())
        self.told = label("", "small", name=f"ledger_understood_{column}", wrap=True)
        self._tell()

    def unit(self) -> SumUnit | None:
        """Return the unit that is chosen."""
        code = self.choice.code()
        return SumUnit[code] if code else None

    def show_if(self, holds_sums: bool) -> None:
        """Stand there only while the column holds sums."""
        self.choice.setVisible(holds_sums)
        self.told.setVisible(holds_sums)

    def _tell(self) -> None:
        unit = self.unit()
        if unit is None:
            self.told.setText(_("The ledger does not say in which unit these sums are written."))
            return
        sums = _("; ").join(self._understood.get(unit, ()))
        self.told.setText(_("Understood as {sums} yuan").format(sums=sums) if sums else "")
