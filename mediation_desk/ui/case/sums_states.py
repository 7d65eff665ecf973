"""What the colours of the grid of sums say: each is a state, named in the legend and in print."""

from collections.abc import Iterable
from decimal import Decimal
from enum import Enum

from mediation_desk.domain.claims import Applicant, Claim
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.i18n import N_, _
from mediation_desk.law.besides import Answers
from mediation_desk.ui.case.sums_cells import Column, Offered, Part, unknown
from mediation_desk.ui.case.sums_doubts import Doubts
from mediation_desk.ui.theme import Tone


class State(Enum):
    """What a coloured cell says; the sign stands for the colour on paper."""

    BELOW = Tone.WARN, "▼", N_("below the computed sum")
    OPEN = Tone.WARN, "○", N_("not computed or settled")
    DOUBT = Tone.WARN, "?", N_("fact to be checked")
    APART = Tone.MUTED, "/", N_("one or the other, in no total")
    ABOVE = Tone.ACCENT, "▲", N_("above the computed sum")
    UNSAVED = Tone.BAD, "×", N_("not saved")

    def __init__(self, tone: Tone, sign: str, words: str) -> None:
        self.tone, self.sign, self._words = tone, sign, words

    @property
    def label(self) -> str:
        """What it means, in the language spoken here."""
        return _(self._words)


def state_of(
    applicant: Applicant, column: Column, offered: Offered, answers: Answers, doubts: Doubts
) -> State | None:
    """Return what the colour of a cell says, None where it has none."""
    if column.part is Part.FACT:
        return State.DOUBT if doubts.about(applicant, column.name) else None
    if column.answer:
        told = answers.get((applicant.id, column.answer))
        waits = isinstance(told, str) or (told is not None and bool(told.unsettled))
        return State.OPEN if waits else None
    return sum_state(applicant, column, offered)


def why(applicant: Applicant, column: Column, answers: Answers, doubts: Doubts) -> str | None:
    """Say why a cell is as it is, None where there is nothing to say."""
    if column.part is Part.FACT:
        return doubts.about(applicant, column.name) or None
    if column.answer:
        found = answers.get((applicant.id, column.answer))
        told = found if found is None or isinstance(found, str) else found.unsettled or found.reason
        return told or None
    claim = applicant.claim(column.kind) if column.kind else None
    if claim is None or column.part is not Part.ENTITLED:
        return None
    apart = why_apart(claim.apart) if claim.apart else ""
    return "\n".join(filter(None, (apart, claim.reason))) or None


def sum_state(applicant: Applicant, column: Column, offered: Offered) -> State | None:
    """Return the state of a sum or of a worker's total: how it compares with the law's sum."""
    if column.part is Part.TOTAL:
        return _of_total(applicant, column.name)
    claim = applicant.claim(column.kind) if column.kind else None
    if claim is None:
        return None
    match column.part:
        case Part.ENTITLED:
            if claim.apart:
                return State.APART
            return State.OPEN if claim.entitled is None or is_unsettled(claim) else None
        case Part.OFFERED:
            settled = None if is_unsettled(claim) else _measure(claim)
            return _against(offered.get((applicant.id, claim.kind)), settled)
        case Part.CLAIMED:
            return _against(claim.claimed, _measure(claim))
    return _against(claim.agreed, _measure(claim))


def _of_total(applicant: Applicant, name: str) -> State | None:
    claims = applicant.claims
    if name == "entitled":
        return State.OPEN if unknown(claims, name) or any(map(is_unsettled, claims)) else None
    found = _compared(claims, name)
    return next((state for state in (State.BELOW, State.ABOVE) if state in found), None)


def _compared(claims: Iterable[Claim], name: str) -> set[State | None]:
    return {_against(getattr(claim, name), _measure(claim)) for claim in claims}


def _measure(claim: Claim) -> Decimal | None:
    """Return the law's sum that others are compared with; what another excludes is none."""
    return None if claim.apart else claim.entitled


def _against(sum_: Decimal | None, law: Decimal | None) -> State | None:
    """Return how a sum asked, offered or agreed compares with the law's."""
    if sum_ is None or law is None or sum_ == law:
        return None
    return State.BELOW if sum_ < law else State.ABOVE


def is_unsettled(claim: Claim) -> bool:
    """Say whether the law's sum waits for something, as a figure that its limit is tested by."""
    return bool(claim.entitled) and bool(claim.reason) and not claim.apart


class Show(Enum):
    """Which workers the grid shows."""

    ALL = "all"
    MISSING = "missing"
    DIFFERENT = "different"


def is_shown(applicant: Applicant, show: Show) -> bool:
    """Say whether a worker is among those to be shown."""
    match show:
        case Show.MISSING:
            open_ones = unknown(applicant.claims, "entitled") > 0
            return open_ones or any(map(is_unsettled, applicant.claims))
        case Show.DIFFERENT:
            names = ("claimed", "agreed")
            return any(_compared(applicant.claims, name) - {None} for name in names)
    return True
