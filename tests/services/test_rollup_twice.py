"""The state of reporting says which cases count more than once in the totals."""

import shutil
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mediation_desk import i18n
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.importers import packages
from mediation_desk.services import (
    rollup,
    rollup_board,
    rollup_receiving,
    rollup_tables,
    sample,
    settings,
)
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import rollup as store
from tests.services.packages_made import OCTOBER, Centre

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
EAST, WEST = Centre("130702", "桥东区中心"), Centre("130703", "桥西区中心")
SEPTEMBER = Period.of(Span.MONTH, 2026, 9)


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture
def city(founded, tmp_path):
    desk = open_desk(shutil.copyfile(founded, tmp_path / "city.desk"), now=lambda: NOW)
    settings.save_centre(desk, replace(desk.centre, name="市中心"), desk.centre)
    rollup.set_region(desk, "130700")
    yield desk
    desk.close()


@pytest.fixture
def take(city, tmp_path):
    """Take a package in as it came on a stick."""

    def take(data):
        path = tmp_path / "a.mdpack"
        path.write_bytes(data)
        looked = rollup_receiving.look(city, path)
        rollup_receiving.receive(city, [path], {looked.fingerprint})

    return take


@pytest.fixture
def both(city, take):
    """Two counties whose packages share their cases accepted, taken in for all that."""
    for one in (EAST, WEST):
        take(one.text(rows=EAST.package().rows))
    return city


def line_of(desk, region):
    board = rollup_board.board(desk, OCTOBER)
    return next(line for line in board.lines if line.unit.code == region)


def state(desk):
    return rollup_tables.book(desk, OCTOBER).report("S1")


def test_what_two_counties_report_is_told_with_both(both):
    number = len(EAST.package().numbers)

    line = line_of(both, "130702")
    assert line.state == f"已收，重复{number}件"
    assert line.twice_with == tuple(
        text.removeprefix("桥东区中心：") for text in state(both).notes if "桥东区中心：" in text
    )
    said = state(both)
    assert {x.label: x.values[2] for x in said.lines}["桥西区"] == f"已收，重复{number}件"
    assert {x.label: x.values[2] for x in said.lines}["宣化区"] == "缺报"
    told = [text for text in said.notes if "也报了相同的案件" in text]
    assert len(told) == 1, "a pair is named once"
    assert told[0].startswith("桥东区中心：桥西区中心也报了相同的案件：130702劳调字〔2026〕第")
    assert any("重复计入合计" in text for text in said.notes)


def test_without_such_cases_nothing_is_said_of_them(city, take):
    take(EAST.text())
    take(WEST.text())

    assert line_of(city, "130702").state == "已收"
    assert not any("重复" in text for text in state(city).notes)


def test_a_package_set_aside_counts_no_more_and_is_told_no_more(both):
    held = rollup_board.history(both, OCTOBER, "130703")[0]

    rollup_receiving.set_aside(both, held.id, "重复报送")

    assert line_of(both, "130702").state == "已收"
    assert not any("重复" in text for text in state(both).notes)


def test_a_case_of_this_centre_that_a_county_reports_too_is_told(city, take):
    sample.fill(city, 240)
    with city.db.read() as session:
        own = sorted(store.own_numbers(session, OCTOBER))
    assert own
    rows = [list(one) for one in EAST.package().rows]
    accepted_at = packages.COLUMNS.index("accepted")
    place = next(at for at, one in enumerate(rows) if one[accepted_at])
    rows[place][0] = own[0]

    take(EAST.text(rows=tuple(map(tuple, rows))))

    assert line_of(city, "130702").twice_with == (f"市中心（本级）也报了相同的案件：{own[0]}。",)


def test_a_case_that_a_sender_had_accepted_in_another_month_is_told(city, take):
    rows = EAST.package().rows
    take(EAST.text(rows=rows, period=SEPTEMBER))
    take(EAST.text(rows=rows, period=OCTOBER))

    [told] = [text for text in state(city).notes if "2026年9月" in text]
    assert told.startswith("桥东区中心：")


def test_two_senders_of_one_area_are_told(city, take):
    other = Centre("130702", "桥东区工会", seed=7)
    take(EAST.text())
    rows = tuple((f"工会{row[0]}", *row[1:]) for row in other.package().rows)
    take(other.text(rows=rows))

    assert "桥东区：有2家报送单位，均计入合计：桥东区中心、桥东区工会。" in state(city).notes


def test_whoever_does_not_lead_the_centre_is_told_no_numbers_of_cases(both):
    both.actor = Actor(9, "张小梅", frozenset({Role.CLERK}))

    assert not any("相同的案件" in text for text in state(both).notes)
    assert not any(line.twice for line in rollup_board.board(both, OCTOBER).lines)
