"""Writing a closed file anew under another key: after a leaver, or to encrypt what was plain.

A kill at any moment leaves the old file or the new one: the key file holds both keys until the
new file has its name, and the file's own first bytes say which of them opens it.
"""

import os
from collections.abc import Collection
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.rights import Actor
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _
from mediation_desk.security import keyring as keys
from mediation_desk.security.cells import Cells
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.storage import (
    closing_cells,
    copying,
    engines,
    keyrings,
    places,
    placing,
    presence,
    refusals,
)
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.places import require_usable


def renew(
    path: Path,
    keyring: Keyring,
    root: Root,
    following: Root,
    by: tuple[Actor, datetime],
    readers: Collection[int] = (),
) -> Keyring:
    """Give a file that nobody has open another key; return the key file as it is then.

    Where the root key brings another second key, sensitive values are closed anew in the copy; it
    is for those who had the one before, and for these readers.
    """
    path = path.absolute()
    require_usable(path)
    in_use = FileRefused(
        _("{path} is open in a window or another program. Close it first.").format(path=path)
    )
    temporary = path.with_name(f".{path.name}.{os.getpid()}.rekey")
    copying.sweep(path)
    with presence.alone(path, in_use):
        both = keys.with_next(keyring, root, following, readers)
        keyrings.write(path, both)
        old, new = keyrings.file_key(root), keyrings.file_key(following)
        turning = None if following.field == b"" else (*by, _cells(old), _cells(new))
        try:
            _rewrite(path, old, temporary, new, turning)
            placing.seclude(temporary)
            copying.move(temporary, path)
        except OSError as error:
            reason = why(error)
            raise FileRefused(
                _("{path} cannot be written: {reason}.").format(path=path, reason=reason)
            ) from None
        finally:
            copying.discard(temporary)
        done = keys.settled(both, following.salt)
        keyrings.write(path, done)
    return done


def _cells(key: FileKey | None) -> Cells | None:
    return key.cells if key is not None else None


def _rewrite(
    source: Path,
    old: FileKey | None,
    target: Path,
    new: FileKey | None,
    turning: tuple[Actor, datetime, Cells | None, Cells | None] | None,
) -> None:
    """Write every row of a file into a new one under another key, and prove that it is there."""
    copying.discard(target)
    with (
        refusals.spoken(str(source)),
        closing(engines.connect(source, key=old, foreign_keys=False)) as connection,
    ):
        words = new.words if new else ""
        connection.execute("ATTACH DATABASE ? AS anew KEY ?", (str(target), words))
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("SELECT sqlcipher_export('anew')")
        for mark in ("application_id", "user_version"):
            [value] = connection.execute(f"PRAGMA main.{mark}").fetchone()
            connection.execute(f"PRAGMA anew.{mark}={value}")
        before = _counts(connection, "main")
        connection.execute("COMMIT")
        connection.execute("DETACH DATABASE anew")
    with closing(engines.connect(target, key=new)) as connection:
        sound = _counts(connection, "main") == before
    if sound and turning is not None and turning[2:] != (None, None):
        engine = engines.for_file(target, "EXCLUSIVE", key=lambda: new)
        closing_cells.close_all(engine, *turning)
    with closing(engines.connect(target, key=new)) as connection:
        sound = sound and not copying.findings(connection)
    if not sound:
        raise FileRefused(_("The copy under the new key is not whole; the file was left as it is."))
    if new is not None:
        places.require_enciphered(target, new.salt)
    with target.open("rb+") as file:
        os.fsync(file.fileno())


def _counts(connection: Any, schema: str) -> dict[str, int]:  # noqa: ANN401 - no types
    found = connection.execute(
        f"SELECT name FROM {schema}.sqlite_master WHERE type = 'table'"  # noqa: S608 - ours
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM {schema}."{name}"').fetchone()[0]  # noqa: S608
        for (name,) in found
        if name != "search_text" and not name.startswith("sqlite_")
    }
