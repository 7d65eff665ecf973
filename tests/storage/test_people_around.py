"""The people around a case are kept whole, on both engines, and old files keep what they had."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from sqlalchemy import create_engine, event, text
from sqlcipher3 import dbapi2 as driver

from mediation_desk.domain.agents import Agent, Authority, Power
from mediation_desk.domain.case import Side
from mediation_desk.domain.employer import Employer, EmployerState
from mediation_desk.domain.other_parties import Capacity, Duty, OtherParty, PartyRole, Site
from mediation_desk.domain.panel import Ground, PanelMember, Recusal, Ruling, Seat
from mediation_desk.domain.people import Person
from mediation_desk.domain.representatives import AnswerManner, Representative, WorkerAnswer
from mediation_desk.domain.special_needs import NeedKind, SpecialNeed
from mediation_desk.storage import cases, people_around, search
from mediation_desk.storage.database import Database
from tests.storage.samples import APPLICATION, WANG, read, register

DAY = date(2026, 10, 20)


def write(db: Database, case_id: int):
    return db.write(WANG, "people", case_id)


def test_everybody_around_a_case_is_read_back_as_written(db: Database):
    ref = register(db, replace(APPLICATION, applied_by=Side.RESPONDENT))
    case = read(db, ref.id)
    first, second = (applicant.id for applicant in case.applicants)
    agent = Agent(
        party_id=first,
        person=Person(name="周明理", phone="13900000001"),
        firm="某律师事务所",
        authority=Authority.SPECIAL,
        powers=frozenset({Power.SETTLE, Power.CHANGE}),
        wording="代为和解",
        receives_papers=True,
        given_on=DAY,
        until=date(2026, 12, 31),
    )
    payer = OtherParty(
        role=PartyRole.PAYER,
        employer=Employer(name="某建设集团", state=EmployerState.IN_DIFFICULTY),
        capacity=Capacity.GENERAL_CONTRACTOR,
        duty=Duty.ADVANCES,
        signs=True,
        note="先行清偿",
    )
    mother = OtherParty(
        role=PartyRole.LEGAL_REPRESENTATIVE, person=Person(name="单母"), acts_for=first
    )
    elected = Representative(party_id=second, elected_on=DAY)
    answer = WorkerAnswer(
        party_id=first,
        agrees=True,
        given_on=DAY,
        manner=AnswerManner.PHONE,
        amount=Decimal("13000.50"),
    )
    head = PanelMember(seat=Seat.UNION, name="王晓梅", user_id=1, head=True)
    helper = PanelMember(
        seat=Seat.HELPER, name="村长", workers_agreed_on=DAY, employer_agreed_on=DAY
    )
    recusal = Recusal(
        party_id=second, asked_by="李梅", person="王晓梅", person_id=1, ground=Ground.OTHER,
        facts="同乡", asked_on=DAY, ruling=Ruling.DISMISSED, decided_on=DAY, reason="无据",
    )  # fmt: skip
    need = SpecialNeed(party_id=first, kind=NeedKind.SIGN_LANGUAGE, helper="王译")

    with write(db, ref.id) as session:
        people_around.add_agent(session, ref.id, agent)
        people_around.add_other(session, ref.id, payer)
        people_around.add_other(session, ref.id, mother)
        people_around.set_representatives(session, ref.id, [elected])
        people_around.set_answers(session, ref.id, [answer])
        people_around.set_panel(session, ref.id, [head, helper])
        people_around.add_recusal(session, ref.id, recusal)
        people_around.set_needs(session, ref.id, first, [need])
        people_around.set_site(session, ref.id, Site(project="安置房"))
        people_around.set_capacity(session, case.respondent.id, Capacity.SUBCONTRACTOR)

    got = read(db, ref.id)
    assert got.applied_by is Side.RESPONDENT
    assert [plain(a) for a in got.agents] == [agent]
    assert [plain(o, employer_id=0) for o in got.others] == [payer, mother]
    assert [plain(r) for r in got.representatives] == [elected]
    assert [plain(a) for a in got.answers] == [answer]
    assert [plain(p) for p in got.panel] == [head, helper]
    assert [plain(r) for r in got.recusals] == [recusal]
    assert [plain(n) for n in got.special_needs] == [need]
    assert (got.site, got.respondent.capacity) == (
        Site(project="安置房"),
        Capacity.SUBCONTRACTOR,
    )
    assert len(got.applicants) == 2


def plain(value, **besides):
    return replace(value, id=0, **besides)


def test_agents_and_other_parties_are_found_and_counted_for_nobody(db: Database):
    ref = register(db)
    party = read(db, ref.id).applicants[0].id
    with write(db, ref.id) as session:
        agent = Agent(party_id=party, person=Person(name="周明理", phone="13900004321"))
        key = people_around.add_agent(session, ref.id, agent)
        witness = OtherParty(role=PartyRole.WITNESS, person=Person(name="仇证"))
        people_around.add_other(session, ref.id, witness)

    with db.read() as session:
        for words in ("zml", "4321", "qz"):
            assert [line.id for line in search.find(session, words)] == [ref.id], words
        [line] = cases.lines(session, [ref.id])
        assert (line.first_applicant, line.applicant_count) == ("单雄信", 2)
    with write(db, ref.id) as session:
        people_around.remove_agent(session, key)
    with db.read() as session:
        assert search.find(session, "zml") == ()


def test_an_employer_known_to_be_closed_stays_so_when_it_comes_again_unasked(db: Database):
    gone = replace(APPLICATION.respondent, state=EmployerState.REVOKED)
    register(db, replace(APPLICATION, respondent=gone))

    ref = register(db, replace(APPLICATION, operation="op-2"))

    assert read(db, ref.id).respondent.employer.state is EmployerState.REVOKED


def test_a_plain_case_costs_one_question_more(db: Database):
    ref = register(db)
    asked = []

    with db.read() as session:
        engine = session.get_bind()
        event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
        cases.file(session, ref.id)

    around = [query for query in asked if "agent" in query and "EXISTS" in query]
    assert len(around) == 1
    assert not any("FROM agent" in q and "EXISTS" not in q for q in asked)


def test_a_file_of_the_first_version_keeps_its_parties_and_signatures(tmp_path: Path):
    from mediation_desk.storage import schema, triggers

    path = tmp_path / "old.desk"
    engine = create_engine(f"sqlite:///{path}", module=driver)
    with engine.begin() as connection:
        from alembic import command

        command.upgrade(schema.settings(connection), "0001")
        triggers.install(connection)
        connection.execute(
            text(
                "INSERT INTO employer (name, credit_code, code_note, address,"
                " legal_representative, representative_post, phone, district, line, name_key)"
                " VALUES ('某公司', '', '', '', '', '', '', '', '', '')"
            )
        )

    with engine.begin() as connection:
        schema.upgrade(connection)
        states = connection.execute(text("SELECT name, state FROM employer")).all()

    assert [tuple(row) for row in states] == [("某公司", "normal")]
