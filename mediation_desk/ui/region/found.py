"""What a search finds beyond cases: matters of supervision with their letters, and bodies."""

from typing import TYPE_CHECKING, NamedTuple

from mediation_desk.domain.supervision import MatterLine
from mediation_desk.i18n import _
from mediation_desk.services import bodies, supervision

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

MOST = 4
SHORTEST = 2


class Found(NamedTuple):
    """One thing found: its line, the tab of the region's page, and its key there."""

    text: str
    tab: str
    key: int


def find(desk: "Desk", text: str) -> list[Found]:
    """Find letters by number, employer or matter, and bodies by name."""
    if len(text.strip()) < SHORTEST:
        return []
    matters = [
        Found(
            "  ".join(part for part in (_letter(line), line.employer, line.subject) if part),
            "letters",
            line.id,
        )
        for line in supervision.lines(desk, text, limit=MOST)
    ]
    found = [
        Found(f"{body.name}  · {body.kind.label}", "bodies", body.id)
        for body in bodies.find(desk, text)[:MOST]
    ]
    return [*matters, *found]


def _letter(line: MatterLine) -> str:
    return line.reference or (line.kind.label if line.kind else _("Supervision"))
