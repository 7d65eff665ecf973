"""What others are given tells of no single person: small numbers hidden, lists left out."""

import io
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime

import openpyxl
import pytest

from mediation_desk import i18n
from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.options import SMALL_NUMBERS
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.small_numbers import HIDDEN, is_small
from mediation_desk.domain.statistics import Shape
from mediation_desk.services import (
    month_pictures,
    rollup,
    rollup_board,
    rollup_tables,
    sample,
    settings,
    small_numbers,
    statistics,
    text_reports,
)
from mediation_desk.services.desk import open_desk
from tests.documents.samples import written

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
OCTOBER = Period.of(Span.MONTH, 2026, 10)
MEDIATOR = Actor(2, "甲", frozenset({Role.MEDIATOR}))


@pytest.fixture(autouse=True)
def _chinese():
    with i18n.speaking(i18n.CHINESE):
        yield


@pytest.fixture(scope="module")
def filled(founded, tmp_path_factory):
    path = shutil.copyfile(founded, tmp_path_factory.mktemp("small") / "a.desk")
    desk = open_desk(path, now=lambda: NOW)
    sample.fill(desk, 600)
    desk.close()
    return path


@pytest.fixture
def desk(filled, tmp_path):
    desk = open_desk(shutil.copyfile(filled, tmp_path / "a.desk"), now=lambda: NOW)
    yield desk
    desk.close()


def shapes(report, line):
    return line.shapes or tuple(head.shape for head in report.heads[1:])


def small_ones(report):
    """Every count of people or cases in a table that is shown though it is small."""
    return [
        (report.code, line.label, head.title)
        for line in report.lines
        for head, value, shape in zip(
            report.heads[1:], line.values, shapes(report, line), strict=False
        )
        if shape is Shape.COUNT
        and isinstance(value, int)
        and is_small(value, 5)
        and head.title not in ("调解次数", "调解会次数")
    ]


def follows(known, unknown, equations):
    """Solve what has one unknown, again and again: what a reader with a pencil finds."""
    found = set()
    while True:
        open_ = [
            (left, right)
            for left, right in equations
            if len([k for k in (*left, *right) if k in unknown and k not in found]) == 1
        ]
        if not open_:
            return found
        left, right = open_[0]
        found |= {k for k in (*left, *right) if k in unknown}


@pytest.mark.parametrize("period", [OCTOBER, Period.of(Span.YEAR, 2026, 1)], ids=["month", "year"])
def test_no_small_number_is_shown_and_none_follows_from_the_table(desk, period):
    whole = statistics.month_book(desk, period)

    given, _drawn = statistics.given(desk, whole)

    assert any(small_ones(report) for report in whole.reports)
    shown = [s for one in given.reports if one.code not in ("R10", "R14") for s in small_ones(one)]
    assert [one for one in shown if "中位数" not in one[1]] == []
    for code in ("R1", "R2", "R3", "R4"):
        report = given.report(code)
        cells, equations = {}, []
        for row, line in enumerate(report.lines):
            for place in range(9):
                cells[row, place] = line.values[place]
            equations.append(((((row, 3)),), tuple((row, p) for p in (4, 5, 6, 7))))
            equations.append((((row, 3), (row, 8)), ((row, 0), (row, 1))))
        parts = [row for row, line in enumerate(report.lines) if not line.total]
        total = next(row for row, line in enumerate(report.lines) if line.total)
        equations += [(((total, p),), tuple((row, p) for row in parts)) for p in range(9)]
        unknown = {key for key, value in cells.items() if value == HIDDEN}
        assert follows(cells, unknown, equations) == set()


def test_figures_of_few_cases_take_their_money_and_their_rates_along(desk):
    given, _drawn = statistics.given(desk, statistics.month_book(desk, OCTOBER))

    for code in ("R1", "R2", "R3", "R4"):
        report = given.report(code)
        for line in report.lines:
            accepted, settled = line.values[1], line.values[4]
            if accepted == HIDDEN and line.values[9]:
                whole = statistics.month_book(desk, OCTOBER).report(code)
                [own] = [one for one in whole.lines if one.label == line.label]
                if is_small(own.values[1], 5):
                    assert line.values[9] == HIDDEN
            assert settled != HIDDEN or line.behind[4] is None
    for line in given.report("R5").lines:
        if HIDDEN in line.values[:8]:
            assert line.values[8] in (HIDDEN, None)


def test_lists_of_single_cases_are_left_out_and_letters_stay_whole(desk):
    whole = statistics.month_book(desk, OCTOBER)

    given, _drawn = statistics.given(desk, whole)

    for code in small_numbers.LISTS:
        assert all(not any(line.values) for line in given.report(code).lines)
    assert given.report("R10") == whole.report("R10")
    assert "小于5" in given.report("R1").notes[-1]
    assert given.checks == ()


def test_pictures_that_show_small_numbers_are_left_out(desk):
    book = statistics.month_book(desk, OCTOBER)
    drawn = month_pictures.pictures(desk, book)

    given, left = statistics.given(desk, book, drawn)

    assert len(left) < len(drawn)
    for one in left:
        values = [int(v) for series in one.series for v in series.values]
        assert one.money or one.code == "P4" or not any(is_small(v, 5) for v in values)
    assert HIDDEN in [v for line in given.report("R1").lines for v in line.values]


def test_the_centre_sets_the_limit_and_one_shows_all(desk):
    book = statistics.month_book(desk, OCTOBER)

    settings.set_option(desk, SMALL_NUMBERS, "1")

    assert statistics.given(desk, book)[0] == book


def test_files_of_a_mediator_are_as_others_are_given_them(desk):
    book = statistics.month_book(desk, OCTOBER)
    whole = sheet_of(statistics.book_bytes(desk, book, "xlsx"))

    desk.actor = MEDIATOR
    given = sheet_of(statistics.book_bytes(desk, book, "xlsx"))

    assert HIDDEN not in whole
    assert HIDDEN in given


def sheet_of(data):
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    sheet = next(one for one in book.worksheets if one.title.startswith("R2"))
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def test_the_text_report_hides_small_numbers_unless_a_superior_wants_them(desk):
    drafted = text_reports.draft(desk, OCTOBER)
    given = written(text_reports.preview(desk, drafted).docx)
    assert not re.search("(类型|县区|行业|来源)为：无", given), "what is hidden is not nothing"
    assert "数字较小" in given
    [totals] = [line for line in drafted.report.book.report("R1").lines if line.total]
    assert HIDDEN not in totals.values[9:12]
    assert "P6" in drafted.drawn, "three sums that stand in the text are drawn too"
    whole = written(text_reports.preview(desk, text_reports.draft(desk, OCTOBER, whole=True)).docx)

    assert HIDDEN in given
    assert "因数字小于5" in given
    assert "单个案件" in given
    assert HIDDEN not in whole
    desk.actor = MEDIATOR
    with pytest.raises(NotAllowed):
        text_reports.draft(desk, OCTOBER, whole=True)


def test_who_does_not_lead_sees_regions_compared_without_small_numbers(desk):
    settings.save_centre(desk, replace(desk.centre, name="张家口中心"), desk.centre)
    rollup.set_region(desk, "130700")
    whole = rollup_tables.book(desk, OCTOBER)

    desk.actor = MEDIATOR
    given = rollup_tables.book(desk, OCTOBER)

    assert given.least == 5
    assert whole.least == 0
    for code in ("H2", "U2", "C1"):
        assert [one for one in small_ones(given.report(code)) if one[2] in ("受理", "结案")] == []
        assert HIDDEN in [v for line in given.report(code).lines for v in line.values]
    assert all(not line.counts for line in rollup_board.board(desk, OCTOBER).lines)


def test_a_picture_of_totals_that_the_table_shows_is_given_and_the_others_say_why_not(desk):
    year = Period.of(Span.YEAR, 2026)
    drafted = text_reports.draft(desk, year)
    [totals] = [line for line in drafted.report.book.report("R1").lines if line.total]
    assert HIDDEN not in totals.values[4:8], "the outcomes stand in the table"

    said = written(text_reports.preview(desk, drafted).docx)

    assert "P3" in drafted.drawn
    assert "P2" in drafted.report.withheld
    assert "（本图含有或者可据以推算不予列示的较小数字，对外提供的报告不附本图）" in said
    empty = text_reports.draft(desk, Period.of(Span.MONTH, 2001, 3))
    assert empty.report.withheld == frozenset()
    said = written(text_reports.preview(desk, empty).docx)
    assert "（报告期内没有可供制图的数据）" in said
    assert "不附本图" not in said
