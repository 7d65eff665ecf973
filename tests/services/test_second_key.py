"""The second key of an encrypted file: who reads numbers, telephones and addresses of people."""

from contextlib import closing, suppress
from dataclasses import replace
from datetime import time
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select, text

from mediation_desk.domain.centre import User
from mediation_desk.domain.enquiry import Enquiry, EnquiryFilter
from mediation_desk.domain.errors import DeskError, NotAllowed
from mediation_desk.domain.query import Condition, Field, Operator, Query
from mediation_desk.domain.rights import Role
from mediation_desk.security import codes, field_keys, hashing, sealing
from mediation_desk.security import keyring as keys
from mediation_desk.security.cells import Cells, is_closed
from mediation_desk.security.hashing import derived
from mediation_desk.services import (
    accounts,
    backups,
    browse,
    drafts,
    enquiries,
    intake,
    materials,
    papers,
    parties,
    past_cases,
    recycling,
    second_key,
    settings,
    signing_in,
    story,
    undo,
)
from mediation_desk.services.desk import everybody
from mediation_desk.services.second_key import Standing
from mediation_desk.services.signing_in import SignInRefused
from mediation_desk.storage import (
    cells,
    closing_cells,
    connecting,
    handover_held,
    journal,
    keyrings,
    queries,
    rows_told,
    triggers,
)
from mediation_desk.storage import papers as store
from mediation_desk.storage.connecting import FileKey
from mediation_desk.storage.records import (
    CaseRecord,
    MaterialContentRecord,
    PaperContentRecord,
    PersonRecord,
)
from tests.faults.canary import found_in
from tests.services.test_accounts import CODE, OTHER, PASSWORD, Clock, founded, with_colleague
from tests.services.test_materials import page
from tests.services.test_past_cases import only, row, workbook
from tests.services.test_past_cases import read as past_rows

NUMBER, PHONE, ADDRESS = "130705198803172216", "13631384417", "暗记街四十七号院三单元"
OTHERS = frozenset({Role.CLERK})
MARKS = (NUMBER, PHONE, ADDRESS)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("MEDIATION_DESK_HOME", str(tmp_path / "home"))


@pytest.fixture
def desk(tmp_path, clock):
    desk = founded(tmp_path / "centre.desk", clock)
    yield desk
    with suppress(DeskError):
        desk.close()


def registered(desk):
    """Register a case whose worker has the marks, and an enquiry by the same telephone."""
    told = story.application()
    worker = told.applicants[0]
    marked = replace(worker.person, id_number=NUMBER, phone=PHONE, address=ADDRESS, born_on=None)
    told = replace(told, applicants=(replace(worker, person=marked),), received_on=desk.today())
    asked = Enquiry(
        asked_on=desk.today(), asked_at=time(9), phone=PHONE, topic="问工资", answer="已答"
    )
    enquiries.register(desk, asked)
    return intake.register(desk, told).id


def with_paper_and_material(desk, case_id):
    """Issue a paper that bears the number, take in a material, keep a draft, serve the paper."""
    case = browse.case_file(desk, case_id)
    code = papers.offered(case, desk.today())[0].code
    papers.issue(desk, case_id, case.version, papers.compose(desk, case_id, code))
    case = browse.case_file(desk, case_id)
    came = materials.recognised(page(), "身份证.jpg")
    material = replace(materials.usual(desk, case, came), name="身份证")
    materials.add(desk, case_id, case.version, [(material, materials.stored(desk, came))])
    drafts.keep(desk, "intake", {"phone": PHONE, "id_number": NUMBER, "address": ADDRESS})


def read_back(desk, case_id):
    """Read all of it as the desk does."""
    case = browse.case_file(desk, case_id)
    with desk.db.read() as session:
        docx = store.content(session, case.papers[0].id)
        given = str(store.given(session, case.papers[0].id))
    return docx, given, materials.content(desk, case.materials[0]), drafts.load(desk, "intake")


def as_stored(desk):
    with desk.db.read() as session:
        docx = session.scalars(select(cells.raw_bytes(PaperContentRecord.docx))).all()
        keys_held = session.scalars(select(cells.raw_bytes(MaterialContentRecord.key))).all()
    return [*docx, *keys_held]


def in_the_open(desk, tmp_path, root=None):
    """Return the file's every byte as one has it who knows its first key alone."""
    root = root or desk.root
    key = FileKey(derived(root.key, "file"), root.salt) if root.salt else None
    plain = tmp_path / "seen" / "plain.db"
    plain.parent.mkdir(exist_ok=True)
    plain.unlink(missing_ok=True)
    with closing(connecting.connect(desk.db.location, key=key)) as connection:
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
    return plain.parent


def seen(desk, tmp_path, root=None):
    return found_in(in_the_open(desk, tmp_path, root), MARKS, set())


def person(desk, case_id):
    return browse.case_file(desk, case_id).applicants[0].person


def differing(desk):
    with desk.db.read() as session:
        journal.verify(session)
        return list(rows_told.differing(session))


def with_administrator(desk):
    """Give the centre an administrator with an account of their own; return the key."""
    key = settings.save_user(desk, User(name="马管理", roles=frozenset({Role.ADMINISTRATOR})))
    code = accounts.give_first_password(desk, key)
    location, now = desk.db.location, desk.now
    desk.close()
    theirs = signing_in.enter(location, key, code, now=now)
    accounts.change_password(theirs, code, OTHER)
    theirs.close()
    return key


def test_without_the_second_key_no_byte_of_the_file_says_a_number_and_with_it_all_is_there(
    desk, tmp_path
):
    case_id = registered(desk)
    case = browse.case_file(desk, case_id)
    moved = replace(case.applicants[0].person, address="另一处地址", phone="13900000000")
    parties.change_person(desk, case_id, case.version, case.applicants[0].id, moved)

    assert seen(desk, tmp_path) == []
    assert (person(desk, case_id).id_number, person(desk, case_id).address) == (
        NUMBER,
        "另一处地址",
    )
    assert differing(desk) == []

    undo.undo(desk, undo.last(desk, case_id).id)

    assert (person(desk, case_id).address, person(desk, case_id).phone) == (ADDRESS, PHONE)
    assert seen(desk, tmp_path) == []
    assert differing(desk) == []


def test_papers_materials_and_drafts_are_closed_as_well(desk, tmp_path, clock):
    case_id = registered(desk)
    with_paper_and_material(desk, case_id)
    before = read_back(desk, case_id)
    assert NUMBER in before[1]
    assert all(map(is_closed, as_stored(desk)))
    assert seen(desk, tmp_path) == []

    desk = accounts.renew(desk, encrypted=True)

    assert read_back(desk, case_id) == before
    assert backups.check(desk.db.location, desk.root).sound
    location = desk.db.location
    key = with_administrator(desk)
    theirs = signing_in.enter(location, key, OTHER, now=clock)
    drafts.keep(theirs, "own", {"a": 1})
    assert drafts.load(theirs, "own") == {"a": 1}
    assert backups.check(location, theirs.root).sound
    with pytest.raises(NotAllowed), theirs.db.read() as session:
        session.scalars(select(PaperContentRecord.docx)).all()
    theirs.close()
    desk = signing_in.enter(location, 1, PASSWORD, now=clock)
    with (
        desk.db.write(desk.actor, "draft") as session,
        triggers.lifted(session.connection(), "paper_content", "UPDATE"),
    ):
        altered = "CAST(substr(docx, 1, length(docx) - 1) || x'00' AS BLOB)"
        session.connection().execute(text(f"UPDATE paper_content SET docx = {altered}"))
    assert not backups.check(location, desk.root).sound

    desk = accounts.renew(desk, encrypted=False)

    assert not any(map(is_closed, as_stored(desk)[1:]))
    assert read_back_without_paper(desk, case_id) == before[2:]
    desk.close()


def read_back_without_paper(desk, case_id):
    case = browse.case_file(desk, case_id)
    return materials.content(desk, case.materials[0]), drafts.load(desk, "intake")


def test_a_ledger_of_former_years_comes_in_closed_and_goes_again(desk, tmp_path):
    sheet = workbook(tmp_path / "旧.xlsx", [row(申请人姓名="张三", 涉及人数="1", 身份证号=NUMBER)])

    past_cases.bring_in(desk, past_rows(desk, sheet))

    assert NUMBER in str(only(desk).past.cells)
    assert only(desk).applicants[0].person.id_number == NUMBER
    sheet.unlink()
    assert seen(desk, tmp_path) == []
    assert differing(desk) == []


def test_who_has_the_key_finds_by_the_whole_number_and_by_a_part(desk):
    case_id = registered(desk)
    by_phone = Query(
        conditions=(Condition(field=Field.PHONE, operator=Operator.CONTAINS, value=PHONE[3:9]),)
    )

    with desk.db.read() as session:
        assert queries.keys(session, by_phone, desk.today()) == (case_id,)
        number = select(PersonRecord.id).where(PersonRecord.id_number == NUMBER)
        assert len(session.scalars(number).all()) == 1
    assert [one.id for one in browse.find(desk, NUMBER[-4:])] == [case_id]
    with desk.db.write(desk.actor, "assign", case_id) as session:
        session.get(CaseRecord, case_id).clerk_id = desk.actor.id
    namesake = User(id=9, name=person(desk, case_id).name, roles=frozenset(), phone=PHONE)
    for look in (desk.db.read, desk.db.glance):
        with look() as of:
            assert handover_held.held(of, desk.actor.id, namesake)[0].barred
    for words in (PHONE, PHONE[2:8], PHONE[-4:]):
        assert len(enquiries.listed(desk, EnquiryFilter(text=words))[0]) == 1, words


def test_a_plain_file_is_as_it_was(tmp_path, clock):
    """The control of the test above: what is looked for is found where nothing is closed."""
    desk = founded(tmp_path / "centre.desk", clock, encrypted=False)
    registered(desk)

    assert len(seen(desk, tmp_path)) == 1
    assert not keyrings.read(Path(desk.db.location)).generations[0].fields
    desk.close()


def test_an_administrator_keeps_accounts_and_backups_and_reads_no_number(desk, tmp_path, clock):
    case_id = registered(desk)
    key = with_administrator(desk)

    theirs = signing_in.enter(desk.db.location, key, OTHER, now=clock)

    assert theirs.root.field == b""
    assert seen(theirs, tmp_path) == []
    with theirs.db.read() as session:
        numbers = set(session.scalars(select(PersonRecord.id_number)))
        told = journal.entries(session)
        assert numbers == {"（未获授权）"}
        assert NUMBER not in str(told)
        assert "（未获授权）" in str(told)
        assert case_id
    with pytest.raises(NotAllowed), theirs.db.write(theirs.actor, "change_user") as session:
        session.get(PersonRecord, 1).phone = "13900000001"
    with pytest.raises(NotAllowed), theirs.db.read() as session:
        session.scalars(select(PersonRecord).where(PersonRecord.phone == PHONE)).all()
    with pytest.raises(DeskError, match="主任"):
        accounts.set_recovery_code(theirs, codes.new_recovery_code())
    with pytest.raises(NotAllowed):
        second_key.authorise(theirs, key)
    for last in (
        partial(accounts.give_first_password, theirs, 1),
        partial(accounts.take_away, theirs, 1),
        partial(settings.save_user, theirs, User(id=1, name="陈国栋", roles=OTHERS)),
    ):
        with pytest.raises(DeskError, match="恢复码"):
            last()
    copy = tmp_path / "a.deskbackup"
    backups.backup(theirs, copy)
    assert backups.check(copy, theirs.root).sound
    target = tmp_path / "elsewhere" / "centre.desk"
    target.parent.mkdir()
    backups.restore(copy, target, theirs.root)
    back = signing_in.enter(target, 1, PASSWORD, now=clock)
    assert person(back, case_id).phone == PHONE
    back.close()
    assert differing(theirs) == []
    theirs = accounts.renew(theirs, encrypted=True)
    with pytest.raises(DeskError, match="敏感"):
        accounts.renew(theirs, encrypted=False)
    theirs.close()
    mine = signing_in.enter(desk.db.location, 1, PASSWORD, now=clock)
    assert person(mine, case_id).phone == PHONE
    mine.close()


def test_whom_an_administrator_lets_in_waits_for_the_supervisor(desk, clock):
    case_id = registered(desk)
    location = desk.db.location
    key = with_administrator(desk)
    theirs = signing_in.enter(location, key, OTHER, now=clock)
    clerk = settings.save_user(theirs, User(name="李书记", roles=frozenset({Role.CLERK})))
    code = accounts.give_first_password(theirs, clerk)
    theirs.close()
    desk = signing_in.enter(location, 1, PASSWORD, now=clock)
    with pytest.raises(DeskError, match="初始密码"):
        second_key.authorise(desk, clerk)
    desk.close()

    hers = signing_in.enter(location, clerk, code, now=clock)
    before = keyrings.read(Path(location)).holder(clerk).public
    accounts.change_password(hers, code, OTHER)
    hers.close()

    assert keyrings.read(Path(location)).holder(clerk).public != before
    with pytest.raises(SignInRefused, match="授权"):
        signing_in.enter(location, clerk, OTHER, now=clock)
    desk = signing_in.enter(location, 1, PASSWORD, now=clock)
    shown = {one.user.name: one.fields for one in accounts.load(desk).people}
    assert (shown["李书记"], shown["马管理"]) == (Standing.WAITING, Standing.CLOSED)

    second_key.authorise(desk, clerk)

    assert {one.fields for one in accounts.load(desk).people} == {Standing.OPEN, Standing.CLOSED}
    desk.close()
    hers = signing_in.enter(location, clerk, OTHER, now=clock)
    assert person(hers, case_id).id_number == NUMBER
    hers.close()


def test_a_role_that_goes_takes_the_key_away_and_one_that_comes_waits(desk, clock):
    location = desk.db.location
    registered(desk)
    key = with_colleague(desk)
    desk = signing_in.enter(location, key, OTHER, now=clock)
    assert desk.root.field
    desk.close()
    desk = signing_in.enter(location, 1, PASSWORD, now=clock)

    settings.save_user(desk, User(id=key, name="王敏", roles=frozenset({Role.ADMINISTRATOR})))
    assert not field_keys.has(keyrings.read(Path(location)), desk.root.salt, key)
    settings.save_user(
        desk, User(id=key, name="王敏", roles=frozenset({Role.ADMINISTRATOR, Role.MEDIATOR}))
    )
    desk.close()

    hers = signing_in.enter(location, key, OTHER, now=clock)

    assert hers.actor.roles == {Role.ADMINISTRATOR}
    assert not hers.follow_roles(everybody(hers))
    hers.close()


def test_the_recovery_code_opens_what_is_sensitive_as_well(desk, clock):
    case_id = registered(desk)
    location = desk.db.location
    desk.close()

    back = signing_in.recover(location, CODE, 1, OTHER, now=clock)

    assert person(back, case_id).id_number == NUMBER
    back.lock()
    signing_in.unlock(back, OTHER)
    assert person(back, case_id).id_number == NUMBER
    back.close()


def test_new_keys_close_every_value_anew_before_the_file_takes_its_name(desk, tmp_path, clock):
    case_id = registered(desk)
    old = desk.root

    desk = accounts.renew(desk, encrypted=True)

    assert desk.root.field not in (None, b"", old.field)
    assert person(desk, case_id).id_number == NUMBER
    assert seen(desk, tmp_path) == []
    assert differing(desk) == []
    with_old = Cells(old.field)
    with desk.db.read() as session:
        [held] = session.scalars(select(cells.raw(PersonRecord.id_number)))
    assert with_old.opened("person.id_number", held) is None

    desk = accounts.renew(desk, encrypted=False)

    assert (person(desk, case_id).phone, desk.db.is_encrypted) == (PHONE, False)
    assert len(seen(desk, tmp_path)) == 1
    assert differing(desk) == []
    desk.close()


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("killed", [False, True])
def test_a_file_of_before_is_closed_at_the_next_sign_in_of_who_may_read_it(
    tmp_path, clock, monkeypatch, killed
):
    with monkeypatch.context() as before:  # as the program was that knew no second key
        before.setattr(accounts, "may_reveal", lambda _roles: False)
        before.setattr(second_key, "may_reveal", lambda _roles: False)
        desk = founded(tmp_path / "centre.desk", clock)
        case_id = registered(desk)
        with_paper_and_material(desk, case_id)
        written = read_back(desk, case_id)
        assert len(seen(desk, tmp_path)) == 1
        key = with_administrator(desk)
    location = desk.db.location
    theirs = signing_in.enter(location, key, OTHER, now=clock)
    assert theirs.root.field is None
    theirs.close()
    if killed:

        def die(*_what):
            raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(closing_cells.options, "put", die)
            with pytest.raises(Killed):
                signing_in.enter(location, 1, PASSWORD, now=clock)
        assert keyrings.read(Path(location)).generations[0].fields

    told = []
    desk = signing_in.enter(
        location, 1, PASSWORD, now=clock, progress=lambda *n: told.append(n) or True
    )

    assert person(desk, case_id).id_number == NUMBER
    assert read_back(desk, case_id) == written
    assert all(map(is_closed, as_stored(desk)))
    assert seen(desk, tmp_path) == []
    assert differing(desk) == []
    assert told[-1][0] == told[-1][1]
    undo_of = [e for e in desk_entries(desk) if e.doing == "close_fields"]
    assert len(undo_of) == 1
    assert set(keyrings.read(Path(location)).generations[0].fields) == {0, 1}
    desk.close()
    signing_in.enter(location, 1, PASSWORD, now=clock).close()


def desk_entries(desk):
    with desk.db.read() as session:
        return journal.entries(session)


def test_who_writes_the_key_file_with_the_first_key_alone_gets_no_second_one(desk, clock):
    """An administrator can sign the key file: the half that they put there is given nothing."""
    registered(desk)
    path, salt = Path(desk.db.location), desk.root.salt
    key = with_administrator(desk)
    held = keyrings.read(path)
    theirs = keys.opened(held, key, OTHER, salt)
    _salt, public, locked = sealing.new_pair(codes.read_recovery_code(CODE), hashing.USUAL)
    other = replace(held.holder(keys.RECOVERY), salt=_salt, public=public, locked=locked)
    roots = held.generations[0].roots | {keys.RECOVERY: sealing.sealed(theirs.key, public)}
    others = [one for one in held.holders if one.id != keys.RECOVERY]
    forged = keys.with_keys(
        replace(held, holders=(*others, other)), salt, roots, held.generations[0].fields
    )
    keyrings.write(path, keys.signed(forged, theirs))

    desk = accounts.renew(signing_in.enter(path, 1, PASSWORD, now=clock), encrypted=True)

    assert set(keyrings.read(path).generations[0].fields) == {1}
    desk.close()


def test_what_was_told_is_erased_with_its_numbers(desk, tmp_path):
    """Names and numbers of who was taken out are struck from what stays, closed or not."""
    case_id = registered(desk)
    case = browse.case_file(desk, case_id)
    told = replace(
        case.applicants[0],
        id=0,
        person=replace(case.applicants[0].person, name="王暗记", phone="13700001234"),
    )
    parties.add_applicants(desk, case_id, case.version, [told])
    case = browse.case_file(desk, case_id)
    parties.remove_applicant(desk, case_id, case.version, case.applicants[1].id)
    [gone] = recycling.discarded(desk)

    assert recycling.erase(desk, gone.entry, "本人要求", None).rows

    assert differing(desk) == []
    assert "王暗记" not in str(desk_entries(desk))
