import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import FileRefused, NoFigure
from mediation_desk.law.figures import KINDS
from mediation_desk.law.packs import Law, chain, load_law, local_kinds

ENDED = date(2026, 9, 30)


def own(name: str, value: str, since: date, place: str = "") -> OwnFigure:
    return OwnFigure(name=name, value=Decimal(value), unit="yuan/month", since=since, place=place)


def test_a_city_inherits_from_its_province_and_the_country() -> None:
    assert list(chain("cn-1307")) == ["cn-1307", "cn-13", "cn"]
    assert list(chain("cn-130702")) == ["cn-130702", "cn-1307", "cn-13", "cn"]
    assert list(chain("cn")) == ["cn"]


def test_labour_contract_law_art_47_wants_the_average_of_the_year_before(law: Law) -> None:
    figure = law.on(ENDED, "cn-1307").figure("local_average_wage_month")

    assert figure.value == Decimal(6794)
    assert figure.year == 2025
    assert figure.document == "冀人社字〔2026〕57号"
    assert figure.since == date(2026, 1, 1)
    assert not figure.own
    assert not figure.confirmed


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2026, 1, 1), "6794"),
        (date(2025, 12, 31), "6678"),
        (date(2024, 2, 29), "6534.25"),
        (date(2020, 6, 1), "5078.08"),
    ],
)
def test_the_average_changes_with_the_year(law: Law, day: date, value: str) -> None:
    assert law.on(day, "cn-1307").figure("local_average_wage_month").value == Decimal(value)


@pytest.mark.parametrize("day", [date(2027, 1, 1), date(2019, 12, 31)])
def test_another_years_average_is_never_guessed(law: Law, day: date) -> None:
    with i18n.speaking(i18n.ENGLISH), pytest.raises(NoFigure) as refusal:
        law.on(day, "cn-1307").figure("local_average_wage_month")

    sentence = str(refusal.value)
    assert str(day.year - 1) in sentence
    assert day.isoformat() in sentence
    assert "张家口" in sentence
    assert "Settings → Data and standards" in sentence


def test_the_minimum_wage_of_zhangjiakou_is_that_of_tier_two(law: Law) -> None:
    figure = law.on(ENDED, "cn-1307").figure("minimum_wage_month")

    assert figure.value == Decimal(2000)
    assert figure.since == date(2023, 1, 1)
    assert "张家口市区" in figure.note
    assert law.on(ENDED, "cn-1307").figure("minimum_wage_month_tier_3").value == Decimal(1800)
    assert law.on(date(2022, 12, 31), "cn-1307").figure("minimum_wage_month").value == 1790


def test_hebeis_unemployment_benefit_must_be_entered_by_the_centre(law: Law) -> None:
    with pytest.raises(NoFigure):
        law.on(ENDED, "cn-1307").figure("unemployment_benefit_month")

    entered = law.with_own([own("unemployment_benefit_month", "1600", date(2023, 1, 1))])
    figure = entered.on(ENDED, "cn-1307").figure("unemployment_benefit_month")
    assert figure.value == Decimal(1600)
    assert figure.own
    assert figure.confirmed


def test_an_own_figure_holds_from_its_day_and_at_its_place(law: Law) -> None:
    entered = law.with_own([own("unemployment_benefit_month", "1600", date(2023, 1, 1), "cn-1307")])

    before = entered.on(date(2022, 12, 31), "cn-1307").figure("unemployment_benefit_month")

    assert before.value == 1432
    assert not before.own
    assert entered.on(ENDED, "cn-1301").find("unemployment_benefit_month") is None
    assert entered.on(ENDED, "cn-130702").find("unemployment_benefit_month") is not None


def test_an_own_average_belongs_to_the_year_before_its_day(law: Law) -> None:
    entered = law.with_own([own("local_average_wage_month", "7000", date(2027, 6, 1))])

    assert entered.on(date(2027, 3, 1), "cn-1307").figure("local_average_wage_month").value == 7000
    assert entered.on(ENDED, "cn-1307").figure("local_average_wage_month").value == 6794


def test_an_own_figure_takes_the_place_of_a_shipped_one(law: Law) -> None:
    entered = law.with_own([own("minimum_wage_month", "2190", date(2026, 1, 1))])

    assert entered.on(ENDED, "cn-1307").figure("minimum_wage_month").value == 2190
    assert entered.on(date(2025, 6, 1), "cn-1307").figure("minimum_wage_month").value == 2000


def test_a_figure_without_a_document_number_says_so(law: Law) -> None:
    figure = law.on(ENDED, "cn-1307").figure("minimum_wage_month")

    with i18n.speaking(i18n.CHINESE):
        assert figure.citation == "文号待核"


@pytest.mark.parametrize("place", ["河北", "河北省", "cn-13"])
def test_a_province_is_known_by_code_and_name(law: Law, place: str) -> None:
    assert law.place_called(place) == "cn-13"
    assert law.place_called("外国") is None


def test_every_shipped_figure_is_a_known_kind_with_source_and_day() -> None:
    for path in paths.resources("law").glob("*/*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        for entry in data.get("figure", ()):
            assert entry["name"] in KINDS, path
            assert isinstance(entry["value"], str), path
            assert entry["seen"], path
            assert entry["checked_on"], path
            assert entry["confidence"] in {"high", "medium-high", "medium", "low"}, path


def test_every_kind_of_figure_has_a_chinese_name() -> None:
    with i18n.speaking(i18n.CHINESE):
        for kind in KINDS.values():
            assert kind.title != kind.label
            assert kind.unit.label != kind.unit._label
    assert "unemployment_benefit_month" in {kind.name for kind in local_kinds()}


@pytest.mark.parametrize(
    "text",
    [
        'figure = [{ name = "nothing" }]',
        'figure = [{ name = "minimum_wage_month", value = 2000 }]',
        "figure = ",
        '[[figure]]\nname = "minimum_wage_month"\nvalue = "zwei"',
    ],
)
def test_a_broken_pack_is_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / "cn").mkdir()
    (tmp_path / "cn" / "broken.toml").write_text(text)

    with pytest.raises(FileRefused, match=r"cn/broken\.toml"):
        load_law(tmp_path)


@pytest.mark.parametrize(
    ("years", "percent"),
    [("5", 100), ("4.9", 80), ("4", 80), ("3.5", 60), ("2", 40), ("1", 20), ("0.5", 10), ("0", 0)],
)
def test_hebei_work_injury_measures_reduce_the_employment_subsidy_near_retirement(
    law: Law, years: str, percent: int
) -> None:
    reduction = law.on(ENDED, "cn-1307").scale().reduction

    assert reduction is not None
    assert reduction.stays("employment", Decimal(years)) == percent
    assert reduction.stays("medical", Decimal(years)) == (0 if years == "0" else 100)


def test_zhejiang_reduces_by_full_years_only(law: Law) -> None:
    scale = law.latest_scale("cn-33")

    assert scale is not None
    assert scale.reduction is not None
    assert scale.reduction.stays("employment", Decimal("4.5")) == 100
    assert scale.reduction.stays("employment", Decimal("3")) == 60


def test_a_place_without_a_scale_is_refused(law: Law) -> None:
    with pytest.raises(NoFigure):
        law.on(ENDED, "cn-22").scale()
