"""The window's program from its first line to its last: one window per file, and its status."""

import sys

from PySide6.QtWidgets import QApplication

from mediation_desk import i18n, paths
from mediation_desk.ui.memory import recall
from mediation_desk.ui.single import SingleWindow, tell_taken
from mediation_desk.ui.start import Program

SWITCH_SECONDS = 0.001
"""How long a worker may keep the window's thread from going on."""


def run(
    app: QApplication,
    location: str | None,
    *,
    demo: bool,
    language: str | None = None,
    user: str | None = None,
) -> int:
    """Run the window to its end."""
    i18n.use(language or recall("language") or i18n.language())
    place = location or str(paths.user_data() / ("sample.desk" if demo else "centre.desk"))
    single = SingleWindow(place)
    if not single.take():
        return 0 if single.reached else tell_taken(app, place)
    program = Program(app, place, demo=demo, user=user, single=single)
    program.language_is_chosen = bool(language or recall("language"))
    single.raised.connect(program.come_forward)
    program.settled.connect(single.listen)
    sys.setswitchinterval(SWITCH_SECONDS)
    program.start()
    status = app.exec()
    single.close()
    program.stop(back_up=True)
    return status
