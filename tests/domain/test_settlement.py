from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.remedies import LABOUR_REMUNERATION, PAYMENT_ORDER
from mediation_desk.domain.settlement import (
    Payment,
    PaymentStatus,
    Settlement,
    Terms,
    obligations,
    owed,
    plan,
    total,
)
from mediation_desk.domain.taxonomy import causes

OCT30, NOV30 = date(2026, 10, 30), date(2026, 11, 30)
WAGES, SEVERANCE = ClaimKind.WAGE_ARREARS, ClaimKind.SEVERANCE


def test_the_remainder_of_a_division_goes_to_the_last_instalment():
    rows = plan({(1, WAGES): Decimal("100.00")}, (OCT30, NOV30, date(2026, 12, 31)))

    assert [row.amount for row in rows] == [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    assert total(rows) == Decimal("100.00")


def test_three_equal_instalments_are_equal_to_the_fen():
    rows = plan({(1, WAGES): Decimal("18600.00")}, (OCT30, NOV30, date(2026, 12, 31)))

    assert [row.amount for row in rows] == [Decimal("6200.00")] * 3


def test_shares_divide_unevenly_and_lose_nothing():
    agreed = {(1, WAGES): Decimal("22051.50"), (1, SEVERANCE): Decimal("0.01")}

    rows = plan(agreed, (OCT30, NOV30), shares=(Decimal("0.3"), Decimal("0.7")))

    assert total(rows) == Decimal("22051.51")
    assert [(row.kind, row.instalment) for row in rows] == [(WAGES, 1), (WAGES, 2), (SEVERANCE, 2)]


def test_an_item_of_zero_makes_no_row():
    assert plan({(1, WAGES): Decimal("0.00")}, (OCT30,)) == ()


def status(paid_on, amount, today):
    money = plan({(1, WAGES): Decimal("100.00")}, (OCT30,))
    payments = (Payment(party_id=1, instalment=1, paid_on=paid_on, amount=Decimal(amount)),)
    [obligation] = obligations(money, payments if amount != "0" else (), today)
    return obligation.status


@pytest.mark.parametrize(
    ("paid_on", "amount", "today", "expected"),
    [
        (OCT30, "0", OCT30, PaymentStatus.NOT_DUE),
        (OCT30, "40.00", OCT30, PaymentStatus.PART),
        (OCT30, "100.00", OCT30, PaymentStatus.PAID),
        (date(2026, 10, 31), "100.00", NOV30, PaymentStatus.PAID_LATE),
        (OCT30, "40.00", date(2026, 10, 31), PaymentStatus.OVERDUE),
        (OCT30, "0", date(2026, 10, 31), PaymentStatus.OVERDUE),
    ],
)
def test_a_payment_on_the_due_day_is_in_time(paid_on, amount, today, expected):
    assert status(paid_on, amount, today) is expected


def test_what_is_owed_is_the_agreement_less_the_payments():
    money = plan({(1, WAGES): Decimal("100.00"), (2, WAGES): Decimal("50.00")}, (OCT30, NOV30))
    settlement = Settlement(terms=Terms(money=money), agreed_on=date(2026, 10, 23))
    payments = (Payment(party_id=1, instalment=1, paid_on=OCT30, amount=Decimal("50.00")),)

    assert owed(settlement, payments) == Decimal("100.00")
    assert owed(None, ()) == 0


def test_mediation_law_art_16_and_the_list_of_causes_name_the_same_items():
    """procedure.md §3.4; §3.6 and §3.9 say why two kinds differ from the cause they stand under."""
    apart = {ClaimKind.EXTRA_COMPENSATION, ClaimKind.INJURY_DISABILITY}
    kinds = [kind for kind in ClaimKind if kind not in apart]

    named = {kind for kind in kinds if causes()[kind.cause].payment_order}
    pay = {kind for kind in kinds if causes()[kind.cause].statistics_class == "劳动报酬"}

    assert named == PAYMENT_ORDER
    assert pay == LABOUR_REMUNERATION
