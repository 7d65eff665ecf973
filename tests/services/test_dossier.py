"""The dossier as it is bound: cover, list, everything in order with page numbers, the note."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from mediation_desk.documents.binding import Part
from mediation_desk.domain.dossier import Volume
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.materials import MaterialUse, Media
from mediation_desk.services import dossier, materials, papers
from tests.documents.samples import fonts_in, sheets, squeezed
from tests.services.course import effective, heard
from tests.services.test_materials import page, taken_in
from tests.services.test_talks import offered, whole


def on(_done, _all):
    return True


def issue(office, case_id, *forms):
    for form in forms:
        desk = office.clerk
        made = papers.compose(desk, case_id, form, _subject(desk, office, case_id, form))
        papers.issue(desk, case_id, office.case(case_id).version, made)


def _subject(desk, office, case_id, form):
    [offer] = papers.chosen(office.case(case_id), [form], desk.today())
    return offer.subjects[0][0] if offer.subjects else ""


def texts(pdf):
    return [squeezed(sheet) for sheet in sheets(pdf)]


def scripted():
    """A PDF that would do something when it is opened, and lies on its side."""
    writer = PdfWriter()
    sheet = writer.add_blank_page(595, 842)
    sheet.rotate(90)
    action = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("x()")}
    )
    sheet[NameObject("/AA")] = DictionaryObject({NameObject("/O"): action})
    writer.root_object[NameObject("/OpenAction")] = action
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def filed(office):
    case_id = effective(office)
    issue(office, case_id, "D-30", "D-08")
    taken_in(office, case_id, page(2), "结案审批表", use=MaterialUse.SIGNED, form="D-60")
    taken_in(office, case_id, page(), "劳动合同", source="申请人")
    taken_in(
        office, case_id, page(1), "讨论记录", use=MaterialUse.INTERNAL, side=None, source="内部"
    )
    case = office.case(case_id)
    for data, name in ((scripted(), "考勤表"), (b"#!AMR\n" + bytes(60), "通话录音")):
        came = materials.recognised(data, name)
        said = replace(materials.usual(office.clerk, case, came), name=name)
        entry = (said, materials.stored(office.clerk, came))
        materials.add(office.clerk, case_id, office.case(case_id).version, [entry])
    return case_id


def test_the_main_volume_is_bound_in_order_with_pages_that_the_list_names(office):
    case_id = filed(office)

    made = dossier.compose(office.clerk, case_id, Volume.MAIN, on)

    found = texts(made.pdf)
    rows = {row.title: row for row in made.rows}
    names = [row.title for row in made.rows if row.first]
    assert names[0].startswith("受理通知书")
    assert names[1:3] == ["劳动合同", "考勤表"]
    assert rows["通话录音"].first == 0
    assert "劳动争议调解卷宗" in found[0]
    assert f"{made.pages}页" in found[0]
    assert "共2册第1册" in found[0]
    assert "卷内目录" in found[1]
    assert rows["考勤表"].pages in found[1]
    assert "卷内备考表（卷宗情况说明）" in found[-2]
    assert "通话录音" in found[-2]
    assert "劳动争议调解卷宗" in found[-1]
    numbered = found[2:-2]
    assert len(numbered) == made.pages
    assert all(str(n) in text for n, text in enumerate(numbered, 1))
    outline = [entry.title for entry in PdfReader(BytesIO(made.pdf)).outline]
    assert outline[1:4] == ["卷内目录", *names[:2]]
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts_in(made.pdf))


def test_the_side_volume_is_bound_in_order_under_a_cover_of_its_own(office):
    """procedure.md 5.9: what is internal first, the approval of closing, and the reports."""
    case_id = filed(office)

    made = dossier.compose(office.clerk, case_id, Volume.SIDE, on)

    assert [row.title for row in made.rows] == ["讨论记录", "结案审批表"]
    found = texts(made.pdf)
    assert "劳动争议调解卷宗（副卷）" in found[0]
    assert "共2册第2册" in found[0]
    assert "副卷" in found[1]
    assert "本卷为副卷，共有文书材料2件" in found[-2]
    assert "劳动合同" not in "".join(found)
    main = dossier.compose(office.clerk, case_id, Volume.MAIN, on)
    assert "劳动争议调解卷宗（正卷）" in texts(main.pdf)[0]
    assert not [text for text in (found[0], *found[-2:]) if "—1—" in text]
    assert "讨论记录" not in "".join(texts(main.pdf))


def cut_off(office, case_id, data, name, media):
    """Take in a material that is damaged, as one that came before that was looked for."""
    came = replace(materials.recognised(page(), name), data=data, media=media)
    said = replace(materials.usual(office.clerk, office.case(case_id), came), name=name)
    entry = (said, materials.stored(office.clerk, came))
    materials.add(office.clerk, case_id, office.case(case_id).version, [entry])


def test_a_damaged_material_lies_beside_and_the_rest_is_bound(office):
    case_id = filed(office)
    whole_one = dossier.compose(office.clerk, case_id, Volume.MAIN, on)
    cut_off(office, case_id, page()[:3000], "坏图", Media.JPEG)
    cut_off(office, case_id, scripted()[:200], "坏文件", Media.PDF)
    cut_off(office, case_id, scripted().replace(b"/Page\n", b"/Pagx\n"), "坏页", Media.PDF)

    made = dossier.compose(office.clerk, case_id, Volume.MAIN, on)

    rows = {row.title: row for row in made.rows}
    assert made.pages >= whole_one.pages
    assert rows["坏图"].first == rows["坏文件"].first == 0
    assert all(name in made.told for name in ("坏图", "坏文件"))
    assert whole_one.told == ""
    found = texts(made.pdf)
    assert "坏图" in found[1]
    assert "坏图" in found[-2], "the note at the end tells what lies beside"


def test_what_is_found_out_only_while_its_pages_are_joined_lies_beside_too(office, monkeypatch):
    case_id = filed(office)
    real = dossier.binding.bound

    def refusing(parts, title, progress):
        for place, part in enumerate(parts):
            if part.heading == "考勤表":
                raise dossier.binding.Damaged(part.heading, place)
        return real(parts, title, progress)

    monkeypatch.setattr(dossier.binding, "bound", refusing)
    made = dossier.compose(office.clerk, case_id, Volume.MAIN, on)

    assert made.damaged == ("考勤表",)
    assert {row.title: row for row in made.rows}["劳动合同"].first


def test_the_list_gives_the_number_of_the_case_to_what_the_centre_issued(office):
    case_id = filed(office)
    listed = texts(dossier.compose(office.clerk, case_id, Volume.MAIN, on).pdf)[1]
    number = office.case(case_id).number

    rows = dossier.compose(office.clerk, case_id, Volume.MAIN, on).rows
    papers_of_centre = sum(row.is_paper for row in rows)
    assert [row.title for row in rows if not row.is_paper] == ["劳动合同", "考勤表", "通话录音"]
    assert listed.count(number) in (papers_of_centre, papers_of_centre + 1)


@pytest.mark.parametrize("size", [(1191, 1684), (2384, 1684), (420, 595)])
def test_a_page_of_another_size_is_laid_on_a4(size):
    writer = PdfWriter()
    writer.add_blank_page(*size)
    out = BytesIO()
    writer.write(out)

    pdf = dossier.binding.bound([Part("图纸", out.getvalue())], "卷", on)

    [sheet] = PdfReader(BytesIO(pdf)).pages
    assert sorted(map(round, (sheet.mediabox.width, sheet.mediabox.height))) == [595, 842]
    assert (sheet.mediabox.width > sheet.mediabox.height) is (size[0] > size[1])
    assert sheet.extract_text().strip() == "1"


def test_nothing_internal_is_in_the_main_volume(office):
    case_id = filed(office)

    main = "".join(texts(dossier.compose(office.clerk, case_id, Volume.MAIN, on).pdf))
    side = dossier.compose(office.clerk, case_id, Volume.SIDE, on)

    assert "讨论记录" not in main
    assert "结案审批表" not in main
    assert [row.title for row in side.rows] == ["讨论记录", "结案审批表"]


def test_what_was_told_to_the_mediator_alone_is_in_no_volume(office):
    case_id = heard(office)
    told = "老板私下说最多二十五万"
    offered(office, case_id, whole("250000.00"), caucus=True, note=told, said_by="冯永固")
    issue(office, case_id, "D-19", "HS-01")
    for code in ("D-19", "HS-01"):
        assert papers.chosen(office.case(case_id), [code], office.desk.today())

    bound = "".join(texts(dossier.compose(office.mediator, case_id, Volume.MAIN, on).pdf))

    assert "调解笔录" in bound
    assert told not in bound
    assert "250,000.00" not in bound


def test_a_material_does_nothing_when_the_dossier_is_opened(office):
    case_id = filed(office)

    pdf = dossier.compose(office.clerk, case_id, Volume.MAIN, on).pdf

    read = PdfReader(BytesIO(pdf))
    assert b"/JavaScript" not in pdf
    assert "/OpenAction" not in read.root_object
    assert not any("/AA" in sheet for sheet in read.pages)


def test_binding_stops_when_it_is_told_to_and_an_empty_volume_is_refused(office):
    case_id = filed(office)
    assert dossier.compose(office.clerk, case_id, Volume.MAIN, lambda done, _all: done < 2) is None

    other = office.register(("周大勇",))
    with pytest.raises(DeskError):
        dossier.compose(office.clerk, other, Volume.SIDE, on)
