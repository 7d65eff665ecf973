"""What a split changes around the two cases: counts, log, dossier, boards, rights."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from mediation_desk.documents import closing_fields
from mediation_desk.documents.occasion import Occasion
from mediation_desk.domain.agents import Agent
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.errors import DeskError, NotAllowed
from mediation_desk.domain.hearing import Hearing
from mediation_desk.domain.offers import Offer, OfferSum
from mediation_desk.domain.people import Person
from mediation_desk.domain.period import Period, Span
from mediation_desk.domain.sides import Side
from mediation_desk.services import (
    access,
    agents,
    boards,
    handover,
    hearings,
    period_locks,
    statistics,
    story,
    talks,
)
from mediation_desk.storage import ledger
from tests.services import course
from tests.services.test_materials import taken_in
from tests.services.test_splitting_off import TWO, key, parted, split

__all__ = ["parted"]

OCTOBER = Period.of(Span.MONTH, 2026, 10)
NOVEMBER = Period.of(Span.MONTH, 2026, 11)
COUNTED = ("期初未结", "当期受理", "当期结案", "期末未结", "涉及劳动者人数", "申请登记", "请求金额")


def page(size):
    out = BytesIO()
    Image.new("RGB", (200 + size[0], 200 + size[1]), "white").save(out, "JPEG")
    return out.getvalue()


def counted(office, period):
    book = statistics.month_book(office.supervisor, period)
    assert all(check.holds for check in book.checks)
    lines = {line.label.strip(): line.values[0] for line in book.report("MA1").lines}
    return tuple(lines[name] for name in COUNTED)


def logged(office, period):
    with office.desk.db.read() as session:
        rows = ledger.rows(session, period.first, period.last)
        return {row.number: (row.workers, row.claimed, row.remark) for row in rows}


def test_a_split_counts_as_a_case_of_its_month_and_nobody_counts_twice(office):
    case_id = course.heard(office, TWO)
    before = counted(office, OCTOBER)
    office.clock.at(date(2026, 11, 5))

    new = split(office, case_id)

    assert counted(office, OCTOBER) == before
    opening, accepted, closed, still_open, people, received, claimed = counted(office, NOVEMBER)
    assert (opening, accepted, closed, still_open) == (1, 1, 0, 2)
    assert (people, received, claimed) == (0, 0, 0)
    assert new.accepted_on.month == 10


def test_a_locked_month_stays_as_it_was_and_has_nothing_to_adjust(office):
    case_id = course.heard(office, TWO)
    office.clock.at(date(2026, 11, 5))
    period_locks.lock_period(office.supervisor, OCTOBER)

    split(office, case_id)

    assert statistics.month_book(office.supervisor, OCTOBER).changed == ()


def test_the_log_lists_each_where_it_belongs_and_the_remark_names_the_other(office):
    case_id = course.heard(office, TWO)
    number = office.case(case_id).number
    [(workers, claimed, _remark)] = logged(office, OCTOBER).values()
    office.clock.at(date(2026, 11, 5))

    new = split(office, case_id)

    assert logged(office, OCTOBER) == {number: (workers, claimed, "")}
    whole = Period.of(Span.YEAR, 2026, 1)
    lines = logged(office, whole)
    assert lines[number][0] + lines[new.number][0] == workers
    assert lines[number][1] + lines[new.number][1] == claimed
    assert f"赵铁柱已另案（{new.number}）" in lines[number][2]
    assert f"由{number}案分出" in lines[new.number][2]


def test_the_dossier_of_each_names_the_other(office, parted):
    new = split(office, parted)
    old = office.case(parted)

    said = {
        case.number: "".join(
            closing_fields.back_note(Occasion(case=case, centre=office.desk.centre))["情况"]
        )
        for case in (old, new)
    }

    assert "赵铁柱" in said[old.number]
    assert new.number in said[old.number]
    assert old.number in said[new.number]


def test_the_notice_of_acceptance_is_not_wanted_a_second_time(office, parted):
    new = split(office, parted)

    wanted = [p.form for p in boards.boards(office.clerk).unissued if p.case_id == new.id]
    assert "D-08" not in wanted
    assert not any("受理通知" in gap.text for gap in gaps(new))
    old = [p.form for p in boards.boards(office.clerk).unissued if p.case_id == parted]
    assert "D-23b" not in old


def test_the_agent_the_offers_and_the_materials_go_along_as_far_as_they_concern_the_worker(office):
    case_id = course.heard(office, TWO)
    case = office.case(case_id)
    for name, agent in (("赵铁柱", "孙律师"), ("李建国", "钱律师")):
        one = Agent(party_id=key(case, name), person=Person(name=agent, phone="13900004321"))
        agents.add_agent(office.clerk, case_id, office.case(case_id).version, one)
    for name, amount in (("赵铁柱", "9000.00"), ("李建国", "7000.00")):
        offer = Offer(
            side=Side.RESPONDENT,
            made_on=story.HEARD,
            made_at=time(10),
            sums=(OfferSum(party_id=key(case, name), amount=Decimal(amount)),),
        )
        talks.put_offer(office.mediator, case_id, office.case(case_id).version, offer)
    for name in ("赵铁柱", "李建国"):
        taken_in(office, case_id, page((len(name) * 17, ord(name[0]) % 200)), name, brought_by=name)

    new = split(office, case_id)

    assert [agent.person.name for agent in new.agents] == ["孙律师"]
    [offer] = talks.of_case(office.mediator, new).offers
    assert [(s.party_id, s.amount) for s in offer.sums] == [
        (new.applicants[0].id, Decimal("9000.00"))
    ]
    [material] = new.materials
    assert material.brought_by == "赵铁柱"
    assert material.sha256 in {m.sha256 for m in office.case(case_id).materials}
    assert [agent.person.name for agent in office.case(case_id).agents] == ["钱律师"]


def test_who_goes_is_no_longer_called_to_the_hearing_that_is_planned(office):
    case_id = course.heard(office, TWO)
    planned = Hearing(day=date(2026, 11, 3), begins=time(15), room="第一调解室")
    hearings.schedule(office.clerk, case_id, office.case(case_id).version, planned)
    gone = key(office.case(case_id))

    split(office, case_id)

    expected = [e.party_id for h in office.case(case_id).hearings for e in h.expected]
    assert gone not in expected


def test_a_restricted_case_is_split_by_who_decides_on_access_and_stays_restricted(office):
    case_id = course.heard(office, TWO)
    access.set_access(
        office.supervisor,
        case_id,
        office.case(case_id).version,
        restricted=True,
        reason="涉及未公开的伤病情况",
    )
    with pytest.raises(NotAllowed):
        split(office, case_id)

    new = split(office, case_id, who=office.supervisor)

    assert access.of_case(office.supervisor, new).access.restricted


def test_a_clerk_does_not_split(office, parted):
    with pytest.raises(NotAllowed):
        split(office, parted, who=office.clerk)


def test_both_cases_are_handed_over_with_the_mediators_others(office, parted):
    new = split(office, parted)

    held = handover.held(office.supervisor, office.people[story.MEDIATOR.name].id)

    assert {parted, new.id} <= {case.case_id for case in held}


def test_the_void_number_of_a_split_that_was_undone_is_not_brought_back(office, parted):
    from mediation_desk.services import undo, voiding

    new = split(office, parted)
    undo.undo(office.mediator, undo.last(office.mediator, parted).id, "点错了人，应当在原案调解")

    [void] = voiding.found(office.clerk, new.number)
    assert "点错了人" in void.reason
    with pytest.raises(DeskError):
        voiding.restore(office.clerk, void.id)
