"""What one side told the mediator alone (背对背): written, read and shared by its writer only."""

from collections.abc import Mapping
from dataclasses import dataclass

from mediation_desk.domain import errors
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.caucus import CaucusNote, Secrecy, may_write, note_problems
from mediation_desk.domain.centre import User
from mediation_desk.domain.errors import DeskError, NotAllowed, NotFound
from mediation_desk.domain.lines import CaseLine
from mediation_desk.domain.people import Officer
from mediation_desk.domain.rights import MAY, Right
from mediation_desk.i18n import _
from mediation_desk.security import private_words
from mediation_desk.services import drafts, sealing_words
from mediation_desk.services.act import on_case
from mediation_desk.services.desk import Desk, acting
from mediation_desk.storage import caucus as store
from mediation_desk.storage import drafts as kept
from mediation_desk.storage import opening, sight
from mediation_desk.storage.case_lines import lines
from mediation_desk.storage.caucus import Held, Wrap
from mediation_desk.storage.database import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Caucus:
    """What the person who acts may read of the notes of a case, and whether to write any."""

    notes: tuple[CaucusNote, ...] = ()
    writes: bool = False
    secrecy: Secrecy = Secrecy.NOBODY_SIGNS_IN
    colleagues: tuple[User, ...] = ()


def of_case(desk: Desk, case: CaseFile) -> Caucus:
    """Return the notes of a case that the acting person wrote or was given to read."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        found = store.notes(session, case.id, desk.actor.id)
        people = opening.users(session)
    return Caucus(
        notes=tuple(_shown(desk, held) for held in found),
        writes=may_write(case, desk.actor.id) and desk.actor.may(Right.SETTLE),
        secrecy=sealing_words.secrecy(desk),
        colleagues=tuple(
            user
            for user in people
            if user.active and user.id != desk.actor.id and MAY[Right.SETTLE] & user.roles
        ),
    )


def _shown(desk: Desk, held: Held) -> CaucusNote:
    return CaucusNote(
        id=held.id,
        author=held.author,
        side=held.side,
        told_on=held.told_on,
        told_at=held.told_at,
        text=sealing_words.words(desk, held),
        sealed=held.sealed,
        written_at=held.written_at,
        readers=held.readers,
    )


def begun(desk: Desk) -> tuple[CaseLine, ...]:
    """Return the cases in which the acting person began a note that is not saved."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        keys = kept.keys(session, desk.actor.id, drafts.PRIVATE)
    told = {key: (drafts.load(desk, key) or {}).get("text") for key in keys}
    ids = dict.fromkeys(int(key.split("/")[1]) for key, text in told.items() if text)
    with desk.db.read() as session:
        return lines(session, tuple(ids))


def put(desk: Desk, case_id: int, version: int, note: CaucusNote) -> int:
    """Write a note down, or correct an own one; return its key."""
    desk.actor.require(Right.SETTLE)
    errors.require(note_problems(note, desk.today()))
    with on_case(desk, "put_caucus", case_id, version) as (session, case):
        if note.id:
            known = _own(desk, session, case_id, note.id)
            if sealing_words.words(desk, known) is None:
                raise DeskError(_("The key to this note is lost; write a new one instead."))
        elif may_write(case, desk.actor.id):
            known = _new(desk, case_id, note)
        else:
            raise NotAllowed(
                _("Only the mediator of this case, or who sits on its panel, writes such notes.")
            )
        body, wraps = _closed(desk, known, (note.text or "").strip())
        values = {
            "case_id": case_id,
            "author_id": desk.actor.id,
            "side": note.side,
            "told_on": note.told_on,
            "told_at": note.told_at,
            "written_at": desk.instant(),
            "sealed": sealing_words.secrecy(desk) is Secrecy.SEALED,
            "body": body,
        }
        return store.put_note(session, note.id, values, wraps)


def _new(desk: Desk, case_id: int, note: CaucusNote) -> Held:
    return Held(
        id=0,
        case_id=case_id,
        author=_me(desk),
        side=note.side,
        told_on=note.told_on,
        told_at=note.told_at,
        written_at=desk.instant(),
        sealed=False,
        body="",
        wraps=(),
        readers=(),
    )


def _closed(desk: Desk, held: Held, text: str) -> tuple[str, tuple[Wrap, ...]]:
    """Seal words for all who may read them, by the keys they have now."""
    if sealing_words.secrecy(desk) is not Secrecy.SEALED:
        return text, tuple(Wrap(user_id=one.id) for one in held.readers)
    key = private_words.new_key()
    wraps = sealing_words.renewed(sealing_words.ring(desk), held, key)
    return private_words.closed(text, key, held.place), wraps


def remove(desk: Desk, case_id: int, version: int, note_id: int) -> None:
    """Take an own note away."""
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "remove_caucus", case_id, version) as (session, _case):
        _own(desk, session, case_id, note_id)
        store.remove_note(session, note_id)
        kept.drop(session, desk.actor.id, f"{drafts.PRIVATE}{case_id}/{note_id}")


def share(desk: Desk, case_id: int, version: int, note_ids: tuple[int, ...], user_id: int) -> bool:
    """Give a colleague own notes to read, as when the case is handed over; others stay closed.

    Returns whether the case is open to the colleague already: else they do not come to the notes.
    """
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "share_caucus", case_id, version) as (session, _case):
        reader = _colleague(desk, session, user_id)
        for note_id in note_ids:
            held = _own(desk, session, case_id, note_id)
            others = tuple(one for one in held.wraps if one.user_id != user_id)
            store.set_wraps(session, note_id, (*others, _wrap_for(desk, held, reader)))
        return not sight.hidden_from(session, desk.sight_of(acting(reader)), (case_id,))


def _colleague(desk: Desk, session: Session, user_id: int) -> User:
    people = opening.users(session)
    reader = next((one for one in people if one.id == user_id and one.active), None)
    if reader is None or not MAY[Right.SETTLE] & reader.roles or reader.id == desk.actor.id:
        raise DeskError(_("Choose a mediator of the centre."))
    return reader


def _wrap_for(desk: Desk, held: Held, reader: User) -> Wrap:
    if not held.sealed:
        return Wrap(user_id=reader.id)
    try:
        key = sealing_words.key_of(held, desk.root, desk.actor.id)
    except private_words.NotReadable:
        raise DeskError(_("The key to this note is lost; write a new one instead.")) from None
    wrap = sealing_words.wrap(sealing_words.ring(desk), key, reader.id)
    if wrap is None:
        raise DeskError(
            _("{name} has no account yet, so that nothing can be sealed for them.").format(
                name=reader.name
            )
        )
    return wrap


def unshare(desk: Desk, case_id: int, version: int, note_ids: tuple[int, ...]) -> None:
    """Close own notes again to all others; what was read, was read."""
    desk.actor.require(Right.SETTLE)
    with on_case(desk, "share_caucus", case_id, version) as (session, _case):
        for note_id in note_ids:
            held = _own(desk, session, case_id, note_id)
            kept = tuple(one for one in held.wraps if one.user_id in (None, held.author.id))
            store.set_wraps(session, note_id, kept)


def staying_closed(desk: Desk, giver_id: int, receiver_id: int) -> Mapping[int, int]:
    """Count by case the notes that stay closed to whoever takes cases over."""
    desk.actor.require(Right.READ)
    with desk.db.read() as session:
        return store.counts(session, giver_id, receiver_id)


def _own(desk: Desk, session: Session, case_id: int, note_id: int) -> Held:
    """Return a note of whoever acts; another one's is not there."""
    held = store.note(session, note_id)
    if held.case_id != case_id or held.author.id != desk.actor.id:
        raise NotFound(_("This entry is not in the file (any more)."))
    return held


def _me(desk: Desk) -> Officer:
    return Officer(desk.actor.id, desk.actor.name)
