"""The people around a case as rows of one table: what each is, for whom, and what holds."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from mediation_desk.domain.agents import Agent, Authority, Power
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.panel import PanelMember, Recusal
from mediation_desk.domain.representatives import consenting
from mediation_desk.domain.respondents import inquiry, to_ask
from mediation_desk.domain.special_needs import SpecialNeed
from mediation_desk.i18n import N_, _
from mediation_desk.security.masking import mask_phone
from mediation_desk.ui.theme import Tone


class Kind(StrEnum):
    """What a row is of; it decides which dialog opens."""

    OTHER = "other"
    AGENT = "agent"
    REPRESENTATIVES = "representatives"
    PANEL = "panel"
    RECUSAL = "recusal"
    NEED = "need"
    CHAIN = "chain"


_SHORT = {
    Power.ADMIT: N_("admits"),
    Power.WAIVE: N_("waives"),
    Power.CHANGE: N_("changes"),
    Power.SETTLE: N_("settles"),
    Power.TAKE_MONEY: N_("takes money"),
}

Held = Agent | OtherParty | Recusal | SpecialNeed | PanelMember | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a kind, what it is, whose name, for whom, what holds, the telephone."""

    kind: Kind
    what: str
    name: str
    whom: str
    says: str
    phone: str = ""
    tone: Tone = Tone.PLAIN
    held: Held = None


def rows(case: CaseFile, today: date) -> tuple[Row, ...]:
    """Return everybody around a case in a fixed order."""
    return (
        *_chain(case),
        *(_other(case, other, today) for other in case.others),
        *(_agent(case, agent, today) for agent in case.agents),
        *_representatives(case),
        *(_member(member) for member in case.panel),
        *(_recusal(recusal) for recusal in case.recusals),
        *(_need(case, need) for need in case.special_needs),
    )


def _chain(case: CaseFile) -> Iterator[Row]:
    capacity, site = case.respondent.capacity, case.site
    if capacity is None and site is None:
        return
    says = (
        (
            (_("Project: {text}"), site.project),
            (_("Site: {text}"), site.place),
            (_("Wage account: {text}"), site.wage_account),
            (_("Wage deposit: {text}"), site.deposit),
        )
        if site
        else ()
    )
    yield Row(
        Kind.CHAIN,
        _("Chain of work"),
        case.respondent.employer.name,
        capacity.label if capacity else "",
        _("; ").join(text.format(text=told) for text, told in says if told),
    )


def _inquiry(case: CaseFile, other: OtherParty, today: date) -> list[str]:
    """Say how a co-respondent stands to mediation, and what is open where it takes no part."""
    out = other.role is PartyRole.NOT_TAKING_PART
    one = next((one for one in to_ask(case) if one.party_id == other.id), None)
    if one is None or case.in_effect or case.ended_on is not None:
        one = inquiry(case, other.id, other.name) if out else None
    if one is None:
        return []
    told = [one.reply(case.accepted_on or today if out else today).label]
    if out:
        told.append(_("the applicant may go to arbitration (劳动争议调解仲裁法第五条)"))
    return told


def _other(case: CaseFile, other: OtherParty, today: date) -> Row:
    whom = [other.capacity.label] if other.capacity else []
    if other.acts_for is not None:
        whom.append(_("acts for {name}").format(name=case.party_name(other.acts_for)))
    says = _inquiry(case, other, today)
    says += [other.duty.label] if other.duty else []
    if other.must_sign:
        says.append(_("must sign the agreement"))
    if other.note:
        says.append(other.note)
    return Row(
        Kind.OTHER,
        other.role.label,
        other.name,
        _("; ").join(whom),
        _("; ").join(says),
        mask_phone(other.phone),
        Tone.WARN if other.role is PartyRole.NOT_TAKING_PART else Tone.PLAIN,
        held=other,
    )


def _agent(case: CaseFile, agent: Agent, today: date) -> Row:
    if agent.authority is Authority.SPECIAL:
        named = _(", ").join(_(_SHORT[power]) for power in Power if power in agent.powers)
        says = _("{authority}: {powers}").format(authority=agent.authority.label, powers=named)
    else:
        says = _("General authority, cannot sign the agreement")
    if agent.until is not None:
        says += _("; until {day}").format(day=agent.until)
    ended = agent.ended(today)
    if ended:
        says += _(" (ended)")
    cannot = ended or not agent.holds(Power.SETTLE)
    who = _(", ").join(part for part in (agent.kind.label, agent.firm or agent.relation) if part)
    return Row(
        Kind.AGENT,
        _("Agent"),
        agent.person.name,
        _("for {name} ({who})").format(name=case.party_name(agent.party_id), who=who),
        says,
        mask_phone(agent.person.phone),
        Tone.WARN if cannot else Tone.PLAIN,
        agent,
    )


def _representatives(case: CaseFile) -> Iterator[Row]:
    if not case.representatives:
        return
    names = _(", ").join(case.party_name(row.party_id) for row in case.representatives)
    yield Row(
        Kind.REPRESENTATIVES,
        _("Representatives of the workers"),
        names,
        _("elected on {day}").format(day=case.representatives[0].elected_on),
        _("{n} of {all} agree").format(n=len(consenting(case)), all=len(case.applicants)),
    )


def _member(member: PanelMember) -> Row:
    what = (
        member.seat.label if member.invited else _("Panel: {seat}").format(seat=member.seat.label)
    )
    says = _("Head of the panel") if member.head else ""
    if member.invited:
        says = _("both sides agree")
    return Row(
        Kind.PANEL,
        what,
        member.name,
        member.organisation,
        says,
        mask_phone(member.phone),
        held=member,
    )


def _recusal(recusal: Recusal) -> Row:
    if recusal.ruling is None:
        says, tone = _("waits for the decision"), Tone.WARN
    else:
        says, tone = f"{recusal.ruling.label} {recusal.decided_on}", Tone.PLAIN
    if recusal.replaced_by:
        says += _("; taken over by {name}").format(name=recusal.replaced_by)
    own = _("own report")
    whom = own if recusal.own_report else _("asked for by {name}").format(name=recusal.asked_by)
    return Row(
        Kind.RECUSAL,
        _("Request for recusal"),
        recusal.person,
        f"{whom} {recusal.asked_on}",
        says,
        tone=tone,
        held=recusal,
    )


def _need(case: CaseFile, need: SpecialNeed) -> Row:
    return Row(
        Kind.NEED,
        _("Special need"),
        case.party_name(need.party_id),
        "",
        need.in_words,
        mask_phone(need.phone),
        held=need,
    )
