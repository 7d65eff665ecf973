from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from mediation_desk.domain.centre import Centre, OwnFigure, Room, User
from mediation_desk.domain.errors import DeskError, NotFound
from mediation_desk.domain.rights import Role
from mediation_desk.storage import centre, drafts, journal
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG


@pytest.fixture(params=["file", "server"])
def location(request: pytest.FixtureRequest) -> str:
    """A centre on a server in every run: here for the tests that only the whole run takes there."""
    return str(request.getfixturevalue(request.param))


def test_a_new_file_has_no_centre_until_it_is_founded(tmp_path: Path):
    db = Database.create(tmp_path / "a.mdk")

    with db.read() as session, pytest.raises(NotFound):
        centre.get(session)
    db.close()


def test_the_centre_is_saved_as_a_whole(db: Database):
    changed = Centre(
        name="中心",
        short_name="心",
        number_pattern="{year}-{number}",
        address="地址",
        language="en",
    )
    with db.write(WANG, "settings") as session:
        centre.put(session, changed)

    with db.read() as session:
        assert centre.get(session) == changed


def test_people_keep_their_key_when_they_change_and_leave(db: Database):
    with db.write(WANG, "people") as session:
        key = centre.put_user(
            session, User(name="赵敏", roles=frozenset({Role.CLERK, Role.MEDIATOR}), phone="1")
        )
        added = centre.users(session)[-1]
        centre.put_user(session, replace(added, active=False, roles=frozenset()))

    with db.read() as session:
        last = centre.users(session)[-1]
    assert last == User(id=key, name="赵敏", roles=frozenset(), phone="1", active=False)


def test_rooms_are_added_and_changed(db: Database):
    with db.write(WANG, "rooms") as session:
        key = centre.put_room(session, Room(name="第一调解室", seats=8))
        centre.put_room(session, Room(id=key, name="第一调解室", seats=None, active=False))

    with db.read() as session:
        assert centre.rooms(session) == (Room(id=key, name="第一调解室", active=False),)


def test_own_figures_keep_every_digit(db: Database):
    figure = OwnFigure(
        name="unemployment_benefit",
        value=Decimal("1600.1250"),
        unit="yuan/month",
        since=date(2023, 1, 1),
        entered_by="王晓梅",
    )
    with db.write(WANG, "figures") as session:
        key = centre.add_own_figure(session, figure)

    with db.read() as session:
        assert centre.own_figures(session) == (replace(figure, id=key),)
    with db.write(WANG, "figures") as session:
        centre.remove_own_figure(session, key)
    with db.read() as session:
        assert centre.own_figures(session) == ()


def test_drafts_are_kept_per_person_and_leave_no_trace_in_the_journal(db: Database):
    with db.read() as session:
        before = journal.verify(session)
    with db.write(WANG, "draft") as session:
        drafts.put(session, 1, "intake", "一")
        drafts.put(session, 1, "intake", "二")
        drafts.put(session, 2, "intake", "三")

    with db.read() as session:
        assert drafts.get(session, 1, "intake") == "二"
        assert drafts.get(session, 1, "other") is None
        assert journal.verify(session) == before
    with db.write(WANG, "draft") as session:
        drafts.drop(session, 1, "intake")
        drafts.drop(session, 1, "intake")
    with db.read() as session:
        assert drafts.get(session, 1, "intake") is None
        assert drafts.get(session, 2, "intake") == "三"


def test_two_rooms_of_one_name_are_refused(db: Database):
    with db.write(WANG, "rooms") as session:
        centre.put_room(session, Room(name="一"))

    with pytest.raises(DeskError, match="一"), db.write(WANG, "rooms") as session:
        centre.put_room(session, Room(name="一"))
