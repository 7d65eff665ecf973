"""How a form of the case asks the worker for something."""

from collections.abc import Callable
from typing import Any, Protocol

from mediation_desk.domain.errors import DeskError


class Read(Protocol):
    """Asks the worker for something, and hears the answer on the window's thread."""

    def __call__(
        self,
        job: Callable[[], Any],
        then: Callable[[Any], None],
        refused: Callable[[DeskError], None] | None = None,
        /,
    ) -> None:
        """Ask."""
