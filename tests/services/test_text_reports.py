"""The text report of a period: its figures are the month's, it is numbered and journalled."""

import io
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from docx import Document
from PIL import Image
from sqlalchemy import Engine, event

from mediation_desk import i18n
from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.risk import Level, Watch
from mediation_desk.domain.statistics import Line
from mediation_desk.services import risk, sample, statistics, text_reports, watching
from mediation_desk.services.desk import open_desk
from mediation_desk.storage import cases, journal
from tests.documents.samples import printed, squeezed, without_page_numbers, written

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
OCTOBER = Period.of(Span.MONTH, 2026, 10)
A4_TEXT_MM = 156


@pytest.fixture(scope="module")
def filled(founded, tmp_path_factory):
    path = shutil.copyfile(founded, tmp_path_factory.mktemp("reports") / "a.desk")
    desk = open_desk(path, now=lambda: NOW)
    sample.fill(desk, 240)
    desk.close()
    return path


@pytest.fixture
def desk(filled, tmp_path):
    desk = open_desk(shutil.copyfile(filled, tmp_path / "a.desk"), now=lambda: NOW)
    yield desk
    desk.close()


def _last(desk):
    with desk.db.read() as session:
        return journal.last_done(session, ("export_report",))


def whole(desk, period, key):
    with i18n.speaking(i18n.CHINESE):
        [total] = [line for line in statistics.month_book(desk, period).report("R1").lines
                   if line.total]  # fmt: skip
    return total.values[text_reports.MAIN.index(key)]


def test_the_month_is_told_with_its_figures_pictures_and_comparisons(desk):
    drafted = text_reports.draft(desk, OCTOBER, whole=True)

    paper = text_reports.issue(desk, drafted, "docx")

    said = written(paper.docx)
    accepted, before = (whole(desk, p, "accepted") for p in (OCTOBER, OCTOBER.before()))
    assert accepted != before
    assert f"本期受理{accepted}件" in said
    assert re.search(rf"与上期相比：受理案件比上期(增加|减少){abs(accepted - before)}件", said)
    assert "2026年10月份劳动争议调解工作报告编号：2026-0001" in said
    shapes = Document(io.BytesIO(paper.docx)).inline_shapes
    assert len(shapes) == 7
    assert all(shape.width.mm < A4_TEXT_MM for shape in shapes)
    first_pages = without_page_numbers(printed(paper.pdf))[:600]  # heads of tables come again later
    assert first_pages == said[:600]
    assert not re.search(r"None|Decimal|\{\{|\d{4}-\d\d-\d\d", said)
    assert "2026-0001" in str(_last(desk))


def test_each_period_is_counted_once_for_a_report_with_its_tables_and_pictures(desk):
    asked = []

    def note(_connection, _cursor, statement, values, _context, _many):
        if "near AS MATERIALIZED" in statement:
            asked.append(tuple(values))

    event.listen(Engine, "before_cursor_execute", note)
    try:
        text_reports.draft(desk, OCTOBER)
    finally:
        event.remove(Engine, "before_cursor_execute", note)

    assert len(asked) == len(set(asked))
    assert len(asked) == 14  # twelve months, the same month a year earlier, the year so far


@pytest.mark.parametrize(("opened", "listed"), [(date(2026, 10, 12), 1), (date(2026, 11, 20), 0)])
def test_employers_that_the_centre_lists_are_told_from_those_that_reach_an_indicator(
    desk, opened, listed
):
    with i18n.speaking(i18n.CHINESE):
        reached = statistics.month_book(desk, OCTOBER).report("R12").lines
        found = next(x for x in risk.lines(desk) if x.employer == reached[0].label)
        watch = Watch(
            employer_id=found.employer_id, opened_on=opened, level=Level.RED, reason="多次欠薪",
            owner_id=1,
        )  # fmt: skip
        watching.save_watch(desk, watch)
        after = statistics.month_book(desk, OCTOBER).report("R12")

    said = written(
        text_reports.issue(desk, text_reports.draft(desk, OCTOBER, whole=True), "docx").docx
    )

    assert f"本中心列入重点关注的用人单位{listed}家" in said
    assert f"另有{len(reached) - listed}家达到预警指标、尚未列入" in said
    assert [line.values[-1] for line in after.lines].count("重点关注中") == listed


def test_pictures_are_drawn_for_the_printer(desk):
    drawn = text_reports.draft(desk, OCTOBER, whole=True).drawn

    for one in drawn.values():
        with Image.open(io.BytesIO(one.png)) as image:
            assert image.width / (one.width / 25.4) >= 300
            assert len(image.getcolors()) > 2


def test_a_preview_takes_no_number(desk):
    drafted = text_reports.draft(desk, OCTOBER, whole=True)

    assert "编号：（保存或者打印时编号）" in written(text_reports.preview(desk, drafted).docx)
    assert text_reports.issue(desk, drafted, "pdf").pdf.startswith(b"%PDF")
    assert "2026-0002" in written(text_reports.issue(desk, drafted, "pdf").docx)


def test_the_year_stands_beside_the_year_before_month_by_month(desk):
    year = Period.of(Span.YEAR, 2025)

    drafted = text_reports.draft(desk, year, whole=True)
    said = written(text_reports.preview(desk, drafted).docx)

    assert "2025年度劳动争议调解工作报告" in said
    assert "与上年相比：受理案件" in said
    assert "上期" not in said
    assert "上年同期" not in said
    assert "2025年12月" in said
    assert [month[0] for month in drafted.report.months] == [f"25-{n:02}" for n in range(1, 13)]
    assert sum(month[1] for month in drafted.report.months) == whole(desk, year, "accepted")


def test_a_period_without_cases_is_a_report_that_says_so(desk):
    drafted = text_reports.draft(desk, Period.of(Span.MONTH, 2001, 3))
    paper = text_reports.preview(desk, drafted)

    said = squeezed(written(paper.docx))
    assert drafted.drawn == {}
    assert "受理案件较多的类型为：无。" in said
    assert "本期受理0件" in said
    assert "受理案件与上期持平" in said
    assert "没有受理和结案的案件，不计算调解成功率、结案率、按期办结率和协议天数。" in said
    assert "没有到期的应履行款项，不计算履行率。" in said
    assert "没有达成的协议，不计算审查确认率；" in said
    assert "率为无" not in said
    assert "数为无" not in said


def test_whoever_may_not_export_gets_no_number(desk):
    drafted = text_reports.draft(desk, OCTOBER, whole=True)
    desk.actor = Actor(9, "档案", frozenset({Role.AUDITOR}))

    with pytest.raises(NotAllowed):
        text_reports.issue(desk, drafted, "docx")
    assert _last(desk) is None


def test_nobody_is_heard_in_the_synthetic_centre_after_the_mediation_ended(desk):
    with desk.db.read() as session:
        found = [cases.file(session, case_id) for case_id in range(1, 241)]

    ended = [case for case in found if case.ended_on and case.hearings]
    assert ended
    assert all(h.day <= case.ended_on for case in ended for h in case.hearings)


def test_of_a_long_list_the_greatest_are_told_and_the_rest_as_one_row(desk):
    drafted = text_reports.draft(desk, OCTOBER, whole=True)
    book = drafted.report.book
    total = next(line for line in book.report("R8").lines if line.total)
    sums = [Decimal(f"{n}00.00") for n in range(1, 31)]
    lines = tuple(
        Line(label=f"第{n}号", values=("张*", "宏远公司", None, owed, Decimal(0), owed, ""))
        for n, owed in enumerate(sums, 1)
    )
    long = replace(book.report("R8"), lines=(*lines, total))
    reports = tuple(long if one.code == "R8" else one for one in book.reports)
    drafted = replace(drafted, report=replace(drafted.report, book=replace(book, reports=reports)))

    filled = Document(io.BytesIO(text_reports.preview(desk, drafted).docx))

    [table] = [t for t in filled.tables if t.cell(0, 0).text == "案号" and len(t.columns) == 7]
    told = [row.cells[0].text for row in table.rows][1:]
    assert told[:2] == ["第30号", "第29号"]
    assert len(told) == 22
    rest = [cell.text for cell in table.rows[-2].cells]
    assert rest[0] == "其余10项见统计报表R8"
    assert rest[-1] == "5,500.00"
    kept = [row for row in table.rows if row.cells[0].paragraphs[0].paragraph_format.keep_with_next]
    assert [row.cells[0].text for row in kept] == [rest[0]], "a sum stands on no page alone"
