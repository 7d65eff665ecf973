"""Numbers that identify: resident cards, credit codes, telephones, cases.

A wrong check digit only warns, since papers with such numbers exist; what
cannot be a number of its kind at all is refused (`Finding.fatal`).
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

_WIDE = str.maketrans(
    {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {"\u3000": " ", "\u00a0": " "}
)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]")
_FIFTEEN = re.compile(r"[0-9]{15}")
_FLOATED = re.compile(r"[0-9](\.[0-9]*)?E\+?[0-9]+|[0-9]{15,18}\.0*")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(0[0-9]{2,3}-?[0-9]{7,8}|[2-9][0-9]{6,7})((-|转|X)[0-9]{1,6})?")
_SERVICE = re.compile(r"[48]00-?[0-9]{3,4}-?[0-9]{3,4}|1[0-9]{4}")
_PLACE = re.compile(r"\{([^{}]*)\}")
_NUMBER_FIELD = re.compile(r"number(:0([1-9])d)?")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a number; one that is not fatal may be confirmed with a reason."""

    text: str
    fatal: bool


def _ascii(text: str) -> str:
    """Return full-width letters, digits and blanks as ordinary ones, without blanks around."""
    return text.translate(_WIDE).strip()


def normalise_id(number: str) -> str:
    """Write a resident number in ordinary digits, without blanks, X in capitals."""
    return "".join(_ascii(number).split()).upper()


def with_eighteen_digits(number: str) -> str:
    """Return a resident number of fifteen digits (before 2000) in the form of eighteen."""
    number = normalise_id(number)
    if not _FIFTEEN.fullmatch(number):
        return number
    longer = f"{number[:6]}19{number[6:]}"
    return longer + id_check_digit(longer)


def id_check_digit(number: str) -> str:
    """Return the check digit of the first seventeen digits (GB 11643: mod 11-2)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _ID_WEIGHTS, strict=False))
    return _ID_CHECKS[total % 11]


def check_resident_id(number: str) -> Finding | None:
    """Check a resident identity number (GB 11643): form, birthday, check digit."""
    plain = normalise_id(number)
    if _FLOATED.fullmatch(plain):
        return Finding(
            _("Excel has turned this identity number into a number; its last digits are lost."),
            fatal=True,
        )
    longer = with_eighteen_digits(plain)
    if not _EIGHTEEN.fullmatch(longer):
        return Finding(
            _("An identity number has 18 characters: 17 digits, then a digit or X."), fatal=True
        )
    if (born := _day(longer[6:14])) is None:
        return Finding(
            _("The birthday {day} in the identity number does not exist.").format(
                day=f"{longer[6:10]}-{longer[10:12]}-{longer[12:14]}"
            ),
            fatal=True,
        )
    doubt = _doubt(plain, longer, born)
    return Finding(doubt, fatal=False) if doubt else None


def _doubt(plain: str, longer: str, born: date) -> str:
    """Say what speaks against a resident number that is well formed, if anything."""
    if plain != longer:
        return _("Numbers of 15 digits are no longer valid; with 18 digits it is {number}.").format(
            number=longer
        )
    if id_check_digit(plain) != plain[-1]:
        return _(
            "The check digit of the identity number is wrong. Please compare it with the card."
        )
    if not 1900 <= born.year <= 2100:
        return _(
            "The identity number says born in {year}. Please compare it with the card."
        ).format(year=born.year)
    return ""


def _day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _eighteen(number: str) -> str:
    plain = with_eighteen_digits(number)
    if not _EIGHTEEN.fullmatch(plain):
        raise ValueError("not a resident identity number")
    return plain


def sex_of(number: str) -> Literal["male", "female"]:
    """Return the sex that a resident number says: digit 17 is odd for men."""
    return "male" if int(_eighteen(number)[16]) % 2 else "female"


def born_of(number: str) -> date:
    """Return the birthday that a resident number says."""
    return date.fromisoformat(_eighteen(number)[6:14])


def normalise_code(code: str) -> str:
    """Write a credit code in ordinary capitals and digits, without blanks."""
    return "".join(_ascii(code).split()).upper()


def check_credit_code(code: str) -> Finding | None:
    """Check a unified social credit code (GB 32100): length, letters, check character."""
    plain = normalise_code(code)
    if _FLOATED.fullmatch(plain):
        return Finding(
            _("Excel has turned this credit code into a number; its last digits are lost."),
            fatal=True,
        )
    if len(plain) != 18:
        return Finding(
            _("A credit code has 18 characters; this one has {n}.").format(n=len(plain)),
            fatal=True,
        )
    for character in plain:
        if character not in _CODE_ALPHABET:
            return Finding(
                _("A credit code contains no “{character}” (no I, O, S, V, Z).").format(
                    character=character
                ),
                fatal=True,
            )
    if code_check_character(plain) != plain[-1]:
        return Finding(
            _("The check character of the credit code is wrong. Please compare with the licence."),
            fatal=False,
        )
    return None


def code_check_character(code: str) -> str:
    """Return the check character of the first seventeen characters (GB 32100)."""
    total = sum(
        _CODE_ALPHABET.index(character) * weight
        for character, weight in zip(code, _CODE_WEIGHTS, strict=False)
    )
    return _CODE_ALPHABET[-total % 31]


def normalise_phone(text: str) -> str:
    """Return the form in which a telephone number is dialled and compared."""
    plain = re.sub(r"[\s()]", "", _ascii(text)).upper()
    return re.sub(r"^(\+|00)86-?", "", plain)


def check_phone(text: str) -> Finding | None:
    """Check a telephone number; a doubtful one is kept as typed."""
    plain = normalise_phone(text)
    if not plain:
        return None
    joined = plain.replace("-", "")
    if _MOBILE.fullmatch(joined) or _LANDLINE.fullmatch(plain) or _SERVICE.fullmatch(plain):
        return None
    return Finding(_("This does not look like a telephone number."), fatal=False)


def check_pattern(pattern: str) -> Finding | None:
    """Check a pattern of case numbers: {year} once, {number} once, nothing else in braces."""
    names = _PLACE.findall(pattern)
    rest = _PLACE.sub("", pattern)
    if len(pattern) > 60 or not pattern.isprintable():
        return Finding(_("The pattern of case numbers is too long or not printable."), fatal=True)
    numbers = [name for name in names if _NUMBER_FIELD.fullmatch(name)]
    if (
        "{" in rest
        or "}" in rest
        or len(names) != 2
        or names.count("year") != 1
        or len(numbers) != 1
    ):
        return Finding(
            _("The pattern must contain {year} and {number:04d} once each, and no other braces."),
            fatal=True,
        )
    return None


def format_case_number(pattern: str, year: int, number: int) -> str:
    """Write a case number by the centre's pattern, e.g. 张劳调字〔2026〕第0001号."""
    if finding := check_pattern(pattern):
        raise DeskError(finding.text)

    def value(place: re.Match[str]) -> str:
        field = _NUMBER_FIELD.fullmatch(place[1])
        return str(number).zfill(int(field[2] or 1)) if field else str(year)

    return _PLACE.sub(value, pattern)
