"""The plain Word file that every template starts from. Used by the templates' sources only.

Page, grid and type after GB/T 9704-2012: A4, margins 37/26/35/28 mm, 22 lines of 28
characters, 仿宋 of size three, page numbers — 1 — outside. Every run has an East Asian font
and the language zh-CN; there are no theme fonts.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

TWIPS_PER_MM = 1440 / 25.4
BLANK_DAY = "　　　　年　　月　　日"
SIGNED = "{{ 机构全称 }}（印章）"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_LINE = 579  # 28.95 points: 22 lines on 225 mm
_TIGHT = -5  # a quarter of a point less between characters: 28 of them on 156 mm
_BORDER = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_CELL_STYLES = {
    "#": "CellCentre",
    "^": "CellCentre",
    ">": "CellRight",
    "~": "Fine",
    "=": "FineCentre",
    "+": "FineRight",
}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: paragraphs as XML, how many columns it spans, its part in a merge."""

    content: str
    span: int = 1
    merge: str = ""


def run(text: str, *, bold: bool = False, font: str = "") -> str:
    """Return a run of text."""
    marks = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>' if font else ""
    marks += "<w:b/>" if bold else ""
    properties = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*parts: str, style: str = "", extra: str = "") -> str:
    """Return a paragraph; a part that is not a run yet is plain text."""
    runs = "".join(part if part.startswith("<w:r>") else run(part) for part in parts)
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def title(text: str) -> str:
    """Return the title of a paper."""
    return paragraph(text, style="Title")


def head(text: str) -> str:
    """Return a heading of the first level (一、)."""
    return paragraph(text, style="Head1")


def flush(*parts: str) -> str:
    """Return a paragraph without indent."""
    return paragraph(*parts, style="Flush")


def kept(*parts: str, style: str = "") -> str:
    """Return a paragraph that stays on the page of what follows, as the words before a seal do."""
    return paragraph(*parts, style=style, extra="<w:keepNext/><w:keepLines/>")


def with_next(content: str) -> str:
    """Return paragraphs with a style so that they stay on the page of what follows."""
    return re.sub(r'(<w:pStyle w:val="\w+"/>)', r"\1<w:keepNext/>", content)


def right(text: str) -> str:
    """Return a line at the right, four characters from the margin, as dates of papers stand."""
    return paragraph(text, style="RightLine")


def tag(text: str) -> str:
    """Return a paragraph that holds only a template's tag and leaves nothing behind."""
    return paragraph("{%p " + text + " %}", style="Flush")


def annex(text: str) -> str:
    """Return the heading of an annex, at the head of a new page."""
    return paragraph(run(text, font="黑体"), style="Flush", extra="<w:pageBreakBefore/>")


def signed(first: str, second: str) -> list[Cell]:
    """Return a row of a signature block, kept with the row below."""
    return [Cell(kept(first, style="Flush")), Cell(kept(second, style="Flush"))]


def small(text: str, *, to_right: bool = False) -> str:
    """Return a paragraph of a table cell."""
    return paragraph(text, style="CellRight" if to_right else "Cell")


def cell(text: str, span: int = 1) -> Cell:
    """Return a cell; its first sign says how it is set.

    # is a column's heading, ^ centred, > at the right; ~ = + are small type: left, centred, right.
    """
    style = _CELL_STYLES.get(text[:1], "Cell")
    shown = text[1:] if text[:1] in _CELL_STYLES else text
    content = run(shown, font="黑体") if text.startswith("#") else run(shown)
    return Cell(paragraph(content, style=style), span)


def several(*paragraphs: str, span: int = 1) -> Cell:
    """Return a cell of several paragraphs."""
    return Cell("".join(paragraphs), span)


def small_tag(text: str) -> str:
    """Return a tag inside a table cell that leaves nothing behind."""
    return paragraph("{%p " + text + " %}", style="Cell")


def table(
    widths: Sequence[float],
    rows: Sequence[str | Sequence[Cell | str]],
    *,
    heads: int = 0,
    borders: bool = True,
    tall: Sequence[int] = (),
    height: float = 8.0,
) -> str:
    """Return a table, widths and height in mm. A row that is a text is a template's tag.

    The first `heads` rows are repeated on every page; rows named in `tall` may be cut by one.
    """
    twips = [round(width * TWIPS_PER_MM) for width in widths]
    lines = "".join(_BORDER.format(edge) for edge in _EDGES) if borders else ""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    written = "".join(
        _row(_cells(row, len(widths)), twips, number < heads, number not in tall, height)
        for number, row in enumerate(rows)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/>'
        '<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{written}</w:tbl>"
    )


def _cells(row: str | Sequence[Cell | str], columns: int) -> list[Cell]:
    if isinstance(row, str):
        return [Cell(small("{%tr " + row + " %}"), span=columns)]
    return [part if isinstance(part, Cell) else cell(part) for part in row]


def _row(
    cells: Sequence[Cell], twips: Sequence[int], heads: bool, whole: bool, height: float
) -> str:
    properties = ("<w:cantSplit/>" if whole else "") + (
        f'<w:trHeight w:val="{round(height * TWIPS_PER_MM)}" w:hRule="atLeast"/>'
    )
    properties += "<w:tblHeader/>" if heads else ""
    written, at = "", 0
    for cell in cells:
        width = sum(twips[at : at + cell.span])
        at += cell.span
        span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
        merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
        written += (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}'
            f'<w:vAlign w:val="center"/></w:tcPr>{cell.content}</w:tc>'
        )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def document(body: str, foot: str = "", *, numbered: bool = True) -> bytes:
    """Return the .docx, the same bytes for the same body.

    `foot` is a line above the page number of every page, such as the place to sign each page; what
    is not `numbered` has neither.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _parts(body, foot, numbered).items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, _HEAD + text)
    return packed.getvalue()


_FOOTERS = "".join(
    f'<w:footerReference w:type="{which}" r:id="{key}"/>'
    for which, key in (("default", "rId3"), ("even", "rId4"))
)


def _parts(body: str, foot: str, numbered: bool) -> dict[str, str]:
    section = (
        f"<w:sectPr>{_FOOTERS if numbered else ''}"
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" '
        'w:footer="1225" w:gutter="0"/><w:docGrid w:linePitch="579"/></w:sectPr>'
    )
    return {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f"<w:document {_W} {_R}><w:body>{body}{section}</w:body></w:document>",
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_PACKAGE}/relationships">'
            f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId2" Type="{_OFFICE}/settings" Target="settings.xml"/>'
            f'<Relationship Id="rId3" Type="{_OFFICE}/footer" Target="footer1.xml"/>'
            f'<Relationship Id="rId4" Type="{_OFFICE}/footer" Target="footer2.xml"/>'
            "</Relationships>"
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _SETTINGS,
        "word/footer1.xml": _footer("right", "right", foot),
        "word/footer2.xml": _footer("left", "left", foot),
    }


_CONTENT_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_TYPE}.footer+xml"/>'
    f'<Override PartName="/word/footer2.xml" ContentType="{_TYPE}.footer+xml"/></Types>'
)
_SETTINGS = (
    f'<w:settings {_W}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
)


def _footer(align: str, side: str, foot: str) -> str:
    marks = f'<w:rPr>{_fonts("宋体")}<w:sz w:val="28"/></w:rPr>'
    parts = (
        f'<w:r>{marks}<w:t xml:space="preserve">— </w:t></w:r>',
        f'<w:r>{marks}<w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r>{marks}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
        f'<w:r>{marks}<w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r>{marks}<w:t>1</w:t></w:r>",
        f'<w:r>{marks}<w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:r>{marks}<w:t xml:space="preserve"> —</w:t></w:r>',
    )
    form = (
        f'<w:pStyle w:val="Flush"/><w:spacing w:line="364" w:lineRule="exact"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280"/><w:jc w:val="{align}"/>'
    )
    line = paragraph(foot, style="FineHead") if foot else ""
    return f"<w:ftr {_W}>{line}<w:p><w:pPr>{form}</w:pPr>{''.join(parts)}</w:p></w:ftr>"


def _styles() -> str:
    body = _fonts("仿宋")
    cell = (
        '<w:spacing w:line="360" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/>'
    )
    none = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    fine = f'<w:spacing w:line="290" w:lineRule="exact"/>{none}'
    fine_type = '<w:spacing w:val="0"/><w:sz w:val="18"/>'
    small_type = '<w:spacing w:val="0"/><w:sz w:val="21"/>'
    return (
        f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{body}"
        f'<w:spacing w:val="{_TIGHT}"/><w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:line="{_LINE}" w:lineRule="exact"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        + _style("Normal", "正文", '<w:widowControl w:val="0"/>'
            '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
                 '<w:ind w:firstLineChars="200" w:firstLine="632"/><w:jc w:val="both"/>')
        + _style("Title", "文书标题", '<w:keepNext/><w:spacing w:before="60" w:after="240" '
                 f'w:line="660" w:lineRule="exact"/>{none}<w:jc w:val="center"/>',
                 _fonts("方正小标宋简体") + '<w:spacing w:val="0"/><w:sz w:val="44"/>')
        + _style("Subtitle", "文书机构", f'<w:keepNext/>{none}<w:jc w:val="center"/>',
                 _fonts("方正小标宋简体") + '<w:spacing w:val="0"/><w:sz w:val="36"/>')
        + _style("Head1", "一级标题", "<w:keepNext/>", _fonts("黑体"))
        + _style("Head2", "二级标题", "<w:keepNext/>", _fonts("楷体"))
        + _style("Flush", "顶格", f'{none}<w:jc w:val="left"/>')
        + _style("Centred", "居中", f'{none}<w:jc w:val="center"/>')
        + _style("RightLine", "落款",
                 '<w:keepLines/><w:ind w:rightChars="400" w:right="1264" '
                 'w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>')
        + _style("Cell", "表格文字", f'{cell}<w:jc w:val="left"/>', small_type)
        + _style("CellCentre", "表格居中", f'{cell}<w:jc w:val="center"/>', small_type)
        + _style("CellRight", "表格靠右", f'{cell}<w:jc w:val="right"/>', small_type)
        + _style("Fine", "表格小字", f'{fine}<w:jc w:val="left"/>', fine_type)
        + _style("FineCentre", "表格小字居中", f'{fine}<w:jc w:val="center"/>', fine_type)
        + _style("FineRight", "表格小字靠右", f'{fine}<w:jc w:val="right"/>', fine_type)
        + _style("FineHead", "表格小字标题", f'<w:keepNext/>{fine}<w:jc w:val="left"/>', fine_type)
        + "</w:styles>"
    )  # fmt: skip


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(key: str, name: str, form: str, look: str = "") -> str:
    default = ' w:default="1"' if key == "Normal" else ""
    based = "" if key == "Normal" else '<w:basedOn w:val="Normal"/>'
    return (
        f'<w:style w:type="paragraph"{default} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{form}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
    )
