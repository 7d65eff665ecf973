"""The question before the cases of an import are taken out again."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mediation_desk.i18n import _
from mediation_desk.ui.widgets.dialog import Question


def undo_question(parent: QWidget, cases: int, file: str, then: Callable[[], object]) -> Question:
    """Ask before all cases of an import go: they come back only by importing it again."""
    return Question(
        _("Undo the import"),
        _(
            "The {n} cases that came from “{file}” are taken out of the desk. They come back"
            " only by importing the ledger again."
        ).format(n=f"{cases:,}", file=file),
        _("Take the cases out"),
        then,
        name="import_undo_question",
        parent=parent,
    )
