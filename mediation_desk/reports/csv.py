"""The log as CSV for Excel and WPS: UTF-8 with its mark or GB 18030, safe against formulas."""

import csv
from collections.abc import Iterable
from io import StringIO

from mediation_desk import i18n
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.reports import log, log_columns
from mediation_desk.reports.log import Heading, Progress, Totals
from mediation_desk.reports.log_columns import Value

UTF8, GB = "utf-8-sig", "gb18030"
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def write_log(
    rows: Iterable[LedgerRow],
    heading: Heading,
    progress: Progress | None = None,
    coding: str = UTF8,
) -> bytes:
    """Write the log as CSV: headings, a line per case, totals. Figures have no thousands mark."""
    target = StringIO()
    with i18n.speaking(i18n.CHINESE):
        columns = log_columns.columns(heading.layout, masked=heading.masked)
        totals = Totals(columns)
        out = csv.writer(target)
        out.writerow([log_columns.number_heading(), *(column.heading for column in columns)])
        for row in log.told(rows, progress):
            cells = tuple(column.value(row) for column in columns)
            totals.add(cells)
            out.writerow([totals.rows, *map(_written, cells)])
        out.writerow([totals.label, *map(_written, totals.cells())])
        for line in (*log.adjustment_lines(heading), *log.void_lines(heading)):
            out.writerow([_written(line)])
        if heading.marks.line:
            out.writerow([_written(heading.marks.line)])
    return target.getvalue().encode(coding)


def _written(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
