"""The period that an item of an agreement is for (所属期间)."""

from dataclasses import replace

import pytest

from mediation_desk import paths
from mediation_desk.documents.item_periods import period
from mediation_desk.domain.claims import Applicant, ClaimKind, Employment
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.people import Person
from mediation_desk.law.claims import KINDS
from mediation_desk.law.packs import load_law

LINE = "＿" * 5


@pytest.mark.parametrize("kind", [ClaimKind.WAGE_ARREARS, ClaimKind.OVERTIME])
def test_wages_and_overtime_name_the_days_that_they_are_owed_for_where_both_were_told(kind):
    told = {f"{kind.value}.owed_from": "2026-03-01", f"{kind.value}.owed_until": "2026-08-31"}
    worker = Applicant(person=Person(name="李建国"), work=Employment(), stated=told)
    half = replace(worker, stated={f"{kind.value}.owed_from": "2026-03-01"})

    assert period([worker, worker], kind) == "2026.3.1—2026.8.31"
    assert period([half], kind) == LINE
    assert period([worker, half], kind) == LINE


def test_a_period_that_ends_before_it_begins_is_refused():
    facts = {"due": "100", "owed_from": "2026-03-02", "owed_until": "2026-03-01"}

    with pytest.raises(Invalid) as refused:
        KINDS["wage_arrears"].compute(facts, load_law(paths.resources("law")))

    assert [problem.field for problem in refused.value.problems] == ["owed_until"]
