"""Ten papers as a centre might have edited their templates in Word or WPS."""

import io
import zipfile
from collections.abc import Callable, Mapping

from PIL import Image, ImageDraw

from tests.documents.full_cases import Made
from tests.documents.word_files import par, tbl

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DRAWN = (
    f'xmlns:r="{_OFFICE}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_LONG = (
    "申请人与被申请人因劳动报酬、经济补偿发生争议，向本中心申请调解。经查，申请人于2019年3月"
    "1日入职，双方签订劳动合同（期限三年），约定月工资6,200.00元；被申请人自2026年7月起未足额"
    "支付工资，申请人多次催要未果——双方对欠薪数额无异议，“以书面确认为准”。"
)
Parts = dict[str, bytes]


def edited(made: Mapping[str, Made], only: str = "") -> dict[str, Made]:
    """Return the papers after the edits, or after one of them, by what was done to them."""
    found = {}
    for name, (code, edit) in _EDITS.items():
        if only not in {"", name}:
            continue
        one = made[code]
        found[name] = Made(code=name, title=one.title, docx=_changed(one.docx, edit))
    return found


def _smaller_type(parts: Parts) -> None:
    """Song of size four in place of 仿宋 of size three, one and a half lines apart."""
    _swap(parts, "word/styles.xml", "仿宋", "宋体")
    _swap(parts, "word/styles.xml", '<w:sz w:val="32"/>', '<w:sz w:val="28"/>')
    _swap(
        parts,
        "word/styles.xml",
        '<w:spacing w:line="579" w:lineRule="exact"/>',
        '<w:spacing w:line="360" w:lineRule="auto"/>',
    )
    _swap(parts, "word/styles.xml", 'w:firstLine="632"', 'w:firstLine="560"')  # fmt: skip


def _merged_table(parts: Parts) -> None:
    """A table with cells merged across and down, shaded, its head repeated over four pages."""

    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{par(text, _FLAT)}</w:tc>"

    head = (
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        + cell("人员", '<w:gridSpan w:val="2"/><w:shd w:val="clear" w:fill="D9D9D9"/>')
        + cell("应付款项（元）", '<w:vAlign w:val="center"/>')
        + "</w:tr>"
    )
    lines = ""
    for number in range(1, 49):
        merge = "restart" if number % 3 == 1 else "continue"
        lines += (
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            + cell(f"第{number}组" if merge == "restart" else "",
                   f'<w:vMerge w:val="{merge}"/><w:vAlign w:val="center"/>')
            + cell(f"职工{number}") + cell(f"{number},000.00") + "</w:tr>"
        )  # fmt: skip
    _insert(parts, par("按人员列明：") + tbl(head + lines, (2000, 3000, 3500)))


def _letterhead(parts: Parts) -> None:
    """The union's emblem and name over a line at the head of every page."""
    header = par("", "", "").replace("<w:t ", f"{_picture('inline')}<w:t ") + par(
        "张家口市总工会",
        '<w:pBdr><w:bottom w:val="single" w:sz="12"/></w:pBdr><w:jc w:val="center"/>',
    )
    _running(parts, "header", header)


def _pages_of_pages(parts: Parts) -> None:
    """第1页 共3页 in the middle of the foot, on left and right pages alike."""
    foot = par("第", '<w:jc w:val="center"/>').replace(
        "</w:p>", _field("PAGE") + _run("页　共") + _field("NUMPAGES") + _run("页") + "</w:p>"
    )
    for name in ("word/footer1.xml", "word/footer2.xml"):
        parts[name] = f"<w:ftr {_WORD}>{foot}</w:ftr>".encode()


def _page_number_of_wps(parts: Parts) -> None:
    """The page number in a text box in the middle of the foot, as WPS puts it there."""
    box = (
        f'<w:ftr {_WORD} {_DRAWN}><w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">'
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>center'
        '</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0'
        '</wp:posOffset></wp:positionV><wp:extent cx="1828800" cy="360000"/><wp:wrapNone/>'
        '<wp:docPr id="9" name="t"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1828800" '
        'cy="360000"/></a:xfrm><a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent>'
        f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{_field("PAGE")}</w:p></w:txbxContent>'
        '</wps:txbx><wps:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0"/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
        "</w:r></w:p></w:ftr>"
    )
    for name in ("word/footer1.xml", "word/footer2.xml"):
        parts[name] = box.encode()


def _tabs(parts: Parts) -> None:
    """Lines with tab stops: a list of annexes with dots, names in columns, usual stops."""
    dots = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8800"/></w:tabs>' + _FLAT
    columns = (
        '<w:tabs><w:tab w:val="left" w:pos="2400"/><w:tab w:val="center" w:pos="6000"/></w:tabs>'
    )
    _insert(
        parts,
        "".join(
            par(f"附件{n}　证据材料清单", dots).replace(
                "</w:p>", f"<w:r><w:tab/></w:r>{_run(f'第{n}页')}</w:p>"
            )
            for n in range(1, 6)
        )
        + par("申请人", columns + _FLAT).replace(
            "</w:p>", f"<w:r><w:tab/></w:r>{_run('张建国')}<w:r><w:tab/></w:r>{_run('签名')}</w:p>"
        )
        + par("电话", _FLAT).replace(
            "</w:p>", f"<w:r><w:tab/><w:tab/></w:r>{_run('0313-0000000')}</w:p>"
        ),
    )


def _marked(parts: Parts) -> None:
    """Underlined, struck, bold, red, raised and narrow type; boxes to tick."""
    looks = (
        '<w:u w:val="single"/>', "<w:b/>", "<w:strike/>", '<w:color w:val="FF0000"/>',
        '<w:w w:val="80"/>', '<w:spacing w:val="40"/>',
    )  # fmt: skip
    _insert(
        parts,
        "".join(par(_LONG, "", look) for look in looks)
        + par("☑同意　□不同意　☐其他：", _FLAT).replace(
            "</w:p>", _run(" " * 20, '<w:u w:val="single"/>') + "</w:p>"
        ),
    )


def _numbered(parts: Parts) -> None:
    """Clauses under automatic numbers of three levels."""
    levels = (
        ("chineseCountingThousand", "%1、", "nothing", 0, 640),
        ("chineseCountingThousand", "（%2）", "nothing", 0, 640),
        ("decimal", "%3．", "tab", 1060, -420),
    )
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
        + f'<w:ind w:left="{left}" w:firstLineChars="0" '
        + (f'w:firstLine="{first}"/>' if first > 0 else f'w:hanging="{-first}"/>')
        + "</w:pPr></w:lvl>"
        for at, (kind, text, suffix, left, first) in enumerate(levels)
    )
    _part(parts, "numbering", f'<w:numbering {_WORD}><w:abstractNum w:abstractNumId="0">'
          f'<w:multiLevelType w:val="multilevel"/>{written}</w:abstractNum><w:num w:numId="1">'
          '<w:abstractNumId w:val="0"/></w:num></w:numbering>')  # fmt: skip
    order = (0, 1, 1, 2, 2, 2, 0, 1, 2, 0)
    _insert(
        parts,
        "".join(
            par(_LONG, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>')
            for at in order
        ),
    )


def _on_the_grid(parts: Parts) -> None:
    """22 lines by the page's grid, single lines, kept headings."""
    _swap(
        parts,
        "word/document.xml",
        '<w:docGrid w:linePitch="579"/>',
        '<w:docGrid w:type="lines" w:linePitch="579"/>',
    )
    _swap(
        parts,
        "word/styles.xml",
        '<w:spacing w:line="579" w:lineRule="exact"/>',
        '<w:spacing w:line="240" w:lineRule="auto"/>',
    )
    headed = (par(f"{n}．标题", "<w:keepNext/>") + par(_LONG) for n in range(1, 12))
    _insert(parts, "".join(headed))


def _hanging(parts: Parts) -> None:
    """Indents in characters, hanging first lines, gaps in lines, breaks of pages."""
    forms = (
        '<w:ind w:leftChars="200" w:left="640" w:hangingChars="200" w:hanging="640" '
        'w:firstLineChars="0"/>',
        '<w:ind w:leftChars="100" w:left="320" w:rightChars="300" w:right="960" '
        'w:firstLineChars="200" w:firstLine="640"/>',
        '<w:spacing w:beforeLines="50" w:before="290" w:afterLines="100" w:after="579"/>',
        "<w:keepLines/>",
        "<w:pageBreakBefore/>",
    )
    hard = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    _insert(parts, "".join(par(_LONG, form) for form in forms) + hard + par(_LONG) * 12)


_FLAT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_EDITS: dict[str, tuple[str, Callable[[Parts], None]]] = {
    "smaller-type": ("D-08", _smaller_type),
    "merged-table": ("D-34", _merged_table),
    "letterhead": ("D-72", _letterhead),
    "pages-of-pages": ("D-19", _pages_of_pages),
    "page-number-of-wps": ("D-40", _page_number_of_wps),
    "tabs": ("D-28", _tabs),
    "marked": ("D-10", _marked),
    "numbered": ("D-30", _numbered),
    "on-the-grid": ("D-08", _on_the_grid),
    "hanging": ("D-03", _hanging),
}


def _changed(docx: bytes, edit: Callable[[Parts], None]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    edit(parts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _swap(parts: Parts, name: str, old: str, new: str) -> None:
    assert old.encode() in parts[name], (name, old)
    parts[name] = parts[name].replace(old.encode(), new.encode())


def _insert(parts: Parts, body: str) -> None:
    """Put paragraphs before the last section mark."""
    text = parts["word/document.xml"].decode()
    at = text.rindex("<w:sectPr>")
    parts["word/document.xml"] = (text[:at] + body + text[at:]).encode()


def _part(parts: Parts, kind: str, text: str, links: str = "") -> None:
    """Add a part to the package, related to the document as rIdX."""
    parts[f"word/{kind}.xml"] = text.encode()
    content = f"{_TYPE}.{kind}+xml"
    _swap(
        parts,
        "[Content_Types].xml",
        "</Types>",
        f'<Default Extension="png" ContentType="image/png"/><Override '
        f'PartName="/word/{kind}.xml" ContentType="{content}"/></Types>',
    )
    _swap(parts, "word/_rels/document.xml.rels", "</Relationships>",
          f'<Relationship Id="rIdX" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
          "</Relationships>")  # fmt: skip
    if links:
        parts[f"word/_rels/{kind}.xml.rels"] = links.encode()


def _running(parts: Parts, kind: str, body: str) -> None:
    """Add a header for right and left pages, with the emblem in its folder."""
    emblem = io.BytesIO()
    picture = Image.new("RGB", (64, 64), "white")
    ImageDraw.Draw(picture).ellipse((4, 4, 60, 60), fill="red")
    picture.save(emblem, "PNG")
    parts["word/media/emblem.png"] = emblem.getvalue()
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/image" Target="media/emblem.png"/>'
        "</Relationships>"
    )
    _part(parts, kind, f"<w:hdr {_WORD} {_DRAWN}>{body}</w:hdr>", links)
    references = "".join(
        f'<w:{kind}Reference w:type="{which}" r:id="rIdX"/>' for which in ("default", "even")
    )
    _swap(parts, "word/document.xml", "<w:sectPr>", f"<w:sectPr>{references}")


def _picture(kind: str) -> str:
    size = '<wp:extent cx="457200" cy="457200"/>'
    return (
        f"<w:drawing><wp:{kind}>{size}"
        '<wp:docPr id="1" name="e"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        '<pic:cNvPr id="1" name="e"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip '
        'r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="457200" cy="457200"/></a:xfrm><a:prstGeom prst="rect"/>'
        f"</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:{kind}></w:drawing>"
    )


def _run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(name: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
