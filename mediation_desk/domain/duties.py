"""What an agreement obliges to besides money (非金钱义务): kinds, due days, how they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.settlement import Ending
from mediation_desk.domain.sides import Side
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class DutyKind(Term):
    """Kinds of duty that are not money (procedure.md 2.6)."""

    CERTIFICATE = "certificate", N_("Certificate of leaving")
    INSURANCE = "insurance", N_("Social-insurance formalities")
    FILE = "file", N_("Transfer of the personal file")
    HANDOVER = "handover", N_("Handover of the work")
    REINSTATEMENT = "reinstatement", N_("Return to the post")
    APOLOGY = "apology", N_("Apology")
    OTHER = "other", N_("Other duty")


class DutyStatus(Term):
    """How a duty stands (未到期 / 已履行 / 部分履行 / 逾期 / 豁免)."""

    NOT_DUE = "not_due", N_("Not due yet")
    PART = "part", N_("Duty partly done")
    OVERDUE = "overdue", N_("Overdue")
    DONE = "done", N_("Fulfilled")
    DONE_LATE = "done_late", N_("Duty done late")
    WAIVED = "waived", N_("Waived in writing")


FORMALITIES = frozenset({DutyKind.CERTIFICATE, DutyKind.INSURANCE, DutyKind.FILE})
"""Duties that the agreement's clause on formalities states already, unless work continues."""

SETTLED = frozenset({DutyStatus.DONE, DutyStatus.DONE_LATE, DutyStatus.WAIVED})
"""States that leave nothing to be done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: who owes it, to whom, by when, and what came of it.

    `party_id` is the worker whom it concerns, None for all. `counter` says that payment waits
    for it: such a duty of the worker shuts the way to a payment order
    (最高人民法院关于适用《民事诉讼法》的解释第四百二十七条). `waived_on` needs a written waiver.
    `last_on` is the due day moved to a working day, known of what was read from the file.
    """

    id: int = 0
    kind: DutyKind
    owed_by: Side = Side.RESPONDENT
    party_id: int | None = None
    text: str = ""
    due_on: date | None = None
    counter: bool = False
    done_on: date | None = None
    partly: bool = False
    proof: str = ""
    waived_on: date | None = None
    waiver: str = ""
    last_on: date | None = field(default=None, compare=False)

    @property
    def clock_detail(self) -> str:
        """What tells the clock of this duty from others: its kind, its key and its words."""
        return f"{self.kind.value}/{self.id}/{self.text}"

    @property
    def ends(self) -> date | None:
        """The last day on which it is done in time (民法典第二百零三条)."""
        return self.last_on or self.due_on

    @property
    def title(self) -> str:
        """What is to be done, in a few words."""
        return f"{self.kind.label}：{self.text}" if self.text else self.kind.label

    def status(self, today: date) -> DutyStatus:
        """Say how it stands; one done on its last day is in time."""
        if self.waived_on is not None:
            return DutyStatus.WAIVED
        if self.done_on is not None and not self.partly:
            late = self.ends is not None and self.done_on > self.ends
            return DutyStatus.DONE_LATE if late else DutyStatus.DONE
        if self.ends is not None and today > self.ends:
            return DutyStatus.OVERDUE
        return DutyStatus.PART if self.partly else DutyStatus.NOT_DUE


_IN_DETAIL = re.compile(r"(?P<kind>[a-z]+)/(?P<id>\d+)/(?P<text>.*)", re.DOTALL)


def of_detail(detail: str) -> Duty | None:
    """Return the duty that the detail of a clock names, None where it is another's."""
    found = _IN_DETAIL.fullmatch(detail)
    if found is None or found["kind"] not in {kind.value for kind in DutyKind}:
        return None
    return Duty(id=int(found["id"]), kind=DutyKind.of(found["kind"]), text=found["text"])


def beside_formalities(duties: Iterable[Duty], ending: Ending) -> tuple[Duty, ...]:
    """Return the duties that the agreement's clause on formalities does not state."""
    stated = FORMALITIES if ending is not Ending.CONTINUES else frozenset()
    return tuple(
        duty for duty in duties if duty.kind not in stated or duty.text or duty.party_id is not None
    )


def overdue(duties: Iterable[Duty], today: date) -> tuple[Duty, ...]:
    """Return the duties that should have been done before a day."""
    return tuple(d for d in duties if d.status(today) is DutyStatus.OVERDUE)


def undone(duties: Iterable[Duty], today: date) -> tuple[Duty, ...]:
    """Return the duties of which something is left to be done."""
    return tuple(d for d in duties if d.status(today) not in SETTLED)
