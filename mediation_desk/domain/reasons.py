"""A reason that is kept with an act says something: a few words, not a stroke of the pen."""

from mediation_desk.domain.errors import Problem
from mediation_desk.i18n import _

LEAST = 4
"""The fewest characters that tell why something grave was done (内部规范): 更正笔误, not 是."""

BRIEF = 2
"""The fewest that tell why something was moved or taken back: 住院, 误出具."""


def problems(field: str, text: str, least: int = LEAST) -> tuple[Problem, ...]:
    """Find that a reason is missing, or that nobody could read anything from it."""
    if not text.strip():
        return (Problem(field, _("Enter the reason.")),)
    letters = [character for character in text if character.isalpha()]
    if len(letters) < least or len(set(letters)) == 1:
        wanted = _("Write the reason out, in {n} characters at least.")
        return (Problem(field, wanted.format(n=least)),)
    return ()
