"""Seeing that a template was saved in Word or WPS."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

PAUSE_MS = 400
"""A program that saves writes, renames and deletes several files; one look after them is enough."""


class FormWatch(QObject):
    """Watches the folder of templates and the files in it that are being edited."""

    saved = Signal()
    """Something in the folder was saved."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        self._watcher = QFileSystemWatcher(self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._settled)
        self._watcher.fileChanged.connect(lambda _path: self._pause.start())
        self._watcher.directoryChanged.connect(lambda _path: self._pause.start())
        self.follow()

    def follow(self) -> None:
        """Watch what is there now; a file that was put in place of another is a new one."""
        if not self._folder.is_dir():
            return
        there = [str(self._folder), *(str(path) for path in self._folder.glob("*.docx"))]
        known = {*self._watcher.files(), *self._watcher.directories()}
        if new := [path for path in there if path not in known]:
            self._watcher.addPaths(new)

    def _settled(self) -> None:
        self.follow()
        self.saved.emit()
