"""The commands that keep the centre's data: backup, restore and check."""

import argparse
import re
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from mediation_desk.cli.opening import approved, at_desk, key_of_backup, key_of_file, location
from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mediation_desk.domain.backup import BackupInfo


def backup(options: argparse.Namespace) -> int:
    """Make a verified copy at a place, or the centre's own."""
    from mediation_desk.services import backups, keeping

    with at_desk(options) as desk:
        if options.file is not None:
            place = backups.saying_so(desk, options.file)
            if place != options.file:
                print(
                    _("Anybody can read this backup, and its name says so: {path}").format(
                        path=place
                    ),
                    file=sys.stderr,
                )
            info = backups.backup(desk, place)
        else:
            info = keeping.run(desk)
            told = keeping.state(desk)
            if told.second and not told.there:
                print(_("The second medium is not connected."), file=sys.stderr)
    print(_("A verified copy was made: {copy}").format(copy=_described(info)))
    return 0


def restore(options: argparse.Namespace) -> int:
    """Put a backup in the place of the centre's file."""
    from mediation_desk.services import backups

    root = key_of_backup(options)
    try:
        info = backups.restore(
            options.file,
            location(options),
            root,
            proof=approved(options, root),
            count=options.cases,
            unencrypted=options.unencrypted,
        )
    except backups.NotEncrypted as error:
        raise DeskError(_("{why} Say so with --unencrypted.").format(why=error)) from None
    except backups.NotApproved as error:
        raise DeskError(
            _("{why} Say so with --cases.").format(why=str(error).replace("\n", " "))
        ) from None
    print(_("Restored from the backup {copy}").format(copy=_described(info)))
    if not info.sealed:
        print(backups.unsealed(), file=sys.stderr)
    if info.kept:
        print(_("The file that was there before is kept as {path}.").format(path=info.kept))
    return 0


def _described(info: "BackupInfo") -> str:
    return _("{path} ({centre}, cases: {cases}, as of {at}).").format(
        path=info.path, centre=info.centre, cases=info.cases, at=_shown(info.as_of)
    )


def _shown(instant: datetime) -> str:
    """Write an instant as people read it, on China's clock: 2026-10-30 15:00."""
    from mediation_desk.domain.day_text import beijing

    return beijing(instant).strftime("%Y-%m-%d %H:%M")


def _rehearse(options: argparse.Namespace) -> int:
    from mediation_desk.services import keeping

    with at_desk(options) as desk:
        found = keeping.rehearse(desk)
    for finding in found.findings:
        print(finding, file=sys.stderr)
    text = _("Restored on trial: {passed}. Cases: {cases}, entries: {entries}, materials: {n}.")
    print(
        text.format(
            passed=_("passed") if found.passed else _("failed"),
            cases=found.cases,
            entries=found.entries,
            n=found.materials,
        )
    )
    return 0 if found.passed else 1


def check(options: argparse.Namespace) -> int:
    """Check the file from end to end, or a restore on trial."""
    from mediation_desk.services import backups

    if options.rehearse:
        return _rehearse(options)
    result = backups.check(location(options), key_of_file(options))
    for finding in result.findings:
        print(finding, file=sys.stderr)
    if pages := _pages_in(result.technical):
        text = _("Damaged pages of the file, for whoever looks into it: {pages}")
        print(text.format(pages=_(", ").join(map(str, pages))), file=sys.stderr)
    print(
        _("Sound: {sound}. Cases: {cases}, journal entries: {entries}.").format(
            sound=_("yes") if result.sound else _("no"),
            cases=_counted(result.cases),
            entries=_counted(result.journal_entries),
        )
    )
    return 0 if result.sound else 1


def _pages_in(said: "Iterable[str]") -> list[int]:
    """Return the pages that the library names; the rest of its words is English, and no news."""
    return sorted({int(number) for line in said for number in re.findall(r"[Pp]age (\d+)", line)})


def _counted(found: int | None) -> str:
    return _("not readable") if found is None else str(found)
