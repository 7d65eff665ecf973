"""A window whose pages lead to one another: going, coming back, and what pages ask of it."""

from collections.abc import Callable, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow

from mediation_desk.i18n import _
from mediation_desk.ui import places
from mediation_desk.ui.head import Head
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Messages
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages_shown import Pages
from mediation_desk.ui.places import (
    CASE,
    CASES,
    EMPLOYERS,
    ENQUIRIES,
    HANDOVER,
    INTAKE,
    REGION,
    SETTINGS,
    TODAY,
)
from mediation_desk.ui.rail import Rail
from mediation_desk.ui.way_back import WayBack

if TYPE_CHECKING:  # what the first paint need not wait for
    from mediation_desk.domain.enquiry import Enquiry
    from mediation_desk.domain.void_numbers import VoidNumber
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.case.page import CasePage
    from mediation_desk.ui.drafting import Kept
    from mediation_desk.ui.help_panel import HelpPanel

FIGURES = "figures"


class PagedWindow(QMainWindow):
    """Shows one page beside the rail; each page is made when it is first wanted."""

    reopen = Signal()
    """Language or file changed: the program should build the window anew."""
    restore = Signal(object)
    """Put this backup in the place of the centre's file (a Path, the Root that opens it, and the
    number of its cases where that was asked for)."""
    rebuilding = Signal(object)
    """Put another desk in the place of this one (a function from desk to desk)."""

    head: Head
    """The bar above the page; who lays out the window makes it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.jobs = jobs
        self.desk: Desk | None = None
        self._came_from = TODAY
        self.messages = Messages()
        *entries, foot = places.entries()
        self.rail = Rail(entries, foot)
        self.stack = Pages(jobs)
        self.beside = QHBoxLayout()
        self.beside.setSpacing(0)
        self.beside.addWidget(self.stack, 1)

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        return self.stack.page

    def visit(self, name: str) -> None:
        """Go to a page as a person does, who may be quicker than its loading."""
        self.stack.when_made(name, partial(self.show_page, name))

    def show_page(self, name: str) -> Page | None:
        """Show a page, made when it is first wanted."""
        if self.desk is None:
            return None
        if not self.desk.actor.may(places.PLACES[name].right):
            self.messages.notice(self.desk.actor.refusal(places.PLACES[name].right))
            return None
        page = self._bring_up(name, self.desk)
        page.refresh()
        return page

    def _bring_up(self, name: str, desk: "Desk") -> Page:
        page = self.stack.whole(name, desk)
        if self.page is not page and (now := self.stack.currentWidget()) is not None:
            if not places.PLACES[now.objectName()].under:
                self._came_from = now.objectName()
            self.close_help()
            self.messages.turned()
        self.stack.show_page(page)
        if not page.isAncestorOf(QApplication.focusWidget() or self):
            page.setFocus()  # so that the keys go to what is seen
        self.head.show_title(page.title)
        under = places.PLACES[name].under
        self.head.back.setVisible(bool(under))
        self.rail.show_page(under or name)
        return page

    def _hear(self, page: Any) -> None:  # noqa: ANN401 - each page has signals of its own
        """Do what a page asks of the window."""
        page.retitled.connect(partial(self._retitle, page))
        page.noticed.connect(self.messages.notice)
        page.offered.connect(self.messages.offer)
        page.led_on.connect(self.messages.lead_on)
        page.wanted_case.connect(self.open_case)
        page.wanted_page.connect(self._go_to)
        page.wanted_draft.connect(self._go_on)
        page.wanted_region.connect(self.open_region)
        page.wanted_employer.connect(self.open_employer)
        page.wanted_cases.connect(self.show_cases)
        match page.objectName():
            case places.ENQUIRIES:
                page.converting.connect(self.case_from)
            case places.CALCULATOR:
                page.applying.connect(self.case_from_sums)
            case places.INTAKE:
                page.registered.connect(self._open_registered)
            case places.SETTINGS:
                page.reopen.connect(self.reopen)
                page.restore.connect(self.restore)
                page.handing_over.connect(self.hand_over)
                page.rebuilding.connect(self.rebuilding)

    def _retitle(self, page: Page, title: str) -> None:
        if self.page is page:
            self.head.show_title(title)

    def lead(self, name: str, act: Callable[[Any], object]) -> None:
        """Go to a page, loaded first if need be, and do something there."""

        def go() -> None:
            page = self.show_page(name)
            if page is not None:
                act(page)

        self.stack.when_made(name, go)

    def tell_new_keys(self) -> None:
        """Say that the file was written anew, until it is closed, with what should follow."""
        text = _("The new keys are made and hold from now on. Make a backup with them now.")
        self.messages.stay(text, _("Back up now…"), self.back_up)

    def open_case(self, case_id: int, tab: str = "") -> None:
        """Open a case at a tab; what was done in the one before it is no longer news."""

        def show(page: "CasePage") -> None:
            if not page.shows(case_id):
                self.messages.turned()
            page.open(case_id, tab or None)

        self.lead(CASE, show)

    def _go_on(self, name: str, way: Mapping[str, object]) -> None:
        """Open a dialog over a page again, as it was opened."""
        self.lead(name, lambda page: WayBack(page, way))

    def show_cases(self, keys: tuple[int, ...], what: str) -> None:
        """Show the list of cases narrowed to some of them."""
        self.lead(CASES, lambda page: page.show_found(keys, what))

    def _open_registered(self, case_id: int, news: str) -> None:
        """Open a new case and tell there that it is registered."""

        def show(page: "CasePage") -> None:
            page.open(case_id)
            page.tell_registered(case_id, news)

        self.lead(CASE, show)

    def open_employer(self, employer_id: int, tab: str) -> None:
        """Open an employer at a tab of its file."""
        self.lead(EMPLOYERS, lambda page: page.lead_to(employer_id, tab))

    def open_region(self, tab: str, what: object) -> None:
        """Open a tab of the region's page, in it what has a key or what is proposed."""
        self.lead(REGION, lambda page: page.lead_to(tab, what))

    def new_case(self) -> None:
        """Open the card of a new case; its draft is still there."""
        self.visit(INTAKE)

    def new_enquiry(self) -> None:
        """Open an empty card of an enquiry over the list of enquiries."""
        self.lead(ENQUIRIES, lambda page: page.new())

    def open_enquiry(self, enquiry: "Enquiry") -> None:
        """Open the card of an enquiry over the list of enquiries."""
        self.lead(ENQUIRIES, lambda page: page.open_enquiry(enquiry))

    def open_void(self, void: "VoidNumber") -> None:
        """Show what is kept of a void number, with the way to bring its case back."""
        from mediation_desk.ui.case.voiding import VoidRecordDialog

        if self.desk is None:
            return
        dialog = VoidRecordDialog(self.desk, self.jobs, void, self)
        dialog.restored.connect(self._open_restored)
        dialog.open()

    def _open_restored(self, case_id: int, news: str) -> None:
        self.open_case(case_id)
        self.messages.notice(news)

    def case_from_sums(self, typed: "Kept") -> None:
        """Open the card of a new case, filled from the calculator."""
        self.lead(INTAKE, lambda page: page.take_sums(typed))

    def case_from(self, enquiry: "Enquiry") -> None:
        """Open the card of a new case, filled with an enquiry."""
        self.lead(INTAKE, lambda page: page.take_enquiry(enquiry))

    def go_back(self) -> None:
        """Leave the case for the list from which it was opened."""
        self.show_page(self._came_from)

    def query(self) -> None:
        """Open the query over all cases."""
        self.lead(CASES, lambda page: page.ask())

    def export_log(self) -> None:
        """Open the dialog of the month's log."""
        self.lead(CASES, lambda page: page.export_log())

    def import_ledger(self) -> None:
        """Lead through the import of a ledger of former years."""
        self.lead(CASES, lambda page: page.import_ledger())

    def sum_up(self) -> None:
        """Show the summary of the case in view."""
        if (page := self._case_in_view()) is not None:
            page.show_summary()

    def copy_out(self) -> None:
        """Open the sheet for another platform of the case in view."""
        if (page := self._case_in_view()) is not None:
            page.copy_out()

    def _case_in_view(self) -> "CasePage | None":
        """Return the page of the case in view, or ask to open one."""
        page = self.stack.made(CASE)
        if page is None or self.page is not page:
            self.messages.notice(_("Open a case first."))
            return None
        return cast("CasePage", page)

    def hand_over(self, user_id: int = 0) -> None:
        """Open the hand-over, with somebody's cases if a person is named."""
        self.lead(HANDOVER, lambda page: page.choose_giver(user_id) if user_id else None)

    def show_limitation(self) -> None:
        """Show the limitation of the case in view, else the calculator."""
        self.stack.when_made(CASE, self._show_limitation)

    def _show_limitation(self) -> None:
        from mediation_desk.ui.case.page import CasePage
        from mediation_desk.ui.limitation.calculator import LimitationCalculator

        if self.desk is None:
            return
        if isinstance(self.page, CasePage) and self.page.case.file is not None:
            self.page.overview.limitation.open()
            return
        dialog = LimitationCalculator(self.desk, self.jobs, self)
        dialog.said.connect(lambda text: self.messages.notice(text))
        dialog.open()

    def back_up(self) -> None:
        """Go to the backups."""
        self.lead(SETTINGS, lambda page: page.show_section("backup"))

    def _go_to(self, name: str) -> None:
        if name == FIGURES:
            self.show_figures()
        elif name == "backup":
            self.back_up()
        elif name == "recycling":
            self.show_figures(name)
        else:
            self.visit(name)

    def show_figures(self, section: str = FIGURES) -> None:
        """Go to the local figures, where a missing one is entered, or to another section."""
        self.lead(SETTINGS, lambda page: page.show_section(section))

    @cached_property
    def help(self) -> "HelpPanel":
        """The help beside the page, made when it is first wanted."""
        from mediation_desk.ui.help_panel import HelpPanel

        panel = HelpPanel()
        self.beside.addWidget(panel)
        return panel

    def close_help(self) -> bool:
        """Close the help; False if it was not open."""
        return "help" in self.__dict__ and self.help.escape()

    def toggle_help(self) -> None:
        """Open or close the page's help."""
        if not self.close_help() and self.page is not None:
            self.help.show_help(self.page.title, self.page.help_text())
