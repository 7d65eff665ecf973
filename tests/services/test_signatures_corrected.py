"""A signature's day that is corrected moves what follows from it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from mediation_desk.domain.errors import DeskError, Invalid
from mediation_desk.domain.settlement import Signature
from mediation_desk.domain.sides import Signer
from mediation_desk.domain.stages import Step
from mediation_desk.domain.tracks import Track
from mediation_desk.services import (
    settlements,
    story,
)
from tests.services.course import clock, effective
from tests.services.effect_course import apply_for, version


def centre_seal(case, day):
    [sealed] = [s for s in case.settlement.signatures if s.signer is Signer.CENTRE]
    return replace(sealed, signed_on=day)


def correct_seal(office, case_id, day, reason="盖章日期写错"):
    case = office.case(case_id)
    settlements.correct_signature(
        office.clerk, case_id, case.version, centre_seal(case, day), reason
    )


def test_a_signature_corrected_after_effect_moves_the_day_and_the_clocks(office):
    case_id = effective(office)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)

    correct_seal(office, case_id, day)

    after = office.case(case_id)
    assert after.settlement.effective_on == day == after.ended_on
    assert clock(after, "DL10").raw_due == day + timedelta(days=15)
    assert clock(after, "DL12").raw_due == day + timedelta(days=30)
    assert clock(after, "DL04").met_on == day
    assert clock(after, "DL15", "1").start == day
    [performance] = [p for p in after.proceedings if p.track is Track.PERFORMANCE]
    assert performance.opened_on == day
    assert {t.day for t in after.steps if t.step in (Step.SEAL, Step.BEGIN_PERFORMANCE)} == {day}


def test_a_signature_is_not_moved_behind_what_followed_it(office):
    case_id = effective(office)
    apply_for(office, case_id, Step.APPLY_REVIEW, story.AGREED)
    day = story.AGREED + timedelta(days=2)
    office.clock.at(day)

    with pytest.raises(Invalid) as refused:
        correct_seal(office, case_id, day)

    assert [problem.field for problem in refused.value.problems] == ["day"]


def test_a_signature_is_corrected_with_a_reason_only(office):
    case_id = effective(office)

    with pytest.raises(Invalid) as refused:
        correct_seal(office, case_id, story.AGREED, reason=" ")

    assert [problem.field for problem in refused.value.problems] == ["reason"]


def test_a_signature_that_nobody_gave_is_not_corrected(office):
    case_id = effective(office)
    stranger = Signature(signer=Signer.APPLICANT, name="某人", signed_on=story.AGREED, party_id=999)

    with pytest.raises(DeskError):
        settlements.correct_signature(
            office.clerk, case_id, version(office, case_id), stranger, "日期写错"
        )
