"""Templates of the centre: taken when fit, in every paper at once, gone back from, kept."""

from dataclasses import replace

import pytest

from mediation_desk.domain.errors import DeskError, FileRefused, NotAllowed
from mediation_desk.domain.joint_meetings import JointMeeting, Participant
from mediation_desk.services import groups, house_forms, joint_meetings, papers
from mediation_desk.services.desk import open_desk
from tests.documents.samples import written
from tests.documents.word_files import par, word_file
from tests.services.course import accepted

FIRST = word_file(par("第一版{{ 案号 }}"))
SECOND = word_file(par("第二版{{ 案号 }}"))
WRONG = word_file(par("{{ 案号 }}{{ 申请人减称 }}"))


def row(desk, code="D-08"):
    return next(row for row in house_forms.listed(desk) if row.code == code)


def notice(desk, case_id):
    return written(papers.compose(desk, case_id, "D-08").docx)


def test_a_fit_template_is_in_every_paper_at_once_and_on_every_desk(office):
    case_id = accepted(office)
    desk = office.supervisor
    before = notice(desk, case_id)

    house_forms.take(desk, "D-08", FIRST)

    number = "".join(office.case(case_id).number.split())
    assert "第一版" not in before
    assert notice(desk, case_id) == f"第一版{number}"
    other = open_desk(desk.db.location, now=desk.now)
    assert notice(other, case_id) == f"第一版{number}"
    other.close()
    own = row(desk).own
    assert (own.taken_by, own.taken_at, own.size) == (desk.actor.name, desk.instant(), len(FIRST))


def test_a_paper_without_a_case_is_made_from_the_centres_template_too(office):
    meeting = JointMeeting(
        title="联席会议",
        day=office.desk.today(),
        chair="王敏",
        agenda="通报形势",
        participants=(Participant(agency="市总工会"),),
    )
    key = joint_meetings.save(office.supervisor, meeting)

    house_forms.take(office.desk, "HS-20", word_file(par("本会{{ 会议名称 }}")))

    assert written(joint_meetings.minutes(office.desk, key).docx) == "本会联席会议"


def test_a_template_with_faults_is_not_taken_and_nothing_changes(office):
    desk = office.supervisor

    with pytest.raises(FileRefused, match="是否应为“申请人简称”") as refused:
        house_forms.take(desk, "D-08", WRONG)

    assert str(refused.value).startswith("本模板未采用")
    assert row(desk).own is None
    assert row(desk).versions == 0


def test_what_is_used_already_is_not_taken_twice(office):
    desk = office.supervisor
    ours = house_forms.content(desk, "D-08")

    with pytest.raises(DeskError, match="与现用模板相同"):
        house_forms.take(desk, "D-08", ours)


def test_back_to_ours_keeps_the_versions_and_can_be_undone(office):
    desk = office.supervisor
    house_forms.take(desk, "D-08", FIRST)

    house_forms.back_to_ours(desk, "D-08")

    assert row(desk).own is None
    assert row(desk).versions == 1
    house_forms.undo_last(desk)
    assert house_forms.content(desk, "D-08") == FIRST


def test_a_copy_that_was_taken_does_not_wait_again_after_going_back_to_ours(office):
    desk = office.supervisor
    path = house_forms.begin_editing(desk, "D-08")
    path.write_bytes(FIRST)
    house_forms.take(desk, "D-08", FIRST)

    house_forms.back_to_ours(desk, "D-08")

    assert row(desk).edited is None
    assert path.read_bytes() == house_forms.content(desk, "D-08")
    house_forms.take(desk, "D-08", FIRST)
    path.write_bytes(SECOND)
    house_forms.back_to_ours(desk, "D-08")
    assert row(desk).edited == path
    assert path.read_bytes() == SECOND


def test_an_older_version_is_taken_again(office):
    desk = office.supervisor
    house_forms.take(desk, "D-08", FIRST)
    house_forms.take(desk, "D-08", SECOND)
    newest, oldest = house_forms.versions(desk, "D-08")

    house_forms.take_again(desk, oldest)

    assert newest.in_force
    assert house_forms.content(desk, "D-08") == FIRST
    assert [version.in_force for version in house_forms.versions(desk, "D-08")] == [False, True]
    assert house_forms.of_version(desk, newest.id) == SECOND


def test_taking_is_undone_to_what_was_used_before(office):
    desk = office.supervisor
    house_forms.take(desk, "D-08", FIRST)
    house_forms.take(desk, "D-08", SECOND)

    house_forms.undo_last(desk)

    assert house_forms.content(desk, "D-08") == FIRST


def test_an_issued_paper_prints_as_it_was_after_the_template_changed(office):
    case_id = accepted(office)
    desk = office.supervisor
    house_forms.take(desk, "D-08", FIRST)
    paper = papers.compose(desk, case_id, "D-08")
    key = papers.issue(desk, case_id, office.case(case_id).version, paper)

    house_forms.take(desk, "D-08", SECOND)

    assert papers.again(desk, key, paper.title)[0] == paper.docx
    kept = next(one for one in office.case(case_id).papers if one.id == key)
    assert "模板：" in papers.template_told(desk, kept)
    assert "未记录" in papers.template_told(desk, replace(kept, template=None))
    assert notice(desk, case_id).startswith("第二版")


def test_one_form_for_many_is_made_from_the_centres_template(office, tmp_path):
    case_id = accepted(office, ("李建国", "王秀英"))
    desk = office.supervisor
    house_forms.take(desk, "D-13", word_file(par("自制{{ 当事人 }}")))
    form = next(f for f in groups.forms(desk, office.case(case_id)) if f.code == "D-13")

    made = groups.compose(desk, case_id, "D-13", form.people, lambda _done, _of: True)

    assert {written(paper.docx)[:2] for paper in made} == {"自制"}


def test_editing_begins_with_what_is_used_and_goes_on_with_what_was_edited(office):
    desk = office.supervisor

    path = house_forms.begin_editing(desk, "D-08")

    assert path.name == "D-08 受理通知书.docx"
    assert path.parent == desk.workbench
    assert path.read_bytes() == house_forms.content(desk, "D-08")
    assert row(desk).edited is None
    path.write_bytes(SECOND)
    assert row(desk).edited == path
    assert house_forms.begin_editing(desk, "D-08").read_bytes() == SECOND
    house_forms.drop_edited(desk, "D-08")
    assert row(desk).edited is None


def test_a_template_from_the_time_of_folders_waits_to_be_taken(office):
    desk = office.supervisor
    desk.workbench.mkdir()
    (desk.workbench / "acceptance.docx").write_bytes(FIRST)

    assert row(desk).edited == desk.workbench / "acceptance.docx"
    assert row(desk).own is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("D-08 受理通知书.docx", "D-08"),
        ("d-08受理.docx", "D-08"),
        ("D-28b 报告.docx", "D-28b"),
        ("D-28_移送.docx", "D-28"),
        ("acceptance.docx", "D-08"),
        ("HS-20.docx", "HS-20"),
        ("D-081.docx", ""),
        ("新模板.docx", ""),
    ],
)
def test_a_file_says_by_its_name_of_which_form_it_is(name, code):
    assert house_forms.form_of_file(name) == code


def test_a_clerk_sees_the_templates_but_changes_none(office):
    desk = office.clerk

    assert row(desk).title == "受理通知书"
    with pytest.raises(NotAllowed):
        house_forms.take(desk, "D-08", FIRST)
