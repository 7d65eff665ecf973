"""What a case shows on a day: the circumstances on which its steps depend."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.hearing import TOOK_PLACE, HearingStatus
from mediation_desk.domain.respondents import Reply, first_to_go_on, inquiries, several
from mediation_desk.domain.sides import Side, Signer
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import LAWSUITS
from mediation_desk.domain.tracks import Standing, Track

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import CaseFile, Clock
    from mediation_desk.domain.claims import Applicant

STATUS_CAUSES = frozenset({"B01", "I02"})
"""Causes that ask for an employment relationship to be confirmed (确认劳动关系)."""

LONGER_THAN_CAP = frozenset({"I01", "I02", "I03"})
"""Causes of new forms of employment: an extension has at most 15 days (人社厅发〔2024〕4号)."""


def last_clock(case: "CaseFile", *kinds: str) -> "Clock | None":
    """Return the clock of these kinds that ends last, None where none was started."""
    found = [clock for clock in case.clocks if clock.kind in kinds]
    return max(found, key=lambda clock: clock.due) if found else None


def within(kind: str) -> "Callable[[CaseFile, date], bool]":
    """Return the test that a period has not run out on a day; its last day still counts."""

    def met(case: "CaseFile", on: date) -> bool:
        clock = last_clock(case, kind)
        return clock is None or on <= clock.due

    return met


def has_run_out(kind: str) -> "Callable[[CaseFile, date], bool]":
    """Return the test that a period which began is over for somebody; each has one of their own."""

    def met(case: "CaseFile", on: date) -> bool:
        from mediation_desk.domain.case import ClockState

        begun = [clock for clock in case.clocks if clock.kind == kind]
        return any(on > c.due or c.state is not ClockState.RUNNING for c in begun)

    return met


def time_is_up(case: "CaseFile", on: date) -> bool:
    """Say whether the last day for mediation has passed."""
    last = end_of_mediation(case)
    return last is not None and on > last


def workers_consented(case: "CaseFile", _on: date) -> bool:
    """Say whether the workers' last answer agrees to mediation."""
    answers = [consent.agrees for consent in case.consents if consent.side is Side.APPLICANT]
    return bool(answers) and answers[-1]


def employer_consented(case: "CaseFile", on: date) -> bool:
    """Say whether an employer is among the respondents who agree."""
    return first_to_go_on(case, on) is not None


def not_declined(case: "CaseFile", on: date) -> bool:
    """Say whether no side declines: the respondents' does where none of them agrees."""
    last = {c.side: c.agrees for c in case.consents}
    if several(case):
        declines = any(one.reply(on) is Reply.DECLINES for one in inquiries(case))
        last[Side.RESPONDENT] = employer_consented(case, on) or not declines
    return all(last.values())


def declined_or_silent(case: "CaseFile", _on: date) -> bool:
    """Say whether the other side's refusal or an attempt to ask it is on record."""
    if several(case):
        return all(one.attempts or one.answers for one in inquiries(case))
    if any(c.side is case.asked_side and not c.agrees for c in case.consents):
        return True
    return any(taken.step is Step.CONTACT for taken in case.steps)


def hearing_planned(case: "CaseFile", _on: date) -> bool:
    """Say whether a hearing is fixed."""
    return any(hearing.status is HearingStatus.PLANNED for hearing in case.hearings)


def hearing_opened(case: "CaseFile", _on: date) -> bool:
    """Say whether a hearing has begun."""
    return any(hearing.status in TOOK_PLACE for hearing in case.hearings)


def who_must_sign(case: "CaseFile") -> tuple[tuple[int, str], ...]:
    """Return the parties whose signature the agreement needs, by key and name."""
    return (
        *((a.id, a.person.name) for a in settling(case)),
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


def settling(case: "CaseFile") -> "tuple[Applicant, ...]":
    """Return the workers whom the agreement gives money; all while it says nothing of any."""
    money = case.settlement.terms.money if case.settlement else ()
    bound = {row.party_id for row in money}
    return tuple(a for a in case.applicants if a.id in bound or not money)


def end_of_mediation(case: "CaseFile") -> date | None:
    """Return the last day for mediation, as extended (企业劳动争议协商调解规定第二十九条)."""
    clock = last_clock(case, "DL05") or last_clock(case, "DL04")
    return clock.due if clock else None


def standings_of(case: "CaseFile", track: Track) -> set[Standing]:
    """Return every standing that a track has had."""
    return {p.standing for p in case.proceedings if p.track is track}


def objections_open(case: "CaseFile") -> int:
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


def confirms_status(case: "CaseFile") -> bool:
    """Say whether the case asks for an employment relationship to be confirmed."""
    return case.cause in STATUS_CAUSES


def review_open(case: "CaseFile") -> bool:
    """Say whether the agreement is of a kind that arbitration reviews (办案规则第七十五条)."""
    return not confirms_status(case)


def speaks_of_status(case: "CaseFile") -> bool:
    """Say whether the agreement's own words speak of the employment relationship (劳动关系).

    Whether they confirm one a person says who has read them; words alone decide nothing.
    """
    terms = case.settlement.terms if case.settlement else None
    words = [terms.other, terms.breach] if terms else []
    return any("劳动关系" in text for text in (*words, *(duty.text for duty in case.duties)))


def something_overdue(case: "CaseFile", on: date) -> bool:
    """Say whether money or another duty is overdue on a day."""
    from mediation_desk.domain.duties import overdue

    return money_late(case, on) or bool(overdue(case.duties, on))


def money_late(case: "CaseFile", on: date) -> bool:
    """Say whether an instalment is overdue on a day."""
    from mediation_desk.domain.settlement import PaymentStatus

    return any(o.status is PaymentStatus.OVERDUE for o in case.obligations(on))


def duties_done(case: "CaseFile", on: date) -> bool:
    """Say whether nothing is left of the duties besides money."""
    from mediation_desk.domain.duties import undone

    return not undone(case.duties, on)


def may_be_ordered(case: "CaseFile", on: date) -> bool:
    """Say whether there is money for which a payment order can be, or was, asked."""
    from mediation_desk.domain.remedies import order_items

    return any(item.open or item.objected or item.ordered for item in order_items(case, on))


def not_ordered(case: "CaseFile", on: date) -> bool:
    """Say whether money is left for which no payment order was made."""
    from mediation_desk.domain.remedies import order_items

    items = order_items(case, on)
    return any(item.open for item in items) or not any(item.ordered for item in items)


def not_objected(case: "CaseFile", on: date) -> bool:
    """Say whether money is left to whose payment order nobody objected."""
    from mediation_desk.domain.remedies import order_items

    items = order_items(case, on)
    return any(item.open for item in items) or not any(item.objected for item in items)


def order_met(case: "CaseFile", on: date) -> bool:
    """Say whether a payment order that was served has been paid in full."""
    from mediation_desk.domain.remedies import left_of_order

    served = (p for p in case.proceedings if p.standing is Standing.ORDER_SERVED)
    return case.in_effect and any(left_of_order(case, order, on) <= 0 for order in served)


def not_sued(case: "CaseFile", _on: date) -> bool:
    """Say whether nobody has taken the case to court."""
    return not any(t.step is Step.HAND_ON and t.ground in LAWSUITS for t in case.steps)


def finished(case: "CaseFile", _on: date) -> bool:
    """Say whether performance has ended, or never began."""
    standings = standings_of(case, Track.PERFORMANCE)
    return not standings or bool(standings & {Standing.PERFORMED, Standing.HANDED_ON})


def signed_in_time(case: "CaseFile", on: date) -> bool:
    """Say whether the days for mediation still ran when the last one signed, or run on a day."""
    signed = case.settlement.signatures if case.settlement else ()
    last = max(s.signed_on for s in signed) if signed and not missing_signatures(case) else on
    return not time_is_up(case, last)
