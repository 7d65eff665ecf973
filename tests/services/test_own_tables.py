"""A centre's own table of work-injury subsidies: entered, from a file, taken back, undone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.domain.errors import Invalid, NotAllowed
from mediation_desk.law.own_scale import as_text, from_text
from mediation_desk.law.subsidy_scale import Reduction, SubsidyScale
from mediation_desk.services import browse, claims, figure_steps, figures
from tests.services.course import LI

TABLE = SubsidyScale(
    place="cn-1307",
    since=date(2026, 1, 1),
    base="pooling",
    medical={grade: Decimal(50 - 4 * (grade - 5)) for grade in range(5, 11)},
    employment={grade: Decimal(20 - 2 * (grade - 5)) for grade in range(5, 11)},
    reduction=Reduction(
        of=frozenset({"employment"}),
        years=5,
        percent=20,
        started=True,
        least=10,
        retired=frozenset({"medical", "employment"}),
    ),
    document="张政〔2026〕9号",
    checked_on=date(2026, 2, 1),
    own=True,
)


@pytest.fixture
def injured(office):
    """Register a worker with a grade-ten injury, uninsured, whose contract has ended."""
    case_id = office.register(LI)
    case = office.case(case_id)
    [worker] = case.applicants
    work = replace(
        worker.work,
        injured=True,
        injury_grade=10,
        injury_insured=False,
        contribution_wage=Decimal(6000),
    )
    claims.change_work(office.clerk, case_id, case.version, {worker.id: work})
    kinds = {worker.id: (ClaimKind.INJURY_DISABILITY,)}
    claims.change_kinds(office.clerk, case_id, office.case(case_id).version, kinds)
    return case_id


def award(office, case_id):
    case = office.case(case_id)
    return claims.explain(office.desk, case.applicants[0], ClaimKind.INJURY_DISABILITY)


def test_a_table_is_written_as_it_is_read():
    older = replace(TABLE, place="cn-13", since=date(2020, 5, 1), base="fixed", reduction=None)
    assert sorted(from_text(as_text([TABLE, older])), key=lambda table: table.place) == [
        older,
        TABLE,
    ]


def test_the_table_changes_the_subsidies_in_one_act_names_its_source_and_is_undone(office, injured):
    before = award(office, injured)
    change = figures.with_table(office.supervisor, TABLE)
    shown = figures.effect(office.supervisor, change)
    figures.take(office.supervisor, change, shown)

    pooling = office.desk.law_on(date(2026, 9, 30)).figure("pooling_average_wage_month").monthly
    after = award(office, injured)
    assert after.parts["medical_subsidy"] == pooling * 30
    assert after.parts["employment_subsidy"] == pooling * 10
    assert any("张政〔2026〕9号（本中心录入）" in step.basis for step in after.steps)
    [row] = shown.cases
    assert row.difference == after.amount - before.amount
    stored = office.case(injured).applicants[0].claim(ClaimKind.INJURY_DISABILITY)
    assert stored.entitled == after.amount
    assert browse.journal(office.supervisor, injured)[0].doing == "set_regional"

    step = figure_steps.last(office.supervisor)
    [(held, now)] = step.differences.settings.values()
    assert (held, from_text(now)) == (None, (TABLE,))
    figure_steps.back(office.supervisor, step.entry.id)

    assert award(office, injured).amount == before.amount
    assert office.supervisor.own_scales == ()


def test_a_table_counts_from_its_day_and_one_of_the_same_day_takes_its_place(office, injured):
    before = award(office, injured).amount
    figures.take(office.supervisor, figures.with_table(office.supervisor, TABLE))
    later = replace(TABLE, since=date(2027, 1, 1), document="")
    figures.take(office.supervisor, figures.with_table(office.supervisor, later))
    figures.take(office.supervisor, figures.with_table(office.supervisor, replace(TABLE, note="n")))

    assert [scale.since.year for scale in office.supervisor.own_scales] == [2026, 2027]
    figures.take(office.supervisor, figures.without_table(office.supervisor, TABLE))
    assert award(office, injured).amount == before


def test_a_table_of_a_neighbours_file_is_taken_with_its_figures(office, injured, tmp_path):
    figures.take(office.supervisor, figures.with_table(office.supervisor, TABLE))
    path = tmp_path / "neighbour.toml"
    path.write_bytes(figures.exported(office.supervisor, "cn-1307"))
    amount = award(office, injured).amount
    figures.take(office.supervisor, figures.without_table(office.supervisor, TABLE))

    figures.take(office.supervisor, figures.read_file(office.supervisor, path))

    assert award(office, injured).amount == amount
    assert len(office.supervisor.own_scales) == 1


def test_an_impossible_table_is_refused_at_its_fields(office):
    table = replace(TABLE, medical={5: Decimal(-1)}, since=date(1949, 1, 1))
    with pytest.raises(Invalid) as refused:
        figures.with_table(office.supervisor, table)
    fields = {problem.field for problem in refused.value.problems}
    assert {"since", "medical.5", "medical.10"} <= fields


def test_what_falls_near_retirement_is_refused_at_its_own_fields(office):
    falls = replace(TABLE.reduction, years=31, percent=0, least=101)
    table = replace(TABLE, reduction=falls, occupational_percent=101, occupational_months=240)
    with pytest.raises(Invalid) as refused:
        figures.with_table(office.supervisor, table)
    fields = [problem.field for problem in refused.value.problems]
    assert fields == ["years", "percent", "least", "occupational_percent", "occupational_months"]


def test_only_a_supervisor_enters_a_table(office):
    with pytest.raises(NotAllowed):
        figures.with_table(office.clerk, TABLE)
