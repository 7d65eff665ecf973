"""A case: what is applied for, what a list shows of it, and the whole of it at one moment."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.claims import ZERO, Applicant, Claim, ClaimKind, Totals, totals
from mediation_desk.domain.clock_notes import ClockNote
from mediation_desk.domain.duties import Duty
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.enquiry import EnquiryRef
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.limitation import Moment
from mediation_desk.domain.lines import CaseFilter as CaseFilter
from mediation_desk.domain.lines import CaseLine as CaseLine
from mediation_desk.domain.lines import CaseOrder as CaseOrder
from mediation_desk.domain.lines import EmployerLine as EmployerLine
from mediation_desk.domain.materials import Material
from mediation_desk.domain.oral import OralApplication
from mediation_desk.domain.other_parties import (
    NOT_ADDRESSED,
    Capacity,
    OtherParty,
    PartyRole,
    Site,
)
from mediation_desk.domain.panel import PanelMember, Recusal
from mediation_desk.domain.past_note import PastNote
from mediation_desk.domain.people import Officer
from mediation_desk.domain.platforms import PlatformNumber
from mediation_desk.domain.referral import Referral
from mediation_desk.domain.representatives import Representative, WorkerAnswer
from mediation_desk.domain.respondents import AskedRespondent
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service
from mediation_desk.domain.settlement import (
    Obligation,
    Payment,
    Settlement,
    Waiver,
    obligations,
    owed,
)
from mediation_desk.domain.sides import Side as Side
from mediation_desk.domain.special_needs import SpecialNeed
from mediation_desk.domain.splitting import SplitWorker
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.domain.visits import Visit
from mediation_desk.i18n import N_


class Source(Term):
    """How the case reached the centre (来源)."""

    PARTY = "party", N_("Application by a party")
    OWN_MOTION = "own_motion", N_("Opened by the centre")
    ARBITRATION = "arbitration", N_("Referred by arbitration")
    COURT = "court", N_("Referred by a court")
    INSPECTION = "inspection", N_("Referred by labour inspection")
    PETITION = "petition", N_("Referred by the petition office")
    HOTLINE_12351 = "12351", N_("Hotline 12351")
    HOTLINE_12345 = "12345", N_("Hotline 12345")
    UNION = "union", N_("Union supervision")
    ONLINE = "online", N_("Online platform")
    SUPERIOR = "superior", N_("Assigned by a superior body")
    PAST = "past", N_("Historical import")


COMING = tuple(source for source in Source if source is not Source.PAST)
"""How a case can reach the centre today; the rest tells of cases from a ledger of former years."""


class ApplicationForm(Term):
    """Written or oral (劳动争议调解仲裁法第十二条)."""

    WRITTEN = "written", N_("Written")
    ORAL = "oral", N_("Oral")


class ConsentManner(Term):
    """How consent was given (征询方式)."""

    WRITING = "writing", N_("In writing")
    PHONE = "phone", N_("By telephone")
    ORAL = "oral", N_("Orally, on record")
    MESSAGE = "message", N_("By text message")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """One side's answer to the question whether it wants mediation (调解意愿)."""

    id: int = 0
    side: Side
    agrees: bool
    given_on: date
    manner: ConsentManner
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Respondent:
    """The employer as respondent in a case (被申请人). `id` is the party's."""

    id: int = 0
    employer_id: int = 0
    employer: Employer
    capacity: Capacity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """What intake hands in (调解申请). `operation` makes a repeated save harmless.

    `applied_by` says which side applied: an employer may, too.

    `received_at` and `signed` speak of a written application: when on the day it was handed in,
    and whether it bears a signature or seal; None where nobody noted that.

    `referral` stands where somebody else sent the case or where the centre follows a lead,
    `oral` where the application was made by word of mouth, `enquiry_id` where it began with one.
    """

    received_on: date
    respondent: Employer
    applicants: tuple[Applicant, ...]
    cause: str
    source: Source = Source.PARTY
    form: ApplicationForm = ApplicationForm.WRITTEN
    district: str = ""
    requests: str = ""
    facts: str = ""
    operation: str = ""
    applied_by: Side = Side.APPLICANT
    referral: Referral | None = None
    oral: OralApplication | None = None
    enquiry_id: int | None = None
    received_at: time | None = None
    signed: bool | None = None


class ClockState(Term):
    """State of a deadline in a case (期限状态)."""

    RUNNING = "running", N_("Running")
    MET = "met", N_("Met")
    MISSED = "missed", N_("Ran out")
    VOID = "void", N_("No longer applies")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A deadline of a case (期限). `kind` is the register's id; `detail` tells instalments apart.

    Alarms look at `raw_due`; a clock is missed only after `due` (民事诉讼法第八十五条). `length`
    is the one agreed, None for the register's; `started_by` and `ended_by` are the steps taken
    that moved it, so that correcting a step's day counts it anew.
    """

    id: int = 0
    kind: str
    start: date
    raw_due: date
    due: date
    provisional: bool = False
    state: ClockState = ClockState.RUNNING
    met_on: date | None = None
    detail: str = ""
    length: int | None = None
    started_by: int | None = None
    ended_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper that was issued, kept with its digest (已出具文书)."""

    id: int = 0
    form: str
    title: str
    subject: str = ""
    issued_on: date
    issued_by: str
    sha256: str
    template: str | None = None
    """The digest of the template it was made from; unknown of papers from before it was kept."""
    number: int = 0
    """Its place among the papers issued in the case, kept also when it is void."""
    void_on: date | None = None
    void_by: str = ""
    void_reason: str = ""


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case by its key and number."""

    id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything about one case at one moment. `version` guards against stale saves."""

    id: int
    version: int
    number: str
    stage: Stage
    received_on: date
    source: Source
    form: ApplicationForm
    cause: str
    district: str
    requests: str
    facts: str
    respondent: Respondent
    applicants: tuple[Applicant, ...]
    consents: tuple[Consent, ...] = ()
    asked: tuple[AskedRespondent, ...] = ()
    accepted_on: date | None = None
    ended_on: date | None = None
    end_reason: str = ""
    closed_on: date | None = None
    mediator: Officer | None = None
    clerk: Officer | None = None
    hearings: tuple[Hearing, ...] = ()
    settlement: Settlement | None = None
    payments: tuple[Payment, ...] = ()
    clocks: tuple[Clock, ...] = ()
    papers: tuple[IssuedPaper, ...] = ()
    void_papers: tuple[IssuedPaper, ...] = ()
    services: tuple[Service, ...] = ()
    addresses: tuple[ServiceAddress, ...] = ()
    platform_numbers: tuple[PlatformNumber, ...] = ()
    steps: tuple[StepTaken, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    clock_notes: tuple[ClockNote, ...] = ()
    moments: tuple[Moment, ...] = ()
    applied_by: Side = Side.APPLICANT
    others: tuple[OtherParty, ...] = ()
    agents: tuple[Agent, ...] = ()
    representatives: tuple[Representative, ...] = ()
    answers: tuple[WorkerAnswer, ...] = ()
    panel: tuple[PanelMember, ...] = ()
    recusals: tuple[Recusal, ...] = ()
    special_needs: tuple[SpecialNeed, ...] = ()
    site: Site | None = None
    waivers: tuple[Waiver, ...] = ()
    duties: tuple[Duty, ...] = ()
    visits: tuple[Visit, ...] = ()
    materials: tuple[Material, ...] = ()
    referral: Referral | None = None
    oral: OralApplication | None = None
    enquiry: EnquiryRef | None = None
    past: PastNote | None = None
    gone: tuple[SplitWorker, ...] = ()
    """Workers who were split off; the other case is the one in which they go on."""
    came: tuple[SplitWorker, ...] = ()
    """Workers of this case who were split off from another one."""
    received_at: time | None = None
    signed: bool | None = None
    saved_at: datetime | None = None
    saved_by: str = ""

    @property
    def is_group(self) -> bool:
        """Ten workers or more make a group case (劳动争议调解仲裁法第七条; 十人以上含本数)."""
        return len(self.applicants) >= 10

    @property
    def kinds(self) -> tuple[ClaimKind, ...]:
        """The kinds of claim made by anyone, in their fixed order."""
        made = {claim.kind for applicant in self.applicants for claim in applicant.claims}
        return tuple(kind for kind in ClaimKind if kind in made)

    @property
    def paper_titles(self) -> dict[int, str]:
        """The titles of all papers ever issued by their keys, also of those that are void."""
        return {paper.id: paper.title for paper in (*self.papers, *self.void_papers)}

    @property
    def void_ids(self) -> frozenset[int]:
        """The keys of the papers that were declared void."""
        return frozenset(paper.id for paper in self.void_papers)

    @property
    def services_that_count(self) -> tuple[Service, ...]:
        """The services of papers that stand: a void one is neither served nor proved any more."""
        void = self.void_ids
        return tuple(service for service in self.services if service.paper_id not in void)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every worker."""
        return tuple(claim for applicant in self.applicants for claim in applicant.claims)

    @property
    def totals(self) -> Totals:
        """Sums of the whole case."""
        return totals(self.claims)

    @property
    def in_effect(self) -> bool:
        """Say whether an agreement is in effect (劳动争议调解仲裁法第十四条)."""
        return self.settlement is not None and self.settlement.effective_on is not None

    @property
    def settled_alone(self) -> bool:
        """Say whether a ledger's sum is what the parties settled by themselves: no agreement."""
        return self.past is not None and self.settlement is not None and not self.in_effect

    @property
    def paid(self) -> Decimal:
        """What has been paid under the agreement."""
        return sum((payment.amount for payment in self.payments), ZERO)

    @property
    def owed(self) -> Decimal:
        """What the agreement still leaves to be paid."""
        return owed(self.settlement, self.payments, self.waivers)

    def obligations(self, today: date) -> tuple[Obligation, ...]:
        """Set what was paid and waived against the instalments, as they stand on a day."""
        money = self.settlement.terms.money if self.settlement else ()
        return obligations(money, self.payments, today, self.waivers)

    @property
    def performance(self) -> Standing | None:
        """Where performance stands, None before there is an agreement in effect (履行状态)."""
        held = [p.standing for p in self.proceedings if p.track is Track.PERFORMANCE]
        return held[-1] if held else None

    def applicant(self, party_id: int) -> Applicant:
        """Return the applicant with that party id; a missing one is a bug (KeyError)."""
        for applicant in self.applicants:
            if applicant.id == party_id:
                return applicant
        raise KeyError(party_id)

    def party_name(self, party_id: int) -> str:
        """Return the name of an applicant, of the respondent or of another party."""
        if party_id == self.respondent.id:
            return self.respondent.employer.name
        for other in self.others:
            if other.id == party_id:
                return other.name
        for worker in self.gone:
            if worker.party_id == party_id:
                return worker.name
        return self.applicant(party_id).person.name

    @property
    def asked_side(self) -> Side:
        """The side whose consent is asked: the one that did not apply."""
        return Side.APPLICANT if self.applied_by is Side.RESPONDENT else Side.RESPONDENT

    @property
    def parties(self) -> tuple[tuple[int, str], ...]:
        """Every party who takes part by key and name: workers, respondent, and the others."""
        beside = (o for o in self.others if o.role is not PartyRole.NOT_TAKING_PART)
        return (
            *((a.id, a.person.name) for a in self.applicants),
            (self.respondent.id, self.respondent.employer.name),
            *((o.id, o.name) for o in beside),
        )

    @property
    def addressed(self) -> tuple[tuple[int, str], ...]:
        """The parties to whom papers are made out; witnesses are called apart."""
        silent = {o.id for o in self.others if o.role in NOT_ADDRESSED}
        return tuple((key, name) for key, name in self.parties if key not in silent)

    def agents_of(self, party_id: int) -> tuple[Agent, ...]:
        """Return the agents of a party."""
        return tuple(agent for agent in self.agents if agent.party_id == party_id)
