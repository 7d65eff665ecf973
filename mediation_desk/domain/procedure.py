"""The procedure as one table: who may do what, from where, with what, and which clocks move.

Rows carry the number of the transition in the procedure's register (T02, T11 …). Buttons,
checks, clocks and papers are all read from here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk.domain.errors import StepNotAllowed
from mediation_desk.domain.hearing import HearingStatus
from mediation_desk.domain.rights import Right
from mediation_desk.domain.sides import Side, Signer
from mediation_desk.domain.stages import BEFORE_EFFECT, Stage, Step
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

if TYPE_CHECKING:  # the day's page names next steps without loading whole cases
    from mediation_desk.domain.case import CaseFile
    from mediation_desk.domain.claims import Applicant


class Grade(Term):
    """How strongly a need binds (DESIGN D6)."""

    VOID = "void", N_("Without it the act is void")
    LAW = "law", N_("The law requires it")
    HOUSE = "house", N_("House rule")


@dataclass(frozen=True, slots=True)
class Need:
    """Something a step needs: its grade, a sentence, the rule behind it, and its test."""

    grade: Grade
    text: str
    basis: str
    met: "Callable[[CaseFile], bool]"

    @property
    def sentence(self) -> str:
        """The need in the language spoken here."""
        return _(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A row of the transition table. A `target` of None leaves the case where it stands."""

    code: str
    step: Step
    sources: frozenset[Stage]
    target: Stage | None
    right: Right
    needs: tuple[Need, ...] = ()
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    likely: bool = False


def _both_consented(case: "CaseFile") -> bool:
    latest = {consent.side: consent for consent in case.consents}
    return all(side in latest and latest[side].agrees for side in Side)


def _respondent_declined(case: "CaseFile") -> bool:
    return any(c.side is Side.RESPONDENT and not c.agrees for c in case.consents)


def _hearing_planned(case: "CaseFile") -> bool:
    return any(hearing.status is HearingStatus.PLANNED for hearing in case.hearings)


def _hearing_opened(case: "CaseFile") -> bool:
    opened = (HearingStatus.UNDER_WAY, HearingStatus.HELD)
    return any(hearing.status in opened for hearing in case.hearings)


def missing_signatures(case: "CaseFile") -> tuple[str, ...]:
    """Name those whose signature or seal is still missing (劳动争议调解仲裁法第十四条)."""
    signed = case.settlement.signatures if case.settlement else ()
    parties = {s.party_id for s in signed}
    missing = [a.person.name for a in _settling(case) if a.id not in parties]
    if case.respondent.id not in parties:
        missing.append(case.respondent.employer.name)
    others = {s.signer for s in signed}
    missing += [s.label for s in (Signer.MEDIATOR, Signer.CENTRE) if s not in others]
    return tuple(missing)


def _settling(case: "CaseFile") -> "tuple[Applicant, ...]":
    money = case.settlement.terms.money if case.settlement else ()
    bound = {row.party_id for row in money}
    return tuple(a for a in case.applicants if a.id in bound or not money)


BOTH_CONSENT = Need(
    Grade.LAW,
    N_("Both sides' consent to mediation must be on record."),
    "企业劳动争议协商调解规定第二十二条",
    _both_consented,
)
DECLINED = Need(
    Grade.LAW,
    N_("The other side's refusal must be on record."),
    "企业劳动争议协商调解规定第二十二条",
    _respondent_declined,
)
MEDIATOR = Need(
    Grade.LAW,
    N_("A mediator must be assigned."),
    "企业劳动争议协商调解规定第二十五条",
    lambda case: case.mediator is not None,
)
PLANNED = Need(
    Grade.HOUSE,
    N_("A hearing must be fixed first."),
    "",
    _hearing_planned,
)
HEARD = Need(
    Grade.LAW,
    N_("The parties must have been heard: open the hearing first."),
    "劳动争议调解仲裁法第十三条",
    _hearing_opened,
)
TERMS = Need(
    Grade.VOID,
    N_("The agreement has no terms yet."),
    "企业劳动争议协商调解规定第二十六条",
    lambda case: case.settlement is not None and bool(case.settlement.terms.money),
)
ALL_SIGNED = Need(
    Grade.VOID,
    N_("All parties and the mediator must have signed, and the centre's seal must be on it."),
    "劳动争议调解仲裁法第十四条",
    lambda case: case.settlement is not None and not missing_signatures(case),
)
NOTHING_OWED = Need(
    Grade.HOUSE,
    N_("Money is still owed under the agreement."),
    "",
    lambda case: case.settlement is not None and case.owed <= 0,
)


def _from(*stages: Stage) -> frozenset[Stage]:
    return frozenset(stages)


TABLE: tuple[Move, ...] = (
    Move(
        code="T09",
        step=Step.ASK_CONSENT,
        sources=_from(Stage.APPLIED, Stage.CONSENT),
        target=Stage.CONSENT,
        right=Right.CONSENT,
        likely=True,
    ),
    Move(
        code="T11",
        step=Step.ACCEPT,
        sources=_from(Stage.APPLIED, Stage.CONSENT),
        target=Stage.ACCEPTED,
        right=Right.ACCEPT,
        needs=(BOTH_CONSENT,),
        starts=("DL04",),
        meets=("DL01", "DL02"),
        papers=("D-08",),
        likely=True,
    ),
    Move(
        code="T08",
        step=Step.REFUSE,
        sources=_from(Stage.APPLIED, Stage.CONSENT),
        target=Stage.REFUSED,
        right=Right.ACCEPT,
        meets=("DL01",),
        voids=("DL02", "DL03"),
    ),
    Move(
        code="T10",
        step=Step.DECLINE,
        sources=_from(Stage.CONSENT),
        target=Stage.NO_CONSENT,
        right=Right.CONSENT,
        needs=(DECLINED,),
        meets=("DL01", "DL02"),
        voids=("DL03",),
    ),
    Move(
        code="T12",
        step=Step.ASSIGN,
        sources=_from(Stage.ACCEPTED),
        target=Stage.ASSIGNED,
        right=Right.ASSIGN,
        likely=True,
    ),
    Move(
        code="T13",
        step=Step.ASSIGN,
        sources=_from(Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING),
        target=None,
        right=Right.ASSIGN,
    ),
    Move(
        code="T14",
        step=Step.SCHEDULE,
        sources=_from(Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING),
        target=Stage.SCHEDULED,
        right=Right.SCHEDULE,
        needs=(MEDIATOR,),
        starts=("DL07",),
        papers=("D-17", "D-18"),
        likely=True,
    ),
    Move(
        code="T15",
        step=Step.OPEN,
        sources=_from(Stage.SCHEDULED),
        target=Stage.MEDIATING,
        right=Right.HEAR,
        needs=(PLANNED, MEDIATOR),
        meets=("DL07",),
        papers=("D-19",),
        likely=True,
    ),
    Move(
        code="T18",
        step=Step.AGREE,
        sources=_from(Stage.MEDIATING, Stage.SIGNING),
        target=Stage.SIGNING,
        right=Right.SETTLE,
        needs=(HEARD,),
        papers=("D-30",),
        likely=True,
    ),
    Move(
        code="T19",
        step=Step.SEAL,
        sources=_from(Stage.SIGNING),
        target=Stage.EFFECTIVE,
        right=Right.SEAL,
        needs=(TERMS, ALL_SIGNED),
        starts=("DL10", "DL12", "DL15"),
        meets=("DL03", "DL04"),
        papers=("D-30", "D-18"),
        likely=True,
    ),
    Move(
        code="T21",
        step=Step.FAIL,
        sources=_from(Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.SIGNING),
        target=Stage.FAILED,
        right=Right.SETTLE,
        meets=("DL04",),
        voids=("DL03", "DL07"),
    ),
    Move(
        code="T23",
        step=Step.WITHDRAW,
        sources=frozenset(BEFORE_EFFECT),
        target=Stage.WITHDRAWN,
        right=Right.WITHDRAW,
        voids=("DL01", "DL02", "DL03", "DL04", "DL07"),
    ),
    Move(
        code="T31",
        step=Step.PAY,
        sources=_from(Stage.EFFECTIVE),
        target=None,
        right=Right.PERFORM,
        likely=True,
    ),
    Move(
        code="T32",
        step=Step.PERFORMED,
        sources=_from(Stage.EFFECTIVE),
        target=Stage.PERFORMED,
        right=Right.PERFORM,
        needs=(NOTHING_OWED,),
        meets=("DL15",),
        likely=True,
    ),
    Move(
        code="T38",
        step=Step.CLOSE,
        sources=_from(
            Stage.PERFORMED, Stage.REFUSED, Stage.NO_CONSENT, Stage.FAILED, Stage.WITHDRAWN
        ),
        target=Stage.CLOSED,
        right=Right.CLOSE,
        voids=("DL10", "DL12"),
        likely=True,
    ),
)

REGISTRATION_CLOCKS = ("DL01", "DL02", "DL03")
"""What the receipt of an application starts (T02)."""


def move(stage: Stage, step: Step) -> Move:
    """Return the row for a step from a stage, or refuse with a sentence."""
    for row in TABLE:
        if row.step is step and stage in row.sources:
            return row
    raise StepNotAllowed(
        _("“{step}” is not possible while the case is at “{stage}”.").format(
            step=step.label, stage=stage.label
        )
    )


def open_moves(stage: Stage) -> tuple[Move, ...]:
    """Return the rows that lead on from a stage, in the table's order."""
    return tuple(row for row in TABLE if stage in row.sources)


def unmet(case: "CaseFile", row: Move) -> tuple[Need, ...]:
    """Return what the step still needs."""
    return tuple(need for need in row.needs if not need.met(case))


def next_step(case: "CaseFile") -> Move | None:
    """Return the likeliest step: the furthest likely one whose needs are met."""
    likely = [row for row in open_moves(case.stage) if row.likely]
    ready = [row for row in likely if not unmet(case, row)]
    onward = [row for row in ready if row.target not in (None, case.stage)]
    chosen = onward or ready or likely
    return chosen[-1] if chosen else None


def advance(case: "CaseFile", step: Step, *, overridden: bool = False) -> Move:
    """Return the row to carry out, or refuse and say what is missing.

    A need of law may be overridden by a supervisor with a recorded reason; a need without
    which the act is void never. House rules only warn.
    """
    row = move(case.stage, step)
    blocking = [
        need
        for need in unmet(case, row)
        if need.grade is Grade.VOID or (need.grade is Grade.LAW and not overridden)
    ]
    if blocking:
        raise StepNotAllowed("\n".join(_reason(need) for need in blocking))
    return row


def _reason(need: Need) -> str:
    return f"{need.sentence} ({need.basis})" if need.basis else need.sentence


def effective_day(case: "CaseFile") -> date:
    """Return the day of the last signature or seal (R-20: the agreement takes effect then)."""
    if case.settlement is None or missing_signatures(case):
        raise StepNotAllowed(_reason(ALL_SIGNED))
    return max(signature.signed_on for signature in case.settlement.signatures)
