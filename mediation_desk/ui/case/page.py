"""The page of one case: the head, the next step, and the tabs."""

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.closing import application
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.options import CLOSING_APPROVAL
from mediation_desk.domain.platforms import Platform
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import N_, _
from mediation_desk.services import platforms
from mediation_desk.ui.begun_line import BegunLine
from mediation_desk.ui.case.access_dialog import Access
from mediation_desk.ui.case.address_panel import show_labels
from mediation_desk.ui.case.agreement_tab import (
    DUTIES,
    PERFORMANCE,
    SIGNATURES,
    TERMS,
    AgreementTab,
)
from mediation_desk.ui.case.around_tab import AroundTab
from mediation_desk.ui.case.claims_tab import ClaimsTab
from mediation_desk.ui.case.header import CaseHeader
from mediation_desk.ui.case.hearings_tab import HearingsTab
from mediation_desk.ui.case.materials_tab import MaterialsTab
from mediation_desk.ui.case.next_paper import papers_of, to_print
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.overview_tab import OverviewTab
from mediation_desk.ui.case.papers_tab import PapersTab
from mediation_desk.ui.case.parties_tab import PartiesTab
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.record_tab import RecordTab
from mediation_desk.ui.case.step_bar import LEADS_TO_PLACE
from mediation_desk.ui.case.step_dialogs import dialog_for
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.case.tabs import CaseTabs
from mediation_desk.ui.case.talks_tab import TalksTab
from mediation_desk.ui.case.undoing import Undoing
from mediation_desk.ui.case.voiding import Voiding
from mediation_desk.ui.page import Page, Printable
from mediation_desk.ui.places import CASES, DRAFT, NEXT
from mediation_desk.ui.theme import Space
from mediation_desk.ui.way_back import WayBack

if TYPE_CHECKING:
    from mediation_desk.services.drafts import Begun
    from mediation_desk.services.papers import Offer


class CasePage(Page):
    """Everything about one case, and everything that can be done with it."""

    NAME, TITLE = "case", N_("Case")

    def build(self) -> Iterator[None]:
        """Make the head and the places of the tabs; a tab is made when it first comes up."""
        self.case = OpenCase(self.desk, self.jobs, self)
        self._part, self._part_of = "", 0
        self._begun_of = 0
        self.header = CaseHeader()
        yield
        self.tabs = CaseTabs(self.case)
        self.tabs.begun.connect(self._hear)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        inside.setSpacing(Space.S)
        self.begun = BegunLine(self.desk, self.jobs, self._go_on)
        self.drafts_changed.connect(self._look_begun)
        for part in (self.header, self.begun):
            inside.addWidget(part)
        inside.addWidget(self.tabs, 1)
        self.undoing = Undoing(self.case, self, self.tabs)
        self.undoing.said.connect(lambda text: self.noticed.emit(text, None))
        self.undoing.wanted_step.connect(self.take)
        self.case.shown.connect(self._show)
        self.case.reason_wanted.connect(self._ask_reason)
        self.case.told.connect(lambda text: self.noticed.emit(text, None))
        self.header.steps.taken.connect(self.take)
        self.header.split.wanted_case.connect(self.wanted_case)
        self.header.steps.printing.connect(lambda: self.show_tab("papers"))
        self.header.steps.printing_step.connect(lambda: self.show_pack("step"))
        self.header.steps.summing_up.connect(self.show_summary)
        self.header.steps.copying_out.connect(self.copy_out)
        self.header.steps.addressing.connect(lambda: show_labels(self.case, self))
        self.access = Access(self.case, self.header, self)
        self.access.noticed.connect(lambda text: self.noticed.emit(text, None))
        self.header.steps.setting_access.connect(self.access.ask)
        self.voiding = Voiding(self.case, self)
        self.header.steps.voiding.connect(self.voiding.ask)
        self.voiding.gone.connect(self._gone)
        self.case.lost.connect(self._lost)
        self.voiding.noticed.connect(self.noticed)
        self.voiding.wanted_case.connect(self.wanted_case)
        self.header.hide()
        self.tabs.hide()

    @property
    def overview(self) -> OverviewTab:
        """What the case is about, its clocks and its course."""
        return self.tabs.tab(OverviewTab)

    @property
    def parties(self) -> PartiesTab:
        """Applicants and respondent."""
        return self.tabs.tab(PartiesTab)

    @property
    def claims(self) -> ClaimsTab:
        """Claims and sums, a row per worker."""
        return self.tabs.tab(ClaimsTab)

    @property
    def hearings(self) -> HearingsTab:
        """Hearings with their records."""
        return self.tabs.tab(HearingsTab)

    @property
    def talks(self) -> TalksTab:
        """Offers, the figures between which they move, the gap, what-ifs."""
        return self.tabs.tab(TalksTab)

    @property
    def agreement(self) -> AgreementTab:
        """Terms, signatures and payments."""
        return self.tabs.tab(AgreementTab)

    @property
    def around(self) -> AroundTab:
        """Referrals, cases elsewhere, legal aid, letters of supervision."""
        return self.tabs.tab(AroundTab)

    @property
    def papers(self) -> PapersTab:
        """Papers to print, and those issued."""
        return self.tabs.tab(PapersTab)

    @property
    def materials(self) -> MaterialsTab:
        """What was handed in, and the dossier."""
        return self.tabs.tab(MaterialsTab)

    @property
    def record(self) -> RecordTab:
        """What was done in the case."""
        return self.tabs.tab(RecordTab)

    def _hear(self, tab: CaseTab) -> None:
        """Do what a tab asks of the page."""
        tab.noticed.connect(self._notice)
        tab.said.connect(lambda text: self.noticed.emit(text, None))
        tab.wanted_tab.connect(self.show_tab)
        tab.wanted_split.connect(lambda ids: self.take(Step.SPLIT_OFF, workers=ids))
        match tab:
            case OverviewTab():
                tab.origin.reported.connect(lambda text: self._lead_on(text, ("D-28b",)))
                tab.platforms.wanted.connect(self.copy_out)
            case ClaimsTab():
                tab.panel.wanted_figures.connect(lambda: self.wanted_page.emit("figures"))
                tab.wanted_sheets.connect(lambda of: self.show_pack("sheets", of))
                tab.undoing.connect(self.undo_last)
            case AgreementTab():
                tab.wanted_step.connect(self.take)
                tab.wanted_pack.connect(self.show_pack)
            case AroundTab():
                tab.wanted_region.connect(self.wanted_region)
            case RecordTab():
                tab.undoing.connect(self.undo_last)

    def ahead(self) -> Iterator[None]:
        """Make the tabs that were not wanted yet."""
        yield from self.tabs.ahead()

    def open(self, case_id: int, tab: str | None = None) -> None:
        """Open a case; `tab` is one of `TABS`, may name a part (“papers:service”), or is `NEXT`."""
        self._part, self._part_of = NEXT if tab == NEXT else "", case_id
        if tab and tab != NEXT:
            key, _colon, self._part = tab.partition(":")
            self.show_tab(key)
        elif not self.shows(case_id):
            self.show_tab("overview")
        if self.case.file is not None and not self.shows(case_id):
            self._let_act(on=False)  # nobody acts on the case before while another one is read
        self.case.open(case_id, self._not_read)

    def shows(self, case_id: int) -> bool:
        """Say whether a case is the one in view."""
        return self.case.file is not None and self.case.file.id == case_id

    def _let_act(self, *, on: bool) -> None:
        self.header.setEnabled(on)
        self.tabs.let_act(on=on)

    def _not_read(self, error: DeskError) -> None:
        """Leave the case before in view, and let it be acted on again."""
        self._part = ""
        self._let_act(on=not self.case.opening)
        self._refused(error)

    def show_tab(self, key: str) -> None:
        """Bring up a tab by its key, or a part of one, as in papers/service or papers/D-30."""
        tab, _bar, part = key.partition("/")
        self.tabs.bring_up(tab)
        if part:
            self.current_tab().lead_part(part)

    def current_tab(self) -> CaseTab:
        """Return the tab in view."""
        return self.tabs.current()

    def _show(self, case: CaseFile) -> None:
        self._let_act(on=not self.case.opening)
        if self._begun_of != case.id:
            self._begun_of = case.id
            self._look_begun()
        self.header.show_case(
            case,
            self.desk.now(),
            self.desk.actor,
            self.desk.periods,
            two_acts=self.desk.option(CLOSING_APPROVAL) == "yes",
        )
        self.tabs.show_case(case)
        if self.tabs.isHidden():
            self.header.show()
            self.tabs.show()
            self.tabs.came_up()
        if self.title != case.number:
            self.retitle(case.number)
        self._show_part()

    def _look_begun(self) -> None:
        """Tell what was filled in in dialogs over this case and is not saved."""
        if self.case.file is not None:
            self.begun.look(self.case.file.id)

    def _go_on(self, begun: "Begun") -> None:
        """Open the form again on the tab on which it was left; one of the next step as it was."""
        if begun.tab:
            self.show_tab(begun.tab)
        else:
            self.header.steps.lead()
        WayBack(self, begun.way)

    def _show_part(self) -> None:
        """Bring up the part that was asked for, once its tab shows the case it was asked of.

        The case before may be read anew meanwhile: its next step leads elsewhere.
        """
        if not self.shows(self._part_of):
            return
        part, self._part = self._part, ""
        if part == NEXT:
            self._lead_to_next()
        elif part == DRAFT:
            self.begun.go_on_when_read()
        elif part == "closing":
            if self.case.file is not None and application(self.case.file) is not None:
                self.take(Step.CLOSE)
        elif part:
            self.current_tab().lead_part(part)

    def _lead_to_next(self) -> None:
        """Bring up the place where the next step is taken, or give the cursor to its button."""
        step = self.header.steps.next_step()
        if step in LEADS_TO_PLACE:
            self.take(step)
        else:
            self.show_tab("overview")
            self.header.steps.lead()

    def tell_registered(self, case_id: int, news: str) -> None:
        """Tell that a case is registered; a slip is voided, not undone: its number stays."""

        def void() -> None:
            if self.shows(case_id):
                self.voiding.ask()

        self.offered.emit(news, _("Void the registration…"), void)

    def _lost(self, why: str) -> None:
        """Leave nothing of a case in view that is open to this person no longer."""
        self._show_none()
        if self.isVisible() and not self.case.opening:  # else something else takes its place
            self.wanted_page.emit(CASES)
            self.noticed.emit(why, None)

    def _gone(self) -> None:
        self._show_none()
        self.wanted_page.emit(CASES)

    def _show_none(self) -> None:
        self._begun_of = 0
        self.header.hide()
        self.begun.hide()
        self.tabs.hide()

    def take(
        self, step: Step, proceeding_id: int = 0, workers: Collection[int] | None = None
    ) -> None:
        """Take a step: a small dialog, or the place on a tab where it is done."""
        dialog = dialog_for(self.case, step, self, proceeding_id, workers)
        if dialog is not None:
            stage = self.case.file.stage if self.case.file else None
            codes = papers_of(stage, step) if stage else ()
            dialog.carried.connect(lambda text: self._lead_on(text, codes))
            dialog.wanted_tab.connect(self.show_tab)
            dialog.wanted_step.connect(self.take)
            dialog.open()
            return
        match step:
            case Step.SCHEDULE:
                self.show_tab("hearings")
                self.hearings.plan_new()
            case Step.OPEN:
                self.show_tab("hearings")
                self.hearings.show_next()
            case Step.AGREE:
                self._show_agreement(TERMS)
            case Step.SEAL:
                self._show_agreement(SIGNATURES)
            case Step.PAY:
                self._show_agreement(PERFORMANCE)
            case Step.PERFORM_DUTY:
                self._show_agreement(DUTIES)
                self.agreement.duties.record_first()
            case Step.ASK_RECUSAL:
                self.show_tab("parties")
                self.parties.around.recusal()
            case Step.DECIDE_RECUSAL:
                self.show_tab("parties")
                self.parties.around.rule()
            case Step.VISIT:
                self._show_agreement(DUTIES)
                self.agreement.duties.record_visit()

    def _ask_reason(self, why: str, go_on: Callable[[str], None]) -> None:
        """Ask for the reason of a correction to a closed case, then go on with it."""
        dialog = ReasonDialog(why, go_on, self, case=self.case.file)
        dialog.open()

    def copy_out(self) -> None:
        """Open the sheet for another platform beside the window."""
        if self.case.file is None:
            return
        desk = self.desk
        self.case.read(lambda: platforms.platforms(desk), self._open_copy_out)

    def _open_copy_out(self, known: tuple[Platform, ...]) -> None:
        used = [platform for platform in known if platform.active]
        if not used:
            self.noticed.emit(_("No platform is in use; add one in Settings."), None)
            return
        from mediation_desk.ui.case.copy_out import CopyOutWindow

        for present in self.findChildren(CopyOutWindow):
            if present.of(self.case.file):  # a second click brings up the sheet that is open
                present.come_up()
                return
        window = CopyOutWindow(self.case, used, self)
        window.noticed.connect(self._notice)
        window.show()

    def show_summary(self) -> None:
        """Show the two-page summary of the case, to save or print."""
        if self.case.file is None:
            return
        from mediation_desk.ui.case.summary_dialog import SummaryDialog  # QtPdf, when wanted

        dialog = SummaryDialog(self.case, self)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def show_pack(self, pack: str, of: Collection[int] | None = None) -> None:
        """Make the papers of a pack, or those of some workers, to save, print and issue."""
        if self.case.file is None:
            return
        from mediation_desk.services.packs import Pack
        from mediation_desk.ui.case.pack_dialog import PackDialog  # QtPdf, when wanted

        dialog = PackDialog(self.case, pack, Pack.of(pack).label, self, of)
        dialog.carried.connect(self._notice)
        dialog.said.connect(lambda text: self.noticed.emit(text, None))
        dialog.open()

    def _show_agreement(self, part: int) -> None:
        self.show_tab("agreement")
        self.agreement.lead(part)

    def _lead_on(self, text: str, codes: tuple[str, ...]) -> None:
        """Say what was done, and name the paper to print for it, if there is one."""
        file = self.case.file
        if file is None or not codes:
            self._notice(text)
            return

        def say(offer: "Offer | None") -> None:
            if offer is None:
                self._notice(text)
                return
            action = _("Print “{title}”…").format(title=offer.title)
            self.led_on.emit(text, self._undo_here(), action, lambda: self._print(offer))

        self.case.read(lambda: to_print(file, codes, self.case.desk.today()), say)

    def _print(self, offer: "Offer") -> None:
        """Bring up the paper of a step just taken, and ask how it is to be printed."""
        from mediation_desk.ui.case.printing import print_form  # QtPrintSupport, when wanted

        self.show_paper(offer.code)
        sheet = self.papers.sheet
        print_form(self.case, offer, sheet, sheet.refuse, sheet.printing)

    def show_paper(self, code: str) -> None:
        """Bring up a paper by its code."""
        self.show_tab("papers")
        self.papers.choose(code)

    def _notice(self, text: str) -> None:
        self.noticed.emit(text, self._undo_here())

    def _undo_here(self) -> Callable[[], None]:
        """Return what undoes the last act in the case in view, and in no other one."""
        done_in = self.case.file.id if self.case.file else 0

        def undo() -> None:
            if self.shows(done_in):
                self.undo_last()
            else:
                self.wanted_case.emit(done_in, "")
                self.noticed.emit(_("It was done in this case. Undo it here."), undo)

        return undo

    def undo_last(self) -> None:
        """Undo the last act of the person who acts, if nothing has moved on since.

        What was refused in the tab and never saved goes first.
        """
        if not self.current_tab().take_back():
            self.undoing.ask()

    def redo_last(self) -> None:
        """Do again what the person who acts undid last in the case."""
        self.undoing.ask_again()

    def _refused(self, error: DeskError) -> None:
        self.noticed.emit(str(error), None)

    def refresh(self) -> None:
        """Read the case again."""
        self.case.reload()

    def escape(self) -> bool:
        """Close what was opened last in the tab."""
        return self.current_tab().escape()

    def print_itself(self) -> bool:
        """Print the paper in view, if one is."""
        return self.current_tab() is self.papers and self.papers.print_paper()

    def print_text(self) -> Printable:
        """Return the tab's table for the printer."""
        return self.tabs.print_text()

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "The head tells how far the case is, its clocks and the next step. Sums are computed"
            " from the facts; a click on one shows formula, figures and articles. Every act can"
            " be undone under “History” as long as nothing has moved on."
        )
