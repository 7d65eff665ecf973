"""PostgreSQL: its address, filling an empty database, and seeing that it holds a centre."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import inspect, text
from sqlalchemy.exc import ArgumentError

from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import engines, refusals, schema
from mediation_desk.storage.database import require_known

LEAST_SERVER = 15


def prepare(location: str) -> str:
    """Bring a centre's schema up to date; return its address as it may be shown."""
    with _sentences(location) as shown:
        with engines.for_server(location, read_only=True).connect() as connection:
            version = schema.version_of(connection)
        if version == 0:
            raise FileRefused(_("{path} holds no centre.").format(path=shown))
        require_known(shown, version)
        if version < schema.HEAD:
            with engines.for_server(location, read_only=False).begin() as connection:
                schema.upgrade(connection)
        return shown


def create(location: str) -> None:
    """Fill an empty database with our tables."""
    with (
        _sentences(location) as shown,
        engines.for_server(location, read_only=False).begin() as connection,
    ):
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
                _("{path} is not empty. A new centre needs an empty database.").format(path=shown)
            )
        schema.create(connection)


@contextmanager
def _sentences(location: str) -> Iterator[str]:
    """Hand on the address as it may be shown, and say what is wrong with it or with the server."""
    try:
        shown = engines.server_url(location).render_as_string(hide_password=True)
    except ArgumentError:
        raise FileRefused(_("This is not the address of a PostgreSQL database.")) from None
    with refusals.spoken(shown):
        yield shown
