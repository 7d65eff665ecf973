"""Sums of a ledger: named as they stand where they are refused, asked about without a kind."""

from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.past_cases import SumUnit
from mediation_desk.services import past_cases
from tests.services.test_past_cases import read, row, workbook

PLAIN = (
    "案号",
    "登记日期",
    "申请人",
    "被申请人",
    "案由",
    "请求金额",
    "结果",
    "结案日期",
    "协议金额",
)


def plain_ledger(path, lines, *, heads=PLAIN, above=("", "", "", "", "", "", "", "单位：万元")):
    """A ledger with its title and its unit above the head, as offices make them."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["2018年度案件台账"])
    page.merge_cells("A1:H1")
    page.append(above)
    page.append(heads)
    for number, (claimed, agreed) in enumerate(lines, 1):
        page.append(
            [
                *(f"宣劳调字〔2018〕第{number}号", "2018-3-1", f"赵{'一二三四五'[number]}"),
                *("甲公司", "拖欠工资", claimed, "达成协议", "2018-3-9", agreed),
            ]
        )
    book.save(path)
    return path


def offered(desk, path):
    ledger = past_cases.open_ledger(desk, path)
    return ledger, past_cases.offer(desk, ledger, ledger.likeliest)


def sums(run):
    claims = (one.case.applicants[0].claims[0] for one in run.rows)
    return [(claim.claimed, claim.agreed) for claim in claims]


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("单位：万元", 10_000),
        ("（单位: 万元）", 10_000),
        ("金额单位：人民币万元", 10_000),
        ("单位：人、万元", 10_000),
        ("万元", 10_000),
        ("单位：千元", 1_000),
        ("单位：百万元", 1_000_000),
        ("单位：亿元", 100_000_000),
        ("单位：元", 1),
    ],
)
def test_a_unit_above_the_head_counts_for_all_sums(office, tmp_path, said, times):
    above = ("填报单位：元和镇工会", "", "", "", "", "", "", said)
    path = plain_ledger(tmp_path / "a.xlsx", [(3.5, 2.1), ("1.5", "1.1")], above=above)

    run = read(office.supervisor, path)

    assert sums(run) == [
        (Decimal("3.5") * times, Decimal("2.1") * times),
        (Decimal("1.5") * times, Decimal("1.1") * times),
    ]


def test_a_unit_in_the_cell_goes_before_the_one_above(office, tmp_path):
    path = plain_ledger(tmp_path / "a.xlsx", [("35000元", "2.1万")])

    assert sums(read(office.supervisor, path)) == [(35_000, 21_000)]


def test_small_sums_without_a_unit_are_asked_about_and_shown_as_understood(office, tmp_path):
    desk = office.supervisor
    path = plain_ledger(tmp_path / "a.xlsx", [(3.5, 2.1), (1.5, "1.1")], above=("",))
    ledger, offer = offered(desk, path)
    assert offer.layout.unit("agreed") is None
    assert offer.understood[8][SumUnit.TEN_THOUSANDS] == ("21,000.00", "11,000.00")
    assert offer.understood[8][SumUnit.YUAN] == ("2.10", "1.10")

    with pytest.raises(Invalid, match="请求金额"):
        past_cases.dry_run(desk, ledger, offer.sheet, offer.layout)

    told = replace(offer.layout, units=(SumUnit.TEN_THOUSANDS,) * 9)
    assert sums(past_cases.dry_run(desk, ledger, offer.sheet, told)) == [
        (35_000, 21_000),
        (15_000, 11_000),
    ]


def test_sums_that_speak_for_yuan_are_not_asked_about(office, tmp_path):
    path = plain_ledger(tmp_path / "a.xlsx", [(3500, 50), (1500, 1100)], above=("",))

    assert sums(read(office.supervisor, path)) == [(3500, 50), (1500, 1100)]


def test_a_column_without_the_unit_that_others_repeat_is_asked_about(office, tmp_path):
    heads = ("请求金额（万元）" if one == "请求金额" else one for one in PLAIN)
    path = plain_ledger(tmp_path / "a.xlsx", [(3.5, 21_000)], heads=tuple(heads))

    _ledger, offer = offered(office.supervisor, path)

    assert offer.layout.unit("claimed") is SumUnit.TEN_THOUSANDS
    assert offer.layout.unit("agreed") is None


def test_the_lines_to_be_mended_keep_the_unit_of_their_ledger(office, tmp_path):
    desk = office.supervisor
    path = plain_ledger(tmp_path / "a.xlsx", [(3.5, 2.1), (-1, 1.1)])
    ledger, offer = offered(desk, path)
    run = past_cases.dry_run(desk, ledger, offer.sheet, offer.layout)
    past_cases.remember_columns(desk, run.layout)
    mended = tmp_path / "b.xlsx"
    mended.write_bytes(past_cases.problems_workbook(desk, run))
    book = openpyxl.load_workbook(mended)
    book.active["F2"] = "1.5"
    book.save(mended)

    assert sums(read(desk, mended)) == [(15_000, 11_000)]


def test_a_unit_that_was_said_is_asked_again_where_the_numbers_speak_for_yuan(office, tmp_path):
    desk = office.supervisor
    _first, offer = offered(desk, plain_ledger(tmp_path / "a.xlsx", [(3.5, 2.1)]))
    past_cases.remember_columns(desk, offer.layout)

    _small, again = offered(desk, plain_ledger(tmp_path / "b.xlsx", [(1.5, 1.1)], above=("",)))
    _large, other = offered(desk, plain_ledger(tmp_path / "c.xlsx", [(1500, 1100)], above=("",)))

    assert again.layout.unit("agreed") is SumUnit.TEN_THOUSANDS
    assert other.layout.unit("agreed") is None


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
