"""What the colours of the grid of sums say: in the cells, in the legend and on paper."""

import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from mediation_desk.domain.claims import AnswerKind, Claim, ClaimKind
from mediation_desk.ui.case.sums_cells import Part, columns
from mediation_desk.ui.case.sums_print import printed, totals_said
from mediation_desk.ui.case.sums_states import Show, State, is_shown, sum_state
from mediation_desk.ui.printing import sheet
from mediation_desk.ui.theme import colour
from mediation_desk.ui.widgets.elided import Elided

SEVERANCE = ClaimKind.SEVERANCE
LAW = Decimal("10000.00")


@pytest.fixture
def tab(qtbot, page_at):
    """The grid with a worker in each state."""
    page = page_at("mediating", "claims")
    qtbot.waitUntil(lambda: not page.jobs.busy)
    case, tab = page.case.file, page.claims
    less, more, waits, doubted, same = case.applicants[:5]

    def worker(one, **sums):
        severance = one.claim(SEVERANCE)
        held = {"claimed": LAW, "entitled": LAW, "agreed": LAW, "reason": ""} | sums
        claims = (replace(severance, **held),)
        return replace(one, claims=claims)

    twice = Claim(kind=ClaimKind.UNLAWFUL_TERMINATION, entitled=2 * LAW)
    early = replace(doubted.work, hired_on=date(1994, 5, 1))
    rows = (
        worker(less, claimed=LAW - 1, agreed=LAW - 1),
        worker(more, claimed=LAW + 1, agreed=LAW + 1),
        worker(waits, entitled=None),
        replace(worker(doubted), work=early),
        replace(worker(same), claims=(*worker(same).claims, twice)),
    )
    tab.model.show_case(replace(case, applicants=rows), locked=False)
    tab.model.show_offered({(less.id, SEVERANCE): LAW - 1, (more.id, SEVERANCE): LAW + 1})
    tab.model.show_answers({(same.id, AnswerKind.MEDICAL_PERIOD): "工龄未填"})
    return tab


def states(tab, part):
    """Return the states of the columns of a kind, worker by worker."""
    places = [n for n, one in enumerate(tab.model.columns()) if one.part is part]
    return [
        {tab.model.state(row, place) for place in places} - {None}
        for row in range(tab.model.rowCount())
    ]


def test_each_state_of_the_legend_colours_its_cells(tab):
    compared = [{State.BELOW}, {State.ABOVE}, set(), set(), set()]
    assert states(tab, Part.CLAIMED) == compared
    assert states(tab, Part.OFFERED) == compared
    assert states(tab, Part.AGREED) == compared
    assert states(tab, Part.ENTITLED) == [set(), set(), {State.OPEN}, set(), {State.APART}]
    assert states(tab, Part.TOTAL) == [{State.BELOW}, {State.ABOVE}, {State.OPEN}, set(), set()]
    assert states(tab, Part.ANSWER)[4] == {State.OPEN}
    assert State.DOUBT in states(tab, Part.FACT)[3]
    wage = next(n for n, one in enumerate(tab.model.columns()) if one.name == "average_wage")

    tab.model.put({(4, wage): "三千"})

    assert tab.model.state(4, wage) is State.UNSAVED
    for row in range(tab.model.rowCount()):
        for place in range(tab.model.columnCount()):
            state = tab.model.state(row, place)
            tint = tab.model.index(row, place).data(Qt.ItemDataRole.ForegroundRole)
            assert tint == (colour(state.tone) if state else None)
            assert tab.model.painted(row, place).tint == tint


def test_the_legend_names_every_state_in_its_colour(tab):
    told = {
        shown.property("tone"): shown.text()
        for shown in tab.legend.findChildren(Elided)
        if shown.property("tone")
    }

    for state in State:
        assert state.label in told[state.tone.value]
    assert len(told) == len({state.tone for state in State})


def test_rules_art_25_what_another_claim_excludes_stands_with_its_sum_in_no_total(tab):
    """The cell says why, and the worker's total and the row of totals leave it out."""
    [(place, column)] = [
        (n, one)
        for n, one in enumerate(tab.model.columns())
        if one.kind is ClaimKind.UNLAWFUL_TERMINATION and one.part is Part.ENTITLED
    ]
    total = next(one for one in columns_of_totals(tab) if one.name == "entitled")
    index = tab.model.index(4, place)

    assert index.data() == "20,000.00"
    assert "择一：已计经济补偿，本项不计入合计" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert tab.added.total(column) == 0
    assert tab.added.total(total) == 4 * LAW
    assert tab.added.state(column) is None


def columns_of_totals(tab):
    return [one for one in tab.model.columns() if one.part is Part.TOTAL]


def printed_of(tab):
    places = range(tab.model.columnCount())
    return printed(tab.model.as_said(), totals_said(tab.added, tab.model, places), places)


def test_what_was_taken_for_the_printer_stays_as_it_was_when_it_was_wanted(tab):
    wage = next(n for n, one in enumerate(tab.model.columns()) if one.name == "average_wage")
    places = range(tab.model.columnCount())
    said, before = tab.model.as_said(), printed_of(tab)

    tab.model.put({(4, wage): "三千"})

    assert (
        printed(said, totals_said(tab.added, tab.model, places), places)
        == before
        != printed_of(tab)
    )


def test_on_paper_each_state_has_its_sign_and_stands_in_the_legend(tab):
    wage = next(n for n, one in enumerate(tab.model.columns()) if one.name == "average_wage")
    tab.model.put({(4, wage): "三千"})

    html = printed_of(tab)

    legend, table = html.split("<table", 1)
    for state in State:
        assert f"{state.sign} {state.label}" in legend
        assert f">{state.sign} " in table
    assert ">▼ 9,999.00<" in table
    assert ">▲ 10,001.00<" in table
    assert ">× 三千<" in table
    assert ">10,000.00</td>" in table, "what is as the law has it bears no sign"
    assert sheet(html, "核算").startswith(b"%PDF")


def test_who_asks_less_than_the_law_gives_is_among_those_that_differ(tab):
    less, more, _waits, _doubted, same = (tab.model.applicant(row) for row in range(5))
    asked = replace(less, claims=(replace(less.claims[0], agreed=None),))
    by_part = {one.part: one for one in columns((SEVERANCE,)) if one.kind}

    assert sum_state(asked, by_part[Part.CLAIMED], {}) is State.BELOW
    assert is_shown(asked, Show.DIFFERENT)
    assert is_shown(more, Show.DIFFERENT)
    assert not is_shown(same, Show.DIFFERENT)


def test_no_sum_is_broken_in_two_on_paper(qtbot, page_at):
    page = page_at("mediating", "claims")
    qtbot.waitUntil(lambda: not page.jobs.busy)

    pdf = sheet(page.print_text(), "请求与核算")

    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True)
    said = read.stdout.decode().split()
    for row in range(page.claims.model.rowCount()):
        for place, one in enumerate(page.claims.model.columns()):
            if one.name in ("hired_on", "entitled") and not page.claims.grid.isColumnHidden(place):
                assert page.claims.model.index(row, place).data() in said
    assert "1,326,244.50" in said, "the last column is on the page"
