"""Forms at the counter, from the application to its acceptance or refusal (D-02 to D-13)."""

from datetime import date

from mediation_desk.documents.catalogue.form import (
    APPLIED,
    ENDED_CASES,
    PERFORMED,
    UNDER_WAY,
    Form,
    Per,
    applicants_and_file,
    each_party_and_file,
    one,
    respondents_and_one,
    took,
    two,
)
from mediation_desk.domain.case import ApplicationForm, CaseFile, Source
from mediation_desk.domain.respondents import not_taking_part, to_ask
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.i18n import N_


def _somebody_declined(case: CaseFile, _on: date) -> bool:
    """Say whether the mediation ended with it, or goes on without a respondent."""
    ended = any(taken.step is Step.DECLINE for taken in case.steps)
    return ended or bool(not_taking_part(case))


FORMS = (
    Form(
        code="D-02",
        slug="application",
        name=N_("Application for mediation of a labour dispute"),
        stages=APPLIED | UNDER_WAY,
        copies=respondents_and_one,
    ),
    Form(
        code="D-03",
        slug="oral-application",
        name=N_("Record of an oral application"),
        stages=APPLIED,
        copies=one,
        made_of=lambda case, _on: case.form is ApplicationForm.ORAL,
    ),
    Form(
        code="D-04",
        slug="lead",
        name=N_("Register card of a mediation opened by the centre"),
        stages=APPLIED,
        copies=one,
        made_of=lambda case, _on: case.source is Source.OWN_MOTION,
    ),
    Form(
        code="D-05",
        slug="papers-receipt",
        name=N_("Receipt for papers handed in"),
        stages=APPLIED | {Stage.CORRECTING},
        copies=two,
    ),
    Form(
        code="D-06",
        slug="personal-data",
        name=N_("Notice and consent on personal data"),
        per=Per.PERSON,
        stages=APPLIED | UNDER_WAY,
        copies=two,
    ),
    Form(
        code="D-07",
        slug="correction",
        name=N_("Notice to complete the papers"),
        stages=frozenset({Stage.CORRECTING}),
        copies=two,
        made_of=took(Step.ASK_CORRECTION),
    ),
    Form(
        code="D-08",
        slug="acceptance",
        name=N_("Notice of acceptance"),
        per=Per.PARTY,
        stages=UNDER_WAY,
        copies=each_party_and_file,
        made_of=lambda case, _on: case.accepted_on is not None,
    ),
    Form(
        code="D-09",
        slug="refusal",
        name=N_("Notice of refusal"),
        stages=frozenset({Stage.REFUSED}),
        copies=applicants_and_file,
        made_of=took(Step.REFUSE),
    ),
    Form(
        code="D-10",
        slug="consent-inquiry",
        name=N_("Inquiry whether mediation is wanted, with reply slip"),
        per=Per.ASKED,
        stages=APPLIED,
        once_on_record=UNDER_WAY,
        copies=two,
        made_of=lambda case, _on: bool(to_ask(case)),
    ),
    Form(
        code="D-11",
        slug="rights-and-duties",
        name=N_("Notice of rights and duties"),
        per=Per.PARTY,
        stages=APPLIED | UNDER_WAY,
        copies=each_party_and_file,
    ),
    Form(
        code="D-12",
        slug="declined",
        name=N_("Notice that the other side declines mediation"),
        stages=frozenset({Stage.NO_CONSENT}),
        once_on_record=UNDER_WAY | PERFORMED | ENDED_CASES,
        copies=applicants_and_file,
        made_of=_somebody_declined,
    ),
    Form(
        code="D-13",
        slug="address-confirmation",
        name=N_("Confirmation of the address for service"),
        per=Per.PARTY,
        stages=APPLIED | UNDER_WAY,
        copies=one,
    ),
)
