"""A case at each stage of the sample story, in a file of its own, with the page that shows it."""

import shutil
from datetime import date, time
from pathlib import Path
from threading import Event

import pytest

from mediation_desk import i18n
from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.settlement import Terms, plan
from mediation_desk.services import (
    browse,
    claims,
    hearings,
    intake,
    settings,
    settlements,
    steps,
    story,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.ui.case.page import CasePage
from mediation_desk.ui.case.terms_model import agreed_sums

CASE = 1
STAGES = ("applied", "accepted", "mediating", "signing", "effective")


def version(desk):
    return browse.case_file(desk, CASE).version


def _accept(desk, clock):
    for side, by, day in (
        (Side.APPLICANT, "李建国", story.APPLIED),
        (Side.RESPONDENT, "冯永固", story.CONSENTED),
    ):
        clock.at(day)
        consent = Consent(side=side, agrees=True, given_on=day, manner=ConsentManner.WRITING, by=by)
        steps.record_consent(desk, CASE, version(desk), consent)
    clock.at(story.ACCEPTED)
    steps.accept(desk, CASE, version(desk), story.ACCEPTED)


def _hear(desk, clock):
    people = {user.name: user.id for user in settings.officers(desk)}
    steps.assign(desk, CASE, version(desk), people["王敏"], people["刘静"])
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(desk, CASE, version(desk), planned)
    case = browse.case_file(desk, CASE)
    parties = [(a.id, a.person.name) for a in case.applicants]
    parties.append((case.respondent.id, case.respondent.employer.name))
    came = tuple(
        Attendance(party_id=key, name=name, attended=Attended.PRESENT) for key, name in parties
    )
    started = clock.at(story.HEARD, 9, 30)
    hearings.open_hearing(desk, CASE, case.version, case.hearings[0].id, started, came)


def _agree(desk, clock):
    clock.at(story.AGREED)
    claims.fill_agreed(desk, CASE, version(desk))
    case = browse.case_file(desk, CASE)
    terms = Terms(
        money=plan(agreed_sums(case), (story.FIRST_DUE, story.SECOND_DUE)),
        ended_on=date(2026, 9, 30),
        certificate_by=story.FIRST_DUE,
        copies=14,
    )
    settlements.propose(desk, CASE, case.version, terms, story.AGREED)


def _seal(desk, clock):
    case = browse.case_file(desk, CASE)
    settlements.sign(desk, CASE, case.version, story.signatures(case, story.AGREED))
    settlements.seal(desk, CASE, version(desk))


@pytest.fixture(scope="session")
def stages(founded, tmp_path_factory):
    """One file for each stage, made once."""
    folder = tmp_path_factory.mktemp("stages")
    clock = story.StoryClock(story.APPLIED)
    path = Path(shutil.copyfile(founded, folder / "story.db"))
    with i18n.speaking(i18n.CHINESE):
        desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
        intake.register(desk, story.application())
        kept = {}
        for name, act in zip(STAGES, (None, _accept, _hear, _agree, _seal), strict=True):
            if act:
                act(desk, clock)
            desk.close()
            kept[name] = folder / f"{name}.db"
            shutil.copyfile(path, kept[name])
            desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
        desk.close()
    return kept


_DAYS = {
    "applied": story.APPLIED,
    "accepted": story.ACCEPTED,
    "mediating": story.HEARD,
    "signing": story.AGREED,
    "effective": story.FIRST_DUE,
}


@pytest.fixture
def clock():
    return story.StoryClock(story.APPLIED)


@pytest.fixture
def desk_at(stages, tmp_path, clock):
    """Open a copy of the story at a stage; the clock stands on the stage's day."""
    opened = []

    def at(stage, actor=story.SUPERVISOR.name):
        path = Path(shutil.copyfile(stages[stage], tmp_path / f"{stage}.db"))
        clock.at(_DAYS[stage])
        desk = open_desk(path, now=clock, actor=actor)
        opened.append(desk)
        return desk

    yield at
    for desk in opened:
        desk.close()


@pytest.fixture
def page_at(qtbot, jobs, desk_at, light):
    """Show the case at a stage, at a tab."""

    def at(stage, tab="overview", actor=story.SUPERVISOR.name):
        page = CasePage(desk_at(stage, actor), jobs)
        page.notices = []
        page.noticed.connect(lambda text, undo: page.notices.append(text))
        page.led_on.connect(lambda text, *_more: page.notices.append(text))
        jobs.crashed.connect(lambda error: page.notices.append(f"crash: {error!r}"))
        qtbot.addWidget(page)
        page.resize(1190, 710)
        page.show()
        page.open(CASE, tab)
        qtbot.waitUntil(lambda: page.case.file is not None)
        return page

    return at


@pytest.fixture
def held(monkeypatch):
    """Hold the first call of a service until it is let go."""
    events = []

    def hold(module, name):
        begun, go_on, own = Event(), Event(), getattr(module, name)

        def slow(*given, **named):
            if not begun.is_set():
                begun.set()
                assert go_on.wait(20)
            return own(*given, **named)

        monkeypatch.setattr(module, name, slow)
        events.append(go_on)
        return begun, go_on

    yield hold
    for event in events:
        event.set()


@pytest.fixture
def talks_at(qtbot, page_at):
    def at(actor=story.MEDIATOR.name, stage="mediating", before=lambda _desk: None):
        page = page_at(stage, "overview", actor)
        qtbot.waitUntil(lambda: not page.jobs.busy)
        before(page.desk)
        page.refresh()
        page.show_tab("talks")
        qtbot.waitUntil(lambda: page.talks._found is not None and not page.jobs.busy)
        return page, page.talks

    return at
