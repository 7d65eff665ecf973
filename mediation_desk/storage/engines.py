"""Engines for the file and for PostgreSQL, with nothing left to defaults that lose work.

One library reads and writes the file, transactions begin explicitly, and a connection lives
as long as its transaction: a save that failed can never be committed by somebody else's.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as driver

from mediation_desk.storage.connecting import WAIT_SECONDS, FileKey, SettingRefused, connect

__all__ = ["connect", "for_file", "for_server", "server_url"]

_POSTGRES_SESSION = (
    f"-c lock_timeout={WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    " -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)
_CABLE: dict[str, int] = {
    "connect_timeout": WAIT_SECONDS,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""Both ends notice a cut cable within half a minute: without it a save would wait for hours."""

_FILE = "sqlite+pysqlite://"
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


def _no_key() -> FileKey | None:
    """Return the key of a file that is not encrypted."""
    return None


def for_file(
    path: Path,
    begin: str,
    *,
    key: Callable[[], FileKey | None] = _no_key,
    foreign_keys: bool = True,
) -> Engine:
    """Return an engine on a file; `begin` is DEFERRED for reading and EXCLUSIVE for writing.

    The key is asked for anew with every connection: while the desk is locked there is none.
    """

    def creator() -> Any:  # noqa: ANN401 - the library has no types
        return connect(path, key=key(), foreign_keys=foreign_keys, read_only=begin == "DEFERRED")

    dialect = _dialect()
    engine = Engine(
        NullPool(creator, dialect=dialect),
        dialect,
        make_url(_FILE),
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(engine, "begin", _begins_with(begin))
    event.listen(engine, "set_connection_execution_options", _no_isolation_level)
    return engine


@cache
def _dialect() -> Dialect:
    """Return the one dialect of all files: what one engine compiles then serves every other."""
    engine = create_engine(_FILE, module=driver, skip_autocommit_rollback=False)
    engine.connect().close()  # the library is asked once what it can do
    engine.dispose()
    return engine.dialect


def _begins_with(begin: str) -> Callable[[Connection], None]:
    def start(connection: Connection) -> None:
        raw = connection.connection.driver_connection
        if raw is None or raw.isolation_level is not None:
            raise SettingRefused("isolation_level")
        connection.exec_driver_sql(f"BEGIN {begin}")

    return start


def _no_isolation_level(_connection: Connection, options: dict[str, Any]) -> None:
    """Refuse the option that would silently bring back the driver's own transactions."""
    if "isolation_level" in options:
        raise SettingRefused("isolation_level")


def server_url(location: str) -> URL:
    """Return the URL with the driver that we ship."""
    return make_url(location).set(drivername="postgresql+psycopg")


def for_server(location: str, *, read_only: bool) -> Engine:
    """Return an engine on PostgreSQL; reading sees one moment throughout."""
    engine = create_engine(
        server_url(location),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"options": _POSTGRES_SESSION, **_CABLE},
    )
    if not read_only:
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
