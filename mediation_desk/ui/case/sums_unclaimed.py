"""Facts typed for workers who do not make the claim that they count for (未提出的请求)."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from mediation_desk.domain.claims import Applicant, ClaimKind
from mediation_desk.i18n import _
from mediation_desk.law.facts import rested_on
from mediation_desk.ui.case.sums_cells import Column, Part, cell_text

_TOLD = 3
"""Workers whom a sentence names; the others are counted."""


class Unclaimed:
    """What one stroke typed in vain: by column the workers, and the claims that would count it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._kinds = tuple(dict.fromkeys(c.kind for c in columns if c.kind is not None))
        self._found: dict[Column, list[tuple[str, tuple[ClaimKind, ...]]]] = {}
        self.wanted: dict[int, tuple[ClaimKind, ...]] = {}

    def look_at(self, workers: Iterable[Applicant], name: str) -> None:
        """Note for which of these workers a fact, set for all of them, counts in no sum."""
        column = next(column for column in self._columns if column.name == name)
        for one in workers:
            self.look(one, column)

    def look(self, applicant: Applicant, column: Column) -> None:
        """Note a fact of a worker that counts for none of the own claims."""
        if column.part is not Part.FACT:
            return
        text = cell_text(applicant, column, {})
        if text in ("", "0", "0.00", _("no")):
            return
        counting = _counting(column.name)
        kinds = tuple(kind for kind in self._kinds if kind in counting)
        if not kinds or any(claim.kind in counting for claim in applicant.claims):
            return
        self._found.setdefault(column, []).append((applicant.person.name, kinds))
        before = self.wanted.get(applicant.id, ())
        self.wanted[applicant.id] = tuple(dict.fromkeys((*before, *kinds)))

    def sentences(self) -> Iterator[str]:
        """Say of each column for whom it counts in no sum."""
        for column, workers in self._found.items():
            names = _(", ").join(name for name, _kinds in workers[:_TOLD])
            if len(workers) > _TOLD:
                names += _(" and {n} more").format(n=len(workers) - _TOLD)
            kinds = dict.fromkeys(kind.label for _name, own in workers for kind in own)
            text = _("{names}: {fact} counts in no sum, as the worker does not claim {kinds}.")
            yield text.format(names=names, fact=column.full_title, kinds=_(", ").join(kinds))


@cache
def _counting(name: str) -> frozenset[ClaimKind]:
    """Return the kinds of claim that a fact counts for; none where those of several groups do.

    Such facts, as the day of joining, are of the employment and not of a claim.
    """
    kinds = frozenset(kind for kind in ClaimKind if name in rested_on(kind.value))
    return kinds if len({kind.group for kind in kinds}) == 1 else frozenset()
