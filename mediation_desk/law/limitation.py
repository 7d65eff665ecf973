"""The year within which a claim must be brought to arbitration (仲裁时效)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mediation_desk.domain.money import ZERO
from mediation_desk.domain.working_days import Calendar, add_years, on_or_after
from mediation_desk.i18n import _
from mediation_desk.law.award import Award, Step

ARTICLE_27 = "劳动争议调解仲裁法第二十七条"
CIVIL_201_203 = "民法典第二百零一条至第二百零三条"
CIVIL_203 = "民法典第二百零三条"
IN_FORCE = date(2008, 5, 1)
RISK_DAYS = 90
SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """When the party knew, what happened since, and the day to be judged.

    `interrupted_on` is the last claim, request or promise within the running year;
    `suspended_days` lasted a force majeure or the like after it.
    """

    start: date
    interrupted_on: date | None = None
    suspended_days: int = 0
    wages: bool = False
    employment_end: date | None = None
    claimed_on: date | None = None
    calendar: Calendar | None = None


def limitation(facts: Knowledge) -> Award:
    """Return the last day of the year, and how a claim of a given day stands to it.

    劳动争议调解仲裁法第二十七条: one year from when the party knew or should have known; a claim
    on the other side, a request to an authority or a promise to perform starts it again. Wages
    owed while the employment lasts are outside it, until one year after its end.
    """
    outside = facts.wages and facts.employment_end is None
    last = None if outside else _last_day(facts)
    calendar = facts.calendar
    due = on_or_after(last, calendar) if last and calendar else None
    state = _state(last, due or last, facts.claimed_on)
    return Award(
        kind="limitation",
        amount=ZERO,
        steps=(*_steps(facts, last), *_next_working_day(last, due)),
        articles=(ARTICLE_27, CIVIL_201_203),
        warnings=tuple(_warnings(facts, last, due, state)),
        parts={"last_day": last, "next_working_day": due, "state": state},
        reason=_("A length of time, not a sum."),
    )


def _begin(facts: Knowledge) -> date:
    if facts.wages and facts.employment_end:
        return facts.employment_end
    return facts.start


def _last_day(facts: Knowledge) -> date:
    begin = facts.interrupted_on or _begin(facts)
    return add_years(begin, 1) + timedelta(days=facts.suspended_days)


def _state(last: date | None, due: date | None, claimed: date | None) -> str | None:
    """Return how a claim stands: in_time, at_risk or out_of_time."""
    if claimed is None and last is not None:
        return None
    if last is None or due is None or claimed is None:
        return "in_time"
    if claimed <= last - timedelta(days=RISK_DAYS):
        return "in_time"
    return "at_risk" if claimed <= due else "out_of_time"


def _steps(facts: Knowledge, last: date | None) -> Iterator[Step]:
    begin = _begin(facts)
    if last is None:
        why = _("wages owed while the employment lasts")
        yield Step(_("Last day of limitation"), why, _("does not run yet"), ARTICLE_27)
        return
    label = _("End of the employment") if begin != facts.start else _("Knew or should have known")
    yield Step(label, begin.isoformat(), begin.isoformat(), ARTICLE_27)
    if facts.interrupted_on:
        day = facts.interrupted_on.isoformat()
        yield Step(_("Interrupted; the year starts again"), day, day, ARTICLE_27)
    span = _("{day} and one year").format(day=(facts.interrupted_on or begin).isoformat())
    if facts.suspended_days:
        span += " " + _("and {days} days of suspension").format(days=facts.suspended_days)
    yield Step(_("Last day of limitation"), span, last.isoformat(), CIVIL_201_203)


def _next_working_day(last: date | None, due: date | None) -> Iterator[Step]:
    if last and due and due != last:
        why = _("{day} is a day off").format(day=last.isoformat())
        yield Step(_("Next working day"), why, due.isoformat(), CIVIL_203)


def _warnings(
    facts: Knowledge, last: date | None, due: date | None, state: str | None
) -> Iterator[str]:
    if facts.start < IN_FORCE:
        yield _(
            "{day} lies before this law was in force (2008-05-01); what limited claims until then "
            "was not confirmed."
        ).format(day=facts.start.isoformat())
    if last is None:
        yield _("Once the employment ends, one year runs from its end.")
        return
    yield _(
        "If the last day is a weekend or holiday, the year ends on the next working day; "
        "only the other party may raise limitation, in the arbitration."
    )
    if due and due != last and facts.calendar:
        yield _("The last day, {day}, is a day off: the year ends on {due} ({article}).").format(
            day=last.isoformat(), due=due.isoformat(), article=CIVIL_203
        )
        if not facts.calendar.known(due.year):
            yield _("The days off of {year} are not entered yet: this day is provisional.").format(
                year=due.year
            )
    elif last.weekday() >= SATURDAY and due is None:
        yield _("The last day, {day}, is a Saturday or Sunday.").format(day=last.isoformat())
    if state == "at_risk":
        yield _("Less than {days} days are left.").format(days=RISK_DAYS)
    if state == "out_of_time":
        yield _("The year has passed: the claim is at risk, but it is not void.")
