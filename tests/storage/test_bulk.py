from dataclasses import replace
from datetime import date, time

from mediation_desk.domain.case import CaseFilter, CaseOrder, Clock, Consent, ConsentManner, Side
from mediation_desk.domain.hearing import Attendance, Attended, Hearing
from mediation_desk.domain.people import Officer
from mediation_desk.domain.settlement import Payment
from mediation_desk.storage import bulk, cases, journal, parties, search, settlements, summary
from mediation_desk.storage.database import Database
from mediation_desk.storage.records import CaseRecord
from tests.storage.samples import WANG, against, read, register, settlement


def whole(db: Database):
    """A case with something of everything, read back from the file."""
    ref = register(db)
    case = read(db, ref.id)
    worker = case.applicants[0].id
    return replace(
        case,
        number="张劳调字〔2025〕第0007号",
        mediator=Officer(2, "单建国"),
        consents=(
            Consent(
                side=Side.APPLICANT,
                agrees=True,
                given_on=date(2026, 10, 13),
                manner=ConsentManner.ORAL,
                by="x",
            ),
        ),
        hearings=(
            Hearing(
                day=date(2026, 10, 22),
                begins=time(9, 0),
                room="一",
                attendance=(
                    Attendance(party_id=worker, name="单雄信", attended=Attended.PRESENT),
                    Attendance(party_id=case.respondent.id, name="经理", attended=Attended.ABSENT),
                ),
            ),
        ),
        settlement=replace(settlement(case), effective_on=date(2026, 10, 23)),
        payments=(
            Payment(
                party_id=worker,
                instalment=1,
                paid_on=date(2026, 10, 30),
                amount=settlement(case).terms.money[0].amount,
            ),
        ),
        clocks=(
            Clock(
                kind="DL12",
                start=date(2026, 10, 23),
                raw_due=date(2026, 11, 22),
                due=date(2026, 11, 23),
            ),
        ),
    )


def test_cases_filled_in_at_once_are_those_given(db: Database):
    given = whole(db)

    with db.write(WANG, "sample") as session:
        assert bulk.fill(session, iter([given])) == 1

    with db.read() as session:
        stored = cases.file(session, cases.key_of(session, given.number))
        assert [line.id for line in search.find(session, "2025〕第0007")] == [stored.id]
        [line] = cases.lines(session, [stored.id])
    assert [replace(a, id=0) for a in stored.applicants] == [
        replace(a, id=0) for a in given.applicants
    ]
    assert [replace(c, id=0) for c in stored.consents] == list(given.consents)
    assert stored.respondent.employer_id == given.respondent.employer_id
    assert stored.settlement is not None
    assert stored.owed == given.owed
    assert stored.hearings[0].attendance[1].party_id == stored.respondent.id
    assert (line.due_on, line.paid) == (date(2026, 11, 23), given.paid)


def test_what_follows_is_the_same_as_if_each_case_had_been_saved_alone(db: Database):
    given = whole(db)
    with db.write(WANG, "sample") as session:
        bulk.fill(session, [given])
        key = cases.key_of(session, given.number)

    def derived():
        with db.read() as session:
            record = session.get(CaseRecord, key)
            assert record is not None
            return {
                column.key: getattr(record, column.key)
                for column in CaseRecord.__table__.columns
                if column.key not in ("version", "saved_at", "saved_by")
            }

    before = derived()
    with db.write(WANG, "again") as session:
        summary.mark(session, key)

    assert derived() == before


def test_one_entry_tells_of_all_and_saving_goes_on_behind_them(db: Database):
    given = whole(db)
    with db.write(WANG, "sample") as session:
        bulk.fill(
            session, (replace(given, number=f"张劳调字〔2026〕第{n:04d}号") for n in range(2, 30))
        )

    with db.read() as session:
        newest = journal.entries(session)[0]
        assert newest.doing == "sample"
        assert newest.changes[0].after == {"cases": 28}
        assert cases.count(session, CaseFilter()) == 29
    ref = register(db, against("新公司"))
    assert ref.number == "张劳调字〔2026〕第0030号"
    with db.write(WANG, "x", ref.id) as session:
        parties.add_applicants(session, ref.id, given.applicants)
        settlements.put(session, ref.id, replace(settlement(cases.file(session, ref.id))))
    with db.read() as session:
        keys = cases.ids(session, CaseFilter(), CaseOrder.NUMBER, True)
        assert keys[0] == ref.id
        assert journal.verify(session) > 3


def test_workers_without_keys_are_named_by_their_position(db: Database):
    given = whole(db)
    worker = given.applicants[0].id
    money = given.settlement
    assert money is not None
    unkeyed = replace(
        given,
        applicants=tuple(replace(a, id=0) for a in given.applicants),
        hearings=(),
        settlement=replace(
            money,
            terms=replace(
                money.terms, money=tuple(replace(m, party_id=1) for m in money.terms.money)
            ),
            signatures=(),
        ),
        payments=tuple(replace(p, party_id=1) for p in given.payments),
    )
    assert worker != 1

    with db.write(WANG, "sample") as session:
        bulk.fill(session, [unkeyed])

    with db.read() as session:
        stored = cases.file(session, cases.key_of(session, given.number))
    assert stored.settlement is not None
    assert {m.party_id for m in stored.settlement.terms.money} == {stored.applicants[0].id}
