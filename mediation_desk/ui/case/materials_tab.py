"""Materials and dossier (材料与卷宗): what was handed in, and the file that is bound of it all."""

from collections.abc import Iterator

from PySide6.QtWidgets import QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import N_
from mediation_desk.ui.case.materials_panel import MaterialsPanel
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.theme import Space


class MaterialsTab(CaseTab):
    """The materials of the case."""

    KEY, TITLE = "materials", N_("Materials")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self.materials = MaterialsPanel(self.case)
        yield
        self.materials.noticed.connect(self.noticed)
        self.materials.said.connect(self.said)
        self.materials.listing.connect(lambda side: self.wanted_tab.emit(f"papers/D-21:{side}"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.materials, 1)

    def show_case(self, case: CaseFile) -> None:
        """Show the materials of the case."""
        self.materials.show_case(case)

    def came_up(self) -> None:
        """Look at the scanner's folder."""
        self.materials.came_up()
