"""Figures as a file: what a neighbour exports is imported, and what is wrong is told by line."""

from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.errors import DeskError, FileRefused
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
    ("text", "told"),
    [
        (b"\xff\xfe\x00", "UTF-8"),
        ("place = \n", "第1行"),
        ('[[figures]]\nname = "minimum_wage_mon', "提前结束"),
        ("a = " + "[" * 5000, "TOML"),
        ('place = "cn-11"\n' + ROW, "cn-11"),
        (ROW, "—"),
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
