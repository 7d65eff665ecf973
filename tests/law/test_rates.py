"""The packs say what the reference rates say, figure by figure, and nothing that they leave open.

tests/law/rates.json is the reference as it was compiled; a null there is a gap here.
"""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.law.packs import Law
from mediation_desk.law.severance_tax import BRACKETS

RATES: dict[str, Any] = json.loads(
    (Path(__file__).parent / "rates.json").read_text("utf-8"), parse_float=Decimal
)
HEBEI, ZHANGJIAKOU, CHINA = "cn-13", "cn-1307", "cn"


def held(law: Law, name: str, place: str) -> dict[date | int | None, Decimal]:
    """Return the figures of a name at exactly a place, by statistics year or first day."""
    return {
        figure.since if figure.year is None else figure.year: figure.value
        for figure in law.figures[name]
        if figure.place == place
    }


def by_year(rows: list[dict[str, Any]], year: str, value: str) -> dict[int, Decimal]:
    return {row[year]: Decimal(row[value]) for row in rows if row.get(value) is not None}


def by_day(rows: list[dict[str, Any]], value: str) -> dict[date, Decimal]:
    return {
        date.fromisoformat(row["effective"]): Decimal(str(row[value]))
        for row in rows
        if row.get("effective") and row[value] is not None
    }


AVERAGES = RATES["avg_wage_hebei"]


@pytest.mark.parametrize(
    ("name", "place", "rows", "key"),
    [
        ("all_scope_average_wage_month", HEBEI, AVERAGES["all_scope_month_全口径"], "month"),
        ("nonprivate_average_wage_year", HEBEI, AVERAGES["nonprivate_year_城镇非私营"], "year"),
        (
            "nonprivate_average_wage_year",
            ZHANGJIAKOU,
            AVERAGES["zhangjiakou_nonprivate_year"],
            "year",
        ),
        (
            "on_post_average_wage_year",
            HEBEI,
            AVERAGES["nonprivate_year_城镇非私营"],
            "on_post_year",
        ),
        (
            "private_average_wage_year",
            HEBEI,
            AVERAGES["nonprivate_year_城镇非私营"],
            "private_year",
        ),
    ],
)
def test_average_wages_agree_by_statistics_year(
    law: Law, name: str, place: str, rows: list[dict[str, Any]], key: str
) -> None:
    assert held(law, name, place) == by_year(rows, "stat_year", key)


def test_the_national_income_agrees_by_year(law: Law) -> None:
    rows = RATES["national_urban_disposable_income_year"]

    assert held(law, "national_urban_income_year", CHINA) == by_year(rows, "year", "value")


def test_paid_days_and_work_days_agree(law: Law) -> None:
    days = RATES["day_count"]

    for name in ("paid_days_per_month", "work_days_per_year"):
        wanted = by_day(days[name], "value")
        found = held(law, name, CHINA)
        assert wanted.items() <= found.items()


def test_minimum_wages_agree_by_tier_and_day(law: Law) -> None:
    seen = 0
    for row in RATES["min_wage_hebei"]:
        for tier in row["tiers"] or () if row["effective"] else ():
            since = date.fromisoformat(row["effective"])
            for span in ("month", "hour"):
                found = held(law, f"minimum_wage_{span}_tier_{tier['tier']}", HEBEI).get(since)
                wanted = tier.get(span)
                assert found == (None if wanted is None else Decimal(wanted)), (tier, since)
                seen += found is not None

    assert seen == sum(
        figure.place == HEBEI for name, rows in law.figures.items() if "_tier_" in name
        for figure in rows
    )  # fmt: skip


def test_the_unemployment_benefit_agrees_and_its_gap_is_a_gap(law: Law) -> None:
    dated = held(law, "unemployment_benefit_month", ZHANGJIAKOU)

    assert dated == {date(2020, 10, 1): Decimal(1432)}
    [row] = [r for r in RATES["unemployment_hebei"] if r["effective"] == "2020-10-01"]
    assert "1432" in json.dumps(row["month"], ensure_ascii=False, default=str)
    assert law.on(date(2023, 1, 1), ZHANGJIAKOU).find("unemployment_benefit_month") is None


def test_the_heat_allowance_agrees(law: Law) -> None:
    rates = RATES["heat_allowance_hebei"]
    law_on = law.on(date(2026, 7, 1), ZHANGJIAKOU)

    assert law_on.figure("heat_allowance_outdoor_hour").value == rates["outdoor_per_hour"]
    assert law_on.figure("heat_allowance_indoor_hour").value == rates["indoor_no_cooling_per_hour"]


def test_the_tax_table_agrees() -> None:
    wanted = [(upto, rate * 100, quick) for upto, rate, quick in RATES["iit_severance"]["brackets"]]

    assert list(BRACKETS) == wanted


PROVINCES = RATES["injury"]["provincial"]


@pytest.mark.parametrize("province", PROVINCES)
def test_the_injury_tables_agree_grade_by_grade(law: Law, province: str) -> None:
    row = PROVINCES[province]
    code = law.place_called(province)
    if not row.get("medical"):
        assert code is None or law.latest_scale(code) is None
        return
    assert code is not None
    scale = law.latest_scale(code)

    assert scale is not None
    assert scale.medical == {int(grade): Decimal(n) for grade, n in row["medical"].items()}
    assert scale.employment == {int(grade): Decimal(n) for grade, n in row["employment"].items()}
    assert (scale.base == "own") == ("own wage" in row["base"])
    assert (scale.base == "fixed") == ("FIXED" in row["base"].upper())


def test_every_province_of_the_packs_is_in_the_reference(law: Law) -> None:
    names = {law.places[scale.place].name for scale in law.scales}

    assert names == {name for name, row in PROVINCES.items() if row.get("medical")}
