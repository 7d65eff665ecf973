"""What is said of a day that lies out of order: of which other day, and what was on it."""

from datetime import date

from mediation_desk.domain.errors import Problem
from mediation_desk.domain.stages import Step
from mediation_desk.i18n import N_, _

RECEIVED = N_("the day the application came in")
ACCEPTED = N_("the day of acceptance")
HEARD = N_("the day of a hearing")
ANSWERED = N_("the day of the last answer")
EFFECTIVE = N_("the day the agreement took effect")
ENDED = N_("the day the mediation ended")
CLOSED = N_("the day of closing")
SIGNED = N_("the day of the signature")
STARTED = N_("the day the period starts")
REFERRED = N_("the day the referral came in")
REPORTED = N_("the day the matter came in")
ISSUED = N_("the day the letter was issued")
LETTER_RECEIVED = N_("the day the letter was received")
INVESTIGATED = N_("the day of the investigation")
AID_ASKED = N_("the day aid was applied for")
AID_DECIDED = N_("the day of the decision on aid")
AID_BEGUN = N_("the day aid began")
BODY_ACCEPTED = N_("the day the body accepted the case")
ENTRUSTED = N_("the day the court sent the case")
SENT_THERE = N_("the day of the referral")
MET = N_("the day of the meeting")
AGREED = N_("the day of the agreement")


def told(day: date) -> str:
    """Write a day as people say it: 2026年3月1日."""
    return _("{year}-{month}-{day}").format(year=day.year, month=day.month, day=day.day)


def of_step(step: Step) -> str:
    """Name a day by the step that was taken on it."""
    return _("the day of “{step}”").format(step=step.label)


def before(field: str, day: date, what: str) -> Problem:
    """Say that a day lies before another, and what was on that one."""
    text = _("This day lies before {what}, {day}.")
    return Problem(field, text.format(what=_(what), day=told(day)))


def after(field: str, day: date, what: str) -> Problem:
    """Say that a day lies after another, and what was on that one."""
    text = _("This day lies after {what}, {day}.")
    return Problem(field, text.format(what=_(what), day=told(day)))
