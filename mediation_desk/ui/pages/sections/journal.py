"""The journal of the centre: a timeline to search, and the check that nobody altered it."""

from datetime import UTC, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from mediation_desk.domain.day_text import BEIJING, beijing
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Asked, Checked, Line
from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.services import journals
from mediation_desk.services.settings import Settings
from mediation_desk.ui.accounts.backup_key import with_key
from mediation_desk.ui.case.acts import entry_name
from mediation_desk.ui.case.acts_house import KINDS
from mediation_desk.ui.files import ask_open
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.sections.journal_words import told
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.buttons import link, primary, secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.flow import FlowLayout
from mediation_desk.ui.widgets.labels import label, set_tone
from mediation_desk.ui.widgets.naming import named
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:
    from mediation_desk.security.keyring import Root
    from mediation_desk.services.desk import Desk

PAUSE_MS = 250


class JournalSection(Section):
    """Who did what and when, in the whole centre; those who keep watch check it here."""

    wanted_case = Signal(int)

    def __init__(self, desk: "Desk", jobs: Jobs) -> None:
        super().__init__(desk, jobs, "journal", _("Journal"))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.column.addWidget(self._check_card())
        self.column.addWidget(self._timeline_card(), 1)

    # -- checking -----------------------------------------------------------------------------

    def _check_card(self) -> Card:
        self.verdict = label("", "", name="journal_verdict", wrap=True)
        self.verdict.setText(
            _(
                "Every entry is sealed with the one before it. Logs and reports carry a check"
                " code: with it, or with an older backup, a journal that was cut off or written"
                " anew is found out."
            )
        )
        self.code = named(QLineEdit(), "journal_code", _("Check code on a print"))
        self.code.setPlaceholderText(_("Check code on a print (optional)"))
        self.code.setFixedWidth(self.fontMetrics().averageCharWidth() * 34)
        self.code.returnPressed.connect(self.check)
        self.check_button = primary(_("Check the journal"), "journal_check", self.check, "shield")
        self.compare = secondary(
            _("Compare with a backup…"), "journal_compare", self.choose_backup, "import"
        )
        self.checks = Card(_("Check"), name="journal_check_card")
        self.checks.add(self.verdict)
        row = FlowLayout()
        for widget in (self.check_button, self.code, self.compare):
            row.addWidget(widget)
        self.checks.body.addLayout(row)
        return self.checks

    def check(self) -> None:
        """Check every entry, and the code where one is typed."""
        self._work(partial(journals.checked, self.desk, self.code.text()))

    def choose_backup(self) -> None:
        """Ask for a backup whose journal the present one must go on from."""
        path = ask_open(self, _("Compare with a backup"), "*.deskbackup;;*", "backup")
        if path is not None:
            self.compare_with(path)

    def compare_with(self, path: Path) -> None:
        """Check the journal against that of an older backup."""

        def go_on(root: "Root | None" = None) -> None:
            self._work(partial(journals.checked_by_backup, self.desk, path, root))

        with_key(self.jobs, path, self, go_on, self._refused)

    def _work(self, job: "partial[Checked]") -> None:
        self.check_button.setEnabled(False)
        self._judge(_("Every entry is being checked…"), Tone.MUTED)
        rendering = self.jobs.render(self, lambda _progress: job(), self._checked, self._refused)
        rendering.stopped.connect(lambda: self.check_button.setEnabled(True))

    def _checked(self, checked: Checked) -> None:
        self.check_button.setEnabled(True)
        if checked.sound:
            said = _("{n} entries, unbroken. Check code now: {code}").format(
                n=checked.entries, code=checked.code
            )
            if checked.agrees:
                said = f"{checked.agrees} {said}"
            self._judge(said, Tone.GOOD)
        else:
            self._judge(checked.finding, Tone.BAD)

    def _refused(self, error: DeskError) -> None:
        self.check_button.setEnabled(True)
        self._judge(str(error), Tone.WARN)

    def _judge(self, text: str, tone: Tone) -> None:
        self.verdict.setText(text)
        set_tone(self.verdict, tone)

    # -- the timeline ---------------------------------------------------------------------------

    def _timeline_card(self) -> Card:
        self.person = named(Choice([("", _("Everybody"))]), "journal_person", _("Who"))
        kinds = [("", _("All acts")), *((key, _(title)) for key, (title, _acts) in KINDS.items())]
        self.kind = named(Choice(kinds), "journal_kind", _("What"))
        self.kind.setMinimumContentsLength(9)
        self.case = named(QLineEdit(), "journal_case", _("Case number"))
        self.case.setPlaceholderText(_("Case number"))
        self.case.setClearButtonEnabled(True)
        self.first = named(DayEdit(), "journal_first", _("From"))
        self.last = named(DayEdit(), "journal_last", _("Until"))
        row = FlowLayout()
        for widget in (self.person, self.kind, self.case, self.first, self.last):
            row.addWidget(widget)
        for field, words in ((self.first, _("From")), (self.last, _("Until"))):
            field.setPlaceholderText(words)
        for choice in (self.person, self.kind):
            choice.currentIndexChanged.connect(lambda _index: self._pause.start(0))
        for edit in (self.case, self.first, self.last):
            edit.textChanged.connect(lambda _text: self._pause.start())
        card = Card(_("Timeline"), name="journal_card")
        card.body.addLayout(row)
        card.add(self._table(), 1)
        self.older = link(_("Show older entries"), "journal_more", self.read_older)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.older)
        card.body.addLayout(foot)
        return card

    def _table(self) -> TableView:
        self.model: RowsModel[Line] = RowsModel(
            (
                Column(title=_("When"), text=lambda one: f"{beijing(one.entry.at):%Y-%m-%d %H:%M}"),
                Column(title=_("Who"), text=lambda one: one.entry.actor, strong=True),
                Column(title=_("What"), text=lambda one: entry_name(one.entry)),
                Column(title=_("Case"), text=lambda one: one.number),
                Column(title=_("Told"), text=told, tip=told),
            )
        )
        self.table = TableView("timeline", _("Journal"))
        self.table.setSortingEnabled(False)
        self.table.use(self.model, (16, 8, 18, 23, 16), 4, (3,), (1, 2, 3))
        self.table.say_when_empty(_("No act fits what is asked for."))
        self.table.setMinimumHeight(190)
        self.table.opened.connect(self._open)
        return self.table

    def show_settings(self, _settings: Settings) -> None:
        """Read the journal again, if it is in view or was."""
        watches = self.desk.actor.may(Right.JOURNAL)
        self.checks.setVisible(watches)
        self.person.setVisible(watches)
        if watches:
            self.jobs.ask(self, partial(journals.people, self.desk), self._offer_people)
        if self.isVisible():
            self.read()

    def came_up(self) -> None:
        """Read when the section comes into view."""
        self.read()

    def _offer_people(self, names: tuple[str, ...]) -> None:
        self.person.offer([("", _("Everybody")), *((name, name) for name in names)])

    def asked(self) -> Asked:
        """Return what is asked for; a day that cannot be read narrows nothing."""
        first, last = self.first.day(), self.last.day()
        kind = self.kind.code()
        return Asked(
            person=self.person.code(),
            case=self.case.text().strip(),
            since=datetime.combine(first, time(), BEIJING).astimezone(UTC) if first else None,
            until=datetime.combine(last + timedelta(days=1), time(), BEIJING).astimezone(UTC)
            if last
            else None,
            doings=KINDS[kind][1] if kind else frozenset(),
        )

    def read(self) -> None:
        """Read the newest entries that are asked for."""
        self.jobs.ask(self, partial(journals.lines, self.desk, self.asked()), self._show)

    def read_older(self) -> None:
        """Read the entries before those shown."""
        rows = self.model.rows
        if rows:
            job = partial(journals.lines, self.desk, self.asked(), rows[-1].entry.id)
            self.jobs.ask(self, job, lambda found: self._show((*rows, *found), len(found)))

    def _show(self, lines: tuple[Line, ...], read: int | None = None) -> None:
        self.model.show(lines)
        self.older.setVisible((len(lines) if read is None else read) >= journals.PAGE)

    def _open(self, index: QModelIndex) -> None:
        case_id = self.model.row(index).entry.case_id
        if case_id is not None and self.desk.actor.may(Right.READ):
            self.wanted_case.emit(case_id)
