"""For each form, the function that gives its values."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from mediation_desk.documents import (
    case_fields,
    closing_fields,
    consent_fields,
    counter_fields,
    default_fields,
    effect_fields,
    ending_fields,
    evidence_fields,
    people_fields,
    performance_fields,
    serving_fields,
)
from mediation_desk.documents.agreement_fields import agreement
from mediation_desk.documents.catalogue import Form, Per, case_of, subjects
from mediation_desk.documents.common_fields import common
from mediation_desk.documents.occasion import Occasion, Values
from mediation_desk.documents.sheet_fields import calculation, worker_calculation
from mediation_desk.domain.alone import alone
from mediation_desk.domain.errors import NotFound
from mediation_desk.i18n import _

_OWN: Mapping[str, Callable[[Occasion], Values]] = {
    "application": case_fields.application,
    "oral-application": counter_fields.oral,
    "lead": counter_fields.lead,
    "papers-receipt": consent_fields.receipt,
    "correction": consent_fields.correction,
    "refusal": consent_fields.refusal,
    "consent-inquiry": consent_fields.inquiry,
    "rights-and-duties": consent_fields.rights,
    "declined": consent_fields.declined,
    "extension": ending_fields.extension,
    "ended": ending_fields.ended,
    "undisputed-facts": ending_fields.undisputed,
    "suggestion": ending_fields.suggestion,
    "withdrawal": ending_fields.withdrawal,
    "reconciliation": ending_fields.reconciled,
    "transfer": ending_fields.transfer,
    "referral-report": ending_fields.report,
    "acceptance": case_fields.acceptance,
    "notice": case_fields.notice,
    "address-confirmation": serving_fields.address_confirmation,
    "service-receipt": serving_fields.service_receipt,
    "record": case_fields.record,
    "panel-notice": people_fields.panel_notice,
    "recusal-request": people_fields.recusal_request,
    "recusal-decision": people_fields.recusal_decision,
    "power-of-attorney": people_fields.power_of_attorney,
    "election": people_fields.election,
    "consent-list": people_fields.consent_list,
    "representative-certificate": people_fields.representative_certificate,
    "agreement": agreement,
    "oral-agreement": agreement,
    "calculation": calculation,
    "worker-calculation": worker_calculation,
    "schedule": effect_fields.settled,
    "review": effect_fields.review,
    "confirmation": effect_fields.confirmation,
    "conducted": effect_fields.conducted,
    "payment-order": effect_fields.payment_order,
    "execution": effect_fields.execution,
    "performance": performance_fields.performance_record,
    "payment-receipt": performance_fields.receipt,
    "urging": default_fields.urging,
    "not-performed": default_fields.not_performed,
    "personal-data": evidence_fields.personal_data,
    "inquiry-record": evidence_fields.inquiry_record,
    "evidence-list": evidence_fields.evidence_list,
    "major-report": evidence_fields.major_report,
    "visit": closing_fields.visit,
    "closing": closing_fields.approval,
    "cover": closing_fields.cover,
    "contents": closing_fields.contents,
    "back-note": closing_fields.back_note,
    "back-cover": closing_fields.back_cover,
    "lending": closing_fields.lending,
}


def values_of(form: Form, occasion: Occasion) -> Values:
    """Return the values of a form."""
    occasion = replace(occasion, case=case_of(form, occasion.case))
    _check_subject(form, occasion)
    if form.per is Per.APART and occasion.subject:
        occasion = replace(occasion, case=alone(occasion.case, int(occasion.subject)))
    return common(occasion) | _OWN[form.slug](occasion)


def _check_subject(form: Form, occasion: Occasion) -> None:
    case, subject = occasion.case, occasion.subject
    known = {
        Per.CASE: set(),
        Per.PARTY: {str(key) for key, _name in case.parties},
        Per.PRINCIPAL: {str(key) for key, _name in case.parties},
        Per.ASKED: {key for key, _name in subjects(form, case)},
        Per.PERSON: {key for key, _name in subjects(form, case)},
        Per.SIDE: {key for key, _name in subjects(form, case)},
        Per.INQUIRY: {key for key, _name in subjects(form, case)},
        Per.EMPLOYER: {key for key, _name in subjects(form, case)},
        Per.PAYER: {key for key, _name in subjects(form, case)},
        Per.RECUSAL: {str(recusal.id) for recusal in case.recusals},
        Per.HEARING: {str(hearing.id) for hearing in case.hearings},
        Per.SERVICE: {str(service.id) for service in case.services},
        Per.WORKER: {str(applicant.id) for applicant in case.applicants},
        Per.APART: {key for key, _name in subjects(form, case)},
        Per.PAYMENT: {str(payment.id) for payment in case.payments},
        Per.VISIT: {str(visit.id) for visit in case.visits},
    }[form.per]
    if subject and subject not in known:
        raise NotFound(
            _("The form {title} cannot be made for “{subject}” in this case.").format(
                title=form.title, subject=subject
            )
        )
