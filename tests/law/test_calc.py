import json
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError
from mediation_desk.law.calc import answer, answers, calculate
from mediation_desk.law.packs import Law

PLAIN = {"avg_wage_12m": 6000, "service_years": 2, "service_months": 3}


def ask(law: Law, kind: str = "severance", **inputs: object) -> dict[str, object]:
    return answer({"claim_type": kind, "inputs": inputs}, law)


REFUSED = [
    ("severance", {}, "avg_wage_12m"),
    ("severance", {"service_years": 1}, "avg_wage_12m"),
    ("severance", {"avg_wage_12m": 6000}, "service_start"),
    *(
        ("severance", PLAIN | {"avg_wage_12m": wage}, "avg_wage_12m")
        for wage in (
            0,
            -1,
            "1.234",
            1.234,
            10**12,
            10**40,
            "10000000000",
            "NaN",
            float("nan"),
            float("inf"),
            "1e5",
            True,
            [],
            {},
            "六千",
            "9" * 5000,
        )
    ),
    (
        "severance",
        {"avg_wage_12m": 1, "service_start": "2026-02-02", "service_end": "2026-02-01"},
        "service_end",
    ),
    ("severance", {"avg_wage_12m": 1, "service_start": "2026-02-02"}, "service_end"),
    ("severance", {"avg_wage_12m": 1, "service_end": "2026-02-02"}, "service_start"),
    (
        "severance",
        {"avg_wage_12m": 1, "service_start": "1985-02-02", "service_end": "1994-12-31"},
        "service_end",
    ),
    (
        "severance",
        {"avg_wage_12m": 1, "service_start": "1901-02-02", "service_end": "2020-12-31"},
        "service_start",
    ),
    (
        "severance",
        {"avg_wage_12m": 1, "service_start": "2023-02-29", "service_end": "2020-12-31"},
        "service_start",
    ),
    (
        "severance",
        {"avg_wage_12m": 1, "service_start": "2020-01-01", "service_end": "2124-01-01"},
        "service_end",
    ),
    ("severance", PLAIN | {"service_months": 1.5}, "service_months"),
    ("severance", PLAIN | {"service_years": -1}, "service_years"),
    ("severance", PLAIN | {"service_years": "1.234"}, "service_years"),
    ("severance", {"avg_wage_12m": 1, "comp_months": 2.3}, "comp_months"),
    ("severance", PLAIN | {"local_avg_wage_month": 0}, "local_avg_wage_month"),
    ("severance", {"wage_parts": [[0, 12]], "service_years": 1}, "wage_parts"),
    ("severance", {"wage_parts": [[5000, 13]], "service_years": 1}, "wage_parts"),
    ("severance", {"wage_parts": [5000], "service_years": 1}, "wage_parts"),
    ("severance", PLAIN | {"paid_already": -1}, "paid_already"),
    ("injury_disability", {"own_wage": 5000}, "disability_grade"),
    ("injury_disability", {"own_wage": 5000, "disability_grade": 11}, "disability_grade"),
    ("injury_disability", {"own_wage": 5000, "disability_grade": 0}, "disability_grade"),
    ("injury_disability", {"own_wage": 5000, "disability_grade": "x"}, "disability_grade"),
    ("injury_disability", {"own_wage": 0, "disability_grade": 10}, "own_wage"),
    (
        "injury_disability",
        {"own_wage": 5000, "disability_grade": 9, "relationship_ended": True, "province": "火星"},
        "province",
    ),
    (
        "injury_disability",
        {"own_wage": 5000, "disability_grade": 9, "relationship_ended": True, "province": "河北"},
        "pooling_avg_wage",
    ),
    (
        "injury_disability",
        {"own_wage": 5000, "disability_grade": 1, "care_level": "half"},
        "care_level",
    ),
    (
        "injury_disability",
        {"own_wage": 5000, "disability_grade": 1, "care_level": "full"},
        "pooling_avg_wage",
    ),
    (
        "injury_disability",
        {"own_wage": 5000, "disability_grade": 1, "insured": "yes"},
        "insured",
    ),
    ("unemployment_loss", {"benefit_month": 1600}, "contribution_years"),
    (
        "unemployment_loss",
        {"contribution_years": 6, "service_years": 5, "benefit_month": 1600},
        "contribution_years",
    ),
    ("unemployment_loss", {"months_given": 25, "benefit_month": 1600}, "months_given"),
    ("unemployment_loss", {"contribution_years": 2, "benefit_month": -1}, "benefit_month"),
    ("wage_arrears", {}, "due"),
    ("wage_arrears", {"due": -1}, "due"),
    ("wage_arrears", {"months": [[1, 2], [3]]}, "months"),
    ("wage_arrears", {"months": [["1.005", 0]]}, "months"),
    ("wage_arrears", {"months": []}, "months"),
]


@pytest.mark.parametrize(("kind", "inputs", "field"), REFUSED)
def test_a_bad_input_is_refused_at_its_field_with_a_sentence(
    kind: str, inputs: dict[str, object], field: str, law: Law
) -> None:
    given = ask(law, kind, **inputs)

    assert set(given) == {"error", "fields"}
    assert field in given["fields"]
    assert 4 < len(given["fields"][field]) < 200


def test_all_problems_come_at_once(law: Law) -> None:
    given = ask(law, avg_wage_12m=0, service_start="morgen", paid_already=-5)

    assert set(given["fields"]) == {"avg_wage_12m", "service_start", "paid_already"}


@pytest.mark.parametrize(
    "question",
    [
        None,
        7,
        "severance",
        [],
        {},
        {"claim_type": "alimony", "inputs": {}},
        {"claim_type": [], "inputs": {}},
        {"claim_type": "severance"},
        {"claim_type": "severance", "inputs": []},
        {"claim_type": "severance", "inputs": PLAIN, "place": "cn-1307"},
        {"claim_type": "severance", "inputs": PLAIN, "on": "2026-09-30"},
        {"claim_type": "severance", "inputs": PLAIN, "place": "火星", "on": "2026-09-30"},
        {"claim_type": "severance", "inputs": PLAIN, "place": "cn-99", "on": "2026-09-30"},
        {"claim_type": "severance", "inputs": PLAIN, "place": "cn-1307", "on": "2026-09-31"},
    ],
)
def test_what_is_no_question_is_an_error_in_its_place(question: object, law: Law) -> None:
    good = {"claim_type": "severance", "inputs": PLAIN}

    bad, right = answers([question, good], law)

    assert bad["error"]
    assert right["amount"] == "15000.00"


def test_money_is_a_string_with_two_decimals_and_months_are_a_number(law: Law) -> None:
    given = ask(law, **PLAIN)

    assert given["amount"] == "15000.00"
    assert given["base"] == "6000.00"
    assert given["months"] == 2.5
    assert given["capped"] is False


def test_only_figures_in_the_inputs_are_used_without_place_and_day(law: Law) -> None:
    with i18n.speaking(i18n.ENGLISH):
        given = ask(law, avg_wage_12m=50000, service_years=15)

    assert given["amount"] == "750000.00"
    assert given["figures"] == []
    assert given["warnings"] == [
        "No local average wage was given: the limit of three times was not tested."
    ]


def test_with_place_and_day_the_figures_of_the_law_are_used(law: Law) -> None:
    question = {
        "claim_type": "severance",
        "inputs": {"avg_wage_12m": 50000, "service_years": 15},
        "place": "张家口",
        "on": "2026-09-30",
    }

    given = answer(question, law)

    assert given["amount"] == "244584.00"
    assert given["figures"][0] == {
        "name": "all_scope_average_wage_month",
        "value": "6794.00",
        "unit": "yuan/month",
        "since": "2026-01-01",
        "document": "冀人社字〔2026〕57号",
    }
    assert given["figures"][1]["name"] == "minimum_wage_month", "the wage was held against it"


def test_a_figure_in_the_inputs_wins_over_that_of_the_place(law: Law) -> None:
    question = {
        "claim_type": "severance",
        "inputs": {"avg_wage_12m": 50000, "service_years": 1, "local_avg_wage_month": 5000},
        "place": "cn-1307",
        "on": "2026-09-30",
    }

    assert answer(question, law)["base"] == "15000.00"


def test_a_day_without_a_figure_is_a_warning_that_names_it(law: Law) -> None:
    question = {
        "claim_type": "unemployment_loss",
        "inputs": {"contribution_years": 6},
        "place": "cn-1307",
        "on": "2026-09-30",
    }

    given = answer(question, law)

    assert given["months"] == 18
    assert given["amount"] is None
    assert any("失业保险金月标准" in warning for warning in given["warnings"])


def test_an_average_that_the_place_lacks_is_named_with_place_year_and_day(law: Law) -> None:
    question = {
        "claim_type": "injury_disability",
        "inputs": {"disability_grade": 10, "own_wage": 5000, "relationship_ended": True},
        "place": "cn-1307",
        "on": "2031-05-03",
    }

    told = answer(question, law)["fields"]["pooling_avg_wage"]

    assert "张家口" in told
    assert "2030" in told
    assert "2031-05-03" in told


def test_the_province_of_the_place_gives_the_scale_of_lump_sums(law: Law) -> None:
    question = {
        "claim_type": "injury_disability",
        "inputs": {"disability_grade": 10, "own_wage": 5000, "relationship_ended": True},
        "place": "cn-1307",
        "on": "2026-09-30",
    }

    given = answer(question, law)

    assert given["amount"] == "116528.00"
    assert given["fund_total"] == "89352.00"


def test_near_three_times_a_warning_is_given_labour_contract_law_art_47(law: Law) -> None:
    near = ask(law, avg_wage_12m=20000, service_years=15, local_avg_wage_month=6678)
    far = ask(law, avg_wage_12m=10000, service_years=15, local_avg_wage_month=6678)

    assert any("三倍" in warning for warning in near["warnings"])
    assert far["warnings"] == []


def test_years_before_2008_are_pointed_out_labour_contract_law_art_97(law: Law) -> None:
    facts = {"avg_wage_12m": 5000, "service_start": "2003-05-01", "service_end": "2010-04-30"}

    severance = ask(law, **facts)
    damages = ask(law, "unlawful_termination", **facts)

    assert any("第九十七条" in warning for warning in severance["warnings"])
    assert not any("第九十七条" in warning for warning in damages["warnings"])


def test_an_input_that_is_not_used_is_named(law: Law) -> None:
    given = ask(law, **PLAIN, wagee=1)

    assert any("wagee" in warning for warning in given["warnings"])


def test_an_input_that_is_misspelt_is_named_with_the_one_that_was_meant(law: Law) -> None:
    """What is refused names it at its own field, whether the rule or the reader refuses."""
    answered = ask(law, **PLAIN, servce_days=1)
    lacking = ask(law, avg_wage=5000, service_years=3)
    wrong = ask(law, avg_wage_12m=-1, sevice_years=3)

    assert any("servce_days" in one and "service_days" in one for one in answered["warnings"])
    assert "avg_wage_12m" in lacking["fields"]["avg_wage"]
    assert set(lacking["fields"]) == {"avg_wage_12m", "avg_wage"}
    assert "service_years" in wrong["fields"]["sevice_years"]
    assert "avg_wage" in lacking["error"]


def test_an_input_that_is_like_none_is_named_without_a_guess(law: Law) -> None:
    given = ask(law, "limitation", 薪水=3)

    assert "薪水" in given["fields"]["薪水"]
    assert "？" not in given["fields"]["薪水"]


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("severanc", "severance"),
        ("Overtime", "overtime"),
        ("经济补偿", "severance"),
        ("加班", "overtime"),
    ],
)
def test_a_kind_that_is_unknown_is_named_with_the_one_that_was_meant(
    told: str, meant: str, law: Law
) -> None:
    given = ask(law, told)

    assert f"“{told}”" in given["error"]
    assert f"“{meant}”" in given["error"]


def test_a_kind_that_is_like_none_gets_the_list(law: Law) -> None:
    given = ask(law, "alimony")

    assert "“alimony”" in given["error"]
    assert "limitation" in given["error"]


def test_a_result_beyond_all_money_is_refused(law: Law) -> None:
    given = ask(law, avg_wage_12m="9999999999.99", service_years=20)

    assert set(given) == {"error"}


def test_json_numbers_stay_exact(law: Law) -> None:
    text = json.dumps({"claim_type": "severance", "inputs": {"comp_months": 2}})
    text = text.replace('"comp_months"', '"avg_wage_12m": 2561.90, "comp_months"')

    assert json.loads(calculate(text, law))["amount"] == "5123.80"
    assert Decimal("5123.80") == 2 * Decimal("2561.90")


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a": ' + "9" * 5000 + "}"])
def test_what_is_no_json_is_refused(text: str, law: Law) -> None:
    with pytest.raises(DeskError):
        calculate(text, law)


@pytest.mark.parametrize(
    ("kind", "inputs", "field"),
    [
        ("severance", {"service_start": "2020-01-01", "service_end": "2099-01-01"}, "service_end"),
        ("double_wage", {"hire_date": "2099-01-01", "monthly_wage": 5000}, "hire_date"),
        ("limitation", {"start_date": "2099-01-01"}, "start_date"),
    ],
)
def test_what_has_happened_cannot_lie_ahead_as_in_the_window(law, kind, inputs, field):
    question = {"claim_type": kind, "inputs": {"avg_wage_12m": 5000, **inputs}}

    told = answers(question, law, date(2026, 11, 28))

    assert "2099-01-01晚于今天" in told["fields"][field]
    assert "amount" not in told
