"""Other desks at the same centre: what they saved since, and which case each has open.

On a server one connection listens: saves are told by NOTIFY, and a case held open is told by its
desk, again and again, for as long as an advisory lock of its connection says that it lives.
Moments are the server's own. A file has no such neighbours; its journal is looked at.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING, Any

from mediation_desk.domain.company import Lease, News
from mediation_desk.domain.journal import Entry
from mediation_desk.domain.rights import Actor
from mediation_desk.storage import refusals
from mediation_desk.storage.asking import ask, instant
from mediation_desk.storage.marks import SAVED

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from mediation_desk.storage.asking import Glance
    from mediation_desk.storage.database import Database

OPEN = "desk_open"
"""The channel on which desks tell which case they have open."""
_LOCKS = 0x4D444C
TOLD_AGAIN = 20.0
FORGOTTEN = 60.0
"""A desk that says nothing for so many seconds no longer holds a case."""
_LOOKED = 5.0

_SINCE = """
    SELECT id, at, actor, doing, case_id FROM journal WHERE id > :seen ORDER BY id LIMIT 200
"""
_LIVING = """
    SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :locks AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """The case that this desk has open, and whether somebody types there."""

    case_id: int
    editing: bool
    actor: Actor


class Company:
    """One desk's ear to the others; `hear` is called again and again on one thread."""

    def __init__(self, db: "Database") -> None:
        self._db = db
        self._token = secrets.randbelow(1 << 31)
        self._seen = -1
        self._line: Connection | None = None
        self._wish: Wish | None = None
        self._held: dict[str, Any] | None = None
        self._told = self._looked = 0.0
        self._others: dict[int, tuple[Lease, float]] = {}

    def hold(self, wish: Wish | None) -> None:
        """Say from any thread which case is open here; told at the next hearing."""
        self._wish = wish

    def hear(self, wait: float) -> News:
        """Wait so long for the others, and return what they did; refuse when the line is cut."""
        if self._db.is_file:
            with self._db.glance() as of:
                return News(acts=self._acts(of))
        from psycopg import OperationalError

        try:
            with refusals.spoken(self._db.location):
                return self._hear(wait)
        except OperationalError as error:  # while it waited, on the driver's own connection
            self.close()
            raise refusals.silent(self._db.location) from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Hang up: what was held open here is free, and the others are forgotten."""
        line, self._line = self._line, None
        self._held = None
        self._others.clear()
        if line is not None:
            line.invalidate()
            line.close()

    def _hear(self, wait: float) -> News:
        line, fresh = self._line, False
        if line is None:
            line, fresh = self._call(), True
        self._tell(line)
        raw: Any = line.connection.driver_connection
        notes = list(raw.notifies(timeout=wait, stop_after=1))
        notes += raw.notifies(timeout=0)
        for note in notes:
            if note.channel == OPEN:
                self._take(line, json.loads(note.payload))
        if monotonic() - self._looked > _LOOKED:
            self._look(line)
        saved = fresh or any(note.channel == SAVED for note in notes)
        return News(acts=self._acts_on(line) if saved else (), leases=self._leases())

    def _call(self) -> "Connection":
        """Open the line, and ask who has which case open."""
        from sqlalchemy import text

        from mediation_desk.storage import engines

        line = self._line = engines.for_listening(self._db.url).connect()
        for channel in (SAVED, OPEN):
            line.execute(text(f"LISTEN {channel}"))
        locked = {"locks": _LOCKS, "token": self._token}
        line.execute(text("SELECT pg_advisory_lock(:locks, :token)"), locked)
        self._say(line, {"asks": True})
        self._looked = monotonic()
        return line

    def _tell(self, line: "Connection") -> None:
        """Tell the others which case is open here, when it changed and from time to time."""
        from sqlalchemy import text

        wish, held = self._wish, self._held
        now = (wish.case_id, wish.editing, wish.actor.name) if wish else None
        before = (held["case"], bool(held["editing"]), held["actor"]) if held else None
        if now != before:
            self._held = None
            if wish is not None:
                at = line.execute(text("SELECT clock_timestamp()")).scalar_one().isoformat()
                same = held is not None and held["case"] == wish.case_id
                since = held["since"] if held and same else at
                began = (held["editing"] if held and same else "") or at
                self._held = {
                    "case": wish.case_id,
                    "actor": wish.actor.name,
                    "since": since,
                    "editing": began if wish.editing else "",
                }
        elif wish is None or monotonic() - self._told < TOLD_AGAIN:
            return
        self._announce(line)

    def _announce(self, line: "Connection") -> None:
        self._told = monotonic()
        self._say(line, self._held or {"case": 0})

    def _say(self, line: "Connection", what: dict[str, Any]) -> None:
        from sqlalchemy import text

        said = json.dumps({"desk": self._token} | what, ensure_ascii=False)
        line.execute(text("SELECT pg_notify(:channel, :said)"), {"channel": OPEN, "said": said})

    def _take(self, line: "Connection", said: dict[str, Any]) -> None:
        """Hear which case another desk has open, or that it asks."""
        desk = int(said["desk"])
        if desk == self._token:
            return
        if said.get("asks"):
            self._announce(line)
        elif not said["case"]:
            self._others.pop(desk, None)
        else:
            editing = said["editing"]
            lease = Lease(
                case_id=int(said["case"]),
                actor=str(said["actor"]),
                since=datetime.fromisoformat(editing or said["since"]),
                editing=bool(editing),
            )
            self._others[desk] = lease, monotonic()

    def _look(self, line: "Connection") -> None:
        """See which of the others still live; who has gone, or fell silent, holds nothing."""
        from sqlalchemy import text

        self._looked = now = monotonic()
        living = set(line.execute(text(_LIVING), {"locks": _LOCKS}).scalars())
        for desk, (_lease, heard) in list(self._others.items()):
            if desk not in living or now - heard > FORGOTTEN:
                del self._others[desk]

    def _leases(self) -> tuple[Lease, ...]:
        return tuple(lease for lease, _heard in self._others.values())

    def _acts_on(self, line: "Connection") -> tuple[Entry, ...]:
        from sqlalchemy.orm import Session

        with Session(line) as session:
            return self._acts(session)

    def _acts(self, of: "Session | Glance") -> tuple[Entry, ...]:
        """Return what others saved since the last look; the first look only marks the place."""
        if self._seen < 0:
            self._seen = int(ask(of, "SELECT coalesce(max(id), 0) FROM journal")[0][0])
            return ()
        rows = ask(of, _SINCE, seen=self._seen)
        if rows:
            self._seen = int(rows[-1][0])
        return tuple(
            Entry(id=key, at=instant(at), actor=actor, doing=doing, case_id=case_id)
            for key, at, actor, doing, case_id in rows
            if key not in self._db.own
        )
