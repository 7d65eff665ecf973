"""A form about the open case that somebody else saved meanwhile: compared, chosen, saved (P17)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.journal import Entry
from mediation_desk.i18n import _
from mediation_desk.services import others
from mediation_desk.ui.case.acts import act_name
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.second_saver import Chosen, SecondSaver
from mediation_desk.ui.widgets.both_versions import BothVersions, Part
from mediation_desk.ui.widgets.dialog import Dialog

_EARLIER = 0
"""A version that no case has: one before all of them."""


def show_both(
    case: OpenCase,
    parts: Sequence[Part],
    then: Callable[[Chosen], object],
    parent: QWidget,
) -> None:
    """Show both versions beside each other, with who saved the other one and when."""
    file, desk = case.file, case.desk
    if file is None:
        return
    key = file.id

    def show(last: Entry | None) -> None:
        BothVersions(_told(last), _theirs(last), parts, then, parent).open()

    case.read(lambda: others.last_of_others(desk, key), show)


def _theirs(last: Entry | None) -> str:
    return _("By {name}").format(name=last.actor) if last else _("The other one")


def _told(last: Entry | None) -> str:
    if last is None:
        return _("This was saved elsewhere while you were typing. Nothing of yours is lost.")
    return _(
        "{name} saved this case at {time} ({act}) while you were typing. Nothing of yours is lost:"
        " choose for each field what is saved."
    ).format(
        name=last.actor,
        time=f"{last.at.astimezone(BEIJING):%H:%M}",
        act=act_name(last.doing),
    )


class Together(SecondSaver):
    """Stands by a dialog about the open case.

    `afresh` makes the same dialog anew from the case as it stands; `follows` are the attributes
    that the dialog takes over from it once its person has chosen.
    """

    def __init__(
        self,
        dialog: Dialog,
        case: OpenCase,
        afresh: Callable[[], Dialog],
        *follows: str,
    ) -> None:
        super().__init__(dialog, dialog.go, *follows)
        assert case.file is not None, "a form of a case that is shown"
        self._dialog, self._case, self._afresh = dialog, case, afresh
        self._version = self._present = case.file.version
        dialog.partner = self

    def began_from(self, texts: Chosen) -> None:
        """Compare before the next save: the case was saved since these fields were begun."""
        super().began_from(texts)
        self._version = _EARLIER

    def overtaken(self) -> bool:
        """Say whether the case was saved since the form was filled; both are compared then."""
        if self._case.file is None or self._case.file.version == self._version:
            return False
        self.look()
        return True

    def look(self) -> None:
        """Compare with the case as it stands; what touches nothing of this form is saved beside."""
        file, dialog = self._case.file, self._dialog
        if file is None or file.version == self._version:
            dialog.complain(str(Stale()))
            return
        try:
            fresh = self._afresh()
        except DeskError as error:  # what was edited has gone
            dialog.complain(str(error))
            return
        fresh.partner = None
        self._present = file.version
        self.compare(fresh, lambda parts, then: show_both(self._case, parts, then, dialog))

    def _go_on(self, fresh: QWidget, theirs: Chosen, chosen: Chosen) -> None:
        """Rest on what was shown; whoever saved after that is compared with in turn."""
        self._version = self._present
        super()._go_on(fresh, theirs, chosen)
