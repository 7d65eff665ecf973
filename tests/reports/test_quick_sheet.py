"""The quick sheet writes what XlsxWriter itself writes, to the byte."""

from io import BytesIO
from zipfile import ZipFile

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from mediation_desk.reports.quick_sheet import QuickSheet

CELLS = (
    *(
        "张劳调〔2026〕1号",
        "a & b <c>",
        '"',
        " 空格",
        "尾\t",
        "两\n行",
        "\x01",
        "_x0041_",
        "\ufffe",
    ),
    *("=1+1", "<r>x</r>", "𠮷野", "", 0, -1, 12.5, 1234567890123456.7, 1e-7, 45000, None, True),
)


def written(kind, memory):
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"constant_memory": memory})
    sheet = book.add_worksheet("一", kind)
    looks = [book.add_format({"bold": True}), book.add_format({"num_format": "0.00"}), None]
    for row, look in enumerate(looks):
        for column, cell in enumerate(CELLS * 2):
            if isinstance(cell, str):
                sheet.write_string(row, column, cell, look)
            else:
                sheet.write(row, column, cell, look)
    book.close()
    with ZipFile(target) as packed:
        names = [name for name in packed.namelist() if name != "docProps/core.xml"]
        return {name: packed.read(name) for name in names}


@pytest.mark.parametrize("memory", [True, False])
def test_every_cell_reads_as_the_library_writes_it(memory):
    assert written(QuickSheet, memory) == written(Worksheet, memory)
