"""One standard of points (计分标准): the centre's own numbers, from a day on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.errors import Invalid, Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.points import Ended, FileLevel, Ground, Standard
from mediation_desk.i18n import _
from mediation_desk.services import points as service
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.points.number_edit import NumberEdit
from mediation_desk.ui.points.standard_rows import BandRow, LevelRow
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.region.row_list import RowList
from mediation_desk.ui.second_saver import Shared
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.fields import FormField
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class StandardDialog(Form):
    """Fields of a standard; one that was taken over is only shown."""

    def __init__(self, desk: "Desk", jobs: Jobs, standard: Standard, parent: QWidget) -> None:
        super().__init__(desk, jobs, _("Standard of points"), name="standard_dialog", parent=parent)
        self.edits(standard.id)
        self._standard = standard
        self._fixed = standard.taken_over_on is not None
        words = _(
            "No rule fixes points, weights or sums. These are the centre's own; a new standard "
            "begins as a neutral example without money. It counts only once it is taken over."
        )
        self.body.addWidget(label(words, "small", name="standard_words", wrap=True))
        self.beside()
        self.since = self.day(_("In force from"), standard.since, "since", required=True)
        self.yuan = self.money(_("Yuan a point"), standard.yuan_per_point or None, "yuan")
        self.basis = self.line(
            _("Rests on (document, number, day)"),
            standard.basis,
            "basis",
            hint=_("Where a sum is paid for each file, enter it as points and 1 yuan a point."),
        )
        self._rows()
        self._numbers()
        self.setMinimumWidth(720)
        if self._fixed:
            self._only_show()
        elif standard.id:
            Shared(
                self,
                jobs,
                partial(service.stored, desk, standard.id),
                lambda now: StandardDialog(desk, jobs, now, parent),
                "_standard",
            )

    def _rows(self) -> None:
        standard = self._standard
        self.levels: RowList[LevelRow] = RowList(
            "levels",
            _("Levels of files"),
            _("Another level"),
            lambda: LevelRow(FileLevel(name="")),
        )
        for level in standard.levels:
            self.levels.add(LevelRow(level))
        hint = _(
            "Name · points · weight in the caseload · from so many workers · from so much claimed. "
            "The first level is every file's; a later one goes before. The supervisor may set the "
            "level of a file by hand."
        )
        self.field(_("Levels of files"), self.levels, "levels", hint=hint)
        self.bands: RowList[BandRow] = RowList(
            "bands", _("Points for the size of a group"), _("Another size"), BandRow
        )
        for band in standard.bands:
            self.bands.add(BandRow(band))
        for rows in (self.levels, self.bands):
            rows.add_button.clicked.connect(lambda _checked=False: self.grow())

    def _numbers(self) -> None:
        standard = self._standard
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.outcomes: dict[Ended, NumberEdit] = {}
        for ended in Ended:
            editor = NumberEdit(standard.outcomes.get(ended, ZERO))
            self.outcomes[ended] = editor
            row.addWidget(self.fields.add(FormField(ended.label, editor, ended.value)), 1)
        self.body.addWidget(label(_("Points for the outcome"), "small"))
        self.body.addLayout(row)
        self.beside()
        self.visit = NumberEdit(standard.visit)
        self.performed = NumberEdit(standard.performed)
        self.field(Ground.VISIT.label, self.visit, "visit")
        self.field(Ground.PERFORMED.label, self.performed, "performed")
        hint = _("From how many workers · points. The highest size that a group reaches counts.")
        self.field(_("Points for the size of a group"), self.bands, "bands", hint=hint)

    def _only_show(self) -> None:
        for editor in self.findChildren(QWidget):
            if editor.objectName() in ("levels", "bands"):
                editor.setEnabled(False)
        fixed = (self.since, self.yuan, self.basis, self.visit, self.performed)
        for shown in (*fixed, *self.outcomes.values()):
            shown.setEnabled(False)
        self.ok.hide()
        self.cancel.setText(_("Close"))

    def value(self) -> Standard:
        """Return the standard as it stands here."""
        return Standard(
            id=self._standard.id,
            version=self._standard.version,
            since=self.since.day() or self._standard.since,
            basis=self.basis.text().strip(),
            yuan_per_point=self.yuan.amount() or ZERO,
            levels=tuple(row.value() for row in self.levels.rows),
            bands=tuple(row.value() for row in self.bands.rows),
            outcomes={
                ended: number for ended, editor in self.outcomes.items()
                if (number := editor.number())
            },
            visit=self.visit.number(),
            performed=self.performed.number(),
        )  # fmt: skip

    def submit(self) -> None:
        """Save the standard; it does not count yet."""
        if not self.readable():
            return
        misread = [
            Problem(field, text)
            for field, rows in (("levels", self.levels.rows), ("bands", self.bands.rows))
            for row in rows
            if (text := row.problem())
        ]
        if misread:
            self.explain(Invalid(misread))
            return
        value = self.value()
        self.carry_out(lambda: service.save_standard(self.desk, value))
