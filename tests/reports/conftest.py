"""The sample case of twelve workers, settled, rows of a log, and a spreadsheet that works out."""

import csv
import subprocess
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from mediation_desk import paths
from mediation_desk.domain import settlement as agreements
from mediation_desk.domain.case import (
    ApplicationForm,
    CaseFile,
    Consent,
    ConsentManner,
    Respondent,
    Side,
    Source,
)
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import Hearing, HearingStatus
from mediation_desk.domain.ledger import LedgerRow, Outcome, PerformanceState
from mediation_desk.domain.people import Officer, Person, Sex
from mediation_desk.domain.settlement import Payment, Settlement, Terms
from mediation_desk.domain.stages import Stage
from mediation_desk.law.packs import load_law
from tests.documents.samples import tool

CENTRE = Centre(name="张家口市劳动争议调解中心")
NAMES = [
    *("李建国", "王秀英", "张志强", "赵铁柱", "刘桂兰", "陈　磊"),
    *("买买提·艾力", "孙㛃", "周大勇", "吴𠮷", "郑晓燕", "欧阳海"),
]


def applicant(number: int, name: str) -> Applicant:
    wage = Decimal(4000 + 350 * (number % 9))
    injured = number % 12 == 10
    claims = [
        Claim(kind=ClaimKind.WAGE_ARREARS, claimed=wage * 3, entitled=wage * 3, agreed=wage * 3),
        Claim(kind=ClaimKind.SEVERANCE, claimed=wage * 8, entitled=wage * 7, agreed=wage * 6),
        Claim(
            kind=ClaimKind.UNEMPLOYMENT_LOSS,
            claimed=Decimal("9600.00"),
            entitled=Decimal("0.00") if number % 6 == 5 else Decimal("9600.00"),
            agreed=Decimal("4800.50"),
            reason="缴费不满一年，不享受失业保险金" if number % 6 == 5 else "",
        ),
    ]
    if injured:
        claims.append(
            Claim(
                kind=ClaimKind.INJURY_DISABILITY,
                claimed=Decimal("82000.00"),
                entitled=None,
                agreed=Decimal("60000.00"),
                reason="缺少停工留薪期间",
            )
        )
    return Applicant(
        id=number,
        person=Person(
            name=name,
            sex=Sex.FEMALE if number in (2, 5, 8, 11) else Sex.MALE,
            id_number="139900197903121013",
            phone="13900000101",
        ),
        work=Employment(),
        claims=tuple(claims),
    )


def case_of(names: list[str], *, paid: bool = True) -> CaseFile:
    """A case of these workers: agreement in effect, the first instalment paid."""
    applicants = tuple(applicant(number, name) for number, name in enumerate(names, 1))
    agreed = {(a.id, c.kind): c.agreed for a in applicants for c in a.claims if c.agreed}
    money = agreements.plan(agreed, [date(2026, 10, 30), date(2026, 11, 30)])
    firsts: dict[int, Decimal] = {}
    for row in money:
        if row.instalment == 1:
            firsts[row.party_id] = firsts.get(row.party_id, Decimal(0)) + row.amount
    payments = tuple(
        Payment(party_id=party, instalment=1, paid_on=date(2026, 10, 30), amount=amount)
        for party, amount in firsts.items()
    )
    return CaseFile(
        id=1,
        version=1,
        number="张劳调字〔2026〕第0001号",
        stage=Stage.EFFECTIVE,
        received_on=date(2026, 10, 12),
        source=Source.PARTY,
        form=ApplicationForm.WRITTEN,
        cause="A09",
        district="130705",
        requests="支付拖欠的2026年7月至9月工资、解除劳动合同的经济补偿、失业保险待遇损失和工伤待遇。",
        facts="",
        respondent=Respondent(
            id=9000,
            employer=Employer(
                name="宣化宏远建筑工程有限公司",
                credit_code="91130705MA0ABCDE1X",
                legal_representative="马宏远",
                address="河北省张家口市宣化区钟楼大街18号",
            ),
        ),
        applicants=applicants,
        consents=tuple(
            Consent(
                side=side,
                agrees=True,
                given_on=date(2026, 10, 13),
                manner=ConsentManner.WRITING,
                by="李建国",
            )
            for side in Side
        ),
        accepted_on=date(2026, 10, 14),
        mediator=Officer(3, "王调解"),
        clerk=Officer(4, "李书记"),
        hearings=(
            Hearing(
                id=1,
                day=date(2026, 10, 22),
                begins=time(9, 30),
                room="第一调解室",
                status=HearingStatus.HELD,
                started_at=datetime(2026, 10, 22, 1, 30, tzinfo=UTC),
                outcome="双方就分期支付达成一致",
            ),
        ),
        settlement=Settlement(
            terms=Terms(money=money, breach="逾期支付的，按未付款项每日万分之五支付违约金。"),
            agreed_on=date(2026, 10, 23),
            effective_on=date(2026, 10, 23),
        ),
        payments=payments if paid else (),
    )


@pytest.fixture
def centre() -> Centre:
    return CENTRE


@pytest.fixture
def group_case() -> CaseFile:
    return case_of(NAMES)


@pytest.fixture
def rows() -> list[LedgerRow]:
    settled = LedgerRow(
        case_id=1,
        number="张劳调字〔2026〕第0001号",
        received_on=date(2026, 10, 12),
        source=Source.PARTY,
        first_applicant="李建国",
        sex=Sex.MALE,
        phone="13900000101",
        workers=12,
        women=4,
        respondent="宣化宏远建筑工程有限公司",
        credit_code="91130705MA0ABCDE1X",
        district="130705",
        cause="A09",
        requests="支付拖欠工资、经济补偿、失业保险待遇损失、工伤待遇",
        claimed=Decimal("812345.60"),
        is_group=True,
        accepted_on=date(2026, 10, 14),
        mediator="王调解",
        hearings=1,
        outcome=Outcome.SETTLED,
        ended_on=date(2026, 10, 23),
        days=9,
        agreed=Decimal("700000.05"),
        effective_on=date(2026, 10, 23),
        paid=Decimal("350000.02"),
        performance=PerformanceState.RUNNING,
    )
    refused = LedgerRow(
        case_id=2,
        number="张劳调字〔2026〕第0002号",
        received_on=date(2026, 10, 20),
        source=Source.HOTLINE_12351,
        first_applicant="吴𠮷",
        sex=None,
        phone="",
        workers=1,
        women=0,
        respondent='=HYPERLINK("http://x","A & B <公司>")',
        credit_code="",
        district="",
        cause="D06",
        requests="+" + "请求支付经济补偿金。" * 40,
        claimed=Decimal("0.00"),
        is_group=False,
        accepted_on=None,
        mediator="",
        hearings=0,
        outcome=Outcome.REFUSED,
        ended_on=date(2026, 10, 22),
        days=None,
        agreed=Decimal("0.00"),
        effective_on=None,
        paid=Decimal("0.00"),
        performance=PerformanceState.NONE,
        remark="不属于劳动争议",
    )
    return [settled, refused]


@pytest.fixture
def case_for():
    return case_of


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory):
    """Return the first page's rows of workbooks as LibreOffice works them out, all in one start."""
    office = tool("soffice", "libreoffice-calc-nogui")
    folder = tmp_path_factory.mktemp("office")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    commas_in_utf_8 = "csv:Text - txt - csv (StarCalc):44,34,76"
    command = [office, profile, "--headless", "--convert-to", commas_in_utf_8, "--outdir", folder]

    def rows_of(*paths):
        subprocess.run([*command, *paths], check=True, capture_output=True, timeout=120)
        return [_rows(folder / f"{path.stem}.csv") for path in paths]

    return rows_of


def _rows(table):
    rows = csv.reader(table.read_text("utf-8").splitlines())
    table.unlink()
    return [[cell.replace(",", "").removesuffix(".00") for cell in row] for row in rows]


@pytest.fixture(scope="module")
def law():
    return load_law(paths.resources("law"))
