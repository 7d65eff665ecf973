"""Start of the window: Qt only when it is wanted, the file only after the first paint."""

import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mediation_desk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from mediation_desk.services.desk import Desk


def open_window(
    location: str | None, demo: bool, language: str | None = None, user: str | None = None
) -> int:
    """Open the window on a file or server, or on the sample centre; returns the exit status.

    Without a language or a user the ones last chosen on this computer apply.
    """
    from mediation_desk.ui.surroundings import lacking_display

    if sentence := lacking_display():
        return _refuse(sentence)
    gc.disable()  # until the first page stands: it finds nothing, and holds up the first paint
    app = _application()
    if app is None:
        return 1
    from mediation_desk.ui.running import run

    return run(app, location, demo=demo, language=language, user=user)


def photograph(desk: "Desk", folder: Path) -> Sequence[Path]:
    """Write a picture of every page of the window, without a screen."""
    import os

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = _application()
    if app is None:
        return ()
    from mediation_desk.ui.photographs import photograph_pages

    return photograph_pages(app, desk, folder)


def _application() -> "QApplication | None":
    """Make the QApplication, or say in one sentence what the system lacks for it."""
    from mediation_desk.ui.surroundings import choose_input_method, lacking_library

    try:
        choose_input_method()
        from PySide6 import QtSvg, QtWidgets
    except ImportError as error:
        _refuse(lacking_library(error))
        return None
    assert QtSvg, "icons need it"
    running = QtWidgets.QApplication.instance()
    if isinstance(running, QtWidgets.QApplication):
        return running
    made = QtWidgets.QApplication([*sys.argv[:1], "-style", "fusion"])
    made.setApplicationName("mediation-desk")
    made.setApplicationDisplayName(_("Mediation Desk"))
    made.setDesktopFileName("mediation-desk")
    return made


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return 1
