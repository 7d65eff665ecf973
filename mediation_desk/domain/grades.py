"""Disability grades (伤残等级) as people write them: 9, 9级, 九级, 伤残九级."""

import re
import unicodedata

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _

_IN_WORDS = {word: n for n, word in enumerate("一二三四五六七八九十", 1)}
_GRADE = re.compile(r"(?:工伤|伤残|致残)*([0-9]{1,2}|[一二三四五六七八九十])级?(?:伤残)?")


def read_grade(text: str) -> int:
    """Return the grade that is written; DeskError if it is none."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    written = _GRADE.fullmatch(plain)
    grade = _IN_WORDS.get(written[1]) or int(written[1]) if written else 0
    if not 1 <= grade <= 10:
        raise DeskError(_("A disability grade is a number from 1 to 10."))
    return grade
