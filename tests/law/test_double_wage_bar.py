"""The year of limitation of double wage: one truth beside the sum (compensation.md §3.4)."""

import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation_desk import paths
from mediation_desk.domain.claims import ClaimKind, Employment
from mediation_desk.domain.limitation import Moment, MomentKind
from mediation_desk.domain.working_days import Calendar, load_calendars
from mediation_desk.law.double_wage_bar import period
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import Law, load_law
from mediation_desk.law.time_bar import (
    Question,
    TimeBar,
    Verdict,
    obstacles,
    time_bar,
    unbroken_since,
)
from mediation_desk.law.time_bar_steps import steps, warnings

HOUSE = "double_wage_limitation"
LAW = load_law(paths.resources("law"))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    return load_calendars(paths.resources("calendar"))


def day(text: str) -> date:
    return date.fromisoformat(text)


def work(hired: str, left: str = "") -> Employment:
    return Employment(hired_on=day(hired), left_on=day(left) if left else None)


def bar(
    facts: Employment,
    on: str,
    calendar: Calendar,
    way: str = "",
    stated: dict[str, str] | None = None,
    earlier: tuple[Moment, ...] = (),
) -> TimeBar:
    """Return how double wage stands on the day of the application."""
    applied = Moment(kind=MomentKind.MEDIATION, day=day(on), derived=True)
    days = period(facts, stated or {}, {HOUSE: way} if way else {}, day(on))
    question = Question(
        wages=False,
        on=day(on),
        employment_end=facts.left_on,
        moments=(*earlier, applied),
        period=days,
    )
    return time_bar(question, calendar)


def test_all_of_it_is_out_of_time_a_year_after_the_last_of_its_days(calendar: Calendar) -> None:
    found = bar(work("2022-10-01", "2026-09-20"), "2026-11-28", calendar)

    assert found.verdict is Verdict.OUT_OF_TIME
    assert found.conservative is not None
    assert found.argued is not None
    assert found.conservative.due == day("2023-11-01")
    assert found.argued.due == day("2024-09-30")
    assert not found.assumed
    assert steps(found)[0].expression == "2022-11-01至2023-09-30"


PART = [
    ("", "2026-03-01", "2027-11-28"),
    ("by_day", "2026-03-01", "2027-11-28"),
    ("by_month", "2026-03-31", "2027-11-28"),
    ("whole", "2027-11-28", "2027-11-28"),
]


@pytest.mark.parametrize(("way", "strict", "argued"), PART, ids=[row[0] or "shown" for row in PART])
def test_by_the_way_of_counting_a_part_may_be_out_of_time(
    way: str, strict: str, argued: str, calendar: Calendar
) -> None:
    found = bar(work("2025-02-01", "2026-09-20"), "2026-11-28", calendar, way)

    assert found.verdict is (Verdict.IN_TIME if way == "whole" else Verdict.AT_RISK)
    assert found.conservative is not None
    assert found.argued is not None
    assert found.conservative.raw_due == day(strict)
    assert found.argued.raw_due == day(argued)
    told = "".join(warnings(found))
    assert ("部分期间可能已过时效" in told) is (way != "whole")


def test_a_contract_signed_later_ends_the_days_and_an_expired_one_begins_them(
    calendar: Calendar,
) -> None:
    signed = {"double_wage.contract_signed_date": "2025-06-15"}
    expired = {"double_wage.contract_expired_on": "2025-03-31"}

    first = period(work("2025-02-01"), signed, {}, day("2026-11-28"))
    second = period(work("2020-02-01"), expired, {}, day("2026-11-28"))
    at_once = period(
        work("2020-02-01"), expired, {"double_wage_after_expiry": "next_day"}, day("2026-11-28")
    )

    assert first is not None
    assert (first.first, first.last) == (day("2025-03-01"), day("2025-06-14"))
    assert second is not None
    assert (second.first, second.last) == (day("2025-05-01"), day("2026-03-31"))
    assert at_once is not None
    assert at_once.first == day("2025-04-01")


@pytest.mark.parametrize(
    "stated",
    [
        {"double_wage.months_given": "11"},
        {"double_wage.no_contract_because": "force_majeure"},
        {"double_wage.contract_signed_date": "2025-02-10"},
    ],
)
def test_without_days_of_double_wage_there_is_no_such_period(stated: dict[str, str]) -> None:
    assert period(work("2025-02-01"), stated, {}, day("2026-11-28")) is None


BEGUN = date(2020, 1, 1)


@cache
def with_days_off() -> tuple[Calendar, Law]:
    calendar = load_calendars(paths.resources("calendar"))
    return calendar, replace(LAW, calendar=calendar)


def obstacle(begun: int, lasted: int | None) -> Moment:
    first = BEGUN + timedelta(days=begun)
    until = None if lasted is None else first + timedelta(days=lasted)
    return Moment(kind=MomentKind.FORCE_MAJEURE, day=first, until=until)


def test_a_year_that_ends_on_a_day_off_ends_after_it_in_the_steps_too() -> None:
    """民法典第二百零三条: 3 and 4 October 2026 are days off, people work again on 8 October."""
    calendar, law = with_days_off()
    facts = work("2024-11-04", "2025-10-03")
    of_last = law.on(day("2025-10-03"), "cn-1307")
    wage = {"monthly_wage": "6000"}

    in_time = entitlement(facts, ClaimKind.DOUBLE_WAGE, of_last, wage, claimed_on=day("2026-10-08"))
    late = entitlement(facts, ClaimKind.DOUBLE_WAGE, of_last, wage, claimed_on=day("2026-10-09"))

    assert in_time.parts["in_time_whole"] == in_time.amount > in_time.parts["in_time_by_day"] > 0
    assert late.parts["in_time_whole"] == 0 != late.amount
    card = bar(facts, "2026-10-08", calendar).argued
    assert card is not None
    assert card.links[0].counted


def test_what_suspended_the_year_moves_what_is_in_time() -> None:
    """调解仲裁法第二十七条第三款: 40 days of an obstacle are added at the end."""
    law = with_days_off()[1].on(day("2025-06-30"), "cn-1307")
    facts = work("2024-08-01", "2025-06-30")
    stated = {"monthly_wage": "6000", "double_wage.suspended": '[["2026-01-01","2026-02-09"]]'}

    award = entitlement(facts, ClaimKind.DOUBLE_WAGE, law, stated, claimed_on=day("2026-08-07"))
    late = entitlement(facts, ClaimKind.DOUBLE_WAGE, law, stated, claimed_on=day("2026-08-12"))

    assert award.parts["in_time_whole"] == award.amount
    assert late.parts["in_time_whole"] == 0
    assert [step.result for step in award.steps if step.label == "时效中止"] == ["中止40天"]


@settings(max_examples=300, deadline=None)
@given(
    hired=st.integers(0, 2000),
    worked=st.integers(40, 1500),
    waited=st.integers(0, 1200),
    way=st.sampled_from(["shown", "whole", "by_month", "by_day"]),
)
def test_the_verdict_says_what_the_steps_of_the_sum_say(
    hired: int, worked: int, waited: int, way: str
) -> None:
    calendar, law = with_days_off()
    first = BEGUN + timedelta(days=hired)
    left = first + timedelta(days=worked)
    on = left + timedelta(days=waited)
    facts = Employment(hired_on=first, left_on=left)
    award = entitlement(
        facts,
        ClaimKind.DOUBLE_WAGE,
        law.on(left, "cn-1307"),
        {"monthly_wage": "6000"},
        switches={"limitation_counting": way},
        claimed_on=on,
    )
    sums = [award.parts[f"in_time_{one}"] for one in ("whole", "by_month", "by_day")]

    found = bar(facts, on.isoformat(), calendar, way)

    assert found.question.period is not None
    assert found.question.period.first == award.parts["period_start"]
    assert found.question.period.last == award.parts["period_end"]
    if award.amount:
        assert (found.verdict is Verdict.OUT_OF_TIME) is (max(sums) == 0)


@settings(max_examples=300, deadline=None)
@given(
    worked=st.integers(40, 800),
    pauses=st.lists(st.integers(1, 500), min_size=1, max_size=3),
    stops=st.lists(st.tuples(st.integers(0, 1500), st.none() | st.integers(0, 400)), max_size=2),
    way=st.sampled_from(["shown", "whole", "by_month", "by_day"]),
)
def test_what_moves_the_verdict_moves_the_steps_of_the_sum_alike(
    worked: int, pauses: list[int], stops: list[tuple[int, int | None]], way: str
) -> None:
    """调解仲裁法第二十七条第二款、第三款: claims start the year again, obstacles make it longer."""
    calendar, law = with_days_off()
    left = BEGUN + timedelta(days=worked)
    days = [left + timedelta(days=sum(pauses[: n + 1])) for n in range(len(pauses))]
    *before, on = days
    claimed = tuple(Moment(kind=MomentKind.CLAIMED, day=one) for one in before)
    earlier = (*claimed, *(obstacle(*stop) for stop in stops))
    facts = Employment(hired_on=BEGUN, left_on=left)
    since = unbroken_since(earlier, on, calendar)
    spans = [
        [first.isoformat(), last and last.isoformat()] for first, last in obstacles(earlier, on)
    ]
    suspended = {"double_wage.suspended": json.dumps(spans)} if spans else {}

    award = entitlement(
        facts,
        ClaimKind.DOUBLE_WAGE,
        law.on(left, "cn-1307"),
        {"monthly_wage": "6000", "double_wage.claimed_since": since.isoformat(), **suspended},
        switches={"limitation_counting": way},
        claimed_on=on,
    )
    found = bar(facts, on.isoformat(), calendar, way, earlier=earlier)

    sums = [award.parts[f"in_time_{one}"] for one in ("whole", "by_month", "by_day")]
    if award.amount:
        assert (found.verdict is Verdict.OUT_OF_TIME) is (max(sums) == 0)


def test_what_a_demand_letter_kept_is_in_time_and_said_so(calendar: Calendar) -> None:
    facts = work("2025-02-01", "2025-12-31")
    late = LAW.on(facts.left_on or day("2025-12-31"), "cn-1307")
    wage = {"monthly_wage": "6000"}
    letter = {"double_wage.claimed_since": "2026-03-01"}

    alone = entitlement(facts, ClaimKind.DOUBLE_WAGE, late, wage, claimed_on=day("2026-11-28"))
    kept = entitlement(
        facts, ClaimKind.DOUBLE_WAGE, late, wage | letter, claimed_on=day("2026-11-28")
    )

    assert alone.parts["in_time_by_day"] < alone.amount
    assert kept.parts["in_time_by_day"] == kept.amount == alone.amount
    assert any("2026-03-01" in said for said in kept.warnings)


def test_a_line_of_claims_breaks_where_a_year_passed_without_one(calendar: Calendar) -> None:
    claims = [Moment(kind=MomentKind.CLAIMED, day=day(one)) for one in ("2023-01-10", "2025-03-03")]

    assert unbroken_since(claims, day("2026-02-02"), calendar) == day("2025-03-03")
    assert unbroken_since(claims, day("2026-04-02"), calendar) == day("2026-04-02")
