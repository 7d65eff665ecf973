"""One window per file, and per person at a server: a second start raises the first."""

from functools import partial
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
        self._name = _hidden(place)
        self._lock = _lock_named(self._name)
        self._inode = _Inode(file)
        self._beside = QLockFile(str(file.with_name(f"{file.name}.window"))) if file else None
        """Two programs with folders of their own, or two accounts, meet beside the file."""
        if self._beside is not None:
            self._beside.setStaleLockTime(0)
        self._servers: tuple[QLocalServer, ...] = ()
        self.reached = True
        """Where this start is not the first: the first one came forward, or is about to open."""

    def take(self) -> bool:
        """Become the first window, or raise the one there is and return False.

        The first one should `listen` when it has the time to load the network module.
        """
        if not _taken(self._lock):
            _raise(self._name)
            return False
        if not self._inode.take():
            self._lock.unlock()
            self.reached = _raise(self._inode.name)
            return False
        if self._beside is None or _taken(self._beside):
            return True
        self._inode.let_go()
        self._lock.unlock()
        self.reached = _raise(self._name)
        return False

    def listen(self) -> None:
        """Listen for later starts."""
        if self._servers:
            return
        self._servers = tuple(
            self._listening(name) for name in (self._name, self._inode.name) if name
        )

    def _listening(self, name: str) -> "QLocalServer":
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(partial(self._on_connection, server))
        QLocalServer.removeServer(name)  # left behind by a crash
        server.listen(name)
        return server

    def move(self, location: str) -> bool:
        """Hold another file in the place of this one; False where another window has it.

        That window came forward then, if it could be reached, and nothing is changed here. A file
        of the same name may be another one since, after a restore.
        """
        other = SingleWindow(location)
        if other._name == self._name and other._inode.name == self._inode.name:
            return True
        listening = bool(self._servers)
        if other._name == self._name:
            self._inode.let_go()
            other._inode.take()
            self._end_listening()
        elif other.take():
            self.close()
            self._name, self._lock, self._beside = other._name, other._lock, other._beside
        else:
            return False
        self._inode = other._inode
        if listening:
            self.listen()
        return True

    def close(self) -> None:
        """Let the next start be the first."""
        self._end_listening()
        self._inode.let_go()
        if self._beside is not None:
            self._beside.unlock()
        self._lock.unlock()

    def _end_listening(self) -> None:
        servers, self._servers = self._servers, ()
        for server in servers:
            server.close()

    def _on_connection(self, server: "QLocalServer") -> None:
        while (socket := server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            self.raised.emit()


class _Inode:
    """The lock of a file by its device and number: hard links are names of the same one."""

    def __init__(self, file: Path | None) -> None:
        try:
            found = file.stat() if file is not None else None
        except OSError:  # not there yet, or not to be seen
            found = None
        self.name = _hidden(f"{found.st_dev} {found.st_ino}".encode()) if found else ""
        self._lock = _lock_named(self.name) if found else None

    def take(self) -> bool:
        return self._lock is None or _taken(self._lock)

    def let_go(self) -> None:
        if self._lock is not None:
            self._lock.unlock()


def _hidden(place: bytes) -> str:
    """Return a name for a lock and a line that does not tell the path."""
    digest = QCryptographicHash.hash(place, QCryptographicHash.Algorithm.Sha256)
    return "mediation-desk-" + bytes(digest.toHex().data()[:16]).decode()


def _lock_named(name: str) -> QLockFile:
    lock = QLockFile(str(paths.user_data() / f"{name}.lock"))
    lock.setStaleLockTime(0)  # only a process that has gone leaves it behind
    return lock


def _raise(name: str) -> bool:
    """Have the first window come forward; False where it could not be reached."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(b"raise")
    socket.waitForBytesWritten(WAIT_MS)
    socket.disconnectFromServer()
    return True


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
