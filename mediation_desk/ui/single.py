"""One window per file and person: a second start raises the first."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QLockFile, QObject, Signal

from mediation_desk import paths

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

WAIT_MS = 1000


class SingleWindow(QObject):
    """Holds a lock of its own, and listens for starts that come later."""

    raised = Signal()
    """Another start asks this window to come forward."""

    def __init__(self, location: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        place = f"{paths.user_data()}\n{location}".encode()
        digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
        self._name = "mediation-desk-" + bytes(digest.toHex().data()[:16]).decode()
        self._lock = QLockFile(str(paths.user_data() / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # only a process that has gone leaves it behind
        self._server: QLocalServer | None = None

    def take(self) -> bool:
        """Become the first window, or raise the one there is and return False.

        The first one should `listen` when it has the time to load the network module.
        """
        if self._lock.tryLock(0) or self._lock.error() is not QLockFile.LockError.LockFailedError:
            return True
        self._raise_first()
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

    def close(self) -> None:
        """Let the next start be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

    def _raise_first(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(WAIT_MS)
            socket.disconnectFromServer()

    def _on_connection(self) -> None:
        while self._server and (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()
