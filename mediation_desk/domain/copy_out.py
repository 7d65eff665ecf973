"""What can be copied from a case to other platforms: each value by its code, written in Chinese.

A value of a worker is that of the worker chosen; all others are of the case as a whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from mediation_desk import i18n
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.copy_subject import (
    Subject,
    agreed,
    asked,
    cause,
    claims_of,
    co_respondents,
    court_cause,
    day,
    entitled,
    items,
    label,
    money,
    women,
    yes,
)
from mediation_desk.domain.platforms import Platform
from mediation_desk.domain.taxonomy import cause_label, districts
from mediation_desk.domain.terms import Term
from mediation_desk.domain.tracks import Track
from mediation_desk.i18n import N_, _

Of = Callable[[Subject], str]


class Group(Term):
    """Under which heading a value stands in the catalogue."""

    CASE = "case", N_("Case")
    WORKER = "worker", N_("Worker")
    EMPLOYER = "employer", N_("Employer")
    CLAIMS = "claims", N_("Claims")
    COURSE = "course", N_("Course of the case")
    RESULT = "result", N_("Result of the case")
    CENTRE = "centre", N_("Centre")


@dataclass(frozen=True, slots=True)
class CopyValue:
    """One value that a sheet can hold."""

    code: str
    group: Group
    name: str
    of: Of

    @property
    def title(self) -> str:
        """The name in the language spoken here."""
        return _(self.name)


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A line of a sheet, ready to be copied."""

    code: str
    label: str
    value: str


def _name_of(code: str) -> str:
    return districts().get(code, code)


_CASE: tuple[tuple[str, str, Of], ...] = (
    ("case_number", N_("Case number"), lambda s: s.case.number),
    ("received_on", N_("Day of the application"), lambda s: day(s.case.received_on)),
    ("source", N_("Source of the case"), lambda s: s.case.source.label),
    ("form", N_("Manner of the application"), lambda s: s.case.form.label),
    ("cause", N_("Cause of dispute"), lambda s: cause_label(s.case.cause)),
    ("cause_code", N_("Code of the cause"), lambda s: s.case.cause),
    ("court_cause", N_("Cause of action at court"), lambda s: court_cause(s.case)),
    (
        "court_cause_code",
        N_("Code of the cause of action"),
        lambda s: cause(s.case, "court_cause"),
    ),
    ("statistics_class", N_("Class in statistics"), lambda s: cause(s.case, "statistics_class")),
    ("district", N_("District or county"), lambda s: _name_of(s.case.district)),
    ("district_code", N_("Code of the district"), lambda s: s.case.district),
    ("workers", N_("Workers concerned"), lambda s: str(len(s.case.applicants))),
    ("women", N_("Of them women"), lambda s: women(s.case)),
    ("is_group", N_("Group case"), lambda s: yes(s.case.is_group)),
    (
        "applicants",
        N_("Names of all workers"),
        lambda s: "、".join(worker.person.name for worker in s.case.applicants),
    ),
)
_WORKER: tuple[tuple[str, str, Of], ...] = (
    ("name", N_("Worker's name"), lambda s: s.person.name),
    ("sex", N_("Worker's sex"), lambda s: label(s.person.sex)),
    ("id_kind", N_("Kind of document"), lambda s: label(s.person.id_kind)),
    ("id_number", N_("Number of the identity document"), lambda s: s.person.id_number),
    ("born_on", N_("Day of birth"), lambda s: day(s.person.born_on)),
    ("age", N_("Worker's age"), lambda s: s.age),
    ("phone", N_("Worker's telephone"), lambda s: s.person.phone),
    ("address", N_("Worker's address"), lambda s: s.person.address),
    ("service_address", N_("Worker's address for service"), lambda s: s.served_at),
    ("post", N_("Worker's job"), lambda s: s.work.post),
    ("hired_on", N_("Joined on"), lambda s: day(s.work.hired_on)),
    ("left_on", N_("Last day of work"), lambda s: day(s.work.left_on)),
    ("leave_reason", N_("Reason for leaving"), lambda s: s.work.leave_reason),
    ("average_wage", N_("Average wage of twelve months"), lambda s: money(s.work.average_wage)),
    ("contribution_wage", N_("Wage for contributions"), lambda s: money(s.work.contribution_wage)),
    ("arrears", N_("Wages in arrears"), lambda s: money(s.work.arrears)),
    ("injured", N_("Work injury"), lambda s: yes(s.work.injured)),
    ("injury_grade", N_("Grade of disability"), lambda s: str(s.work.injury_grade or "")),
    ("worker_items", N_("Worker's claims"), lambda s: claims_of(s.worker.claims)),
    ("worker_asked", N_("Sum asked by the worker"), lambda s: asked(s.worker.claims)),
    ("worker_agreed", N_("Sum agreed with the worker"), lambda s: agreed(s.worker.claims)),
    ("worker_plan", N_("Payments to the worker"), lambda s: s.plan(own=True)),
    ("worker_paid", N_("Paid to the worker"), lambda s: s.paid),
    ("worker_owed", N_("Still owed to the worker"), lambda s: s.owed),
    ("agent", N_("Worker's agent"), lambda s: s.agent.person.name if s.agent else ""),
    (
        "agent_kind",
        N_("Kind of the worker's agent"),
        lambda s: s.agent.kind.label if s.agent else "",
    ),
    (
        "agent_authority",
        N_("Authority of the worker's agent"),
        lambda s: s.agent.authority.label if s.agent else "",
    ),
    (
        "agent_phone",
        N_("Telephone of the worker's agent"),
        lambda s: s.agent.person.phone if s.agent else "",
    ),
)
_EMPLOYER: tuple[tuple[str, str, Of], ...] = (
    ("employer", N_("Employer's name"), lambda s: s.employer.name),
    ("credit_code", N_("Unified social credit code"), lambda s: s.employer.credit_code),
    (
        "legal_representative",
        N_("Legal representative"),
        lambda s: s.employer.legal_representative,
    ),
    (
        "representative_post",
        N_("Post of the representative"),
        lambda s: s.employer.representative_post,
    ),
    ("employer_phone", N_("Employer's telephone"), lambda s: s.employer.phone),
    ("employer_address", N_("Employer's address"), lambda s: s.employer.address),
    ("employer_district", N_("Employer's district"), lambda s: _name_of(s.employer.district)),
    (
        "employer_service_address",
        N_("Employer's address for service"),
        lambda s: s.employer_served_at,
    ),
    ("co_respondents", N_("Co-respondents"), lambda s: co_respondents(s.case)),
    (
        "employer_agent",
        N_("Employer's agent"),
        lambda s: s.employer_agent.person.name if s.employer_agent else "",
    ),
    (
        "employer_agent_phone",
        N_("Telephone of the employer's agent"),
        lambda s: s.employer_agent.person.phone if s.employer_agent else "",
    ),
)
_CLAIMS: tuple[tuple[str, str, Of], ...] = (
    ("requests", N_("Claims in words"), lambda s: s.case.requests.strip() or items(s.case)),
    ("items", N_("Items claimed with sums"), lambda s: items(s.case)),
    ("facts", N_("Facts and reasons"), lambda s: s.case.facts.strip()),
    ("sum_asked", N_("Sum of all claims"), lambda s: asked(s.case.claims)),
    ("sum_due", N_("Sum due by law in all"), lambda s: entitled(s.case.claims)),
)
_COURSE: tuple[tuple[str, str, Of], ...] = (
    ("stage", N_("Stage"), lambda s: s.case.stage.label),
    ("accepted_on", N_("Accepted on"), lambda s: day(s.case.accepted_on)),
    ("mediation_due", N_("Mediation ends by"), lambda s: s.mediation_due),
    ("mediator", N_("Mediator"), lambda s: s.case.mediator.name if s.case.mediator else ""),
    ("clerk", N_("Clerk"), lambda s: s.case.clerk.name if s.case.clerk else ""),
    ("hearings", N_("Number of hearings"), lambda s: str(len(s.held))),
    ("first_hearing", N_("First hearing"), lambda s: s.hearing(0)),
    ("last_hearing", N_("Last hearing"), lambda s: s.hearing(-1)),
    ("next_hearing", N_("Next hearing planned"), lambda s: s.next_hearing),
    ("room", N_("Room of the last hearing"), lambda s: s.room),
)
_RESULT: tuple[tuple[str, str, Of], ...] = (
    (
        "agreed_on",
        N_("Agreed on"),
        lambda s: day(s.case.settlement.agreed_on) if s.case.settlement else "",
    ),
    (
        "effective_on",
        N_("In effect since"),
        lambda s: day(s.case.settlement.effective_on) if s.case.settlement else "",
    ),
    ("agreement", N_("Agreement in words"), lambda s: s.agreement),
    ("sum_agreed", N_("Sum of the agreement"), lambda s: s.sum_agreed),
    ("plan", N_("Payments agreed"), lambda s: s.plan(own=False)),
    ("sum_paid", N_("Paid in all"), lambda s: money(s.case.paid) if s.case.settlement else ""),
    ("sum_owed", N_("Owed in all"), lambda s: money(s.case.owed) if s.case.settlement else ""),
    ("ended_on", N_("Mediation ended on"), lambda s: day(s.case.ended_on)),
    ("end_reason", N_("Why the mediation ended"), lambda s: s.case.end_reason),
    ("review", N_("Arbitration review"), lambda s: s.proceeding(Track.REVIEW)),
    ("confirmation", N_("Court confirmation"), lambda s: s.proceeding(Track.CONFIRMATION)),
    ("closed_on", N_("Closed on"), lambda s: day(s.case.closed_on)),
)
_CENTRE: tuple[tuple[str, str, Of], ...] = (
    ("centre", N_("Centre's name"), lambda s: s.centre.name),
    ("centre_address", N_("Centre's address"), lambda s: s.centre.address),
    ("centre_phone", N_("Centre's telephone"), lambda s: s.centre.phone),
    ("today", N_("Today's day"), lambda s: day(s.today)),
)

VALUES: Mapping[str, CopyValue] = {
    code: CopyValue(code, group, name, of)
    for group, values in (
        (Group.CASE, _CASE),
        (Group.WORKER, _WORKER),
        (Group.EMPLOYER, _EMPLOYER),
        (Group.CLAIMS, _CLAIMS),
        (Group.COURSE, _COURSE),
        (Group.RESULT, _RESULT),
        (Group.CENTRE, _CENTRE),
    )
    for code, name, of in values
}
"""The catalogue by code, in the order in which it is offered."""


def rows(
    platform: Platform, case: CaseFile, party_id: int, centre: Centre, today: date
) -> tuple[CopyRow, ...]:
    """Return the sheet of a platform for a case and one of its workers."""
    subject = Subject(case, case.applicant(party_id), centre, today)
    found = []
    for field in platform.fields:
        known = VALUES.get(field.code)
        if known is None:  # of a newer program: it stays in the sheet and is not shown
            continue
        with i18n.speaking(i18n.CHINESE):
            value = known.of(subject)
        found.append(CopyRow(field.code, field.label or known.title, value))
    return tuple(found)


def table(platform: Platform, case: CaseFile, centre: Centre, today: date) -> str:
    """Return the values of every worker as lines with tabs, the headings first."""
    known = [field for field in platform.fields if field.code in VALUES]
    lines = ["\t".join(field.label or VALUES[field.code].title for field in known)]
    for worker in case.applicants:
        values = rows(platform, case, worker.id, centre, today)
        lines.append("\t".join(" ".join(row.value.split()) for row in values))
    return "\n".join(lines)
