"""The register of clocks: every period the centre watches, with what it rests on.

A period of law binds; one of the house is the centre's own rule; one that is
agreed has the length that the parties wrote.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from mediation_desk.domain.duties import of_detail
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class Rank(Term):
    """What a period rests on: it binds by law, by the centre's own rule, or as agreed."""

    LAW = "law", N_("Of the law")
    HOUSE = "house", N_("Of the house")
    AGREED = "agreed", N_("As agreed")


class Unit(Term):
    """What a period is counted in."""

    CALENDAR = "calendar_days", N_("calendar days")
    WORKING = "working_days", N_("working days")
    YEARS = "years", N_("years")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockKind:
    """One row of the register (期限). A length of None is agreed in each case.

    `others` are further lengths that the rule allows; a negative length counts back.
    """

    id: str
    name: str
    basis: str
    starts_on: str
    length: int | None
    unit: Unit
    on_whom: str
    if_missed: str
    alarm_days: tuple[int, ...]
    grade: Rank
    others: tuple[int, ...] = ()

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.name)


_MEDIATION_LAW = "劳动争议调解仲裁法"
_MEDIATION_RULES = "企业劳动争议协商调解规定"
_ARBITRATION_RULES = "劳动人事争议仲裁办案规则"
_PROCEDURE_LAW = "民事诉讼法"
_PROCEDURE_READING = "最高人民法院关于适用《民事诉讼法》的解释"
_HEBEI = "河北省工会劳动法律监督条例"
_COURT_MEDIATION = "最高人民法院关于人民法院特邀调解的规定"
_COURT_ONLINE = "人民法院在线调解规则"
_INJURY = "工伤保险条例"
_HOUSE = "本中心内部规定"

C, W, Y = Unit.CALENDAR, Unit.WORKING, Unit.YEARS


def _row(
    id: str,
    name: str,
    basis: str,
    starts_on: str,
    length: int | None,
    unit: Unit,
    on_whom: str,
    if_missed: str,
    *alarm_days: int,
    grade: str = "law",
    others: tuple[int, ...] = (),
) -> ClockKind:
    return ClockKind(
        id=id,
        name=name,
        basis=basis,
        starts_on=starts_on,
        length=length,
        unit=unit,
        on_whom=on_whom,
        if_missed=if_missed,
        alarm_days=alarm_days,
        grade=Rank.of(grade),
        others=others,
    )


# fmt: off
_ROWS = (
    _row("DL01", N_("Accept or refuse the application"), f"{_MEDIATION_RULES}第二十二条",
         N_("Receipt of the application"), 3, W, N_("the centre"),
         N_("reported to the supervisor"), 1),
    _row("DL02", N_("Ask the other side's consent"), _HOUSE,
         N_("Receipt of the application"), 2, W, N_("the centre"),
         N_("telephone again; the time for acceptance governs"), 0, grade="house"),
    _row("DL03", N_("Mediation, 15 days from receipt"), f"{_MEDIATION_LAW}第十四条第三款",
         N_("Receipt of the application"), 15, C, N_("the centre"),
         N_("the applicant is told that arbitration is open"), 5, 3, 1),
    _row("DL04", N_("Mediation, 15 days from acceptance"), f"{_MEDIATION_RULES}第二十九条",
         N_("Acceptance"), 15, C, N_("the centre"),
         N_("counts as failed unless both sides agree to extend"), 5, 3, 1),
    _row("DL05", N_("Extended mediation"),
         f"{_MEDIATION_RULES}第二十九条；新就业形态另按人社厅发〔2024〕4号",
         N_("End of the 15 days from acceptance"), None, C, N_("the centre"),
         N_("counts as failed"), 5, 3, 1, grade="agreed"),
    _row("DL06", N_("Complete the papers"), _HOUSE,
         N_("Notice to the applicant"), None, W, N_("the applicant"),
         N_("closed as not completed"), 1, grade="house"),
    _row("DL07", N_("Send the hearing notice"),
         f"{_HOUSE}（参照{_ARBITRATION_RULES}第三十八条）",
         N_("Day of the hearing, counted back"), -3, W, N_("the centre"),
         N_("the parties may waive it"), 1, grade="house"),
    _row("DL08", N_("Decide on recusal"), f"参照{_ARBITRATION_RULES}第十一条、第八十条",
         N_("Application for recusal"), 3, W, N_("the supervisor"),
         N_("nothing follows"), 1, grade="house"),
    _row("DL10", N_("Apply for arbitration review"), f"{_ARBITRATION_RULES}第七十四条、第八十条",
         N_("Day the agreement takes effect"), 15, C, N_("both parties jointly"),
         N_("this way is lost; court confirmation or arbitration remain"), 7, 3, 1),
    _row("DL11", N_("Arbitration review ends"), f"{_ARBITRATION_RULES}第七十六条、第八十条",
         N_("Acceptance by the commission"), 5, W, N_("the arbitration commission"),
         N_("ask after it"), 1, others=(10,)),
    _row("DL12", N_("Apply for court confirmation"), f"{_PROCEDURE_LAW}第二百零五条",
         N_("Day the agreement takes effect"), 30, C, N_("both parties jointly"),
         N_("this way is lost"), 10, 5, 2),
    _row("DL13", N_("Court confirmation ends"), f"{_PROCEDURE_LAW}第一百八十七条",
         N_("Filing at the court"), 30, C, N_("the court"), N_("ask after it"), 5),
    _row("DL14", N_("Object to the confirmation ruling"), f"{_PROCEDURE_READING}第三百七十二条",
         N_("Receipt of the ruling"), 15, C, N_("a party"), N_("the ruling stands"), 3),
    _row("DL15", N_("Performance"), "调解协议约定",
         N_("Day written in the agreement"), 0, C, N_("the party who owes"),
         N_("in default; a reminder follows"), 7, 1, 0, grade="agreed"),
    _row("DL16", N_("Remind of performance"), _HOUSE,
         N_("Missed instalment"), 3, W, N_("the centre"), N_("nothing follows"), 0,
         grade="house"),
    _row("DL17", N_("Payment order: court answers"), f"{_PROCEDURE_LAW}第二百二十六条",
         N_("Application for the payment order"), 5, C, N_("the court"), N_("ask after it"), 1),
    _row("DL18", N_("Payment order: court issues it"),
         f"{_PROCEDURE_LAW}第二百二十七条；{_PROCEDURE_READING}第四百二十八条",
         N_("Acceptance by the court"), 15, C, N_("the court"), N_("ask after it"), 3),
    _row("DL19", N_("Payment order: employer pays or objects"),
         f"{_PROCEDURE_LAW}第二百二十七条",
         N_("Service on the employer"), 15, C, N_("the employer"),
         N_("the worker may apply for execution"), 1),
    _row("DL20", N_("Payment order: service"), f"{_PROCEDURE_READING}第四百三十条",
         N_("Day the order was issued"), 30, C, N_("the court"),
         N_("the procedure ends; sue on the agreement"), 5),
    _row("DL21", N_("Payment order: refuse the lawsuit"),
         f"{_PROCEDURE_READING}第四百三十八条、第四百三十九条",
         N_("Receipt of the ruling that ends the order"), 7, C, N_("the worker"),
         N_("counts as having sued"), 2),
    _row("DL22", N_("Apply for execution"), f"{_PROCEDURE_LAW}第二百五十条",
         N_("Last day for performance"), 2, Y, N_("the worker"),
         N_("the debtor may object to execution"), 180, 30),
    _row("DL23", N_("Limitation of arbitration"), f"{_MEDIATION_LAW}第二十七条",
         N_("Day the infringement was or should have been known"), 1, Y, N_("the claimant"),
         N_("the other side may plead limitation"), 90, 30, 7),
    _row("DL24", N_("Work-injury recognition: employer applies"), f"{_INJURY}第十七条",
         N_("Accident or diagnosis"), 30, C, N_("the employer"),
         N_("costs meanwhile fall on the employer"), 7),
    _row("DL25", N_("Work-injury recognition: worker or union applies"), f"{_INJURY}第十七条",
         N_("Accident or diagnosis"), 1, Y, N_("the worker, relatives or union"),
         N_("the right is lost"), 60, 30, 7),
    _row("DL26", N_("Complain to labour inspection"), "劳动保障监察条例第二十条",
         N_("Breach, or its end"), 2, Y, N_("the complainant"),
         N_("it is not investigated"), 60),
    _row("DL27", N_("Answer the letter of inquiry"), f"{_HEBEI}第十七条",
         N_("Receipt by the employer"), 5, W, N_("the employer"),
         N_("a letter of opinion follows"), 1),
    _row("DL28", N_("Answer the letter of opinion"), f"{_HEBEI}第二十条",
         N_("Receipt by the employer"), 15, C, N_("the employer"),
         N_("a letter of proposal follows"), 3),
    _row("DL29", N_("Feedback on the letter of proposal"), f"{_HEBEI}第二十二条",
         N_("The department closes the matter"), 15, C, N_("the department"),
         N_("ask after it"), 0),
    _row("DL30", N_("Tell that a complaint is not accepted"), f"{_HEBEI}第十六条",
         N_("Receipt of the complaint"), 5, W, N_("the union"), N_("nothing follows"), 1),
    _row("DL31", N_("Mediation sent by the court before filing"),
         f"{_COURT_MEDIATION}第二十七条；{_COURT_ONLINE}第二十四条",
         N_("Receipt of the court's papers"), 30, C, N_("the centre"),
         N_("returned to the court"), 5),
    _row("DL32", N_("Mediation entrusted by the court after filing"),
         f"{_COURT_MEDIATION}第二十七条；{_COURT_ONLINE}第二十四条",
         N_("Receipt of the court's papers"), 15, C, N_("the centre"),
         N_("returned to the court"), 3, others=(7,)),
    _row("DL33", N_("Confirm a referral on the court's platform"), f"{_COURT_ONLINE}第十二条",
         N_("Receipt of the referral"), 3, W, N_("the centre"),
         N_("the court assigns it anew"), 1),
    _row("DL34", N_("Mediation entrusted by arbitration"),
         f"{_ARBITRATION_RULES}第七十条、第八十条",
         N_("Consent of the parties"), 10, W, N_("the centre"),
         N_("the arbitration hearing goes on"), 2),
    _row("DL35", N_("Follow-up visit"), _HOUSE,
         N_("Performance completed, or its day"), 7, C, N_("the centre"),
         N_("listed for the supervisor"), 0, grade="house", others=(30,)),
    _row("DL36", N_("Closing papers"), _HOUSE,
         N_("End of the mediation"), 5, W, N_("the mediator"), N_("nothing follows"), 1,
         grade="house"),
    _row("DL37", N_("Bind and file the dossier"), _HOUSE,
         N_("Closure"), 30, C, N_("the clerk"), N_("listed for the supervisor"), 7,
         grade="house"),
    _row("DL38", N_("Transfer file and social insurance"), "劳动合同法第五十条",
         N_("End of the employment contract"), 15, C, N_("the employer"),
         N_("put an item into the agreement"), 3),
    _row("DL39", N_("Report back on a referral"), "移送、交办函件载明",
         N_("Receipt of the referral"), None, C, N_("the centre"),
         N_("ask for more time, or return the case"), 3, 1, grade="agreed"),
)
# fmt: on

_REGISTER: Mapping[str, ClockKind] = MappingProxyType({row.id: row for row in _ROWS})


IN_THE_BACKGROUND = frozenset({"DL23"})
"""Clocks that the desk keeps running by itself: a case with no other one is watched by nobody."""


ROUTES = frozenset({"DL10", "DL12", "DL14", "DL21"})
"""Ways that stand open to the parties and expire with their days: nobody owes anything then.

Review, confirmation, the objection to its ruling, and declining the lawsuit after an order.
"""


OF_A_WORKER = frozenset({"DL03", "DL04", "DL05", "DL17", "DL18", "DL19", "DL20", "DL21"})
"""Clocks that workers have alone, of a payment order or where others settled: told as one."""


_OF_TALKS = frozenset({"DL03", "DL04", "DL05"})


def own_title(clock_id: str, detail: str) -> str:
    """Name whose the days for mediation are, first of all; empty for any other clock."""
    if clock_id not in _OF_TALKS or not detail:
        return ""
    return f"{detail}：{kind(clock_id).title}"


def lost(kind: str, due: date, today: date) -> bool:
    """Say whether a clock's way is lost: it asks for nothing any more."""
    return kind in ROUTES and due < today


def register() -> Mapping[str, ClockKind]:
    """Return every kind of clock by its id, in the order of the register."""
    return _REGISTER


def kind(clock_id: str) -> ClockKind:
    """Return the kind of clock with that id, or refuse an unknown one."""
    try:
        return register()[clock_id]
    except KeyError:
        raise DeskError(
            _("There is no clock {id} in the register of periods.").format(id=clock_id)
        ) from None


def counted_title(clock_id: str, detail: str, start: date | None = None) -> str:
    """Name a clock by what its number means, or the duty it watches, empty for every other.

    The notice of a hearing goes by its day, where `start` tells it: which session it is changes
    when one before it is given up.
    """
    if clock_id == "DL07" and detail.isdecimal():
        title = kind(clock_id).title
        day = f"{start:%m-%d}" if start else ""  # its year stands beside it, and has no room here
        return _("{title}, hearing of {day}").format(title=title, day=day) if day else title
    if clock_id == "DL15" and (duty := of_detail(detail)):
        return _("{title} ({duty})").format(title=kind(clock_id).title, duty=duty.title)
    words = {
        "DL15": _("{title}, instalment {number}"),
        "DL35": _("{title}, day {number}"),
    }
    if clock_id not in words or not detail.isdecimal():
        return ""
    return words[clock_id].format(title=kind(clock_id).title, number=detail)
