"""From typed inputs to the facts of a disability by work injury (工伤伤残待遇)."""

from decimal import Decimal

from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.errors import DeskError, Invalid, NoFigure, Problem
from mediation_desk.domain.regions import is_province
from mediation_desk.i18n import N_, _
from mediation_desk.law.award import Award
from mediation_desk.law.common_fields import (
    DISABILITY_GRADE,
    INJURED_ON,
    INSURED,
    MINIMUM_WAGE,
    OWN_WAGE,
    POOLING_AVERAGE,
    average_at_injury,
)
from mediation_desk.law.injury import Disability, injury_disability
from mediation_desk.law.injury_regulation import Care
from mediation_desk.law.inputs import Field, Inputs, Shape
from mediation_desk.law.kind import Kind
from mediation_desk.law.subsidy_scale import SubsidyScale

FIELDS = (
    DISABILITY_GRADE,
    OWN_WAGE,
    INJURED_ON,
    POOLING_AVERAGE,
    Field(name="province", label=N_("Province"), shape=Shape.TEXT),
    Field(name="relationship_ended", label=N_("Employment has ended"), shape=Shape.FLAG),
    INSURED,
    Field(
        name="years_to_retirement",
        label=N_("Years to retirement"),
        shape=Shape.NUMBER,
        low=Decimal(-50),
        high=Decimal(60),
    ),
    Field(
        name="care_level",
        label=N_("Care needed"),
        shape=Shape.CHOICE,
        choices=("full", "most", "part"),
    ),
    MINIMUM_WAGE,
    Field(name="occupational_disease", label=N_("Occupational disease"), shape=Shape.FLAG),
)

CARE: dict[str, Care] = {"full": "full", "most": "most", "part": "part"}


def injury_disability_from(inputs: Inputs) -> Award:
    """Compute the benefits from typed inputs."""
    grade = int(inputs.number("disability_grade") or 0)
    ended = inputs.flag("relationship_ended", otherwise=False)
    pooling = inputs.figure("pooling_avg_wage", "pooling_average_wage_month")
    care = CARE.get(inputs.text("care_level"))
    scale, lacking = _scale_of(inputs, ended=ended) if grade >= 5 else (None, "")
    if pooling is None and (care or (ended and scale and scale.base == "pooling")):
        raise inputs.missing("pooling_avg_wage")
    return injury_disability(
        Disability(
            grade=grade,
            own_wage=inputs.number("own_wage") or Decimal(0),
            ended=ended,
            insured=inputs.told("insured"),
            wage_average=average_at_injury(inputs),
            injured_on=inputs.day("injured_on"),
            pooling_average=pooling,
            scale=scale,
            scale_lacking=lacking,
            years_to_retirement=inputs.number("years_to_retirement"),
            care=care,
            minimum_wage=inputs.figure("min_wage_month", "minimum_wage_month"),
            occupational_disease=inputs.flag("occupational_disease", otherwise=False),
        )
    )


def _scale_of(inputs: Inputs, *, ended: bool) -> tuple[SubsidyScale | None, str]:
    """Return the scale, or why the province has none; before the end no province is needed."""
    try:
        return _scale(inputs), ""
    except NoFigure as lacking:
        return None, str(lacking)
    except DeskError:
        if ended:
            raise
        return None, ""


def _scale(inputs: Inputs) -> SubsidyScale:
    """Return the province's scale, of the day where one is given, else the newest."""
    if not (province := inputs.text("province")) and inputs.law_on:
        return inputs.law_on.scale()
    if not province:
        text = _("The province was not named: the lump sums on leaving depend on it.")
        raise NoFigure(text)
    code = inputs.law.place_called(province)
    if code is None and not is_province(province):
        text = _(
            "The province is unknown; the lump sums on leaving depend on it. Write its Chinese "
            "name, such as 河北."
        )
        raise Invalid([Problem("province", text)])
    if code is not None and inputs.law_on:
        return inputs.law.on(inputs.law_on.day, code).scale()
    scale = inputs.law.latest_scale(code) if code is not None else None
    if scale is None:
        text = _("No scale of lump sums is known for {province}.")
        raise NoFigure(text.format(province=province))
    return scale


KINDS = (
    Kind(
        term=ClaimKind.INJURY_DISABILITY,
        fields=FIELDS,
        rule=injury_disability_from,
        shown=("injured_on", "injury_insured"),
        counter=("injury_disability.relationship_ended", "left_on"),
        figures=("pooling_average_wage_month",),
    ),
)
