"""What one side told the mediator alone (背对背): notes for the eyes of whoever wrote them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.people import Officer
from mediation_desk.domain.sides import Side
from mediation_desk.domain.terms import Term
from mediation_desk.i18n import N_, _

LONGEST = 5000
"""Characters of a note."""


class Secrecy(Term):
    """Who could read the words without the program, by how the centre is set up."""

    SEALED = "sealed", N_("Sealed with the writer's own key")
    NOBODY_SIGNS_IN = "nobody_signs_in", N_("Not sealed: nobody signs in")
    SERVER = "server", N_("Not sealed: the centre is on a server")

    @property
    def sentence(self) -> str:
        """What this promises and what it does not, for those who write."""
        return _(_SENTENCES[self])


_SENTENCES = {
    Secrecy.SEALED: N_(
        "Each note is sealed with your own key: no colleague, no administrator and nobody with"
        " the file can read it. A new password from the administrator does not open old notes;"
        " the printed recovery code does."
    ),
    Secrecy.NOBODY_SIGNS_IN: N_(
        "Nobody signs in to this file, so notes cannot be sealed: no paper, list or export shows"
        " them, but whoever takes your name at this desk or opens the file with other tools can"
        " read them. Set up accounts in Settings first where that matters."
    ),
    Secrecy.SERVER: N_(
        "On a server notes are not sealed with keys of their own: no paper, list or export shows"
        " them, but whoever administers the server can read them."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaucusNote:
    """One note. `text` is None where the key that opens it is lost; `sealed` says how it lies."""

    id: int = 0
    author: Officer | None = None
    side: Side
    told_on: date
    told_at: time | None = None
    text: str | None
    sealed: bool = False
    written_at: datetime | None = None
    readers: tuple[Officer, ...] = ()


def may_write(case: CaseFile, actor_id: int) -> bool:
    """Say whether a person hears the sides apart: the mediator, or who sits on the panel."""
    mediates = case.mediator is not None and case.mediator.id == actor_id
    return mediates or any(p.user_id == actor_id and not p.invited for p in case.panel)


def note_problems(note: CaucusNote, today: date) -> Iterator[Problem]:
    """Check what was typed."""
    text = (note.text or "").strip()
    if not text:
        yield Problem("text", _("Write down what was told."))
    elif len(text) > LONGEST:
        yield Problem("text", _("At most {n} characters here.").format(n=LONGEST))
    if note.told_on > today:
        yield Problem("told_on", _("This day lies in the future."))
