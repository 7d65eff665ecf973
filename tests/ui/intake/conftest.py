"""An empty sample centre with the page that takes applications in."""

import shutil

import pytest

from mediation_desk.services import story
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.intake.page import IntakePage


@pytest.fixture
def clock():
    return story.StoryClock(story.APPLIED)


@pytest.fixture
def desk(founded, tmp_path, clock):
    path = shutil.copyfile(founded, tmp_path / "centre.db")
    desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
    yield desk
    desk.close()


@pytest.fixture
def open_page(qtbot, jobs, desk, light):
    def open_it():
        page = IntakePage(desk, jobs)
        page.cases = []
        page.notices = []
        page.registered.connect(lambda key, _news: page.cases.append(key))
        page.registered.connect(lambda _key, news: page.notices.append(news))
        page.noticed.connect(lambda text, undo: page.notices.append(text))
        jobs.crashed.connect(lambda error: page.notices.append(f"crash: {error!r}"))
        qtbot.addWidget(page)
        page.resize(1190, 710)
        page.show()
        return page

    return open_it


@pytest.fixture
def page(open_page):
    return open_page()
