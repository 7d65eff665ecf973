"""A ledger of former years from the command line: checked first, imported only when asked."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli import ledger_units
from mediation_desk.cli.opening import at_desk
from mediation_desk.cli.usage import Parser
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.past_cases import DryRun
    from mediation_desk.services.desk import Desk


def add(command: Callable[..., Parser]) -> None:
    """Add the command."""
    ledger = command(
        "ledger",
        run,
        _("a ledger of former years: checked, and imported as closed cases only when asked"),
    )
    ledger.given.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help=_("the ledger: .xlsx or .csv")
    )
    option = ledger.options.add_argument
    option("--sheet", metavar="NAME", help=_("the sheet, if it is not the likeliest one"))
    option(
        "--unit",
        dest="units",
        type=ledger_units.said,
        action="append",
        default=[],
        metavar=_("[HEADING=]UNIT"),
        help=_(
            "in which unit sums are written whose unit the ledger does not say, or those of one"
            " heading: 元, 千元, 万元, 百万元 or 亿元; may be given several times"
        ),
    )
    option(
        "--problems",
        type=Path,
        metavar="FILE",
        help=_("write the lines with problems, duplicates or remarks to this .xlsx"),
    )
    option(
        "--import",
        dest="save",
        action="store_true",
        help=_("import the sound lines; without it nothing is saved"),
    )
    option("--duplicates", action="store_true", help=_("import likely duplicates, too"))
    option("--undo", action="store_true", help=_("take the last import of this centre back"))


def run(options: argparse.Namespace) -> int:
    """Check a ledger and say what is wrong by line; import it or take an import back."""
    with at_desk(options) as desk:
        if options.undo:
            return _undo(desk)
        if options.file is None:
            raise DeskError(_("Give a ledger, or --undo."))
        return _read(desk, options)


def _undo(desk: "Desk") -> int:
    from mediation_desk.services import past_cases

    held = next((one for one in past_cases.imports(desk) if one.taken_back_at is None), None)
    if held is None:
        raise NotFound(_("There is no import to undo."))
    print(_("Cases taken back: {n}").format(n=past_cases.take_back(desk, held.id)))
    return 0


_FEW = 20
"""How many sentences on lines are told where a file has all of them."""


def _tell_lines(run: "DryRun", *, told_in_a_file: bool) -> None:
    """Say what is wrong with lines or to be checked; of many that a file has only the first."""
    from mediation_desk.services import past_cases

    said = [
        _("Line {line}: {text}").format(line=row.line, text=text)
        for row in run.rows
        for text in (*past_cases.told_of(row), *row.notes)
    ]
    told = said[:_FEW] if told_in_a_file else said
    for text in told:
        print(text, file=sys.stderr)
    if more := len(said) - len(told):
        told_more = _("{n} more remarks on lines: all stand in the file.")
        print(told_more.format(n=more), file=sys.stderr)


def _read(desk: "Desk", options: argparse.Namespace) -> int:
    from mediation_desk.services import past_cases
    from mediation_desk.services.files import require_folder, write_whole

    if options.problems is not None:
        require_folder(options.problems)
    ledger = past_cases.open_ledger(desk, options.file)
    sheet = options.sheet or ledger.likeliest
    if sheet not in ledger.heads:
        said = _("There is no sheet “{sheet}”. Known: {sheets}.")
        raise NotFound(said.format(sheet=sheet, sheets=_(", ").join(ledger.heads)))
    offer = past_cases.offer(desk, ledger, sheet)
    layout = ledger_units.settled(offer, options.units)
    read = _(", ").join(layout.headings[place] for place in layout.columns.values())
    told = _("Sheet “{sheet}”, head in line {head}, columns read: {columns}")
    print(told.format(sheet=sheet, head=layout.head, columns=read))
    for text in ledger_units.understood(offer, layout):
        print(text)
    run = past_cases.dry_run(desk, ledger, sheet, layout)
    _tell_lines(run, told_in_a_file=options.problems is not None)
    for text in run.remarks:
        print(text, file=sys.stderr)
    counted = _(
        "Lines: {lines}; sound: {sound}, with problems: {faulty}, duplicates: {twins},"
        " left out: {left}; with remarks to check: {noted}"
    )
    print(
        counted.format(
            lines=len(run.rows),
            sound=len(run.chosen(False)),
            faulty=len(run.faulty),
            twins=len(run.twins),
            left=run.left_out,
            noted=sum(bool(row.notes) for row in run.rows),
        )
    )
    if options.problems is not None:
        print(write_whole(options.problems, past_cases.problems_workbook(desk, run)))
    if options.save:
        past_cases.bring_in(desk, run, twins=options.duplicates)
        print(_("Imported cases: {n}").format(n=len(run.chosen(options.duplicates))))
    return 0
