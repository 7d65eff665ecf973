"""Loading what the first page does without, once it is shown, so that no click waits for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mediation_desk.ui.jobs import Jobs

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk


def warm(jobs: Jobs, owner: QObject, desk: "Desk") -> None:
    """Load step by step on the second worker; the first one stays free for the person."""
    steps: list[Callable[[], None]] = [
        desk.warm,
        _cases,
        _case,
        _intake,
        _others,
    ]

    def go_on(_done: None = None) -> None:
        if steps:
            jobs.aside(owner, steps.pop(0), go_on)

    go_on()


def _cases() -> None:
    from mediation_desk.ui.pages import cases

    assert cases


def _case() -> None:
    from mediation_desk.ui.case import page

    assert page


def _intake() -> None:
    from mediation_desk.ui.intake import page

    assert page


def _others() -> None:
    from mediation_desk.ui.pages import employers, settings

    assert employers
    assert settings
