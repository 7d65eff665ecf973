"""Claims and sums: every computed sum, where it comes from, and what the parties agree on."""

from decimal import Decimal

from mediation_desk.domain.claims import ClaimKind
from tests.journeys.counter import choose_paper, save_paper

BY_LAW = {
    "李建国": ("18,600.00", "68,200.00", "38,400.00", "—", "125,200.00"),
    "王秀英": ("17,400.00", "43,500.00", "28,800.00", "—", "89,700.00"),
    "张志强": ("16,500.00", "30,250.00", "28,800.00", "—", "75,550.00"),
    "赵铁柱": ("22,051.50", "88,206.00", "38,400.00", "—", "148,657.50"),
    "刘桂兰": ("12,600.00", "16,800.00", "19,200.00", "—", "48,600.00"),
    "陈　磊": ("15,300.00", "5,100.00", "0.00", "—", "20,400.00"),
    "买买提·艾力": ("18,000.00", "42,000.00", "28,800.00", "—", "88,800.00"),
    "孙㛃": ("14,400.00", "24,000.00", "19,200.00", "—", "57,600.00"),
    "周大勇": ("63,000.00", "244,584.00", "38,400.00", "—", "345,984.00"),
    "吴𠮷": ("15,000.00", "40,000.00", "28,800.00", "116,528.00", "200,328.00"),
    "郑晓燕": ("12,000.00", "4,000.00", "0.00", "—", "16,000.00"),
    "欧阳海": ("19,350.00", "61,275.00", "28,800.00", "—", "109,425.00"),
}
"""What the law gives each worker: wages, compensation, unemployment, work injury, together."""

TOTALS = ("244,201.50", "667,915.00", "297,600.00", "116,528.00", "1,326,244.50")
ASKED = Decimal("1327644.50")
"""All that the law gives, and 1,400 yuan of wages more."""
GRID = "sums_grid"
COMPENSATION, UNEMPLOYMENT = "经济补偿应得", "失业保险应得"


def names(office):
    """Read the workers at the left of the grid, in order."""
    model = office.hand.see(GRID).model()
    vertical = office.hand.VERTICAL
    return [model.headerData(row, vertical) for row in range(model.rowCount())]


def place(office, heading):
    """Return the column of a heading."""
    headings = office.hand.headings(GRID)
    assert heading in headings
    return headings.index(heading)


def due(office, table=GRID):
    """Read what the law gives, row by row."""
    hand = office.hand
    columns = [n for n, title in enumerate(hand.headings(GRID)) if title.endswith("应得")]
    return [tuple(row[column] for column in columns) for row in hand.rows(table)]


def check_every_sum(office):
    """The twelve workers' sums are the law's to the fen; items, workers and case agree."""
    hand = office.hand
    hand.tab("请求与核算")
    hand.wait(lambda: hand.rows(GRID))
    assert dict(zip(names(office), due(office), strict=True)) == BY_LAW
    assert due(office, "sums_totals") == [TOTALS]
    assert "1,326,244.50" in hand.text("sums_due")
    assert _added_up(0) == TOTALS[0]
    assert _added_up(4) == TOTALS[4]


def _added_up(place):
    column = (sums[place].replace(",", "") for sums in BY_LAW.values())
    return f"{sum(map(Decimal, column)):,.2f}"


def change_a_fact_and_take_it_back(office):
    """Another wage gives other sums at once; “undo” brings the old ones back."""
    hand = office.hand
    hand.type_cell(GRID, 0, place(office, "月平均工资"), "6000")
    hand.told("事实已保存", keep=True)
    assert due(office)[0] == ("18,600.00", "66,000.00", "38,400.00", "—", "123,000.00")
    assert due(office, "sums_totals")[0][4] == "1,324,044.50"
    assert office.on_disk().applicants[0].work.average_wage == Decimal("6000.00")

    hand.click("notice_action")
    hand.told("已撤销")
    assert due(office)[0] == BY_LAW["李建国"]
    assert due(office, "sums_totals") == [TOTALS]
    case = office.on_disk()
    assert case.applicants[0].work.average_wage == Decimal("6200.00")
    assert case.applicants[0].claim(ClaimKind.SEVERANCE).entitled == Decimal("68200.00")


def ask_where_sums_come_from(office):
    """A click tells formula, inputs, figure with day and source, article."""
    told = _explained(office, "周大勇", COMPENSATION)
    for words in ("244,584.00", "入职2009-06-01", "6,794.00", "2025", "劳动合同法第四十七条"):
        assert words in told
    told = _explained(office, "吴𠮷", "工伤应得")
    for words in ("116,528.00", "工伤保险条例第三十七条"):
        assert words in told
    told = _explained(office, "王秀英", UNEMPLOYMENT)
    for words in ("1,600.00", "2023-01-01", "本中心", "18"):
        assert words in told
    assert "不满一年" in _explained(office, "郑晓燕", UNEMPLOYMENT)
    office.hand.click("award_close")


def _explained(office, worker, heading):
    hand = office.hand
    hand.cell(GRID, names(office).index(worker), place(office, heading))
    hand.wait(lambda: hand.text("award_panel_title") == worker)
    hand.rest()
    return office.hand.texts_in("award_panel")


def ask(office):
    """What the workers ask for was proposed from the law; it is shown and changed on demand."""
    hand = office.hand
    hand.click("sums_asked")
    wages = place(office, "拖欠工资请求")
    assert hand.cell_text(GRID, 0, wages) == "18,600.00"
    hand.type_cell(GRID, 0, wages, "")
    hand.told("已保存")
    hand.click("fill_asked")
    hand.told("已保存")
    assert hand.cell_text(GRID, 0, wages) == "18,600.00"
    hand.type_cell(GRID, 0, wages, "2万")
    hand.told("已保存")
    case = office.on_disk()
    assert case.totals.claimed == ASKED
    assert case.applicants[0].claim(ClaimKind.WAGE_ARREARS).claimed == 20000
    hand.click("sums_asked")


def agree(office):
    """The computed sums stand as agreed; one worker settles for less."""
    hand = office.hand
    hand.click("fill_agreed")
    hand.told("协议")
    assert "1,326,244.50" in hand.text("sums_agreed")
    hand.type_cell(GRID, 0, place(office, "经济补偿协议"), "6.140001万")
    hand.told("已保存")
    assert hand.cell_text(GRID, 0, place(office, "经济补偿协议")) == "61,400.01"
    assert "1,319,444.51" in hand.text("sums_agreed")
    assert "壹佰叁拾壹万玖仟肆佰肆拾肆元伍角壹分" in hand.text("sums_agreed")

    case = office.on_disk()
    assert case.totals.agreed == Decimal("1319444.51")
    assert case.applicants[0].claim(ClaimKind.SEVERANCE).agreed == Decimal("61400.01")


def print_the_calculation(office):
    """核算表: every worker's sums, with the figures used."""
    hand = office.hand
    hand.click("sums_sheet")
    choose_paper(office, "HS-01")
    for text in save_paper(office, "核算表"):
        assert "244,584.00" in text
        assert "1,326,244.50" in text
        assert "6,794.00" in text
        assert "买买提·艾力" in text
    hand.click("paper_issue")
    hand.told("已出具。")
