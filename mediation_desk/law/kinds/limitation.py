"""From typed inputs to the limitation of a claim."""

from decimal import Decimal

from mediation_desk.domain.errors import Problem, require
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs
from mediation_desk.law.kind import Kind
from mediation_desk.law.limitation import Knowledge, limitation
from mediation_desk.law.limitation_year import LimitationYear


class Asked(Term):
    """What is asked of the law and is no item of a sheet."""

    LIMITATION = "limitation", N_("Limitation of a claim")


FIELDS = (
    Field(
        name="start_date",
        label=N_("Day on which the party knew or should have known"),
        shape=Shape.DAY,
        required=True,
    ),
    Field(
        name="interrupted_on",
        label=N_("Last claim, request or promise within the year"),
        shape=Shape.DAY,
    ),
    Field(
        name="suspended_days",
        label=N_("Days of suspension"),
        shape=Shape.NUMBER,
        high=Decimal(3660),
        whole=True,
    ),
    Field(name="wages", label=N_("The claim is for wages owed"), shape=Shape.FLAG),
    Field(name="employment_end", label=N_("Last day of the employment"), shape=Shape.DAY),
    Field(name="claimed_on", label=N_("Day of the claim"), shape=Shape.DAY),
)


def limitation_from(inputs: Inputs) -> Award:
    """Compute the last day of limitation from typed inputs."""
    start = inputs.day("start_date")
    if start is None:
        raise inputs.missing("start_date")
    facts = Knowledge(
        start=start,
        interrupted_on=inputs.day("interrupted_on"),
        suspended_days=int(inputs.number("suspended_days") or 0),
        wages=inputs.flag("wages", otherwise=False),
        employment_end=inputs.day("employment_end"),
        claimed_on=inputs.day("claimed_on"),
        calendar=inputs.law.calendar,
    )
    require(_problems(facts))
    return limitation(facts)


def _problems(facts: Knowledge) -> list[Problem]:
    found = []
    end, event = facts.employment_end, facts.interrupted_on
    begin = end if facts.wages and end else facts.start
    if event and event < begin:
        found.append(
            Problem("interrupted_on", _("An interruption cannot lie before the year began."))
        )
    elif event and not LimitationYear(facts.calendar).runs_on(begin, event):
        text = _("The year had passed before this day; nothing was left to interrupt.")
        found.append(Problem("interrupted_on", text))
    if facts.claimed_on and facts.claimed_on < facts.start:
        found.append(Problem("claimed_on", _("The claim lies before the party knew of its cause.")))
    return found


KINDS = (
    Kind(
        term=Asked.LIMITATION,
        fields=FIELDS,
        rule=limitation_from,
    ),
)
