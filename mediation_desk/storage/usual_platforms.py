"""The sheets that a new centre is proposed for the other platforms; it orders them anew itself."""

import json

from sqlalchemy import Connection, text

_WORKER = "name sex id_kind id_number born_on phone address"
_EMPLOYER = (
    "employer credit_code legal_representative employer_phone employer_address co_respondents"
)
_WORK = "post hired_on left_on average_wage"
_COURSE = "received_on accepted_on mediator first_hearing"
_RESULT = "agreed_on effective_on worker_agreed agreement worker_plan ended_on end_reason"
SHEETS = {
    "人社部调解平台": f"{_WORKER} {_EMPLOYER} {_WORK} cause worker_items worker_asked requests"
    f" facts district workers is_group case_number source {_COURSE} {_RESULT} worker_paid",
    "人民法院调解平台": f"court_cause {_WORKER} service_address agent agent_phone {_EMPLOYER}"
    f" employer_service_address requests worker_asked facts case_number {_COURSE} {_RESULT}"
    " review confirmation",
    "工会调解平台": f"case_number source {_WORKER} {_EMPLOYER} employer_district cause workers"
    f" women is_group worker_items worker_asked facts {_COURSE} stage {_RESULT} worker_paid"
    " worker_owed",
}
"""Fields by platform: applicant, employer, dispute, course and result, as far as it is known.

A sheet is entered worker by worker: its sums are the worker's, or a group's would be entered by
each of them. What the group has in all stays in the catalogue, for a centre that enters it once.
"""

_OF_WORKER = {
    "items": "worker_items",
    "sum_asked": "worker_asked",
    "sum_agreed": "worker_agreed",
    "plan": "worker_plan",
    "sum_paid": "worker_paid",
    "sum_owed": "worker_owed",
}
_SHIPPED_BEFORE = {
    "人社部调解平台": frozenset({"sum_agreed", "plan", "sum_paid"}),
    "人民法院调解平台": frozenset({"sum_asked", "sum_agreed", "plan"}),
    "工会调解平台": frozenset(_OF_WORKER),
}
"""The sums of the whole group that the sheets told up to version 47."""


def propose(connection: Connection) -> None:
    """Write the sheets into a file that has none yet, as its tables stood in version 5."""
    for position, (name, codes) in enumerate(SHEETS.items(), start=1):
        connection.execute(
            text(
                "INSERT INTO platform (name, position, active) VALUES (:name, :position, :active)"
            ),
            {"name": name, "position": position, "active": True},
        )
        for place, code in enumerate(codes.split(), start=1):
            connection.execute(
                text(
                    "INSERT INTO platform_field (platform_id, position, code, label)"
                    " SELECT id, :place, :code, '' FROM platform WHERE name = :name"
                ),
                {"place": place, "code": code, "name": name},
            )


def tell_of_the_worker(connection: Connection) -> None:
    """Let sheets that stand as they shipped tell the worker's sums; an order chosen stays.

    So does one that came back to ours: its rows are as the journal says, which a check compares.
    """
    chosen = _named_in_journal(connection)
    for name, codes in SHEETS.items():
        wholes = _SHIPPED_BEFORE[name]
        before = {worker: whole for whole, worker in _OF_WORKER.items() if whole in wholes}
        shipped = [(before.get(code, code), "") for code in codes.split()]
        held = connection.execute(
            text(
                "SELECT id, code, label FROM platform_field WHERE platform_id ="
                " (SELECT id FROM platform WHERE name = :name) ORDER BY position"
            ),
            {"name": name},
        ).all()
        if [(code, label) for _key, code, label in held] != shipped:
            continue
        if chosen.isdisjoint(key for key, _code, _label in held):
            _change(connection, name, wholes)


def _change(connection: Connection, name: str, wholes: frozenset[str]) -> None:
    for whole in wholes:
        connection.execute(
            text(
                "UPDATE platform_field SET code = :worker WHERE code = :whole"
                " AND platform_id = (SELECT id FROM platform WHERE name = :name)"
            ),
            {"worker": _OF_WORKER[whole], "whole": whole, "name": name},
        )


def _named_in_journal(connection: Connection) -> set[int]:
    """Return the keys of lines that somebody put into a sheet, moved or took out."""
    bodies = connection.scalars(
        text(
            "SELECT v.body FROM journal j JOIN journal_value v ON v.journal_id = j.id"
            " WHERE j.doing = 'change_platform'"
        )
    )
    return {
        change["key"]
        for body in bodies
        for change in json.loads(body or "[]")
        if change["table"] == "platform_field"
    }
