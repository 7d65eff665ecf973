"""Records (D-19, D-20): what the desk knows is filled in, for the rest there is room."""

from dataclasses import replace
from functools import cache

import pytest

from mediation_desk import i18n
from mediation_desk.documents.pages import set_pages
from mediation_desk.documents.papers import paper
from mediation_desk.documents.word_reader import read
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.stages import Step
from tests.documents import full_cases
from tests.documents.samples import squeezed, written
from tests.documents.test_last_words import lines_of


@cache
def known(name):
    with i18n.speaking(i18n.CHINESE):
        return full_cases.cases()[name]


def planned(name):
    """A case whose session is still to come."""
    case = known(name)
    to_come = replace(case.hearings[0], status=HearingStatus.PLANNED, attendance=(), record="",
                      outcome="", started_at=None, ended_at=None)  # fmt: skip
    return replace(case, hearings=(to_come,), recusals=())


def asked(case, body):
    steps = tuple(replace(t, body=body) if t.step is Step.INVESTIGATE else t for t in case.steps)
    return replace(case, steps=steps)


def made(code, case, subject=""):
    return paper(code, case, full_cases.CENTRE, subject=subject, on=full_cases.ISSUED)


def text(code, case, subject=""):
    return squeezed(written(made(code, case, subject).docx))


def test_a_record_printed_before_the_session_lists_who_is_called_with_boxes_to_tick():
    case = planned("employer")

    told = text("D-19", case)

    assert f"1{case.applicants[0].person.name}□本人；□代理人李小国" in told
    assert "□到场□未到□已核对" in told
    assert "6郑见□本人□到场" in told
    assert f"4{case.respondent.employer.name}□代理人周明理" in told


def test_of_a_group_with_representatives_only_these_are_called():
    told = text("D-19", planned("twelve")).split("二、告知事项")[0]
    names = [worker.person.name for worker in known("twelve").applicants]

    assert all(f"{n}{name}□本人" in told for n, name in enumerate(names[:3], 1))
    assert names[3] not in told


def test_each_line_to_write_on_in_a_record_takes_one_line_of_the_page():
    pages = set_pages(read(made("D-19", planned("one")).docx))
    texts = [line for page in pages for line in lines_of(page)]
    to_write = [line for line in texts if set(line) == {"＿"}]

    assert "被申请人意见：" + "＿" * 19 in texts
    assert {len(line) for line in to_write} == {26}


@pytest.mark.parametrize("name", ["one", "employer"])
def test_who_asked_for_recusal_is_ticked_and_the_other_side_is_left_open(name):
    """The employer of the sample asked for recusal: as respondent in one case, applicant in one."""
    told = text("D-19", known(name))

    mine = "被申请人" if name == "one" else "申请人"
    other = "申请人" if name == "one" else "被申请人"
    assert f"{mine}□否☑是" in told
    assert f"{other}□否□是" in told


def test_the_record_of_an_inquiry_fills_in_the_party_who_was_asked():
    case = asked(known("one"), "李建国，本中心接待室")
    worker = case.applicants[0].person

    told = text("D-20", case, "4")

    assert f"性别、年龄男，47岁联系电话{worker.phone}" in told
    assert f"证件号码{worker.id_number}" in told
    assert "单位、职务宣化永固建筑工程有限公司" in told
    assert f"住所{worker.address}" in told
    assert "☑其他：申请人" in told


def test_the_record_of_an_inquiry_of_a_stranger_has_room_to_write():
    told = text("D-20", asked(known("one"), "劳动保障监察大队"), "4")

    assert "□其他：" in told
    assert "性别、年龄联系电话证件号码单位、职务住所与当事人关系" in told
    assert "时间：2026年10月20日＿时＿分至＿时＿分" in told


def test_two_people_of_whom_it_could_be_each_are_not_guessed():
    case = asked(known("twelve"), "全体工人")

    assert "☑其他" not in text("D-20", case, "4")
