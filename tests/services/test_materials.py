"""Materials of a case: taken in, listed, printed in the list of evidence, removed and undone."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from mediation_desk.domain.errors import CaseLocked, FileRefused, Invalid, NotAllowed
from mediation_desk.domain.materials import (
    LARGEST_SHOWN,
    EvidenceKind,
    MaterialUse,
    evidence_of,
    listed,
)
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.domain.sides import Side
from mediation_desk.services import materials, papers, undo
from tests.documents.samples import squeezed, written
from tests.services.test_closing import archived, performed


def page(tilt=0.0):
    """A photographed sheet with lines of print, turned a little to the right."""
    sheet = Image.new("L", (900, 1200), "white")
    pen = ImageDraw.Draw(sheet)
    for line in range(60, 1140, 36):
        pen.rectangle((80, line, 820, line + 14), fill="black")
    turned = sheet.rotate(-tilt, Image.Resampling.BICUBIC, fillcolor="white")
    out = BytesIO()
    turned.save(out, "JPEG")
    return out.getvalue()


def taken_in(office, case_id, data, name, **said):
    desk = office.clerk
    came = materials.recognised(data, f"{name}.jpg")
    case = office.case(case_id)
    material = replace(materials.usual(desk, case, came), name=name, **said)
    taken = materials.stored(desk, came)
    return materials.add(desk, case_id, case.version, [(material, taken)])[0]


def test_what_a_party_hands_in_stands_in_the_list_of_evidence_without_typing_again(office):
    case_id = office.register()
    today = office.desk.today()
    taken_in(
        office,
        case_id,
        page(),
        "工资银行流水",
        source="申请人手机银行",
        purpose="证明月工资标准",
        pages=3,
        checked_on=today,
        checked_by="刘静",
    )
    taken_in(office, case_id, page(1), "考勤表", kind=EvidenceKind.ELECTRONIC, original=True)
    taken_in(office, case_id, page(2), "用工台账", side=Side.RESPONDENT)
    taken_in(office, case_id, page(3), "身份证", use=MaterialUse.IDENTITY)

    case = office.case(case_id)
    made = papers.compose(office.clerk, case_id, "D-21", Side.APPLICANT.value)
    text = squeezed(written(made.docx))

    assert [one.pages for one in evidence_of(case.materials, Side.APPLICANT)] == ["1–3", "4"]
    assert "1工资银行流水书证申请人手机银行证明月工资标准复印件3（1–3）" in text
    assert "2考勤表电子数据原件1（4）" in text
    assert "第1项与原件核对无异，核对人：刘静" in text
    assert "用工台账" not in text
    assert "身份证" not in text
    receipt = squeezed(written(papers.compose(office.clerk, case_id, "D-05").docx))
    assert "考勤表11原件" in receipt
    assert "身份证11复印件" in receipt
    assert [one.first for one in listed(case.materials)] == [1, 4, 5, 6]


def test_a_material_that_was_removed_is_put_back_by_undoing(office):
    case_id = office.register()
    key = taken_in(office, case_id, page(), "工资条")
    before = office.case(case_id)

    materials.remove(office.clerk, case_id, before.version, key)
    assert office.case(case_id).materials == ()
    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)

    [back] = office.case(case_id).materials
    assert (back.name, back.sha256) == ("工资条", before.materials[0].sha256)
    assert materials.content(office.clerk, back) == page()


def test_photographs_are_turned_and_straightened_while_the_original_stays(office):
    case_id = office.register()
    crooked = page(tilt=4)
    taken_in(office, case_id, crooked, "合同")
    [kept] = office.case(case_id).materials

    straight = materials.straightened(office.clerk, kept)
    assert -45 <= straight.tilt <= -35  # tenths of a degree, to the left
    version = office.case(case_id).version
    materials.change(office.clerk, case_id, version, replace(straight, turn=1))

    [now] = office.case(case_id).materials
    [jpeg] = materials.shown(office.clerk, now).pictures
    assert (now.turn, now.tilt) == (1, straight.tilt)
    assert Image.open(BytesIO(jpeg)).width > Image.open(BytesIO(jpeg)).height
    assert materials.content(office.clerk, now) == crooked
    assert materials.straightened(office.clerk, replace(kept, tilt=0)).tilt == straight.tilt


def test_a_straight_page_and_a_picture_without_lines_stay_as_they_are(office):
    case_id = office.register()
    plain = BytesIO()
    Image.effect_noise((400, 300), 40).save(plain, "PNG")
    taken_in(office, case_id, page(), "直")
    taken_in(office, case_id, plain.getvalue(), "风景")

    found = [materials.straightened(office.clerk, m).tilt for m in office.case(case_id).materials]

    assert found == [0, 0]


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(office):
    case_id = office.register()
    tomorrow = office.desk.today() + timedelta(days=1)

    for said, field in (
        ({"name": "  "}, "name"),
        ({"name": "长" * 101}, "name"),
        ({"received_on": tomorrow}, "received_on"),
        ({"pages": 0}, "pages"),
        ({"side": None}, "source"),
        ({"checked_on": office.desk.today(), "checked_by": " "}, "checked_by"),
    ):
        with pytest.raises(Invalid) as refusal:
            taken_in(office, case_id, page(), **({"name": "工资条"} | said))
        assert [p.field for p in refusal.value.problems] == [field]
    taken_in(office, case_id, page(), "工资条")
    with pytest.raises(Invalid, match="工资条"):
        taken_in(office, case_id, page(), "再来一次")

    assert [m.name for m in office.case(case_id).materials] == ["工资条"]


def test_a_closed_case_takes_what_comes_later_and_an_archived_one_nothing(office):
    case_id = performed(office)
    taken_in(office, case_id, page(), "收条", use=MaterialUse.PERFORMANCE)
    assert [m.name for m in office.case(case_id).materials] == ["收条"]


def test_nothing_is_added_to_an_archived_case_and_an_auditor_sees_no_material(office):
    case_id = archived(office)
    with pytest.raises(CaseLocked):
        taken_in(office, case_id, page(), "收条")

    desk = office.desk
    desk.actor = Actor(9, "审计", frozenset({Role.AUDITOR}))
    with pytest.raises(NotAllowed):
        materials.remove(desk, case_id, 1, 1)


def test_a_copy_is_taken_out_under_its_name_and_never_over_another_file(office, tmp_path):
    case_id = office.register()
    taken_in(office, case_id, page(), "../../合同")
    [kept] = office.case(case_id).materials

    first = materials.take_out(office.clerk, kept, tmp_path)
    second = materials.take_out(office.clerk, kept, tmp_path)

    assert first != second
    assert first.parent == second.parent == tmp_path
    assert first.suffix == ".jpg"
    assert first.read_bytes() == second.read_bytes() == page()


@pytest.mark.parametrize(
    ("file_name", "data", "ending"),
    [
        ("合同.pdf.exe", b"MZ" + bytes(90), ".bin"),
        ("录音.bat", b"ID3" + bytes(90), ".bin"),
        ("坏.pdf", b"%PDF-1.7 broken", ".pdf"),
        ("说明.txt", "工资说明".encode(), ".txt"),
    ],
)
def test_what_is_not_opened_is_evidence_and_its_copy_does_not_run(
    office, tmp_path, file_name, data, ending
):
    desk, case_id = office.clerk, office.register()
    came = materials.recognised(data, file_name)
    case = office.case(case_id)
    taken = materials.stored(desk, came)
    materials.add(desk, case_id, case.version, [(materials.usual(desk, case, came), taken)])
    [kept] = office.case(case_id).materials

    assert materials.shown(desk, kept) == materials.Shown()
    out = materials.take_out(desk, kept, tmp_path)
    assert out.suffix == ending
    assert out.read_bytes() == data
    made = papers.compose(desk, case_id, "D-21", Side.APPLICANT.value)
    assert came.name in written(made.docx)


def test_a_large_file_is_added_without_being_held_and_refused_once_it_changed(office, tmp_path):
    desk, case_id = office.clerk, office.register()
    path = tmp_path / "车间.mp4"
    with path.open("wb") as file:
        file.write(b"\x00\x00\x00\x18ftypisom")
        file.truncate(LARGEST_SHOWN + 1)
    came = materials.incoming(path)
    case = office.case(case_id)

    taken = materials.stored(desk, came)
    materials.add(desk, case_id, case.version, [(materials.usual(desk, case, came), taken)])

    [kept] = office.case(case_id).materials
    assert (came.data, kept.size) == (b"", LARGEST_SHOWN + 1)
    assert kept.kind is EvidenceKind.RECORDING
    assert not kept.is_shown
    out = materials.take_out(desk, kept, tmp_path)
    assert out.stat().st_size == kept.size
    with path.open("ab") as file:
        file.write(b"more")
    with pytest.raises(FileRefused):
        materials.stored(desk, came)


def test_what_cannot_be_bound_takes_no_page_of_the_list_of_evidence(office):
    case_id = office.register()
    taken_in(office, case_id, page(), "工资条", pages=2)
    taken_in(office, case_id, b"MZ" + bytes(3000), "程序")
    taken_in(office, case_id, page(1), "考勤表")

    filed = evidence_of(office.case(case_id).materials, Side.APPLICANT)

    assert [one.pages for one in filed] == ["1–2", "另附", "3"]
    made = papers.compose(office.clerk, case_id, "D-21", Side.APPLICANT.value)
    assert "另附" in squeezed(written(made.docx))


def on_a_table(colour, beside=None):
    """A page photographed askew on a table, with a card beside it or without."""
    table = Image.new("RGB", (1300, 1700), colour)
    sheet = Image.open(BytesIO(page())).convert("RGBA").rotate(-5, Image.Resampling.BICUBIC, True)
    table.paste(sheet, (120, 180), sheet)
    if beside:
        table.paste(beside, (1120, 1450, 1280, 1650))
    out = BytesIO()
    table.save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("photograph", "cut"),
    [
        (on_a_table((50, 42, 36)), True),
        (on_a_table((200, 196, 190)), False),
        (on_a_table((50, 42, 36), beside=(30, 80, 160)), False),
    ],
    ids=["dark table", "light table", "a card beside"],
)
def test_a_straightened_page_leaves_the_dark_table_off_and_nothing_else(office, photograph, cut):
    case_id = office.register()
    taken_in(office, case_id, photograph, "合同")
    [kept] = office.case(case_id).materials

    straight = materials.straightened(office.clerk, kept)

    [jpeg] = materials.shown(office.clerk, straight).pictures
    assert (Image.open(BytesIO(jpeg)).width < 1000) is cut  # the page itself is 900 wide
    assert materials.content(office.clerk, kept) == photograph
