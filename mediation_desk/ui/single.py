"""One window per file, and per person at a server: a second start raises the first."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

from mediation_desk import paths
from mediation_desk.i18n import _

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer
    from PySide6.QtWidgets import QApplication

WAIT_MS = 1000


class SingleWindow(QObject):
    """Holds a lock of its own, and listens for starts that come later."""

    raised = Signal()
    """Another start asks this window to come forward."""

    def __init__(self, location: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        file = None if "://" in location else Path(location).resolve()
        place = (str(file) if file else f"{paths.user_data()}\n{location}").encode()
        digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
        self._name = "mediation-desk-" + bytes(digest.toHex().data()[:16]).decode()
        self._lock = QLockFile(str(paths.user_data() / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that has gone leaves it behind
        self._beside = QLockFile(str(file.with_name(f"{file.name}.window"))) if file else None
        """Two programs with folders of their own, or two accounts, meet beside the file."""
        if self._beside is not None:
            self._beside.setStaleLockTime(0)
        self._server: QLocalServer | None = None
        self.reached = True
        """Where this start is not the first: the first one came forward, or is about to open."""

    def take(self) -> bool:
        """Become the first window, or raise the one there is and return False.

        The first one should `listen` when it has the time to load the network module.
        """
        if not _taken(self._lock):
            self._raise_first()
            return False
        if self._beside is None or _taken(self._beside):
            return True
        self._lock.unlock()
        self.reached = self._raise_first()
        return False

    def listen(self) -> None:
        """Listen for later starts."""
        if self._server is not None:
            return
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name)  # left behind by a crash
        self._server.listen(self._name)

    def move(self, location: str) -> bool:
        """Hold another file in the place of this one; False where another window has it.

        That window came forward then, if it could be reached, and nothing is changed here.
        """
        other = SingleWindow(location)
        if other._name == self._name:
            return True
        if not other.take():
            return False
        listening = self._server is not None
        self.close()
        self._name, self._lock, self._beside = other._name, other._lock, other._beside
        self._server = None
        if listening:
            self.listen()
        return True

    def close(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        if self._beside is not None:
            self._beside.unlock()
        self._lock.unlock()

    def _raise_first(self) -> bool:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(WAIT_MS):
            return False
        socket.write(b"raise")
        socket.waitForBytesWritten(WAIT_MS)
        socket.disconnectFromServer()
        return True

    def _on_connection(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()


def _taken(lock: QLockFile) -> bool:
    """Take a lock; where the folder or disk takes none there is nothing to keep apart."""
    return lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError


def taken_text(place: str) -> str:
    """Say that another window has a file."""
    return _(
        "{path} is open in another window of Mediation Desk, perhaps of another account of this"
        " computer. Close it there first."
    ).format(path=place)


def tell_taken(app: "QApplication", place: str) -> int:
    """Say that another program has the file in its window, where that one cannot be raised."""
    from mediation_desk.ui.look import apply_remembered
    from mediation_desk.ui.widgets.dialog import Dialog
    from mediation_desk.ui.widgets.labels import label

    apply_remembered(app)
    told = Dialog(_("The file is open already"), _("Close"), name="file_taken")
    shown = label(taken_text(place), name="file_taken_text", wrap=True)
    shown.setMinimumWidth(380)
    told.body.addWidget(shown)
    told.cancel.hide()
    told.exec()
    return 1
