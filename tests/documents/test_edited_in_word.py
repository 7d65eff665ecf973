"""What Word and WPS put into a template that a centre edits, and how it is printed."""

import io

import pytest

from mediation_desk.documents.marks import Afloat, Glyphs
from mediation_desk.documents.pages import Page, set_pages
from mediation_desk.documents.pdf import not_carried, to_pdf
from mediation_desk.documents.word_reader import read
from tests.documents.edited import edited
from tests.documents.full_cases import cases, papers_of
from tests.documents.samples import printed
from tests.documents.word_files import par, word_file

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines_of(page: Page) -> list[str]:
    return [
        "".join(mark.text for mark in strip.marks if isinstance(mark, Glyphs))
        for strip in page.strips
    ]


def numbered(*levels: tuple[str, str], order: str) -> list[str]:
    """Return the lines of paragraphs at these levels, named 甲."""
    written = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="3">{written}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="3"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="3"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num></w:numbering>"
    )
    body = ""
    for place in order.split():
        at, number = place[0], place[1:] or "1"
        form = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr>'
        body += par("甲", form)
    return lines_of(set_pages(read(word_file(body, numbering=numbering)))[0])


def test_clauses_are_numbered_by_level_and_begin_anew_below():
    found = numbered(
        ("chineseCountingThousand", "%1、"),
        ("chineseCountingThousand", "（%2）"),
        order="0 1 1 0 1",
    )

    assert found == ["一、甲", "（一）甲", "（二）甲", "二、甲", "（一）甲"]


def test_a_second_list_may_begin_anew():
    assert numbered(("decimal", "%1．"), order="0 0 02 02 0") == [
        "1．甲", "2．甲", "1．甲", "2．甲", "3．甲",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "third"),
    [
        ("decimalEnclosedCircle", "③"),
        ("upperLetter", "C"),
        ("lowerRoman", "iii"),
        ("chineseLegalSimplified", "叁"),
        ("ideographTraditional", "丙"),
        ("decimalFullWidth", "３"),
        ("decimalZero", "03"),
    ],
)
def test_numbers_are_written_as_the_list_wants_them(kind, third):
    assert numbered((kind, "%1、"), order="0 0 0")[-1] == f"{third}、甲"


def test_boxes_and_bullets_of_symbol_fonts_become_characters():
    box = "<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>"
    old = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
    body = f"<w:p>{box}</w:p>" + par("\uf0a8", look=old)

    assert lines_of(set_pages(read(word_file(body)))[0]) == ["☑", "□"]


def test_a_tab_after_a_hanging_number_reaches_the_edge_of_the_text():
    form = '<w:ind w:left="1000" w:hangingChars="0" w:hanging="1000"/>'
    body = par("1．", form).replace("</w:p>", "<w:r><w:tab/><w:t>正文</w:t></w:r></w:p>")

    [strip] = set_pages(read(word_file(body)))[0].strips

    assert [mark.x for mark in strip.marks] == [0.0, 50.0]


def test_the_usual_tab_stop_is_that_of_the_file():
    body = par("甲").replace("</w:p>", "<w:r><w:tab/><w:t>乙</w:t></w:r></w:p>")
    settings = f'<w:settings {_W}><w:defaultTabStop w:val="420"/></w:settings>'

    [strip] = set_pages(read(word_file(body, settings=settings)))[0].strips

    assert [mark.x for mark in strip.marks] == [0.0, 21.0]


def test_the_grid_of_gb_t_9704_holds_22_lines_of_28_characters():
    body = par("字" * 28 * 24, '<w:spacing w:line="240" w:lineRule="auto"/>')

    pages = set_pages(read(_with_sheet(word_file(body))))

    lines = lines_of(pages[0])
    assert [len(line) for line in lines] == [28] * 22
    assert len(lines_of(pages[1])) == 2


def test_space_between_paragraphs_of_one_style_is_left_out_where_it_says_so():
    form = '<w:contextualSpacing/><w:spacing w:before="200" w:after="200"/>'
    close = set_pages(read(word_file(par("一", form) + par("二", form))))[0]
    wide = set_pages(read(word_file(par("一", form[22:]) + par("二", form[22:]))))[0]

    assert [strip.y for strip in close.strips] == [82.0, 111.0]
    assert [strip.y for strip in wide.strips] == [82.0, 131.0]


@pytest.mark.parametrize(
    ("compatible", "second"),
    [
        ("", 131.0),
        ('<w:compatSetting w:name="compatibilityMode" w:val="14"/>', 131.0),
        ('<w:compatSetting w:name="compatibilityMode" w:val="15"/>', 123.0),
        (
            '<w:compatSetting w:name="compatibilityMode" w:val="15"/>'
            "<w:doNotUseHTMLParagraphAutoSpacing/>",
            131.0,
        ),
    ],
)
def test_space_between_paragraphs_is_the_larger_of_both_since_word_2013(compatible, second):
    """As LibreOffice sets the same files: 139 and 129 points there, the line's own included."""
    settings = f"<w:settings {_W}><w:compat>{compatible}</w:compat></w:settings>"
    body = par("一", '<w:spacing w:before="200" w:after="160"/>') + par(
        "二", '<w:spacing w:before="240" w:after="200"/>'
    )

    [page] = set_pages(read(word_file(body, settings=settings)))

    assert [strip.y for strip in page.strips] == [82.0, second]


def test_narrow_type_takes_less_room():
    [strip] = set_pages(read(word_file(par("字" * 30, look='<w:w w:val="80"/>'))))[0].strips

    [mark] = strip.marks
    assert mark.stretch == 0.8
    assert len(mark.text) == 30


def test_a_page_number_that_wps_puts_in_a_text_box_is_printed_in_the_middle():
    made = {one.code: one for one in papers_of(cases()["one"], {"D-40"})}
    one = edited(made, only="page-number-of-wps")["page-number-of-wps"]

    assert not_carried(one.docx) == {}
    pages = set_pages(read(one.docx))
    for number, page in enumerate(pages, 1):
        mark = page.strips[-1].marks[-1]
        assert mark.text == str(number)
        assert 180 < page.strips[-1].x + mark.x - 79 < 240


def test_a_seal_floats_over_the_text_where_the_page_says():
    docx = _with_seal("<wp:wrapNone/>")

    pages = set_pages(read(docx))

    assert [type(m) for s in pages[0].strips for m in s.marks] == [Glyphs, Afloat]
    assert not_carried(docx) == {}
    assert b"/XObject" in to_pdf(docx, "t")
    assert printed(to_pdf(docx, "t")) == "盖章处"
    assert not_carried(_with_seal("<wp:wrapSquare/>")) == {"文字环绕的图片": ("第1段",)}


def _with_sheet(docx: bytes) -> bytes:
    import zipfile

    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name == "word/document.xml":
                head, _mark, _tail = text.partition("<w:pgMar")
                text = head + (
                    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588"/>'
                    '<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="-842"/>'
                    "</w:sectPr></w:body></w:document>"
                )
            new.writestr(name, text)
    return packed.getvalue()


def _with_seal(wrap: str) -> bytes:
    import zipfile

    from PIL import Image

    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(drawn, "PNG")
    drawing = (
        '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
        'wordprocessingDrawing"><wp:positionH relativeFrom="page"><wp:align>center</wp:align>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>12700'
        f"</wp:posOffset></wp:positionV><wp:extent cx='635000' cy='635000'/>{wrap}<a:blip "
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:embed="rId9"/>'
        "</wp:anchor></w:drawing>"
    )
    packed = io.BytesIO(word_file(par("盖章处").replace("<w:t ", f"{drawing}<w:t ")))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("word/media/seal.png", drawn.getvalue())
        archive.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="rId9" Target="media/seal.png"/></Relationships>',
        )
    return packed.getvalue()
