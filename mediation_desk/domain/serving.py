"""Service of papers (送达): how a paper reached whom, when, and what proves it.

Mediation has no rules of its own on service. What the centre serves is recorded after the rules of
arbitration (劳动人事争议仲裁办案规则第二十条), which refer to those of civil procedure
(民事诉讼法第八十七条至第九十五条), so that the record stands in what may follow.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from mediation_desk.domain import reasons
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.terms import Term
from mediation_desk.domain.working_days import Calendar, add_days, add_working_days, on_or_after
from mediation_desk.i18n import N_, _

LONGEST = 200
_NOTICE_DAYS = 30
_LEFT_DAYS = 3


class ServiceManner(Term):
    """Manners of service (送达方式)."""

    DIRECT = "direct", N_("Service in person")
    LEFT = "left", N_("Service by leaving the paper")
    POST = "post", N_("Service by post")
    ELECTRONIC = "electronic", N_("Electronic service")
    PUBLIC = "public", N_("Service by public notice")
    FORWARDED = "forwarded", N_("Service through another body")

    @property
    def basis(self) -> str:
        """The article that describes the manner."""
        return _BASES[self]


_BASES = {
    ServiceManner.DIRECT: "民事诉讼法第八十八条",
    ServiceManner.LEFT: "民事诉讼法第八十九条",
    ServiceManner.POST: "民事诉讼法第九十一条",
    ServiceManner.ELECTRONIC: "民事诉讼法第九十条",
    ServiceManner.PUBLIC: "民事诉讼法第九十五条",
    ServiceManner.FORWARDED: "民事诉讼法第九十二条至第九十四条",
}
LEFT_RECORDED = "劳动人事争议仲裁办案规则第二十条第二款"
_RETURNED = "关于以法院专递方式邮寄送达民事诉讼文书的若干规定第十一条"
_NOT_THE_OTHER = "关于以法院专递方式邮寄送达民事诉讼文书的若干规定第七条"


class ServiceResult(Term):
    """What came of it (送达结果)."""

    PENDING = "pending", N_("To be served")
    SENT = "sent", N_("On its way")
    SERVED = "served", N_("Served")
    REFUSED = "refused", N_("Acceptance refused")
    RETURNED = "returned", N_("Sent back")
    NOT_FOUND = "not_found", N_("Receiver not found")
    DROPPED = "dropped", N_("Not to be served any more")


FAILED = frozenset({ServiceResult.REFUSED, ServiceResult.RETURNED, ServiceResult.NOT_FOUND})
"""Results after which the paper is served again, unless the law counts it as served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceFacts:
    """How one paper was served on one receiver.

    `sent_on` is the day it was sent, left or put up; of a letter the postmark, which counts where
    a period had to be kept (民事诉讼法第八十五条第四款). `place` is the address, the electronic
    address, the newspaper or the body that passes the paper on. `received_by` took it for the
    receiver. `reason` says why it was refused, announced publicly or is not served any more.
    `recorded` says that photographs or a film show how the paper was left.
    """

    manner: ServiceManner | None = None
    result: ServiceResult = ServiceResult.PENDING
    sent_on: date | None = None
    served_on: date | None = None
    place: str = ""
    tracking: str = ""
    received_by: str = ""
    relation: str = ""
    server: str = ""
    witness: str = ""
    recorded: bool = False
    reason: str = ""
    receipt_on_file: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service(ServiceFacts):
    """One attempt to serve an issued paper on one receiver (送达).

    `since` is the day from which it was to be served, `waiting` says that something is still to
    be done about it, `corrected` why it was corrected later. A receiver outside the case, or one
    who left it, has no `party_id`; `hearing_id` is the session to which a notice calls.
    """

    id: int = 0
    paper_id: int
    party_id: int | None = None
    hearing_id: int | None = None
    receiver: str
    attempt: int = 1
    since: date
    waiting: bool = True
    corrected: str = ""

    @property
    def facts(self) -> ServiceFacts:
        """What was recorded of the attempt."""
        return ServiceFacts(**{f.name: getattr(self, f.name) for f in fields(ServiceFacts)})

    @property
    def in_time_on(self) -> date | None:
        """The day that counts where service had to happen by a day: of a letter the postmark."""
        return self.sent_on if self.manner is ServiceManner.POST else self.served_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """What must be known of a receiver to judge a service."""

    name: str
    issued_on: date
    address: ServiceAddress | None = None
    opponents: frozenset[str] = frozenset()
    organisation: bool = False


def waits(facts: ServiceFacts) -> bool:
    """Say whether something is still to be done about an attempt."""
    return facts.served_on is None and facts.result is not ServiceResult.DROPPED


def deemed(facts: ServiceFacts, calendar: Calendar) -> date | None:
    """Return the day on which the law counts a paper as served without a signature.

    Left before a witness, it is served that day (民事诉讼法第八十九条); left with photographs
    only, after three working days (仲裁办案规则第二十条, 第八十条), the later of the two
    readings. A public notice counts after thirty days (民事诉讼法第九十五条).
    """
    if facts.sent_on is None:
        return None
    if facts.manner is ServiceManner.LEFT:
        if facts.witness.strip():
            return facts.sent_on
        return add_working_days(facts.sent_on, _LEFT_DAYS, calendar)
    if facts.manner is ServiceManner.PUBLIC:
        return on_or_after(add_days(facts.sent_on, _NOTICE_DAYS), calendar)
    return None


def problems(
    facts: ServiceFacts, of: Addressee, today: date, calendar: Calendar
) -> tuple[Problem, ...]:
    """Return everything wrong with what was recorded, each with its article."""
    return (
        *_lengths(facts),
        *_days(facts, of, today, calendar),
        *_result(facts, of),
        *_manner(facts, of),
        *_taker(facts, of),
    )


def _lengths(facts: ServiceFacts) -> Iterator[Problem]:
    for field in fields(facts):
        value = getattr(facts, field.name)
        if isinstance(value, str) and not isinstance(value, Term) and len(value) > LONGEST:
            yield Problem(field.name, _("At most {n} characters here.").format(n=LONGEST))


def _days(facts: ServiceFacts, of: Addressee, today: date, calendar: Calendar) -> Iterator[Problem]:
    sent, served = facts.sent_on, facts.served_on
    if sent and sent > today:
        yield Problem("sent_on", _("This day lies in the future."))
    if sent and sent < of.issued_on:
        yield Problem("sent_on", _("The paper was only issued on {day}.").format(day=of.issued_on))
    if served is None:
        return
    by_law = deemed(facts, calendar)
    if by_law is not None:
        basis = _left_basis(facts) if facts.manner is ServiceManner.LEFT else _basis(facts)
        if served < by_law:
            text = _("The paper counts as served on {day} at the earliest ({basis}).")
            yield Problem("served_on", text.format(day=by_law, basis=basis))
        elif served > max(by_law, today):
            text = _("The law counts the paper as served on {day}, not later ({basis}).")
            yield Problem("served_on", text.format(day=by_law, basis=basis))
    elif served > today:
        yield Problem("served_on", _("This day lies in the future."))
    if served < (sent or of.issued_on):
        text = _("The day of service lies before {day}.")
        yield Problem("served_on", text.format(day=sent or of.issued_on))


def _left_basis(facts: ServiceFacts) -> str:
    return _basis(facts) if facts.witness.strip() else LEFT_RECORDED


def _basis(facts: ServiceFacts) -> str:
    return facts.manner.basis if facts.manner else ""


def _result(facts: ServiceFacts, of: Addressee) -> Iterator[Problem]:
    result, manner = facts.result, facts.manner
    untouched = result in (ServiceResult.PENDING, ServiceResult.DROPPED)
    if manner is None and not untouched:
        yield Problem("manner", _("Choose the manner of service."))
    if result is ServiceResult.PENDING:
        yield Problem("result", _("Choose what came of it."))
    if result is ServiceResult.SERVED and facts.served_on is None:
        text = _("Enter the day of service, which is the day on the receipt ({basis}).")
        yield Problem("served_on", text.format(basis="民事诉讼法第八十七条"))
    if result is ServiceResult.SENT and facts.sent_on is None:
        yield Problem("sent_on", _("Enter the day on which it was sent."))
    if result in (ServiceResult.REFUSED, ServiceResult.DROPPED):
        yield from reasons.problems("reason", facts.reason, reasons.BRIEF)
    if facts.served_on and result is not ServiceResult.SERVED and not _counts(facts, of):
        yield Problem("served_on", _not_served(facts))


def _counts(facts: ServiceFacts, of: Addressee) -> bool:
    """Say whether a letter that came back counts as served (第十一条)."""
    if facts.manner is not ServiceManner.POST:
        return False
    if facts.result is ServiceResult.REFUSED:
        return True
    return facts.result is ServiceResult.RETURNED and of.address is not None


def _not_served(facts: ServiceFacts) -> str:
    if facts.manner is ServiceManner.POST and facts.result is ServiceResult.RETURNED:
        return _(
            "A letter that came back counts as served only where the receiver confirmed the "
            "address or would not give one ({basis}). Have the address confirmed, or serve again."
        ).format(basis=_RETURNED)
    return _("With this result the paper is not served; leave the day of service empty.")


def _manner(facts: ServiceFacts, of: Addressee) -> Iterator[Problem]:
    basis = _basis(facts)
    if facts.result is ServiceResult.DROPPED:
        return
    match facts.manner:
        case ServiceManner.ELECTRONIC if not (of.address and of.address.electronic):
            text = _(
                "Electronic service takes the receiver's consent ({basis}). Record it in the "
                "confirmation of the address first."
            )
            yield Problem("manner", text.format(basis=basis))
        case ServiceManner.LEFT:
            if not facts.reason.strip():
                text = _("Write down why the receiver refused ({basis}).").format(basis=basis)
                yield Problem("reason", text)
            else:
                yield from reasons.problems("reason", facts.reason, reasons.BRIEF)
            if not facts.witness.strip() and not facts.recorded:
                text = _("Name a witness, or keep photographs or a film of it ({basis}).")
                yield Problem("witness", text.format(basis=basis))
            if facts.sent_on is None:
                yield Problem("sent_on", _("Enter the day on which it was left."))
        case ServiceManner.PUBLIC:
            if not facts.reason.strip():
                text = _("Write down why nothing else was possible, and what was tried ({basis}).")
                yield Problem("reason", text.format(basis=basis))
            else:
                yield from reasons.problems("reason", facts.reason)
            if facts.sent_on is None:
                yield Problem("sent_on", _("Enter the day of the notice."))
        case ServiceManner.DIRECT if facts.result is ServiceResult.SERVED:
            yield from _handed_over(facts, of, basis)
        case ServiceManner.FORWARDED if not facts.place.strip():
            text = _("Name the body that passes the paper on ({basis}).").format(basis=basis)
            yield Problem("place", text)


def _handed_over(facts: ServiceFacts, of: Addressee, basis: str) -> Iterator[Problem]:
    """A paper handed over was taken by somebody somewhere (民事诉讼法第八十八条)."""
    if not facts.place.strip():
        yield Problem("place", _("Enter where it was handed over."))
    taker = facts.received_by.strip()
    if not taker:
        yield Problem("received_by", _("Enter who took it ({basis}).").format(basis=basis))
    elif of.organisation and taker == of.name:
        text = _("Name the person who took it for the organisation ({basis}).")
        yield Problem("received_by", text.format(basis=basis))


def _taker(facts: ServiceFacts, of: Addressee) -> Iterator[Problem]:
    taker = facts.received_by.strip()
    if not taker or taker == of.name:
        return
    if taker in of.opponents:
        text = _("The other side cannot take a paper for the receiver ({basis}).")
        yield Problem("received_by", text.format(basis=_NOT_THE_OTHER))
    elif not facts.relation.strip():
        text = _("Enter what this person is to the receiver ({basis}).")
        yield Problem("relation", text.format(basis="民事诉讼法第八十八条"))


def noticed_on(
    services: Iterable[Service], hearing_id: int, parties: frozenset[int], since: date
) -> date | None:
    """Return the day on which the last party had the notice of a hearing, None while one has not.

    Of a letter the postmark counts; a notice sent before the hearing was moved does not.
    """
    called = [s for s in latest(services) if s.hearing_id == hearing_id and s.since >= since]
    days = {s.party_id: s.in_time_on for s in called if s.in_time_on is not None}
    if not parties or not parties <= days.keys():
        return None
    return max(day for party, day in days.items() if day is not None and party in parties)


def latest(services: Iterable[Service]) -> tuple[Service, ...]:
    """Return the last attempt for each paper and receiver, in the order of the papers."""
    last: dict[tuple[int, int | None, str], Service] = {}
    for service in services:
        key = service.paper_id, service.party_id, service.receiver
        if key not in last or last[key].attempt < service.attempt:
            last[key] = service
    return tuple(last.values())
