"""How many originals an agreement has (procedure.md R-22, 5.4).

Each party holds one and the centre keeps one (企业劳动争议协商调解规定第二十六条; with more
parties 人民调解法第二十九条). The workers of a case may hold one together as its one side.
"""

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.outside import to_settle

_SIDES_AND_CENTRE = 3


def beside(case: CaseFile) -> int:
    """Count the parties besides workers and employer who sign, and hold one each."""
    return sum(other.must_sign for other in case.others)


def least(case: CaseFile) -> int:
    """Return how many originals there are at least, the workers holding one together."""
    return _SIDES_AND_CENTRE + beside(case)


def for_everybody(case: CaseFile) -> int:
    """Return how many reach for everybody whom the agreement will bind, and for the centre."""
    return max(1, len(to_settle(case))) - 1 + least(case)


def made(case: CaseFile) -> int:
    """Return how many are made: as agreed, and one for a party who came to it since."""
    agreed = case.settlement.terms.copies if case.settlement else 0
    return max(agreed, least(case))
