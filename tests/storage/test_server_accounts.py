"""What each role's own account of a server may do in plain SQL, table by table.

`table_rights.csv` says it: S read, I add, U change, D delete; s reads some columns only.
"""

import csv
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url, text

from mediation_desk import i18n
from mediation_desk.domain.errors import DeskError, FileRefused, NotAllowed, NotLetIn
from mediation_desk.domain.rights import Role
from mediation_desk.services import rollup_keys, settings, story
from mediation_desk.services import server_accounts as service
from mediation_desk.services.desk import found, open_desk
from mediation_desk.storage import backup, dumping, grants, schema, server, server_accounts
from mediation_desk.storage.records import Record
from tests.own_accounts import as_person, as_user, own_database, plain, staff
from tests.storage.samples import NOW

TABLE = Path(__file__).with_name("table_rights.csv")
ROWS = list(csv.DictReader(TABLE.open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module")
def centre(postgres):
    """A desk under the owner's account, its address, and one person of each role."""
    with own_database(postgres) as url, i18n.speaking(i18n.CHINESE):
        desk = found(url, story.CENTRE, story.SUPERVISOR, now=lambda: NOW)
        people = staff(desk)
        yield desk, url, people
        desk.close()


def refused(line, statement):
    """Say whether an account has no right to a statement; whatever else it did is undone."""
    try:
        line.execute(statement)
    except psycopg.errors.InsufficientPrivilege as error:
        return "permission denied" in str(error)  # and not a policy, which looks at the row
    except psycopg.Error:
        return False
    finally:
        line.rollback()
    return False


def acts(table, column):
    """Return what each letter of the table stands for, as plain SQL that changes nothing."""
    return {
        "S": f'SELECT count("{column}") FROM {table} WHERE false',
        "I": f"INSERT INTO {table} DEFAULT VALUES",
        "U": f'UPDATE {table} SET "{column}" = DEFAULT WHERE false',
        "D": f"DELETE FROM {table} WHERE false",
    }


def test_every_table_is_in_the_data_and_every_right_is_what_the_program_says():
    tables = {table.name for table in Record.metadata.sorted_tables} | {"alembic_version"}

    assert {row["table"] for row in ROWS} == tables == grants.tables()
    assert grants.of(Role.SUPERVISOR, "a_table_that_nobody_thought_of") == grants.Grant()


@pytest.mark.parametrize("role", Role)
def test_an_account_does_with_each_table_what_the_data_say_and_nothing_else(centre, role):
    _desk, url, people = centre
    columns = {t.name: [*t.c.keys()] for t in Record.metadata.sorted_tables}
    columns["alembic_version"] = ["version_num"]
    wrong = []
    with plain(as_person(url, people[role].name)) as line:
        for row in ROWS:
            table, said = row["table"], row[role.value]
            known = grants.OPEN_COLUMNS.get(table, ())
            closed = [column for column in columns[table] if column not in known]
            for letter, statement in acts(table, closed[-1]).items():
                if refused(line, statement) is (letter in said):
                    wrong.append((table, letter))
            named = "s" in said or "S" in said
            some = ", ".join(known or grants.KNOWN_BY_NUMBER.get(table, ()))
            if some and refused(line, f"SELECT {some} FROM {table}") is named:
                wrong.append((table, "s"))
            if not refused(line, f"TRUNCATE {table} CASCADE"):
                wrong.append((table, "truncate"))

    assert wrong == []


def test_on_a_server_supervisors_sign_and_renew_and_others_see_the_fingerprint(postgres):
    with own_database(postgres) as url, i18n.speaking(i18n.CHINESE):
        owner = found(url, story.CENTRE, story.SUPERVISOR, now=lambda: NOW)
        people = staff(owner)
        with owner.db.write(owner.actor, "make_report_key") as session:
            rollup_keys.for_signing(owner, session)
        before = rollup_keys.key(owner).fingerprint
        desks = {
            role: open_desk(as_person(url, people[role].name), now=lambda: NOW)
            for role in (Role.SUPERVISOR, Role.CLERK)
        }

        renewed = rollup_keys.renew(desks[Role.SUPERVISOR], "原机外借过")

        assert renewed.fingerprint != before
        seen = rollup_keys.key(desks[Role.CLERK])
        assert (seen.fingerprint, seen.earlier[0][0]) == (renewed.fingerprint, before)
        for desk in (*desks.values(), owner):
            desk.close()


@pytest.mark.parametrize("role", Role)
def test_no_account_changes_the_tables_themselves_or_makes_accounts(centre, role):
    _desk, url, people = centre
    with plain(as_person(url, people[role].name)) as line:
        for statement in (
            "ALTER TABLE journal DISABLE TRIGGER ALL",
            "DROP TRIGGER desk_signed ON journal",
            "ALTER TABLE caucus_note DISABLE ROW LEVEL SECURITY",
            "CREATE TABLE mine (a integer)",
            "CREATE ROLE somebody LOGIN",
            "SELECT desk_accounts_follow()",
            'GRANT "desk-supervisor@x" TO somebody',
        ):
            with pytest.raises(psycopg.Error):
                line.execute(statement)
            line.rollback()


@pytest.mark.parametrize("role", Role)
def test_nobodys_account_changes_or_removes_an_entry_of_the_journal(centre, role):
    _desk, url, people = centre
    with plain(as_person(url, people[role].name)) as line:
        before = line.execute("SELECT count(*) FROM journal").fetchone()
        for statement in (
            "UPDATE journal SET actor = '别人'",
            "DELETE FROM journal",
            "UPDATE journal_value SET body = '[]'",
            "DELETE FROM journal_value",
        ):
            assert refused(line, statement), statement
        assert line.execute("SELECT count(*) FROM journal").fetchone() == before


@pytest.mark.parametrize("role", Role)
def test_an_account_signs_with_its_own_name_only(centre, role):
    _desk, url, people = centre
    mine, other = people[role].id, people[Role.AUDITOR if role is Role.CLERK else Role.CLERK].id
    entry = (
        "INSERT INTO journal (id, at, actor_id, actor, doing, digest, before, hash)"
        " VALUES (%s, now(), %s, 'x', %s, '', '', '')"
    )
    with plain(as_person(url, people[role].name)) as line:
        line.execute(entry, [9000, mine, "print"])
        line.rollback()
        for actor, doing in ((other, "print"), (0, "register")):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                line.execute(entry, [9000, actor, doing])
            line.rollback()


def test_only_supervisors_and_administrators_make_accounts(centre):
    _desk, url, people = centre
    key = people[Role.AUDITOR].id
    give = "SELECT desk_give_account(%s, 'SCRAM-SHA-256$x', 7)"
    for role in Role:
        with plain(as_person(url, people[role].name)) as line:
            if role in (Role.SUPERVISOR, Role.ADMINISTRATOR):
                line.execute(give, [key])
            else:
                with pytest.raises(psycopg.Error) as refusal:
                    line.execute(give, [key])
                assert refusal.value.sqlstate == "DK001"
            line.rollback()


def test_rights_follow_the_roles_of_a_person_with_the_same_save(centre):
    desk, url, people = centre
    clerk = people[Role.CLERK]
    with plain(as_person(url, clerk.name)) as line:
        assert refused(line, "DELETE FROM money_row WHERE false")
        settings.save_user(desk, replace(clerk, roles=frozenset({Role.CLERK, Role.MEDIATOR})))
        assert not refused(line, "DELETE FROM money_row WHERE false")
        settings.save_user(desk, clerk)
        assert refused(line, "DELETE FROM money_row WHERE false")


def test_a_leaver_is_shut_out_even_from_a_line_that_is_open_and_may_come_back(centre):
    desk, url, people = centre
    clerk = people[Role.CLERK]
    own = as_person(url, clerk.name)
    with plain(own) as line:
        line.execute("SELECT count(*) FROM mediation_case")
        line.rollback()
        settings.save_user(desk, replace(clerk, active=False))
        assert refused(line, "SELECT count(*) FROM mediation_case")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        plain(own)
    with pytest.raises(NotLetIn):
        open_desk(own)
    settings.save_user(desk, clerk)
    open_desk(own).close()


def test_a_renamed_person_keeps_the_account_under_the_new_name(centre):
    desk, url, people = centre
    clerk = people[Role.CLERK]
    settings.save_user(desk, replace(clerk, name="赵新名"))
    with plain(as_person(url, "赵新名")) as line:
        assert line.execute("SELECT desk_person()").fetchone() == (clerk.id,)
    settings.save_user(desk, clerk)


def test_an_account_that_was_taken_away_is_gone(centre):
    desk, url, people = centre
    auditor = people[Role.AUDITOR]
    service.take(desk, auditor.id)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        plain(as_person(url, auditor.name))
    assert {h.user.id for h in service.load(desk).people if h.account is None} >= {auditor.id}
    service.give(desk, auditor.id)
    plain(as_person(url, auditor.name)).close()


def test_notes_and_drafts_are_seen_by_those_alone_whose_they_are(centre):
    _desk, url, people = centre
    mediator, supervisor = people[Role.MEDIATOR], people[Role.SUPERVISOR]
    keep = "INSERT INTO draft (user_id, key, text, kept_at) VALUES (%s, 'x', 'mine', now())"
    with plain(as_person(url, mediator.name)) as line:
        line.execute(keep, [mediator.id])
        with pytest.raises(psycopg.errors.InsufficientPrivilege), line.transaction():
            line.execute(keep, [supervisor.id])
        line.commit()
    seen = "SELECT count(*) FROM draft WHERE key = 'x'"
    for role, count in ((Role.MEDIATOR, 1), (Role.SUPERVISOR, 0), (Role.ADMINISTRATOR, 0)):
        with plain(as_person(url, people[role].name)) as line:
            assert line.execute(seen).fetchone() == (count,)


def test_grants_made_again_after_an_upgrade_give_what_is_new_and_take_what_is_too_much(centre):
    desk, url, people = centre
    clerks = server_accounts.groups(str(make_url(url).database))[Role.CLERK]
    with plain(url) as line:
        line.execute(f'GRANT DELETE ON centre TO "{clerks}"')
    with plain(as_person(url, people[Role.CLERK].name)) as line:
        assert not refused(line, "DELETE FROM centre WHERE false")
        service.grant(desk)
        assert refused(line, "DELETE FROM centre WHERE false")


def test_only_the_owner_gives_out_rights_and_brings_the_tables_up_to_date(centre, monkeypatch):
    _desk, url, people = centre
    own = as_person(url, people[Role.SUPERVISOR].name)
    desk = open_desk(own)
    with pytest.raises(FileRefused, match="keeper"):
        service.grant(desk)
    desk.close()
    monkeypatch.setattr(schema, "HEAD", schema.HEAD + 1)
    monkeypatch.setattr("mediation_desk.storage.marks.HEAD", schema.HEAD)
    with pytest.raises(FileRefused, match="keeper"):
        server.prepare(own)


def test_an_owner_who_may_not_make_roles_is_told_what_lets_them(centre, postgres):
    desk, _url, _people = centre
    postgres.run("ALTER ROLE keeper NOCREATEROLE")
    try:
        with pytest.raises(FileRefused, match="CREATEROLE"):
            service.grant(desk)
    finally:
        postgres.run("ALTER ROLE keeper CREATEROLE")


def test_a_personal_account_does_not_copy_everything(centre, tmp_path):
    _desk, url, people = centre
    desk = open_desk(as_person(url, people[Role.CLERK].name))
    with pytest.raises(NotAllowed, match="backup"):
        backup.backup(desk.db, tmp_path / "x.dump", None, NOW)
    desk.close()


def test_a_shared_account_goes_on_as_before(centre):
    _desk, url, _people = centre
    again = open_desk(url)
    assert again.db.person_id is None
    assert again.actor.name == story.SUPERVISOR.name
    again.close()
    with pytest.raises(DeskError):
        open_desk(as_user(url, "nobody_of_ours"))


def test_an_upgrade_by_the_owner_gives_the_rights_again(centre, monkeypatch):
    _desk, url, people = centre
    veils = "SELECT count(*) FROM pg_policies WHERE schemaname = 'public'"

    def upgraded(connection):
        assert connection.scalar(text(veils)) == 0, "a column in a policy is not altered"
        connection.execute(text("ALTER TABLE draft ALTER COLUMN text TYPE varchar"))
        connection.execute(text("CREATE TABLE again AS SELECT * FROM waiver"))
        connection.execute(text("DROP TABLE waiver"))
        connection.execute(text("ALTER TABLE again RENAME TO waiver"))

    monkeypatch.setattr(schema, "HEAD", schema.HEAD + 1)
    monkeypatch.setattr("mediation_desk.storage.marks.HEAD", schema.HEAD)
    monkeypatch.setattr(schema, "upgrade", upgraded)
    server.prepare(url)

    with plain(url) as line:
        assert line.execute(veils).fetchone()[0] >= 4
    with plain(as_person(url, people[Role.CLERK].name)) as line:
        assert not refused(line, "DELETE FROM waiver WHERE false")
    with plain(as_person(url, people[Role.AUDITOR].name)) as line:
        assert refused(line, "SELECT count(*) FROM waiver")


def test_what_is_backed_up_with_accounts_is_restored_without_them_and_gets_them_anew(
    centre, postgres, tmp_path
):
    desk, _url, people = centre
    backup.backup(desk.db, tmp_path / "centre.dump", None, NOW)
    with own_database(postgres) as other:
        dumping.restore(tmp_path / "centre.dump", other)
        again = open_desk(other, now=lambda: NOW)
        assert service.load(again).standing.granted is False
        key = people[Role.CLERK].id
        with pytest.raises(DeskError):
            service.give(again, key)
        service.grant(again)
        given = service.give(again, key)
        again.close()
        with plain(as_person(other, people[Role.CLERK].name)) as line:
            assert line.execute("SELECT session_user::text").fetchone() == (given.account,)
            assert refused(line, "DELETE FROM journal")
