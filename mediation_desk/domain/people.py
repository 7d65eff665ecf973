"""Persons: workers, representatives, and the people of the centre."""

from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_


class Sex(Term):
    """Sex as on the identity card (性别)."""

    MALE = "male", N_("Male")
    FEMALE = "female", N_("Female")


class IdKind(Term):
    """Kinds of identity document (证件类型)."""

    RESIDENT = "resident", N_("Resident identity card")
    HK_MACAO_RESIDENCE = "hk_macao_residence", N_("Residence permit, Hong Kong and Macao")
    TAIWAN_RESIDENCE = "taiwan_residence", N_("Residence permit, Taiwan")
    HK_MACAO_PASS = "hk_macao_pass", N_("Travel permit, Hong Kong and Macao")
    TAIWAN_PASS = "taiwan_pass", N_("Travel permit, Taiwan")
    PASSPORT = "passport", N_("Passport")
    FOREIGN_RESIDENT = "foreign_resident", N_("Foreign permanent resident card")
    OTHER = "other", N_("Other document")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A natural person (自然人).

    `id_note` is the recorded reason for accepting a number whose check digit is wrong.
    """

    name: str
    sex: Sex | None = None
    id_kind: IdKind = IdKind.RESIDENT
    id_number: str = ""
    id_note: str = ""
    born_on: date | None = None
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person of the centre, as cases refer to them (调解员、书记员、主任)."""

    id: int
    name: str
