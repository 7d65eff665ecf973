"""The steps of one claim's limitation, with the verdict above and warnings beneath."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mediation_desk.domain.tracks import Standing
from mediation_desk.i18n import _
from mediation_desk.law.award import Step
from mediation_desk.law.time_bar import TimeBar
from mediation_desk.law.time_bar_steps import articles, steps, warnings
from mediation_desk.ui.limitation import words
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.labels import Pill, label, line
from mediation_desk.ui.widgets.naming import named

_SHARES = (24, 28, 22, 26)


class StepsView(QWidget):
    """What a mediator can read out: moment by moment, with the article of each."""

    def __init__(self) -> None:
        super().__init__()
        named(self, "limitation_steps", _("Steps of the limitation"))
        self.verdict = Pill(name="limitation_verdict")
        self.days = label("", "strong", name="limitation_days", wrap=True)
        self.rows: tuple[Step, ...] = ()
        self._frame = QFrame()
        self._frame.setProperty("role", "card")
        self._grid = QGridLayout(self._frame)
        self._grid.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XS)
        for column, share in enumerate(_SHARES):
            self._grid.setColumnStretch(column, share)
        self.warnings = label("", name="limitation_warnings", wrap=True)
        self.articles = label("", "small", name="limitation_articles", wrap=True)
        self.articles.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.verdict)
        head.addWidget(self.days, 1)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.setSpacing(Space.S)
        column_.addLayout(head)
        for widget in (self._frame, self.warnings, self.articles):
            column_.addWidget(widget)

    def show_bar(self, bar: TimeBar | None, *, over: bool = False) -> None:
        """Show how a claim stands, or nothing; with `over` it is performed and has no year."""
        self.setVisible(bar is not None)
        if bar is None:
            return
        self.verdict.show_state(*words.stands(bar, over=over))
        self.days.setText(Standing.PERFORMED.label if over else _days(bar))
        self._fill(steps(bar))
        told = () if over else warnings(bar)
        self.warnings.setText("\n".join(f"· {text}" for text in told))
        rests = _("Rests on: {articles}").format(articles="；".join(articles(bar)))
        self.articles.setText(rests)

    def _fill(self, found: Iterable[Step]) -> None:
        while self._grid.count():
            taken = self._grid.takeAt(0)
            if taken and (widget := taken.widget()):
                widget.deleteLater()
        self.rows = tuple(found)
        heads = (_("Event"), _("Day and source"), _("Effect on the year"), _("Basis"))
        for column, title in enumerate(heads):
            self._grid.addWidget(label(title, "small"), 0, column)
        for row, step in enumerate(self.rows):
            place = 1 + 2 * row
            self._grid.addWidget(line(), place, 0, 1, len(_SHARES))
            told = (step.label, step.expression, step.result, step.basis)
            for column, text in enumerate(told):
                role = "small" if column == len(told) - 1 else ""
                cell = label(text, role, wrap=True)
                cell.setAlignment(Qt.AlignmentFlag.AlignTop)
                cell.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(cell, place + 1, column)


def _days(bar: TimeBar) -> str:
    if bar.conservative is None or bar.argued is None:
        return ""
    told = _("Last day, conservatively") + f" {words.last_day(bar.conservative)}"
    if bar.argued.due != bar.conservative.due:
        told += " · " + _("Last day, as argued") + f" {words.last_day(bar.argued)}"
    return f"{told} · {words.left(bar)}"
