"""A stroke over many workers is read in slices; nothing comes between it and its save."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QTimer

from mediation_desk.services import browse, claims, intake, story
from mediation_desk.ui.case import claims_tab, sums_model, sums_totals
from mediation_desk.ui.case.sums_stroke import Stroke
from mediation_desk.ui.case.sums_totals import TotalsModel
from tests.ui.case.test_claims_tab import place

AT_ONCE = 2


@pytest.fixture(autouse=True)
def _few_make_many(monkeypatch):
    monkeypatch.setattr(sums_model, "AT_ONCE", AT_ONCE)
    monkeypatch.setattr(claims_tab, "MANY", 1)
    monkeypatch.setattr(sums_totals, "MANY", 1)


@pytest.fixture
def read(monkeypatch):
    """Return how many workers were read in each turn of the window."""
    turns, own = [0], Stroke.read

    def spied(self, *given):
        turns[-1] += 1
        return own(self, *given)

    monkeypatch.setattr(Stroke, "read", spied)
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: turns.append(0))
    timer.start()
    yield turns
    timer.stop()


def paste(page, *wages):
    grid, model = page.claims.grid, page.claims.model
    grid.setCurrentIndex(model.index(0, place(model, "average_wage")))
    grid.paste_cells("\n".join(wages))


def wages(page):
    return [worker.work.average_wage for worker in page.case.file.applicants]


def saved(page):
    return browse.case_file(page.desk, page.case.file.id).applicants


def many(page):
    return [str(8100 + number) for number in range(len(page.case.file.applicants))]


def test_no_slice_reads_more_than_a_few_workers(qtbot, page_at, read):
    page = page_at("mediating", "claims")
    told = many(page)

    paste(page, *told)

    assert sum(read) == AT_ONCE
    qtbot.waitUntil(lambda: wages(page) == [Decimal(wage) for wage in told])
    assert max(read) == AT_ONCE
    assert sum(read) == len(told)
    assert len(page.notices) == 1


def test_one_undo_takes_the_whole_stroke_back(qtbot, page_at):
    page = page_at("mediating", "claims")
    before = wages(page)
    paste(page, *many(page))
    qtbot.waitUntil(lambda: wages(page) != before)

    page.undo_last()

    qtbot.waitUntil(lambda: [one.work.average_wage for one in saved(page)] == before)


def test_a_second_stroke_builds_on_the_first(qtbot, page_at):
    page = page_at("mediating", "claims")
    grid, model = page.claims.grid, page.claims.model
    paste(page, *many(page))

    grid.selectColumn(place(model, "average_wage"))
    grid.fill_down()

    qtbot.waitUntil(lambda: set(wages(page)) == {Decimal(8100)})


def test_a_stroke_is_saved_whole_though_another_case_is_opened_at_once(qtbot, page_at):
    page = page_at("mediating", "claims")
    other = intake.register(page.desk, replace(story.application(), operation="second")).id
    first, told = page.case.file, many(page)

    paste(page, *told)
    page.open(other, "claims")

    qtbot.waitUntil(lambda: page.case.file.id == other and not page.case.acts)
    pasted = browse.case_file(page.desk, first.id).applicants
    assert [worker.work.average_wage for worker in pasted] == [Decimal(wage) for wage in told]
    untouched = browse.case_file(page.desk, other).applicants
    assert Decimal(told[0]) not in [worker.work.average_wage for worker in untouched]


def test_what_another_person_saved_meanwhile_stays(qtbot, page_at):
    page = page_at("mediating", "claims")
    case, told = page.case.file, many(page)
    last = case.applicants[-1]
    elsewhere = replace(last.work, arrears=Decimal(777))

    paste(page, *told)
    claims.change_work(page.desk, case.id, case.version, {last.id: elsewhere}, {})
    page.claims.model.show_case(browse.case_file(page.desk, case.id), locked=False)
    page.case._show(browse.case_file(page.desk, case.id))

    qtbot.waitUntil(lambda: wages(page) == [Decimal(wage) for wage in told])
    assert page.case.file.applicants[-1].work.arrears == Decimal(777)


def test_totals_of_many_workers_are_added_up_once_for_a_stroke(qtbot, page_at, monkeypatch):
    page = page_at("mediating", "claims")
    added, own = [], TotalsModel.add_up
    monkeypatch.setattr(
        TotalsModel, "add_up", lambda self: (added.append(self._stands), own(self))[1]
    )

    paste(page, *many(page))
    assert False not in added

    qtbot.waitUntil(lambda: len(page.notices) == 1)
    model = page.claims.model
    column = model.column(model.columnCount() - 2)
    assert page.claims.totals.model().total(column) == page.case.file.totals.entitled
    assert added.count(False) <= 3


def test_rows_that_are_sorted_and_looked_for_are_seen_once_all_is_added_up(qtbot, page_at):
    page = page_at("mediating", "claims")
    tab = page.claims

    tab._sort(place(tab.model, "average_wage"))
    assert not tab.grid.updatesEnabled()

    qtbot.waitUntil(tab.grid.updatesEnabled)
    names = tab.model.names()
    tab.look.sought.setText(names[0])
    assert tab.model.names() == [names[0]]
    qtbot.waitUntil(tab.grid.updatesEnabled)
