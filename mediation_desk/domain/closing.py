"""What a case still lacks before it is closed or filed: shown as warnings that lead there."""

from collections.abc import Iterator
from dataclasses import dataclass

from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.guards import missing_signatures
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.stages import Stage
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the tab of the case where it is made good."""

    text: str
    tab: str


def gaps(case: CaseFile) -> tuple[Gap, ...]:
    """Return what an inspector would miss in the dossier (procedure.md 5.9, 6.1)."""
    return tuple(_gaps(case))


def _gaps(case: CaseFile) -> Iterator[Gap]:
    yield from _statistics(case)
    waiting = sum(service.waiting for service in case.services)
    if waiting:
        yield Gap(_("Not served yet: {n} papers").format(n=waiting), "papers")
    issued = {paper.form for paper in case.papers}
    for form, title in _required(case):
        if form not in issued:
            yield Gap(_("Not issued: {title}").format(title=title), "papers")
    if case.settlement and case.settlement.effective_on:
        if lacking := missing_signatures(case):
            names = _(", ").join(lacking)
            yield Gap(_("Not signed or sealed: {names}").format(names=names), "agreement")
        yield from _after(case)
    for hearing in case.hearings:
        if hearing.status.value == "held" and not hearing.record.strip():
            yield Gap(
                _("Hearing {number} has no record.").format(number=hearing.number), "hearings"
            )


def _statistics(case: CaseFile) -> Iterator[Gap]:
    if not case.district:
        yield Gap(_("Statistics: the district is missing."), "overview")
    if not case.cause:
        yield Gap(_("Statistics: the cause is missing."), "overview")
    if case.accepted_on and case.mediator is None:
        yield Gap(_("Statistics: no mediator is assigned."), "overview")
    if any(applicant.person.sex is None for applicant in case.applicants):
        yield Gap(_("Statistics: the sex of a worker is missing."), "parties")
    if not case.respondent.employer.credit_code:
        yield Gap(_("Statistics: the employer's credit code is missing."), "parties")


def _required(case: CaseFile) -> Iterator[tuple[str, str]]:
    """Yield the papers that a dossier must have, as far as the desk makes them."""
    if case.accepted_on:
        yield "D-08", _("Notice of acceptance")
    if any(hearing.status is HearingStatus.HELD for hearing in case.hearings):
        yield "D-19", _("Record of mediation")
    if case.settlement and case.settlement.effective_on:
        yield "D-30", _("Mediation agreement of a labour dispute")
        yield "D-50", _("Record of performance")
    yield "D-60", _("Approval of closing")


def _after(case: CaseFile) -> Iterator[Gap]:
    waiting = [c for c in case.clocks if c.kind == "DL35" and c.state is ClockState.RUNNING]
    if waiting:
        days = _(", ").join(clock.due.isoformat() for clock in waiting)
        yield Gap(_("Follow-up visits still to come: {days}").format(days=days), "agreement")
    elif not case.visits:
        yield Gap(_("No follow-up visit is on record."), "agreement")
    if case.stage is Stage.EFFECTIVE and case.owed > 0:
        yield Gap(_("Money is still owed under the agreement."), "agreement")
