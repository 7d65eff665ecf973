"""The platforms of the region: rooms, courts, lawyers, member agencies (两室两庭一团)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mediation_desk.domain import days
from mediation_desk.domain.case import CaseFile, Source
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.money import ZERO
from mediation_desk.domain.stages import BEFORE_EFFECT
from mediation_desk.domain.step_facts import RefusalGround, TerminationGround
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class BodyKind(Term):
    """What kind of platform a body is (procedure.md 8.2)."""

    MEDIATION = "mediation", N_("Mediation room")
    LEGAL_AID = "legal_aid", N_("Legal aid and advice room")
    COUNSELLING = "counselling", N_("Counselling room")
    ARBITRATION = "arbitration", N_("Arbitration tribunal at the union")
    COURT = "court", N_("Circuit court")
    LAWYERS = "lawyers", N_("Lawyers' group")
    AGENCY = "agency", N_("Member agency")

    @property
    def limit(self) -> str:
        """What the body must not do in this program, empty if nothing."""
        return _(_LIMITS[self]) if self in _LIMITS else ""

    @property
    def mirrors(self) -> bool:
        """Say whether the body has case numbers of its own, which are only copied here."""
        return self in _RESULTS


_LIMITS = {
    BodyKind.LEGAL_AID: N_("What lawyer and client tell each other is not kept here."),
    BodyKind.COUNSELLING: N_(
        "Only appointments and their number are kept; nothing of what was said or diagnosed."
    ),
    BodyKind.ARBITRATION: N_(
        "Acceptance stays with the arbitration commission; its cases are only mirrored here."
    ),
    BodyKind.COURT: N_(
        "Filing and confirmation stay with the court; its cases are only mirrored here."
    ),
    BodyKind.LAWYERS: N_(
        "A conflict of interest is checked before a lawyer is assigned;"
        " what lawyer and client tell each other is not kept here."
    ),
}


class Seat(Term):
    """Whose seat an agency has on a tripartite panel (三方)."""

    GOVERNMENT = "government", N_("Government side")
    UNION = "union", N_("Union side")
    ENTERPRISE = "enterprise", N_("Enterprise side")


class Post(Term):
    """What a person does at a body."""

    LAWYER = "lawyer", N_("Lawyer")
    MEDIATOR = "mediator", N_("Mediator")
    ARBITRATOR = "arbitrator", N_("Arbitrator")
    JUDGE = "judge", N_("Judge")
    COUNSELLOR = "counsellor", N_("Counsellor")
    CLERK = "clerk", N_("Clerk")
    LIAISON = "liaison", N_("Liaison officer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A platform of the region or a member agency.

    `allowance` is what the centre pays for half a day of duty, its own rule; `rooms` are keys of
    the centre's rooms.
    """

    id: int = 0
    kind: BodyKind
    name: str
    address: str = ""
    phone: str = ""
    contact: str = ""
    jurisdiction: str = ""
    seat: Seat | None = None
    seal: str = ""
    allowance: Decimal | None = None
    active: bool = True
    rooms: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPerson:
    """Somebody who works at a body; `user_id` tells that it is a person of the centre."""

    id: int = 0
    body_id: int
    name: str
    post: Post
    phone: str = ""
    licence: str = ""
    firm: str = ""
    specialities: str = ""
    user_id: int | None = None
    active: bool = True


class Entrusted(Term):
    """How a court hands a case over: before filing or after (委派, 委托)."""

    BEFORE_FILING = "before_filing", N_("Sent before filing")
    AFTER_FILING = "after_filing", N_("Entrusted after filing")


class Outcome(Term):
    """How a case ended at an arbitration tribunal or a court."""

    AWARD = "award", N_("Arbitral award")
    MEDIATED = "mediated", N_("Mediation document of that body")
    REVIEWED = "reviewed", N_("Agreement reviewed")
    CONFIRMED = "confirmed", N_("Agreement confirmed by ruling")
    JUDGMENT = "judgment", N_("Judgment")
    WITHDRAWN = "withdrawn", N_("Withdrawn there")
    RETURNED = "returned", N_("Returned")


_RESULTS = {
    BodyKind.ARBITRATION: (
        Outcome.AWARD, Outcome.MEDIATED, Outcome.REVIEWED, Outcome.WITHDRAWN,
    ),
    BodyKind.COURT: (
        Outcome.MEDIATED, Outcome.CONFIRMED, Outcome.JUDGMENT, Outcome.WITHDRAWN, Outcome.RETURNED,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class MirroredCase:
    """A case at an arbitration tribunal or a court, as that body keeps it (外部案件).

    Nothing is accepted or decided by it: it copies what the body said. `case_id` is our case.
    """

    id: int = 0
    body_id: int
    case_id: int | None = None
    number: str
    officer: str = ""
    accepted_on: date | None = None
    hearing_on: date | None = None
    entrusted: Entrusted | None = None
    entrusted_on: date | None = None
    return_by: date | None = None
    outcome: Outcome | None = None
    outcome_number: str = ""
    outcome_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A party of a case led to another body (引导、转介), and what came of it."""

    id: int = 0
    case_id: int
    body_id: int
    day: date
    purpose: str = ""
    result: str = ""
    feedback_on: date | None = None
    sent_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MirrorLine:
    """A mirrored case in a list, with the number and parties of ours."""

    mirror: MirroredCase
    body: str
    number: str = ""
    parties: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral in a list, with its body and its case."""

    referral: Referral
    body: str
    kind: BodyKind
    number: str
    parties: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyLine:
    """A body in a list, with how many people it has and what is under way there."""

    body: Body
    people: int
    referred: int
    awaited: int
    mirrored: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyFile:
    """A body with all that is kept of it; `rooms` are the names of its rooms."""

    body: Body
    rooms: tuple[str, ...]
    people: tuple[BodyPerson, ...]
    referrals: tuple[ReferralLine, ...]
    mirrors: tuple[MirrorLine, ...]


_GOES_ON = (None, Outcome.AWARD, Outcome.JUDGMENT)
_SENT_BY_THEM = frozenset({Source.ARBITRATION, Source.COURT})


def taken_up(case: CaseFile, mirrors: Iterable[MirrorLine]) -> Iterator[str]:
    """Say where the dispute of an open mediation was accepted, and how the mediation may end.

    What a tribunal sent to the centre, and what concerns our agreement alone, is left out.
    """
    if case.stage not in BEFORE_EFFECT or case.source in _SENT_BY_THEM:
        return
    for line in mirrors:
        mirror = line.mirror
        if mirror.accepted_on is None or mirror.entrusted or mirror.outcome not in _GOES_ON:
            continue
        if case.accepted_on is None:
            text = _(
                "{body} accepted this dispute on {day} ({number}). Ask the applicant: the"
                " application can be refused as “{ground}”."
            )
            ground = RefusalGround.DECIDED.label
        else:
            text = _(
                "{body} accepted this dispute on {day} ({number}). Ask the parties: the mediation"
                " can be terminated as “{ground}”."
            )
            ground = TerminationGround.FILED.label
        yield text.format(
            body=line.body, day=mirror.accepted_on.isoformat(), number=mirror.number, ground=ground
        )


def outcomes(kind: BodyKind) -> tuple[Outcome, ...]:
    """Return how a case may end at a body of that kind."""
    return _RESULTS.get(kind, ())


def body_problems(body: Body, others: tuple[str, ...]) -> Iterator[Problem]:
    """Check a body; `others` are the names of the other bodies."""
    if not body.name.strip():
        yield Problem("name", _("The name is missing."))
    if body.name.strip() in others:
        yield Problem("name", _("There is already a body of this name."))
    if body.allowance is not None and body.allowance < ZERO:
        yield Problem("allowance", _("A sum must not be below zero."))
    if body.seat is not None and body.kind is not BodyKind.AGENCY:
        yield Problem("seat", _("Only a member agency has a seat on the panel."))


def person_problems(person: BodyPerson, others: tuple[BodyPerson, ...]) -> Iterator[Problem]:
    """Check a person of a body; `others` are the other people of that body."""
    if not person.name.strip():
        yield Problem("name", _("The name is missing."))
    for other in others:
        if same_person(person, other):
            yield Problem("name", _("{name} is already listed here.").format(name=other.name))
            return


def same_person(one: BodyPerson, other: BodyPerson) -> bool:
    """Say whether two entries are one human being: by the centre's own list, licence or phone."""
    if one.id and one.id == other.id:
        return True
    if one.user_id is not None and one.user_id == other.user_id:
        return True
    if one.licence and one.licence == other.licence:
        return True
    return one.name == other.name and one.phone == other.phone


def mirror_problems(mirror: MirroredCase, kind: BodyKind, today: date) -> Iterator[Problem]:
    """Check a mirrored case of a body of that kind."""
    if not kind.mirrors:
        yield Problem("body", _("Only an arbitration tribunal or a court has cases of its own."))
        return
    if not mirror.number.strip():
        yield Problem("number", _("Enter the case number of that body."))
    yield from _in_order(mirror)
    if mirror.outcome is not None:
        if mirror.outcome not in outcomes(kind):
            yield Problem("outcome", _("A case cannot end so at this body."))
        if mirror.outcome_on is None:
            yield Problem("outcome_on", _("Enter the day of the result."))
    elif mirror.outcome_on is not None or mirror.outcome_number:
        yield Problem("outcome", _("Choose how the case ended there."))
    if mirror.outcome_on is not None and mirror.outcome_on > today:
        yield Problem("outcome_on", _("This day is still to come."))
    if kind is not BodyKind.COURT and (mirror.entrusted or mirror.entrusted_on):
        yield Problem("entrusted", _("Only a court sends or entrusts a case."))


def _in_order(mirror: MirroredCase) -> Iterator[Problem]:
    pairs = (
        ("hearing_on", mirror.accepted_on, mirror.hearing_on, days.BODY_ACCEPTED),
        ("outcome_on", mirror.accepted_on, mirror.outcome_on, days.BODY_ACCEPTED),
        ("return_by", mirror.entrusted_on, mirror.return_by, days.ENTRUSTED),
    )
    for field, before, after, what in pairs:
        if before is not None and after is not None and after < before:
            yield days.before(field, before, what)


def referral_problems(referral: Referral, body: Body, today: date) -> Iterator[Problem]:
    """Check a referral to a body."""
    silent = body.kind is BodyKind.COUNSELLING
    if not body.active and not referral.id:
        yield Problem("body", _("This body is no longer in use."))
    if silent and (referral.purpose.strip() or referral.result.strip()):
        field = "purpose" if referral.purpose.strip() else "result"
        yield Problem(field, body.kind.limit)
    if not silent and not referral.purpose.strip():
        yield Problem("purpose", _("Say what the referral is for."))
    if referral.day > today:
        yield Problem("day", _("This day is still to come."))
    if referral.feedback_on is None:
        if referral.result.strip():
            yield Problem("feedback_on", _("Enter the day of the feedback."))
        return
    if not silent and not referral.result.strip():
        yield Problem("result", _("Say what the body reported."))
    if referral.feedback_on < referral.day:
        yield days.before("feedback_on", referral.day, days.SENT_THERE)
    if referral.feedback_on > today:
        yield Problem("feedback_on", _("This day is still to come."))
