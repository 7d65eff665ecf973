"""The end of a case: who applied for closing, and what is still missing before it is filed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.domain.case import CaseFile, ClockState
from mediation_desk.domain.circumstances import missing_signatures
from mediation_desk.domain.clock_register import counted_title, kind, lost
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.hearing_rules import named
from mediation_desk.domain.moves import Move
from mediation_desk.domain.outside import outside, untold
from mediation_desk.domain.respondents import not_taking_part
from mediation_desk.domain.rights import Actor, Right, Role
from mediation_desk.domain.stages import LOCKED, Stage, Step
from mediation_desk.domain.step_facts import ClosingResult, StepTaken
from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that is missing, and the place of the case that makes it good.

    What `goes_on` is no paper or entry that lacks: a term that runs, money that is owed.
    """

    text: str
    link: str
    unsigned: bool = False
    goes_on: bool = False


WITH_GAPS = frozenset({Step.APPLY_CLOSE, Step.CLOSE, Step.ARCHIVE})
"""Steps before which the gaps are listed; with any left they take a reason (house rule)."""

_ACTS = frozenset({Step.APPLY_CLOSE, Step.RETURN_CLOSE, Step.CLOSE, Step.REOPEN})


def application(case: CaseFile) -> StepTaken | None:
    """Return the application for closing on which the supervisor has not decided yet."""
    acts = [taken for taken in case.steps if taken.step in _ACTS]
    return acts[-1] if acts and acts[-1].step is Step.APPLY_CLOSE else None


def returned(case: CaseFile) -> StepTaken | None:
    """Return the supervisor's return of an application that was not made anew since."""
    acts = [taken for taken in case.steps if taken.step in _ACTS]
    return acts[-1] if acts and acts[-1].step is Step.RETURN_CLOSE else None


def does_both(case: CaseFile, actor: Actor, *, two_acts: bool) -> bool:
    """Say whether one person may apply for closing and approve it in one go.

    So may whoever mediates too, and whoever approves where nobody was assigned; all may where
    the centre does not want two acts.
    """
    if not (actor.may(Right.ASK_CLOSING) and actor.may(Right.CLOSE)):
        return False
    own = case.mediator is None or case.mediator.id == actor.id
    return own or not two_acts or Role.MEDIATOR in actor.roles


def result_of(case: CaseFile) -> ClosingResult:
    """Say with what result the case ends, as it stands."""
    if case.settlement is None or case.settlement.effective_on is None:
        return ClosingResult.WITHOUT
    match case.performance:
        case Standing.PERFORMED:
            return ClosingResult.PERFORMED
        case Standing.HANDED_ON:
            return ClosingResult.HANDED_ON
    return ClosingResult.AGREED


def closed_with(case: CaseFile) -> ClosingResult:
    """Say with what result closing was applied for or approved, before that how the case stands.

    A result of former days that calls performed what is owed was chosen wrongly and is not told.
    """
    acts = [t for t in case.steps if t.step in (Step.APPLY_CLOSE, Step.CLOSE) and t.ground]
    taken = acts[-1] if acts and case.stage in LOCKED else application(case)
    if taken is None or not taken.ground:
        return result_of(case)
    kept = ClosingResult.of(taken.ground)
    wrong = kept is ClosingResult.PERFORMED and case.owed > 0
    return result_of(case) if wrong else kept


_OF_PERFORMANCE = frozenset({"DL15", "DL16"})
_GOES_ON = frozenset({Standing.PERFORMING, Standing.DEFAULT})


def ending_clocks(case: CaseFile, row: Move) -> Move:
    """Return the row of a step without the clocks that closing leaves running.

    What is owed under an agreement is due on its days, whether the file is closed or not.
    """
    if row.step is not Step.CLOSE or case.performance not in _GOES_ON:
        return row
    return replace(row, voids=tuple(kind for kind in row.voids if kind not in _OF_PERFORMANCE))


def ended_at(case: CaseFile) -> Stage:
    """Return the stage at which the case ended, also once it is closed or filed."""
    if case.stage not in LOCKED:
        return case.stage
    closed = [t.from_stage for t in case.steps if t.step is Step.CLOSE and t.from_stage]
    return closed[-1] if closed else case.stage


def gaps(case: CaseFile, step: Step = Step.CLOSE, on: date = date.min) -> tuple[Gap, ...]:
    """Return what an inspector would miss in the dossier on a day (procedure.md 5.9, 6.1).

    The approval of closing itself is missed once the case is filed.
    """
    return tuple(_gaps(case, step, on))


def _gaps(case: CaseFile, step: Step, on: date) -> Iterator[Gap]:
    yield from _statistics(case)
    waiting = sum(service.waiting for service in case.services)
    if waiting:
        yield Gap(_("Not served yet: {n} papers").format(n=waiting), "papers/service")
    issued = {paper.form for paper in case.papers}
    for form, title in _required(case, step):
        if form not in issued:
            yield Gap(_("Not issued: {title}").format(title=title), f"papers/{form}")
    yield from _apart(case)
    if case.settlement and case.settlement.effective_on:
        if lacking := missing_signatures(case):
            names = _(", ").join(lacking)
            text = _("Not signed or sealed: {names}").format(names=names)
            yield Gap(text, "agreement/signatures", unsigned=True)
        yield from _after(case, on)
    if running := _running(case, on):
        names = _(", ").join(running)
        told = _("Deadlines still running: {names}").format(names=names)
        yield Gap(told, "overview", goes_on=True)
    for hearing in case.hearings:
        session, place = named(case, hearing), f"hearings/{hearing.id}"
        if hearing.status is HearingStatus.PLANNED and hearing.day < on:
            yield Gap(_("{hearing} has no result yet.").format(hearing=session), place)
        if hearing.status is HearingStatus.UNDER_WAY:
            yield Gap(_("{hearing} was not ended.").format(hearing=session), place)
        if hearing.status.value == "held" and not hearing.record.strip():
            yield Gap(_("{hearing} has no record.").format(hearing=session), place)


def _apart(case: CaseFile) -> Iterator[Gap]:
    """Name the workers who did not settle and whose own end is open (协商调解规定第三十条)."""
    open_ends = [applicant.person.name for applicant in untold(case)]
    if open_ends:
        text = _("How the mediation ended is not on record for: {names}")
        told = text.format(names=_(", ").join(open_ends))
        yield Gap(f"{told}（企业劳动争议协商调解规定第三十条）", "overview")
    without = [a.person.name for a in outside(case) if a.person.name not in {*open_ends}]
    noticed = [paper.subject for paper in case.papers if paper.form == OWN_NOTICE]
    for name in without:
        if name in noticed:
            noticed.remove(name)
        else:
            title = _("Notice that the mediation of a worker ended")
            told = _("Not issued: {title}").format(title=f"{title}（{name}）")
            yield Gap(told, f"papers/{OWN_NOTICE}")


OWN_NOTICE = "D-23b"
"""The notice to a worker who did not settle while others did."""


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


_GO_ON = frozenset({"DL22", "DL23", "DL24", "DL25", "DL26", "DL35", "DL36", "DL37"})
"""Clocks of closing itself, of visits, and the parties' own that no closing ends."""


def _running(case: CaseFile, on: date) -> tuple[str, ...]:
    """Name what still runs; a way that nobody took in its days has expired and is not owed."""
    alive = (c for c in case.clocks if c.state is ClockState.RUNNING and c.kind not in _GO_ON)
    owed = (clock for clock in alive if not lost(clock.kind, clock.due, on))
    named = (counted_title(c.kind, c.detail, c.start) or kind(c.kind).title for c in owed)
    return tuple(dict.fromkeys(named))


_AT_THE_END: dict[Stage, tuple[str, str]] = {
    Stage.REFUSED: ("D-09", N_("Notice of refusal")),
    Stage.NO_CONSENT: ("D-12", N_("Notice that the other side declined")),
    Stage.FAILED: ("D-23", N_("Notice that the mediation failed or ended")),
    Stage.LAPSED: ("D-23", N_("Notice that the mediation failed or ended")),
    Stage.TERMINATED: ("D-23", N_("Notice that the mediation failed or ended")),
    Stage.WITHDRAWN: ("D-26", N_("Withdrawal of the application")),
    Stage.RECONCILED: ("D-27", N_("Register card of a settlement between the parties")),
    Stage.TRANSFERRED: ("D-28", N_("Letter of transfer")),
}
"""The paper that each end of a mediation leaves in the file (procedure.md 2.5, 5.4)."""


def _required(case: CaseFile, step: Step) -> Iterator[tuple[str, str]]:
    """Yield the papers that a dossier must have, as far as the desk makes them."""
    if case.accepted_on and not case.came:  # it was told in the case before
        yield "D-08", _("Notice of acceptance")
    if case.accepted_on and not case.came and not_taking_part(case):
        yield "D-12", _("Notice that the other side declined")
    if any(hearing.status is HearingStatus.HELD for hearing in case.hearings):
        yield "D-19", _("Record of mediation")
    if case.settlement and case.settlement.effective_on:
        yield "D-30", _("Mediation agreement of a labour dispute")
        yield "D-50", _("Record of performance")
    if (end := ended_at(case)) in _AT_THE_END:
        form, title = _AT_THE_END[end]
        yield form, _(title)
    if step is Step.ARCHIVE:
        yield "D-60", _("Approval of closing")


def _after(case: CaseFile, on: date) -> Iterator[Gap]:
    waiting = [c for c in case.clocks if c.kind == "DL35" and c.state is ClockState.RUNNING]
    for text, some in (
        (_("Follow-up visits overdue: {days}"), [c for c in waiting if c.due < on]),
        (_("Follow-up visits still to come: {days}"), [c for c in waiting if c.due >= on]),
    ):
        if some:
            days = _(", ").join(clock.due.isoformat() for clock in some)
            yield Gap(text.format(days=days), "agreement/visits", goes_on=True)
    if case.stage is Stage.CLOSED and case.owed <= 0 and case.performance in _GOES_ON:
        told = _("All is paid; that the agreement is performed is not on record.")
        yield Gap(told, "agreement/performance")
    if not waiting and not case.visits:
        yield Gap(_("No follow-up visit is on record."), "agreement/visits")
    open_still = case.stage is Stage.EFFECTIVE or (
        case.stage is Stage.CLOSED and case.performance in _GOES_ON  # a filed case takes no payment
    )
    if open_still and case.owed > 0:
        told = _("Money is still owed under the agreement.")
        yield Gap(told, "agreement/performance", goes_on=True)
