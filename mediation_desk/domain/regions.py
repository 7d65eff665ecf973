"""Regions by their six-digit codes: province, city, county (县级以上行政区划代码)."""

import csv
import re
from functools import cache

from mediation_desk import paths
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_

_CODE = re.compile(r"[1-9][0-9]{5}")
_PROVINCES = frozenset(
    {
        *("北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海", "江苏"),
        *("浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "广西"),
        *("海南", "重庆", "四川", "贵州", "云南", "西藏", "陕西", "甘肃", "青海", "宁夏", "新疆"),
    }
)
_PROVINCE_ENDS = re.compile(r"(壮族|回族|维吾尔)?自治区$|[省市]$")


class Level(Term):
    """How high a region stands."""

    PROVINCE = "province", N_("Provincial level")
    CITY = "city", N_("City level")
    COUNTY = "county", N_("County level")


@cache
def known_regions() -> dict[str, str]:
    """Return the names of the regions that ship, by code."""
    with paths.resources("taxonomy", "regions.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def is_province(text: str) -> bool:
    """Say whether a text is the name of a province, in full or short, such as 贵州 or 贵州省."""
    return _PROVINCE_ENDS.sub("", text.strip()) in _PROVINCES


def is_code(text: str) -> bool:
    """Say whether a text is a code of six figures."""
    return _CODE.fullmatch(text) is not None


def is_known(code: str) -> bool:
    """Say whether a code stands in the list that ships, which has one province and what is below.

    One that does not may be right all the same, as of a zone that statistics count by itself.
    """
    return code in known_regions()


def level_of(code: str) -> Level:
    """Return the level that a code belongs to."""
    if code.endswith("0000"):
        return Level.PROVINCE
    return Level.CITY if code.endswith("00") else Level.COUNTY


def city_of(code: str) -> str:
    """Return the city that a county lies in, by the code."""
    return f"{code[:4]}00"


def above(code: str) -> str:
    """Return the region that a region reports to, by the code; a province reports to none here."""
    return {Level.COUNTY: city_of(code), Level.CITY: f"{code[:2]}0000", Level.PROVINCE: ""}[
        level_of(code)
    ]


def lies_below(code: str, above: str) -> bool:
    """Say whether a region lies inside another one, and is not that one itself."""
    figures = {Level.PROVINCE: 2, Level.CITY: 4, Level.COUNTY: 6}[level_of(above)]
    return code != above and code[:figures] == above[:figures] and level_of(above) != Level.COUNTY


def of_place(place: str) -> str:
    """Return the code of a legal place such as cn-1307."""
    figures = place.removeprefix("cn-")
    return f"{figures:0<6}" if figures.isdecimal() and len(figures) in (2, 4, 6) else ""
