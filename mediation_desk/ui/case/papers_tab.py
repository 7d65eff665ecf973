"""Papers (文书): what can be made, issuing it, what was issued, and serving it."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import N_, _
from mediation_desk.ui.case.address_panel import AddressPanel
from mediation_desk.ui.case.group_dialog import GroupDialog
from mediation_desk.ui.case.issued_papers import IssuedCard, ask_again, offer_columns, void_told
from mediation_desk.ui.case.paper_sheet import PaperSheet
from mediation_desk.ui.case.service_panel import ServicePanel
from mediation_desk.ui.case.tab import CaseTab, elastic
from mediation_desk.ui.jobs import Progress
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import ComposedPaper, Offer


PAPERS, SERVICE, ADDRESSES = range(3)


class PapersTab(CaseTab):
    """Forms at the left, the paper itself at the right; then how papers reach people."""

    KEY, TITLE = "papers", N_("Papers")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._wanted: tuple[str, str] = ("", "")
        self._case_id = 0
        self._leading = ""
        self.offers: RowsModel[Offer] = RowsModel(offer_columns())
        self.offer_table = TableView("offered_papers", _("Papers that can be made"))
        yield
        self.issued = IssuedCard(self.case)
        self.offer_table.use(self.offers, (26, 8), stretch=0)
        self.offer_table.be_dense()
        self.offer_table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        yield
        self.sheet = PaperSheet(self.case)
        yield
        self.service = ServicePanel(self.case)
        yield
        self.addresses = AddressPanel(self.case)
        yield
        self.parts = named(QTabBar(), "papers_parts", _("Parts of the papers"))
        self.stack = QStackedWidget()
        self._lay_out()
        yield
        self.offer_table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen())
        self.issued.opened.connect(self.again)
        self.issued.voided.connect(self._voided)
        self.issued.said.connect(self.said)
        self.issued.refused.connect(self.sheet.refuse)
        self.sheet.subject.currentIndexChanged.connect(lambda _place: self.compose())
        self.sheet.issuing.connect(self.issue_lacking)
        self.sheet.issuing_one.connect(self.issue)
        self.sheet.issuing_all.connect(self.issue_all)
        self.sheet.remaking.connect(self.compose)
        self.sheet.grouping.connect(self.make_files)
        self.sheet.voiding.connect(lambda: self.issued.void(self._issued_key()))
        self.sheet.values_wanted.connect(lambda: self.issued.show_values(self._issued_key()))
        self.sheet.said.connect(self.said)
        self.service.noticed.connect(self.noticed)
        self.service.said.connect(self.said)
        self.service.proving.connect(self.prove)
        self.addresses.noticed.connect(self.noticed)
        self.addresses.printing.connect(lambda party: self.choose("D-13", party))
        self.parts.currentChanged.connect(self._part_chosen)

    def _lay_out(self) -> None:
        self.parts.setDrawBase(False)
        self.parts.setExpanding(False)
        for text in (_("Papers"), _("Service"), _("Addresses for service")):
            self.parts.addTab(text)
        for panel in (self._papers(), self.service, self.addresses):
            self.stack.addWidget(panel)
        self._part_chosen(PAPERS)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.parts)
        inside.addWidget(self.stack, 1)

    def _papers(self) -> QWidget:
        left = QVBoxLayout()
        left.setSpacing(Space.M)
        offered = Card(_("Papers that can be made"), name="card_offers")
        offered.add(elastic(self.offer_table, 70), 1)
        for card, share in ((offered, 3), (self.issued, 2)):
            card.setMinimumWidth(230)
            card.setMaximumWidth(400)
            left.addWidget(card, share)
        page = QWidget()
        inside = QHBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addLayout(left, 2)
        inside.addWidget(self.sheet, 4)
        return page

    def show_case(self, case: CaseFile) -> None:
        """Show what can be made and what was issued; the paper in view is made anew."""
        if self._case_id != case.id:
            self._case_id = case.id
            self._wanted = ("", "")
            self.offers.show(())  # none of the case before is chosen in this one
            self.sheet.clear()
        self.issued.show_case(case)
        self.service.show_case(case)
        self.addresses.show_case(case)
        waiting = sum(service.waiting for service in case.services)
        self.parts.setTabText(SERVICE, f"{_('Service')} {waiting}" if waiting else _("Service"))

        def offers() -> "tuple[Offer, ...]":
            from mediation_desk.services import papers  # brings python-docx along

            return papers.offered(case, self.case.desk.today())

        self.case.read(offers, partial(self._offer, case.id))

    def came_up(self) -> None:
        """Make the paper in view when the tab comes up."""
        if self._wanted[0]:
            self.compose()
        elif self.offers.rowCount():
            self.offer_table.selectRow(0)

    def _offer(self, case_id: int, offers: "tuple[Offer, ...]") -> None:
        if case_id != self._case_id:
            return
        (wanted, subject), led, self._leading = self._wanted, self._leading, ""
        self.offers.show(sorted(offers, key=lambda o: (not o.timely, o.issued > 0, o.code)))
        for place, offer in enumerate(self.offers.rows):
            if offer.code == wanted:
                self.offer_table.selectRow(place)
                if subject and self.sheet.subject.findData(subject) >= 0:
                    self.sheet.subject.set_code(subject)
                if led == wanted and self._waits(led):
                    self.lead_to_service()
                return
        if self.isVisible() and offers and not self._wanted[1]:
            self.offer_table.selectRow(0)

    def _offer_chosen(self) -> "Offer | None":
        rows = self.offer_table.selectionModel().selectedRows()
        return self.offers.row(rows[0]) if rows else None

    def _chosen(self) -> None:
        offer = self._offer_chosen()
        if offer is None:
            return
        several = len(offer.subjects) > 1
        self.sheet.subject.offer(offer.subjects or (("", _("the case")),))
        self.sheet.subject.setVisible(several)
        self.sheet.offer_issue(offer)
        self.compose()

    def choose(self, code: str, subject: str = "") -> None:
        """Bring up a form by its code, and for whom it is made."""
        self.show_part(PAPERS)
        self._wanted = code, subject
        for place, offer in enumerate(self.offers.rows):
            if offer.code == code:
                self.offer_table.clearSelection()
                self.offer_table.selectRow(place)
        if subject and self.sheet.subject.code() != subject:
            self.sheet.subject.set_code(subject)

    def prove(self, service_id: int) -> None:
        """Bring up the proof of one service, also of one that is not offered any more."""
        file, key = self.case.file, str(service_id)
        self.choose("D-18")
        found = [s for s in file.services if s.id == service_id] if file else []
        if found and self.sheet.subject.findData(key) < 0:
            titles = file.paper_titles if file else {}
            text = f"{found[0].receiver} · {titles.get(found[0].paper_id, '')}"
            self.sheet.subject.addItem(text, key)
            self.sheet.subject.show()
        self.sheet.subject.set_code(key)

    def show_part(self, part: int) -> None:
        """Bring up papers, service or addresses."""
        self.parts.setCurrentIndex(part)

    def print_paper(self) -> bool:
        """Print the paper in view; False if none is."""
        return self.stack.currentIndex() == PAPERS and self.sheet.print_paper()

    def table_text(self) -> str:
        """Return the table of the part in view for the printer."""
        tables = (self.issued.table, self.service.table, self.addresses.table)
        return tables[self.stack.currentIndex()].all_text()

    def lead_part(self, part: str) -> None:
        """Bring up the service, or the form of a code; once that is issued, its service."""
        code, _colon, subject = part.partition(":")
        if code == "service":
            self.lead_to_service(int(subject or 0))
        else:
            self.choose(code, subject)
            self._leading = code  # what is offered for the case is still being read

    def _waits(self, code: str) -> bool:
        """Say whether a form was issued and only waits to be served."""
        file = self.case.file
        offers = [offer for offer in self.offers.rows if offer.code == code]
        if file is None or any(offer.lacking for offer in offers):
            return False
        issued = {paper.id for paper in file.papers if paper.form == code}
        return any(service.waiting and service.paper_id in issued for service in file.services)

    def lead_to_service(self, service_id: int = 0) -> None:
        """Bring up one service, or what is still to be served."""
        self.show_part(SERVICE)
        self.service.lead(service_id)

    def escape(self) -> bool:
        """Stop the making of a paper; choose no row of the service any more."""
        for line in (self.sheet.progress, self.sheet.printing):
            if self.stack.currentIndex() == PAPERS and line.busy:
                line.cancel()
                return True
        return self.stack.currentWidget() is self.service and self.service.escape()

    def _part_chosen(self, part: int) -> None:
        """Show a part; only the one in view asks for room."""
        for place in range(self.stack.count()):
            asks = QSizePolicy.Policy.Preferred if place == part else QSizePolicy.Policy.Ignored
            self.stack.widget(place).setSizePolicy(asks, asks)
        self.stack.setCurrentIndex(part)
        if part == PAPERS and self._wanted[0]:
            self.compose()

    def compose(self) -> None:
        """Make the chosen paper from the case as it stands."""
        offer, file = self._offer_chosen(), self.case.file
        if offer is None or file is None or not self.isVisible():
            return
        code, subject = offer.code, self.sheet.subject.code()
        wanted = self._wanted = code, subject
        desk, case_id = self.case.desk, file.id

        def composed(progress: Progress) -> "ComposedPaper":
            from mediation_desk.services import papers

            return papers.compose(desk, case_id, code, subject, progress)

        def show(paper: "ComposedPaper") -> None:
            if wanted == self._wanted and self.case.file and self.case.file.id == case_id:
                self.sheet.show_paper(paper)

        self.sheet.make(offer.title, self.case.jobs.render(self, composed, show, self.sheet.refuse))

    def issue(self) -> None:
        """Keep the paper as issued; who has it already gets another only when that is meant."""
        paper, offer = self.sheet.paper, self._offer_chosen()
        if paper is None:
            return
        before = [p for p in self._issued(paper.code) if p.subject == paper.subject_label]
        lacks = offer is not None and paper.subject in dict(offer.lacking)
        if before and not lacks:
            ask_again(before, self._issue, self)
        else:
            self._issue()

    def _issued(self, code: str) -> list[IssuedPaper]:
        file = self.case.file
        return [paper for paper in file.papers if paper.form == code] if file else []

    def _issue(self) -> None:
        """Keep the paper with its content; a second click waits for the first."""
        if (paper := self.sheet.paper) is not None:
            self.sheet.issue_button.setEnabled(False)
            self.case.act(
                self._keeping(paper),
                lambda _key: self.noticed.emit(_("{title} is issued.").format(title=paper.title)),
                self._not_issued,
            )

    def _not_issued(self, error: DeskError) -> None:
        self.sheet.issue_button.setEnabled(True)
        self.sheet.refuse(error)

    def issue_lacking(self) -> None:
        """Issue the form for every party who lacks it, or else the paper in view."""
        offer = self._offer_chosen()
        if offer is None or not offer.lacking or len(offer.subjects) == 1:
            self.issue()
        elif self.sheet.paper is not None:
            self.sheet.issue_button.setEnabled(False)
            self._issue_for(offer, offer.lacking)

    def issue_all(self) -> None:
        """Issue the form for everybody it is made for, once more where they have it."""
        offer = self._offer_chosen()
        if offer is None:
            return
        if before := self._issued(offer.code):
            ask_again(before, lambda: self._issue_for(offer, offer.subjects), self)
        else:
            self._issue_for(offer, offer.subjects)

    def make_files(self) -> None:
        """Make the form for everybody as files, in a dialog of its own."""
        if (offer := self._offer_chosen()) is not None and self.case.file is not None:
            GroupDialog(self.case, offer, self).open()

    def _issue_for(self, offer: "Offer", subjects: tuple[tuple[str, str], ...]) -> None:
        if (file := self.case.file) is None:
            return
        desk, case_id, code = self.case.desk, file.id, offer.code

        def composed(progress: Progress) -> "list[ComposedPaper]":
            from mediation_desk.services import groups

            return groups.compose(desk, case_id, code, subjects, progress)

        rendering = self.case.jobs.render(self, composed, self._keep_all, self._not_issued)
        rendering.stopped.connect(lambda: self.sheet.issue_button.setEnabled(True))
        self.sheet.progress.follow(rendering, _("Making the papers…"))

    def _keep_all(self, made: "list[ComposedPaper]") -> None:
        self.sheet.progress.done()
        desk = self.case.desk

        def keep(key: int, version: int) -> object:
            from mediation_desk.services import papers

            return papers.issue_all(desk, key, version, made)

        self.case.act(
            keep,
            lambda _done: self.noticed.emit(_("{n} papers are issued.").format(n=len(made))),
            self._not_issued,
        )

    def _keeping(self, paper: "ComposedPaper") -> Callable[[int, int], object]:
        desk = self.case.desk

        def keep(key: int, version: int) -> int:
            from mediation_desk.services import papers

            return papers.issue(desk, key, version, paper)

        return keep

    def again(self, issued: IssuedPaper) -> None:
        """Show an issued paper exactly as it was, to print or save once more."""
        desk = self.case.desk
        wanted = self._wanted = ("", str(issued.id))

        def reprinted(_progress: Progress) -> "tuple[ComposedPaper, str]":
            from mediation_desk.services import papers, reprints

            return reprints.reprint(desk, issued), papers.template_told(desk, issued)

        def show(found: "tuple[ComposedPaper, str]") -> None:
            if wanted != self._wanted:
                return
            self.sheet.show_paper(found[0])
            self.sheet.issue_button.setEnabled(False)
            said = _("Issued on {day} by {name}").format(
                day=issued.issued_on, name=issued.issued_by
            )
            self.sheet.name.say(f"{issued.title} · {said} · {found[1]}")
            self.sheet.offer_voiding(issued=True, void=issued.void_on is not None)
            self.sheet.tell(void_told(issued))

        self.offer_table.clearSelection()
        self.sheet.subject.hide()
        self.sheet.offer_issue(None)
        self.sheet.wait_for(issued.title)
        self.case.jobs.render(self, reprinted, show, self.sheet.refuse)

    def _issued_key(self) -> int:
        """Return the key of the issued paper that is in view."""
        return self.sheet.paper.issued if self.sheet.paper else 0

    def _voided(self, key: int) -> None:
        """Show the paper as it is now, with the mark of a void one."""
        file = self.case.file
        gone = [paper for paper in file.void_papers if paper.id == key] if file else []
        for paper in gone:
            self.again(paper)
            self.noticed.emit(_("{title} is void.").format(title=paper.title))
