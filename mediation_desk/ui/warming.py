"""Loading what the first page does without, once it is shown, so that no click waits for it."""

import sys
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.places import PLACES

if TYPE_CHECKING:
    from mediation_desk.services.desk import Desk

MODULES = {name: place.module for name, place in PLACES.items()}
"""Where each page is; the order is that in which they are likely to be wanted."""
PREVIEW = "mediation_desk.ui.case.pdf_preview"
"""What shows a paper in a page: its library is large, and asked for only once a paper is made."""


def warm(jobs: Jobs, owner: QObject, desk: "Desk", then: Callable[[], object]) -> None:
    """Load step by step on the second worker; the first one stays free for the person."""
    modules = (*MODULES.values(), PREVIEW)
    steps: list[Callable[[], object]] = [desk.warm, *(partial(import_module, m) for m in modules)]

    def go_on(_done: object = None) -> None:
        if steps:
            jobs.aside(owner, steps.pop(0), go_on)
        else:
            then()

    go_on()


def load(name: str) -> None:
    """Load a page's module with all that it needs."""
    import_module(MODULES[name])


def is_loaded(name: str) -> bool:
    """Say whether a page can be made at once; one that a worker is loading cannot."""
    module = sys.modules.get(MODULES[name])
    return module is not None and not getattr(module.__spec__, "_initializing", False)
