"""What the window can do, as the search field offers it: each with who may do it."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from mediation_desk.domain.rights import Right
from mediation_desk.i18n import _
from mediation_desk.ui import places
from mediation_desk.ui.commands import Command
from mediation_desk.ui.places import WORK

if TYPE_CHECKING:
    from mediation_desk.ui.main_window import MainWindow

FORMS = "forms"


def of(window: "MainWindow") -> Iterator[Command]:
    """Yield the commands of the window; their words hold the pinyin initials."""
    of_cases = Right.READ
    yield Command(_("New case"), "Ctrl+N", window.new_case, "xdj xinanjian new", Right.REGISTER)
    for entry in places.entries():
        place = places.PLACES[entry.name]
        go = partial(window.visit, entry.name)
        title = _("Go to {page}").format(page=entry.title)
        yield Command(title, entry.keys, go, place.words, place.right)
    for title, keys, act, words in (
        (_("Register an enquiry"), "Ctrl+E", window.new_enquiry, "djzx zx enquiry"),
        (_("Query…"), "", window.query, "zdycx cx query"),
        (_("Export the month's log…"), "", window.export_log, "dctz tz log"),
        (_("Import a ledger of former years…"), "", window.import_ledger, "drlntz import"),
        (_("Case summary…"), "", window.sum_up, "ajzy summary"),
        (_("Limitation…"), "", window.show_limitation, "sx zcsx shixiao limitation"),
        (_("Copy-out sheet…"), "", window.copy_out, "ptlr pingtai luru copy"),
        (_("Mediators' work…"), "", partial(window.visit, WORK), "gzkp tjy jf btsl work"),
        (
            _("Hand cases over…"),
            "",
            window.hand_over,
            f"ajjj jiaojie handover {_('Hand-over')}",
        ),
    ):
        yield Command(title, keys, act, words, of_cases)
    for title, keys, act, words in (
        (_("Form templates"), "", partial(window.show_figures, FORMS), "bgmb mb moban template"),
        (_("Recycle bin"), "", partial(window.show_figures, "recycling"), "hsz huishou recycle"),
        (_("Back up now…"), "", window.back_up, "bf backup"),
        (_("Lock the desk"), "Ctrl+L", window.lock, "sd suoding lock"),
        (_("Change my password…"), "", window.change_password, "xgmm mima password"),
        (_("Sign out"), "", window.sign_out, "tc tuichu sign out"),
        (_("Print what is in view"), "Ctrl+P", window.printer.print_view, "dy print"),
        (_("Print queue…"), "", window.printer.show_queue, "dydl dayin queue printer"),
        (_("Help for this page"), "F1", window.toggle_help, "bz help"),
        (_("Read again"), "F5", window.refresh, "sx refresh"),
    ):
        yield Command(title, keys, act, words)
