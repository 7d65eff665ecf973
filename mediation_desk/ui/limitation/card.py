"""The limitation in the overview of a case: a line for each claim, with its verdict."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from mediation_desk.domain.case import CaseFile
from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import _
from mediation_desk.law.time_bar import TimeBar
from mediation_desk.services import limitation
from mediation_desk.services.limitation import CaseLimitation
from mediation_desk.ui.case.open_case import OpenCase
from mediation_desk.ui.limitation import words
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided import Elided
from mediation_desk.ui.widgets.labels import Pill, label

MOST = 8


class LimitationCard(Card):
    """Warns in time; it never keeps anybody from anything."""

    noticed = Signal(str)
    said = Signal(str)

    def __init__(self, case: OpenCase) -> None:
        super().__init__(_("Limitation"), name="card_limitation")
        self.case = case
        self.found: CaseLimitation | None = None
        self.details = link(_("Steps and moments…"), "limitation_open", self.open)
        self.head.addWidget(self.details)
        self.rows = QGridLayout()
        self.rows.setHorizontalSpacing(Space.M)
        self.rows.setVerticalSpacing(Space.XS)
        self.rows.setColumnStretch(1, 1)
        self.body.addLayout(self.rows)
        self.more = label("", "small", name="limitation_more", wrap=True)
        self.add(self.more)

    def show_case(self, case: CaseFile) -> None:
        """Have the claims judged in the worker, and show them."""
        desk = self.case.desk
        self.case.read(lambda: limitation.of_file(desk, case), self._show)

    def _show(self, found: CaseLimitation) -> None:
        self.found = found
        while self.rows.count():
            taken = self.rows.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.deleteLater()
        for row, one in enumerate(found.bars[:MOST]):
            bar = one.bar
            over = found.performed(one)
            verdict, tone = words.verdict(one, over=over)
            pill = Pill(verdict, tone, name=f"limitation_{row}")
            self.rows.addWidget(pill, row, 0)
            claim = Elided(f"{one.claim.label} · {words.whose(one.names)}")
            self.rows.addWidget(claim, row, 1)
            days = Standing.PERFORMED.label if over else _days(bar)
            self.rows.addWidget(label(days, "muted"), row, 2)
        told = []
        if len(found.bars) > MOST:
            told.append(_("{n} more under “Steps and moments”.").format(n=len(found.bars) - MOST))
        if not found.bars:
            told.append(_("No claim is entered yet."))
        self.more.setText("\n".join(told))
        self.more.setVisible(bool(told))

    def open(self) -> None:
        """Show the steps of each claim, and what moves its year."""
        if self.case.file is None:
            return
        from mediation_desk.ui.limitation.case_dialog import LimitationDialog

        dialog = LimitationDialog(self.case, self)
        dialog.noticed.connect(self.noticed)
        dialog.said.connect(self.said)
        dialog.open()


def _days(bar: TimeBar) -> str:
    if bar.conservative is None:
        return ""
    told = _("to {day}").format(day=words.last_day(bar.conservative))
    if bar.argued is not None and bar.argued.due != bar.conservative.due:
        argued = words.last_day(bar.argued)
        told += " " + _("(as argued to {day})").format(day=argued)
    return f"{told} · {words.left(bar)}"
