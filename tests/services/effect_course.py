"""Ways into what follows an agreement, shared by the tests of it."""

from datetime import timedelta

from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Step
from mediation_desk.services import (
    duties,
    payments,
    story,
)
from tests.services.course import effective, take

LATE = story.FIRST_DUE + timedelta(days=1)
LATER = story.SECOND_DUE + timedelta(days=1)
FINAL = story.SECOND_DUE + timedelta(days=60)
COURT = "张家口市桥东区人民法院"
COMMISSION = "张家口市劳动人事争议仲裁委员会"


def version(office, case_id):
    return office.case(case_id).version


def pay(office, case_id, instalment=None, day=story.FIRST_DUE):
    """Pay what is owed of an instalment, or of all."""
    case = office.case(case_id)
    paid = tuple(
        Payment(party_id=o.party_id, instalment=o.instalment, paid_on=day, amount=o.owed)
        for o in case.obligations(day)
        if o.owed > 0 and instalment in (None, o.instalment)
    )
    payments.record(office.clerk, case_id, case.version, paid)


def defaulted(office, day=LATE):
    case_id = effective(office)
    office.clock.at(day)
    take(office.mediator, office, case_id, Step.DEFAULT, day)
    return case_id


def owes(office, case_id, **values):
    known = {"kind": DutyKind.CERTIFICATE, "due_on": story.FIRST_DUE}
    duties.put(office.mediator, case_id, version(office, case_id), Duty(**(known | values)))
    return office.case(case_id).duties[-1]


def apply_for(office, case_id, step, day):
    body = COMMISSION if step is Step.APPLY_REVIEW else COURT
    take(office.clerk, office, case_id, step, day, body=body, agreed=True)
