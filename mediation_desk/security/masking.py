"""How names and numbers are shown where the whole is not needed (脱敏)."""

import re
import unicodedata

_DOTS = "·•・‧"
_DOUBLE_SURNAME = re.compile(
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|令狐|慕容|司徒|夏侯|长孙|宇文|轩辕|端木|百里|"
    "东郭|南宫|西门|独孤|呼延|赫连|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|仲孙|钟离|司空|"
    "鲜于|闾丘|亓官|司寇|拓跋|万俟|闻人"
)
_NUMBER = re.compile(r"[+0-9０-９][0-9０-９\-－ ]*[0-9０-９]")


def mask_id(number: str) -> str:
    """Show the first six and the last four of an identity number: 139900********0016."""
    plain = number.strip()
    if len(plain) >= 15:
        return plain[:6] + "*" * (len(plain) - 10) + plain[-4:]
    return _tail(plain, 2)


def mask_account(number: str) -> str:
    """Show the last four of a bank account."""
    return _tail("".join(number.split()), 4)


def mask_phone(text: str) -> str:
    """Show a telephone number as 138****1234; every number in the text is masked."""
    return _NUMBER.sub(lambda found: _one_phone(found[0]), text.strip())


def _one_phone(number: str) -> str:
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", number))
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
    if len(digits) == 11 and digits.startswith("1"):
        return f"{digits[:3]}****{digits[-4:]}"
    return _tail(digits, 4)


def _tail(text: str, shown: int) -> str:
    """Star all but the end; a text too short to hide anything is starred whole."""
    if len(text) < 2 * shown:
        return "*" * len(text)
    return "*" * (len(text) - shown) + text[-shown:]


def mask_name(name: str) -> str:
    """Show the surname only: 李**, 欧阳*; of a name with a dot or in letters the first sign."""
    surname, rest = _surname(name)
    return surname + "*" * rest


def some_name(name: str) -> str:
    """Show the surname as notices write it: 李某, 欧阳某; of other names the first sign and 某."""
    surname, _rest = _surname(name)
    return f"{surname}某" if surname else ""


def _surname(name: str) -> tuple[str, int]:
    """Return what of a name may be shown, and how many signs are hidden behind it."""
    plain = "".join(c for c in name if not (c.isspace() or unicodedata.category(c) in "MnCfMe"))
    if not plain:
        return "", 0
    if any(dot in plain for dot in _DOTS) or plain[0].isascii():
        return plain[0], 1
    surname = plain[:2] if _DOUBLE_SURNAME.match(plain) and len(plain) > 2 else plain[0]
    return surname, max(len(plain) - len(surname), 1)
