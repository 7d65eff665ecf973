"""Facts typed into the grid of sums: what they make of a worker, and what contradicts."""

from collections.abc import Mapping
from datetime import date

from mediation_desk.domain.claims import Applicant, Employment, Stated
from mediation_desk.law.fact_checks import fact_problems
from mediation_desk.law.facts import put
from mediation_desk.ui.case.sums_cells import Column


def told(applicant: Applicant, read: Mapping[Column, str]) -> tuple[Employment, Stated]:
    """Return a worker's facts with those that were typed."""
    work, stated = applicant.work, applicant.stated
    for column, text in read.items():
        work, stated = put(work, stated, column.name, text)
    return work, stated


def contradicting(
    applicant: Applicant, read: Mapping[Column, str], today: date
) -> dict[Column, str]:
    """Return the facts that do not fit together, each with why; old faults are not named."""
    work, stated = told(applicant, read)
    known = tuple(fact_problems(applicant.work, applicant.stated, "work", today))
    fresh = [p for p in fact_problems(work, stated, "work", today) if p not in known]
    named = {p.field.removeprefix("work."): p.text for p in fresh}
    blamed = {column: named[column.name] for column in read if column.name in named}
    return blamed or (dict.fromkeys(read, fresh[0].text) if fresh else {})
