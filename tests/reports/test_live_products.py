"""Sums that are a plain product follow their standards and wages in the workbook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import facts as facts_of_law
from mediation_desk.law.sheet import Item, Sheet, worker_sheet
from mediation_desk.reports.calculation_book import write_calculation
from tests.reports.live_books import (
    ENDED,
    ZHOU,
    cell_of,
    changed,
    numbers_of,
    reckoned_worker,
    sum_of,
)


def test_labour_law_art_48_each_part_of_the_months_follows_the_minimum_wage_of_its_time(
    tmp_path, law, reckoned
):
    path = tmp_path / "split.xlsx"
    told = {
        "min_wage_gap.paid_wage_ex_ot": "1700",
        "min_wage_gap.months": "5",
        "min_wage_gap.figures_on": "2022-10-01",
    }
    award, sheet = reckoned_worker(law, ClaimKind.MIN_WAGE_GAP, ZHOU, **told)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    rows = [one for one in numbers_of(path) if one[0] == award.figures[0].title]
    paid = cell_of(path, facts_of_law()["min_wage_gap.paid_wage_ex_ot"].title)
    months = cell_of(path, facts_of_law()["min_wage_gap.months"].title)

    assert award.amount == Decimal("870.00")
    assert [row[2].value for _title, _cell, row in rows] == [1790, 2000]
    changes = [(cell, 1600) for _title, cell, _row in rows]
    changes += [(paid, 1750), (paid, 2100), (months, 6)]
    rows = reckoned(*(changed(path, *one) for one in changes))
    assert [sum_of(one) for one in rows] == ["600", "270", "620", "0", "须重新核算"]


def _own(name, value):
    return OwnFigure(
        name=name,
        value=Decimal(value),
        unit="yuan/month",
        since=date(2026, 1, 1),
        place="cn-1307",
        document="张人社〔2026〕1号",
    )


def test_social_insurance_law_art_48_the_benefit_and_the_insurance_lost_follow_their_standards(
    tmp_path, law, reckoned
):
    """Both standards may be the same number: each has its own row, and its own months."""
    path = tmp_path / "benefit.xlsx"
    own = law.with_own(
        [
            _own("unemployment_benefit_month", 1600),
            _own("unemployment_benefit_month_from_13", 1600),
            _own("unemployment_medical_month", 300),
        ]
    )
    work = replace(ZHOU, unemployment_insured=False)
    award, sheet = reckoned_worker(own, ClaimKind.UNEMPLOYMENT_LOSS, work)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    cells = [cell_of(path, figure.title) for figure in award.figures]

    assert award.amount == 24 * Decimal(1900)
    rows = reckoned(path, *(changed(path, cell, 1000) for cell in cells))

    assert [sum_of(one) for one in rows] == ["45600", "38400", "38400", "62400"]


def test_labour_contract_law_art_40_pay_in_place_of_notice_follows_the_wage(
    tmp_path, law, reckoned
):
    path = tmp_path / "notice.xlsx"
    _award, sheet = reckoned_worker(law, ClaimKind.NOTICE_PAY, ZHOU)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    wage = cell_of(path, facts_of_law()["average_wage"].title)

    rows = reckoned(path, changed(path, wage, 22000))

    assert [sum_of(one) for one in rows] == ["21000", "22000"]


def test_labour_contract_law_art_82_part_months_partly_out_of_time_follow_the_wage(
    tmp_path, law, reckoned
):
    path = tmp_path / "parts.xlsx"
    work = replace(ZHOU, hired_on=date(2025, 1, 1), left_on=date(2025, 8, 15))
    kind = ClaimKind.DOUBLE_WAGE
    on = law.on(ENDED, "cn-1307")
    award = entitlement(work, kind, on, {}, claimed_on=date(2026, 6, 1))
    sheet = Sheet(workers=(worker_sheet("周大勇", work, {}, [Item(kind=kind, award=award)]),))
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    wage = cell_of(path, facts_of_law()["average_wage"].title)

    again = entitlement(
        replace(work, average_wage=Decimal(9000)), kind, on, {}, claimed_on=date(2026, 6, 1)
    )
    [rows] = reckoned(changed(path, wage, 9000))

    assert again.amount != award.amount
    assert Decimal(sum_of(rows)) == again.amount


@pytest.mark.parametrize("wage", [25000, 9000, 1000])
def test_injury_rules_art_64_lump_sums_follow_the_wage_between_its_two_bounds(
    tmp_path, law, reckoned, wage
):
    """工伤保险条例第六十四条: the own wage counts between 60 and 300 % of the average."""
    path = tmp_path / "injury.xlsx"
    work = replace(ZHOU, injured=True, injury_grade=8, injury_insured=False)
    kind, injured = ClaimKind.INJURY_DISABILITY, {"injured_on": "2025-05-01"}
    path.write_bytes(
        write_calculation("核算表", reckoned_worker(law, kind, work, **injured)[1], "", ENDED)
    )
    cell = cell_of(path, facts_of_law()["average_wage"].title)
    other = replace(work, average_wage=Decimal(wage))
    again, _sheet = reckoned_worker(law, kind, other, **injured)

    [rows] = reckoned(changed(path, cell, wage))

    assert Decimal(sum_of(rows)) == again.amount


def test_injury_rules_art_37_a_lump_sum_on_leaving_follows_the_average_of_the_year_before(
    tmp_path, law, reckoned
):
    """Eight months for grade 8; the average of the injury's own year is another one."""
    path = tmp_path / "leaving.xlsx"
    work = replace(ZHOU, injured=True, injury_grade=8, injury_insured=True)
    kind, injured = ClaimKind.INJURY_DISABILITY, {"injured_on": "2025-05-01"}
    award, sheet = reckoned_worker(law, kind, work, **injured)
    path.write_bytes(write_calculation("核算表", sheet, "", ENDED))
    [latest] = [one for one in award.figures if one.year == 2025]

    rows = reckoned(path, changed(path, cell_of(path, latest.title), 7000))

    assert [sum_of(one) for one in rows] == ["54352", "56000"]
