"""What one paper leaves for the next is found only by what it was made from."""

import io
import os
import re
import subprocess
import sys
import zipfile

from docx import Document as WordDocument

from mediation_desk import paths
from mediation_desk.documents import kept
from mediation_desk.documents.docx import pack, unpack
from mediation_desk.documents.kept import Kept, OfSame
from mediation_desk.documents.papers import paper
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.domain.alone import alone
from tests.documents.full_cases import CENTRE, ISSUED, cases
from tests.documents.samples import pages, printed, squeezed
from tests.documents.word_files import par, row, tbl, word_file


def drawn_anew(docx: bytes) -> bytes:
    kept.forget()
    return to_pdf(docx, "t")


def test_many_papers_of_one_form_are_the_same_as_each_made_by_itself():
    case = cases()["twelve"]
    of_each = [alone(case, worker.id) for worker in case.applicants]
    made = [paper("D-30", one, CENTRE, on=ISSUED).docx for one in of_each]
    kept.forget()

    together = [to_pdf(docx, "t") for docx in made]

    assert together == [drawn_anew(docx) for docx in made]
    for worker, pdf in zip(case.applicants, together, strict=True):
        own = squeezed(worker.person.name)
        others = {squeezed(one.person.name) for one in case.applicants} - {own}
        text = printed(pdf)
        assert own in text
        assert not [name for name in others if name in text]


def test_a_changed_value_in_a_paragraph_or_a_table_is_set_anew():
    first = word_file(par("甲方：张三") + tbl(row("合计", "100.00元")))
    second = word_file(par("甲方：李四") + tbl(row("合计", "200.00元")))

    assert printed(to_pdf(first, "t")) == "甲方：张三合计100.00元"
    assert printed(to_pdf(second, "t")) == "甲方：李四合计200.00元"
    assert to_pdf(second, "t") == drawn_anew(second)


def test_a_changed_style_makes_other_pages_of_the_same_words():
    plain = word_file("".join(par("调解协议的同一段文字。" * 12) for _ in range(12)))
    parts = dict(unpack(plain, "t"))
    larger = re.sub(rb'<w:sz w:val="\d+"/>', b'<w:sz w:val="72"/>', parts["word/styles.xml"])
    assert larger != parts["word/styles.xml"]
    changed = pack({**parts, "word/styles.xml": larger})

    before, after = to_pdf(plain, "t"), to_pdf(changed, "t")

    assert pages(after) > pages(before)
    assert after == drawn_anew(changed)
    assert to_pdf(plain, "t") == before


def test_the_same_words_in_a_narrower_column_have_other_lines():
    text = par("同一段文字在窄一些的纸上要另外断行。" * 4)
    narrow = (
        '<w:sectPr><w:pgSz w:w="8000" w:h="16838"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    )
    wide = word_file(text)
    parts = dict(unpack(wide, "t"))
    body = re.sub(rb"<w:sectPr>.*?</w:sectPr>", narrow.encode(), parts["word/document.xml"])
    changed = pack({**parts, "word/document.xml": body})

    to_pdf(wide, "t")

    assert to_pdf(changed, "t") == drawn_anew(changed)
    assert to_pdf(changed, "t") != to_pdf(wide, "t")


def test_numbered_paragraphs_go_on_counting_where_their_words_are_alike():
    numbering = (
        '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1项"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    docx = word_file(par("同上。", place) * 2 + tbl(row(par("同上。", place))), numbering=numbering)

    assert printed(to_pdf(docx, "t")) == "第1项同上。第2项同上。第3项同上。"
    assert printed(to_pdf(docx + b"", "u")) == "第1项同上。第2项同上。第3项同上。"


def test_a_font_that_was_added_draws_the_same_paper_in_another_program(tmp_path):
    """Nothing is kept beyond the program that kept it."""
    code = (
        "import sys; from mediation_desk.documents.pdf import to_pdf\n"
        "from tests.documents.word_files import par, word_file\n"
        "from mediation_desk.typeset import fonts\n"
        "docx = word_file(par('张三', look='<w:rFonts w:eastAsia=\"Md Kai\"/>'))\n"
        "assert to_pdf(docx, 't') == to_pdf(docx, 't')\n"
        "print(fonts.face('Md Kai').name, b'MdKai' in to_pdf(docx, 't'))"
    )

    def run(**more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, **more}, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.split()[0]

    (tmp_path / "fonts").mkdir()
    face = paths.resources("fonts", "MdKai-Regular.ttf").read_bytes()
    (tmp_path / "fonts" / "own.ttf").write_bytes(face)

    assert run() != "own-0"
    assert run(MEDIATION_DESK_HOME=str(tmp_path)) == "own-0"


def test_what_is_kept_is_bounded_and_what_is_asked_for_stays():
    found: Kept[int] = Kept(10)
    found.put("asked for", -1)
    for number in range(1000):
        found.put(number, number)
        assert found.get("asked for") == -1

    left = [number for number in range(1000) if found.get(number) is not None]
    assert left[-1] == 999
    assert len(left) <= 20


def test_another_object_never_takes_the_place_of_one_that_is_gone():
    found: OfSame[str] = OfSame(10)
    for number in range(1000):
        one = [number]
        assert found.get(one, "told") is None
        found.put(one, "told", f"{number}")
        assert found.get(one, "told") == f"{number}"
        assert found.get(one, "otherwise") is None


def test_a_file_packed_here_is_a_zip_as_others_make_it():
    parts = unpack((paths.forms() / "agreement.docx").read_bytes(), "t")

    packed = pack({**dict(parts), "word/media/图片.bin": b"\0" * 70000})

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*(name for name, _data in parts), "word/media/图片.bin"]
        assert archive.read("word/media/图片.bin") == b"\0" * 70000
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "调解协议书" in WordDocument(io.BytesIO(packed)).paragraphs[1].text
    assert pack(dict(unpack(packed, "t"))) == packed


def test_what_is_drawn_before_serves_another_page_number_and_place():
    """The same line stands elsewhere, in another colour's company, and with its own number."""
    foot = (
        '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p>'
        '<w:r><w:t xml:space="preserve">第</w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>0'
        "</w:t></w:r></w:fldSimple><w:r><w:t>页</w:t></w:r></w:p></w:ftr>"
    )
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId7" Target="footer1.xml"/></Relationships>'
    )
    line = par("每页都有的同一行", look='<w:color w:val="FF0000"/>') + par("黑色的一行")
    body = (line + '<w:p><w:r><w:br w:type="page"/></w:r></w:p>') * 3 + line
    parts = dict(unpack(word_file(body), "t"))
    document = parts["word/document.xml"].replace(
        b"<w:sectPr>", b'<w:sectPr><w:footerReference w:type="default" r:id="rId7"/>'
    )
    docx = pack(
        {
            **parts,
            "word/document.xml": document,
            "word/footer1.xml": foot.encode(),
            "word/_rels/document.xml.rels": link.encode(),
        }
    )

    first = to_pdf(docx, "t")

    assert first == drawn_anew(docx)
    assert printed(first) == "".join(
        f"每页都有的同一行黑色的一行第{number}页" for number in range(1, 5)
    )


def test_a_page_that_was_drawn_before_has_its_own_width_and_pictures():
    """The same lines on a wider sheet, and with characters beyond the basic plane."""
    parts = dict(unpack(word_file(par("同一行") + par("吴𠮷同志")), "t"))
    wider = parts["word/document.xml"].replace(b'w:w="11906"', b'w:w="12906"')
    wider = wider.replace(b'w:right="1440"', b'w:right="2440"')
    narrow, wide = pack(parts), pack({**parts, "word/document.xml": wider})

    first, second = to_pdf(narrow, "t"), to_pdf(wide, "t")

    assert (first, second) == (drawn_anew(narrow), drawn_anew(wide))
    assert first != second
    assert printed(first) == printed(second) == "同一行吴𠮷同志"
    assert to_pdf(narrow, "t") == first
