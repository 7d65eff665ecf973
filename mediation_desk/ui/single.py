"""One window per file and person: a second start raises the first."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

WAIT_MS = 400


class SingleWindow(QObject):
    """Listens under a name of its own for starts that come later."""

    raised = Signal()
    """Another start asks this window to come forward."""

    def __init__(self, location: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(location.encode()).hexdigest()[:16]
        self._name = f"mediation-desk-{digest}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def take(self) -> bool:
        """Become the first window, or raise the one there is and return False."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(WAIT_MS):
            socket.write(b"raise")
            socket.waitForBytesWritten(WAIT_MS)
            socket.disconnectFromServer()
            return False
        QLocalServer.removeServer(self._name)  # left behind by a crash
        self._server.listen(self._name)
        return True

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()

    def close(self) -> None:
        """Let the next start be the first."""
        self._server.close()
