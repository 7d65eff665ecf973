"""Each kind of claim at its exact boundary: the day or the fen before, on and after."""

from decimal import Decimal

import pytest

from mediation_desk import i18n
from mediation_desk.law.calc import answer
from mediation_desk.law.claims import KINDS
from mediation_desk.law.packs import Law

SERVED = {"avg_wage_12m": 1000, "service_start": "2025-01-01"}
CAPPED = {"service_start": "2001-01-01", "local_avg_wage_month": 2000}
UNSIGNED = {"monthly_wage": 3000, "proration": "days_div_30"}
LEFT = {"monthly_wage_ex_ot": 2175, "period_start": "2026-01-01"}
INJURED = {
    "disability_grade": 10,
    "pooling_avg_wage": 1000,
    "province": "河北",
    "relationship_ended": True,
}

EDGES = [
    # 劳动合同法第四十七条: six months and more are a year, less is half a year; 民法典第1259条
    ("severance", SERVED | {"service_end": "2025-01-01"}, "amount", "500.00"),
    ("severance", SERVED | {"service_end": "2025-06-29"}, "amount", "500.00"),
    ("severance", SERVED | {"service_end": "2025-06-30"}, "amount", "1000.00"),
    ("severance", SERVED | {"service_end": "2025-12-31"}, "amount", "1000.00"),
    ("severance", SERVED | {"service_end": "2026-01-01"}, "amount", "1500.00"),
    # 29 February and the 31st: 民法典第二百零二条
    (
        "severance",
        {"avg_wage_12m": 1000, "service_start": "2024-02-29", "service_end": "2024-08-28"},
        "amount",
        "1000.00",
    ),
    (
        "severance",
        {"avg_wage_12m": 1000, "service_start": "2024-02-29", "service_end": "2024-08-27"},
        "amount",
        "500.00",
    ),
    (
        "severance",
        {"avg_wage_12m": 1000, "service_start": "2025-08-31", "service_end": "2026-02-28"},
        "amount",
        "1000.00",
    ),
    # exactly three times is not above it; one fen more is, and twelve years are the most
    (
        "severance",
        CAPPED | {"avg_wage_12m": "6000", "service_end": "2015-12-31"},
        "amount",
        "90000.00",
    ),
    (
        "severance",
        CAPPED | {"avg_wage_12m": "6000.01", "service_end": "2015-12-31"},
        "amount",
        "72000.00",
    ),
    (
        "severance",
        CAPPED | {"avg_wage_12m": "6000.01", "service_end": "2012-12-31"},
        "amount",
        "72000.00",
    ),
    (
        "severance",
        CAPPED | {"avg_wage_12m": "6000.01", "service_end": "2012-06-29"},
        "amount",
        "69000.00",
    ),
    # 劳动合同法第八十七条
    ("unlawful_termination", SERVED | {"service_end": "2025-06-29"}, "amount", "1000.00"),
    ("unlawful_termination", SERVED | {"service_end": "2025-06-30"}, "amount", "2000.00"),
    (
        "unlawful_termination",
        SERVED | {"service_end": "2025-06-30", "paid_already": "2000"},
        "amount",
        "0.00",
    ),
    (
        "unlawful_termination",
        SERVED | {"service_end": "2025-06-30", "paid_already": "1999.99"},
        "amount",
        "0.01",
    ),
    # 劳动合同法第四十条: thirty days' notice
    ("notice_pay", {"last_month_wage": 3000, "notice_days": 29}, "amount", "3000.00"),
    ("notice_pay", {"last_month_wage": 3000, "notice_days": 30}, "amount", "0.00"),
    # 劳动合同法第八十二条: from the day after the first month, at most eleven months
    (
        "double_wage",
        UNSIGNED | {"hire_date": "2025-01-31", "employment_end": "2025-02-28"},
        "amount",
        "0.00",
    ),
    (
        "double_wage",
        UNSIGNED | {"hire_date": "2025-01-31", "employment_end": "2025-03-01"},
        "amount",
        "100.00",
    ),
    (
        "double_wage",
        UNSIGNED | {"hire_date": "2025-03-05", "contract_signed_date": "2025-04-05"},
        "amount",
        "0.00",
    ),
    (
        "double_wage",
        UNSIGNED | {"hire_date": "2025-03-05", "contract_signed_date": "2025-04-06"},
        "amount",
        "100.00",
    ),
    (
        "double_wage",
        UNSIGNED | {"hire_date": "2024-02-29", "employment_end": "2030-01-01"},
        "amount",
        "33000.00",
    ),
    ("double_wage_open_ended", {"monthly_wage": 3000, "months_given": 13}, "amount", "39000.00"),
    # 劳动合同法第十九条
    *(
        (
            "probation_damages",
            {
                "contract_term_months": term,
                "probation_served_months": 6,
                "wage_after_probation": 1000,
            },
            "lawful_max_months",
            most,
        )
        for term, most in ((2, 0), (3, 1), (11, 1), (12, 2), (35, 2), (36, 6))
    ),
    (
        "probation_damages",
        {"contract_term_months": 12, "probation_served_months": 2, "wage_after_probation": 1000},
        "amount",
        "0.00",
    ),
    # 工资支付暂行规定第十六条: a fifth at most, and the minimum wage stays
    ("wage_deduction_cap", {"monthly_wage": 2500, "min_wage_month": 2000}, "amount", "500.00"),
    ("wage_deduction_cap", {"monthly_wage": "2499.99", "min_wage_month": 2000}, "amount", "499.99"),
    ("wage_deduction_cap", {"monthly_wage": 2000, "min_wage_month": 2000}, "amount", "0.00"),
    (
        "min_wage_gap",
        {"min_wage_month": 2000, "paid_wage_ex_ot": 2000, "months": 3},
        "amount",
        "0.00",
    ),
    (
        "min_wage_gap",
        {"min_wage_month": 2000, "paid_wage_ex_ot": "1999.99", "months": 3},
        "amount",
        "0.03",
    ),
    # 职工带薪年休假条例第三条; 企业职工带薪年休假实施办法第十二条
    *(
        ("annual_leave", LEFT | {"cumulative_years": years, "period_end": end}, "entitled_days", n)
        for years, end, n in (
            ("0.9", "2026-12-31", 0),
            (1, "2026-12-31", 5),
            ("9.9", "2026-12-31", 5),
            (10, "2026-12-31", 10),
            ("19.9", "2026-12-31", 10),
            (20, "2026-12-31", 15),
            (1, "2026-03-13", 0),
            (1, "2026-03-14", 1),
        )
    ),
    # 工伤保险条例第六十四条: the own wage lies between 60% and 300%
    ("injury_disability", INJURED | {"own_wage": "599.99"}, "own_wage_used", "600.00"),
    ("injury_disability", INJURED | {"own_wage": 600}, "own_wage_used", "600.00"),
    ("injury_disability", INJURED | {"own_wage": 3000}, "own_wage_used", "3000.00"),
    ("injury_disability", INJURED | {"own_wage": "3000.01"}, "own_wage_used", "3000.00"),
    # 失业保险条例第十七条
    *(
        ("unemployment_loss", {"contribution_years": years, "benefit_month": 100}, "months", n)
        for years, n in (("0.9", 0), (1, 12), ("4.9", 12), (5, 18), ("9.9", 18), (10, 24))
    ),
    # 劳部发〔1994〕479号
    *(
        ("medical_period", {"total_work_years": total, "employer_years": here}, "months", n)
        for total, here, n in (
            ("9.9", "4.9", 3),
            ("9.9", 5, 6),
            (10, "4.9", 6),
            (10, 5, 9),
            (10, 10, 12),
            (15, "14.9", 12),
            (15, 15, 18),
            (20, 20, 24),
        )
    ),
    # 法释〔2020〕26号第三十六条: 30%, not below the minimum wage
    (
        "noncompete",
        {"avg_wage_12m": 6000, "months": 1, "min_wage_month": 1800},
        "amount",
        "1800.00",
    ),
    (
        "noncompete",
        {"avg_wage_12m": "5999.96", "months": 1, "min_wage_month": 1800},
        "amount",
        "1800.00",
    ),
    # 劳动合同法第二十二条: the unserved share is the most
    (
        "training_penalty",
        {
            "training_cost": 9000,
            "service_term_years": 3,
            "served_years": 3,
            "agreed_penalty": 9000,
        },
        "amount",
        "0.00",
    ),
    # 财税〔2018〕164号: three times are exempt
    (
        "severance_tax",
        {"severance_income": 300000, "local_avg_wage_year": 100000},
        "tax",
        "0.00",
    ),
    (
        "severance_tax",
        {"severance_income": 336000, "local_avg_wage_year": 100000},
        "tax",
        "1080.00",
    ),
    (
        "severance_tax",
        {"severance_income": 336010, "local_avg_wage_year": 100000},
        "tax",
        "1081.00",
    ),
    # 劳动争议调解仲裁法第二十七条; 民法典第二百零二条
    ("limitation", {"start_date": "2024-02-29"}, "last_day", "2025-02-28"),
    ("limitation", {"start_date": "2025-08-31"}, "last_day", "2026-08-31"),
]


@pytest.mark.parametrize(("kind", "inputs", "part", "wanted"), EDGES)
def test_on_the_boundary_and_one_step_to_either_side(
    law: Law, kind: str, inputs: dict[str, object], part: str, wanted: object
) -> None:
    with i18n.speaking(i18n.ENGLISH):
        given = answer({"claim_type": kind, "inputs": inputs}, law)

    assert "error" not in given, given
    if isinstance(wanted, int):
        assert Decimal(str(given[part])) == wanted
    else:
        assert given[part] == wanted


def test_every_kind_that_turns_on_a_threshold_has_a_boundary_here() -> None:
    plain = {
        "wage_arrears",
        "extra_compensation_85",
        "overtime",
        "injury_death",
        "injury_stop_work",
        "injury_allowance_topup",
        "injury_medical",
        "injury_care",
        "sick_pay",
        "maternity_allowance",
        "heat_allowance",
    }

    assert {kind for kind, *_rest in EDGES} == set(KINDS) - plain
