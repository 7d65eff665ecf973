"""The steps of a case, as far as a test needs them; each way is gone once and then copied."""

from datetime import time
from functools import wraps

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.procedure import Facts
from mediation_desk.domain.settlement import Ending, Terms, plan
from mediation_desk.domain.stages import Step
from mediation_desk.services import (
    claims,
    hearings,
    settlements,
    steps,
    story,
)

LI = ("李建国",)


def withdrawn(day, by="李建国", **more):
    """What is told of a withdrawal that was signed on a day."""
    return {"manner": "letter_signed", "by": by, "served_on": day} | more


def consent(side, agrees=True, day=story.APPLIED):
    return Consent(side=side, agrees=agrees, given_on=day, manner=ConsentManner.PHONE, by="某人")


def once(go):
    """Go a way once and let who goes it again begin from a copy of the file it led to."""

    @wraps(go)
    def goes(office, names=LI):
        return office.goes(go, names)

    return goes


@once
def registered(office, names=LI):
    return office.register(names)


@once
def accepted(office, names=LI):
    case_id = registered(office, names)
    for side in Side:
        steps.record_consent(office.clerk, case_id, office.case(case_id).version, consent(side))
    office.clock.at(story.ACCEPTED)
    steps.accept(office.supervisor, case_id, office.case(case_id).version, story.ACCEPTED)
    return case_id


@once
def assigned(office, names=LI):
    case_id = accepted(office, names)
    ids = office.people
    steps.assign(
        office.supervisor,
        case_id,
        office.case(case_id).version,
        ids[story.MEDIATOR.name].id,
        ids[story.CLERK.name].id,
    )
    return case_id


@once
def heard(office, names=LI):
    case_id = assigned(office, names)
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    case = office.case(case_id)
    came = Attendance(party_id=case.applicants[0].id, name="李建国", attended=Attended.PRESENT)
    started = office.clock.at(story.HEARD, 9, 30)
    hearings.open_hearing(
        office.mediator, case_id, case.version, case.hearings[0].id, started, (came,)
    )
    return case_id


@once
def signing(office, names=LI):
    case_id = heard(office, names)
    office.clock.at(story.AGREED)
    claims.fill_agreed(office.mediator, case_id, office.case(case_id).version)
    case = office.case(case_id)
    settlements.propose(office.mediator, case_id, case.version, terms_of(case), story.AGREED)
    return case_id


def terms_of(case):
    agreed = {
        (a.id, claim.kind): claim.agreed
        for a in case.applicants
        for claim in a.claims
        if claim.agreed
    }
    """Return terms of money alone: those who go on working have no formalities."""
    money = plan(agreed, (story.FIRST_DUE, story.SECOND_DUE))
    return Terms(money=money, ending=Ending.CONTINUES)


@once
def effective(office, names=LI):
    case_id = signing(office, names)
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, story.signatures(case, story.AGREED))
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    return case_id


def take(desk, office, case_id, step, day, *, proceeding_id=None, override="", **facts):
    """Take a step of the table on the case as it is shown now; gaps at its end have a reason."""
    if step in (Step.CLOSE, Step.ARCHIVE):
        facts.setdefault("reason", "材料随后补入")
    if step is Step.PERFORMED:
        facts = {"items": ("银行回单",), "by": "李建国", "manner": "signed"} | facts
    steps.take(
        desk,
        case_id,
        office.case(case_id).version,
        step,
        Facts(day=day, **facts),
        proceeding_id=proceeding_id,
        override=override,
    )


def failed(office):
    case_id = heard(office)
    facts = {"ground": "too_far_apart", "reason": "分歧过大", "manner": "both"}
    take(office.mediator, office, case_id, Step.FAIL, story.HEARD, **facts)
    return case_id


def clock(case, kind, detail=""):
    [found] = [c for c in case.clocks if c.kind == kind and c.detail == detail]
    return found
