from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import text

from mediation_desk.domain.case import CaseFilter, Consent, ConsentManner, Side
from mediation_desk.domain.claims import Claim, ClaimKind, Employment
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.people import Person
from mediation_desk.storage import cases, parties, search, settlements
from mediation_desk.storage.database import Database
from tests.storage.samples import (
    APPLICATION,
    BUILDER,
    LI_WORKER,
    WANG,
    against,
    read,
    register,
    settlement,
)


@pytest.fixture(params=["file", "server"])
def location(request: pytest.FixtureRequest) -> str:
    """A centre on a server in every run: here for the tests that only the whole run takes there."""
    return str(request.getfixturevalue(request.param))


def test_workers_are_added_behind_those_already_there(db: Database):
    ref = register(db)

    with db.write(WANG, "add_applicants", ref.id) as session:
        parties.add_applicants(session, ref.id, [LI_WORKER, LI_WORKER])

    case = read(db, ref.id)
    assert [a.person.name for a in case.applicants] == ["单雄信", "李梅", "李梅", "李梅"]
    with db.read() as session:
        [line] = cases.lines(session, [ref.id])
    assert line.applicant_count == 4


def test_a_corrected_name_shows_in_lists_and_is_found(db: Database):
    ref = register(db)
    first = read(db, ref.id).applicants[0]

    with db.write(WANG, "change_person", ref.id) as session:
        parties.set_person(session, first.id, Person(name="单雄心", phone="13311112222"))

    assert read(db, ref.id).applicants[0].person == Person(name="单雄心", phone="13311112222")
    with db.read() as session:
        assert [line.first_applicant for line in search.find(session, "2222")] == ["单雄心"]
        assert search.find(session, "雄信") == ()


def test_facts_of_employment_are_set_as_a_whole(db: Database):
    ref = register(db)
    first = read(db, ref.id).applicants[0]
    work = Employment(hired_on=date(2021, 1, 1), average_wage=Decimal("7000.25"))

    with db.write(WANG, "change_work", ref.id) as session:
        parties.set_work(session, {first.id: work})

    assert read(db, ref.id).applicants[0].work == work


def test_kinds_of_claims_are_added_changed_and_removed(db: Database):
    ref = register(db)
    first = read(db, ref.id).applicants[0]
    wanted = (
        Claim(kind=ClaimKind.SEVERANCE, claimed=Decimal("500.00"), reason="原因"),
        Claim(kind=ClaimKind.INJURY_DISABILITY),
    )

    with db.write(WANG, "change_kinds", ref.id) as session:
        parties.set_claims(session, {first.id: wanted})

    assert read(db, ref.id).applicants[0].claims == wanted


def test_amounts_are_set_for_the_claims_named_and_no_others(db: Database):
    ref = register(db)
    first = read(db, ref.id).applicants[0]
    severance = Claim(
        kind=ClaimKind.SEVERANCE, entitled=Decimal("45500.00"), agreed=Decimal("40000.01")
    )

    with db.write(WANG, "set_amounts", ref.id) as session:
        parties.set_amounts(session, {(first.id, ClaimKind.SEVERANCE): severance})

    after = read(db, ref.id).applicants[0]
    assert after.claim(ClaimKind.SEVERANCE) == severance
    assert after.claim(ClaimKind.WAGE_ARREARS) == first.claim(ClaimKind.WAGE_ARREARS)


def test_a_worker_taken_out_is_gone_with_the_claims(db: Database):
    ref = register(db)
    first, second = read(db, ref.id).applicants

    with db.write(WANG, "remove_applicant", ref.id) as session:
        parties.remove_applicant(session, first.id)

    assert read(db, ref.id).applicants == (second,)
    with db.read() as session:
        assert search.find(session, "sxx") == ()


def test_the_last_worker_stays(db: Database):
    ref = register(db, against("某公司"))
    [only] = read(db, ref.id).applicants

    with pytest.raises(DeskError, match=r"一名|at least one"), db.write(WANG, "x") as session:
        parties.remove_applicant(session, only.id)


def test_a_worker_in_the_agreement_stays(db: Database):
    ref = register(db)
    case = read(db, ref.id)
    with db.write(WANG, "agree", ref.id) as session:
        settlements.put(session, ref.id, settlement(case))

    with pytest.raises(DeskError, match="单雄信"), db.write(WANG, "x") as session:
        parties.remove_applicant(session, case.applicants[0].id)


def test_a_renamed_employer_shows_in_all_its_cases(db: Database):
    first, second = register(db), register(db, replace(APPLICATION, operation=""))
    employer_id = read(db, first.id).respondent.employer_id

    with db.write(WANG, "change_employer", first.id) as session:
        parties.set_employer(session, employer_id, replace(BUILDER, name="大境门公司"))

    with db.read() as session:
        assert [line.id for line in search.find(session, "djm")] == [second.id, first.id]
        assert cases.count(session, CaseFilter(text="某建筑")) == 0


def test_a_credit_code_belongs_to_one_employer(db: Database):
    register(db)
    other = register(db, against("某公司"))
    employer_id = read(db, other.id).respondent.employer_id
    claimed = replace(BUILDER, name="某公司")

    with pytest.raises(DeskError, match=BUILDER.name), db.write(WANG, "x") as session:
        parties.set_employer(session, employer_id, claimed)


def test_consent_is_kept_in_the_order_given(db: Database):
    ref = register(db)
    answers = [
        Consent(
            side=side,
            agrees=agrees,
            given_on=date(2026, 10, 13),
            manner=ConsentManner.PHONE,
            by="李梅",
        )
        for side, agrees in ((Side.APPLICANT, True), (Side.RESPONDENT, False))
    ]

    with db.write(WANG, "ask_consent", ref.id) as session:
        for answer in answers:
            parties.add_consent(session, ref.id, answer)

    assert [replace(kept, id=0) for kept in read(db, ref.id).consents] == answers


def test_names_stand_exactly_as_typed(db: Database):
    names = ["𠮷㛃", "阿卜杜拉·买买提", 'O\'Neil "A & B" <公司>', "e\u0301"]
    workers = [replace(LI_WORKER, person=Person(name=name)) for name in names]
    ref = register(db, replace(APPLICATION, applicants=tuple(workers)))

    assert [a.person.name for a in read(db, ref.id).applicants] == names


def test_a_row_that_points_nowhere_is_refused_by_the_file_itself(db: Database):
    with pytest.raises(Exception, match=r"(?i)foreign key"), db.write(WANG, "x") as session:
        session.execute(
            text(
                "INSERT INTO statement (case_id, requests, facts, applied_by)"
                " VALUES (99, '', '', 'applicant')"
            )
        )
