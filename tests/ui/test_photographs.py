"""Pictures of the window are taken once everything in it is made."""

import time

from PySide6.QtWidgets import QLabel

from mediation_desk.ui.photographs import shot
from mediation_desk.ui.slices import Slices


def test_a_picture_waits_for_what_is_made_a_slice_at_a_time(qtbot, qapp, jobs, tmp_path):
    window = QLabel()
    qtbot.addWidget(window)
    slices = Slices(window)

    def made():
        for number in range(4):
            time.sleep(0.1)
            window.setText(str(number))
            yield

    slices.begin(made())

    path = shot(qapp, jobs, window, tmp_path, "picture")

    assert window.text() == "3"
    assert path.is_file()
