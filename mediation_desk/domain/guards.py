"""What steps need: each need with its grade, a sentence, the rule it rests on, and its test."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.intake import unsigned
from mediation_desk.domain.outside import untold
from mediation_desk.domain.respondents import (
    Reply,
    awaited,
    first_to_go_on,
    inquiries,
    several,
    to_ask,
)
from mediation_desk.domain.sides import Side, Signer
from mediation_desk.domain.splitting import to_split
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import LAWSUITS
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import ENFORCEABLE, Standing, Track
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import CaseFile, Clock
    from mediation_desk.domain.claims import Applicant


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

STATUS_CAUSES = frozenset({"B01", "I02"})
"""Causes that ask for an employment relationship to be confirmed (确认劳动关系)."""

LONGER_THAN_CAP = frozenset({"I01", "I02", "I03"})
"""Causes of new forms of employment: an extension has at most 15 days (人社厅发〔2024〕4号)."""


def _clock(case: "CaseFile", *kinds: str) -> "Clock | None":
    found = [clock for clock in case.clocks if clock.kind in kinds]
    return max(found, key=lambda clock: clock.due) if found else None


def _within(kind: str) -> "Callable[[CaseFile, date], bool]":
    """Return the test that a period has not run out on a day; its last day still counts."""

    def met(case: "CaseFile", on: date) -> bool:
        clock = _clock(case, kind)
        return clock is None or on <= clock.due

    return met


def _time_is_up(case: "CaseFile", on: date) -> bool:
    last = end_of_mediation(case)
    return last is not None and on > last


def _workers_consented(case: "CaseFile", _on: date) -> bool:
    answers = [consent.agrees for consent in case.consents if consent.side is Side.APPLICANT]
    return bool(answers) and answers[-1]


def _employer_consented(case: "CaseFile", on: date) -> bool:
    return first_to_go_on(case, on) is not None


def _not_declined(case: "CaseFile", on: date) -> bool:
    """Say whether no side declines: the respondents' does where none of them agrees."""
    last = {c.side: c.agrees for c in case.consents}
    if several(case):
        declines = any(one.reply(on) is Reply.DECLINES for one in inquiries(case))
        last[Side.RESPONDENT] = _employer_consented(case, on) or not declines
    return all(last.values())


def _declined_or_silent(case: "CaseFile", _on: date) -> bool:
    if several(case):
        return all(one.attempts or one.answers for one in inquiries(case))
    if any(c.side is case.asked_side and not c.agrees for c in case.consents):
        return True
    return any(taken.step is Step.CONTACT for taken in case.steps)


def _hearing_planned(case: "CaseFile", _on: date) -> bool:
    return any(hearing.status is HearingStatus.PLANNED for hearing in case.hearings)


def _hearing_opened(case: "CaseFile", _on: date) -> bool:
    opened = (HearingStatus.UNDER_WAY, HearingStatus.HELD)
    return any(hearing.status in opened for hearing in case.hearings)


def who_must_sign(case: "CaseFile") -> tuple[tuple[int, str], ...]:
    """Return the parties whose signature the agreement needs, by key and name."""
    return (
        *((a.id, a.person.name) for a in _settling(case)),
        (case.respondent.id, case.respondent.employer.name),
        *((o.id, o.name) for o in case.others if o.must_sign),
    )


def missing_signatures(case: "CaseFile") -> tuple[str, ...]:
    """Name those whose signature or seal is still missing (劳动争议调解仲裁法第十四条)."""
    signed = case.settlement.signatures if case.settlement else ()
    parties = {s.party_id for s in signed}
    missing = [name for key, name in who_must_sign(case) if key not in parties]
    others = {s.signer for s in signed}
    missing += [s.label for s in (Signer.MEDIATOR, Signer.CENTRE) if s not in others]
    return tuple(missing)


def _settling(case: "CaseFile") -> "tuple[Applicant, ...]":
    money = case.settlement.terms.money if case.settlement else ()
    bound = {row.party_id for row in money}
    return tuple(a for a in case.applicants if a.id in bound or not money)


def end_of_mediation(case: "CaseFile") -> date | None:
    """Return the last day for mediation, as extended (企业劳动争议协商调解规定第二十九条)."""
    clock = _clock(case, "DL05") or _clock(case, "DL04")
    return clock.due if clock else None


def _standings(case: "CaseFile", track: Track) -> set[Standing]:
    return {p.standing for p in case.proceedings if p.track is track}


def _objections_open(case: "CaseFile") -> int:
    """Count the objections to a confirming ruling that the court has not answered."""
    left = 0
    for taken in case.steps:
        if taken.step is Step.OBJECT:
            left += 1
        elif taken.step is Step.OBJECTION_REJECTED:
            left -= 1
        elif taken.step is Step.RULING_SET_ASIDE:
            left = 0
    return left


def _confirms_status(case: "CaseFile") -> bool:
    return case.cause in STATUS_CAUSES


def review_open(case: "CaseFile") -> bool:
    """Say whether the agreement is of a kind that arbitration reviews (办案规则第七十五条)."""
    return not _confirms_status(case)


def speaks_of_status(case: "CaseFile") -> bool:
    """Say whether the agreement's own words speak of the employment relationship (劳动关系).

    Whether they confirm one a person says who has read them; words alone decide nothing.
    """
    terms = case.settlement.terms if case.settlement else None
    words = [terms.other, terms.breach] if terms else []
    return any("劳动关系" in text for text in (*words, *(duty.text for duty in case.duties)))


def _overdue(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.duties import overdue
    from mediation_desk.domain.settlement import PaymentStatus

    late = any(o.status is PaymentStatus.OVERDUE for o in case.obligations(on))
    return late or bool(overdue(case.duties, on))


def money_late(case: "CaseFile", on: date) -> bool:
    """Say whether an instalment is overdue on a day."""
    from mediation_desk.domain.settlement import PaymentStatus

    return any(o.status is PaymentStatus.OVERDUE for o in case.obligations(on))


def _duties_done(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.duties import undone

    return not undone(case.duties, on)


def _order_items(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.remedies import order_items

    return any(item.open or item.objected or item.ordered for item in order_items(case, on))


def _not_ordered(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.remedies import order_items

    items = order_items(case, on)
    return any(item.open for item in items) or not any(item.ordered for item in items)


def _not_objected(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.remedies import order_items

    items = order_items(case, on)
    return any(item.open for item in items) or not any(item.objected for item in items)


def _order_met(case: "CaseFile", on: date) -> bool:
    from mediation_desk.domain.remedies import left_of_order

    served = (p for p in case.proceedings if p.standing is Standing.ORDER_SERVED)
    return case.in_effect and any(left_of_order(case, order, on) <= 0 for order in served)


def _not_sued(case: "CaseFile", _on: date) -> bool:
    return not any(t.step is Step.HAND_ON and t.ground in LAWSUITS for t in case.steps)


def _finished(case: "CaseFile", _on: date) -> bool:
    standings = _standings(case, Track.PERFORMANCE)
    return not standings or bool(standings & {Standing.PERFORMED, Standing.HANDED_ON})


def _signed_in_time(case: "CaseFile", on: date) -> bool:
    """Say whether the days for mediation still ran when the last one signed, or run on a day."""
    clock = _clock(case, "DL05") or _clock(case, "DL04")
    signed = case.settlement.signatures if case.settlement else ()
    last = max(s.signed_on for s in signed) if signed and not missing_signatures(case) else on
    return clock is None or last <= clock.due


IN_TIME = Need(
    Grade.LAW,
    N_(
        "The days for mediation are over: the mediation counts as failed unless both sides have"
        " agreed to extend it."
    ),
    f"{_RULES}第二十九条",
    _signed_in_time,
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
    _workers_consented,
)
EMPLOYER_CONSENT = Need(
    Grade.VOID,
    N_("The employer's consent to mediation must be on record."),
    f"{_RULES}第二十二条",
    _employer_consented,
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
    _not_declined,
)
DECLINED = Need(
    Grade.LAW,
    N_(
        "The other side's refusal, or an attempt to ask it that stayed without answer, must be"
        " on record."
    ),
    f"{_RULES}第二十二条",
    _declined_or_silent,
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
    lambda case, on: not several(case) or not _employer_consented(case, on),
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
PLANNED = Need(Grade.HOUSE, N_("A hearing must be fixed first."), "", _hearing_planned)
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
    _hearing_opened,
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
    _time_is_up,
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
    _within("DL10"),
)
NO_STATUS = Need(
    Grade.VOID,
    N_("An agreement that confirms an employment relationship is not open to arbitration review."),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: not _confirms_status(case),
)
ONLY_PAYMENT = Need(
    Grade.HOUSE,
    N_(
        "The agreement is about an employment relationship: a court confirms only what is to be"
        " paid under it."
    ),
    "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）第五十二条",
    lambda case, _on: not (_confirms_status(case) or speaks_of_status(case)),
)
NOT_CONFIRMED = Need(
    Grade.VOID,
    N_("A court has confirmed the agreement already; arbitration review is closed."),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: Standing.CONFIRMED not in _standings(case, Track.CONFIRMATION),
)
IN_TIME_FOR_CONFIRMATION = Need(
    Grade.VOID,
    N_("The 30 days for court confirmation have run out."),
    f"{_PROCEDURE}第二百零五条",
    _within("DL12"),
)
NOT_REVIEWED = Need(
    Grade.VOID,
    N_(
        "Arbitration has issued its mediation document; it is enforceable, nothing is left to"
        " confirm."
    ),
    f"{_MEDIATION_LAW}第五十一条",
    lambda case, _on: Standing.REVIEW_GRANTED not in _standings(case, Track.REVIEW),
)
ONE_ROUTE_REVIEW = Need(
    Grade.VOID,
    N_(
        "Court confirmation has been applied for: once the court confirms, arbitration review is"
        " closed. Record the court's decision or the withdrawal first."
    ),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: Standing.CONFIRMATION_ASKED not in _standings(case, Track.CONFIRMATION),
)
ONE_ROUTE_CONFIRMATION = Need(
    Grade.VOID,
    N_(
        "Arbitration review has been applied for: one way is to be chosen. Record the"
        " commission's decision or the withdrawal first."
    ),
    f"{_ARBITRATION}第七十五条",
    lambda case, _on: (
        not _standings(case, Track.REVIEW) & {Standing.REVIEW_ASKED, Standing.REVIEW_UNDER_WAY}
    ),
)
DUTIES_DONE = Need(
    Grade.VOID,
    N_("What was agreed besides money is not all done or waived in writing."),
    f"{_MEDIATION_LAW}第十四条",
    _duties_done,
)
DUTY_OPEN = Need(
    Grade.VOID,
    N_("No duty besides money is open."),
    f"{_MEDIATION_LAW}第十四条",
    lambda case, on: not _duties_done(case, on),
)
OVERDUE = Need(
    Grade.VOID,
    N_("Nothing that was agreed is overdue."),
    f"{_MEDIATION_LAW}第十五条",
    _overdue,
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
    _order_items,
)
NOT_OBJECTED = Need(
    Grade.VOID,
    N_(
        "The payment order for what is due ended with the employer's objection: the way is a"
        " lawsuit, no second order."
    ),
    f"{_PROCEDURE}第二百二十八条",
    _not_objected,
)
NOT_ORDERED = Need(
    Grade.VOID,
    N_("A payment order for what is due is in effect already: the way is to apply for execution."),
    f"{_PROCEDURE}第二百二十七条",
    _not_ordered,
)
ORDER_MET = Need(
    Grade.VOID,
    N_("What the payment order names is not recorded as paid: record the payment first."),
    f"{_PROCEDURE}第二百二十七条",
    _order_met,
)
NOT_SUED = Need(
    Grade.VOID,
    N_("A lawsuit was brought: whoever sues has not declined the lawsuit."),
    f"{_PROCEDURE}第二百二十八条；民事诉讼法解释第四百三十八条、第四百三十九条",
    _not_sued,
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
    _finished,
)
OBJECTION_OPEN = Need(
    Grade.VOID,
    N_("No objection to the ruling waits for the court's answer."),
    "最高人民法院关于适用《中华人民共和国民事诉讼法》的解释第三百七十二条",
    lambda case, _on: _objections_open(case) > 0,
)
NOTHING_PENDING = Need(
    Grade.LAW,
    N_("Another body has not decided yet: record its decision or the withdrawal first."),
    f"{_ARBITRATION}第七十六条；{_PROCEDURE}第二百零六条、第二百二十七条",
    lambda case, _on: not any(p.pending for p in case.proceedings) and not _objections_open(case),
)
