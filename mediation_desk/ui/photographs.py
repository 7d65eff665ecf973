"""Pictures of every page, taken without a screen."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop, QSize
from PySide6.QtWidgets import QApplication, QTabWidget, QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.ui import theme, translators
from mediation_desk.ui.calendar.spans import View
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.pages.calendar import CalendarPage
from mediation_desk.ui.pages.settings import SettingsPage
from mediation_desk.ui.places import (
    CALENDAR,
    CASE,
    CASES,
    EMPLOYERS,
    HANDOVER,
    INTAKE,
    PERFORMANCE,
    REGION,
    SETTINGS,
    TODAY,
    WORK,
)
from mediation_desk.ui.slices import Slices
from mediation_desk.ui.theme import Scheme

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

SIZE = QSize(1366, 768)
SETTLE_MS = 150
DRAWN_MS = 600
LONGEST_MS = 20_000
PAUSE_S = 0.005
"""Left to the workers between two looks at whether they are done."""


def photograph_pages(
    app: QApplication,
    desk: "Desk",
    folder: Path,
    *,
    scheme: Scheme = Scheme.LIGHT,
    size: QSize = SIZE,
    large: bool = False,
) -> Sequence[Path]:
    """Write a PNG of every page of the window into a folder."""
    from mediation_desk.services import settings

    folder.mkdir(parents=True, exist_ok=True)
    translators.install(app)
    theme.apply(app, scheme, large=large)
    jobs = Jobs()
    window = MainWindow(jobs)
    window.resize(size)
    window.show()
    window.take(desk, settings.officers(desk))
    try:
        return [shot(app, jobs, window, folder, name) for name in _views(app, jobs, window)]
    finally:
        window.close()
        jobs.stop()
        app.processEvents()


def _views(app: QApplication, jobs: Jobs, window: MainWindow) -> Iterator[str]:
    """Bring each page into view in turn, and name it."""
    for name in (TODAY, CASES, PERFORMANCE, EMPLOYERS):
        window.show_page(name)
        yield name
    calendar = window.show_page(CALENDAR)
    if isinstance(calendar, CalendarPage):
        for view in View:
            calendar.look_by(view)
            yield f"{CALENDAR}-{view.value}"
    settings = window.show_page(SETTINGS)
    if isinstance(settings, SettingsPage):
        for section in settings.sections:
            settings.show_section(section)
            yield f"settings-{section}"
    yield from _region(window)
    for name in (WORK, HANDOVER, INTAKE):
        window.show_page(name)
        yield name
    for case_id in _first_case(app, jobs, window):
        window.open_case(case_id)
        _settle(app, jobs, window)
        for tabs in window.stack.currentWidget().findChildren(QTabWidget):
            for index in range(tabs.count()):
                tabs.setCurrentIndex(index)
                page = tabs.widget(index)
                name = page.objectName().split("_", 1)[-1] if page else str(index)
                yield f"{CASE}-{name}"


def _region(window: MainWindow) -> Iterator[str]:
    """Bring each tab of the region's page into view."""
    region = window.show_page(REGION)
    for tabs in region.findChildren(QTabWidget, "region_tabs") if region else ():
        for index in range(tabs.count()):
            tabs.setCurrentIndex(index)
            yield f"{REGION}-{index + 1}"


def _first_case(app: QApplication, jobs: Jobs, window: MainWindow) -> list[int]:
    from mediation_desk.domain.case import CaseFilter, CaseOrder
    from mediation_desk.services import browse

    found: list[int] = []
    desk = window.desk
    assert desk is not None, "the window has taken the desk"
    jobs.ask(
        window,
        lambda: browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, True),
        lambda ids: found.extend(ids[:1]),
    )
    _settle(app, jobs, window)
    return found


def shot(app: QApplication, jobs: Jobs, window: QWidget, folder: Path, name: str) -> Path:
    """Write a picture of the window as it is once the workers have come to rest."""
    _settle(app, jobs, window)
    path = folder / f"{name}.png"
    if not window.grab().save(str(path)):
        raise DeskError(_("{file}: the picture could not be written.").format(file=path.name))
    return path


def _settle(app: QApplication, jobs: Jobs, window: QWidget) -> None:
    """Wait until the workers have nothing left, and what they brought is made and painted."""
    clock = QElapsedTimer()
    clock.start()
    quiet_since = 0
    while clock.elapsed() < LONGEST_MS:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        sleep(PAUSE_S)
        if jobs.busy or any(slices.busy for slices in window.findChildren(Slices)):
            quiet_since = clock.elapsed()
        elif clock.elapsed() - quiet_since > (DRAWN_MS if _shows_pages(window) else SETTLE_MS):
            return


def _shows_pages(window: QWidget) -> bool:
    """Say whether a paper is in view: Qt draws its pages beside the window and tells nobody."""
    return any(view.isVisible() for view in window.findChildren(QWidget, "pdf_view"))
