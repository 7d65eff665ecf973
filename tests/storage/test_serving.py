"""Service of papers in the file and on a server: rows, attempts, and what still waits."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import text

from mediation_desk.domain.case import IssuedPaper
from mediation_desk.domain.service_addresses import ServiceAddress
from mediation_desk.domain.serving import Service, ServiceManner, ServiceResult
from mediation_desk.domain.today import UnservedPaper
from mediation_desk.storage import journal, papers, parties, serving
from mediation_desk.storage.database import Database
from mediation_desk.storage.unserved import count, unserved
from tests.storage.samples import WANG, read, register

ISSUED = date(2026, 10, 12)


def issued(db: Database, case_id: int, content: bytes = b"notice") -> int:
    paper = IssuedPaper(
        form="D-08",
        title="受理通知书",
        issued_on=ISSUED,
        issued_by="王晓梅",
        sha256=sha256(content).hexdigest(),
    )
    with db.write(WANG, "issue", case_id) as session:
        return papers.add(session, case_id, paper, content)


@pytest.fixture
def case_id(db: Database) -> int:
    return register(db).id


def waiting(db: Database, case_id: int) -> tuple[Service, ...]:
    """Have a paper served on every party; return the rows."""
    case = read(db, case_id)
    key = issued(db, case_id)
    named = [(worker.id, worker.person.name) for worker in case.applicants]
    named.append((case.respondent.id, case.respondent.employer.name))
    with db.write(WANG, "issue", case_id) as session:
        serving.open_for(
            session,
            case_id,
            [
                Service(paper_id=key, party_id=party, receiver=name, since=ISSUED)
                for party, name in named
            ],
        )
    return read(db, case_id).services


def test_a_row_comes_back_as_it_was_recorded(db: Database, case_id: int):
    first, *_others = waiting(db, case_id)
    told = replace(
        first.facts,
        manner=ServiceManner.DIRECT,
        result=ServiceResult.SERVED,
        served_on=ISSUED,
        server="刘静",
        receipt_on_file=True,
    )

    with db.write(WANG, "serve", case_id) as session:
        serving.record(session, {first.id: told}, "日期写错")

    found = read(db, case_id).services[0]
    assert (found.facts, found.waiting, found.corrected) == (told, False, "日期写错")


def test_what_waits_is_found_over_all_cases_the_oldest_first(db: Database, case_id: int):
    first, second, third = waiting(db, case_id)
    served = replace(
        first.facts,
        manner=ServiceManner.DIRECT,
        result=ServiceResult.SERVED,
        served_on=ISSUED,
    )
    with db.write(WANG, "serve", case_id) as session:
        serving.record(session, {first.id: served})

    with db.glance() as of:
        rows = unserved(of, date(2026, 10, 15))
        number = count(of)

    assert number == 2
    assert [row.service_id for row in rows] == [second.id, third.id]
    assert rows[0] == UnservedPaper(
        service_id=second.id,
        case_id=case_id,
        number=read(db, case_id).number,
        parties="单雄信等2人 诉 宣化某建筑工程有限公司",
        title="受理通知书",
        receiver="李梅",
        issued_on=ISSUED,
        since=ISSUED,
        days=3,
        result=ServiceResult.PENDING,
    )


def test_another_attempt_takes_the_place_of_the_one_that_failed(db: Database, case_id: int):
    first, *_others = waiting(db, case_id)
    back = replace(
        first.facts, manner=ServiceManner.POST, result=ServiceResult.RETURNED, sent_on=ISSUED
    )
    with db.write(WANG, "serve", case_id) as session:
        serving.record(session, {first.id: back})

    with db.write(WANG, "serve_again", case_id) as session:
        serving.again(session, case_id, [replace(first)], date(2026, 10, 14))

    mine = [s for s in read(db, case_id).services if s.receiver == first.receiver]
    assert [(s.attempt, s.waiting, s.result) for s in mine] == [
        (1, False, ServiceResult.RETURNED),
        (2, True, ServiceResult.PENDING),
    ]


def test_an_address_is_kept_and_corrected(db: Database, case_id: int):
    worker = read(db, case_id).applicants[0]
    address = ServiceAddress(
        party_id=worker.id, address="宣化区", phone="13900000001", confirmed_on=ISSUED
    )

    with db.write(WANG, "confirm_address", case_id) as session:
        key = serving.confirm(session, case_id, address)
    with db.write(WANG, "confirm_address", case_id) as session:
        serving.correct_address(session, replace(address, id=key, secret=True))

    assert read(db, case_id).addresses == (replace(address, id=key, secret=True),)


def test_a_worker_who_leaves_keeps_what_was_served_and_gets_nothing_more(
    db: Database, case_id: int
):
    first, *_others = waiting(db, case_id)
    assert first.party_id is not None
    with db.write(WANG, "confirm_address", case_id) as session:
        address = ServiceAddress(party_id=first.party_id, address="宣化区", confirmed_on=ISSUED)
        serving.confirm(session, case_id, address)

    with db.write(WANG, "remove_applicant", case_id) as session:
        parties.remove_applicant(session, first.party_id)

    case = read(db, case_id)
    assert (case.services[0].party_id, case.services[0].waiting) == (None, False)
    assert case.addresses == ()
    with db.read() as session:
        entry = journal.entries(session, case_id)[0]
    with db.write(WANG, "undo") as session:
        journal.undo(session, entry.id, WANG)
    assert read(db, case_id).services[0] == first


def test_what_waits_is_read_from_its_index(file: Path):
    database = Database.open(file)

    with database.read() as session:
        plan = session.execute(
            text(
                "EXPLAIN QUERY PLAN SELECT s.id FROM service s JOIN paper p ON p.id = s.paper_id"
                " WHERE s.waiting ORDER BY s.since, s.id LIMIT 200"
            )
        ).all()
    database.close()

    assert any("ix_service_waiting" in row[-1] for row in plan)
    assert not any("TEMP B-TREE" in row[-1] for row in plan)
