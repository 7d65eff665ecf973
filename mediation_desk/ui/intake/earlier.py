"""Earlier cases of the employer, beside the form as soon as the employer is known."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from mediation_desk.domain.case import CaseLine
from mediation_desk.i18n import _
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.labels import label

_MOST = 8
BESIDE = 280
"""The width of the column beside the form."""


class EarlierCases(Card):
    """The employer's record at the centre; a click opens a case."""

    wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(_("Earlier cases of this employer"), name="earlier_cases")
        self.set_beside(True)
        self.said = label("", "muted", name="earlier_said", wrap=True)
        self.add(self.said)
        self.body.addStretch(1)
        self.show_cases(None)

    def set_beside(self, beside: bool) -> None:
        """Stand beside the form as a column, or in it as a card."""
        self.setMinimumWidth(BESIDE if beside else 0)
        self.setMaximumWidth(BESIDE if beside else 16_777_215)

    def show_cases(self, lines: Sequence[CaseLine] | None) -> None:
        """Show what was found; None while the employer is not known yet."""
        while self.body.count() > 1:
            taken = self.body.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None and widget is not self.said:
                widget.deleteLater()
        self.body.insertWidget(0, self.said)
        if lines is None:
            self.said.setText(_("Shown as soon as the employer's name or code is entered."))
            return
        workers = sum(line.applicant_count for line in lines)
        self.said.setText(
            _("{n} cases, {workers} workers.").format(n=len(lines), workers=workers)
            if lines
            else _("None: this employer is new to the centre.")
        )
        for place, line in enumerate(lines[:_MOST]):
            self._show(line, 1 + 2 * place)

    def _show(self, line: CaseLine, place: int) -> None:
        opening = link(line.number, f"earlier_{line.id}", lambda: self.wanted.emit(line.id))
        about = label(
            _("{day} · {who}, {n} workers · {stage}").format(
                day=line.received_on,
                who=line.first_applicant,
                n=line.applicant_count,
                stage=line.stage.label,
            ),
            "small",
            wrap=True,
        )
        about.setContentsMargins(Space.XS, 0, 0, Space.XS)
        self.body.insertWidget(place, opening)
        self.body.insertWidget(place + 1, about)
