"""Figures as a file: what a neighbour exports is imported, and what is wrong is told by line."""

import re
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.centre import OwnFigure
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.domain.figure_change import figure_problems
from mediation_desk.law.packs import load_law
from mediation_desk.services import figures, settings
from tests.services.course import LI

HEAD = 'place = "cn-1307"\n\n'
ROW = """[[figure]]
name = "unemployment_benefit_month"
value = "1700"
since = 2026-01-01
document = "张人社字〔2026〕1号"
"""


def file(tmp_path, text):
    path = tmp_path / "neighbour.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_an_exported_pack_reads_as_a_pack_and_changes_nothing_when_imported(office, tmp_path):
    desk = office.supervisor
    for code in ("cn", "cn-13", "cn-1307"):
        folder = tmp_path / code
        folder.mkdir()
        (folder / "place.toml").write_bytes(figures.exported(desk, code))

        with pytest.raises(DeskError, match="没有"):
            figures.read_file(desk, folder / "place.toml")

    law = load_law(tmp_path)
    day = date(2026, 9, 30)
    for name in ("minimum_wage_month", "local_average_wage_month", "unemployment_benefit_month"):
        read, held = law.on(day, "cn-1307").figure(name), desk.law_on(day).figure(name)
        assert (read.value, read.since, read.document) == (held.value, held.since, held.document)
    assert law.scale_on("cn-1307", day) == desk.law.scale_on("cn-1307", day)


def test_a_file_shows_its_difference_and_is_taken_whole(office, tmp_path):
    case_id = office.register(LI)
    change = figures.read_file(office.supervisor, file(tmp_path, HEAD + ROW))

    shown = figures.effect(office.supervisor, change)
    figures.take(office.supervisor, change, shown)

    assert [case.case_id for case in shown.cases] == [case_id]
    newest = max(settings.load(office.supervisor).own_figures, key=lambda own: own.since)
    assert (newest.value, newest.document) == (Decimal(1700), "张人社字〔2026〕1号")


def test_the_same_day_takes_the_place_of_the_own_figure_and_an_older_one_counts_before(
    office, tmp_path
):
    same = ROW.replace("2026-01-01", "2023-01-01")
    older = ROW.replace("2026-01-01", "2021-06-01").replace("1700", "1500")
    [own] = settings.load(office.supervisor).own_figures

    change = figures.read_file(office.supervisor, file(tmp_path, HEAD + same + older))
    figures.take(office.supervisor, change)

    assert change.removed == {own.id}
    name = "unemployment_benefit_month"
    assert office.supervisor.law_on(date(2022, 1, 1)).figure(name).value == 1500
    assert office.supervisor.law_on(date(2026, 9, 30)).figure(name).value == 1700


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('value = "二千三"', '“二千三”不是数，请用数字，写作 value = "2000"。'),
        ('value = "2,300"', '“2,300”不是数，请用数字，写作 value = "2000"。'),
        ('value = "0.005"', "value = 0.005：最多两位小数。"),
        ("value = 二千三", '“二千三”不是数，请用数字，写作 value = "2000"。'),
        ("value = 2000元", '数值不带单位和逗号，外加英文引号：value = "2000"'),
        ('value = "2000"元', '数值不带单位和逗号，外加英文引号：value = "2000"'),
        ("value = 2,300", '数值不带单位和逗号，外加英文引号：value = "2300"'),
        ("value = “2300”", '用了中文标点，请改用英文标点：value = "2300"'),
        ("value =", "“value =”之后没有内容。"),
        ("value = 9.9万元", '“9.9万元”不是数，请用数字，写作 value = "2000"。'),
        ('value = "sNaN"', '“sNaN”不是数，请用数字，写作 value = "2000"。'),
    ],
)
def test_a_value_that_cannot_be_read_is_told_with_what_to_write(office, tmp_path, line, why):
    with pytest.raises(FileRefused) as refusal:
        figures.read_file(
            office.supervisor, file(tmp_path, HEAD + ROW.replace('value = "1700"', line))
        )

    assert str(refusal.value).endswith(why)
    assert re.search("第[35]行", str(refusal.value))


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-13-01", "“2026-13-01”不是有效日期，请写作 since = 2026-07-01，不加引号。"),
        ("2026-02-30", "“2026-02-30”不是有效日期，请写作 since = 2026-07-01，不加引号。"),
        ("2026-7-1", "日期应写作：since = 2026-07-01"),
        ("2026年7月1日", "日期应写作：since = 2026-07-01"),
        ('"2026-07-01"', "“since”不是日期，请写作 since = 2026-03-01，不加引号。"),
        ('2026-07-01"', "日期应写作：since = 2026-07-01"),
        ('"2026-07-01', "日期应写作：since = 2026-07-01"),
    ],
)
def test_a_day_that_cannot_be_read_is_told_with_what_to_write(office, tmp_path, day, why):
    with pytest.raises(FileRefused) as refusal:
        figures.read_file(office.supervisor, file(tmp_path, HEAD + ROW.replace("2026-01-01", day)))

    assert str(refusal.value).endswith(why)


def test_all_lines_that_cannot_be_read_are_told_in_one_round(office, tmp_path):
    bad = ROW.replace('"1700"', "1700元").replace("2026-01-01", "2026-13-01")
    quoted = bad.replace('document = "张人社字〔2026〕1号"', "document = “张人社字〔2026〕1号”")

    with pytest.raises(FileRefused) as refusal:
        figures.read_file(office.supervisor, file(tmp_path, HEAD + quoted))

    assert [line[:4] for line in str(refusal.value).splitlines()[1:]] == [
        "第5行：",
        "第6行：",
        "第7行：",
    ]


@pytest.mark.parametrize("name", ["cn-1307", "CN-1307", "张家口", "张家口市", " 张家口 "])
def test_a_place_is_known_by_its_code_and_by_its_name(office, tmp_path, name):
    text = HEAD.replace("cn-1307", name) + ROW

    [figure] = figures.read_file(office.supervisor, file(tmp_path, text)).added

    assert figure.place == "cn-1307"


def test_a_file_of_another_place_says_which_places_count_here_by_code_and_name(office, tmp_path):
    with pytest.raises(FileRefused, match=r"北京.*cn-1307（张家口）、cn-13（河北）、cn（全国）"):
        figures.read_file(office.supervisor, file(tmp_path, HEAD.replace("cn-1307", "北京") + ROW))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_read_as_windows_saves_it(office, tmp_path, encoding):
    text = (HEAD + ROW).replace("\n", "\r\n").encode(encoding)

    [figure] = figures.read_file(office.supervisor, file(tmp_path, text)).added

    assert figure.document == "张人社字〔2026〕1号"


@pytest.mark.parametrize(
    "change",
    [
        {"value": "0"},
        {"value": "0.001"},
        {"value": "1e12"},
        {"since": "1990-01-01"},
        {"since": "2028-01-01"},
        {"until": "2025-12-31"},
        {"checked_on": "2027-01-01"},
        {"since": "2027-07-01"},
        {"until": "2027-12-31"},
    ],
)
def test_a_file_and_the_form_refuse_the_same_figures(office, tmp_path, change):
    desk, held = office.supervisor, {"value": "1700", "since": "2026-01-01"} | change
    typed = OwnFigure(
        name="unemployment_benefit_month",
        unit="yuan/month",
        value=Decimal(held["value"]),
        since=date.fromisoformat(held["since"]),
        until=date.fromisoformat(held["until"]) if "until" in held else None,
        checked_on=date.fromisoformat(held["checked_on"]) if "checked_on" in held else None,
    )
    rows = ROW.replace('"1700"', f'"{held["value"]}"').replace("2026-01-01", held["since"])
    rows += "".join(f"{k} = {v}\n" for k, v in change.items() if k in ("until", "checked_on"))

    by_hand = [problem.text for problem in figure_problems(typed, desk.today())]
    try:
        figures.read_file(desk, file(tmp_path, HEAD + rows))
        by_file = ""
    except FileRefused as refusal:
        by_file = str(refusal)

    assert bool(by_hand) == bool(by_file)
    assert all(text in by_file for text in by_hand)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        ("place = \n", "第1行"),
        ('[[figures]]\nname = "minimum_wage_mon', "提前结束"),
        ("a = " + "[" * 5000, "TOML"),
        ('place = "cn-11"\n' + ROW, "cn-11"),
        (ROW, 'place = "cn-1307"'),
        (HEAD, "500"),
        (HEAD + ROW + ROW, "第8行"),
        (HEAD + ROW.replace("unemployment_benefit_month", "pension"), "pension"),
        (HEAD + ROW.replace('"1700"', "1700"), "第3行"),
        (HEAD + ROW.replace("1700", "-1"), "-1"),
        (HEAD + ROW.replace("1700", "NaN"), "NaN"),
        (HEAD + ROW.replace("1700", "１７００"), "第3行"),
        (HEAD + ROW.replace("2026-01-01", '"2026"'), "since"),
        (HEAD + ROW.replace("2026-01-01", "2090-01-01"), "since"),
        (HEAD + ROW + "until = 2020-01-01\n", "until"),
        (HEAD + ROW + 'unit = "yuan/year"\n', "yuan/year"),
        (HEAD + ROW + "colour = 1\n", "colour"),
        (HEAD + ROW + '[subsidies]\nmedical = { 5 = "99" }\n', "工伤"),
        ("colour = 1\n" + HEAD + ROW, "colour"),
        (
            HEAD + ROW.replace("unemployment_benefit", "local_average_wage") + "year = 2024\n",
            "2024",
        ),
    ],
)
def test_a_defective_or_hostile_file_is_refused_with_a_sentence_and_the_line(
    office, tmp_path, text, told
):
    with pytest.raises(FileRefused) as refusal:
        figures.read_file(office.supervisor, file(tmp_path, text))

    assert told in str(refusal.value)
    assert "neighbour.toml" in str(refusal.value)
