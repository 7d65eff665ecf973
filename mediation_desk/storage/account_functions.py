"""What a server itself sees to where each person has an account of their own (数据库账号).

The functions belong to the account that owns the tables and run with its rights: a person's
account may only call them, and each asks first who calls. Rights follow `app_user` by a trigger:
whatever changes a person there, the window, an undo or plain SQL, changes what the account may do
in the same transaction.

Which person an account is stands in the comment on it: `desk:KEY:DAY:DATABASE`, where the day is
when its owner last chose the password, and empty while a first password is in use.
"""

# ruff: noqa: S608 - all parts of these statements are our own, names and texts quoted

from collections.abc import Collection, Iterator, Mapping

from mediation_desk.domain.rights import MAY, Right, Role
from mediation_desk.i18n import _
from mediation_desk.storage import row_policies, taken_by_server, whole_views

NOT_A_KEEPER, NOT_ACTIVE, OWN_NAME = "DK001", "DK002", "DK003"
OWN_ACCOUNT, NO_ACCOUNT = "DK004", "DK005"
"""The states with which the functions refuse."""

_ITSELF = ("backup", "backup_failed", "second_copy", "rehearsal", "full_check")
"""What the program journals under its own name."""
_OF_HOUSE = ("add_figure", "correct_figure", "remove_figure", "set_regional")
"""Acts without a case whose values are read by whoever looks after the settings."""

TRIGGERS = {"desk_signed": "journal", "desk_followed": "app_user"}
VEILED = {"journal_value": "desk_seen", "caucus_note": "desk_own", "draft": "desk_own"}
"""Tables whose rows are not everybody's, and the policy that says so."""
ADDS = "desk_added"


def literal(text: str) -> str:
    """Return a text as it stands in SQL."""
    return "'" + text.replace("'", "''") + "'"


def among(texts: Collection[str]) -> str:
    """Return texts as an array in SQL."""
    return "ARRAY[" + ", ".join(literal(text) for text in texts) + "]::text[]"


def statements(
    database: str, groups: Mapping[str, str], keepers: Collection[str], cases: Collection[str]
) -> Iterator[str]:
    """Yield what makes functions, triggers and policies, again or for the first time.

    `groups` are the roles of the database by the role that a person has at the desk.
    """
    here = literal(database)
    yield _DESK_PERSON.format(here=here)
    yield _DESK_IS
    yield _KEEPER.format(here=here, keepers=among([groups[one] for one in keepers]))
    yield _ACCOUNT_OF.format(here=here)
    yield _NAME_OF.format(here=here)
    pairs = ", ".join(f"({literal(r)}, {literal(g)})" for r, g in groups.items())
    yield _FOLLOW.format(pairs=pairs)
    yield "CREATE OR REPLACE FUNCTION desk_follow_people() RETURNS trigger LANGUAGE plpgsql " + (
        "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS "
        "$$ BEGIN PERFORM desk_accounts_follow(); RETURN NULL; END $$"
    )
    yield _GIVE
    yield _TAKE
    yield _OWN_PASSWORD.format(here=here)
    yield _SIGNED.format(itself=among(_ITSELF))
    yield _DIGESTS
    yield _CLOSED_NOTES
    yield _NOTES_IN
    for name in _PRIVATE:
        yield f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC"
    for name in _OFFERED:
        yield f"REVOKE EXECUTE ON FUNCTION {name} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {name} TO {', '.join(map(quoted, groups.values()))}"
    yield (
        "CREATE TRIGGER desk_signed BEFORE INSERT ON journal FOR EACH ROW"
        " EXECUTE FUNCTION desk_sign()"
    )
    yield (
        "CREATE TRIGGER desk_followed AFTER INSERT OR UPDATE OR DELETE ON app_user"
        " FOR EACH STATEMENT EXECUTE FUNCTION desk_follow_people()"
    )
    yield from _veils(among([groups[one] for one in cases]))


def about_rows(groups: Mapping[str, str]) -> Iterator[str]:
    """Yield what makes the server itself hide cases from those who may not see them."""
    clerks, leaders, mediators = (
        literal(groups[role]) for role in (Role.CLERK, Role.SUPERVISOR, Role.MEDIATOR)
    )
    readers = [groups[role.value] for role in Role if role in MAY[Right.READ]]
    yield from row_policies.functions(clerks, leaders, mediators)
    yield whole_views.facts()
    yield from taken_by_server.functions()
    yield from row_policies.policies(among([groups[Role.AUDITOR]]))
    yield from whole_views.views()
    names = ", ".join(f"{whole_views.VIEW}{name}" for name in sorted(whole_views.tables()))
    to = ", ".join(map(quoted, readers))
    yield f"GRANT SELECT ON {names} TO {to}"
    for told in (*row_policies.TELLING, *whole_views.TELLING, *taken_by_server.telling()):
        yield f"REVOKE EXECUTE ON FUNCTION {told} FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION {told} TO {to}"


def _veils(readers: str) -> Iterator[str]:
    for table in VEILED:
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield (
        f"CREATE POLICY {VEILED['journal_value']} ON journal_value FOR SELECT USING ("
        "(SELECT desk_person()) IS NULL"
        f' OR (SELECT desk_is({readers})) AND body NOT LIKE \'%"table":"caucus_note"%\''
        " OR EXISTS (SELECT FROM journal WHERE journal.id = journal_id AND"
        f" (actor_id IN (0, (SELECT desk_person())) OR doing = ANY ({among(_OF_HOUSE)}))))"
    )
    yield f"CREATE POLICY {ADDS} ON journal_value FOR INSERT WITH CHECK (true)"
    yield (
        f"CREATE POLICY {VEILED['caucus_note']} ON caucus_note FOR ALL USING ("
        "(SELECT desk_person()) IS NULL OR author_id = (SELECT desk_person())"
        " OR EXISTS (SELECT FROM caucus_reader AS one WHERE one.note_id = caucus_note.id"
        " AND one.user_id = (SELECT desk_person())))"
        " WITH CHECK ((SELECT desk_person()) IS NULL OR author_id = (SELECT desk_person()))"
    )
    yield (
        f"CREATE POLICY {VEILED['draft']} ON draft FOR ALL USING ("
        "(SELECT desk_person()) IS NULL OR user_id = (SELECT desk_person()))"
    )


def taking_down() -> Iterator[str]:
    """Yield what takes triggers, views and policies away, as before a migration of the tables."""
    yield from whole_views.taking_down()
    yield from row_policies.taking_down()
    for name, table in TRIGGERS.items():
        yield f"DROP TRIGGER IF EXISTS {name} ON {table}"
    for table, name in VEILED.items():
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"
    yield f"DROP POLICY IF EXISTS {ADDS} ON journal_value"


def sentences() -> dict[str, str]:
    """Return what the states mean with which the functions refuse."""
    return {
        NOT_A_KEEPER: _("A supervisor or administrator looks after the accounts."),
        NOT_ACTIVE: _("This person is not active at the centre."),
        OWN_NAME: _("Your account is called after you: let another supervisor change your name."),
        OWN_ACCOUNT: _("Your own account is looked after by somebody else."),
        NO_ACCOUNT: _("This desk works under an account that several people share."),
    }


def quoted(name: str) -> str:
    """Return the name of a role as it stands in SQL."""
    return '"' + name.replace('"', '""') + '"'


_PRIVATE = (
    "desk_require_keeper()",
    "desk_account_of(bigint)",
    "desk_accounts_follow()",
    "desk_follow_people()",
    "desk_sign()",
)
_OFFERED = (
    "desk_give_account(bigint, text, integer)",
    "desk_take_account(bigint)",
    "desk_own_password(text)",
    "desk_digests(bigint, bigint)",
    "desk_closed_notes(bigint, bigint)",
    "desk_notes_in(bigint)",
)

_HEAD = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"

_DESK_PERSON = """
CREATE OR REPLACE FUNCTION desk_person() RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    held text;
BEGIN
    IF current_database() <> {here} THEN
        RETURN NULL;
    END IF;
    SELECT description INTO held FROM pg_shdescription
        WHERE objoid = quote_ident(session_user)::regrole AND classoid = 'pg_authid'::regclass;
    RETURN CASE WHEN substring(held from '^desk:[0-9]+:[0-9-]*:(.*)$') = {here}
        THEN split_part(held, ':', 2)::bigint END;
END $$"""
"""It is asked with every statement, so that it reads one row by its key."""

_DESK_IS = """
CREATE OR REPLACE FUNCTION desk_is(groups text[]) RETURNS boolean LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (
        SELECT FROM pg_auth_members AS held
        JOIN pg_roles AS whole ON whole.oid = held.roleid
        JOIN pg_roles AS one ON one.oid = held.member
        WHERE one.rolname = session_user AND whole.rolname = ANY (groups))
$$"""

_KEEPER = (
    "CREATE OR REPLACE FUNCTION desk_require_keeper() RETURNS void LANGUAGE plpgsql "
    + _HEAD
    + """ $$
BEGIN
    IF current_database() <> {here} OR NOT (
        pg_has_role(session_user, current_user, 'MEMBER') OR desk_is({keepers})
    ) THEN
        RAISE EXCEPTION 'not for this account' USING ERRCODE = 'DK001';
    END IF;
END $$"""
)

_ACCOUNT_OF = """
CREATE OR REPLACE FUNCTION desk_account_of(person bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT rolname::text FROM pg_roles
    WHERE shobj_description(oid, 'pg_authid') LIKE 'desk:' || person || ':%'
        AND substring(shobj_description(oid, 'pg_authid')
            from '^desk:[0-9]+:[0-9-]*:(.*)$') = {here}
$$"""

_NAME_OF = """
CREATE OR REPLACE FUNCTION desk_account_name(person text) RETURNS text LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT CASE WHEN octet_length(whole) <= 63 THEN whole
        ELSE left(encode(sha256(convert_to(whole, 'UTF8')), 'hex'), 40) END
    FROM (SELECT person || '@' || {here} AS whole) AS made
$$"""

_FOLLOW = (
    "CREATE OR REPLACE FUNCTION desk_accounts_follow() RETURNS void LANGUAGE plpgsql "
    + _HEAD
    + """ $$
DECLARE
    one record;
    pair record;
    account text;
    is_in boolean;
BEGIN
    FOR one IN
        SELECT made.rolname::text AS account, made.oid, made.rolcanlogin, app_user.name,
            coalesce(app_user.active, false) AS active,
            string_to_array(coalesce(app_user.roles, ''), ',') AS roles
        FROM pg_roles AS made
        LEFT JOIN app_user ON app_user.id
            = substring(shobj_description(made.oid, 'pg_authid') from '^desk:([0-9]+):')::bigint
        WHERE substring(shobj_description(made.oid, 'pg_authid')
            from '^desk:[0-9]+:[0-9-]*:(.*)$') = current_database()
    LOOP
        account := one.account;
        IF one.active AND desk_account_name(one.name) <> account THEN
            IF account = session_user THEN
                RAISE EXCEPTION 'own name' USING ERRCODE = 'DK003';
            END IF;
            EXECUTE format('ALTER ROLE %I RENAME TO %I', account, desk_account_name(one.name));
            account := desk_account_name(one.name);
        END IF;
        FOR pair IN SELECT * FROM (VALUES {pairs}) AS pairs(role, held) LOOP
            SELECT EXISTS (SELECT FROM pg_auth_members JOIN pg_roles AS g ON g.oid = roleid
                WHERE g.rolname = pair.held AND member = one.oid) INTO is_in;
            IF one.active AND pair.role = ANY (one.roles) AND NOT is_in THEN
                EXECUTE format('GRANT %I TO %I', pair.held, account);
            ELSIF is_in AND NOT (one.active AND pair.role = ANY (one.roles)) THEN
                EXECUTE format('REVOKE %I FROM %I', pair.held, account);
            END IF;
        END LOOP;
        IF one.active <> one.rolcanlogin THEN
            EXECUTE format('ALTER ROLE %I %s', account,
                CASE WHEN one.active THEN 'LOGIN' ELSE 'NOLOGIN' END);
        END IF;
    END LOOP;
END $$"""
)

_GIVE = (
    "CREATE OR REPLACE FUNCTION desk_give_account(person bigint, verifier text, days integer)"
    " RETURNS text LANGUAGE plpgsql "
    + _HEAD
    + """ $$
DECLARE
    who record;
    account text := desk_account_of(person);
BEGIN
    PERFORM desk_require_keeper();
    SELECT name, active INTO who FROM app_user WHERE id = person;
    IF who.active IS NOT TRUE THEN
        RAISE EXCEPTION 'not active' USING ERRCODE = 'DK002';
    END IF;
    IF person = desk_person() THEN
        RAISE EXCEPTION 'own account' USING ERRCODE = 'DK004';
    END IF;
    IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
        RAISE EXCEPTION 'not a verifier';
    END IF;
    IF account IS NULL THEN
        account := desk_account_name(who.name);
        EXECUTE format('CREATE ROLE %I LOGIN', account);
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', account, verifier,
        now() + make_interval(days => days));
    EXECUTE format('COMMENT ON ROLE %I IS %L', account,
        'desk:' || person || '::' || current_database());
    PERFORM desk_accounts_follow();
    RETURN account;
END $$"""
)

_TAKE = (
    "CREATE OR REPLACE FUNCTION desk_take_account(person bigint) RETURNS text LANGUAGE plpgsql "
    + _HEAD
    + """ $$
DECLARE
    account text := desk_account_of(person);
BEGIN
    PERFORM desk_require_keeper();
    IF person = desk_person() THEN
        RAISE EXCEPTION 'own account' USING ERRCODE = 'DK004';
    END IF;
    IF account IS NOT NULL THEN
        EXECUTE format('DROP ROLE %I', account);
    END IF;
    RETURN account;
END $$"""
)

_OWN_PASSWORD = (
    "CREATE OR REPLACE FUNCTION desk_own_password(verifier text) RETURNS void LANGUAGE plpgsql "
    + _HEAD
    + """ $$
BEGIN
    IF desk_person() IS NULL THEN
        RAISE EXCEPTION 'no account' USING ERRCODE = 'DK005';
    END IF;
    IF verifier NOT LIKE 'SCRAM-SHA-256$%' THEN
        RAISE EXCEPTION 'not a verifier';
    END IF;
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL ''infinity''', session_user, verifier);
    EXECUTE format('COMMENT ON ROLE %I IS %L', session_user, 'desk:' || desk_person() || ':'
        || (now() AT TIME ZONE 'Asia/Shanghai')::date || ':' || {here});
END $$"""
)

_SIGNED = """
CREATE OR REPLACE FUNCTION desk_sign() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF desk_person() IS NOT NULL AND NEW.actor_id <> desk_person()
        AND NOT (NEW.actor_id = 0 AND NEW.doing = ANY ({itself})) THEN
        RAISE EXCEPTION 'an account signs with its own name' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$"""
"""In the journal an account speaks for its own person, whatever program writes there."""

_DIGESTS = (
    "CREATE OR REPLACE FUNCTION desk_digests(after bigint, until bigint)"
    " RETURNS TABLE (entry bigint, digest text) LANGUAGE sql STABLE "
    + _HEAD
    + """ $$
    SELECT journal_id, encode(sha256(salt || convert_to(body, 'UTF8')), 'hex')
    FROM journal_value WHERE journal_id > after AND journal_id <= until
$$"""
)
"""Who checks the chain need not read what the entries say."""

_CLOSED_NOTES = (
    "CREATE OR REPLACE FUNCTION desk_closed_notes(author bigint, reader bigint)"
    " RETURNS TABLE (case_key bigint) LANGUAGE sql STABLE "
    + _HEAD
    + """ $$
    SELECT case_id FROM caucus_note WHERE author_id = author AND NOT EXISTS (
        SELECT FROM caucus_reader WHERE note_id = caucus_note.id AND user_id = reader)
$$"""
)
"""Whoever hands cases over is told how many notes stay closed, not what they say."""

_NOTES_IN = (
    "CREATE OR REPLACE FUNCTION desk_notes_in(one bigint) RETURNS bigint LANGUAGE sql STABLE "
    + _HEAD
    + " $$ SELECT count(*) FROM caucus_note WHERE case_id = one $$"
)
