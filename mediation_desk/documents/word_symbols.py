"""Signs that Word keeps as places in a symbol font, as the characters that they look like."""

from collections.abc import Mapping

_PRIVATE = 0xF000
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x74: "◆", 0x75: "◆", 0x76: "◆",
    0x9F: "·", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xD8: "◆", 0xE0: "→", 0xE8: "→", 0xF0: "→",
    0xFB: "×", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x2A: "□", 0xA3: "□",
    0x97: "●", 0x98: "●", 0x99: "○", 0x9A: "○",
}  # fmt: skip
_SYMBOL = {0xB7: "·", 0xA8: "◆", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xAE: "→"}
_FONTS: Mapping[str, Mapping[int, str]] = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}


def shown(text: str, font: str) -> str:
    """Return the text with the symbol font's places as characters, those unknown as they are."""
    known = _FONTS.get(font.lower())
    if known is None:
        return text
    return "".join(_sign(char, known) for char in text)


def _sign(char: str, known: Mapping[int, str]) -> str:
    place = ord(char)
    return known.get(place - _PRIVATE if place >= _PRIVATE else place, char)


def symbol(code: str, font: str) -> str:
    """Return the character for a place in a symbol font (`w:sym`), empty where none is known."""
    try:
        char = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    sign = shown(char, font)
    return "" if _PRIVATE <= ord(sign) < _PRIVATE + 0x100 else sign
