"""What is told above the grid of sums: what was wrong with what was typed, pasted or asked."""

from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.case.sums_model import SumsModel
from mediation_desk.ui.widgets.all_told import AllTold
from mediation_desk.ui.widgets.buttons import link
from mediation_desk.ui.widgets.labels import label, tell


class SumsTold:
    """The sentences above the grid, and the way to all of them where not all have room."""

    def __init__(self, model: SumsModel, parent: QWidget) -> None:
        self._model, self._parent = model, parent
        self._note = ""
        self.problem = label("", "error", name="sums_problem", wrap=True)
        self.all_button = link(_("Show all of them…"), "sums_problems_all", self._show_all)
        self.problem.hide()
        self.all_button.hide()

    @property
    def silent(self) -> bool:
        """Nothing is told."""
        return self.problem.isHidden()

    def tell(self, *sentences: str) -> None:
        """Tell these sentences in place of what was told; none clears the place."""
        tell(self.problem, sentences)
        self.all_button.setVisible(self.problem.text() != self.problem.toolTip())

    def tell_pasted(self, text: str) -> None:
        """Tell how a paste was taken; where it is still being read, with what that finds."""
        if self._model.reading:
            self._note = text
        else:
            self.tell(text, *self._model.wrong())

    def tell_read(self, text: str) -> None:
        """Tell what reading found, after how the paste was taken."""
        note, self._note = self._note, ""
        self.tell(*filter(None, (note, text)))

    def _show_all(self) -> None:
        AllTold(self.problem.toolTip().split("\n"), self._parent).open()
