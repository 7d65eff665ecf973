"""Where Chinese lines break."""

import pytest

from mediation_desk.reports import lettering
from mediation_desk.reports.lettering import Type
from mediation_desk.typeset import corrections

TEN = Type(10)


@pytest.fixture(autouse=True)
def _press():
    with corrections.press():
        yield


def test_a_mark_never_leads_a_line():
    for room in range(30, 120):
        for line in lettering.wrapped("请求支付（2026年）工资、补偿，合计“甲”。", TEN, float(room))[
            1:
        ]:
            assert line[0] not in "，。、）”"


def test_a_bracket_never_ends_a_line():
    for room in range(30, 120):
        for line in lettering.wrapped("支付（工资）和（补偿）以及（其他）款项", TEN, float(room))[
            :-1
        ]:
            assert line[-1] != "（"


def test_an_amount_stays_whole_where_it_fits():
    lines = lettering.wrapped("共计人民币12,345.60元，已经付清", TEN, 80.0)

    assert any("12,345.60" in line for line in lines)


def test_a_word_longer_than_the_line_is_broken():
    lines = lettering.wrapped("9" * 50, TEN, 60.0)

    assert len(lines) > 1
    assert "".join(lines) == "9" * 50


def test_no_line_is_wider_than_its_room_but_for_a_white_half():
    text = "双方（甲方、乙方）同意：“一次付清”。。。。共计12,345.60元；逾期按日0.05%计。"
    for room in range(60, 200, 7):
        for line in lettering.wrapped(text, TEN, float(room)):
            assert lettering.width(line, TEN.face, TEN.size) <= room + TEN.size


def test_nothing_is_lost_but_blanks_at_a_break():
    text = "陈　磊 A & B <公司>，𠮷㛃。" * 5

    for room in range(40, 200, 11):
        joined = "".join(lettering.wrapped(text, TEN, float(room)))
        assert joined.replace(" ", "") == text.replace(" ", "")


def test_too_many_lines_end_in_an_ellipsis():
    assert lettering.cut(("甲乙", "丙丁", "戊"), 2) == ("甲乙", "丙…")
    assert lettering.cut(("甲乙",), 2) == ("甲乙",)
