"""The centre's file or server: opening it, reading from it, and writing to it as a whole.

SQLAlchemy loads with the first `read` or `write`; a `glance` at a file does without it, so that
the day's page need not wait.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, Self

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.errors import (
    DeskError,
    DeskLocked,
    KeyWanted,
    NotAllowed,
    Promise,
    Unanswered,
    Unreachable,
)
from mediation_desk.domain.rights import Actor
from mediation_desk.i18n import _
from mediation_desk.storage import chain, marks, places, presence, refusals, sight, soundness
from mediation_desk.storage.asking import Glance
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.readers import Readers
from mediation_desk.storage.sight import Sight

if TYPE_CHECKING:
    from sqlalchemy import URL, Engine
    from sqlalchemy.orm import Session

    from mediation_desk.domain.working_days import Calendar
    from mediation_desk.storage.server_accounts import Standing

__all__ = ["Database", "Session"]

_REMEMBERED = 200


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the form that Python asks for
    """Hand on `Session` for annotations, loaded when somebody asks for it."""
    if name == "Session":
        from sqlalchemy.orm import Session

        return Session
    raise AttributeError(name)


def _utc_now() -> datetime:
    return datetime.now(UTC)


def _weekends() -> "Calendar":
    from mediation_desk.domain.working_days import Calendar

    return Calendar()


def _sees_all() -> Sight | None:
    return None


class _Reads(local):
    """What the thread at hand is reading from at the moment."""

    session: "Session | None" = None
    glance: Glance | None = None


class ReadInGlance(RuntimeError):
    """A glance holds the file already: a reader beside it would wait for a writer that waits."""


class Database:
    """An open centre. Connections live as long as a `read` or a `write`; a `glance` lends one.

    A thread reads through one connection at a time: a second one of its own would wait for a
    writer who waits until the first has gone, until one of them gives up.

    `location` may be shown; `address` is a server's, with all that is needed to reach it, and
    `standing` says whose account it names there.
    """

    def __init__(
        self,
        location: str,
        address: str = "",
        key: FileKey | None = None,
        standing: "Standing | None" = None,
    ) -> None:
        self.location = location
        self.standing = standing
        self._key = key
        self._locked, self._enciphered = False, key is not None
        self.is_file = not address
        self.now: Callable[[], datetime] = _utc_now
        self.calendar: Callable[[], Calendar] = _weekends
        self.sight: Callable[[], Sight | None] = _sees_all
        self._address = address
        self._reads = _Reads()
        self._readers = Readers(Path(location))
        self.own: deque[int] = deque(maxlen=_REMEMBERED)
        """The newest entries of the journal that were written from here."""
        self._let_go = _keep_open(Path(location)) if self.is_file else None

    @classmethod
    def create(cls, location: str | Path, key: FileKey | None = None) -> Self:
        """Found a new file, encrypted where there is a key, or fill an empty server."""
        if is_server(location):
            from mediation_desk.storage import server

            server.create(str(location))
        else:
            from mediation_desk.storage import upgrading

            upgrading.create_file(Path(location).absolute(), key)
        return cls.open(location, key)

    @classmethod
    def open(
        cls, location: str | Path, key: FileKey | None = None, *, look_through: bool = True
    ) -> Self:
        """Open a centre, or refuse with one sentence and leave everything as it was.

        A small file is looked through first; a large one by `require_whole`, once it is open.
        """
        if is_server(location):
            from mediation_desk.storage import server

            shown, standing = server.prepare(str(location))
            return cls(shown, str(location), standing=standing)
        path = Path(location).absolute()
        if not places.is_open(path) and places.require_usable(path).encrypted and key is None:
            raise KeyWanted(str(path))
        database = cls(str(path), key=key)
        try:
            version = database._probe()
            if look_through and soundness.is_small(path):
                soundness.require_whole(path, key)
            if version < marks.HEAD:
                from mediation_desk.storage import upgrading

                upgrading.upgrade_file(path, key=key)
        except BaseException:
            database.close()
            raise
        return database

    def _probe(self) -> int:
        """See that the file can be read, and by which version SQLite says it was written."""
        with refusals.spoken(self.location), self._readers.reading(self.key()) as connection:
            version = places.require_ours(Path(self.location), connection)
            places.require_known(self.location, version)
            connection.execute("SELECT id FROM centre").fetchall()
            chain.require_end(self.location, connection)
        return version

    def require_whole(self, progress: soundness.Progress | None = None) -> None:
        """Look through a file that was too large for it as it was opened."""
        if self.is_file and not soundness.is_small(self.location):
            soundness.require_whole(self.location, self.key(), progress)

    def key(self) -> FileKey | None:
        """Return the key of the file; while the desk is locked there is none to be had."""
        if self._locked:
            raise DeskLocked
        return self._key

    @property
    def person_id(self) -> int | None:
        """Whose account of a server is in use; None for a file, or an account that many share."""
        return self.standing.person_id if self.standing is not None else None

    def lock(self) -> None:
        """Forget the key: nothing is read or written until `unlock`."""
        self._locked, self._key = True, None
        self._readers.let_go()

    def unlock(self, key: FileKey | None) -> None:
        """Go on with the key."""
        self._locked, self._key = False, key
        self._readers.let_go()
        self._let_engines_go()  # of a file that has a second key now, they know how to use it

    def readdress(self, change: Callable[[str], str], *, locked: bool = False) -> None:
        """Go on at a server under a changed address; while locked, nothing is asked of it."""
        self._address, self._locked = change(self._address), locked
        self._let_engines_go()

    def _let_engines_go(self) -> None:
        for engine in ("_reader", "_writer"):  # one that was never asked for is not made for it
            if (made := self.__dict__.pop(engine, None)) is not None:
                made.dispose()

    @property
    def is_locked(self) -> bool:
        """Whether the key was forgotten."""
        return self._locked

    @property
    def is_encrypted(self) -> bool:
        """Whether the file can only be read with its key."""
        return self._enciphered

    @cached_property
    def _reader(self) -> "Engine":
        from mediation_desk.storage import engines

        if self.is_file:
            return engines.for_file(Path(self.location), "DEFERRED", key=self.key)
        return engines.for_server(self.address, read_only=True)

    @cached_property
    def _writer(self) -> "Engine":
        from mediation_desk.storage import engines

        if self.is_file:
            return engines.for_file(Path(self.location), "EXCLUSIVE", key=self.key)
        return engines.for_server(self.address, read_only=False)

    @property
    def address(self) -> str:
        """What reaches the server; while the desk is locked there is none to be had."""
        if self._locked:
            raise DeskLocked
        return self._address

    @property
    def url(self) -> "URL":
        """The server's address with all that is needed to reach it; it is not for showing."""
        return self._writer.url

    @contextmanager
    def glance(self) -> "Iterator[Glance | Session]":
        """Read what plain questions ask for; of a file, without loading SQLAlchemy."""
        held = self._reads.session or self._reads.glance
        if held is not None:
            yield held
        elif self.is_file:
            with self._first_glance() as of:
                yield of
        else:
            with self.read() as session:
                yield session

    @contextmanager
    def _first_glance(self) -> Iterator[Glance]:
        with refusals.spoken(self.location), self._readers.reading(self.key()) as connection:
            of = Glance(connection)
            of.cells = key.cells if (key := self.key()) is not None else None
            of.hide(sight.veil(of, self.sight()))
            self._reads.glance = of
            try:
                yield of
            finally:
                self._reads.glance = None

    @contextmanager
    def read(self) -> "Iterator[Session]":
        """Read inside one transaction, which is always rolled back.

        What whoever acts may not see is not there. A read within a read sees the same moment.
        """
        if self._reads.glance is not None:
            raise ReadInGlance
        if (outer := self._reads.session) is not None:
            yield outer
        else:
            with self._first_read() as session:
                yield session

    @contextmanager
    def _first_read(self) -> "Iterator[Session]":
        from sqlalchemy.orm import Session

        with refusals.spoken(self.location):
            session = Session(self._reader, expire_on_commit=False)
            session.info["calendar"] = self.calendar
            session.info.update(self.standing.told if self.standing else {})
            try:
                session.info[sight.OF_SESSION] = looks = self.sight()
                if (held := sight.veil(session, looks)) is not None:
                    session.connection().execution_options(**{sight.OPTION: held})
                else:
                    session.connection()
                self._reads.session = session
                yield session
            finally:
                self._reads.session = None
                session.rollback()
                session.close()

    @contextmanager
    def write(self, actor: Actor, doing: str, case_id: int | None = None) -> "Iterator[Session]":
        """Write inside one transaction: all of it with its journal entry, or nothing.

        A save whose answer was lost on the way from a server is looked up there before anything
        is said of it; `Unanswered` when the server cannot be asked either.
        """
        from mediation_desk.storage import journalling, summary

        promise: Promise | None = None
        with (
            refusals.saving(self.location),
            journalling.Writing(self._writer, expire_on_commit=False) as session,
        ):
            try:
                with session.begin():
                    session.connection()
                    session.info["calendar"] = self.calendar
                    session.info[sight.OF_SESSION] = self.sight()
                    session.info.update(self.standing.told if self.standing else {})
                    if case_id is not None:
                        self.require_seen(session, case_id)
                    journalling.begin(session, self.now(), actor, doing, case_id)
                    with self._noted(actor):
                        yield session
                        session.flush()
                        summary.refresh_stale(session)
                        promise = journalling.close(session)
            except Exception as error:
                if promise is None or not refusals.is_cut(error):
                    raise
                self._find_out(promise, error)
        if promise is not None:
            self.own.append(promise.entry)

    def _find_out(self, promise: Promise, error: Exception) -> None:
        """Return when a save arrived whose answer did not; refuse when it is lost, or unknown."""
        try:
            there = self.arrived(promise)
        except DeskError:
            raise Unanswered(promise) from error
        if not there:
            raise Unreachable(
                _("The line to the server broke. Nothing was saved; please save again.")
            ) from error

    def arrived(self, promise: Promise) -> bool:
        """Say whether a save whose answer was lost is on the server."""
        from mediation_desk.storage import journalling

        with refusals.spoken(self.location), self._writer.begin() as connection:
            return journalling.arrived(connection, promise)

    def require_seen(self, session: "Session", case_id: int) -> None:
        """Refuse an act in a case that is hidden from whoever acts."""
        if sight.hidden_among(session, self.sight(), (case_id,)):
            raise NotAllowed(
                _("This case is not open to you: the supervisor has restricted who may see it.")
            )

    @contextmanager
    def _noted(self, actor: Actor) -> Iterator[None]:
        """Let others know who holds the file; the note goes before the lock does."""
        if not self.is_file:
            yield
            return
        from mediation_desk.storage import holder

        holder.leave(self.location, actor.name)
        try:
            yield
        finally:
            holder.clear(self.location)

    def close(self) -> None:
        """Let go of the file."""
        self._readers.let_go()
        self._let_engines_go()
        if self._let_go:
            self._let_go()
            self._let_go = None


def _keep_open(path: Path) -> Callable[[], None]:
    """Let this program and others know that the file is open; returns what lets go of it."""
    let_go = presence.keep(path)
    forget = places.keep_open(path)

    def close() -> None:
        forget()
        let_go()

    return close
