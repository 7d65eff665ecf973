"""Follow-up visits after the mediation."""

from datetime import date

from sqlalchemy.orm import Mapped

from mediation_desk.domain.step_facts import ContactManner
from mediation_desk.domain.visits import Performed, Satisfaction
from mediation_desk.storage.records.base import Key, Record, code, refers


class VisitRecord(Record):
    """A visit or call, what was asked, and what was heard."""

    __tablename__ = "visit"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    day: Mapped[date]
    manner: Mapped[ContactManner] = code(ContactManner)
    person: Mapped[str]
    performed: Mapped[Performed] = code(Performed)
    satisfaction: Mapped[Satisfaction | None] = code(Satisfaction)
    reason: Mapped[str]
    problems: Mapped[str]
    handling: Mapped[str]
    visitor: Mapped[str]
