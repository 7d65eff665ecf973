"""What compensation.md names beside the sums of a kind: who nurses, what a probation pays."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.law.calc import answer
from mediation_desk.law.claims import KINDS
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import Law

BOTH = [["住院", 12000], ["停工留薪期护理费", "3000.50"]]


@pytest.mark.parametrize(
    ("insured", "employer", "fund", "open_"),
    [
        (True, "3000.50", "7000.00", "0.00"),
        (False, "10000.50", "0.00", "0.00"),
        (None, "3000.50", "7000.00", "7000.00"),
    ],
)
def test_work_injury_rules_art_33_nursing_while_off_work_is_the_employers(
    insured: bool | None, employer: str, fund: str, open_: str, law: Law
) -> None:
    inputs = {"items": BOTH, "paid_by_fund": 5000, "insured": insured}

    award = KINDS["injury_medical"].compute(inputs, law)

    assert award.amount == Decimal("10000.50")
    assert (award.employer, award.fund) == (Decimal(employer), Decimal(fund))
    assert award.if_uninsured == Decimal(open_)
    assert any("3,000.50" in told and "第三十三条" in told for told in award.warnings)


def test_what_the_fund_paid_lessens_no_nursing(law: Law) -> None:
    inputs = {"items": BOTH, "paid_by_fund": 13000, "insured": True}

    assert KINDS["injury_medical"].compute(inputs, law).amount == Decimal("3000.50")


def test_the_allowance_for_lasting_care_is_no_nursing(law: Law) -> None:
    inputs = {"items": [["生活护理费", 500]], "insured": True}

    award = KINDS["injury_medical"].compute(inputs, law)

    assert (award.employer, award.fund) == (0, 500)


@pytest.mark.parametrize(
    ("paid", "minimum", "gap"),
    [
        ("3999.99", None, "0.01"),
        ("4000.00", None, ""),
        ("4000.00", "4100", "100.00"),
        ("5000", "4100", ""),
        (None, "4100", ""),
    ],
)
def test_labour_contract_law_art_20_a_probation_pays_four_fifths_and_the_minimum_wage(
    paid: str | None, minimum: str | None, gap: str, law: Law
) -> None:
    inputs = {
        "contract_term_months": 12,
        "probation_served_months": 4,
        "wage_after_probation": 5000,
        "probation_wage": paid,
        "min_wage_month": minimum,
    }

    given = answer({"claim_type": "probation_damages", "inputs": inputs}, law)

    told = [one for one in given["warnings"] if "试用期月工资" in one]
    assert given["amount"] == "10000.00", "what is missing is wages, and not damages"
    assert bool(told) is bool(gap)
    assert all(f"{gap}元" in one for one in told)


def test_unemployment_rules_art_21_a_rural_contract_worker_is_asked_about(law: Law) -> None:
    work = Employment(hired_on=date(2020, 1, 1), left_on=date(2022, 1, 1), migrant=True)
    stated = {"unemployment_loss.months_given": "12"}
    on = law.on(date(2022, 1, 1), "cn-1307")

    told = entitlement(work, ClaimKind.UNEMPLOYMENT_LOSS, on, stated).warnings
    other = entitlement(
        replace(work, migrant=False), ClaimKind.UNEMPLOYMENT_LOSS, on, stated
    ).warnings

    assert any("第二十一条" in one for one in told)
    assert not any("第二十一条" in one for one in other)
