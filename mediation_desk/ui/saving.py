"""Saving a file that the desk makes: asked where, made in the worker, written whole."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from mediation_desk.domain.errors import DeskError
from mediation_desk.i18n import _
from mediation_desk.services.files import safe_name, write_whole
from mediation_desk.ui.files import ask_save
from mediation_desk.ui.jobs import Jobs

Said = Callable[[str], None]
Refused = Callable[[DeskError], None]


def ask_for_workbook(parent: QWidget, title: str, name: str) -> Path | None:
    """Ask where to save a workbook; nothing if the person thinks better of it."""
    proposed = f"{safe_name(name.strip())}.xlsx"
    path = ask_save(parent, title, proposed, _("Excel (.xlsx)") + " (*.xlsx)", "papers")
    return None if path is None else path.with_suffix(".xlsx")


def save_made(
    owner: QWidget, jobs: Jobs, path: Path, make: Callable[[], bytes], said: Said, refused: Refused
) -> None:
    """Make the file in the worker and write it; tell its name when it is there."""
    jobs.render(
        owner,
        lambda _progress: write_whole(path, make()),
        lambda written: said(_("Saved as {name}.").format(name=written.name)),
        refused,
    )
