"""A form about the open case that somebody else saved meanwhile: compared, chosen, saved (P17)."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.both_versions import Differing, differing, overlapping
from mediation_desk.domain.day_text import BEIJING
from mediation_desk.domain.errors import DeskError, Stale
from mediation_desk.domain.journal import Entry
from mediation_desk.i18n import _
from mediation_desk.services import others
from mediation_desk.ui.case.acts import act_name
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.widgets.both_versions import BothVersions, Part
from mediation_desk.ui.widgets.contents import contents, fields_of, in_words, put
from mediation_desk.ui.widgets.dialog import Dialog

Chosen = Mapping[str, str]


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


class Together(QObject):
    """Stands by a dialog: remembers what its fields said when it was filled.

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
        super().__init__(dialog)
        assert case.file is not None, "a form of a case that is shown"
        self._dialog, self._case, self._afresh = dialog, case, afresh
        self._follows = follows
        self._original = contents(dialog)
        self._version = case.file.version
        dialog.partner = self

    def overtaken(self) -> bool:
        """Say whether the case was saved since the form was filled; both are compared then."""
        if self._case.file is None or self._case.file.version == self._version:
            return False
        self.look()
        return True

    def look(self) -> None:
        """Compare; what touches nothing of this form is no reason to ask."""
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
        theirs = contents(fresh)
        found = differing(self._original, theirs, contents(dialog))
        if not overlapping(found):
            self._go_on({}, fresh, theirs, file.version)
            return
        version = file.version
        show_both(
            self._case,
            self._parts(fresh, found),
            lambda chosen: self._go_on(chosen, fresh, theirs, version),
            dialog,
        )

    def _parts(self, fresh: Dialog, found: Sequence[Differing]) -> list[Part]:
        fields = fields_of(self._dialog) | fields_of(fresh)

        def part(one: Differing) -> Part:
            editor = fields[one.field]
            return Part(
                caption=editor.accessibleName(),
                differing=one,
                words=lambda text: in_words(editor, text),
            )

        return [part(one) for one in found]

    def _go_on(self, chosen: Chosen, fresh: Dialog, theirs: Chosen, version: int) -> None:
        """Put what was chosen into the form, which rests on the newer case from now on."""
        fields = fields_of(self._dialog)
        for name, text in chosen.items():
            if name in fields:
                put(fields[name], text)
        for name in self._follows:
            setattr(self._dialog, name, getattr(fresh, name))
        fresh.deleteLater()
        self._original, self._version = dict(theirs), version
        self._dialog.submit()
