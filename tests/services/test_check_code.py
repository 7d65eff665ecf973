"""The journal's check code on agreements that are issued (reliability.md P24, anchors)."""

import io
import shutil
import zipfile

import pytest

from mediation_desk.documents.check_line import with_check_line
from mediation_desk.documents.pdf import to_pdf
from mediation_desk.services import browse, journals, papers, reprints, story
from mediation_desk.services.desk import open_desk
from mediation_desk.storage.records import JournalRecord
from tests.documents.samples import sheets

CASE = 1


@pytest.fixture(scope="module")
def told(told, tmp_path_factory):
    desk = open_desk(
        shutil.copyfile(told, tmp_path_factory.mktemp("told") / "desk.desk"),
        now=story.StoryClock(story.FIRST_DUE),
    )
    yield desk, CASE
    desk.close()


def words(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as archive:
        return "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )


def test_an_issued_agreement_carries_the_check_code_on_every_page_and_a_draft_has_none(told):
    desk, case_id = told
    case = browse.case_file(desk, case_id)
    [agreement] = [paper for paper in case.papers if paper.form == "D-30"]
    docx, pdf = papers.again(desk, agreement.id, agreement.title)
    draft = papers.compose(desk, case_id, "D-30")

    printed = sheets(pdf)
    codes = {line for page in printed for line in page.splitlines() if "校验码" in line}

    [line] = codes
    assert all(line in page for page in printed)
    assert line in words(docx)
    assert journals.checked(desk, line.removeprefix("校验码").strip()).sound
    assert "校验码" not in words(draft.docx)
    assert "校验码" not in "".join(sheets(draft.pdf))
    assert len(sheets(draft.pdf)) == len(sheets(draft.checked)) == len(printed)
    assert f"校验码 {draft.check}" in sheets(draft.checked)[0]


def test_only_the_agreement_carries_it(told):
    desk, case_id = told
    for code in ("D-31", "HS-01", "D-40"):
        made = papers.compose(desk, case_id, code)
        assert (made.check, made.checked) == ("", b"")


def test_what_was_printed_with_the_code_is_what_is_kept(told):
    desk, case_id = told
    composed = papers.compose(desk, case_id, "D-30")

    key = reprints.issue_printed(desk, case_id, composed)

    assert papers.again(desk, key, composed.title)[1] == composed.checked


def test_a_template_without_a_footer_has_the_line_at_its_end(told):
    desk, case_id = told
    docx = papers.compose(desk, case_id, "D-30").docx
    bare = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as held, zipfile.ZipFile(bare, "w") as made:
        for name in held.namelist():
            data = held.read(name)
            if name == "word/document.xml":
                data = data.replace(b'w:type="default"', b'w:type="first"')
            made.writestr(name, data)

    marked = with_check_line(bare.getvalue(), "校验码 12-0a1b2c3d4e5f")

    assert "校验码 12-0a1b2c3d4e5f" in sheets(to_pdf(marked, "协议"))[-1]


def test_a_journal_that_was_rewritten_does_not_hold_the_code_of_the_paper(told):
    desk, case_id = told
    code = papers.compose(desk, case_id, "D-30").check
    number, end = code.split("-")
    with desk.db.read() as session:
        assert session.get(JournalRecord, int(number)).hash.endswith(end)

    wrong = f"{number}-{'0' * 12}"

    assert "删除或改写" in journals.checked(desk, wrong).finding
