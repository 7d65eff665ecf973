import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from mediation_desk.domain.case import IssuedPaper
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.hearing import Attendance, Attended, Hearing, HearingStatus
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.settlement import Manner, Payment, Signature, Signer
from mediation_desk.storage import cases, hearings, papers, people_around, settlements
from mediation_desk.storage.database import Database
from tests.storage.samples import WANG, money, read, register, settlement

HEARING = Hearing(number=1, day=date(2026, 10, 22), begins=time(9, 30), room="第一调解室")


def test_a_hearing_is_kept_with_who_came_and_what_was_said(db: Database):
    ref = register(db)
    party = read(db, ref.id).applicants[0].id
    held = replace(
        HEARING,
        status=HearingStatus.HELD,
        started_at=datetime(2026, 10, 22, 1, 31, tzinfo=UTC),
        ended_at=datetime(2026, 10, 22, 3, 0, 30, tzinfo=UTC),
        attendance=(
            Attendance(party_id=party, name="单雄信", attended=Attended.PRESENT),
            Attendance(
                party_id=party, name="代理人", attended=Attended.BY_AGENT, identity_checked=True
            ),
        ),
        record="笔录",
        outcome="达成协议",
    )
    with db.write(WANG, "schedule", ref.id) as session:
        key = hearings.add(session, ref.id, HEARING)

    with db.write(WANG, "open", ref.id) as session:
        hearings.change(session, replace(held, id=key))

    assert read(db, ref.id).hearings == (replace(held, id=key),)


def test_the_day_shows_what_is_booked_by_time(db: Database):
    ref = register(db)
    with db.write(WANG, "schedule", ref.id) as session:
        cases.set_officers(session, ref.id, 2, 1)
        late = hearings.add(session, ref.id, replace(HEARING, begins=time(14, 0)))
        early = hearings.add(session, ref.id, replace(HEARING, number=2))
        hearings.add(session, ref.id, replace(HEARING, number=3, day=date(2026, 10, 23)))

    with db.read() as session:
        found = hearings.on_day(session, date(2026, 10, 22))
        without = hearings.on_day(session, date(2026, 10, 22), besides=early)

    assert [b.hearing_id for b in found] == [early, late]
    assert [b.hearing_id for b in without] == [late]
    assert (found[0].mediator_id, found[0].mediator, found[0].clerk_id) == (2, "单建国", 1)
    assert "单雄信" in found[0].parties


def test_what_is_booked_tells_that_others_stand_beside_the_respondent(db: Database):
    ref = register(db)
    beside = OtherParty(role=PartyRole.CO_RESPONDENT, employer=Employer(name="宣化某置业有限公司"))
    with db.write(WANG, "schedule", ref.id) as session:
        hearings.add(session, ref.id, HEARING)
        people_around.add_other(session, ref.id, beside)

    with db.read() as session:
        [found] = hearings.on_day(session, date(2026, 10, 22))

    assert found.parties.endswith(f"{read(db, ref.id).respondent.employer.name}等2方")
    assert found.respondent.endswith("等2方")


def test_an_agreement_is_read_back_as_it_was_put(db: Database):
    ref = register(db)
    agreed = settlement(read(db, ref.id))

    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, agreed)

    stored = read(db, ref.id).settlement
    assert stored is not None
    assert [replace(row, id=0) for row in stored.terms.money] == list(agreed.terms.money)
    assert stored.signatures == agreed.signatures
    assert (stored.agreed_on, stored.terms.breach) == (date(2026, 10, 23), "违约金")


def test_new_terms_take_the_place_of_old_ones(db: Database):
    ref = register(db)
    agreed = settlement(read(db, ref.id))
    row = money(agreed.terms.money[0].party_id, 1, "8000.00", date(2026, 12, 1))
    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, agreed)

    with db.write(WANG, "agree", ref.id) as session:
        terms = replace(agreed.terms, money=(row,))
        settlements.put(session, ref.id, replace(agreed, terms=terms, signatures=()))

    stored = read(db, ref.id).settlement
    assert stored is not None
    assert [replace(kept, id=0) for kept in stored.terms.money] == [row]
    assert stored.signatures == ()


def test_signatures_are_added_replaced_and_cleared(db: Database):
    ref = register(db)
    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, settlement(cases.file(session, ref.id)))
    seal = Signature(signer=Signer.CENTRE, name="中心", signed_on=date(2026, 10, 23))

    with db.write(WANG, "sign", ref.id) as session:
        settlements.add_signatures(session, ref.id, [seal])
        settlements.add_signatures(session, ref.id, [replace(seal, signed_on=date(2026, 10, 24))])

    signed = read(db, ref.id).settlement
    assert signed is not None
    assert [s.signed_on for s in signed.signatures] == [date(2026, 10, 23), date(2026, 10, 24)]
    with db.write(WANG, "sign", ref.id) as session:
        settlements.clear_signatures(session, ref.id)
    cleared = read(db, ref.id).settlement
    assert cleared is not None
    assert cleared.signatures == ()


def test_payments_count_towards_the_case_and_can_be_taken_back(db: Database):
    ref = register(db)
    case = read(db, ref.id)
    paid = Payment(
        party_id=case.applicants[0].id,
        instalment=1,
        paid_on=date(2026, 10, 30),
        amount=Decimal("4500.00"),
        voucher="电子回单",
        payee="王建设",
        manner=Manner.CASH,
    )
    with db.write(WANG, "pay", ref.id) as session:
        settlements.put(session, ref.id, settlement(case))
        settlements.set_effective(session, ref.id, date(2026, 10, 23))
        settlements.add_payments(session, ref.id, [paid])

    [stored] = read(db, ref.id).payments

    assert replace(stored, id=0) == paid
    assert read(db, ref.id).owed == Decimal("4500.00")
    with db.read() as session:
        [line] = cases.lines(session, [ref.id])
    assert (line.agreed, line.paid) == (Decimal("9000.00"), Decimal("4500.00"))
    with db.write(WANG, "remove_payment", ref.id) as session:
        settlements.remove_payment(session, stored.id)
    assert read(db, ref.id).payments == ()


def test_an_agreement_must_be_there_to_be_signed(db: Database):
    ref = register(db)

    with pytest.raises(DeskError), db.write(WANG, "sign", ref.id) as session:
        settlements.set_effective(session, ref.id, date(2026, 10, 23))


def test_an_issued_paper_comes_back_byte_for_byte(db: Database):
    ref = register(db)
    docx = bytes(range(256)) * 10
    paper = IssuedPaper(
        form="D-08",
        title="受理通知书",
        issued_on=date(2026, 10, 14),
        issued_by="王晓梅",
        sha256=hashlib.sha256(docx).hexdigest(),
    )

    with db.write(WANG, "issue", ref.id) as session:
        key = papers.add(session, ref.id, paper, docx)
        papers.add(session, ref.id, replace(paper, subject="2"), docx)

    with db.read() as session:
        assert papers.content(session, key) == docx
    assert [p.subject for p in read(db, ref.id).papers] == ["", "2"]
