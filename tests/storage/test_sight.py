"""What is hidden from somebody is not in the file, whoever asks and however (both engines)."""

from datetime import UTC, date, datetime

import pytest

from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.errors import NotAllowed, NotFound
from mediation_desk.storage import access, booked, cases, journal, ledger, search, sight
from mediation_desk.storage.asking import ask
from mediation_desk.storage.database import Database
from mediation_desk.storage.records import Record
from mediation_desk.storage.sight import Sight, Veil, veiled
from tests.storage.samples import WANG, against, register

AT = datetime(2026, 10, 20, 2, tzinfo=UTC)
OTHER = 2


@pytest.fixture
def hidden(db: Database) -> int:
    """The second of two cases, restricted; the eyes are those of somebody else."""
    register(db)
    case_id = register(db, against("隐名化工厂", "欧阳秘")).id
    with db.write(WANG, "set_access", case_id) as session:
        access.set_restriction(session, case_id, "涉及未成年人", AT, WANG.name)
    db.sight = lambda: Sight(user_id=OTHER)
    return case_id


def seen(db: Database) -> set[int]:
    with db.read() as session:
        return set(cases.ids(session, CaseFilter(), CaseOrder.NUMBER, False))


def test_a_restricted_case_is_in_no_list_search_file_or_history_of_others(
    db: Database, hidden: int
):
    assert seen(db) == {hidden - 1}
    with db.read() as session:
        assert hidden not in {line.id for line in search.find(session, "隐名")}
        assert journal.entries(session, hidden) == ()
        assert cases.lines(session, [hidden]) == ()
        with pytest.raises(NotFound):
            cases.file(session, hidden)
        found = ledger.rows(session, date(2020, 1, 1), date(2030, 1, 1))
        assert hidden not in {row.case_id for row in found}
        for table in ("party", "statement", "search_row", "journal_value"):
            [[own]] = ask(session, f"SELECT count(*) FROM {table}")
            with sight.whole(session):
                [[all_of_them]] = ask(session, f"SELECT count(*) FROM {table}")
            assert own < all_of_them, table
    with db.glance() as of:
        assert ask(of, "SELECT count(*) FROM mediation_case")[0][0] == 1
    with pytest.raises(NotAllowed), db.write(WANG, "reveal", hidden):
        pass


def test_who_works_on_it_or_was_named_sees_a_restricted_case(db: Database, hidden: int):
    db.sight = lambda: None
    with db.write(WANG, "assign", hidden) as session:
        cases.set_officers(session, hidden, OTHER, None)
    db.sight = lambda: Sight(user_id=OTHER)
    assert hidden in seen(db)

    db.sight = lambda: None
    with db.write(WANG, "assign", hidden) as session:
        cases.set_officers(session, hidden, None, OTHER)
    db.sight = lambda: Sight(user_id=OTHER)
    assert hidden in seen(db)

    db.sight = lambda: None
    with db.write(WANG, "assign", hidden) as session:
        cases.set_officers(session, hidden, None, None)
        access.set_readers(session, hidden, {OTHER})
    db.sight = lambda: Sight(user_id=OTHER)
    assert hidden in seen(db)


def test_of_own_cases_only_a_mediator_sees_them_and_what_nobody_mediates(db: Database, hidden: int):
    db.sight = lambda: None
    third = register(db, against("张北风电公司")).id
    with db.write(WANG, "assign", third) as session:
        cases.set_officers(session, third, 1, None)

    db.sight = lambda: Sight(user_id=OTHER, own_only=True)

    assert seen(db) == {hidden - 1}
    with db.read() as session, sight.whole(session):
        assert sight.hidden_among(session, db.sight(), {hidden, third, hidden - 1}) == {
            hidden,
            third,
        }


def test_hearings_of_others_are_busy_times_where_all_are_read(db: Database, hidden: int):
    with db.read() as session, sight.whole(session):
        assert booked.between_days(session, date(2026, 1, 1), date(2027, 1, 1)) == ()
        assert sight.hidden_here(session, {hidden}) == {hidden}


def test_every_table_that_hangs_on_a_case_is_veiled():
    named = {
        table.name
        for table in Record.metadata.sorted_tables
        if any(key.column.table.name == "mediation_case" for key in table.foreign_keys)
    }

    veiled_by = sight.ways()

    assert named - set(veiled_by) <= sight._NOT_OF_ONE_CASE
    assert {"journal_value", "money_row", "offer_sum", "caucus_reader"} <= set(veiled_by)
    text = veiled("WITH a AS (SELECT 1) SELECT * FROM clock", Veil(keys=(3,)), server=True)
    assert text.startswith("WITH clock AS NOT MATERIALIZED (SELECT * FROM clock WHERE case_id NOT")
