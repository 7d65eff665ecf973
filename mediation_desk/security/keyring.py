"""The key file: who may open the centre's file, and what each of them needs for it.

It lies beside the file and is read before the file opens. It holds no case data: names of the
people who work here, their locked keys, and how often a password was wrong. Everything but the
counts is covered by a code that only the root key makes, so that nobody adds a person unseen.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from mediation_desk.security import sealing
from mediation_desk.security.hashing import KEY_BYTES, SALT_BYTES, Cost, derived
from mediation_desk.security.sealing import WrongSecret

FORMAT = 1
WITH_FIELDS = 2
"""The format of a key file with a second key, which a program that knew only one refuses."""
RECOVERY = 0
"""The key of the recovery code among the people."""
PLAIN = b""
"""The salt of a file that is not encrypted."""


class Altered(Exception):
    """The key file is not as one who knew the root key wrote it."""


class Unreadable(Exception):
    """The key file is damaged, or of a newer program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One lock: a person's, or that of the recovery code. Days are ISO texts."""

    id: int
    name: str
    salt: bytes
    cost: Cost
    public: bytes
    locked: bytes
    since: str
    must_change: bool = False
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One root key, sealed for each holder; `salt` is how the file begins that it opens.

    `fields` is the key of the sensitive values, sealed for those alone who may read them.
    """

    salt: bytes
    roots: dict[int, bytes]
    code: str = ""
    fields: dict[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Wrong passwords of one person since the last right one; instants are ISO texts."""

    count: int = 0
    untold: tuple[str, ...] = ()
    locked_until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyring:
    """The whole key file."""

    file_id: str
    centre: str
    holders: tuple[Holder, ...]
    generations: tuple[Generation, ...]
    failures: dict[int, Failures]

    def holder(self, holder_id: int) -> Holder:
        """Return one lock; raises `WrongSecret` where there is none."""
        for one in self.holders:
            if one.id == holder_id:
                return one
        raise WrongSecret

    def generation(self, salt: bytes) -> Generation:
        """Return the root key of a file that begins so; raises `Altered` where there is none."""
        for one in self.generations:
            if one.salt == salt:
                return one
        raise Altered

    @property
    def people(self) -> tuple[Holder, ...]:
        """The locks of people, without that of the recovery code."""
        return tuple(one for one in self.holders if one.id != RECOVERY)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Root:
    """A root key in memory, and whose secret half opened it; nothing of it is ever printed.

    `field` is the key of the sensitive values: None where the file has none, empty where it is
    not this holder's.
    """

    key: bytes
    salt: bytes
    holder_id: int
    secret: bytes = b""
    field: bytes | None = None


def new_root(*, encrypted: bool, holder_id: int = RECOVERY) -> Root:
    """Make a root key, and the salt with which its file will begin."""
    salt = secrets.token_bytes(SALT_BYTES) if encrypted else PLAIN
    return Root(key=secrets.token_bytes(KEY_BYTES), salt=salt, holder_id=holder_id)


def empty(centre: str, root: Root) -> Keyring:
    """Return the key file of a new centre, with nobody in it."""
    whole = Keyring(
        file_id=secrets.token_hex(8),
        centre=centre,
        holders=(),
        generations=(Generation(salt=root.salt, roots={}),),
        failures={},
    )
    return signed(whole, root)


def with_holder(
    keyring: Keyring,
    root: Root,
    holder_id: int,
    name: str,
    password: str,
    *,
    cost: Cost,
    since: str,
    must_change: bool = False,
    until: str = "",
    may_read: bool = False,
) -> Keyring:
    """Give a person, or the recovery code, a lock of its own in place of any before.

    The sensitive values open to them as well where they may read these and the giver can.
    """
    salt, public, locked = sealing.new_pair(password, cost)
    new = Holder(
        id=holder_id,
        name=name,
        salt=salt,
        cost=cost,
        public=public,
        locked=locked,
        since=since,
        must_change=must_change,
        until=until,
    )
    others = tuple(one for one in keyring.holders if one.id != holder_id)
    roots = keyring.generation(root.salt).roots | {holder_id: sealing.sealed(root.key, public)}
    fields = fields_without(keyring, root.salt, holder_id)
    if may_read and root.field:
        fields[holder_id] = sealing.given(root.field, public)
    more = replace(keyring, holders=(*others, new))
    return signed(with_keys(more, root.salt, roots, fields), root)


def with_password(
    keyring: Keyring, root: Root, password: str, *, cost: Cost, since: str
) -> Keyring:
    """Lock the secret half of whoever opened the file by another password."""
    held = keyring.holder(root.holder_id)
    salt, locked = sealing.relocked(root.secret, password, cost)
    new = replace(
        held, salt=salt, locked=locked, cost=cost, since=since, must_change=False, until=""
    )
    holders = tuple(new if one.id == held.id else one for one in keyring.holders)
    return signed(replace(keyring, holders=holders), root)


def without(keyring: Keyring, root: Root, holder_id: int) -> Keyring:
    """Take a person's lock away."""
    holders = tuple(one for one in keyring.holders if one.id != holder_id)
    roots = {k: v for k, v in keyring.generation(root.salt).roots.items() if k != holder_id}
    failures = {k: v for k, v in keyring.failures.items() if k != holder_id}
    less = replace(keyring, holders=holders, failures=failures)
    fields = fields_without(keyring, root.salt, holder_id)
    return signed(with_keys(less, root.salt, roots, fields), root)


def fields_without(keyring: Keyring, salt: bytes, holder_id: int) -> dict[int, bytes]:
    """Return the second key as it is sealed for all but one."""
    fields = keyring.generation(salt).fields
    return {key: held for key, held in fields.items() if key != holder_id}


def named(keyring: Keyring, root: Root, holder_id: int, name: str) -> Keyring:
    """Write a person's name as it is now."""
    holders = tuple(
        replace(one, name=name) if one.id == holder_id else one for one in keyring.holders
    )
    return signed(replace(keyring, holders=holders), root)


def with_next(
    keyring: Keyring, root: Root, following: Root, readers: Collection[int] = ()
) -> Keyring:
    """Seal another root key for everybody beside the one in use, and a second one for its readers.

    One who renews without having the second key leaves it as it is.
    """
    roots = {one.id: sealing.sealed(following.key, one.public) for one in keyring.holders}
    now = keyring.generation(root.salt)
    fields = now.fields if following.salt else {}
    if following.field:
        had = [one for one in keyring.holders if _was_given(now, root, one)]
        held = [*had, *(one for one in keyring.holders if one.id in readers)]
        fields = {one.id: sealing.given(following.field, one.public) for one in held}
    then = Generation(salt=following.salt, roots=roots, fields=fields)
    both = signed(replace(keyring, generations=(now, then)), root)
    return signed(both, following)


def _was_given(now: Generation, root: Root, one: Holder) -> bool:
    held = now.fields.get(one.id)
    return held is not None and sealing.was_given(root.field or b"", one.public, held)


def settled(keyring: Keyring, salt: bytes) -> Keyring:
    """Keep only the root key of the file that begins so."""
    return replace(keyring, generations=(keyring.generation(salt),))


def opened(keyring: Keyring, holder_id: int, password: str, salt: bytes) -> Root:
    """Return the root key; raises `WrongSecret`, or `Altered` where the key file is not sound."""
    held = keyring.holder(holder_id)
    generation = keyring.generation(salt)
    secret = sealing.opened_pair(password, held.salt, held.cost, held.locked)
    if held.id not in generation.roots:
        raise WrongSecret
    key = sealing.unsealed(generation.roots[held.id], secret, held.public)
    second: bytes | None = b"" if generation.fields else None
    if held.id in generation.fields:
        second = sealing.taken(generation.fields[held.id], secret, held.public)
    root = Root(key=key, salt=salt, holder_id=holder_id, secret=secret, field=second)
    require_unaltered(keyring, root)
    return root


def require_unaltered(keyring: Keyring, root: Root) -> None:
    """Refuse a key file that somebody without the root key has written into."""
    if not hmac.compare_digest(keyring.generation(root.salt).code, _code(keyring, root)):
        raise Altered


def with_keys(
    keyring: Keyring, salt: bytes, roots: dict[int, bytes], fields: dict[int, bytes]
) -> Keyring:
    """Put what is sealed of one generation in the place of what was."""
    generations = tuple(
        replace(one, roots=roots, fields=fields) if one.salt == salt else one
        for one in keyring.generations
    )
    return replace(keyring, generations=generations)


def signed(keyring: Keyring, root: Root) -> Keyring:
    """Write the code that covers the key file under a root key."""
    code = _code(keyring, root)
    generations = tuple(
        replace(one, code=code) if one.salt == root.salt else one for one in keyring.generations
    )
    return replace(keyring, generations=generations)


def _code(keyring: Keyring, root: Root) -> str:
    held = keyring.generation(root.salt)
    covered = {
        "file": keyring.file_id,
        "centre": keyring.centre,
        "people": [_holder_out(one) for one in keyring.holders],
        "salt": root.salt.hex(),
        "roots": _roots_out(held.roots),
    } | ({"fields": _roots_out(held.fields)} if held.fields else {})
    body = json.dumps(covered, ensure_ascii=False, sort_keys=True)
    return hmac.new(derived(root.key, "keyring"), body.encode(), hashlib.sha256).hexdigest()


# -- as text --------------------------------------------------------------------------------


def written(keyring: Keyring) -> str:
    """Write the key file as text."""
    words = {
        "format": WITH_FIELDS if any(one.fields for one in keyring.generations) else FORMAT,
        "kdf": "argon2id",
        "wrap": "x25519-hkdf-sha256-aes256kw",
        "cipher": "sqlcipher4-aes256",
        "file": keyring.file_id,
        "centre": keyring.centre,
        "people": [_holder_out(one) for one in keyring.holders],
        "keys": [
            {"salt": one.salt.hex(), "roots": _roots_out(one.roots), "code": one.code}
            | ({"fields": _roots_out(one.fields)} if one.fields else {})
            for one in keyring.generations
        ],
        "failures": {
            str(key): {
                "count": one.count,
                "untold": list(one.untold),
                "locked_until": one.locked_until,
            }
            for key, one in keyring.failures.items()
        },
    }
    return json.dumps(words, ensure_ascii=False, indent=1) + "\n"


def _holder_out(one: Holder) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "salt": one.salt.hex(),
        "cost": [one.cost.rounds, one.cost.memory, one.cost.lanes],
        "public": one.public.hex(),
        "locked": one.locked.hex(),
        "since": one.since,
        "must_change": one.must_change,
        "until": one.until,
    }


def _roots_out(roots: dict[int, bytes]) -> dict[str, str]:
    return {str(key): roots[key].hex() for key in sorted(roots)}


def read(text: str) -> Keyring:
    """Read a key file; raises `Unreadable`."""
    try:
        words = json.loads(text)
        if words["format"] not in (FORMAT, WITH_FIELDS):
            raise Unreadable
        return Keyring(
            file_id=str(words["file"]),
            centre=str(words["centre"]),
            holders=tuple(_holders_in(words["people"])),
            generations=tuple(
                Generation(
                    salt=bytes.fromhex(one["salt"]),
                    roots={int(k): bytes.fromhex(v) for k, v in one["roots"].items()},
                    code=str(one["code"]),
                    fields={int(k): bytes.fromhex(v) for k, v in one.get("fields", {}).items()},
                )
                for one in words["keys"]
            ),
            failures={
                int(key): Failures(
                    count=int(one["count"]),
                    untold=tuple(str(at) for at in one["untold"]),
                    locked_until=str(one["locked_until"]),
                )
                for key, one in words["failures"].items()
            },
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Unreadable from None


_HIGHEST = Cost(rounds=64, memory=2 * 1024 * 1024, lanes=16)
"""A key file that asks for more than this is hostile, not careful."""


def _holders_in(people: Iterable[dict[str, Any]]) -> Iterable[Holder]:
    for one in people:
        rounds, memory, lanes = (int(number) for number in one["cost"])
        cost = Cost(rounds, memory, lanes)
        if not (
            1 <= rounds <= _HIGHEST.rounds
            and 8 <= memory <= _HIGHEST.memory
            and 1 <= lanes <= _HIGHEST.lanes
        ):
            raise Unreadable
        yield Holder(
            id=int(one["id"]),
            name=str(one["name"]),
            salt=bytes.fromhex(one["salt"]),
            cost=cost,
            public=bytes.fromhex(one["public"]),
            locked=bytes.fromhex(one["locked"]),
            since=str(one["since"]),
            must_change=bool(one["must_change"]),
            until=str(one["until"]),
        )
