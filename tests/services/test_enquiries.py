"""Enquiries: numbered by day, corrected and taken back, and made into a case once."""

from dataclasses import replace
from datetime import date, time

import pytest

from mediation_desk.domain.employer import Employer
from mediation_desk.domain.enquiry import Channel, Enquiry, EnquiryFilter, Handling
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Stale
from mediation_desk.domain.rights import Actor, Role
from mediation_desk.services import enquiries, intake, story, undo

ASKED = Enquiry(
    asked_on=story.APPLIED,
    asked_at=time(8, 40),
    name="赵春生",
    phone="13800001234",
    channel=Channel.PHONE,
    migrant=True,
    employer="宣化某建筑工程有限公司",
    cause="A01",
    topic="三个月工资没发",
    answer="可以申请调解",
)


@pytest.fixture
def clock(office):
    office.clock.at(story.APPLIED, 9, 0)
    return office.clock


def stored(office, ref):
    return enquiries.enquiry(office.clerk, ref.id)


def test_enquiries_are_numbered_anew_each_day_and_each_year_without_gaps(office):
    days = [date(2026, 12, 31), date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31)]
    numbers = []
    for place, day in enumerate(days):
        office.clock.at(day, 23, 59)
        asked = replace(ASKED, asked_on=day, asked_at=time(23, 50 + place))
        numbers.append(enquiries.register(office.clerk, asked).number)

    assert numbers == [
        "咨20261231-001",
        "咨20261231-002",
        "咨20270101-001",
        "咨20271231-001",
    ]


def test_a_refused_enquiry_takes_no_number(office, clock):
    with pytest.raises(Invalid):
        enquiries.register(office.clerk, replace(ASKED, answer=" "))

    assert enquiries.register(office.clerk, ASKED).number.endswith("-001")


def test_the_same_card_saved_twice_is_one_enquiry(office, clock):
    first = enquiries.register(office.clerk, ASKED, "card-1")

    assert enquiries.register(office.clerk, ASKED, "card-1") == first


def test_the_one_who_acts_stands_as_taker_and_no_name_is_anonymous(office, clock):
    found = stored(office, enquiries.register(office.clerk, replace(ASKED, name="")))

    assert (found.taken_by, found.who) == (story.CLERK.name, "匿名")


def test_everything_wrong_is_said_at_its_field_at_once(office, clock):
    wrong = replace(
        ASKED,
        asked_on=date(2030, 1, 1),
        cause="",
        topic="",
        answer="",
        handling=Handling.REFERRED,
        name="名" * 51,
    )

    with pytest.raises(Invalid) as refused:
        enquiries.register(office.clerk, wrong)

    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"asked_on", "name", "topic", "answer", "referred_to"}


def test_a_time_later_today_is_refused(office, clock):
    with pytest.raises(Invalid, match="该时间尚未到来"):
        enquiries.register(office.clerk, replace(ASKED, asked_at=time(9, 1)))


def test_a_list_is_narrowed_by_words_pinyin_and_period(office, clock):
    enquiries.register(office.clerk, ASKED)
    enquiries.register(office.clerk, replace(ASKED, name="钱二", employer="", topic="社保"))

    def names(**wanted):
        found, whole = enquiries.listed(office.clerk, EnquiryFilter(**wanted))
        assert whole == len(found)
        return [one.name for one in found]

    assert names() == ["钱二", "赵春生"]
    assert names(text="zcs") == ["赵春生"]
    assert names(text="社保") == ["钱二"]
    assert names(text="13800001234 工资") == ["赵春生"]
    assert names(text="100%") == []
    assert names(first=date(2026, 10, 13)) == []
    assert names(handling=Handling.REFERRED) == []


def test_a_correction_is_undone_and_then_refuses_an_older_view(office, clock):
    ref = enquiries.register(office.clerk, ASKED)
    before = stored(office, ref)
    enquiries.change(office.clerk, replace(before, name="赵春生改"))

    with pytest.raises(Stale):
        enquiries.change(office.clerk, replace(before, name="旧"))
    undo.undo(office.clerk, undo.last_in(office.clerk, frozenset({"enquiry"})).id)

    after = stored(office, ref)
    assert after.name == "赵春生"
    with pytest.raises(Stale):
        enquiries.change(office.clerk, replace(before, version=before.version + 1))
    assert enquiries.listed(office.clerk, EnquiryFilter(text="赵春生改"))[1] == 0


def test_the_day_of_a_number_is_not_changed(office, clock):
    ref = enquiries.register(office.clerk, ASKED)

    with pytest.raises(Invalid, match="按登记日编排"):
        enquiries.change(office.clerk, replace(stored(office, ref), asked_on=date(2026, 10, 11)))


def test_an_enquiry_taken_back_keeps_its_number_and_can_count_again(office, clock):
    ref = enquiries.register(office.clerk, ASKED)
    with pytest.raises(Invalid):
        enquiries.take_back(office.clerk, ref.id, 1, " ")
    enquiries.take_back(office.clerk, ref.id, 1, "重复登记")

    assert stored(office, ref).is_void
    with pytest.raises(DeskError, match="已作废"):
        enquiries.for_case(office.clerk, ref.id)
    assert enquiries.register(office.clerk, ASKED).number.endswith("-002")
    enquiries.restore(office.clerk, ref.id, 2)
    assert not stored(office, ref).is_void


def application(enquiry_id):
    return replace(
        story.application(),
        respondent=Employer(name="宣化某建筑工程有限公司"),
        applicants=story.application().applicants[:1],
        operation=f"from-{enquiry_id}",
        enquiry_id=enquiry_id,
    )


def test_an_enquiry_becomes_a_case_and_each_shows_the_other(office, clock):
    ref = enquiries.register(office.clerk, ASKED)
    case = office.case(intake.register(office.clerk, application(ref.id)).id)

    assert case.enquiry == ref
    assert stored(office, ref).case_number == case.number
    assert stored(office, ref).handling is Handling.GUIDED


def test_an_enquiry_becomes_a_case_only_once(office, clock):
    ref = enquiries.register(office.clerk, ASKED)
    intake.register(office.clerk, application(ref.id))
    again = replace(application(ref.id), operation="another form")

    with pytest.raises(DeskError, match="已转为案件"):
        intake.register(office.clerk, again)
    with pytest.raises(DeskError, match="已转为案件"):
        enquiries.for_case(office.clerk, ref.id)
    with pytest.raises(DeskError, match="已转为案件"):
        enquiries.take_back(office.clerk, ref.id, stored(office, ref).version, "登记有误")
    assert office.register().__class__ is int  # the refused form took no number
    assert office.case(2).number.endswith("第0002号")


def test_an_auditor_registers_nothing(office, clock):
    office.desk.actor = Actor(9, "审计", frozenset({Role.AUDITOR}))

    with pytest.raises(NotAllowed):
        enquiries.register(office.desk, ASKED)


def test_the_card_prints_what_was_told(office, clock):
    card = enquiries.card(office.clerk, enquiries.register(office.clerk, ASKED).id)

    assert card.title == "咨询登记表"
    assert card.pdf.startswith(b"%PDF")
    assert card.missing == ()
