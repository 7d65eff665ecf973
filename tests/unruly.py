"""Readers of files that do what no reader should, as a file made to do harm might have them do."""

import ctypes
import os
import signal
import socket
import subprocess
from pathlib import Path


def sound(data):
    """Read as a reader should."""
    yield len(data)
    yield data[:3]


def takes_memory(_data):
    held = bytearray(2 << 30)
    yield len(held)


def never_ends(_data):
    while True:
        pass
    yield


def crashes(_data):
    yield ctypes.string_at(0)


def is_killed(_data):
    signal.raise_signal(signal.SIGTERM)
    yield


def says_too_much(_data):
    while True:
        yield b"x" * (1 << 20)


def says_no_json(_data):
    yield {1, 2}


def fails(_data):
    raise ZeroDivisionError("李建国 110101199003071234")
    yield


def goes_too_deep(data):
    yield from goes_too_deep(data)


def reads_another_file(_data, path):
    yield Path(path).read_text()


def writes_a_file(_data, path):
    yield Path(path).write_text("x")


def removes_a_file(_data, path):
    yield Path(path).unlink()


def starts_a_program(_data):
    yield subprocess.check_output(["id"])


def reaches_out(_data):
    yield socket.create_connection(("127.0.0.1", 1))


def tells_what_it_holds(_data):
    """Tell every file behind an open handle."""
    yield [str(link.resolve()) for link in Path("/proc/self/fd").iterdir()]


def tells_its_surroundings(_data):
    yield [os.getpid(), "PGPASSWORD" in os.environ, "MEDIATION_DESK_PASSWORD" in os.environ]
