"""What a person at the desk can act on. Everything else is a bug."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from mediation_desk.i18n import _


class Problem(NamedTuple):
    """One thing wrong with what was typed: the field's dotted name and a sentence."""

    field: str
    text: str


class DeskError(Exception):
    """A refusal with a sentence for the user and the fields concerned."""

    def __init__(self, text: str, problems: Iterable[Problem] = ()) -> None:
        super().__init__(text)
        self.problems = tuple(problems)


class Invalid(DeskError):
    """A form with problems, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        problems = tuple(problems)
        super().__init__("\n".join(problem.text for problem in problems), problems)


def in_one_round(unread: Iterable[Problem], found: Iterable[Problem]) -> list[Problem]:
    """Join what cannot be read with what is wrong besides; an unread field is not also missing."""
    first = list(unread)
    told = {problem.field for problem in first}
    return [*first, *(problem for problem in found if problem.field not in told)]


class NotFound(DeskError):
    """What was asked for is not in the file."""


class NotAllowed(DeskError):
    """The person's role does not carry this right; `right` names it where one was asked for."""

    def __init__(self, text: str, right: str = "") -> None:
        super().__init__(text)
        self.right = right


class StepNotAllowed(DeskError):
    """The procedure has no such step from where the case stands, or a need is not met."""


class AlreadyDone(StepNotAllowed):
    """The step was taken already: nothing is left to do and nothing was changed."""


class CaseLocked(DeskError):
    """A closed case is changed only as a correction with a reason, an archived one not at all."""

    def __init__(self, *, archived: bool) -> None:
        self.archived = archived
        super().__init__(
            _("The case is archived. A supervisor can reopen it with a reason.")
            if archived
            else _("The case is closed. A correction needs a reason.")
        )


class Stale(DeskError):
    """Somebody else, or this desk elsewhere, saved this case in the meantime."""

    def __init__(self, *, ours: bool = False) -> None:
        super().__init__(
            _("This case was changed elsewhere at this desk. It was reloaded; please check it.")
            if ours
            else _(
                "Somebody else has changed this in the meantime. It was reloaded; please check it."
            )
        )


class NoFigure(DeskError):
    """The law has no figure for the day; the sentence says where to enter it."""


class Broken(DeskError):
    """The program met a fault of its own: the report tells it, the form goes on."""

    def __init__(self) -> None:
        super().__init__(
            _("This could not be done because of a fault in the program. What was typed is here.")
        )


class Stopped(DeskError):
    """The person stopped a long act; it left no trace."""

    def __init__(self) -> None:
        super().__init__(_("Stopped. Nothing was changed."))


class Unreachable(DeskError):
    """The server does not answer: nothing was saved, and what was typed stays."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What tells one save from every other: its entry in the journal with the salted hash."""

    entry: int
    hash: str


class Unanswered(Unreachable):
    """The line broke while the server was asked to save: only it knows whether it did."""

    def __init__(self, promise: Promise) -> None:
        self.promise = promise
        super().__init__(
            _(
                "The line broke during the save. Whether it arrived is looked up as soon as the"
                " server answers; what was typed stays here until then."
            )
        )


class FileRefused(DeskError):
    """The database, a backup, a template or an imported file cannot be used."""


class Unreadable(FileRefused):
    """What lies there is not a whole file of ours: a backup may take its place."""


class Damaged(Unreadable):
    """A file of ours that is no longer whole."""


class Unprintable(FileRefused):
    """A paper has characters that no font here has.

    It can be saved as `docx`, and is printed once somebody says that boxes stand for them.
    """

    def __init__(self, text: str, characters: Iterable[str], docx: bytes = b"") -> None:
        super().__init__(text)
        self.characters = tuple(characters)
        self.docx = docx


class NotLetIn(FileRefused):
    """The server refused the account or its password; nothing says which."""


class KeyWanted(FileRefused):
    """The file is protected: somebody must sign in before it opens."""

    def __init__(self, location: str) -> None:
        self.location = location
        super().__init__(
            _("{path} is protected by a password. Sign in to open it.").format(path=location)
        )


class ProofWanted(DeskError):
    """An act on keys and accounts asks for the password once more."""

    def __init__(self) -> None:
        super().__init__(
            _("This acts on keys or accounts: enter your own password once more to go on.")
        )


class DeskLocked(DeskError):
    """The desk is locked: nothing is read or written until somebody has signed in again."""

    def __init__(self) -> None:
        super().__init__(_("The desk is locked. Sign in to go on."))


def require(problems: Iterable[Problem]) -> None:
    """Raise `Invalid` if there is any problem."""
    if found := tuple(problems):
        raise Invalid(found)
