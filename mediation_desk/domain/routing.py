"""What is not, or not best, our case: where it goes instead (procedure.md 2.8), as data."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from mediation_desk import i18n, paths
from mediation_desk.domain.bodies import Body
from mediation_desk.i18n import _


@dataclass(frozen=True, slots=True)
class Route:
    """A situation with the way it goes and the rule it rests on.

    With a `ground` an application is refused, without one it is only told; `causes` are those
    at which it is brought up, `body` the kind of body whose address helps. What goes on paper is
    Chinese.
    """

    code: str
    situation: str
    english: str
    route: str
    basis: str
    ground: str
    causes: tuple[str, ...]
    body: str

    @property
    def label(self) -> str:
        """The situation in the language spoken here."""
        return self.situation if i18n.language() == i18n.CHINESE else self.english

    @property
    def hint(self) -> str:
        """What the clerk should know before going on: the way and the rule."""
        return _("{situation}: {route} ({basis})").format(
            situation=self.label, route=self.route, basis=self.basis
        )


@cache
def routes() -> tuple[Route, ...]:
    """Return the routing table, in its order."""
    with paths.resources("taxonomy", "routing.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Route(
                row["code"],
                row["situation"],
                row["english"],
                row["route"],
                row["basis"],
                row["ground"],
                tuple(row["causes"].split()),
                row["body"],
            )
            for row in csv.DictReader(file)
        )


def routes_for(cause: str) -> tuple[Route, ...]:
    """Return what should be known of a cause before an application is taken or accepted."""
    return tuple(route for route in routes() if cause and cause in route.causes)


def channel(route: Route, arbitration: str, bodies: Iterable[Body]) -> str:
    """Write where the applicant can turn, with the addresses that the centre knows."""
    known = [b for b in bodies if b.active and b.kind.value == route.body]
    named = [_address(body) for body in known]
    if route.body == "arbitration" and arbitration.strip():
        named = [arbitration.strip(), *named]
    where = "；".join(dict.fromkeys(named))
    return f"{route.route}（{where}）" if where else route.route


def _address(body: Body) -> str:
    more = "，".join(part for part in (body.address, body.phone) if part.strip())
    return f"{body.name}：{more}" if more else body.name
