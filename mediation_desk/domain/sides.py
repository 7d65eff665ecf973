"""The two sides of a dispute, and who signs what they agree."""

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Side(Term):
    """The two sides of a dispute: workers and employer, whichever of them applied.

    The codes are those of the usual case, in which the workers apply.
    """

    APPLICANT = "applicant", N_("Workers' side")
    RESPONDENT = "respondent", N_("Employer's side")


class Signer(Term):
    """Who signs or seals the agreement (劳动争议调解仲裁法第十四条)."""

    APPLICANT = "applicant", N_("Applicant")
    RESPONDENT = "respondent", N_("Respondent")
    OTHER = "other", N_("Other party")
    MEDIATOR = "mediator", N_("Mediator")
    CENTRE = "centre", N_("Seal of the centre")
