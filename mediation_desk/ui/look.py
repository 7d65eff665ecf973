"""The look chosen on this computer."""

from PySide6.QtWidgets import QApplication

from mediation_desk.ui import theme
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.theme import Scheme


def chosen_scheme() -> Scheme:
    """Return light, dark, or as the system."""
    chosen = recall("look/scheme", Scheme.SYSTEM.value)
    return Scheme(chosen) if chosen in set(Scheme) else Scheme.SYSTEM


def large_type() -> bool:
    """Say whether large type was chosen."""
    return recall("look/large") == "yes"


def choose(scheme: Scheme, *, large: bool) -> None:
    """Remember a look and take it on at once."""
    remember("look/scheme", scheme.value)
    remember("look/large", "yes" if large else "no")
    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_remembered(app)


def apply_remembered(app: QApplication) -> None:
    """Give the program the look that was chosen here."""
    theme.apply(app, chosen_scheme(), large=large_type())
