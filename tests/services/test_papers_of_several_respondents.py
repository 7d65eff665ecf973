"""What the papers say where several respondents are asked and some take no part.

企业劳动争议协商调解规定第二十二条: what is not accepted is told in writing, with the way
that is open (劳动争议调解仲裁法第五条); procedure.md 2.5 (T09 to T11: D-08, D-10, D-12) and 2.8.
"""

from datetime import timedelta

from mediation_desk.domain.case import Side
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.routing import routes_for
from mediation_desk.domain.step_facts import DeclineGround
from mediation_desk.services import boards, papers
from tests.documents.samples import squeezed, written
from tests.services.test_each_respondent_is_asked import (
    DAY,
    USER,
    accept,
    answer,
    ask,
    decline,
    first_and_second,
    joined,
)


def text_of(office, case_id, code, subject=""):
    return squeezed(written(papers.compose(office.clerk, case_id, code, subject).docx))


def offered(office, case_id):
    return {offer.code for offer in papers.offered(office.case(case_id), office.desk.today())}


def without_the_developer(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    answer(office, case_id, Side.RESPONDENT, first)
    ask(office, case_id, second, until=DAY)
    office.clock.at(DAY + timedelta(days=1))
    return case_id


def test_t09_each_respondent_gets_an_inquiry_of_its_own_with_its_day(office):
    case_id = joined(office)
    _first, second = first_and_second(office, case_id)
    ask(office, case_id, second, until=DAY + timedelta(days=1))

    said = text_of(office, case_id, "D-10", str(second))

    assert USER.name in said
    assert "请于2026年10月13日前将下附回执交回" in said


def test_t11_art_22_the_notice_of_acceptance_names_who_takes_no_part(office):
    case_id = without_the_developer(office)
    assert "不参加本案调解" not in text_of(office, case_id, "D-11")

    accept(office, case_id)

    said = text_of(office, case_id, "D-08")
    told = f"{USER.name}在2026年10月12日前的答复期限内未作答复，不参加本案调解"
    assert told in said
    assert "申请仲裁" in said[said.index(told) :]


def test_art_22_the_applicant_is_told_in_writing_whom_the_case_goes_on_without(office):
    case_id = without_the_developer(office)
    accept(office, case_id)
    employer = office.case(case_id).respondent.employer.name

    assert "D-12" in offered(office, case_id)
    said = text_of(office, case_id, "D-12")

    assert f"{USER.name}在2026年10月12日前的答复期限内未作答复。" in said
    assert f"2026年10月12日电话联系{USER.name}，无人接听。" in said
    assert f"{employer}同意调解" in said
    assert f"就你与{USER.name}之间的争议，你可以向" in said
    assert "本案调解程序终结" not in said
    ways = [r for r in routes_for(office.case(case_id).cause) if r.body in ("inspection", "court")]
    assert ways
    assert all(route.route in said for route in ways if not route.ground)


def test_today_and_the_closing_ask_for_that_notice(office):
    case_id = without_the_developer(office)
    accept(office, case_id)

    def awaited():
        found = boards.boards(office.supervisor).unissued
        return [paper.form for paper in found if paper.case_id == case_id]

    assert awaited().count("D-12") == 1
    missed = "".join(gap.text for gap in gaps(office.case(case_id)))
    assert "对方不同意调解" in missed
    notice = papers.compose(office.clerk, case_id, "D-12")
    papers.issue(office.clerk, case_id, office.case(case_id).version, notice)
    assert "D-12" not in awaited()
    assert "对方不同意调解" not in "".join(gap.text for gap in gaps(office.case(case_id)))


def test_t10_the_notice_tells_of_each_respondent_where_nobody_agrees(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    employer = office.case(case_id).respondent.employer.name
    answer(office, case_id, Side.RESPONDENT, first, agrees=False)
    ask(office, case_id, second, until=DAY)
    office.clock.at(DAY + timedelta(days=1))
    decline(office, case_id, DeclineGround.REFUSED)

    said = text_of(office, case_id, "D-12")

    assert f"{employer}于2026年10月12日由某人以“电话”方式表示不同意调解；" in said
    assert f"{USER.name}在2026年10月12日前的答复期限内未作答复。" in said
    assert "本案调解程序终结" in said


def test_the_application_still_names_everybody_it_was_made_against(office):
    case_id = joined(office)
    first, second = first_and_second(office, case_id)
    employer = office.case(case_id).respondent.employer.name
    answer(office, case_id, Side.RESPONDENT, first, agrees=False)
    answer(office, case_id, Side.RESPONDENT, second)
    accept(office, case_id)

    assert employer in text_of(office, case_id, "D-02")
    assert USER.name in text_of(office, case_id, "D-02")
    notice = text_of(office, case_id, "D-17", str(second))
    assert USER.name in notice
    assert employer not in notice
