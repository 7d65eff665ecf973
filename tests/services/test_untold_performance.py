"""The rate of performance says of how many agreements of a ledger it does not speak (履行率)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.small_numbers import HIDDEN
from mediation_desk.services import (
    past_cases,
    period_locks,
    small_numbers,
    statistics,
    text_reports,
)
from mediation_desk.storage import cases as store
from tests.documents.samples import written
from tests.services.test_past_cases import HEADS, read, row, workbook

MARCH = Period.of(Span.MONTH, 2019, 3)
NOT_COUNTED = "未计入：台账未载明全部履行的协议"
WITH_THEM = "计入上述协议后的履行率（未载明的按未履行，按金额）"


def brought_in(desk, path, *lines):
    past_cases.bring_in(desk, read(desk, workbook(path, lines, heads=(*HEADS, "履行金额"))))


def summary(book):
    return {line.label.strip(): line for line in book.report("MA1").lines}


@pytest.fixture
def desk(office, tmp_path):
    """Three agreements of March 2019: one performed, one in part, one of which nothing is told."""
    brought_in(
        office.supervisor,
        tmp_path / "a.xlsx",
        row(),
        [*row(number="8号", 协议金额="2万元", 履行情况=""), 5000],
        row(number="9号", 协议金额="1万元", 履行情况=""),
    )
    return office.supervisor


def test_what_a_ledger_does_not_tell_is_counted_beside_the_rate_with_its_cases(desk):
    book = statistics.month_book(desk, MARCH)

    lines = summary(book)
    assert lines["履行率（按金额）"].values[0] == lines["履行率（按协议件数）"].values[0] == 1
    assert lines[NOT_COUNTED].values == (2, None, None)
    assert lines[WITH_THEM].values[0] == Decimal(35_000) / 60_000
    cases = statistics.behind(desk, MARCH, lines[NOT_COUNTED].behind[0]).cases
    with desk.db.read() as session:
        assert [store.file(session, key).number for key in cases] == ["8号", "9号"]
    assert any("既不计入已到期，也不计入已履行" in note for note in book.report("MA1").notes)
    assert (
        "另有历史台账导入的协议2件未计入：到期30,000.00元，台账载明已履行5,000.00元，"
        "其余是否履行台账未载明。如一并计入，履行率为58.3%。"
    ) in book.report("R8").notes


def test_a_centre_without_such_agreements_reads_nothing_of_them(office, tmp_path):
    brought_in(office.supervisor, tmp_path / "a.xlsx", row())

    book = statistics.month_book(office.supervisor, MARCH)

    assert not {NOT_COUNTED, WITH_THEM} & summary(book).keys()
    assert not any("未载明" in note for one in book.reports for note in one.notes)


def test_a_lock_keeps_how_many_there_were(office, desk, tmp_path):
    office.clock.at(desk.today() + timedelta(days=1))
    period_locks.lock_period(desk, MARCH)
    office.clock.at(desk.today() + timedelta(days=1))
    late = row(number="10号", 结案日期="2019年3月20日", 履行情况="")
    brought_in(desk, tmp_path / "b.xlsx", late)

    line = summary(statistics.month_book(desk, MARCH))[NOT_COUNTED]

    assert line.values[0] == 2
    assert len(statistics.behind(desk, MARCH, line.behind[0]).cases) == 2


def test_of_a_lock_from_before_they_were_kept_they_are_as_of_today(desk):
    period_locks.lock_period(desk, MARCH)
    with desk.db.write(desk.actor, "older") as session:
        session.execute(text("DELETE FROM period_list WHERE code = 'untold'"))

    book = statistics.month_book(desk, MARCH)

    assert summary(book)[NOT_COUNTED].values[0] == 2
    assert any("本期锁定时未保存" in note for note in book.report("R8").notes)


def test_others_are_not_given_a_small_number_of_them(desk):
    given = small_numbers.shared(statistics.month_book(desk, MARCH), 5)

    assert summary(given)[NOT_COUNTED].values[0] == HIDDEN
    assert summary(given)[WITH_THEM].values[0] == HIDDEN, "it would give the number away"
    assert not any("2件" in note for one in given.reports for note in one.notes)


def test_the_text_report_says_it_with_the_rate(desk):
    drafted = text_reports.draft(desk, MARCH, whole=True)

    said = "".join(written(text_reports.preview(desk, drafted).docx).split())

    assert "履行率为100.0%（另有2件历史台账协议，台账未载明全部履行" in said
