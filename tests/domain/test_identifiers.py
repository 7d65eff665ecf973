from datetime import date

import pytest

from mediation_desk.domain import identifiers
from mediation_desk.domain.errors import DeskError

SAMPLE_ROSTER = [
    ("139900197903121013", "male", date(1979, 3, 12)),
    ("139900198511021026", "female", date(1985, 11, 2)),
    ("139900199006251036", "male", date(1990, 6, 25)),
    ("139900197601301051", "male", date(1976, 1, 30)),
    ("139900198208171048", "female", date(1982, 8, 17)),
    ("139900199512091071", "male", date(1995, 12, 9)),
    ("13990019880520109X", "male", date(1988, 5, 20)),
    ("139900199309141061", "female", date(1993, 9, 14)),
    ("139900197107071115", "male", date(1971, 7, 7)),
    ("139900198402291131", "male", date(1984, 2, 29)),
    ("139900199704111081", "female", date(1997, 4, 11)),
    ("139900198010101159", "male", date(1980, 10, 10)),
]


@pytest.mark.parametrize(
    "number",
    ["11010519491231002X", "139900198501010016", "139900198806060049"]
    + [row[0] for row in SAMPLE_ROSTER],
)
def test_a_right_resident_number_passes(number: str) -> None:
    assert identifiers.check_resident_id(number) is None


@pytest.mark.parametrize(("number", "sex", "born"), SAMPLE_ROSTER)
def test_a_resident_number_tells_sex_and_birthday(number: str, sex: str, born: date) -> None:
    assert identifiers.sex_of(number) == sex
    assert identifiers.born_of(number) == born


def test_an_impossible_birthday_is_refused_though_the_check_digit_fits() -> None:
    finding = identifiers.check_resident_id("13990019900229002X")

    assert finding is not None
    assert finding.fatal
    assert "1990-02-29" in finding.text


def test_a_wrong_check_digit_may_be_confirmed() -> None:
    finding = identifiers.check_resident_id("139900198501010010")

    assert finding is not None
    assert not finding.fatal


@pytest.mark.parametrize(
    "number",
    ["", "1399", "139900198501010016 1", "13990019850101001٦", "1399001985010100X6", "无"],
)
def test_what_is_no_resident_number_is_refused(number: str) -> None:
    finding = identifiers.check_resident_id(number)

    assert finding is not None
    assert finding.fatal


@pytest.mark.parametrize(
    "number", ["1.39900198501010016e+17", "1.3990019850101E+17", "139900198501010016.0"]
)
def test_a_number_spoilt_by_excel_is_refused_with_the_reason(number: str) -> None:
    finding = identifiers.check_resident_id(number)

    assert finding is not None
    assert finding.fatal
    assert "Excel" in finding.text


def test_full_width_digits_and_a_small_x_are_written_ordinarily() -> None:
    typed = " １３９９００１９８８０５２０１０９ｘ"

    assert identifiers.normalise_id(typed) == "13990019880520109X"
    assert identifiers.check_resident_id(typed) is None


def test_fifteen_digits_are_accepted_with_an_offer_of_eighteen() -> None:
    finding = identifiers.check_resident_id("110105491231002")

    assert finding is not None
    assert not finding.fatal
    assert "11010519491231002X" in finding.text
    assert identifiers.born_of("110105491231002") == date(1949, 12, 31)


@pytest.mark.parametrize(
    "code",
    [
        "91350100M000100Y43",
        "91139900000000019H",
        "92139900000000019E",
        "81139900000000019J",
        " ９１１３９９" + "０" * 9 + "１９ｈ ",
    ],
)
def test_a_right_credit_code_passes(code: str) -> None:
    assert identifiers.check_credit_code(code) is None


def test_a_wrong_check_character_of_a_credit_code_may_be_confirmed() -> None:
    finding = identifiers.check_credit_code("91139900000000019J")

    assert finding is not None
    assert not finding.fatal


@pytest.mark.parametrize("code", ["91139900O00000010O", "9113990000000001", "", "9.11E+17"])
def test_what_is_no_credit_code_is_refused(code: str) -> None:
    finding = identifiers.check_credit_code(code)

    assert finding is not None
    assert finding.fatal


@pytest.mark.parametrize(
    "text",
    [
        "13900000101",
        "139 0000 0101",
        "+86-13900000101",
        "139-0000-0101",
        "0313-8012345",
        "010-12345678转8",
        "8012345",
        "03138012345",
        "400-810-1234",
        "12351",
        "",
    ],
)
def test_telephones_as_people_write_them_pass(text: str) -> None:
    assert identifiers.check_phone(text) is None


@pytest.mark.parametrize("text", ["无", "12", "139000001011", "电话同上", "1380000"])
def test_a_doubtful_telephone_only_warns(text: str) -> None:
    finding = identifiers.check_phone(text)

    assert finding is not None
    assert not finding.fatal


def test_a_case_number_follows_the_centres_pattern() -> None:
    pattern = "张劳调字〔{year}〕第{number:04d}号"

    assert identifiers.format_case_number(pattern, 2026, 1) == "张劳调字〔2026〕第0001号"
    assert identifiers.format_case_number(pattern, 2026, 12345) == "张劳调字〔2026〕第12345号"
    assert identifiers.format_case_number("({year})调{number}", 2026, 7) == "(2026)调7"


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "第{number}号",
        "{year}",
        "{year}{number}{number}",
        "{year}{number}{court}",
        "{year.__class__}{number}",
        "{year}{number:100000000d}",
        "{year}{number!r}",
        "{{year}}{number}",
        "{year}{number}}",
        "{year}{number}{",
        "{year}\n{number}",
        "{year}{number}" + "字" * 60,
    ],
)
def test_a_pattern_with_anything_but_the_two_fields_is_refused(pattern: str) -> None:
    assert identifiers.check_pattern(pattern) is not None
    with pytest.raises(DeskError):
        identifiers.format_case_number(pattern, 2026, 1)
