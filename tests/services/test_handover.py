"""Hand-over of a person's cases: whole, undone whole, told in each case, and its refusals."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from mediation_desk import i18n
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Stale
from mediation_desk.domain.handover import Duty, Handover, Taking, line_of
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.rights import Role
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.services import (
    boards,
    browse,
    handover,
    hearings,
    panel,
    papers,
    settings,
    statistics,
    story,
    undo,
)
from mediation_desk.services import today as today_page
from mediation_desk.storage import access, ledger
from mediation_desk.storage import following as following_up
from tests.documents.samples import printed
from tests.services.course import assigned, effective, once, take, withdrawn

BOTH = frozenset(Duty)
ZHAO = User(name="赵明", roles=frozenset({Role.MEDIATOR, Role.CLERK}), phone="13900000900")


@once
def joined(office, names=()):
    settings.save_user(office.supervisor, ZHAO)


@once
def two_cases(office, names=()):
    first, second = assigned(office, ("李建国",)), assigned(office, ("王秀英",))
    planned = Hearing(day=story.HEARD, begins=time(9, 30), room="第一调解室")
    hearings.schedule(office.clerk, first, office.case(first).version, planned)
    case = office.case(first)
    paper = papers.compose(office.clerk, first, "D-17", str(case.applicants[0].id))
    papers.issue(office.clerk, first, office.case(first).version, paper)
    return first, second


@pytest.fixture
def office(office):
    """The office with another person who mediates and keeps the record."""
    joined(office)
    return office


@pytest.fixture
def cases(office):
    """Two cases of the mediator, one of them with a hearing and notices."""
    return two_cases(office)


def key(office, name):
    return office.people[name].id


def of_mediator(office, *ids, duties=frozenset({Duty.MEDIATOR}), **changes):
    held = handover.held(office.supervisor, key(office, "王敏"))
    takings = tuple(
        Taking(case_id=case.case_id, version=case.version, duties=duties)
        for case in held
        if not ids or case.case_id in ids
    )
    made = Handover(
        giver_id=key(office, "王敏"),
        receiver_id=key(office, "赵明"),
        day=story.ACCEPTED,
        takings=takings,
        note="调离",
    )
    return replace(made, **changes)


def test_what_is_under_way_is_told_of_every_open_case(office, cases):
    first, second = handover.held(office.supervisor, key(office, "王敏"))

    told = {first.case_id: first, second.case_id: second}[cases[0]]
    assert told.duties == {Duty.MEDIATOR}
    assert told.clocks[0].kind == "DL01" or told.clocks_text
    assert told.hearings_text == "2026-10-22 09:30 第一调解室"
    assert told.unserved == ("受理通知书（未出具）", "调解通知书 · 李建国")
    assert told.money_text == ""


def test_days_of_a_year_that_is_not_known_are_marked_provisional(office, cases):
    """procedure.md 2.2: until the year's notice is imported its days are 暂定."""
    first, _second = cases
    case = office.case(first)
    later = replace(case.hearings[0], day=date(2027, 3, 3))
    hearings.reschedule(office.clerk, first, case.version, later, "李建国", "住院")

    [held] = [
        c for c in handover.held(office.supervisor, key(office, "王敏")) if c.case_id == first
    ]

    assert held.hearings_text == "2027-03-03 09:30 第一调解室（暂定）"
    notices = [c.text for c in held.clocks if c.kind == "DL07"]
    assert notices == ["发送调解通知：2027-02-26 暂定"]


def test_unpaid_instalments_go_along(office):
    case_id = effective(office)

    [held] = handover.held(office.supervisor, key(office, "王敏"))

    assert held.case_id == case_id
    assert [row.instalment for row in held.money] == [1, 2]
    assert held.money_text.startswith("2期")


def test_all_cases_go_to_another_person_in_one_act(office, cases):
    before = [office.case(case_id).version for case_id in cases]

    handover.hand_over(office.supervisor, of_mediator(office))

    after = [office.case(case_id) for case_id in cases]
    assert {case.mediator.name for case in after} == {"赵明"}
    assert {case.clerk.name for case in after} == {"刘静"}
    assert [case.version for case in after] == [version + 1 for version in before]
    assert handover.held(office.supervisor, key(office, "王敏")) == ()


def test_it_tells_how_far_it_is_and_stays_undone_if_that_fails(office, cases):
    heard = []
    wanted = of_mediator(office)

    def broken(done, total):
        heard.append((done, total))
        raise OSError("the worker stops")

    with pytest.raises(OSError, match="stops"):
        handover.hand_over(office.supervisor, wanted, broken)

    assert heard == [(0, 2)]
    assert not handover.done(office.supervisor)
    assert handover.held(office.supervisor, key(office, "王敏"))


def test_only_the_chosen_case_and_duty_goes(office, cases):
    handover.hand_over(office.supervisor, of_mediator(office, cases[1]))

    assert office.case(cases[0]).mediator.name == "王敏"
    assert office.case(cases[1]).mediator.name == "赵明"


def test_the_history_of_each_case_tells_of_it(office, cases):
    handover.hand_over(office.supervisor, of_mediator(office))

    for case_id in cases:
        assert browse.journal(office.supervisor, case_id)[0].doing == "hand_over"


def test_it_is_undone_as_a_whole(office, cases):
    done = handover.hand_over(office.supervisor, of_mediator(office))

    handover.take_back(office.supervisor, done)

    assert {office.case(case_id).mediator.name for case_id in cases} == {"王敏"}
    assert handover.done(office.supervisor) == ()
    for case_id in cases:
        assert browse.journal(office.supervisor, case_id)[0].doing == "undo"
    with pytest.raises(DeskError):
        handover.take_back(office.supervisor, done)


def test_it_is_not_undone_once_somebody_built_on_it(office, cases):
    done = handover.hand_over(office.supervisor, of_mediator(office))
    handover.hand_over(
        office.supervisor,
        replace(
            of_mediator(office),
            giver_id=key(office, "赵明"),
            receiver_id=key(office, "王敏"),
            takings=(
                Taking(
                    case_id=cases[0],
                    version=office.case(cases[0]).version,
                    duties=frozenset({Duty.MEDIATOR}),
                ),
            ),
        ),
    )

    with pytest.raises(DeskError, match="撤销"):
        handover.take_back(office.supervisor, done)


def test_undo_in_a_case_does_not_take_back_the_whole_hand_over(office, cases):
    handover.hand_over(office.supervisor, of_mediator(office))

    last = undo.last(office.supervisor, cases[0])

    assert last is None or last.doing != "hand_over"


def test_a_case_that_changed_meanwhile_refuses_all(office, cases):
    prepared = of_mediator(office)
    take(office.clerk, office, cases[1], Step.WITHDRAW, story.ACCEPTED, **withdrawn(story.ACCEPTED))

    with pytest.raises(Stale):
        handover.hand_over(office.supervisor, prepared)

    assert office.case(cases[0]).mediator.name == "王敏"


def closed(office, case_id):
    take(office.clerk, office, case_id, Step.WITHDRAW, story.ACCEPTED, **withdrawn(story.ACCEPTED))
    take(office.supervisor, office, case_id, Step.CLOSE, story.ACCEPTED)


def following(office, *ids, **changes):
    return of_mediator(office, *ids, duties=frozenset({Duty.FOLLOW_UP}), **changes)


def on_today(office, name):
    """The cases whose clocks stand on a mediator's own Today, and those to be served there."""
    office.desk.actor = replace(office.people[name], roles=frozenset({Role.MEDIATOR}))
    clocked = today_page.today(office.desk)
    waiting = boards.boards(office.desk)
    return (
        {clock.case_id for clock in clocked.clocks},
        {paper.case_id for paper in waiting.unserved},
        clocked.figures.overdue + clocked.figures.due_soon,
    )


def test_what_still_runs_in_a_closed_case_is_listed_to_be_followed_up(office, cases):
    closed(office, cases[1])

    held = handover.held(office.supervisor, key(office, "王敏"))

    [told] = [case for case in held if case.case_id == cases[1]]
    assert told.stage is Stage.CLOSED
    assert told.duties == {Duty.FOLLOW_UP}
    assert [clock.kind for clock in told.clocks] == ["DL37"]
    line = line_of(told, told.duties)
    assert (line.stage, line.duties) == ("已结案", "结案后续")
    assert "归档" in line.clocks


def test_the_clocks_of_closed_cases_move_to_the_receivers_day_and_back(office, cases):
    closed(office, cases[0])
    case_id = cases[0]
    office.clock.at(story.ACCEPTED + timedelta(days=30))
    assert case_id in on_today(office, "王敏")[0]
    served_before = on_today(office, "王敏")[1]
    count = on_today(office, "王敏")[2]

    done = handover.hand_over(office.supervisor, following(office, case_id))

    assert case_id in on_today(office, "赵明")[0]
    assert case_id not in on_today(office, "王敏")[0]
    assert (case_id in on_today(office, "赵明")[1]) is (case_id in served_before)
    assert case_id not in on_today(office, "王敏")[1]
    assert on_today(office, "赵明")[2] + on_today(office, "王敏")[2] == count
    [clock] = [c for c in today_page.today(office.supervisor).clocks if c.case_id == case_id]
    assert clock.mediator == "赵明"
    assert [c.case_id for c in handover.held(office.supervisor, key(office, "赵明"))] == [case_id]

    handover.take_back(office.supervisor, done)

    assert case_id in on_today(office, "王敏")[0]
    assert case_id not in on_today(office, "赵明")[0]


def test_a_follow_up_is_handed_on_and_seen_by_who_has_it(office, cases):
    closed(office, cases[0])
    handover.hand_over(office.supervisor, following(office, cases[0]))
    [held] = handover.held(office.supervisor, key(office, "赵明"))
    further = Taking(case_id=held.case_id, version=held.version, duties=held.duties)

    handover.hand_over(
        office.supervisor,
        replace(
            following(office),
            giver_id=key(office, "赵明"),
            receiver_id=key(office, "刘静"),
            takings=(further,),
        ),
    )

    assert handover.held(office.supervisor, key(office, "赵明")) == ()
    assert cases[0] in {c.case_id for c in handover.held(office.supervisor, key(office, "刘静"))}
    with office.desk.db.read() as session:
        assert set(access.of_case(session, cases[0]).readers) == {
            key(office, "赵明"),
            key(office, "刘静"),
        }


def test_who_follows_up_sees_the_case_where_mediators_see_their_own_alone(office, cases):
    closed(office, cases[0])
    settings.set_option(office.supervisor, MEDIATORS_SEE_OWN, "yes")
    handover.hand_over(office.supervisor, following(office, cases[0]))
    office.clock.at(story.ACCEPTED + timedelta(days=30))

    assert on_today(office, "赵明")[0] == {cases[0]}
    assert office.case(cases[0]).stage is Stage.CLOSED


def test_the_list_names_closed_stages_as_who_follows_up_is_found_by():
    with i18n.speaking(i18n.CHINESE):
        labels = [stage.label for stage in Stage if stage in LOCKED]

    assert all(f"'{label}'" in following_up.FOLLOWED_UP for label in labels)


def test_who_mediated_a_closed_case_stays_in_log_and_workload(office, cases):
    closed(office, cases[0])
    month = Period.of(Span.MONTH, story.ACCEPTED.year, story.ACCEPTED.month)

    def told():
        book = statistics.month_book(office.supervisor, month)
        with office.desk.db.read() as session:
            log = list(ledger.rows(session, month.first, month.last))
        return list(book.reports), log

    before = told()
    assert any("王敏" in repr(row) for row in before[1])
    handover.hand_over(office.supervisor, following(office, cases[0]))

    assert told() == before
    assert office.case(cases[0]).mediator.name == "王敏"


def test_a_closed_case_gives_away_its_follow_up_alone(office, cases):
    closed(office, cases[0])

    for duties in (frozenset({Duty.MEDIATOR}), frozenset({Duty.MEDIATOR, Duty.FOLLOW_UP})):
        with pytest.raises(Stale):
            handover.hand_over(office.supervisor, of_mediator(office, cases[0], duties=duties))
    with pytest.raises(Stale):
        handover.hand_over(office.supervisor, following(office, cases[1]))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"receiver_id": 0}, "receiver"),
        ({"giver_id": 0}, "giver"),
        ({"takings": ()}, "cases"),
        ({"day": date(2026, 10, 15)}, "day"),
        ({"note": "长" * 501}, "note"),
    ],
)
def test_a_hand_over_that_is_not_complete_is_explained_at_its_field(office, cases, changes, field):
    with pytest.raises(Invalid) as refused:
        handover.hand_over(office.supervisor, of_mediator(office, **changes))

    assert field in {problem.field for problem in refused.value.problems}


@pytest.mark.parametrize("day", [date(2026, 9, 23), date(2030, 1, 1)])
def test_it_is_never_dated_before_a_case_came_in_or_in_the_future_on_paper_neither(
    office, cases, day
):
    for act in (handover.hand_over, handover.prepared):
        with pytest.raises(Invalid) as refused:
            act(office.supervisor, of_mediator(office, day=day))
        assert [problem.field for problem in refused.value.problems] == ["day"]


def test_whoever_may_not_mediate_takes_over_no_mediation(office, cases):
    to_clerk = of_mediator(office, receiver_id=key(office, "刘静"))

    with pytest.raises(Invalid, match="刘静不能担任调解员"):
        handover.hand_over(office.supervisor, to_clerk)


def test_a_mediator_who_is_no_clerk_keeps_no_record(office, cases):
    held = handover.held(office.supervisor, key(office, "刘静"))
    to_mediator = Handover(
        giver_id=key(office, "刘静"),
        receiver_id=key(office, "王敏"),
        day=story.ACCEPTED,
        takings=tuple(
            Taking(case_id=c.case_id, version=c.version, duties=frozenset({Duty.CLERK}))
            for c in held
        ),
    )

    with pytest.raises(Invalid, match="王敏不能担任书记员"):
        handover.hand_over(office.supervisor, to_mediator)


def test_nobody_hands_over_to_themselves_or_to_a_leaver(office, cases):
    leaver = replace(ZHAO, id=key(office, "赵明"), active=False)
    mine = of_mediator(office)

    with pytest.raises(Invalid, match="本人"):
        handover.hand_over(office.supervisor, replace(mine, receiver_id=mine.giver_id))
    settings.save_user(office.supervisor, leaver)
    with pytest.raises(Invalid):
        handover.hand_over(office.supervisor, mine)


def test_a_clash_of_hearings_is_pointed_out(office, cases):
    other = assigned(office, ("张志强",))
    handover.hand_over(office.supervisor, of_mediator(office, other))
    planned = Hearing(
        day=story.HEARD, begins=time(10), room="第二调解室", clash_reason="书记员另派"
    )
    hearings.schedule(office.clerk, other, office.case(other).version, planned)

    held = handover.held(office.supervisor, key(office, "王敏"), key(office, "赵明"))

    told = {case.case_id: case for case in held}
    assert "另有调解会" in told[cases[0]].doubts[0]
    assert told[cases[1]].doubts == ()


def test_a_namesake_is_pointed_out_and_the_same_person_refused(office):
    case_id = assigned(office, ("李建国",))
    worker = office.case(case_id).applicants[0].person
    for phone in ("13900000999", worker.phone):
        known = User(
            id=key(office, "赵明"), name=worker.name, roles=ZHAO.roles, phone=phone, active=True
        )
        settings.save_user(office.supervisor, known)
        [held] = handover.held(office.supervisor, key(office, "王敏"), key(office, "赵明"))
        assert held.doubts
        assert held.barred is (phone == worker.phone)

    with pytest.raises(Invalid, match="特邀调解的规定第十六条"):
        handover.hand_over(office.supervisor, of_mediator(office))


def test_only_a_supervisor_hands_cases_over(office, cases):
    wanted = of_mediator(office)

    with pytest.raises(NotAllowed):
        handover.hand_over(office.mediator, wanted)


def test_the_list_is_printed_as_the_cases_stood(office, cases):
    prepared = of_mediator(office)
    draft = handover.prepared(office.supervisor, prepared)
    done = handover.hand_over(office.supervisor, prepared)
    take(office.clerk, office, cases[1], Step.WITHDRAW, story.ACCEPTED, **withdrawn(story.ACCEPTED))

    listing = handover.listed(office.supervisor, done)

    assert replace(listing, id=0) == draft
    text = printed(handover.paper(office.supervisor, listing))
    for part in ("交接清单", "王敏", "赵明", "陈国栋", "第0001号", "调解通知书·李建国", "监交人"):
        assert part in text
    [row] = handover.done(office.supervisor)
    assert (row.giver, row.receiver, row.cases, row.note) == ("王敏", "赵明", 2, "调离")


def seat(office, case_id, *names):
    members = tuple(
        PanelMember(seat=Seat.UNION, name=name, user_id=key(office, name), head=place == 0)
        for place, name in enumerate(names)
    )
    panel.set_panel(office.supervisor, case_id, office.case(case_id).version, members)


def test_a_seat_on_the_panel_goes_along(office, cases):
    seat(office, cases[0], "王敏")

    handover.hand_over(
        office.supervisor, of_mediator(office, cases[0], duties=frozenset({Duty.PANEL}))
    )

    case = office.case(cases[0])
    assert [(m.name, m.user_id) for m in case.panel] == [("赵明", key(office, "赵明"))]
    assert case.mediator.name == "王敏"


def test_nobody_gets_two_seats_on_a_panel(office, cases):
    seat(office, cases[0], "王敏", "赵明")

    with pytest.raises(Invalid, match="已是"):
        handover.hand_over(
            office.supervisor, of_mediator(office, cases[0], duties=frozenset({Duty.PANEL}))
        )


def test_the_list_tells_every_clock_hearing_and_paper(office, cases):
    told = next(c for c in handover.held(office.supervisor, key(office, "王敏")) if c.clocks)

    line = line_of(told, told.duties)

    assert line.clocks.count("\n") == len(told.clocks) - 1
    assert all(clock.text in line.clocks for clock in told.clocks)
    assert all(paper in line.unserved for paper in told.unserved)
    assert any(paper.startswith("受理通知书") for paper in told.unserved)


def test_a_case_from_which_somebody_was_recused_does_not_come_back_by_hand_over(office):
    """最高人民法院关于人民法院特邀调解的规定第十五条."""
    case_id = assigned(office, ("李建国",))
    ids = {name: key(office, name) for name in ("王敏", "赵明")}
    case = office.case(case_id)
    told = Recusal(
        person="王敏",
        person_id=ids["王敏"],
        party_id=case.respondent.id,
        asked_by="冯永固",
        ground=Ground.RELATIVE,
        facts="系申请人近亲属",
        asked_on=story.ACCEPTED,
    )
    recusal = panel.ask_recusal(office.clerk, case_id, case.version, told)
    panel.decide_recusal(
        office.supervisor,
        case_id,
        office.case(case_id).version,
        recusal,
        Ruling.GRANTED,
        story.ACCEPTED,
        "理由成立",
        replacement_id=ids["赵明"],
    )

    [held] = handover.held(office.supervisor, ids["赵明"], ids["王敏"])
    assert held.barred
    assert any("第十五条" in doubt for doubt in held.doubts)
    back = Taking(case_id=case_id, version=held.version, duties=frozenset({Duty.MEDIATOR}))
    givers = {"giver_id": ids["赵明"], "receiver_id": ids["王敏"], "takings": (back,)}
    wanted = of_mediator(office, **givers)
    with pytest.raises(Invalid, match="第十五条"):
        handover.hand_over(office.supervisor, wanted)
    with pytest.raises(Invalid, match="第十五条"):
        handover.prepared(office.supervisor, wanted)
