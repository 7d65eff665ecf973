"""One form for many people of a case, made beside the desk, in a process of its own or not."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from mediation_desk import i18n
from mediation_desk.documents import unprintable
from mediation_desk.documents.catalogue import case_of, form_of
from mediation_desk.documents.papers import Paper, paper, template_of
from mediation_desk.documents.pdf import check, to_pdf
from mediation_desk.domain.alone import alone
from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.centre import Centre
from mediation_desk.domain.claims import Reckonable
from mediation_desk.domain.errors import DeskError, Unprintable
from mediation_desk.law.award import Award
from mediation_desk.typeset import installed
from mediation_desk.typeset.installed import FontFile

if TYPE_CHECKING:
    from mediation_desk.documents.docx import Template
    from mediation_desk.documents.printing import Binder


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be made: the form, of which case, and everything that fills it.

    `apart` makes a paper of the case for each worker as if there were no other; bound on
    `own_sheets` none begins on the back of another.
    """

    code: str
    case: CaseFile
    centre: Centre
    on: date
    nature: str = ""
    apart: bool = False
    own_sheets: bool = False
    own: bytes | None = None
    awards: Mapping[tuple[int, Reckonable], Award] = field(default_factory=dict)
    house: Mapping[str, str] = field(default_factory=dict)
    language: str = i18n.CHINESE


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A paper that was made, or why it was not (`refused`).

    One that is refused for characters that no font has (`unprintable`) is there as .docx.
    """

    key: str
    title: str = ""
    docx: bytes = b""
    pdf: bytes = b""
    missing: tuple[str, ...] = ()
    given: str = ""
    refused: str = ""
    unprintable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outfit:
    """What a process is handed with its order, so that it need not find it out.

    The template, the fonts, and the characters for which boxes are printed.
    """

    template: "Template | None"
    fonts: Mapping[str, FontFile]
    by_hand: frozenset[str]


def outfit(order: Order) -> Outfit:
    """Return what the processes of an order need; a template that is none is refused by them."""
    template = None
    with suppress(DeskError), i18n.speaking(order.language):
        template = template_of(order.code, order.own)
    return Outfit(template, installed.installed(), unprintable.written_by_hand())


class Maker:
    """Makes papers of one order."""

    def __init__(self, order: Order, template: "Template | None" = None) -> None:
        """Take the order, and its template where it was read; nothing is made yet."""
        self._order = replace(order, case=case_of(form_of(order.code), order.case))
        self._template = template
        self.made = 0
        self._binder: Binder | None = None

    def make(self, keys: Sequence[str], *, pdf: bool = True) -> list[Sheet]:
        """Return the papers for some people; one that is refused does not stop the others."""
        with i18n.speaking(self._order.language):
            return [self._sheet(key, pdf) for key in keys]

    def bind(self, people: Sequence[tuple[str, str]]) -> list[Sheet]:
        """Add the papers for some people to the one PDF; say what each lacks or why it is out."""
        with i18n.speaking(self._order.language):
            return [self._bound(key, label) for key, label in people]

    def finish(self) -> bytes:
        """Return the PDF of all that was bound."""
        assert self._binder is not None, "something was bound"
        return self._binder.finish()

    def _paper(self, key: str) -> Paper:
        order = self._order
        self.made += 1
        return paper(
            order.code,
            alone(order.case, int(key)) if order.apart else order.case,
            order.centre,
            subject="" if order.apart else key,
            on=order.on,
            nature=order.nature,
            awards=order.awards,
            house=order.house,
            own=order.own,
            template=self._template,
        )

    def _sheet(self, key: str, pdf: bool) -> Sheet:
        try:
            made = self._paper(key)
            drawn = to_pdf(made.docx, made.title, made.values) if pdf else b""
            if not pdf:
                check(made.docx, made.values)
        except DeskError as error:
            return _left_out(key, error)
        return Sheet(
            key=key,
            title=made.title,
            docx=made.docx,
            pdf=drawn,
            missing=made.missing,
            given="" if pdf else made.given,  # kept of a paper that is issued, which needs no PDF
        )

    def _bound(self, key: str, label: str) -> Sheet:
        from mediation_desk.documents.printing import Binder

        try:
            made = self._paper(key)
            if self._binder is None:
                self._binder = Binder(made.title)
            heading = f"{made.title}（{label}）" if label else made.title
            sheets = self._order.own_sheets
            self._binder.add(heading, made.docx, made.values, own_sheets=sheets)
        except DeskError as error:
            return _left_out(key, error)
        return Sheet(key=key, missing=made.missing)


def _left_out(key: str, error: DeskError) -> Sheet:
    if isinstance(error, Unprintable):
        return Sheet(key=key, docx=error.docx, refused=str(error), unprintable=error.characters)
    return Sheet(key=key, refused=str(error))


def begun(order: Order, given: Outfit) -> Maker:
    """Take an order in a process of its own."""
    installed.hand(given.fonts)
    unprintable.write_by_hand(given.by_hand)
    return Maker(order, given.template)
