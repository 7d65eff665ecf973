"""Letters of supervision: the list of matters, and one of them with its letters."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.rights import Right
from mediation_desk.domain.supervision import (
    LetterCounts,
    LetterSettings,
    LetterState,
    Matter,
    MatterLine,
    MatterSource,
)
from mediation_desk.i18n import N_, _
from mediation_desk.services import supervision as service
from mediation_desk.ui.phrases import day_from_now, due_tone
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.region.matter_dialogs import LetterSettingsDialog, MatterDialog
from mediation_desk.ui.region.matter_view import MatterView
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card, scrolling
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

PAUSE_MS = 180


class LettersTab(RegionTab):
    """The list; one matter opens in its place, Esc goes back."""

    KEY, TITLE = "letters", N_("Letters of supervision")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        self._matter_id = 0
        self.search = named(QLineEdit(), "letter_search", _("Employer, number or matter"))
        self.search.setPlaceholderText(_("Employer, number or matter"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(260)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.open_only = named(QCheckBox(_("Open ones only")), "open_only", _("Open ones only"))
        self.open_only.toggled.connect(lambda _on: self.refresh())
        self.open_only.setMinimumHeight(self.search.sizeHint().height())
        yield
        self.new = primary(_("New matter…"), "matter_new", self.add_matter, "plus")
        self.union = secondary(_("Who sends letters…"), "letter_sender", self.edit_settings)
        yield
        self.model: RowsModel[MatterLine] = RowsModel(_columns(self.desk.today))
        self.table = TableView("matters", _("Matters of supervision"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (24, 20, 12, 11, 28, 13, 12), 0)
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(lambda index: self.open_key(self.model.row(index).id))
        self.empty = EmptyState("", name="letters_empty", icon="paper")
        self.counts = label("", "small", name="letter_counts", wrap=True)
        yield
        self.one = MatterView(self)
        self.one.closed.connect(self.escape)
        yield
        self._lay_out()

    def _lay_out(self) -> None:
        listing = QWidget()
        column = QVBoxLayout(listing)
        column.setContentsMargins(0, Space.S, 0, 0)
        card = Card(
            _("Matters of supervision"),
            name="letters_list_card",
            note=_("Enter or a double click opens a matter"),
        )
        head = FlowLayout()
        for widget in (self.search, self.open_only, self.new, self.union):
            head.addWidget(widget)
        card.body.addLayout(head)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        card.add(self.counts)
        column.addWidget(card, 1)
        self._views = QStackedLayout(self)
        self._views.addWidget(listing)
        self._views.addWidget(scrolling(self.one, "matter_scroll"))

    def refresh(self) -> None:
        """Read the list, and the matter that is open."""
        self.new.setEnabled(self.desk.actor.may(Right.REGION))
        self.union.setEnabled(self.desk.actor.may(Right.SETTINGS))
        text, open_only = self.search.text().strip(), self.open_only.isChecked()
        self.jobs.ask(
            self,
            lambda: service.lines(self.desk, text, open_only=open_only),
            partial(self._show, text),
        )
        today = self.desk.today()
        first, last = date(today.year, 1, 1), date(today.year, 12, 31)
        self.jobs.ask(self, partial(service.counts, self.desk, first, last), self._show_counts)
        if self._matter_id:
            self.open_key(self._matter_id)

    def _show_counts(self, counts: Sequence[LetterCounts]) -> None:
        told = (
            _("{kind}: {issued} issued, {answered} answered, {late} overdue").format(
                kind=one.kind.label, issued=one.issued, answered=one.answered, late=one.late
            )
            for one in counts
            if one.kind.written
        )
        year = self.desk.today().year
        self.counts.setText(_("{year}: {told}").format(year=year, told=_("; ").join(told)))

    def _show(self, text: str, lines: Sequence[MatterLine]) -> None:
        if text != self.search.text().strip():
            return
        self.model.show(lines)
        self.empty.text.setText(
            _("No matter matches.")
            if text or self.open_only.isChecked()
            else _("No matter of supervision yet. A complaint or an inspection begins one.")
        )
        self._either.setCurrentWidget(self.table if lines else self.empty)

    def open_key(self, key: int) -> None:
        """Open a matter."""
        self._matter_id = key
        self.jobs.ask(
            self,
            partial(service.matter, self.desk, key),
            self._show_matter,
            partial(self._not_read, key),
        )

    def _not_read(self, key: int, error: DeskError) -> None:
        """Stay with the matter in view, if one is."""
        if self._matter_id == key:
            in_view = self._views.currentIndex() == 1 and self.one.matter is not None
            self._matter_id = self.one.matter.id if in_view and self.one.matter else 0
        self.jobs.refused.emit(error)

    def _show_matter(self, matter: Matter) -> None:
        if self._matter_id == matter.id:
            self.one.show_matter(matter)
            self._views.setCurrentIndex(1)

    def escape(self) -> bool:
        """Go back to the list."""
        was_open, self._matter_id = bool(self._matter_id), 0
        self._views.setCurrentIndex(0)
        if was_open:
            self.table.setFocus()
        return was_open

    def print_text(self) -> str:
        """Return the list, or the letters of the matter that is open, for the printer."""
        shown = self.one.table if self._matter_id else self.table
        return table_html(shown.all_text()) if shown.model().rowCount() else ""

    def add_matter(self) -> None:
        """Open the form of a new matter."""
        self.begin(
            Matter(
                employer="",
                source=MatterSource.COMPLAINT,
                received_on=self.desk.today(),
                subject="",
            )
        )

    def begin(self, matter: Matter) -> None:
        """Open the form of a matter that is proposed, then the matter itself."""
        dialog = MatterDialog(self.desk, self.jobs, matter, self, self.open_key)
        self.show_dialog(dialog, _("The matter is taken up."))

    def edit_settings(self) -> None:
        """Open who sends letters."""
        self.jobs.ask(self, partial(service.settings, self.desk), self._open_settings)

    def _open_settings(self, settings: LetterSettings) -> None:
        dialog = LetterSettingsDialog(self.desk, self.jobs, settings, self)
        self.show_dialog(dialog, _("The settings of letters are saved."))


def _columns(today: Callable[[], date]) -> tuple[Column[MatterLine], ...]:
    return (
        Column(title=_("Employer"), text=lambda x: x.employer, strong=True),
        Column(title=_("What it is about"), text=lambda x: x.subject, tip=lambda x: x.subject),
        Column(title=_("Where it comes from"), text=lambda x: x.source.label),
        Column(title=_("Begun"), text=lambda x: x.received_on.isoformat()),
        Column(title=_("Latest letter"), text=_latest),
        Column(title=_("State"), text=_state, tone=lambda x: _state_tone(x)),
        Column(
            title=_("Answer due"),
            text=lambda x: day_from_now(x.due, today()) if x.due else "—",
            key=lambda x: x.due or date.max,
            tone=lambda x: due_tone(x.due, today()),
            tip=lambda x: x.due.isoformat() if x.due else "—",
        ),
    )


def _latest(line: MatterLine) -> str:
    if line.kind is None:
        return "—"
    return f"{line.kind.label} {line.reference}".strip()


def _state(line: MatterLine) -> str:
    if line.ended_as is not None:
        return line.ended_as.label
    if line.declined is not None:
        return _("Not accepted")
    return line.state.label if line.state else _("Taken up")


def _state_tone(line: MatterLine) -> Tone:
    if line.ended_as is not None or line.declined is not None:
        return Tone.MUTED
    return Tone.BAD if line.state is LetterState.LATE else Tone.PLAIN
