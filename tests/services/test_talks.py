from dataclasses import replace
from datetime import time
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, NotFound
from mediation_desk.domain.offers import Bound, Estimate, Offer, OfferState, OfferSum, course
from mediation_desk.domain.options import UNFAIR_PERCENT
from mediation_desk.domain.sides import Side
from mediation_desk.domain.stages import Step
from mediation_desk.services import browse, claims, settings, settlements, story, talks, undo
from mediation_desk.services.what_if import what_if
from tests.services.course import heard, take, terms_of, withdrawn

WAGES, SEVERANCE = ClaimKind.WAGE_ARREARS, ClaimKind.SEVERANCE
TWO = ("李建国", "周大勇")


@pytest.fixture
def case_id(office):
    return heard(office, TWO)


def offered(office, case_id, *sums, side=Side.RESPONDENT, desk=None, **more):
    offer = Offer(side=side, made_on=story.HEARD, made_at=time(10, 0), sums=sums, **more)
    desk = desk or office.mediator
    return talks.put_offer(desk, case_id, office.case(case_id).version, offer)


def item(party_id, kind, amount):
    return OfferSum(party_id=party_id, kind=kind, amount=Decimal(amount))


def whole(amount):
    return OfferSum(amount=Decimal(amount))


def test_accepting_writes_every_agreed_sum_in_one_act_that_one_undo_takes_back(office, case_id):
    case = office.case(case_id)
    li, zhou = (a.id for a in case.applicants)
    key = offered(
        office,
        case_id,
        item(li, WAGES, "18600.00"),
        item(li, SEVERANCE, "60000.00"),
        OfferSum(party_id=zhou, amount=Decimal("250000.00")),
    )

    talks.accept(office.mediator, case_id, office.case(case_id).version, key)

    case = office.case(case_id)
    agreed = case.applicant(zhou).claims
    assert case.applicant(li).claim(SEVERANCE).agreed == Decimal("60000.00")
    assert sum(c.agreed for c in agreed) == Decimal("250000.00")
    shares = [c.agreed / c.entitled for c in agreed if c.entitled]
    assert max(shares) - min(shares) < Decimal("0.000001")
    assert talks.of_case(office.mediator, case).offers[0].state is OfferState.ACCEPTED
    with pytest.raises(DeskError):
        talks.remove(office.mediator, case_id, case.version, key)

    undo.undo(office.mediator, undo.last(office.mediator, case_id).id)

    case = office.case(case_id)
    assert all(claim.agreed is None for claim in case.claims)
    assert talks.of_case(office.mediator, case).offers[0].state is OfferState.OPEN


def test_taking_another_offer_lets_the_one_taken_before_stand_again(office, case_id):
    first = offered(office, case_id, whole("300000.00"))
    second = offered(office, case_id, whole("310000.00"), side=Side.APPLICANT)
    for key in (first, second):
        talks.accept(office.mediator, case_id, office.case(case_id).version, key)

    found = {o.id: o.state for o in talks.of_case(office.mediator, office.case(case_id)).offers}

    assert found == {first: OfferState.OPEN, second: OfferState.ACCEPTED}
    assert office.case(case_id).totals.agreed == Decimal("310000.00")


def test_what_was_said_back_to_back_is_there_for_the_mediator_of_the_case_alone(office, case_id):
    told = "老板私下说最多二十五万"
    key = offered(office, case_id, whole("250000.00"), caucus=True, note=told, said_by="冯永固")
    offered(office, case_id, whole("200000.00"), said_by="冯永固")
    case = office.case(case_id)

    seen = talks.of_case(office.mediator, case)
    assert (len(seen.offers), seen.apart) == (2, True)
    assert course(case, seen.offers)[-1].offered == Decimal("200000.00")
    for desk in (office.clerk, office.supervisor):
        shown = talks.of_case(desk, office.case(case_id))
        assert ([o.caucus for o in shown.offers], shown.apart) == ([False], False)
        assert key not in shown.hints
        with pytest.raises(NotFound):
            talks.withdraw(desk, case_id, office.case(case_id).version, key)
        with pytest.raises(NotAllowed):
            offered(office, case_id, whole("1.00"), caucus=True, desk=desk)
    history = browse.journal(office.supervisor, case_id)
    assert history[0].doing == history[1].doing == "put_offer"
    assert history[0].changes == history[1].changes == ()
    assert told not in repr(office.case(case_id))
    assert told not in repr(history)


def test_an_offer_is_checked_whole_and_nothing_is_kept_of_a_wrong_one(office, case_id):
    case = office.case(case_id)
    li = case.applicants[0].id

    with pytest.raises(Invalid) as refused:
        offered(
            office,
            case_id,
            item(li, WAGES, "1000.00"),
            OfferSum(party_id=li, amount=Decimal("2000.00")),
            item(li, ClaimKind.INJURY_DISABILITY, "5.00"),
        )

    assert [p.field for p in refused.value.problems] == [
        f"sums.{li}.",
        f"sums.{li}.injury_disability",
        f"sums.{li}.injury_disability",
    ][:2]
    assert talks.of_case(office.mediator, office.case(case_id)).offers == ()


def test_a_withdrawn_offer_no_longer_counts_and_may_stand_again(office, case_id):
    key = offered(office, case_id, whole("200000.00"))
    case = office.case(case_id)
    talks.withdraw(office.clerk, case_id, case.version, key)
    gone = talks.of_case(office.clerk, case).offers
    talks.restore(office.clerk, case_id, office.case(case_id).version, key)
    back = talks.of_case(office.clerk, case).offers

    assert [turn.offered for turn in course(case, gone)] == [None]
    assert course(case, back)[-1].gap == course(case, gone)[0].asked - Decimal("200000.00")


def test_every_figure_has_its_reason_and_a_persons_own_stands_over_the_derived(office, case_id):
    case = office.case(case_id)
    li, zhou = case.applicants
    found = {p.key: p for p in talks.of_case(office.mediator, case).prospects}
    assert all(p.at(bound).reason for p in found.values() for bound in Bound)
    severance = found[li.id, SEVERANCE]
    assert severance.best.amount == Decimal("68200.00")
    assert severance.floor.amount == severance.best.amount
    assert severance.likely.amount == severance.best.amount
    assert "没有争议" in severance.likely.reason
    disputed = found[zhou.id, SEVERANCE]
    assert disputed.floor.amount == disputed.best.amount or "本中心" in disputed.likely.reason

    own = Estimate(
        party_id=li.id,
        kind=SEVERANCE,
        bound=Bound.LIKELY,
        amount=Decimal("60000"),
        reason="双方折中",
    )
    bad = replace(own, bound=Bound.FLOOR, reason=" ")
    with pytest.raises(Invalid) as refused:
        talks.set_estimates(office.mediator, case_id, case.version, li.id, (own, bad))
    assert [p.field for p in refused.value.problems] == ["floor.reason"]
    talks.set_estimates(office.mediator, case_id, office.case(case_id).version, li.id, (own,))

    found = {p.key: p for p in talks.of_case(office.mediator, office.case(case_id)).prospects}
    likely = found[li.id, SEVERANCE].likely
    assert (likely.amount, likely.reason, likely.own) == (Decimal("60000.00"), "双方折中", True)
    assert not found[zhou.id, SEVERANCE].likely.own


def test_what_a_mediator_thinks_likely_no_colleague_reads_or_writes(office, case_id):
    case = office.case(case_id)
    li = case.applicants[0]
    own = Estimate(
        party_id=li.id,
        kind=SEVERANCE,
        bound=Bound.LIKELY,
        amount=Decimal("60000"),
        reason="双方折中",
    )
    talks.set_estimates(office.mediator, case_id, case.version, li.id, (own,))

    for desk in (office.clerk, office.supervisor):
        seen = talks.of_case(desk, office.case(case_id)).prospects
        assert not any(p.at(bound).own for p in seen for bound in Bound)
    with pytest.raises(NotAllowed):
        talks.set_estimates(office.supervisor, case_id, office.case(case_id).version, li.id, ())


def test_a_doubtful_right_is_left_out_of_the_floor(office, case_id):
    case = office.case(case_id)
    li = case.applicants[0]
    resigned = replace(li.work, leave_reason="个人原因辞职")
    claims.change_work(office.mediator, case_id, case.version, {li.id: resigned})

    found = {p.key: p for p in talks.of_case(office.mediator, office.case(case_id)).prospects}

    assert found[li.id, SEVERANCE].floor.amount == 0
    assert "第四十六条" in found[li.id, SEVERANCE].floor.reason
    held = office.case(case_id).applicants[0].claim(SEVERANCE)
    assert held is not None
    assert "第四十六条" in held.reason, "the grid has it among the sums that are not settled"
    assert found[li.id, SEVERANCE].best.amount == Decimal("68200.00")
    assert found[li.id, WAGES].floor.amount == Decimal("18600.00")


def test_sums_far_below_the_law_and_rights_that_stay_are_pointed_out(office, case_id):
    """解释（一）第三十五条；解释（二）第十九条."""
    case = office.case(case_id)
    li = case.applicants[0].id
    key = offered(
        office,
        case_id,
        item(li, SEVERANCE, "30000.00"),
        conditions="员工自愿放弃补缴社会保险",
    )
    low, void = "解释（一）第三十五条", "解释（二）第十九条"
    hints = talks.of_case(office.mediator, case).hints[key]
    assert [low in "".join(hints), void in "".join(hints)] == [True, True]

    talks.accept(office.mediator, case_id, office.case(case_id).version, key)
    case = office.case(case_id)
    warned = settlements.warnings(office.mediator, case, terms_of(case))
    assert any(low in problem.text for problem in warned)

    settings.set_option(office.supervisor, UNFAIR_PERCENT, "40")
    assert not any(low in hint for hint in talks.agreed_warnings(office.mediator, case))


def test_a_what_if_reckons_on_a_copy_and_leaves_the_case_alone(office, case_id):
    case = office.case(case_id)
    li, zhou = case.applicants
    other = replace(li, work=replace(li.work, average_wage=Decimal("6000.00")))
    sums = {(li.id, SEVERANCE): Decimal("60000.00"), (zhou.id, WAGES): Decimal("63000.00")}

    found = what_if(office.mediator, case, {li.id: other}, sums)

    assert found.workers[0].laws[SEVERANCE] == Decimal("66000.00")
    assert found.cost == Decimal("123000.00")
    assert found.short - found.above == found.law - found.cost
    assert found.net is None
    typed = what_if(office.mediator, case, {}, sums, Decimal("10000.00"))
    assert typed.workers[0].home.tax == Decimal("900.00")
    assert typed.net == Decimal("122100.00")
    assert office.case(case_id) == case


def test_what_the_fund_or_the_employer_pays_is_not_told_as_the_funds_while_nobody_said_which(
    office,
):
    """工伤保险条例第六十二条: whoever was not insured is paid by the employer."""
    case = office.case(office.register(["吴𠮷"]))
    [wu] = case.applicants
    sums = {(wu.id, WAGES): Decimal("15000.00")}
    told = {
        said: what_if(
            office.clerk,
            case,
            {wu.id: replace(wu, work=replace(wu.work, injury_insured=said))},
            sums,
        )
        for said in (None, True, False)
    }

    unsaid, insured, uninsured = told[None], told[True], told[False]
    assert (unsaid.fund, unsaid.unsaid) == (0, insured.fund)
    assert insured.fund > 0 == insured.unsaid
    assert (uninsured.fund, uninsured.unsaid) == (0, 0)
    assert uninsured.law == insured.law + insured.fund


def test_a_worker_without_an_offer_counts_for_nothing_in_a_what_if_and_is_told(office, case_id):
    """No offer is not an offer of nothing: the gap of the others would be wrong by all of it."""
    case = office.case(case_id)
    li, _zhou = case.applicants

    found = what_if(office.mediator, case, {}, {(li.id, WAGES): Decimal("18000.00")})

    first, second = found.workers
    assert (second.offered, second.gap, second.net) == (None, None, None)
    assert (found.silent, found.law, found.cost) == (1, first.law, Decimal("18000.00"))
    assert (found.short, found.net) == (first.law - first.offered, Decimal("18000.00"))
    slip = {(li.id, WAGES): Decimal("900000.00"), (_zhou.id, WAGES): Decimal("1.00")}
    hidden = what_if(office.mediator, case, {}, slip)
    assert hidden.short == hidden.workers[1].gap > 0, "an offer far above the law hides no other"
    assert (hidden.generous, hidden.above) == (1, -hidden.workers[0].gap)
    nothing = what_if(office.mediator, case, {}, {(li.id, WAGES): Decimal("0.00")})
    assert (nothing.silent, nothing.cost) == (1, Decimal("0.00")), "a refusal is an offer"
    assert what_if(office.mediator, case, {}, {}).law == first.law + second.law


def test_what_is_not_settled_in_the_sums_of_a_what_if_is_told_beside_them(office, case_id):
    """劳动合同法第四十六条: who resigned as written has no right by these words alone."""
    case = office.case(case_id)
    li, _zhou = case.applicants
    gone = replace(li, work=replace(li.work, leave_reason="本人辞职"))

    [first, _second] = what_if(office.mediator, case, {li.id: gone}, {}).workers

    assert first.open == first.laws[SEVERANCE] + first.laws[ClaimKind.UNEMPLOYMENT_LOSS] > 0
    assert "本人辞职" in first.unsettled[SEVERANCE]
    assert what_if(office.mediator, case, {li.id: gone}, {}).open == first.open
    assert what_if(office.mediator, case, {}, {}).open == 0


def test_that_twice_the_sum_may_be_owed_lessens_no_floor(office, case_id):
    """劳动合同法第八十七条: 2N in place of N; the floor of N stands."""
    case = office.case(case_id)
    li = case.applicants[0]
    work = {li.id: replace(li.work, leave_reason="违法解除")}
    claims.change_work(office.clerk, case_id, case.version, work)

    found = {p.key: p for p in talks.of_case(office.mediator, office.case(case_id)).prospects}

    floor = found[li.id, SEVERANCE].floor
    assert (floor.amount, floor.at_most) == (Decimal("68200.00"), False)


def test_who_left_of_their_own_will_is_no_measure_of_an_unfair_sum(office, case_id):
    """劳动合同法第四十六条: nothing is owed by these words, so little is not unfair."""
    case = office.case(case_id)
    li = case.applicants[0]
    work = {li.id: replace(li.work, leave_reason="本人辞职")}
    claims.change_work(office.clerk, case_id, case.version, work)
    key = offered(office, case_id, item(li.id, SEVERANCE, "1.00"))
    case = office.case(case_id)

    assert not any("第三十五条" in said for said in talks.of_case(office.mediator, case).hints[key])


def test_a_case_whose_mediation_is_over_takes_no_offer_and_says_why(office, case_id):
    key = offered(office, case_id, whole("100000"))
    desk = office.mediator
    take(desk, office, case_id, Step.WITHDRAW, story.HEARD, **withdrawn(story.HEARD))
    version = office.case(case_id).version

    for act in (
        lambda: offered(office, case_id, whole("120000")),
        lambda: talks.withdraw(desk, case_id, version, key),
        lambda: talks.remove(desk, case_id, version, key),
        lambda: talks.accept(desk, case_id, version, key),
    ):
        with pytest.raises(DeskError, match="调解已经结束，不再登记或者修改报价"):
            act()
    assert office.case(case_id).version == version


def test_one_sum_for_the_case_is_divided_to_the_fen(office, case_id):
    key = offered(office, case_id, whole("100000.01"))

    talks.accept(office.mediator, case_id, office.case(case_id).version, key)

    assert office.case(case_id).totals.agreed == Decimal("100000.01")
