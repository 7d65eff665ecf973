"""A centre on a server where each person has an account, for tests of several packages."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import URL, make_url

from mediation_desk.domain.centre import User
from mediation_desk.domain.rights import Role
from mediation_desk.services import server_accounts, settings
from mediation_desk.services.desk import Desk
from mediation_desk.storage.server_accounts import account_name

OWNER = "keeper"
"""Owns the tables and makes accounts, and is no superuser."""


@contextmanager
def own_database(postgres: Any, name: str = "") -> Iterator[str]:
    """Make an empty database of an owner who may make accounts; yield its address."""
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as line:
        if line.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone() is None:
            line.execute(f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
    url = postgres.database(name=name)
    name = str(make_url(url).database)
    postgres.run(f"ALTER DATABASE {name} OWNER TO {OWNER}")
    try:
        yield as_user(url, OWNER)
    finally:
        postgres.drop(url)
        with psycopg.connect(postgres.url("postgres"), autocommit=True) as line:
            for (role,) in line.execute(
                "SELECT rolname FROM pg_roles WHERE rolname LIKE %s", [f"%@{name}"]
            ).fetchall():
                line.execute(f'DROP ROLE "{role}"')


def as_user(url: str, user: str) -> str:
    """Return the address under another account, which this server trusts without a password."""
    return make_url(url).set(username=user).render_as_string(hide_password=False)


def as_person(url: str, name: str) -> str:
    """Return the address under a person's own account."""
    return as_user(url, account_name(name, str(make_url(url).database)))


def plain(url: str) -> "psycopg.Connection[Any]":
    """Return a line for plain SQL, as any other program has it."""
    at: URL = make_url(url)
    return psycopg.connect(
        host=str(at.query["host"]), dbname=at.database, user=at.username, password=at.password
    )


def staff(desk: Desk) -> dict[Role, User]:
    """Give out the rights, and an account to one person of each role; return them by role."""
    server_accounts.grant(desk)
    made = {}
    for role in Role:
        name = f"{role.label}小{role.value[0]}"
        key = settings.save_user(desk, User(name=name, roles=frozenset({role})))
        server_accounts.give(desk, key)
        made[role] = User(id=key, name=name, roles=frozenset({role}))
    return made


def without_user(url: str) -> str:
    """Return the address as it stands at a desk where people sign in."""
    at = make_url(url)
    return URL.create(
        at.drivername, None, None, at.host, at.port, at.database, at.query
    ).render_as_string(hide_password=False)
