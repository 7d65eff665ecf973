"""Where parties want to be served: what they confirmed (送达地址确认), and what is wrong in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _

_LONGEST, _LONGEST_ADDRESS = 200, 300
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_POSTCODE = re.compile(r"[0-9]{6}")
_ADDRESS = "关于以法院专递方式邮寄送达民事诉讼文书的若干规定第四条"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAddress:
    """Where a party wants to be served (送达地址确认书).

    `refused` says that the party would not give an address; `address` then is the registered one
    (第五条). The ticks say in which procedures the confirmation holds.
    """

    id: int = 0
    party_id: int
    address: str
    postcode: str = ""
    receiver: str = ""
    phone: str = ""
    email: str = ""
    messenger: str = ""
    electronic: bool = False
    review: bool = True
    confirmation: bool = True
    execution: bool = True
    secret: bool = False
    refused: bool = False
    confirmed_on: date
    note: str = ""

    @property
    def electronic_place(self) -> str:
        """Where electronic service goes, empty where the party did not agree to it."""
        if not self.electronic:
            return ""
        return self.email or self.messenger or self.phone


def in_force(addresses: Iterable[ServiceAddress], party_id: int | None) -> ServiceAddress | None:
    """Return the address a party confirmed last."""
    own = [address for address in addresses if address.party_id == party_id]
    return max(own, key=lambda address: (address.confirmed_on, address.id), default=None)


def address_problems(address: ServiceAddress, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with a confirmation of an address."""
    return tuple(_address(address, today))


def _address(address: ServiceAddress, today: date) -> Iterator[Problem]:
    if not address.address.strip():
        text = _("Enter the full address ({basis}).").format(basis=_ADDRESS)
        yield Problem("address", text)
    if not address.refused and not address.phone.strip():
        yield Problem("phone", _("Enter the telephone number ({basis}).").format(basis=_ADDRESS))
    if address.postcode and not _POSTCODE.fullmatch(address.postcode):
        yield Problem("postcode", _("A postcode has six digits."))
    if address.email and not _MAIL.fullmatch(address.email):
        yield Problem("email", _("This is no e-mail address."))
    if address.electronic and address.refused:
        text = _("Whoever gives no address has not agreed to electronic service either.")
        yield Problem("electronic", text)
    elif address.electronic and not (address.email or address.messenger or address.phone):
        yield Problem("electronic", _("Enter where electronic service goes."))
    if address.confirmed_on > today:
        yield Problem("confirmed_on", _("This day lies in the future."))
    for name in ("address", "receiver", "phone", "email", "messenger", "note"):
        most = _LONGEST_ADDRESS if name == "address" else _LONGEST
        if len(getattr(address, name)) > most:
            yield Problem(name, _("At most {n} characters here.").format(n=most))
