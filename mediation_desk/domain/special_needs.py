"""What a party needs to take part: an interpreter, a step-free room, having things read out."""

from dataclasses import dataclass

from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _


class NeedKind(Term):
    """Kinds of help a party needs (特殊需要)."""

    SIGN_LANGUAGE = "sign_language", N_("Sign language interpreter")
    ETHNIC_LANGUAGE = "ethnic_language", N_("Interpreter for an ethnic language")
    FOREIGN_LANGUAGE = "foreign_language", N_("Interpreter for a foreign language")
    STEP_FREE = "step_free", N_("Wheelchair or step-free room")
    READ_ALOUD = "read_aloud", N_("Cannot read: everything is read aloud")
    HARD_OF_SEEING = "hard_of_seeing", N_("Cannot see well: large print or reading aloud")
    OTHER = "other", N_("Other need")


INTERPRETED = frozenset(
    {NeedKind.SIGN_LANGUAGE, NeedKind.ETHNIC_LANGUAGE, NeedKind.FOREIGN_LANGUAGE}
)
"""Needs that an interpreter meets."""

READ_OUT = frozenset({NeedKind.READ_ALOUD, NeedKind.HARD_OF_SEEING})
"""Needs for which records and agreements are read aloud before they are signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialNeed:
    """One need of one party; `detail` names the language or says more.

    `helper` is the interpreter or whoever helps, with a telephone number.
    """

    id: int = 0
    party_id: int
    kind: NeedKind
    detail: str = ""
    helper: str = ""
    phone: str = ""

    @property
    def in_words(self) -> str:
        """The need in a line: what, which language, who interprets."""
        parts = [self.kind.label, self.detail]
        if self.helper:
            parts.append(_("interpreter {name}").format(name=self.helper))
        return _(", ").join(part for part in parts if part)
