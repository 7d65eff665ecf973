"""What a worker keeps of the sums offered: after the tax on the lump sum (税后实得).

Only the lump sum on ending has a rule of its own (财税〔2018〕164号); benefits for a work injury
are exempt; what is taxed as wages is withheld with the month's pay and not reckoned here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.money import ZERO
from mediation_desk.i18n import _
from mediation_desk.law.figures import Figure
from mediation_desk.law.severance_tax import LumpSum, severance_tax

ON_ENDING = frozenset({"severance", "unlawful_termination", "notice_pay"})
"""Kinds paid as a lump sum on ending; 2N and +1 by office practice (compensation.md 3.15)."""

EXEMPT = frozenset(
    {
        *("injury_disability", "injury_death", "injury_medical", "injury_care"),
        "injury_allowance_topup",
    }
)
"""Benefits for a work injury; the wage of the stop-work period counts with the wages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeHome:
    """One worker's sums: the lump sum on ending, what is exempt, the rest, and the tax."""

    lump: Decimal
    exempt: Decimal
    rest: Decimal
    tax: Decimal | None
    lacking: str = ""

    @property
    def gross(self) -> Decimal:
        """Everything before tax."""
        return self.lump + self.exempt + self.rest

    @property
    def net(self) -> Decimal | None:
        """What is left after the tax on the lump sum; None while that cannot be reckoned."""
        return None if self.tax is None else self.gross - self.tax


def take_home(sums: Mapping[ClaimKind, Decimal], average: Figure | None) -> TakeHome:
    """Return what is left of a worker's sums; `average` is the place's yearly one."""
    lump = sum((s for kind, s in sums.items() if kind.value in ON_ENDING), ZERO)
    exempt = sum((s for kind, s in sums.items() if kind.value in EXEMPT), ZERO)
    rest = sum(sums.values(), ZERO) - lump - exempt
    if not lump:
        return TakeHome(lump=lump, exempt=exempt, rest=rest, tax=ZERO)
    if average is None:
        lacking = _("The local average wage is missing: the tax on the lump sum is not reckoned.")
        return TakeHome(lump=lump, exempt=exempt, rest=rest, tax=None, lacking=lacking)
    tax = severance_tax(LumpSum(income=lump, average=average)).amount
    return TakeHome(lump=lump, exempt=exempt, rest=rest, tax=tax)
