"""The sheets that a new centre is proposed for the other platforms; it orders them anew itself."""

from sqlalchemy import Connection, text

_WORKER = "name sex id_kind id_number born_on phone address"
_EMPLOYER = (
    "employer credit_code legal_representative employer_phone employer_address co_respondents"
)
_WORK = "post hired_on left_on average_wage"
_COURSE = "received_on accepted_on mediator first_hearing"
_RESULT = "agreed_on effective_on sum_agreed agreement plan ended_on end_reason"
SHEETS = {
    "人社部调解平台": f"{_WORKER} {_EMPLOYER} {_WORK} cause worker_items worker_asked requests"
    f" facts district workers is_group case_number source {_COURSE} {_RESULT} sum_paid",
    "人民法院调解平台": f"court_cause {_WORKER} service_address agent agent_phone {_EMPLOYER}"
    f" employer_service_address requests sum_asked facts case_number {_COURSE} {_RESULT}"
    " review confirmation",
    "工会调解平台": f"case_number source {_WORKER} {_EMPLOYER} employer_district cause workers"
    f" women is_group items sum_asked facts {_COURSE} stage {_RESULT} sum_paid sum_owed",
}
"""Fields by platform: applicant, employer, dispute, course and result, as far as it is known."""


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
