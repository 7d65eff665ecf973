"""The import of a ledger of 20,000 rows against bare inserts of the same rows in one transaction.

Run it by hand: `python -m tests.bench.bench_ledger [rows]`. Told are rows per second from the
file to the saved cases, of the saving alone, and of bare inserts of every row that the import
wrote into the same tables of an empty file; memory is to stay below 300 MiB.
"""

import resource
import sys
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import xlsxwriter
from sqlalchemy import insert, select, text

from mediation_desk import i18n
from mediation_desk.services import past_cases, story
from mediation_desk.services.desk import Desk, beijing_now
from mediation_desk.storage.records import Record

HEADS = (
    *("序号", "案号", "登记日期", "案件来源", "申请人", "身份证号", "性别", "联系电话"),
    *("涉及人数", "农民工", "女职工", "被申请人", "统一社会信用代码", "所属县区", "行业"),
    *("案由", "请求事项", "请求金额（万元）", "受理日期", "调解员", "调解次数", "处理结果"),
    *("结案日期", "协议金额", "协议生效日", "已履行金额", "履行情况", "归档号", "备注"),
)
TABLES = (
    *("employer", "person", "mediation_case", "statement", "search_row", "party", "claim"),
    *("settlement", "money_row", "payment", "step_taken", "proceeding", "past_import", "past_case"),
)
ENDS = ("达成协议", "达成协议", "达成协议", "调解不成", "撤回申请")


def written(path: Path, rows: int) -> Path:
    """Write a plausible ledger with a head of two merged lines."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    page = book.add_worksheet("台账")
    page.write_string(0, 0, "劳动争议调解案件登记台账")
    for column, head in enumerate(HEADS):
        page.write_string(1, column, head)
    for n in range(rows):
        day = date(2016, 1, 4) + timedelta(days=n % 2900)
        end = day + timedelta(days=9)
        size = 12 if n % 50 == 0 else 1
        settled = ENDS[n % 5] == "达成协议"
        cells: tuple[str | float, ...] = (
            *(n + 1, f"张劳调〔{day.year}〕{n + 1}号", f"{day:%Y.%-m.%-d}", "来访"),
            *(f"王{n % 997}等{size}人" if size > 1 else f"李某{n}", "", "男", f"139{n:08d}"),
            *(size, size // 2, size // 3, f"第{n % 3000}建筑有限公司", "", "桥东区", "建筑业"),
            *("拖欠工资", "支付拖欠的工资", 1.2 + n % 9, f"{day.year}年{day.month}月{day.day}日"),
            *("李调解", 1, ENDS[n % 5], f"{end:%Y/%m/%d}", "1.1万元" if settled else ""),
            *(f"{end:%Y%m%d}" if settled else "", "8000" if settled else "", "", f"D{n}", "无"),
        )
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(n + 2, column, cell)
            else:
                page.write_number(n + 2, column, cell)
    book.close()
    return path


def copied(desk: Desk, folder: Path) -> float:
    """Insert every row of the import into the same tables of an empty file, and nothing else."""
    empty = story.found_centre(folder / "bare.desk", beijing_now)
    tables = Record.metadata.tables
    with desk.db.read() as session:
        rows = {
            name: [dict(row) for row in session.execute(select(tables[name])).mappings()]
            for name in TABLES
        }
    with empty.db._writer.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys=ON"))
        begun = perf_counter()
        for table in Record.metadata.sorted_tables:
            if rows.get(table.name):
                connection.execute(insert(table), rows[table.name])
    taken = perf_counter() - begun
    empty.close()
    return taken


def main() -> None:
    """Print rows per second, the ratios, and the most memory used."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    i18n.use(i18n.CHINESE)
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = written(folder / "ledger.xlsx", rows)
        desk = story.found_centre(folder / "centre.desk", beijing_now)
        begun = perf_counter()
        ledger = past_cases.open_ledger(desk, path)
        offer = past_cases.offer(desk, ledger, ledger.likeliest)
        run = past_cases.dry_run(desk, ledger, offer.sheet, offer.layout)
        read = perf_counter()
        past_cases.bring_in(desk, run)
        saved = perf_counter()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        found = len(run.chosen(False))
        del run, ledger
        bare = copied(desk, folder)
        back = perf_counter()
        past_cases.take_back(desk, past_cases.imports(desk)[0].id)
        undone = perf_counter() - back
        desk.close()
    whole, saving = saved - begun, saved - read
    print(
        f"{rows} rows, {found} imported: from the file to the cases {rows / whole:.0f} rows/s"
        f" (read and checked {read - begun:.1f} s, saved {saving:.1f} s: {found / saving:.0f}"
        f" rows/s) · bare inserts of the same rows {bare:.1f} s: {found / bare:.0f} rows/s"
        f" · ratio of saving {saving / bare:.2f}, of the whole {whole / bare:.2f}"
        f" · undone in {undone:.1f} s · memory {memory} MiB (aim 300)"
    )


if __name__ == "__main__":
    main()
