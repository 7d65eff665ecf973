"""What is reckoned for a worker beside the claims: limits, lengths of time, penalties, a tax.

None of it is a claim of the worker, and no total knows it. Whoever types one of its facts asks
for it.
"""

from collections.abc import Mapping

from mediation_desk.domain.claims import AnswerKind, Employment, Stated
from mediation_desk.i18n import _
from mediation_desk.law.award import Award
from mediation_desk.law.given import given

Answers = Mapping[tuple[int, AnswerKind], Award | str]
"""What is reckoned besides, by party: the answer, or why there is none."""


def own_facts(kind: AnswerKind) -> str:
    """Return how the names of an answer's own facts begin."""
    return f"{kind.value}."


def asked_besides(stated: Stated) -> tuple[AnswerKind, ...]:
    """Return what is reckoned besides: each answer of which a fact of its own was told."""
    told = [name for name, text in stated.items() if text]
    return tuple(
        kind for kind in AnswerKind if any(name.startswith(own_facts(kind)) for name in told)
    )


def lacking(kind: AnswerKind, work: Employment, stated: Stated) -> str:
    """Say which facts an answer lacks; "" where it lacks none."""
    missing = given(kind.value, work, stated).missing
    return "\n".join(_("{label} is missing.").format(label=fact.title) for fact in missing)
