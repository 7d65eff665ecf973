"""Numbers of letters (发文字号): one series a code and year, without gaps (GB/T 9704-2012)."""

from datetime import date

from mediation_desk.domain.options import LETTER_CODE
from mediation_desk.services.desk import Desk
from mediation_desk.storage.cases import next_number
from mediation_desk.storage.database import Session


def _code_of(desk: Desk) -> str:
    """Return the code of the centre's letters (代字): its own, or the one of its case numbers."""
    own = desk.option(LETTER_CODE).strip()
    if own:
        return own
    stem = desk.centre.number_pattern.partition("〔")[0].removesuffix("字").strip()
    return f"{stem}移"


def take(desk: Desk, session: Session, on: date) -> str:
    """Take the next number of a letter: 张劳调移〔2026〕7号."""
    code = _code_of(desk)
    number = next_number(session, on.year, series=f"letter {code}")
    return f"{code}〔{on.year}〕{number}号"
