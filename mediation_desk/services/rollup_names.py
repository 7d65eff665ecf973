"""What the regions are called, and the one that this centre reports for."""

from collections.abc import Sequence

from mediation_desk.domain.regions import known_regions, of_place
from mediation_desk.domain.rollup import OWN_REGION
from mediation_desk.i18n import _
from mediation_desk.services.desk import Desk
from mediation_desk.storage import rollup
from mediation_desk.storage.database import Session


def names(session: Session) -> dict[str, str]:
    """Return what regions are called: as the centre says, else as the list has it."""
    return known_regions() | {unit.code: unit.name for unit in rollup.units(session)}


def own_region(desk: Desk, session: Session) -> tuple[str, str]:
    """Return the code and name of the region that this centre reports for."""
    code = desk.option(OWN_REGION) or of_place(desk.centre.place)
    return code, names(session).get(code, code)


def first_named(areas: Sequence[str], most: int) -> str:
    """Name areas, of many only the first `most` and how many more there are."""
    told = _(", ").join(areas[:most])
    more = len(areas) - most
    return _("{areas} and {n} more areas").format(areas=told, n=more) if more > 0 else told
