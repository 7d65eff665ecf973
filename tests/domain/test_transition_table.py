"""Every row of the transition table (procedure.md 2.5) against the table as people read it."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mediation_desk.domain.case import Clock
from mediation_desk.domain.clock_register import register
from mediation_desk.domain.duties import Duty, DutyKind
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.procedure import (
    TABLE,
    Facts,
    Grade,
    advance,
    move,
    offers,
    open_moves,
    require_told,
    right_of,
)
from mediation_desk.domain.rights import MAY, Actor, NotAllowed, Role
from mediation_desk.domain.stages import REACHED, Stage, Step
from mediation_desk.domain.step_facts import Route, StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from tests.domain.samples import (
    AGREED,
    BOTH,
    DUE,
    MEDIATOR,
    PLANNED,
    WORKER,
    case,
    heard,
    settlement,
)

with Path(__file__).with_name("transition_table.csv").open(encoding="utf-8", newline="") as file:
    WRITTEN = list(csv.DictReader(file))
PAIRS = [
    pytest.param(row, written, id=f"{written['row']} {written['step']} {place}")
    for place, (row, written) in enumerate(zip(TABLE, WRITTEN, strict=True))
]
LATER = date(2026, 11, 20)


def standing(track, value):
    return Proceeding(id=7, track=track, standing=value, opened_on=AGREED)


def clock(kind, due):
    return Clock(kind=kind, start=AGREED, raw_due=due, due=due)


def ready(row, stage):
    """Return a case in which every need of a row is met."""
    agreed = replace(settlement(), effective_on=AGREED)
    nothing = replace(agreed, terms=replace(agreed.terms, money=()))
    values = {
        "mediator": MEDIATOR,
        "consents": BOTH,
        "hearings": (heard(), replace(PLANNED, id=4)),
        "settlement": nothing if row.step is Step.PERFORMED else agreed,
        "steps": (StepTaken(row="T09", step=Step.CONTACT, day=AGREED),),
        "clocks": (clock("DL10", LATER), clock("DL12", LATER)),
        "proceedings": (),
    }
    over = {Step.LAPSE: "DL04", Step.ORDER_EFFECTIVE: "DL19", Step.ORDER_UNSERVED: "DL20"}
    if row.step in over:
        values["clocks"] = (clock(over[row.step], AGREED),)
    if row.step in (Step.OBJECTION_REJECTED, Step.RULING_SET_ASIDE):
        values["steps"] = (StepTaken(row="T30", step=Step.OBJECT, day=AGREED),)
    if row.step is Step.ASK_CONSENT and stage is not Stage.APPLIED:
        user = Employer(name="宣化某置业有限公司")
        values["others"] = (OtherParty(id=91, role=PartyRole.NOT_TAKING_PART, employer=user),)
        values["accepted_on"] = AGREED
    if row.step in (Step.END_FOR_ONE, Step.SPLIT_OFF):
        values["applicants"] = (WORKER, replace(WORKER, id=12))
    if row.step is Step.PERFORM_DUTY:
        values["duties"] = (Duty(kind=DutyKind.FILE, due_on=AGREED),)
    if row.at:
        values["proceedings"] = tuple(standing(row.track, at) for at in sorted(row.at)[:1])
    elif row.opens and row.track is Track.ORDER:
        values["proceedings"] = (standing(Track.PERFORMANCE, Standing.DEFAULT),)
    elif row.step is Step.APPLY_EXECUTION:
        values["proceedings"] = (standing(Track.REVIEW, Standing.REVIEW_GRANTED),)
    return case(stage, **values)


def bare(row, stage):
    """Return a case in which no need of a row is met."""
    values = {"clocks": (clock("DL10", AGREED), clock("DL12", AGREED), clock("DL04", LATER))}
    match row.step:
        case Step.ASK_CONSENT:
            values["accepted_on"] = AGREED
        case Step.PERFORMED:
            values["settlement"] = settlement()
        case Step.CLOSE | Step.APPLY_CLOSE:
            values["proceedings"] = (
                standing(Track.PERFORMANCE, Standing.PERFORMING),
                standing(Track.REVIEW, Standing.REVIEW_ASKED),
            )
        case Step.APPLY_REVIEW:
            values["proceedings"] = (standing(Track.CONFIRMATION, Standing.CONFIRMED),)
            values["cause"] = "B01"
        case Step.APPLY_CONFIRMATION:
            values["proceedings"] = (standing(Track.REVIEW, Standing.REVIEW_GRANTED),)
        case Step.SEAL | Step.EXTEND:
            values["clocks"] = (clock("DL04", AGREED),)
        case Step.APPLY_ORDER | Step.HAND_ON:
            values["proceedings"] = (
                standing(Track.REVIEW, Standing.REVIEW_GRANTED),
                standing(Track.PERFORMANCE, Standing.DEFAULT),
            )
        case Step.REFUSE_LAWSUIT:
            gone = {"step": Step.HAND_ON, "ground": Route.LAWSUIT_ORDER.value}
            values["steps"] = (StepTaken(row="T36", day=AGREED, **gone),)
        case Step.REVIEW_ACCEPTED | Step.REVIEW_GRANTED:
            values["proceedings"] = (
                standing(Track.CONFIRMATION, Standing.CONFIRMED),
                standing(Track.REVIEW, Standing.REVIEW_ASKED),
            )
        case Step.CONFIRMED:
            values["proceedings"] = (
                standing(Track.REVIEW, Standing.REVIEW_GRANTED),
                standing(Track.CONFIRMATION, Standing.CONFIRMATION_ASKED),
            )
    if row.opens:
        values["settlement"] = replace(settlement(), effective_on=AGREED)
    if row.at and "proceedings" not in values:
        values["proceedings"] = (standing(row.track, sorted(row.at)[0]),)
    elif row.track is Track.ORDER:
        values["proceedings"] = (standing(Track.PERFORMANCE, Standing.DEFAULT),)
    if row.step is Step.AGREE:
        values["hearings"] = (PLANNED,)
    return case(stage, **values)


@pytest.mark.parametrize(("row", "written"), PAIRS)
def test_a_row_is_as_the_table_has_it(row, written):
    assert (row.code, row.step.value) == (written["row"], written["step"])
    sources = (
        set(Stage) if written["from"] == "*" else {Stage.of(s) for s in written["from"].split()}
    )
    assert row.sources == sources
    assert (row.target.value if row.target else "") == written["to"]
    assert row.right.value == written["right"]
    assert [ask.field for ask in row.asks] == written["asks"].split()
    assert [need.grade.value for need in row.needs] == written["needs"].split()
    assert [start.kind for start in row.starts] == written["starts"].split()
    assert list(row.meets) == written["meets"].split()
    assert list(row.papers) == written["papers"].split()


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.code} {row.step.value}")
def test_a_row_moves_known_clocks_and_names_the_rule_of_each_need_of_law(row):
    assert row.clocks <= set(register())
    assert all(need.basis for need in row.needs if need.grade is not Grade.HOUSE)
    assert len({need.sentence for need in row.needs}) == len(row.needs)


def test_the_forty_one_transitions_are_all_there():
    assert {row.code for row in TABLE} == {f"T{n:02d}" for n in range(1, 42)}


def test_every_step_stands_in_the_table():
    assert {row.step for row in TABLE} == set(Step)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("step", Step)
def test_who_may_take_a_step_and_who_may_not(step, role):
    actor = Actor(1, "王敏", frozenset({role}))

    if role in MAY[right_of(step)]:
        actor.require(right_of(step))
    else:
        with pytest.raises(NotAllowed):
            actor.require(right_of(step))


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("step", [s for s in Step if s not in (Step.ENQUIRE, Step.REGISTER)])
def test_a_step_from_a_stage_that_the_table_does_not_name_is_refused(step, stage):
    rows = [row for row in TABLE if row.step is step and stage in row.sources]

    if rows:
        assert move(stage, step) in rows
    else:
        with pytest.raises(StepNotAllowed, match=step.label):
            move(stage, step)


@pytest.mark.parametrize(
    "row", [r for r in TABLE if r.sources], ids=lambda row: f"{row.code} {row.step.value}"
)
def test_a_row_is_open_from_each_of_its_stages_once_its_needs_are_met(row):
    for stage in row.sources:
        if row.step in (Step.ASSIGN, Step.CONTACT, Step.ASK_CONSENT):
            assert move(stage, row.step).step is row.step
            continue
        on = DUE.replace(month=11, day=10)
        proceeding = None
        file = ready(row, stage)
        if row.at:
            proceeding = file.proceedings[0]

        taken = advance(file, row.step, on, proceeding=proceeding)

        assert taken is row


@pytest.mark.parametrize(
    "row",
    [r for r in TABLE if any(n.grade is not Grade.HOUSE for n in r.needs)],
    ids=lambda row: f"{row.code} {row.step.value}",
)
def test_a_row_says_what_it_lacks_with_the_article(row):
    binding = [need for need in row.needs if need.grade is not Grade.HOUSE]
    file = bare(row, sorted(row.sources)[0])

    with pytest.raises(StepNotAllowed) as refused:
        advance(file, row.step, DUE)

    told = str(refused.value)
    assert all(need.basis in told for need in binding if not need.met(file, DUE))
    assert any(not need.met(file, DUE) for need in binding)


@pytest.mark.parametrize(
    "row",
    [r for r in TABLE if r.opens and not r.automatic],
    ids=lambda row: f"{row.code} {row.step.value}",
)
def test_no_course_opens_beside_a_case_without_an_agreement_mediation_law_14(row):
    """劳动争议调解仲裁法第十四条; 民事诉讼法第二百零五条: reviewed or confirmed is an agreement."""
    for stage in row.sources:
        file = replace(ready(row, stage), settlement=None)

        with pytest.raises(StepNotAllowed, match="第十四条"):
            advance(file, row.step, AGREED)
        assert row not in {offer.row for offer in offers(file)}


@pytest.mark.parametrize(
    "row",
    [r for r in TABLE if any(a.required and a.when is None for a in r.asks)],
    ids=lambda row: f"{row.code} {row.step.value}",
)
def test_a_row_names_everything_that_was_not_told_at_once(row):
    with pytest.raises(Invalid) as refused:
        require_told(row, Facts(day=AGREED))

    assert {p.field for p in refused.value.problems} == {
        a.field for a in row.asks if a.required and a.when is None
    }


@pytest.mark.parametrize("stage", Stage)
def test_no_stage_is_without_a_way_on(stage):
    assert open_moves(stage)
    assert stage in REACHED
