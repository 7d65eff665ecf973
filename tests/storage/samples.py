"""The people, the day and the application that storage is tested with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from mediation_desk.domain.case import Application, CaseFile, CaseRef
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.people import Person, Sex
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.settlement import Manner, Money, Settlement, Signature, Signer, Terms
from mediation_desk.storage import cases
from mediation_desk.storage.database import Database

WANG = Actor(1, "王晓梅", frozenset(Role))
SHAN = Actor(2, "单建国", frozenset({Role.MEDIATOR}))
NOW = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)

BUILDER = Employer(
    name="宣化某建筑工程有限公司",
    credit_code="91130705MA0ABCDE12",
    address="宣化区",
    district="130705",
)
SHAN_WORKER = Applicant(
    person=Person(name="单雄信", sex=Sex.MALE, id_number="130705199001011234", phone="13800005678"),
    work=Employment(
        hired_on=date(2020, 3, 1),
        left_on=date(2026, 9, 30),
        average_wage=Decimal("6500.00"),
        arrears=Decimal("13000.50"),
        injured=True,
        injury_grade=10,
    ),
    claims=(
        Claim(kind=ClaimKind.WAGE_ARREARS, claimed=Decimal("13000.50")),
        Claim(kind=ClaimKind.SEVERANCE),
    ),
)
LI_WORKER = Applicant(
    person=Person(name="李梅", sex=Sex.FEMALE, phone="13900001111"), work=Employment()
)
APPLICATION = Application(
    received_on=date(2026, 10, 12),
    respondent=BUILDER,
    applicants=(SHAN_WORKER, LI_WORKER),
    cause="A01",
    district="130705",
    requests="支付工资",
    facts="事实",
    operation="op-1",
)


def register(database: Database, application: Application = APPLICATION) -> CaseRef:
    """Register an application under the next number."""
    with database.write(WANG, "register") as session:
        number = cases.next_number(session, 2026)
        return cases.add(session, application, f"张劳调字〔2026〕第{number:04d}号")


def against(name: str, worker: str = "张三丰") -> Application:
    """Return a small application against another employer."""
    one = replace(LI_WORKER, person=Person(name=worker))
    return replace(APPLICATION, respondent=Employer(name=name), applicants=(one,), operation="")


def read(database: Database, case_id: int) -> CaseFile:
    """Return a case as it stands."""
    with database.read() as session:
        return cases.file(session, case_id)


def money(party_id: int, instalment: int, amount: str, due_on: date) -> Money:
    """Return a row of an agreement."""
    return Money(
        party_id=party_id,
        kind=ClaimKind.WAGE_ARREARS,
        instalment=instalment,
        amount=Decimal(amount),
        due_on=due_on,
        manner=Manner.BANK,
    )


def settlement(case: CaseFile) -> Settlement:
    """Return an agreement of 9,000 yuan in two instalments with the first worker."""
    worker = case.applicants[0].id
    return Settlement(
        terms=Terms(
            money=(
                money(worker, 1, "4500.00", date(2026, 10, 30)),
                money(worker, 2, "4500.00", date(2026, 11, 30)),
            ),
            breach="违约金",
        ),
        agreed_on=date(2026, 10, 23),
        signatures=(
            Signature(
                signer=Signer.APPLICANT,
                name="单雄信",
                signed_on=date(2026, 10, 23),
                party_id=worker,
            ),
        ),
    )
