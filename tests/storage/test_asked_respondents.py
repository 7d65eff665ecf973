"""Whose the answers of the consent inquiry are, in files from before each respondent was asked."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import text

from mediation_desk.domain.case import Consent, ConsentManner, Side
from mediation_desk.domain.employer import Employer
from mediation_desk.domain.other_parties import OtherParty, PartyRole
from mediation_desk.domain.respondents import Reply, inquiries
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import StepTaken
from mediation_desk.storage import engines, journal, parties, schema, steps
from mediation_desk.storage import people_around as around
from mediation_desk.storage.database import Database
from tests.storage.samples import APPLICATION, WANG, read, register

DAY = date(2026, 10, 13)
DEVELOPER = OtherParty(
    role=PartyRole.CO_RESPONDENT, employer=Employer(name="宣化某置业有限公司"), signs=True
)
WITNESS = OtherParty(role=PartyRole.THIRD, employer=Employer(name="某监理有限公司"))


def answered(database: Database, case_id: int) -> None:
    """Ask, and record an answer of each side, as it was before: of nobody in particular."""
    with database.write(WANG, "ask_consent", case_id) as session:
        taken = StepTaken(
            row="T09", step=Step.CONTACT, from_stage=Stage.APPLIED, day=DAY, until=DAY, note="占线"
        )
        steps.add(session, case_id, taken)
        for side in Side:
            answer = Consent(
                side=side, agrees=True, given_on=DAY, manner=ConsentManner.PHONE, by="某人"
            )
            parties.add_consent(session, case_id, answer)


def as_before(location: str | Path) -> None:
    """Take a centre back to the version before, and bring it up to date."""
    if str(location).startswith("postgresql"):
        engine = engines.for_server(str(location), read_only=False)
    else:
        engine = engines.for_file(Path(location), "EXCLUSIVE", foreign_keys=False)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE asked_respondent"))
        connection.execute(text("ALTER TABLE worker_answer DROP COLUMN scheme"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0045'"))
        schema.upgrade(connection)
    engine.dispose()


def test_the_one_answer_of_before_is_that_of_every_respondent_of_the_case(location: str | Path):
    database = Database.open(location)
    both = register(database).id
    alone = register(database, replace(APPLICATION, operation="op-2")).id
    with database.write(WANG, "add_other", both) as session:
        around.add_other(session, both, DEVELOPER)
        around.add_other(session, both, WITNESS)
    for case_id in (both, alone):
        answered(database, case_id)
    database.close()

    as_before(location)

    database = Database.open(location)
    case, single = read(database, both), read(database, alone)
    assert [(one.name, one.reply(DAY)) for one in inquiries(case)] == [
        (APPLICATION.respondent.name, Reply.AGREES),
        (DEVELOPER.name, Reply.AGREES),
    ]
    assert [len(one.attempts) for one in inquiries(case)] == [1, 1]
    assert single.asked == ()
    assert [one.reply(DAY) for one in inquiries(single)] == [Reply.AGREES]

    with database.write(WANG, "add_other", both) as session:
        late = OtherParty(role=PartyRole.CO_RESPONDENT, employer=Employer(name="后来的公司"))
        around.add_other(session, both, late)
    assert inquiries(read(database, both))[-1].reply(DAY) is Reply.NOT_ASKED
    database.close()


def test_an_answer_of_before_is_still_undone(location: str | Path):
    database = Database.open(location)
    case_id = register(database).id
    with database.write(WANG, "add_other", case_id) as session:
        around.add_other(session, case_id, DEVELOPER)
    answered(database, case_id)
    database.close()
    as_before(location)

    database = Database.open(location)
    with database.read() as session:
        entry = journal.last_undoable(session, case_id, WANG)
    assert entry is not None
    with database.write(WANG, "undo", case_id) as session:
        journal.undo(session, entry.id, WANG)

    case = read(database, case_id)
    assert (case.consents, case.asked, case.steps) == ((), (), ())
    database.close()
