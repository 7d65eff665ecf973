"""Which papers of a case are offered, and what those that are not wait for."""

from dataclasses import replace

import pytest

from mediation_desk import i18n
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.services import papers
from tests.documents import full_cases


@pytest.fixture(scope="module")
def case():
    with i18n.speaking(i18n.CHINESE):
        return full_cases.cases()["one"]


def without_application(case):
    steps = tuple(taken for taken in case.steps if taken.step is not Step.APPLY_CLOSE)
    return replace(case, steps=steps)


def waits(case, code):
    (told,) = papers.not_yet(case, [code], full_cases.ISSUED)
    return told


def test_the_approval_of_closing_is_listed_only_at_stages_where_it_can_be_made(case):
    (listed,) = [form for form in papers.register() if form.code == "D-60"]
    effective = Stage.EFFECTIVE.label

    assert effective not in listed.stages
    assert "案件中登记" in waits(without_application(case), "D-60")
    timely = {o.code: o.timely for o in papers.offered(case, full_cases.ISSUED)}
    assert timely["D-60"]


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
