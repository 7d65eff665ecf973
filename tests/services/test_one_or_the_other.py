"""N and 2N of one worker: both are shown with their sums, and no total anywhere adds them up."""

from dataclasses import replace

import pytest

from mediation_desk.documents.sheet_fields import calculation, worker_calculation
from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.offers import Bound
from mediation_desk.domain.proposing import asked_for
from mediation_desk.law.prospects import counting
from mediation_desk.law.sheet import case_sheet
from mediation_desk.reports import summary
from mediation_desk.services import browse, calculator, claims, talks
from mediation_desk.services.calculator import Question
from mediation_desk.services.what_if import what_if
from tests.services.course import heard

K = ClaimKind
PAIR = (K.SEVERANCE, K.UNLAWFUL_TERMINATION)


@pytest.fixture(params=["违法解除", "单位擅自解除"])
def reason(request):
    return request.param


@pytest.fixture
def case(office, reason):
    """A case whose first worker claims wages, N and 2N, and left for such a reason."""
    key = heard(office, ("李建国",))
    file = office.case(key)
    [li] = file.applicants
    kinds = {li.id: (K.WAGE_ARREARS, *PAIR)}
    claims.change_kinds(office.mediator, key, file.version, kinds)
    facts = {li.id: {"leave_reason": reason}}
    claims.change_work(office.mediator, key, office.case(key).version, facts)
    return browse.case_file(office.mediator, key)


def test_every_total_of_the_law_counts_one_of_them(office, case, reason):
    [li] = case.applicants
    sums = {claim.kind: claim.entitled for claim in li.claims}
    single, twice = (sums[kind] for kind in PAIR)
    counted = sums[K.WAGE_ARREARS] + (twice if reason == "违法解除" else single)
    apart = single if reason == "违法解除" else twice
    assert twice == 2 * single > 0
    awards = claims.awards(office.mediator, case)
    sheet = case_sheet(case, awards)
    [tried] = what_if(office.mediator, case, {}, {}).workers
    asked = Question(work=li.work, stated=li.stated, kinds=(K.WAGE_ARREARS, *PAIR))

    assert case.totals.entitled == counted
    assert sheet.workers[0].total == counted
    assert tried.law == counted
    assert calculator.together(calculator.reckon(office.mediator, asked)) == counted
    assert summary.sums(case.claims).due == counted
    assert f"{apart:,.2f}元。择一" in "".join(summary.reasons(case))
    found = talks.of_case(office.mediator, case)
    assert sum(one.amount for one in counting(found.prospects, Bound.LIKELY)) == counted
    best = sum(one.amount for one in counting(found.prospects, Bound.BEST))
    assert best == sums[K.WAGE_ARREARS] + twice
    assert any(c.claimed for c in li.claims if c.kind is K.SEVERANCE)
    assert found.courses[True][0].asked == sum(c.claimed or 0 for c in li.claims)


def test_the_panel_and_the_papers_say_which_counts_and_which_stands_apart(office, case, reason):
    twice = reason == "违法解除"
    counted, apart = PAIR[::-1] if twice else PAIR
    [li] = case.applicants
    awards = claims.awards(office.mediator, case)
    amount = f"{awards[li.id, apart].amount:,.2f}"

    class Made:
        subject = str(li.id)

    made = Made()
    made.case, made.awards = case, awards
    worker, whole = worker_calculation(made), calculation(made)

    for kind in PAIR:
        told = "".join(awards[li.id, kind].warnings)
        assert f"合计计入{counted.label}，{apart.label}列为择一" in told
    items = {one["项目"]: one["说明"] for one in worker["项目"]}
    assert f"择一：已计{counted.label}" in items[apart.label]
    assert "择一" not in items[counted.label]
    assert f"择一不计{amount}元" in worker["合计"]
    assert f"另有择一不计{amount}元，不在应得合计之内：{apart.label}。" in worker["待核算"]
    rows = {row["项目"]: row for row in whole["项目汇总"]}
    assert rows[apart.label]["应得"] == "0.00"
    assert amount in rows[apart.label]["待核算"]
    assert worker["应得"] == whole["总计"]["应得"]


def test_what_the_program_proposes_asks_and_agrees_for_one_of_them(office, case):
    [li] = case.applicants
    bare = replace(li, claims=tuple(replace(c, claimed=None) for c in li.claims))
    key = case.id

    asked = asked_for(bare)
    claims.fill_agreed(office.mediator, key, case.version)

    agreed = office.case(key).applicants[0].claims
    for made, name in ((asked.claims, "claimed"), (agreed, "agreed")):
        assert [c.kind for c in made if getattr(c, name) is None] == [
            c.kind for c in made if c.apart
        ]


def test_rules_art_25_nothing_is_filled_in_beside_what_it_excludes_and_a_person_entered(office):
    """The ground turns to an unlawful ending after severance was asked for and agreed."""
    key = heard(office, ("李建国",))
    [li] = office.case(key).applicants
    claims.change_kinds(office.mediator, key, office.case(key).version, {li.id: PAIR})
    claims.fill_agreed(office.mediator, key, office.case(key).version)
    claims.change_work(
        office.mediator, key, office.case(key).version, {li.id: {"leave_reason": "违法解除"}}
    )

    claims.fill_agreed(office.mediator, key, office.case(key).version)

    [li] = office.case(key).applicants
    agreed = {c.kind: c.agreed for c in li.claims}
    asked = {c.kind: c.claimed for c in asked_for(li).claims}
    assert agreed[K.SEVERANCE]
    assert asked[K.SEVERANCE]
    assert agreed[K.UNLAWFUL_TERMINATION] is asked[K.UNLAWFUL_TERMINATION] is None


def test_labour_contract_law_art_46_what_who_resigned_asks_for_is_no_proposed_agreement(office):
    key = heard(office, ("李建国",))
    [li] = office.case(key).applicants
    claims.change_work(
        office.mediator, key, office.case(key).version, {li.id: {"leave_reason": "本人辞职"}}
    )

    claims.fill_agreed(office.mediator, key, office.case(key).version)

    agreed = {c.kind: c.agreed for c in office.case(key).applicants[0].claims}
    assert agreed[K.SEVERANCE] is None
    assert agreed[K.WAGE_ARREARS]


def test_what_is_not_settled_is_no_measure_of_what_is_offered_below_the_law(office):
    """劳动合同法第四十六条: the severance of who resigned may be nothing."""
    case = office.case(heard(office, ("李建国",)))
    [li] = case.applicants
    gone = replace(li, work=replace(li.work, leave_reason="本人辞职"))
    [bare] = what_if(office.mediator, case, {li.id: gone}, {}).workers
    settled = bare.law - bare.open
    assert bare.open > 0 < settled

    def gap(offered):
        sums = {(li.id, K.WAGE_ARREARS): offered}
        [tried] = what_if(office.mediator, case, {li.id: gone}, sums).workers
        return tried.gap

    assert gap(settled - 100) == 100
    assert gap(settled) == gap(settled + bare.open) == gap(settled + 1) == 0
    assert gap(bare.law + 50) == -50


def test_that_two_claims_exclude_each_other_lessens_only_damages_that_nothing_told_supports(
    office, case, reason
):
    """What is to be checked may double severance: nothing says that it is the most."""
    found = {one.kind: one.floor for one in talks.of_case(office.mediator, case).prospects}

    assert not found[K.SEVERANCE].at_most
    assert "至多" not in found[K.SEVERANCE].reason
    assert found[K.UNLAWFUL_TERMINATION].at_most is (reason != "违法解除")
