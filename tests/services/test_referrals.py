"""Referrals and oral applications: what intake asks, whose clocks run, what is reported back."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.case import ApplicationForm, ClockState, Side, Source
from mediation_desk.domain.claim_kinds import ClaimKind
from mediation_desk.domain.claims import Claim
from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.intake import missing
from mediation_desk.domain.limitation import MomentKind
from mediation_desk.domain.oral import Mark, OralApplication
from mediation_desk.domain.referral import Referral, ReferralKind, ReferralResult, Report
from mediation_desk.domain.stages import Stage
from mediation_desk.law.limitation_of_case import moments_of
from mediation_desk.services import intake, oral, referrals, steps, story, undo
from mediation_desk.services.undo import last
from tests.documents.samples import written
from tests.services.course import clock, consent

DAY = story.APPLIED
COURT = Referral(
    kind=ReferralKind.COURT_BEFORE,
    body="宣化区人民法院",
    number="（2026）冀0705诉前调1号",
    received_on=DAY,
)


def applied(source, referral, **more):
    return replace(
        story.application(),
        applicants=story.application().applicants[:1],
        operation="",
        source=source,
        referral=referral,
        **more,
    )


def registered(office, source=Source.COURT, referral=COURT, **more):
    return office.case(intake.register(office.clerk, applied(source, referral, **more)).id)


def kinds(case):
    """Return what runs of the mediation itself; limitation is watched in every case."""
    running = (c for c in case.clocks if c.state is ClockState.RUNNING and c.kind != "DL23")
    return {c.kind: c.due for c in running}


@pytest.mark.parametrize(
    ("kind", "running"),
    [
        (ReferralKind.COURT_BEFORE, ("DL31", date(2026, 11, 11))),
        (ReferralKind.COURT_ORDINARY, ("DL32", date(2026, 10, 27))),
        (ReferralKind.COURT_SIMPLE, ("DL32", date(2026, 10, 19))),
    ],
)
def test_special_mediation_art_27_the_courts_own_period_runs_in_place_of_ours(
    office, kind, running
):
    case = registered(office, referral=replace(COURT, kind=kind))

    assert kinds(case) == {"DL02": date(2026, 10, 14), running[0]: running[1]}


def test_online_mediation_art_12_the_platform_is_confirmed_within_three_working_days(office):
    case = registered(office, referral=replace(COURT, platform=True))
    assert kinds(case)["DL33"] == date(2026, 10, 15)

    referrals.confirm(office.clerk, case.id, case.version, DAY)

    assert clock(office.case(case.id), "DL33").state is ClockState.MET
    with pytest.raises(DeskError, match="没有待确认"):
        referrals.confirm(office.clerk, case.id, office.case(case.id).version, DAY)


def test_online_mediation_art_12_acceptance_at_the_desk_confirms_nothing_on_the_platform(office):
    case = registered(office, referral=replace(COURT, platform=True))

    for side in Side:
        version = office.case(case.id).version
        steps.record_consent(office.clerk, case.id, version, consent(side))
    steps.accept(office.supervisor, case.id, office.case(case.id).version, DAY)

    assert clock(office.case(case.id), "DL33").state is ClockState.RUNNING
    referrals.confirm(office.clerk, case.id, office.case(case.id).version, DAY)
    assert clock(office.case(case.id), "DL33").state is ClockState.MET


def test_arbitration_rules_art_70_ten_working_days_from_the_parties_consent(office):
    entrusted = Referral(
        kind=ReferralKind.ARBITRATION,
        body="宣化区劳动人事争议仲裁委员会",
        number="委调1号",
        received_on=DAY,
        consented_on=date(2026, 10, 9),
    )
    case = registered(office, Source.ARBITRATION, entrusted)

    assert kinds(case) == {"DL02": date(2026, 10, 14), "DL34": date(2026, 10, 22)}
    with pytest.raises(Invalid, match="第七十条") as refused:
        registered(office, Source.ARBITRATION, replace(entrusted, consented_on=None))
    assert [p.field for p in refused.value.problems] == ["referral.consented_on"]


@pytest.mark.parametrize(
    "source", [Source.INSPECTION, Source.PETITION, Source.HOTLINE_12351, Source.HOTLINE_12345]
)
def test_what_others_hand_over_has_the_clocks_of_an_application_and_the_letters_day(office, source):
    handed = Referral(
        kind=ReferralKind.HANDED_OVER,
        body="信访局",
        number="转办3号",
        received_on=DAY,
        return_due=date(2026, 10, 24),
    )
    case = registered(office, source, handed)

    assert set(kinds(case)) == {"DL01", "DL02", "DL03", "DL39"}
    assert kinds(case)["DL39"] == date(2026, 10, 26)


def test_mediation_rules_art_23_a_lead_starts_only_the_consent_inquiry(office):
    lead = Referral(kind=ReferralKind.LEAD, body="工会巡查", received_on=date(2026, 10, 10))
    case = registered(office, Source.OWN_MOTION, lead)

    assert set(kinds(case)) == {"DL02"}
    with pytest.raises(DeskError, match="不是其他单位移送"):
        referrals.report(
            office.supervisor,
            case.id,
            case.version,
            Report(day=DAY, result=ReferralResult.RETURNED, note="双方坚持诉讼"),
        )


def test_mediation_law_art_27_2_who_did_not_apply_has_claimed_nothing(office):
    """The centre opened the mediation itself: no year begins anew for want of an application."""
    lead = Referral(kind=ReferralKind.LEAD, body="工会巡查", received_on=date(2026, 10, 10))
    own = registered(office, Source.OWN_MOTION, lead)
    applied_for = registered(office)

    assert moments_of(own, DAY) == ()
    assert [m.kind for m in moments_of(applied_for, DAY)] == [MomentKind.MEDIATION]
    assert "申请书" not in "".join(missing(applied(Source.OWN_MOTION, lead, signed=False)))


def test_a_referral_without_letter_or_body_is_refused_at_its_fields(office):
    bare = replace(COURT, body=" ", number="", received_on=date(2026, 10, 13))

    with pytest.raises(Invalid) as refused:
        registered(office, referral=bare)

    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"referral.body", "referral.number", "referral.received_on"}
    with pytest.raises(Invalid):
        registered(office, referral=None)


def test_a_case_under_way_is_returned_and_leaves_the_centre(office):
    case = registered(office)
    told = Report(day=DAY, result=ReferralResult.RETURNED, note="当事人不同意调解")

    referrals.report(office.supervisor, case.id, case.version, told)

    after = office.case(case.id)
    assert after.stage is Stage.TRANSFERRED
    assert after.referral.report_number == "张劳调移〔2026〕1号"
    assert not after.referral.is_open
    assert clock(after, "DL31").state is ClockState.MET
    with pytest.raises(DeskError, match="已于2026-10-12反馈"):
        referrals.report(office.supervisor, case.id, after.version, told)


def test_a_return_after_its_time_is_recorded_and_the_clock_shows_that_it_ran_out(office):
    case = registered(office)
    office.clock.at(date(2026, 11, 12))
    told = Report(day=date(2026, 11, 12), result=ReferralResult.RETURNED, note="期限届满")

    referrals.report(office.supervisor, case.id, case.version, told)

    assert clock(office.case(case.id), "DL31").state is ClockState.MISSED
    undo.undo(office.supervisor, last(office.supervisor, case.id).id)
    back = office.case(case.id)
    assert back.referral.is_open
    assert (back.stage, clock(back, "DL31").state) == (Stage.APPLIED, ClockState.RUNNING)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        (Report(day=DAY, result=ReferralResult.SETTLED), "result"),
        (Report(day=DAY, result=ReferralResult.FAILED), "result"),
        (Report(day=DAY, result=ReferralResult.RETURNED), "note"),
        (Report(day=date(2026, 10, 1), result=ReferralResult.RETURNED, note="双方坚持诉讼"), "day"),
        (Report(day=date(2026, 12, 1), result=ReferralResult.RETURNED, note="双方坚持诉讼"), "day"),
    ],
)
def test_what_contradicts_the_case_is_not_reported(office, told, field):
    case = registered(office)

    with pytest.raises(Invalid) as refused:
        referrals.report(office.supervisor, case.id, case.version, told)

    assert [p.field for p in refused.value.problems] == [field]


ORAL = OralApplication(
    taken_on=DAY,
    begun_at=time(8, 0),
    signed_at=time(8, 30),
    place="接待室",
    further="问：有无证据？\n答：有工资条。",
    read_back=True,
    mark=Mark.BOTH,
)


def test_mediation_law_art_12_an_oral_application_is_kept_with_its_recorder_and_time(office):
    case = registered(office, Source.PARTY, None, form=ApplicationForm.ORAL, oral=ORAL)

    assert case.oral.recorder == story.CLERK.name
    assert (case.oral.signed_at, case.steps[0].row) == (time(8, 30), "T03")


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (None, {"oral.read_back"}),
        (
            replace(ORAL, read_back=False, mark=None, signed_at=None),
            {"oral.read_back", "oral.mark", "oral.signed_at"},
        ),
        (replace(ORAL, signed_at=time(7, 59)), {"oral.signed_at"}),
        (replace(ORAL, signed_at=time(23, 59)), {"oral.signed_at"}),
        (replace(ORAL, taken_on=date(2026, 12, 1)), {"oral.taken_on"}),
        (replace(ORAL, taken_on=DAY - timedelta(days=1)), {"received_on"}),
    ],
)
def test_mediation_law_art_12_what_was_not_read_back_and_signed_is_no_application(
    office, told, fields
):
    with pytest.raises(Invalid) as refused:
        registered(office, Source.PARTY, None, form=ApplicationForm.ORAL, oral=told)

    assert {problem.field for problem in refused.value.problems} == fields


def test_the_oral_record_prints_before_it_is_registered(office):
    told = applied(Source.PARTY, None, form=ApplicationForm.ORAL, oral=ORAL)

    paper = oral.record(office.clerk, told)

    assert paper.title == "口头申请调解笔录"
    assert paper.pdf.startswith(b"%PDF")


def test_the_oral_record_tells_what_was_typed_and_leaves_room_for_each_answer_nobody_gave(office):
    [worker] = applied(Source.PARTY, None).applicants
    told = applied(
        Source.PARTY, None, form=ApplicationForm.ORAL, oral=replace(ORAL, further=""),
        facts="九月工资未发。\n十月工资也未发。",
    )  # fmt: skip
    person = replace(worker.person, id_number="139900197903121013", sex=None, born_on=None)
    arrears = Claim(kind=ClaimKind.WAGE_ARREARS)
    work = replace(worker.work, arrears=Decimal(9000))
    worker = replace(worker, person=person, work=work, claims=(arrears,))

    text = written(oral.record(office.clerk, replace(told, applicants=(worker,))).docx)

    assert "，男，1979年3月12日出生" in text
    assert "拖欠工资：人民币9,000.00元" in text
    assert "答：九月工资未发。" in text
    assert "答：十月" not in text
    assert text.count("？答：＿＿") == 3
    assert not any(f"答：{made_up}" in text for made_up in ("听清楚了", "没有", "见下"))
