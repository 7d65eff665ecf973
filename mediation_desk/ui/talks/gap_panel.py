"""The chart of the gap with the rounds it is drawn from, to copy as a picture."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.money import figures
from mediation_desk.domain.offers import Bound, Turn
from mediation_desk.i18n import _
from mediation_desk.law.prospects import counting
from mediation_desk.services.talks import Talks
from mediation_desk.ui.case.tab import elastic
from mediation_desk.ui.talks.gap_chart import Course, GapChart
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import secondary
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label
from mediation_desk.ui.widgets.rows_model import Column, RowsModel
from mediation_desk.ui.widgets.table import TableView


class GapPanel(QWidget):
    """Chart and table say the same. A copy never holds what was told back to back."""

    said = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gap_panel")
        self.chart = GapChart()
        self.model: RowsModel[Turn] = RowsModel(_columns())
        self.table = TableView("gap_table", _("Rounds"))
        self.table.use(self.model, (10, 11, 11, 11, 12), stretch=1, yields=(1,))
        self.table.be_dense()
        elastic(self.table, 100)
        self.copy_button = secondary(_("Copy as a picture"), "gap_copy", self.copy)
        self.note = label("", "small", name="gap_note", wrap=True)
        self._open = Course()
        left = Card(_("How the gap closes"), name="card_gap")
        left.head.addWidget(self.copy_button)
        left.add(self.chart, 1)
        left.add(self.note)
        right = Card(_("Rounds"), name="card_rounds")
        right.add(self.table, 1)
        right.setMaximumWidth(600)
        right.setMinimumWidth(440)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.M)
        inside.addWidget(left, 1)
        inside.addWidget(right, 1)

    def show_talks(self, _case: CaseFile, found: Talks, *, apart: bool) -> None:
        """Draw the rounds as they stand."""
        self._open = _course(found, apart=False)
        shown = _course(found, apart=True) if apart else self._open
        self.chart.show_course(shown)
        self.model.show(shown.turns)
        texts = [
            _(
                "At first the workers ask what they claim; a side keeps its last word. What the "
                "workers made no offer for stays as claimed."
            )
        ]
        if apart and any(offer.caucus for offer in found.offers):
            texts.append(_("The copy leaves out what was told back to back."))
        self.note.setText("".join(texts))

    def copy(self) -> None:
        """Put the chart on the clipboard, without what was told back to back."""
        QGuiApplication.clipboard().setPixmap(self.chart.picture(self._open))
        self.said.emit(_("The chart is on the clipboard."))

    def text(self) -> str:
        """Return the open rounds for the printer."""
        lines = ["\t".join(column.title for column in self.model.columns)]
        lines += [
            "\t".join(column.text(turn) for column in self.model.columns)
            for turn in self._open.turns
        ]
        return "\n".join(lines)


def _course(found: Talks, *, apart: bool) -> Course:
    def level(bound: Bound) -> Decimal | None:
        amounts = [one.amount for one in counting(found.prospects, bound)]
        known = [amount for amount in amounts if amount is not None]
        return sum(known, Decimal("0.00")) if known else None

    return Course(
        turns=found.courses.get(apart, ()),
        best=level(Bound.BEST),
        floor=level(Bound.FLOOR),
        likely=level(Bound.LIKELY),
    )


def _columns() -> tuple[Column[Turn], ...]:
    return (
        Column(
            title=_("When"),
            text=lambda t: f"{t.on:%m-%d}" + (f" {t.at:%H:%M}" if t.at else ""),
        ),
        Column(title=_("Spoke"), text=_spoke),
        Column(title=_("Workers ask"), text=lambda t: figures(t.asked), right=True),
        Column(title=_("Employer offers"), text=_offered, right=True),
        Column(title=_("Gap"), text=lambda t: figures(t.gap), right=True, strong=True),
    )


def _offered(turn: Turn) -> str:
    return "—" if turn.offered is None else figures(turn.offered)


def _spoke(turn: Turn) -> str:
    if turn.side is None:
        return _("application")
    return turn.side.label
