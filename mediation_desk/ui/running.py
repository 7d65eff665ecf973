"""The window's program from its first line to its last: one window per file, and its status."""

import sys
from functools import partial
from importlib import import_module

from PySide6.QtWidgets import QApplication

from mediation_desk import i18n, paths
from mediation_desk.ui.jobs import Jobs
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
    program.settled.connect(partial(_listen, single, program.jobs))
    sys.setswitchinterval(SWITCH_SECONDS)
    program.start()
    status = app.exec()
    single.close()
    program.stop(back_up=True)
    return status


def _listen(single: SingleWindow, jobs: Jobs) -> None:
    """Listen for later starts, once a worker has loaded the network's module."""
    jobs.aside(single, lambda: import_module("PySide6.QtNetwork"), lambda _loaded: single.listen())
