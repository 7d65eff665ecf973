"""The centre of the journeys: its file, its clock, its window, and the people who share it."""

import re
import zipfile
from html import unescape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from mediation_desk.services import browse, settings, story
from mediation_desk.services.desk import open_desk
from mediation_desk.ui import theme
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.theme import Scheme
from tests.journeys.hand import Hand

CLERK, MEDIATOR, SUPERVISOR = story.CLERK.name, story.MEDIATOR.name, story.SUPERVISOR.name


class Office:
    """Opens the centre's file in the real window, at the size of a small screen."""

    def __init__(self, qtbot, qapp, path):
        self._qtbot = qtbot
        self.path = path
        self.clock = story.StoryClock(story.APPLIED)
        theme.apply(qapp, Scheme.LIGHT)
        self.crashes = []

    def open(self, actor=CLERK):
        """Start the window as in the morning, with a person at it."""
        self.desk = open_desk(self.path, now=self.clock, actor=actor)
        self.jobs = Jobs()
        self.jobs.crashed.connect(self.crashes.append)
        self.window = MainWindow(self.jobs)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        self._qtbot.waitExposed(self.window)
        self.window.take(self.desk, settings.officers(self.desk))
        self.hand = Hand(self._qtbot, self.window, self.jobs)
        self.hand.rest()
        return self.hand

    def close(self):
        """Close the window as its cross does, and let go of the file."""
        self.window.close()
        self.jobs.stop()
        QApplication.processEvents()
        self.window.deleteLater()
        self.jobs.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.desk.close()
        assert self.crashes == []

    def at(self, day, hour=9, minute=0):
        """Let the story go on to a day and time; the window stays open meanwhile."""
        self.clock.at(day, hour, minute)
        self.hand.key(Qt.Key.Key_F5)
        self.hand.rest()

    def sit_down(self, name):
        """Let another person take over by the menu at the foot of the rail."""
        self.hand.click("person")
        self.hand.choose_from_menu(name)
        self.hand.told(f"{name}")
        assert self.hand.text("person").startswith(name)

    def on_disk(self, case_id=1):
        """Open the file anew and read a case from it, as after a restart."""
        fresh = open_desk(self.path, now=self.clock)
        try:
            return browse.case_file(fresh, case_id)
        finally:
            fresh.close()


def word_text(path):
    """Return the words of a .docx file, without blanks and line ends."""
    with zipfile.ZipFile(path) as archive:
        body = archive.read("word/document.xml").decode()
    return "".join(unescape(re.sub(r"<[^>]+>", "", body)).split())


def pdf_text(path):
    """Return the words of a PDF file, without blanks and line ends."""
    document = QPdfDocument()
    document.load(str(path))
    pages = (document.getAllText(page).text() for page in range(document.pageCount()))
    return "".join("".join(pages).split())


def page_count(path):
    """Return how many pages a PDF file has."""
    document = QPdfDocument()
    document.load(str(path))
    return document.pageCount()
