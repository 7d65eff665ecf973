"""The edge between Qt and us, where Qt calls into Python."""

import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
S = TypeVar("S")


def edge(method: Callable[Concatenate[S, P], object]) -> Callable[Concatenate[S, P], object]:
    """Hand a bug in what Qt asks of a model to the crash dialog and answer with nothing.

    PySide 6.9 ends or locks the whole program when such a method raises while Qt paints.
    """

    @wraps(method)
    def answered(self: S, /, *args: P.args, **kwargs: P.kwargs) -> object:
        try:
            return method(self, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - an outermost edge: Qt's painting lies beyond
            sys.excepthook(type(error), error, error.__traceback__)
            return None

    return answered
