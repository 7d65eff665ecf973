"""Wrong passwords at a server with own accounts: counted at this computer, as with a file.

PostgreSQL itself checks the password before any table or function of ours can be reached, and
counts none; who keeps it may load `auth_delay`. So each computer keeps its own count, on disk: a
stranger at a desk waits as long as with a file, whoever tries from elsewhere is the server's.
"""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime

from mediation_desk import paths
from mediation_desk.domain.day_text import beijing
from mediation_desk.domain.errors import NotLetIn
from mediation_desk.i18n import _
from mediation_desk.security import lockout
from mediation_desk.security.keyring import Failures, Keyring
from mediation_desk.services import files
from mediation_desk.services.desk import Now
from mediation_desk.services.signing_in import SignInRefused

_WHO = 1
"""The one account of a count; under which name it is kept says whose."""


@contextmanager
def counted(location: str, account: str, now: Now) -> Iterator[Keyring]:
    """Refuse while an account has to wait; count what the server refuses within the block."""
    moment = now().astimezone(UTC)
    held = _read(location, account)
    if (until := lockout.locked_until(held, _WHO, moment)) is not None:
        raise SignInRefused(
            _("Too many wrong passwords. Try again from {time} on.").format(time=_clock(until))
        )
    try:
        yield held
    except NotLetIn as refused:
        failed = lockout.failed(held, _WHO, moment)
        _write(location, account, failed)
        raise SignInRefused(f"{refused} {_left(failed, moment)}") from refused
    _write(location, account, lockout.told(lockout.succeeded(held, _WHO)))


def _left(held: Keyring, moment: datetime) -> str:
    if (until := lockout.locked_until(held, _WHO, moment)) is not None:
        return _("Because of many wrong tries, wait until {time}.").format(time=_clock(until))
    left = lockout.tries_left(held, _WHO)
    return _("{n} tries are left at this computer before a wait.").format(n=left)


def _clock(instant: datetime) -> str:
    return f"{beijing(instant):%H:%M}"


def untold(held: Keyring) -> tuple[str, ...]:
    """Return when wrong passwords were typed at this computer since the last right one."""
    return lockout.untold(held).get(_WHO, ())


def _place(location: str, account: str) -> str:
    return hashlib.sha256(f"{account}\n{location}".encode()).hexdigest()[:32]


def _all() -> dict[str, dict[str, dict[str, object]]]:
    try:
        found = json.loads((paths.user_data() / "server-tries.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _read(location: str, account: str) -> Keyring:
    failures = {}
    for key, told in _all().get(_place(location, account), {}).items():
        failures[int(key)] = Failures(
            count=int(str(told["count"])),
            untold=tuple(map(str, told["untold"])),  # type: ignore[call-overload]
            locked_until=str(told["locked_until"]),
        )
    return Keyring(file_id="", centre="", holders=(), generations=(), failures=failures)


def _write(location: str, account: str, held: Keyring) -> None:
    kept = _all()
    counts = {str(key): asdict(one) for key, one in held.failures.items()}
    if counts or _place(location, account) in kept:
        kept[_place(location, account)] = counts
        text = json.dumps({key: one for key, one in kept.items() if one})
        files.write_whole(paths.user_data() / "server-tries.json", text.encode())
