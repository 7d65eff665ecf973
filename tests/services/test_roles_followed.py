"""A right that was taken away is gone with the next act (reliability.md P29, §2b)."""

import shutil
from dataclasses import replace

import pytest

from mediation_desk.domain.centre import Centre, User
from mediation_desk.domain.errors import Invalid
from mediation_desk.domain.rights import Right, Role
from mediation_desk.services import settings, story
from mediation_desk.services.desk import found, open_desk


@pytest.fixture
def desk(founded, tmp_path):
    path = shutil.copyfile(founded, tmp_path / "centre.desk")
    desk = open_desk(path, now=story.StoryClock(story.APPLIED), actor=story.SUPERVISOR.name)
    yield desk
    desk.close()


def own(desk):
    return next(user for user in settings.officers(desk) if user.id == desk.actor.id)


def test_who_takes_a_role_from_themselves_has_it_no_more_at_the_next_act(desk):
    everything = replace(own(desk), roles=frozenset(Role) - {Role.AUDITOR})
    settings.save_user(desk, everything)
    assert desk.actor.may(Right.PEOPLE)

    settings.save_user(desk, replace(everything, roles=frozenset({Role.SUPERVISOR})), everything)

    assert desk.actor.roles == {Role.SUPERVISOR}


def test_roles_that_another_desk_changed_are_followed_and_a_leaver_has_none(desk):
    people = settings.officers(desk)
    assert not desk.follow_roles(people)

    fewer = [replace(one, roles=frozenset({Role.CLERK})) for one in people]
    assert desk.follow_roles(fewer)
    assert desk.actor.roles == {Role.CLERK}

    assert desk.follow_roles(one for one in people if one.id != desk.actor.id)
    assert desk.actor.roles == frozenset()


def test_the_first_person_is_not_administrator_and_auditor_either(tmp_path):
    first = User(name="王敏", roles=frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR}))

    with pytest.raises(Invalid) as refused:
        found(tmp_path / "new.desk", Centre(name="调解中心"), first)

    assert [problem.field for problem in refused.value.problems] == ["roles"]
    assert not (tmp_path / "new.desk").exists()
