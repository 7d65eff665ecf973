"""The watchdog of the window's thread: whatever is made, is made in parts that are small.

A part is what stands between two answers of the window. Counting widgets tells the same on a fast
and on a busy computer; `python -m tests.bench smooth` tells the milliseconds.
"""

import shutil

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QWidget
from shiboken6 import delete

from mediation_desk.services import story_region
from mediation_desk.services.desk import beijing_now, open_desk
from mediation_desk.services.story import FIRST_DUE, StoryClock
from mediation_desk.ui import places
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.tabs import KINDS
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages_shown import styled

MOST = 100
"""Widgets made in one part, those included that Qt makes for a table or a choice."""


@pytest.fixture(scope="module")
def desk(told, tmp_path_factory):
    """The sample centre with its neighbours."""
    path = shutil.copyfile(told, tmp_path_factory.mktemp("parts") / "centre.desk")
    desk = open_desk(path, now=StoryClock(FIRST_DUE))
    story_region.tell(desk)
    desk.now = beijing_now
    yield desk
    desk.close()


@pytest.fixture
def jobs(qtbot):
    jobs = Jobs()
    yield jobs
    jobs.stop()


def parts(making):
    """Return how many widgets each part made."""
    made, before = [], len(QApplication.allWidgets())
    for _part in making:
        now = len(QApplication.allWidgets())
        made.append(now - before)
        before = now
    return [*made, len(QApplication.allWidgets()) - before]


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
def test_a_tab_of_a_case_is_made_in_small_parts(qtbot, desk, jobs, kind):
    tab = kind(OpenCase(desk, jobs), whole=False)
    qtbot.addWidget(tab)

    assert max(parts(tab.making)) <= MOST


@pytest.mark.parametrize("name", places.PLACES)
def test_a_page_is_made_in_small_parts(qtbot, desk, jobs, name):
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    page = places.begin(name, desk, jobs, stack)

    assert max(parts(page.making)) <= MOST
    assert page.findChildren(QWidget)


def test_what_a_page_lets_go_of_while_it_gets_its_style_is_passed_over(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    lines = [QLineEdit(page) for _line in range(3)]

    steps = styled(page)
    next(steps)
    delete(lines[1])

    assert len(list(steps)) == 2
