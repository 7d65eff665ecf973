"""What steps need: each need with its grade, a sentence, the rule it rests on, and its test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.circumstances import (
    confirms_status,
    declined_or_silent,
    duties_done,
    employer_consented,
    end_of_mediation,
    finished,
    has_run_out,
    hearing_opened,
    hearing_planned,
    may_be_ordered,
    missing_signatures,
    money_late,
    not_declined,
    not_objected,
    not_ordered,
    not_sued,
    objections_open,
    order_met,
    signed_in_time,
    something_overdue,
    speaks_of_status,
    standings_of,
    time_is_up,
    within,
    workers_consented,
)
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.intake import unsigned
from mediation_desk.domain.outside import untold
from mediation_desk.domain.respondents import (
    awaited,
    several,
    to_ask,
)
from mediation_desk.domain.splitting import to_split
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import ENFORCEABLE, Standing, Track
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import CaseFile


class Grade(Term):
    """How strongly a need binds (DESIGN D6)."""

    VOID = "void", N_("Without it the act is void")
    LAW = "law", N_("The law requires it")
    HOUSE = "house", N_("House rule")


@dataclass(frozen=True, slots=True)
class Need:
    """Something a step needs on its day: grade, sentence, the rule behind it, and its test."""

    grade: Grade
    text: str
    basis: str
    met: "Callable[[CaseFile, date], bool]"

    @property
    def sentence(self) -> str:
        """The need in the language spoken here."""
        return _(self.text)


_RULES = "企业劳动争议协商调解规定"
_MEDIATION_LAW = "劳动争议调解仲裁法"
_ARBITRATION = "劳动人事争议仲裁办案规则"
_PROCEDURE = "民事诉讼法"

IN_TIME = Need(
    Grade.LAW,
    N_(
        "The days for mediation are over: the mediation counts as failed unless both sides have"
        " agreed to extend it."
    ),
    f"{_RULES}第二十九条",
    signed_in_time,
)
EXTENDED_IN_TIME = Need(
    Grade.LAW,
    N_(
        "The days for mediation are over and it counts as failed; an extension is agreed while"
        " they run."
    ),
    f"{_RULES}第二十九条",
    lambda case, on: (end_of_mediation(case) or on) >= on,
)
RECUSAL_DECIDED = Need(
    Grade.HOUSE,
    N_("A request for recusal has not been decided."),
    "参照劳动人事争议仲裁办案规则第十一条",
    lambda case, _on: all(recusal.ruling is not None for recusal in case.recusals),
)
WORKERS_CONSENT = Need(
    Grade.VOID,
    N_("The workers' consent to mediation must be on record."),
    f"{_RULES}第二十二条",
    workers_consented,
)
EMPLOYER_CONSENT = Need(
    Grade.VOID,
    N_("The employer's consent to mediation must be on record."),
    f"{_RULES}第二十二条",
    employer_consented,
)
EACH_ANSWERED = Need(
    Grade.LAW,
    N_(
        "Every respondent must have been asked, and have answered or let the day set for its"
        " answer pass."
    ),
    f"{_RULES}第二十二条",
    lambda case, on: not awaited(case, on),
)
NOT_DECLINED = Need(
    Grade.VOID,
    N_("A side has declined; nobody is mediated against their will."),
    "人民调解法第十七条",
    not_declined,
)
DECLINED = Need(
    Grade.LAW,
    N_(
        "The other side's refusal, or an attempt to ask it that stayed without answer, must be"
        " on record."
    ),
    f"{_RULES}第二十二条",
    declined_or_silent,
)
SOMEBODY_TO_ASK = Need(
    Grade.VOID,
    N_("The application is accepted, and every respondent agrees to mediation."),
    f"{_RULES}第二十二条",
    lambda case, _on: bool(to_ask(case)),
)
NONE_GOES_ON = Need(
    Grade.LAW,
    N_("One of the respondents agrees to mediation: the case goes on against it."),
    f"{_RULES}第二十二条",
    lambda case, on: not several(case) or not employer_consented(case, on),
)
APPLICATION_SIGNED = Need(
    Grade.HOUSE,
    N_("The written application bears no signature or seal of the applicant yet."),
    "",
    lambda case, _on: not unsigned(case),
)
MEDIATOR = Need(
    Grade.LAW,
    N_("A mediator must be assigned."),
    f"{_RULES}第二十五条",
    lambda case, _on: case.mediator is not None,
)
PLANNED = Need(Grade.HOUSE, N_("A hearing must be fixed first."), "", hearing_planned)
NONE_UNDER_WAY = Need(
    Grade.HOUSE,
    N_("A hearing of this case is under way: end it first."),
    "",
    lambda case, _on: not any(h.status is HearingStatus.UNDER_WAY for h in case.hearings),
)
HEARD = Need(
    Grade.LAW,
    N_("The parties must have been heard: open the hearing first."),
    f"{_MEDIATION_LAW}第十三条",
    hearing_opened,
)
TERMS = Need(
    Grade.VOID,
    N_("The agreement has no terms yet."),
    f"{_RULES}第二十六条",
    lambda case, _on: case.settlement is not None and bool(case.settlement.terms.money),
)
ALL_SIGNED = Need(
    Grade.VOID,
    N_("All parties and the mediator must have signed, and the centre's seal must be on it."),
    f"{_MEDIATION_LAW}第十四条",
    lambda case, _on: case.settlement is not None and not missing_signatures(case),
)
TIME_IS_UP = Need(
    Grade.VOID,
    N_("The time for mediation has not run out yet."),
    f"{_RULES}第二十九条",
    time_is_up,
)
IN_EFFECT = Need(
    Grade.VOID,
    N_("No agreement of this case is in effect: nothing can be reviewed, confirmed or enforced."),
    f"{_MEDIATION_LAW}第十四条、第十五条；{_PROCEDURE}第二百零五条",
    lambda case, _on: case.in_effect,
)
SOMEBODY_OUTSIDE = Need(
    Grade.VOID,
    N_("Every worker is bound by the agreement, or has an own end of the mediation on record."),
    f"{_RULES}第三十条",
    lambda case, _on: bool(untold(case)),
)
SOMEBODY_TO_SPLIT = Need(
    Grade.VOID,
    N_(
        "Nobody is left who could go on in a case of their own: a case keeps one worker at least,"
        " and whom the agreement binds, or whose mediation ended, is not mediated further."
    ),
    f"{_RULES}第二十九条、第三十条",
    lambda case, _on: bool(to_split(case)),
)
NOTHING_OWED = Need(
    Grade.VOID,
    N_("Money is still owed under the agreement."),
    f"{_MEDIATION_LAW}第十四条",
    lambda case, _on: case.settlement is not None and case.owed <= 0,
)
IN_TIME_FOR_REVIEW = Need(
    Grade.VOID,
    N_("The 15 days for arbitration review have run out."),
    f"{_ARBITRATION}第七十四条、第八十条",
    within("DL10"),
)
NO_STATUS = Need(
    Grade.VOID,
    N_("An agreement that confirms an employment relationship is not open to arbitration review."),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: not confirms_status(case),
)
ONLY_PAYMENT = Need(
    Grade.HOUSE,
    N_(
        "The agreement is about an employment relationship: a court confirms only what is to be"
        " paid under it."
    ),
    "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十二条",
    lambda case, _on: not (confirms_status(case) or speaks_of_status(case)),
)
NOT_CONFIRMED = Need(
    Grade.VOID,
    N_("A court has confirmed the agreement already; arbitration review is closed."),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: Standing.CONFIRMED not in standings_of(case, Track.CONFIRMATION),
)
IN_TIME_FOR_CONFIRMATION = Need(
    Grade.VOID,
    N_("The 30 days for court confirmation have run out."),
    f"{_PROCEDURE}第二百零五条",
    within("DL12"),
)
NOT_REVIEWED = Need(
    Grade.VOID,
    N_(
        "Arbitration has issued its mediation document; it is enforceable, nothing is left to"
        " confirm."
    ),
    f"{_MEDIATION_LAW}第五十一条",
    lambda case, _on: Standing.REVIEW_GRANTED not in standings_of(case, Track.REVIEW),
)
ONE_ROUTE_REVIEW = Need(
    Grade.VOID,
    N_(
        "Court confirmation has been applied for: once the court confirms, arbitration review is"
        " closed. Record the court's decision or the withdrawal first."
    ),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: Standing.CONFIRMATION_ASKED not in standings_of(case, Track.CONFIRMATION),
)
ONE_ROUTE_CONFIRMATION = Need(
    Grade.VOID,
    N_(
        "Arbitration review has been applied for: one way is to be chosen. Record the"
        " commission's decision or the withdrawal first."
    ),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: (
        not standings_of(case, Track.REVIEW) & {Standing.REVIEW_ASKED, Standing.REVIEW_UNDER_WAY}
    ),
)
DUTIES_DONE = Need(
    Grade.VOID,
    N_("What was agreed besides money is not all done or waived in writing."),
    f"{_MEDIATION_LAW}第十四条",
    duties_done,
)
DUTY_OPEN = Need(
    Grade.VOID,
    N_("No duty besides money is open."),
    f"{_MEDIATION_LAW}第十四条",
    lambda case, on: not duties_done(case, on),
)
OVERDUE = Need(
    Grade.VOID,
    N_("Nothing that was agreed is overdue."),
    f"{_MEDIATION_LAW}第十五条",
    something_overdue,
)
MONEY_OVERDUE = Need(
    Grade.VOID,
    N_("No instalment is overdue."),
    f"{_MEDIATION_LAW}第十六条",
    money_late,
)
ORDER_ITEMS = Need(
    Grade.VOID,
    N_(
        "Nothing due is wages, work-injury medical costs, economic compensation or damages: a"
        " payment order is not open."
    ),
    f"{_MEDIATION_LAW}第十六条",
    may_be_ordered,
)
NOT_OBJECTED = Need(
    Grade.VOID,
    N_(
        "The payment order for what is due ended with the employer's objection: the way is a"
        " lawsuit, no second order."
    ),
    f"{_PROCEDURE}第二百二十八条",
    not_objected,
)
NOT_ORDERED = Need(
    Grade.VOID,
    N_("A payment order for what is due is in effect already: the way is to apply for execution."),
    f"{_PROCEDURE}第二百二十七条",
    not_ordered,
)
ORDER_MET = Need(
    Grade.VOID,
    N_("What the payment order names is not recorded as paid: record the payment first."),
    f"{_PROCEDURE}第二百二十七条",
    order_met,
)
ORDER_TIME_OVER = Need(
    Grade.VOID,
    N_("The employer may still pay or object: its fifteen days are not over."),
    f"{_PROCEDURE}第二百二十七条",
    has_run_out("DL19"),
)
ORDER_UNSERVED_OVER = Need(
    Grade.VOID,
    N_("The court may still serve the payment order: its thirty days are not over."),
    "最高人民法院关于适用《民事诉讼法》的解释第四百三十条",
    has_run_out("DL20"),
)
NOT_SUED = Need(
    Grade.VOID,
    N_("A lawsuit was brought: whoever sues has not declined the lawsuit."),
    f"{_PROCEDURE}第二百二十八条；民事诉讼法解释第四百三十八条、第四百三十九条",
    not_sued,
)
ENFORCEABLE_DOCUMENT = Need(
    Grade.VOID,
    N_(
        "A bare agreement is not enforceable: it takes arbitration's mediation document, the"
        " court's confirmation or a payment order in effect."
    ),
    f"{_MEDIATION_LAW}第五十一条；{_PROCEDURE}第二百零六条、第二百二十七条",
    lambda case, _on: any(p.standing in ENFORCEABLE for p in case.proceedings),
)
NOT_ENFORCEABLE = Need(
    Grade.LAW,
    N_(
        "There is an enforceable document already (arbitration's mediation document or the"
        " court's confirmation): the way is to apply for execution."
    ),
    f"{_MEDIATION_LAW}第五十一条；{_PROCEDURE}第二百零六条",
    lambda case, _on: (
        not {p.standing for p in case.proceedings} & {Standing.REVIEW_GRANTED, Standing.CONFIRMED}
    ),
)
NO_ORDER_RUNNING = Need(
    Grade.HOUSE,
    N_("A payment order is under way: settle first whether it goes on."),
    "",
    lambda case, _on: not any(p.track is Track.ORDER and p.pending for p in case.proceedings),
)
PERFORMANCE_ENDED = Need(
    Grade.LAW,
    N_("The agreement is neither performed nor gone to arbitration or court."),
    "人民调解法第三十一条",
    finished,
)
OBJECTION_OPEN = Need(
    Grade.VOID,
    N_("No objection to the ruling waits for the court's answer."),
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释第三百七十二条",
    lambda case, _on: objections_open(case) > 0,
)
NOTHING_PENDING = Need(
    Grade.LAW,
    N_("Another body has not decided yet: record its decision or the withdrawal first."),
    f"{_ARBITRATION}第七十六条；{_PROCEDURE}第二百零六条、第二百二十七条",
    lambda case, _on: not any(p.pending for p in case.proceedings) and not objections_open(case),
)
