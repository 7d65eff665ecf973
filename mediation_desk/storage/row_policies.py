"""Which rows of cases an account of a server sees, kept by the server itself (行级权限).

What `sight` says of a person at the desk holds here for the person's account, whatever program
asks: restricted cases of others, and where the centre says so all cases of other mediators, are
not there, and with them goes every row that hangs on one of them. Nobody wrote down which tables
those are: policies are made from the foreign keys of the metadata, table by table.

Where all cases are counted (`sight.whole`), an account reads views in the place of the tables.
Of a hidden case they give numbers, days and codes, and no word: see `whole_views`.
"""

# ruff: noqa: S608 - all parts of these statements are our own, names and texts quoted

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from mediation_desk.domain.options import MEDIATORS_SEE_OWN
from mediation_desk.storage import sight

CASES = "mediation_case"
SEEN = "desk_case_seen"
"""The name of every policy of ours about cases."""
WRITTEN = "desk_case_written"
"""Lets entries of the journal be added, whatever they tell of."""

OF_A_CASE = ("case_reader", "case_restriction")
"""Tables that the desk reads whoever sees the case; at a server nobody else needs them."""
ADDED_FREELY = frozenset({"journal", "journal_value"})
NOTES = "caucus_note"
POLICED_ALREADY = frozenset({"journal_value", NOTES})
"""Tables with a policy of their own, to which ours is added: both must let a row pass."""

TELLING = (
    "desk_found(text[], text[])",
    "desk_number_taken(text)",
    "desk_employer_renamed(bigint, text, text, text)",
)
"""Functions that tell of cases: for those alone who read any."""

_HEAD = "SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS"
_SHUT = "shut := ARRAY(SELECT desk_restricted());"
_EYES = "(SELECT desk_eyes())"
_ME = "(SELECT desk_person())"
ALL, OPEN, OWN = 0, 1, 2
"""What `desk_eyes` says: nothing is hidden from the account; restricted cases; those of others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """A table whose rows belong to the cases of the rows that point to them."""

    key: str
    pointed_from: tuple[tuple[str, str], ...]


LEANING: dict[str, Leaning] = {
    "person": Leaning(key="id", pointed_from=(("party", "person_id"), ("agent", "person_id"))),
    "paper_content": Leaning(
        key="sha256", pointed_from=(("paper", "sha256"), ("supervision_letter", "sha256"))
    ),
    "material_content": Leaning(key="sha256", pointed_from=(("material", "sha256"),)),
    "material_blob": Leaning(key="stored", pointed_from=(("material_content", "stored"),)),
}
"""People and contents: one that stands in an open case too is seen there."""

PERIOD_LIST = "period_list"
"""Lists of a locked period hold rows of many cases: only who sees all of them reads it as it is."""


def ways() -> dict[str, tuple[str, str, bool]]:
    """Return of each table that hangs on a case: its column, where it leads, may it be null."""
    of_cases = dict.fromkeys(OF_A_CASE, ("case_id", CASES, False))
    return {**sight.ways(), **of_cases}


def tables() -> tuple[str, ...]:
    """Return every table with policies about cases."""
    return (CASES, *sorted(ways()), *LEANING, PERIOD_LIST)


# -- what hides ------------------------------------------------------------------------------


def functions(clerks: str, leaders: str, mediators: str) -> Iterator[str]:
    """Yield the functions that say who sees what; each argument is the name of a role."""
    inside = "pg_has_role(session_user, {}, 'MEMBER')".format
    ours = f"ARRAY[{clerks}, {leaders}, {mediators}]"
    yield _function(  # an account of ours that is nobody, as in a renamed database, sees little
        "desk_eyes() RETURNS integer",
        f"me := desk_person(); IF me IS NULL THEN RETURN CASE WHEN desk_is({ours}) THEN {OWN}"
        f" ELSE {ALL} END; END IF; IF {inside(leaders)}"
        f" OR NOT ({inside(clerks)} OR {inside(mediators)}) THEN RETURN {ALL}; END IF;"
        f" IF NOT {inside(clerks)} AND EXISTS (SELECT FROM option"
        f" WHERE name = '{MEDIATORS_SEE_OWN.name}' AND value = 'yes') THEN RETURN {OWN}; END IF;"
        f" IF EXISTS (SELECT FROM case_restriction) THEN RETURN {OPEN}; END IF; RETURN {ALL};",
    )
    yield from _keys()
    yield from _restricted_rows()
    yield from _open_rows()
    yield from _answers()
    for name, leaning in LEANING.items():
        unused = " AND ".join(
            f"NOT EXISTS (SELECT FROM {table} WHERE {column} = one)"
            for table, column in leaning.pointed_from
        )
        kind = "bigint" if leaning.key == "id" else "text"
        yield _function(f"desk_unused_{name}(one {kind}) RETURNS boolean", f"RETURN {unused};")


def _keys() -> Iterator[str]:
    """Yield the functions that give the keys of cases: those that are hidden, and those not."""
    yield _function(
        "desk_named() RETURNS SETOF bigint ROWS 100",
        "me := desk_person(); RETURN QUERY"
        " SELECT case_id::bigint FROM panel_member WHERE user_id = me AND seat <> 'helper'"
        " UNION SELECT case_id::bigint FROM case_reader WHERE user_id = me;",
    )
    yield _function(
        "desk_restricted() RETURNS SETOF bigint ROWS 20",
        f"IF desk_eyes() <> {ALL} THEN me := desk_person(); RETURN QUERY"
        f" SELECT c.id::bigint FROM case_restriction r JOIN {CASES} c ON c.id = r.case_id"
        f" WHERE NOT {sight.mine('me')}; END IF;",
    )
    yield _function(
        "desk_shut() RETURNS SETOF bigint ROWS 100",
        f"IF desk_eyes() = {OWN} THEN me := desk_person(); RETURN QUERY"
        f" SELECT c.id::bigint FROM {CASES} c WHERE NOT {sight.open_to('me', own_only=True)};"
        " ELSE RETURN QUERY SELECT desk_restricted(); END IF;",
    )
    yield _function(
        "desk_shut_person() RETURNS SETOF bigint ROWS 100",
        f"IF desk_eyes() = {OWN} THEN RETURN QUERY SELECT held.one FROM"
        " (SELECT person_id, case_id FROM party WHERE person_id IS NOT NULL"
        " UNION ALL SELECT person_id, case_id FROM agent) AS held(one, of_case)"
        " LEFT JOIN desk_shut() AS shut(id) ON shut.id = of_case"
        " GROUP BY held.one HAVING bool_and(shut.id IS NOT NULL);"
        " ELSE RETURN QUERY SELECT desk_restricted_person(); END IF;",
    )
    yield _function(
        "desk_open() RETURNS SETOF bigint ROWS 1000",
        "me := desk_person(); RETURN QUERY SELECT id::bigint FROM"
        f" (SELECT id FROM {CASES} WHERE mediator_id = me"
        f" UNION SELECT id FROM {CASES} WHERE clerk_id = me UNION SELECT desk_named()"
        f" UNION SELECT id FROM {CASES} WHERE mediator_id IS NULL"
        " AND id NOT IN (SELECT case_id FROM case_restriction)) AS mine;",
    )


def _answers() -> Iterator[str]:
    """Yield what the desk asks across all cases under an account that does not see all of them."""
    yield _function(
        "desk_journal_end() RETURNS TABLE (id bigint, at timestamptz, hash text)",
        "RETURN QUERY SELECT j.id::bigint, j.at, j.hash FROM journal AS j"
        " ORDER BY j.id DESC LIMIT 1;",
    )
    yield _function(
        "desk_found(held text[], words text[]) RETURNS SETOF bigint ROWS 500",
        "RETURN QUERY SELECT case_id::bigint FROM search_row"
        " WHERE string_to_array(grams, ' ') @> held"
        " AND (SELECT coalesce(bool_and(strpos(line, word) > 0), true)"
        " FROM unnest(words) AS asked(word)) AND case_id NOT IN (SELECT desk_shut());",
    )
    yield _function(
        "desk_shut_note(one bigint) RETURNS boolean",
        f"RETURN EXISTS (SELECT FROM {NOTES} WHERE id = one AND case_id IN (SELECT desk_shut()));",
    )
    yield _function(
        "desk_number_taken(asked text) RETURNS boolean",
        f"RETURN EXISTS (SELECT FROM {CASES} WHERE number = asked);",
    )
    yield _function(
        "desk_employer_renamed(one bigint, sorted text, come text, new_grams text) RETURNS void",
        f"UPDATE {CASES} AS c SET respondent = e.name, respondent_key = sorted FROM employer AS e"
        " WHERE e.id = one AND c.employer_id = one AND c.id IN (SELECT desk_shut());"
        " UPDATE search_row AS s SET line = s.line || E'\\n' || come,"
        " grams = s.grams || ' ' || new_grams WHERE s.case_id IN (SELECT desk_shut())"
        " AND s.case_id IN (SELECT case_id FROM party WHERE employer_id = one)"
        " AND strpos(s.line, come) = 0;",
        "VOLATILE",
    )


def _function(head: str, body: str, kind: str = "STABLE") -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {head} LANGUAGE plpgsql {kind} {_HEAD}"
        f" $$ #variable_conflict use_column\nDECLARE me bigint; shut bigint[]; BEGIN {body} END $$"
    )


def _restricted_rows() -> Iterator[str]:
    """Yield for each table that others hang on what gives its rows of restricted cases."""
    for name in sorted(_targets()):
        yield _function(
            f"desk_restricted_{name}() RETURNS SETOF bigint ROWS 50",
            f"{_SHUT} RETURN QUERY SELECT id::bigint FROM {name} WHERE {_within(name)};",
        )
    for name, leaning in LEANING.items():
        kind = "bigint" if leaning.key == "id" else "text"
        yield _function(
            f"desk_restricted_{name}() RETURNS SETOF {kind} ROWS 50",
            f"{_SHUT} RETURN QUERY {_restricted_leaning(name, kind)};",
        )


def _open_rows() -> Iterator[str]:
    """Yield for the same tables what gives their rows of open cases."""
    for name in sorted(_targets() - {"journal"}):
        column, target, nullable = ways()[name]
        beside = f" OR {column} IS NULL" if nullable else ""
        yield _function(
            f"desk_open_{name}() RETURNS SETOF bigint ROWS 1000",
            f"RETURN QUERY SELECT id::bigint FROM {name}"
            f" WHERE {column} IN (SELECT {_open(target)}){beside};",
        )
    for name, leaning in LEANING.items():
        kind = "bigint" if leaning.key == "id" else "text"
        pointed = " UNION ".join(
            f"SELECT {column}::{kind} FROM {table} WHERE {_in_open(table)}"
            for table, column in leaning.pointed_from
        )
        yield _function(
            f"desk_open_{name}() RETURNS SETOF {kind} ROWS 1000",
            f"RETURN QUERY {pointed};",
        )


def _in_open(name: str) -> str:
    if name in LEANING:
        return f"{LEANING[name].key} IN (SELECT desk_open_{name}())"
    column, target, nullable = ways()[name]
    seen = f"{column} IN (SELECT {_open(target)})"
    return f"({column} IS NULL OR {seen})" if nullable else seen


def _open(target: str) -> str:
    return "desk_open()" if target == CASES else f"desk_open_{target}()"


def _restricted_leaning(name: str, kind: str) -> str:
    """Ask for what restricted cases point to and no other does."""
    pointed = LEANING[name].pointed_from
    inside = " UNION ".join(
        f"SELECT {column}::{kind} FROM {table} WHERE {_within(table)}" for table, column in pointed
    )
    outside = "".join(
        f" AND NOT EXISTS (SELECT FROM {table} AS up WHERE up.{column} = held.one"
        f" AND NOT coalesce({_within(table, 'up.')}, false))"
        for table, column in pointed
    )
    return f"SELECT held.one FROM ({inside}) AS held(one) WHERE held.one IS NOT NULL{outside}"


@cache
def _targets() -> frozenset[str]:
    return frozenset(target for _column, target, _null in ways().values()) - {CASES}


def _within(name: str, alias: str = "") -> str:
    """Say that a row of a table is one of the restricted cases in `shut`; null where of none."""
    if name in LEANING:
        return f"{alias}{LEANING[name].key} IN ({_restricted_leaning(name, 'text')})"
    column, target, _null = ways()[name]
    if target == CASES:
        return f"{alias}{column} = ANY (shut)"
    return f"{alias}{column} IN (SELECT id FROM {target} WHERE {_within(target)})"


def _restricted(target: str) -> str:
    return "desk_restricted()" if target == CASES else f"desk_restricted_{target}()"


# -- policies --------------------------------------------------------------------------------


def policies(auditors: str) -> Iterator[str]:
    """Yield what makes every policy; `auditors` check the whole chain of the journal."""
    for table in tables():
        seen = _seen(table)
        if table == "journal":
            seen += f" OR (SELECT desk_is({auditors}))"
        added = table in ADDED_FREELY
        kind = "RESTRICTIVE" if table in POLICED_ALREADY else "PERMISSIVE"
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield (
            f"CREATE POLICY {SEEN} ON {table} AS {kind}"
            f" FOR {'SELECT' if added else 'ALL'} USING ({seen})"
        )
        if added and table not in POLICED_ALREADY:
            yield f"CREATE POLICY {WRITTEN} ON {table} FOR INSERT WITH CHECK (true)"


def _seen(table: str) -> str:
    """Return the condition under which a row is seen; what it asks it asks once a statement."""
    if table == CASES:
        return _chosen(
            "id NOT IN (SELECT desk_restricted())",
            f"mediator_id = {_ME} OR clerk_id = {_ME} OR id IN (SELECT desk_named())"
            " OR (mediator_id IS NULL AND id NOT IN (SELECT desk_restricted()))",
        )
    if table == PERIOD_LIST:
        return f"{_EYES} = {ALL}"
    if table in LEANING:
        return _leans(table)
    column, target, nullable = ways()[table]
    if target == NOTES:  # whose own policy asks this table who reads a note
        return f"NOT desk_shut_note({column})"
    seen = _chosen(
        f"{column} NOT IN (SELECT {_restricted(target)})",
        f"EXISTS (SELECT FROM journal AS up WHERE up.id = {column})"
        if target == "journal"  # most entries belong to no case, and few are read at a time
        else f"{column} IN (SELECT {_open(target)})",
    )
    return f"{column} IS NULL OR {seen}" if nullable else seen


def _chosen(with_restricted: str, with_own: str) -> str:
    return (
        f"CASE {_EYES} WHEN {ALL} THEN true WHEN {OPEN} THEN {with_restricted} ELSE {with_own} END"
    )


def _leans(table: str) -> str:
    key = LEANING[table].key
    return _chosen(
        f"{key} NOT IN (SELECT desk_restricted_{table}())",
        f"{key} IN (SELECT desk_open_{table}()) OR desk_unused_{table}({key})",
    )


def taking_down() -> Iterator[str]:
    """Yield what takes policies away, as before a migration of the tables."""
    for table in tables():
        yield (
            f"DO $$ BEGIN IF to_regclass('public.{table}') IS NOT NULL THEN"
            f" DROP POLICY IF EXISTS {SEEN} ON {table};"
            f" DROP POLICY IF EXISTS {WRITTEN} ON {table};"
            f" ALTER TABLE {table} DISABLE ROW LEVEL SECURITY; END IF; END $$"
        )
