"""The log as CSV: UTF-8 with its mark for Excel and WPS, safe against formulas."""

import csv
from collections.abc import Iterable
from io import StringIO

from mediation_desk import i18n
from mediation_desk.domain.ledger import LedgerRow
from mediation_desk.reports import log, log_columns
from mediation_desk.reports.log import Heading, Progress, Totals
from mediation_desk.reports.log_columns import Value

_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def write_log(
    rows: Iterable[LedgerRow], heading: Heading, progress: Progress | None = None
) -> bytes:
    """Write the log as CSV: headings, a line per case, totals. Figures have no thousands mark."""
    target = StringIO()
    with i18n.speaking(i18n.CHINESE):
        columns = log_columns.columns(masked=heading.masked)
        totals = Totals(columns)
        out = csv.writer(target)
        out.writerow([log_columns.number_heading(), *(column.heading for column in columns)])
        for row in log.told(rows, progress):
            cells = tuple(column.value(row) for column in columns)
            totals.add(cells)
            out.writerow([totals.rows, *map(_written, cells)])
        out.writerow([totals.label, *map(_written, totals.cells())])
    return target.getvalue().encode("utf-8-sig")


def _written(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
