"""How each form is printed on this computer: kept by form, since trays differ from desk to desk."""

from dataclasses import replace
from typing import TypeVar

from mediation_desk.domain.terms import Term
from mediation_desk.ui.memory import recall, remember
from mediation_desk.ui.printers.order import USUAL_TRAY, Duplex, Setup

_OTHER = "other"
ISSUING = "print/issue"
T = TypeVar("T", bound=Term)


def setup_of(form: str) -> Setup:
    """Return how a form was printed last on this computer."""
    place = f"print/{form or _OTHER}"
    return Setup(
        printer=recall(f"{place}/printer") or recall("print/printer"),
        duplex=_term(Duplex, recall(f"{place}/duplex"), Duplex.USUAL),
        tray=recall(f"{place}/tray") or USUAL_TRAY,
    )


def keep_setup(form: str, setup: Setup) -> None:
    """Keep how a form is printed on this computer."""
    place = f"print/{form or _OTHER}"
    remember(f"{place}/duplex", setup.duplex.value)
    remember(f"{place}/tray", setup.tray)
    if setup.file is None:
        remember(f"{place}/printer", setup.printer)
        remember("print/printer", setup.printer)


def on_printer(setup: Setup, printer: str) -> Setup:
    """Return the same setup for another printer."""
    return replace(setup, printer=printer)


def _term(kind: type[T], code: str, usual: T) -> T:
    return next((one for one in kind if one.value == code), usual)
