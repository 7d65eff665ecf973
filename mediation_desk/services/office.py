"""The centre's habits for hearings: office hours, usual length, how names stand on the door."""

from mediation_desk.domain.booking import OfficeHours
from mediation_desk.storage.database import Session


def hours(_session: Session) -> OfficeHours:
    """Return the hours in which hearings are held."""
    return OfficeHours()
