"""Pages: the same text as the Word file, breaks, tables, headers, fonts."""

import io
import re
import subprocess

import pytest

from mediation_desk.documents.pages import set_pages
from mediation_desk.documents.pdf import not_carried, to_pdf
from mediation_desk.documents.word_reader import read
from mediation_desk.domain.errors import FileRefused
from mediation_desk.typeset import fonts
from tests.documents.samples import RARE_NAMES, fonts_in, pages, printed, tool
from tests.documents.word_files import par, row, tbl, word_file


def text_of(body: str, **parts: str) -> str:
    return printed(to_pdf(word_file(body, **parts), "t"))


def page_texts(pdf: bytes) -> list[str]:
    command = [tool("pdftotext", "poppler-utils"), "-raw", "-", "-"]
    text = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
    return ["".join(page.split()) for page in text.split("\f")[:-1]]


@pytest.mark.parametrize("name", RARE_NAMES)
def test_names_read_the_same_in_the_pdf(name):
    shown = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    assert text_of(par(shown)) == "".join(name.split())


def test_the_same_file_gives_the_same_bytes():
    body = word_file(par("申请人：吴𠮷") + tbl(row("甲", "乙")))

    first = to_pdf(body, "t")
    to_pdf(word_file(par("另一份文书")), "u")

    assert to_pdf(body, "t") == first


def test_every_font_is_embedded_and_subset():
    pdf = to_pdf(word_file(par("吴𠮷", look="<w:b/>") + par("调解", look="")), "t")

    rows = fonts_in(pdf)
    assert {line[0].partition("+")[2] for line in rows} >= {"MdSong-Bold", "MdRare-Regular"}
    assert all(line[-5:-2] == ["yes", "yes", "yes"] for line in rows)


def test_a_character_that_no_font_has_is_named_before_printing():
    with pytest.raises(FileRefused, match=r"U\+E000"):
        to_pdf(word_file(par("张\ue000")), "t")


def test_head_rows_are_repeated_over_sixty_rows_and_no_row_is_lost():
    head = row("姓名", "金额", form="<w:tblHeader/>")
    rows = "".join(row(f"第{n}人", f"{n}元", form="<w:cantSplit/>") for n in range(1, 61))

    texts = page_texts(to_pdf(word_file(tbl(head + rows)), "t"))

    assert len(texts) > 2
    assert all(text.startswith("姓名金额") for text in texts)
    found = re.findall(r"第(\d+)人", "".join(texts))
    assert found == [str(n) for n in range(1, 61)]


def test_a_row_taller_than_a_page_goes_on_upon_the_next():
    record = "".join(par(f"第{n}行") for n in range(1, 61))

    texts = page_texts(to_pdf(word_file(tbl(row("笔录", record))), "t"))

    assert len(texts) == 3
    assert re.findall(r"第(\d+)行", "".join(texts)) == [str(n) for n in range(1, 61)]


def test_a_whole_row_moves_to_the_next_page_rather_than_be_cut():
    before = "".join(par("行") for _ in range(20))
    tall = row("".join(par(f"第{n}行") for n in range(1, 9)), "乙", form="<w:cantSplit/>")

    texts = page_texts(to_pdf(word_file(before + tbl(tall)), "t"))

    assert texts[1].startswith("第1行")


def test_vertically_merged_cells_stay_on_one_page():
    def merged(kind: str, text: str, other: str) -> str:
        cell = f'<w:tc><w:tcPr><w:vMerge w:val="{kind}"/></w:tcPr>{par(text)}</w:tc>'
        return f"<w:tr>{cell}<w:tc>{par(other)}</w:tc></w:tr>"

    before = "".join(par("行") for _ in range(22))
    rows = (
        merged("restart", "合并", "一")
        + merged("continue", "", "二")
        + merged("continue", "", "三")
    )

    texts = page_texts(to_pdf(word_file(before + tbl(rows)), "t"))

    assert texts[1] == "合并一二三"


def test_a_heading_is_kept_with_what_follows():
    before = "".join(par("行") for _ in range(23))
    body = before + par("标题", "<w:keepNext/>") + par("正文")

    texts = page_texts(to_pdf(word_file(body), "t"))

    assert texts[1] == "标题正文"


def test_page_breaks_in_text_and_before_paragraphs():
    hard = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    body = par("一") + hard + par("二") + par("三", "<w:pageBreakBefore/>")

    assert page_texts(to_pdf(word_file(body), "t")) == ["一", "二", "三"]


def test_page_numbers_in_the_footer(single, centre):
    from mediation_desk.documents.papers import paper

    texts = page_texts(to_pdf(paper("D-30", single, centre).docx, "t"))

    assert [re.search(r"—(\d+)—", text)[1] for text in texts] == [
        str(number) for number in range(1, len(texts) + 1)
    ]


def test_an_underlined_blank_is_as_long_as_it_was_typed():
    sheet = set_pages(read(word_file(par("        ", look='<w:u w:val="single"/>'))))

    (mark,) = (mark for strip in sheet[0].strips for mark in strip.marks if hasattr(mark, "to_x"))

    assert round(mark.to_x - mark.x, 2) == round(8 * 16 * fonts.advance(" ", fonts.SONG), 2)


def test_sections_have_their_own_paper():
    landscape = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906"/></w:sectPr></w:pPr></w:p>'

    sheets = [page.sheet for page in set_pages(read(word_file(par("一") + landscape + par("二"))))]

    assert [sheet.width > sheet.height for sheet in sheets] == [True, False]


def test_a_picture_in_the_line_is_drawn():
    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    pdf = to_pdf(_with_picture(picture.getvalue()), "t")

    assert b"/Subtype /Image" in pdf or b"/XObject" in pdf
    assert pages(pdf) == 1


def test_what_the_pdf_would_lack_is_named():
    body = (
        "<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>"
        "<w:p><w:r><w:sym w:font='Webdings' w:char='F061'/></w:r></w:p>"
    )

    assert not_carried(word_file(body)) == {
        "脚注": ("第1段",),
        "符号字体中的符号": ("第2段",),
    }


@pytest.mark.parametrize("data", [b"", b"PK", b"\x00" * 100])
def test_a_file_that_cannot_be_read_is_refused(data):
    with pytest.raises(FileRefused):
        to_pdf(data, "t")


def _with_picture(png: bytes) -> bytes:
    import zipfile

    drawing = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        '2006/wordprocessingDrawing"><wp:extent cx="635000" cy="635000"/><a:blip xmlns:a="http://'
        'schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId9"/></wp:inline></w:drawing>'
        "</w:r></w:p>"
    )
    packed = io.BytesIO(word_file(drawing))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/media/seal.png", png)
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId9" Target="media/seal.png"/></Relationships>',
        )
    return packed.getvalue()
