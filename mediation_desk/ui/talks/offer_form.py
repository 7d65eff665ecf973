"""One offer: who said it, when and how, and its sums in a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.claims import ZERO, Claim
from mediation_desk.domain.errors import Problem
from mediation_desk.domain.exclusions import why_apart
from mediation_desk.domain.money import capital, figures
from mediation_desk.domain.offers import Key, Offer, OfferState, positions
from mediation_desk.domain.sides import Side
from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_states import is_unsettled
from mediation_desk.ui.case.tab import LOW, elastic, over_foot, roomy
from mediation_desk.ui.talks.offer_sheet import OfferSheet
from mediation_desk.ui.talks.sheet import Place
from mediation_desk.ui.theme import Space, Tone
from mediation_desk.ui.widgets.all_told import WithAll
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.choice import Choice, terms
from mediation_desk.ui.widgets.day_edit import DayEdit
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.fields import FieldSet, FormField
from mediation_desk.ui.widgets.grid import Grid
from mediation_desk.ui.widgets.labels import label, tell
from mediation_desk.ui.widgets.time_edit import TimeEdit

FACE, BACK = "face", "back"


@dataclass(slots=True)
class Typed:
    """What was typed of an offer and is not saved yet."""

    offer: Offer
    day: str
    at: str
    refused: Mapping[Place, tuple[str, str]]
    """Cells that could not be read."""


class SumsGrid(Grid):
    """The sheet of sums, which can be told as one text when two versions are compared."""

    def __init__(self, sheet: OfferSheet) -> None:
        super().__init__("offer_grid", _("Sums of the offer"), dense=True)
        self._sheet = sheet
        self.case: CaseFile | None = None

    def content(self) -> str:
        """Return the sums as one text."""
        return self._sheet.content()

    def put_content(self, text: str) -> None:
        """Show the sums of such a text."""
        if self.case is not None:
            self._sheet.put_content(self.case, text)

    def content_in_words(self, text: str) -> str:
        """Say such a text in words."""
        return self._sheet.content_in_words(text)


class OfferForm(Card):
    """Fields over a sheet. `edited` tells that something was typed."""

    edited = Signal()
    wanted_side = Signal(object)
    """A new offer of the other side is wanted: what was typed stays that of the side in view."""

    def __init__(self) -> None:
        super().__init__(_("Offer"), name="card_offer")
        self._offer: Offer | None = None
        self._case: CaseFile | None = None
        self._others: tuple[Offer, ...] = ()
        self._filling = False
        self._said: dict[Side, dict[Key, Decimal]] = {}
        self.fields = FieldSet(self)
        self.side = Choice(terms(Side))
        self.day, self.at = DayEdit(), TimeEdit()
        self.said_by, self.conditions, self.note_line = QLineEdit(), QLineEdit(), QLineEdit()
        self.manner = Choice(((FACE, _("Face to face")), (BACK, _("Back to back"))))
        self.sheet = OfferSheet()
        self.grid = SumsGrid(self.sheet)
        self.grid.use(self.sheet, stretch=-1)
        self.grid.verticalHeader().setVisible(True)
        self.grid.verticalHeader().setMinimumWidth(72)
        self.about = Elided("", "small", name="offer_about")
        self.hints = label("", name="offer_hints", tone=Tone.WARN, wrap=True)
        self.problem = label("", "error", name="offer_problem", wrap=True)
        self.summary = Elided("", "small", name="offer_summary")
        self.unfold = link("", "offer_unfold", self._toggle)
        self._opened = False
        """Whether a hand, or something to mend, opened the fields on a low screen."""
        self._lines: list[QWidget] = []
        self.foot = QHBoxLayout()
        self._lay_out()
        self._looking = QTimer(self, singleShot=True, interval=300)
        self.looked = self._looking.timeout
        self._listen()

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.unfold)
        rows = over_foot(self, "offer_scroll")
        [self._upper] = self.findChildren(QScrollArea, "offer_scroll")
        rows.addWidget(self.summary)
        for line in (
            (
                (_("Side"), self.side, "side", 110),
                (_("Day"), self.day, "made_on", 130),
                (_("Time"), self.at, "made_at", 80),
                (_("How it was told"), self.manner, "caucus", 90),
            ),
            (
                (_("Said by"), self.said_by, "said_by", 90),
                (_("Conditions"), self.conditions, "conditions", 150),
                (_("Note"), self.note_line, "note", 90),
            ),
        ):
            held = QWidget()
            beside = QHBoxLayout(held)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(Space.S)
            for caption, editor, name, least in line:
                editor.setMinimumWidth(least)
                beside.addWidget(self.fields.add(FormField(caption, editor, name)), least)
            rows.addWidget(held)
            self._lines.append(held)
        self.grid.setMinimumHeight(130)
        sums = FormField(_("Sums of the offer"), self.grid, "sums")
        sums.caption.hide()
        if isinstance(inside := sums.layout(), QVBoxLayout):
            inside.setStretchFactor(self.grid, 100)
        elastic(self.grid, 130)
        rows.addWidget(sums, 1)
        rows.addWidget(self.about)
        self.add(WithAll(self.problem, "offer_problems_all"))
        self.foot.setSpacing(Space.S)
        self.body.addLayout(self.foot)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the fields where the window is low."""
        super().resizeEvent(event)
        roomy(self._upper, 60)
        self._fold()

    def _toggle(self) -> None:
        self._opened = not self._opened
        self._fold()

    def _fold(self) -> None:
        """Show the fields, or on a low screen what they say in one line."""
        low = self.window().height() < LOW
        folded = low and not self._opened
        self.unfold.setVisible(low)
        self.unfold.setText(_("Day, conditions…") if folded else _("Fold the fields"))
        for line in self._lines:
            line.setVisible(not folded)
        self.summary.setVisible(folded)
        said = (self.side.currentText(), self.day.text(), self.at.text(), self.manner.currentText())
        told = (self.said_by.text(), self.conditions.text(), self.note_line.text())
        self.summary.say(" · ".join(filter(None, (*said, *told))))

    def _open_at(self, problems: Iterable[Problem]) -> None:
        """Open the fields where one of them has to be mended."""
        if any(p.field in self.fields and p.field != "sums" for p in problems):
            self._opened = True
            self._fold()

    def _listen(self) -> None:
        for line in (self.day, self.at, self.said_by, self.conditions, self.note_line):
            line.textEdited.connect(self._touched)
        self.side.currentIndexChanged.connect(self._turn)
        self.manner.currentIndexChanged.connect(self._touched)
        self.sheet.edited.connect(self._touched)
        self.sheet.misread.connect(lambda text: tell(self.problem, [text]))
        self.grid.left_out.connect(lambda text: tell(self.problem, [*self.sheet.wrong(), text]))
        self.grid.selectionModel().currentChanged.connect(lambda now, _old: self._tell_about(now))

    def _turn(self) -> None:
        """Ask for the new offer of the side chosen; one that is saved is corrected instead."""
        offer, chosen = self._offer, self.side.code()
        if self._filling or offer is None or offer.id or chosen in ("", offer.side.value):
            self._touched()
            return
        self._filling = True
        self.side.set_code(offer.side.value)
        self._filling = False
        self.wanted_side.emit(Side.of(chosen))

    def _touched(self) -> None:
        if not self._filling:
            self._tell_total()
            self._looking.start()
            self.edited.emit()

    def show_offer(
        self, case: CaseFile, offer: Offer, others: tuple[Offer, ...], typed: Typed | None = None
    ) -> None:
        """Show an offer, with what was typed of it before; `others` are all that may be seen."""
        self._filling = True
        self._case, self._offer, self._others = case, offer, others
        self.grid.case = case
        self._said = {}
        shown = typed.offer if typed else offer
        self.side.set_code(shown.side.value)
        self.day.setText(typed.day if typed else offer.made_on.isoformat())
        self.at.setText(typed.at if typed else f"{offer.made_at:%H:%M}" if offer.made_at else "")
        self.said_by.setText(shown.said_by)
        self.conditions.setText(shown.conditions)
        self.note_line.setText(shown.note)
        self.manner.set_code(BACK if shown.caucus else FACE)
        self.sheet.show(case, shown.sums)
        self._size_columns()
        self.fields.explain(())
        self.sheet.put_refused(typed.refused if typed else {})
        tell(self.problem, self.sheet.wrong())
        self.about.say(
            _("Amber: below the law's sum. Blue: above it. Grey: added up or shared out.")
        )
        self._filling = False
        self._fold()
        self._tell_total()
        self.title.setText(_title(offer, unsaved=typed is not None or not offer.id))
        self._looking.start()

    def lock(self, locked: bool, *, apart: bool) -> None:
        """Let nothing be typed where the offer stays; only the mediator marks back to back."""
        self.sheet.locked = locked
        for line in (self.day, self.at, self.said_by, self.conditions, self.note_line):
            line.setReadOnly(locked)
        self.side.setEnabled(not locked)
        self.manner.setEnabled(apart and not locked)
        self.manner.setToolTip(
            ""
            if apart
            else _("Only the mediator assigned to this case enters what was told back to back.")
        )

    def _size_columns(self) -> None:
        unit = QFontMetrics(self.grid.font()).horizontalAdvance("0")
        heading = QFontMetrics(self.grid.horizontalHeader().font())
        for place, title in enumerate(self.sheet.titles):
            width = max(13 * unit, heading.horizontalAdvance(title))
            self.grid.setColumnWidth(place, width + 20)

    def value(self) -> Offer:
        """Return the offer as typed; a day that cannot be read is today's only in shape."""
        assert self._offer is not None, "a form shows an offer before it gives one"
        return replace(
            self._offer,
            side=Side.of(self.side.code()),
            made_on=self.day.day() or self._offer.made_on,
            made_at=self.at.moment(),
            said_by=self.said_by.text().strip(),
            conditions=self.conditions.text().strip(),
            note=self.note_line.text().strip(),
            caucus=self.manner.code() == BACK,
            sums=self.sheet.sums(),
        )

    def typed(self) -> Typed:
        """Return what is typed, to be put back later."""
        return Typed(self.value(), self.day.text(), self.at.text(), self.sheet.refused())

    def readable(self) -> bool:
        """Say whether everything typed can be read, and show at the fields what cannot."""
        self.grid.take_typing()
        problems = list(self.fields.misread())
        if not self.day.text().strip():
            problems.append(Problem("made_on", _("Enter the day.")))
        self._open_at(problems)
        self.fields.explain(problems)
        tell(self.problem, self.sheet.wrong())
        return not problems and not self.sheet.wrong()

    def explain(self, problems: tuple[Problem, ...]) -> None:
        """Show problems at their fields and cells, the rest above the buttons."""
        self._open_at(problems)
        left = self.sheet.explain(self.fields.explain(problems))
        cells = tuple(p for p in problems if p.field.startswith("sums"))
        tell(self.problem, [p.text for p in (*left, *cells)])

    def show_hints(self, found: tuple[str, ...]) -> None:
        """Show what is doubtful in the offer."""
        self.hints.setText("\n".join(f"⚠ {text}" for text in found))
        self.hints.setVisible(bool(found))

    def _tell_total(self) -> None:
        total = sum((one.amount for one in self.sheet.sums()), ZERO)
        self.note.setText(_("together {sum} yuan").format(sum=figures(total)))
        self.note.setToolTip(capital(total))

    def _tell_about(self, index: QModelIndex) -> None:
        """Say of the cell under the cursor what the law gives and what was said so far."""
        if self._case is None or not index.isValid():
            return
        row, column = index.row(), index.column()
        covered = self.sheet.covered(row, column)
        parts = [f"{self.sheet.names[row]} · {self.sheet.titles[column]}"]
        whole = [c for c in covered.values() if not c.apart] or list(covered.values())
        law, open_items = _together(claim.entitled for claim in whole)
        parts.append(_("by law {sum}").format(sum=law) + _doubt_of_law(whole))
        if open_items and open_items < len(covered):
            parts.append(_("{n} items still to be computed").format(n=open_items))
        elif open_items:
            parts[-1] = _("by law: still to be computed")
        asked, _unsaid = _together(claim.claimed for claim in covered.values())
        parts.append(_("asked {sum}").format(sum=asked))
        for side in Side:
            if side not in self._said:
                self._said[side] = positions(self._case, self._earlier(), side)
            said = self._said[side]
            if found := [said[key] for key in covered if key in said]:
                last = figures(sum(found, ZERO))
                parts.append(_("{side} last {sum}").format(side=side.label, sum=last))
        self.about.say("  ".join(parts) if covered else _("The worker does not make this claim."))

    def _earlier(self) -> tuple[Offer, ...]:
        mine = self._offer.id if self._offer else 0
        return tuple(offer for offer in self._others if offer.id != mine)


def _together(sums: Iterable[Decimal | None]) -> tuple[str, int]:
    """Write the known ones of some sums together, a dash where none is, and count the others."""
    found = list(sums)
    known = [one for one in found if one is not None]
    return figures(sum(known, ZERO)) if known else "—", len(found) - len(known)


def _doubt_of_law(claims: Iterable[Claim]) -> str:
    """Say what of the law's sum is not settled, or that another excludes it."""
    told = list(claims)
    if apart := next((claim.apart for claim in told if claim.apart), None):
        return _(" ({why})").format(why=why_apart(apart).rstrip("。."))
    waits = sum((claim.entitled or ZERO for claim in told if is_unsettled(claim)), ZERO)
    return _(" ({sum} not settled)").format(sum=figures(waits)) if waits else ""


def _title(offer: Offer, *, unsaved: bool) -> str:
    if not offer.id:
        return _("New offer, not saved yet")
    told = f"{offer.side.label} {offer.made_on.isoformat()}"
    if offer.state is not OfferState.OPEN:
        told += f" · {offer.state.label}"
    return told + (_(" · changed, not saved yet") if unsaved else "")
