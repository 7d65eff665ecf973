"""Caucus notes in the file and on a server: who finds them, and whose keys lie beside them."""

from datetime import UTC, date, datetime

from mediation_desk.domain.sides import Side
from mediation_desk.storage import caucus
from mediation_desk.storage.caucus import Wrap
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG, register


def test_a_note_is_found_by_its_writer_and_its_readers_only(db: Database):
    case_id = register(db).id
    values = {
        "case_id": case_id,
        "author_id": 1,
        "side": Side.RESPONDENT,
        "told_on": date(2026, 10, 20),
        "told_at": None,
        "written_at": datetime(2026, 10, 20, 2, tzinfo=UTC),
        "sealed": True,
        "body": "bm90aGluZw==",
    }
    own = (Wrap(user_id=None, public="aa", held="bb"), Wrap(user_id=1, public="cc", held="dd"))
    with db.write(WANG, "put_caucus", case_id) as session:
        key = caucus.put_note(session, 0, values, own)

    with db.read() as session:
        [found] = caucus.notes(session, case_id, 1)
        assert (found.body, set(found.wraps), found.readers) == ("bm90aGluZw==", set(own), ())
        assert caucus.notes(session, case_id, 2) == ()
        assert caucus.counts(session, 1, 2) == {case_id: 1}

    with db.write(WANG, "share_caucus", case_id) as session:
        caucus.set_wraps(session, key, (*own, Wrap(user_id=2, public="ee", held="ff")))
    with db.read() as session:
        [found] = caucus.notes(session, case_id, 2)
        assert [one.id for one in found.readers] == [2]
        assert caucus.counts(session, 1, 2) == {}
        assert [one.id for one in caucus.of_reader(session, 2)] == [key]
    with db.write(WANG, "remove_caucus", case_id) as session:
        caucus.remove_note(session, key)
    with db.read() as session:
        assert caucus.notes(session, case_id, 1) == ()
