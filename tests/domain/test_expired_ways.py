"""A way that nobody took in its days has expired: it was not missed, and nothing is owed."""

from datetime import date, timedelta

import pytest

from mediation_desk.domain.case import Clock, ClockState
from mediation_desk.domain.clock_register import ROUTES
from mediation_desk.domain.closing import gaps
from mediation_desk.domain.dossier_check import checks
from mediation_desk.domain.stages import Stage, Step
from mediation_desk.domain.standings import PRESSING, Standing, standing
from mediation_desk.ui.case import clock_words
from mediation_desk.ui.theme import Tone
from tests.domain.samples import AGREED, case

LAST = date(2026, 11, 9)
NEXT = LAST + timedelta(days=1)


def clock(kind, due=LAST, state=ClockState.RUNNING):
    return Clock(id=3, kind=kind, start=AGREED, raw_due=due, due=due, state=state)


@pytest.mark.parametrize("kind", sorted(ROUTES))
def test_a_way_expires_on_the_first_day_after_its_last_one(kind):
    """仲裁办案规则第七十四条, 民事诉讼法第二百零五条, 民诉法解释第三百七十二条、第四百三十九条."""
    way = clock(kind)

    assert standing(way, LAST) is Standing.LAST_DAY
    assert standing(way, NEXT) is Standing.EXPIRED
    assert standing(clock(kind, state=ClockState.MISSED), NEXT) is Standing.EXPIRED
    assert Standing.EXPIRED not in PRESSING
    assert clock_words.state_text(way, NEXT) == "已届满"
    assert clock_words.days_left(way, NEXT) == "已届满"
    assert clock_words.tone(way, NEXT) is Tone.MUTED
    # what somebody owes is late all the same
    assert standing(clock("DL15"), NEXT) is Standing.MISSED


def test_expired_ways_stand_behind_what_still_runs():
    rows = [clock("DL10"), clock("DL15", NEXT + timedelta(days=30)), clock("DL12")]

    before = [row.kind for row in clock_words.in_order(rows, LAST)]
    after = [row.kind for row in clock_words.in_order(rows, NEXT)]

    assert before == ["DL10", "DL12", "DL15"]
    assert after == ["DL15", "DL10", "DL12"]
    assert [one.kind for one, _members in clock_words.folded(rows, (), NEXT)] == after


@pytest.mark.parametrize("step", [Step.CLOSE, Step.ARCHIVE])
def test_the_checklists_of_closing_and_filing_ask_nothing_of_an_expired_way(step):
    file = case(Stage.PERFORMED, clocks=(clock("DL10"), clock("DL16")))

    def running(on):
        [told] = [gap.text for gap in gaps(file, step, on) if "期限仍在计算" in gap.text]
        return "申请仲裁审查" in told

    assert running(LAST)
    assert not running(NEXT)
    assert not [c for c in checks(file, NEXT) if "申请仲裁审查" in c.text]
