"""The printed forms of the centre (procedure.md 5.4), and where their templates are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mediation_desk import paths
from mediation_desk.domain.case import ApplicationForm, CaseFile, Source
from mediation_desk.domain.closing import application
from mediation_desk.domain.duties import overdue
from mediation_desk.domain.errors import NotFound
from mediation_desk.domain.money import figures
from mediation_desk.domain.remedies import order_items
from mediation_desk.domain.serving import Service, ServiceResult, latest
from mediation_desk.domain.settlement import Payment, PaymentStatus
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import BEFORE_EFFECT, WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import ENFORCEABLE, Standing, Track
from mediation_desk.i18n import N_, _


class Per(Term):
    """For what a form is made once."""

    CASE = "case", N_("One for the case")
    PARTY = "party", N_("One for each party")
    HEARING = "hearing", N_("One for each hearing")
    SERVICE = "service", N_("One for each paper and receiver")
    EMPLOYER = "employer", N_("One for each employer")
    RECUSAL = "recusal", N_("One for each request for recusal")
    PRINCIPAL = "principal", N_("One for each party who appoints an agent")
    WORKER = "worker", N_("One for each worker")
    PAYMENT = "payment", N_("One for each payment")
    VISIT = "visit", N_("One for each visit")


_APPLIED = frozenset({Stage.APPLIED, Stage.CONSENT})
_UNDER_WAY = frozenset(
    {
        Stage.ACCEPTED,
        Stage.ASSIGNED,
        Stage.SCHEDULED,
        Stage.MEDIATING,
        Stage.EXTENDED,
        Stage.SIGNING,
    }
)
_EXTENDABLE = frozenset({Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED})
_AGREED = frozenset({Stage.SIGNING, Stage.EFFECTIVE, Stage.PERFORMED})
_IN_EFFECT = frozenset({Stage.EFFECTIVE})
_PERFORMED = frozenset({Stage.EFFECTIVE, Stage.PERFORMED})
_ENDED = frozenset({*WITHOUT_AGREEMENT, Stage.PERFORMED})
_CLOSED = frozenset({Stage.CLOSED, Stage.ARCHIVED})


def _always(_case: CaseFile, _on: date) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A printed form: its code in the register, its template, and when it is offered.

    `copies` tells how many originals to print for a case, `made_of` whether it has on a
    day what the form is about.
    """

    code: str
    slug: str
    name: str
    per: Per = Per.CASE
    stages: frozenset[Stage]
    copies: Callable[[CaseFile], int]
    made_of: Callable[[CaseFile, date], bool] = _always

    @property
    def title(self) -> str:
        """The title in the language spoken here."""
        return _(self.name)


def _one(_case: CaseFile) -> int:
    return 1


def _each_party_and_file(case: CaseFile) -> int:
    return len(case.addressed) + 1


def _applicants_and_file(case: CaseFile) -> int:
    return len(case.applicants) + 1


def _took(*steps: Step) -> Callable[[CaseFile, date], bool]:
    """Return the test that one of these steps was taken."""
    return lambda case, _on: any(taken.step in steps for taken in case.steps)


def _agreed_to_facts(case: CaseFile, _on: date) -> bool:
    """Say whether both sides agreed to a statement of what is undisputed (法发〔2016〕14号)."""
    return any(taken.step is Step.FAIL and taken.agreed for taken in case.steps)


def _can_extend(case: CaseFile, on: date) -> bool:
    """Say whether an accepted case may be extended, or was (企业劳动争议协商调解规定第二十九条)."""
    open_now = case.stage in _EXTENDABLE
    return case.accepted_on is not None and (open_now or _took(Step.EXTEND)(case, on))


def _ordered(case: CaseFile, on: date) -> set[int]:
    """Return the workers with an item that is due and open to a payment order."""
    return {item.party_id for item in order_items(case, on) if item.claimable}


def _not_performed(case: CaseFile, on: date) -> bool:
    """Say whether the employer owes something overdue, or a default is on record."""
    if case.settlement is None or case.settlement.effective_on is None:
        return False
    late = any(part.status is PaymentStatus.OVERDUE for part in case.obligations(on))
    undone = any(duty.owed_by is Side.RESPONDENT for duty in overdue(case.duties, on))
    return late or undone or case.performance in (Standing.DEFAULT, Standing.HANDED_ON)


def _asked_to_close(case: CaseFile) -> bool:
    return application(case) is not None


def _urged(case: CaseFile, on: date) -> bool:
    """Say whether somebody owes something overdue, or a default is on record (T33)."""
    if case.settlement is None or case.settlement.effective_on is None:
        return False
    return _not_performed(case, on) or bool(overdue(case.duties, on))


def _executable(case: CaseFile, on: date) -> bool:
    """Say whether what is owed rests on a document that a court executes (T35)."""
    enforceable = any(p.standing in ENFORCEABLE for p in case.proceedings)
    applied = any(p.track is Track.EXECUTION for p in case.proceedings)
    return applied or (enforceable and _urged(case, on))


def _agreed_copies(case: CaseFile) -> int:
    return case.settlement.terms.copies if case.settlement else 3


_FORMS = (
    Form(
        code="D-02",
        slug="application",
        name=N_("Application for mediation of a labour dispute"),
        stages=_APPLIED | _UNDER_WAY,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-03",
        slug="oral-application",
        name=N_("Record of an oral application"),
        stages=_APPLIED,
        copies=_one,
        made_of=lambda case, _on: case.form is ApplicationForm.ORAL,
    ),
    Form(
        code="D-04",
        slug="lead",
        name=N_("Register card of a mediation opened by the centre"),
        stages=_APPLIED,
        copies=_one,
        made_of=lambda case, _on: case.source is Source.OWN_MOTION,
    ),
    Form(
        code="D-05",
        slug="papers-receipt",
        name=N_("Receipt for papers handed in"),
        stages=_APPLIED | {Stage.CORRECTING},
        copies=lambda _case: 2,
    ),
    Form(
        code="D-07",
        slug="correction",
        name=N_("Notice to complete the papers"),
        stages=frozenset({Stage.CORRECTING}),
        copies=lambda _case: 2,
        made_of=_took(Step.ASK_CORRECTION),
    ),
    Form(
        code="D-08",
        slug="acceptance",
        name=N_("Notice of acceptance"),
        per=Per.PARTY,
        stages=_UNDER_WAY,
        copies=_each_party_and_file,
    ),
    Form(
        code="D-09",
        slug="refusal",
        name=N_("Notice of refusal"),
        stages=frozenset({Stage.REFUSED}),
        copies=_applicants_and_file,
        made_of=_took(Step.REFUSE),
    ),
    Form(
        code="D-10",
        slug="consent-inquiry",
        name=N_("Inquiry whether mediation is wanted, with reply slip"),
        stages=_APPLIED,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-11",
        slug="rights-and-duties",
        name=N_("Notice of rights and duties"),
        per=Per.PARTY,
        stages=_APPLIED | _UNDER_WAY,
        copies=_each_party_and_file,
    ),
    Form(
        code="D-12",
        slug="declined",
        name=N_("Notice that the other side declines mediation"),
        stages=frozenset({Stage.NO_CONSENT}),
        copies=_applicants_and_file,
        made_of=_took(Step.DECLINE),
    ),
    Form(
        code="D-13",
        slug="address-confirmation",
        name=N_("Confirmation of the address for service"),
        per=Per.PARTY,
        stages=_APPLIED | _UNDER_WAY,
        copies=_one,
    ),
    Form(
        code="D-14",
        slug="panel-notice",
        name=N_("Notice of the mediator or panel"),
        per=Per.PARTY,
        stages=_UNDER_WAY,
        copies=_each_party_and_file,
        made_of=lambda case, _on: case.mediator is not None,
    ),
    Form(
        code="D-15",
        slug="recusal-request",
        name=N_("Written request for recusal"),
        per=Per.RECUSAL,
        stages=_UNDER_WAY - {Stage.ACCEPTED},
        copies=_one,
        made_of=lambda case, _on: case.mediator is not None,
    ),
    Form(
        code="D-16",
        slug="recusal-decision",
        name=N_("Written decision on recusal"),
        per=Per.RECUSAL,
        stages=_UNDER_WAY - {Stage.ACCEPTED},
        copies=_each_party_and_file,
        made_of=lambda case, _on: bool(case.recusals),
    ),
    Form(
        code="D-17",
        slug="notice",
        name=N_("Notice of mediation"),
        per=Per.PARTY,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING}),
        copies=_each_party_and_file,
    ),
    Form(
        code="D-18",
        slug="service-receipt",
        name=N_("Proof of service"),
        per=Per.SERVICE,
        stages=_UNDER_WAY | _AGREED,
        copies=_one,
    ),
    Form(
        code="D-19",
        slug="record",
        name=N_("Record of mediation"),
        per=Per.HEARING,
        stages=frozenset({Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING}),
        copies=_one,
    ),
    Form(
        code="D-22",
        slug="extension",
        name=N_("Consent to extend the mediation"),
        stages=_EXTENDABLE,
        copies=_each_party_and_file,
        made_of=_can_extend,
    ),
    Form(
        code="D-23",
        slug="ended",
        name=N_("Notice that the mediation failed or ended"),
        stages=frozenset({Stage.FAILED, Stage.LAPSED, Stage.TERMINATED}),
        copies=_each_party_and_file,
        made_of=_took(Step.FAIL, Step.LAPSE, Step.NOT_SIGNED, Step.TERMINATE),
    ),
    Form(
        code="D-24",
        slug="undisputed-facts",
        name=N_("Statement of undisputed facts"),
        stages=frozenset({Stage.FAILED}),
        copies=_each_party_and_file,
        made_of=_agreed_to_facts,
    ),
    Form(
        code="D-25",
        slug="suggestion",
        name=N_("Suggestion to the parties"),
        stages=frozenset({Stage.FAILED}),
        copies=_each_party_and_file,
        made_of=_took(Step.FAIL),
    ),
    Form(
        code="D-26",
        slug="withdrawal",
        name=N_("Withdrawal of the application"),
        stages=frozenset({Stage.WITHDRAWN}),
        copies=_one,
        made_of=lambda case, _on: (
            case.stage in (*BEFORE_EFFECT, Stage.WITHDRAWN) or _took(Step.WITHDRAW)(case, _on)
        ),
    ),
    Form(
        code="D-27",
        slug="reconciliation",
        name=N_("Register card of a settlement between the parties"),
        stages=frozenset({Stage.RECONCILED}),
        copies=_one,
        made_of=_took(Step.RECONCILE),
    ),
    Form(
        code="D-28",
        slug="transfer",
        name=N_("Letter of transfer"),
        stages=frozenset({Stage.TRANSFERRED}),
        copies=lambda _case: 2,
        made_of=_took(Step.TRANSFER),
    ),
    Form(
        code="D-28b",
        slug="referral-report",
        name=N_("Report on the result of a referred mediation"),
        stages=frozenset(
            {Stage.EFFECTIVE, Stage.FAILED, Stage.LAPSED, Stage.TERMINATED, Stage.TRANSFERRED}
        ),
        copies=lambda _case: 2,
        made_of=lambda case, _on: case.referral is not None and not case.referral.is_lead,
    ),
    Form(
        code="D-32",
        slug="power-of-attorney",
        name=N_("Power of attorney"),
        per=Per.PRINCIPAL,
        stages=_APPLIED | _UNDER_WAY,
        copies=_one,
    ),
    Form(
        code="D-33",
        slug="election",
        name=N_("Election of representatives"),
        stages=_APPLIED | _UNDER_WAY,
        copies=_one,
        made_of=lambda case, _on: case.is_group,
    ),
    Form(
        code="D-34",
        slug="consent-list",
        name=N_("List of consents of the represented"),
        stages=frozenset({Stage.MEDIATING, Stage.SIGNING}),
        copies=_one,
        made_of=lambda case, _on: bool(case.representatives),
    ),
    Form(
        code="D-35",
        slug="representative-certificate",
        name=N_("Certificate of the legal representative"),
        per=Per.EMPLOYER,
        stages=_APPLIED | _UNDER_WAY,
        copies=_one,
    ),
    Form(
        code="HS-01",
        slug="calculation",
        name=N_("Calculation sheet of claims"),
        stages=_APPLIED | _UNDER_WAY | _AGREED,
        copies=_one,
    ),
    Form(
        code="D-30",
        slug="agreement",
        name=N_("Mediation agreement of a labour dispute"),
        stages=_AGREED,
        copies=_agreed_copies,
    ),
    Form(
        code="D-31",
        slug="schedule",
        name=N_("Schedule of performance"),
        stages=_AGREED,
        copies=_agreed_copies,
    ),
    Form(
        code="D-40",
        slug="review",
        name=N_("Joint application for arbitration review"),
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-41",
        slug="confirmation",
        name=N_("Joint application for court confirmation"),
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-42",
        slug="conducted",
        name=N_("Proof that the centre conducted the mediation"),
        stages=_IN_EFFECT,
        copies=_one,
    ),
    Form(
        code="D-43",
        slug="payment-order",
        name=N_("Application for a payment order"),
        per=Per.WORKER,
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
        made_of=lambda case, on: bool(_ordered(case, on)),
    ),
    Form(
        code="D-44",
        slug="execution",
        name=N_("Application for execution"),
        per=Per.WORKER,
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
        made_of=_executable,
    ),
    Form(
        code="D-50",
        slug="performance",
        name=N_("Record of performance"),
        stages=_PERFORMED | _CLOSED,
        made_of=lambda case, _on: bool(case.settlement and case.settlement.effective_on),
        copies=_one,
    ),
    Form(
        code="D-51",
        slug="payment-receipt",
        name=N_("Receipt and proof of settlement"),
        per=Per.PAYMENT,
        stages=_PERFORMED,
        copies=lambda _case: 2,
    ),
    Form(
        code="D-52",
        slug="urging",
        name=N_("Notice that urges performance"),
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
        made_of=_urged,
    ),
    Form(
        code="D-53",
        slug="not-performed",
        name=N_("Record and notice of non-performance"),
        stages=_IN_EFFECT,
        copies=lambda _case: 2,
        made_of=_not_performed,
    ),
    Form(
        code="D-54",
        slug="visit",
        name=N_("Record of a follow-up visit"),
        per=Per.VISIT,
        stages=_PERFORMED | _CLOSED,
        copies=_one,
    ),
    Form(
        code="D-60",
        slug="closing",
        name=N_("Approval of closing"),
        stages=_ENDED | _IN_EFFECT | _CLOSED,
        made_of=lambda case, _on: case.stage is not Stage.EFFECTIVE or _asked_to_close(case),
        copies=_one,
    ),
    Form(
        code="D-61",
        slug="cover",
        name=N_("Cover of the dossier"),
        stages=_CLOSED,
        copies=_one,
    ),
    Form(
        code="D-62",
        slug="contents",
        name=N_("Catalogue of the dossier"),
        stages=_CLOSED,
        copies=_one,
    ),
    Form(
        code="D-63",
        slug="back-note",
        name=N_("Note at the end of the dossier"),
        stages=_CLOSED,
        copies=_one,
    ),
    Form(
        code="D-64",
        slug="lending",
        name=N_("Register of lending and supplements"),
        stages=_CLOSED,
        copies=_one,
    ),
)


def catalogue() -> tuple[Form, ...]:
    """Return every form, in the order of the register."""
    return _FORMS


def form_of(code: str) -> Form:
    """Return the form with that code."""
    for form in _FORMS:
        if form.code == code:
            return form
    raise NotFound(_("There is no form {code}.").format(code=code))


def subjects(form: Form, case: CaseFile) -> tuple[tuple[str, str], ...]:
    """Return for whom or what the form is made: key and label, none for one of the case."""
    if form.per is Per.PARTY:
        return tuple((str(key), name) for key, name in case.addressed)
    if form.per is Per.PRINCIPAL:
        return tuple((str(key), name) for key, name in case.addressed if _appoints(case, key))
    if form.per is Per.EMPLOYER:
        return tuple((str(key), name) for key, name in _employers(case))
    if form.per is Per.RECUSAL:
        return tuple((str(r.id), f"{r.person} {r.asked_on}") for r in case.recusals)
    if form.per is Per.HEARING:
        return tuple(
            (str(hearing.id), _("Hearing {number}").format(number=hearing.number))
            for hearing in case.hearings
        )
    if form.per is Per.WORKER:
        return tuple((str(worker.id), worker.person.name) for worker in case.applicants)
    if form.per is Per.PAYMENT:
        return tuple((str(payment.id), _paid(case, payment)) for payment in case.payments)
    if form.per is Per.VISIT:
        return tuple((str(visit.id), f"{visit.day} {visit.person}") for visit in case.visits)
    if form.per is Per.SERVICE:
        return tuple((str(service.id), _served(case, service)) for service in _to_prove(case))
    return ()


def made_for(form: Form, case: CaseFile, on: date) -> tuple[tuple[str, str], ...]:
    """Return for whom a form is offered on a day: a payment order to those with an open item."""
    found = subjects(form, case)
    if form.code == "D-43":
        return tuple(one for one in found if int(one[0]) in _ordered(case, on))
    return found


def _appoints(case: CaseFile, party_id: int) -> bool:
    """Say whether a party has an agent, or may want a blank form; a group's workers do not."""
    worker = any(applicant.id == party_id for applicant in case.applicants)
    return bool(case.agents_of(party_id)) or not (worker and case.is_group)


def _employers(case: CaseFile) -> list[tuple[int, str]]:
    named = [(other.id, other.name) for other in case.others if other.employer is not None]
    return [(case.respondent.id, case.respondent.employer.name), *named]


def _to_prove(case: CaseFile) -> list[Service]:
    """Return the services that wait, or all of them when none does."""
    last = [s for s in latest(case.services) if s.result is not ServiceResult.DROPPED]
    return [service for service in last if service.waiting] or last


def _paid(case: CaseFile, payment: Payment) -> str:
    return f"{case.party_name(payment.party_id)} {payment.paid_on} {figures(payment.amount)}"


def _served(case: CaseFile, service: Service) -> str:
    titles = {paper.id: paper.title for paper in case.papers}
    return f"{service.receiver} · {titles.get(service.paper_id, '')}"


def template_path(form: Form, own: Path | None = None) -> Path:
    """Return the form's template: the centre's own copy wins over ours."""
    name = f"{form.slug}.docx"
    if own is not None and (own / name).is_file():
        return own / name
    return paths.forms() / name
