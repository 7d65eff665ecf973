"""A package that was received set aside with a reason, or counted again; what is missing above."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.period import Period
from mediation_desk.domain.rollup import Received
from mediation_desk.i18n import _
from mediation_desk.services import rollup_receiving
from mediation_desk.services.rollup_names import first_named
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.region.form import Form
from mediation_desk.ui.widgets.dialog import Question
from mediation_desk.ui.widgets.labels import label

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

_NAMED = 6


class AsideDialog(Form):
    """Asks which package of a region no longer counts, and why; or lets one count again."""

    def __init__(self, desk: "Desk", jobs: Jobs, held: Sequence[Received], parent: QWidget) -> None:
        super().__init__(desk, jobs, _("Set a package aside"), name="package_aside", parent=parent)
        self.edits()
        self._held = {str(one.id): one for one in held}
        counting = next((one for one in held if not (one.set_aside or one.left_out)), held[0])
        self.package = self.choice(
            _("Package"),
            [(key, named_package(one)) for key, one in self._held.items()],
            str(counting.id),
            "package",
        )
        self.reason = self.line(_("Reason"), "", "reason", required=True)
        self.told = label("", "small", name="package_aside_words", wrap=True)
        self.body.addWidget(self.told)
        self.package.currentIndexChanged.connect(lambda _place: self._show())
        self._show()

    def _show(self) -> None:
        """Show what happens to the package chosen."""
        one = self._held[self.package.code()]
        self.fields["reason"].setVisible(not one.set_aside)
        self.ok.setText(_("Count it again") if one.set_aside else _("Set aside"))
        self.told.setText(
            _("It was set aside: {reason}").format(reason=one.set_aside)
            if one.set_aside
            else _(
                "It stays kept but is no longer added up. Where the same sender had sent one"
                " before, that one counts again. Packages from below that came with it count only"
                " while it does."
            )
        )

    def submit(self) -> None:
        """Set it aside, or let it count again."""
        one = self._held[self.package.code()]
        if one.set_aside:
            self.carry_out(partial(rollup_receiving.count_again, self.desk, one.id))
        else:
            job = partial(rollup_receiving.set_aside, self.desk, one.id, self.reason.text())
            self.carry_out(job)


def named_package(one: Received) -> str:
    """Return a package as it is chosen: its sender, number and cases."""
    text = _("{sender}, no. {n}, {cases} cases").format(
        sender=one.sender, n=one.sequence, cases=one.rows
    )
    if one.left_out:
        return f"{text}{_(' (no longer carried)')}"
    return f"{text}{_(' (set aside)')}" if one.set_aside else text


def ask_without(
    period: Period,
    missing: Sequence[str],
    corrected: int,
    make: Callable[[], object],
    parent: QWidget,
) -> None:
    """Make a package, after a question where regions or corrections are missing in it."""
    told = []
    if missing:
        told.append(_without_areas(period, missing))
    if corrected:
        told.append(_without_corrections(period, corrected))
    if not told:
        make()
        return
    without = _("Make the package without them?")
    title = without if missing else _("Make the package without the changes?")
    text = "\n\n".join(told)
    Question(title, text, _("Make the package"), make, name="make_without", parent=parent).open()


def _without_areas(period: Period, missing: Sequence[str]) -> str:
    named = first_named(missing, _NAMED)
    return _(
        "{n} areas have not reported for {period}: {areas}. Their cases are not in the package."
        " When they report later, a correction of it can be made."
    ).format(n=len(missing), period=period.name, areas=named)


def _without_corrections(period: Period, corrected: int) -> str:
    return _(
        "{n} cases were corrected or added after {period} was locked. The package is made of what"
        " was locked: these changes are not in it, and one that was made already is written again"
        " under its number. To report them, unlock the period, lock it again and make the package:"
        " it has the next number. Where a later period is locked, they count as its adjustment."
    ).format(n=corrected, period=period.name)
