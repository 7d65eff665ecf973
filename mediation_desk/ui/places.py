"""The pages of the window: what they are called, where they are, how they are reached."""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from mediation_desk.domain.rights import Right
from mediation_desk.i18n import N_, _
from mediation_desk.ui.rail import Entry

if TYPE_CHECKING:  # a page is loaded when it is first wanted
    from PySide6.QtWidgets import QWidget

    from mediation_desk.domain.rights import Actor
    from mediation_desk.services.desk import Desk
    from mediation_desk.ui.jobs import Jobs
    from mediation_desk.ui.page import Page

TODAY, CASES, ENQUIRIES, CALENDAR = "today", "cases", "enquiries", "calendar"
PERFORMANCE, EMPLOYERS, REGION, SETTINGS = "performance", "employers", "region", "settings"
STATISTICS, WORK = "statistics", "work"
CASE, INTAKE, HANDOVER, CALCULATOR = "case", "intake", "handover", "calculator"
NEXT = "next"
"""In a case: where its next step is taken, whichever tab that is."""
DRAFT = "draft"
"""In a case: the dialog that was left there last, with its draft."""


class Place(NamedTuple):
    """A page: its module and class; its title and icon on the rail, if it stands there.

    `words` are further words, pinyin initials among them, under which the search field finds it;
    `under` is the page that is marked on the rail while one without an entry is shown.
    """

    module: str
    page: str
    title: str = ""
    icon: str = ""
    words: str = ""
    under: str = ""
    right: Right = Right.READ
    """Who may come here."""


_PAGES = "mediation_desk.ui.pages"

PLACES: dict[str, Place] = {
    TODAY: Place(f"{_PAGES}.today", "TodayPage", N_("Today"), "today", "jr today"),
    CASES: Place(f"{_PAGES}.cases", "CasesPage", N_("Cases"), "cases", "aj cases"),
    CASE: Place("mediation_desk.ui.case.page", "CasePage", under=CASES),
    INTAKE: Place("mediation_desk.ui.intake.page", "IntakePage", under=CASES, right=Right.REGISTER),
    ENQUIRIES: Place(
        f"{_PAGES}.enquiries", "EnquiriesPage", N_("Enquiries"), "enquiries", "zx enquiries"
    ),
    CALENDAR: Place(
        f"{_PAGES}.calendar", "CalendarPage", N_("Hearings calendar"), "calendar", "rc rl calendar"
    ),
    PERFORMANCE: Place(
        f"{_PAGES}.performance", "PerformancePage", N_("Performance"), "money", "lx performance"
    ),
    EMPLOYERS: Place(
        f"{_PAGES}.employers", "EmployersPage", N_("Employers"), "employers", "yrdw employers"
    ),
    REGION: Place(f"{_PAGES}.region", "RegionPage", N_("Region"), "region", "qypt region"),
    CALCULATOR: Place(
        f"{_PAGES}.calculator", "CalculatorPage", N_("Calculator"), "scales", "hs js calculator"
    ),
    STATISTICS: Place(
        f"{_PAGES}.statistics", "StatisticsPage", N_("Statistics"), "statistics", "tj statistics"
    ),
    SETTINGS: Place(
        f"{_PAGES}.settings",
        "SettingsPage",
        N_("Settings"),
        "settings",
        "sz settings czrz rizhi journal",
        right=Right.HOUSE,
    ),
    WORK: Place(f"{_PAGES}.work", "WorkPage", under=STATISTICS),
    HANDOVER: Place(f"{_PAGES}.handover", "HandoverPage", under=SETTINGS),
}
"""Every page, in the order in which they are likely to be wanted and stand on the rail."""


def entries() -> tuple[Entry, ...]:
    """Return the pages on the rail, each with the key of its place; the last stands at the foot."""
    shown = [(name, place) for name, place in PLACES.items() if place.title]
    keys = {name: number for number, name in enumerate(_numbered(shown), start=1)}
    return tuple(
        Entry(name, _(place.title), place.icon, f"Ctrl+{keys.get(name, 0)}")
        for name, place in shown
    )


def open_to(actor: "Actor") -> frozenset[str]:
    """Return the pages that somebody may come to."""
    return frozenset(name for name, place in PLACES.items() if actor.may(place.right))


def _numbered(shown: list[tuple[str, Place]]) -> list[str]:
    """Return the pages with a figure from 1 to 9; the tenth, which came last, has the 0."""
    return [name for name, _place in shown if name != STATISTICS]


def begin(name: str, desk: "Desk", jobs: "Jobs", parent: "QWidget") -> "Page":
    """Begin to make a page; its module is loaded if it is not yet."""
    place = PLACES[name]
    begun = getattr(import_module(place.module), place.page)(desk, jobs, parent, whole=False)
    begun.setObjectName(name)
    return cast("Page", begun)
