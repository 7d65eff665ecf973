"""What a search finds among the enquiries."""

from typing import TYPE_CHECKING, NamedTuple

from mediation_desk.domain.enquiry import Enquiry
from mediation_desk.services import enquiries

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

MOST = 4
SHORTEST = 2


class Found(NamedTuple):
    """An enquiry found, and its line among the results."""

    text: str
    enquiry: Enquiry


def find(desk: "Desk", text: str) -> list[Found]:
    """Find the newest enquiries by number, name, employer, topic or telephone."""
    if len(text.strip()) < SHORTEST:
        return []
    found = enquiries.found(desk, text, MOST)
    return [Found(_line(one), one) for one in found]


def _line(one: Enquiry) -> str:
    parts = (one.number, one.who, one.employer, one.about)
    return "  ".join(part for part in parts if part)
