"""Parties besides workers and respondent: who they are to the dispute, and what they owe."""

from collections.abc import Iterator
from dataclasses import dataclass

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import Person
from mediation_desk.domain.sides import Side
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class PartyRole(Term):
    """What another party is to the case (当事人地位)."""

    CO_RESPONDENT = "co_respondent", N_("Co-respondent")
    THIRD = "third", N_("Third party")
    PAYER = "payer", N_("Payer for the respondent")
    GUARANTOR = "guarantor", N_("Guarantor")
    LEGAL_REPRESENTATIVE = "legal_representative", N_("Statutory representative of a worker")
    RELATIVE = "relative", N_("Near relative of a deceased worker")
    UNION = "union", N_("Representative of the trade union")
    WITNESS = "witness", N_("Witness")
    SPLIT_OFF = "split_off", N_("Worker split off into another case")
    NOT_TAKING_PART = "not_taking_part", N_("Respondent who does not take part")


NOT_CHOSEN = frozenset({PartyRole.SPLIT_OFF, PartyRole.NOT_TAKING_PART})
"""Roles that follow from a step: of who goes on elsewhere, and who does not agree to mediation."""

CHOSEN = tuple(role for role in PartyRole if role not in NOT_CHOSEN)
"""What somebody is entered as."""


class Capacity(Term):
    """As what an employer or person stands in the chain of work (用工关系中的身份)."""

    DISPATCHER = "dispatcher", N_("Labour dispatch agency")
    USER = "user", N_("User unit of dispatched workers")
    DEVELOPER = "developer", N_("Developer of the building")
    GENERAL_CONTRACTOR = "general_contractor", N_("General contractor")
    SUBCONTRACTOR = "subcontractor", N_("Subcontractor")
    LABOUR_CONTRACTOR = "labour_contractor", N_("Labour subcontractor")
    FOREMAN = "foreman", N_("Foreman (a person)")
    LENDER_OF_NAME = "lender_of_name", N_("Unit under whose licence others work")
    INVESTOR = "investor", N_("Investor")
    FOUNDER = "founder", N_("Founding unit")
    AUTHORITY = "authority", N_("Competent authority")
    SUCCESSOR = "successor", N_("Successor of the employer")
    ADMINISTRATOR = "administrator", N_("Bankruptcy administrator")
    RELATED = "related", N_("Related company")
    PLATFORM = "platform", N_("Platform company")
    PLATFORM_PARTNER = "platform_partner", N_("Partner of a platform company")
    FRANCHISEE = "franchisee", N_("Franchisee")


class Duty(Term):
    """What another party takes on in the agreement (第三人、担保人的义务)."""

    ADVANCES = "advances", N_("Pays first")
    JOINTLY = "jointly", N_("Is jointly liable")
    PAYS = "pays", N_("Pays in the respondent's place")
    GUARANTEES = "guarantees", N_("Guarantees the payment")


WORKERS_SIDE = frozenset({PartyRole.LEGAL_REPRESENTATIVE, PartyRole.RELATIVE, PartyRole.UNION})
"""Roles that stand with the workers; the others stand with the employer or between."""

FOR_A_WORKER = frozenset({PartyRole.LEGAL_REPRESENTATIVE, PartyRole.RELATIVE})
"""Roles that act for one worker (劳动争议调解仲裁法第二十五条)."""

PERSONS_ONLY = frozenset(
    {PartyRole.LEGAL_REPRESENTATIVE, PartyRole.RELATIVE, PartyRole.UNION, PartyRole.WITNESS}
)
ALWAYS_SIGN = frozenset({PartyRole.PAYER, PartyRole.GUARANTOR})
"""Whoever pays or guarantees is bound only by an own signature."""

NOT_ADDRESSED = frozenset({PartyRole.UNION, PartyRole.WITNESS, PartyRole.NOT_TAKING_PART})
"""Roles to whom no notices of the case are made out."""

BUILDERS = frozenset(
    {Capacity.SUBCONTRACTOR, Capacity.LABOUR_CONTRACTOR, Capacity.FOREMAN, Capacity.LENDER_OF_NAME}
)
OWNERS = frozenset({Capacity.INVESTOR, Capacity.FOUNDER, Capacity.AUTHORITY})


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherParty:
    """A party besides workers and respondent, a person or an employer. `id` is the party's.

    `acts_for` is the worker whom a statutory representative or relative stands for.
    """

    id: int = 0
    role: PartyRole
    person: Person | None = None
    employer: Employer | None = None
    employer_id: int = 0
    capacity: Capacity | None = None
    acts_for: int | None = None
    duty: Duty | None = None
    signs: bool = False
    note: str = ""

    @property
    def name(self) -> str:
        """The person's or the employer's name."""
        if self.employer is not None:
            return self.employer.name
        return self.person.name if self.person is not None else ""

    @property
    def phone(self) -> str:
        """Where the party is called."""
        found = self.employer or self.person
        return found.phone if found else ""

    @property
    def address(self) -> str:
        """Where the party is found."""
        found = self.employer or self.person
        return found.address if found else ""

    @property
    def side(self) -> Side:
        """With whom the party stands."""
        return Side.APPLICANT if self.role in WORKERS_SIDE else Side.RESPONDENT

    @property
    def must_sign(self) -> bool:
        """Say whether the agreement needs this party's own signature or seal."""
        if self.role is PartyRole.NOT_TAKING_PART:
            return False
        return self.signs or self.role in ALWAYS_SIGN or self.duty is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The building project behind a dispute (工程项目, 保障农民工工资支付条例).

    `wage_account` is the special account for workers' wages, `deposit` says how the wage
    deposit is kept.
    """

    project: str = ""
    place: str = ""
    wage_account: str = ""
    deposit: str = ""


def other_problems(party: OtherParty, workers: frozenset[int]) -> Iterator[Problem]:
    """Check what a party is and takes on; its person or employer is checked apart."""
    if (party.person is None) == (party.employer is None):
        yield Problem("name", _("Enter a person or an employer."))
    elif party.person is None and party.role in PERSONS_ONLY:
        yield Problem("role", _("{role} can only be a person.").format(role=party.role.label))
    if party.role in FOR_A_WORKER and party.acts_for not in workers:
        yield Problem(
            "acts_for",
            _("Choose the worker for whom this person acts (劳动争议调解仲裁法第二十五条)."),
        )
    if party.duty is not None and party.role in PERSONS_ONLY:
        yield Problem("duty", _("{role} pays nothing.").format(role=party.role.label))
    if party.duty is None and party.role in ALWAYS_SIGN:
        yield Problem("duty", _("Choose what this party takes on in the agreement."))
