"""Fields of a Word file that print a page number."""

from lxml import etree

from mediation_desk.documents.layout import Number
from mediation_desk.documents.word_xml import WORD


class Field:
    """Follows a field through its runs: begin, instruction, separate, result, end."""

    def __init__(self) -> None:
        self._depth = 0
        self._instruction = ""
        self._in_code = False
        self.hides = False

    def take(self, part: etree._Element) -> Number | None:
        """Note one part of a run; return the number where a number field begins its result."""
        if part.tag == WORD + "instrText" and self._in_code:
            self._instruction += part.text or ""
            return None
        if part.tag != WORD + "fldChar":
            return None
        kind = part.get(WORD + "fldCharType")
        number = None
        if kind == "begin":
            self._depth += 1
            self._instruction, self._in_code, self.hides = "", True, True
        elif self._in_code:
            number = number_of(self._instruction)
            self._in_code, self.hides = False, number is not None
        if kind == "end":
            self._depth = max(0, self._depth - 1)
            self.hides = False
        return number


def number_of(instruction: str) -> Number | None:
    """Return the number that a field's instruction asks for, if it asks for one."""
    words = instruction.split()
    return Number(words[0]) if words and words[0] in {"PAGE", "NUMPAGES"} else None
