"""Who may put a backup in the place of a file in which people sign in (P11, P29), and who is told.

The present file says who: its people by their passwords, or its recovery code, which is in the
hands of supervisors. Only where it is lost or damaged does whoever opens the backup decide.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediation_desk.domain.addresses import is_server
from mediation_desk.domain.backup import Comparison, Restored
from mediation_desk.domain.errors import DeskError, Invalid, NotAllowed, Problem, Unreadable
from mediation_desk.domain.rights import Actor, Right
from mediation_desk.i18n import _
from mediation_desk.security import keyring as keys
from mediation_desk.security.keyring import Root
from mediation_desk.services import journals, signing_in
from mediation_desk.services.desk import Desk, Now, beijing_now
from mediation_desk.storage import keyrings, opening, places, soundness
from mediation_desk.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Proof:
    """Who restores, and what opens the file that gives way; neither where nobody can be asked."""

    root: Root | None = None
    by: Actor | None = None

    @property
    def by_code(self) -> bool:
        """Say whether it was given by the recovery code of the present file."""
        return self.root is not None and self.root.holder_id == keys.RECOVERY


UNASKED = Proof()
"""Nobody was asked: nobody signs in there, or the file is lost or damaged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which backup takes the place of the file, with all that was said and proven for it."""

    source: Path
    root: Root | None = None
    proof: Proof = UNASKED
    count: int | None = None
    unencrypted: bool = False


class Unproven(DeskError):
    """The present file is whole and has people: one of them has to say that it gives way."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "People sign in to the file that is there. Whoever puts a backup in its place"
                " proves by it who they are, or has its recovery code."
            )
        )


def asked(location: str | Path) -> tuple[tuple[int, str], ...]:
    """Return the people of whom one is asked; none where nobody signs in, or can any more."""
    path = Path(location).absolute()
    if is_server(location) or not path.is_file() or not path.stat().st_size:
        return ()
    try:
        way = signing_in.door(path)
        if way is None:
            return ()
        if way.encrypted:
            keyrings.require(path, "").generation(signing_in.file_salt(path))
        else:
            _require_whole(path, None)
    except (Unreadable, keys.Altered):
        return ()
    return way.people


def _require_whole(path: Path, root: Root | None) -> None:
    places.require_usable(path)
    soundness.require_whole(path, keyrings.file_key(root) if root else None)


def proven(location: str | Path, holder_id: int, secret: str, *, now: Now = beijing_now) -> Proof:
    """Have one of the people of a file prove that they may put a backup in its place.

    Of a damaged file only the key is given back, which says that it is damaged.
    """
    path = Path(location).absolute()
    if holder_id == keys.RECOVERY:
        secret = signing_in.recovery_secret(secret, field="secret")
    root = signing_in.opened(path, signing_in.file_salt(path), holder_id, secret, now)
    try:
        if holder_id == keys.RECOVERY:
            Database.open(path, keyrings.file_key(root)).close()
            return Proof(root=root)
        return _proven_as(path, root, now)
    except Unreadable:
        return Proof(root=root)


def _proven_as(path: Path, root: Root, now: Now) -> Proof:
    desk = signing_in.open_with(path, root, now)
    try:
        if signing_in.must_change(desk):
            text = _("This first password is to be replaced first: sign in with it.")
            raise Invalid([Problem("secret", text)])
        desk.actor.require(Right.RESTORE)
        return Proof(root=root, by=desk.actor)
    except NotAllowed as refused:
        journals.refused(desk, refused.right, str(refused))
        raise
    finally:
        desk.close()


def of_desk(desk: Desk) -> Proof:
    """Return what whoever works at a desk has proven already."""
    desk.actor.require(Right.RESTORE)
    return Proof(root=desk.root, by=desk.actor)


def require_may(found: Comparison, location: str | Path, root: Root | None, proof: Proof) -> None:
    """Refuse whoever may not put this backup, opened by `root`, in the place of the file."""
    if proof.by is not None:
        proof.by.require(Right.RESTORE)
        if found.takes_count:
            proof.by.require(Right.RESTORE_OLDER)
    elif not (proof.by_code or not asked(location) or _is_damaged(location, proof.root or root)):
        raise Unproven


def _is_damaged(location: str | Path, root: Root | None) -> bool:
    """Say whether a file that this key opens, as its key file knows it, cannot be read."""
    path = Path(location).absolute()
    if root is None or root.salt != signing_in.file_salt(path):
        return False
    try:
        _require_whole(path, root)
    except Unreadable:
        return True
    return False


def told(desk: Desk) -> Restored | None:
    """Return the restore of another of which a supervisor hears at the first sign-in after it."""
    desk.actor.require(Right.HOUSE)
    if not (desk.signed_in and desk.db.is_file and desk.actor.may(Right.RESTORE_OLDER)):
        return None
    with desk.db.glance() as of:
        last = opening.last_noted(of, "restore")
        if last is None or opening.times_in_since(of, desk.actor.id, last[0]) != 1:
            return None
        by, name = opening.done_by(of, last[0])
    if by == desk.actor.id:
        return None
    _entry, at, said = last
    made = said.get("made_at")
    return Restored(
        at=at,
        by=name,
        of=datetime.fromisoformat(made) if made else None,
        kept=str(said.get("kept", "")),
        unasked=bool(said.get("unasked")),
    )
