"""The desk works wholly under each person's own account of a server, and no further."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFilter, CaseOrder
from mediation_desk.domain.caucus import CaucusNote
from mediation_desk.domain.centre import Room, User
from mediation_desk.domain.errors import DeskError, NotAllowed
from mediation_desk.domain.journal import Asked
from mediation_desk.domain.rights import Role
from mediation_desk.domain.sides import Side
from mediation_desk.services import (
    browse,
    caucus,
    drafts,
    journals,
    keeping,
    server_accounts,
    settings,
    story,
    story_region,
    undo,
)
from mediation_desk.services import desk as desks
from mediation_desk.services.desk import Desk, open_desk
from mediation_desk.storage import caucus as caucus_rows
from tests.own_accounts import as_person, own_database


class PersonalDesk(Desk):
    """A desk that goes over to the own account of whoever acts, as if each sat at their own."""

    url = ""

    @property
    def actor(self):
        return self._actor

    @actor.setter
    def actor(self, actor):
        self._actor = actor
        if self.url and actor.id:
            own = Desk.__new__(Desk)
            own.db = desks.Database.open(as_person(self.url, actor.name))
            assert own.db.person_id == actor.id
            self.db.readdress(lambda _before: own.db.address)
            self.db.standing = own.db.standing


@pytest.fixture(scope="module")
def told(postgres):
    """The whole story of the sample centre, each act under the account of who did it."""
    found_centre, application = story.found_centre, story.application

    def of_one():
        whole = application()
        return replace(whole, applicants=whole.applicants[:1])

    def found(location, now):
        desk = found_centre(location, now)
        server_accounts.grant(desk)
        for user in settings.officers(desk):
            server_accounts.give(desk, user.id)
        for role in (Role.ADMINISTRATOR, Role.AUDITOR):
            key = settings.save_user(desk, User(name=role.label, roles=frozenset({role})))
            server_accounts.give(desk, key)
        desk.url = url
        return desk

    with (
        own_database(postgres) as url,
        pytest.MonkeyPatch.context() as patch,
        i18n.speaking(i18n.CHINESE),
    ):
        patch.setattr(desks, "Desk", PersonalDesk)
        patch.setattr(story, "found_centre", found)
        patch.setattr(story, "application", of_one)
        desk, case_id = story.tell(url)
        story_region.tell(desk)
        desk.close()
        yield url, case_id


@pytest.fixture
def sits(told):
    """Let a person of the centre sit at a desk under their own account."""
    opened = []

    def sit(name):
        desk = open_desk(as_person(told[0], name))
        opened.append(desk)
        return desk

    yield sit
    for desk in opened:
        desk.close()


def test_the_story_was_told_by_each_under_their_own_account(told, sits):
    desk = sits(story.SUPERVISOR.name)

    case = browse.case_file(desk, told[1])
    assert case.settlement is not None
    assert case.payments
    found = journals.checked(desk)
    assert not found.finding
    assert found.entries > 30


def test_the_account_says_who_acts_and_nobody_else_is_chosen(sits):
    desk = sits(story.CLERK.name)

    assert desk.actor.name == story.CLERK.name
    other = next(u for u in settings.officers(desk) if u.name == story.MEDIATOR.name)
    with pytest.raises(DeskError):
        desks.choose(desk, other.id)


def test_an_auditor_checks_the_whole_journal_and_reads_no_case(told, sits):
    desk = sits(Role.AUDITOR.label)

    checked = journals.checked(desk)
    assert not checked.finding
    assert checked.entries > 30
    lines = journals.lines(desk, Asked())
    assert any(line.number for line in lines)
    with pytest.raises(NotAllowed), desk.db.read() as session:
        session.execute(text("SELECT * FROM statement"))


def test_an_administrator_looks_after_settings_and_people_and_reads_no_case(sits):
    desk = sits(Role.ADMINISTRATOR.label)

    settings.save_room(desk, Room(name="第三调解室"))
    key = settings.save_user(desk, User(name="新来的", roles=frozenset({Role.CLERK})))
    given = server_accounts.give(desk, key)
    assert given.account.startswith("新来的@")
    assert settings.load(desk).rooms
    assert keeping.state(desk).here is False
    assert journals.lines(desk, Asked())
    with pytest.raises(NotAllowed):
        browse.case_ids(desk, CaseFilter(), CaseOrder.NUMBER, False)


def test_everybody_keeps_drafts_and_finds_them_again(sits):
    for name in (story.CLERK.name, Role.AUDITOR.label):
        desk = sits(name)
        drafts.keep(desk, "form", {"typed": name})
        assert drafts.load(desk, "form") == {"typed": name}
        drafts.drop(desk, "form")


def test_a_talk_with_one_side_alone_stays_with_its_mediator(told, sits):
    desk = sits(story.MEDIATOR.name)
    case = browse.case_file(desk, told[1])
    note = CaucusNote(side=Side.APPLICANT, told_on=date(2026, 10, 20), text="底线是三万元")
    caucus.put(desk, case.id, case.version, note)

    assert [one.text for one in caucus.of_case(desk, case).notes] == ["底线是三万元"]
    for name in (story.SUPERVISOR.name, story.CLERK.name):
        other = sits(name)
        assert caucus.of_case(other, browse.case_file(other, case.id)).notes == ()
        with other.db.read() as session:
            for question in (
                "SELECT count(*) FROM caucus_note",
                "SELECT count(*) FROM journal_value WHERE body LIKE '%底线是三万元%'",
            ):
                assert session.scalar(text(question)) == 0
            assert caucus_rows.others_in(session, case.id)
    supervisor = sits(story.SUPERVISOR.name)
    mediator, clerk = desk.actor.id, sits(story.CLERK.name).actor.id
    assert caucus.staying_closed(supervisor, mediator, clerk) == {case.id: 1}
    assert not journals.checked(supervisor).finding

    done = undo.last(desk, case.id)
    assert done is not None
    undo.undo(desk, done.id)
    assert caucus.of_case(desk, browse.case_file(desk, case.id)).notes == ()
