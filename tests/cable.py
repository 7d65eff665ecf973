"""A cable between a desk and its server that a test cuts: by the answer to a save, or for good."""

import shutil
import socket
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from select import select
from typing import Self

_NAME = ".s.PGSQL.5432"
_COMMIT = b"COMMIT"


class Cable:
    """Carries what is said between a socket of its own and the server's, until it is cut.

    `loses = "save"` breaks the line when the next COMMIT is heard, before the server hears of it;
    `loses = "answer"` when the server has answered it. `for_good` leaves it broken until `mend`.
    """

    def __init__(self, server: Path) -> None:
        self._server = str(server / _NAME)
        self._folder = Path(tempfile.mkdtemp(prefix="desk-cable-"))
        self.is_cut = self.for_good = False
        self.loses = ""
        self._ends: list[socket.socket] = []
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(self._folder / _NAME))
        self._door.listen(50)
        threading.Thread(target=self._take_calls, daemon=True).start()

    def url(self, database: str) -> str:
        """Return the address by which a database is reached through this cable."""
        name = database.partition("@/")[2].partition("?")[0]
        return f"postgresql://desk@/{name}?host={self._folder}"

    def cut(self) -> None:
        """Cut every line, and let nobody through until it is mended."""
        self.is_cut = True
        for end in self._ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Let desks through again."""
        self.is_cut = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.cut()
        self._door.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _take_calls(self) -> None:
        with suppress(OSError):
            while True:
                desk, _address = self._door.accept()
                threading.Thread(target=self._carry, args=(desk,), daemon=True).start()

    def _carry(self, desk: socket.socket) -> None:
        with desk, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            if self.is_cut:
                return
            server.connect(self._server)
            self._ends += [desk, server]
            losing = False
            while True:
                for end in select([desk, server], [], [])[0]:
                    said = end.recv(65536)
                    if not said or (losing and end is server):
                        if losing and self.for_good:
                            self.cut()
                        return
                    if end is desk and _COMMIT in said and self.loses:
                        what, self.loses, losing = self.loses, "", True
                        if what == "save":
                            if self.for_good:
                                self.cut()
                            return
                    (server if end is desk else desk).sendall(said)
