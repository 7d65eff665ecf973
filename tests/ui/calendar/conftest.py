"""A centre with three cases to plan for, one hearing fixed and one held, on Monday 19 October."""

import shutil
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest

from mediation_desk import i18n
from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.centre import Room
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.services import browse, hearings, intake, settings, steps, story
from mediation_desk.services.desk import acting, open_desk
from mediation_desk.ui.calendar.spans import View
from mediation_desk.ui.memory import remember
from mediation_desk.ui.pages.calendar import CalendarPage

MONDAY = date(2026, 10, 19)
FIXED = date(2026, 10, 22)
WORKERS = (("李建国",), ("王秀英",), ("张志强",))
FIRMS = ("宣化永固建筑工程有限公司", "桥东区某餐饮有限公司", "怀来某矿业有限公司")


def _register(desk, workers, firm):
    application = story.application()
    chosen = tuple(a for a in application.applicants if a.person.name in workers)
    respondent = replace(story.EMPLOYER, name=firm, credit_code="")
    application = replace(
        application, applicants=chosen, respondent=respondent, operation="-".join(workers)
    )
    return intake.register(desk, application).id


def _assigned(desk, people, case_id, mediator):
    for side in Side:
        consent = Consent(
            side=side, agrees=True, given_on=story.CONSENTED, manner=ConsentManner.PHONE, by="某"
        )
        steps.record_consent(desk, case_id, version(desk, case_id), consent)
    steps.accept(desk, case_id, version(desk, case_id), story.ACCEPTED)
    clerk = people[story.CLERK.name]
    steps.assign(desk, case_id, version(desk, case_id), people[mediator].id, clerk.id)


def version(desk, case_id):
    return browse.case_file(desk, case_id).version


def _hold(desk, case_id, clock):
    planned = Hearing(
        day=date(2026, 10, 16), begins=time(14), room="第二调解室", notice_waiver="双方当面同意"
    )
    hearings.schedule(desk, case_id, version(desk, case_id), planned)
    case = browse.case_file(desk, case_id)
    worker = case.applicants[0]
    came = Attendance(party_id=worker.id, name=worker.person.name, attended=Attended.PRESENT)
    at = clock.at(date(2026, 10, 16), 14)
    hearings.open_hearing(desk, case_id, case.version, case.hearings[0].id, at, (came,))
    at = clock.at(date(2026, 10, 16), 16)
    hearings.end_hearing(desk, case_id, version(desk, case_id), case.hearings[0].id, at)


@pytest.fixture(scope="session")
def planned_centre(founded, tmp_path_factory):
    """The file, made once: case 1 has a hearing fixed, case 2 one held, case 3 none."""
    path = shutil.copyfile(founded, tmp_path_factory.mktemp("planned") / "centre.desk")
    clock = story.StoryClock(story.ACCEPTED)
    with i18n.speaking(i18n.CHINESE):
        desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
        people = {user.name: acting(user) for user in settings.officers(desk)}
        desk.actor = people[story.SUPERVISOR.name]
        known = {room.name for room in settings.rooms(desk)}
        for name in ("第一调解室", "第二调解室"):
            if name not in known:
                settings.save_room(desk, Room(name=name))
        mediators = (story.MEDIATOR.name, story.SUPERVISOR.name, story.MEDIATOR.name)
        for workers, firm, mediator in zip(WORKERS, FIRMS, mediators, strict=True):
            case_id = _register(desk, workers, firm)
            _assigned(desk, people, case_id, mediator)
        _hold(desk, 2, clock)
        clock.at(MONDAY)
        planned = Hearing(day=FIXED, begins=time(9, 30), room="第一调解室")
        hearings.schedule(desk, 1, version(desk, 1), planned)
        desk.close()
    return path


@pytest.fixture
def clock():
    return story.StoryClock(MONDAY)


@pytest.fixture
def desk(planned_centre, tmp_path, clock):
    """A desk on a copy, with the supervisor at it."""
    path = Path(shutil.copyfile(planned_centre, tmp_path / "centre.desk"))
    desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
    yield desk
    desk.close()


@pytest.fixture
def page_by(qtbot, light, desk, jobs):
    """Show the calendar in a view."""

    def by(view=View.WEEK, size=(1190, 710)):
        remember("calendar/view", view.value)
        page = CalendarPage(desk, jobs)
        page.notices = []
        page.noticed.connect(lambda text, undo: page.notices.append(text))
        jobs.crashed.connect(lambda error: page.notices.append(f"crash: {error!r}"))
        jobs.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.refresh()
        qtbot.waitUntil(lambda: page.period is not None and not jobs.busy)
        return page

    return by
