"""Engines for the file and for PostgreSQL, with nothing left to defaults that lose work.

One library reads and writes the file, transactions begin explicitly, and a connection lives
as long as its transaction: a save that failed can never be committed by somebody else's.
"""

import os
from collections.abc import Callable
from copy import copy
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, NullPool, create_engine, event, make_url
from sqlalchemy.util import LRUCache
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.security.cells import Cells
from mediation_desk.storage import sight
from mediation_desk.storage.connecting import WAIT_SECONDS, FileKey, SettingRefused, connect
from mediation_desk.storage.records.types import bind_cells

__all__ = ["connect", "for_file", "for_server", "server_url"]

_PROVEN = ("verify-full", "verify-ca")
_POSTGRES_SESSION = (
    f"-c lock_timeout={WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s -c timezone=UTC"
    " -c jit=off -c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
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
    Where sensitive values are closed, each of them asks for it, too.
    """
    held = key()

    def creator() -> Any:  # noqa: ANN401 - the library has no types
        return connect(path, key=key(), foreign_keys=foreign_keys, read_only=begin == "DEFERRED")

    dialect = _dialect() if held is None or held.cells is None else _closing(key)
    engine = Engine(
        NullPool(creator, dialect=dialect),
        dialect,
        make_url(_FILE),
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(engine, "begin", _begins_with(begin))
    event.listen(engine, "set_connection_execution_options", _no_isolation_level)
    sight.listen(engine)
    return engine


def for_resting(creator: Callable[[], Any]) -> Engine:
    """Return an engine that reads a file nobody works on, as `creator` opens it."""
    dialect = _dialect()
    return Engine(
        NullPool(creator, dialect=dialect), dialect, make_url(_FILE), hide_parameters=True
    )


@cache
def _dialect() -> Dialect:
    """Return the one dialect of all files: what one engine compiles then serves every other."""
    engine = create_engine(_FILE, module=driver, skip_autocommit_rollback=False)
    engine.connect().close()  # the library is asked once what it can do
    engine.dispose()
    return engine.dialect


def _closing(key: Callable[[], FileKey | None]) -> Dialect:
    """Return a dialect whose sensitive columns ask for their key with every value."""

    def cells_now() -> Cells | None:
        held = key()
        return held.cells if held is not None else None

    dialect = copy(_dialect())
    dialect.__dict__.pop("_type_memos", None)  # what the types remember is of one dialect
    return bind_cells(dialect, cells_now)


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
    """Return the URL with the driver that we ship.

    Beyond this computer the line is TLS, and the server proves by its certificate who it is.
    """
    url = make_url(location).set(drivername="postgresql+psycopg")
    if _is_here(url):
        return url
    mode = url.query.get("sslmode", "verify-full")
    if mode not in _PROVEN:
        raise FileRefused(
            _(
                "Outside of this computer the server is reached over TLS with its certificate"
                " checked: leave sslmode out of the address, or set verify-full or verify-ca."
            )
        )
    return url.update_query_dict({"sslmode": mode})


def _is_here(url: URL) -> bool:
    """Say whether every place that an address names lies on this computer."""
    query = url.query
    if "service" in query:
        return False
    asked = [url.host, query.get("host"), query.get("hostaddr")]
    named = [place for one in asked if one for place in ((one,) if isinstance(one, str) else one)]
    named = named or [os.environ.get("PGHOSTADDR") or os.environ.get("PGHOST") or ""]
    places = [place.split(":")[0] if place.count(":") == 1 else place for place in named]
    return all(_is_loopback(place) for one in places for place in one.split(","))


def _is_loopback(place: str) -> bool:
    if not place or place.startswith(("/", "@")) or place.lower() == "localhost":
        return True
    try:
        return ip_address(place).is_loopback
    except ValueError:
        return False


def for_listening(url: URL) -> Engine:
    """Return an engine whose one connection stays open to hear what others tell."""
    return create_engine(
        url,
        poolclass=NullPool,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        connect_args={"options": _POSTGRES_SESSION, **_CABLE},
    )


def for_server(location: str, *, read_only: bool) -> Engine:
    """Return an engine on PostgreSQL; reading sees one moment throughout."""
    engine = create_engine(
        server_url(location),
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"options": _POSTGRES_SESSION, **_CABLE},
    )
    sight.listen(engine)
    if not read_only:
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
