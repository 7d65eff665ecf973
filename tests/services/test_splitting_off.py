"""Who was left out of an agreement, or wants it, goes on in a case of their own (另案调解)."""

from datetime import time, timedelta

import pytest
from sqlalchemy import text

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.procedure import offers
from mediation_desk.domain.settlement import Signer
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import browse, hearings, settlements, story, undo
from tests.services import course
from tests.services.course import take

TWO = ("李建国", "赵铁柱")
WHY = "赵铁柱不同意本次方案，愿意继续调解"


def key(case, name="赵铁柱"):
    [found] = [a.id for a in case.applicants if a.person.name == name]
    return found


@pytest.fixture
def parted(office):
    """李建国 settled, 赵铁柱 was left out of the agreement, which is in effect."""
    case_id = course.signing(office, TWO)
    case = office.case(case_id)
    given = [s for s in story.signatures(case, story.AGREED) if s.name != "赵铁柱"]
    workers = [s for s in given if s.signer is Signer.APPLICANT]
    settlements.sign(office.mediator, case_id, case.version, tuple(workers))
    case = office.case(case_id)
    settlements.leave_out(office.mediator, case_id, case.version, (key(case),))
    case = office.case(case_id)
    settlements.sign(office.supervisor, case_id, case.version, tuple(given))
    settlements.seal(office.supervisor, case_id, office.case(case_id).version)
    return case_id


def split(office, case_id, name="赵铁柱", who=None):
    case = office.case(case_id)
    take(
        who or office.mediator,
        office,
        case_id,
        Step.SPLIT_OFF,
        office.desk.today(),
        party_ids=(key(case, name),),
        reason=WHY,
    )
    return office.case(office.case(case_id).gone[-1].case_id)


def steps_open(case):
    return {offer.row.step for offer in offers(case)}


def test_who_was_left_out_goes_on_in_a_case_with_the_old_days_and_nothing_typed_twice(
    office, parted
):
    before = office.case(parted)

    new = split(office, parted)

    old = office.case(parted)
    assert [a.person.name for a in new.applicants] == ["赵铁柱"]
    assert new.number != old.number
    assert new.stage is Stage.ASSIGNED
    assert (new.received_on, new.accepted_on) == (before.received_on, before.accepted_on)
    assert (new.mediator, new.clerk, new.cause) == (before.mediator, before.clerk, before.cause)
    was = before.applicant(key(before))
    [now] = new.applicants
    assert (now.person, now.work, now.stated) == (was.person, was.work, was.stated)
    assert [(c.kind, c.claimed, c.entitled) for c in now.claims] == [
        (c.kind, c.claimed, c.entitled) for c in was.claims
    ]
    assert new.respondent.employer_id == before.respondent.employer_id
    assert [c.agrees for c in new.consents] == [c.agrees for c in before.consents]


def test_the_days_for_mediation_go_on_and_stand_in_the_case_before_no_longer(office, parted):
    before = office.case(parted)
    [running] = [c for c in before.clocks if c.kind == "DL04" and c.detail == "赵铁柱"]

    new = split(office, parted)

    [clock] = [c for c in new.clocks if c.kind == "DL04"]
    assert (clock.detail, clock.start, clock.due) == ("", running.start, running.due)
    assert clock.state is ClockState.RUNNING
    old = office.case(parted)
    assert not [c for c in old.clocks if c.detail == "赵铁柱" and c.state is ClockState.RUNNING]
    assert any(c.kind == "DL23" and c.state is ClockState.RUNNING for c in new.clocks)


def test_each_case_names_the_other(office, parted):
    new = split(office, parted)

    old = office.case(parted)
    assert [(w.name, w.number) for w in old.gone] == [("赵铁柱", new.number)]
    assert [(w.name, w.number) for w in new.came] == [("赵铁柱", old.number)]
    assert [a.person.name for a in old.applicants] == ["李建国"]
    [told] = [t for t in old.steps if t.step is Step.SPLIT_OFF]
    assert (told.by, told.number, told.reason) == ("赵铁柱", new.number, WHY)
    assert steps_open(old).isdisjoint({Step.SPLIT_OFF, Step.END_FOR_ONE})
    assert not [g.text for g in gaps(old) if "赵铁柱" in g.text]


def test_a_split_is_undone_with_a_reason_and_the_worker_is_back(office, parted):
    before = office.case(parted)
    new = split(office, parted)
    entry = undo.last(office.mediator, parted)

    with pytest.raises(Invalid):
        undo.undo(office.mediator, entry.id)
    undo.undo(office.mediator, entry.id, "点错了人，应当继续在原案调解")

    after = office.case(parted)
    assert after.applicants == before.applicants
    assert after.clocks == before.clocks
    assert not after.gone
    with pytest.raises(DeskError):
        office.case(new.id)


def test_a_split_is_not_undone_once_something_was_done_in_the_new_case(office, parted):
    new = split(office, parted)
    day = office.desk.today() + timedelta(days=7)
    hearing = Hearing(day=day, begins=time(15), room="第一调解室")
    hearings.schedule(office.clerk, new.id, new.version, hearing)
    entry = undo.last(office.mediator, parted)

    with pytest.raises(DeskError, match=new.number):
        undo.undo(office.mediator, entry.id, "点错了人，应当继续在原案调解")


@pytest.mark.parametrize("name", TWO)
def test_before_an_agreement_anybody_may_go_on_alone_and_one_stays(office, name):
    case_id = course.heard(office, TWO)

    new = split(office, case_id, name)

    assert [a.person.name for a in new.applicants] == [name]
    old = office.case(case_id)
    assert [a.person.name for a in old.applicants] == [n for n in TWO if n != name]
    assert Step.SPLIT_OFF not in steps_open(old)
    with pytest.raises(DeskError):
        split(office, case_id, old.applicants[0].person.name)


def test_whoever_signed_does_not_go(office):
    case_id = course.signing(office, TWO)
    case = office.case(case_id)
    given = [s for s in story.signatures(case, story.AGREED) if s.name == "赵铁柱"]
    settlements.sign(office.mediator, case_id, case.version, tuple(given))

    with pytest.raises(DeskError):
        split(office, case_id)


def test_who_goes_before_signing_is_taken_out_of_the_terms(office):
    case_id = course.signing(office, TWO)

    new = split(office, case_id)

    old = office.case(case_id)
    assert {row.party_id for row in old.settlement.terms.money} == {a.id for a in old.applicants}
    assert new.settlement is None
    assert all(claim.agreed is None for claim in new.claims)


def test_both_are_found_by_the_workers_name(office, parted):
    new = split(office, parted)

    found = {line.id for line in browse.find(office.mediator, "赵铁柱")}

    assert found == {parted, new.id}


def test_both_cases_count_their_own_workers_where_lists_and_queries_read_it(office, parted):
    new = split(office, parted)

    with office.desk.db.read() as session:
        asked = "SELECT id, applicant_count, first_applicant FROM mediation_case"
        found = {key: told for key, *told in session.execute(text(asked))}
    assert found[parted] == [1, "李建国"]
    assert found[new.id] == [1, "赵铁柱"]
