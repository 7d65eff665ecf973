"""What Qt needs of Linux before it starts, and one sentence when that is missing."""

import os
import re
import sys
from pathlib import Path

from mediation_desk.i18n import _

PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfreetype.so.6": "libfreetype6",
}
"""Debian's package of each library that Qt loads."""

XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
}
"""What the window on X11 needs besides."""


def lacking_library(error: ImportError) -> str:
    """Return the sentence for a system library that Qt could not load."""
    found = re.search(r"(lib[\w.+-]+\.so[.\d]*)", str(error))
    library = found[1] if found else str(error)
    package = PACKAGES.get(library)
    if package is None:
        return _("The window cannot start: {library} is missing.").format(library=library)
    return _(
        "The window cannot start: {library} is missing. Install it with: "
        "sudo apt-get install {package}"
    ).format(library=library, package=package)


def lacking_display() -> str:
    """Return the sentence for a missing screen, empty if the window can open."""
    if not sys.platform.startswith("linux"):
        return ""
    chosen = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if chosen not in ("", "xcb", "wayland"):
        return ""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return _(
            "The window cannot start: there is no display. On a machine without a screen use the"
            " commands, or: mediation-desk demo --out FOLDER"
        )
    if os.environ.get("WAYLAND_DISPLAY") and chosen != "xcb":
        return ""
    missing = [package for library, package in XCB_LIBRARIES.items() if not _loads(library)]
    if missing:
        return _(
            "The window cannot start: Qt's xcb plug-in lacks a library. Install it with: "
            "sudo apt-get install {packages}"
        ).format(packages=" ".join(missing))
    return ""


def _loads(library: str) -> bool:
    import ctypes

    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def choose_input_method() -> None:
    """Fall back to ibus where fcitx is asked for and this Qt has no plug-in for it.

    fcitx5 serves ibus clients too; without this no Chinese can be typed.
    """
    if os.environ.get("QT_IM_MODULE") not in ("fcitx", "fcitx5"):
        return
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    if not any((plugins / "platforminputcontexts").glob("*fcitx*")):
        os.environ["QT_IM_MODULE"] = "ibus"
