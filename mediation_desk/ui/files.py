"""Asking for files, with the last folder that served remembered, and showing what was written."""

from pathlib import Path
from tempfile import TemporaryFile

from PySide6.QtCore import QBuffer, QIODevice, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from mediation_desk.ui.leaving import leaving
from mediation_desk.ui.memory import recall_folder, remember_folder

_TOLD_BY_THEMSELVES = frozenset({"backup", "log", "packages"})
"""Files of which the journal tells with their number: backups, logs, reports, packages."""


def ask_save(parent: QWidget, title: str, name: str, kinds: str, purpose: str) -> Path | None:
    """Ask where to write a file; the folder is remembered by purpose."""
    proposed = str(recall_folder(purpose) / name)
    chosen, _kind = QFileDialog.getSaveFileName(parent, title, proposed, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    if _can_write(path.parent):
        remember_folder(purpose, path.parent)
    if purpose not in _TOLD_BY_THEMSELVES:
        leaving().saved.emit(title, path.name)
    return path


def ask_open(parent: QWidget, title: str, kinds: str, purpose: str) -> Path | None:
    """Ask which file to read; the folder is remembered by purpose."""
    chosen, _kind = QFileDialog.getOpenFileName(parent, title, str(recall_folder(purpose)), kinds)
    return _remembered(chosen, purpose)


def ask_open_many(parent: QWidget, title: str, kinds: str, purpose: str) -> list[Path]:
    """Ask which files to read, one or several of a folder."""
    folder = str(recall_folder(purpose))
    chosen, _kind = QFileDialog.getOpenFileNames(parent, title, folder, kinds)
    if chosen:
        remember_folder(purpose, Path(chosen[0]).parent)
    return [Path(name) for name in chosen]


def _remembered(chosen: str, purpose: str) -> Path | None:
    if not chosen:
        return None
    path = Path(chosen)
    remember_folder(purpose, path.parent)
    return path


def _can_write(folder: Path) -> bool:
    """Say whether a file can be made there: permissions alone do not tell everywhere."""
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def on_clipboard() -> tuple[list[Path], bytes]:
    """Return the files on the clipboard, or else the picture there as a PNG."""
    held = QGuiApplication.clipboard().mimeData()
    paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
    image = QGuiApplication.clipboard().image()
    if paths or image.isNull():
        return paths, b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub errs
    return [], bytes(buffer.data().data())


def open_folder(path: Path) -> None:
    """Show the folder of a file in the system's own program."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def open_file(path: Path) -> None:
    """Open a file with the program the system has for it."""
    open_if_possible(path)


def open_if_possible(path: Path) -> bool:
    """Open a file with the program the system has for it; False where it has none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def ask_folder(parent: QWidget, title: str, purpose: str) -> Path | None:
    """Ask for a folder to write into; it is remembered by purpose."""
    chosen = QFileDialog.getExistingDirectory(parent, title, str(recall_folder(purpose)))
    if not chosen:
        return None
    remember_folder(purpose, Path(chosen))
    return Path(chosen)
