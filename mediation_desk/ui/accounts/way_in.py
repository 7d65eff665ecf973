"""Whether somebody must sign in, asked without loading what signing in needs."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mediation_desk.services.signing_in import Door


def door_of(location: str) -> "Callable[[], Door | None]":
    """Return a job that looks at the way in."""

    def look() -> "Door | None":
        from mediation_desk.services import signing_in

        return signing_in.door(location)

    return look


def seems_protected(location: str) -> bool:
    """Say whether a key file lies beside the file; nothing is opened for it."""
    return "://" not in location and Path(f"{location}.keys").exists()
