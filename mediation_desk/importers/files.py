"""Reading a file that somebody hands in: only a regular one, and only so much of it."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mediation_desk.domain.errors import FileRefused
from mediation_desk.domain.system_words import why
from mediation_desk.i18n import _

MOST_BYTES = 20 * 2**20


def content(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return a file's bytes, or refuse it with a sentence."""
    with opened(path) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise too_large(path.name, most)
    if not data:
        raise empty(path.name)
    return data


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file to read, or refuse it with a sentence.

    The handle is checked, not the name, so nothing can be exchanged between check and reading;
    a pipe or device is opened without waiting for it, and a link is not followed.
    """
    names = ("O_NONBLOCK", "O_BINARY", "O_NOFOLLOW")
    waitless = sum(getattr(os, name, 0) for name in names)
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | waitless)) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FileRefused(_("“{name}” is not a file.").format(name=path.name))
            yield file
    except FileNotFoundError:
        raise FileRefused(_("There is no file “{name}”.").format(name=path.name)) from None
    except IsADirectoryError:
        raise FileRefused(_("“{name}” is a folder, not a file.").format(name=path.name)) from None
    except PermissionError:
        raise FileRefused(
            _("“{name}” cannot be opened: no permission, or another program holds it.").format(
                name=path.name
            )
        ) from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise FileRefused(
                _("“{name}” is a link. Choose the file itself.").format(name=path.name)
            ) from None
        raise FileRefused(
            _("“{name}” cannot be read: {reason}").format(name=path.name, reason=why(error))
        ) from error


def too_large(name: str, most: int) -> FileRefused:
    """Return the refusal of a file that is larger than `most` bytes."""
    return FileRefused(
        _("“{name}” is larger than {n} MB. Is it the right file?").format(
            name=name, n=most // 2**20
        )
    )


def empty(name: str) -> FileRefused:
    """Return the refusal of a file without content."""
    return FileRefused(_("“{name}” is empty.").format(name=name))
