import ast
from pathlib import Path

import pytest

import mediation_desk.services
from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.rights import MAY, Actor, Right, Role

FOLDER = Path(mediation_desk.services.__file__).parent
WITHOUT_ACTOR = {"act.py", "desk.py", "sealing_words.py", "story.py"}
"""The frame of acts, the desk that is opened before anybody acts, the keys that services ask
for, and the story, which only calls services."""


def services():
    for path in sorted(FOLDER.glob("*.py")):
        if path.name in WITHOUT_ACTOR:
            continue
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = [argument.arg for argument in node.args.args]
                if names[:1] == ["desk"] and "session" not in names:
                    yield pytest.param(node, id=f"{path.stem}.{node.name}")


@pytest.mark.parametrize("service", list(services()))
def test_the_first_line_of_every_service_requires_a_right(service):
    first = service.body[1]

    required = ast.unparse(first)
    assert required.startswith(("desk.actor.require(Right.", "desk.actor.require(right_of("))


def test_every_right_is_given_to_somebody_and_says_to_whom():
    assert set(MAY) == set(Right)
    assert all(MAY.values())


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("role", Role)
def test_a_person_may_exactly_what_the_role_carries(right, role):
    actor = Actor(1, "王敏", frozenset({role}))

    assert actor.may(right) is (role in MAY[right])


def test_a_refusal_names_the_roles_that_could_do_it():
    clerk = Actor(1, "刘静", frozenset({Role.CLERK}))

    with pytest.raises(NotAllowed, match="刘静没有此项权限，须由主任办理"):
        clerk.require(Right.ACCEPT)


def test_an_administrator_sees_no_case():
    assert Role.ADMINISTRATOR not in MAY[Right.READ]


def test_an_auditor_sees_the_journal_and_no_case():
    """Watching is apart from the work (等保): reliability.md 2b."""
    auditor = Actor(1, "刘审计", frozenset({Role.AUDITOR}))

    assert {right for right in Right if auditor.may(right)} == {
        *(Right.JOURNAL, Right.HOUSE, Right.OWN_PASSWORD),
    }
