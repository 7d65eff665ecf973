"""Period packages from the command line: one is made of a locked period, others are received."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.cli.opening import at_desk
from mediation_desk.cli.usage import Parser
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from mediation_desk.domain.rollup import Look

Command = Callable[[str, Callable[[argparse.Namespace], int | None] | None, str], Parser]
_MARKS = {"right": "√", "note": "!", "doubt": "!", "skip": "-", "fault": "×"}


def add(command: Command) -> None:
    """Add what goes up from county to city to province."""
    making = command("package", make, _("the period package of a locked period, to report"))
    making.given.add_argument(
        "period", metavar="PERIOD", help=_("the period: 2026-10, 2026-Q3, 2026-H1 or 2026")
    )
    making.options.add_argument(
        *("-o", "--out"),
        type=Path,
        required=True,
        metavar="FILE|DIR",
        help=_("the file to write, or the folder it goes to under its own name"),
    )
    receiving = command("receive", receive, _("check period packages and take them in"))
    receiving.given.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=_("packages that others sent")
    )
    receiving.options.add_argument(
        "--dry-run", action="store_true", help=_("only check, save nothing")
    )
    receiving.options.add_argument(
        "--fingerprint",
        action="append",
        metavar="PRINT",
        help=_("a key's fingerprint that was compared with its sender; may be given again"),
    )


def make(options: argparse.Namespace) -> int:
    """Write the package of a locked period to a file, or into a folder under its own name."""
    from mediation_desk.cli.reporting import parse_period
    from mediation_desk.services import rollup, statistics
    from mediation_desk.services.files import require_folder, write_whole

    span, year, number = parse_period(options.period)
    out: Path = options.out
    require_folder(out)
    with at_desk(options) as desk:
        made = rollup.make(desk, statistics.period_of(desk, span, year, number))
        name, data = rollup.package_file(desk, made.id)
        print(write_whole(out / name if out.is_dir() else out, data))
        print(_("Fingerprint of the key: {print}").format(print=rollup.own(desk).fingerprint))
    return 0


def receive(options: argparse.Namespace) -> int:
    """Check packages and take them in, all or none; what is in already is left out."""
    from mediation_desk.services import rollup_receiving

    with at_desk(options) as desk:
        looked = rollup_receiving.look_together(desk, options.files)
        for one in looked:
            _tell(one)
        sound = [path for path, one in zip(options.files, looked, strict=True) if one.sound]
        if not sound or not all(one.sound or one.skipped for one in looked):
            return 1
        if options.dry_run:
            return 0
        compared = {_plain(text) for text in options.fingerprint or ()}
        known = {one.fingerprint for one in looked if _plain(one.fingerprint) in compared}
        taken = rollup_receiving.receive(desk, sound, known)
    print(_("Packages received: {n}").format(n=len(taken)))
    return 0


def _tell(looked: "Look") -> None:
    print(looked.file)
    for finding in looked.findings:
        where = sys.stderr if finding.grade.value in ("skip", "fault") else sys.stdout
        print(f"  {_MARKS[finding.grade.value]} {finding.text}", file=where)
    if looked.to_confirm:
        print("  " + _("Fingerprint of the key: {print}").format(print=looked.fingerprint))


def _plain(fingerprint: str) -> str:
    return "".join(fingerprint.split()).upper()
