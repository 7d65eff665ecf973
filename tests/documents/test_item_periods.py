"""The period that an item of an agreement is for (所属期间)."""

from dataclasses import replace
from datetime import date

import pytest

from mediation_desk import paths
from mediation_desk.documents import words
from mediation_desk.documents.item_periods import period
from mediation_desk.domain.claims import Applicant, ClaimKind, Employment
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.people import Person
from mediation_desk.domain.regional import AFTER_EXPIRY
from mediation_desk.law.claims import KINDS
from mediation_desk.law.entitlement import entitlement
from mediation_desk.law.packs import load_law

LINE = "＿" * 5


@pytest.mark.parametrize("kind", [ClaimKind.WAGE_ARREARS, ClaimKind.OVERTIME])
def test_wages_and_overtime_name_the_days_that_they_are_owed_for_where_both_were_told(kind):
    told = {f"{kind.value}.owed_from": "2026-03-01", f"{kind.value}.owed_until": "2026-08-31"}
    worker = Applicant(person=Person(name="李建国"), work=Employment(), stated=told)
    half = replace(worker, stated={f"{kind.value}.owed_from": "2026-03-01"})

    assert period([worker, worker], kind, {}) == "2026.3.1—2026.8.31"
    assert period([half], kind, {}) == LINE
    assert period([worker, half], kind, {}) == LINE


@pytest.mark.parametrize(
    ("after", "said"),
    [("next_day", "2025.7.1—2026.1.15"), ("after_one_month", "2025.8.1—2026.1.15")],
)
def test_double_wage_after_an_expiry_is_for_the_days_that_the_sum_was_counted_for(after, said):
    """合同期满: which day begins it is the centre's setting, on the agreement as on the sheet."""
    law, house = load_law(paths.resources("law")), {AFTER_EXPIRY.option.name: after}
    work = Employment(hired_on=date(2020, 7, 1), left_on=date(2026, 1, 15))
    stated = {"double_wage.contract_expired_on": "2025-06-30", "monthly_wage": "6000"}
    worker = Applicant(person=Person(name="李建国"), work=work, stated=stated)

    award = entitlement(
        work,
        ClaimKind.DOUBLE_WAGE,
        law.with_house(house, "cn-1307").on(date(2026, 1, 15), "cn-1307"),
        stated,
    )

    assert period([worker], ClaimKind.DOUBLE_WAGE, house) == said
    assert words.short_day(award.parts["period_start"], "") == said.split("—")[0]


def test_a_period_that_ends_before_it_begins_is_refused():
    facts = {"due": "100", "owed_from": "2026-03-02", "owed_until": "2026-03-01"}

    with pytest.raises(Invalid) as refused:
        KINDS["wage_arrears"].compute(facts, load_law(paths.resources("law")))

    assert [problem.field for problem in refused.value.problems] == ["owed_until"]
