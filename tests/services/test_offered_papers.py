"""Which papers of a case are offered, and what those that are not wait for."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk import i18n
from mediation_desk.domain.case import Clock
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from mediation_desk.services import papers, papers_awaited
from tests.documents import full_cases


@pytest.fixture(scope="module")
def case():
    with i18n.speaking(i18n.CHINESE):
        return full_cases.cases()["one"]


def without_application(case):
    steps = tuple(taken for taken in case.steps if taken.step is not Step.APPLY_CLOSE)
    return replace(case, steps=steps)


def waits(case, code):
    (told,) = papers_awaited.not_yet(case, [code], full_cases.ISSUED)
    return told


def test_the_approval_of_closing_is_listed_only_at_stages_where_it_can_be_made(case):
    (listed,) = [form for form in papers.register() if form.code == "D-60"]
    effective = Stage.EFFECTIVE.label

    assert effective not in listed.stages
    assert "申请结案" in waits(without_application(case), "D-60")
    timely = {o.code: o.timely for o in papers.offered(case, full_cases.ISSUED)}
    assert timely["D-60"]


def test_the_proof_of_service_does_not_lead_where_nothing_is_to_be_served(case):
    timely = {o.code: o.timely for o in papers.offered(replace(case, services=()), LONG_AFTER)}

    assert not timely["D-18"]


@pytest.mark.parametrize(("code", "lacks"), [("D-54", "回访"), ("D-19", "调解会")])
def test_a_form_of_another_stage_says_so_and_does_not_ask_for_an_entry(case, code, lacks):
    """One cannot enter a visit, nor hold a hearing, in a case that was not accepted."""
    refused = replace(case, stage=Stage.REFUSED, settlement=None, visits=(), hearings=())

    told = waits(refused, code)

    assert Stage.REFUSED.label in told
    assert f"没有登记{lacks}" not in told


def test_a_form_of_this_stage_says_what_is_not_on_record_yet(case):
    told = waits(replace(case, visits=()), "D-54")

    assert "回访" in told.split("：")[-1]
    assert "目前处于" not in told


LONG_AFTER = date(2027, 3, 1)
RUN_OUT = tuple(
    Clock(kind=kind, start=date(2026, 10, 24), raw_due=day, due=day)
    for kind, day in (("DL10", date(2026, 11, 8)), ("DL12", date(2026, 11, 23)))
)


@pytest.mark.parametrize(
    ("code", "lacks"),
    [
        ("D-40", "15日"),
        ("D-41", "30日"),
        ("D-28b", "委派、委托"),
        ("D-60", "申请结案"),
        ("D-76", "十人"),
    ],
)
def test_a_form_of_the_stage_says_which_fact_it_waits_for_and_where(case, code, lacks):
    bare = replace(
        case,
        referral=None,
        proceedings=(),
        steps=(),
        applicants=case.applicants[:1],
        clocks=RUN_OUT,
    )

    (told,) = papers_awaited.not_yet(bare, [code], LONG_AFTER)

    assert lacks in told


def test_civil_procedure_law_art_205_after_30_days_an_application_is_offered_only_if_it_was_made(
    case,
):
    """民事诉讼法第二百零五条: the parties apply within 30 days of the agreement's effect."""
    over = replace(case, proceedings=(), clocks=RUN_OUT)
    made = Proceeding(
        track=Track.CONFIRMATION, standing=Standing.CONFIRMATION_ASKED, opened_on=date(2026, 11, 2)
    )

    def codes(one):
        return {offer.code for offer in papers.offered(one, LONG_AFTER)}

    assert "D-41" not in codes(over)
    assert "D-41" in codes(replace(over, proceedings=(made,)))
