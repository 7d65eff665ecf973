"""The command line: the same services, for schedules, for tests, and for a machine without screen.

Exit 0 done, 1 refused with one sentence on standard error, 2 wrong usage.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk import __version__, i18n, paths
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

OpenWindow = Callable[[str | None, bool, str | None, str | None], int]
_NO_ARGUMENTS = argparse.Namespace(command=None, db=None, lang=None, user=None)
"""The window is opened from its icon: it need not wait for a parser."""

Photograph = Callable[["Desk", Path], Sequence[Path]]


def run(arguments: list[str], open_window: OpenWindow, photograph: Photograph) -> int:
    """Carry out one command; returns the exit status."""
    _speak_utf8()
    options = _parser().parse_args(arguments) if arguments else _NO_ARGUMENTS
    spoken = options.lang or os.environ.get("MEDIATION_DESK_LANG")
    i18n.use(spoken or i18n.CHINESE)
    try:
        match options.command:
            case None:
                return open_window(options.db, False, spoken, options.user)
            case "demo" if options.out is None:
                return open_window(options.db, True, spoken, options.user)
            case "demo":
                return _demo(options, photograph)
            case _:
                return int(options.run(options) or 0)
    except DeskError as refused:
        print(refused, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        print(
            _("{file}: {reason}").format(file=error.filename or "", reason=error.strerror),
            file=sys.stderr,
        )
        return 1


def default_file() -> Path:
    """Return the centre's own file in the user's data folder."""
    return paths.user_data() / "centre.desk"


def _speak_utf8() -> None:
    """Print Chinese also where the console's own code page is another."""
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--db", metavar="FILE|URL", help="the centre's file or PostgreSQL URL")
    common.add_argument("--lang", choices=i18n.LANGUAGES, help="language of messages")
    common.add_argument("--user", metavar="NAME", help="who acts")
    parser = argparse.ArgumentParser(prog="mediation-desk", description="调解台 Mediation Desk")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--db", metavar="FILE|URL", default=None)
    parser.add_argument("--lang", choices=i18n.LANGUAGES, default=None)
    parser.add_argument("--user", metavar="NAME", default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(
        name: str, does: Callable[[argparse.Namespace], int | None] | None, text: str
    ) -> Any:  # noqa: ANN401 - argparse's own parser type
        sub = commands.add_parser(name, help=text, parents=[common])
        if does:
            sub.set_defaults(run=does)
        return sub

    demo = command("demo", None, "the sample centre, in the window or as files")
    demo.add_argument("--out", type=Path, metavar="DIR")
    calc = command("calc", _calc, "compute claims from JSON")
    calc.add_argument("file", metavar="FILE|-")
    due = command("due", _due, "when a clock of the register runs out")
    due.add_argument("clock", metavar="CLOCK")
    due.add_argument("days", nargs="+", metavar="DAY")
    due.add_argument("--length", type=int)
    due.add_argument("--json", action="store_true")
    forms = command("forms", _forms, "the printed forms")
    forms.add_argument("--json", action="store_true")
    printing = command("print", _print, "papers of a case as .docx and .pdf")
    printing.add_argument("case", metavar="CASE")
    printing.add_argument("forms", nargs="+", metavar="FORM")
    printing.add_argument("-o", "--out", type=Path, required=True, metavar="DIR")
    log = command("log", _log, "the month's case log")
    log.add_argument("--month", required=True, metavar="YYYY-MM")
    log.add_argument("-o", "--out", type=Path, required=True, metavar="FILE")
    importing = command("import", _import, "applications, or a group's roster, as new cases")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--dry-run", action="store_true")
    importing.add_argument("--respondent", default="", metavar="NAME")
    importing.add_argument("--cause", default="A09", metavar="CODE")
    sample = command("sample", _sample, "fill an empty file with a synthetic centre")
    sample.add_argument("--cases", type=int, required=True, metavar="N")
    sample.add_argument("--seed", type=int, default=1)
    for name, does, text in (
        ("backup", _backup, "a verified copy of the centre's data"),
        ("restore", _restore, "put a backup in the place of the centre's file"),
    ):
        command(name, does, text).add_argument("file", type=Path, metavar="FILE")
    command("check", _check, "check the centre's data from end to end")
    return parser


def _location(options: argparse.Namespace) -> str:
    return options.db or str(default_file())


def _desk(options: argparse.Namespace) -> "Desk":
    from mediation_desk.services.desk import open_desk

    return open_desk(_location(options), actor=options.user)


def _demo(options: argparse.Namespace, photograph: Photograph) -> int:
    from mediation_desk.services import demo

    for path in demo.write(options.out, photograph):
        print(path)
    return 0


def _calc(options: argparse.Namespace) -> int:
    from mediation_desk.law.calc import calculate
    from mediation_desk.law.packs import load_law

    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8-sig")
    print(calculate(text, load_law(paths.resources("law"))))
    return 0


def _due(options: argparse.Namespace) -> int:
    from mediation_desk.domain.day_text import parse_day
    from mediation_desk.domain.deadlines import due, load_calendars

    calendar = load_calendars(paths.resources("calendar"))
    counted = [due(options.clock, parse_day(d), calendar, options.length) for d in options.days]
    if options.json:
        print(_as_json(counted))
        return 0
    for row in counted:
        doubt = _(" (provisional)") if row.provisional else ""
        print(f"{row.start}  {row.raw_due}  {row.due}{doubt}  {row.basis}")
    return 0


def _forms(options: argparse.Namespace) -> int:
    from mediation_desk.services.papers import register

    rows = register()
    if options.json:
        print(_as_json(rows))
        return 0
    for row in rows:
        print(f"{row.code:6} {row.title}  {_(', ').join(row.stages)}")
    return 0


def _as_json(rows: Sequence[Any]) -> str:
    import json
    from dataclasses import asdict  # neither is wanted to open the window

    return json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1, default=str)


def _print(options: argparse.Namespace) -> int:
    from mediation_desk.services import browse, papers
    from mediation_desk.services.files import safe_name, write_whole

    desk = _desk(options)
    case = browse.case_by_number(desk, options.case)
    options.out.mkdir(parents=True, exist_ok=True)
    for offer in papers.chosen(case, options.forms):
        for subject, label in offer.subjects or (("", ""),):
            paper = papers.compose(desk, case.id, offer.code, subject)
            name = safe_name("-".join(filter(None, (case.number, paper.title, label))))
            for ending, data in ((".docx", paper.docx), (".pdf", paper.pdf)):
                print(write_whole(options.out / f"{name}{ending}", data))
    desk.close()
    return 0


def _log(options: argparse.Namespace) -> int:
    from mediation_desk.services import logs
    from mediation_desk.services.files import write_whole

    year, month = logs.parse_month(options.month)
    kind = logs.kind_of(options.out)
    desk = _desk(options)
    print(write_whole(options.out, logs.month_log(desk, year, month, kind)))
    desk.close()
    return 0


def _import(options: argparse.Namespace) -> int:
    from mediation_desk.services import imports

    desk = _desk(options)
    roster = imports.read(desk, options.file)
    for row in roster.rows:
        for problem in row.problems:
            print(
                _("Line {line}: {text}").format(line=row.line, text=problem.text), file=sys.stderr
            )
    sound = len(roster.sound)
    print(_("Rows: {rows}, sound: {sound}").format(rows=len(roster.rows), sound=sound))
    if not options.dry_run:
        for case in imports.register(desk, roster, options.respondent, options.cause):
            print(case.number)
    desk.close()
    return 0 if sound == len(roster.rows) else 1


def _sample(options: argparse.Namespace) -> int:
    from mediation_desk.services import sample, story
    from mediation_desk.services.desk import beijing_now

    if not 1 <= options.cases <= 1_000_000:
        raise DeskError(_("The number of cases must be between 1 and 1,000,000."))
    desk = story.found_centre(_location(options), beijing_now)
    print(_("Cases: {n}").format(n=sample.fill(desk, options.cases, options.seed)))
    desk.close()
    return 0


def _backup(options: argparse.Namespace) -> int:
    from mediation_desk.services import backups

    desk = _desk(options)
    print(_backup_line(backups.backup(desk, options.file)))
    desk.close()
    return 0


def _restore(options: argparse.Namespace) -> int:
    from mediation_desk.services import backups

    print(_backup_line(backups.restore(options.file, _location(options))))
    return 0


def _backup_line(info: Any) -> str:  # noqa: ANN401 - a value of a package loaded only when needed
    return _("{path}: {centre}, cases: {cases}, made {at}").format(
        path=info.path,
        centre=info.centre,
        cases=info.cases,
        at=info.made_at.isoformat(" ", "minutes"),
    )


def _check(options: argparse.Namespace) -> int:
    from mediation_desk.services import backups

    result = backups.check(_location(options))
    for finding in result.findings:
        print(finding, file=sys.stderr)
    print(
        _("Sound: {sound}. Cases: {cases}, journal entries: {entries}.").format(
            sound=_("yes") if result.sound else _("no"),
            cases=result.cases,
            entries=result.journal_entries,
        )
    )
    return 0 if result.sound else 1
