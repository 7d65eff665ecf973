"""An account of the database for each person, made and looked after by the program (数据库账号).

The account is called after the person and the database, 王芳@centre, and has the rights of the
person's roles by five roles of the database, which hold what `grants` says of each table. Nobody
but the account that owns the tables can change them, hand out rights or bring the tables up to
date. A centre without such accounts goes on as before, under the one account in its address.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from sqlalchemy import Connection, bindparam, inspect, text
from sqlalchemy.orm import Session

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.rights import MAY, Right, Role
from mediation_desk.i18n import _
from mediation_desk.storage import account_functions as functions
from mediation_desk.storage import grants
from mediation_desk.storage.account_functions import quoted
from mediation_desk.storage.marks import BY_SERVER, OWN_ACCOUNT

_LONGEST = 63
"""Bytes of a name of PostgreSQL."""
_CASES = (Role.CLERK, Role.MEDIATOR, Role.SUPERVISOR, Role.AUDITOR)
"""Who reads what the journal's entries say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccount:
    """The account of one person: `since` is the day of its password, None for a first one."""

    person_id: int
    name: str
    open: bool
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a database stands: whose account is in use, whose the tables are, whether we grant.

    `owns` says whether the account may bring the tables up to date, `by_rows` whether the server
    itself hides cases from accounts that may not see them.
    """

    account: str
    owner: str
    owns: bool
    granted: bool
    by_rows: bool
    makes_accounts: bool
    person_id: int | None

    @property
    def told(self) -> dict[str, object]:
        """What every session is told: whose account it uses, and whether the server hides."""
        own = self.person_id
        return {OWN_ACCOUNT: own, BY_SERVER: own is not None and self.by_rows}

    @property
    def is_owner(self) -> bool:
        """Whether the account in use owns the tables."""
        return self.account == self.owner


def account_name(name: str, database: str) -> str:
    """Return what the account of a person is called; `desk_account_name` says the same."""
    whole = f"{name}@{database}"
    return whole if len(whole.encode()) <= _LONGEST else sha256(whole.encode()).hexdigest()[:40]


def groups(database: str) -> dict[Role, str]:
    """Return the roles of a database that hold the rights of the desk's roles."""
    end = database if len(database.encode()) <= 40 else sha256(database.encode()).hexdigest()[:24]
    return {role: f"desk-{role.value}@{end}" for role in Role}


def standing(connection: Connection) -> Standing:
    """Return how it stands with the accounts of a database."""
    account, owner, owns, makes, granted, by_rows = connection.execute(
        text(
            "SELECT session_user::text, pg_get_userbyid(relowner)::text,"
            " pg_has_role(session_user, relowner, 'USAGE'),"
            " (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = session_user),"
            " to_regproc('public.desk_person') IS NOT NULL"
            " AND EXISTS (SELECT FROM pg_roles WHERE rolname = :group),"
            " to_regclass('public.desk_whole_mediation_case') IS NOT NULL"
            " FROM pg_class WHERE oid = to_regclass('public.mediation_case')"
        ),
        {"group": groups(_database(connection))[Role.SUPERVISOR]},
    ).one()
    person = connection.scalar(text("SELECT desk_person()")) if granted else None
    return Standing(
        account=account,
        owner=owner,
        owns=bool(owns),
        granted=bool(granted),
        by_rows=bool(granted and by_rows),
        makes_accounts=bool(makes),
        person_id=None if person is None else int(person),
    )


def _database(connection: Connection) -> str:
    return str(connection.scalar(text("SELECT current_database()")))


def grant(connection: Connection) -> tuple[str, ...]:
    """Make the roles and give each its rights, for the first time or again; return the roles.

    Only the account that owns the tables can: it must also be allowed to make roles.
    """
    found = standing(connection)
    if not found.is_owner:
        raise FileRefused(
            _(
                "Rights are given out by the account that owns the tables, {owner}; this is"
                " {account}."
            ).format(owner=found.owner, account=found.account)
        )
    if not found.makes_accounts:
        raise FileRefused(
            _(
                "{account} may not make accounts. An administrator of the server allows it:"
                " ALTER ROLE {quoted} CREATEROLE;"
            ).format(account=found.account, quoted=quoted(found.account))
        )
    database = _database(connection)
    named = groups(database)
    there = set(
        connection.scalars(
            text("SELECT rolname FROM pg_roles WHERE rolname IN :names").bindparams(
                bindparam("names", expanding=True)
            ),
            {"names": list(named.values())},
        )
    )
    for group in named.values():
        if group not in there:
            _run(connection, f"CREATE ROLE {quoted(group)} NOLOGIN")
    _close_to_others(connection, database, named)
    _give(connection, named)
    put_up(connection, database)
    _run(connection, "SELECT desk_accounts_follow()")
    return tuple(named.values())


def _run(connection: Connection, statement: str) -> None:
    """Run a statement as it stands: a per cent sign in it is one."""
    connection.exec_driver_sql(statement, execution_options={"no_parameters": True})


def _close_to_others(connection: Connection, database: str, named: dict[Role, str]) -> None:
    """Let nobody in but our roles, where the owner of the tables has the database too."""
    all_of_us = ", ".join(map(quoted, named.values()))
    owns_database, owns_schema = connection.execute(
        text(
            "SELECT pg_has_role(datdba, 'USAGE'),"
            " (SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'public')"
            " FROM pg_database WHERE datname = current_database()"
        )
    ).one()
    if owns_database:
        _run(connection, f"REVOKE ALL ON DATABASE {quoted(database)} FROM PUBLIC")
        _run(connection, f"GRANT CONNECT ON DATABASE {quoted(database)} TO {all_of_us}")
    if owns_schema:
        _run(connection, "REVOKE CREATE ON SCHEMA public FROM PUBLIC")
        _run(connection, f"GRANT USAGE ON SCHEMA public TO {all_of_us}")


def _give(connection: Connection, named: dict[Role, str]) -> None:
    """Give each role what the table says, and take what it does not say."""
    tables = sorted(inspect(connection).get_table_names())
    sequences = _sequences(connection)
    for role, group in named.items():
        to = quoted(group)
        _run(connection, f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {to}")
        _run(connection, f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {to}")
        for table in tables:
            may = grants.of(role, table)
            if may.acts:
                acts = ", ".join(sorted(may.acts))
                _run(connection, f"GRANT {acts} ON {table} TO {to}")
            if may.columns:
                columns = ", ".join(may.columns)
                _run(connection, f"GRANT SELECT ({columns}) ON {table} TO {to}")
            if "INSERT" in may.acts and table in sequences:
                _run(connection, f"GRANT USAGE, SELECT, UPDATE ON {sequences[table]} TO {to}")


def _sequences(connection: Connection) -> dict[str, str]:
    rows = connection.execute(
        text(
            "SELECT owned.relname, made.relname FROM pg_depend"
            " JOIN pg_class AS made ON made.oid = objid AND made.relkind = 'S'"
            " JOIN pg_class AS owned ON owned.oid = refobjid"
            " WHERE deptype IN ('a', 'i') AND pg_depend.classid = 'pg_class'::regclass"
        )
    )
    return {str(table): str(name) for table, name in rows}


def take_down(connection: Connection) -> bool:
    """Take our triggers and policies away before a migration; say whether there were any."""
    if not standing(connection).granted:
        return False
    for statement in functions.taking_down():
        _run(connection, statement)
    return True


def put_up(connection: Connection, database: str) -> None:
    """Make functions, triggers and policies anew."""
    for statement in functions.taking_down():
        _run(connection, statement)
    named = {role.value: group for role, group in groups(database).items()}
    keepers = [role.value for role in Role if role in MAY[Right.PEOPLE]]
    cases = [role.value for role in _CASES]
    for statement in functions.statements(database, named, keepers, cases):
        _run(connection, statement)
    for statement in functions.about_rows(named):
        _run(connection, statement)


# -- accounts --------------------------------------------------------------------------------


def accounts(session: Session) -> tuple[ServerAccount, ...]:
    """Return the accounts of this database; everybody may see that they exist."""
    rows = session.execute(
        text(
            "SELECT split_part(held, ':', 2), rolname, rolcanlogin, split_part(held, ':', 3),"
            " CASE WHEN isfinite(rolvaliduntil) THEN rolvaliduntil END"
            " FROM (SELECT *, shobj_description(oid, 'pg_authid') AS held FROM pg_roles) AS made"
            " WHERE substring(held from '^desk:[0-9]+:[0-9-]*:(.*)$') = current_database()"
            " ORDER BY rolname"
        )
    )
    return tuple(
        ServerAccount(
            person_id=int(person),
            name=name,
            open=bool(can),
            since=date.fromisoformat(since) if since else None,
            until=until.date() if until else None,
        )
        for person, name, can, since, until in rows
    )


def verifier(session: Session, account: str, password: str) -> str:
    """Return what the server keeps of a password: the password itself never goes there."""
    raw = session.connection().connection.driver_connection
    assert raw is not None, "a connection of a session is open"
    made: bytes = raw.pgconn.encrypt_password(password.encode(), account.encode(), b"scram-sha-256")
    return made.decode()


def give(session: Session, person_id: int, name: str, password: str, days: int) -> str:
    """Make a person's account, or another first password for it; return the account's name."""
    database = str(session.scalar(text("SELECT current_database()")))
    account = account_name(name, database)
    said = {
        "person": person_id,
        "verifier": verifier(session, account, password),
        "days": days,
    }
    made = session.scalar(text("SELECT desk_give_account(:person, :verifier, :days)"), said)
    return str(made)


def take(session: Session, person_id: int) -> str | None:
    """Take a person's account away."""
    gone = session.scalar(text("SELECT desk_take_account(:person)"), {"person": person_id})
    return None if gone is None else str(gone)


def set_own_password(session: Session, password: str) -> None:
    """Set the password of the account that is signed in."""
    account = str(session.scalar(text("SELECT session_user::text")))
    said = {"verifier": verifier(session, account, password)}
    session.execute(text("SELECT desk_own_password(:verifier)"), said)
