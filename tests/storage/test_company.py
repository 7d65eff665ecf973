"""Desks at one server hear of each other: saves, and cases held open (P17, leases)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import monotonic

import psycopg
import pytest

from mediation_desk.domain.errors import Unreachable
from mediation_desk.storage import company
from mediation_desk.storage.company import Company, Wish
from mediation_desk.storage.database import Database
from tests.storage.samples import NOW, SHAN, WANG, against, register


def heard(ear, told):
    """Hear again until what the others said is as `told`: a server passes it on when it can."""
    until = monotonic() + 20
    while not (is_so := told(news := ear.hear(0.1))) and monotonic() < until:
        pass
    assert is_so, news
    return news


def registered(news):
    return any(act.doing == "register" for act in news.acts)


def held(news):
    return news.leases != ()


def nothing_held(news):
    return news.leases == ()


@pytest.fixture
def desks(location):
    """Two desks at one centre, in a file and on a server, each listening."""
    opened = [Database.open(location), Database.open(location)]
    for database in opened:
        database.now = lambda: NOW
    listening = [Company(database) for database in opened]
    for one in (*listening, *listening):
        one.hear(0)
    yield list(zip(opened, listening, strict=True))
    for one in listening:
        one.close()
    for database in opened:
        database.close()


def test_a_desk_hears_what_the_other_saved_and_not_what_it_saved_itself(desks):
    (mine, my_ear), (other, other_ear) = desks
    register(mine, against("甲公司"))
    ref = register(other, against("乙公司"))

    [act] = [act for act in heard(my_ear, registered).acts if act.doing == "register"]
    [there] = [act for act in heard(other_ear, registered).acts if act.doing == "register"]

    assert (act.actor, act.case_id) == (WANG.name, ref.id)
    assert there.case_id != ref.id
    assert my_ear.hear(0).acts == ()


@pytest.fixture
def at_server(server):
    opened = [Database.open(server), Database.open(server)]
    listening = [Company(database) for database in opened]
    for one in (*listening, *listening):
        one.hear(0)
    yield listening
    for one in listening:
        one.close()


def test_an_open_case_is_told_with_who_and_since_when_by_the_clock_of_the_server(at_server):
    mine, other = at_server
    other.hold(Wish(7, editing=False, actor=SHAN))
    other.hear(0)

    [lease] = heard(mine, held).leases

    assert (lease.case_id, lease.actor, lease.editing) == (7, SHAN.name, False)
    assert abs(lease.since - datetime.now(UTC)) < timedelta(hours=1)
    other.hold(Wish(7, editing=True, actor=SHAN))
    other.hear(0)
    [typing] = heard(mine, lambda news: any(lease.editing for lease in news.leases)).leases
    assert typing.since >= lease.since
    other.hold(None)
    other.hear(0)
    heard(mine, nothing_held)


def test_who_comes_later_asks_and_is_told(at_server, server):
    _mine, other = at_server
    other.hold(Wish(7, editing=True, actor=SHAN))
    other.hear(0)
    late = Company(Database.open(server))

    def answered(news):
        other.hear(0)
        return held(news)

    assert [lease.case_id for lease in heard(late, answered).leases] == [7]
    late.close()


def test_a_lease_ends_with_its_desk_however_that_ended(at_server, server, monkeypatch):
    mine, other = at_server
    monkeypatch.setattr(company, "_LOOKED", 0.0)
    other.hold(Wish(7, editing=True, actor=SHAN))
    other.hear(0)
    heard(mine, held)

    raw = other._line.connection.driver_connection
    killed = raw.info.backend_pid
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(%s, 5000)", (killed,))

    heard(mine, nothing_held)
    with pytest.raises(Unreachable):
        other.hear(0)


def test_a_desk_that_hangs_holds_nothing_for_longer_than_a_minute(at_server, monkeypatch):
    mine, other = at_server
    other.hold(Wish(7, editing=True, actor=SHAN))
    other.hear(0)
    heard(mine, held)
    monkeypatch.setattr(company, "_LOOKED", 0.0)
    monkeypatch.setattr(company, "FORGOTTEN", 0.0)

    heard(mine, nothing_held)


def test_what_was_saved_while_the_line_was_cut_is_heard_afterwards(at_server, server):
    mine, other = at_server
    mine.close()
    database = other._db
    database.now = lambda: NOW
    ref = register(database, replace(against("丙公司"), operation="op-9"))

    assert [act.case_id for act in mine.hear(0).acts] == [ref.id]
