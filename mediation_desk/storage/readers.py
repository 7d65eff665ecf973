"""Connections that only read, kept from one reading to the next.

Opening one makes SQLite read the whole schema, and an empty page cache reads the file anew: for
the day's page both take as long as its questions. Between two readings a kept connection holds no
lock, so that others save as if it were not there, and SQLite looks at the file's change counter
before it trusts a page that it remembers. It is let go of when the desk is locked, when the key
changes, and when another file has taken the place of the one that it has open.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from mediation_desk.storage import connecting, places
from mediation_desk.storage.connecting import FileKey

MOST = 2
"""So many are kept: one for the worker, one for whoever asks beside it."""

_Kept = tuple[tuple[int, int] | None, Any]


class Readers:
    """The connections to one file that are at rest; each is used by one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        self._at_rest: list[_Kept] = []
        self._round = 0

    @contextmanager
    def reading(self, key: FileKey | None) -> Iterator[Any]:
        """Lend a connection for one transaction that only reads, at one moment throughout."""
        lent, (file, connection) = self._take(key)
        try:
            connection.execute("BEGIN DEFERRED")
            yield connection
            connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        self._give_back(lent, (file, connection))

    def let_go(self) -> None:
        """Close what is at rest; what is lent at the moment is closed when it comes back."""
        with self._lock:
            self._round += 1
            gone, self._at_rest = self._at_rest, []
        for _file, connection in gone:
            connection.close()

    def _take(self, key: FileKey | None) -> tuple[int, _Kept]:
        file = places.identity(self._path)
        with self._lock:
            lent = self._round
            kept = self._at_rest.pop() if self._at_rest else None
        if kept is not None:
            if kept[0] == file:
                return lent, kept
            kept[1].close()
        return lent, (file, connecting.connect(self._path, key=key, read_only=True, lent=True))

    def _give_back(self, lent: int, kept: _Kept) -> None:
        with self._lock:
            if stays := lent == self._round and len(self._at_rest) < MOST:
                self._at_rest.append(kept)
        if not stays:
            kept[1].close()
