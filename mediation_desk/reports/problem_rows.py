"""Lines of a file that somebody has to correct, as .xlsx with what is wrong beside each."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from tempfile import TemporaryDirectory

import xlsxwriter

from mediation_desk import i18n
from mediation_desk.i18n import _

_MOST = 32_000
_WIDE, _PROBLEM_WIDE = 14, 60


def added_headings() -> tuple[str, str]:
    """Return what stands over the columns that are added behind those of the file."""
    with i18n.speaking(i18n.CHINESE):
        return _("Problems"), _("Line")


Rows = Iterable[tuple[int, Sequence[str], str]]
"""Lines of a file: the number of each, its cells, and what is to be said of it."""


def write_problem_rows(headings: Sequence[str], wrong: Rows, doubtful: Rows = ()) -> bytes:
    """Write the lines with their number in the file; all is text, nothing becomes a formula.

    Those that are taken as they are although something in them is `doubtful` stand on a sheet of
    their own, so that nobody takes them for lines left out.
    """
    target = BytesIO()
    with i18n.speaking(i18n.CHINESE), TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": folder})
        sheets = ((_("Lines to correct"), list(wrong)), (_("Taken, to be checked"), list(doubtful)))
        for title, rows in [sheet for sheet in sheets if sheet[1]] or sheets[:1]:
            _fill(book, title, headings, rows)
        book.close()
    return target.getvalue()


def _fill(
    book: xlsxwriter.Workbook,
    title: str,
    headings: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str], str]],
) -> None:
    base = {"font_name": "宋体", "font_size": 11, "border": 1, "valign": "top"}
    head = book.add_format({**base, "bold": True, "bg_color": "#E7EBF0", "text_wrap": True})
    plain = book.add_format({**base, "num_format": "@"})
    wrong = book.add_format({**base, "text_wrap": True, "font_color": "#B3261E"})
    sheet = book.add_worksheet(title)
    last = len(headings)
    sheet.set_column(0, last - 1, _WIDE)
    sheet.set_column(last, last, _PROBLEM_WIDE)
    sheet.set_column(last + 1, last + 1, 8)
    for column, text in enumerate((*headings, *added_headings())):
        sheet.write_string(0, column, text, head)
    for place, (line, cells, problem) in enumerate(rows, 1):
        for column in range(last):
            text = cells[column] if column < len(cells) else ""
            sheet.write_string(place, column, text[:_MOST], plain)
        sheet.write_string(place, last, problem[:_MOST], wrong)
        sheet.write_number(place, last + 1, line, plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), last + 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
