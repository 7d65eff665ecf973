"""Other platforms (其他平台): sheets to copy from, in an order of the centre, and their numbers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _

LONGEST_NAME = 40
LONGEST_LABEL = 40
LONGEST_NUMBER = 60
MOST_FIELDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetField:
    """One line of a sheet: a value of the catalogue, under the platform's own name for it."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform that the centre fills too (人社部调解平台、人民法院调解平台、工会平台)."""

    id: int = 0
    name: str
    active: bool = True
    fields: tuple[SheetField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformNumber:
    """The serial number that a platform gave a case, or one worker of it (平台流水号)."""

    id: int = 0
    platform_id: int
    platform: str = ""
    party_id: int | None = None
    number: str
    entered_on: date
    entered_by: str = ""


def platform_problems(
    platform: Platform, others: Collection[str], known: Collection[str]
) -> Iterator[Problem]:
    """Check a platform and its sheet; `known` are the codes of the catalogue."""
    name = platform.name.strip()
    if not name:
        yield Problem("name", _("Enter the name of the platform."))
    elif len(name) > LONGEST_NAME:
        yield Problem("name", _("At most {n} characters here.").format(n=LONGEST_NAME))
    elif name in others:
        yield Problem("name", _("There is already a platform of this name."))
    if not platform.fields:
        yield Problem("fields", _("A sheet needs at least one field."))
    if len(platform.fields) > MOST_FIELDS:
        yield Problem("fields", _("A sheet has at most {n} fields.").format(n=MOST_FIELDS))
    for place, field in enumerate(platform.fields):
        if field.code not in known:
            text = _("The value “{code}” is not known.").format(code=field.code)
            yield Problem(f"fields.{place}", text)
        if len(field.label) > LONGEST_LABEL:
            text = _("At most {n} characters here.").format(n=LONGEST_LABEL)
            yield Problem(f"fields.{place}", text)


def number_problems(number: PlatformNumber, today: date) -> Iterator[Problem]:
    """Check a serial number before it is kept."""
    text = number.number.strip()
    if not text:
        yield Problem("number", _("Enter the serial number that the platform gave."))
    elif len(text) > LONGEST_NUMBER:
        yield Problem("number", _("At most {n} characters here.").format(n=LONGEST_NUMBER))
    elif not text.isprintable():
        yield Problem("number", _("The number contains an invisible character."))
    if number.entered_on > today:
        yield Problem("entered_on", _("This day lies in the future."))
