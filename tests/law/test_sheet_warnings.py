"""What a sheet warns of names whose it is and which item, as both sides follow it line by line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from mediation_desk.documents.sheet_fields import counter_sheet
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.law.award import Award
from mediation_desk.law.sheet import Item, Sheet, WorkerSheet

BARRED = "按所选计算方式，全部期间已过时效。"
AWARD = Award(kind="double_wage", amount=Decimal(6000), steps=())


def worker(name, *kinds, said=BARRED):
    award = replace(AWARD, warnings=(said,))
    items = tuple(Item(kind=kind, award=award) for kind in kinds)
    return WorkerSheet(name=name, facts=(), items=items)


def test_a_warning_names_worker_and_item_each_once():
    double, notice = ClaimKind.DOUBLE_WAGE, ClaimKind.NOTICE_PAY
    sheet = Sheet(
        workers=(
            worker("李丙", double, notice),
            worker("周丁", double),
            worker("钱甲", notice, said="离职原因不能确定。"),
        )
    )

    assert sheet.warnings == (
        f"李丙、周丁的{double.label}、{notice.label}：{BARRED}",
        f"钱甲的{notice.label}：离职原因不能确定。",
    )


def test_of_many_workers_the_first_are_named_and_all_counted():
    names = [f"工人{number}" for number in range(1, 13)]
    [told] = Sheet(workers=tuple(worker(name, ClaimKind.SEVERANCE) for name in names)).warnings

    assert told == f"工人1、工人2、工人3等12人的经济补偿：{BARRED}"


def test_at_the_counter_nobody_is_named():
    [told] = Sheet(workers=(worker("", ClaimKind.SEVERANCE),)).warnings

    assert told == f"经济补偿：{BARRED}"


def test_a_total_says_on_paper_how_much_of_it_is_not_settled():
    """劳动合同法第四十六条: severance after a resignation stands in no total without a word."""
    sure = Item(kind=ClaimKind.DOUBLE_WAGE, award=AWARD)
    left = replace(AWARD, kind="severance", amount=Decimal(36000), unsettled="本人辞职")
    waits = Item(kind=ClaimKind.SEVERANCE, award=left)

    def total(*items: Item) -> object:
        sheet = Sheet(workers=(WorkerSheet(name="李丙", facts=(), items=items),))
        return counter_sheet(sheet, date(2026, 10, 22))["合计"]

    assert total(sure, waits) == "42,000.00\n其中36,000.00元尚未确定"
    assert total(sure) == "6,000.00"
