"""Forms of the agreement, and of what follows it (D-30 to D-53, HS-25)."""

from datetime import date

from mediation_desk.documents.catalogue.form import (
    AGREED,
    CLOSED,
    IN_EFFECT,
    PERFORMED,
    Form,
    Per,
    agreed,
    one,
    respondents_and_one,
    two,
)
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.duties import overdue, undone
from mediation_desk.domain.guards import (
    IN_TIME_FOR_CONFIRMATION,
    IN_TIME_FOR_REVIEW,
    NO_STATUS,
    NOT_CONFIRMED,
    NOT_REVIEWED,
)
from mediation_desk.domain.remedies import order_items
from mediation_desk.domain.settlement import PaymentStatus
from mediation_desk.domain.sides import Side
from mediation_desk.domain.tracks import ENFORCEABLE, Standing, Track
from mediation_desk.i18n import N_

FOR_REVIEW = (NO_STATUS, NOT_CONFIRMED, IN_TIME_FOR_REVIEW)
FOR_CONFIRMATION = (NOT_REVIEWED, IN_TIME_FOR_CONFIRMATION)
"""What must hold for an application to be open that nobody has made yet (T27, T29)."""


def ordered(case: CaseFile, on: date) -> set[int]:
    """Return the workers with an item that is due and open to a payment order."""
    return {item.party_id for item in order_items(case, on) if item.claimable}


def _reviewable(case: CaseFile, on: date) -> bool:
    """Say whether arbitration review is open, or was asked for before (T27)."""
    if any(p.track is Track.REVIEW for p in case.proceedings):
        return True
    return all(need.met(case, on) for need in FOR_REVIEW)


def _confirmable(case: CaseFile, on: date) -> bool:
    """Say whether court confirmation is open, or was asked for before (民事诉讼法第二百零五条)."""
    if any(p.track is Track.CONFIRMATION for p in case.proceedings):
        return True
    return all(need.met(case, on) for need in FOR_CONFIRMATION)


def _not_performed(case: CaseFile, on: date) -> bool:
    """Say whether the employer owes something overdue, or a default is on record."""
    if case.settlement is None or case.settlement.effective_on is None:
        return False
    late = any(part.status is PaymentStatus.OVERDUE for part in case.obligations(on))
    unmet = any(duty.owed_by is Side.RESPONDENT for duty in overdue(case.duties, on))
    return late or unmet or case.performance in (Standing.DEFAULT, Standing.HANDED_ON)


def _urged(case: CaseFile, on: date) -> bool:
    """Say whether somebody owes something overdue, or a default is on record (T33)."""
    if case.settlement is None or case.settlement.effective_on is None:
        return False
    return _not_performed(case, on) or bool(overdue(case.duties, on))


def _executable(case: CaseFile, on: date) -> bool:
    """Say whether what is owed rests on a document that a court executes (T35)."""
    enforceable = any(p.standing in ENFORCEABLE for p in case.proceedings)
    applied = any(p.track is Track.EXECUTION for p in case.proceedings)
    return (applied or (enforceable and _urged(case, on))) and bool(creditors(case, on))


def creditors(case: CaseFile, on: date) -> set[int]:
    """Return the workers to whom the employer still owes money or a duty."""
    owed = {part.party_id for part in case.obligations(on) if part.owed > 0}
    duties = [duty for duty in undone(case.duties, on) if duty.owed_by is Side.RESPONDENT]
    if any(duty.party_id is None for duty in duties):
        return {applicant.id for applicant in case.applicants}
    return owed | {duty.party_id for duty in duties if duty.party_id is not None}


FORMS = (
    Form(
        code="D-30",
        slug="agreement",
        name=N_("Mediation agreement of a labour dispute"),
        stages=AGREED,
        of_settled=True,
        copies=agreed,
    ),
    Form(
        code="D-31",
        slug="schedule",
        name=N_("Schedule of performance"),
        stages=AGREED,
        of_settled=True,
        copies=agreed,
    ),
    Form(
        code="HS-25",
        slug="oral-agreement",
        name=N_("Register card of an oral agreement before a people's mediation committee"),
        stages=AGREED,
        of_settled=True,
        copies=one,
    ),
    Form(
        code="D-40",
        slug="review",
        name=N_("Joint application for arbitration review"),
        stages=IN_EFFECT,
        of_settled=True,
        copies=two,
        made_of=_reviewable,
    ),
    Form(
        code="D-41",
        slug="confirmation",
        name=N_("Joint application for court confirmation"),
        stages=IN_EFFECT,
        of_settled=True,
        copies=two,
        made_of=_confirmable,
    ),
    Form(
        code="D-42",
        slug="conducted",
        name=N_("Proof that the centre conducted the mediation"),
        stages=IN_EFFECT,
        of_settled=True,
        copies=one,
    ),
    Form(
        code="D-43",
        slug="payment-order",
        name=N_("Application for a payment order"),
        per=Per.WORKER,
        stages=IN_EFFECT,
        of_settled=True,
        copies=respondents_and_one,
        made_of=lambda case, on: bool(ordered(case, on)),
    ),
    Form(
        code="D-44",
        slug="execution",
        name=N_("Application for execution"),
        per=Per.WORKER,
        stages=IN_EFFECT,
        of_settled=True,
        copies=two,
        made_of=_executable,
    ),
    Form(
        code="D-50",
        slug="performance",
        name=N_("Record of performance"),
        stages=PERFORMED | CLOSED,
        of_settled=True,
        made_of=lambda case, _on: bool(case.settlement and case.settlement.effective_on),
        copies=one,
    ),
    Form(
        code="D-51",
        slug="payment-receipt",
        name=N_("Receipt and proof of settlement"),
        per=Per.PAYMENT,
        stages=PERFORMED,
        of_settled=True,
        copies=two,
    ),
    Form(
        code="D-52",
        slug="urging",
        name=N_("Notice that urges performance"),
        per=Per.PAYER,
        stages=IN_EFFECT,
        of_settled=True,
        copies=two,
        made_of=_urged,
    ),
    Form(
        code="D-53",
        slug="not-performed",
        name=N_("Record and notice of non-performance"),
        stages=IN_EFFECT,
        of_settled=True,
        copies=two,
        made_of=_not_performed,
    ),
)
