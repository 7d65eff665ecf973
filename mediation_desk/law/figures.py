"""Figures of the law: a value, since when, and the official text it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from mediation_desk.domain.measure import Measure
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

ENTER_IT = N_("Enter it in Settings → Data and standards.")
LATER = N_("It is reckoned when this has been found out.")


def for_parties(text: str) -> str:
    """Say on a paper what lacks without the page on which the centre's people enter it."""
    return text.replace(_(ENTER_IT), _(LATER))


class FigureUnit(Term):
    """What a figure is counted in."""

    YUAN_MONTH = "yuan/month", N_("yuan a month")
    YUAN_YEAR = "yuan/year", N_("yuan a year")
    YUAN_HOUR = "yuan/hour", N_("yuan an hour")
    DAYS_MONTH = "days/month", N_("days a month")
    DAYS_YEAR = "days/year", N_("days a year")

    @property
    def measure(self) -> Measure:
        """What its number counts, whatever the time."""
        return Measure.of(self.value.partition("/")[0])


@dataclass(frozen=True, slots=True)
class FigureKind:
    """A kind of figure; an average belongs to a statistics year and rules want the year before.

    `local` says that a centre may enter its own.
    """

    name: str
    label: str
    unit: FigureUnit
    average: bool = False
    local: bool = False

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.label)


_M, _Y, _H = FigureUnit.YUAN_MONTH, FigureUnit.YUAN_YEAR, FigureUnit.YUAN_HOUR
_KINDS = (
    FigureKind(
        "local_average_wage_month",
        N_("Average monthly wage of the place, year before"),
        _M,
        average=True,
        local=True,
    ),
    FigureKind(
        "pooling_average_wage_month",
        N_("Average monthly wage of the work-injury pooling area, year before"),
        _M,
        average=True,
        local=True,
    ),
    FigureKind(
        "local_average_wage_year",
        N_("Average yearly wage of the place, year before"),
        _Y,
        average=True,
        local=True,
    ),
    FigureKind("minimum_wage_month", N_("Monthly minimum wage"), _M, local=True),
    FigureKind("minimum_wage_hour", N_("Hourly minimum wage"), _H, local=True),
    FigureKind("unemployment_benefit_month", N_("Monthly unemployment benefit"), _M, local=True),
    FigureKind(
        "unemployment_benefit_month_from_13",
        N_("Monthly unemployment benefit from the 13th month"),
        _M,
        local=True,
    ),
    FigureKind(
        "unemployment_medical_month",
        N_("Monthly medical insurance paid for the unemployed"),
        _M,
        local=True,
    ),
    FigureKind("heat_allowance_outdoor_hour", N_("Heat allowance outdoors"), _H, local=True),
    FigureKind("heat_allowance_indoor_hour", N_("Heat allowance indoors"), _H, local=True),
    FigureKind(
        "all_scope_average_wage_month",
        N_("Average monthly wage of all town employees"),
        _M,
        average=True,
    ),
    FigureKind(
        "nonprivate_average_wage_year",
        N_("Average yearly wage, town non-private units"),
        _Y,
        average=True,
    ),
    FigureKind(
        "on_post_average_wage_year",
        N_("Average yearly wage, staff on post of non-private units"),
        _Y,
        average=True,
    ),
    FigureKind(
        "private_average_wage_year",
        N_("Average yearly wage, town private units"),
        _Y,
        average=True,
    ),
    FigureKind(
        "national_urban_income_year",
        N_("National urban disposable income per person"),
        _Y,
        average=True,
    ),
    FigureKind("paid_days_per_month", N_("Paid days a month"), FigureUnit.DAYS_MONTH),
    FigureKind("work_days_per_year", N_("Working days a year"), FigureUnit.DAYS_YEAR),
    *(
        FigureKind(f"minimum_wage_{span}_tier_{tier}", label, unit)
        for span, label, unit in (
            ("month", N_("Monthly minimum wage of a tier"), _M),
            ("hour", N_("Hourly minimum wage of a tier"), _H),
        )
        for tier in (1, 2, 3, 4)
    ),
)

NATION = "cn"
"""The place whose figures hold everywhere."""
_UNITS = {unit.value: unit for unit in FigureUnit}
KINDS: Mapping[str, FigureKind] = MappingProxyType({kind.name: kind for kind in _KINDS})


def local_kinds() -> tuple[FigureKind, ...]:
    """Return the kinds of figure that a centre may enter itself."""
    return tuple(kind for kind in _KINDS if kind.local)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A dated value. `since` is None where the figure was given with the facts.

    `document` is what prints; `seen` and `note` are for Settings only. `year` is the
    statistics year of an average, `published` its day of publication where known. `checked_by` is
    who compared the value with the official text; `checked_on` alone is the day it was looked up,
    and `confidence` says how far what was found then can be trusted.
    """

    name: str
    value: Decimal
    unit: str
    since: date | None = None
    until: date | None = None
    document: str = ""
    seen: str = ""
    checked_on: date | None = None
    confidence: str = ""
    note: str = ""
    own: bool = False
    place: str = ""
    year: int | None = None
    published: date | None = None
    issued_by: str = ""
    own_id: int = 0
    checked_by: str = ""
    place_name: str = ""

    @property
    def title(self) -> str:
        """The name in the language spoken here, with its place and an average's statistics year.

        Where a city has none the province's counts, and whoever reads it must see that.
        """
        kind = KINDS.get(self.name)
        title = kind.title if kind else self.name
        place = "" if self.place == NATION else self.place_name
        if self.year is None:
            return _("{title} ({place})").format(title=title, place=place) if place else title
        if not place:
            return _("{title} ({year})").format(title=title, year=self.year)
        return _("{title} ({place}, {year})").format(title=title, place=place, year=self.year)

    @property
    def unit_text(self) -> str:
        """The unit in the language spoken here."""
        unit = _UNITS.get(self.unit)
        return unit.label if unit else self.unit

    @property
    def citation(self) -> str:
        """What prints as the figure's source."""
        if self.own:
            document = self.document or _("document number to be verified")
            return _("{document} (entered by the centre)").format(document=document)
        if self.since is None:
            return _("given with the facts")
        return self.document or _("document number to be verified")

    @property
    def confirmed(self) -> bool:
        """Say whether somebody compared the value with the official text."""
        return self.own or self.since is None or bool(self.checked_by)

    @property
    def doubtful(self) -> bool:
        """Say whether somebody should still check the figure against its official text."""
        return not self.confirmed or not self.document or (self.own and self.checked_on is None)

    @property
    def monthly(self) -> Decimal:
        """The value by the month, not rounded."""
        return self.value / 12 if self.unit == FigureUnit.YUAN_YEAR else self.value


def given(name: str, value: Decimal) -> Figure:
    """Return a figure that was given with the facts and not taken from a pack."""
    kind = KINDS.get(name)
    return Figure(name=name, value=value, unit=kind.unit.value if kind else "yuan/month")
