"""The trays that a printer has: Windows' own kinds, or by the names that CUPS has for them.

Qt hands its kinds of tray on to Windows' drivers only, and does not tell the trays of a printer.
Elsewhere `lpoptions`, which comes with CUPS, tells them, and a job takes the name of one along.
"""

import re
import shutil
import subprocess
import sys

from PySide6.QtPrintSupport import QPrintEngine, QPrinter

from mediation_desk.i18n import _
from mediation_desk.ui.printers.order import USUAL_TRAY, Tray

_OPTION = "InputSlot"
_WITHIN = 5.0
"""Seconds in which a server of printers answers."""
_JOB_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Under this property Qt takes further options of a job for CUPS (PPK_CupsOptions)."""
_KINDS = {
    Tray.UPPER: QPrinter.PaperSource.Upper,
    Tray.MIDDLE: QPrinter.PaperSource.Middle,
    Tray.LOWER: QPrinter.PaperSource.Lower,
    Tray.MANUAL: QPrinter.PaperSource.Manual,
    Tray.ENVELOPE: QPrinter.PaperSource.Envelope,
}
_KNOWN = {tray.value: tray for tray in _KINDS}

Trays = tuple[tuple[str, str], ...]
"""Codes of trays and how people call them, the usual one first."""


def trays_of(printer: str) -> Trays:
    """Return the trays that can be chosen on a printer; none where nothing tells them."""
    usual = (USUAL_TRAY, _("Tray as the printer is set"))
    if sys.platform == "win32":
        return (usual, *((tray.value, tray.label) for tray in _KINDS))
    found = _slots(printer)
    return (usual, *((slot, _name(slot)) for slot in found)) if found else ()


def take_from(printer: QPrinter, tray: str) -> None:
    """Have a job take its sheets from a tray."""
    if tray == USUAL_TRAY:
        return
    if sys.platform != "win32":
        printer.printEngine().setProperty(_JOB_OPTIONS, [_OPTION, tray])
    elif tray in _KNOWN:
        printer.setPaperSource(_KINDS[_KNOWN[tray]])


def _slots(printer: str) -> tuple[str, ...]:
    """Return the names of a printer's trays; the one it is set to bears a star."""
    command = shutil.which("lpoptions")
    if command is None or printer.startswith("-"):
        return ()
    try:
        told = subprocess.run(  # noqa: S603 - the name is one that the system gave for a printer
            [command, "-p", printer, "-l"],
            capture_output=True, timeout=_WITHIN, check=False, text=True, errors="replace",
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return ()
    line = re.search(rf"^{_OPTION}(?:/[^:\n]*)?:(.*)$", told, re.MULTILINE)
    return tuple(slot.removeprefix("*") for slot in line[1].split()) if line else ()


def _name(slot: str) -> str:
    """Name a tray as people do where its name is a common one."""
    plain = slot.lower().removesuffix("feed").rstrip("-_")
    if plain in _KNOWN:
        return _KNOWN[plain].label
    if plain in {"auto", "autoselect", "automatic"}:
        return _("Chosen by the printer")
    numbered = re.fullmatch(r"(?:tray|cassette|drawer)[-_]?(\d+)", plain)
    return _("Tray {n}").format(n=numbered[1]) if numbered else slot
