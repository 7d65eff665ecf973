"""Claims that exclude each other: both stand with their sums, and every total counts one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mediation_desk.domain.agreement import _items_below
from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment, totals
from mediation_desk.domain.copy_subject import entitled
from mediation_desk.domain.exclusions import EXCLUSIONS, beside_each_other, set_apart
from mediation_desk.domain.offers import Offer, OfferSum, course, spread
from mediation_desk.domain.people import Person
from mediation_desk.domain.sides import Side
from mediation_desk.domain.talks_hints import unfair
from tests.domain import samples

K = ClaimKind
N, TWICE, MONTH = Decimal("52912.50"), Decimal("105825.00"), Decimal("6000.00")
WAGES = Decimal("21165.00")


def worker(reason: str = "", **sums: Decimal) -> Applicant:
    claims = tuple(Claim(kind=K(kind), entitled=entitled) for kind, entitled in sums.items())
    work = Employment(leave_reason=reason)
    return Applicant(id=7, person=Person(name="林霞"), work=work, claims=claims)


def both(reason: str = "") -> Applicant:
    return worker(reason, severance=N, unlawful_termination=TWICE, wage_arrears=WAGES)


COUNTED = (
    ("", "", K.SEVERANCE),
    ("违法解除", "", K.UNLAWFUL_TERMINATION),
    ("", "unlawful", K.UNLAWFUL_TERMINATION),
    ("违法解除", "layoff", K.SEVERANCE),
    ("单位提出协商解除", "", K.SEVERANCE),
    ("劳动者主张违法解除", "", K.SEVERANCE),
)
"""The reason for leaving, the ground that was chosen, and which of N and 2N totals count."""


@pytest.mark.parametrize(("reason", "ground", "counted"), COUNTED)
def test_rules_art_25_of_severance_and_damages_a_total_counts_one(
    reason: str, ground: str, counted: ClaimKind
) -> None:
    made = replace(both(reason), stated={"ground": ground} if ground else {})

    found = totals(made.claims).entitled

    assert found == WAGES + (N if counted is K.SEVERANCE else TWICE)
    assert [claim.apart for claim in made.claims if claim.kind is counted] == [None]
    assert [c.apart for c in made.claims if c.apart] == [counted]
    assert entitled(made.claims) == f"{found}"


def test_labour_contract_law_art_40_notice_pay_is_not_added_to_damages() -> None:
    made = worker("违法解除", unlawful_termination=TWICE, notice_pay=MONTH)
    lawful = worker("", severance=N, unlawful_termination=TWICE, notice_pay=MONTH)

    assert totals(made.claims).entitled == TWICE
    assert totals(lawful.claims).entitled == N + MONTH


def test_a_sum_of_nothing_excludes_nothing() -> None:
    """A ground that bars severance leaves the damages that are claimed in the total."""
    made = worker("", severance=Decimal("0.00"), unlawful_termination=TWICE)

    assert totals(made.claims).entitled == TWICE


def test_what_counts_follows_the_facts_and_claims_as_they_change() -> None:
    made = both()

    told = replace(made, work=Employment(leave_reason="违法解除"))
    alone = replace(told, claims=told.claims[:1])

    assert totals(told.claims).entitled == WAGES + TWICE
    assert totals(alone.claims).entitled == N
    assert alone.claims[0].apart is None


def test_what_people_asked_and_agreed_is_theirs_and_added_up_as_named() -> None:
    made = both("违法解除")
    asked = tuple(replace(claim, claimed=claim.entitled, agreed=N) for claim in made.claims)

    sums = totals(replace(made, claims=asked).claims)

    assert (sums.claimed, sums.agreed) == (N + TWICE + WAGES, 3 * N)


def test_an_offer_is_divided_and_measured_by_what_counts() -> None:
    case = samples.case(applicants=(both("违法解除"),))
    lump = Offer(
        side=Side.RESPONDENT,
        made_on=case.received_on,
        sums=(OfferSum(amount=Decimal("126990.00")),),
    )
    sums = {(7, K.SEVERANCE): MONTH, (7, K.UNLAWFUL_TERMINATION): MONTH}

    divided = spread({(7, c.kind): c for c in case.applicants[0].claims}, lump)
    [told] = unfair(case, sums, 70)

    assert divided == {
        (7, K.SEVERANCE): 0,
        (7, K.UNLAWFUL_TERMINATION): TWICE,
        (7, K.WAGE_ARREARS): WAGES,
    }
    assert "赔偿金（林霞）" in told
    assert "经济补偿（" not in told
    assert course(case, ())[0].asked == TWICE + WAGES


def test_an_agreement_is_not_measured_by_what_another_claim_excludes() -> None:
    agreed = {K.UNLAWFUL_TERMINATION: TWICE, K.WAGE_ARREARS: WAGES}
    made = both("违法解除")
    settled = tuple(replace(claim, agreed=agreed.get(claim.kind)) for claim in made.claims)

    assert not [*_items_below(replace(made, claims=settled))]


@pytest.mark.parametrize("one", EXCLUSIONS)
def test_both_claims_say_that_they_exclude_each_other_and_which_counts(one) -> None:
    pair = (one.damages, one.other)
    sums = {one.damages: TWICE, one.other: N}
    for unlawful, counted, apart in ((True, *pair), (False, *reversed(pair))):
        found = set_apart(sums, unlawful=unlawful)

        for kind in pair:
            [told] = beside_each_other(kind, found, pair)
            assert one.article in told
            assert f"合计计入{counted.label}，{apart.label}列为择一" in told


def test_claims_that_go_together_are_not_warned_of() -> None:
    made = (K.SEVERANCE, K.NOTICE_PAY)
    assert not [*beside_each_other(K.SEVERANCE, set_apart({}, unlawful=False), made)]
