"""A row of the transition table: from where, by whom, with what, and what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from mediation_desk.domain.guards import Need
from mediation_desk.domain.rights import Right
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.step_facts import Ask
from mediation_desk.domain.tracks import Standing, Track

Since = Literal[
    "day",
    "until",
    "served_on",
    "performance",
    "order",
    "missed",
    "hearing",
    "agreement",
    "recusal",
    "referral",
]


@dataclass(frozen=True, slots=True)
class Start:
    """A clock that a step starts.

    `since` names the day it counts from: one of the facts, the last day for performance of the
    agreement or of the payment order, the first that was missed, or the hearing's, the
    agreement's, the recusal's or the referral's own day, which their services know. With `until`
    as `since` of an agreed period that day is its end. `agreed` says that the number of days is
    told.
    """

    kind: str
    since: Since = "day"
    length: int | None = None
    agreed: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A row of the transition table. A `target` of None leaves the case where it stands.

    `sources` are the stages in which it is open. On a track beside the mediation `at` are the
    standings from which it goes on, empty where it opens a proceeding, and `standing` is the
    one it leads to. `meets` keeps clocks, `misses` notes that they ran out, `voids` ends them;
    `recalls` ends only those that an earlier step of the same proceeding started;
    `revives` lets those run again that an earlier step of the same proceeding ended, on their old
    day.
    `automatic` rows follow from another act; `asks` are what a person is asked.
    """

    code: str
    step: Step
    sources: frozenset[Stage]
    target: Stage | None
    right: Right
    track: Track = Track.MEDIATION
    at: frozenset[Standing] = frozenset()
    standing: Standing | None = None
    needs: tuple[Need, ...] = ()
    asks: tuple[Ask, ...] = ()
    starts: tuple[Start, ...] = ()
    meets: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    voids: tuple[str, ...] = ()
    recalls: tuple[str, ...] = ()
    revives: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    likely: bool = False
    automatic: bool = False

    @property
    def opens(self) -> bool:
        """Say whether it opens a proceeding beside the mediation."""
        return self.track is not Track.MEDIATION and not self.at and self.standing is not None

    @property
    def clocks(self) -> frozenset[str]:
        """The kinds of every clock that it moves."""
        return frozenset(
            (
                *(start.kind for start in self.starts),
                *self.meets,
                *self.misses,
                *self.voids,
                *self.recalls,
            )
        )


def stages(*some: Stage | Iterable[Stage]) -> frozenset[Stage]:
    """Return stages given singly or in groups as one set."""
    found: set[Stage] = set()
    for one in some:
        found |= {one} if isinstance(one, Stage) else set(one)
    return frozenset(found)
