from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from mediation_desk.domain.agents import Agent
from mediation_desk.domain.booking import Absence, ClashKind, PartOfDay
from mediation_desk.domain.hearing import (
    Break,
    Expected,
    Hearing,
    HearingStatus,
    Postponement,
)
from mediation_desk.domain.hearing_rules import Identities, identities
from mediation_desk.domain.panel import PanelMember, Seat
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import Representative
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.storage import absences, booked, cases, hearings, people_around, taken
from mediation_desk.storage.database import Database
from tests.storage.samples import APPLICATION, LI_WORKER, WANG, against, read, register

DAY = date(2026, 10, 22)
HEARING = Hearing(number=1, day=DAY, begins=time(9, 30), room="第一调解室", minutes=90)


def fix(db: Database, case_id: int, hearing: Hearing = HEARING) -> int:
    with db.write(WANG, "schedule", case_id) as session:
        cases.set_officers(session, case_id, 2, 1)
        return hearings.add(session, case_id, hearing)


def parties_taken(
    db: Database, case_id: int, called: frozenset[int] = frozenset(), besides: int = 0
) -> list[str]:
    who = identities(read(db, case_id), called)
    with db.read() as session:
        return [one.who for one in taken.people(session, who, DAY, DAY, besides)]


def test_breaks_postponements_and_who_is_called_are_kept_with_the_hearing(db: Database):
    ref = register(db)
    party = read(db, ref.id).applicants[0].id
    told = replace(
        HEARING,
        breaks=(
            Break(
                began_at=datetime(2026, 10, 22, 2, 0, tzinfo=UTC),
                resumed_at=datetime(2026, 10, 22, 2, 20, tzinfo=UTC),
                note="查阅材料",
            ),
            Break(began_at=datetime(2026, 10, 22, 3, 0, tzinfo=UTC)),
        ),
        postponements=(
            Postponement(
                day=date(2026, 10, 20),
                begins=time(9, 30),
                room="第一调解室",
                asked_by="李梅",
                reason="住院",
                decided_on=date(2026, 10, 19),
            ),
        ),
        expected=(
            Expected(party_id=party, name="单雄信"),
            Expected(name="马丽娜", capacity="翻译"),
        ),
        notice_waiver="双方电话同意",
    )

    key = fix(db, ref.id, told)

    assert read(db, ref.id).hearings == (replace(told, id=key),)


def test_a_period_tells_what_is_booked_with_its_end_and_its_people(db: Database):
    ref = register(db)
    fix(db, ref.id, replace(HEARING, number=2, day=date(2026, 10, 23)))
    fix(db, ref.id)
    fix(db, ref.id, replace(HEARING, number=3, day=date(2026, 10, 24)))

    with db.read() as session:
        found = booked.between_days(session, DAY, date(2026, 10, 23))

    assert [(one.day, one.ends) for one in found] == [
        (DAY, time(11)),
        (date(2026, 10, 23), time(11)),
    ]
    assert (found[0].mediator, found[0].clerk) == ("单建国", "王晓梅")
    assert found[0].case_version == read(db, ref.id).version


def test_a_month_brings_the_first_of_each_day_and_counts_the_rest(db: Database):
    ref, other = register(db), register(db, replace(APPLICATION, operation="op-2"))
    fix(db, ref.id, replace(HEARING, number=1, begins=time(14)))
    first = fix(db, ref.id, replace(HEARING, number=2))
    fix(db, other.id, replace(HEARING, begins=time(15), room="第二调解室"))
    fix(db, ref.id, replace(HEARING, number=3, status=HearingStatus.CANCELLED))
    with db.write(WANG, "assign", other.id) as session:
        cases.set_officers(session, other.id, 1, None)

    with db.read() as session:
        found, counts = booked.first_of_each_day(session, DAY, DAY, 1)
        of_room = booked.first_of_each_day(session, DAY, DAY, 9, room="第二调解室")
        of_officer = booked.first_of_each_day(session, DAY, DAY, 9, officer_id=2)

    assert ([one.hearing_id for one in found], counts) == ([first], {DAY: 3})
    assert [one.case_id for one in of_room[0]] == [other.id]
    assert of_officer[1] == {DAY: 2}


def test_rooms_and_the_officers_asked_for_are_taken_by_hearings_to_come(db: Database):
    ref = register(db)
    key = fix(db, ref.id)
    fix(db, ref.id, replace(HEARING, number=2, status=HearingStatus.CANCELLED))
    fix(db, ref.id, replace(HEARING, number=3, status=HearingStatus.POSTPONED))
    fix(db, ref.id, replace(HEARING, number=4, status=HearingStatus.NOT_HELD))

    with db.read() as session:
        found = taken.rooms_and_officers(session, DAY, DAY, frozenset({2}), 0)
        without = taken.rooms_and_officers(session, DAY, DAY, frozenset({2}), key)

    assert [(one.kind, one.who) for one in found] == [
        (ClashKind.ROOM, "第一调解室"),
        (ClashKind.PERSON, "单建国"),
    ]
    assert without == []


def test_the_same_employer_cannot_be_at_two_hearings(db: Database):
    first, second = (
        register(db),
        register(db, replace(APPLICATION, operation="op-2", applicants=(LI_WORKER,))),
    )
    fix(db, first.id)

    assert parties_taken(db, second.id) == ["宣化某建筑工程有限公司"]


def test_the_same_identity_number_is_the_same_person(db: Database):
    first = register(db)
    elsewhere = replace(against("另一家公司"), applicants=APPLICATION.applicants[:1])
    second = register(db, elsewhere)
    fix(db, first.id)

    assert parties_taken(db, second.id) == ["单雄信"]


def test_the_same_name_without_a_number_is_nobody_known(db: Database):
    first, second = register(db), register(db, against("另一家公司", "李梅"))
    fix(db, first.id)

    assert parties_taken(db, second.id) == []


def test_a_worker_without_a_number_cannot_be_at_two_hearings_of_the_case(db: Database):
    ref = register(db, against("另一家公司"))
    key = fix(db, ref.id)

    assert sorted(parties_taken(db, ref.id)) == ["另一家公司", "张三丰"]
    assert parties_taken(db, ref.id, besides=key) == []


def test_who_is_not_called_is_free(db: Database):
    first, second = register(db), register(db, replace(APPLICATION, operation="op-2"))
    employer = read(db, first.id).respondent.id
    fix(db, first.id, replace(HEARING, expected=(Expected(party_id=employer, name="公司"),)))
    worker = read(db, second.id).applicants[0].id

    assert parties_taken(db, second.id, called=frozenset({worker})) == []
    assert parties_taken(db, second.id) == ["宣化某建筑工程有限公司"]


def test_a_hearing_that_takes_place_no_more_keeps_nobody(db: Database):
    first, second = register(db), register(db, replace(APPLICATION, operation="op-2"))
    fix(db, first.id, replace(HEARING, status=HearingStatus.CANCELLED))

    assert parties_taken(db, second.id) == []


@pytest.fixture
def away(db: Database) -> tuple[int, int]:
    """Two cases against one employer; the worker of the first said when they are away."""
    first, second = register(db), register(db, replace(APPLICATION, operation="op-2"))
    worker = read(db, first.id).applicants[0].id
    absence = Absence(
        party_id=worker,
        first_day=date(2026, 10, 20),
        last_day=DAY,
        part=PartOfDay.MORNING,
        note="住院",
    )
    with db.write(WANG, "party_away", first.id) as session:
        absences.put(session, absence)
        absences.put(session, Absence(user_id=2, first_day=DAY, last_day=DAY))
    return first.id, second.id


def test_an_absence_told_in_one_case_counts_in_the_person_s_other_case(
    db: Database, away: tuple[int, int]
):
    who = identities(read(db, away[1]))
    with db.read() as session:
        [found] = absences.of_people(session, who, (), DAY, DAY)
        later = absences.of_people(session, who, (), date(2026, 10, 23), date(2026, 10, 30))

    assert (found.name, found.note, found.part) == ("单雄信", "住院", PartOfDay.MORNING)
    assert later == ()


def test_an_officer_s_leave_is_told_by_name(db: Database, away: tuple[int, int]):
    nobody = Identities(parties=(), employers=(), numbers=(), licences=(), helpers=())
    with db.read() as session:
        [found] = absences.of_people(session, nobody, [2], DAY, DAY)
        [of_all] = absences.of_officers(session, DAY, DAY)
        of_others = absences.of_people(session, nobody, [1], DAY, DAY)

    assert found == of_all
    assert (found.user_id, found.name) == (2, "单建国")
    assert of_others == ()


def test_an_absence_is_changed_and_taken_back(db: Database, away: tuple[int, int]):
    with db.read() as session:
        [found] = absences.in_case(session, away[0])
    with db.write(WANG, "party_away", away[0]) as session:
        absences.put(session, replace(found, last_day=date(2026, 10, 25)))
    with db.read() as session:
        [longer] = absences.in_case(session, away[0])
    with db.write(WANG, "party_back", away[0]) as session:
        absences.remove(session, found.id)

    assert longer.last_day == date(2026, 10, 25)
    with db.read() as session:
        assert absences.in_case(session, away[0]) == ()


# -- people around the case -------------------------------------------------------------------

OTHER_FIRM = "另一家公司"


def agent(party: int, number: str = "", licence: str = "") -> Agent:
    return Agent(party_id=party, person=Person(name="马律师", id_number=number), licence=licence)


@pytest.mark.parametrize(
    ("number", "licence", "known"),
    [("130705198001011234", "", True), ("", "11307201010123456", True), ("", "", False)],
)
def test_an_agent_is_known_again_by_number_or_licence(
    db: Database, number: str, licence: str, known: bool
):
    first, second = register(db), register(db, against(OTHER_FIRM))
    for ref in (first, second):
        party = read(db, ref.id).respondent.id
        with db.write(WANG, "add_agent", ref.id) as session:
            people_around.add_agent(session, ref.id, agent(party, number, licence))
    fix(db, first.id)

    assert parties_taken(db, second.id) == (["马律师"] if known else [])


def test_the_agent_of_one_who_is_not_called_is_free(db: Database):
    first, second = register(db), register(db, against(OTHER_FIRM))
    for ref in (first, second):
        party = read(db, ref.id).respondent.id
        with db.write(WANG, "add_agent", ref.id) as session:
            people_around.add_agent(session, ref.id, agent(party, licence="11307201010123456"))
    worker = read(db, first.id).applicants[0].id
    fix(db, first.id, replace(HEARING, expected=(Expected(party_id=worker, name="单雄信"),)))

    assert parties_taken(db, second.id) == []


def test_an_agent_may_be_a_party_elsewhere(db: Database):
    first, second = register(db), register(db, against(OTHER_FIRM))
    party = read(db, second.id).respondent.id
    with db.write(WANG, "add_agent", second.id) as session:
        number = APPLICATION.applicants[0].person.id_number
        people_around.add_agent(session, second.id, agent(party, number))
    fix(db, first.id)

    assert parties_taken(db, second.id) == ["单雄信"]


@pytest.mark.parametrize(("phone", "same"), [("13900000001", True), ("", True), ("138", False)])
def test_an_interpreter_is_known_by_name_and_telephone(db: Database, phone: str, same: bool):
    first, second = register(db), register(db, against(OTHER_FIRM))
    for ref, tel in ((first, "13900000001"), (second, phone)):
        party = read(db, ref.id).applicants[0].id
        with db.write(WANG, "set_needs", ref.id) as session:
            need = SpecialNeed(
                party_id=party, kind=NeedKind.SIGN_LANGUAGE, helper="手语翻译赵", phone=tel
            )
            people_around.set_needs(session, ref.id, party, [need])
    fix(db, first.id)

    assert parties_taken(db, second.id) == (["手语翻译赵"] if same else [])


def test_a_guest_of_the_panel_cannot_sit_in_two_rooms(db: Database):
    first, second = register(db), register(db, against(OTHER_FIRM))
    for ref in (first, second):
        with db.write(WANG, "set_panel", ref.id) as session:
            member = PanelMember(seat=Seat.ENTERPRISE, name="工商联周", phone="0313-1", head=True)
            people_around.set_panel(session, ref.id, [member])
    fix(db, first.id)

    assert parties_taken(db, second.id) == ["工商联周"]


def test_a_member_of_the_desk_is_taken_by_the_panel_of_another_case(db: Database):
    ref = register(db)
    with db.write(WANG, "set_panel", ref.id) as session:
        member = PanelMember(seat=Seat.UNION, name="王晓梅", user_id=1, head=True)
        people_around.set_panel(session, ref.id, [member])
        cases.set_officers(session, ref.id, 2, None)
        hearings.add(session, ref.id, HEARING)

    with db.read() as session:
        found = taken.rooms_and_officers(session, DAY, DAY, frozenset({1}), 0)

    assert [one.who for one in found if one.kind is ClashKind.PERSON] == ["王晓梅"]


def test_workers_who_elected_representatives_are_free_themselves(db: Database):
    first = register(db)
    other = replace(against(OTHER_FIRM), applicants=APPLICATION.applicants[:1])
    second = register(db, other)
    workers = read(db, first.id).applicants
    with db.write(WANG, "elect", first.id) as session:
        elected = Representative(party_id=workers[1].id, elected_on=DAY)
        people_around.set_representatives(session, first.id, [elected])
    fix(db, first.id)

    assert parties_taken(db, second.id) == []
