"""Write the shipped templates anew. A tool for developers: centres edit their copies in Word.

    python forms/source/make_templates.py

The wording of a form stands in these sources and in the .docx made of them, nowhere else;
what a placeholder means is in mediation_desk/documents. Texts follow the centre's models.
"""

from pathlib import Path

from agreement import agreement
from calculation import calculation, counter_calculation, worker_calculation
from case_papers import acceptance, application, notice, record
from closing_papers import approval, back_cover, back_note, contents, cover, lending, visit
from consent_papers import correction, declined, papers_receipt, refusal, rights
from consent_papers import inquiry as consent_inquiry
from effect_papers import conducted, confirmation, execution, payment_order, review, schedule
from ending_papers import (
    ended,
    extension,
    reconciled,
    report,
    suggestion,
    transfer,
    undisputed,
    withdrawal,
)
from enquiry_papers import enquiry, lead, oral
from evidence_papers import evidence_list, inquiry_record, major_report, personal_data
from letters import inquiry, opinion, proposal, reminder
from oral_agreement import oral_agreement
from people_papers import (
    consent_list,
    election,
    panel_notice,
    power_of_attorney,
    recusal_decision,
    recusal_request,
    representative_certificate,
)
from performance_papers import not_performed, payment_receipt, performance_record, urging
from period_papers import annual_report, period_report
from region import joint_meeting, legal_aid
from serving_papers import address_confirmation, service_receipt
from word_parts import document

FORMS = Path(__file__).resolve().parent.parent
TEMPLATES = {
    "application": application,
    "enquiry": enquiry,
    "oral-application": oral,
    "lead": lead,
    "papers-receipt": papers_receipt,
    "correction": correction,
    "refusal": refusal,
    "consent-inquiry": consent_inquiry,
    "rights-and-duties": rights,
    "declined": declined,
    "extension": extension,
    "ended": ended,
    "undisputed-facts": undisputed,
    "suggestion": suggestion,
    "withdrawal": withdrawal,
    "reconciliation": reconciled,
    "transfer": transfer,
    "referral-report": report,
    "acceptance": acceptance,
    "notice": notice,
    "address-confirmation": address_confirmation,
    "service-receipt": service_receipt,
    "record": record,
    "panel-notice": panel_notice,
    "recusal-request": recusal_request,
    "recusal-decision": recusal_decision,
    "power-of-attorney": power_of_attorney,
    "election": election,
    "consent-list": consent_list,
    "representative-certificate": representative_certificate,
    "agreement": agreement,
    "oral-agreement": oral_agreement,
    "calculation": calculation,
    "worker-calculation": worker_calculation,
    "counter-calculation": counter_calculation,
    "letter-reminder": reminder,
    "letter-inquiry": inquiry,
    "letter-opinion": opinion,
    "letter-proposal": proposal,
    "legal-aid": legal_aid,
    "joint-meeting": joint_meeting,
    "period-report": period_report,
    "annual-report": annual_report,
    "schedule": schedule,
    "review": review,
    "confirmation": confirmation,
    "conducted": conducted,
    "payment-order": payment_order,
    "execution": execution,
    "performance": performance_record,
    "payment-receipt": payment_receipt,
    "urging": urging,
    "not-performed": not_performed,
    "personal-data": personal_data,
    "inquiry-record": inquiry_record,
    "evidence-list": evidence_list,
    "major-report": major_report,
    "visit": visit,
    "closing": approval,
    "cover": cover,
    "contents": contents,
    "back-note": back_note,
    "back-cover": back_cover,
    "lending": lending,
}


_HERE = "＿" * 6
EACH_PAGE = {
    "record": (f"逐页签名　申请人：{_HERE}　被申请人：{_HERE}　调解员：{_HERE}　书记员：{_HERE}"),
    "inquiry-record": f"逐页签名　被调查人：{_HERE}　调查人：{_HERE}、{_HERE}　记录人：{_HERE}",
}
"""Records that are signed on every page (procedure.md 5.4): the places to sign, at its foot."""


UNNUMBERED = frozenset({"cover", "back-note", "back-cover"})
"""What lies around the numbered pages of a dossier, and has no number itself."""


def made(name: str) -> bytes:
    """Return a template as its source has it."""
    return document(TEMPLATES[name](), EACH_PAGE.get(name, ""), numbered=name not in UNNUMBERED)


def main() -> None:
    """Write every template beside the others."""
    for name in TEMPLATES:
        (FORMS / f"{name}.docx").write_bytes(made(name))


if __name__ == "__main__":
    main()
