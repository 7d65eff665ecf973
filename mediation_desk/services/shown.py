"""Refusing the second saver of what all desks share: what was shown must still be stored (P17)."""

from typing import TypeVar

from mediation_desk.domain.errors import Stale

T = TypeVar("T")


def require_as_shown(shown: T | None, stored: T | None) -> None:
    """Refuse where somebody else saved it since it was shown; what is new was not shown."""
    if shown is not None and shown != stored:
        raise Stale
