"""The cells of an offer: a row per worker and one for all, a column per item and one for all."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from mediation_desk.domain import money
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Claim, ClaimKind, totals
from mediation_desk.domain.errors import DeskError, Problem
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Key, Offer, OfferSum, claims_of, spread, sum_field
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_states import is_unsettled
from mediation_desk.ui.talks.sheet import Sheet
from mediation_desk.ui.theme import Tone

Target = tuple[int | None, ClaimKind | None]
"""What a cell's sum is for; None stands for all workers, or for all items."""


class OfferSheet(Sheet):
    """Sums typed for an item, or as one sum; totals of what stands beneath show in grey."""

    def __init__(self) -> None:
        super().__init__()
        self._workers: list[int | None] = []
        self._kinds: list[ClaimKind | None] = []
        self._claims: Mapping[Key, Claim] = {}
        self._sums: dict[Target, Decimal] = {}
        self._said: dict[Key, Decimal] | None = None

    def show(self, case: CaseFile, sums: tuple[OfferSum, ...]) -> None:
        """Show the sums of an offer, of the workers and items of a case."""
        self._claims = claims_of(case)
        self._workers = [a.id for a in case.applicants]
        names = [a.person.name for a in case.applicants]
        if len(self._workers) > 1:
            self._workers.append(None)
            names.append(_("All workers"))
        self._kinds = [*case.kinds, None]
        self._sums = {(one.party_id, one.kind): one.amount for one in sums}
        self._said = None
        self.lay_out(names, [*(kind.short for kind in case.kinds), _("In one sum")])

    def sums(self) -> tuple[OfferSum, ...]:
        """Return the sums as typed."""
        return tuple(
            OfferSum(party_id=party_id, kind=kind, amount=amount)
            for (party_id, kind), amount in self._sums.items()
        )

    def content(self) -> str:
        """Return the sums as one text, a line for each."""
        lines = (f"{party or ''}\t{kind.value if kind else ''}\t{amount}"
                 for (party, kind), amount in self._sums.items())  # fmt: skip
        return "\n".join(sorted(lines))

    def put_content(self, case: CaseFile, text: str) -> None:
        """Show the sums of such a text."""
        self.show(case, tuple(_sums(text)))

    def content_in_words(self, text: str) -> str:
        """Say such a text in words: whose sum it is, what it is for, how much."""
        names = dict(zip(self._workers, self.names, strict=True))
        return "\n".join(
            f"{names.get(one.party_id, _('All workers'))} · "
            f"{one.kind.short if one.kind else _('In one sum')} · {figures(one.amount)}"
            for one in _sums(text)
        )

    def target(self, row: int, column: int) -> Target:
        """Return what a cell's sum is for."""
        return self._workers[row], self._kinds[column]

    def covered(self, row: int, column: int) -> dict[Key, Claim]:
        """Return the claims that a cell stands for."""
        party_id, kind = self.target(row, column)
        if party_id is not None and kind is not None:
            claim = self._claims.get((party_id, kind))
            return {} if claim is None else {(party_id, kind): claim}
        meant = OfferSum(party_id=party_id, kind=kind, amount=ZERO)
        return {key: claim for key, claim in self._claims.items() if meant.covers(key)}

    def explain(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """Show problems at their cells; return the rest."""
        fields = {
            sum_field(OfferSum(party_id=party, kind=kind, amount=ZERO)): (row, column)
            for row, party in enumerate(self._workers)
            for column, kind in enumerate(self._kinds)
        }
        self.blame({fields[p.field]: p.text for p in problems if p.field in fields})
        return tuple(p for p in problems if p.field not in fields)

    def takes(self, row: int, column: int) -> bool:
        """Let sums be typed for what is claimed."""
        return bool(self.covered(row, column))

    def shown(self, row: int, column: int) -> str:
        """Show the sum typed, else what those beneath come to, else nothing."""
        if (amount := self._sums.get(self.target(row, column))) is not None:
            return figures(amount)
        if not self.takes(row, column):
            return "—"
        together = self._together(row, column)
        return "" if together is None else figures(together)

    def _together(self, row: int, column: int) -> Decimal | None:
        """Add up what finer sums give for a cell that stands for several claims."""
        party_id, kind = self.target(row, column)
        if party_id is not None and kind is not None:
            return None
        if self._said is None:
            typed = Offer(side=Side.APPLICANT, made_on=date.min, sums=self.sums())
            self._said = spread(self._claims, typed)
        said, covered = self._said, self.covered(row, column)
        found = [said[key] for key in covered if key in said]
        return sum(found, ZERO) if found else None

    def entered(self, row: int, column: int) -> str:
        """Edit what was typed, not what was added up."""
        amount = self._sums.get(self.target(row, column))
        return "" if amount is None else figures(amount)

    def take(self, row: int, column: int, text: str) -> None:
        """Keep a sum; nothing typed takes it away."""
        target, self._said = self.target(row, column), None
        if not text or text == "—":
            self._sums.pop(target, None)
            return
        amount = money.parse(text)
        covered = self.covered(row, column).keys()
        for other in self._overlapping(target, covered):
            if other != target and other in self._sums:
                raise DeskError(
                    _("An item has one sum only: its own, or one for all. Empty one of the two.")
                )
        self._sums[target] = amount

    @staticmethod
    def _overlapping(target: Target, covered: Iterable[Key]) -> set[Target]:
        """Return the targets that would hold a sum for one of the same claims."""
        found: set[Target] = {(None, None), target}
        for party_id, kind in covered:
            found |= {(party_id, kind), (party_id, None), (None, kind)}
        return found

    def tone(self, row: int, column: int) -> Tone:
        """Grey for what was added up, amber for a sum below the law's, blue for one above it."""
        amount = self._sums.get(self.target(row, column))
        if amount is None:
            return Tone.MUTED
        covered = tuple(self.covered(row, column).values())
        law, measured = totals(covered).entitled, not all(c.apart for c in covered)
        if amount == law or not measured or (amount < law and any(map(is_unsettled, covered))):
            return Tone.PLAIN
        return Tone.WARN if amount < law else Tone.ACCENT


def _sums(text: str) -> Iterator[OfferSum]:
    for line in text.split("\n") if text else ():
        party, kind, amount = line.split("\t")
        yield OfferSum(
            party_id=int(party) if party else None,
            kind=ClaimKind.of(kind) if kind else None,
            amount=Decimal(amount),
        )
