"""The table of kinds of claim: a row for each, with its inputs and its rule.

A new kind is a module with a rule, a module with its fields, and one row here;
the form, the sheet and the command line follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.money import LIMIT
from mediation_desk.i18n import N_, _
from mediation_desk.law import (
    arrears_inputs,
    injury_inputs,
    severance_inputs,
    unemployment_inputs,
)
from mediation_desk.law.award import Award
from mediation_desk.law.inputs import Field, Inputs, read
from mediation_desk.law.packs import Law, LawOn


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of claim: its code, name, inputs, and the rule that computes it."""

    code: str
    label: str
    fields: tuple[Field, ...]
    rule: Callable[[Inputs], Award]

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.label)

    def compute(self, raw: Mapping[str, object], law: Law, law_on: LawOn | None = None) -> Award:
        """Compute the claim from raw inputs; what is wrong with them is raised at once."""
        inputs = read(self.fields, raw, law, law_on)
        award = self.rule(inputs)
        if award.amount >= LIMIT:
            raise DeskError(_("The result is too large. Please check the inputs."))
        return replace(award, warnings=(*award.warnings, *inputs.warnings))


_ROWS = (
    Kind(
        "severance",
        N_("Economic compensation"),
        severance_inputs.FIELDS,
        severance_inputs.severance_from,
    ),
    Kind(
        "unlawful_termination",
        N_("Damages for unlawful ending"),
        severance_inputs.FIELDS,
        severance_inputs.unlawful_termination_from,
    ),
    Kind(
        "wage_arrears",
        N_("Wage arrears"),
        arrears_inputs.FIELDS,
        arrears_inputs.wage_arrears_from,
    ),
    Kind(
        "injury_disability",
        N_("Work-injury benefits"),
        injury_inputs.FIELDS,
        injury_inputs.injury_disability_from,
    ),
    Kind(
        "unemployment_loss",
        N_("Unemployment-benefit loss"),
        unemployment_inputs.FIELDS,
        unemployment_inputs.unemployment_loss_from,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({row.code: row for row in _ROWS})
