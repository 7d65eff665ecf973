"""What is told above the grid of sums: what was wrong with what was typed, pasted or asked."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mediation_desk.domain.claims import ClaimKind
from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.theme import Space
from mediation_desk.ui.widgets.all_told import AllTold
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import is_low, label, tell

Wanted = Mapping[int, tuple[ClaimKind, ...]]
"""By worker the claims that would count what was typed."""

Adding = Callable[[Wanted, Callable[[], object]], object]
"""Adds these claims and tells when it is done."""


class SumsTold(QWidget):
    """The sentences above the grid, with the ways to all of them and to a claim that is lacking."""

    def __init__(self, model: SumsModel, legend: QWidget, adding: Adding) -> None:
        super().__init__(legend.parentWidget())
        self._model, self._legend, self._adding = model, legend, adding
        self._wanted: Wanted = {}
        self._waiting: tuple[str, str] = "", ""
        self.problem = label("", "error", name="sums_problem", wrap=True)
        self.news = label("", "small", name="sums_news", wrap=True)
        self.all_button = link(_("Show all of them…"), "sums_problems_all", self._show_all)
        self.add_button = link("", "sums_add_lacking", self._add)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        for shown in (self.problem, self.news):
            inside.addWidget(shown, 1)
        for button in (self.all_button, self.add_button):
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        for hidden in (self.problem, self.news, self.all_button, self.add_button, self):
            hidden.hide()

    @property
    def silent(self) -> bool:
        """Nothing is told."""
        return self.isHidden()

    def tell(self, *sentences: str, news: str = "") -> None:
        """Tell these sentences in place of what was told; none clears the place."""
        tell(self.problem, sentences)
        tell(self.news, (news,))
        self.all_button.setVisible(self.problem.text() != self.problem.toolTip())
        self._wanted = {}
        self.add_button.hide()
        self.setVisible(bool(self.problem.text() or self.news.text()))
        self._legend.setHidden(is_low(self) and not self.silent)

    def tell_pasted(self, left_out: str, news: str = "") -> None:
        """Tell how a paste was taken; where it is still being read, with what that finds."""
        if self._model.reading:
            self._waiting = left_out, news
        else:
            self._tell_read(left_out, *self._model.told(), news=news)

    def tell_read(self, text: str) -> None:
        """Tell what reading found, after how the paste was taken."""
        (left_out, news), self._waiting = self._waiting, ("", "")
        self._tell_read(*filter(None, (left_out, text)), news=news)

    def tell_set(self, name: str, workers: Collection[int], left_out: str) -> None:
        """Tell of a fact set for many workers whom it did not fit, and for whom it counts not."""
        self._model.look_unclaimed(name, workers)
        self._tell_read(left_out, *self._model.unclaimed.sentences(), news="")

    def _tell_read(self, *sentences: str, news: str) -> None:
        self.tell(*sentences, news=news)
        self._wanted = self._model.unclaimed.wanted
        kinds = dict.fromkeys(kind for own in self._wanted.values() for kind in own)
        if len(kinds) == 1:
            text = _("Add the claim “{kind}”").format(kind=next(iter(kinds)).label)
        else:
            text = _("Add claims…")
        self.add_button.setText(text)
        self.add_button.setVisible(bool(kinds))

    def _add(self) -> None:
        self._adding(self._wanted, lambda: self.tell(*self._model.wrong()))

    def _show_all(self) -> None:
        AllTold(self.problem.toolTip().split("\n"), self).open()
