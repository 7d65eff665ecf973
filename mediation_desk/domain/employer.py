"""Employers (用人单位)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An employer as named in a case (用人单位).

    `code_note` is the recorded reason for a missing credit code (统一社会信用代码),
    or for accepting one whose check character is wrong.
    """

    name: str
    credit_code: str = ""
    code_note: str = ""
    address: str = ""
    legal_representative: str = ""
    representative_post: str = ""
    phone: str = ""
    district: str = ""
