"""Small dialogs of the roll-up: the region reported for, whose package is expected, its history."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.regions import is_code, is_known
from mediation_desk.domain.rights import Right
from mediation_desk.domain.rollup import BoardLine, Own, Received, Unit
from mediation_desk.i18n import _
from mediation_desk.services import rollup
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


class RegionDialog(Form):
    """Asks for which region the centre reports."""

    def __init__(self, desk: "Desk", jobs: Jobs, own: Own, parent: QWidget) -> None:
        super().__init__(
            desk, jobs, _("Region that is reported for"), name="report_region", parent=parent
        )
        self.edits()
        self.code = self.line(
            _("Code of the area"),
            own.region,
            "region",
            hint=_("Six figures: a county 130702, a city 130700, a province 130000"),
            required=True,
        )
        self.compared = self.tick(_("The code was compared and is right"), False, "region_compared")
        self.compared.hide()
        self.code.textChanged.connect(self._typed)
        told = _("Packages are received from the regions below it; a county receives none.")
        self.body.addWidget(label(told, "small", name="report_region_words", wrap=True))

    def _typed(self, text: str) -> None:
        """Ask nothing of a code that the list has; what was ticked was of another one."""
        self.compared.setChecked(False)
        if not is_code(text.strip()) or is_known(text.strip()):
            self.compared.hide()

    def explain(self, error: DeskError) -> None:
        """Show a refusal; of a code that the list lacks also where to say that it is right."""
        super().explain(error)
        code = self.code.text().strip()
        self.compared.setVisible(is_code(code) and not is_known(code))
        self.grow()

    def submit(self) -> None:
        """Save it."""
        compared = self.compared.isChecked() and not self.compared.isHidden()
        job = partial(rollup.set_region, self.desk, self.code.text(), compared=compared)
        self.carry_out(job)


class UnitDialog(Form):
    """A region with whether its package is expected, and what was received of it."""

    wants_aside = Signal()

    def __init__(
        self,
        desk: "Desk",
        jobs: Jobs,
        line: BoardLine | None,
        held: Sequence[Received],
        parent: QWidget,
    ) -> None:
        title = line.unit.name if line else _("Another region that reports")
        super().__init__(desk, jobs, title, name="report_unit", parent=parent)
        self.edits(line.unit.id if line else "")
        self._unit = line.unit if line else Unit(code="", name="")
        self.code = self.line(_("Code of the area"), self._unit.code, "code", required=True)
        self._new = line is None
        self.code.setReadOnly(not self._new)
        self.name = self.line(_("Name of the area"), self._unit.name, "name", required=True)
        self.expected = self.tick(
            _("Its package is expected"), self._unit.expected, "unit_expected"
        )
        if line is not None:
            text = "\n".join(_told(one) for one in held) or _("Nothing was received yet.")
            shown = label(text, "small", name="unit_history", wrap=True)
            self.body.addWidget(label(_("Packages of this period"), "strong"))
            self.body.addWidget(shown)
            for said in line.twice_with:
                self.body.addWidget(
                    label(said, "small", name="unit_twice", tone=Tone.WARN, wrap=True)
                )
        self.aside = link(_("Set a package aside…"), "unit_aside", self._set_aside)
        self.aside.setVisible(bool(held) and desk.actor.may(Right.SUPERVISE))
        self.body.addWidget(self.aside)

    def _set_aside(self) -> None:
        """Leave this for the dialog that asks which package, and why."""
        self.reject()
        self.wants_aside.emit()

    def submit(self) -> None:
        """Save it."""
        unit = replace(
            self._unit,
            code=self.code.text(),
            name=self.name.text(),
            expected=self.expected.isChecked(),
        )
        self.carry_out(partial(rollup.set_unit, self.desk, unit, new=self._new))


def _told(one: Received) -> str:
    text = _("No. {n}, {cases} cases, made {made}, received {received} by {name}").format(
        n=one.sequence,
        cases=one.rows,
        made=f"{beijing(one.made_at):%Y-%m-%d %H:%M}",
        received=f"{beijing(one.received_at):%Y-%m-%d %H:%M}",
        name=one.received_by,
    )
    if one.through:
        text += _("; ") + _("came with the package of {sender}").format(sender=one.through)
    if one.left_out:
        text += _("; ") + _("no longer carried by {sender}: does not count").format(
            sender=one.through
        )
    if one.set_aside:
        text += _("; ") + _("set aside: {reason}").format(reason=one.set_aside)
    return _("{sender}: {told}").format(sender=one.sender, told=text)
