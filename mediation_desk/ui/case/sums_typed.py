"""Facts typed into the grid of sums: what they make of a worker, and what contradicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, Stated
from mediation_desk.domain.intake import employment_problems
from mediation_desk.law.fact_checks import fact_problems
from mediation_desk.law.facts import put
from mediation_desk.ui.case.sums_cells import Column


@dataclass(slots=True)
class Edits:
    """What was changed at one stroke, by party: facts, and agreed sums by kind."""

    works: dict[int, Employment] = field(default_factory=dict)
    stated: dict[int, Stated] = field(default_factory=dict)
    amounts: dict[tuple[int, ClaimKind], Claim] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Say whether anything was changed."""
        return bool(self.works or self.stated or self.amounts)


def told(applicant: Applicant, read: Mapping[Column, str]) -> tuple[Employment, Stated]:
    """Return a worker's facts with those that were typed."""
    work, stated = applicant.work, applicant.stated
    for column, text in read.items():
        work, stated = put(work, stated, column.name, text)
    return work, stated


def contradicting(
    applicant: Applicant,
    read: Mapping[Column, str],
    work: Employment,
    stated: Stated,
    today: date,
) -> dict[Column, str]:
    """Return the facts that do not fit together, each with why; old faults are not named.

    `work` and `stated` are the worker's facts with those that were read; of `stated` that stayed
    as it was nothing new can be said.
    """
    alone = stated is applicant.stated
    if alone and not tuple(employment_problems(work, "work", today)):
        return {}
    if not (found := tuple(fact_problems(work, stated, "work", today))):
        return {}
    known = tuple(fact_problems(applicant.work, applicant.stated, "work", today))
    fresh = [problem for problem in found if problem not in known]
    named = {p.field.removeprefix("work."): p.text for p in fresh}
    blamed = {column: named[column.name] for column in read if column.name in named}
    return blamed or (dict.fromkeys(read, fresh[0].text) if fresh else {})
