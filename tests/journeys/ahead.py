"""A case brought ahead through the services, where a journey begins in the middle."""

from datetime import time

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.settlement import Ending, Terms, plan
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

CASE = 1


def bring_ahead(path, to):
    """Bring the story's case to `registered`, `accepted`, `heard` or `effective`."""
    clock = story.StoryClock(story.APPLIED)
    desk = open_desk(path, now=clock, actor=story.SUPERVISOR.name)
    intake.register(desk, story.application())
    if to == "registered":
        desk.close()
        return
    for name, step in (("accepted", _accept), ("heard", _hear), ("effective", _agree)):
        step(desk, clock)
        if name == to:
            break
    desk.close()


def _version(desk):
    return browse.case_file(desk, CASE).version


def _accept(desk, clock):
    for side in Side:
        consent = Consent(
            side=side, agrees=True, given_on=story.APPLIED, manner=ConsentManner.PHONE, by="某人"
        )
        steps.record_consent(desk, CASE, _version(desk), consent)
    clock.at(story.ACCEPTED)
    steps.accept(desk, CASE, _version(desk), story.ACCEPTED)
    people = {user.name: user.id for user in settings.officers(desk)}
    mediator, clerk = people[story.MEDIATOR.name], people[story.CLERK.name]
    steps.assign(desk, CASE, _version(desk), mediator, clerk)


def _hear(desk, clock):
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(desk, CASE, _version(desk), planned)
    case = browse.case_file(desk, CASE)
    came = tuple(
        Attendance(party_id=a.id, name=a.person.name, attended=Attended.PRESENT)
        for a in case.applicants
    )
    started = clock.at(story.HEARD, 9, 30)
    hearings.open_hearing(desk, CASE, case.version, case.hearings[0].id, started, came)
    claims.fill_agreed(desk, CASE, _version(desk))


def _agree(desk, clock):
    clock.at(story.AGREED)
    case = browse.case_file(desk, CASE)
    agreed = {(a.id, c.kind): c.agreed for a in case.applicants for c in a.claims if c.agreed}
    terms = Terms(
        money=plan(agreed, (story.FIRST_DUE, story.SECOND_DUE)),
        ending=Ending.CONTINUES,
        copies=14,
    )
    settlements.propose(desk, CASE, case.version, terms, story.AGREED)
    signed = story.signatures(case, story.AGREED)
    settlements.sign(desk, CASE, _version(desk), signed)
    settlements.seal(desk, CASE, _version(desk))
