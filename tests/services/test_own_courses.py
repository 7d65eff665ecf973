"""Payment orders and executions of several workers: each has a course of their own, one act."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain.case import ClockState
from mediation_desk.domain.errors import Invalid, StepNotAllowed
from mediation_desk.domain.guards import Grade
from mediation_desk.domain.likeliest import next_step
from mediation_desk.domain.money import figures
from mediation_desk.domain.own_courses import parts
from mediation_desk.domain.procedure import TABLE, Facts, move, unmet
from mediation_desk.domain.remedies import left_of_order, order_items
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Step
from mediation_desk.domain.step_facts import Route
from mediation_desk.domain.tracks import Standing, Track
from mediation_desk.services import papers, payments, story, undo
from mediation_desk.services.act import run_clocks
from mediation_desk.storage import cases
from mediation_desk.ui.case.headline import clock_line
from tests.documents.samples import written
from tests.services.course import effective, once, take
from tests.services.effect_course import defaulted

LATE = story.FIRST_DUE + timedelta(days=1)
COURT = "张家口市桥东区人民法院"
COMMISSION = "张家口市劳动人事争议仲裁委员会"


@once
def ordered(office, names=None):
    made = effective(office, None)
    office.clock.at(LATE)
    take(office.mediator, office, made, Step.DEFAULT, LATE)
    workers = tuple(a.id for a in office.case(made).applicants)
    facts = {"party_ids": workers, "body": COURT, "agreed": True}
    take(office.clerk, office, made, Step.APPLY_ORDER, LATE, **facts)
    return made


@pytest.fixture
def case_id(office):
    """A case of several workers in default, in which all have applied for a payment order."""
    return ordered(office, None)


def workers(office, case_id):
    return tuple(a.id for a in office.case(case_id).applicants)


def step(office, case_id, doing, some=None, day=LATE, **facts):
    chosen = workers(office, case_id) if some is None else some
    take(office.clerk, office, case_id, doing, day, party_ids=chosen, **facts)


def orders(office, case_id):
    return [p for p in office.case(case_id).proceedings if p.track is Track.ORDER]


def running(office, case_id, kind):
    clocks = office.case(case_id).clocks
    return {c.detail for c in clocks if c.kind == kind and c.state is ClockState.RUNNING}


def enforceable(office, case_id, some=None):
    """Lead payment orders to where they are in effect unpaid."""
    count = len(workers(office, case_id) if some is None else some)
    numbers = "\n".join(f"（2026）冀0703民督{n}号" for n in range(1, count + 1))
    step(office, case_id, Step.ORDER_ACCEPTED, some)
    step(office, case_id, Step.ORDER_ISSUED, some, number=numbers)
    step(office, case_id, Step.ORDER_SERVED, some)
    later = LATE + timedelta(days=30)
    office.clock.at(later)
    step(office, case_id, Step.ORDER_EFFECTIVE, some, later)
    return later


def test_one_step_goes_on_with_the_orders_of_all_and_is_undone_as_one(office, case_id):
    count = len(workers(office, case_id))
    names = {p.label for p in orders(office, case_id)}
    assert count > 2
    assert len(names) == count

    step(office, case_id, Step.ORDER_ACCEPTED)

    assert {p.standing for p in orders(office, case_id)} == {Standing.ORDER_UNDER_WAY}
    assert running(office, case_id, "DL18") == names
    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)
    assert {p.standing for p in orders(office, case_id)} == {Standing.ORDER_ASKED}
    assert running(office, case_id, "DL17") == names


def test_a_step_is_taken_for_the_workers_chosen_alone(office, case_id):
    first, second, *_others = workers(office, case_id)

    step(office, case_id, Step.ORDER_ACCEPTED, (second,))
    row = move(office.case(case_id).stage, Step.ORDER_ACCEPTED)

    left = [part.party_id for part in parts(office.case(case_id), row, LATE)]
    assert second not in left
    assert first in left
    with pytest.raises(Invalid) as refused:
        step(office, case_id, Step.ORDER_ACCEPTED, (first, second))
    assert [p.field for p in refused.value.problems] == ["party_ids"]
    with pytest.raises(Invalid) as unnamed:
        step(office, case_id, Step.ORDER_ACCEPTED, ())
    assert [p.field for p in unnamed.value.problems] == ["party_ids"]


def test_each_order_keeps_its_own_number(office, case_id):
    step(office, case_id, Step.ORDER_ACCEPTED)
    count = len(workers(office, case_id))

    with pytest.raises(Invalid) as refused:
        step(office, case_id, Step.ORDER_ISSUED, number="民督1号\n民督2号")
    assert [p.field for p in refused.value.problems] == ["number"]

    numbers = [f"民督{n}号" for n in range(1, count + 1)]
    step(office, case_id, Step.ORDER_ISSUED, number="\n".join(numbers))

    assert [p.number for p in orders(office, case_id)] == numbers


def test_orders_of_different_workers_do_not_wait_for_one_another(office, case_id):
    first, second, *_others = workers(office, case_id)
    later = LATE + timedelta(days=3)
    office.clock.at(later)
    step(office, case_id, Step.ORDER_ACCEPTED, (first,), later)

    step(office, case_id, Step.ORDER_ACCEPTED, (second,), LATE)

    assert office.case(case_id).steps[-1].day == LATE


def test_after_acceptance_the_court_rejects_civil_procedure_art_227(office, case_id):
    """民事诉讼法第二百二十七条: after acceptance an application without ground is rejected."""
    first, second, *_others = workers(office, case_id)
    step(office, case_id, Step.ORDER_ACCEPTED, (first,))

    with pytest.raises(Invalid):
        step(office, case_id, Step.ORDER_REFUSED, (first,), reason="不符合条件")
    with pytest.raises(Invalid):
        step(office, case_id, Step.ORDER_REJECTED, (second,), reason="申请不成立")
    step(office, case_id, Step.ORDER_REJECTED, (first,), reason="申请不成立", number="民督1号裁定")
    step(office, case_id, Step.ORDER_REFUSED, (second,), reason="不符合条件")

    standings = {p.party_id: p.standing for p in orders(office, case_id)}
    assert (standings[first], standings[second]) == (Standing.ORDER_FRUITLESS,) * 2
    with pytest.raises(Invalid, match="不能办理"):
        step(office, case_id, Step.REFUSE_LAWSUIT, (first,))


def test_execution_is_each_worker_s_own(office, case_id):
    first, second, third, *_others = workers(office, case_id)
    later = enforceable(office, case_id, (first, second))
    facts = {"body": COURT, "number": "支付令"}

    with pytest.raises(Invalid, match="第二百二十七条"):
        step(office, case_id, Step.APPLY_EXECUTION, (first, third), later, **facts)
    step(office, case_id, Step.APPLY_EXECUTION, (first,), later, **facts)
    assert len(running(office, case_id, "DL22")) == 1
    with pytest.raises(Invalid, match="强制执行程序正在进行"):
        step(office, case_id, Step.APPLY_EXECUTION, (first,), later, **facts)
    step(office, case_id, Step.APPLY_EXECUTION, (second,), later, **facts)

    assert running(office, case_id, "DL22") == set()
    step(office, case_id, Step.EXECUTION_ENDED, (first, second), later, note="执行完毕")
    ended = [p.standing for p in office.case(case_id).proceedings if p.track is Track.EXECUTION]
    assert ended == [Standing.EXECUTION_ENDED] * 2


def test_the_common_period_of_execution_runs_until_the_last_worker_has_applied(office, case_id):
    """民事诉讼法第二百五十条: the two years of one worker are not kept by another's application."""
    first, *others = workers(office, case_id)
    take(office.clerk, office, case_id, Step.APPLY_REVIEW, LATE, body=COMMISSION, agreed=True)
    take(office.clerk, office, case_id, Step.REVIEW_ACCEPTED, LATE)
    take(office.clerk, office, case_id, Step.REVIEW_GRANTED, LATE, number="1号", served_on=LATE)
    facts = {"body": COURT, "number": "仲裁调解书1号"}

    step(office, case_id, Step.APPLY_EXECUTION, (first,), **facts)
    assert running(office, case_id, "DL22") == {""}
    step(office, case_id, Step.APPLY_EXECUTION, tuple(others), **facts)

    assert running(office, case_id, "DL22") == set()


def test_the_years_of_execution_of_an_order_count_from_its_own_last_day_to_pay(office, case_id):
    """民事诉讼法第二百二十七条、第二百五十条: what the order names is to be paid in 15 days."""
    first, *_others = workers(office, case_id)
    enforceable(office, case_id, (first,))

    clocks = office.case(case_id).clocks
    [last] = [c.due for c in clocks if c.kind == "DL19"]
    [years] = [c for c in clocks if c.kind == "DL22"]
    assert years.start == last < story.SECOND_DUE
    assert years.detail == next(p.label for p in orders(office, case_id) if p.party_id == first)


def test_an_order_in_effect_shuts_a_second_one_and_says_which_way_is_open(office, case_id):
    """民事诉讼法第二百二十七条: what the order in effect names is executed."""
    first, *_others = everybody = workers(office, case_id)
    later = enforceable(office, case_id)
    row = move(office.case(case_id).stage, Step.APPLY_ORDER)

    lacking = unmet(office.case(case_id), row, later)
    told = {part.party_id: part.bar for part in parts(office.case(case_id), row, later)}

    assert [need.basis for need in lacking] == ["民事诉讼法第二百二十七条"]
    assert set(told) == {*everybody}
    assert "第二百二十七条" in told[first]


def test_execution_of_an_order_asks_for_what_it_names_at_the_court_that_made_it(office, case_id):
    """民事诉讼法第二百二十七条; 民事诉讼法解释第四百六十条."""
    first, *_others = workers(office, case_id)
    enforceable(office, case_id)
    case = office.case(case_id)
    [order] = [p for p in orders(office, case_id) if p.party_id == first]
    left = left_of_order(case, order, office.desk.today())

    said = written(papers.compose(office.clerk, case_id, "D-44", str(first)).docx)

    assert figures(left) in said
    assert "尚未到期" not in said
    assert said.count(COURT) > 1


def test_each_worker_has_own_years_of_execution_where_the_last_days_differ(office):
    """民事诉讼法第二百五十条: nobody's two years wait for another's instalments."""
    case = office.case(effective(office, None))
    first = case.applicants[0]
    money = tuple(
        row
        for row in case.settlement.terms.money
        if row.party_id != first.id or row.due_on == story.FIRST_DUE
    )
    terms = replace(case.settlement.terms, money=money)
    parted = replace(case, settlement=replace(case.settlement, terms=terms))
    row = next(r for r in TABLE if r.step is Step.REVIEW_GRANTED)
    facts = Facts(day=LATE - timedelta(days=1), served_on=LATE - timedelta(days=1))

    with office.desk.db.write(office.desk.actor, "try") as session:
        run_clocks(office.desk, session, parted, row, facts)
        days = {c.detail: c.start for c in cases.file(session, case.id).clocks if c.kind == "DL22"}

    assert days.pop(first.person.name) == story.FIRST_DUE
    assert set(days.values()) == {story.SECOND_DUE}
    assert len(days) == len(case.applicants) - 1


def test_the_year_after_a_default_counts_from_it_and_not_from_a_later_instalment_rules_31(office):
    """企业劳动争议协商调解规定第三十一条（八）."""
    made = defaulted(office)
    told = {"ground": Route.ARBITRATION.value, "body": COMMISSION}

    take(office.clerk, office, made, Step.HAND_ON, LATE, **told)

    year = [c for c in office.case(made).clocks if c.kind == "DL23" and c.started_by is not None]
    assert [c.start for c in year] == [story.FIRST_DUE]


def test_who_goes_on_to_court_while_orders_run_says_why(office, case_id):
    """The house warns; no article says that it may not be done."""
    case = office.case(case_id)
    row = move(case.stage, Step.HAND_ON)
    told = {"ground": Route.ARBITRATION.value, "body": COMMISSION}

    assert [(n.grade, n.basis) for n in unmet(case, row, LATE)] == [(Grade.HOUSE, "")]
    with pytest.raises(Invalid) as refused:
        take(office.clerk, office, case_id, Step.HAND_ON, LATE, **told)
    assert [p.field for p in refused.value.problems] == ["note"]
    take(office.clerk, office, case_id, Step.HAND_ON, LATE, **told, note="劳动者要求改走仲裁")

    assert office.case(case_id).performance is Standing.HANDED_ON
    assert next_step(office.case(case_id), LATE) is not None


def objected(office, case_id, some=None):
    """Lead payment orders to the ruling that ends them on the employer's objection."""
    count = len(workers(office, case_id) if some is None else some)
    numbers = "\n".join(f"（2026）冀0703民督{n}号" for n in range(1, count + 1))
    step(office, case_id, Step.ORDER_ACCEPTED, some)
    step(office, case_id, Step.ORDER_ISSUED, some, number=numbers)
    step(office, case_id, Step.ORDER_SERVED, some)
    step(office, case_id, Step.ORDER_ENDED, some, reason="异议成立", served_on=LATE)


def test_after_an_objection_no_second_order_is_open_civil_procedure_art_228(office, case_id):
    first, second, *_others = workers(office, case_id)
    objected(office, case_id, (first, second))
    facts = {"body": COURT, "agreed": True}
    later = LATE + timedelta(days=1)
    office.clock.at(later)

    with pytest.raises((Invalid, StepNotAllowed), match="第二百二十八条"):
        step(office, case_id, Step.APPLY_ORDER, (first,), later, **facts)
    step(office, case_id, Step.REFUSE_LAWSUIT, (second,), later)
    with pytest.raises((Invalid, StepNotAllowed), match="第二百二十八条"):
        step(office, case_id, Step.APPLY_ORDER, (second,), later, **facts)
    # an instalment that falls due after that order was asked for has an order of its own
    afterwards = story.SECOND_DUE + timedelta(days=1)
    assert {i.party_id for i in order_items(office.case(case_id), afterwards) if i.open} >= {
        first,
        second,
    }


def test_after_an_objection_the_lawsuit_comes_next_until_it_is_declined_civil_procedure_228(
    office, case_id
):
    everybody = workers(office, case_id)
    objected(office, case_id)
    assert next_step(office.case(case_id), LATE).step is Step.HAND_ON
    [line, *_more] = [text.text for text in clock_line(office.case(case_id), LATE)][1:]
    assert "诉讼" in line

    step(office, case_id, Step.REFUSE_LAWSUIT, everybody)

    assert next_step(office.case(case_id), LATE).step is not Step.HAND_ON


def test_an_objection_to_the_orders_of_all_shuts_a_second_application(office, case_id):
    objected(office, case_id)
    row = move(office.case(case_id).stage, Step.APPLY_ORDER)

    lacking = unmet(office.case(case_id), row, LATE)

    assert [need.basis for need in lacking] == ["民事诉讼法第二百二十八条"]


def test_who_has_sued_does_not_decline_the_lawsuit_also_once_closed_art_228(office, case_id):
    objected(office, case_id)
    told = {"ground": Route.LAWSUIT_ORDER.value, "body": COURT}
    take(office.clerk, office, case_id, Step.HAND_ON, LATE, **told)

    with pytest.raises(StepNotAllowed, match="第二百二十八条"):
        step(office, case_id, Step.REFUSE_LAWSUIT)
    assert {p.standing for p in orders(office, case_id)} == {Standing.ORDER_ENDED}


def test_the_lawsuit_is_declined_in_seven_days_and_not_brought_at_that_court(office, case_id):
    """民事诉讼法解释第四百三十八条、第四百三十九条."""
    first, *others = workers(office, case_id)
    objected(office, case_id)
    due = max(c.due for c in office.case(case_id).clocks if c.kind == "DL21")
    office.clock.at(due + timedelta(days=1))
    with pytest.raises(Invalid, match="第四百三十九条"):
        step(office, case_id, Step.REFUSE_LAWSUIT, (first,), due + timedelta(days=1))

    step(office, case_id, Step.REFUSE_LAWSUIT, (first, *others), due)

    assert {p.standing for p in orders(office, case_id)} == {Standing.ORDER_DECLINED}
    with pytest.raises(Invalid):
        step(office, case_id, Step.REFUSE_LAWSUIT, (first,), due)
    told = {"ground": Route.LAWSUIT_ORDER.value}
    with pytest.raises(Invalid, match="第四百三十八条"):
        take(office.clerk, office, case_id, Step.HAND_ON, due, body=COURT, **told)
    take(office.clerk, office, case_id, Step.HAND_ON, due, body="张家口市宣化区人民法院", **told)


def served(office, case_id):
    """Lead the payment orders of all to where they are served."""
    step(office, case_id, Step.ORDER_ACCEPTED)
    step(office, case_id, Step.ORDER_ISSUED, number="（2026）冀0703民督1号")
    step(office, case_id, Step.ORDER_SERVED)


def test_civil_procedure_art_227_an_order_is_called_paid_once_its_sum_is_recorded(office, case_id):
    """民事诉讼法第二百二十七条: the debtor pays what the order names; nothing else ends it so."""
    served(office, case_id)
    first, second, *_others = workers(office, case_id)
    row = move(office.case(case_id).stage, Step.ORDER_PAID)
    assert [need.grade for need in unmet(office.case(case_id), row, LATE)] == [Grade.VOID]
    with pytest.raises(StepNotAllowed, match="第二百二十七条"):
        step(office, case_id, Step.ORDER_PAID, (first,))

    paid(office, case_id, first)

    assert not unmet(office.case(case_id), row, LATE)
    bars = {part.party_id: part.bar for part in parts(office.case(case_id), row, LATE)}
    assert bars[first] == ""
    assert "未登记支付" in bars[second]
    with pytest.raises(Invalid) as refused:
        step(office, case_id, Step.ORDER_PAID, (first, second))
    assert [p.field for p in refused.value.problems] == ["party_ids"]
    assert "第二百二十七条" in refused.value.problems[0].text
    step(office, case_id, Step.ORDER_PAID, (first,))
    assert standing(office, case_id, first) is Standing.ORDER_PAID


def test_a_payment_taken_back_lets_the_order_that_it_paid_go_on(office, case_id):
    """民事诉讼法第二百二十七条: no order is paid while its money is owed."""
    served(office, case_id)
    first = workers(office, case_id)[0]
    paid(office, case_id, first)
    step(office, case_id, Step.ORDER_PAID, (first,))
    label = next(p.label for p in orders(office, case_id) if p.party_id == first)
    assert label not in running(office, case_id, "DL19")

    case = office.case(case_id)
    payments.remove(office.clerk, case_id, case.version, case.payments[-1].id, "登记有误，未到账")

    assert standing(office, case_id, first) is Standing.ORDER_SERVED
    assert label in running(office, case_id, "DL19")
    assert office.case(case_id).steps[-1].step is Step.ORDER_OWED
    undo.undo(office.clerk, undo.last(office.clerk, case_id).id)
    assert standing(office, case_id, first) is Standing.ORDER_PAID
    assert label not in running(office, case_id, "DL19")


def test_what_is_paid_of_an_order_counts_whatever_else_its_instalment_holds(office, case_id):
    """民法典第五百六十条 divides a payment; the sum of the order itself is paid all the same."""
    served(office, case_id)
    case = office.case(case_id)
    first = case.applicants[0].id
    order = next(p for p in case.proceedings if p.party_id == first and p.track is Track.ORDER)
    named = left_of_order(case, order, LATE)
    owed = next(o for o in case.obligations(LATE) if (o.party_id, o.instalment) == (first, 1))
    assert 0 < named < owed.owed

    payments.record(
        office.clerk,
        case_id,
        case.version,
        (Payment(party_id=first, instalment=1, paid_on=LATE, amount=named - 1),),
    )

    assert left_of_order(office.case(case_id), order, LATE) == 1
    assert left_of_order(office.case(case_id), order, LATE - timedelta(days=1)) == named


def paid(office, case_id, party_id):
    case = office.case(case_id)
    due = next(o for o in case.obligations(LATE) if (o.party_id, o.instalment) == (party_id, 1))
    made = Payment(party_id=party_id, instalment=1, paid_on=LATE, amount=due.owed)
    payments.record(office.clerk, case_id, case.version, (made,))


def standing(office, case_id, party_id):
    return next(p.standing for p in orders(office, case_id) if p.party_id == party_id)
