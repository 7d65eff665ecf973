"""What a copy-out sheet says of a case, one worker and the centre, written as platforms take it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.ages import age
from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import ZERO, Applicant, Claim, Employment, totals
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.hearing import TOOK_PLACE, Hearing, HearingStatus
from mediation_desk.domain.money import figures
from mediation_desk.domain.other_parties import PartyRole
from mediation_desk.domain.people import Person, Sex
from mediation_desk.domain.service_addresses import in_force
from mediation_desk.domain.settlement import Money
from mediation_desk.domain.taxonomy import causes, court_causes
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Track


def day(value: date | None) -> str:
    """Write a day as 2026-03-01, nothing for none."""
    return value.isoformat() if value else ""


def money(amount: Decimal | None) -> str:
    """Write a sum as platforms take it: plain digits with two decimals."""
    return "" if amount is None else f"{amount:.2f}"


def moment(hearing: Hearing) -> str:
    """Write when a hearing begins, as 2026-03-01 09:30."""
    return f"{hearing.day.isoformat()} {hearing.begins:%H:%M}"


def yes(on: bool) -> str:
    """Write a tick."""
    return "是" if on else "否"


def label(term: Term | None) -> str:
    """Write a term, nothing for none."""
    return term.label if term else ""


def cause(case: CaseFile, part: str) -> str:
    """Return what the list of causes says of the case's own."""
    known = causes().get(case.cause)
    return str(getattr(known, part)) if known else ""


def court_cause(case: CaseFile) -> str:
    """Name the cause as the court's list has it; several that it may be stand side by side."""
    names = court_causes()
    codes = cause(case, "court_cause").split("/")
    return "、".join(names.get(code, code) for code in codes)


def women(case: CaseFile) -> str:
    """Count the women among the workers."""
    return str(sum(worker.person.sex is Sex.FEMALE for worker in case.applicants))


def co_respondents(case: CaseFile) -> str:
    """Write the co-respondents, each with credit code and telephone as far as they are known."""
    parts = []
    for other in case.others:
        if other.role is PartyRole.CO_RESPONDENT:
            code = other.employer.credit_code if other.employer else ""
            more = "，".join(filter(None, (code, other.phone)))
            parts.append(f"{other.name}（{more}）" if more else other.name)
    return "；".join(parts)


def items(case: CaseFile) -> str:
    """Write what is claimed by kind, with people and sums."""
    parts = []
    for kind in case.kinds:
        claims = tuple(claim for claim in case.claims if claim.kind is kind)
        known = any(claim.claimed is not None for claim in claims)
        sum_asked = f"{figures(totals(claims).claimed)}元" if known else "（金额未填）"
        parts.append(f"{kind.label}{len(claims)}人{sum_asked}")
    return "；".join(parts)


def claims_of(claims: Iterable[Claim]) -> str:
    """Write one worker's claims."""
    parts = []
    for claim in claims:
        asked = f"{figures(claim.claimed)}元" if claim.claimed is not None else ""
        parts.append(f"{claim.kind.label}{asked}")
    return "；".join(parts)


def asked(claims: tuple[Claim, ...]) -> str:
    """Add up what is asked, nothing where no figure is known."""
    known = any(claim.claimed is not None for claim in claims)
    return money(totals(claims).claimed) if known else ""


def entitled(claims: tuple[Claim, ...]) -> str:
    """Add up what is due by law, nothing where no figure is known."""
    known = any(claim.entitled is not None for claim in claims)
    return money(totals(claims).entitled) if known else ""


def agreed(claims: tuple[Claim, ...]) -> str:
    """Add up what is agreed, nothing where no figure is known."""
    known = any(claim.agreed is not None for claim in claims)
    return money(totals(claims).agreed) if known else ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A case with one of its workers, at a centre on a day."""

    case: CaseFile
    worker: Applicant
    centre: Centre
    today: date

    @property
    def person(self) -> Person:
        """The worker as a person."""
        return self.worker.person

    @property
    def work(self) -> Employment:
        """The facts of the worker's employment."""
        return self.worker.work

    @property
    def employer(self) -> Employer:
        """The employer."""
        return self.case.respondent.employer

    @property
    def age(self) -> str:
        """How old the worker is."""
        born = self.person.born_on
        return "" if born is None else str(age(born, self.today))

    @property
    def agent(self) -> Agent | None:
        """The worker's agent."""
        return next(iter(self.case.agents_of(self.worker.id)), None)

    @property
    def employer_agent(self) -> Agent | None:
        """The employer's agent."""
        return next(iter(self.case.agents_of(self.case.respondent.id)), None)

    @property
    def served_at(self) -> str:
        """Where the worker is served."""
        confirmed = in_force(self.case.addresses, self.worker.id)
        return confirmed.address if confirmed else self.person.address

    @property
    def employer_served_at(self) -> str:
        """Where the employer is served."""
        confirmed = in_force(self.case.addresses, self.case.respondent.id)
        return confirmed.address if confirmed else self.employer.address

    @property
    def held(self) -> tuple[Hearing, ...]:
        """The hearings at which the parties were heard; one that is planned was no hearing yet."""
        return tuple(h for h in self.case.hearings if h.status in TOOK_PLACE)

    def hearing(self, place: int) -> str:
        """Write when a hearing took place."""
        held = self.held
        return moment(held[place]) if held else ""

    @property
    def next_hearing(self) -> str:
        """When the next hearing is planned."""
        planned = [h for h in self.case.hearings if h.status is HearingStatus.PLANNED]
        return moment(min(planned, key=lambda h: (h.day, h.begins))) if planned else ""

    @property
    def room(self) -> str:
        """The room of the last hearing."""
        return self.held[-1].room if self.held else ""

    @property
    def mediation_due(self) -> str:
        """The last day of the mediation, as extended."""
        for kind in ("DL05", "DL04"):
            clocks = [c for c in self.case.clocks if c.kind == kind]
            alive = [c.due for c in clocks if c.state is not ClockState.VOID]
            if alive:
                return day(max(alive))
        return ""

    @property
    def terms(self) -> tuple[Money, ...]:
        """The money rows of the agreement."""
        return self.case.settlement.terms.money if self.case.settlement else ()

    def plan(self, *, own: bool) -> str:
        """Write what is paid until when, to everybody or to the worker alone."""
        sums: dict[date, Decimal] = {}
        for row in self.terms:
            if not own or row.party_id == self.worker.id:
                sums[row.due_on] = sums.get(row.due_on, ZERO) + row.amount
        return "；".join(f"{due.isoformat()}前支付{figures(sums[due])}元" for due in sorted(sums))

    @property
    def sum_agreed(self) -> str:
        """Add up the money of the agreement."""
        return money(sum((row.amount for row in self.terms), ZERO)) if self.terms else ""

    @property
    def paid(self) -> str:
        """What reached the worker."""
        mine = [p.amount for p in self.case.payments if p.party_id == self.worker.id]
        return money(sum(mine, ZERO)) if self.case.settlement else ""

    @property
    def owed(self) -> str:
        """What the agreement still leaves to be paid to the worker."""
        if self.case.settlement is None:
            return ""
        mine = [o for o in self.case.obligations(self.today) if o.party_id == self.worker.id]
        return money(sum((o.owed for o in mine), ZERO))

    @property
    def agreement(self) -> str:
        """Write the agreement in a few sentences."""
        settlement = self.case.settlement
        if settlement is None:
            return ""
        sums: dict[str, Decimal] = {}
        for row in self.terms:
            sums[row.kind.label] = sums.get(row.kind.label, ZERO) + row.amount
        by_kind = "、".join(f"{kind}{figures(amount)}元" for kind, amount in sums.items())
        parts = [
            f"被申请人支付申请人共计{figures(sum(sums.values(), ZERO))}元（{by_kind}）",
            self.plan(own=False),
            settlement.terms.breach.strip("。 "),
            settlement.terms.other.strip("。 "),
        ]
        return "。".join(part for part in parts if part) + "。"

    def proceeding(self, track: Track) -> str:
        """Write where a course beside the mediation stands, with its number."""
        held = [p for p in self.case.proceedings if p.track is track]
        return f"{held[-1].standing.label} {held[-1].number}".strip() if held else ""
