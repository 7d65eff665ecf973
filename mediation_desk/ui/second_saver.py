"""A form that somebody else saved meanwhile: compared field by field, chosen, saved (P17).

One piece for every form: of the open case (`ui/case/together.py`), and of what all share. Who
saves second is refused; what the other one saved is shown beside what is typed before anything
of it can be written over.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mediation_desk.domain.both_versions import Differing, differing, overlapping
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.i18n import _
from mediation_desk.ui.widgets.both_versions import BothVersions, Part
from mediation_desk.ui.widgets.contents import contents, fields_of, in_words, put

if TYPE_CHECKING:
    from mediation_desk.ui.jobs import Jobs
    from mediation_desk.ui.widgets.dialog import Dialog

Chosen = Mapping[str, str]
Asks = Callable[[Sequence[Part], Callable[[Chosen], object]], object]
"""Shows both versions, and hands on what was chosen."""

T = TypeVar("T")


class SecondSaver(QObject):
    """Stands by a form: remembers what its fields said when it was filled.

    `follows` are the attributes, with dots to those of its parts, that the form takes over from a
    fresh one once its person has chosen: what it rests on.
    """

    def __init__(self, form: QWidget, submit: Callable[[], object], *follows: str) -> None:
        super().__init__(form)
        self._form, self._submit, self._follows = form, submit, follows
        self._original: Chosen = {}
        self.remember()

    def remember(self, stored: QWidget | None = None) -> None:
        """Take what stands in the form, or in another one of its kind, for what is stored."""
        self._original = contents(stored or self._form)

    def began_from(self, texts: Chosen) -> None:
        """Take fields for begun from other texts: what was typed is older than what is stored."""
        self._original = {**self._original, **texts}

    def compare(self, fresh: QWidget, ask: Asks) -> None:
        """Compare with a form filled anew; what touches nothing of this one is no reason to ask."""
        theirs = contents(fresh)
        found = differing(self._original, theirs, contents(self._form))
        go_on = partial(self._go_on, fresh, theirs)
        if overlapping(found):
            ask(self._parts(fresh, found), go_on)
        else:
            go_on({})

    def _parts(self, fresh: QWidget, found: Sequence[Differing]) -> list[Part]:
        fields = fields_of(self._form) | fields_of(fresh)
        return [
            Part(
                caption=fields[one.field].accessibleName(),
                differing=one,
                words=partial(in_words, fields[one.field]),
            )
            for one in found
        ]

    def _go_on(self, fresh: QWidget, theirs: Chosen, chosen: Chosen) -> None:
        """Put what was chosen into the form, which rests on what is stored from now on."""
        fields = fields_of(self._form)
        for name, text in chosen.items():
            if name in fields:
                put(fields[name], text)
        for name in self._follows:
            _set(self._form, name, _get(fresh, name))
        fresh.deleteLater()
        self._original = dict(theirs)
        self._submit()


def _get(form: object, name: str) -> object:
    for part in name.split("."):
        form = getattr(form, part)
    return form


def _set(form: object, name: str, value: object) -> None:
    *parts, last = name.split(".")
    for part in parts:
        form = getattr(form, part)
    setattr(form, last, value)


class Shared(SecondSaver, Generic[T]):
    """Stands by a dialog about something that all desks share, such as a setting.

    `read` reads it as it is stored now, None where it is gone; `afresh` makes the same dialog
    from that.
    """

    def __init__(
        self,
        dialog: "Dialog",
        jobs: "Jobs",
        read: Callable[[], T | None],
        afresh: "Callable[[T], Dialog]",
        *follows: str,
    ) -> None:
        super().__init__(dialog, dialog.submit, *follows)
        self._dialog, self._jobs, self._read = dialog, jobs, read
        self._afresh: Callable[[T], Dialog] = afresh
        dialog.partner = self

    def overtaken(self) -> bool:
        """Only the refusal of a save tells."""
        return False

    def look(self) -> None:
        """Read what is stored now, and compare."""
        self._dialog.busy()
        self._jobs.ask(self._dialog, self._read, self._show, self._not_read)

    def _show(self, present: T | None) -> None:
        self._dialog.busy(False)
        if present is None:
            self._not_read(NotFound(_("This entry is not in the file (any more).")))
            return
        fresh = self._afresh(present)
        fresh.partner = None
        self.compare(fresh, partial(ask_both, self._dialog))

    def _not_read(self, error: DeskError) -> None:
        self._dialog.busy(False)
        self._dialog.complain(str(error))


def ask_both(
    parent: QWidget, parts: Sequence[Part], then: Callable[[Chosen], object]
) -> BothVersions:
    """Show both versions of something of which nobody is told who saved it."""
    told = _(
        "Somebody else saved this while you were typing. Nothing of yours is lost: choose for each"
        " field what is saved."
    )
    both = BothVersions(told, _("The other one"), parts, then, parent)
    both.open()
    return both
