"""The centre's answers where practice differs by place: they fill what a question leaves open.

The case and the calculator both come through here, and the sheet says which answer it took.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from mediation_desk.domain import regional
from mediation_desk.domain.regional import SWITCHES, Switch
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.fields import Field, Shape
from mediation_desk.law.inputs import Inputs

CONTRACT_LAW = date(2008, 1, 1)
_SERIES = frozenset(way.code for way in regional.LOCAL_SERIES.ways)


def filled(
    fields: Sequence[Field], raw: Mapping[str, object], house: Mapping[str, str]
) -> tuple[Mapping[str, object], tuple[Switch, ...]]:
    """Return the inputs with the centre's answers where none was given, and which they were."""
    if not house:
        return raw, ()
    shapes = {field.name: field.shape for field in fields}
    used = tuple(
        switch
        for switch in SWITCHES
        if switch.option.name in house
        and switch.field in shapes
        and raw.get(switch.field) in (None, "")
    )
    answers = {
        switch.field: _answer(shapes[switch.field], switch.way(house[switch.option.name]).code)
        for switch in used
    }
    return {**raw, **answers}, used


def _answer(shape: Shape, code: str) -> object:
    return code == "yes" if shape is Shape.FLAG else code


def noted(award: Award, inputs: Inputs, used: Sequence[Switch], house: Mapping[str, str]) -> Award:
    """Say on the award which of the centre's answers it rests on."""
    if not used and not house:
        return award
    said = tuple(_said(award, inputs, used, house))
    return replace(award, warnings=(*award.warnings, *said), practice=said) if said else award


def _said(
    award: Award, inputs: Inputs, used: Sequence[Switch], house: Mapping[str, str]
) -> Iterator[str]:
    by_series = [] if not house else [_series(award)]
    for switch in (*used, *filter(None, by_series)):
        code = house.get(switch.option.name, switch.option.usual)
        if not _TOUCHES[switch.option.name](award, inputs):
            continue
        if code != switch.option.usual:
            text = _("By the setting of the centre, {title}: {way}.")
        else:
            text = _("{title}: {way} (default; the practice of this place was not found).")
        yield text.format(title=switch.title, way=switch.way(code).title)


def _series(award: Award) -> Switch | None:
    """Return the switch of the series that an average of the award came from."""
    if not any(figure.name in _SERIES for figure in award.figures):
        return None
    injury = award.kind.startswith("injury")
    return regional.POOLING_SERIES if injury else regional.LOCAL_SERIES


def _old_service(award: Award, inputs: Inputs) -> bool:
    first, last = inputs.day("service_start"), inputs.day("service_end")
    whole = award.kind == "severance" and first is not None and last is not None
    return whole and first < CONTRACT_LAW <= last  # type: ignore[operator]


_TOUCHES: Mapping[str, Callable[[Award, Inputs], bool]] = MappingProxyType(
    {
        regional.OVERTIME_IN_BASE.option.name: lambda _award, given: bool(
            given.number("overtime_pay_month")
        ),
        regional.MONTH_COUNTING.option.name: lambda award, _given: (
            award.parts.get("period_start") is not None
        ),
        regional.NOTICE_BASE.option.name: lambda award, _given: bool(award.amount),
        regional.PART_MONTH.option.name: lambda award, _given: bool(award.parts.get("extra_days")),
        regional.LIMITATION_COUNTING.option.name: lambda award, given: (
            given.has("claimed_on") and award.parts.get("period_start") is not None
        ),
        regional.AFTER_EXPIRY.option.name: lambda _award, given: given.has("contract_expired_on"),
        regional.OLD_YEARS.option.name: _old_service,
        regional.LOCAL_SERIES.option.name: lambda _award, _given: True,
        regional.POOLING_SERIES.option.name: lambda _award, _given: True,
    }
)
"""When a switch touches a sum: then it is told, also where the centre left what ships."""
