"""Undo on a page without a case: the last act of the person there, in the page's own tables."""

from functools import partial

from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.journal import Entry
from mediation_desk.i18n import _
from mediation_desk.services import undo
from mediation_desk.ui.case.acts import act_name
from mediation_desk.ui.case.undo_told import SHOWN_IN, ask_first
from mediation_desk.ui.case.undoing import undone_text
from mediation_desk.ui.page import Page


def undo_last(page: Page) -> None:
    """Undo the last act of the person who acts here, if nothing has moved on since."""
    if not page.UNDOES:
        page.noticed.emit(_(page.NO_UNDO), None)
        return
    desk = page.desk
    page.jobs.ask(page, partial(undo.last_in, desk, page.UNDOES), partial(undo_found, page))


def undo_in_case(page: Page, case_id: int) -> None:
    """Undo the last act of the person who acts in a case, from another page."""
    page.jobs.ask(page, partial(undo.last, page.desk, case_id), partial(undo_found, page))


def undo_found(page: Page, entry: Entry | None) -> None:
    """Undo an act that was found, and tell of it; or say why it stays."""
    if entry is None:
        page.noticed.emit(_("There is nothing of yours to undo."), None)
        return
    if why := page.kept(entry):
        page.noticed.emit(why, None)
        return

    def undone(ids: tuple[int, ...]) -> None:
        text = undone_text(entry)
        if len(ids) > 1:
            text += " " + _("{n} files that came together.").format(n=len(ids))
        page.noticed.emit(text, None)

    def refused(error: DeskError) -> None:
        page.noticed.emit(str(error), None)

    def go_on() -> None:
        page.jobs.do(page, partial(_undo, page, entry), undone, refused)

    if not ask_first(page.desk, entry, _outside(page, entry), go_on, page):
        go_on()


def _undo(page: Page, entry: Entry) -> tuple[int, ...]:
    """Undo an act, with all that were one with it."""
    ids = undo.together(page.desk, entry)
    undo.undo_together(page.desk, ids)
    return ids


def _outside(page: Page, entry: Entry) -> str:
    """Return where an act in a case is seen, empty where the page itself shows it."""
    tables = {change.table for change in entry.changes}
    if entry.case_id is None or tables & (page.UNDOES | SHOWN_IN["hearings"]):
        return ""
    return _("Cases")


def redo_last(page: Page) -> None:
    """Do again what the person who acts here undid last, if nothing was done since."""
    if not page.UNDOES:
        page.noticed.emit(_(page.NO_UNDO), None)
        return
    desk = page.desk
    page.jobs.ask(page, partial(undo.last_undone_in, desk, page.UNDOES), partial(redo_found, page))


def redo_in_case(page: Page, case_id: int) -> None:
    """Do again what the person who acts undid last in a case, from another page."""
    desk = page.desk
    page.jobs.ask(page, partial(undo.last_undone, desk, case_id), partial(redo_found, page))


def redo_found(page: Page, found: tuple[Entry, Entry] | None) -> None:
    """Do an act again that was found, and tell of it."""
    if found is None:
        page.noticed.emit(_("There is nothing to do again."), None)
        return
    desk, (undone, done) = page.desk, found

    def told(count: int) -> None:
        text = _("Done again: {act}").format(act=act_name(done.doing))
        if count > 1:
            text += " " + _("{n} files that had come together are back.").format(n=count)
        page.noticed.emit(text, None)

    def refused(error: DeskError) -> None:
        page.noticed.emit(str(error), None)

    page.jobs.do(page, partial(undo.redo_together, desk, undone, done), told, refused)
