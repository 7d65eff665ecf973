"""The log of a period lists the corrections of locked periods that it carries, case by case."""

import csv
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from mediation_desk.domain.log_layout import SHIPPED
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.stages import Step
from mediation_desk.services import correcting, logs, past_cases, period_locks, story
from mediation_desk.services.logs import LogOrder
from tests.reports.test_log import text_of
from tests.services.course import accepted
from tests.services.test_past_cases import read, row, workbook

OCTOBER = Period.of(Span.MONTH, 2026, 10)
NOVEMBER, DECEMBER = OCTOBER.after(), OCTOBER.after().after()
TITLE = "对以前已锁定报告期的更正（计入本期调整）"


def told(desk, period, layout=SHIPPED[0]):
    """Return what stands under the log of a period about corrections."""
    data = logs.export_log(desk, LogOrder(period=period, kind="csv", layout=layout))
    lines = [cells[0] for cells in csv.reader(StringIO(data.decode("utf-8-sig"))) if cells]
    return lines[lines.index(TITLE) + 1 : -1] if TITLE in lines else []


def correct(office, case_id, step, day, reason):
    case = office.case(case_id)
    key = next(one.id for one in case.steps if one.step is step)
    correcting.correct_day(office.supervisor, case_id, case.version, key, day, reason)


@pytest.fixture
def case_id(office):
    """A case of locked October whose registration is found to have been in September."""
    case_id = accepted(office)
    office.clock.at(date(2026, 11, 2))
    period_locks.lock_period(office.supervisor, OCTOBER)
    office.clock.at(date(2026, 11, 3))
    correct(office, case_id, Step.REGISTER, date(2026, 9, 30), "以邮戳日期为准")
    return case_id


def test_a_correction_stands_in_the_log_of_the_period_that_carries_it(office, case_id):
    number = office.case(case_id).number
    line = (
        f"{number}（2026年10月）：申请登记 1→0。"
        f"理由：以邮戳日期为准（{story.SUPERVISOR.name}，2026-11-03）"
    )

    assert told(office.supervisor, NOVEMBER) == [line]
    assert told(office.supervisor, OCTOBER) == []

    office.clock.at(date(2026, 12, 1))
    period_locks.lock_period(office.supervisor, NOVEMBER)
    office.clock.at(date(2026, 12, 2))

    assert told(office.supervisor, NOVEMBER) == [line], "what it carried stays with it"
    assert told(office.supervisor, DECEMBER) == []


def test_a_later_correction_of_another_case_stands_in_the_later_log_alone(office):
    first, second = accepted(office), accepted(office, ("王秀英",))
    office.clock.at(date(2026, 11, 2))
    period_locks.lock_period(office.supervisor, OCTOBER)
    office.clock.at(date(2026, 11, 3))
    correct(office, first, Step.REGISTER, date(2026, 9, 30), "以邮戳日期为准")
    office.clock.at(date(2026, 12, 1))
    period_locks.lock_period(office.supervisor, NOVEMBER)
    office.clock.at(date(2026, 12, 2))
    correct(office, second, Step.REGISTER, date(2026, 9, 29), "登记簿日期有误")

    [november], [december] = (told(office.supervisor, one) for one in (NOVEMBER, DECEMBER))

    assert november.startswith(office.case(first).number)
    assert december.startswith(office.case(second).number)
    assert "登记簿日期有误" in december


def test_cases_of_a_ledger_that_came_after_the_lock_are_counted_and_no_corrections(
    office, case_id, tmp_path
):
    line = row(登记日期="2026.10.5", 结案日期="2026-10-18")
    desk = office.supervisor
    past_cases.bring_in(desk, read(desk, workbook(tmp_path / "a.xlsx", [line])))

    lines = told(desk, NOVEMBER)

    assert len(lines) == 2
    assert lines[1] == "另有历史台账导入的往年案件1件，不属更正。"


def test_the_months_of_a_receiver_and_other_registers_carry_none(office, case_id):
    desk = office.supervisor
    union, sessions = (one for one in SHIPPED if one.key in ("union", "sessions"))

    assert told(desk, NOVEMBER, union)
    assert not told(desk, NOVEMBER, sessions)
    assert not told(desk, Period.of(Span.MONTH, 2026, 11, 20), union)


@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_they_are_printed_under_the_cases(office, case_id, kind, tmp_path):
    data = logs.export_log(office.supervisor, LogOrder(period=NOVEMBER, kind=kind))

    if kind == "xlsx":
        page = openpyxl.load_workbook(BytesIO(data)).active
        said = "".join(str(cell.value or "") for cells in page.iter_rows() for cell in cells)
    else:
        said = text_of(data)
    assert TITLE in "".join(said.split())
    assert "申请登记1→0" in "".join(said.split())
