"""What differs by place is a named switch, and the sheet says which way was taken."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk import i18n, paths
from mediation_desk.domain import regional
from mediation_desk.domain.errors import NoFigure
from mediation_desk.domain.regional import SWITCHES
from mediation_desk.domain.working_days import load_calendars
from mediation_desk.law.award import Award
from mediation_desk.law.calc import answer
from mediation_desk.law.claims import KINDS
from mediation_desk.law.fields import Shape
from mediation_desk.law.figures import given as figure
from mediation_desk.law.final_award import is_final
from mediation_desk.law.packs import Law

ON = {"place": "cn-1307", "on": "2026-09-30"}


def ask(law: Law, kind: str, **inputs: object) -> dict[str, object]:
    with i18n.speaking(i18n.ENGLISH):
        return answer({"claim_type": kind, "inputs": inputs}, law)


def at_zhangjiakou(law: Law, kind: str, **inputs: object) -> dict[str, object]:
    with i18n.speaking(i18n.ENGLISH):
        return answer({"claim_type": kind, "inputs": inputs} | ON, law)


def warned(given: dict[str, object], words: str) -> bool:
    return any(words in warning for warning in given["warnings"])


def test_overtime_in_the_base_is_said_on_the_sheet_either_way(law: Law) -> None:
    facts = {"avg_wage_12m": 6000, "overtime_pay_month": 1000, "service_years": 2}

    counted = ask(law, "severance", **facts)
    left_out = ask(law, "severance", **facts, overtime_in_base=False)

    assert warned(counted, "Overtime pay is counted")
    assert warned(left_out, "Overtime pay is left out")


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("calendar_month_workdays", "weekdays of that month"),
        ("workdays_21_75", "over 21.75"),
        ("days_div_30", "over 30"),
    ],
)
def test_the_method_of_part_months_is_said_on_the_sheet(method: str, words: str, law: Law) -> None:
    facts = {"hire_date": "2026-01-01", "employment_end": "2026-03-20", "monthly_wage": 6000}

    given = ask(law, "double_wage", **facts, proration=method)

    assert warned(given, words)


def test_mediation_and_arbitration_law_art_27_three_countings_are_shown_and_nothing_is_cut(
    law: Law,
) -> None:
    facts = {"hire_date": "2025-03-01", "monthly_wage": 1000, "claimed_on": "2026-08-15"}

    given = ask(law, "double_wage", **facts, proration="days_div_30")

    in_time = [step for step in given["steps"] if step["label"].startswith("In time")]
    assert [step["expression"] for step in in_time] == [
        "2025-04-01 to 2026-02-28",
        "2025-08-01 to 2026-02-28",
        "2025-08-15 to 2026-02-28",
    ]
    assert [step["result"] for step in in_time] == ["11,000.00", "7,000.00", "6,466.67"]
    assert given["amount"] == "11000.00"
    assert warned(given, "out of time")


def test_mediation_and_arbitration_law_art_27_what_is_all_in_time_is_the_sum_again(
    law: Law,
) -> None:
    facts = {"hire_date": "2026-01-01", "employment_end": "2026-05-31", "monthly_wage": 1000}

    given = ask(law, "double_wage", **facts, claimed_on="2026-06-30", limitation_counting="by_day")

    (in_time,) = [step for step in given["steps"] if step["label"].startswith("In time")]
    assert in_time["expression"] == ""
    assert in_time["result"] == "4,000.00"


def test_judicial_interpretation_2_art_6_a_part_without_a_working_day_says_why(law: Law) -> None:
    """法释〔2025〕12号第六条: 2026-04-05 is a Sunday."""
    sunday = {"hire_date": "2026-03-05", "contract_signed_date": "2026-04-06"}

    given = ask(law, "double_wage", **sunday, monthly_wage=5000)

    assert given["amount"] == "0.00"
    assert "2026-04-05 falls on a weekend only" in given["reason"]
    assert "166.67" in given["reason"]
    assert "法释〔2025〕12号第六条" in given["reason"]
    by_days = ask(law, "double_wage", **sunday, monthly_wage=5000, proration="days_div_30")
    assert by_days["amount"] == "166.67"
    assert "reason" not in by_days


def test_judicial_interpretation_2_art_6_a_weekend_beside_months_is_a_warning(law: Law) -> None:
    """法释〔2025〕12号第六条: a month and the Saturday 2026-03-07."""
    facts = {"hire_date": "2026-01-07", "contract_signed_date": "2026-03-08"}

    given = ask(law, "double_wage", **facts, monthly_wage=3000)

    assert given["amount"] == "3000.00"
    assert warned(given, "2026-03-07 falls on a weekend only")


def test_without_a_day_of_claim_limitation_is_a_warning(law: Law) -> None:
    given = ask(law, "double_wage", hire_date="2025-03-01", monthly_wage=1000)

    assert warned(given, "Limitation: one year")


def test_work_that_goes_on_is_counted_until_the_day_of_the_calculation(law: Law) -> None:
    given = at_zhangjiakou(law, "double_wage", hire_date="2026-05-01", monthly_wage=5000)

    assert given["period_end"] == "2026-09-30"
    assert given["amount"] == "20000.00"
    assert warned(given, "counted until 2026-09-30")


def test_what_is_multiplied_further_is_shown_with_its_places(law: Law) -> None:
    given = ask(law, "overtime", monthly_base=1000, weekday_hours=30)

    assert [step["expression"] for step in given["steps"]] == [
        "1,000.00 ÷ 21.75 ÷ 8",
        "5.747126 × 30 × 150%",
        "258.62",
    ]
    assert given["amount"] == "258.62"


def test_labour_contract_law_art_97_both_parts_are_shown(law: Law) -> None:
    given = ask(
        law,
        "severance",
        avg_wage_12m=2000,
        service_start="1994-07-15",
        service_end="2010-06-30",
        ground="agreed_by_employer",
    )

    shown = {step["label"]: step["result"] for step in given["steps"]}
    assert shown["Service until 2007-12-31"] == "13 years 5 months 17 days"
    assert shown["Months of severance until 2007-12-31"] == "12"
    assert shown["Length of service"] == "2 years 6 months 0 days"
    assert shown["Months of both parts"] == "15"
    assert warned(given, "not confirmed")


def test_labour_contract_law_art_85_additional_compensation_is_a_risk_and_no_debt(law: Law) -> None:
    given = ask(law, "extra_compensation_85", unpaid_amount=60000, order_issued=True, overdue=True)

    assert "amount" not in given
    assert warned(given, "not a sum that is owed")


def test_figures_of_the_place_and_day_fill_what_is_not_given(law: Law) -> None:
    death = at_zhangjiakou(law, "injury_death")
    heat = at_zhangjiakou(law, "heat_allowance", hours=176, workplace="indoor")
    sick = at_zhangjiakou(law, "sick_pay", days=10)
    overtime = at_zhangjiakou(law, "overtime", monthly_base=4350, weekday_hours=8)

    assert death["amount"] == "1170804.00"
    assert heat["amount"] == "264.00"
    assert heat["figures"][0]["document"] == "冀人社发〔2015〕46号、冀人社发〔2017〕20号"
    assert sick["amount"] == "735.63"
    assert overtime["figures"][0]["document"] == "人社部发〔2025〕2号"


def test_a_benefit_from_month_13_that_no_pack_has_is_no_gap(law: Law) -> None:
    given = at_zhangjiakou(law, "unemployment_loss", contribution_years=6, benefit_month=1600)

    assert given["amount"] == "28800.00"
    assert not warned(given, "13th month")


def test_income_tax_wants_its_own_average_and_names_its_absence(law: Law) -> None:
    given = at_zhangjiakou(law, "severance_tax", severance_income=350000)

    assert "local_avg_wage_year" in given["fields"]


@pytest.mark.parametrize(("amount", "final"), [("24000", True), ("24000.01", False)])
def test_mediation_and_arbitration_law_art_47_twelve_minimum_wages_are_still_final(
    amount: str, final: bool
) -> None:
    minimum = figure("minimum_wage_month", Decimal(2000))

    assert is_final(Decimal(amount), minimum) is final


def test_the_day_after_the_last_day_is_out_of_time_also_in_a_leap_year(law: Law) -> None:
    started = date(2024, 2, 29).isoformat()

    last = ask(law, "limitation", start_date=started, claimed_on="2025-02-28")
    late = ask(law, "limitation", start_date=started, claimed_on="2025-03-01")

    assert (last["state"], late["state"]) == ("at_risk", "out_of_time")


def test_civil_code_art_203_a_claim_on_the_working_day_after_a_last_day_off_is_in_time(
    law: Law,
) -> None:
    """3 October 2026 is a day off, and so are the days to the 7th."""
    law = replace(law, calendar=load_calendars(paths.resources("calendar")))

    moved = ask(law, "limitation", start_date="2025-10-03", claimed_on="2026-10-08")
    late = ask(law, "limitation", start_date="2025-10-03", claimed_on="2026-10-09")

    assert (moved["state"], late["state"]) == ("at_risk", "out_of_time")


HOUSE = {switch.option.name: switch.option.usual for switch in SWITCHES}


def of_house(law: Law, kind: str, facts: dict[str, object], **chosen: str) -> Award:
    set_here = law.with_house(HOUSE | chosen, "cn-1307")
    with i18n.speaking(i18n.ENGLISH):
        return KINDS[kind].compute(facts, set_here, set_here.on(date(2026, 9, 30), "cn-1307"))


WITH_OVERTIME = {"avg_wage_12m": 6000, "overtime_pay_month": 1000, "service_years": 2}
UNSIGNED = {"hire_date": "2026-01-01", "employment_end": "2026-03-20", "monthly_wage": 6000}
LATE = {"hire_date": "2025-03-01", "monthly_wage": 1000, "claimed_on": "2026-08-15"}
EXPIRED = {
    "contract_expired_on": "2026-01-31",
    "employment_end": "2026-06-30",
    "monthly_wage": 5000,
}
OLD = {"avg_wage_12m": 2000, "service_start": "2000-01-01", "service_end": "2009-12-31"}
NOTICE = {"last_month_wage": 5600, "avg_wage_12m": 5000}


@pytest.mark.parametrize(
    ("switch", "kind", "facts", "sums"),
    [
        ("overtime_in_base", "severance", WITH_OVERTIME, {"yes": "12000", "no": "10000"}),
        (
            "double_wage_part_month",
            "double_wage",
            UNSIGNED,
            {
                "calendar_month_workdays": "10090.91",
                "workdays_21_75": "10137.93",
                "days_div_30": "10000",
            },
        ),
        (
            "double_wage_after_expiry",
            "double_wage",
            EXPIRED,
            {"after_one_month": "20000", "next_day": "25000"},
        ),
        (
            "old_years",
            "severance",
            OLD | {"ground": "expiry"},
            {"by_ground": "4000", "all": "20000", "none": "4000"},
        ),
        ("notice_base", "notice_pay", NOTICE, {"last_month": "5600", "average": "5000"}),
    ],
)
def test_the_answer_of_the_centre_fills_what_the_question_leaves_open_and_is_said(
    switch: str, kind: str, facts: dict[str, object], sums: dict[str, str], law: Law
) -> None:
    row = next(one for one in SWITCHES if one.option.name == switch)

    for code, amount in sums.items():
        award = of_house(law, kind, facts, **{switch: code})

        assert award.amount == Decimal(amount), code
        said = [w for w in award.warnings if row.option.caption in w and row.way(code).label in w]
        assert len(said) == 1
        assert all(("By the setting" in text) == (code != row.option.usual) for text in said)


def test_an_answer_in_the_question_wins_over_the_centres(law: Law) -> None:
    award = of_house(
        law, "severance", WITH_OVERTIME | {"overtime_in_base": True}, overtime_in_base="no"
    )

    assert award.amount == Decimal(12000)
    assert not any("By the setting" in text for text in award.warnings)


def test_one_way_of_counting_limitation_is_shown_alone_and_nothing_is_cut(law: Law) -> None:
    award = of_house(law, "double_wage", LATE, double_wage_limitation="by_day")

    [shown] = [step for step in award.steps if step.label.startswith("In time")]
    assert shown.expression == "2025-08-15 to 2026-02-28"
    assert award.amount == Decimal("11000.00")
    assert any("not reduced" in text for text in award.warnings)


def test_another_series_of_average_wages_stands_for_the_local_one(law: Law) -> None:
    facts = {"avg_wage_12m": 30000, "service_start": "2015-01-01", "service_end": "2025-06-30"}
    chosen = law.with_house(
        HOUSE | {"local_average_series": "on_post_average_wage_year"}, "cn-1307"
    )
    with i18n.speaking(i18n.ENGLISH):
        award = KINDS["severance"].compute(facts, chosen, chosen.on(date(2025, 6, 30), "cn-1307"))

    assert award.parts["base"] == Decimal("24772.75")
    assert award.figures[0].name == "on_post_average_wage_year"
    assert any("By the setting" in text and "on post" in text for text in award.warnings)


def test_a_series_without_a_figure_of_that_year_is_a_gap_and_no_other_takes_its_place(
    law: Law,
) -> None:
    chosen = law.with_house(
        HOUSE | {"local_average_series": "nonprivate_average_wage_year"}, "cn-1307"
    )
    held = chosen.on(date(2026, 9, 30), "cn-1307").find("local_average_wage_month")
    pooling = chosen.on(date(2026, 9, 30), "cn-1307").find("pooling_average_wage_month")

    assert held is None
    assert pooling is not None
    assert pooling.name == "all_scope_average_wage_month"


_TOUCHED = {
    "overtime_in_base": ("severance", WITH_OVERTIME),
    "double_wage_part_month": ("double_wage", UNSIGNED),
    "double_wage_months": ("double_wage", UNSIGNED),
    "double_wage_limitation": ("double_wage", UNSIGNED | {"claimed_on": "2026-08-01"}),
    "double_wage_after_expiry": ("double_wage", EXPIRED),
    "old_years": ("severance", OLD | {"ground": "expiry"}),
    "notice_base": ("notice_pay", NOTICE),
    "local_average_series": (
        "severance",
        {"avg_wage_12m": 30000, "service_start": "2015-01-01", "service_end": "2025-06-30"},
    ),
    "pooling_average_series": (
        "injury_disability",
        {"disability_grade": 10, "own_wage": 5000, "relationship_ended": True, "insured": False},
    ),
}


@pytest.mark.parametrize("switch", SWITCHES, ids=lambda switch: switch.option.name)
def test_every_switch_is_told_where_it_touches_a_sum_also_as_it_ships(
    law: Law, switch: regional.Switch
) -> None:
    kind, facts = _TOUCHED[switch.option.name]
    here = law.with_house(HOUSE, "cn-1307")

    award = KINDS[kind].compute(facts, here, here.on(date(2025, 10, 20), "cn-1307"))

    assert [said for said in award.practice if said.startswith(switch.title)] == [
        f"{switch.title}：{switch.way(switch.option.usual).title}（默认，本地口径未查到）。"
    ]


def test_an_average_names_the_place_and_the_year_it_is_of(law: Law) -> None:
    average = law.on(date(2026, 9, 30), "cn-1307").figure("pooling_average_wage_month")

    assert average.place == "cn-13", "the city's own was not found"
    assert average.title.endswith("（河北，2025年度）")
    assert (
        law.on(date(2026, 9, 30), "cn-1307")
        .figure("national_urban_income_year")
        .title.endswith("（2025年度）")
    )


def test_every_switch_fills_a_field_that_has_its_ways() -> None:
    choices = {
        field.name: field
        for kind in KINDS.values()
        for field in kind.fields
        if field.shape in (Shape.CHOICE, Shape.FLAG)
    }
    for switch in SWITCHES:
        assert switch.option.usual in {way.code for way in switch.ways}
        if switch.field and choices[switch.field].shape is Shape.CHOICE:
            assert {way.code for way in switch.ways} == set(choices[switch.field].choices)


def test_a_series_that_was_chosen_is_named_where_its_figure_is_missing(law: Law) -> None:
    house = {regional.LOCAL_SERIES.option.name: "on_post_average_wage_year"}
    here = law.with_house(house, "cn-1307").on(date(2026, 9, 30), "cn-1307")

    with pytest.raises(NoFigure, match="在岗职工") as refusal:
        here.figure("local_average_wage_month")

    assert "2025" in str(refusal.value)
