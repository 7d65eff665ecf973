"""A window that stays open overnight proposes today, not the day on which it was opened."""

import pytest
from PySide6.QtCore import Qt

from mediation_desk.services import story
from tests.journeys.hand import CONTROL

pytestmark = pytest.mark.qt_log_ignore("plugin does not support", extend=True)


def test_an_empty_card_follows_the_day_and_one_that_is_begun_does_not(office):
    hand = office.hand
    hand.key(Qt.Key.Key_N, CONTROL)
    hand.rest()
    office.at(story.CONSENTED)
    assert hand.text("received_on") == "2026-10-13"
    hand.fill("respondent_name", "宣化某公司")

    office.at(story.ACCEPTED)

    assert hand.text("received_on") == "2026-10-13"
