"""The centre's file or server: opening it, reading from it, and writing to it as a whole."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import URL, Engine, inspect, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.rights import Actor
from mediation_desk.i18n import _
from mediation_desk.storage import (
    engines,
    holder,
    journalling,
    places,
    refusals,
    schema,
    summary,
    upgrading,
)

__all__ = ["Database", "Session"]

LEAST_SERVER = 15


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Database:
    """An open centre. Connections live only as long as a `read` or a `write`."""

    def __init__(self, location: str, reader: Engine, writer: Engine) -> None:
        self.location = location
        self.is_file = not places.is_server(location)
        self.now: Callable[[], datetime] = _utc_now
        self._reader = reader
        self._writer = writer
        self._let_go = places.keep_open(Path(location)) if self.is_file else None

    @classmethod
    def create(cls, location: str | Path) -> Self:
        """Found a new file, or fill an empty PostgreSQL database."""
        if places.is_server(location):
            _create_on_server(str(location))
        else:
            upgrading.create_file(Path(location).absolute())
        return cls.open(location)

    @classmethod
    def open(cls, location: str | Path) -> Self:
        """Open a centre, or refuse with one sentence and leave everything as it was."""
        if places.is_server(location):
            return cls._open_server(str(location))
        path = Path(location).absolute()
        if not places.is_open(path):
            version = require_usable(path)
            if version < schema.HEAD:
                upgrading.upgrade_file(path)
        database = cls(
            str(path), engines.for_file(path, "DEFERRED"), engines.for_file(path, "EXCLUSIVE")
        )
        try:
            database._probe()
        except BaseException:
            database.close()
            raise
        return database

    @classmethod
    def _open_server(cls, location: str) -> Self:
        with _server_sentences(location):
            shown = engines.server_url(location).render_as_string(hide_password=True)
            reader = engines.for_server(location, read_only=True)
            with reader.connect() as connection:
                version = schema.version_of(connection)
            if version == 0:
                raise FileRefused(_("{path} holds no centre.").format(path=shown))
            require_known(shown, version)
            writer = engines.for_server(location, read_only=False)
            if version < schema.HEAD:
                with writer.begin() as connection:
                    schema.upgrade(connection)
            return cls(shown, reader, writer)

    def _probe(self) -> None:
        """See that the file can be read, and that SQLite agrees with its header."""
        with refusals.spoken(self.location), self._reader.begin() as connection:
            require_known(self.location, schema.version_of(connection))
            connection.execute(text("SELECT id FROM centre")).all()

    @property
    def url(self) -> URL:
        """The server's address with all that is needed to reach it; it is not for showing."""
        return self._writer.url

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Read inside one transaction, which is always rolled back."""
        with refusals.spoken(self.location):
            session = Session(self._reader, expire_on_commit=False)
            try:
                session.connection()
                yield session
            finally:
                session.rollback()
                session.close()

    @contextmanager
    def write(self, actor: Actor, doing: str, case_id: int | None = None) -> Iterator[Session]:
        """Write inside one transaction: all of it with its journal entry, or nothing."""
        with (
            refusals.spoken(self.location),
            journalling.Writing(self._writer, expire_on_commit=False) as session,
            session.begin(),
        ):
            session.connection()
            journalling.begin(session, self.now(), actor, doing, case_id)
            with self._noted(actor):
                yield session
                session.flush()
                summary.refresh_stale(session)
                journalling.close(session)

    @contextmanager
    def _noted(self, actor: Actor) -> Iterator[None]:
        """Let others know who holds the file; the note goes before the lock does."""
        if not self.is_file:
            yield
            return
        holder.leave(self.location, actor.name)
        try:
            yield
        finally:
            holder.clear(self.location)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.dispose()
        self._writer.dispose()
        if self._let_go:
            self._let_go()
            self._let_go = None


def require_usable(path: Path) -> int:
    """Refuse what cannot be the live file, before anything is opened; return its version."""
    places.require_local(path)
    version = places.header(path).version
    if version < 1:
        raise places.damaged(path)
    require_known(str(path), version)
    places.require_writable(path)
    return version


def require_known(location: str, version: int) -> None:
    """Refuse what a newer program wrote."""
    if version > schema.HEAD:
        raise FileRefused(
            _(
                "{path} was written by a newer version of Mediation Desk. Install that version; "
                "the file was not touched."
            ).format(path=location)
        )


@contextmanager
def _server_sentences(location: str) -> Iterator[None]:
    """Say what is wrong with a server's address, and what the server says."""
    try:
        shown = engines.server_url(location).render_as_string(hide_password=True)
    except ArgumentError:
        raise FileRefused(_("This is not the address of a PostgreSQL database.")) from None
    with refusals.spoken(shown):
        yield


def _create_on_server(location: str) -> None:
    with _server_sentences(location):
        shown = engines.server_url(location).render_as_string(hide_password=True)
        with engines.for_server(location, read_only=False).begin() as connection:
            version = connection.dialect.server_version_info or (0,)
            encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
            if int(version[0]) < LEAST_SERVER or encoding != "UTF8":
                raise FileRefused(
                    _("{path} needs PostgreSQL {version} or later, with the encoding UTF8.").format(
                        path=shown, version=LEAST_SERVER
                    )
                )
            if inspect(connection).get_table_names():
                raise FileRefused(
                    _("{path} is not empty. A new centre needs an empty database.").format(
                        path=shown
                    )
                )
            schema.upgrade(connection)
