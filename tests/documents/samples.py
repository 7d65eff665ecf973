"""The sample case as a value, and readers of what was printed."""

import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

from lxml import etree

from mediation_desk.domain.case import (
    ApplicationForm,
    CaseFile,
    Clock,
    IssuedPaper,
    Respondent,
    Source,
)
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.people import Officer, Person, Sex
from mediation_desk.domain.serving import Service
from mediation_desk.domain.settlement import Money, Settlement, Terms
from mediation_desk.domain.stages import Stage
from mediation_desk.law.award import Award, Step
from mediation_desk.law.figures import Figure

RARE_NAMES = ("孙㛃", "吴𠮷", "买买提·艾力", "A & B <公司>")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST, SECOND = date(2026, 10, 30), date(2026, 11, 30)


def tool(name: str, package: str) -> str:
    """Return a program's path, or fail with the Debian package that has it."""
    found = shutil.which(name)
    assert found, f"{name} is missing: apt-get install {package}"
    return found


def printed(pdf: bytes) -> str:
    """Return the text of a PDF as other programs read it, without its white space."""
    return squeezed("".join(sheets(pdf)))


def fonts_in(pdf: bytes) -> list[list[str]]:
    """Return the fonts of a PDF: the name first, the last but four: embedded, subset, copied."""
    command = [tool("pdffonts", "poppler-utils"), "-"]
    report = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return [line.split() for line in report.splitlines()[2:]]


def sheets(pdf: bytes) -> list[str]:
    """Return what stands on each page of a PDF, line by line."""
    command = [tool("pdftotext", "poppler-utils"), "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return text.split("\f")[:-1]


def written(docx: bytes) -> str:
    """Return the text of a Word file's body without its white space."""
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    kept = f"{WORD}noBreakHyphen"
    parts = body.iter(f"{WORD}t", kept)
    return squeezed("".join("-" if part.tag == kept else part.text or "" for part in parts))


def without_repeated_heads(read: str, docx: bytes) -> str:
    """Leave out the heads of tables that a PDF repeats on the pages they go on to."""
    said, heads = written(docx), _heads(docx)
    for _page in range(99):
        pairs = enumerate(zip(read, said, strict=False))
        same = next((at for at, (one, other) in pairs if one != other), len(said))
        found = (
            (at, head)
            for head in heads
            for at in range(same, same - len(head), -1)
            if read.startswith(head, at)
        )
        if read == said or (first := next(found, None)) is None:
            break
        at, head = first
        read = read[:at] + read[at + len(head) :]
    return read


def _heads(docx: bytes) -> set[str]:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    rows = (row for row in body.iter(f"{WORD}tr") if row.find(f".//{WORD}tblHeader") is not None)
    return {squeezed("".join(part.text or "" for part in row.iter(f"{WORD}t"))) for row in rows}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def without_page_numbers(text: str) -> str:
    """Leave out what stands at the foot of each page: its number, and where it is signed."""
    return re.sub(r"—\d+—|逐页签名(?:\w+：＿+(?:、＿+)?)+", "", text)


def pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    command = [tool("pdfinfo", "poppler-utils"), "-"]
    report = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return int(re.search(r"Pages:\s+(\d+)", report)[1])


def applicant(number: int, row: dict[str, str]) -> Applicant:
    arrears = Decimal(row["拖欠工资"]).quantize(Decimal("0.01"))
    wage = Decimal(row["离职前十二个月平均工资"]).quantize(Decimal("0.01"))
    claims = [
        Claim(kind=ClaimKind.WAGE_ARREARS, claimed=arrears, entitled=arrears, agreed=arrears),
        Claim(kind=ClaimKind.SEVERANCE, claimed=wage * 5, entitled=wage * 5, agreed=wage * 4),
        Claim(kind=ClaimKind.UNEMPLOYMENT_LOSS, claimed=None, entitled=Decimal("0.00"),
              agreed=Decimal("0.00"), reason="缴费不满一年"),
    ]  # fmt: skip
    if row["伤残等级"]:
        sum_due = Decimal("116528.00")
        claims.append(
            Claim(
                kind=ClaimKind.INJURY_DISABILITY, claimed=sum_due, entitled=sum_due, agreed=sum_due
            )
        )
    identity = row["公民身份号码"]
    return Applicant(
        id=number,
        person=Person(
            name=row["姓名"],
            sex=Sex.MALE if row["性别"] == "男" else Sex.FEMALE,
            id_number=identity,
            born_on=date(int(identity[6:10]), int(identity[10:12]), int(identity[12:14])),
            phone=row["联系电话"],
            address="河北省张家口市宣化区某镇某村",
        ),
        work=Employment(
            hired_on=date.fromisoformat(row["入职日期"]),
            left_on=date.fromisoformat(row["离职日期"]),
            leave_reason=row["离职原因"],
            average_wage=wage,
            arrears=arrears,
            injured=bool(row["伤残等级"]),
            injury_grade=int(row["伤残等级"]) if row["伤残等级"] else None,
        ),
        claims=tuple(claims),
    )


def case_of(applicants: tuple[Applicant, ...]) -> CaseFile:
    return CaseFile(
        id=1,
        version=1,
        number="张劳调字〔2026〕第0001号",
        stage=Stage.SIGNING,
        received_on=date(2026, 10, 12),
        source=Source.PARTY,
        form=ApplicationForm.WRITTEN,
        cause="A01",
        district="130705",
        requests="",
        facts="申请人受雇于被申请人从事建筑施工，被申请人自2026年7月起拖欠工资。\n"
        "2026年9月30日被申请人提出协商解除劳动合同，未支付经济补偿。",
        respondent=Respondent(
            id=99,
            employer=Employer(
                name="A & B <公司>宣化建筑工程有限公司",
                credit_code="91130705MA0000000X",
                address="张家口市宣化区某路2号",
                legal_representative="赵某",
                representative_post="经理",
                phone="0313-1111111",
            ),
        ),
        applicants=applicants,
        accepted_on=date(2026, 10, 14),
        mediator=Officer(1, "王调解"),
        clerk=Officer(2, "刘书记"),
        hearings=(hearing(applicants),),
        settlement=Settlement(terms=terms(applicants), agreed_on=date(2026, 10, 23)),
        clocks=(
            Clock(
                kind="DL04",
                start=date(2026, 10, 14),
                raw_due=date(2026, 10, 29),
                due=date(2026, 10, 29),
            ),
        ),
    )


def hearing(applicants: tuple[Applicant, ...]) -> Hearing:
    return Hearing(
        id=7,
        day=date(2026, 10, 22),
        begins=time(9, 30),
        room="第一调解室",
        status=HearingStatus.HELD,
        started_at=datetime(2026, 10, 22, 1, 32, tzinfo=UTC),
        ended_at=datetime(2026, 10, 22, 3, 20, tzinfo=UTC),
        attendance=tuple(
            Attendance(
                party_id=worker.id,
                name=worker.person.name,
                attended=Attended.PRESENT,
                identity_checked=True,
            )
            for worker in applicants
        ),
        record="调解员：请申请人陈述请求。\n申请人：请求支付拖欠的工资和经济补偿。\n"
        "被申请人：同意支付，请求分期。",
        outcome="双方达成协议，另行签订调解协议书。",
    )


def terms(applicants: tuple[Applicant, ...]) -> Terms:
    money = []
    for worker in applicants:
        for claim in worker.claims:
            if claim.agreed:
                half = (claim.agreed / 2).quantize(Decimal("0.01"))
                for instalment, day, amount in (
                    (1, FIRST, half),
                    (2, SECOND, claim.agreed - half),
                ):
                    money.append(
                        Money(party_id=worker.id, kind=claim.kind, instalment=instalment,
                              amount=amount, due_on=day)
                    )  # fmt: skip
    return Terms(
        money=tuple(money),
        ended_on=date(2026, 9, 30),
        certificate_by=date(2026, 10, 30),
        breach="逾期付款的，按照未付金额每日万分之五支付违约金",
    )


def award(worker: Applicant, claim: Claim) -> Award:
    figure = Figure(
        name="local_average_wage_month",
        value=Decimal(6794),
        unit="yuan/month",
        since=date(2026, 7, 1),
        document="张人社字〔2026〕1号",
        year=2025,
    )
    amount = claim.entitled or Decimal("0.00")
    return Award(
        kind=claim.kind.value,
        amount=amount,
        steps=(
            Step("月平均工资", "6,200.00 ≤ 6,794.00 × 3", "6,200.00"),
            Step("补偿月数", "2016年3月1日至2026年9月30日，10年7个月", "11"),
            Step("应得", "6,200.00 × 11", f"{amount:,.2f}", "劳动合同法第四十七条"),
        ),
        articles=("劳动合同法第四十六条", "劳动合同法第四十七条"),
        figures=(figure,),
        reason=claim.reason,
        warnings=("本地平均工资尚待核对",),
    )


def renamed(case: CaseFile, name: str) -> CaseFile:
    first, *others = case.applicants
    first = replace(first, person=replace(first.person, name=name))
    return replace(case, applicants=(first, *others))


def served(case: CaseFile, **facts: object) -> CaseFile:
    """Have a notice served on the first worker."""
    worker = case.applicants[0]
    paper = IssuedPaper(
        id=1,
        form="D-08",
        title="受理通知书",
        issued_on=date(2026, 10, 14),
        issued_by="刘静",
        sha256="",
    )
    service = Service(
        id=1,
        paper_id=1,
        party_id=worker.id,
        receiver=worker.person.name,
        since=paper.issued_on,
    )
    return replace(case, papers=(paper,), services=(replace(service, **facts),))
