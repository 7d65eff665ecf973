"""What is printed on this computer, kept until it has left (打印队列).

After a crash or a power cut what was not printed is offered again. It lies beside the program's
own files, each job in a file, sealed as drafts on this computer are.
"""

import json
import time
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediation_desk import paths
from mediation_desk.domain.rights import Right
from mediation_desk.services import drafts
from mediation_desk.services.desk import Desk

if TYPE_CHECKING:  # it brings the forms along, which the start does without
    from mediation_desk.services.papers import ComposedPaper

_ENDING = ".print"
_FORGOTTEN_AFTER = 14 * 86_400.0
"""Seconds after which nobody wants to print it any more."""
_BYTES = ("docx", "pdf", "checked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unprinted:
    """A job of the queue: what is printed and `how`; a paper is kept as issued once it has left."""

    pdf: bytes
    how: dict[str, str]
    case_id: int = 0
    paper: "ComposedPaper | None" = None


def keep(desk: Desk, key: str, job: Unprinted) -> None:
    """Keep a job under a key of its own until it is dropped."""
    desk.actor.require(Right.HOUSE)
    paper = {
        name: b64encode(value).decode() if isinstance(value, bytes) else value
        for name, value in (asdict(job.paper) if job.paper else {}).items()
    }
    said = {
        "place": _place(desk),
        "key": key,
        "pdf": b64encode(job.pdf).decode(),
        "how": job.how,
        "case_id": job.case_id,
        "paper": paper,
    }
    drafts.write_sealed(_folder() / f"{key}{_ENDING}", said, drafts.secret(desk))


def drop(desk: Desk, key: str) -> None:
    """Forget a job that was printed or given up."""
    desk.actor.require(Right.HOUSE)
    (_folder() / f"{key}{_ENDING}").unlink(missing_ok=True)


def left(desk: Desk) -> tuple[tuple[str, Unprinted], ...]:
    """Return the acting person's jobs that had not left when the program ended, oldest first."""
    desk.actor.require(Right.HOUSE)
    found = [path for path in _folder().glob(f"*{_ENDING}") if not _is_forgotten(path)]
    if not found:
        return ()
    secret = drafts.secret(desk)
    said = [json.loads(text) for path in _by_age(found) if (text := drafts.opened(path, secret))]
    return tuple((one["key"], _job(one)) for one in said if one["place"] == _place(desk))


def _place(desk: Desk) -> str:
    return drafts.place(desk.db.location, desk.actor.id)


def _job(said: dict[str, Any]) -> Unprinted:
    from mediation_desk.services.papers import ComposedPaper

    told: dict[str, Any] = {
        name: b64decode(value) if name in _BYTES else value for name, value in said["paper"].items()
    }
    paper = ComposedPaper(**told | {"missing": tuple(told["missing"])}) if told else None
    pdf = b64decode(said["pdf"])
    return Unprinted(pdf=pdf, how=said["how"], case_id=said["case_id"], paper=paper)


def _by_age(files: list[Path]) -> list[Path]:
    return sorted(files, key=lambda path: path.stat().st_mtime_ns)


def _is_forgotten(path: Path) -> bool:
    """Say whether a job is past printing; it is taken away then."""
    with suppress(OSError):
        if time.time() - path.stat().st_mtime < _FORGOTTEN_AFTER:
            return False
        path.unlink()
    return True


def _folder() -> Path:
    return paths.user_data() / "printing"
