"""The mediation panel (调解小组), people invited to help, and recusal (回避)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.rights import Role, may_mediate, may_record
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:
    from mediation_desk.domain.case import CaseFile

USUAL_SIZE = 3


class Seat(Term):
    """For whom a member sits on the panel (三方); a helper is invited (协助调解人)."""

    GOVERNMENT = "GOV", N_("Government side")
    UNION = "UNION", N_("Union side")
    ENTERPRISE = "ENT", N_("Enterprise side")
    OTHER = "other", N_("Other seat")
    HELPER = "helper", N_("Invited helper")


THREE_SIDES = (Seat.GOVERNMENT, Seat.UNION, Seat.ENTERPRISE)


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelMember:
    """A member of the panel, or a helper with the days on which both sides agreed to one.

    `user_id` is set for people of the desk. Exactly one member is the head (首席调解员).
    """

    id: int = 0
    seat: Seat
    name: str
    organisation: str = ""
    phone: str = ""
    user_id: int | None = None
    head: bool = False
    workers_agreed_on: date | None = None
    employer_agreed_on: date | None = None

    @property
    def invited(self) -> bool:
        """Say whether this is a helper rather than a member of the panel."""
        return self.seat is Seat.HELPER


def members(people: Iterable[PanelMember]) -> tuple[PanelMember, ...]:
    """Return the panel itself, its head first."""
    return tuple(sorted((p for p in people if not p.invited), key=lambda p: not p.head))


def helpers(people: Iterable[PanelMember]) -> tuple[PanelMember, ...]:
    """Return those invited to help."""
    return tuple(p for p in people if p.invited)


def panel_problems(people: tuple[PanelMember, ...], today: date) -> Iterator[Problem]:
    """Check a panel: names, one head, nobody twice, and both sides' consent to helpers."""
    seen: set[str] = set()
    for index, person in enumerate(people):
        name = person.name.strip()
        if not name:
            yield Problem(f"people.{index}.name", _("The name is missing."))
        elif name in seen:
            yield Problem(f"people.{index}.name", _("{name} is named twice.").format(name=name))
        seen.add(name)
        if person.invited:
            yield from _helper_problems(person, f"people.{index}", today)
    panel = members(people)
    if panel and sum(person.head for person in panel) != 1:
        yield Problem("head", _("A panel has exactly one head."))


def _helper_problems(person: PanelMember, field: str, today: date) -> Iterator[Problem]:
    days = (person.workers_agreed_on, person.employer_agreed_on)
    if None in days:
        yield Problem(
            f"{field}.agreed",
            _(
                "{name} may help only with the consent of both sides"
                " (企业劳动争议协商调解规定第二十五条)."
            ).format(name=person.name or "—"),
        )
    if any(day and day > today for day in days):
        yield Problem(f"{field}.agreed", _("This day lies in the future."))


def panel_cautions(people: Iterable[PanelMember]) -> Iterator[str]:
    """Find what is unusual in a panel: house rules, not law."""
    panel = members(people)
    if not panel:
        return
    if len(panel) % 2 == 0 or len(panel) == 1:
        yield _("A panel has an odd number of members, usually {n}.").format(n=USUAL_SIZE)
    seats = {person.seat for person in panel}
    empty = [seat.label for seat in THREE_SIDES if seat not in seats]
    if empty and len(panel) >= USUAL_SIZE:
        yield _("No member sits for: {seats}").format(seats=_(", ").join(empty))


def seat_beside(people: Iterable[PanelMember], leaving: str, coming: str) -> Seat | None:
    """Return the seat that somebody has already who is to take the seat of another."""
    seats = {person.name.strip(): person.seat for person in people}
    return seats.get(coming.strip()) if leaving.strip() in seats else None


class Ground(Term):
    """Why somebody should not take part (最高人民法院关于人民法院特邀调解的规定第十五条)."""

    RELATIVE = "relative", N_("Is a party or agent, or a near relative of one")
    INTEREST = "interest", N_("Has an interest in the dispute")
    OTHER = "other", N_("Another relation that may affect fair mediation")


class Ruling(Term):
    """What was decided on a request for recusal (回避决定)."""

    GRANTED = "granted", N_("Recused and replaced")
    DISMISSED = "dismissed", N_("Request dismissed")
    STAYS = "stays", N_("Stays, as both sides agree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recusal:
    """A request that somebody of the centre should not take part, and what was decided.

    `party_id` is the party who asks; without one the person concerned asked. `person_id` is the
    user concerned, `replaced_by` the name of whoever took the place.
    """

    id: int = 0
    party_id: int | None = None
    asked_by: str
    person: str
    person_id: int | None = None
    ground: Ground
    facts: str = ""
    asked_on: date
    ruling: Ruling | None = None
    decided_on: date | None = None
    decided_by: str = ""
    reason: str = ""
    replaced_by: str = ""

    @property
    def own_report(self) -> bool:
        """Say whether the person concerned asked to be recused (自行回避)."""
        return self.party_id is None


def may_replace(roles: Iterable[Role], case: "CaseFile", person: str) -> bool:
    """Say whether somebody with these roles can take the place of a person of a case.

    Whoever only records takes the place of one who neither mediates nor sits on the panel.
    """
    held = frozenset(roles)
    mediates = case.mediator is not None and case.mediator.name == person
    sits = any(member.name == person for member in members(case.panel))
    return may_mediate(held) or (not mediates and not sits and may_record(held))


def recusal_problems(case: "CaseFile", recusal: Recusal, today: date) -> Iterator[Problem]:
    """Check a request for recusal."""
    if recusal.person_id is not None and recusal.person not in officers(case):
        yield Problem(
            "person", _("{name} does not take part in this case.").format(name=recusal.person)
        )
    if not recusal.person.strip():
        yield Problem("person", _("Choose against whom the request is."))
    if not recusal.asked_by.strip():
        yield Problem("asked_by", _("Enter who asked."))
    if not recusal.facts.strip():
        yield Problem("facts", _("Enter the facts on which the request rests."))
    if recusal.asked_on > today:
        yield Problem("asked_on", _("This day lies in the future."))
    elif recusal.asked_on < case.received_on:
        yield Problem("asked_on", _("This day lies before the application."))
    if any(r.ruling is None and r.person == recusal.person for r in case.recusals):
        yield Problem(
            "person",
            _("A request against {name} is waiting for its decision.").format(name=recusal.person),
        )


def officers(case: "CaseFile") -> tuple[str, ...]:
    """Name everybody of the centre who takes part: mediator, clerk, panel, helpers."""
    named = [officer.name for officer in (case.mediator, case.clerk) if officer]
    named += [person.name for person in case.panel]
    return tuple(dict.fromkeys(named))
