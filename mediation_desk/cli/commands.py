"""The commands: each calls the services and prints what came of it."""

import argparse
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk import __version__, i18n, paths
from mediation_desk.cli import keeping, ledgers, packages, servers
from mediation_desk.cli.opening import at_desk, location
from mediation_desk.cli.usage import Parser
from mediation_desk.domain.errors import DeskError, FileRefused
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from datetime import date

    from mediation_desk.cli import Photograph
    from mediation_desk.domain.deadlines import Due
    from mediation_desk.law.packs import Law


def parser() -> Parser:
    """Return what reads the command line, in the language spoken."""
    whole = Parser(prog="mediation-desk", description=_("Mediation Desk"))
    whole.options.add_argument(
        "--version", action="version", version=__version__, help=_("say the version and end")
    )
    _add_common(whole, None)
    commands = whole.add_subparsers(title=_("commands"), dest="command", metavar="COMMAND")

    def command(
        name: str, does: Callable[[argparse.Namespace], int | None] | None, text: str
    ) -> Parser:
        sub = commands.add_parser(name, help=text, description=text)
        _add_common(sub, argparse.SUPPRESS)
        if does:
            sub.set_defaults(run=does)
        return sub

    _add_reckoning(command)
    _add_paper(command)
    packages.add(command)
    servers.add(command)
    _add_keeping(command)
    return whole


Command = Callable[[str, Callable[[argparse.Namespace], int | None] | None, str], Parser]


def _add_common(to: Parser, default: str | None) -> None:
    add = to.options.add_argument
    add("--db", metavar="FILE|URL", default=default, help=_("the centre's file, or its server"))
    add("--lang", choices=i18n.LANGUAGES, default=default, help=_("the language of messages"))
    add("--user", metavar="NAME", default=default, help=_("who acts"))
    add(
        "--password-file",
        metavar="FILE",
        type=Path,
        default=default,
        help=_("a file that holds the password, where people sign in"),
    )


def _add_reckoning(command: Command) -> None:
    """Add what needs no centre."""
    calc = command("calc", _calc, _("compute claims, asked and answered as JSON"))
    calc.given.add_argument(
        "file", metavar="FILE|-", nargs="?", help=_("the questions; - reads standard input")
    )
    add = calc.options.add_argument
    add("--list", action="store_true", help=_("list the kinds of claim"))
    add("--fields", metavar="KIND", help=_("list what a kind of claim asks for"))
    add("--text", action="store_true", help=_("answer as text that people read"))
    due = command("due", _due, _("when a clock of the register runs out"))
    due.given.add_argument("clock", metavar="CLOCK", help=_("its code, such as DL03"))
    due.given.add_argument("days", nargs="+", metavar="DAY", help=_("the days that it starts from"))
    due.options.add_argument(
        "--length", type=int, metavar="N", help=_("the length that was agreed")
    )
    due.options.add_argument("--json", action="store_true", help=_("answer as JSON"))
    forms = command("forms", _forms, _("list the printed forms, check and exchange templates"))
    add = forms.options.add_argument
    add("--json", action="store_true", help=_("answer as JSON"))
    add("--form", metavar="FORM", help=_("the code of a form, where the file's name has none"))
    add("--check", type=Path, metavar="FILE", help=_("check a template; nothing is saved"))
    add("--import", dest="take", type=Path, metavar="FILE", help=_("use this template from now on"))
    add("--export", type=Path, metavar="DIR", help=_("write the templates in force to a folder"))
    add("--ours", metavar="FORM", help=_("use the template that ships again"))


def _add_paper(command: Command) -> None:
    """Add what writes papers and lists."""
    example = command("demo", None, _("the sample centre, in the window or as files"))
    example.options.add_argument(
        "--out", type=Path, metavar="DIR", help=_("write files to this folder, without a window")
    )
    printing = command(
        "print", _print, _("papers of a case as .docx and .pdf, calculation sheets as .xlsx too")
    )
    printing.given.add_argument("case", metavar="CASE", help=_("the case's number"))
    printing.given.add_argument(
        "forms", nargs="+", metavar="FORM", help=_("codes of forms, all, or dossier")
    )
    printing.options.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help=_("the folder to write to; it is made if missing"),
    )
    printing.options.add_argument(
        "--apart",
        action="store_true",
        help=_("agreements for each worker apart, by several processes; goes on where it stopped"),
    )
    printing.options.add_argument(
        "--joined", action="store_true", help=_("for many people also one PDF with an outline")
    )
    printing.options.add_argument(
        "--boxes",
        action="store_true",
        help=_("print a box, to write in by hand, for each character that no font here has"),
    )
    log = command("log", _log, _("the month's case log"))
    log.options.add_argument(
        "--month", required=True, metavar="YYYY-MM", help=_("the month, such as 2026-10")
    )
    log.options.add_argument(
        "-o",
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=_("the file to write: .xlsx, .pdf or .csv"),
    )
    written = _("the file to write: .docx or .pdf")
    told = command("report", _report, _("the text report of a period"))
    _add_period(told, written)
    told.options.add_argument(
        "--whole",
        action="store_true",
        help=_("with small numbers and lists of single cases, for a superior"),
    )
    points = command("work", _work, _("mediators' caseload and points of a period"))
    _add_period(points, _("the file to write: .xlsx or .pdf"))


def _add_period(text: Parser, written: str) -> None:
    """Add the period and the file to write."""
    text.options.add_argument(
        "period", metavar="PERIOD", help=_("the period: 2026-10, 2026-Q3, 2026-H1 or 2026")
    )
    text.options.add_argument(
        *("-o", "--out"),
        type=Path,
        required=True,
        metavar="FILE",
        help=written,
    )


def _add_keeping(command: Command) -> None:
    """Add what fills the centre's file, keeps it and checks it."""
    importing = command("import", _import, _("applications, or a group's roster, as new cases"))
    importing.given.add_argument(
        "file", type=Path, metavar="FILE", help=_("a list of workers: .xlsx or .csv")
    )
    importing.options.add_argument(
        "--dry-run", action="store_true", help=_("only check, save nothing")
    )
    importing.options.add_argument(
        "--respondent",
        default="",
        metavar="NAME",
        help=_("the employer, where the list names none"),
    )
    importing.options.add_argument(
        "--cause", default="A09", metavar="CODE", help=_("the cause of dispute, A09 if not given")
    )
    ledgers.add(command)
    sample = command("sample", _sample, _("fill an empty file with a synthetic centre"))
    sample.options.add_argument(
        "--cases", type=int, required=True, metavar="N", help=_("how many cases")
    )
    sample.options.add_argument(
        "--seed", type=int, default=1, metavar="S", help=_("the same seed gives the same centre")
    )
    backup = command("backup", keeping.backup, _("make a verified copy of the centre's data"))
    backup.given.add_argument(
        "file",
        type=Path,
        nargs="?",
        metavar="FILE",
        help=_(
            "where to write the copy; without it, to the centre's own backups and second medium"
        ),
    )
    restore = command(
        "restore", keeping.restore, _("put a backup in the place of the centre's file")
    )
    restore.given.add_argument("file", type=Path, metavar="FILE", help=_("the backup"))
    restore.options.add_argument(
        "--cases",
        type=int,
        metavar="N",
        help=_(
            "how many cases the backup holds, where it is older than what is there or another's"
        ),
    )
    restore.options.add_argument(
        "--unencrypted",
        action="store_true",
        help=_("put a backup that anybody can read in the place of an encrypted file"),
    )
    check = command("check", keeping.check, _("check the centre's data from end to end"))
    check.options.add_argument(
        "--rehearse",
        action="store_true",
        help=_("restore the newest backup on trial, and check what came back"),
    )


def demo(options: argparse.Namespace, photograph: "Photograph") -> int:
    """Write the files of the sample centre."""
    from mediation_desk.services import demo as sample

    for path in sample.write(options.out, photograph):
        print(path)
    return 0


def _calc(options: argparse.Namespace) -> int:
    from mediation_desk.cli import calc_text
    from mediation_desk.law import calc

    if options.list:
        print(calc_text.kinds())
        return 0
    if options.fields:
        print(calc_text.fields(options.fields))
        return 0
    if options.file is None:
        raise DeskError(_("Give a file of questions, or - for standard input, or --list."))
    found = calc.answers(calc.questions(_questions(options.file)), _law(options), _today())
    print(calc_text.answers(found) if options.text else calc.written(found))
    if left := calc_text.unanswered(found):
        print(left, file=sys.stderr)
    answered = found if isinstance(found, list) else [found]
    return 1 if answered and all("error" in one for one in answered) else 0


def _questions(file: str) -> str:
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text("utf-8")
    except UnicodeDecodeError:
        raise FileRefused(_("The input is not text in UTF-8. Save it in this encoding.")) from None


def _law(options: argparse.Namespace) -> "Law":
    """Return the law as it ships, or with a centre given, with its own figures and rules."""
    if options.db:
        with at_desk(options) as desk:
            return desk.law
    from dataclasses import replace

    from mediation_desk.domain.deadlines import load_calendars
    from mediation_desk.law.packs import load_law

    calendar = load_calendars(paths.resources("calendar"))
    return replace(load_law(paths.resources("law")), calendar=calendar)


def _today() -> "date":
    from mediation_desk.services.desk import beijing_now

    return beijing_now().date()


def _due(options: argparse.Namespace) -> int:
    from mediation_desk.domain.clock_register import kind
    from mediation_desk.domain.day_text import parse_day

    clock = kind(options.clock.strip().upper())
    lengths = (options.length,) if options.length is not None else (None, *clock.others)
    days = [parse_day(day) for day in options.days]
    counted = _counted(options, clock.id, [(day, length) for day in days for length in lengths])
    if options.json:
        print(_as_json(counted))
        return 0
    for place, row in enumerate(counted):
        length = lengths[place % len(lengths)] or clock.length
        of = f"  {length} {clock.unit.label}" if len(lengths) > 1 else ""
        doubt = _(" (provisional)") if row.provisional else ""
        print(f"{row.start}  {row.raw_due}  {row.due}{doubt}{of}  {row.basis}")
    return 0


def _counted(
    options: argparse.Namespace, clock: str, asked: "Sequence[tuple[date, int | None]]"
) -> "list[Due]":
    """Count a clock from each day; with a centre given, by its own calendar and periods."""
    if options.db:
        from mediation_desk.services.act import count

        with at_desk(options) as desk:
            return [count(desk, clock, day, length) for day, length in asked]
    from mediation_desk.domain.deadlines import due, load_calendars

    calendar = load_calendars(paths.resources("calendar"))
    return [due(clock, day, calendar, length) for day, length in asked]


def _forms(options: argparse.Namespace) -> int:
    from mediation_desk.cli import templates

    return templates.forms(options)


def _as_json(rows: Sequence[Any]) -> str:
    import json
    from dataclasses import asdict  # neither is wanted to open the window

    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1, default=str)


def _print(options: argparse.Namespace) -> int:
    from mediation_desk.cli import printing

    with at_desk(options) as desk:
        return printing.papers_of_case(desk, options)


def _log(options: argparse.Namespace) -> int:
    from mediation_desk.services import logs
    from mediation_desk.services.files import require_folder, write_whole

    year, month = logs.parse_month(options.month)
    kind = logs.kind_of(options.out)
    require_folder(options.out)
    with at_desk(options) as desk:
        print(write_whole(options.out, logs.month_log(desk, year, month, kind)))
    return 0


def _report(options: argparse.Namespace) -> int:
    from mediation_desk.cli import reporting

    return reporting.report(options)


def _work(options: argparse.Namespace) -> int:
    from mediation_desk.cli import reporting

    return reporting.work(options)


def _import(options: argparse.Namespace) -> int:
    from mediation_desk.services import imports

    with at_desk(options) as desk:
        roster = imports.read(desk, options.file)
        for row in roster.rows:
            for said in (*(problem.text for problem in row.problems), *row.doubts):
                print(said, file=sys.stderr)
        for said in roster.skipped:
            print(said, file=sys.stderr)
        rows, sound = len(roster.rows), len(roster.sound)
        look = _(", to be looked at: {n}").format(n=roster.doubtful) if roster.doubtful else ""
        told = _("Rows: {rows}, sound: {sound}{more}")
        print(told.format(rows=rows, sound=sound - roster.doubtful, more=look))
        if sound < rows:
            return 1
        if not options.dry_run:
            for case in imports.register(desk, roster, options.respondent, options.cause):
                print(case.number)
    return 0


def _sample(options: argparse.Namespace) -> int:
    from mediation_desk.services import sample, story
    from mediation_desk.services.desk import beijing_now

    if not 1 <= options.cases <= 1_000_000:
        raise DeskError(_("The number of cases must be between 1 and 1,000,000."))
    with closing(story.found_centre(location(options), beijing_now)) as desk:
        print(_("Cases: {n}").format(n=sample.fill(desk, options.cases, options.seed)))
    return 0
