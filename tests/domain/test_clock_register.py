"""The register of clocks, row by row, as the procedure lists it; each row names its article."""

import pytest

from mediation_desk.domain.clock_register import Rank, Unit, register

C, W, Y = Unit.CALENDAR, Unit.WORKING, Unit.YEARS
LAW, HOUSE, AGREED = Rank.LAW, Rank.HOUSE, Rank.AGREED

ROWS = [
    ("DL01", 3, W, (1,), LAW, "企业劳动争议协商调解规定第二十二条", ()),
    ("DL02", 2, W, (0,), HOUSE, "本中心内部规定", ()),
    ("DL03", 15, C, (5, 3, 1), LAW, "劳动争议调解仲裁法第十四条第三款", ()),
    ("DL04", 15, C, (5, 3, 1), LAW, "企业劳动争议协商调解规定第二十九条", ()),
    ("DL05", None, C, (5, 3, 1), AGREED, "企业劳动争议协商调解规定第二十九条", ()),
    ("DL06", None, W, (1,), HOUSE, "本中心内部规定", ()),
    ("DL07", -3, W, (1,), HOUSE, "劳动人事争议仲裁办案规则第三十八条", ()),
    ("DL08", 3, W, (1,), HOUSE, "劳动人事争议仲裁办案规则第十一条", ()),
    ("DL10", 15, C, (7, 3, 1), LAW, "劳动人事争议仲裁办案规则第七十四条", ()),
    ("DL11", 5, W, (1,), LAW, "劳动人事争议仲裁办案规则第七十六条", (10,)),
    ("DL12", 30, C, (10, 5, 2), LAW, "民事诉讼法第二百零五条", ()),
    ("DL13", 30, C, (5,), LAW, "民事诉讼法第一百八十七条", ()),
    ("DL14", 15, C, (3,), LAW, "第三百七十二条", ()),
    ("DL15", 0, C, (7, 1, 0), AGREED, "调解协议约定", ()),
    ("DL16", 3, W, (0,), HOUSE, "本中心内部规定", ()),
    ("DL17", 5, C, (1,), LAW, "民事诉讼法第二百二十六条", ()),
    ("DL18", 15, C, (3,), LAW, "民事诉讼法第二百二十七条", ()),
    ("DL19", 15, C, (1,), LAW, "民事诉讼法第二百二十七条", ()),
    ("DL20", 30, C, (5,), LAW, "第四百三十条", ()),
    ("DL21", 7, C, (2,), LAW, "第四百三十八条", ()),
    ("DL22", 2, Y, (180, 30), LAW, "民事诉讼法第二百五十条", ()),
    ("DL23", 1, Y, (90, 30, 7), LAW, "劳动争议调解仲裁法第二十七条", ()),
    ("DL24", 30, C, (7,), LAW, "工伤保险条例第十七条", ()),
    ("DL25", 1, Y, (60, 30, 7), LAW, "工伤保险条例第十七条", ()),
    ("DL26", 2, Y, (60,), LAW, "劳动保障监察条例第二十条", ()),
    ("DL27", 5, W, (1,), LAW, "河北省工会劳动法律监督条例第十七条", ()),
    ("DL28", 15, C, (3,), LAW, "河北省工会劳动法律监督条例第二十条", ()),
    ("DL29", 15, C, (0,), LAW, "河北省工会劳动法律监督条例第二十二条", ()),
    ("DL30", 5, W, (1,), LAW, "河北省工会劳动法律监督条例第十六条", ()),
    ("DL31", 30, C, (5,), LAW, "最高人民法院关于人民法院特邀调解的规定第二十七条", ()),
    ("DL32", 15, C, (3,), LAW, "最高人民法院关于人民法院特邀调解的规定第二十七条", (7,)),
    ("DL33", 3, W, (1,), LAW, "人民法院在线调解规则第十二条", ()),
    ("DL34", 10, W, (2,), LAW, "劳动人事争议仲裁办案规则第七十条", ()),
    ("DL35", 7, C, (0,), HOUSE, "本中心内部规定", (30,)),
    ("DL36", 5, W, (1,), HOUSE, "本中心内部规定", ()),
    ("DL37", 30, C, (7,), HOUSE, "本中心内部规定", ()),
    ("DL38", 15, C, (3,), LAW, "劳动合同法第五十条", ()),
    ("DL39", None, C, (3, 1), AGREED, "移送、交办函件载明", ()),
]


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_a_row_is_as_the_procedure_has_it(row: tuple[object, ...]) -> None:
    clock, length, unit, alarms, rank, article, others = row
    held = register()[str(clock)]

    assert (held.length, held.unit, held.alarm_days) == (length, unit, alarms)
    assert (held.grade, held.others) == (rank, others)
    assert str(article) in held.basis


def test_no_row_is_missing_from_the_table() -> None:
    assert [row[0] for row in ROWS] == list(register())
