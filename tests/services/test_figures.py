"""Own figures: what they change is shown, taken in one act, and undone in one."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.errors import DeskError, Invalid, NoFigure, NotAllowed, NotFound
from mediation_desk.domain.figure_change import FigureChange, figure_problems
from mediation_desk.services import browse, claims, figure_steps, figures, settings, story
from mediation_desk.storage import journal
from tests.services.course import LI, effective

RAISED = replace(story.BENEFIT, value=Decimal(1700), since=date(2026, 1, 1))


def back(office):
    figure_steps.back(office.supervisor, figure_steps.last(office.supervisor).entry.id)


def unemployment(office, case_id):
    [li] = office.case(case_id).applicants
    return li.claim(ClaimKind.UNEMPLOYMENT_LOSS)


def test_the_effect_is_told_by_case_before_anything_changes(office):
    case_id = office.register(LI)

    shown = figures.effect(office.supervisor, FigureChange(added=(RAISED,)))

    [row] = shown.cases
    assert (row.case_id, row.workers) == (case_id, 1)
    assert (row.before, row.after) == (Decimal("38400.00"), Decimal("40800.00"))
    assert shown.difference == Decimal("2400.00")
    assert unemployment(office, case_id).entitled == Decimal("38400.00")
    assert [own.value for own in settings.load(office.supervisor).own_figures] == [Decimal(1600)]


def test_only_the_difference_that_the_figure_makes_is_told(office):
    """What grows with time has grown without the figure: double wage of work that goes on."""
    case_id = office.register(LI)
    case = office.case(case_id)
    [li] = case.applicants
    hired = office.desk.today() - timedelta(days=120)
    going_on = replace(li.work, hired_on=hired, left_on=None)
    claims.change_work(
        office.clerk, case_id, case.version, {li.id: going_on}, {li.id: {"monthly_wage": "6000"}}
    )
    kinds = (ClaimKind.DOUBLE_WAGE, ClaimKind.MIN_WAGE_GAP)
    claims.change_kinds(office.clerk, case_id, office.case(case_id).version, {li.id: kinds})
    told = {"min_wage_gap.months": "3", "min_wage_gap.paid_wage_ex_ot": "1000"}
    claims.change_work(office.clerk, case_id, office.case(case_id).version, {}, {li.id: told})
    [before] = office.case(case_id).applicants
    office.clock.instant += timedelta(days=30)
    office.close()
    least = replace(RAISED, name="minimum_wage_month", value=Decimal(2500), since=date(2026, 1, 1))

    nothing = figures.effect(office.supervisor, FigureChange(added=(RAISED,)))
    shown = figures.effect(office.supervisor, FigureChange(added=(least,)))

    assert nothing.cases == (), "the benefit changes no claim of this case"
    [row] = shown.cases
    assert row.before == before.claim(ClaimKind.MIN_WAGE_GAP).entitled
    assert row.after == Decimal("4500.00")


def test_taking_it_changes_figure_and_cases_in_one_act_and_undo_reverses_both(office):
    case_id = office.register(LI)
    change = FigureChange(added=(RAISED,))

    figures.take(office.supervisor, change, figures.effect(office.supervisor, change))

    assert unemployment(office, case_id).entitled == Decimal("40800.00")
    told = [entry.doing for entry in browse.journal(office.supervisor, case_id)]
    assert told[0] == "add_figure"

    back(office)

    assert unemployment(office, case_id).entitled == Decimal("38400.00")
    assert len(settings.load(office.supervisor).own_figures) == 1
    assert office.supervisor.law_on(story.AGREED).figure("unemployment_benefit_month").value == 1600
    assert browse.journal(office.supervisor, case_id)[0].doing == "undo"


def test_changes_are_undone_step_by_step_each_told_before_and_done_again(office):
    case_id = office.register(LI)
    desk = office.supervisor
    figures.take(desk, FigureChange(added=(RAISED,)))
    [higher] = [own for own in desk.own_figures if own.value == 1700]
    again = replace(RAISED, value=Decimal(1800))
    figures.take(desk, FigureChange(added=(again,), removed=frozenset({higher.id})))
    figures.take(desk, FigureChange(answers=(("old_years", "all"),)))
    figures.take(desk, FigureChange(answers=(("old_years", "none"),)))
    assert unemployment(office, case_id).entitled == Decimal("43200.00")

    rule = figure_steps.last(desk)
    assert rule.differences.settings == {"old_years": ("all", "none")}
    figure_steps.back(desk, rule.entry.id)
    assert figure_steps.last(desk).differences.settings == {"old_years": (None, "all")}
    back(office)
    corrected = figure_steps.last(desk)
    [entered], [gone] = corrected.differences.entered, corrected.differences.gone
    assert (entered.value, gone.value, corrected.sums) == (1800, 1700, 1)
    back(office)
    assert unemployment(office, case_id).entitled == Decimal("40800.00")
    first = figure_steps.last(desk)
    assert [own.value for own in first.differences.entered] == [1700]
    back(office)
    assert unemployment(office, case_id).entitled == Decimal("38400.00")

    figure_steps.again(desk, first.entry.id)
    assert unemployment(office, case_id).entitled == Decimal("40800.00")
    assert figure_steps.last(desk).entry.id == first.entry.id, "what is done again is next"
    with pytest.raises(DeskError, match="重做"):
        figure_steps.again(desk, first.entry.id)
    figure_steps.again(desk, corrected.entry.id)
    assert unemployment(office, case_id).entitled == Decimal("43200.00")


def test_only_a_change_of_figures_is_a_step_back(office):
    office.register(LI)
    desk = office.supervisor
    with desk.db.read() as session:
        [other, *_more] = journal.entries(session)
    with pytest.raises(NotFound):
        figure_steps.back(desk, other.id)


def test_agreed_sums_and_sums_the_worker_named_are_never_touched(office):
    case_id = office.register(LI)
    case = office.case(case_id)
    [li] = case.applicants
    named = Claim(
        kind=ClaimKind.UNEMPLOYMENT_LOSS, claimed=Decimal("30000.00"), agreed=Decimal("20000.00")
    )
    claims.set_amounts(office.clerk, case_id, case.version, {(li.id, named.kind): named})

    figures.take(office.supervisor, FigureChange(added=(RAISED,)))

    claim = unemployment(office, case_id)
    assert (claim.claimed, claim.agreed) == (named.claimed, named.agreed)
    assert claim.entitled == Decimal("40800.00")


def test_a_case_with_an_agreement_in_effect_keeps_its_sums(office):
    case_id = effective(office)

    shown = figures.effect(office.supervisor, FigureChange(added=(RAISED,)))
    figures.take(office.supervisor, FigureChange(added=(RAISED,)), shown)

    assert shown.cases == ()
    assert unemployment(office, case_id).entitled == Decimal("38400.00")


def test_a_case_registered_after_the_effect_was_shown_is_computed_too(office):
    change = FigureChange(added=(RAISED,))
    shown = figures.effect(office.supervisor, change)
    case_id = office.register(LI)

    figures.take(office.supervisor, change, shown)

    assert unemployment(office, case_id).entitled == Decimal("40800.00")


def test_a_correction_takes_the_place_of_the_own_figure(office):
    [own] = settings.load(office.supervisor).own_figures
    mended = replace(
        own,
        document="张人社字〔2026〕1号",
        issued_by="张家口市人社局",
        checked_on=date(2026, 10, 1),
    )

    office.clock.at(date(2026, 10, 9))
    change = FigureChange(added=(mended,), removed=frozenset({own.id}))
    figures.take(office.supervisor, change)

    [held] = settings.load(office.supervisor).own_figures
    assert held == replace(mended, id=held.id, entered_by=story.SUPERVISOR.name)
    figure = office.supervisor.law_on(date(2026, 9, 30)).figure("unemployment_benefit_month")
    assert figure.issued_by == "张家口市人社局"
    assert not figure.doubtful


def test_taking_back_says_how_many_sums_will_be_lacking(office):
    office.register(LI)
    [own] = settings.load(office.supervisor).own_figures

    shown = figures.effect(office.supervisor, FigureChange(removed=frozenset({own.id})))

    [row] = shown.cases
    assert (row.lacking, row.gained, row.after) == (1, 0, Decimal("0.00"))
    assert row.difference == 0, "a sum that cannot be told is not nothing"
    assert row.lost > 0


def test_what_is_impossible_is_refused_at_its_field(office):
    wrong = replace(
        RAISED,
        value=Decimal(-5),
        since=date(2040, 1, 1),
        until=date(2039, 1, 1),
        checked_on=date(2041, 1, 1),
        document="号" * 301,
    )

    with pytest.raises(Invalid) as refusal:
        figures.take(office.supervisor, FigureChange(added=(wrong,)))

    fields = {problem.field for problem in refusal.value.problems}
    assert fields == {"value", "since", "until", "checked_on", "document"}


def test_a_figure_is_of_1994_or_later(office):
    for day, taken in ((date(1993, 12, 31), False), (date(1994, 1, 1), True)):
        found = [p.field for p in figure_problems(replace(RAISED, since=day), date(2026, 10, 9))]
        assert ("since" not in found) == taken


def test_only_a_supervisor_enters_figures(office):
    with pytest.raises(NotAllowed):
        figures.effect(office.clerk, FigureChange(added=(RAISED,)))


def test_a_long_look_can_be_stopped(office):
    office.register(LI)

    assert figures.effect(office.supervisor, FigureChange(), lambda _done, _of: False) is None


def test_gaps_are_told_plainly_and_one_that_is_filled_goes(office):
    told = {gap.kind.name for gap in settings.load(office.supervisor).gaps if gap.year is None}
    assert told == set()
    [own] = settings.load(office.supervisor).own_figures

    figures.take(office.supervisor, FigureChange(removed=frozenset({own.id})))

    gaps = settings.load(office.supervisor).gaps
    [gap] = [gap for gap in gaps if gap.year is None]
    assert gap.kind.name == "unemployment_benefit_month"
    assert gap.last is not None
    assert gap.last.value == 1432
    assert any(gap.kind.name == "nonprivate_average_wage_year" and gap.year == 2025 for gap in gaps)


def test_the_average_that_a_sum_misses_is_among_the_gaps(office):
    """The ceiling of art. 47 asks for the average of the year before, from 2008 on."""
    law = office.supervisor.law_on(date(2018, 5, 1))

    with pytest.raises(NoFigure, match="2017"):
        law.figure("local_average_wage_month")

    told = {
        gap.year
        for gap in settings.load(office.supervisor).gaps
        if gap.kind.name == "local_average_wage_month"
    }
    assert 2017 in told
    assert min(told) == 2007


def test_what_was_not_settled_before_is_not_laid_to_a_new_figure(office):
    """The floor of the base moves; what the sum waits for is as it was."""
    case_id = office.register(("周大勇",))
    case = office.case(case_id)
    [zhou] = case.applicants
    work = replace(zhou.work, average_wage=Decimal(2000), leave_reason="本人辞职")
    claims.change_work(office.supervisor, case_id, case.version, {zhou.id: work})
    least = replace(RAISED, name="minimum_wage_month", unit="yuan/month", value=Decimal(2600))

    shown = figures.effect(office.supervisor, FigureChange(added=(least,)))

    [row] = shown.cases
    assert row.difference > 0
    assert (row.unsettled, shown.waits_for) == (0, ())


def test_a_regional_rule_is_set_with_the_sums_that_rest_on_it_and_undone(office):
    case_id = office.register(("周大勇",))
    [zhou] = office.case(case_id).applicants
    limited = zhou.claim(ClaimKind.SEVERANCE).entitled
    change = FigureChange(answers=(("local_average_series", "private_average_wage_year"),))

    shown = figures.effect(office.supervisor, change)
    figures.take(office.supervisor, change, shown)

    [row] = shown.cases
    assert (row.case_id, row.unsettled) == (case_id, 1)
    assert "2025" in shown.waits_for[0], "the figure that lacks is named before it is taken"
    [zhou] = office.case(case_id).applicants
    assert zhou.claim(ClaimKind.SEVERANCE).entitled > limited
    assert "2025" in zhou.claim(ClaimKind.SEVERANCE).reason, "and at the sum afterwards"
    award = claims.explain(office.supervisor, zhou, ClaimKind.SEVERANCE)
    assert any("未核对三倍封顶" in told for told in award.warnings)
    assert any("2025" in told for told in award.warnings)
    assert browse.journal(office.supervisor, case_id)[0].doing == "set_regional"

    back(office)

    [zhou] = office.case(case_id).applicants
    assert zhou.claim(ClaimKind.SEVERANCE).entitled == limited
    assert office.supervisor.law.house["local_average_series"] == "pack"


def test_an_unknown_way_of_counting_is_refused(office):
    with pytest.raises(Invalid):
        figures.take(office.supervisor, FigureChange(answers=(("old_years", "sometimes"),)))
