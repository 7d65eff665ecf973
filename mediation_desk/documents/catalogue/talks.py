"""Forms of the mediation itself, its people and its end without an agreement (D-14 to D-28)."""

from datetime import date

from mediation_desk.documents.catalogue.form import (
    AGREED,
    APPLIED,
    EXTENDABLE,
    PERFORMED,
    UNDER_WAY,
    Form,
    Per,
    each_party_and_file,
    one,
    took,
    two,
)
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.outside import leaving, outside
from mediation_desk.domain.stages import BEFORE_EFFECT, Stage, Step
from mediation_desk.i18n import N_


def _agreed_to_facts(case: CaseFile, _on: date) -> bool:
    """Say whether both sides agreed to a statement of what is undisputed (法发〔2016〕14号)."""
    return any(taken.step is Step.FAIL and taken.agreed for taken in case.steps)


def _can_extend(case: CaseFile, on: date) -> bool:
    """Say whether an accepted case may be extended, or was (企业劳动争议协商调解规定第二十九条)."""
    open_now = case.stage in EXTENDABLE
    return case.accepted_on is not None and (open_now or took(Step.EXTEND)(case, on))


FORMS = (
    Form(
        code="D-14",
        slug="panel-notice",
        name=N_("Notice of the mediator or panel"),
        per=Per.PARTY,
        stages=UNDER_WAY,
        copies=each_party_and_file,
        made_of=lambda case, _on: case.mediator is not None,
    ),
    Form(
        code="D-15",
        slug="recusal-request",
        name=N_("Written request for recusal"),
        per=Per.RECUSAL,
        stages=UNDER_WAY - {Stage.ACCEPTED},
        copies=one,
        made_of=lambda case, _on: case.mediator is not None,
    ),
    Form(
        code="D-16",
        slug="recusal-decision",
        name=N_("Written decision on recusal"),
        per=Per.RECUSAL,
        stages=UNDER_WAY - {Stage.ACCEPTED},
        copies=each_party_and_file,
        made_of=lambda case, _on: bool(case.recusals),
    ),
    Form(
        code="D-17",
        slug="notice",
        name=N_("Notice of mediation"),
        per=Per.PARTY,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING}),
        copies=each_party_and_file,
        made_of=lambda case, _on: bool(case.hearings) or case.stage in BEFORE_EFFECT,
    ),
    Form(
        code="D-18",
        slug="service-receipt",
        name=N_("Proof of service"),
        per=Per.SERVICE,
        stages=UNDER_WAY | AGREED,
        copies=one,
    ),
    Form(
        code="D-19",
        slug="record",
        name=N_("Record of mediation"),
        per=Per.HEARING,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING}),
        copies=one,
    ),
    Form(
        code="D-20",
        slug="inquiry-record",
        name=N_("Record of an inquiry into the facts"),
        per=Per.INQUIRY,
        stages=UNDER_WAY - {Stage.ACCEPTED},
        copies=one,
    ),
    Form(
        code="D-21",
        slug="evidence-list",
        name=N_("List of evidence"),
        per=Per.SIDE,
        stages=APPLIED | UNDER_WAY,
        copies=two,
    ),
    Form(
        code="D-22",
        slug="extension",
        name=N_("Consent to extend the mediation"),
        stages=EXTENDABLE,
        copies=each_party_and_file,
        made_of=_can_extend,
    ),
    Form(
        code="D-23",
        slug="ended",
        name=N_("Notice that the mediation failed or ended"),
        stages=frozenset({Stage.FAILED, Stage.LAPSED, Stage.TERMINATED}),
        copies=each_party_and_file,
        made_of=took(Step.FAIL, Step.LAPSE, Step.NOT_SIGNED, Step.TERMINATE),
    ),
    Form(
        code="D-23b",
        slug="ended",
        name=N_("Notice that the mediation of a worker ended"),
        per=Per.APART,
        stages=PERFORMED,
        copies=each_party_and_file,
        made_of=lambda case, _on: bool(outside(case)),
    ),
    Form(
        code="D-24",
        slug="undisputed-facts",
        name=N_("Statement of undisputed facts"),
        stages=frozenset({Stage.FAILED}),
        copies=each_party_and_file,
        made_of=_agreed_to_facts,
    ),
    Form(
        code="D-25",
        slug="suggestion",
        name=N_("Suggestion to the parties"),
        stages=frozenset({Stage.FAILED}),
        copies=each_party_and_file,
        made_of=took(Step.FAIL),
    ),
    Form(
        code="D-26",
        slug="withdrawal",
        name=N_("Withdrawal of the application"),
        stages=frozenset({Stage.WITHDRAWN}),
        copies=one,
        made_of=lambda case, _on: (
            case.stage in (*BEFORE_EFFECT, Stage.WITHDRAWN) or took(Step.WITHDRAW)(case, _on)
        ),
    ),
    Form(
        code="D-26b",
        slug="withdrawal",
        name=N_("Withdrawal of one worker of a group"),
        per=Per.APART,
        stages=PERFORMED,
        copies=one,
        made_of=lambda case, on: bool(leaving(case, on)),
    ),
    Form(
        code="D-27",
        slug="reconciliation",
        name=N_("Register card of a settlement between the parties"),
        stages=frozenset({Stage.RECONCILED}),
        copies=one,
        made_of=took(Step.RECONCILE),
    ),
    Form(
        code="D-28",
        slug="transfer",
        name=N_("Letter of transfer"),
        stages=frozenset({Stage.TRANSFERRED}),
        copies=two,
        made_of=took(Step.TRANSFER),
    ),
    Form(
        code="D-28b",
        slug="referral-report",
        name=N_("Report on the result of a referred mediation"),
        stages=frozenset(
            {Stage.EFFECTIVE, Stage.FAILED, Stage.LAPSED, Stage.TERMINATED, Stage.TRANSFERRED}
        ),
        copies=two,
        made_of=lambda case, _on: case.referral is not None and not case.referral.is_lead,
    ),
)
