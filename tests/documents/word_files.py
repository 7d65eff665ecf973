"""Small Word files made by hand for the tests."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="宋体" w:eastAsia="宋体"/><w:sz w:val="32"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:line="580" w:lineRule="exact"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults></w:styles>"
)


def word_file(body: str, **parts: str) -> bytes:
    """Return a .docx with that body; further parts by name, with __ for a dot."""
    document = (
        f'<w:document {_W} xmlns:r="{_OFFICE}"><w:body>{body}'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" '
        'w:bottom="1440" w:left="1440" w:header="720" w:footer="720"/></w:sectPr>'
        "</w:body></w:document>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", parts.pop("styles", _STYLES))
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", text)
    return packed.getvalue()


def par(text: str, form: str = "", look: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f"<w:p><w:pPr>{form}</w:pPr><w:r><w:rPr>{look}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def tbl(rows: str, widths: tuple[int, ...] = (3000, 3000), borders: bool = True) -> str:
    """Return a table of rows given as XML."""
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = f"<w:tblBorders>{edges}</w:tblBorders>" if borders else ""
    return f"<w:tbl><w:tblPr>{lines}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def row(*cells: str, form: str = "") -> str:
    """Return a table row of cells given as paragraphs, or as texts."""
    inner = "".join(f"<w:tc>{cell if cell.startswith('<') else par(cell)}</w:tc>" for cell in cells)
    return f"<w:tr><w:trPr>{form}</w:trPr>{inner}</w:tr>"
