"""What the engine says, as sentences that a person at the desk can act on."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.errors import (
    DeskError,
    FileRefused,
    KeyWanted,
    NotAllowed,
    NotLetIn,
    Unreachable,
)
from mediation_desk.i18n import _
from mediation_desk.security.cells import CellClosed
from mediation_desk.storage import places

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError, StatementError

_PERM, _BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT = 3, 5, 6, 8, 10, 11
_FULL, _CANTOPEN, _PROTOCOL, _NOTADB = 13, 14, 15, 26
_SAID = {
    "database or disk is full": _FULL,
    "disk I/O error": _IOERR,
    "database is locked": _BUSY,
    "database disk image is malformed": _CORRUPT,
    "file is not a database": _NOTADB,
    "attempt to write a readonly database": _READONLY,
    "unable to open database file": _CANTOPEN,
}
"""A copy in steps fails with the engine's words alone, without its code."""
_PROOF = re.compile(
    r"[^\n:]*(certificate|does not support SSL|SSL (error|was required))[^\n]*", re.IGNORECASE
)
_NO_ROOT = re.compile(r'root certificate file "([^"]*)" does not exist')
_SHUT = re.compile(r'not permitted to log in|role "[^"]*" does not exist')
_LOCK_NOT_AVAILABLE = "55P03"
_DEADLOCK = "40P01"
_DISK_FULL = "53100"
_READ_ONLY = "25006"
_NO_RIGHT = "42501"


@contextmanager
def spoken(location: str) -> Iterator[None]:
    """Turn the engine's errors inside the block into sentences; others are bugs and pass."""
    try:
        yield
    except UnicodeEncodeError as error:  # half a character, as a broken paste leaves it
        raise _not_taken() from error
    except driver.DatabaseError as error:
        if sentence := _of_file(error, location):
            raise sentence from error
        raise
    except CellClosed as error:
        from mediation_desk.storage import cells

        raise cells.refusal() from error
    except _engine_error() as error:
        if isinstance(error.orig, CellClosed):
            from mediation_desk.storage import cells

            raise cells.refusal() from error
        if sentence := _of_engine(error, location):
            raise sentence from error
        raise


def _engine_error() -> "type[StatementError]":
    """Return SQLAlchemy's error; asked only when something failed, which may be before it loads."""
    from sqlalchemy.exc import StatementError

    return StatementError


def _of_engine(error: "StatementError", location: str) -> DeskError | None:
    from sqlalchemy.exc import DBAPIError

    if isinstance(error.orig, driver.DatabaseError):
        return _of_file(error.orig, location)
    return _of_server(error, location) if isinstance(error, DBAPIError) else None


def _of_file(error: Exception, location: str) -> DeskError | None:
    """Return the sentence for one of SQLite's result codes."""
    told = getattr(error, "sqlite_errorcode", None)
    code = _SAID.get(str(error), 0) if told is None else told & 0xFF
    if code in (_BUSY, _LOCKED, _PROTOCOL):
        from mediation_desk.storage import holder

        return DeskError(holder.sentence(location))
    if code in (_READONLY, _PERM):
        return places.read_only(location)
    if code in (_CORRUPT, _NOTADB):
        return places.damaged(location)
    if code == _FULL:
        return DeskError(_("The disk is full. Nothing was saved; make room and save again."))
    if code == _CANTOPEN:
        return FileRefused(_("{path} cannot be opened.").format(path=location))
    if code == _IOERR:
        return DeskError(
            _("The disk reported an error. See whether the last save is there before repeating it.")
        )
    return None


def _unproven(location: str, why: str) -> FileRefused:
    """Say what is missing for a line that nobody listens to: TLS, the root, or the right one."""
    if "does not support SSL" in why:
        return FileRefused(
            _(
                "The server of {path} takes no encrypted lines (TLS), and none other is used beyond"
                " this computer. Have its administrator switch TLS on."
            ).format(path=location)
        )
    if missing := _NO_ROOT.search(why):
        return FileRefused(
            _(
                "The root certificate by which the server of {path} is checked is missing: {file}."
                " Ask the administrator for the centre's and name it in the address as sslrootcert."
            ).format(path=location, file=missing[1])
        )
    return FileRefused(
        _(
            "The server of {path} did not prove by a certificate that it is the centre's:"
            " {why}. Ask for the centre's root certificate and name it in the address as"
            " sslrootcert."
        ).format(path=location, why=why)
    )


def _not_taken() -> DeskError:
    return DeskError(
        _("The database does not take a character or a value in this. Nothing was saved.")
    )


class Silent(Unreachable):
    """Nobody answers at a server."""


@contextmanager
def saving(location: str) -> Iterator[None]:
    """As `spoken`, for a save: what a server did not hear of, it did not save."""
    try:
        with spoken(location):
            yield
    except Silent as error:
        raise Unreachable(
            _(
                "{what} Nothing was saved. What you typed stays here; save again as soon as the"
                " server answers."
            ).format(what=error)
        ) from error


def silent(location: str) -> Silent:
    """Say that nobody answers."""
    return Silent(_("The server of {path} does not answer.").format(path=_place(location)))


def _place(location: str) -> str:
    """Return where a centre's data are as people say it: the database at its computer."""
    if not is_server(location):
        return location
    from sqlalchemy import make_url

    url = make_url(location)
    return f"{url.database}@{url.host}" if url.host else str(url.database)


def is_cut(error: Exception) -> bool:
    """Say whether an error means that the line to a server broke, or that nobody answers there."""
    from sqlalchemy.exc import DBAPIError, OperationalError

    if not isinstance(error, DBAPIError) or isinstance(error.orig, driver.DatabaseError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return error.connection_invalidated or (isinstance(error, OperationalError) and state is None)


def _at_the_door(error: "DBAPIError", location: str) -> DeskError | None:
    """Return the sentence of a server that asks for a password, or lets this account not in."""
    door = getattr(error.orig, "pgconn", None)
    if door is not None and door.needs_password:
        return KeyWanted(location)
    if door is not None and (door.used_password or _SHUT.search(str(error.orig))):
        return NotLetIn(
            _(
                "The server does not let this account in: the name or the password is wrong, or the"
                " account is closed."
            )
        )
    return None


def _of_server(error: "DBAPIError", location: str) -> DeskError | None:
    """Return the sentence for one of PostgreSQL's states."""
    address, location = location, _place(location)
    from sqlalchemy.exc import DataError, OperationalError

    from mediation_desk.storage import account_functions

    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error, DataError):
        return _not_taken()
    if state is None and (why := _PROOF.search(str(error.orig))):
        return _unproven(location, why[0].strip().rstrip("."))
    if state in (_LOCK_NOT_AVAILABLE, _DEADLOCK):
        return DeskError(
            _("Another desk is saving at this moment. Nothing was saved here; please try again.")
        )
    if state == _DISK_FULL:
        return DeskError(_("The server's disk is full. Nothing was saved."))
    if state == _READ_ONLY:
        return FileRefused(_("This account may not write to {path}.").format(path=location))
    if state == _NO_RIGHT:
        return NotAllowed(
            _(
                "The database does not let this account do that: its rights are those of the"
                " person's roles, or what an administrator of the server gave it."
            )
        )
    if state in (said := account_functions.sentences()):
        return DeskError(said[state])
    if state is None and (refused := _at_the_door(error, address)):
        return refused
    if is_cut(error):
        return silent(location)
    if isinstance(error, OperationalError):
        return FileRefused(_("The server refused {path}.").format(path=location))
    return None
