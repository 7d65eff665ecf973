"""The list of employers at risk: those that indicators name, and those under watch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mediation_desk.domain.employer import EmployerState
from mediation_desk.domain.risk import Level, Listing, Screening, Watch
from mediation_desk.domain.risk_facts import History, found_in, joined, since_cleared
from mediation_desk.domain.risk_indicators import Limits, Reason, RiskFacts, gravest, judge
from mediation_desk.domain.risk_rules import Found
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Standing(Term):
    """Where an employer stands in the list."""

    PROPOSED = "proposed", N_("To be looked at")
    WATCHED = "watched", N_("Under watch")
    RETURNED = "returned", N_("New since the watch ended")
    CLEARED = "cleared", N_("Watch ended")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """An employer of the list. `computed` is what the indicators give, None if nothing."""

    employer_id: int
    employer: str
    district: str
    computed: Level | None
    reasons: tuple[Reason, ...]
    facts: RiskFacts
    watch: Watch | None = None
    cleared_on: date | None = None
    listed: Listing | None = None
    headcount: int | None = None
    screened_on: date | None = None

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        if self.watch is not None:
            return Standing.WATCHED
        if self.cleared_on is None:
            return Standing.PROPOSED
        fresh = any(reason.fresh for reason in self.reasons)
        return Standing.RETURNED if fresh else Standing.CLEARED

    @property
    def level(self) -> Level | None:
        """The level that counts: a person's where there is a file, else the computed one."""
        return self.watch.level if self.watch is not None else self.computed


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the list is made of, read at one moment."""

    day: date
    facts: Mapping[int, RiskFacts]
    states: Mapping[int, EmployerState]
    screenings: tuple[Screening, ...]
    watches: tuple[Watch, ...]
    cleared: Mapping[int, date]
    listings: tuple[Listing, ...]
    limits: Mapping[str, Limits]
    histories: Mapping[int, History] = field(default_factory=dict)
    """Of those whose watch has ended, to tell what is new since."""
    headcounts: Mapping[int, int] = field(default_factory=dict)
    """The worker count of the last file of each employer, which stays known when a watch ends."""


def judged(known: Known) -> dict[int, tuple[RiskFacts, tuple[Reason, ...]]]:
    """Return facts and reasons of every employer that has any reason or file, or is listed."""
    seen = _by_employer(known.screenings)
    wanted = {watch.employer_id for watch in known.watches} | {
        one.employer_id for one in known.listings if one.holds(known.day)
    }
    found = {}
    for key in {*known.facts, *known.states, *seen, *wanted}:
        state = known.states.get(key, EmployerState.NORMAL)
        facts = known.facts.get(key, RiskFacts())
        if key in seen or state is not EmployerState.NORMAL:
            facts = joined(facts, found_in(seen.get(key, ()), known.day), state)
        reasons = judge(facts, known.limits)
        if reasons or key in wanted:
            found[key] = (facts, reasons)
    return found


def lines(
    known: Known,
    found: Mapping[int, tuple[RiskFacts, tuple[Reason, ...]]],
    names: Mapping[int, tuple[str, str]],
) -> tuple[RiskLine, ...]:
    """Return the list: the gravest level first, those under watch before those proposed."""
    watched = {watch.employer_id: watch for watch in known.watches}
    listed = {one.employer_id: one for one in known.listings if one.holds(known.day)}
    seen = _by_employer(known.screenings)
    made = []
    for key, (facts, reasons) in found.items():
        name, district = names[key]
        screened = found_in(seen[key], known.day) if key in seen else Found()
        watch = watched.get(key)
        cleared_on = known.cleared.get(key)
        if watch is None and cleared_on is not None and key in known.histories:
            reasons = since_cleared(known.histories[key], reasons, cleared_on, known.limits)
        made.append(
            RiskLine(
                employer_id=key,
                employer=name,
                district=district,
                computed=gravest(reasons),
                reasons=reasons,
                facts=facts,
                watch=watch,
                cleared_on=cleared_on,
                listed=listed.get(key),
                headcount=(watch.headcount if watch else None)
                or screened.headcount
                or known.headcounts.get(key),
                screened_on=screened.last_on,
            )
        )
    return tuple(sorted(made, key=_order))


def _by_employer(screenings: Iterable[Screening]) -> dict[int, list[Screening]]:
    found: dict[int, list[Screening]] = {}
    for one in screenings:
        found.setdefault(one.employer_id, []).append(one)
    return found


def _order(line: RiskLine) -> tuple[object, ...]:
    rank = line.level.rank if line.level else 0
    return (line.standing is Standing.CLEARED, -rank, -len(line.reasons), line.employer)
