"""Enquiries (咨询): who asked what, what was answered, and which became a case."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.enquiry import Enquiry, EnquiryRef, Handling
from mediation_desk.domain.journal import Entry
from mediation_desk.i18n import N_, _
from mediation_desk.services import enquiries
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.enquiry_dialog import EnquiryDialog, TakeBackDialog
from mediation_desk.ui.pages.enquiry_filters import EnquiryFilters
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass


class EnquiriesPage(Page):
    """The list, narrowed by words and period; a card opens over it."""

    NAME, TITLE = "enquiries", N_("Enquiries")
    UNDOES = frozenset({"enquiry"})

    converting = Signal(object)
    """A case shall be made of this enquiry."""

    def build(self) -> Iterator[None]:
        """Make the page."""
        self.filters = EnquiryFilters(self.desk.today)
        self.filters.changed.connect(self.refresh)
        yield
        self.new_button = primary(_("Register an enquiry  Ctrl+E"), "enquiry_new", self.new, "plus")
        self.open_button = secondary(_("Open"), "enquiry_open", self._open_current)
        self.case_button = secondary(_("Make a case"), "enquiry_convert", self._convert_current)
        self.print_button = secondary(_("Print…"), "enquiry_print", self._print_current)
        self.void_button = secondary(_("Take back…"), "enquiry_void", self._take_back_current)
        yield
        self.model = RowsModel[Enquiry](_columns())
        self.table = _Table("enquiry_list", _("Enquiries"), self._add_to)
        self.table.use(self.model, (17, 17, 11, 14, 30, 20, 26, 9), 4, yields=(7, 3, 6))
        self.table.opened.connect(lambda index: self.open_enquiry(self.model.row(index)))
        self.table.selectionModel().selectionChanged.connect(lambda *_what: self._chosen())
        self.model.modelReset.connect(self._chosen)
        self.count = label("", "small", name="enquiry_count")
        self.empty = EmptyState("", name="enquiries_empty", icon="people")
        yield
        self._lay_out()
        self._chosen()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(self.filters, 1)
        top.addWidget(self.new_button)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card = Card(name="enquiries_card")
        card.add(holder, 1)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        for button in self._of_one():
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.count)
        card.body.addLayout(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        column.setSpacing(Space.M)
        column.addLayout(top)
        column.addWidget(card, 1)

    def _of_one(self) -> tuple[QWidget, ...]:
        return (self.open_button, self.case_button, self.print_button, self.void_button)

    def refresh(self) -> None:
        """Read the list."""
        wanted = self.filters.value()
        self.jobs.ask(
            self,
            partial(enquiries.listed, self.desk, wanted),
            lambda found: self._show(*found) if wanted == self.filters.value() else None,
        )

    def _show(self, found: tuple[Enquiry, ...], whole: int) -> None:
        kept = self._current()
        self.model.show(found)
        narrowed = self.filters.clear.isVisibleTo(self)
        self.empty.text.setText(
            _("No enquiry matches.") if narrowed else _("No enquiry yet. Register one with Ctrl+E.")
        )
        self._either.setCurrentWidget(self.table if found else self.empty)
        if whole > len(found):
            told = _("The newest {n} of {all}; narrow the list to see older ones.")
            self.count.setText(told.format(n=len(found), all=whole))
        else:
            self.count.setText(_("{n} enquiries").format(n=whole))
        places = [n for n, one in enumerate(self.model.rows) if kept and one.id == kept.id]
        if places:
            self.table.selectRow(places[0])

    def _current(self) -> Enquiry | None:
        index = self.table.currentIndex()
        rows = self.model.rows
        return rows[index.row()] if index.isValid() and index.row() < len(rows) else None

    def _chosen(self) -> None:
        current = self._current()
        for button in (self.open_button, self.print_button):
            button.setEnabled(current is not None)
        free = current is not None and current.case_id is None and not current.is_void
        for button in (self.case_button, self.void_button):
            button.setEnabled(free)

    def new(self) -> None:
        """Open an empty card."""
        self._open(EnquiryDialog(self.desk, self.jobs, self))

    def open_enquiry(self, enquiry: Enquiry) -> None:
        """Open an enquiry's card, to read and correct."""
        self._open(EnquiryDialog(self.desk, self.jobs, self, enquiry))

    def _open(self, dialog: EnquiryDialog) -> None:
        new = dialog.case_button.isVisibleTo(dialog)
        dialog.saved.connect(lambda ref, onward: self._saved(ref, onward, new=new))
        dialog.open()

    def _saved(self, ref: EnquiryRef, onward: bool, *, new: bool) -> None:
        if onward:
            self._convert(ref.id)
        elif new:
            text = _("Enquiry {number} is registered.").format(number=ref.number)
            self.noticed.emit(text, partial(self._take_back_new, ref.id))
        else:
            text = _("Enquiry {number} is corrected.").format(number=ref.number)
            self.noticed.emit(text, self.undo_last)

    def _take_back_new(self, enquiry_id: int) -> None:
        desk, reason = self.desk, _("Taken back right after it was registered")

        def take_back() -> None:
            found = enquiries.enquiry(desk, enquiry_id)
            enquiries.take_back(desk, enquiry_id, found.version, reason)

        self.jobs.do(self, take_back, lambda _done: self._said_back(""))

    def _said_back(self, number: str) -> None:
        self.noticed.emit(_("The enquiry is taken back.") + f" {number}".rstrip(), self.undo_last)

    def _open_current(self) -> None:
        if (current := self._current()) is not None:
            self.open_enquiry(current)

    def _convert_current(self) -> None:
        if (current := self._current()) is not None:
            self._convert(current.id)

    def _convert(self, enquiry_id: int) -> None:
        self.jobs.ask(
            self, partial(enquiries.for_case, self.desk, enquiry_id), self.converting.emit
        )

    def _print_current(self) -> None:
        if (current := self._current()) is not None:
            from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

            title = _("Enquiry {number}").format(number=current.number)
            name = f"{current.number} {_('Register card of an enquiry')}"
            make = partial(enquiries.card, self.desk, current.id)
            dialog = PaperDialog(self.jobs, title, name, make, self)
            dialog.said.connect(lambda text: self.noticed.emit(text, None))
            dialog.open()

    def _take_back_current(self) -> None:
        current = self._current()
        if current is not None and self.void_button.isEnabled():
            dialog = TakeBackDialog(self.desk, self.jobs, self, current)
            dialog.taken_back.connect(self._said_back)
            dialog.open()

    def _restore(self, enquiry: Enquiry) -> None:
        desk = self.desk
        self.jobs.do(
            self,
            lambda: enquiries.restore(desk, enquiry.id, enquiry.version),
            lambda _done: self.noticed.emit(_("The enquiry counts again."), self.undo_last),
        )

    def _add_to(self, menu: QMenu, index: QModelIndex) -> None:
        """Offer in the table's menu what can be done with an enquiry."""
        one = self.model.row(index)
        menu.addSeparator()
        menu.addAction(_("Print…"), self._print_current)
        if one.case_id is not None:
            key = one.case_id
            menu.addAction(_("Open the case"), lambda: self.wanted_case.emit(key, ""))
        elif one.is_void:
            menu.addAction(_("Let it count again"), lambda: self._restore(one))
        else:
            menu.addAction(_("Make a case"), self._convert_current)
            menu.addAction(_("Take back…"), self._take_back_current)

    def kept(self, entry: Entry) -> str:
        """Keep what was registered: a number that was given is not left out."""
        if entry.doing in enquiries.UNDOABLE:
            return ""
        if entry.case_id is not None:
            return _("The last act here belongs to a case: it is undone in that case.")
        return _(
            "A registered enquiry is not undone, or a number would be missing. Take it back with"
            " the reason."
        )

    def print_text(self) -> str:
        """Return the list for the printer."""
        return table_html(self.table.all_text()) if self.model.rowCount() else ""

    def help_text(self) -> str:
        """Explain the page."""
        return _(
            "<p>Whoever asks at the counter, by telephone or over 12351 is registered here;"
            " Ctrl+E opens an empty card anywhere.</p>"
            "<p>“Make a case” fills a new case with what was asked, and ties both together."
            " An enquiry whose number was given is not deleted but taken back with a reason.</p>"
        )


class _Table(TableView):
    """The table of enquiries, with a menu of its own."""

    def __init__(self, name: str, spoken: str, more: Callable[[QMenu, QModelIndex], None]) -> None:
        super().__init__(name, spoken)
        self._more = more

    def menu_for(self, index: QModelIndex) -> QMenu:
        """Add what can be done with an enquiry."""
        menu = super().menu_for(index)
        if index.isValid():
            self.setCurrentIndex(index)
            self._more(menu, index)
        return menu


def _look(enquiry: Enquiry) -> Tone:
    return Tone.MUTED if enquiry.is_void else Tone.PLAIN


def _outcome(enquiry: Enquiry) -> str:
    if enquiry.is_void:
        return _("Taken back")
    if enquiry.handling is Handling.REFERRED and enquiry.referred_to:
        return _("To {body}").format(body=enquiry.referred_to)
    return enquiry.handling.label


def _columns() -> tuple[Column[Enquiry], ...]:
    return (
        Column(title=_("Number"), text=lambda e: e.number, tone=_look),
        Column(
            title=_("When"),
            text=lambda e: f"{e.asked_on.isoformat()} {e.asked_at:%H:%M}",
            tone=_look,
        ),
        Column(title=_("Enquirer"), text=lambda e: e.who, tone=_look),
        Column(title=_("How"), text=lambda e: e.channel.label, tone=_look),
        Column(title=_("What was asked"), text=lambda e: e.about, tone=_look),
        Column(title=_("Handling"), text=_outcome, tone=_look),
        Column(
            title=_("Case"),
            text=lambda e: e.case_number or "—",
            tone=lambda e: Tone.ACCENT if e.case_number else Tone.MUTED,
        ),
        Column(title=_("Clerk at the counter"), text=lambda e: e.taken_by, tone=_look),
    )
