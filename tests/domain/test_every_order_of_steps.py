"""No order of steps that the table allows ends in a dead end, a contradiction or a dead clock.

Every state that can be reached is visited: where the case stands, its proceedings, from where it
was closed, and, for each kind of clock in turn, whether one runs.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, replace
from functools import cache

from mediation_desk.domain.clock_register import register
from mediation_desk.domain.guards import (
    NOT_CONFIRMED,
    NOT_REVIEWED,
    ONE_ROUTE_CONFIRMATION,
    ONE_ROUTE_REVIEW,
)
from mediation_desk.domain.mediation_moves import AUTOMATIC_ON_EFFECT
from mediation_desk.domain.procedure import TABLE, Grade, Move, offers, returns_to, unmet
from mediation_desk.domain.splitting import GO_ALONG, stage_of
from mediation_desk.domain.stages import BEFORE_EFFECT, WITHOUT_AGREEMENT, Stage, Step
from mediation_desk.domain.step_facts import Route, StepTaken
from mediation_desk.domain.tracks import Proceeding, Standing, Track
from tests.domain.samples import AGREED, MEDIATOR, WORKER, case, settlement

START = Stage.APPLIED
MENDS = next(row for row in TABLE if row.step is Step.MEND_DEFAULT)
LATE_AGAIN = next(row for row in TABLE if row.step is Step.DEFAULT_AGAIN)
OWED_AGAIN = next(row for row in TABLE if row.step is Step.ORDER_OWED)
SHUTS = (NOT_CONFIRMED, NOT_REVIEWED, ONE_ROUTE_REVIEW, ONE_ROUTE_CONFIRMATION)
"""Needs that look at nothing but the other courses of the case."""
BESIDE = frozenset({Step.ASK_RECUSAL, Step.DECIDE_RECUSAL, Step.LETTER})


@dataclass(frozen=True)
class Position:
    stage: Stage
    standings: tuple[tuple[Track, Standing], ...] = ()
    closed_from: Stage | None = None


def file_at(position):
    proceedings = tuple(
        Proceeding(id=place, track=track, standing=standing, opened_on=AGREED)
        for place, (track, standing) in enumerate(position.standings, start=1)
    )
    closing = StepTaken(row="T38", step=Step.CLOSE, from_stage=position.closed_from, day=AGREED)
    return case(
        position.stage,
        proceedings=proceedings,
        applicants=(WORKER, replace(WORKER, id=12)),  # of whom one settled
        settlement=replace(settlement(), effective_on=AGREED) if proceedings else None,
        steps=(closing,) if position.closed_from else (),
    )


@cache
def ways(position):
    """Return each row that no other course shuts, with the position that it leads to."""
    file = file_at(position)
    found = [
        (offer.row, after(position, offer.row, offer.proceeding))
        for offer in offers(file)
        if all(need.met(file, AGREED) for need in offer.row.needs if need in SHUTS)
    ]
    for held in (p for p in file.proceedings if p.track in (Track.PERFORMANCE, Track.ORDER)):
        by_itself = (MENDS, LATE_AGAIN, OWED_AGAIN)
        rows = [r for r in by_itself if held.standing in r.at and position.stage in r.sources]
        found += [(row, after(position, row, held)) for row in rows]
    return tuple(found)


def after(position, row, proceeding):
    if row.step is Step.REOPEN:
        return replace(position, stage=returns_to(file_at(position)), closed_from=None)
    standings = list(position.standings)
    if row.step is Step.SEAL:
        standings.append((AUTOMATIC_ON_EFFECT.track, AUTOMATIC_ON_EFFECT.standing))
    elif row.opens:
        standings = [s for s in standings if s[0] is not row.track]
        standings.append((row.track, row.standing))
    elif proceeding is not None and row.standing is not None:
        standings[proceeding.id - 1] = (row.track, row.standing)
    closed_from = position.stage if row.step is Step.CLOSE else position.closed_from
    return Position(row.target or position.stage, tuple(sorted(standings)), closed_from)


@cache
def positions():
    """Return every position that can be reached from the counter."""
    first = Position(START)
    seen, waiting = {first}, deque([first])
    while waiting:
        for _row, reached in ways(waiting.popleft()):
            if reached not in seen:
                seen.add(reached)
                waiting.append(reached)
    return seen


def test_every_stage_and_every_standing_can_be_reached():
    assert {position.stage for position in positions()} == set(Stage)
    reached = {standing for position in positions() for _track, standing in position.standings}
    assert reached == set(Standing)


def test_every_row_can_be_taken_from_somewhere():
    taken = {row for position in positions() for row, _reached in ways(position)}

    assert {row for row in TABLE if row.sources} - taken == {AUTOMATIC_ON_EFFECT}


def test_no_position_is_without_a_next_step():
    stuck = [p for p in positions() if not [r for r, _to in ways(p) if r.step not in BESIDE]]

    assert stuck == []


def test_no_two_states_of_a_case_contradict_each_other():
    for position in positions():
        tracks = [track for track, _standing in position.standings]
        performance = dict(position.standings).get(Track.PERFORMANCE)
        assert len(tracks) == len(set(tracks))
        if position.stage in BEFORE_EFFECT:
            assert not tracks, position
        if {position.stage, position.closed_from} & {*WITHOUT_AGREEMENT}:
            assert not tracks, position
        if tracks:
            assert performance is not None, position
        if (Track.REVIEW, Standing.REVIEW_GRANTED) in position.standings:
            assert (Track.CONFIRMATION, Standing.CONFIRMED) not in position.standings, position
        if position.stage is Stage.EFFECTIVE:
            assert performance not in (None, Standing.PERFORMED), position
        if position.stage is Stage.PERFORMED:
            assert performance is Standing.PERFORMED, position
        if position.stage in (Stage.CLOSED, Stage.ARCHIVED):
            assert position.closed_from is not None


def sued(position, route):
    """Return the file of a position in which the case was handed on by a route."""
    gone = StepTaken(row="T36", step=Step.HAND_ON, day=AGREED, ground=route.value)
    file = file_at(position)
    return replace(file, steps=(*file.steps, gone))


def test_no_order_of_steps_sues_and_declines_the_lawsuit_civil_procedure_228():
    """民事诉讼法第二百二十八条: the order turns into a lawsuit unless the worker declines it."""
    gone = (Track.PERFORMANCE, Standing.HANDED_ON)
    declining = [
        (position, row)
        for position in positions()
        for row, _to in ways(position)
        if row.step is Step.REFUSE_LAWSUIT and gone in position.standings
    ]
    assert declining
    for position, row in declining:
        for route in (Route.LAWSUIT_ORDER, Route.LAWSUIT_WAGES):
            assert Grade.VOID in {n.grade for n in unmet(sued(position, route), row, AGREED)}
        assert unmet(sued(position, Route.ARBITRATION), row, AGREED) == ()


def test_the_lawsuit_is_declined_once_and_only_after_an_objection():
    for position in positions():
        orders = [standing for track, standing in position.standings if track is Track.ORDER]
        open_now = any(row.step is Step.REFUSE_LAWSUIT for row, _to in ways(position))
        allowed = orders == [Standing.ORDER_ENDED] and position.stage is not Stage.ARCHIVED
        assert open_now == allowed, position


def test_an_archived_case_opens_to_where_it_was_closed():
    for position in positions():
        if position.stage is Stage.ARCHIVED:
            reopened = [to for row, to in ways(position) if row.step is Step.REOPEN]
            paid_since = (Track.PERFORMANCE, Standing.PERFORMED) in position.standings
            late = paid_since and position.closed_from is Stage.EFFECTIVE
            back = position.closed_from is Stage.PERFORMED and not paid_since
            expected = Stage.PERFORMED if late else position.closed_from
            assert [to.stage for to in reopened] == [Stage.EFFECTIVE if back else expected]


FROM_THE_START = frozenset({"DL01", "DL02", "DL03", "DL31", "DL32", "DL33", "DL34", "DL39"})
"""Clocks that registration starts, some of them only in referred cases."""
STARTED = sorted({start.kind for row in TABLE for start in row.starts} | FROM_THE_START)


@dataclass
class Clocks:
    """Kinds of clocks as bits: where they can be seen to run, and where not."""

    running: int
    idle: int

    def onward(self, ends: int, starts: int) -> "Clocks":
        """Return what a row makes of them: some it ends, some it starts."""
        runs = (self.running & ~ends) | ((self.running | self.idle) & starts)
        rests = (self.idle | (self.running & ends)) & ~starts
        return Clocks(runs, rests)

    def back(self, ends: int, starts: int) -> "Clocks":
        """Return from where a row leads to them."""
        from_idle = (self.running & starts) | (self.idle & ~starts)
        from_running = (from_idle & ends) | (self.running & ~ends)
        return Clocks(from_running, from_idle)

    def takes(self, more: "Clocks") -> bool:
        """Take more of them in; say whether that was anything new."""
        before = (self.running, self.idle)
        self.running |= more.running
        self.idle |= more.idle
        return before != (self.running, self.idle)


@cache
def touched(row: Move) -> tuple[int, int]:
    """Return which kinds a row ends, and which it starts or lets run again."""
    starts = {start.kind for start in row.starts} | {*row.revives}
    return bits({*row.meets, *row.misses, *row.voids}), bits(starts)


def bits(kinds) -> int:
    return sum(1 << n for n, kind in enumerate(STARTED) if kind in kinds)


def spread(found, edges, step):
    """Follow the edges from what is found, until nothing new is."""
    waiting, queued = deque(found), set(found)
    while waiting:
        queued.remove(here := waiting.popleft())
        for ends, starts, to in edges[here]:
            if found[to].takes(step(found[here], ends, starts)) and to not in queued:
                queued.add(to)
                waiting.append(to)


def running_clocks(numbers, onward):
    """Return of each position which clocks can be seen to run there, and which not."""
    seen = defaultdict(lambda: Clocks(0, 0))
    first = bits(FROM_THE_START)
    seen[numbers[Position(START)]] = Clocks(first, bits(STARTED) & ~first)
    spread(seen, onward, Clocks.onward)
    return seen


def test_a_way_that_stands_open_has_its_days_running_civil_procedure_205():
    """民事诉讼法第二百零五条、办案规则第七十四条: the days run until the way is taken or shut."""
    numbers = {position: number for number, position in enumerate(positions())}
    onward = defaultdict(set)
    for position, here in numbers.items():
        for row, to in ways(position):
            onward[here].add((*touched(row), numbers[to]))
    seen = running_clocks(numbers, onward)

    for position, here in numbers.items():
        file = file_at(position)
        for row, _to in ways(position):
            shut = any(need.grade is Grade.VOID for need in unmet(file, row, AGREED))
            if row.step in (Step.APPLY_REVIEW, Step.APPLY_CONFIRMATION) and not shut:
                assert not seen[here].idle & bits(row.meets), (position, row.step)


def test_a_clock_that_runs_can_be_ended_from_wherever_the_case_comes():
    numbers = {position: number for number, position in enumerate(positions())}
    onward, back = defaultdict(set), defaultdict(set)
    for position, here in numbers.items():
        for row, to in ways(position):
            onward[here].add((*touched(row), numbers[to]))
            back[numbers[to]].add((*touched(row), here))

    seen = running_clocks(numbers, onward)
    ended = defaultdict(lambda: Clocks(0, 0))
    for here, clocks in seen.items():
        ended[here] = Clocks(0, clocks.idle)
    spread(ended, back, Clocks.back)

    ever = never = 0
    for here, clocks in seen.items():
        ever |= clocks.running
        never |= clocks.running & ~ended[here].running
    assert [kind for kind in STARTED if kind not in register()] == []
    assert [kind for kind in STARTED if not ever & bits({kind})] == []
    assert [kind for kind in STARTED if never & bits({kind})] == []


def test_only_a_follow_up_visit_is_still_awaited_in_an_archived_case():
    ends = next(row for row in TABLE if row.step is Step.ARCHIVE)
    closes = next(row for row in TABLE if row.step is Step.CLOSE)
    after_effect = {
        start.kind
        for row in TABLE
        for start in row.starts
        if (row.sources & {Stage.EFFECTIVE, Stage.PERFORMED, Stage.CLOSED} or row.step is Step.SEAL)
        and row.step not in BESIDE
    }

    assert after_effect - ends.clocks - closes.clocks == {"DL35"}
    assert any(r.step is Step.VISIT and Stage.ARCHIVED in r.sources for r in TABLE)


def test_who_is_split_off_leaves_a_case_and_finds_one_that_others_reach_too():
    """The new case stands where any other may stand: all that holds of those holds of it."""
    parted = [p for p in positions() if any(row.step is Step.SPLIT_OFF for row, _to in ways(p))]
    officers = ({}, {"mediator": MEDIATOR})

    for position in parted:
        for more in officers:
            new = stage_of(replace(file_at(position), **more))
            assert Position(new) in positions()
        left = replace(file_at(position), applicants=(WORKER,))
        assert {offer.row.step for offer in offers(left)} - BESIDE, position
        assert Step.SPLIT_OFF not in {offer.row.step for offer in offers(left)}
    moved = {kind for row in TABLE if row.sources & set(BEFORE_EFFECT) for kind in row.clocks}
    assert set(GO_ALONG) <= moved
    assert {position.stage for position in parted} == {
        *(Stage.ACCEPTED, Stage.ASSIGNED, Stage.SCHEDULED, Stage.MEDIATING, Stage.EXTENDED),
        *(Stage.SIGNING, Stage.EFFECTIVE, Stage.PERFORMED, Stage.CLOSED),
    }
