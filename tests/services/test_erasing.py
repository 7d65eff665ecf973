"""Erasing for good (reliability.md P32): every byte of the centre's files is looked at after it."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed
from mediation_desk.services import (
    agents,
    backups,
    browse,
    drafts,
    intake,
    journals,
    materials,
    parties,
    recycling,
    story,
    voiding,
)
from mediation_desk.services.recycling import Second
from mediation_desk.storage import connecting, journal
from mediation_desk.storage.marks import SHARED
from tests.faults.canary import found_in
from tests.services.test_agents import ZHOU, add
from tests.services.test_materials import page, taken_in

REASON = "本人书面要求删除其个人信息"
RARE = "龘靐"
"""A pair of characters that nobody else's name has: the search index is made of pairs."""


class Marks:
    """Words that stand nowhere else, handed out one by one."""

    def __init__(self):
        self.given = []

    def __call__(self, start="暗记"):
        self.given.append(f"{start}{len(self.given):03d}號")
        return self.given[-1]

    def on(self, value, *more):
        free = {"name", "address", "note", "id_note", "legal_representative", *more}
        return replace(value, **{f.name: self() for f in fields(value) if f.name in free})


@pytest.fixture
def marks():
    return Marks()


def second(office):
    return Second(user_id=office.people[story.CLERK.name].id)


def erase(office, entry, reason=REASON):
    return recycling.erase(office.supervisor, entry, reason, second(office))


def readable(office, marks):
    """Return where a mark can be read in any file of the centre, beside its backups."""
    place = Path(office.desk.db.location)
    files = [path for path in place.parent.rglob("*") if path.is_file()]
    backed_up = {path for path in files if "before" in path.name or SHARED in path.parts}
    found = found_in(place.parent, marks.given, backed_up)
    rare = (path for path in files if path not in backed_up and RARE.encode() in path.read_bytes())
    return [*found, *(f"{RARE} can be read in {path.name}" for path in rare)]


def marked_case(office, marks):
    """Register, correct and work on a case with marks wherever words are free."""
    told = story.application()
    worker = told.applicants[0]
    person = replace(marks.on(worker.person), name=RARE, phone="13912345678")
    told = replace(
        told,
        applicants=(replace(worker, person=person), told.applicants[1]),
        facts=marks(),
        requests=marks(),
        operation="erasing",
    )
    case_id = intake.register(office.clerk, told).id
    key = office.case(case_id).applicants[0].id
    version = office.case(case_id).version
    parties.change_person(office.clerk, case_id, version, key, replace(person, address=marks()))
    return case_id, key


def test_of_an_erased_case_no_byte_is_left_and_the_journal_still_verifies(office, marks):
    case_id, _key = marked_case(office, marks)
    material = taken_in(office, case_id, page(), marks(), purpose=marks(), brought_by=marks())
    content = office.case(case_id).materials[0]
    materials.remove(office.clerk, case_id, office.case(case_id).version, material)
    journals.saved_as_file(office.clerk, "保存文书", f"{marks()}.pdf", case_id)
    for form in ("terms", "offers", "caucus", "what_if"):
        drafts.keep(office.clerk, f"{form}/{case_id}", {"words": marks()})
    drafts.keep(office.clerk, f"dialog/{case_id}/employer_dialog/", {"typed": {"name": marks()}})
    stored = sorted(Path(f"{office.desk.db.location}.materials").glob("??/*"))
    number = office.case(case_id).number
    voiding.void(office.clerk, case_id, office.case(case_id).version, f"与{RARE}另案重复登记")
    [void, gone] = recycling.discarded(office.clerk)
    assert gone.what == content.name
    backups.backup(office.supervisor, Path(office.desk.db.location).with_name("before.deskbackup"))
    code = journals.check_code(office.desk)
    assert len(readable(office, marks)) > 0  # the control: the marks are there to be found

    made = erase(office, void.entry)

    assert readable(office, marks) == []
    assert (made.contents, len(stored)) == (1, 1)
    assert not stored[0].exists()
    checked = journals.checked(office.as_(story.SUPERVISOR), code)
    assert checked.sound, checked.finding
    assert recycling.to_erase(office.clerk) == ()
    [left] = voiding.found(office.clerk, number)
    assert (left.number, left.applicants, left.respondent) == (number, "", "")
    assert left.reason == "与×××另案重复登记"
    with pytest.raises(DeskError, match="彻底清除"):
        voiding.restore(office.clerk, left.id)


def test_the_control_a_file_that_does_not_overwrite_is_found_out(office, marks, monkeypatch):
    monkeypatch.setitem(connecting._SETTINGS, "secure_delete", 0)
    case_id, _key = marked_case(office, marks)
    voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误作废")
    [void] = recycling.discarded(office.clerk)

    erase(office, void.entry)

    assert readable(office, marks)


def test_of_an_erased_person_the_case_keeps_all_others(office, marks):
    case_id, key = marked_case(office, marks)
    whole = office.case(case_id)
    other = whole.applicants[1]
    told = [mark for mark in marks.given if mark not in (whole.facts, whole.requests)]
    parties.remove_applicant(office.clerk, case_id, whole.version, key)
    [gone] = recycling.discarded(office.clerk)
    marks.given[:] = told
    assert readable(office, marks)

    erase(office, gone.entry)

    assert readable(office, marks) == []
    case = office.case(case_id)
    assert (case.facts, [one.person for one in case.applicants]) == (whole.facts, [other.person])
    assert browse.find(office.clerk, other.person.name)
    assert browse.find(office.clerk, RARE) == ()
    assert journals.checked(office.as_(story.SUPERVISOR)).sound
    with pytest.raises(DeskError, match="彻底清除"):
        recycling.put_back(office.clerk, gone.entry)
    history = browse.journal(office.clerk, case_id)
    assert "remove_applicant" in {entry.doing for entry in history}


def test_a_person_put_back_and_removed_again_is_erased_from_every_entry(office, marks):
    case_id, key = marked_case(office, marks)
    marks.given[:] = [mark for mark in marks.given if mark != office.case(case_id).facts]
    marks.given.remove(office.case(case_id).requests)
    for _time in range(2):
        parties.remove_applicant(office.clerk, case_id, office.case(case_id).version, key)
        [gone] = recycling.discarded(office.clerk)
        if _time == 0:
            recycling.put_back(office.clerk, gone.entry)

    erase(office, gone.entry)

    assert readable(office, marks) == []
    assert journals.checked(office.as_(story.SUPERVISOR)).sound


def test_a_row_that_took_over_the_key_of_an_erased_one_keeps_its_past(office):
    """SQLite gives the highest key again that became free: the newer row is somebody else's."""
    case_id = office.register(("李建国",))
    office.clock.at(story.ACCEPTED)
    first = add(office, case_id, person=replace(ZHOU, name="甲某某"))
    agents.remove_agent(office.clerk, case_id, office.case(case_id).version, first)
    [gone] = recycling.discarded(office.clerk)
    again = add(office, case_id, person=replace(ZHOU, name="乙某某"))
    agents.remove_agent(office.clerk, case_id, office.case(case_id).version, again)

    erase(office, gone.entry)

    [newer] = recycling.discarded(office.clerk)
    assert newer.what == "乙某某"
    recycling.put_back(office.clerk, newer.entry)
    assert [one.person.name for one in office.case(case_id).agents] == ["乙某某"]


def test_an_employer_and_a_material_are_erased_and_shared_contents_stay(office, marks):
    case_id = office.register(("李建国",))
    other = office.register(("王秀英",))
    employer = marks.on(office.case(case_id).respondent.employer)
    version = office.case(case_id).version
    parties.change_employer(office.clerk, case_id, version, replace(employer, credit_code=""))
    keys = [taken_in(office, one, page(), marks()) for one in (case_id, other)]
    materials.remove(office.clerk, case_id, office.case(case_id).version, keys[0])
    [gone] = recycling.discarded(office.clerk)

    made = erase(office, gone.entry)

    assert made.contents == 0  # the other case has the same file
    assert materials.content(office.clerk, office.case(other).materials[0]) == page()
    marks.given.remove(office.case(other).materials[0].name)
    for one in (case_id, other):
        voiding.void(office.clerk, one, office.case(one).version, "登记有误作废")
    [line] = [e for e in browse.employer_lines(office.clerk) if e.name in marks.given]
    own, others = (f"dialog/0/watch_dialog/employer {key}" for key in (line.id, line.id * 10))
    drafts.keep(office.supervisor, own, {"typed": {"reason": marks()}})
    drafts.keep(office.supervisor, others, {"typed": {"reason": "欠薪"}})
    recycling.discard_employer(office.supervisor, line.id)
    for one in recycling.to_erase(office.clerk):
        erase(office, one.entry)
    assert drafts.load(office.supervisor, own) is None
    assert drafts.load(office.supervisor, others) is not None
    assert readable(office, marks) == []
    assert journals.checked(office.as_(story.SUPERVISOR)).sound


def test_within_thirty_days_it_takes_a_reason_and_always_a_second_person(office):
    case_id = office.register(("李建国",))
    voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误作废")
    [void] = recycling.discarded(office.clerk)
    with pytest.raises(NotAllowed):
        recycling.erase(office.clerk, void.entry, REASON)
    with pytest.raises(Invalid, match="理由"):
        erase(office, void.entry, "")
    with pytest.raises(Invalid, match="第二人"):
        recycling.erase(office.supervisor, void.entry, REASON)
    himself = Second(user_id=office.people[story.SUPERVISOR.name].id)
    with pytest.raises(Invalid, match="第二人"):
        recycling.erase(office.supervisor, void.entry, REASON, himself)
    office.clock.at(office.desk.today() + timedelta(days=31))
    assert recycling.discarded(office.clerk) == ()
    [over] = recycling.to_erase(office.clerk)
    assert over.is_over(office.desk.today())

    erase(office, over.entry, "")

    with pytest.raises(DeskError, match="彻底清除"):
        erase(office, over.entry)


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE journal_value SET body = '[]' WHERE journal_id = (SELECT max(journal_id) - 1"
        " FROM journal_value WHERE body LIKE '%\"erased\"%')",
        "UPDATE journal_value SET body = replace(body, '\"erased\":', '\"erased\":1')"
        " WHERE body LIKE '%\"erased\"%'",
        "UPDATE journal_value SET body = '[]' WHERE journal_id = (SELECT max(id) FROM journal)",
    ],
)
def test_what_is_left_cannot_be_altered_and_nothing_else_be_erased_that_way(office, forged):
    case_id = office.register(("李建国",))
    voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误作废")
    [void] = recycling.discarded(office.clerk)
    erase(office, void.entry)
    with office.desk.db._writer.begin() as connection:  # as somebody would with another program
        for act in ("update", "delete"):
            connection.execute(text(f"DROP TRIGGER journal_value_kept_{act}"))
        connection.exec_driver_sql(forged)

    with office.desk.db.read() as session, pytest.raises(DeskError):
        journal.verify(session)


def test_all_whose_days_are_over_are_erased_at_once_with_one_second_person(office):
    for name in ("李建国", "王秀英"):
        case_id = office.register((name,))
        voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误作废")
    assert recycling.over(office.supervisor) == ()
    office.clock.at(office.desk.today() + timedelta(days=31))
    case_id = office.register(("李建国",))
    voiding.void(office.clerk, case_id, office.case(case_id).version, "登记有误作废")
    assert len(recycling.over(office.supervisor)) == 2
    with pytest.raises(Invalid, match="第二人"):
        recycling.erase_over(office.supervisor)

    made = recycling.erase_over(office.supervisor, second(office))

    assert (made.left_out, made.entries > 0) == (0, True)
    assert recycling.over(office.supervisor) == ()
    [young] = recycling.to_erase(office.clerk)
    assert not young.is_over(office.desk.today())
    with office.supervisor.db.read() as session:
        assert journal.verify(session)
