"""What is typed, pasted or undone while one's own save is under way comes in its turn."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.services import browse, claims, undo
from mediation_desk.services.desk import open_desk
from tests.ui.case.test_claims_tab import place

CASE = 1
OTHERS = "他人"


def typed(page, row, name, text):
    model = page.claims.model
    return model.setData(model.index(row, place(model, name)), text)


def pasted(page, row, text):
    grid, model = page.claims.grid, page.claims.model
    grid.setCurrentIndex(model.index(row, place(model, "average_wage")))
    QGuiApplication.clipboard().setText(text)
    grid.paste()


def shown(page, row, name):
    """Read a cell: of a fact, or of a sum as `kind.part`."""
    model = page.claims.model
    at = next(n for n, one in enumerate(model.columns()) if one.key.removeprefix(".") == name)
    return model.index(row, at).data().replace(",", "").removesuffix(".00")


def keyed(qtbot, grid, index, text):
    """Type over a cell by keys, without leaving it; return its editor."""
    grid.setFocus()
    grid.setCurrentIndex(index)
    qtbot.keyClicks(grid, text[:1])
    editor = grid.findChildren(QLineEdit, "cell_editor")[-1]
    qtbot.keyClicks(editor, text[1:])
    return editor


def works(page):
    return [one.work for one in browse.case_file(page.desk, CASE).applicants]


def quiet(qtbot, page):
    qtbot.waitUntil(lambda: not page.case.acts, timeout=20_000)
    assert OTHERS not in page.claims.told.problem.text()
    assert not any(OTHERS in notice for notice in page.notices)


def quiet_of_own(qtbot, page):
    qtbot.waitUntil(lambda: not page.case.acts, timeout=20_000)


def test_what_is_typed_during_a_save_is_kept_in_view_and_saved(qtbot, page_at, held):
    page = page_at("mediating", "claims")
    before = works(page)
    begun, go_on = held(claims, "change_work")
    typed(page, 0, "average_wage", "6300")
    qtbot.waitUntil(begun.is_set)
    typed(page, 0, "arrears", "700")
    typed(page, 1, "average_wage", "5900")
    views = []
    page.case.shown.connect(
        lambda _file: views.append((shown(page, 0, "arrears"), shown(page, 1, "average_wage")))
    )

    go_on.set()
    qtbot.waitUntil(lambda: len(views) >= 3)
    quiet(qtbot, page)

    assert set(views) == {("700", "5900")}, "no older state came into view"
    assert works(page)[0] == replace(before[0], average_wage=Decimal(6300), arrears=Decimal(700))
    assert works(page)[1].average_wage == 5900


@pytest.mark.parametrize("held_text", ["", "9000"])
def test_a_cell_that_is_being_typed_into_stays_as_it_is_when_a_save_comes_back(
    qtbot, page_at, held, held_text
):
    page = page_at("mediating", "claims")
    model, grid, kind = page.claims.model, page.claims.grid, ClaimKind.SEVERANCE
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")
    if held_text:
        model.put({(0, column): held_text})
        quiet(qtbot, page)
    begun, go_on = held(claims, "change_work")
    typed(page, 0, "average_wage", "6300")
    qtbot.waitUntil(begun.is_set)

    editor = keyed(qtbot, grid, model.index(0, column), "543")
    go_on.set()
    quiet(qtbot, page)
    qtbot.waitUntil(lambda: shown(page, 0, "average_wage") == "6300")
    qtbot.keyClicks(editor, "21")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page, 0, f"{kind.value}.agreed") == "54321")
    quiet(qtbot, page)

    first = browse.case_file(page.desk, CASE).applicants[0]
    assert first.claim(kind).agreed == 54321
    assert first.work.average_wage == 6300


def test_what_is_being_typed_goes_on_where_its_cell_stands_when_columns_come(
    qtbot, page_at, elsewhere
):
    page = page_at("mediating", "claims")
    model, grid, kind = page.claims.model, page.claims.grid, ClaimKind.SEVERANCE
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")
    keyed(qtbot, grid, model.index(1, column), "543")
    worker = page.case.file.applicants[0]
    more = (ClaimKind.NOTICE_PAY, *(claim.kind for claim in worker.claims))
    claims.change_kinds(elsewhere(page), CASE, page.case.file.version, {worker.id: more})

    page.case.reload()
    qtbot.waitUntil(lambda: ClaimKind.NOTICE_PAY in page.case.file.kinds)
    [editor] = [e for e in grid.findChildren(QLineEdit, "cell_editor") if e.isVisible()]
    qtbot.keyClicks(editor, "21")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(page, 1, f"{kind.value}.agreed") == "54321")
    quiet(qtbot, page)

    assert browse.case_file(page.desk, CASE).applicants[1].claim(kind).agreed == 54321


def test_what_is_being_typed_into_a_column_that_goes_is_told(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    model, grid, kind = page.claims.model, page.claims.grid, ClaimKind.SEVERANCE
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")
    keyed(qtbot, grid, model.index(1, column), "543")
    left = {
        worker.id: tuple(claim.kind for claim in worker.claims if claim.kind is not kind)
        for worker in page.case.file.applicants
    }
    claims.change_kinds(elsewhere(page), CASE, page.case.file.version, left)

    page.case.reload()

    qtbot.waitUntil(lambda: "543" in page.claims.told.problem.text())


def test_an_older_state_that_is_shown_meanwhile_is_not_saved_over_what_was_typed(
    qtbot, page_at, held
):
    """Typed once more into the same worker after the first save came back: both stay."""
    page = page_at("mediating", "claims")
    begun, go_on = held(claims, "change_work")
    typed(page, 0, "average_wage", "6300")
    qtbot.waitUntil(begun.is_set)
    typed(page, 1, "average_wage", "5900")
    again, on_again = held(claims, "set_amounts")
    kind = ClaimKind.SEVERANCE
    model = page.claims.model
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")
    model.put({(1, column): "1234"})
    go_on.set()
    qtbot.waitUntil(again.is_set)
    typed(page, 1, "arrears", "800")
    on_again.set()
    quiet(qtbot, page)

    second = browse.case_file(page.desk, CASE).applicants[1]
    assert (second.work.average_wage, second.work.arrears) == (5900, 800)
    assert second.claim(kind).agreed == 1234


def test_undone_during_its_save_and_pasted_after_it(qtbot, page_at, held):
    """The undo takes back what was done before it, and what was pasted after it stands."""
    page = page_at("mediating", "claims")
    before = works(page)
    begun, go_on = held(claims, "change_work")
    typed(page, 0, "average_wage", "9500")
    qtbot.waitUntil(begun.is_set)

    page.undo_last()
    pasted(page, 1, "5000\n5100")
    go_on.set()
    quiet(qtbot, page)

    told = works(page)
    assert told[0] == before[0]
    assert [work.average_wage for work in told[1:3]] == [5000, 5100]
    assert any("撤销" in notice for notice in page.notices)


def test_the_same_pasted_again_while_it_is_being_undone_stands(qtbot, page_at, held):
    page = page_at("mediating", "claims")
    pasted(page, 0, "9500\nabc\n9600")
    qtbot.waitUntil(lambda: works(page)[2].average_wage == 9600)
    quiet(qtbot, page)
    begun, go_on = held(undo, "undo")
    page.claims.model.forget_wrong()
    page.undoing.ask()
    qtbot.waitUntil(begun.is_set)

    pasted(page, 0, "9500\n9700\n9600")
    assert shown(page, 0, "average_wage") == "9500"
    go_on.set()
    quiet(qtbot, page)

    assert [work.average_wage for work in works(page)[:3]] == [9500, 9700, 9600]
    assert [shown(page, row, "average_wage") for row in range(3)] == ["9500", "9700", "9600"]


def test_two_quick_undos_take_back_two_acts(qtbot, page_at, held):
    page = page_at("mediating", "claims")
    before = works(page)
    begun, go_on = held(claims, "change_work")
    typed(page, 0, "average_wage", "6300")
    qtbot.waitUntil(begun.is_set)
    typed(page, 1, "average_wage", "5900")

    page.undo_last()
    page.undo_last()
    go_on.set()
    quiet(qtbot, page)

    assert works(page) == before
    page.redo_last()
    page.redo_last()
    quiet(qtbot, page)
    assert [work.average_wage for work in works(page)[:2]] == [6300, 5900]


@pytest.fixture
def elsewhere():
    """Open another desk at the file of a page, of 王敏."""
    opened = []

    def at(page):
        made = open_desk(page.desk.db.location, now=page.desk.now)
        made.actor = replace(made.actor, name="王敏")
        opened.append(made)
        return made

    yield at
    for made in opened:
        made.close()


def change(desk, page, row, **facts):
    worker = page.case.file.applicants[row]
    claims.change_work(desk, CASE, page.case.file.version, {worker.id: facts})


def test_what_this_desk_did_elsewhere_in_the_case_stands_beside_what_is_typed(qtbot, page_at):
    page = page_at("mediating", "claims")
    change(page.desk, page, 1, arrears=Decimal(777))

    typed(page, 1, "average_wage", "6300")
    quiet(qtbot, page)

    assert (works(page)[1].arrears, works(page)[1].average_wage) == (777, 6300)


def test_what_another_desk_changed_stands_beside_what_is_typed(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    change(elsewhere(page), page, 1, arrears=Decimal(777))

    typed(page, 1, "average_wage", "6300")

    qtbot.waitUntil(lambda: any("王敏" in notice for notice in page.notices))
    assert (works(page)[1].arrears, works(page)[1].average_wage) == (777, 6300)
    assert shown(page, 1, "arrears") == "777"
    assert page.claims.told.silent


def test_a_cell_that_two_desks_change_is_asked_about_and_the_others_are_saved(
    qtbot, page_at, elsewhere
):
    page = page_at("mediating", "claims")
    change(elsewhere(page), page, 1, average_wage=Decimal(7000))

    pasted(page, 0, "6100\n6300\n6500")

    told = page.claims.told.problem
    qtbot.waitUntil(lambda: "王敏" in told.text())
    assert "7,000" in told.text()
    assert [work.average_wage for work in works(page)[:3]] == [6100, 7000, 6500]
    assert shown(page, 1, "average_wage") == "6300", "what was typed stays in view"
    assert any("2" in notice and "1" in notice for notice in page.notices)

    typed(page, 1, "arrears", "500")
    quiet_of_own(qtbot, page)
    assert works(page)[1].average_wage == 7000, "nothing is put without being asked for"

    typed(page, 1, "average_wage", "6300")
    quiet_of_own(qtbot, page)
    assert (works(page)[1].average_wage, works(page)[1].arrears) == (6300, 500)
    assert told.isHidden()


def test_what_the_other_put_into_a_contested_cell_is_kept_with_escape(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    change(elsewhere(page), page, 1, average_wage=Decimal(7000))
    typed(page, 1, "average_wage", "6300")
    qtbot.waitUntil(lambda: not page.claims.told.silent)

    assert page.claims.escape()

    assert shown(page, 1, "average_wage") == "7000"
    assert page.claims.told.silent


def test_both_put_the_same_and_nobody_is_asked(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    change(elsewhere(page), page, 1, average_wage=Decimal(7000))

    typed(page, 1, "average_wage", "7000")
    quiet_of_own(qtbot, page)

    assert works(page)[1].average_wage == 7000
    assert page.claims.told.silent


def test_a_sum_agreed_on_is_asked_about_when_two_desks_change_it(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    kind, who = ClaimKind.SEVERANCE, page.case.file.applicants[1].id
    version = page.case.file.version
    claims.set_amounts(elsewhere(page), CASE, version, {(who, kind): {"agreed": Decimal(900)}})
    model = page.claims.model
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")

    model.put({(0, column): "1000", (1, column): "1100"})

    qtbot.waitUntil(lambda: "900" in page.claims.told.problem.text())
    agreed = [one.claim(kind).agreed for one in browse.case_file(page.desk, CASE).applicants[:2]]
    assert agreed == [1000, 900]


def test_a_claim_that_another_desk_took_away_is_told_as_before(qtbot, page_at, elsewhere):
    page = page_at("mediating", "claims")
    kind, worker = ClaimKind.SEVERANCE, page.case.file.applicants[1]
    left = tuple(claim.kind for claim in worker.claims if claim.kind is not kind)
    model = page.claims.model
    column = next(n for n, c in enumerate(model.columns()) if c.key == f"{kind.value}.agreed")
    claims.change_kinds(elsewhere(page), CASE, page.case.file.version, {worker.id: left})

    model.put({(1, column): "1100"})

    qtbot.waitUntil(lambda: OTHERS in page.claims.told.problem.text())
