"""Every service and every role: who gets past the door is data, and nobody else does.

`rights.csv` says of each service which roles it lets in. The services are called here: whoever
is not let in is refused before anything of the desk is touched; a service that the table does
not name, or that asks for no right, fails.
"""

import csv
import importlib
import inspect
from pathlib import Path

import pytest

from mediation_desk.domain.errors import NotAllowed
from mediation_desk.domain.procedure import right_of
from mediation_desk.domain.rights import MAY, Actor, Right, Role
from mediation_desk.domain.stages import Step
from tests.services.test_rights import services

TABLE = Path(__file__).with_name("rights.csv")
BY_STEP = "by_step"
"""Instead of a right: each step of the procedure has its own."""


class PastTheDoorError(Exception):
    """The service went on to the desk: it did not refuse."""


class Door:
    """A desk with nothing behind it but the person who asks."""

    def __init__(self, role):
        self.actor = Actor(1, "孙立", frozenset({role}))

    def __getattr__(self, name):
        raise PastTheDoorError(name)


class Nothing:
    """An argument that must not be looked at before the right was asked for."""

    def __getattr__(self, name):
        raise PastTheDoorError(name)


def table():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = table()


def service_of(row):
    module, name = row["service"].split(".")
    return getattr(importlib.import_module(f"mediation_desk.services.{module}"), name)


def let_in(service, role, **known):
    """Call a service as a person of a role; say whether it got past the question of rights."""
    given = [
        known.get(parameter.name, Nothing())
        for parameter in list(inspect.signature(service).parameters.values())[1:]
        if parameter.default is parameter.empty
        and parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    named = {
        parameter.name: Nothing()
        for parameter in inspect.signature(service).parameters.values()
        if parameter.default is parameter.empty and parameter.kind is parameter.KEYWORD_ONLY
    }
    try:
        found = service(Door(role), *given, **named)
        if inspect.isgenerator(found):
            next(found)  # it begins only now
    except NotAllowed:
        return False
    except Exception:  # noqa: BLE001 - whatever it is, the service went on
        return True
    return True


def test_the_table_names_every_service_and_no_other():
    assert [row["service"] for row in ROWS] == sorted(one.id for one in services()), (
        "a service needs a row in rights.csv, once it was thought about who may do it"
    )


@pytest.mark.parametrize("role", Role)
def test_a_service_lets_in_exactly_the_roles_of_the_table(role):
    wrong = [
        row["service"]
        for row in ROWS
        if row["right"] != BY_STEP and let_in(service_of(row), role) is not (row[role.value] == "x")
    ]

    assert wrong == []


@pytest.mark.parametrize("role", Role)
def test_a_step_lets_in_exactly_the_roles_of_its_right(role):
    [row] = [row for row in ROWS if row["right"] == BY_STEP]

    wrong = [
        step
        for step in Step
        if let_in(service_of(row), role, step=step) is not (role in MAY[right_of(step)])
    ]

    assert wrong == []


@pytest.mark.parametrize("right", Right)
def test_the_table_says_of_each_right_what_the_program_says(right):
    named = {role.value for role in MAY[right]}

    for row in ROWS:
        if row["right"] == right.value:
            assert {role.value for role in Role if row[role.value] == "x"} == named, row["service"]


def test_a_service_that_forgot_its_right_would_be_seen():
    def forgetful(desk, case_id):
        return desk.db

    assert let_in(forgetful, Role.AUDITOR)
    assert not any(row["auditor"] == "x" for row in ROWS if row["right"] == "read")


def test_watching_and_keeping_are_apart_from_the_cases():
    """等保: system, audit and work are three posts; none of the two others reads a case."""
    let = {role: {row["right"] for row in ROWS if row[role.value] == "x"} for role in Role}

    assert let[Role.ADMINISTRATOR] <= {
        "house", "own_password", "settings", "people", "backup", "restore",
    }  # fmt: skip
    assert let[Role.AUDITOR] <= {"house", "own_password", "journal"}
