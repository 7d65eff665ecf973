"""What the lists of papers show of forms and of papers issued, and the question before a second."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from mediation_desk.domain import reasons
from mediation_desk.domain.agreement_rests import rests_on
from mediation_desk.domain.case import CaseFile, IssuedPaper
from mediation_desk.domain.errors import DeskError
from mediation_desk.domain.stages import LOCKED
from mediation_desk.i18n import _
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.case.paper_sheet import lacking_text
from mediation_desk.ui.case.reason_dialog import ReasonDialog
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.theme import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.dialog import Dialog, Question
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView

if TYPE_CHECKING:  # the service brings the writers of .docx and PDF along: the worker loads it
    from mediation_desk.services.papers import Offer

Given = tuple[tuple[str, str], ...] | None
"""Values of a paper by their names, None where they were not kept."""


def ask_again(before: Iterable[IssuedPaper], then: Callable[[], None], parent: QWidget) -> None:
    """Ask before a paper is issued a second time, which would have to be served once more."""
    last = max(before, key=lambda paper: paper.id)
    text = _("{title} was issued on {day} already{whom}. Another would be one more paper.")
    whom = _(" for {name}").format(name=last.subject) if last.subject else ""
    Question(
        _("Issue it once more?"),
        text.format(title=last.title, day=last.issued_on.isoformat(), whom=whom),
        _("Issue again"),
        then,
        name="issue_again",
        parent=parent,
    ).open()


def offer_columns() -> "tuple[Column[Offer], ...]":
    """Return the columns of the forms on offer, those of the stage in full ink."""

    def look(offer: "Offer") -> Tone:
        return Tone.PLAIN if offer.timely else Tone.MUTED

    return (
        Column(title=_("Paper"), text=lambda o: f"{o.code} {o.title}", tone=look),
        Column(
            title=_("Issued"),
            text=_issued,
            tone=lambda o: Tone.WARN if o.in_force or (o.issued and o.lacking) else Tone.PLAIN,
            tip=lambda o: _lacking(o) or _issued(o),
        ),
    )


def _issued(offer: "Offer") -> str:
    if offer.issued and offer.lacking:
        return _("{n} missing").format(n=len(offer.lacking))
    if offer.in_force:
        return _("To be issued anew")
    return f"✓ {offer.issued}" if offer.issued else "—"


def _lacking(offer: "Offer") -> str:
    return lacking_text(offer) if offer.issued and offer.lacking else ""


def issued_columns() -> tuple[Column[IssuedPaper], ...]:
    """Return the columns of what was issued."""
    return (
        Column(title=_("No."), text=lambda p: str(p.number), tone=_void_tone),
        Column(
            title=_("Day"), text=lambda p: f"{p.issued_on:%m-%d}", tone=_void_tone, tip=issued_told
        ),
        Column(title=_("Paper"), text=_named, tone=_void_tone, tip=void_told),
        Column(title=_("For whom"), text=lambda p: p.subject or "—", tone=_void_tone),
    )


def issued_told(paper: IssuedPaper) -> str:
    """Say when a paper was issued, by whom, and the digest of its content."""
    return _("Issued on {day} by {name}, SHA-256 {digest}").format(
        day=paper.issued_on.isoformat(), name=paper.issued_by, digest=paper.sha256
    )


def _named(paper: IssuedPaper) -> str:
    return _("{title} (void)").format(title=paper.title) if paper.void_on else paper.title


def _void_tone(paper: IssuedPaper) -> Tone:
    return Tone.MUTED if paper.void_on else Tone.PLAIN


def void_told(paper: IssuedPaper) -> str:
    """Say since when a paper is void, by whom and why; empty of one that stands."""
    if paper.void_on is None:
        return ""
    return _("Void since {day}, by {name}: {reason}").format(
        day=paper.void_on.isoformat(), name=paper.void_by, reason=paper.void_reason
    )


def ask_void(
    paper: IssuedPaper, case: CaseFile | None, then: Callable[[str], None], parent: QWidget
) -> None:
    """Ask why a paper is declared void; of an agreement in force say first what rests on it."""
    rests = rests_on(case, paper) if case is not None else ()
    if not rests:
        _ask_reason(paper, case, then, parent)
        return
    Question(
        _("Declare the agreement in force void?"),
        "\n".join((*rests, _("Only this paper becomes void: issue it right, and have it sealed."))),
        _("Declare void…"),
        lambda: _ask_reason(paper, case, then, parent),
        name="void_in_force",
        parent=parent,
    ).open()


def _ask_reason(
    paper: IssuedPaper, case: CaseFile | None, then: Callable[[str], None], parent: QWidget
) -> None:
    closed = case is not None and case.stage in LOCKED
    ReasonDialog(
        _(
            "{title}, issued on {day}{whom}, stays in the file with its number, marked as void."
            " It is not served any more and counts for no step."
        ).format(
            title=paper.title,
            day=paper.issued_on.isoformat(),
            whom=_(" for {name}").format(name=paper.subject) if paper.subject else "",
        ),
        then,
        parent,
        title=_("Declare a paper void"),
        verb=_("Declare void"),
        name="void_paper",
        of=paper.id,
        case=case,
        least=reasons.LEAST if closed else reasons.BRIEF,  # of a closed case it is a correction
    ).open()


class IssuedCard(Card):
    """The papers issued in the case, also those that are void, the newest first."""

    opened = Signal(IssuedPaper)
    voided = Signal(int)
    said = Signal(str)
    refused = Signal(DeskError)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(
            _("Papers issued"), name="card_issued", note=_("Double-click to see again")
        )
        self._case = case
        self.rows: RowsModel[IssuedPaper] = RowsModel(issued_columns())
        self.table = TableView("issued_papers", _("Papers issued"))
        self.table.use(self.rows, (4, 7, 14, 10), stretch=2, yields=(0,))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.opened.connect(lambda index: self.opened.emit(self.rows.row(index)))
        self.add(elastic(self.table, 70), 1)

    def show_case(self, case: CaseFile) -> None:
        """Show what was issued."""
        every = (*case.papers, *case.void_papers)
        self.rows.show(sorted(every, key=lambda p: p.id, reverse=True))

    def _paper(self, key: int) -> IssuedPaper | None:
        return next((paper for paper in self.rows.rows if paper.id == key), None)

    def void(self, key: int) -> None:
        """Declare an issued paper void, for a reason."""
        if (paper := self._paper(key)) is not None:
            ask_void(paper, self._case.file, partial(self._void, paper), self)

    def _void(self, paper: IssuedPaper, reason: str) -> None:
        desk = self._case.desk

        def act(key: int, version: int) -> None:
            from mediation_desk.services import papers

            papers.void(desk, key, version, paper.id, reason)

        self._case.act(act, lambda _done: self.voided.emit(paper.id), self.refused.emit)

    def show_values(self, key: int) -> None:
        """Show the values that an issued paper was made from."""
        paper, desk = self._paper(key), self._case.desk
        if paper is None:
            return

        def read() -> Given:
            from mediation_desk.services import papers

            return papers.given(desk, paper.id)

        def show(found: Given) -> None:
            if found is None:
                self.said.emit(_("The values of this paper were not kept: it is older than that."))
            else:
                GivenDialog(paper, found, self).open()

        self._case.read(read, show)


class GivenDialog(Dialog):
    """The values that an issued paper was made from, to look up and to copy."""

    def __init__(
        self, paper: IssuedPaper, given: tuple[tuple[str, str], ...], parent: QWidget
    ) -> None:
        title = _("Values of {title}").format(title=paper.title)
        super().__init__(title, "", name="given_dialog", parent=parent)
        self.ok.hide()
        self.cancel.setText(_("Close"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        digest = _("No. {number} of the case · issued on {day} by {name} · SHA-256 {digest}")
        self.body.addWidget(
            label(
                digest.format(
                    number=paper.number,
                    day=paper.issued_on.isoformat(),
                    name=paper.issued_by,
                    digest=paper.sha256,
                ),
                "small",
                name="given_digest",
                wrap=True,
            )
        )
        self.rows: RowsModel[tuple[str, str]] = RowsModel(
            (
                Column(title=_("Field"), text=lambda row: row[0]),
                Column(title=_("Value"), text=lambda row: row[1], tip=lambda row: row[1]),
            )
        )
        self.table = TableView("given_table", title)
        self.table.use(self.rows, (18, 40), stretch=1)
        self.rows.show(given)
        self.body.addWidget(self.table, 1)
        self.resize(720, 460)
