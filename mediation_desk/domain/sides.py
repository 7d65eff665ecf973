"""The two sides of a dispute, and who signs what they agree."""

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Side(Term):
    """The two sides of a dispute."""

    APPLICANT = "applicant", N_("Applicant side")
    RESPONDENT = "respondent", N_("Respondent side")


class Signer(Term):
    """Who signs or seals the agreement (劳动争议调解仲裁法第十四条)."""

    APPLICANT = "applicant", N_("Applicant")
    RESPONDENT = "respondent", N_("Respondent")
    OTHER = "other", N_("Other party")
    MEDIATOR = "mediator", N_("Mediator")
    CENTRE = "centre", N_("Seal of the centre")
