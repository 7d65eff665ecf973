"""Settings: the centre, its rooms and people, figures, backups, and the look."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Role
from mediation_desk.i18n import N_, _
from mediation_desk.services import settings as service
from mediation_desk.services.settings import Settings
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.page import Page
from mediation_desk.ui.pages.sections.accounts import AccountsSection
from mediation_desk.ui.pages.sections.appearance import AppearanceSection
from mediation_desk.ui.pages.sections.backup import BackupSection
from mediation_desk.ui.pages.sections.calendar import CalendarSection
from mediation_desk.ui.pages.sections.centre import CentreSection
from mediation_desk.ui.pages.sections.figures import FiguresSection
from mediation_desk.ui.pages.sections.forms import FormsSection
from mediation_desk.ui.pages.sections.house_rules import HouseRulesSection
from mediation_desk.ui.pages.sections.journal import JournalSection
from mediation_desk.ui.pages.sections.office import OfficeSection
from mediation_desk.ui.pages.sections.people import PeopleSection
from mediation_desk.ui.pages.sections.periods import PeriodsSection
from mediation_desk.ui.pages.sections.platforms import PlatformsSection
from mediation_desk.ui.pages.sections.recycling import RecyclingSection
from mediation_desk.ui.pages.sections.regional import RegionalSection
from mediation_desk.ui.pages.sections.rooms import RoomsSection
from mediation_desk.ui.pages.sections.section import Section
from mediation_desk.ui.printing import table_html
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.card import scrolling
from mediation_desk.ui.widgets.naming import named

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

SECTIONS: dict[str, tuple[str, Callable[["Desk", Jobs], Section]]] = {
    "centre": (N_("Centre"), CentreSection),
    "rooms": (N_("Rooms"), RoomsSection),
    "office": (N_("Hearings and office hours"), OfficeSection),
    "people": (N_("People"), PeopleSection),
    "accounts": (N_("Accounts"), AccountsSection),
    "platforms": (N_("Other platforms"), PlatformsSection),
    "forms": (N_("Form templates"), FormsSection),
    "figures": (N_("Data and standards"), FiguresSection),
    "regional": (N_("Regional rules"), RegionalSection),
    "calendar": (N_("Working calendar"), CalendarSection),
    "periods": (N_("Periods"), PeriodsSection),
    "house_rules": (N_("House rules"), HouseRulesSection),
    "journal": (N_("Journal"), JournalSection),
    "recycling": (N_("Recycle bin"), RecyclingSection),
    "backup": (N_("Backup"), BackupSection),
    "appearance": (N_("Appearance"), AppearanceSection),
}
"""The sections in their order, with what the list calls them."""
_WATCH = ("accounts", "journal", "appearance")
"""The sections of whoever audits (审计员)."""


class Sections(Mapping[str, Section]):
    """The sections by name; each is made when it is first asked for."""

    def __init__(self, make: Callable[[str], Section]) -> None:
        self._make = make
        self._there: dict[str, Section] = {}

    def __getitem__(self, name: str) -> Section:
        if name not in self._there:
            self._there[name] = self._make(name)
        return self._there[name]

    def __iter__(self) -> Iterator[str]:
        return iter(SECTIONS)

    def __len__(self) -> int:
        return len(SECTIONS)

    def there(self) -> tuple[Section, ...]:
        """Return those made so far, in their order."""
        return tuple(self._there[name] for name in SECTIONS if name in self._there)


_FRAMES = 6
"""Sections that get their place in one part."""


class SettingsPage(Page):
    """Sections at the left, the one chosen at the right."""

    NAME, TITLE = "settings", N_("Settings")
    UNDOES = frozenset(
        {
            "centre",
            "room",
            "app_user",
            "option",
            "platform",
            "platform_field",
            "form_version",
            "form_in_force",
            "own_figure",
            "calendar_year",
            "house_period",
        }
    )

    reopen = Signal()
    restore = Signal(object)
    rebuilding = Signal(object)
    """Put another desk in the place of this one (a function from desk to desk)."""
    handing_over = Signal(int)
    """Hand the cases of a person over."""

    def build(self) -> Iterator[None]:
        """Make the frame; each section is made when it is first wanted."""
        self._settings: Settings | None = None
        self.sections = Sections(self._made)
        yield from self._lay_out()
        self.names.currentRowChanged.connect(self._bring_up)

    def ahead(self) -> Iterator[None]:
        """Make the sections that were not wanted yet."""
        for name in self.sections:
            self.sections[name]
            yield

    def _lay_out(self) -> Iterator[None]:
        self.names = named(QListWidget(), "settings_sections", _("Sections"))
        self.names.setFrameShape(QFrame.Shape.NoFrame)
        self.names.setFixedWidth(self.fontMetrics().height() * 8)
        self.stack = named(QStackedWidget(), "settings_stack", _("Settings"))
        left = QFrame()
        left.setProperty("role", "card")
        inside = QHBoxLayout(left)
        inside.setContentsMargins(Space.XS, Space.S, Space.XS, Space.S)
        inside.addWidget(self.names)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.M, 0, Space.M)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self.stack, 1)

        yield
        for place, (name, (title, _kind)) in enumerate(SECTIONS.items(), 1):
            entry = QListWidgetItem(_(title), self.names)
            entry.setSizeHint(QSize(0, self.fontMetrics().height() + 16))
            self.stack.addWidget(scrolling(QWidget(), f"settings_{name}_scroll"))
            if place % _FRAMES == 0:
                yield
        self.names.setCurrentRow(0)

    def _made(self, name: str) -> Section:
        """Make a section in its place and show it what is stored."""
        section = SECTIONS[name][1](self.desk, self.jobs)
        section.noticed.connect(self.noticed)
        section.offered.connect(self.offered)
        self._connect(section)
        if self._settings is not None:
            section.show_settings(self._settings)
        area = self.stack.widget(list(SECTIONS).index(name))
        assert isinstance(area, QScrollArea)
        section.setProperty("role", "clear")
        area.setWidget(section)
        section.show()
        return section

    def _connect(self, section: Section) -> None:
        """Hear what a section asks of the window."""
        match section:
            case JournalSection():
                section.wanted_case.connect(lambda key: self.wanted_case.emit(key, "record"))
            case RecyclingSection():
                section.wanted_case.connect(lambda key: self.wanted_case.emit(key, ""))
            case FiguresSection() | RegionalSection():
                section.wanted_case.connect(self._open_claims)
            case PeopleSection():
                section.handing_over.connect(self.handing_over)
                section.wanted_section.connect(self.show_section)
            case AccountsSection():
                section.rebuilding.connect(self.rebuilding)
            case AppearanceSection():
                section.reopen.connect(self.reopen)
            case BackupSection():
                section.restore.connect(self.restore)

    def _bring_up(self, row: int) -> None:
        section = self.sections[list(SECTIONS)[row]]
        self.stack.setCurrentIndex(row)
        section.came_up()

    def _open_claims(self, case_id: int) -> None:
        self.wanted_case.emit(case_id, "claims")

    def refresh(self) -> None:
        """Read the settings again."""
        self.jobs.ask(self, partial(service.load, self.desk), self.show_settings)

    def show_settings(self, settings: Settings) -> None:
        """Show what is stored in every section."""
        self._settings = settings
        self._open_to_actor()
        for section in self.sections.there():
            section.show_settings(settings)
        self.sections[self.shown]

    def _open_to_actor(self) -> None:
        """Leave out what is no concern of whoever only keeps watch; the journal comes first."""
        watches_only = self.desk.actor.roles == {Role.AUDITOR}
        for row, name in enumerate(self.sections):
            self.names.setRowHidden(row, watches_only and name not in _WATCH)
        if watches_only and self.shown not in _WATCH:
            self.show_section("journal")

    def show_section(self, name: str) -> None:
        """Go to a section."""
        self.names.setCurrentRow(list(SECTIONS).index(name))

    def in_view(self) -> str:
        """Return the section in view."""
        return self.shown

    def come_back_to(self, part: str) -> None:
        """Go to that section again."""
        if part in SECTIONS:
            self.show_section(part)

    def print_text(self) -> str:
        """Return the figures, the periods or the year's calendar while they are in view."""
        match self.sections[self.shown]:
            case FiguresSection() | PeriodsSection() | JournalSection() as section:
                return table_html(section.table.all_text())
            case FormsSection() as forms:
                return table_html(forms.list.table.all_text())
            case CalendarSection() as calendar:
                return calendar.print_text()
        return ""

    @property
    def shown(self) -> str:
        """The name of the section in view."""
        return list(SECTIONS)[self.names.currentRow()]

    def kept(self, entry: Entry) -> str:
        """Keep the protection by passwords, and people who may have signed in meanwhile."""
        if entry.doing == "protect":
            return _("The protection by passwords is not undone. It is changed under Accounts.")
        if any(c.table == "app_user" and c.before is None for c in entry.changes):
            return _(
                "A person who was added is not undone. Open them under People and mark them as"
                " having left."
            )
        return ""

    def help_text(self) -> str:
        """Explain the page."""
        return (
            _(
                "<p>The centre's name and address print on every paper. The pattern of case numbers"
                " applies from the next case on.</p>"
                "<p>Data and standards lists what the sums are computed from, each with its source"
                " and how sure it is. A figure that is missing is entered with its document; a"
                " doubtful one is confirmed or corrected. The open cases that it changes are shown"
                " before it is taken.</p>"
            )
            + _(
                "<p>Backups make themselves every hour while somebody works, and at the end. Name a"
                " second medium for them, a stick or another disk: the window says when it has not"
                " been there for long. Each month the newest backup is restored on trial. What was"
                " deleted lies in the recycle bin for thirty days.</p>"
            )
            + _(
                "<p>A new working calendar shows which days, clocks and hearings it concerns before"
                " anything changes. Periods of the law are fixed; those of the house are the"
                " centre's to set.</p>"
            )
            + _(
                "<p>Form templates are edited in Word or WPS. Fields stand in double braces; choose"
                " them under Fields, where a click copies one. A template with faults is not taken;"
                " every version is kept, and papers that were issued stay as they were.</p>"
            )
            + _(
                "<p>The journal tells who did what and when, in the whole centre. Its check finds"
                " entries that were changed or taken out; with the check code on an issued"
                " agreement or a printed report, or with an older backup, also an end that was"
                " cut off.</p>"
            )
        )
