"""What the forms without a case are shown filled with."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from mediation_desk.documents.enquiry_fields import enquiry_card
from mediation_desk.documents.example import FIRM, ON
from mediation_desk.documents.example_period import example_report
from mediation_desk.documents.letter_fields import letter_values
from mediation_desk.documents.occasion import Values
from mediation_desk.documents.region_fields import aid_values, minutes_values
from mediation_desk.documents.sheet_fields import counter_sheet
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.enquiry import Enquiry
from mediation_desk.domain.joint_meetings import Decision, JointMeeting, Participant
from mediation_desk.domain.legal_aid import AidLine, AidMatter, LegalAid, Means
from mediation_desk.domain.period import Span
from mediation_desk.domain.period_report import ANNUAL, MONTHLY
from mediation_desk.domain.supervision import (
    Letter,
    LetterKind,
    LetterSettings,
    Matter,
    MatterSource,
)
from mediation_desk.law.arrears import Month, wage_arrears
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet

_ANSWER_BY = date(2026, 11, 18)
_SENDER = LetterSettings(sender="示例市总工会", inquiry="示劳调函")
_OPINION = Letter(
    kind=LetterKind.OPINION,
    reference="示劳调函〔2026〕8号",
    addressee=FIRM,
    subject="拖欠职工工资",
    facts="三个月未发工资。\n未订立书面劳动合同。",
    rules="《中华人民共和国劳动法》第五十条",
    demand="补发工资。",
    attachments="工资表\n考勤表",
    contact="刘书记",
    issued_on=ON,
    received_on=date(2026, 11, 4),
    raw_due=date(2026, 11, 19),
    due=date(2026, 11, 19),
    copy_to="示例省总工会",
)
_MATTER = Matter(
    employer=FIRM,
    source=MatterSource.COMPLAINT,
    complainant="孙示例",
    received_on=date(2026, 10, 12),
    subject="拖欠职工工资",
    investigated_on=date(2026, 10, 20),
    on_site=True,
    investigators="王调解、刘书记",
    letters=(_OPINION,),
)


def loose_values(code: str, centre: Centre) -> Values:
    """Return the values of a form without a case, as its template would print them."""
    return _VALUES[code](centre)


def _enquiry(centre: Centre) -> Values:
    asked = Enquiry(
        number="咨20261103-001", asked_on=ON, asked_at=time(9), name="张示例",
        topic="工资没发", answer="可以申请调解",
    )  # fmt: skip
    return enquiry_card(asked, centre)


def _letter(kind: LetterKind) -> Callable[[Centre], Values]:
    letter = replace(_OPINION, kind=kind)
    return lambda centre: letter_values(letter, _MATTER, _SENDER, centre, _ANSWER_BY)


def _aid(centre: Centre) -> Values:
    aid = LegalAid(
        applicant="张示例", matter=AidMatter.PAY, means=Means.MIGRANT, migrant=True, applied_on=ON
    )
    line = AidLine(
        aid=aid,
        number="示劳调字〔2026〕第0001号",
        agreed=Decimal("100.00"),
        performed=Decimal("40.00"),
    )
    return aid_values(line, centre, ON)


def _meeting(centre: Centre) -> Values:
    held = JointMeeting(
        title="联席会议",
        day=ON,
        chair="王调解",
        agenda="通报形势\n研究欠薪",
        minutes="会议通报了情况。",
        held=True,
        participants=(
            Participant(agency="市总工会", people="王调解"),
            Participant(agency="市人社局"),
        ),
        decisions=(Decision(what="信息共享", who="市人社局", due_on=date(2026, 12, 31)),),
    )
    return minutes_values(held, centre, ON)


def _counter(_centre: Centre) -> Values:
    award = wage_arrears((Month(Decimal("1900.50")),))
    worker = WorkerSheet(
        name="张示例",
        facts=(("入职日期", "2024-03-01"),),
        items=(
            Item(kind=ClaimKind.WAGE_ARREARS, award=award),
            Item(kind=ClaimKind.OVERTIME, refusal="缺少工时。"),
        ),
    )
    return counter_sheet(Sheet(workers=(worker,)), ON)


_VALUES: Mapping[str, Callable[[Centre], Values]] = {
    "D-01": _enquiry,
    "D-75": _aid,
    "HS-20": _meeting,
    "HS-21": _counter,
    MONTHLY: lambda centre: example_report(Span.MONTH, centre),
    ANNUAL: lambda centre: example_report(Span.YEAR, centre),
    **{kind.form: _letter(kind) for kind in LetterKind if kind is not LetterKind.PROMPT},
}
