"""When agents, interpreters and panel members from outside cannot come."""

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mediation_desk.domain.booking import PartOfDay
from mediation_desk.storage.records.base import Key, Record, code, refers, sealed


class GuestAbsenceRecord(Record):
    """Days on which somebody cannot come who is neither a party nor of the centre.

    An agent is named by the key; an interpreter or a panel member by name and telephone, as they
    are known in other cases too.
    """

    __tablename__ = "guest_absence"
    __table_args__ = (CheckConstraint("(agent_id IS NULL) <> (name = '')", name="one_of_two"),)

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    agent_id: Mapped[int | None] = refers("agent.id")
    name: Mapped[str] = mapped_column(index=True)
    phone: Mapped[str] = sealed("guest_absence.phone")
    first_day: Mapped[date]
    last_day: Mapped[date] = mapped_column(index=True)
    part: Mapped[PartOfDay] = code(PartOfDay)
    note: Mapped[str]
