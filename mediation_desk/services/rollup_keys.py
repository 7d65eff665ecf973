"""The key that period packages are signed with: sealed for those who make them, and renewed.

In a file with accounts its secret half is sealed for each person who leads the centre and for the
recovery code, by their own pairs: who may open the file otherwise cannot sign in its name. It is
sealed anew, for those who lead the centre then, whenever it is used.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from mediation_desk.domain.caucus import Secrecy
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, require
from mediation_desk.domain.reasons import problems
from mediation_desk.domain.rights import MAY, Right
from mediation_desk.i18n import _
from mediation_desk.security import private_words, signing
from mediation_desk.security.keyring import Keyring, Root
from mediation_desk.services import rollup_names, sealing_words
from mediation_desk.services.desk import Desk
from mediation_desk.storage import journal, opening, rollup
from mediation_desk.storage.database import Session
from mediation_desk.storage.rollup import KeyHeld

_RAW = 32
"""So many bytes has a secret half that is not sealed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """The key of a centre as its page shows it; `sealed_for` is empty where it is not sealed."""

    centre: str
    region: str
    fingerprint: str = ""
    made_at: datetime | None = None
    made_by: str = ""
    sealed_for: tuple[str, ...] = ()
    may_sign: bool = True
    earlier: tuple[tuple[str, datetime], ...] = ()
    """Fingerprints of keys that were renewed, each with when it was made, the latest first."""


def key(desk: Desk) -> SigningKey:
    """Return the key in use, and those before it."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        # on a server no key is sealed, and the table gives secrets to supervisors alone
        held = rollup.keys(session, secrets=desk.db.is_file or desk.actor.may(Right.SUPERVISE))
        code, region = rollup_names.own_region(desk, session)
        people = {one.id: one.name for one in opening.users(session)}
    shown = SigningKey(centre=desk.centre.name, region=f"{region or '—'}（{code or '—'}）")
    if not held:
        return shown
    now = held[0]
    wraps = _wraps(now.secret)
    named = (people.get(one, "") if one else _("the recovery code") for one in wraps)
    return replace(
        shown,
        fingerprint=signing.fingerprint(now.public),
        made_at=now.made_at,
        made_by=now.made_by,
        sealed_for=tuple(filter(None, named)),
        may_sign=not wraps or desk.actor.id in wraps,
        earlier=tuple((signing.fingerprint(one.public), one.made_at) for one in held[1:]),
    )


def for_signing(desk: Desk, session: Session) -> tuple[str, bytes]:
    """Return both halves; the first package makes them, and each use seals the secret anew."""
    desk.actor.require(Right.SUPERVISE)
    held = rollup.keys(session)
    if not held:
        return _new(desk, session, {})
    now = held[0]
    secret = _opened(desk, now)
    sealed = _closed(desk, session, secret)
    if set(_wraps(sealed)) != set(_wraps(now.secret)):
        rollup.keep_secret(session, now.id, sealed)
    return now.public, secret


def renew(desk: Desk, reason: str) -> SigningKey:
    """Sign with a new key from now on; the secret half of the old one is destroyed.

    It is not undone: packages may have left. Whoever receives the next one compares the new
    fingerprint with the sender.
    """
    desk.actor.require(Right.SUPERVISE)
    require(problems("reason", reason))
    with desk.db.write(desk.actor, "renew_report_key") as session:
        held = rollup.keys(session)
        if not held:
            raise DeskError(_("No key was made yet: the first package makes it."))
        before = signing.fingerprint(held[0].public)
        for one in held:
            rollup.keep_secret(session, one.id, b"")
        _new(desk, session, {"before": before, "reason": reason.strip()})
    return key(desk)


def sheet(desk: Desk) -> bytes:
    """Return the sheet that tells those who receive packages the fingerprint, as PDF."""
    desk.actor.require(Right.SUPERVISE)
    from mediation_desk.reports.fingerprint_paper import fingerprint_paper

    held = key(desk)
    before = held.earlier[0][0] if held.earlier else ""
    return fingerprint_paper(held.centre, held.region, held.fingerprint, before, desk.today())


def _new(desk: Desk, session: Session, said: dict[str, str]) -> tuple[str, bytes]:
    secret, half = signing.new_pair()
    sealed = _closed(desk, session, secret)
    rollup.keep_key(session, sealed, half, desk.instant(), desk.actor.name)
    public = half.hex()
    journal.note(session, {"fingerprint": signing.fingerprint(public), **said})
    return public, secret


def _closed(desk: Desk, session: Session, secret: bytes) -> bytes:
    """Seal the secret half for all who lead the centre and have an account."""
    if sealing_words.secrecy(desk) is not Secrecy.SEALED:
        return secret
    ring = sealing_words.ring(desk)
    leaders = [one.id for one in opening.users(session) if _leads(one)]
    return _sealed(ring, secret, [*leaders, None])


def _leads(user: User) -> bool:
    return user.active and bool(MAY[Right.SUPERVISE] & user.roles)


def _sealed(ring: Keyring, secret: bytes, people: list[int | None]) -> bytes:
    wraps = {}
    for person in people:
        wrap = sealing_words.wrap(ring, secret, person)
        if wrap is not None:
            wraps[str(person or 0)] = [wrap.public, wrap.held]
    return json.dumps(wraps).encode()


def _wraps(held: bytes) -> dict[int, tuple[str, str]]:
    """Return for whom a secret half is sealed; 0 is the recovery code."""
    if len(held) in (0, _RAW):
        return {}
    return {int(key): (public, own) for key, (public, own) in json.loads(held).items()}


def _opened(desk: Desk, held: KeyHeld) -> bytes:
    if len(held.secret) == _RAW:
        return held.secret
    found = _open(held.secret, desk.root, desk.actor.id)
    if found is None:
        raise DeskError(
            _(
                "The key that signs packages is not sealed for you. Let somebody make a package"
                " for whom it is, or renew it: Region › Reports from below › Signing key."
            )
        )
    return found


def _open(sealed: bytes, root: Root | None, person: int) -> bytes | None:
    wrap = _wraps(sealed).get(person)
    if wrap is None or root is None:
        return None
    try:
        return private_words.key_of(wrap[1], root.secret, bytes.fromhex(wrap[0]))
    except private_words.NotReadable:
        return None


def rescue(session: Session, ring: Keyring, recovery: Root, user_id: int) -> None:
    """Seal the key for somebody's new pair by that of the recovery code."""
    for held in _of(session, user_id):
        secret = _open(held.secret, recovery, 0)
        if secret is not None:
            people = [key or None for key in _wraps(held.secret)]
            rollup.keep_secret(session, held.id, _sealed(ring, secret, people))


def _of(session: Session, user_id: int) -> Iterator[KeyHeld]:
    for held in rollup.keys(session)[:1]:
        if user_id in _wraps(held.secret):
            yield held
