"""Opening the centre's file for a command: without a password, or with one that is asked for."""

import argparse
import os
import sys
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk import paths
from mediation_desk.domain.errors import DeskError, FileRefused, NotAllowed
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mediation_desk.domain.rights import Actor
    from mediation_desk.security.keyring import Root
    from mediation_desk.services.desk import Desk
    from mediation_desk.services.restoring import Proof


def default_file() -> Path:
    """Return the centre's own file in the user's data folder."""
    return paths.user_data() / "centre.desk"


def location(options: argparse.Namespace) -> str:
    """Return the file or server that a command is about."""
    return options.db or str(default_file())


def opened(options: argparse.Namespace) -> "Desk":
    """Open it, with the password where people sign in."""
    from mediation_desk.services.desk import beijing_now
    from mediation_desk.services.entering import enter_as

    ask = partial(_password, options)
    return enter_as(location(options), options.user, ask, beijing_now)


@contextmanager
def at_desk(options: argparse.Namespace) -> "Iterator[Desk]":
    """Work at the desk that a command is about; a refusal for want of a right is journalled."""
    with closing(opened(options)) as desk:
        try:
            yield desk
        except NotAllowed as error:
            if error.right:
                from mediation_desk.services import journals

                with suppress(DeskError):  # as where the file cannot be written
                    journals.refused(desk, error.right, str(error))
            raise


def _password(options: argparse.Namespace, name: str) -> str:
    """Return the password from a file or the environment, or ask; it is never an argument."""
    if options.password_file is not None:
        try:
            return str(options.password_file.read_text("utf-8")).rstrip("\r\n")
        except UnicodeDecodeError:
            raise FileRefused(
                _("The input is not text in UTF-8. Save it in this encoding.")
            ) from None
    if given := os.environ.get("MEDIATION_DESK_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        raise DeskError(
            _(
                "The file is protected. Give the password by --password-file or in"
                " MEDIATION_DESK_PASSWORD."
            )
        )
    import getpass

    return getpass.getpass(_("Password of {name}: ").format(name=name))


def key_of_backup(options: argparse.Namespace) -> "Root | None":
    """Ask for what opens an encrypted backup: a password of then, or the recovery code.

    Where --user names nobody it is the password of the only person there, or the code.
    """
    from mediation_desk.security import codes
    from mediation_desk.services import backups

    holders = backups.key_holders(options.file)
    if not holders:
        return None
    chosen = [(key, name) for key, name in holders if name == options.user]
    if not chosen and not options.user and len(holders) == 1:
        chosen = list(holders)
    key, name = chosen[0] if chosen else (0, _("Recovery code"))
    secret = _password(options, name)
    if not options.user and codes.is_recovery_code(secret):
        key = 0
    elif not chosen and not options.user:
        names = _(", ").join(name for _key, name in holders)
        text = _("This is no recovery code. Say with --user whose password it is: {names}.")
        raise DeskError(text.format(names=names))
    return backups.unlocked(options.file, key, secret)


def key_of_file(options: argparse.Namespace) -> "Root | None":
    """Return what opens an encrypted file for a check."""
    from mediation_desk.services import signing_in

    if signing_in.door(location(options)) is None:
        return None
    with at_desk(options) as desk:
        return desk.root


def approved(options: argparse.Namespace, root: "Root | None") -> "Proof":
    """Have whoever restores over a file in which people sign in be one who may (P29).

    Where --user names nobody, what opened the backup has to open the file too.
    """
    from mediation_desk.security.keyring import RECOVERY
    from mediation_desk.services import restoring

    place = Path(location(options))
    people = restoring.asked(location(options))
    if not people:
        return restoring.Proof(by=_named(options, place))
    chosen = [(key, name) for key, name in people if options.user in (None, name)]
    if root is not None and not options.user:
        known = (*people, (RECOVERY, _("Recovery code")))
        chosen = [(key, name) for key, name in known if key == root.holder_id]
    if len(chosen) != 1:
        names = _(", ").join(name for _key, name in people)
        raise DeskError(_("Say with --user who acts: {names}.").format(names=names))
    [(key, name)] = chosen
    return restoring.proven(place, key, _password(options, name))


def _named(options: argparse.Namespace, place: Path) -> "Actor | None":
    """Return whom --user names in a file in which nobody signs in; nobody in a damaged one."""
    if not options.user or not place.exists():
        return None
    try:
        with at_desk(options) as desk:
            return desk.actor
    except FileRefused:
        return None
