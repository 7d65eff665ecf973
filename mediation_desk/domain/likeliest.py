"""The likeliest next step of a case: the one that its primary button and the day's page name."""

from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.circumstances import money_late
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.moves import Move
from mediation_desk.domain.procedure import latest_of_each, offers, unmet
from mediation_desk.domain.respondents import NOTHING_AWAITED, first_to_go_on, inquiries, several
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.tracks import Standing, Track

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

_PROPOSED = frozenset({Step.LAPSE, Step.DEFAULT, Step.END_FOR_ONE})
"""Steps that the desk proposes by itself: once a day has passed, or a worker is left over."""


def next_step(case: "CaseFile", on: date) -> Move | None:
    """Return the likeliest step: the furthest likely one whose needs are met.

    Once the time for mediation is up that is to say so (视为调解不成), and from the day after a
    due day that was missed to record the default. Where others settled, the mediation of a worker
    who did not is ended first. Where only a duty besides money is late and was urged, it is to say
    what came of it. After an objection ended a payment order it is to go to court. A side that
    declined, or let its day for an answer pass, ends the inquiry (T10); an applicant who declines
    withdraws (T23). What was paid after the closing is confirmed before the file goes to the
    archive (T32), and what is in default is reminded of (T33). While a recusal is asked for, it is
    decided before anything else (T13): whoever goes on may have to be replaced.
    """
    open_now = [offer.row for offer in offers(case)]
    declined = declining(case, on)
    challenged = any(recusal.ruling is None for recusal in case.recusals)
    for row in open_now:
        if challenged and row.step is Step.DECIDE_RECUSAL:
            return row
        if row.step is declined:
            return row
        if row.step in _PROPOSED and not unmet(case, row, on):
            return row
        if row.step is Step.HAND_ON and lawsuit_follows_order(case) and not unmet(case, row, on):
            return row
        if row.step is Step.PERFORMED and case.stage is Stage.CLOSED and not unmet(case, row, on):
            return row
        if row.step is Step.REMIND and case.stage is Stage.CLOSED and not _done(case, row, on):
            return row
        if row.step is Step.PERFORM_DUTY and _only_duty_late(case, on):
            return row
    likely = [row for row in open_now if row.likely and not _done(case, row, on)]
    main = [row for row in likely if _is_main(row)] or likely
    ready = [row for row in main if not unmet(case, row, on)]
    onward = [row for row in ready if row.target not in (None, case.stage)]
    chosen = onward or ready or main
    return chosen[-1] if chosen else None


def declining(case: "CaseFile", on: date) -> Step | None:
    """Return the step with which an inquiry ends, as the answers stand; None while it may go on."""
    answers = {consent.side: consent.agrees for consent in case.consents}
    if answers.get(case.asked_side) is False and not several(case):
        return Step.DECLINE
    if answers.get(case.applied_by) is False:
        return Step.WITHDRAW
    if several(case):
        return Step.DECLINE if _nobody_agrees(case, on) else None
    asked = [t for t in case.steps if t.step is Step.CONTACT and t.until]
    silent = case.asked_side not in answers and case.stage is Stage.CONSENT
    passed = bool(asked) and asked[-1].until is not None and on > asked[-1].until
    return Step.DECLINE if silent and passed else None


def _nobody_agrees(case: "CaseFile", on: date) -> bool:
    """Say whether every respondent answered, or let its day pass, and none goes on."""
    over = all(one.reply(on) in NOTHING_AWAITED for one in inquiries(case))
    return over and first_to_go_on(case, on) is None


def lawsuit_follows_order(case: "CaseFile") -> bool:
    """Say whether a payment order ended with an objection, and nobody declined the lawsuit.

    It turns into a lawsuit unless the applicant declines; a second order is shut
    (民事诉讼法第二百二十八条).
    """
    orders = (p for p in case.proceedings if p.track is Track.ORDER)
    return any(p.standing is Standing.ORDER_ENDED for p in latest_of_each(orders))


def _only_duty_late(case: "CaseFile", on: date) -> bool:
    """Say whether a duty besides money is late and was urged, and no money is late."""
    return _urged(case) is not None and bool(overdue(case.duties, on)) and not money_late(case, on)


def _urged(case: "CaseFile") -> StepTaken | None:
    """Return the reminder that was given since the last default began, or came back."""
    of_default = (Step.DEFAULT, Step.DEFAULT_AGAIN, Step.REMIND)
    told = [t for t in case.steps if t.step in of_default]
    return told[-1] if told and told[-1].step is Step.REMIND else None


def _done(case: "CaseFile", row: Move, on: date) -> bool:
    """Say whether a reminder was given and waits: until its last day payment comes next."""
    if row.step is not Step.REMIND or case.owed <= 0:
        return False
    urged = _urged(case)
    return urged is not None and (urged.until is None or on <= urged.until)


def _is_main(row: Move) -> bool:
    """Say whether a row carries the case itself on, not only what other bodies do beside it."""
    return row.track in (Track.MEDIATION, Track.PERFORMANCE)
