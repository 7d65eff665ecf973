"""The people around a case: agents, representatives, other parties, panel, recusal, needs."""

from datetime import date
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.agents import AgentKind, Authority
from mediation_desk.domain.other_parties import Duty
from mediation_desk.domain.panel import Ground, Ruling, Seat
from mediation_desk.domain.representatives import AnswerManner
from mediation_desk.domain.special_needs import NeedKind
from mediation_desk.storage.records.base import Key, Record, code, in_fen, refers, sealed


class OtherPartyRecord(Record):
    """What a party besides workers and respondent takes on; its role stands with the party."""

    __tablename__ = "other_party"

    party_id: Mapped[int] = refers("party.id", index=False, primary_key=True)
    acts_for: Mapped[int | None] = refers("party.id")
    duty: Mapped[Duty | None] = code(Duty)
    signs: Mapped[bool]
    note: Mapped[str]


class SiteRecord(Record):
    """The building project behind a case."""

    __tablename__ = "building_site"

    case_id: Mapped[int] = refers("mediation_case.id", index=False, primary_key=True)
    project: Mapped[str]
    place: Mapped[str]
    wage_account: Mapped[str]
    deposit: Mapped[str]


class AgentRecord(Record):
    """An agent of a party; the five powers are ticks of their own."""

    __tablename__ = "agent"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    person_id: Mapped[int] = refers("person.id")
    kind: Mapped[AgentKind] = code(AgentKind)
    licence: Mapped[str]
    firm: Mapped[str]
    relation: Mapped[str]
    authority: Mapped[Authority] = code(Authority)
    may_admit: Mapped[bool]
    may_waive: Mapped[bool]
    may_change: Mapped[bool]
    may_settle: Mapped[bool]
    may_take_money: Mapped[bool]
    wording: Mapped[str]
    receives_papers: Mapped[bool]
    given_on: Mapped[date | None]
    until: Mapped[date | None]


class RepresentativeRecord(Record):
    """A worker whom the others elected."""

    __tablename__ = "representative"
    __table_args__ = (UniqueConstraint("party_id"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id", index=False)
    elected_on: Mapped[date]


class WorkerAnswerRecord(Record):
    """What a represented worker says to the settlement."""

    __tablename__ = "worker_answer"
    __table_args__ = (UniqueConstraint("party_id"), in_fen("amount"))

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id", index=False)
    agrees: Mapped[bool]
    given_on: Mapped[date]
    manner: Mapped[AnswerManner] = code(AnswerManner)
    amount: Mapped[Decimal | None]
    note: Mapped[str]
    scheme: Mapped[str] = mapped_column(default="")


class PanelMemberRecord(Record):
    """A member of the panel, or a helper."""

    __tablename__ = "panel_member"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    position: Mapped[int]
    seat: Mapped[Seat] = code(Seat)
    name: Mapped[str]
    organisation: Mapped[str]
    phone: Mapped[str]
    user_id: Mapped[int | None] = refers("app_user.id")
    head: Mapped[bool]
    workers_agreed_on: Mapped[date | None]
    employer_agreed_on: Mapped[date | None]


class RecusalRecord(Record):
    """A request for recusal with its decision."""

    __tablename__ = "recusal"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int | None] = refers("party.id")
    asked_by: Mapped[str]
    person: Mapped[str]
    person_id: Mapped[int | None] = refers("app_user.id")
    ground: Mapped[Ground] = code(Ground)
    facts: Mapped[str]
    asked_on: Mapped[date]
    ruling: Mapped[Ruling | None] = code(Ruling)
    decided_on: Mapped[date | None]
    decided_by: Mapped[str]
    reason: Mapped[str]
    replaced_by: Mapped[str]


class SpecialNeedRecord(Record):
    """What a party needs to take part."""

    __tablename__ = "special_need"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    kind: Mapped[NeedKind] = code(NeedKind)
    detail: Mapped[str]
    helper: Mapped[str]
    phone: Mapped[str] = sealed("special_need.phone")
