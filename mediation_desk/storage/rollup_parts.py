"""The packages from below that travel with another one: which, and how many cases they hold."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.storage.records import PackageMadeRecord, PackageReceivedRecord
from mediation_desk.storage.rollup import content, sums


def carried(session: Session, digests: Iterable[str]) -> frozenset[str]:
    """Return the digests of all that travels with packages."""
    found: set[str] = set()
    for sha256, held in sums(session, digests).items():
        found.update(_text(session, sha256)["parts"] if held.parts is None else held.parts)
    return frozenset(found)


def cases_carried(session: Session) -> dict[int, int]:
    """Return of each package that was made how many cases travel with it, by its key."""
    asked = select(PackageReceivedRecord.sha256, PackageReceivedRecord.rows)
    rows = {str(sha256): int(count) for sha256, count in session.execute(asked)}
    query = select(PackageMadeRecord.id, PackageMadeRecord.parts)
    return {
        key: sum(
            rows[sha256] if sha256 in rows else len(_text(session, sha256)["rows"])
            for sha256 in told.split()
        )
        for key, told in session.execute(query)
    }


def _text(session: Session, sha256: str) -> Any:  # noqa: ANN401 - what a package says
    _head, body, _seal, _end = content(session, sha256).split(b"\n")
    return json.loads(body)
