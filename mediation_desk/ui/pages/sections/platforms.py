"""The other platforms: which ones, and the order and names of what is copied to each."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from mediation_desk.domain.copy_out import VALUES
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.platforms import Platform, SheetField
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import platforms as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.listing import Listing
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.dialog import Dialog
from mediation_desk.ui.widgets.edge import edge
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.grid import CellEditing
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_TITLES = (N_("No."), N_("Value of the case"), N_("Name on the platform"))
_LABEL = 2


class PlatformsSection(Listing[Platform]):
    """Which platforms the centre fills too, each with its sheet."""

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(
            desk,
            jobs,
            "platforms",
            _("Other platforms"),
            (
                Column(title=_("Platform"), text=lambda p: p.name, tone=_tone, strong=True),
                Column(
                    title=_("Fields"), text=lambda p: str(len(p.fields)), tone=_tone, right=True
                ),
                Column(
                    title=_("State"),
                    text=lambda p: _("In use") if p.active else _("Not in use"),
                    tone=_tone,
                ),
            ),
            (24, 8, 10),
            _(
                "What is entered here once is copied from a sheet to other platforms. The order"
                " that ships is a proposal: arrange it as the platform's screens ask."
            ),
            _("Add a platform…"),
            Right.SETTINGS,
        )

    def show_settings(self, settings: Settings) -> None:
        """Show the platforms, those out of use last."""
        self.show_rows(sorted(settings.platforms, key=lambda platform: not platform.active))

    def open_new(self) -> None:
        """Open the form of a new platform."""
        usual = ("name", "id_number", "phone", "employer", "credit_code", "cause", "requests")
        fields = tuple(SheetField(code=code) for code in usual)
        self.edit(Platform(name="", fields=fields))

    def edit(self, row: Platform) -> None:
        """Open the form of a platform."""
        dialog = PlatformDialog(self.desk, self.jobs, row, self)
        dialog.accepted.connect(lambda: self.say(_("{name} is saved.").format(name=dialog.name)))
        dialog.open()


def _tone(platform: Platform) -> Tone:
    return Tone.PLAIN if platform.active else Tone.MUTED


class SheetModel(QAbstractTableModel):
    """The fields of a sheet in their order; the platform's own name is typed into its cell."""

    def __init__(self, fields: Sequence[SheetField]) -> None:
        super().__init__()
        self.fields = list(fields)

    def put(self, fields: Sequence[SheetField]) -> None:
        """Show other fields."""
        self.beginResetModel()
        self.fields = list(fields)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Count the fields."""
        return 0 if parent.isValid() else len(self.fields)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own form
        """Return the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    @edge
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(_TITLES[section])

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the platform's own name be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == _LABEL else flags

    @edge
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Show a cell."""
        if not index.isValid():
            return None
        field = self.fields[index.row()]
        if role == Qt.ItemDataRole.EditRole and index.column() == _LABEL:
            return field.label
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            title = VALUES[field.code].title if field.code in VALUES else field.code
            return (str(index.row() + 1), title, field.label or title)[index.column()]
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take the platform's own name for a field."""
        if role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        field = self.fields[index.row()]
        title = VALUES[field.code].title if field.code in VALUES else field.code
        text = str(value or "").strip()
        self.fields[index.row()] = replace(field, label="" if text == title else text)
        self.dataChanged.emit(index, index)
        return True


class SheetTable(TableView):
    """Alt+Up and Alt+Down move a field, Delete takes it away, Enter types its name."""

    def __init__(self, model: SheetModel) -> None:
        super().__init__("sheet_fields", _("Fields of the sheet"))
        self._sheet = model
        self.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            TableView.EditTrigger.EditKeyPressed | TableView.EditTrigger.DoubleClicked
        )
        self.setItemDelegate(CellEditing(self))
        self.use(model, (4, 22, 22), stretch=_LABEL)
        self.be_dense()

    def shift(self, step: int) -> None:
        """Move the field chosen up or down."""
        place = self.currentIndex().row()
        target = place + step
        fields = self._sheet.fields
        if place < 0 or not 0 <= target < len(fields):
            return
        fields[place], fields[target] = fields[target], fields[place]
        self._sheet.put(fields)
        self.selectRow(target)

    def remove(self) -> None:
        """Take the field chosen out of the sheet."""
        place = self.currentIndex().row()
        if place >= 0:
            self._sheet.put([f for n, f in enumerate(self._sheet.fields) if n != place])
            self.selectRow(min(place, self._sheet.rowCount() - 1))

    def insert(self, code: str) -> None:
        """Put a value after the field chosen."""
        fields = self._sheet.fields
        place = self.currentIndex().row() + 1 or len(fields)
        self._sheet.put([*fields[:place], SheetField(code=code), *fields[place:]])
        self.selectRow(place)

    def content(self) -> str:
        """Return the sheet as one text, a line for each field."""
        return "\n".join(f"{field.code}\t{field.label}" for field in self._sheet.fields)

    def put_content(self, text: str) -> None:
        """Show the sheet of such a text."""
        self._sheet.put([SheetField(code=code, label=label) for code, label in _lines(text)])

    def content_in_words(self, text: str) -> str:
        """Say such a text as it is shown, a line for each field."""
        titled = (
            (VALUES[code].title if code in VALUES else code, own) for code, own in _lines(text)
        )
        return "\n".join(f"{title} · {own}" if own else title for title, own in titled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove, or type the name."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        match event.key():
            case Qt.Key.Key_Up if alt:
                self.shift(-1)
            case Qt.Key.Key_Down if alt:
                self.shift(1)
            case Qt.Key.Key_Delete:
                self.remove()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.currentIndex().isValid():
                self.edit(self._sheet.index(self.currentIndex().row(), _LABEL))
            case _:
                super().keyPressEvent(event)


class PlatformDialog(Dialog):
    """Name, in use or not, and the fields of the sheet in the order of the platform's screens."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, platform: Platform, parent: QWidget | None = None
    ) -> None:
        title = platform.name or _("New platform")
        super().__init__(title, _("Save"), name="platform_dialog", parent=parent)
        self.edits(platform.id)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs, self._platform = desk, jobs, platform
        self.name_edit = QLineEdit(platform.name)
        self.active = named(QCheckBox(_("In use")), "active", _("In use"))
        self.active.setChecked(platform.active)
        self.model = SheetModel(platform.fields)
        self.table = SheetTable(self.model)
        self.catalogue = named(Choice(searchable=True), "catalogue", _("Value to add"))
        self.catalogue.offer(
            (value.code, f"{value.group.label} · {value.title}") for value in VALUES.values()
        )
        self._lay_out()
        if platform.fields:
            self.table.selectRow(0)
        if platform.id:
            Shared(
                self,
                jobs,
                partial(service.stored, desk, platform.id),
                lambda now: PlatformDialog(desk, jobs, now, parent),
                "_platform",
            )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.M)
        name = FormField(_("Name of the platform"), self.name_edit, "name", required=True)
        top.addWidget(self.fields.add(name), 1)
        top.addWidget(self.active)
        self.body.addLayout(top)
        room = self.screen().availableGeometry().height() - 390
        self.table.setMinimumHeight(max(150, min(380, room)))
        sheet = FormField(_("Fields in the order of the platform's screens"), self.table, "fields")
        self.body.addWidget(self.fields.add(sheet), 1)
        adding = QHBoxLayout()
        adding.setSpacing(Space.S)
        adding.addWidget(self.catalogue, 1)
        adding.addWidget(secondary(_("Add the value"), "sheet_add", self.add))
        self.body.addLayout(adding)
        bar = QHBoxLayout()
        bar.setSpacing(Space.S)
        for text, button, act in (
            (_("Up"), "sheet_up", lambda: self.table.shift(-1)),
            (_("Down"), "sheet_down", lambda: self.table.shift(1)),
            (_("Take out"), "sheet_remove", self.table.remove),
        ):
            bar.addWidget(secondary(text, button, act))
        bar.addStretch(1)
        self.body.addLayout(bar)
        self.setMinimumWidth(640)

    @property
    def name(self) -> str:
        """The name typed."""
        return self.name_edit.text().strip()

    def add(self) -> None:
        """Put the value chosen after the current field."""
        if code := self.catalogue.code():
            self.table.insert(code)

    def explain(self, error: DeskError) -> None:
        """Show what is wrong with single fields at the table, and go to the first of them."""
        if self.compares(error):
            return
        told = [_at_table(problem) for problem in error.problems]
        places = [int(p.field.split(".")[1]) for p in error.problems if "." in p.field]
        if places:
            self.table.selectRow(places[0])
        super().explain(DeskError(str(error), told))

    def submit(self) -> None:
        """Save the platform."""
        platform = replace(
            self._platform,
            name=self.name,
            active=self.active.isChecked(),
            fields=tuple(self.model.fields),
        )
        self.busy()
        self._jobs.do(
            self,
            partial(
                service.save_platform, self._desk, platform, self._platform if platform.id else None
            ),
            lambda _key: self.accept(),
            self.explain,
        )


def _lines(text: str) -> list[tuple[str, str]]:
    parted = (line.partition("\t") for line in text.split("\n") if line)
    return [(code, own) for code, _tab, own in parted]


def _at_table(problem: Problem) -> Problem:
    field, _dot, place = problem.field.partition(".")
    if not place:
        return problem
    text = _("Field {n}: {problem}").format(n=int(place) + 1, problem=problem.text)
    return Problem(field, text)
