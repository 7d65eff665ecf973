"""An enquiry (咨询登记): who asked what, what was answered, and what came of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.taxonomy import cause_in_words
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

ANONYMOUS = "匿名"
"""What stands on paper for somebody who gave no name."""
MOST_LISTED = 500
"""Enquiries shown at once; a list that is longer is narrowed by period or words."""
LONGEST_TEXT = 5_000
LONGEST_NAME = 50


class Channel(Term):
    """How somebody asked (咨询方式)."""

    VISIT = "visit", N_("Came in person")
    PHONE = "phone", N_("Telephoned")
    WEB = "web", N_("Asked on the internet")
    HOTLINE_12351 = "12351", N_("Hotline 12351")


class Enquirer(Term):
    """Who asked (咨询人身份)."""

    WORKER = "worker", N_("A worker")
    EMPLOYER = "employer", N_("An employer")
    OTHER = "other", N_("Somebody else")


class Handling(Term):
    """What came of an enquiry (处理结果)."""

    ANSWERED = "answered", N_("Answered")
    GUIDED = "guided", N_("Guided to apply for mediation")
    REFERRED = "referred", N_("Referred to another body")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """One enquiry. Without a name it is anonymous; `case_id` is the case that it led to.

    `void_reason` tells why it counts no more; its number is not given again.
    """

    id: int = 0
    version: int = 0
    number: str = ""
    asked_on: date
    asked_at: time
    name: str = ""
    phone: str = ""
    channel: Channel = Channel.VISIT
    enquirer: Enquirer = Enquirer.WORKER
    migrant: bool = False
    member: bool = False
    employer: str = ""
    cause: str = ""
    topic: str = ""
    answer: str = ""
    handling: Handling = Handling.ANSWERED
    referred_to: str = ""
    taken_by: str = ""
    void_reason: str = ""
    case_id: int | None = None
    case_number: str = ""

    @property
    def who(self) -> str:
        """The name, or that there is none."""
        return self.name.strip() or _("Anonymous")

    @property
    def about(self) -> str:
        """The topic in one line: its cause, then its words."""
        words = " ".join(self.topic.split())
        cause = cause_in_words(self.cause) if self.cause else ""
        return "：".join(part for part in (cause, words) if part)

    @property
    def is_void(self) -> bool:
        """Say whether it counts no more."""
        return bool(self.void_reason)


@dataclass(frozen=True, slots=True)
class EnquiryRef:
    """An enquiry by its key and number."""

    id: int
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnquiryFilter:
    """What a list of enquiries is narrowed to."""

    first: date | None = None
    last: date | None = None
    handling: Handling | None = None
    text: str = ""


def number_of(day: date, number: int) -> str:
    """Write an enquiry's number: 咨20261126-001, counted anew each day."""
    return f"咨{day:%Y%m%d}-{number:03d}"


def series_of(day: date) -> str:
    """Name the series that counts the enquiries of a day; the year stands beside it."""
    return f"enquiry {day:%m-%d}"


def problems(enquiry: Enquiry, now: datetime) -> tuple[Problem, ...]:
    """Return everything wrong with an enquiry."""
    return tuple(_problems(enquiry, now))


def _problems(enquiry: Enquiry, now: datetime) -> Iterator[Problem]:
    if enquiry.asked_on > now.date():
        yield Problem("asked_on", _("This day lies in the future."))
    elif enquiry.asked_on == now.date() and enquiry.asked_at > now.time():
        yield Problem("asked_at", _("This time lies in the future."))
    if len(enquiry.name.strip()) > LONGEST_NAME:
        yield Problem("name", _("A name has at most {n} characters.").format(n=LONGEST_NAME))
    if not enquiry.cause and not enquiry.topic.strip():
        yield Problem("topic", _("Enter what was asked, or choose a cause."))
    if not enquiry.answer.strip():
        yield Problem("answer", _("Enter what was answered."))
    if enquiry.handling is Handling.REFERRED and not enquiry.referred_to.strip():
        yield Problem("referred_to", _("Enter to whom the person was referred."))
    for name in ("topic", "answer"):
        if len(getattr(enquiry, name)) > LONGEST_TEXT:
            yield Problem(name, _("At most {n} characters.").format(n=LONGEST_TEXT))
