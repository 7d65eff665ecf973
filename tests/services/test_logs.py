"""Logs in the layouts of their receivers, numbered, masked, and known to the journal."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from mediation_desk.domain.bodies import Body, BodyKind, MirroredCase
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed
from mediation_desk.domain.ledger import Outcome
from mediation_desk.domain.log_layout import COLUMNS, REGISTER, SHIPPED, Layout, Which
from mediation_desk.domain.options import CUTOFF_DAY
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.risk import Level, Watch
from mediation_desk.reports.log_columns import columns, titles
from mediation_desk.services import bodies, browse, logs, settings, watching
from mediation_desk.services.desk import open_desk
from mediation_desk.services.logs import LogOrder
from mediation_desk.storage import journal, ledger
from mediation_desk.storage.asking import ask

OCTOBER = Period.of(Span.MONTH, 2026, 10)


@pytest.fixture
def desk(told, tmp_path):
    import shutil

    path = tmp_path / "centre.desk"
    shutil.copyfile(told, path)
    desk = open_desk(path)
    yield desk
    desk.close()


def lines(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline="")))


def layout(key: str) -> Layout:
    return next(one for one in SHIPPED if one.key == key)


def test_the_register_has_every_column_of_the_reference():
    assert tuple(titles()) == COLUMNS
    assert all(set(one.columns) <= set(COLUMNS) for one in SHIPPED)
    assert {"disputes", "sessions", "performance", "files", "statistics", "work"} <= {
        one.key for one in SHIPPED
    }


def test_a_month_may_end_on_the_centres_own_day():
    january = Period.of(Span.MONTH, 2026, 1, 20)

    assert (january.first, january.last) == (date(2025, 12, 21), date(2026, 1, 20))
    assert january.before() == Period.of(Span.MONTH, 2025, 12, 20)
    assert january.after().first == date(2026, 1, 21)
    assert Period.of(Span.QUARTER, 2026, 1, 20).first == date(2025, 12, 21)
    assert Period.of(Span.YEAR, 2026).year_before() == Period.of(Span.YEAR, 2025)
    assert Period.month_with(date(2025, 12, 21), 20) == january
    assert Period.of(Span.MONTH, 2024, 2).last == date(2024, 2, 29)


def test_the_log_tells_the_agreement_and_at_what_level_the_respondent_was_under_watch(desk):
    case = browse.case_file(desk, 1)
    with desk.db.read() as session:
        [[employer]] = ask(session, "SELECT employer_id FROM mediation_case WHERE id = 1")
    key = watching.save_watch(
        desk, Watch(employer_id=employer, opened_on=date(2026, 10, 20), level=Level.ORANGE,
                    reason="拖欠两个月以上", owner_id=desk.actor.id),
    )  # fmt: skip
    tribunal = bodies.save(desk, Body(kind=BodyKind.ARBITRATION, name="张家口市仲裁院派出庭"))
    bodies.save_mirror(
        desk, MirroredCase(body_id=tribunal, case_id=1, number="张劳人仲案〔2026〕88号",
                           accepted_on=date(2026, 10, 25)),
    )  # fmt: skip

    def row(period):
        table = lines(logs.export_log(desk, LogOrder(period=period, kind="csv")))
        head = next(place for place, one in enumerate(table) if "案号" in one)
        return dict(zip(table[head], table[head + 1], strict=True))

    october = row(OCTOBER)
    assert key
    assert october["协议编号"] == case.number
    assert october["风险等级"] == "橙色"
    assert "2026-10-25 张劳人仲案〔2026〕88号" in october["支付令/仲裁/执行"]


def test_every_layout_lists_the_cases_that_it_is_for(desk):
    found = {
        key: len(lines(logs.export_log(desk, LogOrder(period=OCTOBER, kind="csv", layout=one))))
        for key, one in ((one.key, one) for one in SHIPPED)
    }

    assert found["register"] == found["sessions"] == found["performance"] == 1 + 1 + 1 + 1
    assert found["files"] == 1 + 1 + 1, "nothing is closed in October"


def test_exports_are_numbered_and_stand_in_the_journal(desk):
    order = LogOrder(period=OCTOBER, kind="csv")

    first, second = (lines(logs.export_log(desk, order))[-1][0] for _time in range(2))

    assert "-0001" in first
    assert "-0002" in second
    with desk.db.read() as session:
        entry = journal.last_done(session, ["export_log"])
    said = entry.changes[0].after
    assert said["serial"] in second
    assert said["masked"] is True


def test_whole_names_take_a_supervisor_and_a_purpose(desk):
    order = LogOrder(period=OCTOBER, kind="csv", unmasked=True)

    with pytest.raises(Invalid) as refused:
        logs.export_log(desk, order)
    assert refused.value.problems[0].field == "purpose"

    for pen in ("查", "。。。", "啊啊啊"):
        with pytest.raises(Invalid, match="不少于2个字"):
            logs.export_log(desk, replace(order, purpose=pen))

    told = LogOrder(period=OCTOBER, kind="csv", unmasked=True, purpose="市总工会回访")
    assert "李建国等" in logs.export_log(desk, told).decode("utf-8-sig")
    assert "市总工会回访" in logs.export_log(desk, told).decode("utf-8-sig")

    clerk = next(user for user in settings.officers(desk) if user.name == "刘静")
    from mediation_desk.services.desk import acting

    desk.actor = acting(clerk)
    with pytest.raises(NotAllowed):
        logs.export_log(desk, told)


def test_a_layout_of_the_centres_own_is_kept_used_and_taken_away(desk):
    own = Layout(name="市总月报", columns=("respondent", "case", "paid"), which=Which.TO_PERFORM)

    key = logs.save_layout(desk, own)

    kept = next(one for one in logs.layouts(desk) if one.id == key)
    book = openpyxl.load_workbook(
        BytesIO(logs.export_log(desk, LogOrder(period=OCTOBER, layout=kept)))
    )
    assert [cell.value for cell in book.active[3]] == ["序号", "被申请人", "案号", "已履行金额"]
    assert "市总月报" in book.active["A1"].value
    with pytest.raises(Invalid):
        logs.save_layout(desk, own)
    with pytest.raises(Invalid):
        logs.save_layout(desk, Layout(name="案件登记台账", columns=("case",)))
    logs.remove_layout(desk, key)
    assert all(one.id != key for one in logs.layouts(desk))


def test_a_log_of_cases_found_says_what_it_is_and_of_no_period(desk):
    keys = tuple(browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, False))[:3]
    order = logs.of_found(desk, LogOrder(period=OCTOBER, cases=keys, found_by="欠薪"))

    sheet = openpyxl.load_workbook(BytesIO(logs.export_log(desk, order))).active

    day = f"{desk.today().year}年{desk.today().month}月{desk.today().day}日"
    assert sheet.title == f"截至{day}"
    told = "".join(str(cell.value or "") for row in sheet["A1:Z2"] for cell in row)
    assert f"欠薪（截至{day}）" in told
    assert "统计期间" not in told


def test_an_open_case_has_no_state_of_performance_and_no_file_number(desk):
    every = tuple(browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, False))
    order = logs.of_found(desk, LogOrder(period=OCTOBER, kind="csv", cases=every))
    table = lines(logs.export_log(desk, order))
    head = next(row for row in table if titles()["filed"] in row)
    rows = [row for row in table[table.index(head) + 1 :] if len(row) == len(head)]
    place = {key: head.index(titles()[key]) for key in ("filed", "performance", "outcome")}
    assert not [row for row in rows if "结案" in row[place["filed"]]]
    assert {row[place["performance"]] for row in rows} - {""}
    with desk.db.read() as session:
        one = next(iter(ledger.rows(session, date(2018, 1, 1), desk.today())))
    [shown] = [column for column in columns() if column.key == "performance"]
    assert shown.value(replace(one, outcome=Outcome.PENDING)) == ""


def test_the_cut_off_day_of_the_centre_holds_for_its_logs(desk):
    settings.set_option(desk, CUTOFF_DAY, "20")

    assert logs.month_of(desk, 2026, 11).first == date(2026, 10, 21)


def test_a_receiver_ends_its_months_on_its_own_day_and_the_centre_on_its_own(desk):
    union, bureau = (layout for layout in SHIPPED if layout.key in ("union", "bureau"))

    logs.set_cutoff(desk, union, 20)

    months = {
        layout.key: logs.period_of(desk, Span.MONTH, 2026, 10, layout) for layout in (union, bureau)
    }
    assert (months["union"].first, months["union"].last) == (date(2026, 9, 21), date(2026, 10, 20))
    assert (months["bureau"].first, months["bureau"].last) == (
        date(2026, 10, 1),
        date(2026, 10, 31),
    )
    assert desk.period(Span.MONTH, 2026, 10) == months["bureau"], "locks go by the centre's day"
    logs.set_cutoff(desk, union, None)
    assert logs.cutoff_of(desk, union) is None
    with pytest.raises(DeskError, match="31"):
        logs.set_cutoff(desk, union, 32)


def test_the_cut_off_day_of_a_layout_goes_with_it(desk):
    key = logs.save_layout(desk, Layout(name="市总月报", columns=("case",)))
    own = replace(REGISTER, id=key, key="", name="市总月报")
    logs.set_cutoff(desk, own, 25)
    logs.remove_layout(desk, key)
    assert logs.cutoff_of(desk, own) is None
