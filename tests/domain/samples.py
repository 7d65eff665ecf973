"""Values for tests: a small case that stands wherever a test wants it."""

from datetime import date, time
from decimal import Decimal

from mediation_desk.domain.case import (
    ApplicationForm,
    CaseFile,
    Consent,
    ConsentManner,
    Respondent,
    Side,
    Source,
)
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.people import Officer, Person
from mediation_desk.domain.settlement import Settlement, Signature, Signer, Terms, plan
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.tracks import Proceeding, Standing, Track

RECEIVED, ACCEPTED, AGREED = date(2026, 10, 12), date(2026, 10, 14), date(2026, 10, 23)
DUE = date(2026, 10, 30)

WORKER = Applicant(
    id=11,
    person=Person(name="李建国", id_number="139900197903121013"),
    work=Employment(
        hired_on=date(2016, 3, 1),
        left_on=date(2026, 9, 30),
        average_wage=Decimal("6200.00"),
        arrears=Decimal("18600.00"),
    ),
    claims=(
        Claim(
            kind=ClaimKind.WAGE_ARREARS,
            claimed=Decimal("18600.00"),
            entitled=Decimal("18600.00"),
            agreed=Decimal("18600.00"),
        ),
    ),
)
EMPLOYER = Respondent(id=19, employer_id=5, employer=Employer(name="宣化永固建筑工程有限公司"))


def consent(side, agrees=True):
    return Consent(
        side=side, agrees=agrees, given_on=RECEIVED, manner=ConsentManner.PHONE, by="冯永固"
    )


BOTH = (consent(Side.APPLICANT), consent(Side.RESPONDENT))
PLANNED = Hearing(id=3, day=date(2026, 10, 22), begins=time(9, 30), room="第一调解室")
TERMS = Terms(
    money=plan({(11, ClaimKind.WAGE_ARREARS): Decimal("18600.00")}, (DUE,)),
    certificate_by=DUE,
    breach="按日计付",
)
SIGNATURES = (
    Signature(signer=Signer.APPLICANT, name="李建国", signed_on=AGREED, party_id=11),
    Signature(signer=Signer.RESPONDENT, name="冯永固", signed_on=AGREED, party_id=19),
    Signature(signer=Signer.MEDIATOR, name="王敏", signed_on=AGREED),
    Signature(signer=Signer.CENTRE, name="中心", signed_on=date(2026, 10, 24)),
)


PERFORMING = Proceeding(
    id=7, track=Track.PERFORMANCE, standing=Standing.PERFORMING, opened_on=date(2026, 10, 24)
)


def settlement(signatures=SIGNATURES):
    return Settlement(terms=TERMS, agreed_on=AGREED, signatures=signatures)


def case(stage=Stage.APPLIED, **changes):
    values = {
        "id": 1,
        "version": 1,
        "number": "张劳调字〔2026〕第0001号",
        "stage": stage,
        "received_on": RECEIVED,
        "source": Source.PARTY,
        "form": ApplicationForm.WRITTEN,
        "cause": "A09",
        "district": "130705",
        "requests": "",
        "facts": "",
        "respondent": EMPLOYER,
        "applicants": (WORKER,),
    }
    return CaseFile(**(values | changes))


def heard():
    return Hearing(
        id=3,
        day=date(2026, 10, 22),
        begins=time(9, 30),
        room="第一调解室",
        status=HearingStatus.HELD,
    )


MEDIATOR = Officer(2, "王敏")
