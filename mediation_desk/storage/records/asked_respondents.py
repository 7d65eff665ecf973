"""Whose the answers and attempts of the inquiry are, in cases with several respondents."""

from sqlalchemy.orm import Mapped

from mediation_desk.storage.records.base import Key, Record, refers


class AskedRespondentRecord(Record):
    """A respondent with the answer it gave, or with an attempt to ask it."""

    __tablename__ = "asked_respondent"

    id: Mapped[Key]
    case_id: Mapped[int] = refers("mediation_case.id")
    party_id: Mapped[int] = refers("party.id")
    consent_id: Mapped[int | None] = refers("consent.id")
    step_id: Mapped[int | None] = refers("step_taken.id")
