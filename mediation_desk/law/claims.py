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
    annual_leave_inputs,
    arrears_inputs,
    covenants_inputs,
    double_wage_inputs,
    heat_inputs,
    injury_death_inputs,
    injury_inputs,
    injury_items_inputs,
    limitation_inputs,
    maternity_inputs,
    notice_inputs,
    overtime_inputs,
    probation_inputs,
    severance_inputs,
    severance_tax_inputs,
    sickness_inputs,
    switches,
    unemployment_inputs,
    wage_limits_inputs,
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
        """Compute the claim from raw inputs; what is wrong with them is raised at once.

        Where they leave open what places answer differently, the centre's answer counts.
        """
        asked, used = switches.filled(self.fields, raw, law.house)
        inputs = read(self.fields, asked, law, law_on)
        award = switches.noted(self.rule(inputs), inputs, used, law.house)
        if award.amount >= LIMIT:
            raise DeskError(_("The result is too large. Please check the inputs."))
        if not inputs.warnings:
            return award
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
        "notice_pay",
        N_("Pay in place of notice"),
        notice_inputs.FIELDS,
        notice_inputs.notice_pay_from,
    ),
    Kind(
        "double_wage",
        N_("Double wage without a contract"),
        double_wage_inputs.FIELDS,
        double_wage_inputs.double_wage_from,
    ),
    Kind(
        "double_wage_open_ended",
        N_("Double wage for a refused open-ended contract"),
        double_wage_inputs.OPEN_ENDED_FIELDS,
        double_wage_inputs.double_wage_open_ended_from,
    ),
    Kind(
        "probation_damages",
        N_("Damages for unlawful probation"),
        probation_inputs.FIELDS,
        probation_inputs.probation_damages_from,
    ),
    Kind(
        "wage_arrears",
        N_("Wage arrears"),
        arrears_inputs.FIELDS,
        arrears_inputs.wage_arrears_from,
    ),
    Kind(
        "min_wage_gap",
        N_("Minimum-wage gap"),
        wage_limits_inputs.GAP_FIELDS,
        wage_limits_inputs.min_wage_gap_from,
    ),
    Kind(
        "wage_deduction_cap",
        N_("Most that may be deducted from wages"),
        wage_limits_inputs.DEDUCTION_FIELDS,
        wage_limits_inputs.wage_deduction_cap_from,
    ),
    Kind(
        "extra_compensation_85",
        N_("Additional compensation after an order"),
        wage_limits_inputs.EXTRA_FIELDS,
        wage_limits_inputs.extra_compensation_85_from,
    ),
    Kind(
        "overtime",
        N_("Overtime pay"),
        overtime_inputs.FIELDS,
        overtime_inputs.overtime_from,
    ),
    Kind(
        "annual_leave",
        N_("Pay for annual leave not taken"),
        annual_leave_inputs.FIELDS,
        annual_leave_inputs.annual_leave_from,
    ),
    Kind(
        "injury_disability",
        N_("Work-injury benefits"),
        injury_inputs.FIELDS,
        injury_inputs.injury_disability_from,
    ),
    Kind(
        "injury_death",
        N_("Benefits on death by work injury"),
        injury_death_inputs.FIELDS,
        injury_death_inputs.injury_death_from,
    ),
    Kind(
        "injury_stop_work",
        N_("Wage of the stop-work period"),
        injury_items_inputs.STOP_WORK_FIELDS,
        injury_items_inputs.injury_stop_work_from,
    ),
    Kind(
        "injury_allowance_topup",
        N_("Top-up of the disability allowance"),
        injury_items_inputs.TOPUP_FIELDS,
        injury_items_inputs.injury_allowance_topup_from,
    ),
    Kind(
        "injury_medical",
        N_("Treatment of a work injury"),
        injury_items_inputs.MEDICAL_FIELDS,
        injury_items_inputs.injury_medical_from,
    ),
    Kind(
        "injury_care",
        N_("Care after a work injury"),
        injury_items_inputs.CARE_FIELDS,
        injury_items_inputs.injury_care_from,
    ),
    Kind(
        "unemployment_loss",
        N_("Unemployment-benefit loss"),
        unemployment_inputs.FIELDS,
        unemployment_inputs.unemployment_loss_from,
    ),
    Kind(
        "medical_period",
        N_("Medical period"),
        sickness_inputs.PERIOD_FIELDS,
        sickness_inputs.medical_period_from,
    ),
    Kind(
        "sick_pay",
        N_("Sick pay"),
        sickness_inputs.PAY_FIELDS,
        sickness_inputs.sick_pay_from,
    ),
    Kind(
        "maternity_allowance",
        N_("Maternity allowance"),
        maternity_inputs.FIELDS,
        maternity_inputs.maternity_allowance_from,
    ),
    Kind(
        "heat_allowance",
        N_("Heat allowance"),
        heat_inputs.FIELDS,
        heat_inputs.heat_allowance_from,
    ),
    Kind(
        "noncompete",
        N_("Compensation for the duty not to compete"),
        covenants_inputs.NONCOMPETE_FIELDS,
        covenants_inputs.noncompete_from,
    ),
    Kind(
        "training_penalty",
        N_("Penalty within a service term"),
        covenants_inputs.TRAINING_FIELDS,
        covenants_inputs.training_penalty_from,
    ),
    Kind(
        "severance_tax",
        N_("Tax on the lump sum on leaving"),
        severance_tax_inputs.FIELDS,
        severance_tax_inputs.severance_tax_from,
    ),
    Kind(
        "limitation",
        N_("Limitation of a claim"),
        limitation_inputs.FIELDS,
        limitation_inputs.limitation_from,
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({row.code: row for row in _ROWS})
