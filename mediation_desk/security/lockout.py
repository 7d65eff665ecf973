"""Wrong passwords: five, then five minutes, doubling to an hour; it is kept on disk."""

from dataclasses import replace
from datetime import datetime, timedelta

from mediation_desk.security.keyring import Failures, Keyring

TRIES = 5
FIRST = timedelta(minutes=5)
LONGEST = timedelta(minutes=60)
WHOLE_DESK = -1
"""The key under which wrong passwords of all people together are counted."""
DESK_TRIES = 15
_KEPT = 200


def locked_until(keyring: Keyring, holder_id: int, now: datetime) -> datetime | None:
    """Return until when a person may not try again, None if the way is free."""
    ends = [
        datetime.fromisoformat(found.locked_until)
        for key in (holder_id, WHOLE_DESK)
        if (found := keyring.failures.get(key)) is not None and found.locked_until
    ]
    # a clock that was set back must not lock anybody out for longer than the rule does
    held = [end for end in ends if now < end <= now + LONGEST]
    return max(held, default=None)


def failed(keyring: Keyring, holder_id: int, now: datetime) -> Keyring:
    """Count a wrong password."""
    counts = dict(keyring.failures)
    counts[holder_id] = _one_more(counts.get(holder_id, Failures()), now, TRIES, tell=True)
    counts[WHOLE_DESK] = _one_more(counts.get(WHOLE_DESK, Failures()), now, DESK_TRIES, tell=False)
    return replace(keyring, failures=counts)


def _one_more(before: Failures, now: datetime, tries: int, *, tell: bool) -> Failures:
    count = before.count + 1
    untold = (*before.untold, now.isoformat())[-_KEPT:] if tell else ()
    until = before.locked_until
    if count >= tries and count % tries == 0:
        until = (now + min(FIRST * 2 ** (count // tries - 1), LONGEST)).isoformat()
    return Failures(count=count, untold=untold, locked_until=until)


def tries_left(keyring: Keyring, holder_id: int) -> int:
    """Return how many wrong passwords are left before the next wait."""
    found = keyring.failures.get(holder_id, Failures())
    return TRIES - found.count % TRIES


def succeeded(keyring: Keyring, holder_id: int) -> Keyring:
    """Forget the count after the right password; what is untold stays until it is told."""
    counts = {k: v for k, v in keyring.failures.items() if k != WHOLE_DESK}
    if (found := counts.pop(holder_id, None)) is not None and found.untold:
        counts[holder_id] = Failures(untold=found.untold)
    return replace(keyring, failures=counts)


def untold(keyring: Keyring) -> dict[int, tuple[str, ...]]:
    """Return when wrong passwords were typed that the journal does not know of yet."""
    return {key: found.untold for key, found in keyring.failures.items() if found.untold}


def told(keyring: Keyring) -> Keyring:
    """Forget what the journal knows now."""
    kept = {key: replace(found, untold=()) for key, found in keyring.failures.items()}
    return replace(
        keyring, failures={key: one for key, one in kept.items() if one.count or one.locked_until}
    )
