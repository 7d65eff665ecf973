"""PostgreSQL: its address, filling an empty database, and seeing that it holds a centre."""

from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest

from sqlalchemy import URL, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from mediation_desk.domain.addresses import readable
from mediation_desk.domain.errors import FileRefused
from mediation_desk.i18n import _
from mediation_desk.storage import engines, refusals, schema, server_accounts
from mediation_desk.storage.database import Database
from mediation_desk.storage.places import require_known
from mediation_desk.storage.server_accounts import Standing

LEAST_SERVER = 15


def prepare(location: str) -> tuple[str, Standing]:
    """Bring a centre's schema up to date; return its address as it may be shown, and who we are.

    Only the account that owns the tables can. Where people have accounts of their own, their
    rights are given anew, with those to tables that have come.
    """
    with _sentences(location) as shown:
        with engines.for_server(location, read_only=True).connect() as connection:
            version = schema.version_of(connection)
            if version == 0:
                raise FileRefused(_("{path} holds no centre.").format(path=shown))
            standing = server_accounts.standing(connection)
        require_known(shown, version)
        if version < schema.HEAD:
            if not standing.owns:
                raise FileRefused(
                    _(
                        "{path} was written by an older version of Mediation Desk. Its tables are"
                        " brought up to date under the account that owns them, {owner}:"
                        " mediation-desk --db … server grants"
                    ).format(path=shown, owner=standing.owner)
                )
            with engines.for_server(location, read_only=False).begin() as connection:
                granted = server_accounts.take_down(connection)
                schema.upgrade(connection)
                if granted:
                    server_accounts.grant(connection)
        elif standing.is_owner and standing.granted and not standing.by_rows:
            with engines.for_server(location, read_only=False).begin() as connection:
                server_accounts.grant(connection)
        return shown, standing


def as_account(location: str, account: str, password: str) -> str:
    """Return the address of a server under another account."""
    url = engines.server_url(location).set(username=account, password=password)
    return url.render_as_string(hide_password=False)


def forget(db: Database) -> None:
    """Lock a desk at a server: the password is not known any more."""
    db.readdress(lambda address: _with_password(address, None), locked=True)


def go_on(db: Database, password: str) -> None:
    """Unlock it, once the server has let the same account in with this password."""

    def proven(address: str) -> str:
        again = _with_password(address, password)
        with _sentences(again), engines.for_server(again, read_only=True).connect():
            return again

    db.readdress(proven)


def change(db: Database, password: str) -> None:
    """Go on with another password, which the server keeps from now on."""
    db.readdress(lambda address: _with_password(address, password))


def prove(db: Database, account: str, password: str) -> None:
    """See whether the server lets another account in with this password."""
    address = as_account(db.address, account, password)
    with _sentences(address), engines.for_server(address, read_only=True).connect():
        pass


def knows(db: Database, password: str) -> bool:
    """Say whether this is the password in use."""
    held = make_url(db.address).password
    return bool(held) and compare_digest(str(held).encode(), password.encode())


def _with_password(address: str, password: str | None) -> str:
    url = make_url(address)
    again = URL.create(
        url.drivername, url.username, password, url.host, url.port, url.database, url.query
    )
    return again.render_as_string(hide_password=False)


def database_of(location: str) -> tuple[str, str]:
    """Return the names of the database and of the computer in an address."""
    try:
        url = make_url(location)
    except ArgumentError:
        return "", ""
    query = url.query.get("host", "")
    host = url.host or (query if isinstance(query, str) else query[0])
    return url.database or "", "" if host.startswith("/") else host


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
        engines.server_url(location)
    except ArgumentError:
        raise FileRefused(_("This is not the address of a PostgreSQL database.")) from None
    shown = readable(location)
    with refusals.spoken(shown):
        yield shown
