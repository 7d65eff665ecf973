"""Where a mediation stands, and what is done to it. Codes after the table of states."""

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Stage(Term):
    """States of the mediation (案件状态)."""

    APPLIED = "APP", N_("Applied")
    CONSENT = "CNS", N_("Asking for consent")
    ACCEPTED = "ACC", N_("Accepted")
    ASSIGNED = "ASG", N_("Assigned")
    SCHEDULED = "SCH", N_("Hearing fixed")
    MEDIATING = "INM", N_("In mediation")
    SIGNING = "SGN", N_("To be signed")
    EFFECTIVE = "EFF", N_("Agreement in effect")
    PERFORMED = "DON", N_("Performed")
    REFUSED = "REF", N_("Not accepted")
    NO_CONSENT = "NCN", N_("Other side declined")
    FAILED = "FAI", N_("Mediation failed")
    WITHDRAWN = "WDR", N_("Withdrawn")
    CLOSED = "CLS", N_("Closed")


ENDED = frozenset(
    {
        Stage.REFUSED,
        Stage.NO_CONSENT,
        Stage.FAILED,
        Stage.WITHDRAWN,
        Stage.PERFORMED,
        Stage.CLOSED,
    }
)
"""Stages in which the mediation asks for no further talks."""

BEFORE_EFFECT = (
    Stage.APPLIED,
    Stage.CONSENT,
    Stage.ACCEPTED,
    Stage.ASSIGNED,
    Stage.SCHEDULED,
    Stage.MEDIATING,
    Stage.SIGNING,
)


class Step(Term):
    """Acts of the procedure (办案步骤); the value is also the journal's word for the act."""

    ASK_CONSENT = "ask_consent", N_("Record consent")
    ACCEPT = "accept", N_("Accept")
    REFUSE = "refuse", N_("Refuse the application")
    DECLINE = "decline", N_("Other side declines")
    ASSIGN = "assign", N_("Assign mediator and clerk")
    SCHEDULE = "schedule", N_("Fix a hearing")
    OPEN = "open", N_("Open the hearing")
    AGREE = "agree", N_("Write down the agreement")
    SEAL = "seal", N_("Signatures and seal")
    FAIL = "fail", N_("Mediation fails")
    WITHDRAW = "withdraw", N_("Withdraw the application")
    PAY = "pay", N_("Record a payment")
    PERFORMED = "performed", N_("Performed in full")
    CLOSE = "close", N_("Close the case")


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
    Stage.CONSENT: Milestone.REGISTERED,
    Stage.REFUSED: Milestone.REGISTERED,
    Stage.NO_CONSENT: Milestone.REGISTERED,
    Stage.ACCEPTED: Milestone.ACCEPTED,
    Stage.ASSIGNED: Milestone.ACCEPTED,
    Stage.SCHEDULED: Milestone.MEDIATED,
    Stage.MEDIATING: Milestone.MEDIATED,
    Stage.FAILED: Milestone.MEDIATED,
    Stage.WITHDRAWN: Milestone.MEDIATED,
    Stage.SIGNING: Milestone.AGREED,
    Stage.EFFECTIVE: Milestone.PERFORMED,
    Stage.PERFORMED: Milestone.PERFORMED,
    Stage.CLOSED: Milestone.CLOSED,
}
"""The milestone at which a stage stands."""
