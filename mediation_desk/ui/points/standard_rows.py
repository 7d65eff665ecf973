"""Rows of a standard of points: levels of files, and bands of groups."""

from PySide6.QtWidgets import QLineEdit, QWidget

from mediation_desk.domain.money import ZERO
from mediation_desk.domain.points import Band, FileLevel
from mediation_desk.i18n import _
from mediation_desk.ui.points.number_edit import NumberEdit, caption_of
from mediation_desk.ui.region.row_list import Row
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.naming import named


class LevelRow(Row):
    """Name, points, weight, and from how many workers or how much claimed a file has the level."""

    def __init__(self, level: FileLevel) -> None:
        self.name = named(QLineEdit(level.name), "level_name", _("Name of the level"))
        self.name.setPlaceholderText(_("Name of the level"))
        self.points = named(NumberEdit(level.points), "level_points")
        self.weight = named(NumberEdit(level.weight), "level_weight")
        self.workers = named(NumberEdit(level.from_workers, whole=True), "level_workers")
        self.claimed = named(MoneyEdit(), "level_claimed")
        self.claimed.set_amount(level.from_claimed or None)
        for editor, text in (
            (self.points, _("Points")),
            (self.weight, _("Weight")),
            (self.workers, _("From so many workers")),
            (self.claimed, _("From so much claimed")),
        ):
            caption_of(editor, text)
        fields: tuple[tuple[QWidget, int], ...] = (
            (self.name, 5), (self.points, 2), (self.weight, 2), (self.workers, 3),
            (self.claimed, 4),
        )  # fmt: skip
        super().__init__("level", fields)

    def value(self) -> FileLevel:
        """Return the level as it stands here."""
        return FileLevel(
            name=self.name.text().strip(),
            points=self.points.number(),
            weight=self.weight.number(),
            from_workers=int(self.workers.number()),
            from_claimed=self.claimed.amount() or ZERO,
        )

    def problem(self) -> str:
        """Return what cannot be read here."""
        editors = (self.points, self.weight, self.workers, self.claimed)
        return next((text for editor in editors if (text := editor.problem())), "")


class BandRow(Row):
    """From how many workers, and the points for it."""

    def __init__(self, band: Band | None = None) -> None:
        self.workers = named(NumberEdit(band.from_workers if band else 0, whole=True), "band_from")
        self.points = named(NumberEdit(band.points if band else 0), "band_points")
        caption_of(self.workers, _("From so many workers"))
        caption_of(self.points, _("Points for the group"))
        super().__init__("band", ((self.workers, 1), (self.points, 1)))

    def value(self) -> Band:
        """Return the band as it stands here."""
        return Band(from_workers=int(self.workers.number()), points=self.points.number())

    def problem(self) -> str:
        """Return what cannot be read here."""
        return self.workers.problem() or self.points.problem()
