"""Legal aid: the list of a period with its totals, agreed and recovered side by side."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QStackedLayout, QVBoxLayout, QWidget

from mediation_desk.domain.bodies import BodyPerson
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.legal_aid import (
    AidBy,
    AidLine,
    AidMatter,
    AidState,
    LegalAid,
    aid_totals,
)
from mediation_desk.domain.money import figures
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.services import bodies, browse
from mediation_desk.services import legal_aid as service
from mediation_desk.ui.phrases import money
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.region.aid_dialog import AidDialog
from mediation_desk.ui.region.tab import RegionTab
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.buttons import primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.empty import EmptyState
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    pass

_TONES = {
    AidState.APPLIED: Tone.ACCENT,
    AidState.ASSIGNED: Tone.ACCENT,
    AidState.UNDER_WAY: Tone.GOOD,
    AidState.REFUSED: Tone.MUTED,
    AidState.ENDED: Tone.MUTED,
}


class AidTab(RegionTab):
    """A period at the head, its totals, its list."""

    KEY, TITLE = "aid", N_("Legal aid")

    def build(self) -> Iterator[None]:
        """Make the parts one after the other."""
        today = self.desk.today()
        self.first = self._day("aid_first", date(today.year, 1, 1))
        self.last = self._day("aid_last", date(today.year, 12, 31))
        yield
        self.counted = named(Choice(terms(AidBy)), "aid_by", _("Counted by"))
        self.counted.currentIndexChanged.connect(lambda _place: self._read())
        self.problem = label("", "error", name="aid_problem", wrap=True)
        self.problem.hide()
        self.new = primary(_("New application…"), "aid_new", self.add, "plus")
        self.paper = secondary(_("Form for legal aid…"), "aid_paper", self.show_paper, "paper")
        self.lawyers: tuple[BodyPerson, ...] = ()
        yield
        self.model: RowsModel[AidLine] = RowsModel(aid_columns())
        self.table = TableView("aid_list", _("Legal aid"))
        self.table.setSortingEnabled(True)
        self.table.use(self.model, (12, 20, 24, 12, 14, 23, 14, 14), 2, yields=(4, 3))
        self.table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        self.table.opened.connect(lambda index: self.edit(self.model.row(index)))
        self.empty = EmptyState(_("No legal aid in this period."), name="aid_empty", icon="scales")
        yield
        self._totals = {
            key: (label("–", "title", name=f"aid_{key}"), label(text, "small"))
            for key, text in (
                ("applied", _("Applications")),
                ("granted", _("Aid granted")),
                ("refused", _("Aid refused")),
                ("ended", _("Aid ended")),
                ("migrants", _("Migrant workers")),
                ("agreed", _("Agreed or awarded, yuan")),
                ("performed", _("Recovered (performed), yuan")),
            )
        }
        yield
        self._lay_out()

    def _day(self, name: str, day: date) -> DayEdit:
        editor = named(DayEdit(), name, _("Period"))
        editor.setFixedWidth(180)
        editor.set_day(day)
        editor.editingFinished.connect(self._read)
        return editor

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        card = Card(
            _("Legal aid of a period"),
            name="aid_card",
            note=_("Enter or a double click opens a record"),
        )
        head = FlowLayout()
        shown: tuple[QWidget, ...] = (
            self.first, self.last, self.counted, self.new, self.paper,
        )  # fmt: skip
        for widget in shown:
            head.addWidget(widget)
        card.body.addLayout(head)
        card.add(self.problem)
        totals = QGridLayout()
        totals.setHorizontalSpacing(Space.XL)
        for place, pair in enumerate(self._totals.values()):
            for row, words in enumerate(pair):
                totals.addWidget(words, row, place)
        totals.setColumnStretch(len(self._totals), 1)
        card.body.addLayout(totals)
        holder = QWidget()
        self._either = QStackedLayout(holder)
        self._either.addWidget(self.table)
        self._either.addWidget(self.empty)
        card.add(holder, 1)
        note = _(
            "Recovered is what was performed; what was agreed or awarded stands beside it. Sums"
            " that nobody entered are those of the case for this applicant, once aid is granted."
        )
        card.add(label(note, "small", name="aid_words", wrap=True))
        column.addWidget(card, 1)

    def refresh(self) -> None:
        """Read the list and the lawyers again."""
        self.new.setEnabled(self.desk.actor.may(Right.REGION))
        self.jobs.ask(self, partial(bodies.people, self.desk), self._take_lawyers)
        self._read()

    def _take_lawyers(self, people: tuple[BodyPerson, ...]) -> None:
        self.lawyers = people

    def _read(self) -> None:
        first, last = self.first.day(), self.last.day()
        if first is None or last is None:
            return
        by = AidBy.of(self.counted.code())
        self.jobs.ask(
            self,
            partial(service.in_period, self.desk, first, last, by),
            self._show,
            self._refuse,
        )

    def _refuse(self, error: DeskError) -> None:
        self.problem.setText(str(error))
        self.problem.show()

    def _show(self, lines: Sequence[AidLine]) -> None:
        self.problem.hide()
        self.model.show(lines)
        self._either.setCurrentWidget(self.table if lines else self.empty)
        self.paper.setEnabled(bool(lines))
        totals = aid_totals(lines)
        for key, text in (
            ("applied", str(totals.applied)),
            ("granted", str(totals.granted)),
            ("refused", str(totals.refused)),
            ("ended", str(totals.ended)),
            ("migrants", str(totals.migrants)),
            ("agreed", figures(totals.agreed)),
            ("performed", figures(totals.performed)),
        ):
            self._totals[key][0].setText(text)

    def print_text(self) -> str:
        """Return the list for the printer."""
        return table_html(self.table.all_text()) if self.model.rowCount() else ""

    def open_key(self, key: int) -> None:
        """Open a record."""
        self.jobs.ask(self, partial(service.line, self.desk, key), self.edit)

    def add(self) -> None:
        """Open the form of an application without a case; in a case it begins there."""
        aid = LegalAid(applicant="", matter=AidMatter.PAY, applied_on=self.desk.today())
        self._open(AidLine(aid=aid), ())

    def edit(self, line: AidLine) -> None:
        """Open a record; of one in a case the parties are read first."""
        if not self.desk.actor.may(Right.REGION):
            return
        if line.aid.case_id is None:
            self._open(line, ())
            return
        case_id = line.aid.case_id

        def parties() -> tuple[tuple[str, str], ...]:
            case = browse.case_file(self.desk, case_id)
            return tuple((str(a.id), a.person.name) for a in case.applicants)

        self.jobs.ask(self, parties, partial(self._open, line))

    def _open(self, line: AidLine, parties: Sequence[tuple[str, str]]) -> None:
        dialog = AidDialog(self.desk, self.jobs, line, self.lawyers, self, parties)
        self.show_dialog(dialog, _("Legal aid is on record."))

    def show_paper(self) -> None:
        """Show the form of the record chosen, or of the first one."""
        rows = self.table.selectionModel().selectedRows()
        if not self.model.rowCount():
            return
        line = self.model.row(rows[0]) if rows else self.model.rows[0]
        show_form(self, line)


def show_form(tab: RegionTab, line: AidLine) -> None:
    """Show the application and referral form (D-75) of a record."""
    from mediation_desk.ui.paper_dialog import PaperDialog  # QtPdf, when wanted

    name = f"{_('Application and referral for legal aid')} {line.aid.applicant}"
    make = partial(service.paper, tab.desk, line.aid.id)
    dialog = PaperDialog(tab.jobs, name, name, make, tab)
    dialog.said.connect(tab.said)
    dialog.open()


def aid_columns() -> tuple[Column[AidLine], ...]:
    """Return the columns of a list of legal aid."""
    return (
        Column(title=_("Applicant"), text=lambda x: x.aid.applicant, strong=True),
        Column(title=_("What for"), text=lambda x: x.aid.matter.label),
        Column(title=_("Employer"), text=lambda x: x.respondent or "—", tip=lambda x: x.number),
        Column(title=_("Applied on"), text=lambda x: x.aid.applied_on.isoformat()),
        Column(title=_("Assigned lawyer"), text=lambda x: x.lawyer or "—", tip=lambda x: x.firm),
        Column(
            title=_("State"),
            text=lambda x: x.aid.state.label,
            tone=lambda x: _TONES.get(x.aid.state, Tone.PLAIN),
        ),
        Column(
            title=_("Agreed, yuan"),
            text=lambda x: money(x.agreed),
            key=lambda x: x.agreed,
            right=True,
        ),
        Column(
            title=_("Recovered, yuan"),
            text=lambda x: money(x.performed),
            key=lambda x: x.performed,
            right=True,
            tone=lambda x: Tone.WARN if x.performed < x.agreed else Tone.PLAIN,
        ),
    )
