"""Phrases that several pages use: parties, days from now, sums, stages and their tones."""

from datetime import date
from decimal import Decimal

from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.money import ZERO, figures
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Stage
from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import N_, _
from mediation_desk.ui.theme import Tone

SOON = 3
"""Days before a deadline from which it is amber."""

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
_TONES = {
    Stage.APPLIED: Tone.ACCENT,
    Stage.CONSENT: Tone.ACCENT,
    Stage.EFFECTIVE: Tone.GOOD,
    Stage.PERFORMED: Tone.GOOD,
    Stage.REFUSED: Tone.MUTED,
    Stage.NO_CONSENT: Tone.MUTED,
    Stage.FAILED: Tone.MUTED,
    Stage.WITHDRAWN: Tone.MUTED,
    Stage.CLOSED: Tone.MUTED,
}


def titles(applied_by: Side) -> tuple[str, str]:
    """Name the workers' and the employer's side after who applied."""
    if applied_by is Side.APPLICANT:
        return _("Applicants (workers)"), _("Respondent (employer)")
    return _("Respondents (workers)"), _("Applicant (employer)")


def weekday(day: date) -> str:
    """Return the short name of the day of the week."""
    return _(_WEEKDAYS[day.weekday()])


def stage_tone(stage: Stage) -> Tone:
    """Return the tone of a stage; red and amber are left to the clocks."""
    return _TONES.get(stage, Tone.PLAIN)


def line_tone(line: CaseLine) -> Tone:
    """Return the tone of a case's stage in a list: an agreement in default is not well."""
    return Tone.BAD if line.defaulted and line.stage is Stage.EFFECTIVE else stage_tone(line.stage)


def stage_now(line: CaseLine) -> str:
    """Name where a case stands in a list: at its stage, or in default of the agreement."""
    if line.defaulted and line.stage is Stage.EFFECTIVE:
        return Standing.DEFAULT.label
    return line.stage.label


def stage_tip(line: CaseLine) -> str:
    """Name the stage, and that what was agreed is not performed."""
    if line.defaulted and line.stage is Stage.EFFECTIVE:
        return _("{stage}, in default").format(stage=line.stage.label)
    return line.stage.label


def applicants(line: CaseLine) -> str:
    """Name the worker, or the first one and how many there are (李建国等12人)."""
    if line.applicant_count <= 1:
        return line.first_applicant
    return _("{name} and others ({count})").format(
        name=line.first_applicant, count=line.applicant_count
    )


def parties(line: CaseLine) -> str:
    """Name both sides (李建国等12人 诉 某公司)."""
    return _("{applicants} v. {respondent}").format(
        applicants=applicants(line), respondent=line.respondent
    )


def short_number(number: str) -> str:
    """Leave out the centre's own characters before the year: 〔2026〕第0042号."""
    return number[number.find("〔") :] if "〔" in number else number


def money(amount: Decimal) -> str:
    """Write a sum, and a dash for none."""
    return "—" if amount == ZERO else figures(amount)


def day(value: date | None) -> str:
    """Write a day as 2026-03-01, and a dash for none."""
    return "—" if value is None else value.isoformat()


def due_day(due_on: date | None, last_on: date | None) -> str:
    """Return a due day, and to which working day it moves (民法典第二百零三条)."""
    if due_on is None or last_on in (None, due_on):
        return day(due_on)
    moved = day(last_on)[5:]
    return _("{day}, moved to {last}").format(day=due_on.isoformat(), last=moved)


def day_from_now(value: date, today: date) -> str:
    """Say how far a day is: overdue by so many days, today, tomorrow, or the date."""
    match (value - today).days:
        case late if late < 0:
            return _("{days} d late").format(days=-late)
        case 0:
            return _("Today")
        case 1:
            return _("Tomorrow")
        case 2:
            return _("In 2 days")
        case _ if value.year == today.year:
            return f"{value.month:02d}-{value.day:02d}"
    return value.isoformat()


def due_tone(value: date | None, today: date) -> Tone:
    """Return red for what is over, amber for the next three days."""
    if value is None:
        return Tone.MUTED
    left = (value - today).days
    return Tone.BAD if left < 0 else Tone.WARN if left <= SOON else Tone.PLAIN
