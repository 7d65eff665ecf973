"""What each ground of an ending does to severance, damages and notice pay: a table to read.

The law is compensation.md 3.1-3.3. A ground that a person chose bars; words that nobody confirmed
leave a sum that is not settled, and `unlikely` is what most probably is not owed at all.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import Applicant, Claim, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.exclusions import set_apart
from mediation_desk.domain.offers import Bound
from mediation_desk.domain.people import Person
from mediation_desk.law.award import Award
from mediation_desk.law.doubts_of_leaving import unlikely_keys
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.facts import put
from mediation_desk.law.grounds import Ground
from mediation_desk.law.packs import Law, LawOn
from mediation_desk.law.prospects import counting, prospect
from tests.domain import samples
from tests.law.asking import ask

ENDED = date(2026, 9, 30)
WORK = Employment(hired_on=date(2019, 4, 16), left_on=ENDED, average_wage=Decimal(7055))
STATED = {"last_month_wage": "6000"}
KINDS = (ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION, ClaimKind.NOTICE_PAY)
SUMS = dict(zip(KINDS, map(Decimal, ("52912.50", "105825.00", "6000.00")), strict=True))


@pytest.fixture
def law_on(law: Law) -> LawOn:
    return law.on(ENDED, "cn-1307")


def made_of(award: Award, kind: ClaimKind) -> str:
    if not award.amount:
        assert award.reason, "a sum of nothing says why"
        return "barred"
    assert award.amount == SUMS[kind]
    if award.unlikely:
        assert award.unlikely == award.doubtful == award.amount
        assert award.unsettled
        return "unlikely"
    if award.doubtful:
        assert award.doubtful == award.amount
        assert award.unsettled
        return "doubtful"
    return "open" if award.unsettled else "stands"


CHOSEN = (
    ("forced", "stands", "barred", "barred"),
    ("agreed_by_employer", "stands", "barred", "barred"),
    ("illness", "stands", "unlikely", "stands"),
    ("incompetence", "stands", "unlikely", "stands"),
    ("circumstances", "stands", "unlikely", "stands"),
    ("layoff", "stands", "unlikely", "barred"),
    ("expiry", "stands", "unlikely", "barred"),
    ("dissolution", "stands", "unlikely", "barred"),
    ("task_finished", "stands", "unlikely", "barred"),
    ("resigned", "barred", "barred", "barred"),
    ("agreed_by_worker", "barred", "barred", "barred"),
    ("fault", "barred", "unlikely", "barred"),
    ("retirement", "barred", "unlikely", "barred"),
    ("unlawful", "open", "stands", "barred"),
)
"""The ground chosen, and what it makes of N, 2N and the month in place of notice.

`open`: in place of severance damages are owed (劳动合同法第四十八条、第八十七条)."""


def test_the_table_names_every_ground() -> None:
    assert [ground for ground, *_made in CHOSEN] == [one.value for one in Ground]


@pytest.mark.parametrize(("ground", *KINDS), CHOSEN)
def test_labour_contract_law_arts_40_46_48_a_ground_that_is_chosen(
    ground: str, severance: str, unlawful_termination: str, notice_pay: str, law_on: LawOn
) -> None:
    told = {**STATED, "ground": ground}

    made = [made_of(entitlement(WORK, kind, law_on, told), kind) for kind in KINDS]

    assert made == [severance, unlawful_termination, notice_pay]


WORDS = (
    ("", "stands", "stands", "stands"),
    ("单位擅自解除", "stands", "stands", "stands"),
    ("违法解除", "open", "stands", "barred"),
    ("以严重违纪为由违法解除", "open", "stands", "barred"),
    ("劳动者主张违法解除", "stands", "stands", "stands"),
    ("单位提出协商解除", "stands", "unlikely", "barred"),
    ("双方协商解除", "stands", "unlikely", "unlikely"),
    ("未能协商一致，被口头辞退", "stands", "doubtful", "stands"),
    ("本人辞职", "unlikely", "unlikely", "unlikely"),
    ("劳动者提出，双方协商一致", "unlikely", "unlikely", "unlikely"),
    ("被迫辞职", "stands", "barred", "barred"),
    ("劳动合同到期终止", "stands", "doubtful", "barred"),
    ("合同到期不续签", "stands", "doubtful", "unlikely"),
    ("劳动者主张违法解除，单位称本人辞职", "doubtful", "doubtful", "doubtful"),
    ("公司辩称其系自动离职", "doubtful", "doubtful", "doubtful"),
    ("公司裁员", "stands", "stands", "doubtful"),
    ("公司注销", "stands", "stands", "doubtful"),
    ("工程完工，任务完成", "stands", "stands", "doubtful"),
    ("公司经济性裁员", "stands", "doubtful", "barred"),
    ("客观情况发生重大变化", "stands", "doubtful", "stands"),
    ("公司被依法宣告破产", "stands", "doubtful", "barred"),
    ("严重违纪被开除", "doubtful", "doubtful", "doubtful"),
    ("达到退休年龄", "doubtful", "doubtful", "doubtful"),
)
"""What a clerk wrote where nobody chose the ground, and what is made of the three."""


@pytest.mark.parametrize(("reason", *KINDS), WORDS)
def test_labour_contract_law_arts_40_46_48_a_reason_that_nobody_confirmed(
    reason: str, severance: str, unlawful_termination: str, notice_pay: str, law_on: LawOn
) -> None:
    work = replace(WORK, leave_reason=reason)

    made = [made_of(entitlement(work, kind, law_on, STATED), kind) for kind in KINDS]

    assert made == [severance, unlawful_termination, notice_pay]


@pytest.mark.parametrize("reason", ["单位提出协商解除", "双方协商解除", "本人辞职"])
def test_labour_contract_law_art_48_damages_of_who_agreed_are_likely_nothing_and_no_measure(
    reason: str, law_on: LawOn
) -> None:
    """The bargaining table says 可能 0.00, and the hint of unfair sums leaves the item out."""
    kind, work = ClaimKind.UNLAWFUL_TERMINATION, replace(WORK, leave_reason=reason)
    award = entitlement(work, kind, law_on)
    claims = (Claim(kind=kind), Claim(kind=ClaimKind.WAGE_ARREARS))
    worker = Applicant(id=7, person=Person(name="李建国"), work=work, claims=claims)

    found = prospect(7, claims[0], award, None, ())

    assert (found.floor.amount, found.likely.amount) == (0, 0)
    assert found.best.amount == award.amount
    assert reason in found.likely.reason
    assert unlikely_keys(samples.case(applicants=(worker,))) == {(7, kind)}


def test_judicial_interpretation_one_art_44_the_employer_proves_what_it_dismissed_for(
    law_on: LawOn,
) -> None:
    kind = ClaimKind.UNLAWFUL_TERMINATION
    for ground in Ground:
        told = "".join(entitlement(WORK, kind, law_on, {"ground": ground.value}).warnings)
        proves = ground in {"illness", "incompetence", "circumstances", "layoff", "fault"}
        assert ("第四十四条" in told) is proves, ground


@pytest.mark.parametrize(
    ("reason", "stated"),
    [("违法解除", {}), ("", {"ground": "unlawful"}), ("辞退", {"ground": "unlawful"})],
)
def test_labour_contract_law_art_87_the_best_of_severance_is_the_damages_in_its_place(
    reason: str, stated: dict[str, str], law_on: LawOn
) -> None:
    """What is to be checked doubles the sum, so nothing says that it is the most."""
    work = replace(WORK, leave_reason=reason)
    award = entitlement(work, ClaimKind.SEVERANCE, law_on, stated)
    asked = Claim(kind=ClaimKind.SEVERANCE, claimed=award.amount)

    found = prospect(7, asked, award, None, ())

    assert (award.amount, found.best.amount) == (Decimal("52912.50"), Decimal("105825.00"))
    assert "劳动合同法第四十八条、劳动合同法第八十七条" in found.best.reason
    assert "105,825.00" in found.best.reason
    assert (found.floor.amount, found.floor.at_most) == (award.amount, False)
    assert (found.likely.amount, found.likely.at_most) == (award.amount, False)
    told = found.floor.reason + found.likely.reason
    assert not any(word in told for word in ("至多", "同上限", "没有争议"))


def test_rules_art_25_severance_that_was_paid_is_taken_off_the_damages_in_its_place(
    law_on: LawOn,
) -> None:
    """(2023)京01民终11801号: 2N less the N that was paid."""
    told = {"ground": "unlawful", "severance_paid": "52912.50"}

    award = entitlement(WORK, ClaimKind.SEVERANCE, law_on, told)
    found = prospect(7, Claim(kind=ClaimKind.SEVERANCE), award, None, ())

    assert (award.amount, found.best.amount) == (0, Decimal("52912.50"))


@pytest.mark.parametrize(
    ("ground", "amount"),
    [
        ("agreed_by_employer", "0.00"),
        ("resigned", "0.00"),
        ("fault", "105825.00"),
        (None, "105825.00"),
    ],
)
def test_labour_contract_law_art_48_calc_gives_no_damages_for_an_agreed_ending(
    law: Law, ground: str, amount: str
) -> None:
    facts = {"avg_wage_12m": 7055, "service_start": "2019-04-16", "service_end": "2026-09-30"}

    told = ask(law, "unlawful_termination", **facts | ({"ground": ground} if ground else {}))

    assert told["amount"] == amount
    assert ("劳动合同法第四十八条" in told["articles"]) is (amount == "0.00")


@pytest.mark.parametrize("ground", [one.value for one in Ground])
def test_labour_contract_law_arts_46_48_87_calc_says_of_each_ground_what_the_window_says(
    law: Law, ground: str, law_on: LawOn
) -> None:
    facts = {"avg_wage_12m": 7055, "service_start": "2019-04-16", "service_end": "2026-09-30"}
    for kind in (ClaimKind.SEVERANCE, ClaimKind.UNLAWFUL_TERMINATION):
        told = ask(law, kind.value, "cn-1307", **facts, ground=ground)

        shown = entitlement(WORK, kind, law_on, {"ground": ground})

        assert told["amount"] == f"{shown.amount:.2f}"
        assert told.get("unsettled", "") == shown.unsettled


def test_a_ground_is_typed_by_the_words_that_only_it_has() -> None:
    """A column of a spreadsheet says 违法解除, not the whole of a choice."""
    assert put(WORK, {}, "ground", "违法解除")[1] == {"ground": "unlawful"}
    assert put(WORK, {}, "ground", "第三十九条")[1] == {"ground": "fault"}
    for open_one in ("协商解除", "解除", "违法"):
        with pytest.raises(DeskError):
            put(WORK, {}, "ground", open_one)


def test_labour_contract_law_art_48_the_best_in_all_is_damages_or_what_they_exclude(
    law_on: LawOn,
) -> None:
    """Notice pay, which comes after the damages in the list, is in no total beside them."""
    sums = {kind: entitlement(WORK, kind, law_on, STATED).amount for kind in KINDS}
    apart = set_apart(sums, unlawful=False)
    found = [
        prospect(
            7,
            Claim(kind=kind, entitled=sums[kind], apart=apart.get(kind)),
            entitlement(WORK, kind, law_on, STATED),
            None,
            (),
        )
        for kind in KINDS
    ]

    assert sum(one.amount or 0 for one in counting(found, Bound.BEST)) == Decimal("105825.00")
    assert sum(one.amount or 0 for one in counting(found, Bound.LIKELY)) == Decimal("58912.50")
