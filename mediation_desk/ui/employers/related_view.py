"""Employers that belong together: the map, and the same as a list that opens and copies."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.relations import Relation, RelationMap
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.employers.map_view import MapView
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


_PAGE = QSize(900, 560)
"""What a page that lies has room for below its title, in points of a screen."""
_WIDTHS = (900, 1100, 1300, 1500, 1800)
"""So wide the map is drawn for paper: the first that is not too high for a page."""


class RelatedView(QWidget):
    """The map of one employer's surroundings."""

    opened = Signal(int)
    """Open another employer."""
    wanted_case = Signal(int, str)
    """Open the case in which two employers stand together."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        named(self, "employer_related", _("Related employers"))
        self._name = ""
        self.map = MapView()
        self.map.opened.connect(self.opened)
        self.told = label("", "small", name="related_told", wrap=True)
        self.copying = secondary(_("Copy the picture"), "map_copy", self.copy, "copy")
        self.saving = secondary(_("Save the picture…"), "map_save", self.save, "export")
        self._names: dict[int, str] = {}
        self.model: RowsModel[Relation] = RowsModel(
            (
                Column(title=_("Employer"), text=lambda t: self._names[t.one], strong=True),
                Column(title=_("Related as"), text=lambda t: t.bond.label),
                Column(title=_("What they share"), text=lambda t: t.word or "—"),
                Column(title=_("Related employer"), text=lambda t: self._names[t.other]),
            )
        )
        self.table = TableView("relations", _("Related employers"))
        self.table.use(self.model, (28, 16, 26, 28), 3)
        self.table.say_when_empty(
            _("No other employer shares the legal representative, the address or a case.")
        )
        self.table.opened.connect(lambda at: self._open(self.model.row(at)))
        self._centre = 0
        self._lay_out()

    def _lay_out(self) -> None:
        drawn = Card(
            _("Map of related employers"),
            name="map_card",
            note=_("A double click, or Enter, opens an employer"),
        )
        drawn.add(self.map)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.told, 1)
        foot.addWidget(self.copying)
        foot.addWidget(self.saving)
        drawn.body.addLayout(foot)
        listed = Card(
            _("The same as a list"), name="relations_card", note=_("A double click opens")
        )
        listed.add(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, Space.XS, 0)
        column.setSpacing(Space.M)
        column.addWidget(drawn)
        column.addWidget(listed, 1)

    def show_map(self, shown: RelationMap, name: str) -> None:
        """Show the employers around one."""
        self._centre, self._name = shown.centre, name
        self._names = {employer.id: employer.name for employer in shown.employers}
        self.map.show_map(shown)
        self.model.show(shown.relations)
        told = _(
            "A double frame is an employer under watch. The same name need not be the same person:"
            " check it in the register of companies."
        )
        if shown.left_out:
            told += _(" {n} more are left out.").format(n=shown.left_out)
        self.told.setText(told)
        rows = min(max(len(shown.relations), 2), 8)
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(rows * row + head + 4)

    def _open(self, tie: Relation) -> None:
        if tie.case_id is not None:
            self.wanted_case.emit(tie.case_id, "parties")
        else:
            self.opened.emit(tie.one if tie.other == self._centre else tie.other)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(self.map.image())
        self.told.setText(_("Picture copied."))

    def save(self) -> None:
        """Ask for a place and save the picture as PNG."""
        title = _("{name} – related employers").format(name=self._name)
        path = ask_save(
            self, _("Save the picture…"), f"{safe_name(title)}.png", "PNG (*.png)", "log"
        )
        if path is not None:
            self.save_to(path.with_suffix(".png"))

    def save_to(self, path: Path) -> None:
        """Save the picture to a place."""
        data = self.png()
        self.jobs.render(
            self,
            lambda _progress: write_whole(path, data),
            lambda written: self.told.setText(_("Saved: {name}").format(name=written.name)),
            self._refused,
        )

    def _refused(self, error: DeskError) -> None:
        self.told.setText(str(error))

    def png(self, width: int = 0) -> bytes:
        """Return the picture as PNG, as wide as here or so many points."""
        held = QByteArray()
        buffer = QBuffer(held)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.map.image(width).save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(held.data())

    def _fits(self, width: int) -> bool:
        size = self.map.size_at(width)
        return size.height() * _PAGE.width() <= size.width() * _PAGE.height()

    def print_text(self) -> str:
        """Return the picture and the list for the printer."""
        from base64 import b64encode

        from mediation_desk.ui.printing import table_html

        wide = next((one for one in _WIDTHS if self._fits(one)), _WIDTHS[-1])
        size = self.map.size_at(wide)
        shown = round(min(_PAGE.width(), size.width() * _PAGE.height() / size.height()))
        drawn = b64encode(self.png(wide)).decode("ascii")
        picture = f'<p><img width="{shown}" src="data:image/png;base64,{drawn}"></p>'
        return picture + (table_html(self.table.all_text()) if self.model.rowCount() else "")
