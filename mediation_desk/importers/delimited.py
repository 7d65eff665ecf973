"""Text with separators, from a .csv file or the clipboard, as lines of cells."""

import csv
from collections.abc import Iterator
from itertools import islice

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.importers.grid import MOST_COLUMNS, MOST_LINES, Line

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATORS = (",", "，", ";", "；", "|")
_FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def decode(data: bytes) -> str:
    """Return a file's text, by its mark or by what it can only be: UTF-8, UTF-16, GB 18030."""
    for encoding in _candidates(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise FileRefused(
        _("This is not a text file that can be read. Save the roster as .xlsx or as CSV UTF-8.")
    )


def _candidates(data: bytes) -> tuple[str, ...]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return (encoding,)
    if b"\0" in data[:2000]:
        return ("utf-16-le", "utf-16-be")
    return ("utf-8", "gb18030")


def lines(text: str, most: int = MOST_LINES) -> Iterator[Line]:
    """Yield the lines of separated text, at most so many."""
    rows = csv.reader(_with_ends(text), delimiter=separator(text), strict=True)
    number = 1
    while True:
        if number > most:
            raise FileRefused(
                _("The text has more than {n} lines. Is it the right file?").format(n=most)
            )
        try:
            row = next(rows, None)
        except csv.Error as error:
            raise FileRefused(
                _(
                    "Line {line} cannot be read: a quotation mark is not closed, "
                    "or a field is too long."
                ).format(line=number)
            ) from error
        if row is None:
            return
        yield Line(number, tuple(map(unguarded, row[:MOST_COLUMNS])))
        number = rows.line_num + 1


def _with_ends(text: str) -> Iterator[str]:
    """Cut text into lines as an editor does, so that quoted line breaks stay in their cell."""
    return (line + "\n" for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def separator(text: str) -> str:
    """Return what separates the cells: a tab if there is one, else the commonest mark."""
    head = list(islice(_with_ends(text), 20))
    if any("\t" in line for line in head):
        return "\t"
    counts = {mark: sum(line.count(mark) for line in head) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: counts[mark])


def unguarded(text: str) -> str:
    """Take off the one mark by which exports keep spreadsheets from reading text as a formula.

    That is an apostrophe before a formula or a number, or Excel's ="…" round digits.
    """
    if text.startswith("'") and (text[1:].startswith(_FORMULA_STARTS) or text[1:2].isdecimal()):
        return text[1:]
    if text.startswith('="') and text.endswith('"') and text[2:-1].isalnum():
        return text[2:-1]
    return text
