"""Where a mediation stands, and what is done to it. Codes after the table of states."""

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Stage(Term):
    """States of the mediation (案件状态)."""

    APPLIED = "APP", N_("Applied")
    CORRECTING = "COR", N_("Papers to be completed")
    CONSENT = "CNS", N_("Asking for consent")
    ACCEPTED = "ACC", N_("Accepted")
    ASSIGNED = "ASG", N_("Assigned")
    SCHEDULED = "SCH", N_("Hearing fixed")
    MEDIATING = "INM", N_("In mediation")
    EXTENDED = "EXT", N_("Mediation extended")
    SIGNING = "SGN", N_("To be signed")
    EFFECTIVE = "EFF", N_("Agreement in effect")
    PERFORMED = "DON", N_("Performed")
    REFUSED = "REF", N_("Not accepted")
    NO_CONSENT = "NCN", N_("Other side declined")
    FAILED = "FAI", N_("Mediation failed")
    LAPSED = "LAP", N_("Time ran out")
    WITHDRAWN = "WDR", N_("Withdrawn")
    RECONCILED = "RCN", N_("Settled between the parties")
    TRANSFERRED = "TRF", N_("Transferred")
    TERMINATED = "TER", N_("Terminated")
    CLOSED = "CLS", N_("Closed")
    ARCHIVED = "ARC", N_("Archived")


WITHOUT_AGREEMENT = (
    Stage.REFUSED,
    Stage.NO_CONSENT,
    Stage.FAILED,
    Stage.LAPSED,
    Stage.WITHDRAWN,
    Stage.RECONCILED,
    Stage.TRANSFERRED,
    Stage.TERMINATED,
)
"""Ends of a mediation that left no agreement of this centre."""

ENDED = frozenset({*WITHOUT_AGREEMENT, Stage.PERFORMED, Stage.CLOSED, Stage.ARCHIVED})
"""Stages in which the mediation asks for no further talks."""

LOCKED = frozenset({Stage.CLOSED, Stage.ARCHIVED})
"""Stages in which a change is a correction and needs a reason."""

BEFORE_EFFECT = (
    Stage.APPLIED,
    Stage.CORRECTING,
    Stage.CONSENT,
    Stage.ACCEPTED,
    Stage.ASSIGNED,
    Stage.SCHEDULED,
    Stage.MEDIATING,
    Stage.EXTENDED,
    Stage.SIGNING,
)


class Step(Term):
    """Acts of the procedure (办案步骤); the value is also the journal's word for the act."""

    ENQUIRE = "enquire", N_("Register an enquiry")
    REGISTER = "register", N_("Register the application")
    ASK_CORRECTION = "ask_correction", N_("Ask for missing papers")
    CORRECTED = "corrected", N_("Missing papers received")
    CONTACT = "contact", N_("Note an attempt to ask")
    ASK_CONSENT = "ask_consent", N_("Record consent")
    ACCEPT = "accept", N_("Accept")
    REFUSE = "refuse", N_("Refuse the application")
    DECLINE = "decline", N_("Other side declines")
    ASSIGN = "assign", N_("Assign mediator and clerk")
    ASK_RECUSAL = "ask_recusal", N_("Record a request for recusal")
    DECIDE_RECUSAL = "decide_recusal", N_("Decide on recusal")
    SCHEDULE = "schedule", N_("Fix a hearing")
    OPEN = "open", N_("Open the hearing")
    INVESTIGATE = "investigate", N_("Record an inquiry")
    EXTEND = "extend", N_("Extend the time for mediation")
    AGREE = "agree", N_("Write down the agreement")
    SEAL = "seal", N_("Signatures and seal")
    NOT_SIGNED = "not_signed", N_("A side refuses to sign")
    FAIL = "fail", N_("Mediation fails")
    LAPSE = "lapse", N_("Time has run out")
    END_FOR_ONE = "end_for_one", N_("Mediation ended for workers who did not settle")
    SPLIT_OFF = "split_off", N_("Split workers off into a case of their own")
    WITHDRAW = "withdraw", N_("Withdraw the application")
    RECONCILE = "reconcile", N_("Settled between the parties")
    TRANSFER = "transfer", N_("Transfer to another body")
    TERMINATE = "terminate", N_("Terminate for another reason")
    APPLY_REVIEW = "apply_review", N_("Apply for arbitration review")
    REVIEW_ACCEPTED = "review_accepted", N_("Commission accepts the review")
    REVIEW_GRANTED = "review_granted", N_("Commission issues its document")
    REVIEW_REFUSED = "review_refused", N_("Commission declines the review")
    REVIEW_WITHDRAWN = "review_withdrawn", N_("Withdraw the application for review")
    APPLY_CONFIRMATION = "apply_confirmation", N_("Apply for court confirmation")
    CONFIRMED = "confirmed", N_("Court confirms the agreement")
    CONFIRMATION_REFUSED = "confirmation_refused", N_("Court rejects confirmation")
    CONFIRMATION_WITHDRAWN = (
        "confirmation_withdrawn",
        N_("Withdraw the application for confirmation"),
    )
    OBJECT = "object", N_("Objection to the ruling")
    OBJECTION_REJECTED = "objection_rejected", N_("Court rejects the objection, the ruling stands")
    RULING_SET_ASIDE = "ruling_set_aside", N_("Court sets the ruling aside")
    BEGIN_PERFORMANCE = "begin_performance", N_("Performance begins")
    PAY = "pay", N_("Record a payment")
    PERFORM_DUTY = "perform_duty", N_("Record what came of a duty")
    PERFORMED = "performed", N_("Performed in full")
    RESUME_PERFORMANCE = "resume_performance", N_("Correct: not performed in full")
    DEFAULT = "default", N_("Record a default")
    REMIND = "remind", N_("Remind of performance")
    MEND_DEFAULT = "mend_default", N_("Default made good")
    DEFAULT_AGAIN = "default_again", N_("Default not made good after all")
    APPLY_ORDER = "apply_order", N_("Apply for a payment order")
    ORDER_ACCEPTED = "order_accepted", N_("Court accepts the payment order")
    ORDER_REFUSED = "order_refused", N_("Court does not accept the payment order")
    ORDER_REJECTED = "order_rejected", N_("Court rejects the application for the payment order")
    ORDER_ISSUED = "order_issued", N_("Court issues the payment order")
    ORDER_SERVED = "order_served", N_("Record service of the payment order")
    ORDER_UNSERVED = "order_unserved", N_("Payment order cannot be served")
    ORDER_ENDED = "order_ended", N_("Objection ends the payment order")
    ORDER_PAID = "order_paid", N_("Paid after the payment order")
    ORDER_OWED = "order_owed", N_("Not paid after all: the payment order goes on")
    ORDER_EFFECTIVE = "order_effective", N_("Payment order takes effect unpaid")
    REFUSE_LAWSUIT = "refuse_lawsuit", N_("Worker does not want the lawsuit")
    APPLY_EXECUTION = "apply_execution", N_("Apply for execution")
    EXECUTION_ENDED = "execution_ended", N_("Execution ended")
    HAND_ON = "hand_on", N_("Go to arbitration or court")
    VISIT = "visit", N_("Record a follow-up visit")
    APPLY_CLOSE = "apply_close", N_("Apply for closing")
    RETURN_CLOSE = "return_close", N_("Return the application for closing")
    CLOSE = "close", N_("Approve the closing")
    ARCHIVE = "archive", N_("File the dossier")
    REOPEN = "reopen", N_("Reopen the case")
    LETTER = "letter", N_("Write a letter of supervision")


FOR_SOME = frozenset({Step.END_FOR_ONE, Step.SPLIT_OFF})
"""Steps about single workers of a group, which go their own way beside the case."""


class Milestone(Term):
    """The strip at the head of a case (办案进度)."""

    REGISTERED = "registered", N_("Registration")
    ACCEPTED = "accepted", N_("Acceptance")
    MEDIATED = "mediated", N_("Mediation")
    AGREED = "agreed", N_("Agreement")
    PERFORMED = "performed", N_("Performance")
    CLOSED = "closed", N_("Closing")


REACHED: dict[Stage, Milestone] = {
    Stage.APPLIED: Milestone.REGISTERED,
    Stage.CORRECTING: Milestone.REGISTERED,
    Stage.CONSENT: Milestone.REGISTERED,
    Stage.REFUSED: Milestone.REGISTERED,
    Stage.NO_CONSENT: Milestone.REGISTERED,
    Stage.ACCEPTED: Milestone.ACCEPTED,
    Stage.ASSIGNED: Milestone.ACCEPTED,
    Stage.SCHEDULED: Milestone.MEDIATED,
    Stage.MEDIATING: Milestone.MEDIATED,
    Stage.EXTENDED: Milestone.MEDIATED,
    Stage.FAILED: Milestone.MEDIATED,
    Stage.LAPSED: Milestone.MEDIATED,
    Stage.WITHDRAWN: Milestone.MEDIATED,
    Stage.RECONCILED: Milestone.MEDIATED,
    Stage.TRANSFERRED: Milestone.MEDIATED,
    Stage.TERMINATED: Milestone.MEDIATED,
    Stage.SIGNING: Milestone.AGREED,
    Stage.EFFECTIVE: Milestone.PERFORMED,
    Stage.PERFORMED: Milestone.PERFORMED,
    Stage.CLOSED: Milestone.CLOSED,
    Stage.ARCHIVED: Milestone.CLOSED,
}
"""The milestone at which a stage stands."""
