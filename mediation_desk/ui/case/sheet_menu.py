"""The calculation sheets (核算表) that the grid of sums leads to: of the case, of workers."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from mediation_desk.i18n import _
from mediation_desk.services import claims
from mediation_desk.ui.case.tab import CaseTab
from mediation_desk.ui.saving import ask_for_workbook, save_made

Wanted = Callable[[Collection[int] | None], object]


def sheet_menu(tab: CaseTab, selected: Sequence[int], make: Wanted) -> QMenu:
    """Return the sheets to choose from; `make` makes those of workers, None for everybody."""
    menu = QMenu(tab)
    menu.setObjectName("sheet_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    case = tab.case.file
    if case is None:
        return menu
    every = len(case.applicants)
    whom = _whom(tab, selected)
    menu.addAction(_("Sheet of the whole case…"), partial(tab.wanted_tab.emit, "papers/HS-01"))
    if whom:
        text = _("Sheet of {whom}…").format(whom=whom)
        menu.addAction(text, partial(make, tuple(selected)))
    if every > len(selected):
        menu.addAction(
            _("A sheet for each of the {n} workers…").format(n=every), partial(make, None)
        )
    menu.addSeparator()
    menu.addAction(_("Workbook of the whole case…"), partial(save_book, tab, None))
    if whom and every > len(selected):
        text = _("Workbook of {whom}…").format(whom=whom)
        menu.addAction(text, partial(save_book, tab, tuple(selected)))
    return menu


def _whom(tab: CaseTab, selected: Sequence[int]) -> str:
    case = tab.case.file
    if case is None or not selected:
        return ""
    if len(selected) == 1:
        return case.party_name(selected[0])
    return _("the {n} workers selected").format(n=len(selected))


def save_book(tab: CaseTab, of: Collection[int] | None) -> None:
    """Ask where to save the calculation as a workbook with formulas, and save it."""
    if (case := tab.case.file) is None:
        return
    whose = case.party_name(next(iter(of))) if of is not None and len(of) == 1 else ""
    name = f"{_('Calculation sheet')} {case.number} {whose}"
    path = ask_for_workbook(tab, _("Save the calculation"), name)
    if path is not None:
        write_book(tab, path, case.id, of)


def write_book(tab: CaseTab, path: Path, case_id: int, of: Collection[int] | None = None) -> None:
    """Write the workbook."""
    book = partial(claims.workbook, tab.case.desk, case_id, of)
    save_made(tab, tab.case.jobs, path, book, tab.said.emit, lambda e: tab.refuse(str(e)))
