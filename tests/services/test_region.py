"""What the desk does with bodies, duty, aid, letters and joint meetings, through its services."""

import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.bodies import Body, BodyKind, BodyPerson, MirroredCase, Post, Referral
from mediation_desk.domain.duty import Half, Shift
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Stale
from mediation_desk.domain.joint_meetings import (
    Decision,
    DecisionState,
    JointMeeting,
    Participant,
)
from mediation_desk.domain.legal_aid import AidBy, AidMatter, LegalAid, Means
from mediation_desk.domain.supervision import (
    Decline,
    LetterKind,
    LetterSettings,
    LetterState,
    Matter,
    MatterEnd,
    MatterSource,
    Reply,
)
from mediation_desk.services import (
    bodies,
    duty,
    joint_meetings,
    legal_aid,
    letters,
    story,
    supervision,
    undo,
)
from mediation_desk.services.desk import open_desk
from tests.services.course import LI

AID_ROOM = Body(kind=BodyKind.LEGAL_AID, name="法律援助室", allowance=Decimal("100.00"))
SETTINGS = LetterSettings(
    sender="张家口市总工会",
    reminder="张劳调函",
    inquiry="张劳调函",
    opinion="张劳调函",
    proposal="张劳建函",
)


def fields(error):
    return [problem.field for problem in error.value.problems]


@pytest.fixture
def room(office):
    return bodies.save(office.clerk, AID_ROOM)


@pytest.fixture
def lawyer(office, room):
    return bodies.save_person(
        office.clerk, BodyPerson(body_id=room, name="赵律", post=Post.LAWYER, licence="113")
    )


def matter(office, **more):
    made = Matter(
        employer="宣化某公司",
        source=MatterSource.VISIT,
        received_on=office.desk.today(),
        subject="拖欠工资",
        facts="三个月未发工资",
        rules="劳动法第五十条",
    )
    return supervision.begin(office.clerk, replace(made, **more))


def at(office, matter_id):
    return supervision.matter(office.clerk, matter_id)


def drafted(office, matter_id, kind=LetterKind.INQUIRY, **more):
    key = letters.draft(office.clerk, matter_id, kind)
    letter = next(one for one in at(office, matter_id).letters if one.id == key)
    filled = {"demand": "请说明情况", "rules": "劳动法第五十条", "facts": "未发工资"}
    letters.change(office.clerk, replace(letter, **(filled | more)))
    return next(one for one in at(office, matter_id).letters if one.id == key)


def issued(office, matter_id, kind=LetterKind.INQUIRY, **more):
    supervision.save_settings(office.supervisor, SETTINGS)
    letter = drafted(office, matter_id, kind, **more)
    letters.issue(office.supervisor, letter.id, letter.version, office.desk.today())
    return next(one for one in at(office, matter_id).letters if one.id == letter.id)


# -- bodies -----------------------------------------------------------------------------------


def test_a_party_is_led_to_a_body_which_reports_back(office, room):
    case_id = office.register(LI)
    version = office.case(case_id).version
    referral = Referral(case_id=0, body_id=room, day=office.desk.today(), purpose="咨询仲裁")

    key = bodies.refer(office.clerk, case_id, version, referral)
    [line] = bodies.around(office.clerk, case_id).referrals
    bodies.report_back(
        office.clerk,
        replace(line.referral, result="已答复", feedback_on=office.desk.today()),
    )

    [line] = bodies.file(office.clerk, room).referrals
    assert line.referral.id == key
    assert (line.referral.result, line.referral.sent_by) == ("已答复", story.CLERK.name)
    assert line.number == office.case(case_id).number


def test_a_referral_of_a_case_changed_meanwhile_is_refused(office, room):
    case_id = office.register(LI)
    version = office.case(case_id).version
    referral = Referral(case_id=0, body_id=room, day=office.desk.today(), purpose="咨询仲裁")
    bodies.refer(office.clerk, case_id, version, referral)

    with pytest.raises(Stale):
        bodies.refer(office.clerk, case_id, version, referral)


def test_what_counselling_was_about_is_not_kept(office):
    room = bodies.save(office.clerk, Body(kind=BodyKind.COUNSELLING, name="心理服务室"))
    case_id = office.register(LI)
    referral = Referral(case_id=0, body_id=room, day=office.desk.today(), purpose="情绪低落")

    with pytest.raises(Invalid) as refused:
        bodies.refer(office.clerk, case_id, office.case(case_id).version, referral)

    assert fields(refused) == ["purpose"]


def test_a_referral_can_be_undone_in_its_case(office, room):
    case_id = office.register(LI)
    referral = Referral(case_id=0, body_id=room, day=office.desk.today(), purpose="咨询")
    bodies.refer(office.clerk, case_id, office.case(case_id).version, referral)

    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)

    assert bodies.around(office.clerk, case_id).referrals == ()


def test_a_case_of_a_tribunal_is_mirrored_and_never_accepted_here(office):
    tribunal = bodies.save(office.clerk, Body(kind=BodyKind.ARBITRATION, name="仲裁派出庭"))
    case_id = office.register(LI)
    before = office.case(case_id).stage

    bodies.save_mirror(
        office.clerk,
        MirroredCase(
            body_id=tribunal,
            case_id=case_id,
            number="张劳人仲字〔2026〕第12号",
            accepted_on=office.desk.today(),
        ),
    )

    [line] = bodies.around(office.clerk, case_id).mirrors
    assert (line.body, line.mirror.number) == ("仲裁派出庭", "张劳人仲字〔2026〕第12号")
    assert office.case(case_id).stage is before


def test_a_body_outside_a_case_is_undone_by_who_made_it(office, room):
    tables = frozenset({"body"})

    undo.undo(office.clerk, undo.last_in(office.clerk, tables).id)

    assert bodies.lines(office.clerk) == ()
    assert undo.last_in(office.clerk, tables) is None
    assert undo.last_in(office.mediator, tables) is None


# -- duty -------------------------------------------------------------------------------------

MONDAY = date(2026, 11, 16)


def shift(person):
    return Shift(body_id=0, person_id=person, day=MONDAY, half=Half.MORNING)


def test_a_whole_day_is_both_halves(office, room, lawyer):
    duty.set_duty(office.clerk, room, MONDAY, list(Half), [shift(lawyer)])

    roster = duty.roster(office.clerk, MONDAY)

    assert [roster.names(room, MONDAY, half) for half in Half] == [("赵律",), ("赵律",)]
    assert [entry.half for entry in duty.on_duty(office.clerk, MONDAY)] == list(Half)


def test_nobody_sits_in_two_places_at_once(office, room, lawyer):
    other = bodies.save(office.clerk, Body(kind=BodyKind.LAWYERS, name="律师团"))
    duty.set_duty(office.clerk, room, MONDAY, [Half.MORNING], [shift(lawyer)])

    with pytest.raises(Invalid) as refused:
        duty.set_duty(office.clerk, other, MONDAY, [Half.MORNING], [shift(lawyer)])

    assert fields(refused) == [f"person.{lawyer}"]


def test_last_week_is_copied_in_one_act(office, room, lawyer):
    duty.set_duty(office.clerk, room, MONDAY, list(Half), [shift(lawyer)])

    done = duty.copy_week(office.clerk, date(2026, 11, 23), room)
    again = duty.copy_week(office.clerk, date(2026, 11, 23), room)

    assert (len(done.shifts), done.left_out) == (2, ())
    assert (len(again.shifts), len(again.left_out)) == (0, 2)


def test_the_month_counts_half_days_and_the_allowance_of_the_centre(office, room, lawyer):
    duty.set_duty(office.clerk, room, MONDAY, list(Half), [shift(lawyer)])

    [total] = duty.totals(office.clerk, date(2026, 11, 1), date(2026, 11, 30))

    assert (total.name, total.half_days, total.allowance) == ("赵律", 2, Decimal("200.00"))


def test_the_roster_prints_on_one_sheet(office, room, lawyer):
    duty.set_duty(office.clerk, room, MONDAY, list(Half), [shift(lawyer)])

    pdf = duty.roster_pdf(office.clerk, MONDAY)

    assert pdf.startswith(b"%PDF")


# -- legal aid --------------------------------------------------------------------------------


def test_in_a_case_the_applicant_is_one_of_its_parties(office):
    case_id = office.register(LI)
    [worker] = office.case(case_id).applicants
    aid = LegalAid(
        case_id=case_id,
        party_id=worker.id,
        applicant="",
        migrant=True,
        matter=AidMatter.PAY,
        means=Means.MIGRANT,
        applied_on=office.desk.today(),
    )

    key = legal_aid.save(office.clerk, aid)

    line = legal_aid.line(office.clerk, key)
    assert (line.aid.applicant, line.aid.id_number) == ("李建国", worker.person.id_number)
    with pytest.raises(Invalid) as refused:
        legal_aid.save(office.clerk, replace(aid, party_id=999))
    assert fields(refused) == ["applicant"]


def test_aid_without_a_case_is_kept_and_listed(office):
    aid = LegalAid(applicant="张三", matter=AidMatter.RELATION, applied_on=office.desk.today())
    legal_aid.save(office.clerk, aid)
    day = office.desk.today()

    [line] = legal_aid.in_period(office.clerk, day, day, AidBy.APPLIED)

    assert line.aid.applicant == "张三"
    with pytest.raises(Invalid):
        legal_aid.in_period(office.clerk, day, date(2026, 1, 1), AidBy.APPLIED)


def test_more_recovered_than_agreed_takes_a_word(office):
    sums = {"agreed": Decimal("4000.00"), "performed": Decimal("5000.00")}
    aid = LegalAid(applicant="张三", matter=AidMatter.PAY, applied_on=office.desk.today(), **sums)

    with pytest.raises(Invalid) as refused:
        legal_aid.save(office.clerk, aid)
    assert fields(refused) == ["sums_reason"]
    day = office.desk.today()
    assert legal_aid.in_period(office.clerk, day, day, AidBy.APPLIED) == ()
    why = "单位另付逾期利息一千元"
    key = legal_aid.save(office.clerk, replace(aid, sums_reason=why))

    assert legal_aid.line(office.clerk, key).aid.sums_reason == why
    legal_aid.save(office.clerk, replace(aid, performed=Decimal("4000.00")))


def test_the_form_for_legal_aid_prints(office):
    aid = LegalAid(applicant="张三", matter=AidMatter.PAY, applied_on=office.desk.today())
    key = legal_aid.save(office.clerk, aid)

    paper = legal_aid.paper(office.clerk, key)

    assert paper.pdf.startswith(b"%PDF")
    assert "证件号码" in paper.missing


# -- supervision ------------------------------------------------------------------------------


def test_a_complaint_with_a_name_runs_for_five_working_days_art_16(office):
    office.clock.at(date(2026, 11, 20))

    key = matter(office, source=MatterSource.COMPLAINT, complainant="张三")

    assert at(office, key).due == date(2026, 11, 27)
    [clock] = supervision.clocks(office.clerk, date(2026, 11, 30))
    assert (clock.clock, clock.letter_id) == ("DL30", None)


def test_a_complaint_without_a_name_has_no_clock_art_16(office):
    key = matter(office, source=MatterSource.COMPLAINT)

    assert at(office, key).due is None


def test_a_declined_complaint_is_watched_until_its_author_is_told_art_16(office):
    key = matter(office, source=MatterSource.COMPLAINT, complainant="张三")
    supervision.decline(office.clerk, key, at(office, key).version, Decline.IN_PROCEDURE, None)
    [clock] = supervision.clocks(office.clerk, date(2026, 12, 31))

    supervision.tell(office.clerk, key, at(office, key).version, office.desk.today())

    assert clock.matter_id == key
    assert supervision.clocks(office.clerk, date(2026, 12, 31)) == ()


def test_only_a_complaint_is_declined(office):
    key = matter(office)

    with pytest.raises(DeskError, match="投诉"):
        supervision.decline(office.clerk, key, 1, Decline.OUT_OF_SCOPE, None)


def test_accepting_a_complaint_ends_its_clock(office):
    key = matter(office, source=MatterSource.COMPLAINT, complainant="张三")

    supervision.accept(office.clerk, key, at(office, key).version, office.desk.today())

    assert supervision.clocks(office.clerk, date(2026, 12, 31)) == ()


def test_only_a_supervisor_issues_a_letter(office):
    letter = drafted(office, matter(office))

    for desk in (office.clerk, office.mediator):
        with pytest.raises(NotAllowed):
            letters.issue(desk, letter.id, letter.version, office.desk.today())


def test_a_letter_waits_for_the_name_of_the_union_and_the_codes(office):
    letter = drafted(office, matter(office))

    with pytest.raises(DeskError, match="发文代字"):
        letters.issue(office.supervisor, letter.id, letter.version, office.desk.today())
    assert supervision.settings(office.clerk).inquiry == "张劳调函"


def test_letters_are_numbered_by_code_and_year_without_gaps(office):
    first = issued(office, matter(office))
    second = issued(office, matter(office))
    opinion_of = matter(office)
    supervision.investigate(
        office.clerk, opinion_of, 1, office.desk.today(), "王敏、刘静", "未发工资", on_site=True
    )
    third = issued(office, opinion_of, LetterKind.OPINION)

    assert [first.reference, second.reference, third.reference] == [
        "张劳调函〔2026〕1号",
        "张劳调函〔2026〕2号",
        "张劳调函〔2026〕3号",
    ]


def test_an_inquiry_runs_five_working_days_from_its_receipt_art_17(office):
    office.clock.at(date(2026, 9, 24))
    letter = issued(office, matter(office))

    letters.receive(office.clerk, letter.id, letter.version, date(2026, 9, 24), "门卫")

    letter = letters_of(office, letter)
    assert letter.due == date(2026, 10, 9)
    assert letter.state(date(2026, 10, 9)) is LetterState.WAITING


def letters_of(office, letter):
    return next(one for one in at(office, letter.matter_id).letters if one.id == letter.id)


def test_an_opinion_runs_fifteen_days_and_moves_off_a_day_off_art_20(office):
    office.clock.at(date(2026, 11, 20))
    key = matter(office)
    supervision.investigate(
        office.clerk, key, 1, office.desk.today(), "王敏、刘静", "未发工资", on_site=True
    )
    letter = issued(office, key, LetterKind.OPINION)

    letters.receive(office.clerk, letter.id, letter.version, date(2026, 11, 20), "")

    letter = letters_of(office, letter)
    assert (letter.raw_due, letter.due) == (date(2026, 12, 5), date(2026, 12, 7))


def test_the_chain_goes_on_to_the_department_and_its_feedback_art_21_22(office):
    office.clock.at(date(2026, 10, 12))
    key = matter(office)
    supervision.investigate(
        office.clerk, key, 1, office.desk.today(), "王敏、刘静", "三个月未发工资", on_site=True
    )
    opinion = issued(office, key, LetterKind.OPINION, demand="补发工资")
    letters.receive(office.clerk, opinion.id, opinion.version, date(2026, 10, 12), "经理")
    with pytest.raises(DeskError, match="答复期限内"):
        letters.draft(office.clerk, key, LetterKind.PROPOSAL)
    office.clock.at(date(2026, 10, 28))

    proposal = issued(
        office, key, LetterKind.PROPOSAL, addressee="市人力资源和社会保障局", demand="依法查处"
    )
    letters.receive(office.clerk, proposal.id, proposal.version, date(2026, 10, 28), "")
    received = letters_of(office, proposal)
    office.clock.at(date(2026, 11, 10))
    letters.close_at_department(office.clerk, proposal.id, received.version, date(2026, 11, 10))
    closed = letters_of(office, proposal)
    letters.answer(
        office.clerk, proposal.id, closed.version, date(2026, 11, 10), Reply.GOOD, "已责令支付"
    )
    supervision.end(
        office.clerk, key, at(office, key).version, MatterEnd.CORRECTED, date(2026, 11, 10), ""
    )

    assert proposal.facts == "未发工资"
    assert proposal.reference == "张劳建函〔2026〕1号"
    assert (received.due, closed.due) == (None, date(2026, 11, 25))
    assert at(office, key).ended_as is MatterEnd.CORRECTED


def test_the_next_letter_is_made_from_the_last_without_typing_again(office):
    key = matter(office)
    first = issued(office, key, contact="刘静", phone="0313-1")
    letters.receive(office.clerk, first.id, first.version, office.desk.today(), "")
    got = letters_of(office, first)
    letters.answer(
        office.clerk, first.id, got.version, office.desk.today(), Reply.UNTRUE, "称已发放"
    )
    supervision.investigate(
        office.clerk,
        key,
        at(office, key).version,
        office.desk.today(),
        "王敏、刘静",
        "经查未发工资",
        on_site=False,
    )

    letters.draft(office.clerk, key, LetterKind.OPINION)

    drafted_one = at(office, key).letters[-1]
    assert (drafted_one.subject, drafted_one.facts) == ("拖欠工资", "经查未发工资")
    assert (drafted_one.rules, drafted_one.contact) == ("劳动法第五十条", "刘静")
    assert drafted_one.addressee == "宣化某公司"
    assert drafted_one.demand == ""


def test_an_issued_letter_prints_as_it_was_whatever_changes_later(office):
    letter = issued(office, matter(office))
    before = letters.paper(office.clerk, letter.id)
    supervision.save_settings(office.supervisor, replace(SETTINGS, sender="另一工会"))

    after = letters.paper(office.clerk, letter.id)

    assert after.docx == before.docx
    assert before.code == "D-71"


def test_an_issued_letter_is_not_changed_discarded_or_undone(office):
    letter = issued(office, matter(office))

    with pytest.raises(DeskError, match="已发出"):
        letters.change(office.clerk, letter)
    with pytest.raises(DeskError, match="已发出"):
        letters.discard(office.clerk, letter.id, letter.version)
    entry = undo.last_in(office.supervisor, frozenset({"supervision_letter"}))
    with pytest.raises(DeskError, match="保留文号"):
        undo.undo(office.supervisor, entry.id)


def test_a_withdrawn_letter_keeps_its_number_and_says_why(office):
    letter, today = issued(office, matter(office)), office.desk.today()

    with pytest.raises(NotAllowed):
        letters.withdraw(office.clerk, letter.id, letter.version, today, "误发至他单位")
    for slight in (" ", "误发"):
        with pytest.raises(Invalid) as refused:
            letters.withdraw(office.supervisor, letter.id, letter.version, today, slight)
        assert fields(refused) == ["withdrawn_for"]
    letters.withdraw(office.supervisor, letter.id, letter.version, today, "误发至他单位")

    gone = letters_of(office, letter)
    assert (gone.reference, gone.withdrawn_for) == ("张劳调函〔2026〕1号", "误发至他单位")
    assert issued(office, matter(office)).reference == "张劳调函〔2026〕2号"


def test_a_prompt_by_word_of_mouth_needs_no_number_and_no_supervisor(office):
    key = matter(office)

    letters.prompt(office.clerk, key, office.desk.today(), "人事经理", "请按时发放工资")

    [spoken] = at(office, key).letters
    assert (spoken.reference, spoken.addressee) == ("", "人事经理")
    assert spoken.state(office.desk.today()) is LetterState.RECEIVED


def test_an_answer_comes_after_the_receipt(office):
    letter = issued(office, matter(office))
    letters.receive(office.clerk, letter.id, letter.version, office.desk.today(), "")
    letter = letters_of(office, letter)

    with pytest.raises(Invalid) as refused:
        letters.answer(
            office.clerk, letter.id, letter.version, date(2026, 1, 5), Reply.GOOD, "已说明"
        )

    assert fields(refused) == ["answered_on"]


def test_two_people_at_one_draft_do_not_overwrite_each_other(office):
    letter = drafted(office, matter(office))
    letters.change(office.clerk, replace(letter, demand="甲"))

    with pytest.raises(Stale):
        letters.change(office.mediator, replace(letter, demand="乙"))


def test_supervision_of_a_case_stands_in_the_case(office):
    case_id = office.register(LI)
    case = office.case(case_id)

    key = matter(
        office,
        case_id=case_id,
        source=MatterSource.CASE,
        employer_id=case.respondent.employer_id,
        employer=case.respondent.employer.name,
    )

    [found] = bodies.around(office.clerk, case_id).matters
    assert (found.id, found.number) == (key, case.number)
    assert undo.last(office.clerk, case_id).doing == "begin_supervision"


def test_a_case_is_named_where_a_matter_comes_from_one(office):
    with pytest.raises(Invalid) as refused:
        matter(office, source=MatterSource.CASE)

    assert fields(refused) == ["source"]


def test_a_matter_that_ended_is_taken_up_again_with_a_reason(office):
    key = matter(office)
    supervision.end(office.clerk, key, 1, MatterEnd.PARTLY, office.desk.today(), "已补发一个月")

    with pytest.raises(NotAllowed):
        supervision.reopen(office.clerk, key, 2, "又欠薪")
    version = at(office, key).version
    with pytest.raises(Invalid) as refused:
        supervision.reopen(office.supervisor, key, version, "欠薪")
    assert fields(refused) == ["note"]
    supervision.reopen(office.supervisor, key, version, "又欠薪一个月")

    found = at(office, key)
    assert found.is_open
    assert found.end_note == "已补发一个月\n又欠薪一个月"


def test_letters_are_counted_by_kind_in_a_period(office):
    issued(office, matter(office))
    day = office.desk.today()

    counts = {c.kind: c.issued for c in supervision.counts(office.clerk, day, day)}

    assert counts[LetterKind.INQUIRY] == 1
    assert counts[LetterKind.OPINION] == 0


# -- joint meetings ---------------------------------------------------------------------------


def meeting(office):
    return JointMeeting(
        title="联席会议",
        day=office.desk.today(),
        held=True,
        participants=(Participant(agency="市总工会"),),
        decisions=(Decision(what="信息共享", who="市人社局", due_on=office.desk.today()),),
    )


def test_a_matter_decided_is_followed_to_done(office):
    key = joint_meetings.save(office.clerk, meeting(office))
    office.clock.at(date(2026, 11, 23))
    [late] = joint_meetings.open_decisions(office.clerk, date(2026, 11, 23))
    [decision] = joint_meetings.meeting(office.clerk, key).decisions

    joint_meetings.set_progress(
        office.clerk,
        replace(decision, state=DecisionState.DONE, done_on=date(2026, 11, 20)),
    )

    assert late.what == "信息共享"
    assert joint_meetings.open_decisions(office.clerk, date(2026, 11, 23)) == ()
    undo.undo(office.clerk, undo.last_in(office.clerk, frozenset({"meeting_decision"})).id)
    assert len(joint_meetings.open_decisions(office.clerk, date(2026, 11, 23))) == 1


def test_the_yearly_meeting_is_missed_when_a_year_has_passed_art_29(office):
    assert joint_meetings.hint(office.clerk) is not None
    joint_meetings.save(office.clerk, meeting(office))
    assert joint_meetings.hint(office.clerk) is None
    office.clock.at(date(2027, 12, 1))

    assert joint_meetings.hint(office.clerk).last_on == story.APPLIED


def test_the_minutes_print(office):
    key = joint_meetings.save(office.clerk, meeting(office))

    assert joint_meetings.minutes(office.clerk, key).pdf.startswith(b"%PDF")


# -- with the case and the calendar -----------------------------------------------------------


def of_case(office):
    case_id = office.register(LI)
    case = office.case(case_id)
    key = matter(
        office,
        case_id=case_id,
        source=MatterSource.CASE,
        employer_id=case.respondent.employer_id,
        employer=case.respondent.employer.name,
    )
    return case_id, key


def test_a_letter_of_a_case_is_one_of_its_steps_t41(office):
    case_id, key = of_case(office)
    version = office.case(case_id).version

    issued(office, key)

    case = office.case(case_id)
    [step] = [taken for taken in case.steps if taken.row == "T41"]
    assert (step.number, step.body) == ("张劳调函〔2026〕1号", case.respondent.employer.name)
    assert case.version == version + 1


def test_an_answer_recorded_wrongly_is_corrected(office):
    letter = issued(office, matter(office))
    letters.receive(office.clerk, letter.id, letter.version, office.desk.today(), "")
    letter = letters_of(office, letter)
    letters.answer(
        office.clerk, letter.id, letter.version, office.desk.today(), Reply.GOOD, "已说明"
    )
    letter = letters_of(office, letter)

    letters.answer(
        office.clerk, letter.id, letter.version, office.desk.today(), Reply.UNTRUE, "核实后不实"
    )

    assert letters_of(office, letter).reply is Reply.UNTRUE


def test_another_calendar_counts_the_clocks_of_letters_and_complaints_anew(office):
    from mediation_desk.domain.calendar_year import checked
    from mediation_desk.domain.day_list import read_days
    from mediation_desk.services import calendars
    from mediation_desk.storage import letter_clocks

    office.clock.at(date(2026, 12, 28))
    letter = issued(office, matter(office))
    letters.receive(office.clerk, letter.id, letter.version, date(2026, 12, 28), "")
    named = matter(office, source=MatterSource.COMPLAINT, complainant="张三")
    before = letters_of(office, letter)
    assert before.provisional
    year = checked(
        2027,
        days_off=read_days("1.1-1.3, 2.5-2.11, 4.3-4.5, 5.1-5.5, 6.9, 9.15, 10.1-10.7", 2027),
        makeup_workdays=read_days("9.19, 10.9", 2027),
        notice="试验通知",
    )

    shown = calendars.difference(office.supervisor, year)
    calendars.carry_out(office.supervisor, shown)

    assert {clock.clock.kind for clock in shown.clocks} >= {"DL27", "DL30"}
    after = letters_of(office, letter)
    assert not after.provisional
    assert not at(office, named).provisional
    calendars.undo_last(office.supervisor)
    assert letters_of(office, letter).provisional
    with office.desk.db.read() as session:
        assert len(tuple(letter_clocks.running(session))) == 2


def test_the_sample_centre_has_neighbours(told, tmp_path, monkeypatch):
    def as_told(location):  # the story itself was told once, for all tests
        shutil.copyfile(told, location)
        return open_desk(location, now=story.StoryClock(story.FIRST_DUE)), 1

    monkeypatch.setattr(story, "tell", as_told)

    desk = story.sample_centre(tmp_path / "sample.desk", lambda: story.StoryClock(story.AGREED)())
    try:
        assert len(bodies.lines(desk)) == 8
        assert supervision.lines(desk)[0].reference == "张劳调函〔2026〕1号"
        assert duty.on_duty(desk, story.FIRST_DUE)
    finally:
        desk.close()
