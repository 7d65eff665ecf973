"""One form for many people of a case, made beside the desk, in a process of its own or not."""

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.documents.catalogue import case_of, form_of
from mediation_desk.documents.papers import Paper, paper
from mediation_desk.documents.pdf import check, to_pdf
from mediation_desk.domain.alone import alone
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Reckonable
from mediation_desk.domain.errors import DeskError
from mediation_desk.law.award import Award

if TYPE_CHECKING:
    from mediation_desk.documents.printing import Binder


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: the form, of which case, and everything that fills it.

    `apart` makes a paper of the case for each worker as if there were no other.
    """

    code: str
    case: CaseFile
    centre: Centre
    on: date
    nature: str = ""
    apart: bool = False
    own: bytes | None = None
    awards: Mapping[tuple[int, Reckonable], Award] = field(default_factory=dict)
    language: str = i18n.CHINESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper that was made, or why it was not (`refused`)."""

    key: str
    title: str = ""
    docx: bytes = b""
    pdf: bytes = b""
    missing: tuple[str, ...] = ()
    given: str = ""
    refused: str = ""


class Maker:
    """Makes papers of one order."""

    def __init__(self, order: Order) -> None:
        """Take the order; nothing is made yet."""
        self._order = replace(order, case=case_of(form_of(order.code), order.case))
        self._binder: Binder | None = None

    def make(self, keys: Sequence[str], *, pdf: bool = True) -> list[Sheet]:
        """Return the papers for some people; one that is refused does not stop the others."""
        with i18n.speaking(self._order.language):
            return [self._sheet(key, pdf) for key in keys]

    def bind(self, people: Sequence[tuple[str, str]]) -> list[Sheet]:
        """Add the papers for some people to the one PDF; return those that are refused."""
        with i18n.speaking(self._order.language):
            return [sheet for key, label in people if (sheet := self._bound(key, label)).refused]

    def finish(self) -> bytes:
        """Return the PDF of all that was bound."""
        assert self._binder is not None, "something was bound"
        return self._binder.finish()

    def _paper(self, key: str) -> Paper:
        order = self._order
        return paper(
            order.code,
            alone(order.case, int(key)) if order.apart else order.case,
            order.centre,
            subject="" if order.apart else key,
            on=order.on,
            nature=order.nature,
            awards=order.awards,
            own=order.own,
        )

    def _sheet(self, key: str, pdf: bool) -> Sheet:
        try:
            made = self._paper(key)
            drawn = to_pdf(made.docx, made.title) if pdf else b""
            if not pdf:
                check(made.docx)
        except DeskError as error:
            return Sheet(key=key, refused=str(error))
        return Sheet(
            key=key,
            title=made.title,
            docx=made.docx,
            pdf=drawn,
            missing=made.missing,
            given=made.given,
        )

    def _bound(self, key: str, label: str) -> Sheet:
        from mediation_desk.documents.printing import Binder

        try:
            made = self._paper(key)
            if self._binder is None:
                self._binder = Binder(made.title)
            self._binder.add(f"{made.title}（{label}）" if label else made.title, made.docx)
        except DeskError as error:
            return Sheet(key=key, refused=str(error))
        return Sheet(key=key)


_TIDIED_AFTER = 200
_since = [0]
_makers: list[Maker] = []
"""The maker of a process of its own; such a process has one order in its life."""


def begin(order: Order) -> None:
    """Take an order in a process of its own."""
    _makers[:] = [Maker(order)]


def begin_alone(order: Order) -> None:
    """Take an order in a process that does nothing else.

    What the order holds stays to the end, and papers leave hardly anything that refers to itself:
    looking through all that again and again would take a third of the time.
    """
    begin(order)
    gc.collect()
    gc.freeze()
    gc.disable()


def ready() -> bool:
    """Say that a process has begun."""
    return bool(_makers)


def make(keys: Sequence[str]) -> list[Sheet]:
    """Return the papers for some people, in a process that has its order."""
    made = _makers[0].make(keys)
    _tidy(len(made))
    return made


def bind(people: Sequence[tuple[str, str]]) -> list[Sheet]:
    """Bind the papers for some people, in a process that has its order."""
    refused = _makers[0].bind(people)
    _tidy(len(people))
    return refused


def _tidy(papers: int) -> None:
    """Look for what refers to itself now and then, where nobody else does."""
    _since[0] += papers
    if _since[0] >= _TIDIED_AFTER:
        _since[0] = 0
        if not gc.isenabled():
            gc.collect()


def finish() -> bytes:
    """Return what was bound, in a process that has its order."""
    return _makers[0].finish()
