"""Sums of a ledger: named as they stand where they are refused, asked about without a kind."""

import pytest

from tests.services.test_past_cases import read, row, workbook


@pytest.mark.parametrize("written", ["3千", "@1", "约3", "3千左右"])
def test_a_sum_that_is_refused_is_named_as_it_stands_in_the_cell(office, tmp_path, written):
    run = read(
        office.supervisor, workbook(tmp_path / "a.xlsx", [row(**{"请求金额(万元)": written})])
    )

    [(heading, told)] = run.rows[0].problems
    assert heading == "请求金额(万元)"
    assert f"“{written}”" in told


def test_nothing_asked_under_a_heading_in_ten_thousands_is_nothing(office, tmp_path):
    run = read(office.supervisor, workbook(tmp_path / "a.xlsx", [row(**{"请求金额(万元)": "无"})]))

    assert run.rows[0].problems == ()


def test_a_sum_of_which_the_ledger_names_no_kind_is_asked_about(office, tmp_path):
    rows = [row("1号", 案由=""), row("2号", 案由="", 协议金额="", **{"请求金额(万元)": ""})]

    run = read(office.supervisor, workbook(tmp_path / "a.xlsx", rows))

    assert run.rows[0].notes == ("台账未写明款项性质，金额暂记在“拖欠工资”项下，请核对。",)
    assert run.rows[1].notes == ()
