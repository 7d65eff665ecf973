"""What every page of the window offers to the frame around it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import N_, _
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.parts import InParts

if TYPE_CHECKING:  # the desk brings SQLAlchemy along: the worker loads it, not the window
    from mediation_desk.domain.journal import Entry
    from mediation_desk.services.desk import Desk

Undo = Callable[[], None]

Printable = str | Callable[[], str]
"""Simple HTML for the printer, or where there is much what writes it: in a worker."""


class Page(QWidget, InParts):
    """One page beside the rail. The frame asks it to refresh, to help, to print, to escape.

    A page says in `build` how it is made. The frame makes it a part at a time, so that the window
    answers in between; made by itself, it is whole at once.
    """

    NAME: ClassVar[str]
    """The page's objectName."""
    TITLE: ClassVar[str]
    """What the head calls the page, in English."""
    UNDOES: ClassVar[frozenset[str]] = frozenset()
    """The tables whose last act, of the person there, is undone and done again on the page."""
    NO_UNDO: ClassVar[str] = N_(
        "Nothing is changed on this page itself. What was done in a case is undone in that case."
    )
    """Why nothing is undone on a page without tables of its own, in English."""

    retitled = Signal(str)
    """The head should show this title."""
    noticed = Signal(str, object)
    """A quiet notice: a sentence, and what its button “Undo” does (or None)."""
    offered = Signal(str, str, object)
    """A quiet notice with an offer: a sentence, a button's text, and what it does."""
    led_on = Signal(str, object, str, object)
    """A quiet notice that can be undone and leads on: sentence, undo, a button's text, its act."""
    wanted_case = Signal(int, str)
    """Open a case at a tab; an empty tab means the one last looked at."""
    wanted_page = Signal(str)
    """Go to a page by its objectName, or to the local figures (“figures”)."""

    wanted_cases = Signal(object, str)
    """Show the list of cases narrowed to some keys, and say what they are."""

    wanted_employer = Signal(int, str)
    """Open an employer at a tab of its file."""

    wanted_region = Signal(str, object)
    """Go to a tab of the region's page: what is open there by key, or what is proposed there."""

    wanted_draft = Signal(str, object)
    """Go to a page, and on the way in which a dialog was opened there whose draft is kept."""

    drafts_changed = Signal()
    """What was typed into a dialog over the page was kept as a draft, or one has gone."""

    def __init__(
        self, desk: "Desk", jobs: Jobs, parent: QWidget | None = None, *, whole: bool = True
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.jobs = jobs
        self.title = _(self.TITLE)
        self.setObjectName(self.NAME)
        self.setAccessibleName(self.title)
        self.setProperty("role", "ground")
        self.start_making(whole=whole)

    def ahead(self) -> Iterator[None]:
        """Make what comes up later on the page, while nobody waits; else when it is wanted."""
        yield from ()

    def refresh(self) -> None:
        """Read again what is shown; called when the page comes up and after each write."""

    def help_text(self) -> str:
        """Return the page's help as simple HTML, empty if there is none."""
        return ""

    def in_view(self) -> str:
        """Return which part of the page is in view, for who comes back; empty where it has none."""
        return ""

    def come_back_to(self, part: str) -> None:
        """Bring that part into view again."""

    def print_text(self) -> Printable:
        """Return what is in view as simple HTML for the printer, empty if there is nothing."""
        return ""

    def undo_last(self) -> None:
        """Undo the last act on the page, or say in a sentence why not."""
        from mediation_desk.ui.pages import page_undo  # it brings the database along

        page_undo.undo_last(self)

    def redo_last(self) -> None:
        """Do again what was undone last on the page, or say in a sentence why not."""
        from mediation_desk.ui.pages import page_undo

        page_undo.redo_last(self)

    def kept(self, entry: "Entry") -> str:  # noqa: ARG002 - pages that keep something ask it
        """Return why an act on the page is not undone; empty where it is."""
        return ""

    def print_itself(self) -> bool:
        """Print what is in view by the page's own means; False if it has none."""
        return False

    def escape(self) -> bool:
        """Close what was opened last inside the page; False if nothing was open."""
        return False

    def retitle(self, title: str) -> None:
        """Change the page's title in the head."""
        self.title = title
        self.retitled.emit(title)
