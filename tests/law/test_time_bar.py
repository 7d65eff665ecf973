"""The year of limitation through what happened, article by article."""

from datetime import date

import pytest

from mediation_desk import paths
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.limitation import Effect, Moment, MomentKind, moment_problems
from mediation_desk.domain.working_days import Calendar, load_calendars
from mediation_desk.law.time_bar import Question, Verdict, time_bar
from mediation_desk.law.time_bar_steps import articles, steps, warnings

K = MomentKind


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendars(paths.resources("calendar"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def moment(kind: MomentKind, on: str, until: str = "") -> Moment:
    return Moment(kind=kind, day=day(on), until=day(until) if until else None)


def asked(*moments: Moment, on: str = "2026-11-23", wages: bool = False, end: str = "") -> Question:
    return Question(
        wages=wages, on=day(on), employment_end=day(end) if end else None, moments=moments
    )


PLAIN = [
    ("2025-11-22", "2026-11-22", "2026-11-23", "a Sunday moves to Monday"),
    ("2024-02-29", "2025-02-28", "2025-02-28", "no 29 February: the month's last day"),
    ("2025-02-28", "2026-02-28", "2026-02-28", "a Saturday that is worked stays"),
    ("2025-10-03", "2026-10-03", "2026-10-08", "National Day moves to its end"),
    ("2025-08-31", "2026-08-31", "2026-08-31", "the 31st has its corresponding day"),
    ("2027-03-01", "2028-03-01", "2028-03-01", "from 1 March to 1 March over a leap day"),
]


@pytest.mark.parametrize(("known", "raw", "due", "why"), PLAIN, ids=[row[-1] for row in PLAIN])
def test_art_27_1_one_year_from_the_day_the_party_knew(
    known: str, raw: str, due: str, why: str, calendar: Calendar
) -> None:
    bar = time_bar(asked(moment(K.KNOWN, known), on=known), calendar)

    assert bar.conservative is not None
    assert (bar.conservative.raw_due, bar.conservative.due) == (day(raw), day(due)), why
    assert bar.verdict is Verdict.IN_TIME


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2026-08-24", Verdict.IN_TIME),
        ("2026-08-25", Verdict.AT_RISK),
        ("2026-11-22", Verdict.AT_RISK),
        ("2026-11-23", Verdict.AT_RISK),
        ("2026-11-24", Verdict.OUT_OF_TIME),
    ],
)
def test_the_last_day_counts_and_the_ninety_days_before_it_are_at_risk(
    on: str, verdict: Verdict, calendar: Calendar
) -> None:
    bar = time_bar(asked(moment(K.KNOWN, "2025-11-22"), on=on), calendar)

    assert bar.verdict is verdict
    assert bool(warnings(bar))


@pytest.mark.parametrize(
    "kind",
    [
        K.CLAIMED,
        K.MEDIATION,
        K.COMPLAINT,
        K.ARBITRATION,
        K.LAWSUIT,
        K.PAYMENT_ORDER,
        K.PROMISED,
    ],
)
def test_art_27_2_a_claim_a_request_or_a_promise_starts_a_full_new_year(
    kind: MomentKind, calendar: Calendar
) -> None:
    bar = time_bar(asked(moment(K.KNOWN, "2025-11-22"), moment(kind, "2026-06-01")), calendar)

    assert bar.conservative is not None
    assert bar.conservative.due == day("2027-06-01")
    assert bar.conservative == bar.argued
    assert bar.verdict is Verdict.IN_TIME


ARTICLE_31 = [
    (K.TALKS_REFUSED, "一"),
    (K.TALKS_ENDED, "二"),
    (K.TALKS_FAILED, "三"),
    (K.SETTLEMENT_BROKEN, "四"),
    (K.MEDIATION_REFUSED, "五"),
    (K.MEDIATION_ENDED, "六"),
    (K.MEDIATION_FAILED, "七"),
    (K.AGREEMENT_BROKEN, "八"),
]


@pytest.mark.parametrize(("kind", "item"), ARTICLE_31)
def test_the_eight_moments_of_mediation_rules_art_31_move_the_argued_day_only(
    kind: MomentKind, item: str, calendar: Calendar
) -> None:
    known, moved = moment(K.KNOWN, "2025-11-22"), moment(kind, "2026-06-01")

    bar = time_bar(asked(known, moved), calendar)

    assert kind.basis == f"企业劳动争议协商调解规定第三十一条第（{item}）项"
    assert bar.conservative is not None
    assert bar.argued is not None
    assert bar.conservative.due == day("2026-11-23")
    assert bar.argued.due == day("2027-06-01")
    assert bar.verdict is Verdict.AT_RISK
    assert "企业劳动争议协商调解规定第三十一条" in articles(bar)


def test_mediation_counts_from_the_application_and_by_argument_from_its_failure(
    calendar: Calendar,
) -> None:
    bar = time_bar(
        asked(
            moment(K.KNOWN, "2025-12-31"),
            moment(K.MEDIATION, "2026-10-12"),
            moment(K.MEDIATION_FAILED, "2026-10-29"),
        ),
        calendar,
    )

    assert bar.conservative is not None
    assert bar.argued is not None
    assert bar.conservative.begin == day("2026-10-12")
    assert bar.argued.begin == day("2026-10-29")


def test_only_what_happened_before_the_running_year_ended_interrupts_it(
    calendar: Calendar,
) -> None:
    in_time = moment(K.CLAIMED, "2026-11-23")  # the year ends on Sunday 22, so on Monday 23
    too_late = moment(K.CLAIMED, "2026-11-24")
    known = moment(K.KNOWN, "2025-11-22")

    kept = time_bar(asked(known, in_time, on="2026-12-01"), calendar)
    lost = time_bar(asked(known, too_late, on="2026-12-01"), calendar)

    assert kept.verdict is Verdict.IN_TIME
    assert lost.verdict is Verdict.OUT_OF_TIME
    assert lost.conservative is not None
    [link] = lost.conservative.links
    assert not link.counted
    assert "2026-11-23" in link.why


def test_a_later_interruption_needs_the_earlier_one(calendar: Calendar) -> None:
    known = moment(K.KNOWN, "2024-01-10")
    first, second = moment(K.CLAIMED, "2024-12-01"), moment(K.COMPLAINT, "2025-11-01")

    with_both = time_bar(asked(known, second, first, on="2026-01-05"), calendar)
    without_first = time_bar(asked(known, second, on="2026-01-05"), calendar)

    assert with_both.verdict is Verdict.IN_TIME
    assert without_first.verdict is Verdict.OUT_OF_TIME


def test_art_27_3_an_obstacle_suspends_and_the_year_goes_on_after_it(calendar: Calendar) -> None:
    known = moment(K.KNOWN, "2024-03-01")
    flood = moment(K.FORCE_MAJEURE, "2024-08-01", "2024-08-30")

    bar = time_bar(asked(known, flood, on="2024-09-01"), calendar)

    assert bar.conservative is not None
    assert bar.conservative.raw_due == day("2025-03-31")


def test_art_27_3_obstacles_that_overlap_count_once_and_one_after_the_year_not_at_all(
    calendar: Calendar,
) -> None:
    bar = time_bar(
        asked(
            moment(K.KNOWN, "2024-03-01"),
            moment(K.FORCE_MAJEURE, "2024-08-01", "2024-08-20"),
            moment(K.OTHER_REASON, "2024-08-11", "2024-08-30"),
            moment(K.OTHER_REASON, "2025-05-01", "2025-06-01"),
            on="2025-07-01",
        ),
        calendar,
    )

    assert bar.conservative is not None
    assert bar.conservative.raw_due == day("2025-03-31")
    assert bar.verdict is Verdict.OUT_OF_TIME


def test_art_27_3_needs_no_last_six_months_as_the_civil_code_does(calendar: Calendar) -> None:
    early = moment(K.FORCE_MAJEURE, "2024-03-02", "2024-03-11")

    bar = time_bar(asked(moment(K.KNOWN, "2024-03-01"), early, on="2024-04-01"), calendar)

    assert bar.conservative is not None
    assert bar.conservative.raw_due == day("2025-03-11")


def test_while_the_obstacle_stands_there_is_no_last_day(calendar: Calendar) -> None:
    still = moment(K.OTHER_REASON, "2026-09-01")

    bar = time_bar(asked(moment(K.KNOWN, "2025-11-22"), still, on="2027-05-01"), calendar)

    assert bar.verdict is Verdict.SUSPENDED
    assert bar.conservative is not None
    assert bar.conservative.due is None
    assert steps(bar)


def test_art_27_4_wages_are_not_limited_while_the_employment_lasts(calendar: Calendar) -> None:
    lasting = time_bar(asked(moment(K.KNOWN, "2019-01-01"), wages=True), calendar)
    to_end = time_bar(asked(wages=True, end="2026-12-31"), calendar)

    assert lasting.verdict is to_end.verdict is Verdict.NO_LIMIT
    assert lasting.conservative is None
    assert "第四款" in steps(lasting)[0].basis


def test_art_27_4_wages_have_one_year_from_the_end_of_the_employment(calendar: Calendar) -> None:
    bar = time_bar(asked(wages=True, end="2025-11-22", on="2026-11-24"), calendar)

    assert bar.conservative is not None
    assert bar.conservative.due == day("2026-11-23")
    assert bar.verdict is Verdict.OUT_OF_TIME


def test_a_claim_before_the_employment_ended_moves_no_year(calendar: Calendar) -> None:
    earlier = moment(K.CLAIMED, "2025-01-01")

    bar = time_bar(asked(earlier, wages=True, end="2026-09-30"), calendar)

    assert bar.conservative is not None
    assert bar.conservative.begin == day("2026-09-30")
    assert not bar.conservative.links[0].counted


def test_without_a_day_of_knowledge_the_end_of_the_employment_is_taken_and_said(
    calendar: Calendar,
) -> None:
    bar = time_bar(asked(end="2026-09-30"), calendar)

    assert bar.assumed
    assert bar.begin == day("2026-09-30")
    assert any("劳动关系" in text or "离职" in text for text in warnings(bar))


def test_without_any_day_nothing_is_guessed(calendar: Calendar) -> None:
    bar = time_bar(asked(moment(K.CLAIMED, "2026-01-01")), calendar)

    assert bar.verdict is Verdict.UNKNOWN
    assert bar.conservative is None
    assert warnings(bar)


def test_a_day_beyond_the_known_calendar_is_provisional(calendar: Calendar) -> None:
    bar = time_bar(asked(moment(K.KNOWN, "2026-11-20")), calendar)

    assert bar.conservative is not None
    assert bar.conservative.provisional


def test_reading_no_2_art_20_the_desk_warns_and_never_refuses(calendar: Calendar) -> None:
    bar = time_bar(asked(moment(K.KNOWN, "2020-01-01")), calendar)

    assert bar.verdict is Verdict.OUT_OF_TIME
    assert any("仲裁" in text for text in warnings(bar))
    assert "最高人民法院关于审理劳动争议案件适用法律问题的解释（二）第二十条" in articles(bar)


def test_a_moment_may_concern_one_worker_or_one_claim() -> None:
    of_one = Moment(kind=K.CLAIMED, day=day("2026-01-01"), party_id=3)
    of_wages = Moment(kind=K.CLAIMED, day=day("2026-01-01"), claim=ClaimKind.WAGE_ARREARS)

    assert of_one.concerns(3, ClaimKind.SEVERANCE)
    assert not of_one.concerns(4, ClaimKind.SEVERANCE)
    assert not of_wages.concerns(3, ClaimKind.SEVERANCE)


@pytest.mark.parametrize(
    ("kind", "on", "until", "field"),
    [
        (K.CLAIMED, "2026-12-01", "", "day"),
        (K.CLAIMED, "2026-01-01", "2026-02-01", "until"),
        (K.FORCE_MAJEURE, "2026-03-01", "2026-02-01", "until"),
        (K.FORCE_MAJEURE, "2026-03-01", "2027-02-01", "until"),
    ],
)
def test_a_moment_that_cannot_be_is_refused_at_its_field(
    kind: MomentKind, on: str, until: str, field: str
) -> None:
    [problem] = moment_problems(moment(kind, on, until), day("2026-11-23"))

    assert problem.field == field


def test_every_kind_of_moment_has_its_effect_and_article() -> None:
    assert {kind.effect for kind in K} == set(Effect)
    assert all("条" in kind.basis for kind in K)
