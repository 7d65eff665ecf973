"""Materials and dossier (材料、立卷): what was handed in, and the file that is bound of it all."""

from collections.abc import Iterator

from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QTabBar, QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case.dossier_panel import DossierPanel
from mediation_desk.ui.case.material_preview import MaterialPreview
from mediation_desk.ui.case.materials_panel import MaterialsPanel
from mediation_desk.ui.case.scans_card import ScansCard
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.naming import named

MATERIALS, DOSSIER = range(2)


class MaterialsTab(CaseTab):
    """The materials of the case, and its dossier."""

    KEY, TITLE = "materials", N_("Materials and dossier")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        preview = MaterialPreview()
        yield
        scans = ScansCard(self.case.jobs)
        yield
        self.materials = MaterialsPanel(self.case, preview, scans)
        yield
        self.dossier = DossierPanel(self.case)
        yield
        self.parts = named(QTabBar(), "materials_parts", _("Parts of the materials"))
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        self.stack = QStackedWidget(self)
        for text, panel in ((_("Materials"), self.materials), (_("Dossier"), self.dossier)):
            self.parts.addTab(text)
            self.stack.addWidget(panel)
            yield
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.parts)
        inside.addWidget(self.stack, 1)
        self._part_chosen(MATERIALS)
        self.parts.currentChanged.connect(self._part_chosen)
        self.materials.noticed.connect(self.noticed)
        for panel in (self.materials, self.dossier):
            panel.said.connect(self.said)
        self.materials.listing.connect(lambda side: self.wanted_tab.emit(f"papers/D-21:{side}"))
        self.dossier.wanted_tab.connect(self.wanted_tab)

    def _part_chosen(self, part: int) -> None:
        """Show a part; only the one in view asks for room."""
        for place in range(self.stack.count()):
            asks = QSizePolicy.Policy.Preferred if place == part else QSizePolicy.Policy.Ignored
            self.stack.widget(place).setSizePolicy(asks, asks)
        self.stack.setCurrentIndex(part)

    def show_case(self, case: CaseFile) -> None:
        """Show the materials of the case, and check its dossier."""
        self.materials.show_case(case)
        self.dossier.show_case(case)

    def came_up(self) -> None:
        """Look at the scanner's folder."""
        self.materials.came_up()

    def lead_part(self, part: str) -> None:
        """Bring up the list of materials, with the one of a key chosen, or the dossier."""
        self.parts.setCurrentIndex(DOSSIER if part == "dossier" else MATERIALS)
        if key := part.partition(":")[2]:
            self.materials.choose_rows([int(key)])

    def table_text(self) -> str:
        """Return the table of the part in view for the printer."""
        shown = self.stack.currentIndex() == DOSSIER
        return (self.dossier.table if shown else self.materials.table).all_text()
