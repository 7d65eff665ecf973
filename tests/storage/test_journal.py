from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from mediation_desk.domain.case import CaseFilter
from mediation_desk.domain.claims import Claim, ClaimKind
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.people import Person
from mediation_desk.domain.settlement import Payment
from mediation_desk.domain.stages import Stage
from mediation_desk.storage import cases, journal, parties, search, settlements, triggers
from mediation_desk.storage.database import Database, Session
from mediation_desk.storage.records import CaseRecord
from tests.storage.samples import (
    APPLICATION,
    LI_WORKER,
    NOW,
    SHAN,
    WANG,
    read,
    register,
    settlement,
)


def entries(db: Database, case_id: int | None = None):
    with db.read() as session:
        return journal.entries(session, case_id)


def undo(db: Database, entry_id: int) -> str:
    with db.write(WANG, "undo") as session:
        return journal.undo(session, entry_id, WANG)


def tamper(db: Database, statement: str) -> None:
    """Change the journal as somebody with other tools would."""
    with db._writer.begin() as connection:
        triggers.remove(connection)
        connection.execute(text(statement))
        triggers.install(connection)


def test_an_act_is_told_with_every_row_before_and_after(db: Database):
    ref = register(db)
    with db.write(SHAN, "accept", ref.id) as session:
        cases.touch(session, ref.id, 1, SHAN, NOW)
        cases.set_stage(session, ref.id, Stage.ACCEPTED, accepted_on=date(2026, 10, 14))

    newest, oldest = entries(db, ref.id)

    assert (newest.actor, newest.doing, newest.case_id, newest.at) == (
        "单建国",
        "accept",
        ref.id,
        NOW,
    )
    [change] = newest.changes
    assert change.before == {"stage": Stage.APPLIED, "accepted_on": None}
    assert change.after == {"stage": Stage.ACCEPTED, "accepted_on": date(2026, 10, 14)}
    assert oldest.doing == "register"
    claims = [c.after for c in oldest.changes if c.table == "claim"]
    assert claims[0] is not None
    assert claims[0]["claimed"] == Decimal("13000.50")


def test_a_write_that_changes_nothing_leaves_no_entry(db: Database):
    ref = register(db)
    before = len(entries(db))

    with db.write(WANG, "change_person", ref.id) as session:
        party = cases.file(session, ref.id).applicants[0]
        parties.set_person(session, party.id, party.person)

    assert len(entries(db)) == before


def test_a_look_at_hidden_values_is_noted(db: Database):
    ref = register(db)

    with db.write(WANG, "reveal", ref.id) as session:
        journal.note(session, {"party": 2})

    newest = entries(db, ref.id)[0]
    assert newest.doing == "reveal"
    assert newest.changes[0].after == {"party": 2}
    with db.read() as session:
        assert journal.last_at(session, "reveal") == NOW
        assert journal.last_at(session, "backup") is None


def test_the_journal_is_read_in_pages(db: Database):
    ref = register(db)
    for name in "甲乙丙":
        with db.write(WANG, "change_person", ref.id) as session:
            party = cases.file(session, ref.id).applicants[0].id
            parties.set_person(session, party, Person(name=name))

    with db.read() as session:
        first = journal.entries(session, ref.id, limit=2)
        second = journal.entries(session, ref.id, before=first[-1].id)

    assert [e.doing for e in (*first, *second)] == ["change_person"] * 3 + ["register"]


def test_an_untouched_journal_verifies(db: Database):
    register(db)

    with db.read() as session:
        assert journal.verify(session) == 2


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE journal SET actor = 'X' WHERE id = 2", "2"),
        ("UPDATE journal_value SET body = replace(body, '13000', '14000') WHERE journal_id = 3",
         "3"),
        ("UPDATE journal_value SET body = replace(body, '1300050', '1400050')", "3"),
        ("DELETE FROM journal_value WHERE journal_id = 2", "2"),
        ("UPDATE journal SET hash = before WHERE id = 1", "1"),
    ],
)  # fmt: skip
def test_a_journal_that_was_altered_is_found_out(db: Database, statement: str, named: str):
    with db.write(WANG, "found") as session:
        journal.note(session, {"n": 1})
    register(db)

    tamper(db, statement)

    with db.read() as session, pytest.raises(DeskError, match=named):
        journal.verify(session)


def test_an_entry_taken_out_is_found_out(db: Database):
    register(db)
    register(db, replace(APPLICATION, operation=""))

    tamper(db, "DELETE FROM journal_value WHERE journal_id = 2")
    tamper(db, "DELETE FROM journal WHERE id = 2")

    with db.read() as session, pytest.raises(DeskError, match="2"):
        journal.verify(session)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET actor = 'X'",
        "DELETE FROM journal",
        "UPDATE journal_value SET body = ''",
        "DELETE FROM journal_value",
    ],
)
def test_the_file_itself_refuses_to_change_the_journal(db: Database, statement: str):
    with pytest.raises(DBAPIError, match="never changed"), db.write(WANG, "x") as session:
        session.execute(text(statement))


def test_rows_cannot_be_changed_behind_the_journals_back(db: Database):
    with pytest.raises(RuntimeError, match="as records"), db.write(WANG, "x") as session:
        session.execute(update(CaseRecord).values(cause="X"))


def agreed_case(db: Database) -> int:
    ref = register(db)
    with db.write(WANG, "agree", ref.id) as session:
        cases.touch(session, ref.id, 1, WANG, NOW)
        cases.set_stage(session, ref.id, Stage.SIGNING)
        settlements.put(session, ref.id, settlement(cases.file(session, ref.id)))
        settlements.set_effective(session, ref.id, date(2026, 10, 23))
    return ref.id


def last(db: Database, case_id: int):
    with db.read() as session:
        return journal.last_undoable(session, case_id, WANG)


def test_undoing_an_act_brings_everything_back(db: Database):
    case_id = agreed_case(db)
    before = read(db, case_id)
    person = replace(before.applicants[0].person, name="改名")
    with db.write(WANG, "change", case_id) as session:
        first, second = before.applicants
        parties.set_person(session, first.id, person)
        parties.set_claims(
            session, {first.id: [Claim(kind=ClaimKind.SEVERANCE, claimed=Decimal("1.00"))]}
        )
        parties.remove_applicant(session, second.id)
        settlements.clear_signatures(session, case_id)
        settlements.add_payments(session, case_id, [payment(first.id)])

    entry = last(db, case_id)
    assert entry is not None
    assert undo(db, entry.id) == "change"

    after = read(db, case_id)
    assert replace(after, version=before.version, saved_at=before.saved_at) == before
    assert after.version == before.version + 1
    with db.read() as session:
        assert [line.id for line in search.find(session, "单雄信")] == [case_id]
        assert cases.count(session, CaseFilter(text="改名")) == 0
        [line] = cases.lines(session, [case_id])
        assert (line.applicant_count, line.paid) == (2, Decimal("0.00"))
        assert journal.verify(session) > 0


def payment(party_id: int) -> Payment:
    return Payment(
        party_id=party_id, instalment=1, paid_on=date(2026, 10, 30), amount=Decimal("100.00")
    )


def test_an_undo_is_itself_in_the_journal_and_can_be_reversed(db: Database):
    case_id = agreed_case(db)
    agreed = read(db, case_id).settlement
    entry = last(db, case_id)
    assert entry is not None
    undo(db, entry.id)
    assert read(db, case_id).settlement is None
    assert entries(db, case_id)[0].doing == "undo"
    assert entries(db, case_id)[0].undid == entry.doing

    undo(db, entries(db, case_id)[0].id)

    assert read(db, case_id).settlement == agreed
    assert entries(db, case_id)[0].undid == entry.doing, "it is that act that is done again"
    with db.read() as session:
        [line] = cases.lines(session, [case_id])
        assert line.agreed == Decimal("9000.00")


def test_an_act_is_undone_only_once(db: Database):
    case_id = agreed_case(db)
    entry = last(db, case_id)
    assert entry is not None
    undo(db, entry.id)

    with pytest.raises(DeskError):
        undo(db, entry.id)


def test_what_was_built_upon_is_not_undone(db: Database):
    case_id = agreed_case(db)
    entry = last(db, case_id)
    assert entry is not None
    party = read(db, case_id).applicants[0].id
    with db.write(WANG, "sign", case_id) as session:
        settlements.set_effective(session, case_id, date(2026, 10, 24))
        settlements.add_payments(session, case_id, [payment(party)])
    as_it_was = read(db, case_id)

    with pytest.raises(DeskError):
        undo(db, entry.id)

    assert read(db, case_id) == as_it_was


def test_rows_that_others_point_to_are_not_undone_away(db: Database):
    ref = register(db)
    with db.write(WANG, "add_applicants", ref.id) as session:
        parties.add_applicants(session, ref.id, [LI_WORKER])
    entry = last(db, ref.id)
    assert entry is not None
    added = read(db, ref.id).applicants[2].id
    with db.write(WANG, "change_kinds", ref.id) as session:
        parties.set_claims(session, {added: [Claim(kind=ClaimKind.SEVERANCE)]})

    with pytest.raises(DeskError):
        undo(db, entry.id)

    assert len(read(db, ref.id).applicants) == 3


def test_a_registration_is_not_undone(db: Database):
    ref = register(db)
    [entry] = entries(db, ref.id)

    assert last(db, ref.id) is None
    with pytest.raises(DeskError):
        undo(db, entry.id)


def test_only_ones_own_last_act_is_offered(db: Database):
    case_id = agreed_case(db)

    def offered(session: Session):
        return journal.last_undoable(session, case_id, SHAN)

    with db.read() as session:
        assert offered(session) is None


def redo(db: Database, entry_id: int) -> str:
    with db.write(WANG, "redo") as session:
        return journal.undo(session, entry_id, WANG)


def named(db: Database, case_id: int) -> str:
    with db.read() as session:
        return cases.file(session, case_id).applicants[0].person.name


def test_what_was_undone_is_done_again_and_undone_once_more(db: Database):
    ref = register(db)
    first = named(db, ref.id)
    for name in ("甲", "乙"):
        with db.write(WANG, "change_person", ref.id) as session:
            party = cases.file(session, ref.id).applicants[0]
            parties.set_person(session, party.id, replace(party.person, name=name))

    def undo_last() -> None:
        with db.read() as session:
            found = journal.last_undoable(session, ref.id, WANG)
        assert found is not None
        undo(db, found.id)

    def redo_last() -> bool:
        with db.read() as session:
            found = journal.last_undone(session, WANG, case_id=ref.id)
        if found is not None:
            redo(db, found[0].id)
        return found is not None

    undo_last()
    undo_last()
    told = [named(db, ref.id)]
    while redo_last():
        told.append(named(db, ref.id))
    undo_last()
    told.append(named(db, ref.id))

    assert told == [first, "甲", "乙", "甲"]
    with db.write(WANG, "change_person", ref.id) as session:
        party = cases.file(session, ref.id).applicants[0]
        parties.set_person(session, party.id, replace(party.person, name="丙"))
    assert not redo_last()


@pytest.mark.parametrize("page", [False, True], ids=["of a case", "of a page"])
def test_a_long_chain_of_undoing_is_done_again_to_its_end(db: Database, page: bool):
    """More acts than a look back of fifty entries holds, with what undid and redid them."""
    ref = register(db)
    first = named(db, ref.id)
    acts = [f"第{number}" for number in range(40)]
    for name in acts:
        with db.write(WANG, "change_person", ref.id) as session:
            party = cases.file(session, ref.id).applicants[0]
            parties.set_person(session, party.id, replace(party.person, name=name))
    for _act in acts:
        with db.read() as session:
            found = journal.last_undoable(session, ref.id, WANG)
        assert found is not None
        undo(db, found.id)
    assert named(db, ref.id) == first

    told = []
    where = {"tables": {"person"}} if page else {"case_id": ref.id}
    while True:
        with db.read() as session:
            again = journal.last_undone(session, WANG, **where)
        if again is None:
            break
        redo(db, again[0].id)
        told.append(named(db, ref.id))

    assert told == acts


def test_many_papers_since_do_not_hide_the_act_that_is_undone(db: Database):
    """An entry that changes nothing, as of a copy that was made, is no act to be undone."""
    case_id = agreed_case(db)
    for _copy in range(25):
        with db.write(WANG, "export", case_id) as session:
            journal.note(session, {"copy": True})

    with db.read() as session:
        found = journal.last_undoable(session, case_id, WANG)

    assert found is not None
    assert found.doing != "export"
