"""What is typed but not saved: kept while the form lives, offered back later (草稿).

While the line to a server is cut, drafts are kept on this computer: sealed under a key that lies
on the server, so that nobody reads them there who could not read them here.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from mediation_desk import paths
from mediation_desk.domain.errors import Unreachable
from mediation_desk.domain.rights import Right
from mediation_desk.security import sealed_files
from mediation_desk.services import sealing_words
from mediation_desk.services.desk import Desk
from mediation_desk.storage import drafts
from mediation_desk.storage.case_lines import lines

_KEY_HERE = "key-of-drafts-on-a-computer"
_SALT = 16
_ENDING = ".draft"

PRIVATE = "caucus/"
"""Drafts under such keys are sealed like what they will become."""
OF_DIALOGS = "dialog/"
"""Under such keys lies what was typed into a dialog: with the case, the dialog and the entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """What was filled in in a dialog and neither saved nor given up."""

    key: str
    title: str
    """What the dialog is called."""
    case_id: int = 0
    number: str = ""
    """That of its case, empty where it is about none."""
    page: str = ""
    tab: str = ""
    """Where it was opened."""
    way: Mapping[str, object]
    """By what it was opened there, empty where nothing tells."""
    kept_at: datetime


def keep(desk: Desk, key: str, data: dict[str, object]) -> None:
    """Keep a form's content under a key of the acting person's own."""
    desk.actor.require(Right.HOUSE)
    text = json.dumps(data, ensure_ascii=False)
    if key.startswith(PRIVATE):
        text = sealing_words.sealed_draft(desk, text)
    try:
        with desk.db.write(desk.actor, "draft") as session:
            drafts.put(session, desk.actor.id, key, text)
    except Unreachable:
        if desk.actor.id not in desk.draft_keys:
            raise
        _keep_here(desk, key, text)


def load(desk: Desk, key: str) -> dict[str, object] | None:
    """Return a kept draft, or None."""
    desk.actor.require(Right.HOUSE)
    with desk.db.read() as session:
        text = drafts.get(session, desk.actor.id, key)
    if text and key.startswith(PRIVATE):
        text = sealing_words.opened_draft(desk, text)
    return json.loads(text) if text else None


def drop(desk: Desk, key: str) -> None:
    """Forget a draft, after its form was saved or discarded."""
    desk.actor.require(Right.HOUSE)
    _path(desk, key).unlink(missing_ok=True)
    with desk.db.write(desk.actor, "draft") as session:
        drafts.drop(session, desk.actor.id, key)


def begun(desk: Desk, case_id: int | None = None) -> tuple[Begun, ...]:
    """Return what the acting person filled in in dialogs and did not save, the latest first.

    Of one case, or of all that the person sees: what is hidden from them is not told of.
    """
    desk.actor.require(Right.HOUSE)
    beginning = OF_DIALOGS if case_id is None else f"{OF_DIALOGS}{case_id}/"
    with desk.db.read() as session:
        found = drafts.begun(session, desk.actor.id, beginning)
        ids = {_case_of(key) for key, _text, _at in found} - {0}
        numbers = {line.id: line.number for line in lines(session, sorted(ids))}
    return tuple(
        _begun(key, json.loads(text), numbers.get(_case_of(key), ""), at)
        for key, text, at in found
        if not _case_of(key) or _case_of(key) in numbers
    )


def _case_of(key: str) -> int:
    return int(key.split("/")[1])


def _begun(key: str, told: Mapping[str, object], number: str, at: datetime) -> Begun:
    title, page, tab = (str(told.get(name) or "") for name in ("title", "page", "tab"))
    way = told.get("way")
    return Begun(
        key=key,
        title=title,
        case_id=_case_of(key),
        number=number,
        page=page,
        tab=tab,
        way=way if isinstance(way, dict) else {},
        kept_at=at,
    )


def catch_up(desk: Desk) -> int:
    """Bring drafts that were kept on this computer to the server; return how many there were."""
    desk.actor.require(Right.HOUSE)
    if desk.db.is_file:
        return 0
    own = secret(desk)
    found = {path: text for path in _folder().glob(f"*{_ENDING}") if (text := opened(path, own))}
    told = {path: json.loads(text) for path, text in found.items()}
    mine = {path: one for path, one in told.items() if one["place"] == _place(desk)}
    if mine:
        with desk.db.write(desk.actor, "draft") as session:
            for one in mine.values():
                drafts.put(session, desk.actor.id, one["key"], one["text"])
    for path in mine:
        path.unlink(missing_ok=True)
    return len(mine)


def secret(desk: Desk) -> bytes:
    """Return the key of what the acting person keeps on this computer; it lies with the data."""
    desk.actor.require(Right.HOUSE)
    held = load(desk, _KEY_HERE)
    if held is None:
        held = {"key": sealed_files.new_key().hex()}
        keep(desk, _KEY_HERE, held)
    own = bytes.fromhex(str(held["key"]))
    desk.draft_keys[desk.actor.id] = own
    return own


def _keep_here(desk: Desk, key: str, text: str) -> None:
    said = {"place": _place(desk), "key": key, "text": text}
    write_sealed(_path(desk, key), said, desk.draft_keys[desk.actor.id])


def write_sealed(path: Path, said: Mapping[str, object], key: bytes) -> None:
    """Write what is said sealed beside the program's own files, whole or not at all."""
    from mediation_desk.services.files import write_whole

    salt = secrets.token_bytes(_SALT)
    data = json.dumps(said, ensure_ascii=False).encode()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    write_whole(path, salt + sealed_files.sealed(data, _derived(key, salt)))


def opened(path: Path, key: bytes) -> str:
    """Return what a sealed file says, nothing where it is another person's or was cut off."""
    held = path.read_bytes()
    try:
        return sealed_files.unsealed(held[_SALT:], _derived(key, held[:_SALT])).decode()
    except sealed_files.NotWhole:
        return ""


def _derived(key: bytes, salt: bytes) -> bytes:
    return hmac.new(key, salt, sha256).digest()


def _place(desk: Desk) -> str:
    return place(desk.db.location, desk.actor.id)


def place(location: str, person: int) -> str:
    """Say to which centre's data, and to whom, something on this computer belongs."""
    return f"{location} {person}"


def _folder() -> Path:
    return paths.user_data() / "drafts"


def _path(desk: Desk, key: str) -> Path:
    name = sha256(f"{_place(desk)} {key}".encode()).hexdigest()[:32]
    return _folder() / f"{name}{_ENDING}"
