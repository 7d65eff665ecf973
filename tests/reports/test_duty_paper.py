"""The roster for the door: who sits where, and nothing of how to reach them at home."""

from dataclasses import replace
from datetime import date

from mediation_desk.domain.bodies import BodyPerson, Post
from mediation_desk.domain.duty import Half, Roster, Shift
from mediation_desk.reports.duty_paper import duty_paper
from tests.documents.samples import pages, printed

MONDAY = date(2026, 11, 23)
ZHAO = BodyPerson(id=1, body_id=1, name="赵律", post=Post.LAWYER, phone="13900000001")
ROSTER = Roster(
    monday=MONDAY,
    bodies={1: "法律援助室", 2: "心理服务室"},
    people={1: ZHAO},
    shifts=(Shift(body_id=1, person_id=1, day=MONDAY, half=Half.MORNING),),
    days_off=frozenset({date(2026, 11, 28)}),
)


def paper(roster=ROSTER, body_id=None):
    return duty_paper(roster, date(2026, 11, 29), "某调解中心", date(2026, 11, 20), body_id)


def test_it_names_days_bodies_and_people_without_telephones():
    text = printed(paper())

    assert "值班表" in text
    assert "星期一11月23日" in text.replace(" ", "")
    assert "11月28日（休）" in text
    assert "赵律" in text
    assert "13900000001" not in text


def test_bodies_where_nobody_sits_are_left_out_unless_asked_for():
    assert "心理服务室" not in printed(paper())
    assert "心理服务室" in printed(paper(body_id=2))


def test_an_empty_week_still_names_the_bodies():
    assert "法律援助室" in printed(paper(replace(ROSTER, shifts=())))


def test_many_bodies_go_on_to_the_next_sheet_with_the_head_again():
    many = replace(ROSTER, shifts=(), bodies={n: f"第{n}室" for n in range(1, 40)})

    made = paper(many)

    assert pages(made) > 1
    assert printed(made).count("星期一") == pages(made)
