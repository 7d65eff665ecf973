"""The sheets that ship: what a centre that never touched them is given anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from mediation_desk.storage import (
    engines,
    platforms,
    rows_told,
    schema,
    usual_platforms,
)
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG

MINISTRY = (
    "name sex id_kind id_number born_on phone address employer credit_code legal_representative"
    " employer_phone employer_address co_respondents post hired_on left_on average_wage cause"
    " worker_items worker_asked requests facts district workers is_group case_number source"
    " received_on accepted_on mediator first_hearing agreed_on effective_on sum_agreed agreement"
    " plan ended_on end_reason sum_paid"
)
UNION = (
    "case_number source name sex id_kind id_number born_on phone address employer credit_code"
    " legal_representative employer_phone employer_address co_respondents employer_district cause"
    " workers women is_group items sum_asked facts received_on accepted_on mediator first_hearing"
    " stage agreed_on effective_on sum_agreed agreement plan ended_on end_reason sum_paid sum_owed"
)


@pytest.fixture
def held():
    """Two sheets as they shipped up to version 47."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE platform (id INTEGER PRIMARY KEY, name TEXT)"))
        fields = (
            "id INTEGER PRIMARY KEY, platform_id INTEGER, position INTEGER, code TEXT, label TEXT"
        )
        connection.execute(text(f"CREATE TABLE platform_field ({fields})"))
        connection.execute(text("CREATE TABLE journal (id INTEGER PRIMARY KEY, doing TEXT)"))
        connection.execute(text("CREATE TABLE journal_value (journal_id INTEGER, body TEXT)"))
        sheets = {"人社部调解平台": MINISTRY, "工会调解平台": UNION}
        for key, (name, codes) in enumerate(sheets.items(), 1):
            connection.execute(
                text("INSERT INTO platform VALUES (:key, :name)"), {"key": key, "name": name}
            )
            for place, code in enumerate(codes.split(), 1):
                connection.execute(
                    text("INSERT INTO platform_field VALUES (NULL, :key, :place, :code, '')"),
                    {"key": key, "place": place, "code": code},
                )
        yield connection


def codes(connection: Connection, key: int) -> str:
    query = "SELECT code FROM platform_field WHERE platform_id = :key ORDER BY position"
    return " ".join(connection.scalars(text(query), {"key": key}))


def test_untouched_sheets_tell_the_worker_s_sums_in_the_same_places(held):
    usual_platforms.tell_of_the_worker(held)

    assert codes(held, 1) == usual_platforms.SHEETS["人社部调解平台"]
    assert codes(held, 2) == usual_platforms.SHEETS["工会调解平台"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM platform_field WHERE platform_id = 1 AND code = 'sex'",
        "UPDATE platform_field SET label = '协议总额' WHERE code = 'sum_agreed'",
    ],
)
def test_an_order_or_a_name_that_the_centre_chose_stays(held, change):
    held.execute(text(change))
    before = codes(held, 1)

    usual_platforms.tell_of_the_worker(held)

    assert codes(held, 1) == before


OF_47 = tuple(
    f"UPDATE platform_field SET code = '{before}' WHERE code = '{code}'"
    " AND platform_id = (SELECT id FROM platform WHERE name = '人社部调解平台')"
    for code, before in (
        ("worker_agreed", "sum_agreed"), ("worker_plan", "plan"), ("worker_paid", "sum_paid")
    )
)  # fmt: skip
OLDER = "UPDATE alembic_version SET version_num = '0047'"


@contextmanager
def outside(location: str) -> Iterator[Connection]:
    """Reach a centre's tables past the desk."""
    if location.startswith("postgresql"):
        engine = engines.for_server(location, read_only=False)
    else:
        engine = engines.for_file(Path(location), "EXCLUSIVE", foreign_keys=False)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def test_a_sheet_that_was_ordered_anew_and_back_stays_as_the_journal_has_it(location: str):
    with outside(location) as connection:
        for statement in OF_47:
            connection.execute(text(statement))
    database = Database.open(location)
    with database.read() as session:
        [ministry] = [one for one in platforms.platforms(session) if "人社部" in one.name]
    with database.write(WANG, "change_platform") as session:
        platforms.put(session, replace(ministry, fields=ministry.fields[::-1]))
    with database.write(WANG, "change_platform") as session:
        platforms.put(session, ministry)
    database.close()

    with outside(location) as connection:
        connection.execute(text(OLDER))
        schema.upgrade(connection)

    database = Database.open(location)
    with database.read() as session:
        assert list(rows_told.differing(session)) == []
        assert ministry in platforms.platforms(session)
    database.close()
