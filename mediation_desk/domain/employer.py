"""Employers (用人单位)."""

from dataclasses import dataclass

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class EmployerState(Term):
    """How an employer stands (用人单位状态); some states call for further parties."""

    NORMAL = "normal", N_("In business")
    STOPPED = "stopped", N_("Production or business stopped")
    CAPACITY_CLOSED = "capacity_closed", N_("Closed to cut capacity")
    RESTRUCTURED = "restructured", N_("Restructured, merged or divided")
    MOVED = "moved", N_("Moved away")
    IN_DIFFICULTY = "in_difficulty", N_("In business difficulties")
    WORKS_STOPPED = "works_stopped", N_("Building works stopped")
    OUT_OF_BUSINESS = "out_of_business", N_("Out of business")
    REVOKED = "revoked", N_("Licence revoked, not struck off")
    STRUCK_OFF = "struck_off", N_("Struck off")
    BANKRUPT = "bankrupt", N_("Bankruptcy accepted")
    OUT_OF_REACH = "out_of_reach", N_("Legal representative out of reach")


class UnionThere(Term):
    """Whether an employer has a union (是否建会)."""

    UNKNOWN = "unknown", N_("not known")
    YES = "yes", N_("Union set up")
    NO = "no", N_("No union")


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer as named in a case (用人单位).

    `code_note` is the recorded reason for a missing credit code (统一社会信用代码),
    or for accepting one whose check character is wrong. `industry` and `ownership` are words of
    the centre's own lists; they, and `union`, are for the statistics.
    """

    name: str
    credit_code: str = ""
    code_note: str = ""
    address: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    phone: str = ""
    district: str = ""
    state: EmployerState = EmployerState.NORMAL
    industry: str = ""
    ownership: str = ""
    union: UnionThere = UnionThere.UNKNOWN
