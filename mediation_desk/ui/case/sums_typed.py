"""Facts typed into the grid of sums: what they make of a worker, and what contradicts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date

from mediation_desk.domain.claims import Applicant, ClaimKind, Employment, Stated
from mediation_desk.domain.intake import employment_problems
from mediation_desk.law.fact_checks import fact_problems
from mediation_desk.law.facts import put
from mediation_desk.ui.case.sums_cells import Column, Part


@dataclass(slots=True, eq=False)
class Edits:
    """What was changed at one stroke, by party: facts, and agreed sums by kind.

    Only what was typed is named. What was saved or taken back before it is its turn stays.
    `cells` counts those that could be read, `misread` the others of the stroke. `typed` holds the
    texts, and `seen` the workers as they stood before it.
    """

    works: dict[int, dict[str, object]] = field(default_factory=dict)
    stated: dict[int, dict[str, str]] = field(default_factory=dict)
    amounts: dict[tuple[int, ClaimKind], dict[str, object]] = field(default_factory=dict)
    typed: dict[int, dict[Column, str]] = field(default_factory=dict)
    seen: dict[int, Applicant] = field(default_factory=dict)
    cells: int = 0
    misread: int = 0

    def __bool__(self) -> bool:
        """Say whether anything was changed."""
        return bool(self.works or self.stated or self.amounts)

    def without(self, cells: Collection[tuple[int, str]]) -> "Edits":
        """Return what is left when these cells, named by worker and column, are not saved."""
        gone = {
            (who, column)
            for who, texts in self.typed.items()
            for column in texts
            if (who, column.key) in cells
        }
        unfit = {who for who, column in gone if column.part is Part.FACT}
        sums = {(who, column.kind, column.name) for who, column in gone}
        amounts = {
            (who, kind): {n: v for n, v in told.items() if (who, kind, n) not in sums}
            for (who, kind), told in self.amounts.items()
        }
        return replace(
            self,
            works={who: told for who, told in self.works.items() if who not in unfit},
            stated={who: told for who, told in self.stated.items() if who not in unfit},
            amounts={key: told for key, told in amounts.items() if told},
            cells=self.cells - len(gone),
        )

    def onto(self, applicant: Applicant) -> Applicant:
        """Return a worker with what was changed."""
        who = applicant.id
        claims = tuple(
            replace(claim, **self.amounts.get((who, claim.kind), {}))  # type: ignore[arg-type]
            for claim in applicant.claims
        )
        if who not in self.works and who not in self.stated:
            return applicant if claims == applicant.claims else replace(applicant, claims=claims)
        work = replace(applicant.work, **self.works.get(who, {}))  # type: ignore[arg-type]
        stated = {**applicant.stated, **self.stated.get(who, {})}
        return replace(applicant, work=work, stated=stated, claims=claims)


class UnderWay:
    """What was typed and is still being saved: it stays in view over whatever is read meanwhile.

    `acting` says that the case is being changed: what is shown may be about to go.
    """

    def __init__(self) -> None:
        self.acting = False
        self._edits: list[Edits] = []

    def expect(self, acting: bool) -> None:
        """Be told whether the case is being changed."""
        self.acting = acting

    def keep(self, edits: Edits) -> None:
        """Remember what is being saved from now on."""
        self._edits.append(edits)

    def let_go(self, edits: Edits) -> None:
        """Forget what was saved or refused."""
        if edits in self._edits:
            self._edits.remove(edits)

    def onto(self, applicant: Applicant) -> Applicant:
        """Return a worker as read, with what is being saved."""
        for edits in self._edits:
            applicant = edits.onto(applicant)
        return applicant


def changed_columns(
    before: Employment, after: Employment, typed: Collection[str]
) -> dict[str, object]:
    """Return the columns that differ, and those that were typed though they do not."""
    pairs = ((f.name, getattr(before, f.name), getattr(after, f.name)) for f in fields(before))
    return {name: new for name, old, new in pairs if new != old or name in typed}


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
