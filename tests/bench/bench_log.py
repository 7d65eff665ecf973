"""The log of 10,000 cases as .xlsx against a bare XlsxWriter loop over the same cells.

Run it by hand: `python -m tests.bench.bench_log [rows]`. Aim: at most 1.3 times the bare loop.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from statistics import median
from time import perf_counter

import xlsxwriter

from mediation_desk import i18n, reports
from mediation_desk.domain.case import Source
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.ledger import LedgerRow, Outcome, PerformanceState
from mediation_desk.domain.people import Sex
from mediation_desk.domain.period import Period, Span
from mediation_desk.reports.log_columns import columns

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "建国秀英志强铁柱桂兰磊大勇晓燕海平伟芳娜敏静丽强军洋"
FIRST = date(2026, 10, 1)
ROUNDS = 5


def synthetic(n: int) -> LedgerRow:
    """A plausible case, different from its neighbours."""
    day = FIRST + timedelta(days=n % 31)
    return LedgerRow(
        case_id=n,
        number=f"张劳调字〔2026〕第{n + 1:05d}号",
        received_on=day,
        source=list(Source)[n % len(Source)],
        first_applicant=SURNAMES[n % 20] + GIVEN[n % 23] + GIVEN[n * 7 % 23],
        sex=Sex.FEMALE if n % 3 else Sex.MALE,
        phone=f"139{n:08d}",
        workers=1 + n % 14,
        women=n % 5,
        respondent=f"宣化区{SURNAMES[n % 20]}{GIVEN[n % 23]}建筑工程第{n % 997}有限公司",
        credit_code=f"91130705MA0{n:07d}",
        district="130705",
        cause=("A01", "A09", "D06", "E05")[n % 4],
        requests=f"支付2026年第{n % 4 + 1}季度拖欠工资{n % 9 + 1}笔、解除劳动合同的经济补偿",
        claimed=Decimal(n * 37 + 100).quantize(Decimal("0.01")),
        is_group=n % 14 > 8,
        accepted_on=day,
        mediator=SURNAMES[n % 20] + "调解",
        hearings=n % 3,
        outcome=Outcome.SETTLED if n % 2 else Outcome.PENDING,
        ended_on=day + timedelta(days=9) if n % 2 else None,
        days=9 if n % 2 else None,
        agreed=Decimal(n * 31).quantize(Decimal("0.01")),
        effective_on=day if n % 2 else None,
        paid=Decimal(n * 11).quantize(Decimal("0.01")),
        performance=PerformanceState.RUNNING,
    )


def bare(table: list[list[object]]) -> bytes:
    """The same cells, already computed, by the shortest loop that keeps their types."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": True})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, cells in enumerate(table):
        for column, value in enumerate(cells):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif isinstance(value, date):
                sheet.write_datetime(row, column, value, day)
            elif value is not None:
                sheet.write_number(row, column, value)
    book.close()
    return target.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """How long it takes once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def main() -> None:
    """Print both times and their ratio."""
    rows = [synthetic(n) for n in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)]
    with i18n.speaking(i18n.CHINESE):
        fields = columns()
        table: list[list[object]] = [
            [n, *(column.value(row) for column in fields)] for n, row in enumerate(rows, 1)
        ]
    centre = Centre(name="张家口市劳动争议调解中心")
    rounds = [
        (
            seconds(lambda: bare(table)),
            seconds(
                lambda: reports.log_bytes("xlsx", rows, Period.of(Span.MONTH, 2026, 10), centre)
            ),
        )
        for _round in range(ROUNDS)
    ]
    base, ours = (median(spans) for spans in zip(*rounds, strict=True))
    ratio = median(log / loop for loop, log in rounds)
    print(
        f"{len(rows)} rows: bare loop {base:.2f} s, log {ours:.2f} s, ratio {ratio:.2f} (aim 1.3)"
    )


if __name__ == "__main__":
    main()
