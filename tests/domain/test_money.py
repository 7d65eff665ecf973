from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.domain import money
from mediation_desk.domain.errors import DeskError

CAPITALS = [
    ("0.05", "伍分"),
    ("0.50", "伍角整"),
    ("0.00", "零元整"),
    ("10.00", "壹拾元整"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("1409.50", "壹仟肆佰零玖元伍角整"),
    ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("100010.00", "壹拾万零壹拾元整"),
    ("100500.00", "壹拾万零伍佰元整"),
    ("107000.53", "壹拾万柒仟元伍角叁分"),
    ("1001000.00", "壹佰万壹仟元整"),
    ("1234567.89", "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"),
    ("20000500.00", "贰仟万零伍佰元整"),
    ("100000000.05", "壹亿元零伍分"),
    ("100007000.00", "壹亿零柒仟元整"),
    ("123000000.00", "壹亿贰仟叁佰万元整"),
    ("101230000.00", "壹亿零壹佰贰拾叁万元整"),
    ("10100000000.00", "壹佰零壹亿元整"),
    ("1000100000000.00", "壹万零壹亿元整"),
    ("-12345.60", "负壹万贰仟叁佰肆拾伍元陆角整"),
]


@pytest.mark.parametrize(("amount", "capital"), CAPITALS)
def test_a_sum_is_written_in_capitals(amount: str, capital: str) -> None:
    assert money.capital(Decimal(amount)) == capital


def _read_back(text: str) -> int:
    """Read capitals by a method of its own: the value of each unit, added up."""
    total = section = digit = 0
    for sign in text.removesuffix("整"):
        if sign in "零壹贰叁肆伍陆柒捌玖":
            digit = "零壹贰叁肆伍陆柒捌玖".index(sign)
        elif sign in "拾佰仟":
            section += digit * {"拾": 10, "佰": 100, "仟": 1000}[sign]
            digit = 0
        elif sign == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif sign == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        else:
            place = {"元": 100, "角": 10, "分": 1}[sign]
            total = (total + section + digit) * 100 if place == 100 else total + digit * place
            section = digit = 0
    return total


@given(st.integers(0, 10**12 - 1))
def test_capitals_say_the_same_as_the_number(fen: int) -> None:
    assert _read_back(money.capital(money.from_fen(fen))) == fen


def test_the_two_ways_of_writing_a_sum_come_from_one_number() -> None:
    assert money.in_words(Decimal("12345.6")) == (
        "人民币12,345.60元（大写：人民币壹万贰仟叁佰肆拾伍元陆角整）"
    )


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("12000", "12000.00"),
        ("12,000元", "12000.00"),
        ("１２００", "1200.00"),
        ("１，２００．５", "1200.50"),
        ("1.2万", "12000.00"),
        ("1.23456万元", "12345.60"),
        (" ￥88.1 ", "88.10"),
        ("3亿", "300000000.00"),
        ("0", "0.00"),
        ("9999999999.99", "9999999999.99"),
        ("1,000,000元整", "1000000.00"),
    ],
)
def test_what_people_type_is_read(typed: str, amount: str) -> None:
    assert money.parse(typed) == Decimal(amount)
    assert money.parse(typed).as_tuple().exponent == -2


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "-500",
        "－500",
        "1e5",
        "1,2345.00",
        "12,34",
        ",123",
        "NaN",
        "Infinity",
        "1e1000000",
        "0.005",
        "2.675",
        "1.2345678万",
        "10000000000",
        "9" * 5000,
        "壹万贰仟",
        "²",
        "٣٤",
        "1.2.3",
        "1 000",
        "十",
        ".5",
        "5.",
    ],
)
def test_what_is_no_sum_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(DeskError) as refusal:
        money.parse(typed)

    assert 5 < len(str(refusal.value)) < 200


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+1000000"])
def test_a_decimal_that_is_no_sum_is_refused(amount: str) -> None:
    with pytest.raises(DeskError):
        money.checked(Decimal(amount))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [("2.675", "2.68"), ("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01")],
)
def test_half_a_fen_is_rounded_up(amount: str, rounded: str) -> None:
    assert money.half_up(Decimal(amount)) == Decimal(rounded)


def test_fen_and_yuan_agree() -> None:
    assert money.to_fen(Decimal("2.675")) == 268
    assert money.from_fen(268) == Decimal("2.68")
    assert money.figures(money.from_fen(-1234567)) == "-12,345.67"


def test_what_is_left_of_a_division_goes_to_the_last() -> None:
    assert money.divide(Decimal("100.00"), 3) == (
        Decimal("33.33"),
        Decimal("33.33"),
        Decimal("33.34"),
    )
    assert money.divide(Decimal("0.01"), 2) == (Decimal("0.00"), Decimal("0.01"))


def test_what_is_left_of_shares_goes_to_the_last() -> None:
    parts = money.shares(Decimal("100.01"), [Decimal(30), Decimal(30), Decimal(40)])

    assert parts == (Decimal("30.00"), Decimal("30.00"), Decimal("40.01"))


@given(st.integers(0, 10**12 - 1), st.integers(1, 60))
def test_the_parts_add_up_to_the_whole(fen: int, parts: int) -> None:
    total = money.from_fen(fen)

    assert sum(money.divide(total, parts)) == total


def test_percentages_that_do_not_make_a_hundred_are_refused() -> None:
    with pytest.raises(DeskError):
        money.shares(Decimal(100), [Decimal(50), Decimal(40)])
    with pytest.raises(DeskError):
        money.divide(Decimal(100), 0)
