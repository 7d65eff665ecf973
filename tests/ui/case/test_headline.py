from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from mediation_desk.domain.case import Clock
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.domain.working_days import Calendar
from mediation_desk.services import browse
from mediation_desk.ui.case import clock_words, headline
from mediation_desk.ui.case.course import course
from mediation_desk.ui.case.headline import Reached
from mediation_desk.ui.theme import Tone


def test_the_parties_of_a_group_are_named_by_the_first_and_the_number(desk_at):
    case = browse.case_file(desk_at("applied"), 1)

    assert headline.parties(case) == "李建国等12人 诉 宣化永固建筑工程有限公司"


def test_a_single_worker_is_named_without_a_number(desk_at):
    case = browse.case_file(desk_at("applied"), 1)
    alone = replace(case, applicants=case.applicants[:1])

    assert headline.parties(alone) == "李建国 诉 宣化永固建筑工程有限公司"


def test_several_respondents_are_told_by_the_first_and_their_number(desk_at):
    case = browse.case_file(desk_at("applied"), 1)
    beside = tuple(
        OtherParty(id=key, role=role, employer=Employer(name=f"第{key}公司"))
        for key, role in ((90, PartyRole.CO_RESPONDENT), (91, PartyRole.CO_RESPONDENT))
    )
    third = OtherParty(id=92, role=PartyRole.THIRD, employer=Employer(name="第三人公司"))

    told = headline.parties(replace(case, others=(*beside, third)))

    assert told == "李建国等12人 诉 宣化永固建筑工程有限公司等3方"


def test_the_strip_shows_the_days_of_what_is_done_and_where_the_case_stands(desk_at):
    case = browse.case_file(desk_at("mediating"), 1)

    marks = headline.marks(case)

    assert [mark.text for mark in marks[:2]] == ["✓ 登记 10-12", "✓ 受理 10-14"]
    assert [mark.reached for mark in marks[2:]] == [Reached.HERE] + [Reached.AHEAD] * 3


def test_what_was_sent_on_before_it_was_accepted_never_stood_in_the_talks(desk_at):
    case = browse.case_file(desk_at("applied"), 1)
    sent_on = replace(case, stage=Stage.TRANSFERRED)
    accepted = replace(sent_on, accepted_on=date(2026, 10, 14))

    assert [m.reached for m in headline.marks(sent_on)] == [Reached.HERE] + [Reached.AHEAD] * 5
    assert headline.marks(accepted)[2].reached is Reached.HERE


def test_both_fifteen_day_clocks_run_side_by_side_with_their_day(desk_at):
    """劳动争议调解仲裁法第十四条第三款; 企业劳动争议协商调解规定第二十九条."""
    case = browse.case_file(desk_at("mediating"), 1)

    accepted, received = headline.clock_line(case, date(2026, 10, 22))[:2]

    assert accepted.text == "受理第8天/15天，至10-29"
    assert received.text == "收到第10天，至10-27"
    assert "劳动争议调解仲裁法第十四条第三款" in received.tip


def test_an_extended_time_for_mediation_stands_in_the_head(desk_at):
    """企业劳动争议协商调解规定第二十九条."""
    case = browse.case_file(desk_at("mediating"), 1)
    [accepted] = [clock for clock in case.clocks if clock.kind == "DL04"]
    longer = replace(accepted, kind="DL05", due=date(2026, 11, 12), raw_due=date(2026, 11, 12))
    others = tuple(clock for clock in case.clocks if clock is not accepted)

    shown = headline.clock_line(replace(case, clocks=(*others, longer)), date(2026, 10, 22))

    assert any("至11-12" in phrase.text for phrase in shown)


def test_papers_to_be_completed_show_the_day_by_which(desk_at):
    case = browse.case_file(desk_at("mediating"), 1)
    [received] = [clock for clock in case.clocks if clock.kind == "DL03"]
    wanted = replace(received, kind="DL06", due=date(2026, 10, 29), raw_due=date(2026, 10, 29))

    shown = headline.clock_line(replace(case, clocks=(*case.clocks, wanted)), date(2026, 10, 22))

    assert "补正材料：至10-29" in shown[0].text


def test_a_clock_is_amber_from_its_first_alarm_and_red_once_missed(desk_at):
    case = browse.case_file(desk_at("mediating"), 1)
    received = next(clock for clock in case.clocks if clock.kind == "DL03")

    tones = [clock_words.tone(received, date(2026, 10, day)) for day in (21, 22, 27, 28)]

    assert tones == [Tone.PLAIN, Tone.WARN, Tone.WARN, Tone.BAD]


def test_a_period_of_law_that_ends_today_stands_before_one_of_the_house_that_is_over(desk_at):
    case = browse.case_file(desk_at("effective"), 1)
    day = case.received_on
    house = Clock(kind="DL02", start=day, raw_due=day, due=day)
    law = replace(house, kind="DL01", raw_due=day + timedelta(days=1), due=day + timedelta(days=1))

    told = headline.clock_line(replace(case, clocks=(house, law)), day + timedelta(days=1))

    assert [clock.text.startswith("受理审查") for clock in told] == [True, False]


def test_a_clock_moved_by_a_day_off_says_so(desk_at):
    case = browse.case_file(desk_at("effective"), 1)
    review = next(clock for clock in case.clocks if clock.kind == "DL10")

    assert review.raw_due != review.due
    assert "末日为休息日，顺延至2026-11-09" in clock_words.explained(review)


def test_the_head_says_what_is_still_owed(desk_at):
    case = browse.case_file(desk_at("effective"), 1)

    assert headline.owed_line(case) == "尚欠 1,326,244.50 元 / 共 1,326,244.50 元"


def test_what_was_done_on_one_day_stands_in_the_order_done(desk_at):
    case = browse.case_file(desk_at("effective"), 1)
    day = case.accepted_on
    done = (Step.ASK_CORRECTION, Step.CORRECTED, Step.EXTEND, Step.CONTACT)
    steps = tuple(StepTaken(row="", step=step, day=day) for step in done)

    told = [
        e.text
        for e in course(replace(case, received_on=day, steps=steps), Calendar())
        if e.day == day
    ]

    order = [step.label for step in done]
    assert [text for text in told if text in order] == order
    assert told[0].startswith("收到")
    assert told.index(order[1]) < told.index("受理申请")


def test_the_course_counts_workers_not_payments(desk_at):
    case = browse.case_file(desk_at("effective"), 1)
    worker = case.applicants[0].id
    twice = tuple(
        Payment(party_id=worker, instalment=1, paid_on=date(2026, 10, 30), amount=Decimal(amount))
        for amount in ("1000.00", "500.00")
    )

    [told] = [
        e.text for e in course(replace(case, payments=twice), Calendar()) if "1,500.00" in e.text
    ]

    assert "1人" in told


def test_what_is_overdue_stands_before_the_ways_still_open_and_lost_ways_come_last(desk_at):
    case = browse.case_file(desk_at("effective"), 1)

    overdue = [clock.text for clock in headline.clock_line(case, date(2026, 11, 5), most=9)]
    lost = [clock.text for clock in headline.clock_line(case, date(2026, 11, 12))]

    assert overdue[0].startswith("履行（第1期）：至10-30")
    late = [text for text in overdue if "逾期" in text]
    assert overdue[: len(late)] == late
    assert "履行（离职证明）：至10-30，逾期6天" in late
    assert overdue[len(late)].startswith("申请仲裁审查：至11-09")
    assert lost[0].startswith("履行（第1期）：至10-30")
    assert not any(text.startswith("申请仲裁审查") for text in lost)


def test_the_strip_says_when_an_agreement_took_effect_if_that_is_later(desk_at):
    """劳动争议调解仲裁法第十四条: it takes effect with the last signature and the seal."""
    case = browse.case_file(desk_at("effective"), 1)
    signed = replace(case.settlement, agreed_on=date(2026, 9, 28), effective_on=date(2026, 10, 12))
    same = replace(signed, effective_on=signed.agreed_on)

    agreed = [headline.marks(replace(case, settlement=one))[3].text for one in (signed, same)]

    assert agreed[0].endswith("协议 09-28，10-12生效")
    assert agreed[1].endswith("协议 09-28")
